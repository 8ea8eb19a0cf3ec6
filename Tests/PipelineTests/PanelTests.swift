import Models
import Pipeline
import Scoring
import TestSupport
import Testing
import TimeSeries

/// Series of a panel, forecast each by itself.
@Suite("Panel forecaster") struct PanelForecasterTests {
  private static let classes = ReferenceClassMix(
    mixes: ReferenceClassLibrary.candidates(frequency: .annual, bounds: .none).map { ($0, 1) })

  private static func series(_ values: [Double?], bounds: Bounds = .none) -> PanelSeries {
    PanelSeries(id: "a", first: .year(2010), values: values, bounds: bounds)
  }

  private func forecast(
    _ series: PanelSeries, model: (any ForecastModel)? = nil, horizon: Int = 3
  ) -> SeriesForecast {
    PanelForecaster(classes: Self.classes, model: model, horizon: horizon).forecast(series)
  }

  @Test("A series of numbers a thousand digits away is forecast as that of small ones is")
  func scale() throws {
    let values: [Double] = [8, 9, 11, 10, 13, 12, 14, 15]
    let factor = Double(sign: .plus, exponent: 600, significand: 1)
    let small = forecast(Self.series(values))
    let large = forecast(Self.series(values.map { $0 * factor }))
    #expect(small.answer.rung == .first && large.answer.rung == .first)
    for (one, other) in zip(small.margins, large.margins) {
      for probability in [0.05, 0.5, 0.95] {
        let (low, high) = (one.value(at: probability), other.value(at: probability))
        #expect(abs(high / factor / low - 1) < 1e-6, "\(probability): \(low), \(high / factor)")
      }
    }
  }

  @Test("Fewer than five values are few; none is refused; what never moved stands")
  func few() throws {
    #expect(forecast(Self.series([1, 3, 2, 4])).answer.reason == .fewValues)
    #expect(forecast(Self.series([1, 3, 2, 4, 6])).answer.reason == .enoughValues)
    let none = forecast(Self.series([nil, nil]))
    #expect(none.answer.rung == .refused && none.answer.reason == .noValue && none.margins.isEmpty)
    #expect(forecast(Self.series([5, 5, 5, 5, 5, 5])).answer.rung == .standing)
    #expect(forecast(Self.series([1, nil, 3, 2, 4, 6, 5, 7])).answer.reason == .gaps)
  }

  @Test("The step of a series is that of its finest figure: whole numbers have lost their zeros")
  func step() {
    let bounds = Bounds(lower: 0, upper: 100)
    let values = [97.4, 98, 99, 100, 100, 100, 100.0]
    #expect(forecast(Self.series(values, bounds: bounds)).resolution == 0.1)
    #expect(forecast(Self.series(values.map { $0.rounded() }, bounds: bounds)).resolution == 1)
  }

