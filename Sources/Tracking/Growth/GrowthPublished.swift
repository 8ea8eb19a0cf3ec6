internal import Plans
internal import TimeSeries

/// What was published of one sector, by the months it speaks of: the same quantity may stand as a quarter, as a
/// cumulated month, as a year.
package struct GrowthPublished {
  private var levels: [ClosedRange<Int>: PublishedFigure] = [:]
  private var growth: [ClosedRange<Int>: PublishedFigure] = [:]

  package init(_ data: GrowthData, node: Int) {
    // Figures of single periods go before cumulated ones that happen to speak of the same months.
    let rows = data.ownRows(node).sorted { !$0.measure.isToDate && $1.measure.isToDate }
    for (measure, row) in rows where measure.isLevel || measure.isGrowth {
      guard let months = GrowthData.months(of: row.period, measure) else { continue }
      let figure = PublishedFigure(value: row.value, decimals: row.decimals)
      if measure.isLevel, levels[months] == nil { levels[months] = figure }
      if measure.isGrowth, growth[months] == nil { growth[months] = figure }
    }
  }

  /// What was published of some months, by ordinal.
  package func figures(
    _ months: ClosedRange<Int>
  ) -> (level: PublishedFigure?, growth: PublishedFigure?) {
    (levels[months], growth[months])
  }

  /// What was published of a cell: of the months themselves, and from January to their end.
  func cell(_ months: ClosedRange<Int>) -> PublishedFigures {
    let own = figures(months)
    let january = months.lowerBound / 12 * 12
    return PublishedFigures(
      level: own.level, growth: own.growth,
      growthToDate: growth[january...months.upperBound])
  }
}
