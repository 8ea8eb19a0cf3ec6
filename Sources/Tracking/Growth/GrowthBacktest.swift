import Coherence
internal import Models
internal import Randomness
internal import RealModule
internal import Scoring
internal import Simulation

/// The year's growth forecast again from each quarter of past years, beside the run rate.
struct GrowthBacktest {
  typealias Case = GrowthTracking.PastCase

  /// The forecasts, by year, quarters and node.
  let cases: [Case]
  let nodes: Int

  /// The first year that is forecast has two whole years before it.
  private static let yearsBefore = 2
  /// Points above the growth of the year before that the chances of past years ask for.
  private static let more = 0.5
  private static let degrees = Double(GrowthOutlook.degrees)
  /// The quantile at 90%.
  private static let outer = StudentT.quantile(0.9, degrees: degrees)

  /// Replays history.
  ///
  /// - Parameters:
  ///   - levels: by leaf, from the first quarter of a year on.
  ///   - start: the first year.
  ///   - threads: at most so many at once; the same whatever their number.
  init(_ tree: Hierarchy, levels: [[Double]], start: Int, threads: Int) {
    let years = max(Self.yearsBefore, (levels.first?.count ?? 0) / 4)
    cases = parallelMap(4 * (years - Self.yearsBefore), threads: threads) { point in
      Self.cases(
        tree, levels: levels, start: start, year: Self.yearsBefore + point / 4,
        quarters: point % 4)
    }.flatMap(\.self)
    nodes = tree.nodes.count
  }

  /// The cases of one point in time; none where it knows too little.
  private static func cases(
    _ tree: Hierarchy, levels: [[Double]], start: Int, year: Int, quarters: Int
  ) -> [Case] {
    let known = 4 * year + quarters
    let past = levels.map { Array($0[..<known]) }
    guard let outlook = GrowthOutlook(tree, levels: past, horizon: 4 - quarters) else { return [] }
    return tree.nodes.indices.map { node in
      let leaves = tree.leavesUnder[node]
      func sum(_ range: Range<Int>) -> Double {
        var total = 0.0
        for leaf in leaves {
          levels[leaf].withUnsafeBufferPointer { levels in
            for quarter in range { total += levels[quarter] }
          }
        }
        return total
      }
      let before = sum(4 * year - 4..<4 * year)
      let realised = sum(4 * year..<known)
      let rest = outlook.total(of: leaves)
      func growth(_ level: Double) -> Double { 100 * (level / before - 1) }
      let last = 100 * (before / sum(4 * year - 8..<4 * year - 4) - 1)
      let rate = quarters > 0 ? 100 * (realised / sum(4 * year - 4..<known - 4) - 1) : last
      let outcome = sum(4 * year..<4 * year + 4)
      let asked = last + more
      let least = before * (1 + asked / 100)
      let spread = outer * rest.deviation
      return Case(
        sector: node, year: start + year, quarters: quarters,
        p10: growth(realised + rest.centre - spread),
        p50: growth(realised + rest.centre),
        p90: growth(realised + rest.centre + spread), runRate: rate,
        outcome: growth(outcome),
        rank: StudentT.cumulative(
          (outcome - realised - rest.centre) / rest.deviation, degrees: degrees),
        asked: asked,
        probability: 1
          - StudentT.cumulative(
            (least - realised - rest.centre) / rest.deviation, degrees: degrees))
    }
  }

  /// Errors and coverage after each number of quarters, for the top and for all nodes.
  func rivals(without excluded: ClosedRange<Int>? = nil) -> [GrowthRival] {
    GrowthRival.Scope.Sectors.allCases.flatMap { sectors in
      (0...3).compactMap { quarters -> GrowthRival? in
        let chosen = cases.filter {
          $0.quarters == quarters && (sectors == .all || $0.sector == 0)
            && excluded?.contains($0.year) != true
        }
        guard !chosen.isEmpty else { return nil }
        let count = Double(chosen.count)
        func mean(_ value: (Case) -> Double) -> Double {
          chosen.reduce(0) { $0 + value($1) } / count
        }
        let covered = mean { Self.isCovered($0, level: 80) ? 1 : 0 }
        return GrowthRival(
          scope: GrowthRival.Scope(sectors, without: excluded), quarters: quarters,
          forecastError: mean { abs($0.p50 - $0.outcome) },
          runRateError: mean { abs($0.runRate - $0.outcome) }, cases: chosen.count,
          covered: covered, coveredError: Self.coveredError(chosen))
      }
    }
  }

  /// What was said of growth above that of the year before, and how often it came: of the top, or of all nodes.
  func chances(_ sectors: GrowthRival.Scope.Sectors) -> StatedChances {
    StatedChances(
      cases.filter { sectors == .all || $0.sector == 0 }.map {
        StatedChances.Statement(
          probability: $0.probability, happened: $0.outcome >= $0.asked, outcome: "\($0.year)")
      })
  }

  /// Whether the central interval of a level, in percent, held the outcome.
  static func isCovered(_ item: Case, level: Int) -> Bool {
    abs(item.rank - 0.5) <= Double(level) / 200
  }

  private static func coveredError(_ cases: [Case]) -> Double {
    ClusteredShare.error(
      Dictionary(grouping: cases, by: \.year).sorted { $0.key < $1.key }.map { year in
        year.value.map { isCovered($0, level: 80) }
      })
  }

  /// Coverage of intervals at 50, 80 and 95%, over the quarters of the year.
  func calibration(source: CoverageSource) -> [CalibrationRow] {
    (0...3).flatMap { quarters in
      [50, 80, 95].compactMap { level -> CalibrationRow? in
        let chosen = cases.filter { $0.quarters == quarters }
        guard !chosen.isEmpty else { return nil }
        let held = chosen.count { Self.isCovered($0, level: level) }
        return CalibrationRow(
          scope: .year(quarters: quarters), level: level,
          covered: Double(held) / Double(chosen.count), cases: chosen.count, source: source)
      }
    }
  }
}
