internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// Quarterly levels of every leaf up to the last quarter that figures settle.
struct GrowthHistory {
  let data: GrowthData
  /// Quarters, by ordinal; the first is the first of a year.
  let span: ClosedRange<Int>
  /// Levels, by leaf and quarter of the span.
  let levels: [[Double]]
  /// Leaves whose quarterly levels are published.
  let isDirect: [Bool]
  let discrepancies: [GrowthDiscrepancy]
  private let facts: GrowthFacts
  private let settled: SettledLevels?

  /// The fewest published quarters that carry a forecast of their own.
  private static let fewestQuarters = 8
  /// Years of cells for leaves whose quarters are not published.
  private static let inferredYears = 5
  /// Points that a figure of growth is revised by where no file tells.
  private static let usualRevision = 0.2
  /// A deviation of the logarithm below which a figure counts as settled.
  private static let settledDeviation = 0.0025

  /// Builds the history for a year's scenario.
  init?(_ data: GrowthData, year: Int, faults: inout FaultCollector) {
    let published = data.leaves.map { data.quarterLevels($0) }
    let isDirect = published.map { $0.count >= Self.fewestQuarters }
    let limit = min(data.lastQuarterOver, 4 * year + 3)
    guard let end = data.lastQuarterWithFigures(before: limit).map({ max($0, 4 * year - 1) }),
      data.lastQuarterOver >= 4 * year - 1
    else {
      faults.note(
        .yearOutOfReach(year, allowed: "up to \((data.lastQuarterOver + 1) / 4)"),
        at: data.sectors[0].location)
      return nil
    }
    var start = 4 * (year - Self.inferredYears)
    if isDirect.allSatisfy({ $0 }) {
      start = published.compactMap { $0.keys.min() }.max().map { ($0 + 3) / 4 * 4 } ?? start
    }
    guard start <= 4 * (year - 2) else {
      faults.note(
        .yearOutOfReach(year, allowed: "from \(start / 4 + 2)"), at: data.sectors[0].location)
      return nil
    }
    let span = start...end
    Self.checkParts(data, span: span, faults: &faults)
    guard faults.found.isEmpty else { return nil }
    var cells = [[Int: Int]](repeating: [:], count: data.leaves.count)
    var owners: [(leaf: Int, quarter: Int)] = []
    for leaf in data.leaves.indices {
      for quarter in span where published[leaf][quarter] == nil {
        cells[leaf][quarter] = owners.count
        owners.append((leaf, quarter))
      }
    }
    let facts = GrowthFacts(
      data: data, span: span, known: published, cells: cells,
      revision: (data.revisions()?.size ?? Self.usualRevision) / 100)
    let all = facts.all()
    var settled: SettledLevels?
    var found: [GrowthDiscrepancy] = []
    if !owners.isEmpty {
      guard
        let prior = GrowthPrior(
          data, span: span, known: published, isDirect: isDirect, owners: owners, facts: all)
      else {
        faults.note(
          .sectorWithoutHistory(
            sector: data.sectors[0].id, asOf: data.asOf?.description ?? "any day"),
          at: data.sectors[0].location)
        return nil
      }
      do {
        let solution = try SettledLevels(
          mean: prior.mean, covariance: prior.covariance, facts: all)
        settled = solution
        found = solution.contradicted.map { Self.discrepancy(all[$0.fact], $0.implied) }
      } catch {
        faults.note(
          .sectorWithoutHistory(
            sector: all[error.condition].sector, asOf: data.asOf?.description ?? "any day"),
          at: data.sectors[0].location)
        return nil
      }
    } else {
      found = Self.contradictions(all)
    }
    var levels = data.leaves.indices.map { leaf in
      span.map { published[leaf][$0] ?? settled?.levels[cells[leaf][$0] ?? 0] ?? .nan }
    }
    found += Self.spread(&levels, data, span: span)
    self.data = data
    self.span = span
    self.levels = levels
    self.isDirect = isDirect
    discrepancies = found.filter { Self.concerns(year, $0) }
    self.facts = facts
    self.settled = settled
  }

  /// The total of a node over quarters of the span.
  func total(_ node: Int, _ quarters: ClosedRange<Int>) -> Double {
    data.leavesUnder[node].reduce(0) { sum, leaf in
      quarters.reduce(sum) { $0 + levels[leaf][$1 - span.lowerBound] }
    }
  }

