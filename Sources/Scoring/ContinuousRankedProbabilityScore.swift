internal import Randomness
internal import RealModule

/// The continuous ranked probability score.
///
/// Equation: `∫ (F(x) − [x ≥ y])² dx`; normal: `σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π)`; ensemble:
/// `mean |x_i − y| − ½ mean |x_i − x_j|`.
/// Source: Matheson & Winkler 1976, Management Science 22, 1087–1096; Gneiting & Raftery 2007, JASA
/// 102, equations 20 and 21.
public enum CRPS {
  /// Of a normal distribution.
  public static func normal(value: Double, mean: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return abs(value - mean) }
    let z = (value - mean) / deviation
    return deviation
      * (z * (2 * StandardNormal.cumulative(z) - 1) + 2 * StandardNormal.density(z)
        - 1 / Double.pi.squareRoot())
  }

  /// Of an ensemble whose members count alike, in any order.
  public static func ensemble(value: Double, members: [Double]) -> Double {
    precondition(!members.isEmpty, "an ensemble needs a member")
    let count = Double(members.count)
    let sorted = members.sorted()
    let distance = sorted.reduce(0) { $0 + abs($1 - value) } / count
    var spread = 0.0
    for (rank, member) in sorted.enumerated() {
      spread += (2 * Double(rank) + 1 - count) * member
    }
    return distance - spread / (count * count)
  }
}
