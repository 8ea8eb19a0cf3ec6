internal import Coherence
internal import Plans
internal import TimeSeries

/// The sectors of a growth scenario with what is published of them on one day.
struct GrowthData {
  let specification: GrowthSpecification
  let tree: Hierarchy
  let observations: ObservationSet
  let asOf: CalendarDate?
  /// Specifications in the order of the tree.
  let sectors: [SectorSpecification]
  /// Positions of the leaves in the tree.
  let leaves: [Int]
  /// Leaves under each node, as numbers among the leaves.
  let leavesUnder: [[Int]]

  init?(
    _ specification: GrowthSpecification, observations: ObservationSet, asOf: CalendarDate?
  ) {
    let pairs = specification.sectors.map { (node: $0.id, parent: $0.parent) }
    guard let tree = try? Hierarchy(pairs) else { return nil }
    self.specification = specification
    self.tree = tree
    self.observations = observations
    self.asOf = asOf
    sectors = tree.nodes.compactMap { specification.sector($0) }
    leaves = tree.leaves
    let numbers = Dictionary(uniqueKeysWithValues: tree.leaves.enumerated().map { ($1, $0) })
    func under(_ node: Int) -> [Int] {
      if let number = numbers[node] { return [number] }
      return tree.children[node].flatMap(under)
    }
    leavesUnder = tree.nodes.indices.map(under)
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
    observations.history(
      of: SeriesKey(id: series.id, geo: series.geo, frequency: frequency), asOf: asOf)
  }

  /// Published levels of quarters, by ordinal; three published months make a quarter.
  func quarterLevels(_ node: Int) -> [Int: Double] {
    var levels: [Int: Double] = [:]
    let months = monthLevels(node)
    for (month, level) in months where month.isMultiple(of: 3) {
      if let second = months[month + 1], let third = months[month + 2] {
        levels[month / 3] = level + second + third
      }
    }
    for row in rows(node, .level, .quarterly) where row.value > 0 {
      levels[row.period.ordinal] = row.value
    }
    return levels
  }

  /// Published levels of months, by ordinal.
  func monthLevels(_ node: Int) -> [Int: Double] {
    Dictionary(
      rows(node, .level, .monthly).filter { $0.value > 0 }.map { ($0.period.ordinal, $0.value) }
    ) { first, _ in first }
  }

  /// Quarterly levels of the sector that a node takes its course of the year from.
  func profileLevels(_ node: Int) -> [Int: Double] {
    guard let profile = sectors[node].profile else { return [:] }
    return Dictionary(
      history(profile, .quarterly).filter { $0.value > 0 }.map { ($0.period.ordinal, $0.value) }
    ) { first, _ in first }
  }

  /// The quarters that a row speaks of, by ordinal; `nil` for single months.
  static func quarters(of period: Period, toDate: Bool) -> ClosedRange<Int>? {
    switch period.frequency {
    case .annual: return 4 * period.year...4 * period.year + 3
    case .quarterly: return (toDate ? 4 * period.year : period.ordinal)...period.ordinal
    case .monthly:
      guard toDate, period.positionInYear.isMultiple(of: 3) else { return nil }
      return 4 * period.year...(period.ordinal / 3)
    case .span: return nil
    }
  }

  /// The last quarter that was over on the day; with no day, the last one with a figure.
  var lastQuarterOver: Int {
    if let asOf {
      let current = asOf.year * 4 + (asOf.month - 1) / 3
      return Period.quarter(current % 4 + 1, of: asOf.year).lastDay <= asOf
        ? current : current - 1
    }
    return lastQuarterWithFigures(before: .max) ?? 0
  }

  /// The last quarter, not after one, that some figure speaks of.
  func lastQuarterWithFigures(before limit: Int) -> Int? {
    var last: Int?
    for node in tree.nodes.indices {
      for (measure, series) in sectors[node].series.all {
        let toDate =
          measure == .levelToDate || measure == .growthToDate
          || measure == .contributionToDate
        for frequency in [Frequency.annual, .quarterly, .monthly] {
          for row in history(series, frequency) {
            let quarters = Self.quarters(of: row.period, toDate: toDate)
            let end = quarters?.upperBound ?? (row.period.ordinal - 2) / 3
            if end <= limit { last = max(last ?? end, end) }
          }
        }
      }
    }
    return last
  }

  /// Root mean square of what figures of growth were revised by.
  func revisions() -> GrowthRevisions? {
    var changes: [Double] = []
    for sector in sectors {
      for measure in [SectorSeries.Measure.growth, .growthToDate] {
        guard let series = sector.series[measure] else { continue }
        for frequency in [Frequency.annual, .quarterly] {
          let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
          for row in observations.revisions(of: key, asOf: asOf)
          where row.first.status.isProvisional {
            changes.append(row.latest.value - row.first.value)
          }
        }
      }
    }
    guard !changes.isEmpty else { return nil }
    let mean = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return GrowthRevisions(size: mean.squareRoot(), cases: changes.count)
  }
}
