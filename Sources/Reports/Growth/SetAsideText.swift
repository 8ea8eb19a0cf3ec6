internal import Tracking

/// Published figures that were set aside, for the terminal.
struct SetAsideText {
  private let discrepancies: [GrowthDiscrepancy]
  private let sectors: [GrowthSector]
  private let words: ConditionWords
  private let say: Catalogue
  private let style: NumberStyle

  /// - Parameters:
  ///   - discrepancies: what gave way.
  ///   - sectors: the sectors, by whose names it is told.
  init(
    _ discrepancies: [GrowthDiscrepancy], _ sectors: [GrowthSector],
    _ words: ConditionWords, _ say: Catalogue, _ style: NumberStyle
  ) {
    self.discrepancies = discrepancies
    self.sectors = sectors
    self.words = words
    self.say = say
    self.style = style
  }

  /// How many there are, and the first of them.
  var lines: [String] {
    let spread = discrepancies.count { $0.isSpread }
    let contradicted = discrepancies.count - spread
    return [say("growth.discrepancies", ["count": "\(contradicted)", "spread": "\(spread)"])]
      + setAside
  }

  /// Whether a figure was set aside by more than a share of its rounding.
  var hasContradictions: Bool { discrepancies.contains { !$0.isSpread } }

  /// The first figures that were set aside, each with what others make of it.
  private var setAside: [String] {
    let rows = discrepancies.filter { !$0.isSpread }
    let told = rows.prefix(Self.mostSetAside).map { row in
      let decimals = Self.decimals(row.rounding)
      let figures = row.against.prefix(2).map { words.label($0, isShort: true) }
      let more = row.against.count > 2 ? "; …" : ""
      return say(
        "growth.discrepancy",
        [
          "sector": sectors.first { $0.id == row.sector }.map { say.language.text($0.name) }
            ?? row.sector,
          "period": words.name(of: row.figure.period), "series": row.figure.series,
          "published": style.fixed(row.published, decimals: decimals),
          "implied": style.fixed(row.implied, decimals: decimals + 1),
          "against": figures.isEmpty
            ? say("growth.discrepancy.others") : figures.joined(separator: "; ") + more,
        ])
    }
    let rest = rows.count - told.count
    return told + (rest > 0 ? [say("growth.discrepancy.more", ["count": "\(rest)"])] : [])
  }

  private static let mostSetAside = 3

  /// The decimals of which half the last digit is a rounding.
  private static func decimals(_ rounding: Double) -> Int {
    (0..<6).first { 2 * rounding * (0..<$0).reduce(1.0) { step, _ in step * 10 } > 0.999 } ?? 6
  }
}
