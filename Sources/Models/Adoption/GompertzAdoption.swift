internal import TimeSeries

/// Adoption along a Gompertz curve whose ceiling is uncertain.
///
/// Equation: `y_t = c · exp(−exp(−(a + b t + u_t)))`: the inflection lies at 37% of the ceiling, so
/// late adopters come more slowly than on a logistic curve. Every path stays between 0 and the upper
/// bound.
///
/// Edge cases: fewer than three values: `tooShort`; a value at 0 or at the bound: `outsideScale`.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: Gompertz 1825; Meade & Islam 2006, International Journal of Forecasting 22, 519–545.
public struct GompertzAdoption: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "gompertz_adoption",
    summary: "Adoption along a Gompertz curve with an uncertain ceiling.",
    equation: "y_t = c exp(-exp(-(a + b t + u_t)))",
    sources: ["Gompertz 1825", "Meade & Islam 2006, IJF 22"],
    minimumObservations: 3, maximumObservations: DenseLimit.observations,
    parameters: [LogisticAdoption.ceilingParameter], isShiftEquivariant: false,
    variancesMayShrink: true)

  private let curve: AdoptionCurve

  /// The model; a ceiling that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    curve = AdoptionCurve(
      shape: .gompertz, modelID: Self.card.id, ceiling: parameters["ceiling"])
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    return try curve.fit(input, at: times)
  }
}
