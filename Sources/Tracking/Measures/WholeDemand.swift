internal import Plans
internal import TimeSeries

/// What the parts of a year, and of the months to date, ask of them, as they make it, where nothing else asks anything of these:
/// together, or of a year the last one of what stands at a day.
///
/// Parts are whatever periods follow each other without a gap, the longest first: six months, quarters, months; of a mean that
/// figures tell by half-years, these. Growth of parts is growth of the whole over their levels of the year before,
/// `Σ b (1 + g) / Σ b`; beside levels it is the level `b (1 + g)`. A mean weighs parts by their months.
struct WholeDemand {
  private let demands: [PeriodOfYear: MeasureDemand]
  private let year: Int
  private let rule: MeasureSpecification.Total?
  private let figures: MeasureFigures?
  /// Of a mean.
  private let history: MeasureHistory?

  /// - Parameter figures: what is published of the measure.
  init(
    _ demands: [PeriodOfYear: MeasureDemand], _ measure: MeasureSpecification, year: Int,
    figures: MeasureFigures?
  ) {
    self.demands = demands
    self.year = year
    self.figures = figures
    rule = Self.rule(measure)
    let isGrowth = demands.values.contains(where: \.isGrowth)
    history =
      isGrowth && (rule == .mean || rule == .index)
      ? figures.flatMap { MeasureHistory($0, year: year) } : nil
  }

  /// What nobody asks and parts make: of the year, of the months to date.
  var made: [MeasureDemand] {
    guard !demands.isEmpty, let rule else { return [] }
    let whole = PeriodOfYear.toDate(12, of: year)
    guard rule != .last else {
      let last = [3, 1].lazy.compactMap {
        demands[PeriodOfYear(year: year, months: 13 - $0...12)]
      }.first
      guard demands[whole] == nil, let last else { return [] }
      return [of(whole, last, low: last.low, high: last.high, last.decimals, last.reference)]
    }
    var found: [MeasureDemand] = []
    if demands[whole] == nil {
      let parts = parts(of: whole, from: 1, like: nil) ?? (rule == .mean ? stretchParts : nil)
      found += [parts.flatMap { together($0, whole, rule) }].compactMap(\.self)
    }
    // What came is held against plans of the same months: those to date as far as parts end by then, and no share of one.
    let ends = Set(demands.keys.map(\.months.upperBound)).sorted(by: >)
    if let newest, let last = ends.first(where: { $0 <= newest && $0 < 12 }) {
      let toDate = PeriodOfYear.toDate(last, of: year)
      if demands[toDate] == nil, let parts = parts(of: toDate, from: 1, like: nil) {
        found += [together(parts, toDate, rule)].compactMap(\.self)
      }
    }
    return found
  }

  /// The last month of the year that figures tell.
  private var newest: Int? {
    guard let figures else { return nil }
    return MeasureSeries.Figure.allCases.flatMap { figures.all($0).map(\.period) }
      .filter { $0.year == year }.map(\.months.upperBound).max()
  }

  /// Planned periods that follow each other from a month to the end of a period, the longest first.
  private func parts(
    of whole: PeriodOfYear, from month: Int, like direction: TargetDirection?
  ) -> [Part]? {
    guard month <= whole.months.upperBound else { return [] }
    let next = demands.values.filter {
      $0.period.months.lowerBound == month && $0.period != whole
        && $0.period.months.upperBound <= whole.months.upperBound
        && $0.direction == direction ?? $0.direction
    }.sorted { $0.period.months.count > $1.period.months.count }
    for demand in next {
      let months = demand.period.months
      if let rest = parts(of: whole, from: months.upperBound + 1, like: demand.direction) {
        return [(demand, months.count)] + rest
      }
    }
    return nil
  }

  /// What is asked of each stretch that figures of a mean speak of.
  private var stretchParts: [Part]? {
    let periods = stretches
    let parts = periods.compactMap { demands[$0] }
    guard !periods.isEmpty, parts.count == periods.count,
      parts.allSatisfy({ $0.direction == parts[0].direction })
    else { return nil }
    return parts.map { ($0, 12 / parts.count) }
  }

