import Foundation
import TestSupport
import Testing

@Suite struct ScorecardTests {
  /// Exports by month since 2018 up to July 2025, growing at 9%.
  private func steady(wobble: Double = 0) -> MadeMeasures {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: wobble)
    made.measures = [#"{"id": "x", "name": "Exports", "series": "x", "price_basis": "current"}"#]
    return made
  }

  @Test("What grew at one pace goes on at it, and the chance of half a point more or less says so")
  func goesOn() throws {
    var made = steady()
    made.ask("x", "8.5", kind: "growth", in: "2025")
    let less = try #require(try made.card()["x 2025"])
    #expect(abs(try #require(less.number("yoy_percent")) - 9) < 0.05)
    #expect(try #require(less.number("probability")) > 0.6)
    made.plan = []
    made.ask("x", "9.5", kind: "growth", in: "2025")
    #expect(try #require(try made.card()["x 2025"]?.number("probability")) < 0.4)
  }

  @Test("Months add to quarters, quarters to the year, and to date goes on from what is known")
  func adds() throws {
    let card = try steady(wobble: 0.05).card()
    func value(_ period: String, _ key: String = "value") throws -> Double {
      try #require(card["x \(period)"]?.number(key))
    }
    var (year, toDate) = (0.0, 0.0)
    for quarter in 1...4 {
      let months = try (3 * quarter - 2...3 * quarter).map {
        try value("2025-\($0 < 10 ? "0" : "")\($0)")
      }
      let sum = months.reduce(0, +)
      #expect(abs(try value("2025-Q\(quarter)") / sum - 1) < 1e-6)
      year += sum
      toDate += sum
      #expect(abs(try value("2025-Q\(quarter)", "to_date") / toDate - 1) < 1e-6)
    }
    #expect(abs(try value("2025") / year - 1) < 1e-6)
    #expect(abs(try value("2025-9M") / (year - (try value("2025-Q4"))) - 1) < 1e-6)
    #expect(card["x 2025-07"]?["status"] == "actual")
    #expect(card["x 2025-08"]?["status"] == "outlook")
    #expect(card["x 2025-Q3"]?["status"] == "outlook")
  }

  @Test("What the rest of a year needs makes the plan with what is known")
  func rest() throws {
    var made = steady(wobble: 0.05)
    made.ask("x", "30000", in: "2025")
    let card = try made.card()
    let row = try #require(card["x 2025"])
    func level(_ month: Int) -> Double {
      (MadeMeasures.level(month, growth: 9, wobble: 0.05) * 1e4).rounded() / 1e4
    }
    let known = (12 * 2025...12 * 2025 + 6).reduce(0) { $0 + level($1) }
    let before = (12 * 2024 + 7..<12 * 2025).reduce(0) { $0 + level($1) }
    let needed = 100 * ((30000 - known) / before - 1)
    #expect(abs(try #require(row.number("required_rest")) - needed) < 1e-6)
    #expect(
      abs(try #require(row.number("percent_of_plan")) - (try #require(row.number("value"))) / 300)
        < 1e-9)
  }

  @Test("A period that is over is met or missed by what was published, to the last digit")
  func over() throws {
    var made = steady()
    let july = String(format: "%.4f", MadeMeasures.level(12 * 2025 + 6, growth: 9))
    made.ask("x", july, in: "2025-07")
    made.ask("x", "1e9", in: "2025-Q2")
    made.ask("x", "1e9", direction: "at_most", in: "2025-6M")
    let card = try made.card()
    #expect(card["x 2025-07"]?["verdict"] == "met" && card["x 2025-07"]?["probability"] == "1.0")
    #expect(card["x 2025-Q2"]?["verdict"] == "missed")
    #expect(card["x 2025-Q2"]?["probability"] == "0.0" && card["x 2025-Q2"]?["mc_error"] == "")
    #expect(card["x 2025-6M"]?["verdict"] == "met")
  }

