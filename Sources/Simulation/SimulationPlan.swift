public import LinearAlgebra
public import Models

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
  public let process: Process
  /// Values of the first steps that are known already.
  public let known: [Double]
  /// The value in the period before the first step; `nil` when unknown.
  public let previous: Double?
  /// Whether a smaller value is the good one, so that dependence turns the other way.
  public let isSmallerBetter: Bool
  /// Whether values are whole numbers in a short range, counted one by one.
  public let wholeNumbers: ClosedRange<Int>?

  /// A quantity.
  public init(
    id: String, stream: UInt32, process: Process, known: [Double] = [], previous: Double? = nil,
    isSmallerBetter: Bool = false, wholeNumbers: ClosedRange<Int>? = nil
  ) {
    self.id = id
    self.stream = stream
    self.process = process
    self.known = known
    self.previous = previous
    self.isSmallerBetter = isSmallerBetter
    self.wholeNumbers = wholeNumbers
  }

  /// Steps of random normals it needs, those of known steps included so that calendars agree.
  var randomSteps: Int {
    switch process {
    case .fitted(let paths): known.count + paths.times.count
    case .judged(let judged): judged.judgedSteps
    case .derived: 0
    }
  }

  var isDerived: Bool {
    if case .derived = process { true } else { false }
  }
}

/// How a quantity follows from others on the same path.
public enum Derivation: Sendable, Hashable {
  /// Average growth in percent a year from a base to a last step, over so many years.
  case averageGrowth(of: Int, base: GrowthBase, lastStep: Int, years: Int, isGeometric: Bool)
  /// Growth on the step before, in percent.
  case growth(of: Int)
  /// One quantity over another, times a factor.
  case ratio(numerator: Int, denominator: Int, factor: Double)

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
    case .ratio(let numerator, let denominator, _): [numerator, denominator]
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
  public let quantities: [Quantity]
  /// The conditions.
  public let goals: [Goal]
  /// The groups of conditions.
  public let groups: [GoalGroup]
  /// The cases of dependence; the first gives projections and probabilities.
  public let cases: [DependenceCase]
  /// The seed.
  public let seed: UInt64

  /// A plan.
  public init(
    steps: Int, quantities: [Quantity], goals: [Goal], groups: [GoalGroup],
    cases: [DependenceCase], seed: UInt64
  ) {
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

  /// The steps in which a quantity has values.
  public func definedSteps(of position: Int) -> Range<Int> {
    let quantity = quantities[position]
    switch quantity.process {
    case .fitted: return 0..<steps
    case .judged(let judged): return judged.definedSteps.clamped(to: 0..<steps)
    case .derived(.averageGrowth(_, _, let lastStep, _, _)): return lastStep..<(lastStep + 1)
    case .derived(.growth(let source)):
      let levels = definedSteps(of: source)
      let isKnownBefore = levels.lowerBound == 0 && quantities[source].previous != nil
      return (isKnownBefore ? 0 : levels.lowerBound + 1)..<max(1, levels.upperBound)
    case .derived(.ratio(let numerator, let denominator, _)):
      return definedSteps(of: numerator).clamped(to: definedSteps(of: denominator))
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
}
