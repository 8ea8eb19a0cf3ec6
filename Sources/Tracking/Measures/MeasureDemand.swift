package import Files
package import Plans
internal import RealModule
package import TimeSeries

/// What a plan asks of one period of a measure.
package struct MeasureDemand {
  package let period: PeriodOfYear
  /// Whether it is growth on the same months of the year before, in percent.
  package let isGrowth: Bool
  let direction: TargetDirection
  let low, high: Double?
  /// Digits with which it is written.
  package let decimals: Int
  /// The plan's row, a series, or a variant.
  package let reference: String
  /// Who leads, where the plan's row says so.
  var leadAgency: LocalizedText?
  /// Where the plan's row stands; `nil` for series and variants.
  var location: SourceLocation?
  /// Whether plans of its parts make it, and nothing else asks it.
  var isMade = false

  /// From its parts.
  package init(
    period: PeriodOfYear, isGrowth: Bool, direction: TargetDirection, low: Double?,
    high: Double?, decimals: Int, reference: String, leadAgency: LocalizedText? = nil,
    location: SourceLocation? = nil, isMade: Bool = false
  ) {
    self.period = period
    self.isGrowth = isGrowth
    self.direction = direction
    self.low = low
    self.high = high
    self.decimals = decimals
    self.reference = reference
    self.leadAgency = leadAgency
    self.location = location
    self.isMade = isMade
  }

  /// The value that decides, or the lower of two.
  var value: Double { (direction.asksForLess ? high : low) ?? low ?? high ?? 0 }

  /// What is good, in the unit of the demand.
  var interval: ClosedRange<Double> {
    direction.interval(low: low, high: high) ?? -Double.infinity...Double.infinity
  }

  /// What is good, as a level.
  ///
  /// - Parameter base: the level of the same months of the year before.
  func levels(over base: Double?) -> ClosedRange<Double>? { levels(interval, over: base) }

  /// Half of the last digit of a value that is wanted exactly: what is written 1,200 is met by 1,199.6; 0 of what has a good side.
  var halfStep: Double {
    direction == .exactly ? 0.5 * Double.pow(10, -Double(decimals)) : 0
  }

  /// Whether what came is good, to the last digit of a value that is wanted exactly.
  func isMet(by came: Double) -> Bool {
    let slack = 1e-9 * max(1, abs(came)) + halfStep
    return came >= interval.lowerBound - slack && came <= interval.upperBound + slack
  }

  /// What prints as what is good, in the unit of the demand.
  ///
  /// - Parameter halfStep: half of the last digit that figures are printed with.
  func printed(_ halfStep: Double) -> ClosedRange<Double> {
    interval.lowerBound - halfStep...interval.upperBound + halfStep
  }

  /// Values of the demand as levels.
  func levels(_ interval: ClosedRange<Double>, over base: Double?) -> ClosedRange<Double>? {
    guard isGrowth else { return interval }
    guard let base, base > 0 else { return nil }
    func level(_ growth: Double) -> Double {
      growth.isFinite ? base * (1 + growth / 100) : growth
    }
    return level(interval.lowerBound)...level(interval.upperBound)
  }

  /// Everything that is asked of the periods of a year, a period once: rows of plans before series, levels before
  /// growth, both before variants.
  package static func all(
    _ measure: MeasureSpecification, _ bundle: ScenarioBundle, year: Int, asOf: CalendarDate?
  ) -> [MeasureDemand] {
    var found: [MeasureDemand] = []
    for plan in bundle.plans {
      for target in plan.targets where isAbout(target, measure, bundle.scenario) {
        guard let direction = target.direction,
          let period = target.period ?? target.year.map({ PeriodOfYear(year: $0, months: 1...12) }),
          direction.interval(low: target.low, high: target.high) != nil
        else { continue }
        found.append(
          MeasureDemand(
            period: period, isGrowth: target.asksForGrowth() && !isGrowthAlone(measure),
            direction: direction, low: target.low, high: target.high, decimals: target.decimals,
            reference: target.fullReference, leadAgency: target.leadAgency,
            location: target.location))
      }
    }
    found += ofSeries(measure, bundle, asOf: asOf) + ofVariant(measure, bundle)
    var byPeriod: [PeriodOfYear: MeasureDemand] = [:]
    for demand in found where demand.period.year == year {
      guard let other = byPeriod[demand.period] else {
        byPeriod[demand.period] = demand
        continue
      }
      if other.isGrowth && !demand.isGrowth && !demand.reference.isEmpty {
        byPeriod[demand.period] = demand
      }
    }
    guard !byPeriod.isEmpty else { return [] }
    let figures = MeasureFigures(measure, bundle.observations, GrowthKnowledge(asOf: asOf))
    for made in WholeDemand(byPeriod, measure, year: year, figures: figures).made {
      byPeriod[made.period] = made
    }
    return byPeriod.values.sorted { $0.period < $1.period }
  }

  private static func isGrowthAlone(_ measure: MeasureSpecification) -> Bool {
    if case .series(let own) = measure.source { return !own.hasLevels }
    return false
  }

  private static func isAbout(
    _ target: Target, _ measure: MeasureSpecification, _ scenario: Scenario
  ) -> Bool {
    let name = SeriesName(target.indicatorID)
    if name == SeriesName(measure.id) { return true }
    guard case .sector(let sector) = measure.source, name == SeriesName(sector) else {
      return false
    }
    // A measure that is called so itself is meant, not the sector of that name.
    return !scenario.measures.contains { SeriesName($0.id) == name }
  }

  /// Rows of status plan, the newest of each period that was published by a day.
  private static func ofSeries(
    _ measure: MeasureSpecification, _ bundle: ScenarioBundle, asOf: CalendarDate?
  ) -> [MeasureDemand] {
    var series: [MeasureSeries] = [measure.plan].compactMap(\.self)
    if case .series(let own) = measure.source { series.append(own) }
    var found: [MeasureDemand] = []
    let isGrowthAlone = isGrowthAlone(measure)
    let references = series.flatMap { $0.withCumulated(from: bundle.observations).references }
    for (figure, reference) in references {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        let rows = bundle.observations[reference.key(frequency)].filter { row in
          guard row.status == .plan else { return false }
          guard let asOf, let vintage = row.vintage else { return true }
          return vintage <= asOf
        }
        for (_, cell) in Dictionary(grouping: rows, by: \.period).sorted(by: { $0.key < $1.key }) {
          let newest = cell.max { ($0.vintage ?? .first) < ($1.vintage ?? .first) }
          guard let row = newest, let period = MeasureFigures.period(of: row, figure) else {
            continue
          }
          found.append(
            MeasureDemand(
              period: period, isGrowth: figure.isGrowth && !isGrowthAlone,
              direction: measure.direction,
              low: measure.direction.asksForLess ? nil : row.value,
              high: measure.direction.asksForMore ? nil : row.value, decimals: row.decimals,
              reference: reference.id))
        }
      }
    }
    return found
  }

  /// What the first variant asks of a sector.
  private static func ofVariant(
    _ measure: MeasureSpecification, _ bundle: ScenarioBundle
  ) -> [MeasureDemand] {
    guard case .sector(let sector) = measure.source,
      let variant = bundle.scenario.growth?.variants.first
    else { return [] }
    return variant.conditions.compactMap { condition in
      guard condition.sectors == [sector], let first = PeriodOfYear(condition.first),
        let last = PeriodOfYear(condition.last), first.year == last.year
      else { return nil }
      return MeasureDemand(
        period: PeriodOfYear(
          year: first.year, months: first.months.lowerBound...last.months.upperBound),
        isGrowth: condition.isGrowth, direction: .atLeast, low: condition.demand.least, high: nil,
        decimals: 0, reference: variant.id)
    }
  }
}

extension CalendarDate {
  /// Before every day on which anything was published.
  static let first = CalendarDate(year: 1, month: 1, day: 1) ?? Period.year(1).firstDay
}
