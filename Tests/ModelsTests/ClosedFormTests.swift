import LinearAlgebra
import Models
import RealModule
import TestSupport
import Testing
import TimeSeries

/// Forecasts whose mean and variance stand in textbooks.
@Suite struct ClosedFormTests {
  private let values = [3.0, 5, 4, 8, 9, 8, 12, 13, 15, 14]

  private func input(_ values: [Double], errors: [Double]? = nil) -> ModelInput {
    ModelInput(
      times: values.indices.map(Double.init), values: values, errors: errors, transform: .identity)
  }

  private func parameter(_ fitted: FittedModel, _ name: String) throws -> FittedParameter {
    try #require(fitted.parameters.first { $0.name == name })
  }

  @Test("Drift: the variance h steps ahead is σ²h(1 + h/(T − 1)), with T − 2 degrees of freedom")
  func drift() throws {
    // Hyndman & Athanasopoulos 2021, table 5.2; σ² is the variance of the changes.
    let count = Double(values.count)
    let fitted = try Drift().fit(input(values), at: [10, 12, 16])
    let changes = zip(values.dropFirst(), values).map { $0 - $1 }
    let deviation = moments(changes).deviation
    let degrees = count - 2
    for (place, step) in [1.0, 3, 7].enumerated() {
      let (mean, spread) = fitted.paths.momentsOnScale(step: place)
      #expect(abs(mean - (14 + step * 11 / 9)) < 1e-12)
      let variance = deviation * deviation * step * (1 + step / (count - 1))
      #expect(abs(spread * spread / (variance * degrees / (degrees - 2)) - 1) < 1e-9)
    }
  }

  @Test("An autoregression of order 0 is the drift, in mean, width and tails")
  func orderZero() throws {
    // With five values no lag can be afforded.
    let short = input(Array(values.prefix(5)))
    let one = try AutoregressiveDifferences().fit(short, at: [5, 7, 11])
    let two = try Drift().fit(short, at: [5, 7, 11])
    #expect(try parameter(one, "order").value == 0)
    for (own, other) in zip(one.paths.margins, two.paths.margins) {
      for (value, expected) in zip(own.values, other.values) {
        #expect(abs(value - expected) < 1e-6 * max(1, abs(expected)))
      }
    }
  }

  @Test("Changes that follow a recurrence of two lags go on to follow it")
  func recurrence() throws {
    var changes = [1.0, -2]
    for _ in 0..<30 {
      let (last, before) = (changes[changes.count - 1], changes[changes.count - 2])
      changes.append(0.5 + 0.4 * last - 0.7 * before)
    }
    let levels = changes.reduce(into: [10.0]) { $0.append($0[$0.count - 1] + $1) }
    let known = Array(levels.prefix(24))
    let fitted = try AutoregressiveDifferences().fit(
      input(known), at: (24..<32).map(Double.init))
    for step in 0..<8 {
      #expect(abs(fitted.paths.momentsOnScale(step: step).mean - levels[24 + step]) < 1e-6)
    }
  }

  @Test("A straight line: the variance ahead is σ²(1 + 1/n + (x − x̄)²/Sxx), with n − 2 degrees")
  func line() throws {
    let count = Double(values.count)
    let fitted = try LogLinearTrend(parameters: ["autocorrelation": 0]).fit(
      input(values), at: [10, 14])
    let middle = (count - 1) / 2
    let squares = values.indices.reduce(0.0) {
      $0 + (Double($1) - middle) * (Double($1) - middle)
    }
    let slope =
      values.enumerated().reduce(0) { $0 + (Double($1.0) - middle) * $1.1 } / squares
    let mean = moments(values).mean
    let variance =
      values.enumerated().reduce(0) { sum, item in
        let rest = item.1 - mean - slope * (Double(item.0) - middle)
        return sum + rest * rest
      } / (count - 2)
    for (place, time) in [10.0, 14].enumerated() {
      let (centre, spread) = fitted.paths.momentsOnScale(step: place)
      #expect(abs(centre - (mean + slope * (time - middle))) < 1e-9)
      let distance = (time - middle) * (time - middle) / squares
      let ahead = variance * (1 + 1 / count + distance) * (count - 2) / (count - 4)
      #expect(abs(spread * spread / ahead - 1) < 1e-9)
    }
  }

  /// The likelihood of what is left of values when every straight line is taken out, up to a constant.
  ///
  /// Second differences know no line; their variance follows from that of the values (Patterson &
  /// Thompson 1971, Biometrika 58).
  private func contrastLikelihood(_ values: [Double], _ covariance: Matrix) throws -> Double {
    let count = values.count
    let contrasts = Matrix(rows: count - 2, columns: count) {
      $1 == $0 || $1 == $0 + 2 ? 1 : $1 == $0 + 1 ? -2 : 0
    }
    let factor = try Cholesky(contrasts * covariance * contrasts.transposed)
    let rest = factor.whiten(contrasts * values)
    return -0.5 * (factor.logDeterminant + Double(count - 2) * Double.log(dot(rest, rest)))
  }

