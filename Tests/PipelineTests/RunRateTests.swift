import Models
import Pipeline
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// An indicator whose figures are rates, without levels.
@Suite("Rates of a run") struct RunRateTests {
  @Test("It is forecast by itself, says so, and claims no coverage of a class")
  func rate() throws {
    let values: [Double?] = [7.9, 10.4, 6.1, 9.3, 3.2, 11.8, 8.5, 5.7]
    var asked = Asked()
    asked.series("g", from: 2017, values)
    asked.indicate("g", #""kind": "level", "series": "g""#)
    asked.target("1", "g", low: "8", year: 2027)
    let result = try asked.run()
    let series = PanelSeries(id: "g", first: .year(2017), values: values, bounds: .none)
    let classes = ReferenceClassLibrary.mix(.other)
    let forecast = PanelForecaster(classes: classes, model: nil, horizon: 3).forecast(series)
    #expect(forecast.answer.isOfRate)
    let expected = forecast.margins[2]
    let told = try result.summary("g", 2027)
    for probability in [0.1, 0.5, 0.9] {
      #expect(abs(told.quantile(probability) - expected.value(at: probability)) < 0.25)
    }
    let ofClasses = result.calibration.filter { row in
      if case .referenceClass = row.scope { true } else { false }
    }
    #expect(ofClasses.isEmpty)
  }
}
