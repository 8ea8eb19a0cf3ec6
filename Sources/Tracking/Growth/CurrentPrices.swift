public import Plans
public import TimeSeries

/// The level of a sector at current prices over some months, and its share of the whole.
public struct CurrentPriceRow: Sendable, Hashable {
  /// The sector.
  public let sector: String
  /// The sector that it is part of; empty for the top.
  public let parent: String
  /// Its name.
  public let name: LocalizedText
  /// The unit, as published.
  public let unit: String
  /// The months.
  public let period: PeriodOfYear
  /// Whether some of it was published as an estimate.
  public let isEstimate: Bool
  /// The level: as published, or made of published ones.
  public let level: Double
  /// Its share of the whole, percent; `nil` where the whole is not known.
  public let share: Double?

  /// The sectors of which levels at current prices are published, over the quarters, the first six and nine months and the
  /// whole of a year and the year before; nothing is foretold.
  static func all(
    _ bundle: ScenarioBundle, year: Int, asOf: CalendarDate?
  ) -> [CurrentPriceRow] {
    let sectors = bundle.scenario.growth?.sectors ?? []
    guard sectors.contains(where: { $0.current != nil }) else { return [] }
    let levels = CurrentLevels(
      sectors, bundle.observations, GrowthKnowledge(asOf: asOf, moment: nil))
    let top = sectors.first { $0.parent == nil }?.id
    let periods = [year - 1, year].flatMap { Self.periods($0) }
    return sectors.flatMap { sector -> [CurrentPriceRow] in
      periods.compactMap { period -> CurrentPriceRow? in
        guard let own = levels.level(sector.id, period) else { return nil }
        let whole = top.flatMap { levels.level($0, period) }
        return CurrentPriceRow(
          sector: sector.id, parent: sector.parent ?? "", name: sector.name,
          unit: levels.unit(sector.id), period: period, isEstimate: own.isEstimate,
          level: own.value,
          share: whole.flatMap { $0.value > 0 ? 100 * own.value / $0.value : nil })
      }
    }
  }

  /// Quarters, the first six and nine months, the whole year.
  private static func periods(_ year: Int) -> [PeriodOfYear] {
    let quarters = (0..<4).map { PeriodOfYear(year: year, months: 3 * $0 + 1...3 * $0 + 3) }
    return (quarters + [6, 9, 12].map { PeriodOfYear.toDate($0, of: year) }).sorted()
  }
}

/// Levels at current prices by sector.
private struct CurrentLevels {
  struct Level {
    let value: Double
    let isEstimate: Bool
  }

  private let sectors: [SectorSpecification]
  private let published: [String: [PeriodOfYear: Level]]
  private let units: [String: String]

  init(
    _ sectors: [SectorSpecification], _ observations: ObservationSet, _ knowledge: GrowthKnowledge
  ) {
    self.sectors = sectors
    var published: [String: [PeriodOfYear: Level]] = [:]
    var units: [String: String] = [:]
    for sector in sectors {
      guard let own = sector.current else { continue }
      // Without a series of its own for what is cumulated it is cumulated itself.
      var all: [(series: SeriesReference, isToDate: Bool)] = [(own, own.cumulatedTwin == nil)]
      if let twin = own.cumulatedTwin { all.append((twin, true)) }
      for (series, isToDate) in all {
        units[sector.id] = units[sector.id] ?? observations.unit(id: series.id, geo: series.geo)
        for frequency in [Frequency.annual, .quarterly, .monthly] {
          for row in knowledge.history(of: series.key(frequency), in: observations) {
            let figure: MeasureSeries.Figure = isToDate ? .levelToDate : .level
            guard let period = MeasureFigures.period(of: row, figure),
              published[sector.id]?[period] == nil
            else { continue }
            published[sector.id, default: [:]][period] = Level(
              value: row.value, isEstimate: row.status == .estimate)
          }
        }
      }
    }
    (self.published, self.units) = (published, units)
  }

  func unit(_ sector: String) -> String { units[sector] ?? units.values.min() ?? "" }

  /// A level: published, the sum of shorter periods, a difference of cumulated ones, or the sum of all parts.
  func level(_ sector: String, _ period: PeriodOfYear) -> Level? {
    if let own = own(sector, period) { return own }
    let parts = sectors.filter { $0.parent == sector }
    let levels = parts.compactMap { level($0.id, period) }
    return parts.isEmpty || levels.count < parts.count ? nil : Self.sum(levels)
  }

  private func own(_ sector: String, _ period: PeriodOfYear) -> Level? {
    let known = published[sector] ?? [:]
    if let level = known[period] { return level }
    for length in [3, 1] where period.months.count > length {
      let parts = stride(
        from: period.months.lowerBound, through: period.months.upperBound, by: length
      ).map { first in
        known[PeriodOfYear(year: period.year, months: first...min(12, first + length - 1))]
      }
      let told = parts.compactMap(\.self)
      if told.count == parts.count { return Self.sum(told) }
    }
    if period.isToDate {
      guard period.months.count > 3,
        let before = own(sector, .toDate(period.months.upperBound - 3, of: period.year)),
        let rest = own(
          sector,
          PeriodOfYear(
            year: period.year, months: period.months.upperBound - 2...period.months.upperBound))
      else { return nil }
      return Self.sum([before, rest])
    }
    guard let all = known[.toDate(period.months.upperBound, of: period.year)],
      let before = known[.toDate(period.months.lowerBound - 1, of: period.year)]
    else { return nil }
    return Level(
      value: all.value - before.value, isEstimate: all.isEstimate || before.isEstimate)
  }

  private static func sum(_ levels: [Level]) -> Level {
    Level(
      value: levels.reduce(0) { $0 + $1.value },
      isEstimate: levels.contains(where: \.isEstimate))
  }
}
