import Models
import TestSupport
import Testing
import TimeSeries

@Suite struct SmoothingTests {
  private struct Cases: Decodable {
    struct Smoothing: Decodable {
      let name: String
      let season: Int
      let trend: String
      let values: [Double]
      let alpha: Double
      let beta: Double
      let gamma: Double
      let damping: Double
      let logLikelihood: Double
      let forecast: [Double]
    }
    struct Theta: Decodable {
      let values: [Double]
      let alpha: Double
      let slope: Double
      let forecast: [Double]
    }
    let smoothing: [Smoothing]
    let theta: Theta
  }

  private func form(_ example: Cases.Smoothing) throws -> SmoothingForm {
    SmoothingForm(
      trend: try #require(SmoothingForm.Trend(rawValue: example.trend)), season: example.season)
  }

  @Test("At statsmodels' constants the likelihood is its own, starting states at their best")
  func likelihood() throws {
    for example in try Golden.load(Cases.self, "Models/smoothing").smoothing {
      let recursion = try SmoothingRecursion(
        example.values.map { $0 }, form: form(example),
        constants: SmoothingConstants(
          alpha: example.alpha, beta: example.beta, gamma: example.gamma,
          damping: example.damping))
      // statsmodels searches the starting states; here they are exact, so never less likely.
      #expect(recursion.logLikelihood > example.logLikelihood - 1e-6, "\(example.name)")
      #expect(recursion.logLikelihood < example.logLikelihood + 0.05, "\(example.name)")
      for (step, expected) in example.forecast.enumerated() {
        #expect(abs(recursion.mean(step + 1) / expected - 1) < 2e-3, "\(example.name) \(step)")
      }
    }
  }

  @Test("The search finds constants at least as likely as those of statsmodels")
  func search() throws {
    for example in try Golden.load(Cases.self, "Models/smoothing").smoothing {
      let fitted = try SmoothingRecursion.fitted(
        example.values.map { $0 }, form: form(example))
      #expect(fitted.logLikelihood > example.logLikelihood - 0.02, "\(example.name)")
    }
  }

  @Test(
    "An innovation's later effects are α + βj + γ in whole years, damped ones α + β(φ + … + φʲ)")
  func responses() throws {
    // Hyndman, Koehler, Ord & Snyder 2008, table 6.2.
    let values: [Double?] = (0..<24).map { 10 + Double($0) + Double($0 * $0 % 7) }
    let constants = SmoothingConstants(alpha: 0.4, beta: 0.1, gamma: 0.3, damping: 1)
    let seasonal = try SmoothingRecursion(
      values, form: SmoothingForm(trend: .additive, season: 4), constants: constants)
    for (lag, expected) in [(0, 1), (1, 0.5), (3, 0.7), (4, 1.1), (5, 0.9), (8, 1.5)] {
      #expect(abs(seasonal.response(lag) - expected) < 1e-12, "\(lag)")
    }
    let damped = try SmoothingRecursion(
      values, form: SmoothingForm(trend: .damped, season: 1),
      constants: SmoothingConstants(alpha: 0.4, beta: 0.1, damping: 0.5))
    for (lag, expected) in [(1, 0.45), (2, 0.475), (3, 0.4875)] {
      #expect(abs(damped.response(lag) - expected) < 1e-12, "\(lag)")
    }
  }

  @Test("Corrected AIC counts constants, starting states and the variance")
  func criterion() throws {
    // Hyndman et al. 2008, 7.1: q constants, starting states and the variance of n = 24 values.
    let values: [Double?] = (0..<24).map { 10 + Double($0) + Double($0 * $0 % 7) }
    for (trend, season, count) in [
      (.none, 1, 3), (.additive, 1, 5), (.damped, 1, 6), (.additive, 4, 9),
    ] as [(SmoothingForm.Trend, Int, Double)] {
      let recursion = try SmoothingRecursion(
        values, form: SmoothingForm(trend: trend, season: season),
        constants: SmoothingConstants(alpha: 0.4, beta: 0.1, gamma: 0.1, damping: 0.9))
      let expected =
        -2 * recursion.logLikelihood + 2 * count + 2 * count * (count + 1) / (24 - count - 1)
      #expect(abs(recursion.correctedAkaike - expected) < 1e-9, "\(trend) \(season)")
    }
  }

  @Test("Theta equals statsmodels' Theta method without seasons")
  func theta() throws {
    let example = try Golden.load(Cases.self, "Models/smoothing").theta
    let input = ModelInput(
      times: example.values.indices.map { 2000 + Double($0) }, values: example.values,
      transform: .identity)
    let times = (0..<8).map { 2000 + Double(example.values.count + $0) }
    let fitted = try Theta().fit(input, at: times)
    let alpha = try #require(fitted.parameters.first { $0.name == "alpha" }).value
    let slope = try #require(fitted.parameters.first { $0.name == "drift_per_period" }).value
    #expect(abs(alpha - example.alpha) < 0.01)
    #expect(abs(2 * slope - example.slope) < 1e-9)
    for (margin, expected) in zip(fitted.paths.margins, example.forecast) {
      #expect(abs(margin.value(at: 0.5) / expected - 1) < 2e-3)
    }
  }

  @Test("Naive: the variance grows with the step and the quantiles are those of the t")
  func naive() throws {
    let input = ModelInput(
      times: [1, 2, 3, 4, 5], values: [1, 3, 2, 2, 4], transform: .identity)
    let margins = try Naive().fit(input, at: [6, 7]).paths.margins
    // Mean square change (4 + 1 + 0 + 4)/4 = 2.25 with 4 degrees; t(0.975, 4) = 2.7764451.
    #expect(abs(margins[0].value(at: 0.975) - (4 + 1.5 * 2.776_445_1)) < 1e-6)
    let second = 4 + 1.5 * 2.0.squareRoot() * 2.776_445_1
    #expect(abs(margins[1].value(at: 0.975) - second) < 1e-6)
  }

  @Test("A gap is passed over, not taken for a value")
  func gaps() throws {
    let values = (0..<14).map { 10 + 2 * Double($0) }
    let kept = values.indices.filter { $0 != 6 && $0 != 7 }
    let input = ModelInput(
      times: kept.map { Double($0) }, values: kept.map { values[$0] }, transform: .identity)
    for type in [ExponentialSmoothing.self, Drift.self] as [any ForecastModel.Type] {
      let fitted = try type.init(parameters: [:]).fit(input, at: [14, 15])
      #expect(abs(fitted.paths.margins[1].value(at: 0.5) - 40) < 0.05, "\(type.card.id)")
    }
  }

  @Test("The combination weights members by past loss, between equal and best")
  func combination() throws {
    let times = (0..<20).map { Double($0) }
    let values = times.enumerated().map { index, time -> Double in
      let wobble = index.isMultiple(of: 2) ? 0.4 : -0.4
      return 5 + 3 * time + wobble
    }
    let input = ModelInput(times: times, values: values, transform: .identity)
    let fitted = try Combination().fit(input, at: [20, 21])
    let weights = fitted.parameters.map(\.value)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
    #expect(weights.allSatisfy { $0 > 0.05 && $0 < 0.9 })
    // Changes that alternate are what the autoregression knows best and the drift worst.
    func weight(_ id: String) throws -> Double {
      try #require(fitted.parameters.first { $0.name == "weight_\(id)" }).value
    }
    #expect(try weight("ar_differences") > 2 * weight("drift"))
  }
}
