package import Coherence
package import Plans
internal import TimeSeries

extension SectorSeries {
  /// Whether an indicator is a sector's growth in percent, or its level; `nil` where it is neither.
  package func tells(_ indicator: IndicatorSpecification) -> Bool? {
    if case .proxy = indicator.source { return nil }
    guard let own = indicator.selection else { return nil }
    func isSame(_ series: SeriesReference?, _ measure: SectorSeries.Measure) -> Bool {
      guard let series, let other = self[measure] else { return false }
      return SeriesName(series.id) == SeriesName(other.id)
        && SeriesName(series.geo) == SeriesName(other.geo)
    }
    if isSame(own.level, .growth) { return indicator.kind == .growth ? nil : true }
    let pairs: [(SeriesReference?, SectorSeries.Measure)] = [
      (own.level, .level), (own.levelToDate, .levelToDate), (own.growth, .growth),
      (own.growthToDate, .growthToDate),
    ]
    return pairs.contains { isSame($0, $1) } ? false : nil
  }
}

extension IndicatorSpecification {
  /// The series that are published of an indicator, or of what stands in for it.
  package var selection: SeriesSelection? {
    switch source {
    case .series(let own): own
    case .anchor(let anchor): SeriesSelection(levels: anchor.series)
    case .proxy(let proxy): proxy.series
    case .judgement, .derived, .notAssessed: nil
    }
  }
}

extension HistoryBuilder {
  /// The history of what an indicator takes from its series; `nil` where they hold none.
  package func build(
    _ selection: SeriesSelection, isFlow: Bool, rate: HistoryRequest.Rate? = nil, isSum: Bool? = nil
  ) -> BuiltHistory? {
    func pair(_ series: SeriesReference?) -> (id: String, geo: String)? {
      series.map { ($0.id, $0.geo) }
    }
    return build(
      HistoryRequest(
        isFlow: isFlow, rate: rate, isSum: isSum, level: pair(selection.level),
        levelToDate: pair(selection.levelToDate),
        growth: pair(selection.growth),
        growthToDate: pair(selection.growthToDate), growthAverage: pair(selection.growthAverage),
        contributions: selection.contributions.map { ($0.id, $0.geo) }))
  }
}
