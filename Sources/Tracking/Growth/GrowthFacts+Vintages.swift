internal import Coherence
internal import Plans
internal import TimeSeries

// Which figures newer ones have overtaken.

extension GrowthFacts {
  /// The newest vintage of a level or growth figure of each single quarter, by node.
  func newestByQuarter() -> [[Int: CalendarDate]] {
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
  func newestOfTop() -> [Int: CalendarDate] {
    var newest: [Int: CalendarDate] = [:]
    for measure in [SectorSeries.Measure.growth, .growthToDate, .level, .levelToDate] {
      for frequency in [Frequency.annual, .quarterly] {
        for row in data.rows(0, measure, frequency) {
          guard let vintage = row.vintage,
            let months = GrowthData.months(of: row.period, measure)
          else { continue }
          for quarter in months.lowerBound / 3...months.upperBound / 3 {
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
  func isOvertaken(
    _ node: Int, _ row: Observation, _ months: ClosedRange<Int>, _ newest: [Int: CalendarDate]
  ) -> Bool {
    guard node != 0, row.status.isProvisional else { return false }
    guard let vintage = row.vintage else { return true }
    return (months.lowerBound / 3...months.upperBound / 3).contains {
      (newest[$0] ?? vintage) > vintage
    }
  }

  /// Whether a first release speaks of several quarters that newer figures give one by one: such a
  /// figure is old, not in conflict.
  func isSuperseded(
    _ node: Int, _ measure: SectorSeries.Measure, _ row: Observation,
    _ newest: [[Int: CalendarDate]]
  ) -> Bool {
    guard let vintage = row.vintage, row.status.isProvisional, measure == .growthToDate,
      let months = GrowthData.months(of: row.period, measure)
    else { return false }
    return (months.lowerBound / 3...months.upperBound / 3).allSatisfy {
      (newest[node][$0] ?? vintage) > vintage
    }
  }
}
