internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// A straight line on the modelling scale with AR(1) errors, by generalised least squares.
///
/// Equation: `x_t = a + b t + u_t`, `u_t = φ u_{t−1} + ε_t`; on the log scale `b` is log growth. The
/// errors of two observations `d` periods apart correlate by `φᵈ`, so gaps need no filling. `φ` is
/// averaged over a grid with weights `p(y | φ)`; `a`, `b` and the variance are integrated out, so a
/// forecast is a mixture of multivariate t's.
///
/// Edge cases: fewer than four values: `tooShort`. A straight line gives paths on the line.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: Judge, Griffiths, Hill, Lütkepohl & Lee 1985, The Theory and Practice of Econometrics,
/// section 8.2; Prais & Winsten 1954.
public struct LogLinearTrend: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "log_linear_ar1",
    summary: "A straight line on the modelling scale with AR(1) errors.",
    equation: "x_t = a + b t + u_t;  u_t = phi u_{t-1} + e_t",
    sources: ["Judge et al. 1985, The Theory and Practice of Econometrics, 8.2"],
    minimumObservations: 4, maximumObservations: DenseLimit.observations,
    parameters: [
      ModelParameter(
        name: "autocorrelation", summary: "phi, per period; averaged over 0 to 0.95 by default.",
        range: 0...0.99, standard: nil)
    ])

  private let autocorrelations: [Double]

  /// The model; an autocorrelation that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    autocorrelations =
      parameters["autocorrelation"].map { [$0] } ?? (0..<20).map { Double($0) * 0.05 }
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let images = try input.images()
    let noise = input.imageVariances()
    let perYear = Double(input.periodsPerYear)
    let columns = input.breakColumns(at: input.times + times)
    let origin = input.times[0]
    func design(_ points: [Double], offset: Int) -> Matrix {
      Matrix(rows: points.count, columns: 2 + columns.count) { row, column in
        switch column {
        case 0: 1
        case 1: points[row] - origin
        default: columns[column - 2][offset + row]
        }
      }
    }
    let start = design(input.times, offset: 0)
    let spread: Double
    do {
      let plain = try LeastSquares(design: start, response: images)
      let size = max(images.map { abs($0) }.max() ?? 0, 1e-12)
      spread = max(plain.variance ?? 0, size * size * 1e-12)
    } catch {
      throw .numerical(error)
    }
    var fits: [(phi: Double, posterior: LinearGaussianModel.Posterior)] = []
    for phi in autocorrelations {
      func correlation(_ first: Double, _ second: Double) -> Double {
        let distance = abs(first - second) * perYear
        return distance < 0.5 ? 1 : (phi == 0 ? 0 : Double.pow(phi, distance))
      }
      let model = LinearGaussianModel(
        design: start, response: images,
        covariance: Matrix(rows: input.count, columns: input.count) { i, j in
          correlation(input.times[i], input.times[j])
            + (i == j ? noise[i] / spread + 1e-12 : 0)
        },
        futureDesign: design(times, offset: input.count),
        crossCovariance: Matrix(rows: times.count, columns: input.count) {
          correlation(times[$0], input.times[$1])
        },
        futureCovariance: Matrix(rows: times.count, columns: times.count) {
          correlation(times[$0], times[$1])
        })
      do {
        fits.append((phi, try model.posterior()))
      } catch {
        throw .numerical(error)
      }
    }
    return try summarise(fits, input, times: times)
  }

  private func summarise(
    _ fits: [(phi: Double, posterior: LinearGaussianModel.Posterior)], _ input: ModelInput,
    times: [Double]
  ) throws(ModelError) -> FittedModel {
    let best = fits.map(\.posterior.logEvidence).max() ?? 0
    let weights = fits.map { Double.exp($0.posterior.logEvidence - best) }
    let total = weights.reduce(0, +)
    func average(_ value: ((phi: Double, posterior: LinearGaussianModel.Posterior)) -> Double)
      -> Double
    {
      zip(fits, weights).reduce(0) { $0 + value($1.0) * $1.1 } / total
    }
    var components: [PathComponent] = []
    for (fit, weight) in zip(fits, weights) {
      do {
        components.append(
          try PathComponent(
            weight: weight, mean: fit.posterior.mean, covariance: fit.posterior.covariance,
            degreesOfFreedom: fit.posterior.degreesOfFreedom))
      } catch {
        throw .numerical(error)
      }
    }
    return try FittedModel(
      modelID: Self.card.id,
      parameters: [
        FittedParameter("intercept", average { $0.posterior.coefficients[0] }),
        FittedParameter(
          "growth_per_year", average { $0.posterior.coefficients[1] },
          standardError: average { $0.posterior.coefficientErrors[1] }),
        FittedParameter("autocorrelation", average(\.phi)),
        FittedParameter("error_sd", average { $0.posterior.variance }.squareRoot()),
      ],
      paths: PathDistribution(
        times: times, components: components, link: .transform(input.transform),
        bounds: input.transform.bounds),
      residuals: input.times.enumerated().map { index, time in
        Residual(time: time, value: average { $0.posterior.whitenedResiduals[index] })
      })
  }
}
