internal import Coherence
internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import TimeSeries

/// Figures of a measure as facts about periods whose level is not published.
struct MeasureFacts {
  let figures: MeasureFigures

  init(_ figures: MeasureFigures) { self.figures = figures }

  /// The level of the first year where growth alone is published.
  static let index = 100.0
  /// Points that growth is revised by.
  private static let revision = 0.001

  /// The months that figures speak of, those that growth is measured from included.
  var periods: [PeriodOfYear] {
    MeasureSeries.Figure.allCases.flatMap { figure in
      figures.all(figure).flatMap { period, _ in
        figure.isGrowth ? [period, period.yearBefore] : [period]
      }
    }.filter { $0.isMade(of: figures.frequency) }
  }

  /// The facts.
  ///
  /// - Parameters:
  ///   - known: levels by period.
  ///   - cells: numbers of the others.
  func all(
    start: Int, end: Int, known: [Int: Double], cells: [Int: Int], withAnchor: Bool
  ) -> [LevelFact] {
    func total(_ period: PeriodOfYear) -> LevelFact.Total? {
      let ordinals = figures.telling(period)
      guard ordinals.lowerBound >= start, ordinals.upperBound <= end else { return nil }
      var total = LevelFact.Total()
      for ordinal in ordinals {
        if let cell = cells[ordinal] {
          total.weights[cell, default: 0] += 1
        } else {
          total.constant += known[ordinal] ?? 0
        }
      }
      return total
    }
    var facts = levels.compactMap { period, row in
      total(period).flatMap { level(row, period, $0) }
    }
    for figure in MeasureSeries.Figure.allCases where figure.isGrowth {
      for (period, row) in figures.all(figure) where period.isMade(of: figures.frequency) {
        guard let now = total(period), let before = total(period.yearBefore),
          let fact = growth(row, period, now, over: before)
        else { continue }
        facts.append(fact)
      }
    }
    if withAnchor {
      let year = start / figures.frequency.periodsPerYear
      let base = PeriodOfYear(year: year, months: 1...12)
      if let sum = total(base) {
        let level = Self.index * Double(figures.telling(base).count)
        facts.insert(
          LevelFact(
            numerator: sum, value: level, rounding: 1e-9 * level, rank: .level,
            sector: figures.specification.id), at: 0)
      }
    }
    return facts
  }

  /// Published levels, those that count first: the newest, of one day those that are cumulated.
  private var levels: [(period: PeriodOfYear, row: Observation)] {
    (figures.all(.levelToDate) + figures.all(.level))
      .filter { $0.period.isMade(of: figures.frequency) }
      .enumerated().sorted { one, other in
        let (own, its) = (one.element.row.vintage, other.element.row.vintage)
        return own == its
          ? one.offset < other.offset : own ?? .first > its ?? .first
      }.map(\.element)
  }

  private func level(
    _ row: Observation, _ period: PeriodOfYear, _ now: LevelFact.Total
  ) -> LevelFact? {
    guard !now.weights.isEmpty, row.value > 0 else { return nil }
    let count = figures.total == .index ? Double(period.ordinals(figures.frequency).count) : 1
    return LevelFact(
      numerator: now, value: row.value * count, rounding: row.roundingHalfWidth * count,
      rank: .level, sector: figures.specification.id)
  }

  private func growth(
    _ row: Observation, _ period: PeriodOfYear, _ now: LevelFact.Total,
    over before: LevelFact.Total
  ) -> LevelFact? {
    guard !now.weights.isEmpty || !before.weights.isEmpty, row.value > -100 else { return nil }
    var change = now
    change.constant -= before.constant
    for (cell, weight) in before.weights { change.weights[cell, default: 0] -= weight }
    return LevelFact(
      numerator: change, denominator: before, value: row.value / 100,
      rounding: row.roundingHalfWidth / 100, revision: Self.revision,
      rank: period.isToDate && period.months.count > figures.frequency.monthsPerPeriod
        ? .yearGrowth : .periodGrowth,
      sector: figures.specification.id, displayFactor: 100)
  }
}

/// What is thought of periods without a published level before figures speak.
///
/// Equation: `x_t = m(t) + a + b_t + c_{t mod p} + e_t`: a line through what levels there are, a level that nobody knows
/// (0.5), a course over years (0.1, forgotten over two), a course of the year (0.3, kept for ten), noise (0.07); given
/// the known periods. Months of a year differ by more than years do, so one year's tell the next one's.
struct MeasurePrior {
  let mean: [Double]
  let covariance: Matrix

  private static let level = 0.5
  private static let course = 0.1
  private static let season = 0.3
  private static let noise = 0.07
  /// Yearly growth where nothing tells it, and the years that it counts as.
  private static let usualGrowth = 0.08
  private static let growthPrior = 2.0

  init?(
    _ owners: [Int], _ known: [Int: Double], _ facts: [LevelFact], periodsPerYear: Int
  ) {
    let year = Double(periodsPerYear)
    func covariance(_ one: Int, _ two: Int) -> Double {
      let apart = Double(abs(one - two)) / year
      let isSameSeason = (one - two) % periodsPerYear == 0
      return level2 + Self.course * Self.course * Double.exp(-apart / 2)
        + (isSameSeason ? Self.season * Self.season * Double.exp(-apart / 10) : 0)
        + (one == two ? Self.noise * Self.noise : 0)
    }
    let level2 = Self.level * Self.level
    // Points of a line: known periods, and the mean of what a level speaks of.
    var points = known.keys.sorted().map { (Double($0), Double.log(known[$0] ?? 1)) }
    for fact in facts where fact.rank == .level && fact.numerator.constant == 0 {
      let cells = fact.numerator.weights.keys.sorted()
      let middle = cells.reduce(0) { $0 + Double(owners[$1]) } / Double(cells.count)
      points.append((middle, Double.log(fact.value / Double(cells.count))))
    }
    guard !points.isEmpty else { return nil }
    let count = Double(points.count)
    let centre = (
      points.reduce(0) { $0 + $1.0 } / count, points.reduce(0) { $0 + $1.1 } / count
    )
    var (products, squares) = (0.0, 0.0)
    for (time, value) in points {
      products += (time - centre.0) * (value - centre.1)
      squares += (time - centre.0) * (time - centre.0)
    }
    let weight = Self.growthPrior * Self.growthPrior * year * year
    let slope = (products + weight * Self.usualGrowth / year) / (squares + weight)
    func line(_ ordinal: Int) -> Double { centre.1 + slope * (Double(ordinal) - centre.0) }
    let own = Matrix(rows: owners.count, columns: owners.count) {
      covariance(owners[$0], owners[$1])
    }
    let told = known.keys.sorted()
    guard !told.isEmpty else {
      mean = owners.map(line)
      self.covariance = own
      return
    }
    let among = Matrix(rows: told.count, columns: told.count) { covariance(told[$0], told[$1]) }
    let cross = Matrix(rows: told.count, columns: owners.count) {
      covariance(told[$0], owners[$1])
    }
    guard let factor = try? Cholesky(among) else { return nil }
    let solved = factor.solve(cross)
    let rest = told.map { Double.log(known[$0] ?? 1) - line($0) }
    mean = owners.indices.map { cell in
      told.indices.reduce(line(owners[cell])) { $0 + solved[$1, cell] * rest[$1] }
    }
    self.covariance = own + (-1.0 * (cross.transposed * solved))
  }
}
