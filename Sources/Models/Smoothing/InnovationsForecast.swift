internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// A series on a regular grid and on its modelling scale; gaps are `nil`.
struct RegularHistory {
  let images: [Double?]
  private let lastTime: Double
  private let perYear: Double

  /// - Throws: `outsideScale`.
  init(_ input: ModelInput) throws(ModelError) {
    let values = try input.images()
    perYear = Double(input.periodsPerYear)
    lastTime = input.times.last ?? 0
    let first = input.times.first ?? 0
    var images: [Double?] = []
    for (time, value) in zip(input.times, values) {
      let position = Int(((time - first) * perYear).rounded())
      while images.count < position { images.append(nil) }
      if images.count == position { images.append(value) } else { images[position] = value }
    }
    self.images = images
  }

  /// Steps after the last value, 1 at least.
  func step(_ time: Double) -> Int { max(1, Int(((time - lastTime) * perYear).rounded())) }

  var known: [(position: Int, value: Double)] {
    images.enumerated().compactMap { position, value in value.map { (position, $0) } }
  }
}

/// What a model with one source of errors says about the steps after a history.
///
/// Equation: `x_{T+h} = m_h + Σ_{j<h} ψ_j ε_{T+h−j}`, `ψ₀ = 1`, and where the mean was estimated its
/// covariance besides. With the variance estimated, paths are t-distributed.
///
/// Source: Hyndman, Koehler, Ord & Snyder 2008, section 6.2.
struct InnovationsForecast {
  /// The centre at step `h` from 1.
  let mean: (Int) -> Double
  /// Response to an error `j` steps before, from 0.
  let response: (Int) -> Double
  /// Covariance of the estimated means at two steps, in units of the variance.
  var estimation: (Int, Int) -> Double = { _, _ in 0 }
  let variance: Double
  let degreesOfFreedom: Double
  /// One-step errors at the positions of the values they belong to.
  let errors: [(position: Int, value: Double)]
  let parameters: [FittedParameter]

  /// The distribution of the paths at given times.
  func fitted(
    _ id: String, _ input: ModelInput, history: RegularHistory, at times: [Double]
  ) throws(ModelError) -> FittedModel {
    let steps = times.map { history.step($0) }
    let furthest = steps.max() ?? 1
    let weights = (0..<furthest).map(response)
    let covariance = Matrix(rows: times.count, columns: times.count) { i, j in
      let (first, second) = (min(steps[i], steps[j]), max(steps[i], steps[j]))
      var sum = estimation(steps[i], steps[j])
      for lag in 0..<first { sum += weights[lag] * weights[lag + second - first] }
      return variance * sum
    }
    let component = try numerical { () throws(LinearAlgebraError) in
      try PathComponent(
        weight: 1, mean: steps.map(mean), covariance: covariance,
        degreesOfFreedom: degreesOfFreedom)
    }
    return try FittedModel(
      id, input, at: times, [component], parameters: parameters, residuals: residuals(input))
  }

  /// Errors over their standard deviation, at the times of the values they belong to.
  private func residuals(_ input: ModelInput) -> [Residual] {
    let deviation = variance.squareRoot()
    guard deviation > 0, let first = input.times.first else { return [] }
    return errors.map {
      Residual(
        time: first + Double($0.position) / Double(input.periodsPerYear),
        value: $0.value / deviation)
    }
  }
}
