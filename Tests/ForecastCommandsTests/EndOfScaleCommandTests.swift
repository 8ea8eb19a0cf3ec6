import TestSupport
import Testing

/// Targets at the ends of scales, growth through 0, what only rises, and chances beside medians.
@Suite struct EndOfScaleCommandTests {
  @Test("100% is met by what is printed as 100: chance, median, first year, levers and draws agree")
  func top() throws {
    let small = try SmallScenario(
      ["{\"id\": \"done\", \"kind\": \"adoption\", \"series\": \"x\"}"],
      plan: [
        "end,done,at_least,100,,2028", "near,done,at_least,99.5,,2028",
        "beyond,done,at_least,100.5,,2028", "alone,done,exactly,100,100,2028",
      ], series: [("x", ["88", "91", "94", "96", "97", "98", "99"])])
    let outcome = try small.run("run", ["--draws", "d.csv", "--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try small.run("run", ["--set", "growth.done=0.0001"], output: "q").status == 0)
    let (end, near) = (try small.figure("end"), try small.figure("near"))
    let alone = try small.figure("alone")
    #expect(end > 0.02 && end == near && end == alone)
    #expect(try small.figure("beyond") == 0)
    #expect(abs(try small.figure("end", output: "q") - end) < 0.01)
    // In half of the futures or not, the median and the shortfall say the same.
    let isHalf = end >= 0.5
    #expect((try small.figure("end", "p50") >= 100) == isHalf)
    #expect((try small.figure("end", "shortfall_p50") <= 0) == isHalf)
    let row = try #require(try small.table("attainment.csv").first { $0["ref"] == "end" })
    #expect(row["note"] == "chấm theo số công bố: từ 99,5 trở lên được in là 100")
    let explained = try small.program(["explain", "r", "--target", "end"])
    #expect(explained.output.contains("được in là 100"), "\(explained.output)")
    let draws = try CSVRows.read(small.folder + "/d.csv")
    let met = draws.count { Double($0["p:end"] ?? "") ?? 0 >= 100 }
    #expect(Double(met) / Double(draws.count) == end)
  }

  @Test(
    "Whole numbers among tenths are printed in tenths, and every table shows an end as it is printed"
  )
  func finest() throws {
    let small = try SmallScenario(
      [
        "{\"id\": \"done\", \"kind\": \"adoption\", \"series\": \"x\"}",
        "{\"id\": \"poor\", \"kind\": \"share\", \"series\": \"y\"}",
      ],
      plan: ["t,done,at_least,100,,2028", "p,poor,at_most,,0,2028", "q,poor,at_most,,0.1,2028"],
      series: [
        ("x", ["91.5", "94", "97", "98", "99", "100", "100"]),
        ("y", ["3.1", "2.2", "1.4", "0.9", "0.5", "0.3", "0.2"]),
      ])
    #expect(try small.run().status == 0)
    let rows = try small.table("attainment.csv")
    #expect(rows.first?["note"]?.contains("from 99.95 on") == true, "\(rows.first?["note"] ?? "")")
    for row in try small.table("projections.csv") where row["kind"] == "projection" {
      for column in ["p2_5", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p97_5"] {
        let value = try #require(Double(row[column] ?? ""))
        #expect(value == 0 || value > 0.05 && value < 99.95 || value == 100, "\(column): \(value)")
      }
    }
    let poor = rows.dropFirst()
    #expect(Set(poor.map { $0["p10"] }).count == 1)
  }

  @Test("Things that happen now and then go on as often as they did")
  func counts() throws {
    let small = try SmallScenario(
      ["{\"id\": \"fires\", \"kind\": \"count\", \"series\": \"x\"}"],
      plan: ["t,fires,at_most,,1,2026"], series: [("x", ["3", "0", "2", "0", "0", "1", "0"])])
    #expect(try small.run().status == 0)
    let last = try #require(try small.table("projections.csv").last { $0["period"] == "2030" })
    let (mean, top) = (Double(last["mean"] ?? "") ?? 9, Double(last["p97_5"] ?? "") ?? 99)
    #expect(mean > 0.3 && mean < 1 && top <= 5, "\(mean) \(top)")
    #expect(try small.figure("t") > 0.75)
  }

  @Test("What is wanted of a target at its end is found, and --set gives it")
  func required() throws {
    let small = try SmallScenario(
      ["{\"id\": \"poor\", \"kind\": \"share\", \"series\": \"x\"}"],
      plan: ["t,poor,at_most,,0,2028"],
      series: [("x", ["6.1", "5.2", "4.4", "3.5", "2.4", "1.6", "0.9"])])
    let now = try small.run()
    #expect(now.status == 0, "\(now.errors)")
    let outcome = try small.run("require", ["--target", "t", "--probability", "0.7"], output: "q")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = try #require(try small.table("requirement.csv", output: "q").first)
    let value = try #require(Double(row["value"] ?? ""))
    #expect(row["reachable"] == "yes" && value < 0 && value > -2)
    #expect(try small.run("run", ["--set", "growth.poor=\(value)"], output: "s").status == 0)
    #expect(abs(try small.figure("t", output: "s") - 0.7) < 0.005)
  }

  @Test("A history that has reached its end runs, with every model and from an anchor")
  func touched() throws {
    let values = ["60", "74", "85", "93", "97", "99", "100"]
    for model in [
      "auto", "drift", "damped_drift", "logit_trend", "logistic_adoption", "gompertz_adoption",
      "local_linear_trend", "reference_class",
    ] {
      let small = try SmallScenario(
        ["{\"id\": \"a\", \"kind\": \"adoption\", \"series\": \"x\", \"model\": \"\(model)\"}"],
        plan: ["t,a,at_least,100,,2027"], series: [("x", values)])
      let outcome = try small.run()
      #expect(outcome.status == 0, "\(model): \(outcome.errors)")
      let known = try small.table("history.csv").last { $0["indicator"] == "a" }
      let chance = try small.figure("t")
      #expect(known?["value"] == "100.0" && chance > 0.02)
      for row in try small.table("projections.csv") where row["kind"] == "projection" {
        let (low, high) = (Double(row["p2_5"] ?? "") ?? .nan, Double(row["p97_5"] ?? "") ?? .nan)
        #expect(low >= 0 && high <= 100, "\(model)")
      }
    }
    let anchored = try SmallScenario(
      [
        "{\"id\": \"a\", \"kind\": \"adoption\", \"anchor\": {\"series\": \"own\", \"pace\": [\"x\", \"y\"]}}"
      ],
      plan: ["t,a,at_least,95,,2027"],
      series: [
        ("own", ["100"]), ("x", values), ("y", ["0", "8", "20", "33", "44", "57", "70"]),
      ])
    let outcome = try anchored.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("Average growth of a level that may fall below 0 has the chance of the level it leads to")
  func averageGrowth() throws {
    // From 8 in 2024 three years at 4% a year lead to 8.998912.
    let small = try SmallScenario(
      [
        "{\"id\": \"s\", \"series\": \"x\"}",
        """
        {"id": "avg", "derived": {"average_growth": {"of": "s", "base": 2024, "last": 2027}}}
        """,
        """
        {"id": "sum", "derived": {"average_growth": {"of": "s", "base": 2024, "last": 2029,
          "mean": "arithmetic"}}}
        """, "{\"id\": \"g\", \"derived\": {\"growth\": {\"of\": \"s\"}}}",
      ],
      plan: [
        "avg,avg,at_least,4,,2027", "level,s,at_least,8.998912,,2027", "sum,sum,at_least,3,,2029",
        "g,g,at_least,5,,2029",
      ], series: [("x", ["30", "24", "26", "19", "15", "11", "8"])])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try abs(small.figure("avg") - small.figure("level")) < 1e-9)
    for name in ["attainment.csv", "projections.csv"] {
      for number in try small.table(name).flatMap(\.values).compactMap(Double.init) {
        #expect(abs(number) < 1e6)
      }
    }
    let row = try #require(
      try small.table("projections.csv").last { $0["indicator"] == "avg" })
    #expect((Double(row["p2_5"] ?? "") ?? .nan) >= -100)
    let need = try small.run("require", ["--target", "avg", "--probability", "0.8"], output: "q")
    #expect(need.status == 0, "\(need.errors)")
    let value =
      Double(try small.table("requirement.csv", output: "q").first?["value"] ?? "") ?? .nan
    #expect(value > 0 && value < 20)
  }

  @Test("Growth from a level of 0 or less is not assessed, and the row says why")
  func negativeBase() throws {
    let small = try SmallScenario(
      [
        "{\"id\": \"s\", \"series\": \"x\"}", "{\"id\": \"y\", \"series\": \"y\"}",
        "{\"id\": \"g\", \"derived\": {\"growth\": {\"of\": \"s\"}}}",
        "{\"id\": \"avg\", \"derived\": {\"average_growth\": {\"of\": \"s\", \"base\": 2023, \"last\": 2028}}}",
        "{\"id\": \"r\", \"derived\": {\"ratio\": {\"numerator\": \"y\", \"denominator\": \"s\"}}}",
      ],
      plan: [
        "g,g,at_least,5,,2026", "avg,avg,at_least,5,,2028", "r,r,at_least,2,,2027",
        "s,s,at_least,-3,,2026",
      ],
      series: [
        ("x", ["4", "3", "1", "0", "-1", "-1.5", "-2"]),
        ("y", ["4", "5", "5", "6", "6", "7", "8"]),
      ])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for row in try small.table("attainment.csv") {
      let isLevel = row["ref"] == "s"
      #expect((row["probability"] == "") == !isLevel)
      #expect(row["note"]?.contains("has no meaning") == !isLevel, "\(row["note"] ?? "")")
    }
  }

  @Test("growth. of what is derived is refused and names what it rests on; so it is for require")
  func derivedLever() throws {
    let small = try SmallScenario(
      [
        "{\"id\": \"s\", \"kind\": \"growth\", \"series\": \"x\"}",
        "{\"id\": \"g\", \"derived\": {\"growth\": {\"of\": \"s\"}}}",
        "{\"id\": \"avg\", \"derived\": {\"average_growth\": {\"of\": \"s\", \"base\": 2024, \"last\": 2028}}}",
      ], plan: ["avg,avg,at_least,5,,2028", "g,g,at_least,5,,2028"],
      series: [("x", ["90", "94", "97", "101", "104", "110", "115"])])
    for id in ["g", "avg"] {
      let set = try small.run("run", ["--set", "growth.\(id)=1"])
      #expect(set.status == 3 && set.errors.contains("growth.s"), "\(set.errors)")
      let need = try small.run(
        "require", ["--target", "avg", "--probability", "0.8", "--variable", "growth.\(id)"],
        output: "q")
      #expect(need.status == 3 && need.errors.contains("growth.s"), "\(need.errors)")
    }
    let fine = try small.run(
      "require", ["--target", "avg", "--probability", "0.8", "--variable", "growth.s"], output: "q")
    #expect(fine.status == 0, "\(fine.errors)")
  }

  @Test(
    "What is declared to rise only keeps its last value in run, under levers and mixed with an opinion"
  )
  func monotone() throws {
    let small = try SmallScenario(
      [
        "{\"id\": \"km\", \"kind\": \"count\", \"series\": \"x\", \"monotone\": true}",
        """
        {"id": "mix", "kind": "growth", "series": "x", "monotone": true, "prior": {"year": 2028,
          "author": "a", "weight": 0.4, "low": 71, "likely": 74, "high": 90}}
        """,
        """
        {"id": "said", "monotone": true, "judgement": {"year": 2029, "author": "a",
          "start": {"year": 2024, "value": 70}, "quantiles": [{"probability": 0.1, "value": 70},
          {"probability": 0.5, "value": 71}, {"probability": 0.9, "value": 95}]}}
        """, "{\"id\": \"dip\", \"series\": \"y\", \"monotone\": true}",
      ],
      plan: [
        "km,km,at_least,71,,2025", "km5,km,at_least,71,,2030", "mix,mix,at_least,71,,2025",
        "mix5,mix,at_least,71,,2030", "said,said,at_least,70,,2026", "dip,dip,at_least,66,,2025",
      ],
      series: [
        ("x", ["40", "52", "60", "66", "68", "70", "71"]),
        ("y", ["40", "52", "60", "66", "68", "61", "66"]),
      ])
    for (more, output) in [
      ([], "r"),
      (["--set", "growth.km=-9", "--set", "growth.mix=-9", "--set", "growth.dip=-9"], "q"),
    ] {
      let outcome = try small.run("run", more, output: output)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for row in try small.table("attainment.csv", output: output) {
        #expect(row["probability"] == "1.0", "\(row["ref"] ?? "") in \(output)")
      }
    }
    let note = try small.table("attainment.csv").first { $0["ref"] == "dip" }?["note"]
    #expect(note == "declared to rise only, but its figures fall in 2023")
    let less = try SmallScenario(
      [
        """
        {"id": "mix", "kind": "growth", "series": "x", "monotone": true, "prior": {"year": 2028,
          "author": "a", "weight": 0.4, "low": 60, "likely": 74, "high": 90}}
        """
      ], plan: ["t,mix,at_least,71,,2028"],
      series: [("x", ["40", "52", "60", "66", "68", "70", "71"])])
    let outcome = try less.run()
    #expect(outcome.status == 3 && outcome.errors.contains("monotone"), "\(outcome.errors)")
  }

  @Test(
    "A chance above a half has its median on the side of the target, whatever steps a quantity takes"
  )
  func medians() throws {
    let indicators = [
      "{\"id\": \"count\", \"kind\": \"count\", \"series\": \"x\"}",
      "{\"id\": \"tenth\", \"series\": \"y\", \"resolution\": 0.1}",
      "{\"id\": \"five\", \"series\": \"x\", \"resolution\": 5}",
      """
      {"id": "place", "kind": "rank", "bounds": {"lower": 1, "upper": 34}, "judgement": {
        "year": 2028, "author": "a", "low": 1, "likely": 7, "high": 20}}
      """,
      """
      {"id": "said", "kind": "count", "judgement": {"year": 2028, "author": "a", "low": 0,
        "likely": 2, "high": 9}}
      """, "{\"id\": \"floor\", \"series\": \"x\", \"bounds\": {\"lower\": 0}}",
    ]
    let asked: [(String, [Double])] = [
      ("count", [0, 1, 2, 3, 4]), ("tenth", [2.8, 2.9, 3, 3.1, 3.2, 3.3]), ("five", [0, 5, 10]),
      ("place", [6, 7, 8, 9, 10]), ("said", [1, 2, 3, 4]), ("floor", [0, 0.5, 1, 2]),
    ]
    var plan: [String] = []
    for (id, values) in asked {
      for value in values {
        plan.append("\(id)-\(value)-most,\(id),at_most,,\(value),2028")
        plan.append("\(id)-\(value)-least,\(id),at_least,\(value),,2028")
      }
    }
    let small = try SmallScenario(
      indicators, plan: plan,
      series: [
        ("x", ["22", "17", "13", "9", "6", "4", "3"]),
        ("y", ["2.2", "2.5", "2.4", "2.8", "2.9", "3.0", "3.1"]),
      ])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for row in try small.table("attainment.csv") {
      func number(_ column: String) -> Double { Double(row[column] ?? "") ?? .nan }
      let (chance, target, median) = (number("probability"), number("target"), number("p50"))
      let isMost = row["direction"] == "at_most"
      let slack = 1e-9 * max(1, abs(target))
      let isOnSide = isMost ? median <= target + slack : median >= target - slack
      #expect(isOnSide == (chance >= 0.5), "\(row["ref"] ?? ""): \(chance), \(median)")
      #expect((number("shortfall_p50") <= 0) == (chance >= 0.5), "\(row["ref"] ?? "")")
    }
  }

  @Test(
    "What a rule fills is told apart everywhere: no joint figure has it unless its name says so")
  func illustrative() throws {
    let small = try SmallScenario(
      [
        "{\"id\": \"a\", \"kind\": \"growth\", \"series\": \"x\"}",
        "{\"id\": \"b\", \"judgement\": {\"year\": 2028, \"author\": \"a\", \"low\": 1, \"likely\": 2, \"high\": 4}}",
      ],
      plan: [
        "a,a,at_least,120,,2028,all", "b,b,at_least,2,,2028,all", "c,c,at_least,30,,2028,all",
        "d,d,at_least,40,,2028,primary", "e,e,at_least,50,,2028,",
      ], series: [("x", ["90", "94", "97", "101", "104", "110", "115"])],
      more: """
        , "placeholder": {"start": 0.5, "low": 0.8, "likely": 1, "high": 1.2, "due_from": 2026,
          "author": "nobody"}
        """)
    let outcome = try small.run("run", ["--format", "csv,html,xlsx", "--language", "en"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try small.table("joint.csv").filter { $0["dependence"] == "fitted" }
    let found = rows.map { "\($0["group_kind"] ?? "") \($0["group"] ?? "") \($0["targets"] ?? "")" }
    // An agency called all is one; one with nothing but made up rows has no joint chance.
    #expect(found == ["all all 2", "with_illustrative with_illustrative 5", "agency all 2"])
    let chances = try ["a", "b"].map { try small.figure($0) }
    let all = try #require(rows.first { $0["group_kind"] == "all" })
    #expect(abs((Double(all["expected_met"] ?? "") ?? .nan) - chances.reduce(0, +)) < 1e-9)
    let page = try small.text("report.html")
    #expect(page.contains("Of the 5 rows of plan p, 2 can be assessed on published figures"))
    #expect(page.contains("Another 3 are filled by one mechanical rule"))
    // None is left of the five.
    #expect(!page.contains("The others are listed at the end."))
    #expect(outcome.output.contains("With the 3 illustrative rows"))
    #expect(!outcome.output.contains("All 5 assessed targets"))
    let limits = Set(try small.table("limits.csv").compactMap { $0["group_kind"] })
    #expect(limits == ["all", "with_illustrative", "agency"])
    let compared = try small.program(
      ["compare", "s.json", "s.json", "--set", "growth.a=1", "--output", "c"])
    #expect(compared.status == 0, "\(compared.errors)")
    let kinds = try small.table("comparison.csv", output: "c").map { $0["group_kind"] ?? "" }
    #expect(kinds == ["", "", "", "", "", "all", "with_illustrative", "agency"])
  }
}
