public import TimeSeries

/// What a weighted sum of future values must be.
///
/// Equation: `aᵀx = b + e`, `e ~ N(0, s²)`: hard with `s = 0`, soft otherwise; a range asks for
/// `low ≤ aᵀx ≤ high` and nothing more.
public struct LinearCondition: Sendable, Hashable {
  /// `a`, one weight a value.
  public let weights: [Double]
  /// What is asked.
  public let demand: Demand

  /// A condition.
  public init(weights: [Double], demand: Demand) {
    switch demand {
    case .about(_, let deviation): precondition(deviation > 0, "a deviation of \(deviation)")
    case .between(let low, let high): precondition(low < high, "\(low) to \(high) is empty")
    case .equal: break
    }
    self.weights = weights
    self.demand = demand
  }
}

extension Demand {
  /// Variance that is left around the value.
  var noise: Double {
    if case .about(_, let deviation) = self { deviation * deviation } else { 0 }
  }

  /// Whether a settled sum agrees, to rounding.
  func allows(_ sum: Double, within tolerance: Double) -> Bool {
    sum >= least - tolerance && sum <= most + tolerance
  }
}

/// Why conditions could not be met.
public enum ConditioningError: Error, Sendable, Equatable {
  /// A condition has another number of weights than there are values.
  case shapes(expected: Int, found: Int)
  /// A condition asks for what no path does: it contradicts another or something already known.
  case impossible(condition: Int)
  /// A level condition was not met after many steps.
  case noConvergence(condition: Int)

  /// The number of the condition; 0 where none is to blame.
  public var condition: Int {
    switch self {
    case .shapes: 0
    case .impossible(let number), .noConvergence(let number): number
    }
  }
}
