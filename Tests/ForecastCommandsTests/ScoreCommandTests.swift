import TestSupport
import Testing

/// What `forecast score` says of earlier runs.
@Suite struct ScoreCommandTests {
  private static let header =
    "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"

  /// Two indicators with targets of 2026 and one of 2030, assessed in June 2025.
  private func plans() throws -> SmallScenario {
    let values = ["40", "42", "45", "46", "49", "51", "52"]
    return try SmallScenario(
      [
        #"{"id": "a", "name": "A", "unit": "u", "kind": "level", "series": "a"}"#,
        #"{"id": "b", "name": "B", "unit": "u", "kind": "level", "series": "b"}"#,
      ],
      plan: [
        "1,a,at_least,54,,2026", "2,b,at_most,,60,2026", "3,a,at_least,60,,2030",
        "4,b,at_least,55,,2026",
      ], series: [("a", values), ("b", values.reversed())])
  }

  /// What came, with a plan and a forecast that are no outcome.
  private func outcomes(in folder: String) throws {
    let rows = [
      "a,X,A,2026,70,u,na,plan,2024-01,,", "a,X,A,2026,53,u,na,estimate,2027-01-10,,",
      "a,X,A,2026,54.5,u,na,final,2027-06-20,,", "b,X,A,2026,30,u,na,final,2027-01-20,,",
    ]
    let text = Self.header + rows.map { $0 + "\n" }.joined()
    try Program.write(Array(text.utf8), to: folder + "/later.csv")
  }

  private func number(_ row: [String: String]?, _ column: String) -> Double {
    Double(row?[column] ?? "") ?? .nan
  }

