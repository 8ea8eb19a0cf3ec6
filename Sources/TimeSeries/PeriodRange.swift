/// Consecutive periods of one frequency, the first and the last included.
public struct PeriodRange: Sendable, Hashable, RandomAccessCollection {
  /// The first period.
  public let first: Period
  /// The last period.
  public let last: Period

  /// Periods from one to another.
  ///
  /// - Returns: `nil` when the last stands before the first, or is of another length.
  public init?(_ first: Period, _ last: Period) {
    guard first.frequency == last.frequency, first.frequency != .span, first <= last else {
      return nil
    }
    self.first = first
    self.last = last
  }

  /// One period.
  public init(_ period: Period) {
    first = period
    last = period
  }

  /// Quarters of a year; all four by default.
  public static func quarters(_ numbers: ClosedRange<Int> = 1...4, of year: Int) -> PeriodRange {
    PeriodRange(
      unchecked: .quarter(numbers.lowerBound, of: year), .quarter(numbers.upperBound, of: year))
  }

  /// Quarters by their ordinals.
  public static func quarters(_ ordinals: ClosedRange<Int>) -> PeriodRange {
    PeriodRange(
      unchecked: Period(ordinal: ordinals.lowerBound, .quarterly),
      Period(ordinal: ordinals.upperBound, .quarterly))
  }

  private init(unchecked first: Period, _ last: Period) {
    self.first = first
    self.last = last
  }

  /// The same periods so many later.
  public func advanced(by periods: Int) -> PeriodRange {
    PeriodRange(unchecked: first.advanced(by: periods), last.advanced(by: periods))
  }

  /// The same periods of the year before.
  public var yearBefore: PeriodRange { advanced(by: -first.frequency.periodsPerYear) }

  /// Whether a period is one of them.
  public func contains(_ period: Period) -> Bool {
    period.frequency == first.frequency && first <= period && period <= last
  }

  /// 0.
  public var startIndex: Int { 0 }

  /// How many there are.
  public var endIndex: Int { first.distance(to: last) + 1 }

  /// The period at a place.
  public subscript(position: Int) -> Period {
    precondition(indices.contains(position), "there is no period \(position) of \(count)")
    return first.advanced(by: position)
  }
}
