import Scoring
import Testing

@Suite struct StatedChancesTests {
  private func said(_ probability: Double, _ happened: Bool, _ outcome: String)
    -> StatedChances.Statement
  {
    StatedChances.Statement(probability: probability, happened: happened, outcome: outcome)
  }

  @Test("Chances are counted near the tenth that they are nearest to, halves upwards")
  func tenths() {
    let chances = [0, 0.04, 0.06, 0.149, 0.151, 0.65, 0.7, 0.749, 0.96, 1].enumerated().map {
      said($1, true, "\($0)")
    }
    let bins = StatedChances(chances).bins
    #expect(bins.map(\.near) == [0, 0.1, 0.2, 0.7, 1])
    #expect(bins.map(\.statements) == [2, 2, 1, 3, 2])
    #expect(abs((bins[3].stated) - (0.65 + 0.7 + 0.749) / 3) < 1e-12)
  }

  @Test("Statements about one outcome count as one: both errors by hand")
  func clusters() throws {
    // Two outcomes: three statements that came true, one that did not.
    let chances = StatedChances([
      said(0.7, true, "a"), said(0.7, true, "a"), said(0.7, true, "a"), said(0.7, false, "b"),
    ])
    let all = try #require(chances.all)
    #expect(all.statements == 4 && all.outcomes == 2 && all.cameTrue == 3)
    #expect(all.observed == 0.75)
    // Sums of distances by outcome: 3 · 0.25 and −0.75; times G/(G−1) = 2.
    #expect(abs((all.error ?? 0) - (2 * (0.75 * 0.75 + 0.75 * 0.75)).squareRoot() / 4) < 1e-12)
    let one = 0.21.squareRoot()
    let right = (9 * one * one + one * one).squareRoot() / 4
    #expect(abs(all.errorIfRight - right) < 1e-12)
    #expect(abs(all.brier - (3 * 0.09 + 0.49) / 4) < 1e-12)
  }

  @Test("Apart, the errors are those of independent draws")
  func independent() throws {
    let chances = StatedChances((0..<10).map { said(0.7, $0 < 6, "\($0)") })
    let all = try #require(chances.all)
    #expect(abs((all.error ?? 0) - (0.24 / 9).squareRoot()) < 1e-12)
    #expect(abs(all.errorIfRight - (0.21 / 10).squareRoot()) < 1e-12)
  }

  @Test("A single outcome has no error of what was observed; nothing has no bins")
  func edges() {
    #expect(StatedChances([said(0.4, true, "a"), said(0.5, true, "a")]).all?.error == nil)
    #expect(StatedChances([said(0.9, true, "a"), said(0.9, true, "b")]).all?.error == nil)
    let nothing = StatedChances([])
    #expect(nothing.all == nil && nothing.bins.isEmpty)
  }
}
