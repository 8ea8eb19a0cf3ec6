import TestSupport
import Testing

/// Levels that a scenario states of years before all that is settled, and months without years.
@Suite struct StatedLevelTests {
  private static let head =
    "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
  private static let growth = [7.1, 8.2, 8.9, 8.1, 4.0, 6.2, 9.0, 8.0]

  /// Growth of 2016 to 2023 and to date of later years, beside one stated level.
  private func monthly(_ period: String, _ value: Double, skipping: Int? = nil) throws
    -> (outcome: Program.Outcome, rows: [[String: String]], level: Double)
  {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    var text = Self.head
    for (place, value) in Self.growth.enumerated() where 2016 + place != skipping {
      text +=
        "g.growth,X,A,\(2016 + place),\(value),%,constant2010,estimate,\(2016 + place)-12-29,made,\n"
    }
    for (quarter, value) in [
      ("2022-Q1", 6.5), ("2022-Q2", 8.1), ("2022-Q3", 9.3), ("2023-Q1", 7.2), ("2023-Q2", 7.6),
      ("2023-Q3", 7.9), ("2024-Q1", 8.0), ("2024-Q2", 8.3),
    ] {
      let month = 3 * (Int(quarter.suffix(1)) ?? 0) + 1
      let day = quarter.prefix(4) + (month < 10 ? "-0" : "-") + "\(month)-05"
      text += "g.growth.ytd,X,Q,\(quarter),\(value),%,constant2010,estimate,\(day),made,\n"
    }
    let scenario = """
      {"name": "s", "title": "S", "region": {"geo": "X", "name": "X"}, "data": ["o.csv"],
        "as_of": "2024-07-10", "sectors": [{"id": "g", "name": "G",
        "series": {"growth": "g.growth", "growth_to_date": "g.growth.ytd"}}],
        "stated_levels": [{"sector": "g", "period": "\(period)", "value": \(value), "reason": "x"}],
        "variants": [{"id": "v", "title": "V", "conditions":
        [{"sector": "g", "period": "2024", "growth": 8.5}]}],
        "simulation": {"paths": 20000, "seed": 1}}
      """
    try Program.write(Array(text.utf8), to: folder + "/o.csv")
    try Program.write(Array(scenario.utf8), to: folder + "/s.json")
    let outcome = try program.run(
      ["monthly", "s.json", "--year", "2024", "--output", "m"], in: folder)
    guard outcome.status == 0 else { return (outcome, [], .nan) }
    let years = try CSVRows.read(folder + "/m/annual_growth.csv")
    let last = years.last { $0["period"] == "2024" }
    return (
      outcome, try CSVRows.read(folder + "/m/variants.csv"), Double(last?["level"] ?? "") ?? .nan
    )
  }

  /// The outlook for 2024 after two quarters, from levels or from growth to date alone: middle, width of 80%, cases measured.
  private func year(fromGrowth: Bool) throws -> (middle: Double, width: Double, cases: Int) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    var levels: [Double] = []
    for quarter in 0..<(4 * 9 + 2) {
      // Growth of the same quarter by 5 to 9%, a year like another in its course.
      let growth = 1.07 + 0.004 * Double((quarter * 7) % 11 - 5)
      levels.append(
        quarter < 4 ? [90.0, 100, 98, 112][quarter] : levels[quarter - 4] * growth)
    }
    var text = Self.head
    for quarter in levels.indices {
      let (year, number) = (2015 + quarter / 4, quarter % 4 + 1)
      let day =
        number < 4 ? "\(year)-\(number < 3 ? "0" : "")\(3 * number + 1)-05" : "\(year + 1)-01-06"
      func sum(_ first: Int) -> Double { levels[first...first + quarter % 4].reduce(0, +) }
      if !fromGrowth {
        text += "a,X,Q,\(year)-Q\(number),\(levels[quarter]),u,constant2010,final,\(day),made,\n"
      } else if quarter >= 4 {
        let first = quarter - quarter % 4
        let value = 100 * (sum(first) / sum(first - 4) - 1)
        text +=
          "a.ytd,X,Q,\(year)-Q\(number),\(MadeGrowth.text(value, 2)),%,constant2010,final,\(day),made,\n"
      }
    }
    let series = fromGrowth ? "{\"growth_to_date\": \"a.ytd\"}" : "\"a\""
    let stated = """
      "stated_levels": [{"sector": "a", "period": "2023", "value": 100, "reason": "index"}],
      """
    let scenario = """
      {"name": "s", "title": "S", "region": {"geo": "X", "name": "X"}, "data": ["o.csv"],
        "as_of": "2024-07-10", "sectors": [{"id": "a", "name": "A", "series": \(series)}],
        \(fromGrowth ? stated : "") "simulation": {"paths": 4000, "seed": 1}}
      """
    try Program.write(Array(text.utf8), to: folder + "/o.csv")
    try Program.write(Array(scenario.utf8), to: folder + "/s.json")
    let outcome = try program.run(
      ["monthly", "s.json", "--year", "2024", "--output", "m"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = try #require(
      try CSVRows.read(folder + "/m/annual_growth.csv").last { $0["period"] == "2024" })
    func number(_ column: String) throws -> Double {
      try #require(Double(row[column] ?? ""), "\(column)")
    }
    let cases = try CSVRows.read(folder + "/m/calibration.csv").compactMap {
      Int($0["cases"] ?? "")
    }
    return (
      try number("yoy_percent"), try number("yoy_p90") - number("yoy_p10"), cases.max() ?? 0
    )
  }

