internal import Coherence
internal import Files
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
package import TimeSeries

/// Quarterly levels of every leaf up to the last quarter that figures settle.
package struct GrowthHistory {
  let data: GrowthData
  /// Quarters, by ordinal; the first is the first of a year.
  package let span: ClosedRange<Int>
  /// Levels, by leaf and quarter of the span.
  var levels: [[Double]]
  /// The last quarter that some figure speaks of; the span ends behind it where the year asked for begins later.
  let spoken: Int
  /// Leaves whose quarterly levels are published from the first quarter on.
  let isDirect: [Bool]
  /// What is thought of leaves whose quarters are not, by leaf.
  let courses: [Int: GrowthCourse]
  /// Leaves of which growth alone is published, of every quarter from the second year on: levels chained by it tell how
  /// they grow as published ones do.
  private(set) var isChained: [Bool] = []
  /// Monthly series of each leaf, over the span and the year.
  let indicators: [GrowthIndicators]
  let discrepancies: [GrowthDiscrepancy]
  let notes: [GrowthNote]
  private let facts: GrowthFacts
  private let settled: SettledLevels?

  /// The fewest published quarters that carry a forecast of their own.
  private static let fewestQuarters = 8
  /// Years of cells for leaves whose quarters are not published.
  private static let inferredYears = 5
  /// A deviation of growth of quarters that levels may be chained by, root mean square.
  private static let chainedDeviation = 0.0075
  /// Cells of leaves and quarters that are settled at once, where growth reaches farther back.
  private static let mostCells = 1000
  /// Points that a figure of growth is revised by where no file tells.
  private static let usualRevision = 0.2
  /// A deviation of the logarithm below which a figure counts as settled.
  private static let settledDeviation = 0.0025

  /// Builds the history for a year's scenario.
  init?(_ data: GrowthData, year: Int, faults: inout FaultCollector) {
    guard let span = Self.span(data, year: year, faults: &faults) else { return nil }
    Self.checkFigures(data, span: span, faults: &faults)
    Self.checkParts(data, span: span, faults: &faults)
    guard faults.found.isEmpty else { return nil }
    let known = data.leaves.map { data.published[$0].quarters }
    let whole = known.map { Self.isWhole($0, from: span.lowerBound) }
    let range = span.lowerBound...max(span.upperBound + 1, 4 * year + 3)
    var notes = Self.notes(data, span: span, whole: whole)
    var courses: [Int: GrowthCourse] = [:]
    for leaf in data.leaves.indices where !whole[leaf] {
      courses[leaf] = Self.course(data, leaf, range, notes: &notes)
    }
    indicators = data.leaves.indices.map {
      GrowthIndicators(data, leaf: $0, first: 3 * span.lowerBound, count: 3 * range.count)
    }
    // Where the past is not settled, figures of the quarter that has begun tell of it, too.
    let isOpen = data.leaves.indices.contains { leaf in
      span.contains { known[leaf][$0] == nil }
    }
    let reach = isOpen && Self.speaksOf(data, quarter: span.upperBound + 1)
    let cellSpan = span.lowerBound...span.upperBound + (reach ? 1 : 0)
    var cells = [[Int: Int]](repeating: [:], count: data.leaves.count)
    var owners: [(leaf: Int, quarter: Int)] = []
    for leaf in data.leaves.indices {
      for quarter in cellSpan where known[leaf][quarter] == nil {
        cells[leaf][quarter] = owners.count
        owners.append((leaf, quarter))
      }
    }
    let facts = GrowthFacts(
      data: data, span: cellSpan, known: known, cells: cells,
      revision: (data.revisions()?.size ?? Self.usualRevision) / 100, indicators: indicators)
    let (settled, contradicted): (SettledLevels?, [GrowthDiscrepancy])
    do throws(GrowthPrior.Lack) {
      (settled, contradicted) = try Self.settle(facts, owners, courses: &courses)
    } catch {
      faults.note([data.withoutHistory(data.leaves[error.leaf])])
      return nil
    }
    var levels = data.leaves.indices.map { leaf in
      span.map { known[leaf][$0] ?? settled?.levels[cells[leaf][$0] ?? 0] ?? .nan }
    }
    let found =
      contradicted + Self.monthsThatDoNotAdd(data, span: span)
      + Self.spread(&levels, data, span: span)
    self.data = data
    self.span = span
    spoken = data.lastQuarterWithFigures(before: span.upperBound) ?? span.upperBound
    self.levels = levels
    isDirect = whole
    self.courses = courses
    // Discrepancies of older years are the archive's matter; the scenario shows its own.
    discrepancies = found.filter { (year - 2...year).contains($0.figure.period.year) }
    self.notes = notes + indicators.flatMap(\.notes)
    self.facts = facts
    self.settled = settled
    let grown = 4 * (span.lowerBound / 4 + 1)...max(spoken, 4 * (span.lowerBound / 4 + 1))
    isChained = data.leaves.indices.map { leaf in
      courses[leaf] != nil && grown.count >= Self.fewestQuarters
        && (Self.chain(data, data.leaves[leaf]).map { $0 <= grown.lowerBound } ?? false)
        && isToldGrowth(data.leaves[leaf], of: grown)
    }
  }

  // MARK: Settling

  private static func settle(
    _ facts: GrowthFacts, _ owners: [(leaf: Int, quarter: Int)],
    courses: inout [Int: GrowthCourse]
  ) throws(GrowthPrior.Lack) -> (SettledLevels?, [GrowthDiscrepancy]) {
    let first = facts.all()
    guard !owners.isEmpty else { return (nil, first.compactMap { $0.contradiction([]) }) }
    let prior = try GrowthPrior(
      facts.data, span: facts.span, known: facts.known, courses: &courses, owners: owners,
      facts: first.map(\.fact))
    let all = facts.all(prior.mean.map { Double.exp($0) })
    do {
      let settled = try SettledLevels(
        mean: prior.mean, covariance: prior.covariance, facts: all.map(\.fact))
      return (settled, all.contradictions(of: settled))
    } catch {
      let sector = all[error.condition].fact.sector
      let node = facts.data.tree.nodes.firstIndex(of: sector) ?? 0
      throw GrowthPrior.Lack(leaf: facts.data.leavesUnder[node].first ?? 0)
    }
  }

  /// Quarters that the history holds; `nil` with a fault when the year is out of reach.
  private static func span(
    _ data: GrowthData, year: Int, faults: inout FaultCollector
  ) -> ClosedRange<Int>? {
    // The year before follows from usual growth, with a wide range; before all figures there is nothing.
    let years =
      data.tree.nodes.indices.flatMap { data.ownRows($0).map(\.row.period.firstYear) }
      + data.specification.statedLevels.map(\.period.firstYear)
    let oldest = years.min() ?? year
    guard oldest <= year else {
      faults.note(
        .growth(.yearOutOfReach(year, .from(oldest))), at: data.sectors[0].location)
      return nil
    }
    let limit = min(data.lastQuarterOver, 4 * year + 3)
    guard let last = data.lastQuarterWithFigures(before: limit) else {
      faults.note(
        .growth(
          .yearOutOfReach(
            year, .notBefore(day: data.day, first: data.firstPublication?.description))),
        at: data.sectors[0].location)
      return nil
    }
    let end = max(last, 4 * year - 1)
    // A year may be asked for in the course of the one before it.
    guard data.lastQuarterOver >= 4 * (year - 1) - 1 else {
      faults.note(
        .growth(.yearOutOfReach(year, .upTo((data.lastQuarterOver + 1) / 4 + 1))),
        at: data.sectors[0].location)
      return nil
    }
    // The longest history that all leaves have, where it holds two years before this one.
    let starts = data.leaves.map { start(data, $0, year: year, end: end) }
    if let start = starts.max(), start <= 4 * (year - 2) { return start...end }
    // Behind the last figure a history goes on from where that is.
    let spoken = data.lastQuarterWithFigures(before: end) ?? end
    return 4 * (min(year, (spoken + 1) / 4) - inferredYears)...end
  }

  /// The first quarter of the first year that levels of a leaf, or growth of its quarters, reach back to; the largest number
  /// where they are too few.
  private static func start(_ data: GrowthData, _ node: Int, year: Int, end: Int) -> Int {
    if data.published[node].quarters.count >= fewestQuarters {
      return (data.published[node].firstOfLastRun + 3) / 4 * 4
    }
    // Growth of two years and the year that it is counted from; no more cells than can be settled at once.
    guard let first = chain(data, node), (first + 3) / 4 * 4 <= 4 * (year - 2) else { return .max }
    let most = max(4 * inferredYears, mostCells / data.leaves.count)
    return max((first + 3) / 4 - 1, (end - most) / 4 + 1) * 4
  }

  /// The first quarter from which on growth of every quarter is published, by itself or to date; `nil` where none is.
  private static func chain(_ data: GrowthData, _ node: Int) -> Int? {
    var told: Set<Int> = []
    for (measure, row) in data.ownRows(node) where measure == .growth || measure == .growthToDate {
      let last = row.period.lastMonth
      // A month tells of its quarter where it is cumulated; a year, of the rest behind three quarters.
      let isOfQuarter =
        row.period.frequency == .quarterly || row.period.frequency == .annual
        || row.period.frequency == .monthly && measure == .growthToDate && (last + 1) % 3 == 0
      if isOfQuarter { told.insert(last / 3) }
    }
    guard var first = told.max() else { return nil }
    while told.contains(first - 1) { first -= 1 }
    return first
  }

  /// Whether quarters are published from one on, without a gap, and enough of them.
  private static func isWhole(_ quarters: [Int: Double], from first: Int) -> Bool {
    guard let last = quarters.keys.max(), last - first + 1 >= fewestQuarters else {
      return false
    }
    return (first...last).allSatisfy { quarters[$0] != nil }
  }

  private static func course(
    _ data: GrowthData, _ leaf: Int, _ range: ClosedRange<Int>, notes: inout [GrowthNote]
  ) -> GrowthCourse {
    let sector = data.sectors[data.leaves[leaf]]
    guard let profile = sector.profile else { return GrowthCourse(over: range) }
    let rows = data.history(profile, .quarterly)
    let positive = rows.filter { $0.value > 0 }.map { ($0.period.ordinal, $0.value) }
    let levels = Dictionary(positive) { first, _ in first }
    if positive.count == rows.count, let course = GrowthCourse(levels, over: range) {
      return course
    }
    notes.append(
      GrowthNote(
        kind: .profileNotUsed, sector: sector.id, name: profile.id, first: rows.first?.period,
        last: rows.last?.period, count: positive.count))
    return GrowthCourse(over: range)
  }

  /// Whether any figure speaks of months of a quarter.
  private static func speaksOf(_ data: GrowthData, quarter: Int) -> Bool {
    data.tree.nodes.indices.contains { node in
      data.ownRows(node).contains {
        $0.row.period.frequency == .monthly && $0.row.period.ordinal / 3 == quarter
      }
    }
  }
}

