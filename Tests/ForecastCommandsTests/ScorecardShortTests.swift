import Foundation
import TestSupport
import Testing

/// Short histories, equal measures, plans of nine months, and what past years say of counts and stocks.
@Suite struct ScorecardShortTests {
  @Test("Two measures of the same months meet their plans together as often as one of them")
  func equalMeasures() throws {
    var made = MadeMeasures()
    for series in ["x", "y"] {
      made.addMonths(
        series, from: 12 * 2018, through: 12 * 2025 + 6, growth: 6, wobble: 0.2, seed: 7)
      made.measures.append(
        #"{"id": "m\#(series)", "name": "M", "series": {"level": "\#(series)"}}"#)
    }
    let values = try made.card()
    let value = try #require(values["mx 2025"]?.number("value"))
    for series in ["x", "y"] { made.ask("m\(series)", String(format: "%.0f", value), in: "2025") }
    let (outcome, folder) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let joint = try #require(
      try CSVRows.read(folder + "/scorecard_joint.csv").first {
        $0["period"] == "2025" && $0["dependence"] == "fitted"
      })
    let chances = try CSVRows.read(folder + "/scorecard.csv").filter { $0["period"] == "2025" }
      .compactMap { $0.number("probability") }
    let (all, least) = (try #require(joint.number("p_all")), try #require(chances.min()))
    #expect(least > 0.3 && least < 0.7, "\(chances)")
    // At a correlation of 0.6, the most before, a quarter of it is lost.
    #expect(all > 0.86 * least, "\(all) of \(chances)")
  }

  @Test("A plan of nine months alone is what is told first, with what to decide")
  func nineMonths() throws {
    var made = MadeMeasures()
    made.asOf = "2025-09-20"
    made.addMonths("x", from: 12 * 2019, through: 12 * 2025 + 7, growth: 6, wobble: 0.1)
    made.measures = [#"{"id": "m", "name": "M", "series": {"level": "x"}}"#]
    made.ask("m", "99999", in: "2025-09M")
    let (outcome, _) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("no plan is given"), "\(outcome.output)")
    #expect(outcome.output.contains("9 months 2025: will the plan be met?"), "\(outcome.output)")
    #expect(outcome.output.contains("One thing to decide"), "\(outcome.output)")
  }

  @Test("What is wanted exactly is met by what prints as it, ahead and behind")
  func exactly() throws {
    var made = MadeMeasures()
    made.asOf = "2025-09-20"
    for month in 12 * 2019...12 * 2025 + 7 {
      made.add(
        "x", MadeMeasures.month(month), String(format: "%.1f", month % 2 == 0 ? 99.96 : 100.04))
    }
    made.measures = [#"{"id": "m", "name": "M", "series": {"level": "x"}}"#]
    for (period, value) in [("2025-09M", "900"), ("2025-06M", "600")] {
      made.plan.append(
        "p,r\(made.plan.count),m,m,m,u,level,exactly,\(value),\(value),,,,,,\(period)")
    }
    let card = try made.card()
    #expect(try #require(card["m 2025-9M"]?.number("probability")) > 0.5, "\(card)")
    #expect(card["m 2025-6M"]?["verdict"] == "met", "\(card)")
  }

  @Test("Counts and stocks are forecast again, too; of what is not, the back-test says so")
  func pastYears() throws {
    var made = MadeMeasures()
    made.addMonths("s", from: 12 * 2019, through: 12 * 2025 + 6, growth: 6, wobble: 0.02)
    for month in 12 * 2019...12 * 2025 + 6 {
      made.add("c", MadeMeasures.month(month), "\((month * month * 7) % 5)")
      made.add("r", MadeMeasures.month(month), "\(4 + Double(month % 5) / 10)", unit: "%")
    }
    made.measures = [
      #"{"id": "stock", "name": "Stock", "series": {"level": "s"}, "year_is": "last"}"#,
      #"{"id": "count", "name": "Count", "series": {"level": "c"}}"#,
      #"{"id": "rate", "name": "Rate", "series": {"level": "r"}, "year_is": "mean"}"#,
    ]
    let (outcome, folder) = try made.run("scorecard", ["--backtest"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rivals = try CSVRows.read(folder + "/measure_rivals.csv").filter {
      $0["months_known"] == "9" && $0["scope"] == "all"
    }
    func row(_ measure: String) throws -> [String: String] {
      try #require(rivals.first { $0["measure"] == measure }, "\(rivals)")
    }
    // Four years have two before them; the stock's error is that of a few percent of noise.
    #expect(try row("stock").number("cases") == 4 && row("count").number("cases") == 4)
    #expect(try #require(row("stock").number("forecast_mae_pp")) < 6)
    #expect(outcome.output.contains("Rate: no past year was forecast again"), "\(outcome.output)")
    let (tracked, other) = try made.run("track", ["--backtest"])
    #expect(tracked.status == 0, "\(tracked.errors)")
    #expect(try CSVRows.read(other + "/notes.csv").contains { $0["kind"] == "measure_untried" })
  }

  @Test(
    "Months that began to be published in the middle of a year have ranges as wide as they scatter",
    arguments: [3, 2, 1])
  func begun(month: Int) throws {
    func width(_ scatter: Double) throws -> Double {
      var made = MadeMeasures()
      made.asOf = "2025-05-20"
      let signs: [Double] = [1, -1, -1, 1, 1, 1, -1, 1, -1, -1, 1, -1, 1, -1, 1, 1]
      for (place, ordinal) in (12 * 2024 + month - 1...12 * 2025 + 3).enumerated() {
        made.add(
          "x", MadeMeasures.month(ordinal),
          String(
            format: "%.2f", 1000 * (1 + scatter * signs[place] * (1 + 0.3 * Double(place % 3)))),
          vintage: "2025-05-10")
      }
      made.measures = [#"{"id": "m", "name": "M", "series": {"level": "x"}}"#]
      let year = try #require(try made.card()["m 2025"])
      return (try #require(year.number("value_p90")) - #require(year.number("value_p10"))) / 12000
    }
    let (calm, rough) = (try width(0.002), try width(0.2))
    #expect(calm < 0.03 && rough > 0.08 && rough < 0.6, "\(calm) \(rough)")
  }

  @Test(
    "What stands at the end of months, or their mean, is forecast from the first month of any history of 13 to 23",
    arguments: ["last", "mean"])
  func begunInAnyMonth(total: String) throws {
    var made = MadeMeasures()
    made.asOf = "2026-05-10"
    // Of 13 months up to 23, all published, which end in April 2026.
    for length in 13...23 {
      for place in (12 * 2026 + 4 - length)..<(12 * 2026 + 4) {
        let scatter = Double((place * 29) % 31)
        let level: Double = 15000 + 40 * Double(place - 12 * 2025) + 4 * scatter
        made.add(
          "s\(length)", MadeMeasures.month(place), String(format: "%.0f", level),
          vintage: "2026-05-05")
      }
      made.measures.append(
        #"{"id": "m\#(length)", "name": "M", "series": "s\#(length)", "year_is": "\#(total)"}"#)
    }
    let card = try made.card(["--year", "2026"])
    for length in 13...23 {
      let row = try #require(card["m\(length) 2026"])
      #expect(row["basis"] == "little", "\(length): \(row)")
      let (low, high) = (
        try #require(row.number("value_p10")), try #require(row.number("value_p90"))
      )
      // By December it stands at 15,980 if it goes on, 60 more or less; the mean of the year is 15,760 then.
      #expect(low > 14800 && low < 15900 && high > 15600 && high < 17000, "\(length): \(row)")
    }
  }

  @Test("A month that lacks among those at whose ends something stands is no reason to say nothing")
  func bridged() throws {
    func year(without missing: Set<Int>) throws -> [String: String] {
      var made = MadeMeasures()
      made.asOf = "2026-05-10"
      for place in 0..<40 where !missing.contains(place) {
        let scatter = Double((place * 29) % 31)
        let level: Double = 15000 + 40 * Double(place) + 4 * scatter
        made.add(
          "x", MadeMeasures.month(12 * 2023 + place), String(format: "%.0f", level),
          vintage: "2026-05-05")
      }
      made.measures = [#"{"id": "m", "name": "M", "series": "x", "year_is": "last"}"#]
      return try #require(try made.card(["--year", "2026"])["m 2026"])
    }
    let whole = try #require(try year(without: []).number("value"))
    for missing in [[35], [25], [20], [30, 31], [14, 27]] as [Set<Int>] {
      let row = try year(without: missing)
      #expect(row["basis"] == "data", "\(row)")
      // 16,880 if it goes on.
      #expect(abs(try #require(row.number("value")) - whole) < 60, "\(missing): \(row)")
    }
    // Half a year without figures begins a history anew.
    #expect(try year(without: Set(29...35))["basis"] != "data")
  }
}
