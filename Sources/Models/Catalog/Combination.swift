internal import RealModule
internal import TimeSeries

/// Damped trend, drift, Theta and an autoregression, weighted by past quantile loss shrunk to equal.
///
/// Equation: `w_i = (1 − λ)/k + λ (1/L_i)/Σ(1/L_j)`, `L_i` the mean quantile loss of member i when it
/// forecast up to three values ahead from the last origins of the history, `λ = m/(m + 12)` for m
/// values scored. The combined distribution is the mixture of the members'.
///
/// Edge cases: members that a history is too short for are left out; fewer than five values: `tooShort`.
/// Randomness: one normal a step, auxiliary uniforms.
/// Source: Bates & Granger 1969, Operational Research Quarterly 20, 451–468; Smith & Wallis 2009, Oxford
/// Bulletin of Economics and Statistics 71, 331–355.
public struct Combination: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "combination",
    summary: "Damped trend, drift, Theta and autoregression, weighted by past quantile loss.",
    equation: "p(x) = sum of w_i p_i(x)",
    sources: ["Bates & Granger 1969, ORQ 20", "Smith & Wallis 2009, OBES 71"],
    minimumObservations: 5, isShiftEquivariant: false)

  private static let members: [any ForecastModel.Type] = [
    DampedTrend.self, Drift.self, Theta.self, AutoregressiveDifferences.self,
  ]
  private static let origins = 4
  private static let furthest = 3

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    var fitted: [(model: any ForecastModel, result: FittedModel)] = []
    for type in Self.members {
      let model = try type.init(parameters: [:])
      if let result = try? model.fit(input, at: times) { fitted.append((model, result)) }
    }
    guard let first = fitted.first else {
      throw .tooShort(observations: input.count, minimum: Self.card.minimumObservations + 1)
    }
    let weights = Self.weights(fitted.map(\.model), input)
    var components: [PathComponent] = []
    for ((_, result), weight) in zip(fitted, weights) {
      for var component in result.paths.components {
        component.weight *= weight
        components.append(component)
      }
    }
    return try FittedModel(
      Self.card.id, input, at: times, components, link: first.result.paths.link,
      parameters: zip(fitted, weights).map {
        FittedParameter("weight_\($0.0.result.modelID)", $0.1)
      }, residuals: first.result.residuals)
  }

  private static func weights(_ models: [any ForecastModel], _ input: ModelInput) -> [Double] {
    var losses = Array(repeating: 0.0, count: models.count)
    var scored = 0
    for origin in max(5, input.count - origins)..<max(5, input.count) {
      let past = ModelInput(
        times: Array(input.times[..<origin]), values: Array(input.values[..<origin]),
        errors: Array(input.errors[..<origin]), transform: input.transform,
        periodsPerYear: input.periodsPerYear)
      let ahead = origin..<min(input.count, origin + furthest)
      let forecasts = models.map { try? $0.fit(past, at: ahead.map { input.times[$0] }) }
      guard forecasts.allSatisfy({ $0 != nil }) else { continue }
      for (index, forecast) in forecasts.enumerated() {
        guard let margins = forecast?.paths.margins else { continue }
        for (margin, position) in zip(margins, ahead) {
          losses[index] += loss(margin, input.values[position])
        }
      }
      scored += ahead.count
    }
    let count = Double(models.count)
    guard scored > 0, losses.allSatisfy({ $0 > 0 }) else {
      return models.map { _ in 1 / count }
    }
    let share = Double(scored) / Double(scored + 12)
    let total = losses.reduce(0) { $0 + 1 / $1 }
    return losses.map { (1 - share) / count + share / $0 / total }
  }

  private static func loss(_ margin: QuantileFunction, _ value: Double) -> Double {
    [0.05, 0.25, 0.5, 0.75, 0.95].reduce(0) { sum, probability in
      let distance = value - margin.value(at: probability)
      return sum + max(probability * distance, (probability - 1) * distance)
    }
  }
}
