internal import Plans
internal import TimeSeries

/// What the parts of a year ask of it, as they make it, where nothing else asks anything of it: together, or the last one of
/// what stands at a day.
///
/// Parts are quarters, months, or the half-years that figures of a mean speak of. Growth of parts is growth of the year
/// over their levels of the year before, `Σ b (1 + g) / Σ b`.
struct WholeDemand {
  private let demands: [PeriodOfYear: MeasureDemand]
  private let year: Int
  private let rule: MeasureSpecification.Total?
  private let figures: () -> MeasureFigures?

  /// - Parameter figures: what is published of the measure, asked for where it matters.
  init(
    _ demands: [PeriodOfYear: MeasureDemand], _ measure: MeasureSpecification, year: Int,
    figures: @escaping () -> MeasureFigures?
  ) {
    self.demands = demands
    self.year = year
    self.figures = figures
    rule = Self.rule(measure)
  }

  /// `nil` where parts ask for too little, or in different ways.
  var demand: MeasureDemand? {
    let whole = PeriodOfYear.toDate(12, of: year)
    guard !demands.isEmpty, demands[whole] == nil, let rule else { return nil }
    guard rule != .last else {
      return [3, 1].lazy.compactMap { demands[PeriodOfYear(year: year, months: 13 - $0...12)] }
        .first.map { of(whole, $0, low: $0.low, high: $0.high, $0.decimals, $0.reference) }
    }
    for length in [3, 1] {
      let periods = stride(from: 1, through: 12, by: length).map {
        PeriodOfYear(year: year, months: $0...$0 + length - 1)
      }
      if let found = together(periods, rule) { return found }
    }
    return rule == .mean ? together(stretches, rule) : nil
  }

  private func together(
    _ periods: [PeriodOfYear], _ rule: MeasureSpecification.Total
  ) -> MeasureDemand? {
    let parts = periods.compactMap { demands[$0] }
    guard parts.count == periods.count, let first = parts.first, let last = parts.last,
      parts.allSatisfy({ $0.isGrowth == first.isGrowth && $0.direction == first.direction }),
      let weights = weights(periods, first.isGrowth, rule)
    else { return nil }
    func total(_ end: KeyPath<MeasureDemand, Double?>) -> Double? {
      let ends = parts.compactMap { $0[keyPath: end] }
      guard ends.count == parts.count else { return nil }
      return zip(ends, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let decimals = parts.map(\.decimals)
    let isMixed = rule == .sum && !first.isGrowth
    return of(
      .toDate(12, of: year), first, low: total(\.low), high: total(\.high),
      (isMixed ? decimals.min() : decimals.max()) ?? 0,
      "\(first.reference) + … + \(last.reference)")
  }

  /// What each part counts; `nil` where growth has no levels to grow from.
  private func weights(
    _ periods: [PeriodOfYear], _ isGrowth: Bool, _ rule: MeasureSpecification.Total
  ) -> [Double]? {
    let count = Double(periods.count)
    guard isGrowth else { return periods.map { _ in rule == .sum ? 1 : 1 / count } }
    guard let figures = figures() else { return nil }
    let bases = periods.compactMap { period -> Double? in
      let before = PeriodOfYear(year: period.year - 1, months: period.months)
      return figures.published(before, isGrowth: false)?.value ?? figures.made(before)?.value
    }
    let sum = bases.reduce(0, +)
    guard bases.count == periods.count, bases.allSatisfy({ $0 >= 0 }), sum > 0 else { return nil }
    return bases.map { $0 / sum }
  }

  /// The periods at the ends of the stretches that figures speak of, where these are longer than their periods.
  private var stretches: [PeriodOfYear] {
    guard let figures = figures() else { return [] }
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
    _ period: PeriodOfYear, _ part: MeasureDemand, low: Double?, high: Double?, _ decimals: Int,
    _ reference: String
  ) -> MeasureDemand {
    MeasureDemand(
      period: period, isGrowth: part.isGrowth, direction: part.direction, low: low, high: high,
      decimals: decimals, reference: reference, leadAgency: part.leadAgency,
      location: rule == .last ? part.location : nil)
  }

  /// What a year makes of its periods; `nil` of what is told by growth alone.
  private static func rule(_ measure: MeasureSpecification) -> MeasureSpecification.Total? {
    switch measure.source {
    case .sector: .sum
    case .series(let own): own.hasLevels ? measure.total ?? .sum : nil
    }
  }
}
