import Models
import Pipeline
import Plans
import Randomness
import Simulation
import TestSupport
import Testing
import TimeSeries

/// Levels in percent: what their units and names say.
@Suite("Levels in percent") struct PercentLevelTests {
  private static let rate = [3.1, 0.9, 2.6, 0.8, 2.9, 1.1, 2.7, 0.7]

  /// An indicator whose figures have a unit, which it may name itself.
  private func asked(
    _ values: [Double], unit: String, named own: String = "", name: String = "x"
  ) -> Asked {
    var asked = Asked()
    asked.horizon = 2030
    for (offset, value) in values.enumerated() {
      let year = 2025 - values.count + offset
      asked.rows.append("rate,X,A,\(year),\(value),\(unit),na,final,\(year + 1)-03-15,made,")
    }
    let unit = own.isEmpty ? "" : #", "unit": {"en": "\#(own)", "vi": "\#(own)"}"#
    asked.indicate(
      "rate",
      #""series": "rate", "kind": "level", "name": {"en": "\#(name)", "vi": "\#(name)"}"# + unit)
    return asked
  }

  @Test("The unit of the figures says that a level is in percent, as its own does")
  func unitOfFigures() throws {
    func spread(_ asked: Asked) throws -> Double {
      let summary = try asked.run().summary("rate", 2025)
      return summary.quantile(0.9) - summary.quantile(0.1)
    }
    let values = [2.1, 2.9, 2.3]
    let byFigures = try spread(asked(values, unit: "%"))
    #expect(byFigures == (try spread(asked(values, unit: "%", named: "%"))))
    #expect(byFigures > 1.2 * (try spread(asked(values, unit: "kg"))))
  }

  @Test(
    "A rate in percent that was positive stays so, but growth, changes and what names no unit",
    arguments: [
      ("%", "x", false), ("%", "Tỷ lệ thất nghiệp", false), ("% of the labour force", "x", false),
      ("%", "Tốc độ tăng GRDP", true), ("%", "CPI", true), ("% so với cùng kỳ", "x", true),
      ("u", "x", true),
    ])
  func kept(unit: String, name: String, mayFall: Bool) throws {
    let result = try asked(Self.rate, unit: unit, name: name).run()
    #expect((try result.summary("rate", 2030).histogram.share(atMost: 0) > 0) == mayFall)
  }

  @Test("A series of a panel whose name says growth is a rate, but for large values")
  func panel() {
    let forecaster = PanelForecaster(
      classes: ReferenceClassLibrary.mix(.other), model: nil, horizon: 2)
    func isRate(_ id: String, _ values: [Double?]) -> Bool {
      forecaster.forecast(
        PanelSeries(id: id, first: .year(2022), values: values, bounds: .none)
      ).answer.isOfRate
    }
    for id in ["Tốc độ tăng GRDP", "growth_rate of A", "Inflation, B"] {
      #expect(isRate(id, [6.9, 8.2, 9.0]), "\(id)")
    }
    #expect(!isRate("output of A", [6.9, 8.2, 9.0]))
    #expect(!isRate("growth fund", [690, 820, 900]))
  }
}
