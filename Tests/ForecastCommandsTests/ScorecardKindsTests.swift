import Foundation
import TestSupport
import Testing

/// Measures that are unlike most. Every number here is made up.
@Suite struct ScorecardKindsTests {
  @Test("Of what was 0 all along nothing is said, and why")
  func zeros() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "z", "series": "z"}"#]
    for month in 12 * 2020...12 * 2025 + 6 { made.add("z", MadeMeasures.month(month), "0") }
    made.ask("z", "5", in: "2025")
    let (outcome, folder) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = try #require(
      try CSVRows.read(folder + "/scorecard.csv").first { $0["period"] == "2025" })
    #expect(row["basis"] == "all_zero" && row["value"] == "" && row["probability"] == "")
    #expect(outcome.output.contains("every figure so far is 0"))
  }

  @Test(
    "What is published of Decembers or years alone goes on from end to end of years",
    arguments: ["-12", "", "-Q4"])
  func yearEnds(end: String) throws {
    var made = MadeMeasures()
    made.asOf = "2025-02-15"
    made.measures = [#"{"id": "d", "series": "d", "year_is": "last"}"#]
    for (number, value) in [100, 111, 119, 133, 144, 157, 174].enumerated() {
      made.add("d", "\(2018 + number)\(end)", "\(value)", vintage: "2025-02-01")
    }
    made.ask("d", "190", in: "2025")
    let row = try #require(try made.card()["d 2025"])
    #expect(row["basis"] == "data" && row["verdict"] == "open")
    let value = try #require(row.number("value"))
    #expect(abs(value - 174 * pow(1.74, 1.0 / 6)) < 0.5, "\(value)")
    #expect(abs(try #require(row.number("yoy_percent")) - 100 * (value / 174 - 1)) < 1e-6)
    let (low, high) = (try #require(row.number("value_p10")), try #require(row.number("value_p90")))
    // Changes spread by two points.
    #expect(high - low > 4 && high - low < 16)
    let chance = try #require(row.number("probability"))
    #expect(chance > 0.4 && chance < 0.65)
  }

  @Test("Where few futures far out make the mean, the middle stands for them and says so")
  func skewed() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "w", "series": "w"}"#]
    for month in 12 * 2020...12 * 2025 + 6 {
      // Levels that jump by factors of hundreds without any course.
      let size = pow(10, Double((month * 37) % 11) / 2)
      made.add("w", MadeMeasures.month(month), String(format: "%.3f", size))
    }
    let row = try #require(try made.card()["w 2025"])
    let (value, low, high) = (
      try #require(row.number("value")), try #require(row.number("value_p10")),
      try #require(row.number("value_p90"))
    )
    #expect(low <= value && value <= high)
    #expect(row["note"]?.contains("middle of the futures") == true, "\(row)")
  }

  @Test(
    "Months that are noise lift no year above those that were, and a calm index stays where it is")
  func noise() throws {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "n", "series": "n"}"#, #"{"id": "i", "series": "i", "year_is": "mean"}"#,
      #"{"id": "c", "series": "c"}"#,
    ]
    for month in 12 * 2021...12 * 2025 + 6 {
      let place = Double((month * 7919) % 101) / 100
      made.add("n", MadeMeasures.month(month), String(format: "%.1f", 60 + 80 * place))
      let index = 100 * pow(1.0024, Double(month - 12 * 2021)) + 0.2 * place
      made.add("i", MadeMeasures.month(month), String(format: "%.2f", index))
      made.add(
        "c", MadeMeasures.month(month), "\([0, 1, 0, 2, 1, 0, 3, 1, 0, 1][(month * 3) % 10])")
    }
    made.ask("c", "1", in: "2025-08")
    made.plan.append("p,e,c,c,c,u,level,exactly,1,1,,,,,,2025-09")
    let card = try made.card()
    func value(_ row: String, _ key: String) throws -> Double {
      try #require(card[row]?.number(key))
    }
    // Years came to 1,200 give or take 60.
    #expect(abs(try value("n 2025", "value") - 1200) < 150)
    #expect(try value("i 2025-08", "value_p90") - value("i 2025-08", "value_p10") < 4)
    // Of ten months six bring one or more, four exactly one.
    #expect(abs(try value("c 2025-08", "probability") - 0.6) < 0.08)
    #expect(abs(try value("c 2025-09", "probability") - 0.37) < 0.08)
    for row in card.values where row["measure"] == "n" {
      #expect(row["note"]?.contains("middle of the futures") != true)
    }
  }

  @Test(
    "What never fell below 0 does not ahead, so that no sum ends below what is known; a balance may"
  )
  func floor() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "f", "series": "f"}"#, #"{"id": "b", "series": "b"}"#]
    let counts = [0, 2, 0, 1, 3, 0, 0]
    for month in 12 * 2018...12 * 2025 + 6 {
      let count = month == 12 * 2025 + 6 ? 3 : counts[month * 5 % 7]
      made.add("f", MadeMeasures.month(month), "\(count)")
      made.add("b", MadeMeasures.month(month), "\(2 * count - 2)")
    }
    made.ask("f", "2", direction: "at_most", in: "2025-Q3")
    made.ask("f", "500", direction: "at_most", in: "2025")
    let card = try made.card()
    func value(_ row: String, _ key: String) throws -> Double {
      try #require(card[row]?.number(key))
    }
    // Three came in July.
    #expect(card["f 2025-Q3"]?["verdict"] == "open")
    #expect(try value("f 2025-Q3", "probability") == 0)
    let known = try value("f 2025-07", "to_date")
    #expect(try value("f 2025", "value_p10") > known - 0.05)
    #expect(try value("f 2025-Q3", "value_p10") > 2.95)
    #expect(try value("f 2025-Q4", "value_p10") >= 0)
    // Nothing is added by that: five months of 6/7 each.
    #expect(abs(try value("f 2025", "value") - known - 30.0 / 7) < 2)
    let months = try (10...12).reduce(0) { try $0 + value("f 2025-\($1)", "value") }
    #expect(abs(try value("f 2025-Q4", "value") - months) < 1e-6)
    #expect(try value("b 2025-09", "value_p10") < 0)
  }

  /// Months that grow at 9% up to July 2025, with a plan's row of their year.
  private func planned(
    _ direction: String, _ low: String, _ high: String, through last: Int = 12 * 2025 + 6
  ) -> MadeMeasures {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: last, growth: 9)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.plan.append("p,r,x,x,x,u,level,\(direction),\(low),\(high),2025,,,,,")
    return made
  }

  @Test("Under a ceiling the rest may grow and bring at most so much, in a range between two ends")
  func limits() throws {
    func level(_ month: Int) -> Double {
      (MadeMeasures.level(month, growth: 9) * 1e4).rounded() / 1e4
    }
    let known = (12 * 2025...12 * 2025 + 6).reduce(0) { $0 + level($1) }
    let before = (12 * 2024 + 7..<12 * 2025).reduce(0) { $0 + level($1) }
    func growth(_ plan: Double) -> Double { 100 * ((plan - known) / before - 1) }
    func near(_ row: [String: String], _ key: String, _ wanted: Double) throws {
      #expect(abs(try #require(row.number(key), "\(key)") - wanted) < 1e-6, "\(key) \(row)")
    }
    let ceiling = planned("at_most", "", "23000")
    let row = try #require(try ceiling.card()["x 2025"])
    try near(row, "required_rest", growth(23000))
    try near(row, "required_rest_amount", 23000 - known)
    #expect(row["required_rest_high"] == "" && row["required_rest_amount_high"] == "")
    let text = try ceiling.run().outcome.output
    #expect(text.contains(String(format: "≤ %.1f", growth(23000))), "\(text)")
    #expect(text.contains("under a ceiling"))
    // What is passed is below 0, and has no chance.
    let passed = try #require(try planned("at_most", "", "100").card()["x 2025"])
    try near(passed, "required_rest_amount", 100 - known)
    #expect(passed["required_rest"] == "" && passed.number("probability") == 0)
    // Inside a range there is no percentage, outside one of the nearer end.
    let value = try #require(row.number("value"))
    let within = try #require(try planned("range", "20000", "30000").card()["x 2025"])
    #expect(within["percent_of_plan"] == "")
    try near(within, "required_rest", growth(20000))
    try near(within, "required_rest_high", growth(30000))
    try near(within, "required_rest_amount_high", 30000 - known)
    let above = try #require(try planned("range", "15000", "16000").card()["x 2025"])
    try near(above, "percent_of_plan", value / 160)
    #expect(try !planned("at_least", "23000", "").run().outcome.output.contains("under a ceiling"))
  }

  @Test("Before December is published the year needs what it needs of what is expected of that")
  func january() throws {
    let row = try #require(
      try planned("at_least", "24000", "", through: 12 * 2024 + 10).card()["x 2025"])
    let before = (12 * 2024..<12 * 2025).reduce(0) { $0 + MadeMeasures.level($1, growth: 9) }
    let wanted = 100 * (24000 / before - 1)
    #expect(abs(try #require(row.number("required_rest")) - wanted) < 0.1)
    #expect(row.number("required_rest_amount") == 24000)
  }

  @Test("A stock stands beside cumulated figures with what it came to in the newest month")
  func stock() throws {
    var made = planned("at_least", "23000", "")
    made.measures.append(#"{"id": "s", "name": "Stock", "series": "s", "year_is": "last"}"#)
    for month in 12 * 2018...12 * 2025 + 6 {
      made.add("s", MadeMeasures.month(month), month == 12 * 2025 + 6 ? "66.25" : "60.5")
    }
    made.ask("x", "100", in: "2025-7M")
    #expect(try made.run().outcome.output.contains("66.25"))
  }

  @Test("Plans of all quarters make that of the year, where nothing else asks anything of it")
  func sums() throws {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    for (quarter, value) in ["4000.5", "4100", "4200", "4300.25"].enumerated() {
      made.ask("x", value, in: "2025-Q\(quarter + 1)")
    }
    let year = try #require(try made.card()["x 2025"])
    #expect(year.number("plan") == 16600.75 && year["verdict"] == "open")
    #expect(year["plan_source"]?.contains("…") == true && year["probability"] != "")
    made.ask("x", "17000", in: "2025")
    #expect(try made.card()["x 2025"]?.number("plan") == 17000)
    // Three quarters make no year; rates have their mean, what stands at a day its last plan.
    made.plan = Array(made.plan.prefix(3))
    #expect(try made.card()["x 2025"]?["plan"] == "")
    made.ask("x", "1400", in: "2025-Q4")
    for (rule, plan) in [("mean", 3425.125), ("last", 1400)] {
      made.measures = [#"{"id": "x", "series": "x", "year_is": "\#(rule)"}"#]
      #expect(try made.card()["x 2025"]?.number("plan") == plan, "\(rule)")
    }
    made.plan.remove(at: 2)
    #expect(try made.card()["x 2025"]?.number("plan") == 1400, "the last one is enough")
    made.plan.removeLast()
    #expect(try made.card()["x 2025"]?["plan"] == "")
  }

  @Test("Who leads is taken from the plan's row where the scenario does not say")
  func leads() throws {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.ask("x", "1500", in: "2025-09")
    made.plan.append("p,r9,x,x,x,u,level,at_least,16000,,2025,Sở Tài chính,Finance,,,")
    #expect(try made.card()["x 2025-01"]?["lead_agency"] == "Finance")
    #expect(try made.card(["--language", "vi"])["x 2025"]?["lead_agency"] == "Sở Tài chính")
    made.measures = [#"{"id": "x", "series": "x", "lead_agency": "Trade"}"#]
    #expect(try made.card()["x 2025"]?["lead_agency"] == "Trade")
  }

  @Test("A row of a plan is about the measure of its name, not about a sector of the same")
  func sameName() throws {
    var growth = MadeGrowth()
    growth.addQuarters(4 * 2018...4 * 2025 + 1, growth: 7, wobble: 0.02)
    var made = MadeMeasures()
    made.rows = growth.rows
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    made.measures = [
      #"{"id": "left", "series": "x"}"#, #"{"id": "l", "sector": "left"}"#,
    ]
    made.more = #""sectors": \#(growth.sectors),"#
    made.ask("left", "15000", in: "2025")
    let card = try made.card()
    #expect(card["left 2025"]?.number("plan") == 15000)
    #expect(card["l 2025"]?["plan"] == "" && card["l 2025"]?["verdict"] == "")
    // Without such a measure the sector is meant.
    made.measures = [#"{"id": "l", "sector": "left"}"#]
    #expect(try made.card()["l 2025"]?.number("plan") == 15000)
  }

  @Test("Names in plans that nothing answers to are a warning with the nearest, once a name")
  func unknownPlans() throws {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9)
    made.measures = [#"{"id": "exports", "series": "x"}"#]
    made.ask("exprots", "100", in: "2025")
    made.ask("exprots", "50", in: "2025-Q1")
    made.ask("exports", "100", in: "2025")
    let (outcome, _) = try made.run()
    #expect(outcome.status == 0)
    #expect(outcome.errors.components(separatedBy: "measure-unknown").count == 2)
    #expect(outcome.errors.contains("p.csv:2:") && outcome.errors.contains("exports"))
    made.plan.removeFirst(2)
    #expect(try !made.run().outcome.errors.contains("measure-unknown"))
  }

  @Test("Sectors and measures without variants are followed by their measures")
  func track() throws {
    var growth = MadeGrowth()
    growth.addQuarters(4 * 2018...4 * 2025 + 1, growth: 7, wobble: 0.02)
    var made = MadeMeasures()
    made.rows = growth.rows
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.more = #""sectors": \#(growth.sectors),"#
    let (outcome, folder) = try made.run("track", ["--backtest"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try !CSVRows.read(folder + "/measure_rivals.csv").isEmpty)
  }

  @Test("On a day before all figures it is said when the first came out, not that another year is")
  func tooEarly() throws {
    var growth = MadeGrowth()
    growth.addQuarters(4 * 2018...4 * 2025 + 1, growth: 7, wobble: 0.02)
    let outcome = try growth.run(
      in: try Program.temporaryFolder(), ["--as-of", "2025-07-31"])
    #expect(outcome.status == 3 && outcome.errors.contains("[year-out-of-reach]"))
    #expect(outcome.errors.contains("2025-08-01") && !outcome.errors.contains("up to"))
  }

  @Test("A scorecard says whether a driver was used, and what it would have gained")
  func driver() throws {
    let growth = MadeGrowth.sevenYears
    var made = MadeMeasures(beside: growth)
    made.measures = [#"{"id": "x", "series": "x", "drives": "left"}"#]
    made.more = #""sectors": \#(growth.sectors),"#
    let (outcome, folder) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let notes = try CSVRows.read(folder + "/notes.csv")
    #expect(notes.allSatisfy { $0["sector"] == "left" && $0["name"] == "x" })
    #expect(["driver_taken", "driver_left", "driver_spent"].contains(notes[0]["kind"]))
    #expect(["driver_replayed", "driver_unused"].contains(notes[1]["kind"]))
    #expect(notes.dropFirst(2).allSatisfy { $0["kind"] == "driver_year" })
    let told = try #require(notes[0]["note"])
    #expect(outcome.output.contains(told.prefix(20)))
  }

  /// A measure that is told two months before the sector by so much of what the sector does, noise for the rest.
  private func driven(by share: Double) throws -> [[String: String]] {
    var growth = MadeGrowth.sevenYears
    var made = MadeMeasures(beside: growth)
    growth.rows = growth.rows.filter { $0.hasPrefix("o.left,") }
    made.rows.removeAll { $0.hasPrefix("x,") }
    for row in growth.rows {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells[2] == "Q", let level = Double(cells[4]),
        let number = cells[3].last?.wholeNumberValue,
        let year = Int(cells[3].prefix(4))
      else { continue }
      for month in 0..<3 {
        let ordinal = 12 * year + 3 * (number - 1) + month
        let noise = 1 + 0.3 * (1 - share) * (Double((ordinal * 29) % 31) / 15 - 1)
        made.add("x", MadeMeasures.month(ordinal), String(format: "%.4f", level * noise))
      }
    }
    for month in 12 * 2025 + 6...12 * 2025 + 6 {
      made.add("x", MadeMeasures.month(month), "\(MadeMeasures.level(month, growth: 9))")
    }
    made.measures = [#"{"id": "x", "series": "x", "drives": "left"}"#]
    made.more = #""sectors": \#(growth.sectors),"#
    let (outcome, folder) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try CSVRows.read(folder + "/notes.csv")
  }

  @Test(
    "A driver that knows the sector is used and told what it does to the year; one that is noise is not used"
  )
  func clearGain() throws {
    let known = try driven(by: 1)
    #expect(known.first?["kind"] == "driver_taken", "\(known)")
    #expect(known.contains { $0["kind"] == "driver_year" }, "\(known)")
    let noise = try driven(by: 0)
    #expect(["driver_left", "driver_spent"].contains(noise.first?["kind"]), "\(noise)")
  }

  @Test(
    "Figures without a day of publication are told from figures that are not out",
    arguments: ["en", "vi"])
  func undated(language: String) throws {
    func note(_ vintage: String) throws -> (basis: String?, note: String?) {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": "x"}"#]
      for month in 12 * 2021...12 * 2025 + 6 {
        made.add("x", MadeMeasures.month(month), "\(100 + month % 12)", vintage: vintage)
      }
      made.ask("x", "1300", in: "2025")
      if vintage.isEmpty {
        // Where nothing at all is known there is nothing to say, as `run` says.
        let (alone, _) = try made.run("scorecard", ["--language", language])
        #expect(alone.status == 3 && alone.errors.contains("[series-empty]"), "\(alone.errors)")
        made.isDated = false
        let (all, _) = try made.run("scorecard", ["--language", language, "--year", "2025"])
        #expect(all.status == 0, "\(all.errors)")
        made.isDated = true
      }
      made.measures.append(#"{"id": "z", "series": "z"}"#)
      made.addMonths("z", from: 12 * 2021, through: 12 * 2025 + 6, growth: 5)
      let (outcome, folder) = try made.run("scorecard", ["--language", language])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let row = try CSVRows.read(folder + "/scorecard.csv").first { $0["measure"] == "x" }
      return (row?["basis"], row?["note"])
    }
    let (none, late) = (try note(""), try note("2026-01-31"))
    #expect(none.basis == "undated" && late.basis == "no_figures")
    #expect(none.note?.contains("vintage") == true && none.note != late.note)
  }

  @Test("Chances of measures are scored by figures that came later, by the day asked for")
  func scored() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": "x"}"#]
    for month in 12 * 2018...12 * 2025 + 6 {
      made.add(
        "x", MadeMeasures.month(month), "\(MadeMeasures.level(month, growth: 9, wobble: 0.05))")
    }
    made.ask("x", "16600", in: "2025")
    made.ask("x", "9", kind: "growth", in: "2025-9M")
    made.ask("x", "1", in: "2025-Q1")
    let (outcome, run) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let folder = String(run.dropLast(2))
    var later = MadeMeasures()
    for month in 12 * 2025 + 7...12 * 2025 + 11 {
      later.add(
        "x", MadeMeasures.month(month), "\(1.1 * MadeMeasures.level(month, growth: 9))",
        vintage: month < 12 * 2025 + 9 ? "2025-10-06" : "2026-01-06")
    }
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    try Program.write(
      Array((head + later.rows.map { $0 + "\n" }.joined()).utf8), to: folder + "/later.csv")
    let program = try #require(Program())
    let score = try program.run(
      ["score", "r", "--data", "later.csv", "--output", "all"], in: folder)
    #expect(score.status == 0, "\(score.errors)")
    let rows = try CSVRows.read(folder + "/all/scores.csv").filter { $0["kind"] == "measure" }
    let year = try #require(rows.first { $0["period"] == "2025" })
    let said = try #require(
      try CSVRows.read(run + "/scorecard.csv").first { $0["period"] == "2025" }?
        .number("probability"))
    #expect(year["status"] == "scored" && year.number("outcome") == 1)
    #expect(abs(try #require(year.number("brier")) - (1 - said) * (1 - said)) < 1e-12)
    #expect(year["first_published"] == "2026-01-06")
    let nine = try #require(rows.first { $0["period"] == "2025-9M" })
    #expect(nine["status"] == "scored" && nine["first_published"] == "2025-10-06")
    #expect(rows.first { $0["period"] == "2025-Q1" }?["status"] == "known_before")
    // Before the year is published its chance is open.
    let early = try program.run(
      ["score", "r", "--data", "later.csv", "--as-of", "2025-12-01", "--output", "early"],
      in: folder)
    #expect(early.status == 0, "\(early.errors)")
    let open = try CSVRows.read(folder + "/early/scores.csv").filter { $0["kind"] == "measure" }
    #expect(open.first { $0["period"] == "2025" }?["status"] == "open")
    #expect(open.first { $0["period"] == "2025-9M" }?["status"] == "scored")
  }
}