extension GrowthHistory {
  /// The total of a node over quarters of the span.
  package func total(_ node: Int, _ quarters: PeriodRange) -> Double {
    let places = quarters.first.ordinal - span.lowerBound...quarters.last.ordinal - span.lowerBound
    var sum = 0.0
    for leaf in data.leavesUnder[node] {
      levels[leaf].withUnsafeBufferPointer { levels in
        var place = places.lowerBound
        while place <= places.upperBound {
          sum += levels[place]
          place += 1
        }
      }
    }
    return sum
  }

  /// What is known of a total; `nil` outside the cells.
  private func known(_ node: Int, _ quarters: PeriodRange) -> LevelFact.Total? {
    facts.total(node, quarters.first.ordinal...quarters.last.ordinal)
  }

  /// Standard deviation of the logarithm of that total; 0 where it is published.
  func deviation(_ node: Int, _ quarters: PeriodRange) -> Double {
    guard let settled, let total = known(node, quarters), !total.weights.isEmpty else { return 0 }
    return settled.deviation(of: total)
  }

  /// Standard deviation of the logarithm of a total over that of the year before.
  func growthDeviation(_ node: Int, _ quarters: PeriodRange) -> Double {
    guard let settled, let before = known(node, quarters.yearBefore) else { return 0 }
    // Of a quarter that has only begun the base alone is known, or not.
    guard let now = known(node, quarters) else { return deviation(node, quarters.yearBefore) }
    return settled.deviation(of: now, over: before)
  }