  @Test("Cumulated months say the same as months, whatever months are missing between")
  func cumulated() throws {
    let months = try steady(wobble: 0.04).card()
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": {"level_to_date": "x.ytd"}}"#]
    for year in 2018...2025 {
      var sum = 0.0
      for month in 0..<(year == 2025 ? 7 : 12) {
        sum += MadeMeasures.level(12 * year + month, growth: 9, wobble: 0.04)
        made.add("x.ytd", MadeMeasures.month(12 * year + month), String(format: "%.4f", sum))
      }
    }
    let cumulated = try made.card()
    for period in ["2025", "2025-Q3", "2025-11"] {
      let (one, two) = (months["x \(period)"], cumulated["x \(period)"])
      let ratio = try #require(one?.number("value")) / (try #require(two?.number("value")))
      #expect(abs(ratio - 1) < 1e-3, "\(period)")
    }
    // Without every second month the year stays where it was.
    made.rows = made.rows.filter { row in
      !["-02,", "-04,", "-05,"].contains { row.contains($0) }
    }
    let gaps = try made.card()
    let ratio =
      try #require(gaps["x 2025"]?.number("value"))
      / (try #require(cumulated["x 2025"]?.number("value")))
    #expect(abs(ratio - 1) < 0.01)
    #expect(gaps["x 2025-04"]?["status"] == "estimate")
  }

  @Test("Where growth alone is published values are growth, and the year follows from its months")
  func growthAlone() throws {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "iip", "series": {"growth": "iip.yoy", "growth_to_date": "iip.ytd"}}"#
    ]
    for month in 12 * 2021...12 * 2025 + 6 {
      made.add("iip.yoy", MadeMeasures.month(month), "8.0", unit: "%")
    }
    made.add("iip.ytd", "2025-07", "8.0", unit: "%")
    made.ask("iip", "7.5", kind: "growth", in: "2025")
    made.ask("iip", "8.1", kind: "growth", in: "2025-7M")
    let card = try made.card()
    let year = try #require(card["iip 2025"])
    #expect(abs(try #require(year.number("value")) - 8) < 0.3 && year["unit"] == "%")
    #expect(try #require(year.number("probability")) > 0.5)
    #expect(card["iip 2025-7M"]?["verdict"] == "missed")
    #expect(card["iip 2025-7M"]?.number("plan") == 8.1)
  }

  @Test("Of nine months alone it is said what came, and nothing of the year")
  func nineMonths() throws {
    var made = MadeMeasures()
    made.asOf = "2025-10-10"
    made.measures = [#"{"id": "v", "series": {"level_to_date": "v.ytd"}}"#]
    made.add("v.ytd", "2025-9M", "13.01", vintage: "2025-10-10")
    made.ask("v", "13.86", in: "2025-9M")
    made.ask("v", "19", in: "2025")
    let card = try made.card()
    let told = try #require(card["v 2025-9M"])
    #expect(told["verdict"] == "missed" && told.number("value") == 13.01)
    #expect(abs(try #require(told.number("percent_of_plan")) - 93.867) < 0.001)
    let year = try #require(card["v 2025"])
    #expect(year["verdict"] == "open" && year["probability"] == "" && year["value"] == "")
    #expect(year["note"]?.isEmpty == false)
  }

  @Test(
    "The year before and the months so far carry a forecast, and it says that it rests on little")
  func thin() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "r", "series": {"level": "r", "level_to_date": "r.ytd"}}"#]
    made.add("r", "2024", "30774", vintage: "2025-03-25")
    made.add("r.ytd", "2025-06", "19500", vintage: "2025-07-10")
    made.ask("r", "31900", in: "2025")
    let year = try #require(try made.card()["r 2025"])
    #expect(year["basis"] == "little" && year["note"]?.isEmpty == false)
    let chance = try #require(year.number("probability"))
    #expect(chance > 0.6 && chance < 1)
    #expect(
      try #require(year.number("value_p90")) / (try #require(year.number("value_p10"))) > 1.05)
  }

  @Test("How many will be met agrees with the chances, whichever way they hang together")
  func joint() throws {
    var made = MadeMeasures()
    for (number, id) in ["a", "b", "c"].enumerated() {
      made.addMonths(
        id, from: 12 * 2018, through: 12 * 2025 + 6, growth: 7, wobble: 0.06, seed: number + 1)
      made.measures.append(#"{"id": "\#(id)", "series": "\#(id)"}"#)
      made.ask(id, "7", kind: "growth", in: "2025")
    }
    let (outcome, folder) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/scorecard.csv").filter { $0["period"] == "2025" }
    let sum = rows.compactMap { $0.number("probability") }.reduce(0, +)
    let joint = try CSVRows.read(folder + "/scorecard_joint.csv").filter { $0["period"] == "2025" }
    #expect(joint.map { $0["dependence"] } == ["fitted", "independent"])
    for row in joint {
      #expect(abs(try #require(row.number("expected_met")) - sum) < 1e-9)
      #expect(row["measures"] == "3" && row["met"] == "0" && row["missed"] == "0")
    }
    let product = rows.compactMap { $0.number("probability") }.reduce(1, *)
    #expect(abs(try #require(joint[1].number("p_all")) - product) < 1e-9)
    #expect(try #require(joint[0].number("p_all")) > product - 0.02)
  }

  @Test("Threads move no byte, the seed moves the last digits alone")
  func bytes() throws {
    var made = steady(wobble: 0.05)
    made.ask("x", "9.2", kind: "growth", in: "2025")
    func text(_ more: [String]) throws -> String {
      let (outcome, folder) = try made.run("scorecard", more)
      #expect(outcome.status == 0)
      return String(decoding: try Program.read(folder + "/scorecard.csv"), as: UTF8.self)
    }
    let one = try text(["--threads", "1"])
    #expect(try text(["--threads", "3"]) == one)
    #expect(try text(["--seed", "6"]) != one)
  }

  @Test("A seed changes a chance by no more than its errors say")
  func seeds() throws {
    var made = steady(wobble: 0.05)
    made.ask("x", "9.2", kind: "growth", in: "2025")
    let one = try #require(try made.card()["x 2025"])
    let two = try #require(try made.card(["--seed", "77"])["x 2025"])
    let (p, q) = (try #require(one.number("probability")), try #require(two.number("probability")))
    let error = try #require(one.number("mc_error"))
    #expect(p != q && abs(p - q) < 5 * error)
  }

  @Test("The whole of the sectors is a measure, with the chance that track gives")
  func sectors() throws {
    let growth = MadeGrowth.sevenYears
    var made = MadeMeasures(beside: growth)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.more = #""sectors": \#(growth.sectors), "variants": \#(growth.variants),"#
    let row = try #require(try made.card()["whole 2025"])
    let (outcome, folder) = try made.run("track")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let track = try #require(try CSVRows.read(folder + "/tracking.csv").last)
    #expect(row["probability"] == track["probability"] && row["mc_error"] == track["mc_error"])
    #expect(
      abs(
        try #require(row.number("required_rest"))
          - (try #require(track.number("required_rest_percent"))))
        < 1e-6)
    // What came and what the rest must bring is the plan.
    let amount = try #require(row.number("required_rest_amount"))
    let plan = try #require(row.number("plan"))
    let half = try #require(try made.card()["whole 2025-6M"]?.number("value"))
    #expect(abs(half + amount - plan) < 1e-6 * plan)
  }

  @Test("Past years are forecast again beside the growth of the year to date")
  func backtest() throws {
    let (outcome, folder) = try steady(wobble: 0.05).run("scorecard", ["--backtest"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/measure_rivals.csv")
    #expect(Set(rows.compactMap { $0["months_known"] }) == ["1", "3", "6", "9"])
    #expect(rows.allSatisfy { ($0.number("cases") ?? 0) >= 2 })
    #expect(rows.allSatisfy { (0...1).contains($0.number("covered_80") ?? -1) })
  }

  @Test("Two processes write the same bytes, however many measures hang together")
  func repeats() throws {
    var made = MadeMeasures()
    for (number, id) in ["a", "b", "c"].enumerated() {
      made.addMonths(
        id, from: 12 * 2017, through: 12 * 2025 + 6, growth: 7, wobble: 0.06, seed: number + 1)
      made.measures.append(#"{"id": "\#(id)", "series": "\#(id)"}"#)
    }
    let texts = try (0..<4).map { _ in
      let (outcome, folder) = try made.run("scorecard", ["--threads", "1"])
      #expect(outcome.status == 0)
      return String(decoding: try Program.read(folder + "/scorecard.csv"), as: UTF8.self)
    }
    #expect(Set(texts).count == 1)
  }

  @Test("Growth of sums of rounded figures is met as it would be printed")
  func rounding() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "i", "series": {"growth": "i.yoy"}}"#]
    for month in 12 * 2021...12 * 2025 + 6 {
      made.add("i.yoy", MadeMeasures.month(month), "9.0", unit: "%")
    }
    made.ask("i", "9", kind: "growth", in: "2025-Q2")
    #expect(try made.card()["i 2025-Q2"]?["verdict"] == "met")
  }

  @Test("After one year of months the next begins as that one did")
  func oneYear() throws {
    var made = MadeMeasures()
    made.asOf = "2025-01-20"
    made.measures = [#"{"id": "x", "series": "x"}"#]
    for month in 12 * 2024..<12 * 2025 {
      let level = 100 * [0.8, 0.7, 0.9, 0.95, 1, 1, 1, 1.05, 1, 1.05, 1.15, 1.4][month % 12]
      made.add("x", MadeMeasures.month(month), "\(level)", vintage: "2025-01-10")
    }
    let card = try made.card()
    let first = try #require(card["x 2025-Q1"]?.number("value"))
    #expect(first > 220 && first < 310, "Q1 of 2024 was 240")
    #expect(card["x 2025"]?["basis"] == "little")
  }

  /// 9% more a year, and what is not foreseen: up to 0.5%.
  private static func standing(_ month: Int) -> Double {
    let years = Double(month - 12 * 2020) / 12
    return 1000 * exp(0.086 * years) * (1 + 0.0025 * Double((month * 7) % 5 - 2))
  }

  @Test("What stands at the end of months goes on from the last one, within what it moves by")
  func stock() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "s", "series": "s", "year_is": "last"}"#]
    for month in 12 * 2020...12 * 2025 + 6 {
      made.add("s", MadeMeasures.month(month), "\(Self.standing(month))")
    }
    let row = try #require(try made.card()["s 2025"])
    let (low, high) = (try #require(row.number("value_p10")), try #require(row.number("value_p90")))
    let end = Self.standing(12 * 2025 + 11)
    #expect(low < end && end < high && high - low < 80, "\(low) \(end) \(high)")
  }

  @Test("A plan that asks for no more, or for a range, says so")
  func directions() throws {
    var made = steady()
    made.ask("x", "25000", direction: "at_most", in: "2025")
    let row = try #require(try made.card()["x 2025"])
    #expect(row["plan_direction"] == "at_most")
    let (outcome, _) = try made.run()
    #expect(outcome.output.contains("≤ "))
  }

  @Test("Figures of the first months of a year need no name of their own")
  func firstMonths() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "r", "series": {"level_to_date": "r"}}"#]
    for year in 2022...2025 {
      var sum = 0.0
      for month in 0..<(year == 2025 ? 7 : 12) {
        sum += MadeMeasures.level(12 * year + month, growth: 9)
        let period = month == 0 ? "\(year)-01" : "\(year)-\(month + 1)M"
        made.rows.append("r,K,M,\(period),\(sum),u,na,final,2025-08-01,made,")
      }
    }
    #expect(try #require(try made.card()["r 2025"]?.number("yoy_percent")) > 7)
  }

  @Test("What each month moved the year by adds to the whole move, month after month")
  func news() throws {
    let (outcome, folder) = try steady(wobble: 0.05).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/scorecard_news.csv")
    #expect(rows.map { $0["period"] } == (1...7).map { "2025-0\($0)" })
    for (row, next) in zip(rows, rows.dropFirst()) {
      let after = try #require(row.number("year_after"))
      #expect(abs(after - (try #require(next.number("year_before")))) < 1e-6 * after)
      let moved =
        try #require(row.number("moved_by_itself"))
        + (try #require(row.number("moved_by_the_rest")))
      #expect(abs(after - (try #require(row.number("year_before"))) - moved) < 1e-6 * after)
    }
  }

  @Test("The workbook holds what the tables say")
  func workbook() throws {
    var made = steady(wobble: 0.05)
    made.ask("x", "9.2", kind: "growth", in: "2025")
    let (outcome, folder) = try made.run(
      "scorecard", ["--format", "csv,xlsx,html", "--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Program.read(folder + "/scorecard.xlsx").count > 4000)
    // A fault names the sheets that there are.
    let program = try #require(Program())
    let other = try program.run(["validate", "scorecard.xlsx#none"], in: folder)
    #expect(other.errors.contains("Kế hoạch còn phải đạt"), "\(other.errors)")
    let page = String(decoding: try Program.read(folder + "/report.html"), as: UTF8.self)
    #expect(page.contains("Các chỉ tiêu trong năm"))
  }
}

@Suite struct ScorecardFaultTests {
  private func faults(_ made: MadeMeasures) throws -> String {
    let (outcome, _) = try made.run()
    #expect(outcome.status == 3)
    return outcome.errors
  }

  @Test("What is cumulated and falls is named by its cell")
  func falls() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": {"level_to_date": "v.ytd"}}"#]
    made.add("v.ytd", "2025-01", "10")
    made.add("v.ytd", "2025-02", "9")
    #expect(
      try faults(made).contains("o.csv:3:") && (try faults(made)).contains("[cumulated-falls]"))
  }

  @Test("Two units of one measure are named")
  func units() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": {"level": "v", "level_to_date": "v.ytd"}}"#]
    made.add("v", "2025-01", "10", unit: "tons")
    made.add("v.ytd", "2025-01", "0.01", unit: "thousand tons")
    #expect(try faults(made).contains("[measure-units]"))
  }

  @Test("What is planned is planned in the measure's unit")
  func plannedUnit() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": "v", "unit": "tons"}"#]
    made.add("v", "2025-01", "10", unit: "tons")
    made.ask("v", "4", in: "2025-05")
    #expect(try faults(made).contains("[measure-units]"))
  }

  @Test("What is no sum is not cumulated")
  func notCumulated() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": {"level_to_date": "v.ytd"}, "year_is": "last"}"#]
    made.add("v.ytd", "2025-01", "10")
    #expect(try faults(made).contains("[measure-cumulated]"))
  }

  @Test("A month is asked of what is reported by quarter")
  func period() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": "v"}"#]
    for quarter in 1...4 { made.add("v", "2024-Q\(quarter)", "10") }
    made.ask("v", "4", in: "2025-05")
    #expect(
      try faults(made).contains("p.csv:2:") && (try faults(made)).contains("[measure-period]"))
  }

  @Test(
    "Names that nothing answers to are faults",
    arguments: [
      #"{"id": "v", "series": "nothing"}"#, #"{"id": "v", "sector": "nothing"}"#,
      #"{"id": "v", "series": "v", "drives": "nothing"}"#, #"{"id": "v"}"#,
      #"{"id": "v", "series": "v", "year_is": "product"}"#,
    ])
  func names(measure: String) throws {
    var made = MadeMeasures()
    made.measures = [measure]
    made.add("v", "2025-01", "10")
    _ = try faults(made)
  }

  @Test("Two measures of one id, a scenario without any, and a year that is not there")
  func others() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": "v"}"#, #"{"id": "V", "series": "v"}"#]
    made.add("v", "2025-01", "10")
    #expect(try faults(made).contains("[measure-duplicate]"))
    made.measures = []
    #expect(try faults(made).contains("[measure-none]"))
  }
}