  @Test(
    "Targets: the chance that was stated, what came of it by the day asked for, the Brier score")
  func targets() throws {
    let small = try plans()
    #expect(try small.run().status == 0)
    try outcomes(in: small.folder)
    for (day, happened) in [("2027-03-01", [0.0, 1, 0]), ("2027-12-31", [1, 1, 0])] {
      let outcome = try small.program([
        "score", "r", "--data", "later.csv", "--as-of", day, "--output", "s",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let rows = try small.table("scores.csv", output: "s")
      for (ref, came) in zip(["1", "2", "4"], happened) {
        let row = rows.first { $0["ref"] == "p/\(ref)" && $0["kind"] == "target" }
        let said = try small.figure(ref)
        #expect(number(row, "probability") == said && number(row, "outcome") == came, "\(ref)")
        #expect(abs(number(row, "brier") - (said - came) * (said - came)) < 1e-12)
        #expect(row?["as_of"] == "2025-06-30" && row?["period"] == "2026")
        #expect(row?["first_published"] == (ref == "1" ? "2027-01-10" : "2027-01-20"))
      }
      let one = rows.first { $0["ref"] == "p/1" }
      #expect(one?["vintage"] == (day == "2027-12-31" ? "2027-06-20" : "2027-01-10"))
      #expect(rows.first { $0["ref"] == "p/3" }?["status"] == "open")
      // A range of the year that came, and the ranges of others are open.
      let range = rows.first {
        $0["kind"] == "projection" && $0["ref"] == "b" && $0["period"] == "2026"
      }
      #expect(range?["outcome"] != "" && range?["brier"] == "")
      let all = try small.table("reliability.csv", output: "s").first {
        $0["kind"] == "all" && $0["near"] == ""
      }
      // Two targets ask for one indicator: three statements, two outcomes.
      #expect(all?["statements"] == "3" && all?["outcomes"] == "2")
    }
  }

  @Test(
    "What was said when the outcome could be known is left out; before it is out nothing is scored")
  func knownBefore() throws {
    let small = try plans()
    try outcomes(in: small.folder)
    #expect(try small.run("run", ["--as-of", "2027-02-01"], output: "late").status == 0)
    #expect(try small.run("run", ["--as-of", "2026-12-31"], output: "early").status == 0)
    let outcome = try small.program([
      "score", "early", "late", "--data", "later.csv", "--output", "s",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try small.table("scores.csv", output: "s").filter { $0["ref"] == "p/1" }
    #expect(rows.map { $0["status"] } == ["scored", "known_before"])
    #expect(rows[1]["outcome"] == "" && rows[1]["brier"] == "")
    #expect(outcome.output.contains("left out"))
    let before = try small.program([
      "score", "early", "--data", "later.csv", "--as-of", "2026-12-31", "--output", "n",
    ])
    #expect(before.status == 0 && before.output.contains("No statement has an outcome yet"))
    #expect(try small.table("reliability.csv", output: "n").isEmpty)
  }

  @Test("An earlier result among the folders is passed over, and may be written anew")
  func again() throws {
    let small = try plans()
    try outcomes(in: small.folder)
    #expect(try small.run().status == 0)
    for folders in [["r"], ["r", "s"]] {
      let outcome = try small.program(
        ["score"] + folders + ["--data", "later.csv", "--output", "s"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try !small.table("scores.csv", output: "s").isEmpty)
    }
    #expect(try small.program(["score", "s", "--output", "t"]).status == 2)
  }

  @Test("The same run in another form is read alike and counted once; a supposition is not scored")
  func forms() throws {
    let small = try plans()
    try outcomes(in: small.folder)
    #expect(try small.run().status == 0)
    #expect(try small.run("run", ["--excel", "vi", "--language", "vi"], output: "vi").status == 0)
    #expect(try small.run("run", ["--set", "growth.a=1"], output: "lever").status == 0)
    func scores(_ folders: [String], _ output: String, _ more: [String] = []) throws -> String {
      let outcome = try small.program(
        ["score"] + folders + ["--data", "later.csv", "--output", output] + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.errors
    }
    _ = try scores(["r"], "one")
    _ = try scores(["vi"], "other")
    let (one, other) = (
      try small.table("scores.csv", output: "one"), try small.table("scores.csv", output: "other")
    )
    #expect(one.count == other.count && one.count > 4)
    for (left, right) in zip(one, other) {
      #expect(left.filter { $0.key != "run" } == right.filter { $0.key != "run" })
    }
    _ = try scores(["r", "vi"], "both")
    #expect(
      try small.text("reliability.csv", output: "both")
        == small.text("reliability.csv", output: "one"))
    #expect(try small.table("scores.csv", output: "both").contains { $0["status"] == "repeated" })
    let told = try scores(["r", "lever"], "levers")
    #expect(told.contains("lever assumes"))
    #expect(
      try small.text("scores.csv", output: "levers") == small.text("scores.csv", output: "one"))
    let json = try small.program([
      "score", "r", "--data", "later.csv", "--output", "j", "--json",
    ])
    #expect(json.output.contains("\"scores\": [") && json.output.contains("\"reliability\": ["))
    _ = try scores(["r"], "again")
    #expect(try small.text("run.json", output: "again") == small.text("run.json", output: "one"))
    #expect(try small.program(["verify", "one", "both"]).status == 0)
  }

  @Test(
    "Folders that were changed, or hold no statements, are faults; so are figures that contradict")
  func faults() throws {
    let small = try plans()
    try outcomes(in: small.folder)
    #expect(try small.run().status == 0)
    #expect(try small.program(["compare", "r", "s.json", "--output", "c"]).status == 0)
    let compared = try small.program(["score", "c", "--output", "s"])
    #expect(compared.status == 3 && compared.errors.contains("c/run.json"), "\(compared.errors)")
    #expect(compared.errors.contains("track"))
    try Program.write(Array("a,b\n".utf8), to: small.folder + "/notes.csv")
    let mixed = try small.program(["score", "r", "c", "notes.csv", "--output", "s"])
    #expect(mixed.status == 0, "\(mixed.errors)")
    #expect(mixed.errors.contains("Left out, as they hold no chances: c, notes.csv."))
    let alone = try small.program(["score", "r", "--output", "alone"])
    #expect(alone.status == 0 && !alone.errors.contains("Left out"))
    #expect(try small.text("scores.csv", output: "s") == small.text("scores.csv", output: "alone"))
    // A folder without chances that was damaged is a fault all the same.
    try Program.write(Array("a,b\n".utf8), to: small.folder + "/c/comparison.csv")
    let damaged = try small.program(["score", "r", "c", "--output", "s"])
    #expect(damaged.status == 3 && damaged.errors.contains("c/"), "\(damaged.errors)")
    let table = try small.text("attainment.csv")
    try Program.write(Array((table + "\n").utf8), to: small.folder + "/r/attainment.csv")
    let edited = try small.program(["score", "r", "--output", "s"])
    #expect(edited.status == 3 && edited.errors.contains("attainment.csv"), "\(edited.errors)")
    #expect(try small.program(["score", "nowhere", "--output", "s"]).status == 3)
    #expect(try small.program(["score"]).status == 2)
    #expect(try small.run("run", output: "r2").status == 0)
    let wrong = Self.header + "a,X,A,2024,50,u,na,final,2025-03,,\n"
    try Program.write(Array(wrong.utf8), to: small.folder + "/wrong.csv")
    let contradicting = try small.program(["score", "r2", "--data", "wrong.csv", "--output", "s"])
    #expect(contradicting.status == 3 && contradicting.errors.contains("wrong.csv:2"))
  }

  /// Quarters until 2025-Q2, those behind them to come.
  private func growth(through last: Int) -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025 + 1, growth: 6, wobble: 0.01)
    if last > 4 * 2025 + 1 {
      made.addQuarters(
        4 * 2025 + 2...last, growth: 6, wobble: 0.01, vintage: "2026-01-20")
    }
    made.variants = #"""
      [{"id": "low", "conditions": [{"period": "2025", "growth": 4}]},
       {"id": "high", "conditions": [{"period": "2025", "growth": 9}]},
       {"id": "steep", "conditions": [{"period": "2025-Q3", "growth": 7}, {"period": "2025-Q4", "growth": 8}]}]
      """#
    return made
  }

  @Test("Growth: variants, the year's target, replayed points and ranges, once the year is out")
  func growth() throws {
    let folder = try Program.temporaryFolder()
    let made = growth(through: 4 * 2025 + 1)
    #expect(try made.run("monthly", in: folder, output: "m").status == 0)
    #expect(try made.run("track", in: folder, output: "t").status == 0)
    let program = try #require(Program())
    let before = try program.run(["score", "m", "t", "--output", "none"], in: folder)
    #expect(before.status == 0 && before.output.contains("No statement"), "\(before.errors)")
    try growth(through: 4 * 2025 + 3).write(to: folder)
    let outcome = try program.run(["score", "m", "t", "--output", "s"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/s/scores.csv").filter { $0["status"] == "scored" }
    let variants = try CSVRows.read(folder + "/m/variants.csv")
    for (id, came) in [("low", "1"), ("high", "0"), ("steep", "0")] {
      let row = rows.first { $0["kind"] == "variant" && $0["ref"] == id }
      let said = variants.first { $0["variant"] == id }?["probability_at_least"]
      #expect(row?["outcome"] == came && row?["probability"] == said, "\(id)")
      #expect(row?["vintage"] == "2026-01-20" && row?["as_of"] == "2025-08-20")
    }
    // The middle of what came is 6.1%, or near it.
    let value = number(rows.first { $0["kind"] == "variant" && $0["ref"] == "low" }, "value")
    #expect(abs(value - 6.1) < 0.5)
    let tracked = rows.filter { $0["kind"] == "tracking" }
    #expect(Set(tracked.map { $0["ref"] }) == ["low", "high"])
    #expect(rows.contains { $0["kind"] == "tracking_replay" && $0["as_of"] == "2025-03-31" })
    let periods = Set(
      rows.filter { $0["kind"] == "growth" && $0["ref"] == "left" }.map { $0["period"] })
    #expect(periods == ["2025", "2025-Q3", "2025-Q4"])
    #expect(rows.contains { $0["kind"] == "outlook" && $0["ref"] == "whole" })
    // Replays were never said beforehand.
    let all = try CSVRows.read(folder + "/s/reliability.csv").first {
      $0["kind"] == "all" && $0["near"] == ""
    }
    #expect(all?["statements"] == "\(variants.count - 1 + tracked.count)")
  }

  @Test("Tasks of a file without a scenario: later folders tell whether they were in time")
  func tasks() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let text =
      "task_id,started,due,done\na,2025-01-05,2025-05-31,2025-05-20\nb,2025-01-05,2025-05-31,\n"
      + "c,2025-01-05,2026-05-31,\n"
    try Program.write(Array(text.utf8), to: folder + "/t.csv")
    for (output, day) in [("early", "2025-03-01"), ("late", "2025-07-01")] {
      let run = try program.run(
        ["tasks", "t.csv", "--as-of", day, "--output", output, "-q"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
    let outcome = try program.run(["score", "early", "late", "--output", "s"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/s/scores.csv")
    for (id, came) in [("a", "1"), ("b", "0")] {
      let row = rows.first { $0["ref"] == id && $0["as_of"] == "2025-03-01" }
      #expect(row?["kind"] == "task" && row?["status"] == "scored" && row?["outcome"] == came)
    }
    #expect(rows.first { $0["ref"] == "c" }?["status"] == "open")
  }

  @Test("Past years of a backtest: chances are counted as backtest.csv has them")
  func backtest() throws {
    let folder = try Program.temporaryFolder()
    let made = growth(through: 4 * 2025 + 1)
    let outcome = try made.run("track", in: folder, output: "t", ["--backtest"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cases = try CSVRows.read(folder + "/t/backtest.csv")
    #expect(!cases.isEmpty)
    for row in cases {
      let (asked, middle) = (number(row, "asked_percent"), number(row, "outlook_p50"))
      #expect((number(row, "probability") > 0.5) == (middle > asked), "\(row)")
      let (low, high) = (number(row, "outlook_p10"), number(row, "outlook_p90"))
      #expect((number(row, "probability") > 0.9) == (low > asked))
      #expect((number(row, "probability") < 0.1) == (high < asked))
    }
    let all = try CSVRows.read(folder + "/t/reliability.csv").first {
      $0["kind"] == "all" && $0["near"] == ""
    }
    let came = cases.count { number($0, "outcome_percent") >= number($0, "asked_percent") }
    #expect(all?["statements"] == "\(cases.count)" && all?["came_true"] == "\(came)")
    #expect(all?["outcomes"] == "\(Set(cases.map { $0["year"] }).count)")
    #expect(outcome.output.contains("near"))
    let plain = try made.run("track", in: folder, output: "plain")
    #expect(plain.status == 0 && !Program.names(in: folder + "/plain").contains("reliability.csv"))
  }

  @Test(
    "On the day on which the outcome is first published a statement is no longer one, the day before it is"
  )
  func publication() throws {
    let folder = try Program.temporaryFolder()
    // Growth of the year, printed before its fourth quarter has a level.
    var made = growth(through: 4 * 2025 + 2)
    made.sectors = MadeGrowth.alone(#"{"level": "o.whole", "growth": "o.growth"}"#)
    made.variants = #"[{"id": "low", "conditions": [{"period": "2025", "growth": 4}]}]"#
    made.add("o.growth", "2025", 6.1, vintage: "2026-01-25", status: "estimate")
    let program = try #require(Program())
    for (day, status) in [("2026-01-24", "scored"), ("2026-01-25", "known_before")] {
      made.asOf = day
      let run = try made.run(in: folder, output: day)
      #expect(run.status == 0, "\(run.errors)")
      let outcome = try program.run(["score", day, "--output", "s-\(day)"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let row = try CSVRows.read(folder + "/s-\(day)/scores.csv").first { $0["kind"] == "variant" }
      #expect(row?["status"] == status, "\(day): \(row ?? [:])")
    }
    // So it is where the run itself had not got the figure of its own day.
    var late = made
    late.rows.removeAll { $0.hasPrefix("o.growth,") && $0.contains("2026-01-25") }
    late.add("o.growth", "2024", 6, vintage: "2025-01-25", status: "estimate")
    for (day, status) in [("2026-01-24", "scored"), ("2026-01-25", "known_before")] {
      late.asOf = day
      let run = try late.run(in: folder, output: "late-\(day)")
      #expect(run.status == 0, "\(run.errors)")
      var told = late
      told.add("o.growth", "2025", 6.1, vintage: "2026-01-25", status: "estimate")
      try told.write(to: folder)
      let outcome = try program.run(
        ["score", "late-\(day)", "--output", "late-s-\(day)"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let row = try CSVRows.read(folder + "/late-s-\(day)/scores.csv").first {
        $0["kind"] == "variant"
      }
      #expect(row?["status"] == status, "\(day): \(row ?? [:])")
    }
  }

  /// A level of 2018 to 2024, assessed in June 2025, and the file that stands in its place later.
  private func level(_ now: [Double], unit: String = "u") throws -> [[String: String]] {
    let values = [100.0, 106, 113, 118, 126, 134, 142]
    let small = try SmallScenario(
      [#"{"id": "a", "name": "A", "unit": "\#(unit)", "kind": "growth", "series": "a"}"#],
      plan: ["1,a,at_least,148,,2025"], series: [("a", values.map { "\($0)" })])
    #expect(try small.run().status == 0)
    let rows = now.enumerated().map { year, value in
      "a,X,A,\(2018 + year),\(value),u,na,final,\(2019 + year)-03,,\n"
    }
    try Program.write(Array((Self.header + rows.joined()).utf8), to: small.folder + "/o.csv")
    let outcome = try small.program(["score", "r", "--output", "s"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows2025 = try small.table("scores.csv", output: "s").filter { $0["period"] == "2025" }
    let isTold = outcome.output.contains("another base")
    #expect(isTold == rows2025.contains { $0["factor"] != "" }, "\(outcome.output)")
    return rows2025
  }

  @Test(
    "Levels on another base: years that the run knew tell the factor, and outcomes are set on its base"
  )
  func otherBase() throws {
    // In other prices growth is a little different, too: 150 of old prices in 2025 are 600 to 603 of new ones.
    let rows = try level([400, 425, 452, 473, 505, 536, 569, 602])
    for row in rows {
      let factor = number(row, "factor")
      #expect(abs(factor - 142.0 / 569) < 0.001, "\(row)")
      #expect(abs(number(row, "value") - 602 * factor) < 1e-6 && row["outcome"] == "1", "\(row)")
    }
    #expect(rows.count == 2)
    // An index in percent stands above 100, as no share does.
    let index = try level([400, 425, 452, 473, 505, 536, 569, 602], unit: "%")
    #expect(index.count == 2 && index.allSatisfy { $0["factor"] != "" }, "\(index)")
    // Figures that are revised, and the newest of them by much, stand on the base that they stood on.
    for revised in [
      [100.0, 106, 113, 118, 126, 135, 150, 152], [101.0, 107, 113, 120, 127, 134.5, 143, 150],
    ] {
      let kept = try level(revised)
      #expect(kept.count == 2 && kept.allSatisfy { $0["factor"] == "" }, "\(kept)")
    }
  }

  @Test("Growth alone makes an index whose last year is 100: outcomes are set on that of the run")
  func indexOfGrowth() throws {
    let rates = ["7", "8", "6", "5", "7", "8", "6"]
    let small = try SmallScenario(
      [
        #"{"id": "g", "name": "G", "kind": "growth", "series": {"growth": "g"}}"#
      ], plan: ["1,g,at_least,105,,2025"], series: [("g", rates)])
    #expect(try small.run().status == 0)
    let later =
      Self.header + "g,X,A,2025,7.5,u,na,final,2026-03,,\ng,X,A,2026,6.5,u,na,final,2027-03,,\n"
    try Program.write(Array(later.utf8), to: small.folder + "/later.csv")
    let outcome = try small.program(["score", "r", "--data", "later.csv", "--output", "s"])
    #expect(outcome.status == 0 && outcome.output.contains("another base"), "\(outcome.errors)")
    let rows = try small.table("scores.csv", output: "s").filter { $0["status"] == "scored" }
    for (period, level) in [("2025", 107.5), ("2026", 107.5 * 1.065)] {
      let row = rows.first { $0["kind"] == "projection" && $0["period"] == period }
      #expect(abs(number(row, "value") - level) < 1e-6, "\(rows)")
    }
    #expect(rows.first { $0["kind"] == "target" }?["outcome"] == "1")
  }
}
