internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// An autoregression on differences, its order chosen by corrected AIC.
///
/// Equation: `Δx_t = c + φ₁ Δx_{t−1} + … + φ_p Δx_{t−p} + e_t`, `p` from 0 to 4; the least-squares error
/// of the coefficients is in the variance through its degrees of freedom and the drift's own error.
/// Seasons are taken out before by shrunk classical indices and put back.
///
/// Edge cases: fewer than five values: `tooShort`; an explosive fit falls back on a smaller order.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Box & Jenkins 1970; Hurvich & Tsai 1989, Biometrika 76, 297–307.
public struct AutoregressiveDifferences: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "ar_differences", summary: "An autoregression on changes, its order chosen by AICc.",
    equation: "dx_t = c + phi_1 dx_{t-1} + ... + phi_p dx_{t-p} + e_t",
    sources: ["Box & Jenkins 1970", "Hurvich & Tsai 1989, Biometrika 76"],
    minimumObservations: 5)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  private struct Fit {
    let order: Int
    let regression: LeastSquares
    let criterion: Double
    let weights: [Double]
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let history = try RegularHistory(input)
    let series = DeseasonalisedHistory(history, season: input.periodsPerYear)
    let changes = Statistics.differences(series.adjusted)
    let most = min(4, (changes.count - 2) / 3)
    var best: Fit?
    for order in 0...max(0, most) {
      guard let fit = fit(changes, order: order, skip: max(0, most)) else { continue }
      if fit.criterion < best?.criterion ?? .infinity { best = fit }
    }
    guard let best, let last = series.adjusted.last else {
      throw .tooShort(observations: input.count, minimum: Self.card.minimumObservations)
    }
    let degrees = Double(max(1, best.regression.degreesOfFreedom))
    let variance = best.regression.residualSumOfSquares / degrees
    let furthest = times.map { history.step($0) }.max() ?? 1
    let path = path(best, changes, last: last, steps: furthest)
    let responses = cumulated(best.weights, steps: furthest)
    let errors = best.regression.residuals.enumerated().map { row, value in
      (position: row + 1 + max(0, most), value: value)
    }
    // A constant that is off by one moves the level by the sum of the responses.
    let drift = best.regression.unscaledCovariance[0, 0]
    let sums = responses.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    return try InnovationsForecast(
      mean: { path[$0 - 1] + series.season($0) }, response: { responses[$0] },
      estimation: { drift * sums[$0] * sums[$1] },
      variance: variance, degreesOfFreedom: degrees,
      errors: errors,
      parameters: [FittedParameter("order", Double(best.order))]
        + best.weights.enumerated().map { FittedParameter("phi_\($0 + 1)", $1) }
        + [FittedParameter("error_sd", variance.squareRoot())]
    ).fitted(Self.card.id, input, history: history, at: times)
  }

  /// Least squares on the same rows for every order, so that criteria compare.
  private func fit(_ changes: [Double], order: Int, skip: Int) -> Fit? {
    let rows = Array(skip..<changes.count)
    let design = Matrix(rows: rows.count, columns: order + 1) { row, column in
      column == 0 ? 1 : changes[rows[row] - column]
    }
    guard rows.count > order + 1,
      let regression = try? LeastSquares(
        design: design, response: rows.map { changes[$0] })
    else { return nil }
    let weights = Array(regression.coefficients.dropFirst())
    // Bounded responses after a long time: the fit does not explode.
    guard abs(cumulated(weights, steps: 200)[199]) < 20 else { return nil }
    let size = Double(rows.count)
    let parameters = Double(order + 2)
    guard size > parameters + 1 || order == 0 else { return nil }
    let correction =
      size > parameters + 1 ? 2 * parameters * (parameters + 1) / (size - parameters - 1) : 0
    return Fit(
      order: order, regression: regression,
      criterion: size * Double.log(max(regression.residualSumOfSquares, 1e-300) / size)
        + 2 * parameters + correction, weights: weights)
  }

  private func path(_ fit: Fit, _ changes: [Double], last: Double, steps: Int) -> [Double] {
    var recent = changes
    var level = last
    return (0..<steps).map { _ in
      var next = fit.regression.coefficients[0]
      for (lag, weight) in fit.weights.enumerated() {
        next += weight * recent[recent.count - 1 - lag]
      }
      recent.append(next)
      level += next
      return level
    }
  }

  /// Response of the level to an error, step by step.
  private func cumulated(_ weights: [Double], steps: Int) -> [Double] {
    var responses: [Double] = []
    var changes: [Double] = []
    for step in 0..<steps {
      var change = step == 0 ? 1.0 : 0
      for (lag, weight) in weights.enumerated() where step - 1 - lag >= 0 {
        change += weight * changes[step - 1 - lag]
      }
      changes.append(change)
      responses.append((responses.last ?? 0) + change)
    }
    return responses
  }
}
