internal import RealModule
public import TimeSeries

/// One coherent annual history of a growing quantity from figures of several kinds.
///
/// Years are nodes, figures are edges with a change of the logarithm (levels are edges to a common
/// origin). Figures are taken in order of precedence; one that joins two years not yet joined is
/// used, one that joins two years already joined is compared and gives way: what disagrees beyond
/// rounding is reported with its size. The years joined to the newest one form the history; without
/// any published level it is an index, 100 in the last year.
public struct AnnualHistory: Sendable, Hashable {
  /// A year of the history.
  public struct Cell: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// The level, in the unit of the published levels, or an index.
    public let level: Double
    /// Growth since the cell before, in percent a year; `nil` for the first.
    public let growth: Double?
    /// How the level came about.
    public let origin: Origin
    /// Whether the figure behind it may still move.
    public let isProvisional: Bool
    /// Half of the last printed digit, as a share of the level.
    public let rounding: Double
  }

  /// The years, in order.
  public let cells: [Cell]
  /// Whether the levels are published ones rather than an index.
  public let hasPublishedLevel: Bool
  /// Figures that gave way.
  public let discrepancies: [Discrepancy]
  /// Years with figures that nothing joins to the others.
  public let unjoinedYears: [Int]

  /// Joins figures; `nil` when they join no two years and give no level.
  public init?(facts: [PublishedFact]) {
    var graph = YearGraph()
    var discrepancies: [Discrepancy] = []
    for fact in facts.enumerated().sorted(by: {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }).map(\.element) {
      if let discrepancy = graph.take(fact) { discrepancies.append(discrepancy) }
    }
    guard let newest = graph.years.max() else { return nil }
    let joined = graph.years.filter { graph.isJoined($0, newest) }.sorted()
    let base = graph.originJoined(newest)
    guard joined.count >= 2 || base else { return nil }
    let last = graph.potential(newest)
    func level(_ year: Int) -> Double {
      base ? Double.exp(graph.potential(year)) : 100 * Double.exp(graph.potential(year) - last)
    }
    var cells: [Cell] = []
    for (index, year) in joined.enumerated() {
      let previous = index > 0 ? joined[index - 1] : nil
      let used = graph.facts(around: year, after: previous)
      let growth = previous.map { previous in
        let change = graph.potential(year) - graph.potential(previous)
        return 100 * (Double.exp(change / Double(year - previous)) - 1)
      }
      let told = used.first { $0.rank == .level }
      cells.append(
        Cell(
          year: year, level: told?.level ?? level(year), growth: growth,
          origin: told?.origin ?? .derived(from: used.map(\.label)),
          isProvisional: used.contains { $0.isProvisional },
          rounding: used.map(\.rounding).max() ?? 0))
    }
    self.cells = cells
    hasPublishedLevel = base
    self.discrepancies = discrepancies
    unjoinedYears = graph.years.filter { !joined.contains($0) }.sorted()
  }
}

/// Years joined by known changes: a forest whose nodes know their distance to the root.
private struct YearGraph {
  /// The node that published levels hang on; no year has this number.
  static let origin = Int.min

  private var parent: [Int: Int] = [:]
  private var offset: [Int: Double] = [:]
  private var used: [PublishedFact] = []

  var years: [Int] { parent.keys.filter { $0 != Self.origin }.sorted() }

  /// Uses a fact, or says how far it is from what is known already.
  mutating func take(_ fact: PublishedFact) -> Discrepancy? {
    let (from, to, change): (Int, Int, Double) =
      switch fact.statement {
      case .level(let year, let log): (Self.origin, year, log)
      case .change(let from, let to, let log): (from, to, log)
      }
    let (rootFrom, distanceFrom) = find(from)
    let (rootTo, distanceTo) = find(to)
    if rootFrom != rootTo {
      parent[rootTo] = rootFrom
      offset[rootTo] = distanceFrom + change - distanceTo
      used.append(fact)
      return nil
    }
    let implied = distanceTo - distanceFrom
    let years = Double(from == Self.origin ? 1 : max(1, to - from))
    let gap = abs(change - implied)
    let against = used.filter { touches($0, from, to) }
    let tolerance = fact.rounding * years + (against.map(\.rounding).max() ?? 0) * years
    if gap <= tolerance + 1e-9 { return nil }
    func percent(_ log: Double) -> Double { 100 * (Double.exp(log / years) - 1) }
    let isLevel = from == Self.origin
    return Discrepancy(
      label: fact.label, against: against.map(\.label),
      published: isLevel ? 100 * (Double.exp(change - implied) - 1) : percent(change),
      implied: isLevel ? 0 : percent(implied), rounding: 100 * tolerance / years)
  }

  private func touches(_ fact: PublishedFact, _ from: Int, _ to: Int) -> Bool {
    switch fact.statement {
    case .level(let year, _): year == to || year == from
    case .change(let first, let last, _): first >= from && last <= to
    }
  }

  private mutating func find(_ node: Int) -> (root: Int, distance: Double) {
    if parent[node] == nil {
      parent[node] = node
      offset[node] = 0
    }
    return walk(node)
  }

  private func walk(_ node: Int) -> (root: Int, distance: Double) {
    var current = node
    var distance = 0.0
    while let next = parent[current], next != current {
      distance += offset[current] ?? 0
      current = next
    }
    return (current, distance)
  }

  func isJoined(_ first: Int, _ second: Int) -> Bool { walk(first).root == walk(second).root }

  func originJoined(_ year: Int) -> Bool {
    parent[Self.origin] != nil && isJoined(Self.origin, year)
  }

  /// The logarithm of the level, or of an index when no level is known.
  func potential(_ year: Int) -> Double {
    let own = walk(year).distance
    return originJoined(year) ? own - walk(Self.origin).distance : own
  }

  /// The facts that fix a year, given the year before it in the history.
  func facts(around year: Int, after previous: Int?) -> [PublishedFact] {
    let direct = used.filter { fact in
      switch fact.statement {
      case .level(let own, _): own == year
      case .change(let from, let to, _): to == year && from == (previous ?? from)
      }
    }
    if !direct.isEmpty { return direct }
    // Nothing speaks of this year alone: the figures whose spans begin, end or contain it.
    return used.filter { fact in
      switch fact.statement {
      case .level: false
      case .change(let from, let to, _):
        from <= year && year <= to || from == previous || to == previous
      }
    }
  }
}
