import RealModule
import Testing
import TimeSeries

/// Tales of a year under way beside what is expected of it; values of mixtures by SciPy.
@Suite("Tales of a year") struct YearTalesTests {
  private func tale(
    _ weight: Double, _ level: Double, _ error: Double, _ noise: Double, isMoved: Bool = false
  ) -> YearTales.Tale {
    YearTales.Tale(weight: weight, level: level, error: error, noise: noise, isMoved: isMoved)
  }

  @Test("One tale is weighed against what is expected, unless the level has moved")
  func one() {
    let usual = YearTales([tale(1, 0.3, 0.2, 0.1)]).seen(beside: (0.1, 0.05))
    // Gain 0.0025/0.0425.
    #expect(abs(usual.mean - (0.1 + 0.2 / 17)) < 1e-9)
    #expect(abs(usual.deviation - (0.04 / 17).squareRoot()) < 1e-9)
    #expect(abs(usual.noise - 0.1) < 1e-9)
    let moved = YearTales([tale(1, 0.3, 0.2, 0.1, isMoved: true)]).seen(beside: (0.1, 0.05))
    #expect(abs(moved.mean - 0.3) < 1e-9 && abs(moved.deviation - 0.2) < 1e-9)
  }

  @Test("Several tales are told as one normal distribution; nothing leaps where one gains weight")
  func several() {
    func seen(_ moved: Double) -> (mean: Double, deviation: Double, noise: Double) {
      YearTales([
        tale(0.9 - moved, 0.07, 0.04, 0.1), tale(moved, 0.7, 0.05, 0.1, isMoved: true),
        tale(0.1, 0.2, 0.3, 0.2),
      ]).seen(beside: (0.05, 0.05))
    }
    let found = seen(0.3)
    #expect(abs(found.mean - 0.1987736813) < 1e-7)
    #expect(abs(found.deviation - 0.2985595174) < 1e-7)
    #expect(abs(found.noise - 0.1497979651) < 1e-6)
    let means = stride(from: 0.01, through: 0.89, by: 0.01).map { seen($0).mean }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 + 1e-6 && $1 - $0 < 0.06 })
  }

  @Test("Quantiles of the year are those of the mixture, with its tails and the noise of the rest")
  func quantiles() {
    let tales = YearTales([tale(0.7, 0.3, 0.2, 0.1), tale(0.3, 1, 0.2, 0.1, isMoved: true)])
    let expected = LevelExpectation(mean: 0.1, deviation: 0.05)
    for (probability, value) in [
      (0.025, -0.0885993276), (0.5, 0.1746507544), (0.975, 1.3092468881),
    ] {
      #expect(abs(tales.quantile(probability, beside: expected) - value) < 1e-8)
    }
  }

  @Test("Units move the level; tales of less than a thousandth are left out")
  func units() {
    let tales = YearTales([tale(2, 1, 0.1, 0.1), tale(6, 2, 0.2, 0.1), tale(1e-4, 9, 1, 1)])
    #expect(tales.tales.map(\.weight) == [0.25, 0.75])
    let scaled = tales.scaled(by: 10)
    #expect(abs(scaled.tales[0].level - 1 - Double.log(10)) < 1e-12)
    #expect(scaled.tales[1].error == 0.2)
  }
}