  private func average(_ candidates: [Double], _ likelihoods: [Double]) -> Double {
    let best = likelihoods.max() ?? 0
    let weights = likelihoods.map { Double.exp($0 - best) }
    return dot(candidates, weights) / weights.reduce(0, +)
  }

  @Test("A trend's autocorrelations are weighted by their likelihood once the line is taken out")
  func trendEvidence() throws {
    let fitted = try LogLinearTrend().fit(input(values), at: [10])
    let candidates = (0..<20).map { Double($0) * 0.05 }
    let count = values.count
    let likelihoods = try candidates.map { phi in
      try contrastLikelihood(
        values,
        Matrix(rows: count, columns: count) { i, j in
          (0..<abs(i - j)).reduce(1) { product, _ in product * phi }
        })
    }
    let expected = average(candidates, likelihoods)
    #expect(abs(try parameter(fitted, "autocorrelation").value - expected) < 1e-6)
    #expect(expected > 0.01)
  }

  @Test("Variance ratios of a level that wanders are weighted by their likelihood without the line")
  func structuralEvidence() throws {
    let fitted = try LocalLinearTrend(parameters: ["slope_ratio": 0]).fit(input(values), at: [10])
    let candidates = [0, 0.1, 0.5, 2, 10, 100]
    let count = values.count
    let likelihoods = try candidates.map { ratio in
      try contrastLikelihood(
        values,
        Matrix(rows: count, columns: count) { i, j in
          (i == j ? 1 : 0) + ratio * Double(min(i, j))
        })
    }
    let expected = average(candidates, likelihoods)
    let found = try parameter(fitted, "level_ratio").value
    #expect(abs(found / expected - 1) < 1e-6, "\(found) \(expected)")
  }

  @Test("A level and a slope that have followed a line go on along it")
  func continued() throws {
    let fitted = try LocalLinearTrend(parameters: [:]).fit(
      input((0..<12).map { 7 - 0.5 * Double($0) }), at: [12, 13, 17])
    for (place, time) in [12.0, 13, 17].enumerated() {
      #expect(abs(fitted.paths.momentsOnScale(step: place).mean - (7 - 0.5 * time)) < 1e-6)
    }
  }
}

/// What published errors of single values do.
@Suite struct MeasurementErrorTests {
  private let levels = [100.0, 104, 109, 111, 118, 121, 127, 131, 138]

  private func input(_ values: [Double], errors: [Double]) -> ModelInput {
    ModelInput(
      times: values.indices.map(Double.init), values: values, errors: errors, transform: .identity)
  }

  @Test("The filter takes errors of its own for each value: all alike, they are the model's noise")
  func filter() {
    let flow: [Double?] = levels.map { $0 }
    let noisy = KalmanFilter(
      .localLinearTrend(observationVariance: 7, levelVariance: 2, slopeVariance: 0.1),
      observations: flow)
    let told = KalmanFilter(
      .localLinearTrend(observationVariance: 4, levelVariance: 2, slopeVariance: 0.1),
      observations: flow, extraVariances: levels.map { _ in 3 })
    #expect(abs(noisy.logLikelihood - told.logLikelihood) < 1e-10)
    #expect(zip(noisy.nextState, told.nextState).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test("A line through values with errors weighs them by the inverse of all their variance")
  func weightedLine() throws {
    let errors = [0.0, 1, 5, 0, 0.5, 8, 0, 2, 0]
    let design = Matrix(rows: levels.count, columns: 2) { $1 == 0 ? 1 : Double($0) }
    // Errors stand beside the scatter around the plain line.
    let scatter = try #require(try LeastSquares(design: design, response: levels).variance)
    let covariance = Matrix(rows: levels.count, columns: levels.count) {
      $0 == $1 ? scatter + errors[$0] * errors[$0] : 0
    }
    let weighted = try LeastSquares(
      design: design, response: levels, covariance: Cholesky(covariance))
    let fitted = try LogLinearTrend(parameters: ["autocorrelation": 0]).fit(
      input(levels, errors: errors), at: [11])
    let expected = weighted.coefficients[0] + 11 * weighted.coefficients[1]
    #expect(abs(fitted.paths.momentsOnScale(step: 0).mean - expected) < 1e-6)
    let plain = try LeastSquares(design: design, response: levels).coefficients
    #expect(abs(plain[0] + 11 * plain[1] - expected) > 0.1)
  }

  @Test("Read backwards, an error of the first value weighs on growth as one of the last did")
  func reversed() throws {
    let model = try DampedDrift(parameters: ["slow_share": 0.5, "damping": 0.6])
    var first = levels.map { _ in 0.5 }
    first[0] = 6
    func growth(_ values: [Double], _ errors: [Double]) throws -> FittedParameter {
      try #require(
        model.fit(input(values, errors: errors), at: [10]).parameters.first {
          $0.name == "long_run_growth_per_year"
        })
    }
    let forwards = try growth(levels, first)
    let backwards = try growth(levels.reversed(), first.reversed())
    #expect(abs(forwards.value + backwards.value) < 1e-6)
    let (one, other) = (forwards.standardError ?? 0, backwards.standardError ?? 1)
    #expect(abs(one / other - 1) < 1e-6)
  }
}
