public import Models
public import TimeSeries

/// Forecasts every series of a panel; a series too short for one method is handed to the next.
public struct PanelForecaster: Sendable {
  /// Values of a yearly series below which it is said that they are few.
  private static let fewValues = 5

  private let classes: ReferenceClassMix
  private let model: (any ForecastModel)?
  private let horizon: Int
  private var pools = RatePools()

  /// A forecaster.
  ///
  /// - Parameters:
  ///   - classes: the reference classes of the panel.
  ///   - model: a model to use instead; `nil` uses the class.
  ///   - horizon: periods after the last row of each series.
  public init(classes: ReferenceClassMix, model: (any ForecastModel)?, horizon: Int) {
    self.classes = classes
    self.model = model
    self.horizon = horizon
  }

  /// The same forecaster, whose rates are beside those of a panel (`RatePool`): of each only what is known up to the last
  /// value of the series that is forecast.
  ///
  /// - Parameter ends: the last periods known of the series that are forecast.
  func beside(_ panel: Panel, ends: [Period]) -> PanelForecaster {
    guard model == nil, classes.rates == .expected else { return self }
    var forecaster = self
    forecaster.pools = RatePools(panel, ends: Set(ends)) { series, history in
      chosen(series, history, .seen).rates == .own
    }
    return forecaster
  }

  /// The forecasts, in the order of the panel.
  public func forecast(_ panel: Panel, threads: Int) -> [SeriesForecast] {
    let ends = panel.series.compactMap { series in
      series.values.lastIndex { $0 != nil }.map(series.period)
    }
    let forecaster = beside(panel, ends: ends)
    return parallelMap(panel.series.count, threads: threads) {
      forecaster.forecast(panel.series[$0])
    }
  }

  /// The classes that a history goes to.
  ///
  /// - Parameter rates: what is known of rates in its company.
  private func chosen(
    _ series: PanelSeries, _ history: [Double], _ rates: ReferenceClassMix.Rates
  ) -> ReferenceClassMix {
    (rates == classes.rates ? classes : classes.with(rates)).named(series.id, history)
      .suited(to: history, bounds: series.bounds).told(by: history, bounds: series.bounds)
  }

  /// The classes that a history goes to in its company.
  private func chosen(
    _ series: PanelSeries, _ history: [Double], through latest: Period
  ) -> ReferenceClassMix {
    guard classes.rates == .expected else { return chosen(series, history, classes.rates) }
    let alone = chosen(series, history, .seen)
    let beside =
      alone.rates == .own ? alone : chosen(series, history, pools.rates(history, latest))
    return beside.with(pools[latest])
  }

  /// The forecast of one series from what is known up to a position; `nil` takes all of it.
  public func forecast(_ series: PanelSeries, through end: Int? = nil) -> SeriesForecast {
    let (scaled, factor) = series.normalised
    if factor != 1, !pools.isEmpty {
      var alone = self
      alone.pools = RatePools()
      return alone.forecast(series, through: end)
    }
    let end = end ?? series.values.count - 1
    var forecast = ordinary(scaled, through: end)
    if !forecast.answer.isOfCount, let edge = scaled.positiveEdge(through: end),
      !isRate(scaled, through: end)
    {
      forecast.margins = forecast.margins.map { $0.keptPositive(from: edge) }
    }
    if scaled.isOfCounts(through: end), !isRate(scaled, through: end) {
      let counted = Bounds(lower: 0, upper: scaled.bounds.upper)
      forecast.margins = forecast.margins.map { $0.clamped(to: counted) }
    }
    // A quarter of the largest number, so that means and points between quantiles are numbers, too.
    let limit = Double.greatestFiniteMagnitude / 4
    forecast.bounds = series.bounds
    forecast.resolution = series.printedStep
    forecast.margins = forecast.margins.map { margin in
      margin.mapped { min(max($0 * factor, -limit), limit) }
    }
    return forecast
  }

