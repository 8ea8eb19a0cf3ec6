internal import TimeSeries

/// Every future value is the last one of its season.
///
/// Equation: `x_{T+h} = x_{T+h−m} + ε` for the `m` periods of a year, so that errors add up year after
/// year. With one period a year it is the naive forecast.
/// Edge cases: fewer values than one season and two: `tooShort`; a gap is filled by the season before.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, section 5.2.
public struct SeasonalNaive: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "seasonal_naive", summary: "The last value of the same season.",
    equation: "x_{T+h} = x_{T+h-m} + e", sources: ["Hyndman & Athanasopoulos 2021, section 5.2"],
    minimumObservations: 3)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let season = input.periodsPerYear
    let minimum = max(Self.card.minimumObservations, season + 2)
    guard input.count >= minimum else {
      throw .tooShort(observations: input.count, minimum: minimum)
    }
    let history = try RegularHistory(input)
    var filled = history.images
    var errors: [(position: Int, value: Double)] = []
    for position in filled.indices where position >= season {
      let before = filled[position - season]
      if let value = filled[position] {
        if let before { errors.append((position, value - before)) }
      } else {
        filled[position] = before
      }
    }
    guard !errors.isEmpty else { throw .tooShort(observations: input.count, minimum: minimum) }
    let lastValue = history.known[history.known.count - 1].value
    let latest = filled.suffix(season).map { $0 ?? lastValue }
    let variance = errors.reduce(0) { $0 + $1.value * $1.value } / Double(errors.count)
    return try InnovationsForecast(
      mean: { latest[($0 - 1) % season] }, response: { $0.isMultiple(of: season) ? 1 : 0 },
      variance: variance, degreesOfFreedom: Double(errors.count), errors: errors,
      parameters: [FittedParameter("change_sd_per_year", variance.squareRoot())]
    ).fitted(Self.card.id, input, history: history, at: times)
  }
}
