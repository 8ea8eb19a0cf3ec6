internal import Coherence
internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import TimeSeries

/// What published figures tell of months of the quarter that has begun: levels and growth of months, of the year
/// to such a month, of sectors and of wholes.
///
/// Equation: month `m` of leaf `i` has the logarithm `y = x_i + log s_m + e`, `x` the logarithm of the quarter as
/// forecast and `e` the noise of shares that add to one. Figures about months settle `y` as figures about quarters
/// settle those (`SettledLevels`); `x | y` follows by regression, later quarters by `ψ`. Months of which something
/// is published are then the same on every path, so that what is cumulated is a bound of the year.
struct GrowthOpenQuarter {
  /// Levels of the first months of the quarter, by leaf; `nil` where nothing is published of a month.
  private(set) var months: [[Double?]]
  /// The forecast that knows of them.
  private(set) var outlook: GrowthOutlook
  /// The lower triangle of the quarter's own covariance; `nil` where nothing was learned.
  private(set) var factor: Matrix?
  /// Figures that others contradict.
  private(set) var discrepancies: [GrowthDiscrepancy] = []

  private let setup: GrowthSetup
  private let split: [GrowthMonths]
  private let quarter: Int

  /// Looks at the quarter after the settled ones.
  ///
  /// - Parameter split: twenty-four months of each leaf.
  init(_ setup: GrowthSetup, _ outlook: GrowthOutlook, _ split: [GrowthMonths]) {
    self.setup = setup
    self.split = split
    self.outlook = outlook
    quarter = setup.settledQuarters
    months = split.map { _ in [] }
    guard quarter < 4 else { return }
    let first = 12 * setup.year + 3 * quarter
    let rows = Self.rows(setup.data, in: first...first + 1)
    guard let last = rows.map({ $0.row.period.ordinal - first }).max() else { return }
    settle(rows, months: last + 1)
  }

  /// A row about a month.
  private typealias Row = (node: Int, measure: SectorSeries.Measure, row: Observation)

  private static func rows(_ data: GrowthData, in months: ClosedRange<Int>) -> [Row] {
    data.tree.nodes.indices.flatMap { node in
      data.ownRows(node).compactMap { measure, row in
        row.period.frequency == .monthly && months.contains(row.period.ordinal)
          ? (node, measure, row) : nil
      }
    }
  }

  /// Months after whole quarters of which something is published for every leaf, the last of them by a figure
  /// that ends with it.
  static func monthsEverywhere(_ setup: GrowthSetup, quarters: Int) -> [Int] {
    guard quarters < 4 else { return [] }
    let first = 12 * setup.year + 3 * quarters
    let rows = Self.rows(setup.data, in: first...first + 1)
    return (1...2).filter { count in
      rows.contains { $0.row.period.ordinal == first + count - 1 }
        && setup.data.leaves.indices.allSatisfy { leaf in
          (0..<count).allSatisfy { isTold($0, of: leaf, setup.data, rows, first: first) }
        }
    }
  }

  /// Whether some figure speaks of a month of a leaf.
  private static func isTold(
    _ month: Int, of leaf: Int, _ data: GrowthData, _ rows: [Row], first: Int
  ) -> Bool {
    rows.contains { item in
      let place = item.row.period.ordinal - first
      return data.leavesUnder[item.node].contains(leaf)
        && (item.measure.isToDate ? place >= month : place == month)
    }
  }

  /// The position of a month of the quarter among the twenty-four.
  private func place(_ month: Int) -> Int { 12 + 3 * quarter + month }

  private mutating func settle(_ rows: [Row], months count: Int) {
    let leaves = split.indices
    let shares = leaves.map { leaf -> [Double] in
      let levels = (0..<3).map { split[leaf].levels[place($0)] }
      let total = levels.reduce(0, +)
      return levels.map { $0 / total }
    }
    func cell(_ leaf: Int, _ month: Int) -> Int { leaf * count + month }
    let owners = leaves.flatMap { leaf in (0..<count).map { (leaf, $0) } }
    let mean = owners.map { leaf, month in
      outlook.means[leaf][0] + Double.log(shares[leaf][month])
    }
    let noise = leaves.map { leaf in
      Self.noise(shares[leaf], deviations(leaf))
    }
    let prior = Matrix(rows: owners.count, columns: owners.count) { row, column in
      let ((one, m), (two, n)) = (owners[row], owners[column])
      let own = one == two ? noise[one][m, n] : 0
      return outlook.covariance[one, two] + own + (row == column ? 1e-9 : 0)
    }
    var told: [Row] = []
    var facts: [GrowthFact] = []
    for row in rows {
      let item = fact(row, months: count)
      if Self.leavesNothing(item.fact) {
        discrepancies.append(item.discrepancy(implied: item.fact.numerator.constant))
        continue
      }
      told.append(row)
      // A month of 0 or less has no logarithm: it stands as published and tells nothing of its quarter.
      if item.fact.rank != .level || item.fact.value > 0 { facts.append(item) }
    }
    guard
      let settled = try? SettledLevels(
        mean: mean, covariance: prior, facts: facts.map(\.fact))
    else { return }
    discrepancies += facts.contradictions(of: settled)
    learn(settled, mean, prior, owners.map(\.0))
    let first = 12 * setup.year + 3 * quarter
    for leaf in leaves {
      let known = (0..<count).map { month -> Double? in
        guard Self.isTold(month, of: leaf, setup.data, told, first: first) else { return nil }
        return split[leaf].published[place(month)] ?? settled.levels[cell(leaf, month)]
      }
      months[leaf] = Array(known.prefix((known.lastIndex { $0 != nil } ?? -1) + 1))
    }
  }

