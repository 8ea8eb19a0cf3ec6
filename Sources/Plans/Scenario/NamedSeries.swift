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

  /// Whether nobody has any figure of a series, and nobody has said why.
  func isUnknown(_ series: SeriesReference) -> Bool {
    observations.frequencies(id: series.id, geo: series.geo).isEmpty
      && !(SeriesName(series.geo) == geo && refused.contains(SeriesName(series.id)))
  }
}
