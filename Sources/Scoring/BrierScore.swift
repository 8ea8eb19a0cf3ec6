/// The Brier score of a probability.
///
/// Equation: `(p − o)²`, `o` 1 when the event happened; skill is `1 − score / score of the base rate`.
/// Source: Brier 1950, Monthly Weather Review 78, 1–3.
public enum BrierScore {
  /// The score of one probability.
  public static func score(probability: Double, happened: Bool) -> Double {
    let distance = probability - (happened ? 1 : 0)
    return distance * distance
  }

  /// The skill against always saying the share of events that happened; `nil` when all or none did.
  public static func skill(_ cases: [(probability: Double, happened: Bool)]) -> Double? {
    let count = Double(cases.count)
    let base = Double(cases.count { $0.happened }) / max(count, 1)
    guard base > 0, base < 1 else { return nil }
    let mean =
      cases.reduce(0) { $0 + score(probability: $1.probability, happened: $1.happened) } / count
    return 1 - mean / (base * (1 - base))
  }
}