@Suite struct PartOfYearTrackingTests {
  @Test(
    "Targets of quarters, six and nine months are followed with the chance of the growth scenario")
  func parts() throws {
    let growth = MadeGrowth.sevenYears
    var made = MadeMeasures(beside: growth)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    let variants = """
      [{"id": "third", "conditions": [{"period": "2025-Q3", "growth": 7.2}]},
       {"id": "nine", "conditions": [{"period": "2025-Q3", "to_date": true, "growth": 7.1}]},
       {"id": "half", "conditions": [{"period": "2025-Q2", "to_date": true, "growth": 3}]}]
      """
    made.more = #""sectors": \#(growth.sectors), "variants": \#(variants),"#
    let (tracked, followed) = try made.run("track")
    #expect(tracked.status == 0, "\(tracked.errors)")
    let (asked, monthly) = try made.run(
      "monthly", ["--year", "2025", "--variant", "third", "--variant", "nine"])
    #expect(asked.status == 0, "\(asked.errors)")
    let chances = try CSVRows.read(monthly + "/variants.csv")
    let rows = try CSVRows.read(followed + "/tracking.csv").filter { $0["period"] == "2025-Q2" }
    for id in ["third", "nine"] {
      let row = try #require(rows.first { $0["target"] == id })
      let chance = try #require(
        chances.first { $0["variant"] == id }?.number("probability_at_least"))
      #expect(abs(try #require(row.number("probability")) - chance) < 1e-9, "\(id)")
      #expect(row["verdict"] == "open" && row["required_rest_percent"] != "")
    }
    let half = try #require(rows.first { $0["target"] == "half" })
    #expect(half["verdict"] == "met" && half["required_rest_percent"] == "")
  }
}
