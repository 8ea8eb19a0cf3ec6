internal import Coherence
internal import Files
internal import Plans
internal import TimeSeries

extension ScenarioRun {
  /// Tells of figures that a history was not made of.
  static func warn(
    of history: BuiltHistory, _ bundle: ScenarioBundle, faults: inout FaultCollector
  ) {
    func title(_ row: Observation) -> String { "\(row.key.id) (\(row.key.geo))" }
    func place(_ row: Observation) -> SourceLocation {
      bundle.places.value(of: row, in: bundle.observations) ?? .whole("")
    }
    for row in history.unusedToDate.last(ofEach: \.key) {
      faults.warn(
        .figure(.toDateWithoutBase(series: title(row), period: row.period.description)),
        at: place(row))
    }
    let bySeries = Dictionary(grouping: history.unjoined, by: \.key)
    for (_, rows) in bySeries.sorted(by: { $0.key < $1.key }) {
      let years = Set(rows.map(\.period.year)).sorted()
      faults.warn(.figure(.unjoinedYears(series: title(rows[0]), years: years)), at: place(rows[0]))
    }
  }
}

extension [Observation] {
  /// The last element of each group, in the order of the groups' keys.
  fileprivate func last<Key: Hashable & Comparable>(
    ofEach key: (Observation) -> Key
  ) -> [Observation] {
    Dictionary(map { (key($0), $0) }) { _, last in last }.sorted { $0.key < $1.key }.map(\.value)
  }
}
