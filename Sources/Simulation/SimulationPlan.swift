public import LinearAlgebra
public import Models
internal import TimeSeries

/// A condition on one quantity at one step: inside a closed interval.
public struct Goal: Sendable, Hashable {
  /// Position of the quantity.
  public let quantity: Int
  /// The step.
  public let step: Int
  /// The smallest value that is good.
  public let lower: Double
  /// The largest value that is good.
  public let upper: Double

  /// A condition.
  public init(quantity: Int, step: Int, lower: Double, upper: Double) {
    self.quantity = quantity
    self.step = step
    self.lower = lower
    self.upper = upper
  }
}

/// Everything a simulation needs.
public struct SimulationPlan: Sendable {
  /// The most paths that one run simulates.
  public static let mostPaths = 1_000_000_000
  /// Steps of each path.
  public let steps: Int
  /// The quantities; a derived one stands behind those it needs.
  public var quantities: [Quantity]
  /// The conditions.
  public var goals: [Goal]
  /// Groups of conditions that are looked at together, by their positions.
  public var groups: [[Int]]
  /// The cases of dependence, the first of which gives projections and probabilities: correlations between all
  /// quantities, derived ones included (they are not read); `nil` for none.
  public var cases: [Matrix?]
  /// The seed.
  public let seed: UInt64
  /// Effects of levers that stand away from their baselines.
  public var levers: [LeverEffect]
  /// Shocks.
  public let shocks: [Shock]
  /// The limits of each quantity when it is adjusted.
  public private(set) var limits: [AdjustmentLimits]
  /// How paths are drawn.
  public var sampling = Sampling.random
  /// Years of quantities that are those of growth paths; `nil` where all follow their own processes.
  public var carried: CarriedPaths?
  /// Quantities whose distributions are wanted; `nil` for all. Goals are counted in any case.
  public var summarised: Set<Int>?
  /// Drivers that are held at their middle; none in a run.
  public var muted: Set<Driver> = []

  /// A plan.
  public init(
    steps: Int, quantities: [Quantity], goals: [Goal], groups: [[Int]],
    cases: [Matrix?], seed: UInt64, levers: [LeverEffect] = [], shocks: [Shock] = [],
    limits: [AdjustmentLimits] = []
  ) {
    self.levers = levers
    self.shocks = shocks
    let free = AdjustmentLimits(bounds: .none, isWhole: false)
    self.limits = quantities.indices.map { $0 < limits.count ? limits[$0] : free }
    precondition(!cases.isEmpty, "a plan needs a case of dependence")
    for (position, quantity) in quantities.enumerated() {
      if case .derived(let derivation) = quantity.process {
        precondition(
          derivation.sources.allSatisfy { $0 < position },
          "\(quantity.id) stands before what it is derived from")
      }
    }
    self.steps = steps
    self.quantities = quantities
    self.goals = goals
    self.groups = groups
    self.cases = cases
    self.seed = seed
  }

  /// Where a quantity stands in the triangle of dependence: carried ones first, then those with more steps.
  func rank(_ quantity: Int) -> Int {
    let isCarried = carried.map { !$0.steps(of: quantity).isEmpty } ?? false
    return isCarried ? .max : quantities[quantity].randomSteps
  }

  /// Paths side by side in a block: the draws and values of one should stay in the cache of a core.
  var lanes: Int {
    let rows = quantities.count {
      if case .derived(.milestone) = $0.process { false } else { true }
    }
    return rows * steps * 64 * 16 <= 3 << 20 ? 64 : 32
  }

  /// Adds a quantity that nothing else depends on and that nothing adjusts.
  public mutating func append(_ quantity: Quantity) {
    precondition(quantity.isDerived, "\(quantity.id) would need a place in the dependence")
    quantities.append(quantity)
    limits.append(AdjustmentLimits(bounds: .none, isWhole: false))
  }

  /// The drivers that some quantity of the plan has.
  public var drivers: [Driver] {
    Driver.allCases.filter { driver in
      switch driver {
      case .innovations, .parameters:
        return quantities.contains { if case .fitted = $0.process { true } else { false } }
      case .judgement:
        return quantities.contains {
          if case .judged = $0.process { true } else { $0.opinion != nil }
        }
      case .levers: return levers.contains { $0.size.isUncertain }
      case .shocks: return shocks.contains { !$0.effects.isEmpty }
      }
    }
  }

  /// The moments that a quantity has: those that all it is derived from have.
  public func existingMoments(of position: Int) -> ExistingMoments {
    switch quantities[position].process {
    case .fitted(let paths): return paths.existingMoments
    case .judged(let path):
      return path.lower.isFinite && path.upper.isFinite ? .bounded : .both
    case .derived(.fact), .derived(.milestone): return .bounded
    case .derived(.ratio(_, let denominator, _, _)) where mayVanish(denominator): return .none
    case .derived(let derivation):
      return derivation.sources.reduce(.both) { $0.and(existingMoments(of: $1)) }
    }
  }

  /// Whether a quantity may come to 0 or cross it, so that what is divided by it has no moments.
  private func mayVanish(_ position: Int) -> Bool {
    switch quantities[position].process {
    case .fitted(let paths): return !paths.isPositive
    case .judged(let path): return path.lower <= 0
    case .derived(.fact(let value)): return value == 0
    case .derived(.growth), .derived(.averageGrowth), .derived(.milestone): return true
    case .derived(.product(let first, let second, _)): return mayVanish(first) || mayVanish(second)
    case .derived(.ratio(let first, _, _, _)): return mayVanish(first)
    }
  }

  /// The steps in which a quantity has values.
  public func definedSteps(of position: Int) -> Range<Int> {
    let quantity = quantities[position]
    switch quantity.process {
    case .fitted:
      let first = quantity.known.lastIndex(where: \.isNaN).map { $0 + 1 } ?? 0
      return min(first, steps)..<steps
    case .derived(.fact), .derived(.milestone): return 0..<steps
    case .judged(let judged): return judged.definedSteps.clamped(to: 0..<steps)
    case .derived(.averageGrowth(_, _, let lastStep, _, _)): return lastStep..<(lastStep + 1)
    case .derived(.growth(let source)):
      let levels = definedSteps(of: source)
      let isKnownBefore = levels.lowerBound == 0 && quantities[source].previous ?? 0 > 0
      let end = max(1, levels.upperBound)
      // Growth of what has one value, or none, has none.
      return min(isKnownBefore ? 0 : levels.lowerBound + 1, end)..<end
    case .derived(.ratio(let first, let second, _, _)),
      .derived(.product(let first, let second, _)):
      return definedSteps(of: first).clamped(to: definedSteps(of: second))
    }
  }

  /// Quantities that are counted under the first case, with all that they are derived from.
  func countedQuantities() -> Set<Int> {
    var counted = summarised.map { $0.union(goals.map(\.quantity)) } ?? Set(quantities.indices)
    for (position, quantity) in quantities.enumerated().reversed() where counted.contains(position)
    {
      if case .derived(let derivation) = quantity.process { counted.formUnion(derivation.sources) }
    }
    return counted
  }

  /// For each quantity the steps that the goals need, sources of derived quantities included.
  func stepsNeededByGoals() -> [Int] {
    var needed = quantities.map { _ in 0 }
    for goal in goals { needed[goal.quantity] = max(needed[goal.quantity], goal.step + 1) }
    for (position, quantity) in quantities.enumerated().reversed() {
      guard case .derived(let derivation) = quantity.process else { continue }
      for source in derivation.sources {
        needed[source] = max(needed[source], needed[position])
      }
    }
    return needed
  }
}