  /// Standard deviation of the logarithm of that total; 0 where it is published.
  func deviation(_ node: Int, _ quarters: ClosedRange<Int>) -> Double {
    guard let settled, let total = facts.total(node, quarters), !total.weights.isEmpty else {
      return 0
    }
    return settled.deviation(of: total)
  }

  /// Whether figures settle that total.
  func isSettled(_ node: Int, _ quarters: ClosedRange<Int>) -> Bool {
    deviation(node, quarters) <= Self.settledDeviation
  }

  // MARK: Checks

  private static func discrepancy(_ fact: LevelFact, _ implied: Double) -> GrowthDiscrepancy {
    GrowthDiscrepancy(
      sector: fact.sector, label: fact.label, published: fact.value * fact.displayFactor,
      implied: implied * fact.displayFactor, rounding: fact.rounding * fact.displayFactor,
      isSpread: false)
  }

  /// Figures that published levels contradict, where every cell is published.
  private static func contradictions(_ facts: [LevelFact]) -> [GrowthDiscrepancy] {
    facts.compactMap { fact in
      let implied = fact.implied([])
      let allowed = fact.rounding * (1 + 1e-6) + 1e-9 * abs(fact.value)
      // After a level of 0 nothing is implied.
      return implied.isFinite && abs(implied - fact.value) > allowed
        ? discrepancy(fact, implied) : nil
    }
  }

  /// Discrepancies of older years are the archive's matter; the scenario shows its own.
  private static func concerns(_ year: Int, _ row: GrowthDiscrepancy) -> Bool {
    (year - 2...year).contains { row.label.contains("\($0)") }
  }

  /// Notes published parts that do not add to their published total beyond rounding; a part without a
  /// figure of its own is the sum of its parts.
  private static func checkParts(
    _ data: GrowthData, span: ClosedRange<Int>, faults: inout FaultCollector
  ) {
    for measure in [SectorSeries.Measure.level, .levelToDate] {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        var found: [[Period: (value: Double, rounding: Double)]] = data.tree.nodes.map { _ in [:] }
        for node in data.tree.nodes.indices.reversed() {
          let parts = data.tree.children[node]
          var sums: [Period: (value: Double, rounding: Double)] = [:]
          if let first = parts.first {
            for period in found[first].keys {
              let all = parts.compactMap { found[$0][period] }
              guard all.count == parts.count else { continue }
              sums[period] = all.reduce((0, 0)) { ($0.0 + $1.value, $0.1 + $1.rounding) }
            }
          }
          found[node] = sums
          for row in data.rows(node, measure, frequency) {
            found[node][row.period] = (row.value, row.roundingHalfWidth)
            guard let sum = sums[row.period] else { continue }
            let allowed = (sum.rounding + row.roundingHalfWidth) * (1 + 1e-9)
            guard abs(sum.value - row.value) > allowed + 1e-9 * abs(row.value) else { continue }
            let series = data.sectors[node].series[measure]
            faults.note(
              .partsDoNotAdd(
                sector: data.sectors[node].id, period: row.period.description,
                parts: "\(sum.value)", total: "\(row.value)"),
              at: series?.location ?? data.sectors[node].location)
          }
        }
      }
    }
  }

  /// Gives published totals their parts: rounding differences go to the parts by their size.
  private static func spread(
    _ levels: inout [[Double]], _ data: GrowthData, span: ClosedRange<Int>
  ) -> [GrowthDiscrepancy] {
    var found: [GrowthDiscrepancy] = []
    for node in data.tree.nodes.indices.reversed() where !data.tree.children[node].isEmpty {
      for (quarter, published) in data.quarterLevels(node).sorted(by: { $0.key < $1.key })
      where span.contains(quarter) {
        let place = quarter - span.lowerBound
        let sum = data.leavesUnder[node].reduce(0) { $0 + levels[$1][place] }
        let gap = published - sum
        guard abs(gap) > 1e-12 * published, sum > 0 else { continue }
        for leaf in data.leavesUnder[node] { levels[leaf][place] *= published / sum }
        guard abs(gap) > 1e-9 * published else { continue }
        let period = Period.quarter(quarter % 4 + 1, of: quarter / 4)
        found.append(
          GrowthDiscrepancy(
            sector: data.sectors[node].id, label: "\(data.sectors[node].id) \(period)",
            published: published, implied: sum, rounding: abs(gap), isSpread: true))
      }
    }
    return found
  }
}
