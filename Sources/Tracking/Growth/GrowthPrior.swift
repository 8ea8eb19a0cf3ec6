internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// What is thought of cells without a published level before figures speak: mean and covariance of
/// their logarithms.
///
/// A leaf whose quarters are published from the first to some quarter goes on as its own history forecasts. Any
/// other follows its `GrowthCourse`, given the quarters that are published.
struct GrowthPrior {
  let mean: [Double]
  let covariance: Matrix

  /// Standard deviation of the level where contributions over growth tell the weight.
  private static let weighedLevel = 0.3

  /// - Parameters:
  ///   - courses: of leaves whose quarters are not published throughout; their levels are moved to where the
  ///     figures are.
  /// - Throws: the leaf of whose size nothing is known.
  init(
    _ data: GrowthData, span: ClosedRange<Int>, known: [[Int: Double]],
    courses: inout [Int: GrowthCourse], owners: [(leaf: Int, quarter: Int)], facts: [LevelFact]
  ) throws(Lack) {
    let isWeighed = Self.weigh(&courses, data, span: span)
    let ahead = Self.ahead(known, courses, span: span)
    guard Self.anchor(&courses, known, owners, ahead, facts, isWeighed: isWeighed) else {
      throw Lack(leaf: courses.keys.sorted().first { known[$0].isEmpty } ?? 0)
    }
    var mean = [Double](repeating: 0, count: owners.count)
    var covariance = Matrix(rows: owners.count, columns: owners.count)
    for leaf in known.indices {
      let cells = owners.indices.filter { owners[$0].leaf == leaf }
      guard !cells.isEmpty else { continue }
      let quarters = cells.map { owners[$0].quarter }
      let own: (mean: [Double], covariance: Matrix)
      if let course = courses[leaf] {
        own = course.given(known[leaf].mapValues { Double.log($0) }, quarters)
      } else if let next = ahead[leaf] {
        own = (
          quarters.map { next.means[$0] ?? 0 },
          Matrix(rows: cells.count, columns: cells.count) {
            next.covariance(quarters[$0], quarters[$1])
          }
        )
      } else {
        throw Lack(leaf: leaf)
      }
      for (row, cell) in cells.enumerated() {
        mean[cell] = own.mean[row]
        for (column, other) in cells.enumerated() {
          covariance[cell, other] = own.covariance[row, column]
        }
      }
    }
    self.mean = mean
    self.covariance = covariance
  }

  /// The leaf of which too little is known.
  struct Lack: Error {
    let leaf: Int
  }

  /// Gives leaves the weights that their contributions over their growth tell, where all have some.
  private static func weigh(
    _ courses: inout [Int: GrowthCourse], _ data: GrowthData, span: ClosedRange<Int>
  ) -> Bool {
    var offsets: [Int: Double] = [:]
    for (leaf, course) in courses {
      let growth = yearly(data.rows(data.leaves[leaf], .growth, .annual))
      let contribution = yearly(data.rows(data.leaves[leaf], .contribution, .annual))
      let found = growth.keys.sorted().compactMap { year -> Double? in
        guard let rate = growth[year], let points = contribution[year], abs(rate) >= 2,
          points / rate > 0, span.contains(4 * year - 4)
        else { return nil }
        let level = (4 * year - 4...4 * year - 1).reduce(0) { $0 + Double.exp(course.mean($1)) }
        return Double.log(points / rate / level)
      }
      guard !found.isEmpty else { return false }
      offsets[leaf] = found.reduce(0, +) / Double(found.count)
    }
    for (leaf, offset) in offsets {
      courses[leaf]?.shift(by: offset)
      courses[leaf]?.level = weighedLevel
    }
    return !offsets.isEmpty
  }

  private static func yearly(_ rows: [Observation]) -> [Int: Double] {
    Dictionary(rows.map { ($0.period.year, $0.value) }) { _, last in last }
  }