  @Test(
    "Counts that come back to 0 are whole and counted on their grid; no number of things is below 0"
  )
  func counts() throws {
    let fires = forecast(Self.series([3, 0, 2, 0, 0, 1, 0, 0]), horizon: 8)
    #expect(fires.answer.isOfCount && fires.answer.reason == .enoughValues)
    let mean = try #require(fires.mean(7))
    // 0.3718 by hand (`OwnCountTests`); quantiles end at 99.9%.
    #expect(abs(mean - 0.3718) < 0.02)
    let year = Period.year(2018)
    let (none, some) = (
      fires.probability(atLeast: false, 0, in: year), fires.probability(atLeast: true, 1, in: year)
    )
    #expect(abs((none ?? 0) - 0.7916) < 0.002 && abs((none ?? 0) + (some ?? 0) - 1) < 1e-9)
    for step in 0..<8 {
      let value = fires.quantile(0.95, of: step)
      #expect(value == value.rounded() && value >= 1 && value <= 4)
    }
    let large = forecast(Self.series([120, 0, 130, 140, 150]))
    #expect(!large.answer.isOfCount && large.margins.allSatisfy { $0.values[0] >= 0 })
    let signed = Bounds(lower: -1000, upper: .infinity)
    #expect(
      forecast(Self.series([120, 0, 130, 140, 150], bounds: signed)).margins
        .contains { $0.values[0] < 0 })
  }

  @Test("Periods follow the last row of a series, a blank one too")
  func periods() {
    #expect(forecast(Self.series([1, 3, 2, 4])).periods == (2014...2016).map { .year($0) })
    #expect(forecast(Self.series([1, 3, 2, nil])).periods == (2014...2016).map { .year($0) })
  }

  @Test(
    "A named model is that model on logarithms; where it cannot be fitted drift takes its place")
  func named() throws {
    let naive = try Naive(parameters: [:])
    let result = forecast(Self.series([10, 12, 11, 14, 16, 15]), model: naive)
    #expect(result.answer.maker == .model("naive") && result.answer.reason == .named)
    // A walk without drift: the middle of every year is the last value.
    for margin in result.margins { #expect(abs(margin.value(at: 0.5) - 15) < 1e-9) }
    let short = forecast(
      Self.series([10, 12, 11]), model: try BasicStructural(parameters: [:]))
    #expect(short.answer.maker == .model("drift"))
    #expect(short.answer.reason == .tooShortFor(BasicStructural.card.id))
  }

  @Test("A target at a bound is met or missed for certain; a period not forecast has no chance")
  func targets() throws {
    let share = forecast(
      Self.series([60, 64, 66, 70, 73, 75, 78], bounds: Bounds(lower: 0, upper: 100)))
    let year = share.periods[1]
    #expect(share.probability(atLeast: true, 0, in: year) == 1)
    #expect(share.probability(atLeast: true, 101, in: year) == 0)
    #expect(share.probability(atLeast: false, 100, in: year) == 1)
    #expect(share.probability(atLeast: false, -1, in: year) == 0)
    #expect(share.probability(atLeast: true, 80, in: .year(2040)) == nil)
    let middle = share.margins[1].value(at: 0.5)
    let chance = try #require(share.probability(atLeast: true, middle, in: year))
    #expect(abs(chance - 0.5) < 1e-6)
  }

  @Test(
    "A named model says of what stands at a bound what it says without one: the last value is the bound"
  )
  func bound() throws {
    let bounds = Bounds(lower: 0, upper: 100)
    let naive = try Naive(parameters: [:])
    for model in [naive, try Drift(parameters: [:]), try Combination(parameters: [:])]
      as [any ForecastModel]
    {
      for value in [0, 100.0] {
        let stood = forecast(
          Self.series(Array(repeating: value, count: 10), bounds: bounds), model: model)
        #expect(stood.margins.allSatisfy { $0.values.allSatisfy { $0 == value } })
        let mean = try #require(stood.mean(0))
        #expect(abs(mean - value) < 1e-9)
      }
    }
    let reached = Self.series([99.2, 99.5, 99.8, 100, 100, 100, 100], bounds: bounds)
    let margin = forecast(reached, model: naive).margins[0]
    #expect(margin.value(at: 0.5) == 100 && margin.value(at: 0.975) == 100)
    #expect(margin.value(at: 0.025) < 99.9 && margin.value(at: 0.025) > 98)
    // Classes that are named take no log odds either.
    let classes = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.share))
    let class100 = forecast(
      Self.series(Array(repeating: 100, count: 10), bounds: bounds), model: classes)
    #expect(class100.margins[0].value(at: 0.5) == 100)
    // What never stood at a bound keeps its distance, however near.
    let near = forecast(Self.series([99.98, 99.97, 99.99, 99.98], bounds: bounds), model: naive)
    #expect(near.margins[0].value(at: 0.5) < 100)
  }

  @Test("Between two bounds every distribution has a mean, also where all of it is one value")
  func means() throws {
    let flat = forecast(
      Self.series(Array(repeating: 50, count: 11), bounds: Bounds(lower: 0, upper: 100)))
    for step in 0..<3 {
      let mean = try #require(flat.mean(step))
      #expect(abs(mean - 50) < 1)
    }
  }

  @Test("What is still ahead is never certain, however far a target lies from all quantiles")
  func open() throws {
    let stood = forecast(
      Self.series([100, 100, 100, 100, 100, 100], bounds: Bounds(lower: 0, upper: 100)))
    let year = stood.periods[0]
    let top = try #require(stood.probability(atLeast: true, 100, in: year))
    #expect(top > 0.9 && top <= 0.999)
    let bottom = try #require(stood.probability(atLeast: false, 1, in: year))
    #expect(bottom == 0.001)
    // The floor holds for what only rounding keeps from 0.
    let zero = try #require(stood.probability(atLeast: false, 0, in: year))
    #expect(zero == 0.001)
  }
}

/// Forecasts of a panel at earlier origins.
@Suite("Panel backtest") struct PanelBacktestTests {
  private func backtest(
    _ values: [Double?], horizon: Int = 1, origins: Int = 10, minimum: Int = 5
  ) throws -> PanelBacktest {
    PanelBacktest(
      Panel(
        frequency: .annual,
        series: [PanelSeries(id: "a", first: .year(2000), values: values, bounds: .none)]),
      candidates: ReferenceClassLibrary.candidates(frequency: .annual, bounds: .none),
      name: "naive", model: try Naive(parameters: [:]), horizon: horizon, origins: origins,
      minimum: minimum, threads: 1)
  }

