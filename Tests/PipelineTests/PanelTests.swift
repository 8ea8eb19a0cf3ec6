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
