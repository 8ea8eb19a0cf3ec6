import Foundation
import TestSupport
import Testing

/// One question on one day has one answer, whichever command is asked.
@Suite struct OneEconomyTests {
  /// What a run beside the growth scenario is about.
  private static let indicators = """
    {"id": "e.level", "kind": "growth", "series": {"level": "o.whole"}},
    {"id": "e.left", "kind": "growth", "series": "o.left"},
    {"id": "e.rate", "series": "g.whole"},
    {"id": "e.growth", "derived": {"growth": {"of": "e.level"}}},
    {"id": "e.share", "derived": {"ratio": {"numerator": "e.left", "denominator": "e.level",
      "factor": 100}}},
    {"id": "e.cost", "kind": "growth", "series": "o.cost"},
    {"id": "e.cost_share", "derived": {"ratio": {"numerator": "e.cost", "denominator": "e.level",
      "factor": 100}}}
    """

  private static let sectors = """
    [{"id": "whole", "series": {"level": "o.whole", "growth": "g.whole"}},
     {"id": "left", "parent": "whole", "series": "o.left"},
     {"id": "right", "parent": "whole", "series": "o.right"}]
    """

  private static let plan = """
    plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,\
    lead_agency_vi,lead_agency_en,conflict_with,note
    p,1,e.growth,a,a,percent,level,at_least,7.5,,YEAR,,,,
    p,2,e.level,a,a,u,level,at_least,2900,,2030,,,,
    p,3,e.share,a,a,percent,level,at_least,68,,2030,,,,
    p,4,e.cost_share,a,a,percent,level,at_most,,9,2030,,,,
    p,5,e.rate,a,a,percent,level,at_least,5,,2028,,,,

    """

  /// A scenario with a plan and sectors whose quarters are known up to one.
  private func made(
    through last: Int, asOf: String, vintage: String = "2025-08-01", year: Int = 2025
  ) -> MadeGrowth {
    var made = MadeGrowth()
    made.sectors = Self.sectors
    made.asOf = asOf
    made.addQuarters((4 * 2013)...last, growth: 6, wobble: 0.02, vintage: vintage)
    for past in 2014..<((last + 1) / 4) {
      let wave = [0.4, -0.8, 1.1, -0.2][past % 4]
      made.add("g.whole", "\(past)", 6 + wave, decimals: 1, vintage: vintage)
      made.add(
        "o.cost", "\(past)", 150 * (1 + 0.05 * Double(past - 2014)) + 9 * wave, vintage: vintage)
    }
    made.variants = """
      [{"id": "up", "title": "Up", "conditions": [{"period": "\(year)", "growth": 7.5}]},
       {"id": "far", "conditions": [{"period": "\(year)", "growth": 12}]}]
      """
    made.more = """
      "plans": ["plan.csv"], "horizon": 2030, "indicators": [\(Self.indicators)],
      """
    return made
  }

