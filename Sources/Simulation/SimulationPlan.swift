public import LinearAlgebra
public import Models
internal import TimeSeries

/// One quantity to simulate.
public struct Quantity: Sendable {
  /// Where its paths come from.
  public enum Process: Sendable {
    /// A fitted distribution over the steps behind the known ones.
    case fitted(PathDistribution)
    /// A judgement over the steps behind the known ones.
    case judged(JudgedPath)
    /// Computed from other quantities of the plan, by their positions.
    case derived(Derivation)
  }

  /// The id.
  public let id: String
  /// Its random stream.
  public let stream: UInt32
  /// Where its paths come from.
  public private(set) var process: Process
  /// Values of the first steps that are known already; not a number where nothing is said of a step, up to the
  /// last of which the quantity has no values.
  public let known: [Double]
  /// The value in the period before the first step; `nil` when unknown.
  public let previous: Double?
  /// Whether a smaller value is the good one, so that dependence turns the other way.
  public let isSmallerBetter: Bool
  /// Whether values are whole numbers in a short range, counted one by one.
  public let wholeNumbers: ClosedRange<Int>?
  /// The step that all values are multiples of; 0 for any value.
  public let step: Double
  /// A judgement that is mixed with a fitted process; `nil` for none.
  public var opinion: Opinion?

  /// A quantity.
  public init(
    id: String, stream: UInt32, process: Process, known: [Double] = [], previous: Double? = nil,
    isSmallerBetter: Bool = false, wholeNumbers: ClosedRange<Int>? = nil, step: Double = 0
  ) {
    self.id = id
    self.stream = stream
    self.process = process
    self.known = known
    self.previous = previous
    self.isSmallerBetter = isSmallerBetter
    self.wholeNumbers = wholeNumbers
    self.step = step
  }

  /// The same quantity whose paths come from elsewhere.
  public func following(_ process: Process) -> Quantity {
    var other = self
    other.process = process
    return other
  }

  /// Steps of random normals it needs, those of known steps included so that calendars agree.
  var randomSteps: Int {
    switch process {
    case .fitted(let paths): max(known.count + paths.times.count, opinion?.path.judgedSteps ?? 0)
    case .judged(let judged): judged.judgedSteps
    case .derived: 0
    }
  }

  var isDerived: Bool {
    if case .derived = process { true } else { false }
  }
}

/// A judgement that is mixed with what data say: each path follows it with a probability.
///
/// A linear pool, path by path: Stone 1961, Annals of Mathematical Statistics 32, 1339–1342. Behind the judged
/// period a path goes on as the fitted one does, in proportion.
public struct Opinion: Sendable {
  /// The judged path.
  public let path: JudgedPath
  /// The probability of following it, 0 to 1.
  public let weight: Double

  /// An opinion.
  public init(path: JudgedPath, weight: Double) {
    self.path = path
    self.weight = weight
  }
}

/// How a quantity follows from others on the same path.
///
/// Edge cases: growth to a level of 0 or less is −100%, and so is growth from one, which has no meaning: no
/// such path has grown. A denominator is held above 0 by `least`, so that a ratio meets a value where its
/// numerator does times the denominator.
public enum Derivation: Sendable, Hashable {
  /// Average growth in percent a year from a base to a last step, over so many years.
  case averageGrowth(of: Int, base: GrowthBase, lastStep: Int, years: Int, isGeometric: Bool)
  /// Growth on the step before, in percent.
  case growth(of: Int)
  /// One quantity over another, which is taken as `least` where it is less, times a factor.
  case ratio(numerator: Int, denominator: Int, factor: Double, least: Double = 1e-3)
  /// One quantity times another, times a factor.
  case product(first: Int, second: Int, factor: Double)
  /// A value that is known, the same at every step of every path.
  case fact(Double)

  /// What growth is measured from.
  public enum GrowthBase: Sendable, Hashable {
    /// Known levels: the base, then every year up to the first step.
    case known([Double])
    /// The level of a simulated step.
    case step(Int)
  }

  /// Positions of the quantities it needs.
  var sources: [Int] {
    switch self {
    case .averageGrowth(let of, _, _, _, _), .growth(let of): [of]
    case .ratio(let first, let second, _, _), .product(let first, let second, _): [first, second]
    case .fact: []
    }
  }
}

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

/// Goals that are looked at together.
public struct GoalGroup: Sendable, Hashable {
  /// The name.
  public let name: String
  /// Positions of the goals.
  public let goals: [Int]

  /// A group.
  public init(name: String, goals: [Int]) {
    self.name = name
    self.goals = goals
  }
}

/// A correlation between the quantities that take normals, in their order.
public struct DependenceCase: Sendable, Hashable {
  /// The name, `fitted`, say.
  public let name: String
  /// Correlations between all quantities, derived ones included (they are not read); `nil` for none.
  public let correlation: Matrix?

  /// A case.
  public init(name: String, correlation: Matrix?) {
    self.name = name
    self.correlation = correlation
  }
}

