internal import Coherence
internal import Plans
internal import TimeSeries

/// Published figures as facts about cells of leaves and quarters.
struct GrowthFacts {
  let data: GrowthData
  /// Quarters that cells may lie in, by ordinal.
  let span: ClosedRange<Int>
  /// Known levels, by leaf and quarter.
  let known: [[Int: Double]]
  /// Numbers of unknown cells, by leaf and quarter.
  let cells: [[Int: Int]]
  /// Root mean square of past revisions of growth, as a share.
  let revision: Double

  /// The total of a node over quarters; `nil` outside the span.
  func total(_ node: Int, _ quarters: ClosedRange<Int>) -> LevelFact.Total? {
    guard span.contains(quarters.lowerBound), span.contains(quarters.upperBound) else {
      return nil
    }
    var total = LevelFact.Total()
    for leaf in data.leavesUnder[node] {
      for quarter in quarters {
        if let level = known[leaf][quarter] {
          total.constant += level
        } else if let cell = cells[leaf][quarter] {
          total.weights[cell, default: 0] += 1
        } else {
          return nil
        }
      }
    }
    return total
  }

  /// The figures in their order of precedence, the newest first among equals.
  func all() -> [LevelFact] {
    var facts: [(fact: LevelFact, vintage: CalendarDate?)] = []
    let newest = newestByQuarter()
    let touched = newestOfTop()
    for node in data.tree.nodes.indices {
      for (measure, series) in data.sectors[node].series.all {
        for frequency in [Frequency.annual, .quarterly, .monthly] {
          for row in data.history(series, frequency) {
            guard !isSuperseded(node, measure, row, newest) else { continue }
            if let fact = fact(node, measure, row, touched) { facts.append((fact, row.vintage)) }
          }
        }
      }
    }
    let stated = data.specification.statedLevels.compactMap(statedFact)
    let dated = facts.enumerated().sorted {
      let (left, right) = ($0.element.vintage, $1.element.vintage)
      switch (left, right) {
      case (let a?, let b?) where a != b: return a > b
      case (.some, nil): return true
      case (nil, .some): return false
      default: return $0.offset < $1.offset
      }
    }
    return dated.map(\.element.fact) + stated
  }

  /// The newest vintage of a level or growth figure of each single quarter, by node.
  private func newestByQuarter() -> [[Int: CalendarDate]] {
    data.tree.nodes.indices.map { node in
      var newest: [Int: CalendarDate] = [:]
      for measure in [SectorSeries.Measure.level, .growth] {
        for row in data.rows(node, measure, .quarterly) {
          guard let vintage = row.vintage else { continue }
          newest[row.period.ordinal] = max(newest[row.period.ordinal] ?? vintage, vintage)
        }
      }
      return newest
    }
  }

  /// The newest vintage of a growth figure of the top that touches a quarter, itself or as its base.
  private func newestOfTop() -> [Int: CalendarDate] {
    var newest: [Int: CalendarDate] = [:]
    for measure in [SectorSeries.Measure.growth, .growthToDate, .level, .levelToDate] {
      for frequency in [Frequency.annual, .quarterly] {
        for row in data.rows(0, measure, frequency) {
          let toDate = measure == .growthToDate || measure == .levelToDate
          guard let vintage = row.vintage,
            let quarters = GrowthData.quarters(of: row.period, toDate: toDate)
          else { continue }
          for quarter in quarters {
            newest[quarter] = max(newest[quarter] ?? vintage, vintage)
            newest[quarter - 4] = max(newest[quarter - 4] ?? vintage, vintage)
          }
        }
      }
    }
    return newest
  }

  /// Whether the whole was published anew since a figure of a part: the part would have moved with it,
  /// so it carries the error of a revision.
  private func isOvertaken(
    _ node: Int, _ row: Observation, _ quarters: ClosedRange<Int>,
    _ newest: [Int: CalendarDate]
  ) -> Bool {
    guard node != 0, row.status.isProvisional else { return false }
    guard let vintage = row.vintage else { return true }
    return quarters.contains { (newest[$0] ?? vintage) > vintage }
  }

