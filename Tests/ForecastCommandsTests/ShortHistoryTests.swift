import TestSupport
import Testing

/// What a province has: three or four yearly values, gaps, things that stand.
@Suite struct ShortHistoryTests {
  private let program: Program

  init() throws { program = try #require(Program()) }

  private func run(_ scenario: MadeScenario) throws -> MadeRun {
    let folder = try Program.temporaryFolder()
    try scenario.write(in: folder)
    let outcome = try program.run(["run", "s.json", "--output", "r", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try MadeRun(folder + "/r")
  }

  /// A path of each kind with what an indicator on it says.
  private static let kinds: [(id: String, rest: String, values: [Double])] = [
    ("growth", "\"kind\": \"growth\"", [80, 84.1, 90.6, 95.8, 100, 108.4, 113.1, 121.9]),
    ("level", "\"kind\": \"level\"", [41, 44, 43, 47, 52, 50, 55, 57]),
    ("count", "\"kind\": \"count\"", [210, 236, 248, 241, 262, 281, 290, 309]),
    ("share", "\"kind\": \"share\"", [33.1, 34, 33.6, 35.2, 36.4, 36.1, 37.5, 38.2]),
    ("adoption", "\"kind\": \"adoption\"", [12, 17, 21, 29, 36, 41, 50, 56]),
    (
      "rank", "\"kind\": \"rank\", \"bounds\": {\"lower\": 1, \"upper\": 63}",
      [20, 24, 18, 17, 22, 15, 19, 16]
    ),
  ]

  @Test("From one value to eight there is no cliff: neighbouring lengths have ranges of one size")
  func lengths() throws {
    var scenario = MadeScenario()
    for (id, rest, values) in Self.kinds {
      for count in 1...8 {
        scenario.add("\(id)\(count)", from: 2025 - count, values.suffix(count).map { $0 })
        scenario.indicate("\(id)\(count)", "\(rest), \"series\": \"\(id)\(count)\"")
      }
    }
    let run = try run(scenario)
    for (id, _, _) in Self.kinds {
      for year in [2025, 2029] {
        let widths = (1...8).map { run.width("\(id)\($0)", year) }
        #expect(widths.allSatisfy { $0 > 0 && $0.isFinite }, "\(id) \(year): \(widths)")
        for (fewer, more) in zip(widths.dropFirst(), widths.dropFirst(2)) {
          #expect(fewer > 0.6 * more && fewer < 2.5 * more, "\(id) \(year): \(widths)")
        }
        let (three, four, five) = (
          widths[widths.count - 6], widths[widths.count - 5], widths[widths.count - 4]
        )
        #expect(three > 0.9 * five && four > 0.9 * five, "\(id): \(widths)")
      }
    }
  }

  @Test("Changes that are all alike are no certainty: three rates of 7% do not promise 7%")
  func steady() throws {
    var scenario = MadeScenario(horizon: 2030)
    scenario.add("level", from: 2021, [100, 107, 114.49, 122.5043])
    scenario.add("rate", from: 2022, [7, 7, 7], unit: "%")
    scenario.indicate("level", "\"kind\": \"growth\", \"series\": \"level\"")
    scenario.indicate("rate", "\"kind\": \"growth\", \"series\": {\"growth\": \"rate\"}")
    let run = try run(scenario)
    for id in ["level", "rate"] {
      #expect(run.width(id, 2025) > 0.045, "\(id)")
      #expect(run.width(id, 2030) > 0.17, "\(id)")
    }
    // The same changes, as levels and as rates, are one history.
    #expect(abs(run.width("level", 2030) / run.width("rate", 2030) - 1) < 0.05)
  }

  @Test("run and predict give one history one forecast")
  func oneRoad() throws {
    let folder = try Program.temporaryFolder()
    for (id, rest, _) in Self.kinds where id == "share" || id == "adoption" {
      // In a scenario what goes one way has a pace of its own beside the class; this one goes no way.
      let values = [36.1, 33.6, 37.5, 34, 38.2, 33.1, 36.4, 35.2]
      for count in [1, 2, 3, 4, 8] {
        var scenario = MadeScenario(paths: 200_000)
        scenario.add("s", from: 2025 - count, values.suffix(count).map { $0 })
        scenario.indicate("s", "\(rest), \"series\": \"s\"")
        let run = try run(scenario)
        var panel = "unique_id,ds,y\n"
        for (offset, value) in values.suffix(count).enumerated() {
          panel += "s,\(2025 - count + offset),\(value)\n"
        }
        try Program.write(Array(panel.utf8), to: folder + "/panel.csv")
        let name = "\(id)\(count)"
        let outcome = try program.run(
          [
            "predict", "panel.csv", "--frequency", "A", "--horizon", "5", "--lower", "0",
            "--upper", "100", "--model", "reference_class:\(id == "share" ? "shares" : id)",
            "--output", name, "-q",
          ], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        for row in try CSVRows.read("\(folder)/\(name)/predictions.csv") {
          let year = try #require(Int(row["ds"] ?? ""))
          let spread = run.fan("s", year, "p90") - run.fan("s", year, "p10")
          for (column, quantile) in [("p10", "q0.1"), ("p50", "q0.5"), ("p90", "q0.9")] {
            let stated = try #require(Double(row[quantile] ?? ""))
            #expect(
              abs(run.fan("s", year, column) - stated) < 0.12 * spread + 0.05,
              "\(name) \(year) \(column) \(run.fan("s", year, column)) \(stated)")
          }
        }
      }
    }
  }

  @Test(
    "Years without a figure change little about what is known, wherever they lie and however many")
  func gaps() throws {
    var scenario = MadeScenario()
    let values: [Double?] = [50, 53.1, 55.2, 59, 61.4, 66, 69.3, 74.2, 77.5, 83, 88.1, 93]
    for (name, missing) in [
      ("whole", []), ("one", [8]), ("two", [8, 9]), ("early", [2, 3]), ("four", [4, 5, 6, 7]),
      ("apart", [2, 5, 8]),
    ] {
      let holed = values.enumerated().map { missing.contains($0.offset) ? nil : $0.element }
      scenario.add("g_" + name, from: 2013, holed)
      scenario.indicate("g_" + name, "\"kind\": \"growth\", \"series\": \"g_\(name)\"")
      scenario.add("s_" + name, from: 2013, holed)
      scenario.indicate("s_" + name, "\"kind\": \"share\", \"series\": \"s_\(name)\"")
    }
    let run = try run(scenario)
    for kind in ["g_", "s_"] {
      for name in ["one", "two", "early", "four", "apart"] {
        for year in [2025, 2029] {
          let ratio = run.width(kind + name, year) / run.width(kind + "whole", year)
          #expect(ratio > 0.8 && ratio < 2, "\(kind)\(name) \(year): \(ratio)")
        }
      }
    }
  }

  @Test("What has stood for long is forecast as what had stood as long, shorter runs less surely")
  func standing() throws {
    var scenario = MadeScenario()
    for (name, rest, value) in [
      ("count", "\"kind\": \"count\"", 235.0), ("share", "\"kind\": \"share\"", 62.0),
      ("level", "\"kind\": \"level\"", 17.5),
    ] {
      for count in [2, 3, 9] {
        scenario.add("\(name)\(count)", from: 2025 - count, Array(repeating: value, count: count))
        scenario.indicate("\(name)\(count)", "\(rest), \"series\": \"\(name)\(count)\"")
      }
    }
    let run = try run(scenario)
    for name in ["count", "share", "level"] {
      let long = run.width("\(name)9", 2029)
      #expect(long < 0.1, "\(name): \(long)")
      #expect(run.width("\(name)2", 2029) > long, "\(name)")
      let middle = run.fan("\(name)2", 2025, "p50")
      #expect(abs(middle / run.fan("\(name)9", 2025, "p50") - 1) < 0.1, "\(name)")
    }
  }

  @Test("A bound that is far away changes nothing")
  func farBound() throws {
    var scenario = MadeScenario()
    let values: [Double?] = [171, 178, 186, 184, 195, 203, 209]
    for (name, bounds) in [
      ("none", "\"bounds\": {\"lower\": 0}"),
      ("far", "\"bounds\": {\"lower\": 0, \"upper\": 1000000000}"),
      ("farther", "\"bounds\": {\"lower\": 0, \"upper\": 1e15}"),
    ] {
      scenario.add(name, from: 2018, values)
      scenario.indicate(name, "\"kind\": \"level\", \(bounds), \"series\": \"\(name)\"")
    }
    let run = try run(scenario)
    for name in ["far", "farther"] {
      for column in ["p10", "p50", "p90"] {
        let ratio = run.fan(name, 2028, column) / run.fan("none", 2028, column)
        #expect(abs(ratio - 1) < 0.02, "\(name) \(column): \(ratio)")
      }
    }
  }

  @Test("The same holds for predict, whatever the model")
  func farBoundOfPanel() throws {
    let folder = try Program.temporaryFolder()
    var panel = "unique_id,ds,y\n"
    for (offset, value) in [171, 178, 186, 184, 195, 203, 209].enumerated() {
      panel += "s,\(2018 + offset),\(value)\n"
    }
    try Program.write(Array(panel.utf8), to: folder + "/panel.csv")
    func median(_ name: String, _ options: [String]) throws -> Double {
      let outcome = try program.run(
        ["predict", "panel.csv", "--frequency", "A", "--horizon", "4", "--output", name, "-q"]
          + options, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return Double(try CSVRows.read("\(folder)/\(name)/predictions.csv")[3]["q0.5"] ?? "") ?? .nan
    }
    for model in ["auto", "drift", "damped_drift", "theta"] {
      let near = try median("n-\(model)", ["--model", model, "--lower", "0"])
      let far = try median("f-\(model)", ["--model", model, "--lower", "0", "--upper", "1e9"])
      #expect(abs(far / near - 1) < 0.03, "\(model): \(near) \(far)")
    }
  }

  @Test("Months and quarters of two years have ranges of years, not of two changes")
  func months() throws {
    var scenario = MadeScenario()
    for month in 1...12 {
      for (year, value) in [(2023, 20.0), (2024, 32.0)] {
        let period = "\(year)-\(month < 10 ? "0" : "")\(month)"
        let next =
          month == 12 ? "\(year + 1)-01-10" : "\(year)-\(month < 9 ? "0" : "")\(month + 1)-10"
        scenario.add(row: "m,X,M,\(period),\(value + Double(month)),%,na,final,\(next),made,")
      }
    }
    scenario.indicate("m", "\"kind\": \"adoption\", \"series\": \"m\"")
    let run = try run(scenario)
    #expect(run.width("m", 2025) > 0.1)
    #expect(run.width("m", 2029) > run.width("m", 2025))
    #expect(run.fan("m", 2025, "p50") > 45 && run.fan("m", 2025, "p50") < 62)
  }
}
