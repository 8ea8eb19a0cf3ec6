internal import Coherence
internal import Files
internal import Plans
internal import RealModule
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
    if let row = history.unclearToDate {
      faults.warn(
        .figure(.toDateFromDecember(series: title(row), period: row.period.description)),
        at: place(row))
    }
    let standing = Dictionary(history.standingToDate.map { ($0.key, $0) }) { $1 }
    for (_, row) in standing.sorted(by: { $0.key < $1.key }) {
      faults.warn(
        .figure(.toDateStands(series: title(row), period: row.period.description)), at: place(row))
    }
    // What is not used in the last year tells of those before it, too.
    let parts = Dictionary(grouping: history.unusedParts, by: \.key)
    for (key, rows) in parts.sorted(by: { $0.key < $1.key }) {
      guard let last = rows.last else { continue }
      let year = last.period.year
      faults.warn(
        .figure(
          .partsUnused(
            series: title(last), year: year, count: rows.count { $0.period.year == year },
            monthly: key.frequency == .monthly)),
        at: place(last))
    }
    if let odd = history.oddParts, let last = odd.rows.last {
      faults.warn(
        .figure(
          .partsOfOtherSize(
            series: title(last), year: last.period.year, count: odd.rows.count,
            monthly: last.key.frequency == .monthly, times: Self.times(odd.times))),
        at: place(last))
    }
    for doubt in history.doubts {
      guard let row = doubt.row else { continue }
      faults.warn(.figure(problem(doubt, of: title(row))), at: place(row))
    }
    let bySeries = Dictionary(grouping: history.unjoined, by: \.key)
    for (_, rows) in bySeries.sorted(by: { $0.key < $1.key }) {
      let years = Set(rows.map(\.period.year)).sorted()
      faults.warn(.figure(.unjoinedYears(series: title(rows[0]), years: years)), at: place(rows[0]))
    }
  }

  private static func problem(_ doubt: AmountDoubt, of series: String) -> FigureProblem {
    switch doubt {
    case .parts(let row, let sum, let monthly, let used):
      return .partsDiffer(
        series: series, period: row.period.description, value: figure(row.value), monthly: monthly,
        sum: figure(sum), used: figure(used))
    case .falls(let row, let before):
      return .toDateFalls(
        series: series, period: row.period.description, value: figure(row.value),
        earlier: before.period.description, before: figure(before.value))
    case .likeSums(let rows):
      return .partsLikeSums(
        series: series, year: rows[0].period.year, count: rows.count,
        monthly: rows[0].key.frequency == .monthly)
    case .mayStand(let row, let chance):
      return .toDateMayStand(
        series: series, period: row.period.description, percent: Int((100 * chance).rounded()))
    case .endForYear(let row):
      return .endForYear(
        series: series, year: row.period.year, monthly: row.key.frequency == .monthly)
    case .farRate(let row, let usual):
      return .farSize(
        series: series, period: row.period.description, value: figure(row.value),
        beside: figure(usual))
    case .notPositive(let row):
      return .newestNotPositive(
        series: series, period: row.period.description, value: figure(row.value))
    case .onceOnly(let row, let usual):
      return .onceOnly(
        series: series, period: row.period.description, value: figure(row.value),
        usual: times(usual))
    }
  }

  /// A figure with seven digits at most.
  private static func figure(_ value: Double) -> String {
    let size = value == 0 ? 1 : Double.pow(10, Double.log10(abs(value)).rounded(.down) - 6)
    let digits = (value / size).rounded()
    let rounded = size >= 1 ? digits * size : digits / (1 / size).rounded()
    let whole = rounded.rounded()
    return whole == rounded && abs(whole) < 1e15 ? "\(Int(whole))" : "\(rounded)"
  }

  /// A ratio with two digits.
  private static func times(_ ratio: Double) -> String {
    let size = Double.pow(10, Double.log10(ratio).rounded(.down) - 1)
    let rounded = min((ratio / size).rounded() * size, 1e15)
    return rounded >= 10 ? "\(Int(rounded))" : "\((rounded * 1000).rounded() / 1000)"
  }
}
