internal import RealModule

/// Growth averages a rate or more over a span of years.
public struct AverageGrowthAtLeast: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "average_growth"
  /// The name of the kind.
  public var id: String { Self.id }

  /// The rate, percent a year.
  public let rate: Double
  /// Years of the span.
  public let years: Int

  /// A target.
  public init(rate: Double, years: Int) {
    precondition(years >= 1, "an average over \(years) years has no meaning")
    self.rate = rate
    self.years = years
  }

  /// From the rate upwards.
  public var interval: ClosedRange<Double> { rate...Double.infinity }

  /// Growth that the years left must average, in percent, when some have passed.
  ///
  /// - Parameters:
  ///   - realised: the level at the end of the years passed over the base level.
  ///   - passed: years passed.
  public func required(realised: Double, passed: Int) -> Double? {
    guard passed < years, realised > 0, rate > -100 else { return nil }
    let whole = Double.pow(1 + rate / 100, Double(years))
    return 100 * (Double.pow(whole / realised, 1 / Double(years - passed)) - 1)
  }
}
