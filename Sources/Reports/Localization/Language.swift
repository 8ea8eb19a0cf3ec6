internal import Files
public import Plans
internal import TimeSeries

/// The language of what people read: one is a case and a line here, a folder of `Wording` and a catalogue of
/// `Localization/Sentences`.
public enum Language: String, Sendable, CaseIterable {
  case en, vi

  /// What the language says of faults and errors, and how it writes numbers and days.
  public var wording: any Wording {
    switch self {
    case .en: English()
    case .vi: Vietnamese()
    }
  }

  /// How it writes what is no sentence.
  var writing: Writing { wording.writing }

  /// A text, in the other language where this one was left blank.
  public func text(_ text: LocalizedText) -> String {
    let (own, other) = writing.prefersVietnamese ? (text.vi, text.en) : (text.en, text.vi)
    return own.isEmpty ? other : own
  }

  /// The codes, as help on options lists them: `en or vi`.
  public static var codes: String { allCases.map(\.rawValue).listed("or") }
}

/// How a language writes what is no sentence: numbers, days, and names that scenarios state in English and Vietnamese.
public struct Writing: Sendable {
  /// How a day is written.
  enum Day: Sendable {
    /// `2025-06-30`.
    case international
    /// `30/06/2025`; parts of a year with a word before them, `Quý II/2025`, `Tháng 6/2025`.
    case dayFirst(quarter: String, month: String)
  }

  /// Its tag with a region, as browsers take it: `en-GB`.
  let tag: String
  /// What stands before the fraction, and between thousands.
  let decimal, thousands: String
  /// The mark before the patterns of numbers in a workbook that keeps them so wherever the reader's system is;
  /// empty for the system's own.
  let pattern: String
  /// How it writes days.
  let day: Day
  /// Whether readers take a name in Vietnamese before one in English.
  let prefersVietnamese: Bool

  /// A day as people write it in a sentence: `30 June 2025`, `30/06/2025`.
  func text(of date: CalendarDate) -> String {
    switch (day, date.precision) {
    case (.dayFirst, .year): "năm \(date.year)"
    case (.dayFirst, _): figures(of: date)
    case (.international, .day): "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
    case (.international, .month): "\(Self.months[date.month - 1]) \(date.year)"
    case (.international, .year): "\(date.year)"
    }
  }

  /// A day in figures, for tables: `2025-06-30`, `30/06/2025`.
  func figures(of date: CalendarDate) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return switch (day, date.precision) {
    case (_, .year): "\(date.year)"
    case (.dayFirst, .month): "\(two(date.month))/\(date.year)"
    case (.dayFirst, .day): "\(two(date.day))/\(two(date.month))/\(date.year)"
    case (.international, .month): String(date.description.prefix(7))
    case (.international, .day): date.description
    }
  }

  /// A period in figures, for tables and charts: as in files, or `Quý IV/2024`, `Tháng 1/2025`.
  ///
  /// - Parameter isShort: with the first letter alone, `QIV/2024`, for the narrow tables of a terminal.
  func figures(of period: Period, isShort: Bool = false) -> String {
    guard case .dayFirst(var quarter, var month) = day else { return period.description }
    (quarter, month) =
      isShort ? (String(quarter.prefix(1)), String(month.prefix(1))) : (quarter + " ", month + " ")
    return switch period.frequency {
    case .annual, .span: period.description
    case .quarterly: "\(quarter)\(Self.numerals[period.positionInYear - 1])/\(period.year)"
    case .monthly: "\(month)\(period.positionInYear)/\(period.year)"
    }
  }

  private static let numerals = ["I", "II", "III", "IV"]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
