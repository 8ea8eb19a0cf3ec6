internal import Coherence
internal import Plans
internal import TimeSeries

/// Levels that a scenario states of a year before the quarters that are settled.
extension GrowthFacts {
  /// A stated level of a year before the span, carried by the published growth of whole years to the first one of
  /// which anything is settled, `L (1 + g_1/100) … (1 + g_n/100)`; `nil` where growth of a year between is not
  /// published, and where a level of the sector itself says more.
  ///
  /// Its rounding is what it is stated with, in proportion, and half of the last printed digit of each growth.
  func carriedFact(_ level: StatedLevel) -> GrowthFact? {
    guard let node = data.tree.nodes.firstIndex(of: level.sector),
      level.period.frequency == .annual
    else { return nil }
    let rows = data.ownRows(node)
    let hasLevel = rows.contains { measure, row in
      measure.isLevel
        && GrowthData.months(of: row.period, measure).map { sum(node, $0) != nil } ?? false
    }
    guard !hasLevel else { return nil }
    var growth: [Int: Observation] = [:]
    for (measure, row) in rows where measure.isGrowth && row.period.closesYear {
      let isYear = row.period.frequency == .annual || measure == .growthToDate
      guard isYear, row.value > -100 else { continue }
      if let other = growth[row.period.year], let day = other.vintage,
        row.vintage.map({ $0 <= day }) ?? true
      {
        continue
      }
      growth[row.period.year] = row
    }
    var (value, share, year) = (level.value, level.tolerance / level.value, level.period.year)
    while let row = growth[year + 1] {
      year += 1
      value *= 1 + row.value / 100
      share += (row.roundingHalfWidth + row.error) / (100 + row.value)
      let period = Period.year(year)
      guard let months = GrowthData.months(of: period, .level), let sum = sum(node, months) else {
        continue
      }
      let fact = LevelFact(
        numerator: sum.total, value: value, rounding: max(share, 1e-6) * value,
        revision: 1e-9 * value, rank: .level, sector: level.sector)
      let figure = GrowthFigure(level.sector, level.period, .stated(reason: level.reason))
      return GrowthFact(fact: fact, figure: figure, allowance: sum.rounding)
    }
    return nil
  }
}
