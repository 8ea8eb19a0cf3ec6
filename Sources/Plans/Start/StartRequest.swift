/// What the user says about a file that it may not show by itself.
public struct StartRequest: Sendable {
  /// The sign between whole and fraction; `nil` to see it from the cells.
  public var decimal: DecimalMark?
  /// How quarters or months make a year; `nil` to see it from the names.
  public var yearly: StartYearRule?

  /// Nothing said.
  public init(decimal: DecimalMark? = nil, yearly: StartYearRule? = nil) {
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
