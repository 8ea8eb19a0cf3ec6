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
        range: 0...0.99)
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
    let designs = LinearGaussianModel.line(input, at: times, from: input.times[0])
    let plain = try numerical { () throws(LinearAlgebraError) in
      try LeastSquares(design: designs.past, response: images)
    }
    let size = max(images.map { abs($0) }.max() ?? 0, 1e-12)
    let spread = max(plain.variance ?? 0, size * size * 1e-12)
    var fits: [Fit] = []
    for phi in autocorrelations {
      func correlation(_ first: Double, _ second: Double) -> Double {
        let distance = abs(first - second) * perYear
        return distance < 0.5 ? 1 : (phi == 0 ? 0 : Double.pow(phi, distance))
      }
      let model = LinearGaussianModel(
        input, at: times, designs: designs, response: images, correlation: correlation,
        own: { noise[$0] / spread + 1e-12 })
      fits.append(Fit(phi: phi, posterior: try numerical(model.posterior)))
    }
    let average = EvidenceAverage(fits, logEvidence: \.posterior.logEvidence)
    return try FittedModel(
      Self.card.id, input, at: times,
      average.components { fit, weight throws(LinearAlgebraError) in
        try fit.posterior.component(weight: weight)
      },
      parameters: [
        FittedParameter("intercept", average { $0.posterior.coefficients[0] }),
        FittedParameter(
          "growth_per_year", average { $0.posterior.coefficients[1] },
          standardError: average { $0.posterior.coefficientErrors[1] }),
        FittedParameter("autocorrelation", average(\.phi)),
        FittedParameter("error_sd", average { $0.posterior.variance }.squareRoot()),
      ],
      residuals: input.times.enumerated().map { index, time in
        Residual(time: time, value: average { $0.posterior.whitenedResiduals[index] })
      })
  }

  private struct Fit {
    let phi: Double
    let posterior: LinearGaussianModel.Posterior
  }
}
