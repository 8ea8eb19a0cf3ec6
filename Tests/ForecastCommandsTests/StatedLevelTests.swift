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