  private func ordinary(_ series: PanelSeries, through end: Int) -> SeriesForecast {
    let periods = (1...horizon).map { series.period(end + $0) }
    func answer(
      _ maker: Answer.Maker, _ rung: Answer.Rung, _ reason: Answer.Reason,
      _ margins: [QuantileFunction], hasMean: Bool = true
    ) -> SeriesForecast {
      SeriesForecast(
        id: series.id, answer: Answer(maker: maker, rung: rung, reason: reason), periods: periods,
        margins: margins, hasMean: hasMean)
    }
    guard let (values, last) = series.filled(through: end) else {
      return answer(.nobody, .refused, .noValue, [])
    }
    let steps = (1...horizon).map { end - last + $0 }
    if let model {
      let id = type(of: model).card.id
      do throws(ModelError) {
        let (margins, hasMean) = try named(model, series, values, last: last, steps: steps)
        return answer(.model(id), .first, .named, margins, hasMean: hasMean)
      } catch {
        if let drift = try? Drift(parameters: [:]),
          let (margins, hasMean) = try? named(drift, series, values, last: last, steps: steps)
        {
          return answer(
            .model(Drift.card.id), .drift, Self.reason(error, id), margins, hasMean: hasMean)
        }
      }
    }
    let history = series.history(through: end)?.values ?? values
    let latest = series.period(last)
    let classes = chosen(series, history, through: latest)
    let forecast = classes.forecast(
      history, nation: series.nation(through: end), bounds: series.bounds, steps: steps)
    let reason: Answer.Reason =
      switch forecast.rung {
      case .learned where series.hasManyGaps: .manyGaps
      case .learned where series.hasInnerGap: .gaps
      case .learned: values.count < Self.fewValues ? .fewValues : .enoughValues
      case .standing: .neverMoved
      case .pooledChanges: .tooShort
      }
    let isOwn = classes.rates == .own && values.count >= Self.enoughForRange
    return answer(
      .classes(classes.name(for: history, bounds: series.bounds)), Answer.Rung(forecast.rung),
      reason, isOwn ? forecast.margins.map { Self.capped($0, around: values) } : forecast.margins)
  }

  /// Whether the series up to a position is a rate, which may fall below 0 and has no logarithm.
  private func isRate(_ series: PanelSeries, through end: Int) -> Bool {
    if isOwnRate { return true }
    guard let history = series.history(through: end) else { return false }
    let season = classes.frequency.periodsPerYear
    if season > 1 { return RateLikeness(history.values, season: season).isSeen }
    if classes.rates == .expected, series.bounds.lower < 0, !series.bounds.isClosed,
      pools.rates(history.values, series.period(history.last)) != .seen
    {
      return true
    }
    return chosen(series, history.values, through: series.period(history.last)).rates == .own
  }

  /// Whether the model named says that all series are rates.
  private var isOwnRate: Bool { (model as? ReferenceClassModel)?.classes.rates == .own }

  private func named(
    _ model: any ForecastModel, _ series: PanelSeries, _ values: [Double], last: Int,
    steps: [Int]
  ) throws(ModelError) -> ([QuantileFunction], hasMean: Bool) {
    // Two or three values say too little of growth rates for wide tails in logarithms.
    let isRate = isRate(series, through: last)
    let isGrowing = values.count >= 5 && values.allSatisfy { $0 > 0 } && !isRate
    // Bounds far away say nothing of the scale.
    let isShare = series.bounds.isClosed && !ReferenceClassMix.isFar(series.bounds, from: values)
    let bounds = isShare ? series.bounds : .none
    let scale: Scale = isShare ? .logit : isGrowing ? .log : .identity
    guard let transform = Transform(scale: scale, bounds: bounds) else {
      throw .unsuitableScale(scale.rawValue)
    }
    let first = last - values.count + 1
    // Classes take no log odds, and know what stands at its bound.
    let edge = model is ReferenceClassModel ? nil : ScaleEdge(values, bounds: bounds)
    let input = ModelInput(
      times: values.indices.map { series.period(first + $0).end },
      values: edge?.inside(values) ?? values, transform: transform,
      periodsPerYear: classes.frequency.periodsPerYear)
    let times = steps.map { series.period(last + $0).end }
    let fitted = try beside(model, series, last).fit(input, at: times)
    var paths = fitted.paths
    paths.bounds = series.bounds
    let margins = paths.margins.map { margin in
      (edge?.outside(margin) ?? margin).clamped(to: series.bounds)
    }
    return (
      isRate && !isOwnRate ? margins.map { Self.capped($0, around: values) } : margins,
      paths.existingMoments.hasMean
    )
  }

  /// Ranges beyond the values seen that quantiles of a rate may reach: of a few values tails say nothing.
  private static let widestTail = 10.0
  /// Values from which on their range says something of a rate by itself.
  private static let enoughForRange = 4

  private static func capped(
    _ margin: QuantileFunction, around values: [Double]
  ) -> QuantileFunction {
    guard let low = values.min(), let high = values.max(), high > low else { return margin }
    let tail = widestTail * (high - low)
    return margin.mapped { min(max($0, low - tail), high + tail) }
  }

  /// The model, told of the nation where it is one of classes.
  private func beside(
    _ model: any ForecastModel, _ series: PanelSeries, _ last: Int
  ) -> any ForecastModel {
    guard let model = model as? ReferenceClassModel, !series.nation.isEmpty else { return model }
    return ReferenceClassModel(
      classes: model.classes,
      nation: series.nation.prefix(last + 1).enumerated().compactMap { position, value in
        value.map { (time: series.period(position).end, value: $0) }
      })
  }

  /// Why a named model handed a series down.
  private static func reason(_ error: ModelError, _ id: String) -> Answer.Reason {
    switch error {
    case .tooShort: .tooShortFor(id)
    case .tooLong, .tooWide: .tooLongFor(id)
    case .unsuitableScale: .noScaleFor(id)
    default: .noFitBy(id)
    }
  }
}
