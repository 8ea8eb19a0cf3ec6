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
  /// The share of some dated tasks that is done by the end of each step, drawn on its own.
  case milestone(Milestone)

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
    case .fact, .milestone: []
    }
  }
}
