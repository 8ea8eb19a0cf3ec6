/// What past years say against the 80% band of a year.
package struct BandRecord {
  /// Years that were forecast again.
  package let years: Int
  /// The share of outcomes that bands held, and its standard error.
  package let covered, error: Double

  /// A record.
  package init(years: Int, covered: Double, error: Double) {
    (self.years, self.covered, self.error) = (years, covered, error)
  }

  /// With fewer years a band has no record.
  private static let enough = 5

  /// A sentence on bands that held far from 80%, by more than two errors, or that rest on few years; `nil` for others.
  package func sentence(_ say: Catalogue, _ style: NumberStyle) -> String? {
    let isFar = abs(covered - 0.8) > 2 * error
    guard isFar || years < Self.enough else { return nil }
    let key = !isFar ? "few" : covered < 0.8 ? "narrow" : "wide"
    return say(
      "growth.band.\(key)",
      ["years": "\(years)", "held": style.fixed(100 * covered, decimals: 0) + "%"])
  }
}
