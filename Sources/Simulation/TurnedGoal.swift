internal import LinearAlgebra
internal import Randomness

/// One goal of a plan and the direction in which its paths are turned.
///
/// A difference of two small chances cannot be counted well: on common random numbers its variance is still
/// the share of paths that tell the plans apart. So each path stands for several that differ from it
/// along one direction of the normals only. With the score `t` of the path along the direction,
/// the turns have the scores `Φ⁻¹(v + k/K)`, `k = 0 … K−1`, `v = Φ(t) mod 1/K`: the path itself is one of
/// them and each is as likely as it, so the mean over turns is unbiased whatever the direction, and a
/// good direction leaves little variance between paths.
/// Source: line sampling, Koutsourelakis, Pradlwarter & Schuëller 2004, Probabilistic Engineering Mechanics
/// 19, 409–417, on systematic points of the line.
struct TurnedGoal: Sendable {
  /// Turns of each path where they are ordered: one less than a power of 2, to be halved evenly.
  private static let orderedTurns = 127
  /// Turns of each path where all must be looked at.
  private static let plainTurns = 15

  /// A quantity to compute anew, and what the direction means to it.
  struct Part: Sendable {
    /// Position of the quantity.
    let quantity: Int
    /// How its normals move with the score, step by step.
    let moves: [Double]
    /// Its normals' weights in the score.
    var weights: [Double]
    /// Both for the normal behind its offset.
    let offset: Double
  }

  /// The goal.
  let goal: Goal
  /// The quantity of the goal and those it is derived from, these first.
  let parts: [Part]
  /// Turns of each path.
  private(set) var turns = plainTurns
  /// The first plan whose paths of this goal are the same; its counts hold for this one too.
  private(set) var twin = 0
  /// Whether it is the larger scores that meet the goal; `nil` where neither side does on its own.
  private(set) var isRising: Bool?

  /// How the items of a comparison are looked at.
  struct Selection: Sendable {
    /// For each item the turned goal of each plan, if there is one.
    var turned: [[TurnedGoal]?] = []
    /// For each item and plan the first plan in which nothing about the item differs.
    var twins: [[Int]] = []
  }

  /// For each item the twins, and the turned goal of each plan; `nil` for groups, for what no plan treats
  /// differently from the first, and for what has no normals.
  static func chosen(
    for items: [[[Int]]], plans: [SimulationPlan]
  ) throws(SimulationError) -> Selection {
    let pilots = try plans.map { (plan) throws(SimulationError) in
      try GoalPilot(plan, blocks: 16, isMixed: true)
    }
    var selection = Selection()
    for item in items {
      let twins = twins(item, pilots)
      selection.twins.append(twins)
      selection.turned.append(turned(item, twins: twins, plans: plans, pilots: pilots))
    }
    return selection
  }

  private static func turned(
    _ item: [[Int]], twins: [Int], plans: [SimulationPlan], pilots: [GoalPilot]
  ) -> [TurnedGoal]? {
    guard item.allSatisfy({ $0.count == 1 }), twins.contains(where: { $0 > 0 }) else {
      return nil
    }
    let directions = pilots[0].directions(ofGoal: item[0][0])
    var turned: [TurnedGoal] = []
    for (number, plan) in plans.enumerated() {
      guard
        var goal = TurnedGoal(plan, goal: item[number][0], along: directions)
      else { return nil }
      goal.twin = twins[number]
      turned.append(goal)
    }
    return ordered(turned, pilots)
  }

  /// For each plan the first one in which nothing about the goal differs.
  private static func twins(_ item: [[Int]], _ pilots: [GoalPilot]) -> [Int] {
    let views = item.enumerated().map { number, goals in
      goals.map { pilots[number].view(ofGoal: $0) }
    }
    return views.indices.map { number in views.firstIndex(of: views[number]) ?? number }
  }

