internal import Attainment
public import Models
public import Scoring
public import TimeSeries

/// How forecasts of a panel would have done at earlier origins, beside simple rivals.
public struct PanelBacktest: Sendable {
  /// What one method scored.
  public struct Method: Sendable {
    /// `auto` or the id of a model.
    public let name: String
    /// Over all steps.
    public let score: PanelScore
    /// Step by step, from 1.
    public let steps: [PanelScore]
    /// Stated probability and outcome of the last step being at least the drift line.
    public let events: [(probability: Double, happened: Bool)]
    /// The bins of the events.
    public let reliability: Reliability
  }

  /// The methods: what was asked for, then the rivals.
  public let methods: [Method]
  /// Series with an origin.
  public let series: Int
  /// Origins over all series.
  public let origins: Int

  private struct Case {
    let series: PanelSeries
    let origin: Int
    let history: [Double]
    let future: [Double]
  }

  private struct Outcome {
    var quantiles: [[Double]] = []
    var transforms: [Double] = []
    var event = Double.nan
  }

  /// Runs the backtest.
  ///
  /// - Parameters:
  ///   - candidates: the reference classes that the panel may belong to; they are weighted by what lies
  ///     before the first origins only.
  ///   - name: `auto`, or the id of `model`.
  ///   - origins: the last so many origins of each series that leave a value to compare.
  ///   - minimum: values before an origin, 3 at least.
  public init(
    _ panel: Panel, candidates: [ReferenceClassMix], name: String, model: (any ForecastModel)?,
    horizon: Int, origins: Int, minimum: Int, threads: Int
  ) {
    let panel = panel.normalised
    let cases = panel.series.flatMap { Self.cases($0, horizon, origins, max(3, minimum)) }
    let classes = ReferenceClassMix(
      candidates, for: Self.before(cases, frequency: panel.frequency), threads: threads)
    var rivals: [(String, (any ForecastModel)?)] = [(name, model)]
    let simple: [any ForecastModel.Type] =
      [Naive.self, Drift.self] + (panel.frequency.periodsPerYear > 1 ? [SeasonalNaive.self] : [])
    for type in simple where type.card.id != name {
      rivals.append((type.card.id, try? type.init(parameters: [:])))
    }
    let season = panel.frequency.periodsPerYear
    methods = rivals.map { name, model in
      let forecaster = PanelForecaster(classes: classes, model: model, horizon: horizon)
        .beside(panel, ends: cases.map { $0.series.period($0.origin) })
      let outcomes = parallelMap(cases.count, threads: threads) { index in
        Self.outcome(forecaster, cases[index])
      }
      return Self.score(name, cases, outcomes, horizon: horizon, season: season)
    }
    self.series = Set(cases.map(\.series.id)).count
    self.origins = cases.count
  }

  private static func cases(
    _ series: PanelSeries, _ horizon: Int, _ origins: Int, _ minimum: Int
  ) -> [Case] {
    var cases: [Case] = []
    for origin in (0..<max(0, series.values.count - 1)).reversed() where cases.count < origins {
      guard series.values[origin] != nil, let past = series.filled(through: origin),
        past.values.count >= minimum
      else { continue }
      let future = series.values[(origin + 1)...].prefix(horizon).map { $0 ?? .nan }
      guard future.contains(where: \.isFinite) else { continue }
      cases.append(Case(series: series, origin: origin, history: past.values, future: future))
    }
    return cases.reversed()
  }

  /// The panel as it was before the first origin of each series.
  private static func before(_ cases: [Case], frequency: Frequency) -> Panel {
    var seen: Set<String> = []
    let series = cases.compactMap { item -> PanelSeries? in
      guard seen.insert(item.series.id).inserted else { return nil }
      return PanelSeries(
        id: item.series.id, first: item.series.first,
        values: Array(item.series.values[...item.origin]), bounds: item.series.bounds)
    }
    return Panel(frequency: frequency, series: series)
  }

  private static func outcome(_ forecaster: PanelForecaster, _ item: Case) -> Outcome {
    let forecast = forecaster.forecast(item.series, through: item.origin)
    var outcome = Outcome()
    (outcome.quantiles, outcome.transforms) = PanelScore.said(forecast.margins, of: item.future)
    let step = item.future.count - 1
    if step < forecast.margins.count {
      outcome.event = forecast.margins[step].probability(atLeast: line(item))
    }
    return outcome
  }

  /// The drift line of a history at the last step of its future.
  private static func line(_ item: Case) -> Double {
    let history = item.history
    let last = history[history.count - 1]
    return last + (last - history[0]) / Double(history.count - 1) * Double(item.future.count)
  }

  private static func score(
    _ name: String, _ cases: [Case], _ outcomes: [Outcome], horizon: Int, season: Int
  ) -> Method {
    var score = PanelScore()
    var steps = Array(repeating: PanelScore(), count: horizon)
    var events: [(probability: Double, happened: Bool)] = []
    for (item, outcome) in zip(cases, outcomes) {
      let scale = ScaledError.scale(history: item.history, season: season)
      score.add(
        group: item.series.group, quantiles: outcome.quantiles, outcomes: item.future,
        transforms: outcome.transforms, scale: scale)
      for step in item.future.indices {
        steps[step].add(
          group: item.series.group, quantiles: [outcome.quantiles[step]],
          outcomes: [item.future[step]], transforms: [outcome.transforms[step]], scale: scale)
      }
      if let value = item.future.last, value.isFinite, outcome.event.isFinite {
        events.append((outcome.event, value >= line(item)))
      }
    }
    return Method(
      name: name, score: score, steps: steps, events: events, reliability: Reliability(events))
  }
}

extension PanelScore {
  /// What distributions said of outcomes, step by step: quantiles, and the probability of less.
  static func said(
    _ margins: [QuantileFunction], of outcomes: [Double]
  ) -> (quantiles: [[Double]], transforms: [Double]) {
    (
      zip(margins, outcomes).map { margin, _ in probabilities.map { margin.value(at: $0) } },
      zip(margins, outcomes).map { margin, value in
        value.isFinite ? 1 - margin.probability(atLeast: value) : 0
      }
    )
  }
}
