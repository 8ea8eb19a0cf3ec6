internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// One measure with its history, what is asked of it and what is ahead.
package final class MeasureState: Sendable {
  let figures: MeasureFigures
  let history: MeasureHistory?
  let outlook: MeasureOutlook?
  let basis: MeasureBasis
  let demands: [MeasureDemand]
  let year: Int

  package init(_ figures: MeasureFigures, _ demands: [MeasureDemand], year: Int) {
    self.figures = figures
    self.demands = demands
    self.year = year
    let until = figures.frequency.periodsPerYear * (year + 1) - 1
    let history = MeasureHistory(figures, year: year)
    self.history = history
    guard let history else {
      (outlook, basis) = (nil, figures.areUndated ? .undated : .noFigures)
      return
    }
    guard history.end < until else {
      (outlook, basis) = (nil, .over)
      return
    }
    guard history.values.contains(where: { $0 != 0 }) else {
      (outlook, basis) = (nil, .allZero)
      return
    }
    let length = figures.frequency.periodsPerYear
    let isMean = figures.total == .mean
    if figures.total == .last || isMean,
      let found =
        (isMean
          ? nil : MeasureOutlook(yearEnds: history, periodsPerYear: length, until: until))
        ?? MeasureOutlook(
          ends: history, periodsPerYear: length, until: until,
          rounding: figures.digit(isGrowth: false) ?? 0, isMean: isMean)
    {
      (outlook, basis) = (found, .data)
      return
    }
    let found = Self.ahead(figures, history, year: year, until: until)
    let isOfFewEnds =
      found.outlook == nil && (figures.total == .last || isMean)
      && history.fewEnds(periodsPerYear: length, fewerThan: MeasureOutlook.fewestEnds)
    (outlook, basis) = isOfFewEnds ? (nil, .fewEnds) : found
  }

  /// Years of figures from which on an outlook does not rest on little.
  private static let yearsEnough = 3

  /// The rest of the year, and what it rests on: levels; their growth, where months of them are not known but the year
  /// before is; else what that year makes likely.
  private static func ahead(
    _ figures: MeasureFigures, _ history: MeasureHistory, year: Int, until: Int
  ) -> (outlook: MeasureOutlook?, basis: MeasureBasis) {
    let length = figures.frequency.periodsPerYear
    func rest(isGrowthAlone: Bool) throws(MeasureOutlook.Lack) -> (MeasureOutlook?, MeasureBasis) {
      let found = try MeasureOutlook(
        history, frequency: figures.frequency, until: until, isGrowthAlone: isGrowthAlone,
        isStock: figures.total == .last, isSum: figures.total == .sum)
      return (found, found.cases >= length ? .data : .little)
    }
    do throws(MeasureOutlook.Lack) {
      return try rest(isGrowthAlone: figures.isGrowthAlone)
    } catch {
      let before = length * (year - 1)...length * year - 1
      if error == .baseOpen, figures.tellsGrowth, history.isLogarithm,
        history.start <= before.lowerBound, history.end >= before.upperBound,
        history.deviation(before) <= MeasureOutlook.mostOpen,
        let found = try? rest(isGrowthAlone: true)
      {
        return found
      }
      // What is published of the year before carries a forecast, if a wide one.
      let found = MeasureOutlook(thin: figures, history, year: year, until: until)
      guard found != nil else { return (nil, error == .tooShort ? .tooShort : .baseOpen) }
      return (found, history.values.count < yearsEnough * length ? .little : .gaps)
    }
  }

  var length: Int { figures.frequency.periodsPerYear }

  /// The periods that rows speak of.
  var periods: [PeriodOfYear] {
    let asked = Set(demands.map(\.period))
    let usual = Self.periods(figures.frequency, demands, year: year).filter {
      asked.contains($0) || isReported($0)
    }
    guard let newest = newestToDate, !usual.contains(newest) else { return usual }
    return (usual + [newest]).sorted()
  }

  /// Whether figures of a period come at all: of rates of half-years none of its single months or quarters do.
  private func isReported(_ period: PeriodOfYear) -> Bool {
    guard let part = history?.part(of: length) else { return true }
    let places = places(period)
    return (places.upperBound + 1).isMultiple(of: part)
      && (figures.total == .last || places.lowerBound.isMultiple(of: part))
  }

  /// From January to the newest figure; `nil` without one, and where figures do not add up over the year.
  private var newestToDate: PeriodOfYear? {
    guard let history, figures.total != .last else { return nil }
    let told = history.end - length * year + 1
    return (1...length).contains(told) ? .toDate(told * 12 / length, of: year) : nil
  }

  /// Months, quarters, the first six and nine months, the year, and what else is asked about.
  static func periods(
    _ frequency: Frequency, _ demands: [MeasureDemand], year: Int
  ) -> [PeriodOfYear] {
    var found: Set<PeriodOfYear> = [
      .toDate(6, of: year), .toDate(9, of: year), .toDate(12, of: year),
    ]
    for quarter in 0..<4 {
      found.insert(PeriodOfYear(year: year, months: 3 * quarter + 1...3 * quarter + 3))
    }
    if frequency == .monthly {
      for month in 1...12 { found.insert(PeriodOfYear(year: year, months: month...month)) }
    }
    found.formUnion(demands.map(\.period))
    return found.sorted()
  }

  /// The periods of a stretch, counted from the first of the year.
  func places(_ period: PeriodOfYear) -> ClosedRange<Int> {
    let ordinals = period.ordinals(figures.frequency)
    return ordinals.lowerBound - length * year...ordinals.upperBound - length * year
  }

  /// Whether all of a period is told.
  func isTold(_ period: PeriodOfYear) -> Bool {
    history.map { period.ordinals(figures.frequency).upperBound <= $0.end } ?? false
  }

  /// What a period of the year before came to; `nil` where that is open.
  func base(_ period: PeriodOfYear) -> Double? {
    let ordinals = period.yearBefore.ordinals(figures.frequency)
    guard let history, let total = history.total(ordinals, figures.total) else { return nil }
    // What growth is measured from may be an index of which only growth is known.
    let telling = telling(period.yearBefore)
    guard figures.isGrowthAlone || history.deviation(telling) <= Self.mostOpenBase else {
      return nil
    }
    return total
  }

  /// What a period of the year before comes to that is not over: what is known of it and what is expected of the rest;
  /// `nil` where it is over, or nothing is said of the rest.
  func expectedBase(_ period: PeriodOfYear) -> (level: Double, paths: MeasurePlan.Goal.Base)? {
    let ordinals = period.yearBefore.ordinals(figures.frequency)
    guard let history, let outlook, ordinals.upperBound > history.end else { return nil }
    let ahead = max(ordinals.lowerBound, history.end + 1)...ordinals.upperBound
    let steps = ahead.lowerBound - history.end - 1...ahead.upperBound - history.end - 1
    guard steps.upperBound < outlook.means.count else { return nil }
    let expected = steps.map { outlook.level($0, history) }
    var known = 0.0
    if ordinals.lowerBound < ahead.lowerBound, figures.total != .last {
      let told = ordinals.lowerBound...ahead.lowerBound - 1
      guard let sum = history.total(told, .sum),
        figures.isGrowthAlone || history.deviation(told) <= Self.mostOpenBase
      else { return nil }
      known = sum
    }
    let sum = known + expected.reduce(0, +)
    let level =
      switch figures.total {
      case .sum: sum
      case .mean, .index: sum / Double(ordinals.count)
      case .last: expected.last ?? sum
      }
    guard level > 0 else { return nil }
    let first = length * year
    return (
      level,
      MeasurePlan.Goal.Base(
        known: known, ahead: ahead.lowerBound - first...ahead.upperBound - first,
        count: ordinals.count)
    )
  }

  private static let mostOpenBase = 0.01

  /// The periods that decide what a stretch comes to.
  func telling(_ period: PeriodOfYear) -> ClosedRange<Int> { figures.telling(period) }

  /// How open what a period that goes on comes to is for what figures leave open of the past, as a standard deviation
  /// in its unit: of its own months that are over, and of those of the year before that the others grow from.
  ///
  /// Equation: with `w` 1 for months that are over and `x_t / x_{t-12}` for the months behind those ahead, the deviation
  /// of `Σ w x`; 0 where months of the past and the future are settled together, and where growth alone is published.
  func openness(_ period: PeriodOfYear) -> Double {
    guard let history, let outlook, outlook.cases > 0, history.isLogarithm, !isTold(period),
      figures.total != .last, !figures.isGrowthAlone
    else { return 0 }
    let ordinals = period.ordinals(figures.frequency)
    var weights: [Int: Double] = [:]
    for ordinal in ordinals {
      let (step, before) = (ordinal - history.end - 1, ordinal - length)
      if step < 0 {
        weights[ordinal, default: 0] += 1
      } else if outlook.means.indices.contains(step), let base = history[before], base > 0 {
        weights[before, default: 0] += outlook.level(step, history) / base
      }
    }
    let share = figures.total == .sum ? 1 : 1 / Double(ordinals.count)
    return share * history.spread(weights)
  }

  /// Whether what is ahead stays at or above 0 because all that came did: of logarithms it does by itself, of rates
  /// nobody knows, and where the scenario states another lower bound that one holds.
  private var isFloored: Bool {
    guard let history, !history.isLogarithm, history.isNeverBelow0 else { return false }
    let stated = figures.specification.bounds
    return stated.upper > 0 && (stated.lower == -.infinity || stated.lower == 0)
  }

  /// The measure for the simulation; `nil` where nothing is ahead or nothing is said of it.
  var simulated: (measure: MeasurePlan.Measure, stretches: [PeriodOfYear])? {
    guard let history, let outlook, let factor = (try? Cholesky(outlook.covariance))?.lower else {
      return nil
    }
    let first = length * year
    let known = max(0, history.end - first + 1)
    let whole = periods
    let toDate = whole.map { PeriodOfYear.toDate($0.months.upperBound, of: year) }
    let stretches = Set(whole + toDate).filter { !isTold($0) }.sorted()
    let floor =
      isFloored && outlook.count == nil ? MeasureFloor(outlook.means, outlook.covariance) : nil
    let stated = figures.specification.bounds
    var measure = MeasurePlan.Measure(
      known: Array(history.values.suffix(history.end - history.start + 1).suffix(known)),
      before: max(0, first - history.end - 1), means: floor?.means ?? outlook.means,
      factor: floor?.factor(factor) ?? factor,
      isLogarithm: history.isLogarithm && outlook.count == nil,
      bounds: floor == nil ? stated : Bounds(lower: 0, upper: stated.upper),
      total: figures.total.stretch, stretches: stretches.map(places))
    measure.thresholds = outlook.count?.thresholds
    measure.moves = outlook.moves
    measure.monthsPerPeriod = figures.frequency.monthsPerPeriod
    for stretch in stretches {
      let open = openness(stretch)
      if open > 0 { measure.openness[places(stretch)] = open }
    }
    return (measure, stretches)
  }
}

extension MeasureState {
  /// How it moved, for what others have to do with it.
  var course: MeasureCourse? {
    history.map { MeasureCourse($0, figures.frequency, errors: outlook?.errors ?? [:]) }
  }
}

extension MeasureSpecification.Total {
  /// What a stretch makes of its periods.
  var stretch: MeasurePlan.Total {
    switch self {
    case .sum: .sum
    case .mean, .index: .mean
    case .last: .last
    }
  }
}