  /// Whether a first release speaks of several quarters that newer figures give one by one: such a
  /// figure is old, not in conflict.
  private func isSuperseded(
    _ node: Int, _ measure: SectorSeries.Measure, _ row: Observation,
    _ newest: [[Int: CalendarDate]]
  ) -> Bool {
    guard let vintage = row.vintage, row.status.isProvisional, measure == .growthToDate,
      let quarters = GrowthData.quarters(of: row.period, toDate: true)
    else { return false }
    return quarters.allSatisfy { (newest[node][$0] ?? vintage) > vintage }
  }

  private func statedFact(_ level: StatedLevel) -> LevelFact? {
    guard let node = data.tree.nodes.firstIndex(of: level.sector),
      let quarters = GrowthData.quarters(of: level.period, toDate: false),
      let total = total(node, quarters)
    else { return nil }
    // What is only stated is never exact, and yields to what is published.
    return LevelFact(
      numerator: total, value: level.value, rounding: max(level.tolerance, 1e-6 * level.value),
      revision: 1e-9 * level.value, rank: .level, sector: level.sector,
      label: "\(level.sector) \(level.period) (\(level.reason))")
  }

  private func fact(
    _ node: Int, _ measure: SectorSeries.Measure, _ row: Observation,
    _ newestOfTop: [Int: CalendarDate]
  ) -> LevelFact? {
    let isToDate =
      measure == .levelToDate || measure == .growthToDate || measure == .contributionToDate
    guard let quarters = GrowthData.quarters(of: row.period, toDate: isToDate),
      let now = total(node, quarters)
    else { return nil }
    let label = "\(row.key.id) \(row.period)" + (row.vintage.map { " of \($0)" } ?? "")
    let sector = data.tree.nodes[node]
    // A contribution is revised in the measure of its size: growth near 5% stands behind most.
    let isGrowth = measure == .growth || measure == .growthToDate
    let error = isGrowth ? revision : revision * abs(row.value) / 5
    func growthFact(_ below: LevelFact.Total, _ rank: LevelFact.Rank) -> LevelFact? {
      guard let before = total(node, quarters.lowerBound - 4...quarters.upperBound - 4) else {
        return nil
      }
      return LevelFact(
        numerator: now.minus(before), denominator: below, value: row.value / 100,
        rounding: row.roundingHalfWidth / 100,
        revision: isOvertaken(node, row, quarters, newestOfTop) ? error : 0,
        rank: node == 0 ? rank : .parts, sector: sector, label: label, displayFactor: 100)
    }
    let earlier = quarters.lowerBound - 4...quarters.upperBound - 4
    switch measure {
    case .level, .levelToDate:
      return LevelFact(
        numerator: now, value: row.value, rounding: row.roundingHalfWidth, rank: .level,
        sector: sector, label: label)
    case .growth, .growthToDate:
      guard let below = total(node, earlier) else { return nil }
      let isYear = row.period.frequency == .annual || measure == .growthToDate
      return growthFact(below, isYear ? .yearGrowth : .periodGrowth)
    case .contribution, .contributionToDate:
      guard let below = total(0, earlier) else { return nil }
      return growthFact(below, .parts)
    case .yearContribution:
      let year = earlier.lowerBound / 4
      guard let below = total(0, 4 * year...4 * year + 3) else { return nil }
      return growthFact(below, .parts)
    }
  }
}

extension LevelFact.Total {
  /// The difference of two totals.
  func minus(_ other: LevelFact.Total) -> LevelFact.Total {
    var result = self
    result.constant -= other.constant
    for (cell, weight) in other.weights { result.weights[cell, default: 0] -= weight }
    return result
  }
}
