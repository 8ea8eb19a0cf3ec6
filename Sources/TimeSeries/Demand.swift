/// What is asked of a number.
public enum Demand: Sendable, Hashable, Codable {
  /// Exactly a value.
  case equal(Double)
  /// A value with a standard deviation above 0.
  case about(Double, deviation: Double)
  /// Anything between two ends, the first below the second.
  case between(Double, Double)

  /// The value asked for; a range asks for none.
  public var value: Double? {
    switch self {
    case .equal(let value), .about(let value, _): value
    case .between: nil
    }
  }

  /// The value, or the ends of the range; then the deviation.
  public var numbers: [Double] {
    switch self {
    case .equal(let value): [value]
    case .about(let value, let deviation): [value, deviation]
    case .between(let low, let high): [low, high]
    }
  }

  /// The least that fulfils it.
  public var least: Double { numbers[0] }

  /// The most that fulfils it.
  public var most: Double { value ?? numbers[1] }

  /// The same demand in another measure.
  ///
  /// - Parameter deviation: what deviations are multiplied by.
  public func mapped(_ measure: (Double) -> Double, deviation: Double) -> Demand {
    switch self {
    case .equal(let value): .equal(measure(value))
    case .about(let value, let own): .about(measure(value), deviation: own * deviation)
    case .between(let low, let high): .between(measure(low), measure(high))
    }
  }
}