/// Everything a simulation needs.
public struct SimulationPlan: Sendable {
  /// Steps of each path.
  public let steps: Int
  /// The quantities; a derived one stands behind those it needs.
  public var quantities: [Quantity]
  /// The conditions.
  public var goals: [Goal]
  /// The groups of conditions.
  public var groups: [GoalGroup]
  /// The cases of dependence; the first gives projections and probabilities.
  public var cases: [DependenceCase]
  /// The seed.
  public let seed: UInt64
  /// Effects of levers that stand away from their baselines.
  public let levers: [LeverEffect]
  /// Shocks.
  public let shocks: [Shock]
  /// The limits of each quantity when it is adjusted.
  public private(set) var limits: [AdjustmentLimits]
  /// How paths are drawn.
  public var sampling = Sampling.random
  /// Drivers that are held at their middle; none in a run.
  public var muted: Set<Driver> = []

  /// A plan.
  public init(
    steps: Int, quantities: [Quantity], goals: [Goal], groups: [GoalGroup],
    cases: [DependenceCase], seed: UInt64, levers: [LeverEffect] = [], shocks: [Shock] = [],
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

  /// Paths side by side in a block: the draws and values of one should stay in the cache of a core.
  var lanes: Int { quantities.count * steps * 64 * 16 <= 3 << 20 ? 64 : 32 }

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
    case .derived(.fact): return .bounded
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
    case .derived(.growth), .derived(.averageGrowth): return true
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
    case .derived(.fact): return 0..<steps
    case .judged(let judged): return judged.definedSteps.clamped(to: 0..<steps)
    case .derived(.averageGrowth(_, _, let lastStep, _, _)): return lastStep..<(lastStep + 1)
    case .derived(.growth(let source)):
      let levels = definedSteps(of: source)
      let isKnownBefore = levels.lowerBound == 0 && quantities[source].previous ?? 0 > 0
      return (isKnownBefore ? 0 : levels.lowerBound + 1)..<max(1, levels.upperBound)
    case .derived(.ratio(let first, let second, _, _)),
      .derived(.product(let first, let second, _)):
      return definedSteps(of: first).clamped(to: definedSteps(of: second))
    }
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

  /// Positions of a quantity and of all that it is derived from.
  func sources(ofQuantity quantity: Int) -> [Int] {
    var wanted: Set<Int> = [quantity]
    for position in stride(from: quantity, through: 0, by: -1) where wanted.contains(position) {
      if case .derived(let derivation) = quantities[position].process {
        wanted.formUnion(derivation.sources)
      }
    }
    return wanted.sorted()
  }

  /// Where a quantity stands in the plan reduced to another; `nil` when it is left out.
  public func positionInReduced(_ position: Int, keeping quantity: Int) -> Int? {
    sources(ofQuantity: quantity).firstIndex(of: position)
  }

  /// How many quantities with normals of their own stand behind one; above 1 dependence matters to it.
  public func randomSources(of quantity: Int) -> Int {
    sources(ofQuantity: quantity).count { !quantities[$0].isDerived }
  }

  /// The plan of one quantity with what it is derived from, and its goals; without dependence.
  ///
  /// The paths are those of the whole plan where quantities are independent.
  public func reduced(to quantity: Int) -> SimulationPlan {
    let kept = sources(ofQuantity: quantity)
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let goals = goals.filter { places[$0.quantity] != nil }
    return SimulationPlan(
      steps: steps, quantities: kept.map { quantities[$0].moved(places) },
      goals: goals.map {
        Goal(
          quantity: places[$0.quantity] ?? 0, step: $0.step, lower: $0.lower, upper: $0.upper)
      }, groups: [GoalGroup(name: "all", goals: Array(goals.indices))],
      cases: [DependenceCase(name: "independent", correlation: nil)], seed: seed,
      levers: levers.compactMap { effect in
        places[effect.quantity].map { effect.moved(to: $0) }
      },
      shocks: shocks.map { shock in
        Shock(
          stream: shock.stream, probabilities: shock.probabilities,
          effects: shock.effects.compactMap { effect in
            places[effect.quantity].map {
              Shock.Effect(
                quantity: $0, channel: effect.channel, size: effect.size,
                persistence: effect.persistence)
            }
          })
      }, limits: kept.map { limits[$0] })
  }
}

extension LeverEffect {
  /// The same effect on a quantity at another place.
  func moved(to place: Int) -> LeverEffect {
    LeverEffect(
      quantity: place, channel: channel, stream: stream, size: size, departure: departure,
      weights: weights)
  }
}

extension Quantity {
  /// The same quantity where those it is derived from stand elsewhere.
  func moved(_ places: [Int: Int]) -> Quantity {
    guard case .derived(let derivation) = process else { return self }
    return following(.derived(derivation.moved(places)))
  }
}

extension Derivation {
  /// The same derivation from other places.
  func moved(_ places: [Int: Int]) -> Derivation {
    func place(_ position: Int) -> Int { places[position] ?? position }
    switch self {
    case .averageGrowth(let of, let base, let lastStep, let years, let isGeometric):
      return .averageGrowth(
        of: place(of), base: base, lastStep: lastStep, years: years, isGeometric: isGeometric)
    case .growth(let of): return .growth(of: place(of))
    case .ratio(let numerator, let denominator, let factor, let least):
      return .ratio(
        numerator: place(numerator), denominator: place(denominator), factor: factor, least: least)
    case .product(let first, let second, let factor):
      return .product(first: place(first), second: place(second), factor: factor)
    case .fact: return self
    }
  }
}