  @Test("The event is to reach the line through the first value and the last")
  func line() throws {
    // The line through 1 and 10 reaches 11 next.
    let line = (1...10).map { Double($0) }
    let below = try backtest(line + [10.95], origins: 1)
    #expect(below.methods[0].events.map(\.happened) == [false])
    let above = try backtest(line + [11.05], origins: 1)
    #expect(above.methods[0].events.map(\.happened) == [true])
  }

  @Test("Outcomes far above fall into the last tenth of the forecast, far below into the first")
  func transforms() throws {
    let steady = [10, 11, 10, 12, 11, 10, 11, 12].map { Double($0) }
    let above = try backtest(steady + [100], origins: 1).methods[0].score.pit.counts
    #expect(above == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    let below = try backtest(steady + [0.1], origins: 1).methods[0].score.pit.counts
    #expect(below == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("Origins are the last that leave enough values before them and one behind")
  func origins() throws {
    let values: [Double?] = [3, 5, 4, 6, 8, 7, 9, 11]
    // Eight values: after the fifth, sixth and seventh.
    #expect(try backtest(values).origins == 3)
    #expect(try backtest(values, origins: 2).origins == 2)
    #expect(try backtest(values, minimum: 7).origins == 1)
    #expect(try backtest(values, minimum: 8).origins == 0)
    #expect(try backtest(values, horizon: 3).methods[0].score.outcomes == 3 + 2 + 1)
    // Without the seventh nothing follows the sixth at once, and the seventh is no origin.
    var gap = values
    gap[6] = nil
    #expect(try backtest(gap).origins == 1)
  }

  @Test("The last value at a bound is scored as without bounds: errors by hand are 0")
  func bound() throws {
    let values: [Double?] = [60, 75, 88, 95, 99, 100, 100, 100, 100]
    func naive(_ bounds: Bounds) throws -> PanelBacktest.Method {
      PanelBacktest(
        Panel(
          frequency: .annual,
          series: [PanelSeries(id: "a", first: .year(2010), values: values, bounds: bounds)]),
        candidates: ReferenceClassLibrary.candidates(frequency: .annual, bounds: bounds),
        name: "naive", model: try Naive(parameters: [:]), horizon: 1, origins: 3, minimum: 5,
        threads: 1
      ).methods[0]
    }
    for bounds in [Bounds.none, Bounds(lower: 0, upper: 100)] {
      let score = try naive(bounds).score
      #expect(abs(score.meanAbsoluteScaledError.value) < 1e-12, "\(bounds)")
    }
  }

  @Test("Errors are measured by the changes before the origin: by hand")
  func errors() throws {
    let values: [Double?] = [3, 5, 4, 6, 8, 7]
    let method = try backtest(values, origins: 1).methods[0]
    // Changes of 2, 1, 2, 2 before the origin, and an error of 1 of the last value carried on.
    let scaled = 1 / (7.0 / 4)
    #expect(abs(method.score.meanAbsoluteScaledError.value - scaled) < 1e-9)
    #expect(try backtest(values).methods.map(\.name) == ["naive", "drift"])
  }
}

/// Panels of growth rates.
@Suite("Panels of rates") struct RatePanelTests {
  /// Positive rates around a mean of their own, by a fixed irregular course.
  private static let rates = Panel(
    frequency: .annual,
    series: (0..<12).map { number in
      PanelSeries(
        id: "r\(number)", first: .year(2005),
        values: (0..<12).map { year in
          let turn = Double((year * 7 + number * 5 + year * year * 3) % 11) / 10 - 0.5
          return 8 + Double(number) / 8 + 9 * turn
        }, bounds: .none)
    })

  private static let levels = Panel(
    frequency: .annual,
    series: rates.series.map { series in
      var level = 100.0
      return PanelSeries(
        id: series.id, first: series.first,
        values: series.values.map { rate in
          level *= 1 + (rate ?? 0) / 100
          return level
        }, bounds: .none)
    })

  private static func mix(_ panel: Panel) -> ReferenceClassMix {
    ReferenceClassMix(
      ReferenceClassLibrary.candidates(frequency: .annual, bounds: .none), for: panel, threads: 1)
  }

  private static func forecasts(
    _ panel: Panel, model: (any ForecastModel)? = nil
  ) -> [SeriesForecast] {
    PanelForecaster(classes: mix(panel), model: model, horizon: 6).forecast(panel, threads: 1)
  }

