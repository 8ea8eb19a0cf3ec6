/// How likely it is that so many of some independent events happen at the most, and at the least.
///
/// Equation: `Σ C(n, k) p^k (1 − p)^(n − k)` over `k ≤ m` and over `k ≥ m`; an exact test of a promised share: Clopper & Pearson
/// 1934, Biometrika 26, 404–413.
/// Edge cases: `nil` for more than 400 events, and where `(1 − p)^n`, from which the others follow, is no normal number.
public struct BinomialTails: Sendable, Hashable {
  /// Chances of so many or fewer, and of so many or more.
  public let atMost, atLeast: Double

  /// - Parameters:
  ///   - met: how many happened; what is no whole number is held against the whole ones beside it.
  ///   - cases: of how many, above 0.
  ///   - chance: of each, between 0 and 1.
  public init?(met: Double, of cases: Double, chance: Double) {
    guard cases > 0, cases <= 400, chance > 0, chance < 1 else { return nil }
    let odds = chance / (1 - chance)
    var (own, atMost, below) = (1.0, 0.0, 0.0)
    for _ in 0..<Int(cases) { own *= 1 - chance }
    guard own.isNormal else { return nil }
    for count in 0...Int(cases) {
      if Double(count) <= met { atMost += own }
      if Double(count) < met { below += own }
      own *= odds * (cases - Double(count)) / Double(count + 1)
    }
    (self.atMost, atLeast) = (atMost, 1 - below)
  }
}
