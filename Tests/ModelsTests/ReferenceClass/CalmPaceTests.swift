import Foundation
import Models
import Testing
import TimeSeries

/// Levels that grew far more calmly than comparable series.
@Suite struct CalmPaceTests {
  private let calm = [2347.0, 2361.4, 2373.6, 2388.6, 2404.3, 2418.2, 2433.2]

  private var mix: ReferenceClassMix { ReferenceClassLibrary.mix(.other) }

  private func margin(
    _ values: [Double], _ mix: ReferenceClassMix, step: Int = 5
  ) -> QuantileFunction {
    mix.forecast(values, bounds: Bounds(lower: 0, upper: .infinity), steps: [step]).margins[0]
  }

  private func width(_ margin: QuantileFunction) -> Double {
    log(margin.value(at: 0.9) / margin.value(at: 0.1))
  }

  @Test("Pace, deviation, weight and distances are those of the equations, with a gap, too")
  func numbers() throws {
    // By numpy and scipy.stats.t.
    let own = try #require(CalmPace(calm))
    #expect(abs(own.mean - 0.006011557765921142) < 1e-12)
    #expect(abs(own.pace - 0.0060890860849978825) < 1e-12)
    #expect(abs(own.deviation - 0.0006073150597369969) < 1e-12)
    #expect(abs(own.weight(beside: 0.02) - 0.9445672279929151) < 1e-9)
    #expect(abs(own.weight(beside: 0.01) - 0.7794307369807174) < 1e-9)
    #expect(own.weight(beside: 0.0035) == 0)
    let place = try #require(QuantileFunction.probabilities.firstIndex(of: 0.9))
    #expect(
      abs(own.distance(0.1, place: place, step: 5, weight: 1) - 0.01615474335503831) < 1e-9)
    let lower = try #require(QuantileFunction.probabilities.firstIndex(of: 0.025))
    #expect(
      abs(own.distance(-0.1, place: lower, step: 2, weight: 1) + 0.0067040879760767325) < 1e-9)
    #expect(own.distance(-0.001, place: lower, step: 2, weight: 1) == -0.001)
    var gap = calm
    gap[2] = .nan
    let less = try #require(CalmPace(gap))
    #expect(abs(less.deviation - 0.0005578089389034686) < 1e-12)
    #expect(abs(less.weight(beside: 0.02) - 0.9465562074144869) < 1e-9)
    let three = try #require(CalmPace(Array(calm.suffix(3))))
    #expect(abs(three.weight(beside: 0.03) - 0.48487702644703057) < 1e-9)
  }

  @Test("Two values, and one that is not positive, tell nothing")
  func tooLittle() {
    #expect(CalmPace([100, 101]) == nil)
    #expect(CalmPace([100, 101, 102, 0, 103]) == nil)
    #expect(CalmPace([100, 101, .nan, 102, 103]) != nil)
  }

  @Test("A population that grows by 0.6% a year hardly comes to 5% more in five years")
  func population() {
    let found = margin(calm, mix)
    #expect(found.probability(atLeast: 2433.2 * 1.05) < 0.25)
    #expect(abs(log(found.value(at: 0.5) / 2433.2) - 0.03) < 0.006)
  }

  @Test("What varies as the classes do is left to them, and between there is no step")
  func continuous() {
    let shape = [0.3, -1.1, 0.9, 1.4, -0.8, -1.2, 0.5, 1.0, -1.0]
    func history(_ deviation: Double) -> [Double] {
      var level = 1000.0
      return [level]
        + shape.map { part in
          level *= exp(0.01 + deviation * part)
          return level
        }
    }
    #expect(CalmPace(history(0.03))?.weight(beside: 0.03) == 0)
    let weights = stride(from: 0, through: 0.02, by: 0.0005).compactMap {
      CalmPace(history($0))?.weight(beside: 0.025)
    }
    #expect(weights.count == 41 && weights[0] > 0.7 && weights[40] == 0)
    for (one, next) in zip(weights, weights.dropFirst()) {
      #expect(next <= one && one - next < 0.12)
    }
  }

  @Test("What is said to be a count keeps what is chance in it, and a turned level is calm, too")
  func others() {
    let counted = width(margin(calm.map { $0.rounded() }, mix.with(.count)))
    #expect(counted > 2 * width(margin(calm.map { $0.rounded() }, mix)))
    let turned = mix.forecast(calm.map { -$0 }, bounds: .none, steps: [5]).margins[0]
    let upright = mix.forecast(calm, bounds: .none, steps: [5]).margins[0]
    for probability in [0.1, 0.5, 0.9] {
      #expect(
        abs(turned.value(at: 1 - probability) + upright.value(at: probability)) < 1e-6,
        "\(probability)")
    }
  }
}
