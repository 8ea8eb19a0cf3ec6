internal import Plans
internal import TimeSeries
internal import Tracking

/// What figures say of one period of a measure, without any forecast.
final class KnownMeasure: Sendable {
  private let measure: MeasureSpecification
  private let bundle: ScenarioBundle
  private let demand: MeasureDemand

  /// - Returns: `nil` for another subject, for a sector, and where the scenario no longer has the measure or, of growth,
  ///   what was asked: tables hold only the level that it made.
  init?(_ subject: Statement.Subject, _ bundle: ScenarioBundle) {
    guard
      case .measure(
        let id, let period, let direction, let low, let high, let isGrowth, let source, _) = subject,
      let measure = bundle.scenario.measures.first(where: { $0.id == id })
    else { return nil }
    let today = MeasureDemand.all(measure, bundle, year: period.year, asOf: nil)
      .first { $0.period == period && $0.reference == source }
    if isGrowth, today?.isGrowth != true { return nil }
    self.measure = measure
    self.bundle = bundle
    demand =
      isGrowth
      ? today
        ?? MeasureDemand(
          period: period, isGrowth: true, direction: direction, low: low, high: high, decimals: 0,
          reference: source)
      : MeasureDemand(
        period: period, isGrowth: false, direction: direction, low: low, high: high,
        decimals: today?.decimals ?? 0, reference: source)
  }

  /// Whether it was met as far as is known on a day, and what came; `nil` while that is open.
  func verdict(asOf day: CalendarDate?) -> (isMet: Bool, value: Double?)? {
    let knowledge = GrowthKnowledge(asOf: day, moment: nil)
    guard let figures = MeasureFigures(measure, bundle.observations, knowledge) else { return nil }
    let state = MeasureState(figures, [demand], year: demand.period.year)
    let row = MeasureRows(state: state, ahead: [:], chances: [:]).row(demand.period)
    return switch row.verdict {
    case .met: (true, row.value)
    case .missed: (false, row.value)
    case .open, nil: nil
    }
  }

  /// When figures that speak of the end of the period came out.
  func days(asOf day: CalendarDate?) -> PublicationDays {
    guard case .series(let own) = measure.source else {
      return PublicationDays([], in: bundle.observations, asOf: day) { _ in false }
    }
    let named = own.all.map(\.series)
    let series = (named + named.compactMap(\.cumulatedTwin)).map {
      SeriesReferenceKey(id: $0.id, geo: $0.geo)
    }
    let last = 12 * demand.period.year + demand.period.months.upperBound - 1
    return PublicationDays(series, in: bundle.observations, asOf: day) {
      $0.period.lastMonth == last
    }
  }
}
