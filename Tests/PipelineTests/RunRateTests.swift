import Attainment
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

  @Test(
    "Consumer prices as an index, the year before as 100, have the chances and rates of their growth"
  )
  func index() throws {
    let growth = [3.5, 3.2, 2.8, 3.2, 1.8, 3.1, 3.3, 3.6]
    var asked = Asked()
    for (id, base) in [("growth", 0.0), ("index", 100)] {
      for (offset, value) in growth.enumerated() {
        asked.rows.append(
          "\(id),X,A,\(2017 + offset),\(base + value),%,na,final,\(2018 + offset)-03-15,made,")
      }
    }
    let form = #""kind": "level", "scale": "identity", "unit": "%""#
    asked.indicate("growth", form + #", "name": "Lạm phát", "series": "growth""#)
    asked.indicate("index", form + #", "name": "Chỉ số giá tiêu dùng", "series": "index""#)
    asked.target("1", "growth", high: "3.3", year: 2027)
    asked.target("2", "index", high: "103.3", year: 2027)
    let result = try asked.run()
    let chances = result.attainment.compactMap(\.assessment?.probability.value)
    // Two samples of one distribution differ by less than five errors.
    #expect(chances.count == 2 && abs(chances[0] - chances[1]) < 5 * (0.5 / 4000).squareRoot())
    let (one, other) = (try result.summary("growth", 2027), try result.summary("index", 2027))
    for probability in [0.1, 0.5, 0.9] {
      #expect(abs(one.quantile(probability) + 100 - other.quantile(probability)) < 0.3)
    }
    #expect(result.baseRates.map { $0.asked?.perYear ?? .nan }.allSatisfy { abs($0 - 3.3) < 1e-9 })
    let own = result.baseRates.flatMap(\.rates).filter { $0.source.kind == .ownPast }
    #expect(own.map { [$0.reached, $0.cases] } == [[6, 8], [6, 8]])
  }
}
