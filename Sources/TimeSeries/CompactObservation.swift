/// An observation in 40 bytes: texts by their numbers in a pool, period and date packed.
///
/// A million rows of an input file are held this way; `ObservationSet` gives them back as `Observation`.
public struct CompactObservation: Sendable {
  /// The figure.
  public let value: Double
  private let ordinal: Int32
  private let years: Int16
  private let statusNumber: UInt8
  private let decimalPlaces: UInt8
  /// Year, month and day, and above them how exactly they were stated.
  private let day: Int32
  private static let dayBits: Int32 = 24
  /// The unit's number in the pool.
  public let unit: Int32
  /// The price basis's number.
  public let priceBasis: Int32
  /// The source's number.
  public let source: Int32
  /// The note's number.
  public let note: Int32
  /// Standard deviation of what the figure may be off by beyond its rounding, in its own unit.
  private let spread: Float

  /// An observation; digits after the point count up to 255.
  public init(
    period: Period, value: Double, decimals: Int, status: ObservationStatus,
    vintage: CalendarDate?, unit: Int32, priceBasis: Int32, source: Int32, note: Int32,
    error: Double = 0
  ) {
    self.value = value
    ordinal = Int32(clamping: period.ordinal)
    years = Int16(clamping: period.years)
    statusNumber = UInt8(status.number)
    decimalPlaces = UInt8(clamping: decimals)
    day =
      vintage.map {
        Int32(($0.year * 16 + $0.month) * 32 + $0.day) | $0.precision.number << Self.dayBits
      } ?? 0
    self.unit = unit
    self.priceBasis = priceBasis
    self.source = source
    self.note = note
    spread = Float(error)
  }

  /// Standard deviation of what the figure may be off by beyond its rounding, in its own unit; 0 as it was read.
  public var error: Double { Double(spread) }

  /// Period, status and publication date in one word, equal where they are equal, for rows of one frequency.
  public var cell: UInt64 {
    UInt64(UInt32(bitPattern: ordinal)) << 44 ^ UInt64(UInt16(bitPattern: years)) << 28
      ^ UInt64(statusNumber) << 24 ^ UInt64(UInt32(bitPattern: date))
  }

  /// How settled the figure is.
  public var status: ObservationStatus { ObservationStatus.bySettledness[Int(statusNumber)] }

  /// Digits after the point.
  public var decimals: Int { Int(decimalPlaces) }

  /// The last day of the publication date.
  public var vintage: CalendarDate? {
    let number = Int(date)
    return CalendarDate(year: number >> 9, month: number >> 5 & 15, day: number & 31)?.stated(
      to: .of(day >> Self.dayBits))
  }

  private var date: Int32 { day & (1 << Self.dayBits - 1) }

  /// The period, given the frequency of the series.
  public func period(_ frequency: Frequency) -> Period {
    Period(ordinal: Int(ordinal), frequency, years: Int(years))
  }
}

extension CalendarDate.Precision {
  /// The place among them.
  fileprivate var number: Int32 { Int32(Self.allCases.firstIndex(of: self) ?? 0) }

  /// The one at a place.
  fileprivate static func of(_ number: Int32) -> Self {
    allCases.indices.contains(Int(number)) ? allCases[Int(number)] : .day
  }
}
