package import Coherence
internal import Files
package import Plans
package import TimeSeries

/// The sectors of a growth scenario with what is published of them at one moment.
package final class GrowthData: Sendable {
  let specification: GrowthSpecification
  package let tree: Hierarchy
  package let observations: ObservationSet
  let knowledge: GrowthKnowledge
  /// Specifications in the order of the tree.
  package let sectors: [SectorSpecification]
  /// Positions of the leaves in the tree.
  let leaves: [Int]
  /// Leaves under each node, as numbers among the leaves.
  package let leavesUnder: [[Int]]
  /// Published levels of each node.
  package let published: [GrowthLevels]
  /// Every row of each node's own series that counts.
  private let allRows: [[(measure: SectorSeries.Measure, row: Observation)]]

  init?(
    _ specification: GrowthSpecification, observations: ObservationSet,
    knowledge: GrowthKnowledge
  ) {
    let pairs = specification.sectors.map { (node: $0.id, parent: $0.parent) }
    guard let tree = try? Hierarchy(pairs) else { return nil }
    self.specification = specification
    self.tree = tree
    self.observations = observations
    self.knowledge = knowledge
    sectors = tree.nodes.compactMap { specification.sector($0) }
    leaves = tree.leaves
    leavesUnder = tree.leavesUnder
    func read(_ series: SeriesReference, _ frequency: Frequency) -> [Observation] {
      knowledge.history(of: series.key(frequency), in: observations)
    }
    published = sectors.map { GrowthLevels($0.series, history: read) }
    allRows = sectors.map { sector in
      sector.series.all.flatMap { measure, series in
        [Frequency.annual, .quarterly, .monthly].flatMap { read(series, $0) }.map { (measure, $0) }
      }
    }
  }

  /// The day of the command, for messages.
  var day: String { knowledge.asOf?.description ?? "any day" }

  /// The first day on which any figure of the sectors came out; `nil` where no day is known.
  var firstPublication: CalendarDate? {
    sectors.flatMap { sector in
      sector.series.all.flatMap { _, series in
        [Frequency.annual, .quarterly, .monthly].flatMap { observations[series.key($0)] }
      }
    }.filter(\.status.isHistory).compactMap(\.vintage).min()
  }

  /// That too little is known of a node for a forecast.
  func withoutHistory(_ node: Int) -> Fault {
    let sector = sectors[node]
    return Fault(
      .growth(.sectorWithoutHistory(sector: sector.id, asOf: day)), at: sector.location,
      hint: .mend(areUndated(sector) ? .giveVintage : .addLevel(sector: sector.id)))
  }

  /// Whether there are figures of a sector and none of them says when it was published, so that none is known on the day.
  private func areUndated(_ sector: SectorSpecification) -> Bool {
    let rows = sector.series.all.flatMap { _, series in
      [Frequency.annual, .quarterly, .monthly].flatMap { observations[series.key($0)] }
    }.filter(\.status.isHistory)
    return knowledge.day != nil && !rows.isEmpty && rows.allSatisfy { $0.vintage == nil }
  }

  /// The nodes that a condition speaks of.
  func nodes(of condition: GrowthCondition) -> [Int] {
    condition.sectors.compactMap { tree.nodes.firstIndex(of: $0) }
  }

  /// The one node that a condition speaks of; `nil` for several.
  func node(of condition: GrowthCondition) -> Int? {
    condition.sectors.count == 1 ? nodes(of: condition).first : nil
  }

  /// The leaves that a condition speaks of, by number.
  package func leaves(of condition: GrowthCondition) -> [Int] {
    Set(nodes(of: condition).flatMap { leavesUnder[$0] }).sorted()
  }

  /// The rows of a measure of a node that count.
  func rows(
    _ node: Int, _ measure: SectorSeries.Measure, _ frequency: Frequency
  ) -> [Observation] {
    guard let series = sectors[node].series[measure] else { return [] }
    return history(series, frequency)
  }

  /// The rows of a series that count.
  func history(_ series: SeriesReference, _ frequency: Frequency) -> [Observation] {
    knowledge.history(of: series.key(frequency), in: observations)
  }

  /// Quarterly levels of the sector that a node takes its course of the year from.
  func profileLevels(_ node: Int) -> [Int: Double] {
    guard let profile = sectors[node].profile else { return [:] }
    return Dictionary(
      history(profile, .quarterly).filter { $0.value > 0 }.map { ($0.period.ordinal, $0.value) }
    ) { first, _ in first }
  }

  /// Every row of a node's own series.
  func ownRows(_ node: Int) -> [(measure: SectorSeries.Measure, row: Observation)] {
    allRows[node]
  }

  /// The months that a figure speaks of, by ordinal; `nil` for several years together.
  static func months(
    of period: Period, _ measure: SectorSeries.Measure
  ) -> ClosedRange<Int>? {
    guard period.frequency != .span else { return nil }
    return (measure.isToDate ? 12 * period.year : period.firstMonth)...period.lastMonth
  }

  /// The last quarter that was over at the moment; with no day, the last one with a figure.
  var lastQuarterOver: Int {
    if let moment = knowledge.moment { return (moment.month + 1) / 3 - 1 }
    if let asOf = knowledge.asOf {
      let current = asOf.year * 4 + (asOf.month - 1) / 3
      return Period.quarter(current).lastDay <= asOf ? current : current - 1
    }
    return lastQuarterWithFigures(before: .max) ?? 0
  }

  /// The last quarter, not after one, that some figure speaks of.
  func lastQuarterWithFigures(before limit: Int) -> Int? {
    var last: Int?
    for node in tree.nodes.indices {
      for (_, row) in ownRows(node) {
        let end = (row.period.lastMonth + 1) / 3 - 1
        if end <= limit { last = max(last ?? end, end) }
      }
    }
    return last
  }

  /// Root mean square of what figures of growth were revised by.
  func revisions() -> (size: Double, cases: Int)? {
    var changes: [Double] = []
    for sector in sectors {
      for measure in [SectorSeries.Measure.growth, .growthToDate] {
        guard let series = sector.series[measure] else { continue }
        for frequency in [Frequency.annual, .quarterly] {
          for row in knowledge.revisions(of: series.key(frequency), in: observations)
          where row.first.status.isProvisional {
            changes.append(row.latest.value - row.first.value)
          }
        }
      }
    }
    guard !changes.isEmpty else { return nil }
    let mean = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return (mean.squareRoot(), changes.count)
  }
}

extension SectorSeries.Measure {
  /// Whether it speaks of all months from January on.
  var isToDate: Bool {
    self == .levelToDate || self == .growthToDate || self == .contributionToDate
  }

  /// Whether it is growth on the year before, in percent.
  var isGrowth: Bool { self == .growth || self == .growthToDate }

  /// Whether it is a level.
  var isLevel: Bool { self == .level || self == .levelToDate }

  /// What a change on the year before is measured by: months of that year, of the sector or of the whole.
  ///
  /// - Parameter earlier: the same months of the year before, by ordinal.
  func base(_ earlier: ClosedRange<Int>) -> (isOfWhole: Bool, months: ClosedRange<Int>) {
    let january = earlier.lowerBound / 12 * 12
    switch self {
    case .contribution, .contributionToDate: return (true, earlier)
    case .yearContribution: return (true, january...january + 11)
    case .level, .levelToDate, .growth, .growthToDate: return (false, earlier)
    }
  }
}
