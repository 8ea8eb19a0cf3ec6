import Models
import Randomness
import RealModule
import TestSupport
import Testing
import TimeSeries

/// A figure to date of the first step, conditioned on.
@Suite struct PathDistributionSightTests {
  /// A model whose fit is a given distribution, whatever the history.
  private struct Given: ForecastModel {
    static let card = Naive.card
    var components: [PathComponent] = []
    var link = Link.transform(.identity)

    init(parameters: [String: Double]) throws(ModelError) {}

    func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
      try FittedModel(
        modelID: "given", parameters: [],
        paths: PathDistribution(times: times, components: components, link: link, bounds: .none),
        residuals: [])
    }
  }

  private func sighted(
    _ components: [PathComponent], value: Double, error: Double, link: Link = .transform(.identity)
  ) throws -> PathDistribution {
    var model = try Given(parameters: [:])
    model.components = components
    model.link = link
    let input = ModelInput(
      times: [2025, 2026], values: [1, value], errors: [0, error], transform: .identity)
    return try model.forecast(input, at: [2026, 2027]).paths
  }

  @Test("Normal and t: centre, scale and degrees of freedom are those of the formulas")
  func closedForm() throws {
    // S = [4, 2; 2, 5], m = (1, 2), z = 3, r = 1: s = 5, d = 2, gain (0.8, 0.4).
    func component(_ degrees: Int) -> PathComponent {
      PathComponent(weight: 1, mean: [1, 2], factor: [2, 1, 2], degreesOfFreedom: degrees)
    }
    let normal = try sighted([component(0)], value: 3, error: 1).components[0]
    #expect(abs(normal.mean[0] - 2.6) < 1e-9 && abs(normal.mean[1] - 2.8) < 1e-9)
    // S − gain Sᵀ = [0.8, 0.4; 0.4, 4.2].
    let (a, b) = (normal.factor[0], normal.factor[1])
    #expect(abs(a * a - 0.8) < 1e-9 && abs(a * b - 0.4) < 1e-9)
    #expect(abs(b * b + normal.factor[2] * normal.factor[2] - 4.2) < 1e-9)
    let heavy = try sighted([component(6)], value: 3, error: 1).components[0]
    #expect(heavy.degreesOfFreedom == 7)
    // (6 + 4/5)/7 times the scale of the normal.
    #expect(abs(heavy.factor[0] * heavy.factor[0] - 0.8 * 6.8 / 7) < 1e-9)
  }

  @Test(
    "Tales are told beside what a component expects; later steps do not follow the rest's noise")
  func tales() throws {
    // Logarithms: S = [0.04, 0.02; 0.02, 0.05], m = (1, 2).
    var model = try Given(parameters: [:])
    model.link = .transform(.log)
    model.components = [
      PathComponent(
        weight: 1, mean: [1, 2], factor: [0.2, 0.1, 0.2], degreesOfFreedom: 0)
    ]
    func told(isMoved: Bool) throws -> PathComponent {
      let tales = YearTales([
        YearTales.Tale(weight: 1, level: 1.3, error: 0.1, noise: 0.3, isMoved: isMoved)
      ])
      let input = ModelInput(
        times: [2025, 2026], values: [1, 3], errors: [0, 1], transform: .log, tales: tales)
      return try model.forecast(input, at: [2026, 2027]).paths.components[0]
    }
    // Gain 0.04/0.05: 1.24 and 0.008; moved, 1.3 and 0.01. The second step follows by a half.
    for (isMoved, middle, variance) in [(false, 1.24, 0.008), (true, 1.3, 0.01)] {
      let found = try told(isMoved: isMoved)
      #expect(abs(found.mean[0] - middle) < 1e-6)
      #expect(abs(found.mean[1] - 2 - (middle - 1) / 2) < 1e-6)
      let (a, b) = (found.factor[0], found.factor[1])
      #expect(abs(a * a - variance - 0.09) < 1e-6 && abs(a * b - variance / 2) < 1e-6)
      let second = b * b + found.factor[2] * found.factor[2]
      #expect(abs(second - (0.04 + variance / 4)) < 1e-6)
    }
  }

  @Test("Components are weighed by the density of what was seen")
  func weights() throws {
    let components = [0.0, 10].map {
      PathComponent(weight: 0.5, mean: [$0, $0], factor: [1, 0, 1], degreesOfFreedom: 0)
    }
    let seen = try sighted(components, value: 4, error: 1)
    // Densities at 4 of N(0, 2) and N(10, 2): exp(−4) and exp(−9).
    let expected = 1 / (1 + Double.exp(-5))
    #expect(abs(seen.components[0].weight - expected) < 1e-9)
  }

  @Test("A value that has no place on the scale changes nothing")
  func noPlace() throws {
    let component = PathComponent(weight: 1, mean: [1, 2], factor: [1, 0, 1], degreesOfFreedom: 0)
    let seen = try sighted([component], value: -3, error: 1, link: .transform(.log))
    #expect(seen.components == [component])
  }

  @Test("Beyond the outermost quantiles, too, the value lies between what was expected and seen")
  func beyond() throws {
    // Levels whose logarithms are normal around log 100 with 0.05, twice: exact between and beyond the points.
    let function = QuantileFunction { 100 * Double.exp(0.05 * StandardNormal.quantile($0)) }
    let component = PathComponent(weight: 1, mean: [0, 0], factor: [1, 0, 1], degreesOfFreedom: 0)
    for (value, error) in [(140.0, 0.01), (72, 0.01), (104, 0.01), (140, 0.001), (72, 0.001)] {
      let seen = try sighted(
        [component], value: value, error: error * value,
        link: .quantiles([function, function], .log))
      let middle = seen.margins[0].value(at: 0.5)
      // Weights of variances 0.05² and of the error, by hand, but that lines between points are straight in the value.
      let weight = 0.05 * 0.05 / (0.05 * 0.05 + error * error)
      let expected = 100 * Double.exp(Double.log(value / 100) * weight)
      #expect(abs(middle / expected - 1) < 2e-3)
    }
  }

  @Test("What has come is in every path of the first step, whatever the scale, and in its margin")
  func come() throws {
    let function = QuantileFunction { 100 * Double.exp(0.05 * StandardNormal.quantile($0)) }
    let part = KnownPart(once: 30, least: 110, edge: 130)
    for (link, mean) in [
      (Link.quantiles([function, function], .log), 0.0), (.transform(.log), Double.log(100)),
      (.transform(.identity), 100),
    ] {
      let component = PathComponent(
        weight: 1, mean: [mean, mean], factor: mean == 100 ? [5, 5, 1] : [0.05, 0.05, 0.01],
        degreesOfFreedom: 0)
      var paths = PathDistribution(
        times: [2026, 2027], components: [component], link: link, bounds: .none)
      let free = paths.simulate(paths: 200, stream: RandomStream(seed: 1, stream: 1))
      paths.come = part
      let held = paths.simulate(paths: 200, stream: RandomStream(seed: 1, stream: 1))
      for (free, held) in zip(free, held) {
        #expect(held[0] > 150 && held[1] == free[1])
        #expect(abs(held[0] - part.value(free[0]) { Double.exp($0) }) < 0.05)
      }
      #expect(paths.margins[0].value(at: 0.01) > 150 && paths.isSound)
    }
  }

  @Test("A vague sight far beyond what could be expected says little, too")
  func vagueBeyond() throws {
    let function = QuantileFunction { 100 * Double.exp(0.02 * StandardNormal.quantile($0)) }
    let component = PathComponent(weight: 1, mean: [0, 0], factor: [1, 0, 1], degreesOfFreedom: 0)
    for times in [2.0, 5, 20] {
      let seen = try sighted(
        [component], value: 100 * times, error: 100 * times * 3,
        link: .quantiles([function, function], .log))
      // log(times) · 0.02²/(0.02² + 3²) at most.
      #expect(abs(seen.margins[0].value(at: 0.5) / 100 - 1) < 1e-3)
    }
  }

  @Test("A vague sight far away says little where quantiles are narrow but at the ends")
  func vague() throws {
    let function = QuantileFunction(
      values: QuantileFunction.scores.map { score in
        let wide = max(0, abs(score) - 1.645)
        return 100 * Double.exp((score < 0 ? -1 : 1) * (0.01 * (abs(score) - wide) + 0.2 * wide))
      })
    let component = PathComponent(weight: 1, mean: [0, 0], factor: [1, 0, 1], degreesOfFreedom: 0)
    let seen = try sighted(
      [component], value: 70, error: 21, link: .quantiles([function, function], .log))
    // The mean score once weighted is -0.10477, by NumPy.
    #expect(abs(seen.components[0].mean[0] + 0.10477) < 1e-3)
    #expect(abs(seen.margins[0].value(at: 0.5) - 99.8953) < 1e-2)
  }
}
