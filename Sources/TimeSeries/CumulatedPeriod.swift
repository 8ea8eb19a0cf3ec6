/// The first months of a year together, `2025-6M`: the half-year, `2025-9M`: nine months.
///
/// A figure of such a period is one of a series that is cumulated from January, at its last month.
public struct CumulatedPeriod: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// How many months, 1 to 12.
  public let months: Int

  /// Reads `2025-2M` to `2025-12M` from UTF-8; `nil` for anything else.
  public init?(utf8 text: ArraySlice<UInt8>) {
    guard (7...8).contains(text.count), text.last == UInt8(ascii: "M"),
      let year = digits(text.prefix(4)), year >= 1,
      text[text.startIndex + 4] == UInt8(ascii: "-"),
      let months = digits(text.dropFirst(5).dropLast()), (1...12).contains(months)
    else { return nil }
    self.year = year
    self.months = months
  }

  /// The quarter or month with which the period ends; `nil` for a frequency that ends none there.
  public func end(_ frequency: Frequency) -> Period? {
    switch frequency {
    case .monthly: .month(months, of: year)
    case .quarterly where months.isMultiple(of: 3): .quarter(months / 3, of: year)
    default: nil
    }
  }
}
