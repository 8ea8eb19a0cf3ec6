/// A day of the proleptic Gregorian calendar.
///
/// Written here because the date parsers at hand accept impossible days and depend on the locale.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int
  /// How exactly it was stated; two days are one whatever this is.
  public private(set) var precision = Precision.day

  /// What of a date was stated.
  public enum Precision: String, Sendable, CaseIterable {
    /// The day itself.
    case day
    /// Its month alone, whose last day then stands for it.
    case month
    /// Its year alone, whose last day then stands for it.
    case year
  }

  /// A day; `nil` when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard (1...Self.daysIn(month: month, of: year)).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`; `nil` for anything else, impossible days included.
  public init?(_ text: some StringProtocol) {
    let bytes = ArraySlice(text.utf8)
    guard bytes.count == 10 else { return nil }
    self.init(lastDayOf: bytes)
  }

  /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; a partial date means its last day.
  public init?(lastDayOf text: some StringProtocol) {
    self.init(lastDayOf: ArraySlice(text.utf8))
  }

  /// Reads the same from UTF-8.
  public init?(lastDayOf text: ArraySlice<UInt8>) {
    guard text.count >= 4, let year = digits(text.prefix(4)) else { return nil }
    let dash = UInt8(ascii: "-")
    let first = text.startIndex
    switch text.count {
    case 4:
      self.init(year: year, month: 12, day: 31)
      precision = .year
    case 7 where text[first + 4] == dash, 10 where text[first + 4] == dash:
      guard let month = digits(text[(first + 5)..<(first + 7)]), (1...12).contains(month) else {
        return nil
      }
      if text.count == 7 {
        self.init(year: year, month: month, day: Self.daysIn(month: month, of: year))
        precision = .month
      } else {
        guard text[first + 7] == dash, let day = digits(text[(first + 8)...]) else { return nil }
        self.init(year: year, month: month, day: day)
      }
    default: return nil
    }
  }

  /// The same day, stated so exactly.
  public func stated(to precision: Precision) -> CalendarDate {
    var date = self
    date.precision = precision
    return date
  }

  /// Days in a month of a year.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
  }

  /// The day of the year, 1 to 366.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.daysIn(month: $1, of: year) }
  }

  /// The end of this day in years, so that 31 December 2024 is 2025.0.
  public var endInYears: Double {
    Double(year) + Double(dayOfYear) / (Self.isLeap(year) ? 366 : 365)
  }

  /// ISO 8601, `2025-06-30`.
  public var description: String {
    guard (0...9999).contains(year) else {
      return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
    // Tables of many tasks hold hundreds of thousands of days.
    return String(unsafeUninitializedCapacity: 10) { buffer in
      var (number, place) = (10_000 * year + 100 * month + day, 9)
      while place >= 0 {
        let isDash = place == 4 || place == 7
        buffer[place] = isDash ? UInt8(ascii: "-") : UInt8(ascii: "0") + UInt8(number % 10)
        if !isDash { number /= 10 }
        place -= 1
      }
      return 10
    }
  }

  /// Whether both are one day.
  public static func == (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) == (right.year, right.month, right.day)
  }

  /// Hashes the day.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(year)
    hasher.combine(month)
    hasher.combine(day)
  }

  /// Earlier before later.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A number of a few ASCII digits only; `nil` for a sign, a space or any other character.
func digits(_ text: ArraySlice<UInt8>) -> Int? {
  guard (1...9).contains(text.count) else { return nil }
  var number = 0
  for byte in text {
    guard (48...57).contains(byte) else { return nil }
    number = number * 10 + Int(byte - 48)
  }
  return number
}

/// A number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
