internal import Coherence
public import TimeSeries

/// Growth of a sector in a quarter that is long over.
public struct PastQuarter: Sendable, Hashable {
  /// The sector.
  public let sector: GrowthSector
  /// The quarter.
  public let period: Period
  /// Growth on the same quarter of the year before, percent, as far as settled levels make it.
  public let growth: Double?
  /// Growth as it was published; `nil` where none was.
  public let published: PublishedFigure?

  /// A quarter.
  package init(
    _ sector: GrowthSector, _ period: Period, growth: Double?, published: PublishedFigure?
  ) {
    (self.sector, self.period, self.growth, self.published) = (sector, period, growth, published)
  }

  /// The quarters of the year two before the one asked for, of every sector, those that nothing tells left out.
  static func all(_ setup: GrowthSetup) -> [PastQuarter] {
    let first = 4 * (setup.year - 2)
    return setup.data.tree.nodes.indices.flatMap { node -> [PastQuarter] in
      let published = GrowthPublished(setup.data, node: node)
      return (first..<(first + 4)).compactMap { ordinal in
        let figure = published.figures(3 * ordinal...3 * ordinal + 2).growth
        let growth = growth(setup.history, node, ordinal)
        guard figure != nil || growth != nil else { return nil }
        return PastQuarter(
          setup.sectors[node], .quarter(ordinal), growth: growth, published: figure)
      }
    }
  }

  private static func growth(_ history: GrowthHistory, _ node: Int, _ ordinal: Int) -> Double? {
    let quarter = PeriodRange(.quarter(ordinal))
    let before = quarter.yearBefore
    // A quarter filled in between the figures of years is nothing that was seen.
    guard history.span.contains(ordinal), history.span.contains(before.first.ordinal),
      history.isGrowthSettled(node, quarter)
    else { return nil }
    let (now, then) = (history.total(node, quarter), history.total(node, before))
    return now.isFinite && then > 0 ? 100 * (now / then - 1) : nil
  }
}
