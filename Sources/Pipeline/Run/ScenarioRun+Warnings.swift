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
    let newest = Dictionary(history.unusedToDate.map { ($0.key, $0) }) { $1 }
    for (_, row) in newest.sorted(by: { $0.key < $1.key }) {
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
