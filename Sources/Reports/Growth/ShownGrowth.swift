internal import Tracking

/// Growth as the tables that are handed in show it: as published where it was, else as the levels make it.
struct ShownGrowth: Sendable, Hashable {
  /// The figure, percent.
  let value: Double
  /// Digits after the point.
  let decimals: Int
  /// What the levels make, where that is another figure.
  let settled: Double?

  /// The figure of a cell; `nil` where there is none.
  ///
  /// - Parameter decimals: of figures that were not published.
  init?(_ growth: Double?, _ published: PublishedFigure?, decimals: Int = 2) {
    guard let published else {
      guard let growth else { return nil }
      self.init(value: growth, decimals: decimals, settled: nil)
      return
    }
    let differs = growth.map { !published.agrees(with: $0) } ?? false
    self.init(
      value: published.value, decimals: min(published.decimals, 4), settled: differs ? growth : nil)
  }

  private init(value: Double, decimals: Int, settled: Double?) {
    self.value = value
    self.decimals = decimals
    self.settled = settled
  }

  /// The figure with the signs of a language.
  func text(_ style: NumberStyle) -> String { style.fixed(value, decimals: decimals) }
}

extension GrowthCell {
  /// Growth on the year before as it is shown.
  var shown: ShownGrowth? { ShownGrowth(growth, published.growth) }
}

/// A published figure that is not what the settled levels make, for a footnote.
struct GrowthFootnote: Sendable, Hashable {
  let sector: String
  /// The period in words.
  let period: String
  let shown: ShownGrowth

  /// The sentences of those that differ.
  static func texts(
    _ figures: [(sector: String, period: String, shown: ShownGrowth?)], _ say: Catalogue
  ) -> [String] {
    figures.compactMap { sector, period, shown in
      guard let shown, shown.settled != nil else { return nil }
      return GrowthFootnote(sector: sector, period: period, shown: shown).text(say)
    }
  }

  /// The sentence: what was published, what the levels give, and by how much they differ.
  func text(_ say: Catalogue) -> String {
    let style = NumberStyle(say.language)
    let settled = shown.settled ?? shown.value
    let decimals = max(2, shown.decimals)
    let gap = settled - shown.value
    return say(
      "growth.differs",
      [
        "sector": sector, "period": period, "published": shown.text(style),
        "settled": style.fixed(settled, decimals: decimals),
        "gap": (gap > 0 ? "+" : "") + style.fixed(gap, decimals: decimals),
      ])
  }
}