  /// Whether what is cumulated is less than the settled quarters of it.
  private static func leavesNothing(_ fact: LevelFact) -> Bool {
    fact.rank == .level && fact.numerator.constant > 0 && fact.value <= fact.numerator.constant
  }

  /// Standard deviations of the logarithms of the quarter's months: what is known of a part of it says less of the
  /// rest than a smooth split would.
  func deviations(_ leaf: Int) -> [Double] {
    let least = setup.history.indicators[leaf].deviation * GrowthMonths.freeShare
    return (0..<3).map { max(split[leaf].deviations[place($0)], least) }
  }

  /// The covariance of the logarithms of three shares that add to one.
  private static func noise(_ shares: [Double], _ deviations: [Double]) -> Matrix {
    let squares = zip(shares, deviations).map { $0 * $1 * $1 }
    let all = zip(shares, squares).reduce(0) { $0 + $1.0 * $1.1 }
    return Matrix(rows: 3, columns: 3) { one, two in
      (one == two ? deviations[one] * deviations[one] : 0) - squares[one] - squares[two] + all
    }
  }

  /// What months tell of their quarter and of those behind it.
  private mutating func learn(
    _ settled: SettledLevels, _ mean: [Double], _ prior: Matrix, _ owners: [Int]
  ) {
    let leaves = split.count
    let cross = Matrix(rows: owners.count, columns: leaves) {
      outlook.covariance[owners[$0], $1]
    }
    guard let own = try? Cholesky(prior) else { return }
    let gain = own.solve(cross).transposed
    let surprise = zip(settled.levels, mean).map { Double.log($0) - $1 }
    let move = gain * surprise
    var covariance =
      outlook.covariance - gain * cross + gain * settled.covariance * gain.transposed
    for leaf in 0..<leaves { covariance[leaf, leaf] += 1e-12 }
    guard move.allSatisfy(\.isFinite), let lower = (try? Cholesky(covariance))?.lower else {
      return
    }
    for leaf in 0..<leaves {
      for (step, response) in outlook.responses.enumerated() {
        outlook.means[leaf][step] += response * move[leaf]
      }
    }
    factor = lower
  }

  // MARK: Figures as facts about months

  private func fact(_ item: Row, months count: Int) -> GrowthFact {
    let (node, measure, row) = item
    let month = row.period.ordinal - 12 * setup.year - 3 * quarter
    let spoken = (measure.isToDate ? 0 : month)...month
    let now = sum(node, spoken, isToDate: measure.isToDate, months: count)
    let figure = GrowthFigure(row.key.id, row.period, .published(row.vintage))
    let sector = setup.data.tree.nodes[node]
    guard !measure.isLevel else {
      let fact = LevelFact(
        numerator: now, value: row.value, rounding: row.roundingHalfWidth, rank: .level,
        sector: sector)
      return GrowthFact(fact: fact, figure: figure, allowance: 0)
    }
    let first = measure.isToDate ? 0 : 3 * quarter + month
    let earlier = first...3 * quarter + month
    let base = measure.base(earlier)
    let before = yearBefore(node, earlier)
    let below = yearBefore(base.isOfWhole ? 0 : node, base.months)
    var change = now
    change.constant -= before
    let fact = LevelFact(
      numerator: change, denominator: LevelFact.Total(constant: below), value: row.value / 100,
      rounding: row.roundingHalfWidth / 100, rank: node == 0 ? .yearGrowth : .parts,
      sector: sector, displayFactor: 100)
    return GrowthFact(fact: fact, figure: figure, allowance: 0)
  }

  /// Months of the quarter, with what is settled of the year where they are cumulated.
  private func sum(
    _ node: Int, _ months: ClosedRange<Int>, isToDate: Bool, months count: Int
  ) -> LevelFact.Total {
    var total = LevelFact.Total()
    for leaf in setup.data.leavesUnder[node] {
      for month in months { total.weights[leaf * count + month] = 1 }
      guard isToDate else { continue }
      for month in 12..<12 + 3 * quarter { total.constant += split[leaf].levels[month] }
    }
    return total
  }

  /// Months of the year before.
  private func yearBefore(_ node: Int, _ months: ClosedRange<Int>) -> Double {
    months.reduce(0) { sum, month in
      sum + setup.data.leavesUnder[node].reduce(0) { $0 + split[$1].levels[month] }
    }
  }
}
