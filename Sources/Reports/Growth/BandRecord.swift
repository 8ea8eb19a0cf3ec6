internal import Tables
package import Tracking

/// What a band of the year's growth, and its middle, came to in past years forecast when as much of them was known.
package struct BandRecord {
  /// Years that were forecast again.
  package let years: Int
  /// Outcomes of the whole and of all sectors; as many as years where the whole has no parts.
  package let cases: Int
  /// The share of outcomes of the whole that bands held; `nil` where that is not known.
  package let coveredWhole: Double?
  /// The share of outcomes that bands held, and its standard error.
  package let covered, error: Double
  /// The mean error of the year's growth and that of the run rate, in points; `nil` for none.
  package let missed, missedByRate: Double?
  /// Quarters that were known.
  package let quarters: Int

  /// A record.
  package init(
    years: Int, covered: Double, error: Double, missed: Double? = nil, missedByRate: Double? = nil,
    quarters: Int = 0, cases: Int? = nil, coveredWhole: Double? = nil
  ) {
    self.years = years
    self.cases = cases ?? years
    self.coveredWhole = coveredWhole
    self.covered = covered
    self.error = error
    self.missed = missed
    self.missedByRate = missedByRate
    self.quarters = quarters
  }

  /// What past years told; `nil` where none was forecast again.
  package init?(_ rivals: [GrowthRival], quarters: Int) {
    func rival(_ scope: GrowthRival.Scope) -> GrowthRival? {
      rivals.first { $0.scope == scope && $0.quarters == quarters }
    }
    guard let top = rival(GrowthRival.Scope(.top)), let all = rival(GrowthRival.Scope(.all)) else {
      return nil
    }
    self.init(
      years: top.cases, covered: all.covered, error: all.coveredError, missed: top.forecastError,
      missedByRate: top.runRateError, quarters: quarters, cases: all.cases,
      coveredWhole: top.covered)
  }

  /// The same from the table of a folder.
  init?(_ rivals: [Table.Record], quarters: Int) {
    func row(_ scope: GrowthRival.Scope) -> Table.Record? {
      rivals.first {
        $0[RivalsTable.scope] == scope && $0[RivalsTable.quarters] == quarters
      }
    }
    guard let top = row(GrowthRival.Scope(.top)), let all = row(GrowthRival.Scope(.all)),
      let years = top[RivalsTable.cases], let covered = all[RivalsTable.covered],
      let error = all[RivalsTable.coveredError]
    else { return nil }
    self.init(
      years: years, covered: covered, error: error, missed: top[RivalsTable.forecastError],
      missedByRate: top[RivalsTable.runRateError], quarters: quarters,
      cases: all[RivalsTable.cases], coveredWhole: top[RivalsTable.covered])
  }

  /// With fewer years a band has no record.
  private static let enough = 5
  /// With a larger error of the share it tells nothing of bands.
  private static let mostError = 0.15
  /// With fewer years a run rate has no record, and smaller errors, in points, matter to nobody.
  private static let (fewest, least) = (3, 0.2)

  /// What a reader of bands and chances should know; that nothing is measured where there is no record.
  package static func sentences(_ record: Self?, _ say: Catalogue, _ style: NumberStyle) -> [String]
  {
    record?.sentences(say, style) ?? [say("growth.band.none")]
  }

  /// What a reader of the band should know; empty where the record is fine.
  package func sentences(_ say: Catalogue, _ style: NumberStyle) -> [String] {
    [doubt(say, style), rate(say, style)].compactMap(\.self)
  }

  /// That bands held far from 80%, by more than two errors, or that they rest on little, with the mean error.
  private func doubt(_ say: Catalogue, _ style: NumberStyle) -> String? {
    let isFar = abs(covered - 0.8) > 2 * error
    let isFew = years < Self.enough
    guard isFar || isFew || error > Self.mostError else { return nil }
    let key = isFar ? covered < 0.8 ? "narrow" : "wide" : isFew ? "few" : "unsure"
    let told = say(
      "growth.band.\(key)",
      [
        "years": "\(years)", "held": style.fixed(100 * covered, decimals: 0) + "%",
        "error": style.fixed(100 * error, decimals: 0),
        "outcomes": say(hasParts ? "growth.band.outcomes.sectors" : "growth.band.outcomes"),
      ])
    let size = missed.map { wholeSize(say, style, missed: $0) }
    return [told, size].compactMap(\.self).joined(separator: " ")
  }

  /// Whether outcomes are of more than the whole.
  private var hasParts: Bool { cases != years }

  /// What the forecast of the whole missed on average, and what its own bands held.
  private func wholeSize(_ say: Catalogue, _ style: NumberStyle, missed: Double) -> String {
    let ours = style.rate(missed)
    guard hasParts, let coveredWhole else { return say("growth.band.missed", ["ours": ours]) }
    let held = (coveredWhole * Double(years)).rounded()
    return say(
      "growth.band.whole",
      ["held": style.fixed(held, decimals: 0), "cases": "\(years)", "ours": ours])
  }

  /// That growth to date came at least twice as near.
  private func rate(_ say: Catalogue, _ style: NumberStyle) -> String? {
    guard quarters > 0, years >= Self.fewest, let missed, let missedByRate, missed >= Self.least,
      missed >= 2 * missedByRate
    else { return nil }
    return say(
      "growth.band.rate",
      [
        "quarters": say.quarters(quarters), "ours": style.rate(missed),
        "theirs": style.rate(missedByRate),
      ])
  }
}
