internal import Coherence
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// What is known of a year's growth on a day, without any forecast.
struct KnownGrowth {
  private let setup: GrowthSetup
  private let conditions: GrowthConditions

  /// - Returns: `nil` where the figures of the day do not reach the year.
  init?(_ bundle: ScenarioBundle, year: Int, asOf: CalendarDate?) {
    let options = GrowthOptions(run: RunOptions(asOf: asOf), year: year)
    guard let setup = try? GrowthSetup(bundle, options: options),
      let assembly = try? GrowthAssembly(setup, variants: [])
    else { return nil }
    self.setup = setup
    conditions = GrowthConditions(setup, assembly)
  }

  /// Whether all conditions were reached; `nil` while that is open.
  ///
  /// What contradicts known figures is a fault of a scenario that is run, and an answer here.
  ///
  /// - Returns: with what came of the one condition, where it is one.
  func reached(_ asked: [GrowthCondition]) -> (all: Bool, value: Double?)? {
    guard !asked.isEmpty, asked.allSatisfy({ !setup.data.leaves(of: $0).isEmpty }) else {
      return nil
    }
    let found = asked.map { conditions.result($0) }
    let value = asked.count == 1 ? found[0]?.value : nil
    if found.contains(where: { $0?.isReached == false }) { return (false, value) }
    return found.allSatisfy { $0 != nil } ? (true, value) : nil
  }

  /// Growth of a sector in a year, quarter or month, percent: as it was published, else as published levels make it;
  /// `nil` where neither is known.
  func growth(of sector: String, in period: Period) -> Double? {
    guard let node = setup.data.tree.nodes.firstIndex(of: sector), period.frequency != .span else {
      return nil
    }
    let months = period.firstMonth...period.lastMonth
    if let figure = GrowthPublished(setup.data, node: node).figures(months).growth {
      return figure.value
    }
    guard period.frequency != .monthly else { return monthly(node, period.ordinal) }
    let quarters = months.lowerBound / 3...months.upperBound / 3
    let span = setup.history.span
    let range = PeriodRange.quarters(quarters)
    guard span.contains(quarters.lowerBound - 4), span.contains(quarters.upperBound),
      setup.history.isGrowthSettled(node, range)
    else { return nil }
    return 100
      * (setup.history.total(node, range) / setup.history.total(node, range.yearBefore) - 1)
  }

  private func monthly(_ node: Int, _ month: Int) -> Double? {
    let levels = setup.data.published[node].months
    guard let now = levels[month], let before = levels[month - 12], before > 0 else { return nil }
    return 100 * (now / before - 1)
  }

  /// When figures of some sectors that speak of the end of a period came out.
  func days(of sectors: [String], through period: Period) -> PublicationDays {
    let data = setup.data
    let series = sectors.compactMap { id in data.sectors.first { $0.id == id } }
      .flatMap { $0.series.all.map { SeriesReferenceKey(id: $0.series.id, geo: $0.series.geo) } }
    return PublicationDays(series, in: data.observations, asOf: setup.asOf) {
      $0.period.lastMonth == period.lastMonth
    }
  }
}