  /// Moves courses to the size of the figures: a leaf with published quarters to those, one with levels of its
  /// own to the largest of them, all others together to the largest level that holds them.
  ///
  /// - Returns: whether a size was found for each.
  private static func anchor(
    _ courses: inout [Int: GrowthCourse], _ known: [[Int: Double]],
    _ owners: [(leaf: Int, quarter: Int)], _ ahead: [Int: Ahead], _ facts: [LevelFact],
    isWeighed: Bool
  ) -> Bool {
    var open: Set<Int> = []
    for leaf in courses.keys.sorted() {
      guard let course = courses[leaf] else { continue }
      let gaps = known[leaf].keys.filter(course.range.contains).sorted().map {
        Double.log(known[leaf][$0] ?? 1) - course.mean($0)
      }
      guard gaps.isEmpty else {
        courses[leaf]?.shift(by: gaps.reduce(0, +) / Double(gaps.count))
        continue
      }
      open.insert(leaf)
    }
    func level(_ cell: Int) -> Double {
      let (leaf, quarter) = owners[cell]
      return Double.exp(courses[leaf]?.mean(quarter) ?? ahead[leaf]?.means[quarter] ?? 0)
    }
    /// The offset that makes a level hold by moving some leaves.
    func offset(_ fact: LevelFact, moving: Set<Int>) -> Double? {
      var (fixed, free) = (fact.numerator.constant, 0.0)
      for cell in fact.numerator.weights.keys.sorted() {
        let size = (fact.numerator.weights[cell] ?? 0) * level(cell)
        if moving.contains(owners[cell].leaf) { free += size } else { fixed += size }
      }
      let rest = fact.value - fixed
      return free > 0 && rest > 0 ? Double.log(rest / free) : nil
    }
    let levels = facts.filter { $0.rank == .level && !$0.numerator.weights.isEmpty }
      .sorted { $0.value > $1.value }
    if !isWeighed {
      for leaf in open.sorted() {
        let own = levels.first { fact in
          fact.numerator.weights.keys.allSatisfy { owners[$0].leaf == leaf }
        }
        guard let own, let shift = offset(own, moving: [leaf]) else { continue }
        courses[leaf]?.shift(by: shift)
        open.remove(leaf)
      }
    }
    while !open.isEmpty {
      var found: (leaves: Set<Int>, shift: Double)?
      for fact in levels where found == nil {
        let leaves = Set(fact.numerator.weights.keys.map { owners[$0].leaf })
          .intersection(open)
        found = offset(fact, moving: leaves).map { (leaves, $0) }
      }
      guard let (leaves, shift) = found, !leaves.isEmpty else { return false }
      for leaf in leaves { courses[leaf]?.shift(by: shift) }
      open.subtract(leaves)
    }
    return true
  }

  /// What leaves with published quarters are forecast to be after the last of them.
  struct Ahead {
    let means: [Int: Double]
    let last: Int
    let surprise: Double
    let responses: [Double]

    func covariance(_ one: Int, _ two: Int) -> Double {
      let (i, j) = (one - last - 1, two - last - 1)
      guard i >= 0, j >= 0 else { return i == j ? surprise * surprise : 0 }
      return surprise * surprise
        * (0...min(i, j)).reduce(0) { $0 + responses[i - $1] * responses[j - $1] }
    }
  }

  private static func ahead(
    _ known: [[Int: Double]], _ courses: [Int: GrowthCourse], span: ClosedRange<Int>
  ) -> [Int: Ahead] {
    var result: [Int: Ahead] = [:]
    for leaf in known.indices where courses[leaf] == nil {
      let quarters = known[leaf].keys.sorted()
      guard let first = quarters.first, let last = quarters.last else { continue }
      let start = max((first + 3) / 4 * 4, first)
      let values = (start...max(start, last)).compactMap { known[leaf][$0] }
        .map { Double.log($0) }
      guard values.count == last - start + 1 else { continue }
      let horizon = max(0, span.upperBound - last)
      guard
        let forecast = try? SeasonalGrowthMixture(periodsPerYear: 4).forecast(
          [values], horizon: horizon)
      else { continue }
      var means: [Int: Double] = [:]
      for (offset, value) in forecast.means[0].enumerated() { means[last + 1 + offset] = value }
      result[leaf] = Ahead(
        means: means, last: last,
        surprise: GrowthOutlook.pooled(
          forecast.surprises[0], errors: forecast.errorsAhead[0].count,
          usual: GrowthOutlook.usual(forecast)),
        responses: forecast.responses)
    }
    return result
  }
}
