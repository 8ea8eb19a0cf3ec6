/// How settled a published figure is, the most settled first.
public enum ObservationStatus: String, Sendable, Codable, CaseIterable {
  /// Settled.
  case final
  /// An explicit correction of an earlier release.
  case revised
  /// A later release, still open.
  case preliminary
  /// A first release.
  case estimate
  /// A copy without a stated original.
  case secondary
  /// Published before the period ended.
  case forecast
  /// A target or a scenario.
  case plan

  /// All of them, the most settled first.
  static let bySettledness = allCases

  /// The place among them.
  var number: Int { Self.bySettledness.firstIndex(of: self) ?? 0 }

  /// Whether the figure says what happened; forecasts and plans never do.
  public var isHistory: Bool { self != .forecast && self != .plan }

  /// The less settled of two.
  public func weaker(_ other: ObservationStatus) -> ObservationStatus {
    number < other.number ? other : self
  }

  /// Whether a later release may still move the figure.
  public var isProvisional: Bool {
    self == .preliminary || self == .estimate || self == .secondary
  }
}

/// How a figure came about that no file holds; it stands in the column of sources.
public enum MadeFigure: String, Sendable, Hashable, CaseIterable {
  /// Of the figures of a region's parts.
  case parts = "sum of parts"
  /// Of an older series, brought to the level of a newer one.
  case splice = "spliced"
}

/// Names one series of one place at one frequency.
public struct SeriesKey: Hashable, Sendable, Comparable, Codable {
  /// The id in the files, `grdp.growth`.
  public let id: String
  /// The place, `Hải Dương`.
  public let geo: String
  /// How often it is observed.
  public let frequency: Frequency

  /// A key.
  public init(id: String, geo: String, frequency: Frequency) {
    self.id = id
    self.geo = geo
    self.frequency = frequency
  }

  /// What all spellings of one series share.
  public var folded: SeriesKey {
    SeriesKey(id: SeriesName(id).key, geo: SeriesName(geo).key, frequency: frequency)
  }

  /// By id, place, frequency.
  public static func < (left: SeriesKey, right: SeriesKey) -> Bool {
    (left.id, left.geo, left.frequency.rawValue) < (right.id, right.geo, right.frequency.rawValue)
  }
}

/// One published figure of one vintage.
public struct Observation: Sendable, Equatable {
  /// The series.
  public let key: SeriesKey
  /// The period the figure describes.
  public let period: Period
  /// The figure, in `unit`.
  public let value: Double
  /// Digits printed after the decimal separator, as published.
  public let decimals: Int
  /// The unit, as in the file.
  public let unit: String
  /// The price basis, as in the file.
  public let priceBasis: String
  /// How settled it is.
  public let status: ObservationStatus
  /// The last day of the publication date; `nil` when unknown.
  public let vintage: CalendarDate?
  /// Where the figure was read.
  public let source: String
  /// What a reader must know.
  public let note: String
  /// Standard deviation of what the figure may be off by beyond its rounding, in `unit`; 0 as it was read.
  public let error: Double
  /// Which of its series' rows it is, from 0 in the order of their coming; `nil` for one that no set holds.
  public let row: Int?

  /// A figure.
  public init(
    key: SeriesKey, period: Period, value: Double, decimals: Int, unit: String,
    priceBasis: String, status: ObservationStatus, vintage: CalendarDate?, source: String,
    note: String, error: Double = 0, row: Int? = nil
  ) {
    self.key = key
    self.period = period
    self.value = value
    self.decimals = decimals
    self.unit = unit
    self.priceBasis = priceBasis
    self.status = status
    self.vintage = vintage
    self.source = source
    self.note = note
    self.error = error
    self.row = row
  }

  /// The same figure as one of the year in which its period lies, for what is cumulated to the year's end.
  package var ofWholeYear: Observation {
    Observation(
      key: key, period: .year(period.year), value: value, decimals: decimals, unit: unit,
      priceBasis: priceBasis, status: status, vintage: vintage, source: source, note: note,
      error: error, row: row)
  }

  /// Half of the last printed digit: the largest rounding error.
  public var roundingHalfWidth: Double { PrintedDecimals.halfStep(decimals) }
}

extension Observation {
  /// Read in a publication, or made of other figures.
  public var origin: Origin {
    MadeFigure(rawValue: source).map { .made($0, how: note) } ?? .published
  }
}
