/// A year, a quarter, a month, or several years together.
///
/// `ordinal` counts periods of one frequency from the year 0, so that consecutive periods differ
/// by one; a span stores its first year and its length.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The frequency that gives `ordinal` its meaning.
  public let frequency: Frequency
  /// Periods since the start of year 0; for a span the first year.
  public let ordinal: Int
  /// Years covered; 1 except for a span.
  public let years: Int

  /// A calendar year.
  public static func year(_ year: Int) -> Period { Period(ordinal: year, .annual) }

  /// A quarter, 1 to 4; outside that range the year moves on.
  public static func quarter(_ quarter: Int, of year: Int) -> Period {
    Period(ordinal: year * 4 + quarter - 1, .quarterly)
  }

  /// A month, 1 to 12; outside that range the year moves on.
  public static func month(_ month: Int, of year: Int) -> Period {
    Period(ordinal: year * 12 + month - 1, .monthly)
  }

  /// Several years, first and last included.
  public static func span(from first: Int, through last: Int) -> Period {
    precondition(last >= first, "a span from \(first) through \(last) is empty")
    return Period(ordinal: first, .span, years: last - first + 1)
  }

  /// The period of an ordinal; years are those of a span.
  public init(ordinal: Int, _ frequency: Frequency, years: Int = 1) {
    self.frequency = frequency
    self.ordinal = ordinal
    self.years = years
  }

  /// Reads `2024`, `2024-Q1`, `2024-01` or `2015-2020`; `nil` for anything else.
  public init?(_ text: some StringProtocol) { self.init(utf8: ArraySlice(text.utf8)) }

  /// Reads the same from UTF-8.
  public init?(utf8 text: ArraySlice<UInt8>) {
    guard text.count >= 4, let year = digits(text.prefix(4)), year >= 1 else { return nil }
    if text.count == 4 {
      self = .year(year)
      return
    }
    let dash = text.startIndex + 4
    guard text[dash] == UInt8(ascii: "-") else { return nil }
    let tail = text[(dash + 1)...]
    switch tail.count {
    case 2 where tail.first == UInt8(ascii: "Q"):
      guard let quarter = digits(tail.dropFirst()), (1...4).contains(quarter) else { return nil }
      self = .quarter(quarter, of: year)
    case 2:
      guard let month = digits(tail), (1...12).contains(month) else { return nil }
      self = .month(month, of: year)
    case 4:
      guard let last = digits(tail), last >= year else { return nil }
      self = .span(from: year, through: last)
    default: return nil
    }
  }

  /// The calendar year; of a span the last.
  public var year: Int { firstYear + years - 1 }

  /// The first year covered.
  public var firstYear: Int { floorDivide(ordinal, frequency.periodsPerYear) }

  /// The position in the year from 1; 1 for years and spans.
  public var positionInYear: Int { ordinal - firstYear * frequency.periodsPerYear + 1 }

  /// The end of the period in years, so that 2024 and 2024-Q4 end at 2025.0.
  public var end: Double { Double(ordinal + years) / Double(frequency.periodsPerYear) }

  /// Whether the period closes a calendar year.
  public var closesYear: Bool { positionInYear == frequency.periodsPerYear }

  /// The period `count` steps later; a span moves as a whole.
  public func advanced(by count: Int) -> Period {
    Period(ordinal: ordinal + count, frequency, years: years)
  }

  /// Steps from this period to another of the same frequency.
  public func distance(to other: Period) -> Int {
    precondition(
      frequency == other.frequency,
      "the distance from \(self) to \(other) has no unit: \(frequency) and \(other.frequency)")
    return other.ordinal - ordinal
  }

  /// The first day of the period.
  public var firstDay: CalendarDate {
    let month = (positionInYear - 1) * frequency.monthsPerPeriod + 1
    guard let date = CalendarDate(year: firstYear, month: month, day: 1) else {
      preconditionFailure("the year \(firstYear) is outside 1 to 9999")
    }
    return date
  }

  /// The last day of the period.
  public var lastDay: CalendarDate {
    let month = positionInYear * frequency.monthsPerPeriod
    let day = CalendarDate.daysIn(month: month, of: year)
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("the year \(year) is outside 1 to 9999")
    }
    return date
  }

  /// The period of a frequency in which a month lies.
  package static func holding(month: Int, of year: Int, _ frequency: Frequency) -> Period {
    let place = (month - 1) / frequency.monthsPerPeriod
    return Period(
      ordinal: year * frequency.periodsPerYear + place, frequency == .span ? .annual : frequency)
  }

  /// As in the files: `2024`, `2024-Q1`, `2024-01`, `2015-2020`.
  public var description: String {
    switch frequency {
    case .annual: padded(ordinal, to: 4)
    case .quarterly: "\(padded(year, to: 4))-Q\(positionInYear)"
    case .monthly: "\(padded(year, to: 4))-\(padded(positionInYear, to: 2))"
    case .span: "\(padded(ordinal, to: 4))-\(padded(year, to: 4))"
    }
  }

  /// By the end of the period, then the longer one first.
  public static func < (left: Period, right: Period) -> Bool {
    if left.end != right.end { return left.end < right.end }
    if left.firstYear != right.firstYear { return left.firstYear < right.firstYear }
    return left.frequency.periodsPerYear < right.frequency.periodsPerYear
  }
}

extension Period: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: text)
    }
    self = period
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

private func floorDivide(_ number: Int, _ divisor: Int) -> Int {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
