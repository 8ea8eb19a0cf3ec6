/// How often a series is observed.
public enum Frequency: String, Sendable, Codable, CaseIterable {
  /// Calendar years, `2024`.
  case annual = "A"
  /// Quarters, `2024-Q1`.
  case quarterly = "Q"
  /// Months, `2024-01`.
  case monthly = "M"
  /// Several years together, `2015-2020`.
  case span = "P"

  /// Periods in a year; a span has none of its own and answers 1.
  public var periodsPerYear: Int {
    switch self {
    case .annual, .span: 1
    case .quarterly: 4
    case .monthly: 12
    }
  }

  /// Months in a period.
  package var monthsPerPeriod: Int { 12 / periodsPerYear }
}