  private func write(_ made: MadeGrowth, year: Int = 2025) throws -> (
    program: Program, folder: String
  ) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try made.write(to: folder)
    let plan = Self.plan.replacing("YEAR", with: "\(year)")
    try Program.write(Array(plan.utf8), to: folder + "/plan.csv")
    return (program, folder)
  }

  @discardableResult
  private func run(
    _ made: (program: Program, folder: String), _ arguments: [String], status: Int32 = 0
  ) throws -> Program.Outcome {
    let outcome = try made.program.run(arguments + ["-q"], in: made.folder)
    #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
    return outcome
  }

  /// A quantile of an indicator in a year.
  private func fan(
    _ folder: String, _ indicator: String, _ year: Int, _ column: String
  ) throws -> Double {
    let row = try CSVRows.read(folder + "/projections.csv").first {
      $0["indicator"] == indicator && $0["period"] == "\(year)" && $0["kind"] == "projection"
    }
    return Double(row?[column] ?? "") ?? .nan
  }

  /// Looks at run, monthly and track on one day.
  private func agree(
    _ made: (program: Program, folder: String), year: Int, ofLevels tolerance: Double = 5e-4
  ) throws {
    let folder = made.folder
    try run(made, ["run", "scenario.json", "--output", "r"])
    try run(made, ["monthly", "scenario.json", "--year", "\(year)", "--output", "m"])
    try run(made, ["track", "scenario.json", "--year", "\(year)", "--output", "t"])
    let cells = try MadeGrowth.Cells(folder + "/m")
    // Both read quantiles off a thousand bins over two spans.
    for (quantile, column) in [("p10", "yoy_p10"), ("p90", "yoy_p90")] {
      let own = try fan(folder + "/r", "e.growth", year, quantile)
      #expect(abs(own - cells.number("whole", "\(year)", column)) < 0.03, "\(quantile)")
    }
    let track = try CSVRows.read(folder + "/t/tracking.csv").last { $0["target"] == "up" }
    for quantile in ["p10", "p50", "p90"] {
      let own = try fan(folder + "/r", "e.growth", year, quantile)
      #expect(abs(own - (Double(track?["outlook_\(quantile)"] ?? "") ?? .nan)) < 0.03)
      #expect(abs(own - (try fan(folder + "/r", "e.rate", year, quantile))) < 0.03)
    }
    for (indicator, sector) in [("e.level", "whole"), ("e.left", "left")] {
      for (quantile, column) in [("p10", "level_p10"), ("p90", "level_p90")] {
        let own = try fan(folder + "/r", indicator, year, quantile)
        let other = cells.number(sector, "\(year)", column)
        #expect(abs(own / other - 1) < tolerance, "\(indicator) \(quantile)")
      }
    }
    // The middle of a ratio of two parts of one path.
    let share = try fan(folder + "/r", "e.share", year, "p50")
    let middle =
      100 * cells.number("left", "\(year)", "level") / cells.number("whole", "\(year)", "level")
    #expect(abs(share - middle) < 0.2)
    let chance = try CSVRows.read(folder + "/r/attainment.csv").first { $0["ref"] == "1" }
    let variant = try CSVRows.read(folder + "/m/variants.csv").first { $0["variant"] == "up" }
    #expect(chance?["probability"] == variant?["probability_at_least"])
    #expect(chance?["probability"] == track?["probability"])
  }

  @Test("In the middle of a year run, monthly and track say the same of it")
  func midYear() throws {
    try agree(try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20")), year: 2025)
  }

  @Test("In January they say the same of the new year, of which nothing is published")
  func january() throws {
    let made = made(
      through: 4 * 2025 + 3, asOf: "2026-01-20", vintage: "2026-01-10", year: 2026)
    try agree(try write(made, year: 2026), year: 2026)
  }

  @Test("Of a year that is over and not published whole, and of the one behind it, too")
  func openYear() throws {
    let made = try write(
      made(through: 4 * 2025 + 2, asOf: "2026-01-02", vintage: "2025-10-10", year: 2026),
      year: 2026)
    // Levels of the new year stand on paths of the old one in a plan, on its middle in a growth scenario.
    try agree(made, year: 2026, ofLevels: 4e-3)
    var asked = self.made(
      through: 4 * 2025 + 2, asOf: "2026-01-02", vintage: "2025-10-10", year: 2025)
    asked.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 7.5}]}]"#
    try asked.write(to: made.folder)
    try run(made, ["monthly", "scenario.json", "--year", "2025", "--output", "n"])
    let cells = try MadeGrowth.Cells(made.folder + "/n")
    for (quantile, column) in [("p10", "yoy_p10"), ("p90", "yoy_p90")] {
      let own = try fan(made.folder + "/r", "e.growth", 2025, quantile)
      // 3000 paths, other random numbers.
      #expect(abs(own - cells.number("whole", "2025", column)) < 0.15, "\(quantile) \(own)")
    }
  }

  @Test(
    "The last row of track is the answer of its day, revisions and months that came later included")
  func lastRow() throws {
    var asked = made(through: 4 * 2025 + 1, asOf: "2025-09-20")
    // July, and the second quarter revised, both after the quarter was out.
    var (quarter, month) = (0.0, 0.0)
    for (series, factor) in [("o.left", 1.012), ("o.right", 1.004)] {
      let row = try #require(asked.rows.last { $0.hasPrefix(series + ",") })
      let level = Double(row.split(separator: ",")[4]) ?? .nan
      let parts = [
        (100 * level * factor).rounded() / 100, (100 * level * factor / 3).rounded() / 100,
      ]
      asked.add(series, "2025-Q2", parts[0], vintage: "2025-09-10")
      asked.add(series, "2025-07", parts[1], vintage: "2025-09-10")
      (quarter, month) = (quarter + parts[0], month + parts[1])
    }
    asked.add("o.whole", "2025-Q2", quarter, vintage: "2025-09-10")
    asked.add("o.whole", "2025-07", month, vintage: "2025-09-10")
    try agree(try write(asked), year: 2025)
  }

  @Test(
    "Years that are over have one history, though published growth contradicts published levels")
  func history() throws {
    var asked = made(through: 4 * 2025 + 1, asOf: "2025-08-20")
    asked.more = asked.more.replacing(
      Self.indicators,
      with: Self.indicators + """
        , {"id": "e.index", "kind": "growth", "series": {"growth": "g.whole"}},
        {"id": "e.index_growth", "derived": {"growth": {"of": "e.index"}}}
        """)
    let made = try write(asked)
    try run(made, ["run", "scenario.json", "--output", "r"])
    try run(made, ["monthly", "scenario.json", "--year", "2025", "--output", "m"])
    let cells = try MadeGrowth.Cells(made.folder + "/m")
    let rows = try CSVRows.read(made.folder + "/r/projections.csv")
    func actual(_ indicator: String, _ year: Int) -> Double {
      let row = rows.first {
        $0["indicator"] == indicator && $0["period"] == "\(year)" && $0["kind"] == "actual"
      }
      return Double(row?["mean"] ?? "") ?? .nan
    }
    for year in 2021...2024 {
      let gap = actual("e.index_growth", year) - actual("e.growth", year)
      // Half of the last digit of published growth.
      #expect(abs(gap) < 0.07, "\(year): \(gap)")
    }
    #expect(
      abs(actual("e.index_growth", 2024) - cells.number("whole", "2024", "yoy_percent")) < 0.07)
    let own = try fan(made.folder + "/r", "e.index_growth", 2025, "p50")
    #expect(abs(own - (try fan(made.folder + "/r", "e.growth", 2025, "p50"))) < 0.03)
  }

  @Test("Threads and shards give the bytes of the run, with a variant and without")
  func bytes() throws {
    let made = try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20"))
    for extra in [[], ["--variant", "up"]] {
      try run(made, ["run", "scenario.json", "--threads", "1", "--output", "one"] + extra)
      try run(made, ["run", "scenario.json", "--threads", "2", "--output", "two"] + extra)
      for number in 1...2 {
        try run(
          made,
          ["run", "scenario.json", "--shard", "\(number)/2", "--output", "s\(number)"] + extra)
      }
      try run(made, ["merge", "s2", "s1", "--output", "merged"])
      try run(made, ["run", "--again", "one"])
      let names = Program.names(in: made.folder + "/one").filter { $0 != "timings.json" }
      #expect(names.contains("projections.csv"))
      for name in names {
        let one = try Program.read(made.folder + "/one/" + name)
        #expect(try one == Program.read(made.folder + "/two/" + name), "\(name)")
        #expect(try one == Program.read(made.folder + "/merged/" + name), "\(name)")
      }
    }
  }

  @Test("Behind the carried years growth goes on as it would, without a jump")
  func continuity() throws {
    let made = try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20"))
    try run(made, ["run", "scenario.json", "--output", "r"])
    let growth = try (2025...2030).map { try fan(made.folder + "/r", "e.growth", $0, "p50") }
    for (before, after) in zip(growth, growth.dropFirst()) {
      #expect(abs(after - before) < 1.5, "\(growth)")
    }
    for year in 2025...2030 {
      let low = try fan(made.folder + "/r", "e.growth", year, "p10")
      let high = try fan(made.folder + "/r", "e.growth", year, "p90")
      #expect(low > -6 && high < 18, "\(year): \(low) \(high)")
    }
  }

  @Test("With a variant its conditions hold on every path; the folder says so and verifies")
  func variant() throws {
    let made = try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20"))
    try run(made, ["run", "scenario.json", "--output", "r"])
    let outcome = try made.program.run(
      ["run", "scenario.json", "--variant", "far", "--output", "v", "--draws", "draws.csv"],
      in: made.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for column in ["p2_5", "p50", "p97_5"] {
      #expect(abs(try fan(made.folder + "/v", "e.growth", 2025, column) - 12) < 1e-6)
    }
    let draws = try CSVRows.read(made.folder + "/draws.csv")
    #expect(draws.count == 3000)
    #expect(draws.allSatisfy { abs((Double($0["p:1"] ?? "") ?? 0) - 12) < 1e-6 })
    let (free, met) = (
      try fan(made.folder + "/r", "e.level", 2030, "p50"),
      try fan(made.folder + "/v", "e.level", 2030, "p50")
    )
    #expect(met > 1.02 * free)
    let manifest = String(decoding: try Program.read(made.folder + "/v/run.json"), as: UTF8.self)
    #expect(manifest.contains(#""variant": "far""#) || manifest.contains(#""variant":"far""#))
    #expect(outcome.output.contains("far"), "\(outcome.output)")
    try run(made, ["verify", "v"])
    // Fits of a run without it serve a run with it.
    try run(made, ["run", "scenario.json", "--fits", "r", "--variant", "far", "--output", "f"])
    for name in ["projections.csv", "attainment.csv"] {
      #expect(
        try Program.read(made.folder + "/f/" + name) == Program.read(made.folder + "/v/" + name))
    }
    #expect(try made.program.run(["report", "v", "-q"], in: made.folder).status == 0)
    let page = String(decoding: try Program.read(made.folder + "/v/report.html"), as: UTF8.self)
    #expect(page.contains("Under the variant"))
  }

  @Test("A run and that of its variant are compared as what they are, and told apart on one page")
  func comparedVariant() throws {
    let made = try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20"))
    let plan =
      Self.plan.replacing("YEAR", with: "2025")
      + "p,6,e.cost,a,a,u,level,at_least,260,,2030,,,,\n"
    try Program.write(Array(plan.utf8), to: made.folder + "/plan.csv")
    try run(made, ["run", "scenario.json", "--output", "r"])
    try run(made, ["run", "scenario.json", "--variant", "up", "--output", "v"])
    for (inputs, folder) in [(["r", "v"], "c"), (["scenario.json", "scenario.json"], "d")] {
      let extra = folder == "d" ? ["--variant", "up"] : []
      try run(made, ["compare"] + inputs + extra + ["--output", folder])
      let rows = try CSVRows.read(made.folder + "/\(folder)/comparison.csv")
      let row = try #require(rows.first { $0["ref"] == "1" })
      #expect(row["probability_b"] == "1.0" && row["distinguishable"] == "yes", "\(row)")
      // What no sector carries is as likely as it was, whatever moves together.
      let beside = try #require(rows.first { $0["ref"] == "6" })
      #expect(beside["distinguishable"] == "no", "\(beside)")
      let manifest = String(
        decoding: try Program.read(made.folder + "/\(folder)/run.json"), as: UTF8.self)
      #expect(manifest.contains(#""variant": "up""#), "\(manifest)")
    }
    try run(made, ["report", "r", "v", "--output", "page"])
    let page = String(
      decoding: try Program.read(made.folder + "/page/report.html"), as: UTF8.self)
    #expect(page.components(separatedBy: " · Up</h2>").count > 2)
  }

  @Test("An unknown variant is a fault with the nearest name; so is one where nothing is carried")
  func unknown() throws {
    let made = try write(made(through: 4 * 2025 + 1, asOf: "2025-08-20"))
    let near = try run(made, ["run", "scenario.json", "--variant", "fra"], status: 3)
    #expect(near.errors.contains("[variant-unknown]") && near.errors.contains("far"))
    var lone = self.made(through: 4 * 2025 + 1, asOf: "2025-08-20")
    lone.more = lone.more.replacing(
      Self.indicators, with: #"{"id": "e.cost", "kind": "growth", "series": "o.cost"}"#)
    try lone.write(to: made.folder)
    let nothing = try run(made, ["run", "scenario.json", "--variant", "far"], status: 3)
    #expect(nothing.errors.contains("--variant"), "\(nothing.errors)")
  }

  @Test("Sectors that no indicator names change no byte of a run")
  func untouched() throws {
    var lone = made(through: 4 * 2025 + 1, asOf: "2025-08-20")
    lone.more = lone.more.replacing("\"o.whole\"", with: "\"o.other\"")
      .replacing("\"series\": \"o.left\"", with: "\"series\": \"o.another\"")
      .replacing("\"series\": \"g.whole\"", with: "\"series\": \"g.other\"")
    for past in 2014..<2025 {
      for series in ["o.other", "o.another", "g.other"] {
        lone.add(
          series, "\(past)", 50 * (1 + 0.04 * Double(past - 2014)) + Double(past * 7 % 5),
          vintage: "2025-03-01")
      }
    }
    let made = try write(lone)
    try run(made, ["run", "scenario.json", "--output", "with"])
    var text = String(decoding: try Program.read(made.folder + "/scenario.json"), as: UTF8.self)
    text = text.replacing("\"sectors\": \(lone.sectors),", with: "")
      .replacing("\"variants\": \(lone.variants),", with: "")
    try Program.write(Array(text.utf8), to: made.folder + "/scenario.json")
    try run(made, ["run", "scenario.json", "--output", "without"])
    for name in ["projections.csv", "attainment.csv", "joint.csv", "processes.json"] {
      #expect(
        try Program.read(made.folder + "/with/" + name)
          == Program.read(made.folder + "/without/" + name), "\(name)")
    }
  }
}
