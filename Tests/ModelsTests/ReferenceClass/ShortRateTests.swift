import Models
import Testing
import TimeSeries

/// Levels in percent of few values, which may be rates that come back.
@Suite("Short rates") struct ShortRateTests {
  @Test("The share is that of a calculation by hand, and none of what went straight on")
  func share() {
    // Changes 0.6 and −0.4: variance 0.5, more than the square of the mean 0.1; 2, 1, 3: variance 1, mean 2.
    #expect(ShortRate([2.1, 2.7, 2.3])?.weight == 0.4)
    let four = ShortRate([2.1, 4.1, 5.1, 8.1])?.weight ?? 0
    #expect(abs(four - 0.3 / 4) < 1e-12)
    let straight = ShortRate([8.9, 7.6, 6.4])?.weight ?? 0
    #expect(straight > 0 && straight < 0.002)
    for history in [
      [2.1, 2.7], [2.1, 2.7, 2.3, 2.2, 2.8, 2.4, 2.5], [2, 3, 2], [41.5, 44, 43.1], [0, 1.1, 0.4],
      [1.5, 2.5, 3.5],
    ] {
      #expect(ShortRate(history) == nil, "\(history)")
    }
  }

  @Test("In no unit that is known three values that turn have it, and less where they hardly move")
  func unknown() {
    #expect(ShortRate([2.1, 2.7, 2.3], isInPercent: false)?.weight == 0.4)
    let calm = ShortRate([2.1, 2.2, 2.15], isInPercent: false)?.weight ?? 0
    // Half of the mean of 0.1² and 0.05² is 0.003125, (0.08 · 2.15)² is 0.029584.
    #expect(abs(calm - 0.4 * 0.003125 / 0.029584) < 1e-9)
    for history in [[2.1, 2.7, 2.9], [2.1, 2.7, 2.3, 2.6], [210.5, 270, 230]] {
      #expect(ShortRate(history, isInPercent: false) == nil, "\(history)")
    }
    let mix = ReferenceClassLibrary.mix(.other)
    let level = mix.with(.growing).forecast([2.1, 2.7, 2.3], bounds: .none, steps: [1]).margins[0]
    let found = mix.forecast([2.1, 2.7, 2.3], bounds: .none, steps: [1]).margins[0]
    #expect(found.value(at: 0.9) > level.value(at: 0.9))
    #expect(found.value(at: 0.1) < level.value(at: 0.1))
  }

  @Test("Quantiles are averages of both (by scipy), within bounds")
  func average() throws {
    let rate = try #require(ShortRate([2.1, 2.7, 2.3]))
    let others = QuantileFunction(values: QuantileFunction.scores.map { 2.3 + 0.2 * $0 })
    let bounds = Bounds(lower: -.infinity, upper: .infinity)
    let found = rate.averaged(with: [others, others], bounds: bounds, steps: [1, 4])
    for (margin, wanted) in zip(found, Self.expected) {
      for (level, value) in zip([0.1, 0.5, 0.9], wanted) {
        #expect(abs(margin.value(at: level) - value) < 1e-6, "\(level)")
      }
    }
  }

  private static let expected: [[Double]] = [
    [1.6619075835571453, 2.3266666666666667, 2.9914257497761882],
    [1.627678975108323, 2.3266666666666667, 3.0256543582250104],
  ]
}