  @Test("Growth to date alone tells of the year as the levels do that it was taken from")
  func growthAlone() throws {
    let (levels, growth) = (try year(fromGrowth: false), try year(fromGrowth: true))
    #expect(abs(levels.middle - growth.middle) < 0.5, "\(levels) \(growth)")
    #expect(
      growth.width > 0.6 * levels.width && growth.width < 1.5 * levels.width, "\(levels) \(growth)")
    // Six years have two whole ones and the one that growth is counted from before them.
    #expect(levels.cases >= 6 && growth.cases >= 6, "\(levels) \(growth)")
  }

  @Test("A level stated of a year before all growth is carried by the growth that is published")
  func carried() throws {
    let level = Self.growth.reduce(100) { $0 * (1 + $1 / 100) }
    let (old, new) = (try monthly("2015", 100), try monthly("2023", level))
    #expect(old.outcome.status == 0, "\(old.outcome.errors)")
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    func chance(_ rows: [[String: String]]) -> Double {
      rows.last.flatMap { Double($0["probability_at_least"] ?? "") } ?? .nan
    }
    #expect(abs(chance(old.rows) - chance(new.rows)) < 0.02)
    #expect(chance(old.rows) > 0.05 && chance(old.rows) < 0.95)
    #expect(abs(old.level / new.level - 1) < 0.003 && new.level > 1.05 * level)
    // Without growth of a year between it says nothing of the years behind.
    let gap = try monthly("2015", 100, skipping: 2018)
    #expect(gap.outcome.status == 3 && gap.outcome.errors.contains("sector-empty"))
  }

  @Test("Months alone without as_of: no year that lies ahead of them is over", arguments: [6, 12])
  func monthsAlone(last: Int) throws {
    let small = try SmallScenario(
      [#"{"id": "a", "name": "A", "unit": "u", "kind": "growth", "series": "a"}"#],
      plan: ["1,a,at_least,130,,2025", "2,a,at_least,130,,2029"])
    var text = Self.head
    for year in 2022...2025 {
      for month in 1...(year == 2025 ? last : 12) {
        let value = 10 + 0.5 * Double(year - 2022)
        text += "a,X,M,\(year)-\(month < 10 ? "0" : "")\(month),\(value),u,na,final,,,\n"
      }
    }
    try Program.write(Array(text.utf8), to: small.folder + "/o.csv")
    let path = small.folder + "/s.json"
    let dated = String(decoding: try Program.read(path), as: UTF8.self)
    let scenario = dated.replacing("\"as_of\": \"2025-06-30\", ", with: "")
    try Program.write(Array(scenario.utf8), to: path)
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let notes = try small.table("attainment.csv").map { $0["note"] ?? "" }
    #expect(notes.count == 2 && notes.allSatisfy { !$0.contains("is over") }, "\(notes)")
  }
}
