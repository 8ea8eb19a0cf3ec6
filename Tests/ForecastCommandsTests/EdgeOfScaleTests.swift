import TestSupport
import Testing

/// Where values gather, stand or reach far: tables agree with the paths behind them.
@Suite struct EdgeOfScaleTests {
  private let program: Program

  init() throws { program = try #require(Program()) }

  private func prepare(_ scenario: MadeScenario) throws -> String {
    let folder = try Program.temporaryFolder()
    try scenario.write(in: folder)
    return folder
  }

  @Test("Whole things fall short of a range by whole numbers")
  func wholeShortfall() throws {
    let small = try SmallScenario(
      [#"{"id": "n", "kind": "count", "series": "n"}"#], plan: ["1,n,range,15000,15200,2030"],
      series: [("n", ["12004", "12611", "12530", "13057", "13312", "13249", "13790"])])
    #expect(try small.run().status == 0)
    let shortfall = try small.figure("1", "shortfall_p50")
    #expect(shortfall != 0 && shortfall == shortfall.rounded(), "\(shortfall)")
  }

  @Test(
    "Printed quantiles are those of the paths, however far a few of them reach",
    arguments: [[2, 9], [1, 20], [10, 100, 900]])
  func farTails(values: [Double]) throws {
    var scenario = MadeScenario(horizon: 2030)
    scenario.add("n", from: 2025 - values.count, values)
    scenario.add("m", from: 2025 - values.count, values)
    scenario.indicate("n", "\"kind\": \"count\", \"series\": \"n\"")
    scenario.indicate("m", "\"kind\": \"growth\", \"series\": \"m\"")
    scenario.target("n", "n", "at_least", "50", year: 2030)
    scenario.target("m", "m", "at_least", "50", year: 2030)
    let folder = try prepare(scenario)
    let outcome = try program.run(
      ["run", "s.json", "--output", "r", "--draws", "d.csv", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let draws = try CSVRows.read(folder + "/d.csv")
    for row in try CSVRows.read(folder + "/r/attainment.csv") {
      let column = try #require(draws[0].keys.first { $0.hasSuffix(":\(row["ref"] ?? "?")") })
      let sorted = draws.compactMap { Double($0[column] ?? "") }.sorted()
      for (name, low, high) in [("p10", 0.09, 0.11), ("p50", 0.48, 0.52), ("p90", 0.89, 0.91)] {
        let stated = try #require(Double(row[name] ?? ""))
        let rank = Double(sorted.count { $0 <= stated }) / Double(sorted.count)
        let (first, last) = (
          sorted[Int(low * Double(sorted.count))], sorted[Int(high * Double(sorted.count))]
        )
        #expect(stated >= first && stated <= last, "\(row["ref"] ?? "") \(name) \(stated) \(rank)")
      }
    }
  }

  @Test("What has stood keeps its value to the last bit: at least as much is as likely as to stand")
  func standing() throws {
    var scenario = MadeScenario(horizon: 2027)
    let values = [14.3, 41.9, 12, 0.7, 143.2]
    for (index, value) in values.enumerated() {
      for kind in ["share", "growth", "adoption", "level"] where kind != "share" || value < 100 {
        if kind == "adoption" && value > 100 { continue }
        let id = "\(kind)\(index)"
        scenario.add(id, from: 2017, Array(repeating: value, count: 8))
        scenario.indicate(id, "\"kind\": \"\(kind)\", \"series\": \"\(id)\"")
        scenario.target("\(id)+", id, "at_least", "\(value)", year: 2026)
        scenario.target("\(id)-", id, kind: "level", "at_most", "\(value)", year: 2026)
      }
    }
    let folder = try prepare(scenario)
    let outcome = try program.run(["run", "s.json", "--output", "r", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let run = try MadeRun(folder + "/r")
    for (index, _) in values.enumerated() {
      for kind in ["share", "growth", "adoption", "level"] {
        let (up, down) = (run.target("\(kind)\(index)+"), run.target("\(kind)\(index)-"))
        if up.isNaN { continue }
        #expect(up > 0.5 && down > 0.5 && up + down > 1.2, "\(kind)\(index) \(up) \(down)")
      }
    }
  }

  @Test("Two values alike are a measured level once more, not a whole number that doubles")
  func twoAlike() throws {
    var scenario = MadeScenario(horizon: 2028)
    scenario.add("x", from: 2023, [143.2, 143.2])
    scenario.add("y", from: 2023, [143.2, 143.21])
    for id in ["x", "y"] {
      scenario.indicate(id, "\"kind\": \"level\", \"series\": \"\(id)\"")
      scenario.target(id, id, "at_least", "200", year: 2028)
    }
    let folder = try prepare(scenario)
    _ = try program.run(["run", "s.json", "--output", "r", "-q"], in: folder)
    let run = try MadeRun(folder + "/r")
    #expect(abs(run.target("x") - run.target("y")) < 0.05)
    #expect(run.fan("x", 2025, "p2_5") > 110)
  }

  @Test("More is never likelier than less, with however many digits they are asked")
  func order() throws {
    var scenario = MadeScenario(horizon: 2028)
    scenario.indicate(
      "up",
      "\"kind\": \"share\", \"judgement\": {\"year\": 2028, \"low\": 60, \"likely\": 100, \"high\": 100, \"author\": \"A\"}"
    )
    scenario.indicate(
      "down",
      "\"kind\": \"share\", \"judgement\": {\"year\": 2028, \"low\": 0, \"likely\": 0, \"high\": 30, \"author\": \"A\"}"
    )
    let high = ["90", "99.5", "99.83", "99.9", "99.99", "100"]
    let low = ["5", "0.4", "0.13", "0.02", "0"]
    for value in high { scenario.target("u\(value)", "up", "at_least", value, year: 2028) }
    for value in low { scenario.target("d\(value)", "down", "at_most", value, year: 2028) }
    let folder = try prepare(scenario)
    let outcome = try program.run(["run", "s.json", "--output", "r", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let run = try MadeRun(folder + "/r")
    for chances in [high.map { run.target("u\($0)") }, low.map { run.target("d\($0)") }] {
      #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 >= $1 }, "\(chances)")
      #expect(chances.last ?? 0 > 0)
    }
  }

  @Test("Quarters and months too few for trees are forecast in the size of all of them")
  func shortSeasons() throws {
    let folder = try Program.temporaryFolder()
    let quarters: [Double] = [12000, 900, 15000, 300, 9000, 0]
    let seasonal: [Double] = [5000, 9000, 12000, 30000, 5200, 9300, 12500]
    var panel = "unique_id,ds,y\n"
    for (id, values) in [("a", quarters), ("b", quarters.map { $0 / 1000 }), ("c", seasonal)] {
      for (index, value) in values.enumerated() {
        panel += "\(id),\(2023 + index / 4)-Q\(index % 4 + 1),\(value)\n"
      }
    }
    try Program.write(Array(panel.utf8), to: folder + "/p.csv")
    let outcome = try program.run(
      ["predict", "p.csv", "--frequency", "Q", "--horizon", "2", "--output", "o", "-q"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/o/predictions.csv")
    func value(_ id: String, _ period: String, _ column: String) -> Double {
      Double(rows.first { $0["unique_id"] == id && $0["ds"] == period }?[column] ?? "") ?? .nan
    }
    #expect(value("a", "2024-Q3", "q0.975") - value("a", "2024-Q3", "q0.025") > 5000)
    #expect(
      abs(value("a", "2024-Q3", "q0.975") / value("b", "2024-Q3", "q0.975") / 1000 - 1) < 1e-9)
    #expect(abs(value("c", "2024-Q4", "q0.5") / 30000 - 1) < 0.15)
  }

  @Test("A mean between two bounds stands for every seed")
  func boundedMean() throws {
    var scenario = MadeScenario(horizon: 2030, paths: 2000)
    scenario.add("s", from: 2019, [97.1, 98.6, 99.2, 99.7, 99.9, 99.9])
    scenario.indicate("s", "\"kind\": \"share\", \"series\": \"s\"")
    scenario.indicate(
      "c",
      "\"kind\": \"count\", \"judgement\": {\"year\": 2030, \"low\": 12, \"likely\": 12, \"high\": 12, \"author\": \"A\"}"
    )
    let folder = try prepare(scenario)
    for seed in ["1", "2", "3"] {
      let outcome = try program.run(
        ["run", "s.json", "--output", seed, "--seed", seed, "-q"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let run = try MadeRun(folder + "/" + seed)
      #expect(run.fan("s", 2030, "mean") > 90 && run.fan("c", 2030, "mean") == 12)
    }
  }

  @Test(
    "Figures that go on under another name of the place are told, those of other places are not")
  func otherPlace() throws {
    var scenario = MadeScenario(horizon: 2028)
    scenario.add("x", from: 2012, [10, 11, 11.5, 12, 12.6, 13, 13.5, 14])
    scenario.indicate("x", "\"kind\": \"level\", \"series\": \"x\"")
    for (index, value) in [14.4, 15, 15.1].enumerated() {
      scenario.add(row: "x,Q,A,\(2020 + index),\(value),u,na,final,\(2021 + index)-03-15,made,")
      scenario.add(row: "x,R,A,\(2014 + index),\(value),u,na,final,\(2015 + index)-03-15,made,")
    }
    let folder = try prepare(scenario)
    let outcome = try program.run(["validate", "s.json"], in: folder)
    let told = outcome.output + outcome.errors
    #expect(told.contains("x (Q)") && !told.contains("x (R)"), "\(told)")
  }

  @Test("A slower pace beside the end of the scale keeps what is there")
  func slowAtTheEnd() throws {
    var scenario = MadeScenario(horizon: 2030)
    scenario.add("a", from: 2018, [88, 93, 96.2, 98, 99, 99.5, 99.8])
    scenario.indicate("a", "\"kind\": \"adoption\", \"series\": \"a\"")
    scenario.target("t", "a", "at_least", "90", year: 2030)
    let folder = try prepare(scenario)
    let text = scenario.json.replacing(
      "\"horizon\"",
      with: """
        "levers": [{"id": "slow", "kind": "effect", "title": "Slow", "baseline": 0, "value": 0,
          "effects": [{"indicator": "a", "on": "speed", "course": "step", "start": 2025,
          "per_unit": 1, "author": "A"}]}], "horizon"
        """)
    try Program.write(Array(text.utf8), to: folder + "/s.json")
    for value in ["-50", "-100"] {
      let outcome = try program.run(
        ["run", "s.json", "--set", "slow=\(value)", "--output", "r\(value)", "-q"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let run = try MadeRun(folder + "/r\(value)")
      #expect(run.fan("a", 2030, "p2_5") > 85, "\(value): \(run.fan("a", 2030, "p2_5"))")
      if value == "-100" { #expect(abs(run.fan("a", 2030, "p50") - 99.8) < 1e-6) }
    }
  }
}