  /// The same goals with more turns, if on the paths looked at halving finds what counting finds.
  private static func ordered(_ turned: [TurnedGoal], _ pilots: [GoalPilot]) -> [TurnedGoal] {
    var finer: [TurnedGoal] = []
    for (goal, pilot) in zip(turned, pilots) {
      var every = goal
      every.turns = orderedTurns
      let counted = pilot.turns(of: every)
      let halved = [true, false].first { isRising in
        every.isRising = isRising
        return pilot.turns(of: every) == counted
      }
      let isCrossed = counted.contains { $0 > 0 } && counted.contains { $0 < every.turns }
      guard isCrossed, let halved else { return turned }
      every.isRising = halved
      finer.append(every)
    }
    return finer
  }

  /// With the covariances `g` of the normals with the goal and their correlation `R` in the first case
  /// the score is `g R⁻¹ n / √(g R⁻¹ g)`, and the normals move by `g / √(g R⁻¹ g)` with it.
  private init?(_ plan: SimulationPlan, goal: Int, along covariances: [String: GoalPilot.Direction])
  {
    let goal = plan.goals[goal]
    self.goal = goal
    let none = GoalPilot.Direction(steps: [], offset: 0)
    let kept = plan.sources(ofQuantity: goal.quantity)
    let along = kept.map { covariances[plan.quantities[$0].id] ?? none }
    var weights = along.map(\.steps)
    var square = along.reduce(0) { $0 + $1.offset * $1.offset }
    for step in 0..<plan.steps {
      let present = kept.indices.filter { along[$0].steps.count > step }
      guard present.allSatisfy({ plan.quantities[kept[$0]].randomSteps > step }) else { return nil }
      if present.isEmpty { continue }
      let correlation = Matrix(rows: present.count, columns: present.count) {
        plan.orientedCorrelation(kept[present[$0]], kept[present[$1]])
      }
      let moves = present.map { along[$0].steps[step] }
      guard let solved = try? Cholesky(correlation).solve(moves) else { return nil }
      for (place, weight) in zip(present, solved) { weights[place][step] = weight }
      square += zip(moves, solved).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard square > 0 else { return nil }
    let scale = 1 / square.squareRoot()
    parts = kept.indices.map { place in
      Part(
        quantity: kept[place], moves: along[place].steps.map { $0 * scale },
        weights: weights[place].map { $0 * scale }, offset: along[place].offset * scale)
    }
  }
}

extension SimulationPlan {
  /// The correlation of two quantities' normals in the first case, good with good.
  fileprivate func orientedCorrelation(_ one: Int, _ other: Int) -> Double {
    guard let correlation = cases[0], one != other else { return one == other ? 1 : 0 }
    let isTurned = quantities[one].isSmallerBetter != quantities[other].isSmallerBetter
    return correlation[one, other] * (isTurned ? -1 : 1)
  }
}

/// What matters to a goal on the paths looked at.
extension GoalPilot {
  private var plan: SimulationPlan { block.plan }

  /// The turns that meet a goal on each path of the block looked at last.
  fileprivate func turns(of goal: TurnedGoal) -> [UInt8] {
    var met = [UInt8](repeating: 0, count: block.lanes)
    block.countTurns(of: goal, into: &met)
    return met
  }

  /// What must be the same in two plans for a goal to have the same paths.
  fileprivate struct View: Equatable {
    let goal: Goal
    let levers: [LeverEffect]
    let shocks: [Shock]
    let values: [Double]
  }

  /// The goal by what concerns it alone.
  fileprivate func view(ofGoal index: Int) -> View {
    let own = plan.reduced(to: plan.goals[index].quantity)
    let goal = plan.goals[index]
    return View(
      goal: Goal(quantity: 0, step: goal.step, lower: goal.lower, upper: goal.upper),
      levers: own.levers, shocks: own.shocks.filter { !$0.effects.isEmpty },
      values: values[index])
  }

  /// For the goal's quantity and its sources by id the covariances of their normals with the rank of
  /// the goal's value.
  fileprivate func directions(ofGoal index: Int) -> [String: GoalPilot.Direction] {
    let ranks = ranks(ofGoal: index)
    var found: [String: GoalPilot.Direction] = [:]
    for source in plan.sources(ofQuantity: plan.goals[index].quantity) {
      found[plan.quantities[source].id] = covariances(of: source, with: ranks)
    }
    return found
  }
}
