internal import Pipeline

/// What past years say against the 80% band of a year.
struct BandRecord {
  /// Years that were forecast again.
  let years: Int
  /// The share of outcomes that bands held, and its standard error.
  let covered, error: Double

  /// With fewer years a band has no record.
  private static let enough = 5

  /// A sentence on bands that held far from 80%, by more than two errors, or that rest on few years; `nil` for others.
  func sentence(_ say: Catalogue, _ style: NumberStyle) -> String? {
    let isFar = abs(covered - 0.8) > 2 * error
    guard isFar || years < Self.enough else { return nil }
    let key = !isFar ? "few" : covered < 0.8 ? "narrow" : "wide"
    return say(
      "growth.band.\(key)",
      ["years": "\(years)", "held": style.fixed(100 * covered, decimals: 0) + "%"])
  }
}