  /// Whether figures settle growth of that total on the year before.
  package func isGrowthSettled(_ node: Int, _ quarters: PeriodRange) -> Bool {
    isSettledGrowth(growthDeviation(node, quarters))
  }

  /// Whether a deviation of the logarithm of growth is that of settled figures, now and a year before.
  func isSettledGrowth(_ deviation: Double) -> Bool {
    deviation <= Self.settledDeviation * 2.0.squareRoot()
  }

  /// Whether growth of quarters is told well enough to judge by: what the shares of a year's quarters leave open of growth to
  /// date is little beside the usual surprise.
  private func isToldGrowth(_ node: Int, of quarters: ClosedRange<Int>) -> Bool {
    let squares = quarters.reduce(0.0) { sum, quarter in
      let deviation = growthDeviation(node, .quarters(quarter...quarter))
      return sum + deviation * deviation
    }
    return (squares / Double(quarters.count)).squareRoot() <= Self.chainedDeviation
  }

  /// Whether figures settle that total.
  package func isSettled(_ node: Int, _ quarters: PeriodRange) -> Bool {
    deviation(node, quarters) <= Self.settledDeviation
  }

  /// What is thought of leaves that neither published quarters nor chained growth tell of, by leaf.
  var openCourses: [Int: GrowthCourse] { courses.filter { !isChained[$0.key] } }

  /// Whether all quarters of a node are published.
  func isPublished(_ node: Int) -> Bool {
    let published = data.published[node].quarters
    return span.allSatisfy { published[$0] != nil }
  }

  /// The covariance of the logarithms of two leaves over the span, zeros where levels are published.
  func covariance(ofLeaf leaf: Int, and other: Int) -> Matrix {
    let quarters = Array(span)
    return Matrix(rows: quarters.count, columns: quarters.count) { row, column in
      guard let settled, let one = facts.cells[leaf][quarters[row]],
        let two = facts.cells[other][quarters[column]]
      else { return 0 }
      return settled.covariance[one, two]
    }
  }
}
