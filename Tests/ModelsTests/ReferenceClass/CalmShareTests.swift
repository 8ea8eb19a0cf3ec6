import Foundation
import Models
import Testing
import TimeSeries

/// Shares that hardly move.
@Suite struct CalmShareTests {
  private let still = [54.4, 54.3, 54.4, 54.3, 54.3, 54.2, 54.2]
  private let bounds = Bounds(lower: 0, upper: 100)

  /// What a normal spread with a tenth so far from the middle is.
  private func normal(_ middle: Double, tenth: Double, unit: Double = 1) -> QuantileFunction {
    QuantileFunction(
      values: QuantileFunction.scores.map {
        unit * (middle + $0 * tenth / 1.2815515655446004)
      })
  }

  @Test("Pace, deviation, weight and values are those of the equations, in other units, too")
  func numbers() throws {
    // By numpy and scipy.stats.t.
    let own = try #require(CalmShare(still, bounds: bounds))
    #expect(abs(own.deviation - 0.07553512795749773) < 1e-12)
    #expect(abs(own.pace + 0.0075357950263747414) < 1e-12)
    #expect(abs(own.weight(beside: 1.06, step: 5) - 0.5252613147763812) < 1e-9)
    #expect(abs(own.weight(beside: 0.4, step: 1) - 0.6572624651519456) < 1e-9)
    #expect(own.weight(beside: 0.1, step: 1) == 0)
    let expected = [
      (0.1, 53.687285972288294), (0.5, 54.26235046726157), (0.9, 55.28380800057146),
      (0.975, 55.94889528264609),
    ]
    let found = own.pooled(with: normal(54.6, tenth: 1.06), step: 5)
    for (probability, value) in expected {
      #expect(abs(found.value(at: probability) - value) < 1e-9, "\(probability)")
    }
    let parts = try #require(
      CalmShare(still.map { $0 / 100 }, bounds: Bounds(lower: 0, upper: 1)))
    let same = parts.pooled(with: normal(54.6, tenth: 1.06, unit: 0.01), step: 5)
    for (probability, value) in expected {
      #expect(abs(100 * same.value(at: probability) - value) < 1e-7, "\(probability)")
    }
    let gap = try #require(CalmShare([54.4, 54.3, .nan, 54.3, 54.3, 54.2, 54.2], bounds: bounds))
    #expect(abs(gap.deviation - 0.05335416259924386) < 1e-12)
    #expect(abs(gap.pace + 0.010930395243091548) < 1e-12)
  }

  @Test("Three values, and what has no two bounds, tell nothing; classes that are as calm stay")
  func tooLittle() throws {
    #expect(CalmShare([54.4, 54.3, 54.3], bounds: bounds) == nil)
    #expect(CalmShare(still, bounds: Bounds(lower: 0, upper: .infinity)) == nil)
    let own = try #require(CalmShare(still, bounds: bounds))
    let narrow = normal(54.5, tenth: 0.3)
    #expect(own.pooled(with: narrow, step: 5) == narrow)
    #expect(own.pooled(with: normal(54.5, tenth: 1), step: 5, share: 0) == normal(54.5, tenth: 1))
    let (some, all) = (
      own.pooled(with: normal(54.5, tenth: 1), step: 5, share: 0.5),
      own.pooled(with: normal(54.5, tenth: 1), step: 5)
    )
    #expect(all.value(at: 0.9) < some.value(at: 0.9) && some.value(at: 0.9) < 55.5)
  }

  @Test("Forest cover that hardly moved gains 0.6 points in five years less often than shares do")
  func forest() {
    // Walks of 0.07 points a year from 54.4, printed with one digit.
    let histories = [
      [54.4, 54.3, 54.3, 54.2, 54.3, 54.3, 54.4], [54.4, 54.4, 54.4, 54.3, 54.4, 54.5, 54.4],
      [54.4, 54.3, 54.4, 54.5, 54.3, 54.3, 54.3], [54.4, 54.4, 54.3, 54.3, 54.3, 54.3, 54.3],
    ]
    let mix = ReferenceClassLibrary.mix(.share)
    func chance(_ history: [Double]) -> Double {
      let margin = mix.forecast(history, bounds: bounds, steps: [5]).margins[0]
      return margin.probability(atLeast: (history.last ?? 0) + 0.6)
    }
    let chances = histories.map(chance)
    #expect(chances.reduce(0, +) / 4 < 0.19, "\(chances)")
    // Ten times as restless, they are what other shares are.
    let restless = histories.map { $0.map { 54.4 + 10 * ($0 - 54.4) } }
    let others = restless.map(chance)
    #expect(zip(others, chances).allSatisfy { $0 > $1 }, "\(others)")
    #expect(others.reduce(0, +) / 4 > 0.25, "\(others)")
  }

  @Test("A steady course, and one of late, is the classes' matter; between there is no step")
  func continuous() throws {
    let course = [50.0, 50.51, 50.98, 51.5, 52.02, 52.49, 53.0]
    #expect(CalmShare(course, bounds: bounds)?.weight(beside: 2, step: 5) == 0)
    let lately = [54.4, 54.3, 54.3, 54.2, 54.3, 54.5, 54.7]
    #expect(CalmShare(lately, bounds: bounds)?.weight(beside: 1, step: 5) == 0)
    #expect(CalmShare(still, bounds: bounds)?.weight(beside: 1, step: 5) ?? 0 > 0.4)
    // Down by 0.1 three times and up as often: s = 0.100748, r = (0.108820 + 0.005 + 0.1) 1.533206.
    let turned = [54.0, 53.9, 53.8, 53.7, 53.8, 53.9, 54.0]
    let weight = try #require(CalmShare(turned, bounds: bounds)?.weight(beside: 1, step: 1))
    #expect(abs(weight - 0.743771) < 1e-5)
    let shape = [0.3, -1.1, 0.9, 1.4, -0.8, -1.2]
    let weights = stride(from: 0, through: 1, by: 0.005).compactMap { size -> Double? in
      var value = 54.4
      let history =
        [value]
        + shape.map { part in
          value += size * part
          return value
        }
      return CalmShare(history, bounds: bounds)?.weight(beside: 1, step: 5)
    }
    #expect(weights.count == 201 && weights[0] > 0.7 && weights[200] == 0)
    for (one, next) in zip(weights, weights.dropFirst()) {
      #expect(next <= one && one - next < 0.08)
    }
  }
}
