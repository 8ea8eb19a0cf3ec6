extension ObservationSet {
  /// The same set with some figures set aside, so that they count as nothing that happened; every row keeps its place.
  ///
  /// - Parameter isAside: whether a figure of a series is set aside.
  public func settingAside(
    _ isAside: (SeriesKey, CompactObservation) -> Bool
  ) -> ObservationSet {
    mappingRows { key, row in
      guard isAside(key, row) else { return row }
      return CompactObservation(
        period: row.period(key.frequency), value: row.value, decimals: row.decimals,
        status: .forecast, vintage: row.vintage, unit: row.unit, priceBasis: row.priceBasis,
        source: row.source, note: row.note, error: row.error)
    }
  }
}
