import RealModule
import Testing
import TimeSeries

/// What a model expects of a level; values of mixtures by bisection in Python, the rules written anew.
@Suite("Expectations of a level") struct LevelExpectationTests {
  /// A tale that tells nothing.
  private let blind = YearTales([
    .init(weight: 1, level: 0.1, error: 1e6, noise: 0, isMoved: false)
  ])

  @Test("What tells nothing leaves the middle 68 and 95 of 100 as they were")
  func blindTale() {
    for (wide, end) in [(0.15, 0.3), (0.25, 0.5)] {
      let expected = LevelExpectation(mean: 0.1, deviation: 0.1, wide: wide)
      for sign in [-1.0, 1] {
        let tail = sign < 0 ? 1 - 0.9772498681 : 0.9772498681
        let near = sign < 0 ? 1 - 0.8413447461 : 0.8413447461
        #expect(abs(blind.quantile(near, beside: expected) - 0.1 - sign * 0.1) < 1e-6)
        #expect(abs(blind.quantile(tail, beside: expected) - 0.1 - sign * end) < 1e-6)
      }
    }
  }

  @Test("Tails as short as a normal's are those of a normal")
  func normal() {
    for wide in [nil, 0.1, 0.05] {
      let expected = LevelExpectation(mean: 0.1, deviation: 0.1, wide: wide)
      #expect(abs(blind.quantile(0.9772498681, beside: expected) - 0.3) < 1e-6)
    }
  }

  @Test("A sight far off is told by the wide part, so that the level follows it")
  func farOff() {
    let sight = YearTales([.init(weight: 1, level: 0.6, error: 0.1, noise: 0, isMoved: false)])
    let expected = LevelExpectation(mean: 0.1, deviation: 0.1, wide: 0.15)
    #expect(abs(sight.quantile(0.5, beside: expected) - 0.5149126724) < 1e-7)
    #expect(abs(sight.quantile(0.9, beside: expected) - 0.6332728042) < 1e-7)
    // A normal goes half of the way.
    let normal = LevelExpectation(mean: 0.1, deviation: 0.1)
    #expect(abs(sight.quantile(0.5, beside: normal) - 0.35) < 1e-9)
  }
}
