import TestSupport
import Testing

/// The calendar alone moves no answer: what is forecast hangs on what is known.
@Suite struct YearTurnTests {
  private static let plan = """
    plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,\
    lead_agency_vi,lead_agency_en,conflict_with,note
    p,1,e.growth,a,a,percent,level,at_least,7.5,,2026,,,,

    """

  /// A history, by how it goes.
  enum History: String, CaseIterable, Sendable {
    case steady, restless, short, yearly
  }

  /// A scenario whose last figure is of the second quarter of 2025, or of the year 2024.
  private func made(_ history: History) throws -> (program: Program, folder: String) {
    var made = MadeGrowth()
    made.asOf = "2025-08-20"
    let first = history == .short ? 2023 : 2013
    made.addQuarters(
      (4 * first)...(4 * 2025 + 1), growth: 7.3, wobble: history == .steady ? 0 : 0.02)
    let level = history == .yearly ? "p" : "o"
    if history == .yearly {
      for year in 2014...2024 {
        let parts = [(31.0, 1.08), (14.5, 1.05)].map { size, pace in
          (0..<year - 2014).reduce(size) { level, _ in level * pace }
            * [1, 1.012, 0.99, 1.004][year % 4]
        }
        for (id, part) in zip(["left", "right"], parts) {
          made.add("p." + id, "\(year)", part, vintage: "2025-02-10")
        }
        made.add("p.whole", "\(year)", parts[0] + parts[1], vintage: "2025-02-10")
      }
      made.sectors = """
        [{"id": "whole", "series": "p.whole"},
         {"id": "left", "parent": "whole", "series": "p.left", "profile": "o.left"},
         {"id": "right", "parent": "whole", "series": "p.right", "profile": "o.right"}]
        """
    }
    made.variants = #"[{"id": "up", "conditions": [{"period": "2026", "growth": 8}]}]"#
    made.more = """
      "plans": ["plan.csv"], "horizon": 2034, "indicators": [
      {"id": "e.level", "kind": "growth", "series": {"level": "\(level).whole"}},
      {"id": "e.growth", "derived": {"growth": {"of": "e.level"}}}],
      """
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try made.write(to: folder)
    try Program.write(Array(Self.plan.utf8), to: folder + "/plan.csv")
    return (program, folder)
  }

