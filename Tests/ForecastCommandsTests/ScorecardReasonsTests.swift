import Foundation
import TestSupport
import Testing

/// What a scorecard says of measures that are told rarely, late or with gaps, and why it says nothing. Every number here is
/// made up.
@Suite struct ScorecardReasonsTests {
  /// A rate of each June and December from 2021 to June 2025, under a ceiling of 1.8 for the year.
  private func halves(_ decimals: Int) throws -> [String: String] {
    var made = MadeMeasures()
    made.measures = [#"{"id": "h", "series": "h", "year_is": "last", "direction": "at_most"}"#]
    for (place, value) in [4.0, 3.6, 3.3, 3.1, 2.8, 2.6, 2.4, 2.2, 2.0].enumerated() {
      made.add(
        "h", "\(2021 + place / 2)-Q\(place % 2 == 0 ? 2 : 4)",
        String(format: "%.\(decimals)f", value), unit: "%")
    }
    made.ask("h", "1.8", direction: "at_most", unit: "%", in: "2025")
    return try #require(try made.card()["h 2025"])
  }

  @Test("A half-yearly rate goes on by the mean of its changes; what prints as the plan meets it")
  func halfYears() throws {
    let (rough, fine) = (try halves(1), try halves(2))
    for row in [rough, fine] {
      #expect(row["basis"] == "data" && row["verdict"] == "open", "\(row)")
      // Eight changes of a quarter of a point.
      #expect(abs(try #require(row.number("value")) - 1.75) < 0.01, "\(row)")
    }
    let (printed, exact) = (
      try #require(rough.number("probability")), try #require(fine.number("probability"))
    )
    #expect(exact > 0.6 && exact < 0.85 && printed > exact + 0.05, "\(printed) \(exact)")
  }

  @Test("A mean of months is told to the last digit: one month short of 100 keeps the year from it")
  func meansOfMonths() throws {
    var made = MadeMeasures()
    made.asOf = "2025-12-10"
    made.measures = [
      #"{"id": "m", "series": "m", "year_is": "mean", "bounds": {"lower": 0, "upper": 100}}"#
    ]
    for month in 12 * 2021...12 * 2025 + 10 {
      made.add("m", MadeMeasures.month(month), month == 12 * 2025 + 2 ? "99.9" : "100.0", unit: "%")
    }
    made.ask("m", "100", unit: "%", in: "2025")
    let row = try #require(try made.card()["m 2025"])
    #expect(try #require(row.number("probability")) < 0.001, "\(row)")
  }

  @Test("Months of the year before that are lacking are named where the growth to date is known")
  func monthsBefore() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "m", "series": {"level": "m", "level_to_date": "m.ytd"}}"#]
    made.add("m", "2025-07", "1100")
    made.add("m.ytd", "2025-07", "8085")
    made.add("m.ytd", "2024-07", "7000")
    made.ask("m", "13000", in: "2025")
    let row = try #require(try made.card()["m 2025"])
    #expect(row["basis"] == "base_open" && row["verdict"] == "open", "\(row)")
    let (outcome, _) = try made.run("scorecard", [])
    #expect(outcome.output.contains("no figures of 2024 for month 8–12"), "\(outcome.output)")
    #expect(!outcome.output.contains("the same months of the year before are not published"))
  }

  @Test("Half-years that come back every year go on as a year before, not as the half before")
  func halvesOfYears() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "w", "series": "w", "year_is": "last"}"#]
    for year in 2021...2025 {
      made.add("w", "\(year)-06", "\(3 + Double(year % 2) / 10)", unit: "%")
      if year < 2025 { made.add("w", "\(year)-12", "2.5", unit: "%") }
    }
    made.ask("w", "2.6", direction: "at_most", unit: "%", in: "2025")
    let row = try #require(try made.card()["w 2025"])
    #expect(abs(try #require(row.number("value")) - 2.5) < 0.05, "\(row)")
    #expect(try #require(row.number("probability")) > 0.7)
  }

  @Test("A year that is the mean of its half-years is told by both, and has no rows of months")
  func meanOfHalves() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "w", "series": "w", "year_is": "mean"}"#]
    for year in 2021...2025 {
      made.add("w", "\(year)-06", "\(30 + year - 2021)", unit: "%")
      if year < 2025 { made.add("w", "\(year)-12", "\(34 + year - 2021)", unit: "%") }
    }
    made.ask("w", "35", unit: "%", in: "2025")
    let card = try made.card()
    let row = try #require(card["w 2025"])
    #expect(row["basis"] == "data" && row["verdict"] == "open", "\(row)")
    #expect(abs(try #require(row.number("value")) - 36) < 0.1, "\(row)")
    #expect(try #require(row.number("probability")) > 0.9)
    #expect(card["w 2025-03"] == nil && card["w 2025-Q1"] == nil)
  }

  @Test("Plans of both half-years of a rate, and growth of all months, make the year's")
  func madePlans() throws {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "w", "series": "w", "year_is": "mean"}"#, #"{"id": "m", "series": "m"}"#,
    ]
    for year in 2021...2025 {
      made.add("w", "\(year)-06", "\(30 + year - 2021)", unit: "%")
      if year < 2025 { made.add("w", "\(year)-12", "\(34 + year - 2021)", unit: "%") }
    }
    for month in 0..<54 {
      made.add("m", MadeMeasures.month(12 * 2021 + month), "\(100 + month % 12)")
    }
    made.ask("w", "71.4", unit: "%", in: "2025-Q2")
    made.ask("w", "72.6", unit: "%", in: "2025-Q4")
    for month in 0..<12 {
      made.ask(
        "m", month < 6 ? "8" : "10", kind: "growth", unit: "%",
        in: MadeMeasures.month(12 * 2025 + month))
    }
    let card = try made.card()
    #expect(abs(try #require(card["w 2025"]?.number("plan")) - 72) < 1e-9)
    // 615 in the first half of the year before, 651 in the second.
    let plan = try #require(card["m 2025"]?.number("plan"))
    #expect(abs(plan - (615 * 1.08 + 651 * 1.1)) < 1e-6, "\(plan)")
    // The months to date, too: they came to what they did the year before.
    let half = try #require(card["m 2025-6M"])
    let toDate = try #require(half.number("plan"))
    #expect(abs(toDate - 615 * 1.08) < 1e-6, "\(toDate)")
    #expect(half["verdict"] == "missed")
  }

  @Test(
    "Six months and two quarters make the year, levels and growth; growth of a mean is met or missed"
  )
  func mixedPlans() throws {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "m", "series": "m"}"#, #"{"id": "r", "series": "r", "year_is": "mean"}"#,
    ]
    for month in 0..<54 {
      for id in ["m", "r"] {
        made.add(id, MadeMeasures.month(12 * 2021 + month), "\(100 + month % 12)")
      }
    }
    made.ask("m", "620", in: "2025-6M")
    made.ask("m", "10", kind: "growth", unit: "%", in: "2025-Q3")
    made.ask("m", "340", in: "2025-Q4")
    made.ask("r", "4", kind: "growth", unit: "%", in: "2025-06")
    made.ask("r", "-2", kind: "growth", unit: "%", in: "2025-05")
    let card = try made.card()
    // 321 in the third quarter of the year before.
    let plan = try #require(card["m 2025"]?.number("plan"))
    #expect(abs(plan - (620 + 321 * 1.1 + 340)) < 1e-6, "\(plan)")
    #expect(card["r 2025-06"]?["verdict"] == "missed" && card["r 2025-05"]?["verdict"] == "met")
    made.plan.remove(at: 2)
    #expect(try made.card()["m 2025"]?["plan"] == "")
  }

  @Test("A count that grows comes to whole numbers")
  func grownCount() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "n", "series": "n"}"#]
    for month in 0..<55 {
      let value = 1.5 + 0.12 * Double(month) + [0.4, -0.4, 1.4, -1.4][month % 4]
      made.add("n", MadeMeasures.month(12 * 2021 + month), "\(Int(value.rounded()))")
    }
    made.ask("n", "90", in: "2025")
    let row = try #require(try made.card()["n 2025"])
    for key in ["value_p10", "value_p90"] {
      let end = try #require(row.number(key))
      #expect(end == end.rounded(), "\(row)")
    }
  }

  @Test("Three ends of years are too few, and are said to be")
  func fewEnds() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "d", "name": "Doctors", "series": "d", "year_is": "last"}"#]
    for (place, value) in ["9.1", "9.6", "10"].enumerated() {
      made.add("d", "\(2022 + place)", value)
    }
    made.ask("d", "10.5", in: "2025")
    #expect(try made.card()["d 2025"]?["basis"] == "few_ends")
    #expect(try made.run().outcome.output.contains("Doctors: fewer than four figures"))
  }

  @Test("An outlook that rests on months with gaps says so, not that the past is short")
  func gaps() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.addMonths("x", from: 12 * 2020, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    for month in ["2024-10", "2024-11", "2025-03"] {
      made.rows.removeAll { $0.contains(",\(month),") }
    }
    made.ask("x", "16000", in: "2025")
    let row = try #require(try made.card()["x 2025"])
    #expect(row["basis"] == "gaps" && row["probability"] != "", "\(row)")
    #expect(row["note"]?.contains("three years") == false)
  }

  @Test("Growth plans are assessed before the year before is over, and say what they grow from")
  func yearBeforeGoesOn() throws {
    var made = MadeMeasures()
    made.asOf = "2024-12-10"
    made.measures = [#"{"id": "x", "series": "x"}"#, #"{"id": "g", "series": {"growth": "g"}}"#]
    for month in 12 * 2018...12 * 2024 + 10 {
      made.add(
        "x", MadeMeasures.month(month),
        String(format: "%.1f", MadeMeasures.level(month, growth: 9)),
        vintage: "2024-12-05")
      made.add(
        "g", MadeMeasures.month(month), "\(8 + Double(month * 29 % 7) / 10)", unit: "%",
        vintage: "2024-12-05")
    }
    made.ask("x", "6", kind: "growth", in: "2025")
    made.ask("x", "14", kind: "growth", in: "2025-12")
    made.ask("g", "3", kind: "growth", in: "2025")
    let card = try made.card(["--year", "2025"])
    let (level, growth) = (try #require(card["x 2025"]), try #require(card["g 2025"]))
    #expect(abs(try #require(level.number("yoy_percent")) - 9) < 1.5, "\(level)")
    #expect(try #require(level.number("probability")) > 0.6)
    #expect(try #require(card["x 2025-12"]?.number("probability")) < 0.45)
    #expect(level["note"]?.contains("is not over") == true)
    #expect(abs(try #require(growth.number("value")) - 8.3) < 3, "\(growth)")
    #expect(try #require(growth.number("probability")) > 0.5)
  }

  @Test("What a balance may still lose is below 0, and never cut")
  func balance() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "b", "series": "b"}"#]
    for month in 12 * 2020...12 * 2025 + 6 {
      made.add("b", MadeMeasures.month(month), "\(-26 + month % 3)")
    }
    made.ask("b", "-200", in: "2025")
    // January to July: 24, 25, 26 in turn.
    let known = (12 * 2025...12 * 2025 + 6).reduce(0) { $0 - 26 + $1 % 3 }
    #expect(
      try made.card()["b 2025"]?.number("required_rest_amount") == Double(-200 - known))
  }

  @Test("What is ahead does not stand under what came where nobody asks for it")
  func ahead() throws {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "x", "series": "x"}"#,
      #"{"id": "d", "name": "Homes", "series": "d", "year_is": "last"}"#,
    ]
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 5, growth: 9)
    for (place, value) in [100, 111, 119, 133, 144, 157, 174].enumerated() {
      made.add("d", "\(2018 + place)", "\(value)")
    }
    made.ask("x", "100", in: "2025-6M")
    made.ask("d", "190", in: "2025")
    let parts = try made.run().outcome.output.components(separatedBy: "will the plan be met?")
    #expect(parts.count == 2 && parts[0].contains("what came"))
    let came = parts[0].components(separatedBy: "what came").last ?? ""
    #expect(!came.contains("Homes") && parts[1].contains("Homes"))
  }

  @Test("Beside what came, and nobody plans, the page does not say that it is not assessed")
  func cameAlone() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "d", "series": "d", "price_basis": "current"}"#]
    for month in 1...6 { made.add("d", "2025-0\(month)", "\(100 + month)") }
    made.ask("d", "1300", in: "2025")
    let (outcome, folder) = try made.run("scorecard", ["--format", "csv,html"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = String(decoding: try Program.read(folder + "/report.html"), as: UTF8.self)
    #expect(page.contains("621") && page.contains("not assessed"))
    #expect(!page.contains("not assessed: current prices"))
  }

  @Test("Two measures of one name are a warning, unless one is said to tell the other once more")
  func names() throws {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2020, through: 12 * 2025 + 6, growth: 9)
    made.measures = [
      #"{"id": "a", "name": "Exports", "series": "x"}"#,
      #"{"id": "b", "name": "Exports", "series": "x"}"#,
    ]
    let outcome = try made.run().outcome
    #expect(outcome.status == 0 && outcome.errors.contains("[measure-same-name]"))
    made.measures[1] = #"{"id": "b", "name": "Exports", "series": "x", "same_as": "a"}"#
    #expect(try !made.run().outcome.errors.contains("measure-same-name"))
  }

  @Test("Beside later folders an outcome keeps its figure and the day on which it came out")
  func severalFolders() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": "x"}"#]
    for month in 12 * 2018...12 * 2025 + 8 {
      made.add(
        "x", MadeMeasures.month(month),
        String(format: "%.1f", MadeMeasures.level(month, growth: 9, wobble: 0.05)),
        vintage: month < 12 * 2025 + 7 ? "2025-08-01" : "2025-10-06")
    }
    made.ask("x", "3000", in: "2025-Q3")
    let (outcome, run) = try made.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let folder = String(run.dropLast(2))
    let program = try #require(Program())
    for arguments in [
      ["scorecard", "s.json", "--as-of", "2025-12-01", "--output", "later"],
      ["score", "r", "later", "--output", "all"],
    ] {
      let done = try program.run(arguments, in: folder)
      #expect(done.status == 0, "\(done.errors)")
    }
    let row = try #require(
      try CSVRows.read(folder + "/all/scores.csv").first {
        $0["period"] == "2025-Q3" && $0["status"] == "scored"
      })
    #expect(row["first_published"] == "2025-10-06" && row.number("value") != nil, "\(row)")
  }

  @Test("Where no past year can be forecast again the back-test says so")
  func noPastYears() throws {
    var growth = MadeGrowth()
    growth.addQuarters(4 * 2023...4 * 2025 + 1, growth: 7, wobble: 0.02)
    let folder = try Program.temporaryFolder()
    let outcome = try growth.run("track", in: folder, output: "t", ["--backtest"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let kinds = try CSVRows.read(folder + "/t/notes.csv").map { $0["kind"] }
    #expect(kinds.contains("no_past_years"), "\(kinds)")
  }
}