  /// A demand and the months that it stands for.
  private typealias Part = (demand: MeasureDemand, months: Int)

  private func together(
    _ parts: [Part], _ whole: PeriodOfYear, _ rule: MeasureSpecification.Total
  ) -> MeasureDemand? {
    guard parts.count > 1, let first = parts.first?.demand, let last = parts.last?.demand else {
      return nil
    }
    let isGrowth = parts.allSatisfy(\.demand.isGrowth)
    let months = Double(parts.reduce(0) { $0 + $1.months })
    // What each level counts; that of growth is the one of the year before.
    var weights: [Double] = []
    for (demand, length) in parts {
      let weight = rule == .sum ? 1 : Double(length) / months
      guard demand.isGrowth else {
        weights.append(weight)
        continue
      }
      guard let base = base(demand.period), base >= 0 else { return nil }
      weights.append(weight * base)
    }
    let sum = weights.reduce(0, +)
    guard !isGrowth || sum > 0 else { return nil }
    func total(_ end: KeyPath<MeasureDemand, Double?>) -> Double? {
      var total = 0.0
      for (part, weight) in zip(parts, weights) {
        guard let value = part.demand[keyPath: end] else { return nil }
        total += weight * (isGrowth || !part.demand.isGrowth ? value : 1 + value / 100)
      }
      return isGrowth ? total / sum : total
    }
    let decimals = parts.map(\.demand.decimals)
    return of(
      whole, first, isGrowth: isGrowth, low: total(\.low), high: total(\.high),
      (rule == .sum && !isGrowth ? decimals.min() : decimals.max()) ?? 0,
      "\(first.reference) + … + \(last.reference)")
  }

  /// The level of a period of the year before, of a mean that of its periods where nobody publishes it.
  private func base(_ period: PeriodOfYear) -> Double? {
    guard let figures else { return nil }
    let before = period.yearBefore
    if let told = figures.published(before, isGrowth: false)?.value ?? figures.made(before)?.value {
      return told
    }
    guard rule == .mean || rule == .index, !figures.isGrowthAlone, let history else { return nil }
    let ordinals = before.ordinals(figures.frequency)
    return history.deviation(ordinals) <= MeasureHistory.knownDeviation
      ? history.total(ordinals, .mean) : nil
  }

  /// The periods at the ends of the stretches that figures speak of, where these are longer than their periods.
  private var stretches: [PeriodOfYear] {
    guard let figures else { return [] }
    let ends = figures.all(.level).map(\.period.months.upperBound)
    let length = ends.reduce(0, Self.common)
    guard length > figures.frequency.monthsPerPeriod, length < 12 else { return [] }
    // A plan may name the period of the figures, the month or the quarter at the end, or the whole stretch.
    let lengths = [figures.frequency.monthsPerPeriod, 1, 3, length].filter { $0 <= length }
    return stride(from: length, through: 12, by: length).map { end in
      let periods = lengths.map { PeriodOfYear(year: year, months: end - $0 + 1...end) }
      return periods.first { demands[$0] != nil } ?? periods[periods.count - 1]
    }
  }

  /// The greatest common divisor.
  private static func common(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : common(other, one % other)
  }

  private func of(
    _ period: PeriodOfYear, _ part: MeasureDemand, isGrowth: Bool? = nil, low: Double?,
    high: Double?, _ decimals: Int, _ reference: String
  ) -> MeasureDemand {
    MeasureDemand(
      period: period, isGrowth: isGrowth ?? part.isGrowth, direction: part.direction, low: low,
      high: high,
      decimals: decimals, reference: reference, leadAgency: part.leadAgency,
      location: rule == .last ? part.location : nil, isMade: true)
  }

  /// What a year makes of its periods; `nil` of what is told by growth alone.
  private static func rule(_ measure: MeasureSpecification) -> MeasureSpecification.Total? {
    switch measure.source {
    case .sector: .sum
    case .series(let own): own.hasLevels ? measure.total ?? .sum : nil
    }
  }
}
