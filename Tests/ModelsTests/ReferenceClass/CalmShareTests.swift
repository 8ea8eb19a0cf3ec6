import Foundation
import Models
import Testing
import TimeSeries

/// Shares that hardly move.
@Suite struct CalmShareTests {
  private let still = [54.4, 54.3, 54.3, 54.2, 54.3, 54.3, 54.5]
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
    #expect(abs(own.deviation - 0.10865337342004347) < 1e-12)
    #expect(abs(own.pace - 0.0019886363636364294) < 1e-12)
    #expect(abs(own.weight(beside: 1.06, step: 5) - 0.5745780172442606) < 1e-9)
    #expect(abs(own.weight(beside: 0.4, step: 1) - 0.6569662292378757) < 1e-9)
    #expect(own.weight(beside: 0.1, step: 1) == 0)
    let expected = [
      (0.1, 53.76346060100757), (0.5, 54.54825533196976), (0.9, 55.33305006293195),
      (0.975, 55.8424757210062),
    ]
    let found = own.averaged(with: normal(54.6, tenth: 1.06), step: 5)
    for (probability, value) in expected {
      #expect(abs(found.value(at: probability) - value) < 1e-9, "\(probability)")
    }
    let parts = try #require(
      CalmShare(still.map { $0 / 100 }, bounds: Bounds(lower: 0, upper: 1)))
    let same = parts.averaged(with: normal(54.6, tenth: 1.06, unit: 0.01), step: 5)
    for (probability, value) in expected {
      #expect(abs(100 * same.value(at: probability) - value) < 1e-7, "\(probability)")
    }
    let gap = try #require(CalmShare([54.4, 54.3, .nan, 54.2, 54.3, 54.3, 54.5], bounds: bounds))
    #expect(abs(gap.deviation - 0.11474609652038974) < 1e-12)
    #expect(abs(gap.pace - 0.0014988009592326536) < 1e-12)
  }

  @Test("Three values, and what has no two bounds, tell nothing; no distance becomes larger")
  func tooLittle() throws {
    #expect(CalmShare([54.4, 54.3, 54.3], bounds: bounds) == nil)
    #expect(CalmShare(still, bounds: Bounds(lower: 0, upper: .infinity)) == nil)
    let own = try #require(CalmShare(still, bounds: bounds))
    let narrow = normal(54.5, tenth: 0.6)
    let found = own.averaged(with: narrow, step: 5)
    for probability in [0.025, 0.1, 0.9, 0.975] {
      let (was, now) = (
        abs(narrow.value(at: probability) - 54.5),
        abs(found.value(at: probability) - found.value(at: 0.5))
      )
      #expect(now <= was + 1e-9, "\(probability)")
    }
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
    #expect(restless.allSatisfy { chance($0) > 0.3 })
  }

  @Test("A steady course is the classes' matter, and between there is no step")
  func continuous() throws {
    let course = [50.0, 50.51, 50.98, 51.5, 52.02, 52.49, 53.0]
    let own = try #require(CalmShare(course, bounds: bounds))
    #expect(own.weight(beside: 1.5, step: 1) < own.weight(beside: 5, step: 1))
    #expect(own.weight(beside: 0.6, step: 1) == 0)
    let shape = [0.3, -1.1, 0.9, 1.4, -0.8, -1.2]
    let weights = stride(from: 0, through: 1, by: 0.02).compactMap { size -> Double? in
      var value = 54.4
      let history =
        [value]
        + shape.map { part in
          value += size * part
          return value
        }
      return CalmShare(history, bounds: bounds)?.weight(beside: 1, step: 5)
    }
    #expect(weights.count == 51 && weights[0] > 0.75 && weights[50] == 0)
    for (one, next) in zip(weights, weights.dropFirst()) {
      #expect(next <= one && one - next < 0.12)
    }
  }
}