  /// Growth of years on a day: quantiles by year.
  private func growth(
    _ made: (program: Program, folder: String), on day: String
  ) throws -> [Int: [String: Double]] {
    let outcome = try made.program.run(
      [
        "run", "scenario.json", "--as-of", day, "--paths", "8000", "--output", "r-\(day)", "-q",
      ], in: made.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    var found: [Int: [String: Double]] = [:]
    for row in try CSVRows.read(made.folder + "/r-\(day)/projections.csv")
    where row["indicator"] == "e.growth" && row["kind"] == "projection" {
      guard let year = Int(row["period"] ?? "") else { continue }
      for name in ["p10", "p50", "p90"] {
        found[year, default: [:]][name] = Double(row[name] ?? "")
      }
    }
    return found
  }

  @Test(
    "A soft variant ends neither run nor monthly, however far it reaches",
    arguments: [20.0, 50, 300])
  func softVariant(deviation: Double) throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2013)...(4 * 2025 + 1), growth: 7.3, wobble: 0.02)
    made.variants = """
      [{"id": "soft", "conditions": [
        {"period": "2025", "growth": {"value": 8, "sd": \(deviation)}}]}]
      """
    made.more = """
      "plans": ["plan.csv"], "horizon": 2028, "indicators": [
      {"id": "e.level", "kind": "growth", "series": {"level": "o.whole"}},
      {"id": "e.growth", "derived": {"growth": {"of": "e.level"}}}],
      """
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try made.write(to: folder)
    try Program.write(Array(Self.plan.utf8), to: folder + "/plan.csv")
    for command in [["run"], ["monthly", "--year", "2025"]] {
      let outcome = try program.run(
        [command[0], "scenario.json", "--variant", "soft", "-q", "--output", "o-\(command[0])"]
          + command.dropFirst(), in: folder)
      #expect(outcome.status == 0, "\(command[0]): \(outcome.errors)")
    }
    for row in try CSVRows.read(folder + "/o-run/projections.csv")
    where row["indicator"] == "e.growth" && row["period"] == "2025" && row["kind"] == "projection" {
      let (low, high) = (Double(row["p10"] ?? "") ?? .nan, Double(row["p90"] ?? "") ?? .nan)
      // Of a normal cut near −57%, 80% are 1.2 times the deviation wide or more.
      #expect(high - low > 1.2 * deviation && low > -60)
    }
  }

  @Test(
    "Without --year the year of the variants is spoken of where none asks of the day's, and that is said",
    arguments: ["track", "monthly"])
  func yearOfVariants(command: String) throws {
    var made = MadeGrowth()
    made.addQuarters(
      (4 * 2017)...(4 * 2025 + 2), growth: 5, wobble: 0.006, vintage: "2025-11-01")
    made.variants = """
      [{"id": "old", "conditions": [{"period": "2024", "growth": 5}]},
       {"id": "up", "conditions": [{"period": "2025", "growth": 6}]},
       {"id": "next", "issued": "2026-01-20", "conditions": [{"period": "2026", "growth": 7}]}]
      """
    if command == "monthly" {
      made.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 6}]}]"#
    }
    func year(_ day: String, _ more: [String] = []) throws -> (String, said: String) {
      made.asOf = day
      let program = try #require(Program())
      let folder = try Program.temporaryFolder()
      try made.write(to: folder)
      let outcome = try program.run(
        [command, "scenario.json", "--output", "out"] + more, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let manifest = String(decoding: try Program.read(folder + "/out/run.json"), as: UTF8.self)
      let found = manifest.split(separator: "\n").first { $0.contains("\"year\":") } ?? ""
      return (found.filter(\.isNumber), outcome.output)
    }
    let january = try year("2026-01-10")
    #expect(
      january.0 == "2025" && january.said.contains("This speaks of 2025: the day lies in 2026"))
    let december = try year("2025-12-30")
    #expect(december.0 == "2025" && !december.said.contains("This speaks of"))
    if command == "track" {
      // From the day on which the next year's is out, it is that.
      #expect(try year("2026-01-25").0 == "2026")
    } else {
      #expect(try year("2026-01-10", ["--variant", "up"]).0 == "2025")
    }
    let said = try year("2026-01-10", ["--language", "vi"]).said
    #expect(said.contains("Kết quả này là của năm 2025: ngày lập thuộc năm 2026"))
  }

  private func width(_ quantiles: [String: Double]?) -> Double {
    (quantiles?["p90"] ?? .nan) - (quantiles?["p10"] ?? .nan)
  }

  @Test(
    "With the same figures no median moves at the turns of years and quarters, no range is another",
    arguments: History.allCases)
  func turns(history: History) throws {
    let made = try made(history)
    let days = ["2025-12-30", "2025-12-31", "2026-04-01", "2026-12-31", "2028-12-31"]
    let all = try days.map { try growth(made, on: $0) }
    for (before, after) in zip(all, all.dropFirst()) {
      for year in 2025...2034 {
        let (one, two) = (before[year]?["p50"] ?? .nan, after[year]?["p50"] ?? .nan)
        // 8000 paths: 7 standard errors of two medians of distributions 20 points wide are 0.9 points.
        let noise = history == .short ? 0.9 : 0.3
        #expect(abs(one - two) < noise, "\(history) \(year) \(one) \(two)")
        let ratio = width(after[year]) / width(before[year])
        #expect(ratio < 1.15 && ratio > 1 / 1.15, "\(history) \(year) \(ratio)")
      }
    }
  }

  @Test("Years that are over and not published are the wider the farther they lie behind a figure")
  func unpublished() throws {
    for history in [History.restless, .yearly] {
      let made = try made(history)
      let growth = try growth(made, on: "2030-12-31")
      let widths = (2025...2030).map { width(growth[$0]) }
      for (one, two) in zip(widths, widths.dropFirst()) { #expect(two > 0.97 * one, "\(widths)") }
      #expect(widths[5] > 1.5 * widths[0], "\(widths)")
    }
  }

  @Test("From what quarters tell to what the class tells the way is no step: ever shorter ones")
  func decay() throws {
    let growth = try growth(try made(.steady), on: "2025-08-20")
    let medians = (2025...2034).map { growth[$0]?["p50"] ?? .nan }
    let steps = zip(medians, medians.dropFirst()).map { $0 - $1 }
    // The first carried year, which quarters alone tell, and what is left of the way to the end.
    let way = medians[0] - medians[9]
    #expect(way > 0.5 && way < 2.5, "\(medians)")
    #expect(steps[0] > 0.2 * way && steps[0] < 0.6 * way, "\(medians)")
    // Medians of 8000 paths: 0.3 is two errors of a difference of two steps.
    for (one, two) in zip(steps, steps.dropFirst()) { #expect(two < one + 0.3, "\(medians)") }
  }

  @Test("Of a year behind an open one run, monthly and track say the same")
  func agree() throws {
    for history in [History.restless, .yearly] {
      let made = try made(history)
      let day = "2025-12-31"
      let own = try growth(made, on: day)[2026]
      for command in ["monthly", "track"] {
        let outcome = try made.program.run(
          [
            command, "scenario.json", "--year", "2026", "--as-of", day, "--paths", "8000",
            "--output", command, "-q",
          ], in: made.folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      let cells = try MadeGrowth.Cells(made.folder + "/monthly")
      let track = try #require(try CSVRows.read(made.folder + "/track/tracking.csv").last)
      for quantile in ["p10", "p90"] {
        let other = cells.number("whole", "2026", "yoy_" + quantile)
        #expect(abs((own?[quantile] ?? .nan) - other) < 1e-9, "\(history) \(quantile)")
      }
      for quantile in ["p10", "p50", "p90"] {
        let other = Double(track["outlook_" + quantile] ?? "") ?? .nan
        #expect(abs((own?[quantile] ?? .nan) - other) < 1e-9, "\(history) \(quantile)")
      }
      let chance = try CSVRows.read(made.folder + "/r-\(day)/attainment.csv").first
      #expect(chance?["probability"] != nil)
    }
  }
}
