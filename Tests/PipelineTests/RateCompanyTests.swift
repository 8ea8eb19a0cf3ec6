import Models
import Pipeline
import Testing
import TimeSeries

/// Rates beside others of their panel.
@Suite("Rates in company") struct RateCompanyTests {
  private static let classes = ReferenceClassMix(
    [(ReferenceClassLibrary.named("general"), 1)], rates: .expected)

  /// Twenty rates of eight years each around means of 2 to 6.
  private static func series(_ number: Int, year: Int = 2010) -> PanelSeries {
    PanelSeries(
      id: "r\(number)", first: .year(year),
      values: (0..<8).map { year in
        let turn = Double((year * 7 + number * 5 + year * year * 3) % 11) / 10 - 0.5
        return 2 + Double(number % 5) + 7 * turn
      }, bounds: .none)
  }
  private static let rates = (0..<20).map { series($0) }

  private func forecasts(_ series: [PanelSeries]) -> [SeriesForecast] {
    PanelForecaster(classes: Self.classes, model: nil, horizon: 5)
      .forecast(Panel(frequency: .annual, series: series), threads: 1)
  }

  @Test("A rate beside others lies nearer to them than by itself")
  func drawn() {
    let together = forecasts(Self.rates).map { $0.margins[4].value(at: 0.5) }
    let alone = Self.rates.map { forecasts([$0])[0].margins[4].value(at: 0.5) }
    func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    #expect(spread(together) < 0.8 * spread(alone))
  }

  @Test("What came behind the last year of a series says nothing of it")
  func past() {
    let early = Self.series(3, year: 2006)
    let others = Self.rates.map { series in
      PanelSeries(
        id: series.id, first: series.first,
        values: series.values.enumerated().map { place, value in
          // 2014 and later, behind the end of the early one.
          place < 4 ? value : value.map { $0 * 9 + 40 }
        }, bounds: .none)
    }
    #expect(forecasts([early] + Self.rates)[0].margins == forecasts([early] + others)[0].margins)
    #expect(forecasts([early] + Self.rates)[0].margins != forecasts([early])[0].margins)
  }

  @Test("A course like that of a level is a rate among rates, a level elsewhere")
  func line() {
    let rising = PanelSeries(
      id: "rising", first: .year(2010), values: [3.3, 0.5, 1.6, 2.6, 5, 8.3, 8.7, 8.2],
      bounds: .none)
    let among = forecasts(Self.rates + [rising]).last
    #expect(among?.answer.isOfRate == true)
    #expect((among?.margins.map { $0.value(at: 0.975) }.max() ?? .infinity) < 30)
    #expect(forecasts([rising])[0].answer.isOfRate == false)
    // What grows by a tenth each year is a line among any.
    let grown = (0..<13).reduce(into: [2.0]) { values, _ in
      values.append(values[values.count - 1] * 1.1)
    }
    let line = PanelSeries(
      id: "line", first: .year(2006), values: Array(grown.prefix(12)), bounds: .none)
    #expect(forecasts(Self.rates + [line]).last?.answer.isOfRate == false)
    // Where it does not lie among them it stays a level.
    let far = PanelSeries(
      id: "far", first: .year(2010), values: rising.values.map { $0.map { $0 + 100 } },
      bounds: .none)
    #expect(forecasts(Self.rates + [far]).last?.answer.isOfRate == false)
  }

  @Test(
    "Of one that ended before, what lies within eight years of the end of a series is looked at")
  func ended() {
    // It ends six years before the others: its last two years count, the earlier ones do not.
    let early = Self.series(3, year: 2004)
    let other = PanelSeries(
      id: early.id, first: early.first,
      values: early.values.enumerated().map { place, value in
        place < 6 ? value.map { $0 * 3 + 20 } : value
      }, bounds: .none)
    #expect(
      forecasts(Self.rates + [early])[0].margins == forecasts(Self.rates + [other])[0].margins)
    #expect(forecasts(Self.rates + [early])[0].margins != forecasts(Self.rates)[0].margins)
  }

  @Test("What lies far from the rates beside it is a level, whether it moves as a line or not")
  func level() {
    let level = PanelSeries(
      id: "level", first: .year(2010), values: [512, 640, 570, 690, 610, 730, 650, 760],
      bounds: .none)
    #expect(forecasts(Self.rates + [level]).last?.answer.isOfRate == false)
  }

  @Test("From four values on no quantile of a rate lies further away than ten times the range seen")
  func range() {
    let calm = PanelSeries(
      id: "calm", first: .year(2012), values: [7.2, 7.1, 7.15, 7.12, 7.2, 7.18], bounds: .none)
    let forecast = forecasts(Self.rates + [calm]).last
    #expect(forecast?.answer.isOfRate == true)
    for margin in forecast?.margins ?? [] {
      #expect(margin.values[0] > 7.1 - 1.001)
      #expect((margin.values.last ?? .infinity) < 7.2 + 1.001)
    }
  }
}
