public import Files

/// What the user says about a file that it may not show by itself.
public struct StartRequest: Sendable {
  /// The sign between whole and fraction; `nil` to see it from the cells.
  public var decimal: DecimalMark?
  /// How quarters or months make a year; `nil` to see it from the names.
  public var yearly: StartYearRule?
  /// The prices of value added, where a table holds both.
  public var prices: StartPrices?
  /// Hears of so many series before the long part of reading them begins; tables of fewer say nothing.
  public var announceMany: (@Sendable (Int) -> Void)?
  /// From how many series on that is.
  public static let many = 10_000
  /// Whether a table without whole years is refused, of which no forecast could be made.
  var needsYears = true
  /// How figures are laid out, where that is known; `nil` to see it from the table.
  var form: StartLayout?

  /// Nothing said.
  public init(
    decimal: DecimalMark? = nil, yearly: StartYearRule? = nil, prices: StartPrices? = nil
  ) {
    self.prices = prices
    self.decimal = decimal
    self.yearly = yearly
  }
}

/// How quarters or months make a year.
public enum StartYearRule: String, Sendable, CaseIterable {
  /// They add up, as output or revenue does.
  case sum
  /// The year's last one counts, as of a number of people.
  case last
  /// Their mean counts, as of a price index.
  case mean
}

/// Why quarters or months make a year as they do.
public enum StartYearReason: String, Sendable, CaseIterable {
  /// The name says it.
  case name
  /// The user said it.
  case option
  /// The file states years that the rule makes of its months.
  case totals
  /// The user said sum, but percentages, indices and prices are never added up.
  case notAdded = "not_added"
  /// The file states years that no rule makes of its months: they stand for themselves.
  case stated
  /// The year is what is cumulated to December.
  case cumulated
}
