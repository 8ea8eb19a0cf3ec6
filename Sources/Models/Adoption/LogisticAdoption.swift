internal import TimeSeries

/// Adoption along a logistic curve whose ceiling is uncertain.
///
/// Equation: `y_t = c / (1 + exp(−(a + b t + u_t)))`; `c`, `a`, `b` and the error carry their posterior.
/// Before the point of inflection the ceiling decides the answer, so it is never fixed unless the
/// scenario declares it. Every path stays between 0 and the upper bound.
///
/// Edge cases: fewer than three values: `tooShort`; a value at 0 or at the bound: `outsideScale`.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: Verhulst 1838; Meade & Islam 2006, International Journal of Forecasting 22, 519–545.
public struct LogisticAdoption: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "logistic_adoption",
    summary: "Adoption along a logistic curve with an uncertain ceiling.",
    equation: "y_t = c / (1 + exp(-(a + b t + u_t)))",
    sources: ["Verhulst 1838", "Meade & Islam 2006, IJF 22"],
    minimumObservations: 3, maximumObservations: DenseLimit.observations,
    parameters: [ceilingParameter], isShiftEquivariant: false, variancesMayShrink: true)

  static let ceilingParameter = ModelParameter(
    name: "ceiling", summary: "c, in the unit of the series; uncertain by default.",
    range: 1e-9...1e12)

  private let curve: AdoptionCurve

  /// The model; a ceiling that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    curve = AdoptionCurve(
      shape: .logistic, modelID: Self.card.id, ceiling: parameters["ceiling"])
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    return try curve.fit(input, at: times)
  }
}