  @Test("Where many series are rates, those that are steady are taken for rates, too")
  func expected() {
    let steady = [9.1, 8.7, 9.4, 8.9, 9, 9.6, 8.8, 9.3]
    let alone = PanelSeries(id: "a", first: .year(2010), values: steady, bounds: .none)
    func name(_ panel: Panel) -> String {
      Self.mix(panel).suited(to: steady, bounds: .none).name
    }
    #expect(name(Panel(frequency: .annual, series: [alone])) != ReferenceClassMix.ownRate)
    #expect(name(Self.rates) == ReferenceClassMix.ownRate)
    #expect(Self.forecasts(Self.rates).allSatisfy { $0.answer.isOfRate })
  }

  @Test(
    "The levels that such rates make belong to the classes; a few rates beside them are the rates that they are alone"
  )
  func levelsStay() {
    #expect(Self.forecasts(Self.levels).allSatisfy { !$0.answer.isOfRate })
    let signed = PanelSeries(
      id: "signed", first: Self.rates.series[1].first,
      values: Self.rates.series[1].values.map { value in value.map { $0 - 8 } }, bounds: .none)
    let both = Panel(
      frequency: .annual, series: Self.levels.series + [Self.rates.series[2], signed])
    let told = Self.forecasts(both).filter(\.answer.isOfRate)
    #expect(told.map(\.id) == [Self.rates.series[2].id, "signed"])
    let alone = Panel(frequency: .annual, series: [Self.rates.series[2]])
    #expect(told[0].margins == Self.forecasts(alone)[0].margins)
  }

  @Test("A named model of positive rates is not on logarithms, of positive levels it is")
  func scale() throws {
    let naive = try Naive(parameters: [:])
    for (panel, isEven) in [(Self.rates, true), (Self.levels, false)] {
      for forecast in Self.forecasts(panel, model: naive) {
        let margin = forecast.margins[3]
        let (low, middle, high) = (
          margin.value(at: 0.05), margin.value(at: 0.5), margin.value(at: 0.95)
        )
        #expect((abs((high - middle) / (middle - low) - 1) < 1e-6) == isEven)
      }
    }
  }

  @Test("No quantile of a rate lies beyond ten times the range seen", arguments: ModelCatalog.ids)
  func finite(id: String) throws {
    let model = try ModelCatalog.model(id: id, parameters: [:])
    for (series, forecast) in zip(Self.rates.series, Self.forecasts(Self.rates, model: model)) {
      let values = series.values.compactMap { $0 }
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      for margin in forecast.margins {
        #expect(margin.value(at: 0.025) >= low - 10.001 * (high - low), "\(series.id)")
        #expect(margin.value(at: 0.975) <= high + 10.001 * (high - low), "\(series.id)")
      }
    }
  }
}

/// Series that are positive throughout.
@Suite("Positive series") struct PositiveSeriesTests {
  private static let rough: [Double] = [40, 22, 61, 15, 35, 8, 19, 4]

  private func margins(
    _ values: [Double], bounds: Bounds = .none, frequency: Frequency = .annual
  ) -> [QuantileFunction] {
    let first: Period = frequency == .annual ? .year(2010) : .quarter(1, of: 2018)
    let classes = ReferenceClassMix(
      [(ReferenceClassLibrary.named(frequency == .annual ? "general" : "quarterly"), 1)])
    return PanelForecaster(classes: classes, model: nil, horizon: 6).forecast(
      PanelSeries(id: "a", first: first, values: values, bounds: bounds)
    ).margins
  }

  @Test("None of their quantiles is 0 or less, and those far from 0 stay as they are")
  func positive() {
    let signed = Bounds(lower: -1e9, upper: .infinity)
    #expect(margins(Self.rough, bounds: signed).contains { $0.values[0] < 0 })
    #expect(margins(Self.rough).allSatisfy { $0.values[0] > 0 })
    // Quarters are kept above 0 by a curve below half of the least value.
    let free = margins(Self.rough, bounds: signed, frequency: .quarterly)
    #expect(free.contains { $0.values[0] < 0 })
    for (margin, free) in zip(margins(Self.rough, frequency: .quarterly), free) {
      #expect(margin.values[0] > 0)
      #expect(zip(margin.values, margin.values.dropFirst()).allSatisfy { $0 <= $1 })
      for (value, free) in zip(margin.values, free.values) where free >= 2 {
        #expect(value == free)
      }
    }
  }

  @Test("A series that was 0 or less may be again")
  func others() {
    #expect(margins(Self.rough + [-1]).contains { $0.values[0] < 0 })
  }
}
