public import Files
public import TimeSeries

/// A number of a year's scenario beside the tree of sectors: what it is, where it is published, what is asked of it.
public struct MeasureSpecification: Sendable, Named {
  /// What a year makes of its months or quarters.
  public enum Total: String, Sendable, CaseIterable {
    /// Their sum.
    case sum
    /// Their mean.
    case mean
    /// The last of them.
    case last
    /// The mean of an index, of which growth is what counts.
    case index
  }

  /// The prices that it is counted at.
  public enum PriceBasis: String, Sendable, CaseIterable {
    case current, constant
  }

  /// Where its figures come from.
  public enum Source: Sendable {
    /// Its own published series.
    case series(MeasureSeries)
    /// A sector of the growth scenario.
    case sector(String)
  }

  /// The id.
  public let id: String
  /// The name for readers.
  public let name: LocalizedText
  /// The unit; `nil` takes that of its series.
  public let unit: LocalizedText?
  /// How often it is reported; `nil` takes the finest of its series.
  public let frequency: Frequency?
  /// Where its figures come from.
  public let source: Source
  /// What a year makes of its parts; `nil` follows from the series.
  public let total: Total?
  /// The prices; `nil` where it is none of money, or nobody says.
  public let priceBasis: PriceBasis?
  /// The year of constant prices.
  public let baseYear: Int?
  /// Bounds that no path leaves: as stated, or those of a share (`ShareBounds`).
  public internal(set) var bounds: Bounds
  /// Which side of a plan is good.
  public let direction: TargetDirection
  /// Who leads.
  public let leadAgency: LocalizedText
  /// Series that hold what is planned; `nil` takes rows of status `plan` of its own series.
  public let plan: MeasureSeries?
  /// The sector that it helps to foretell.
  public let drives: String?
  /// What a reader must know.
  public let note: String
  /// Where it is named.
  public let location: SourceLocation
  /// The measure or sector that it tells once more; `nil` where it stands for itself.
  public var sameAs: String?
  /// How its year's plan is shared out; `nil` where it is not.
  public var allocation: MeasureAllocation?
}

extension MeasureSpecification {
  /// The whole of the sectors as a measure of its own.
  public init(sector: SectorSpecification) {
    self.init(
      id: sector.id, name: sector.name, unit: nil, frequency: nil, source: .sector(sector.id),
      total: nil, priceBasis: nil, baseYear: nil, bounds: .none, direction: .atLeast,
      leadAgency: LocalizedText(both: ""), plan: nil, drives: nil, note: "",
      location: sector.location)
  }
}

/// The series of one measure, by what they say.
public struct MeasureSeries: Sendable {
  /// Levels of single periods, or an index.
  public let level: SeriesReference?
  /// Levels cumulated from January.
  public let levelToDate: SeriesReference?
  /// Growth on the same period of the year before, percent.
  public let growth: SeriesReference?
  /// Growth of what is cumulated, percent.
  public let growthToDate: SeriesReference?
  /// Whether the levels are those of an index.
  public let isIndex: Bool

  /// What a series says.
  public enum Figure: Sendable, Hashable, CaseIterable {
    case level, levelToDate, growth, growthToDate

    /// Whether it speaks of all months from January on.
    public var isToDate: Bool { self == .levelToDate || self == .growthToDate }
    /// Whether it is growth.
    public var isGrowth: Bool { self == .growth || self == .growthToDate }
  }

  /// With the cumulated series that stand beside those named, under the same id and `.ytd`, where none is named.
  public func withCumulated(from observations: ObservationSet) -> MeasureSeries {
    func beside(_ series: SeriesReference?) -> SeriesReference? {
      series?.cumulatedTwin.flatMap { twin in
        observations.frequencies(id: twin.id, geo: twin.geo).isEmpty ? nil : twin
      }
    }
    return MeasureSeries(
      level: level, levelToDate: levelToDate ?? beside(level), growth: growth,
      growthToDate: growthToDate ?? beside(growth), isIndex: isIndex)
  }

  /// The series of one kind of figure.
  public subscript(figure: Figure) -> SeriesReference? {
    switch figure {
    case .level: level
    case .levelToDate: levelToDate
    case .growth: growth
    case .growthToDate: growthToDate
    }
  }

  /// The series, by what they say.
  public var all: [(figure: Figure, series: SeriesReference)] {
    Figure.allCases.compactMap { figure in self[figure].map { (figure, $0) } }
  }

  /// The series and where their rows stand: figures of the first months of a year stand beside those that are cumulated by
  /// their own name.
  public var references: [(figure: Figure, series: SeriesReference)] {
    all.flatMap { figure, series in
      [series, figure.isToDate ? series.cumulatedTwin : nil].compactMap(\.self).map {
        (figure, $0)
      }
    }
  }

  /// Whether levels are published.
  public var hasLevels: Bool { level != nil || levelToDate != nil }
}

extension Observation {
  /// Days before the end of a period from which on an estimate of it is taken for what it came to.
  private static let daysEarly = 10

  /// Whether it only estimates a period that is not over on a day.
  public func isAhead(of day: CalendarDate?) -> Bool {
    guard let day, status != .final, status != .revised else { return false }
    return period.lastDay.dayNumber - day.dayNumber > Self.daysEarly
  }
}

extension SeriesReference {
  /// The series under which figures of the first months of a year stand beside this one: its id and `.ytd`; `nil` for
  /// one that is cumulated by its name.
  public var cumulatedTwin: SeriesReference? {
    guard !SeriesSelection.isCumulated(id) else { return nil }
    return SeriesReference(id: id + SeriesSelection.cumulatedEnd, geo: geo, location: location)
  }
}
