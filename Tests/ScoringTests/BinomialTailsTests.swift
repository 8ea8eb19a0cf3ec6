import Scoring
import Testing

@Suite struct BinomialTailsTests {
  /// By SciPy's `binom`.
  @Test(
    "Tails of a binomial count, as another program has them",
    arguments: [
      (12.0, 12.0, 0.8, 1.0, 0.06871947673599998),
      (9, 10, 0.8, 0.8926258175999999, 0.37580963840000015),
      (3, 8, 0.8, 0.010406399999999991, 0.99876864),
      (7.5, 10, 0.8, 0.32220047359999987, 0.6777995264000001),
      (250, 400, 0.6, 0.8581875523827448, 0.16617628355920067),
    ])
  func tails(met: Double, cases: Double, chance: Double, atMost: Double, atLeast: Double) throws {
    let own = try #require(BinomialTails(met: met, of: cases, chance: chance))
    #expect(abs(own.atMost - atMost) < 1e-9 && abs(own.atLeast - atLeast) < 1e-9)
  }

  @Test("What cannot be counted out has no tails")
  func none() {
    #expect(BinomialTails(met: 1, of: 0, chance: 0.8) == nil)
    #expect(BinomialTails(met: 1, of: 401, chance: 0.8) == nil)
    #expect(BinomialTails(met: 200, of: 200, chance: 0.99) == nil)
  }
}
