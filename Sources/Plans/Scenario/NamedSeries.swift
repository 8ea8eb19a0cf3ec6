internal import Files
internal import TimeSeries

/// Where series that a scenario names are looked for.
struct NamedSeries {
  /// The figures.
  let observations: ObservationSet
  /// The region's place.
  let geo: SeriesName
  /// Series of the region that its parts could not make, which a fault says already.
  let refused: Set<SeriesName>
  /// What tables hold that could not be read, which a fault says already.
  let unread: UnreadSeries
  /// Whether a plan could not be read, so that rows of it are missing.
  let missesPlans: Bool

  /// Whether nobody has any figure of a series, and nobody has said why.
  func isUnknown(_ series: SeriesReference) -> Bool {
    observations.frequencies(id: series.id, geo: series.geo).isEmpty
      && !(SeriesName(series.geo) == geo && refused.contains(SeriesName(series.id)))
      && !unread.mayHold(series)
  }
}

/// Series of tables that could not be read: that nobody has their figures follows from that alone.
struct UnreadSeries {
  /// Ids that layouts name; of a series `thu` also `thu.monthly` and what else stands behind an id.
  private var ids: Set<SeriesName> = []
  /// Whether a file without a layout is among the tables, of which nobody knows what it holds.
  private var isOpen = false

  /// Adds a table.
  mutating func append(_ layout: TableLayout?) {
    guard let layout else {
      isOpen = true
      return
    }
    for series in layout.series {
      ids.formUnion(Self.endings.map { SeriesName(series.id + $0) })
    }
  }

  /// Whether a series may stand in them.
  func mayHold(_ series: SeriesReference) -> Bool { mayHold(id: series.id) }

  /// Whether a series of that id may stand in them, at whatever place.
  func mayHold(id: String) -> Bool { isOpen || ids.contains(SeriesName(id)) }

  private static let endings = ["", ".quarterly", ".monthly", SeriesSelection.cumulatedEnd]
}
