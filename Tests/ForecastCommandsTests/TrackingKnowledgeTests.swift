import TestSupport
import Testing

/// Rows of `track` know what was known when their period came out.
@Suite struct TrackingKnowledgeTests {
  /// Months of two parts; the figures of one month may be others.
  private func made(months: Int, changed: Int? = nil, by factor: Double = 1) -> MadeGrowth {
    var made = MadeGrowth()
    made.asOf = "\(MadeGrowth.month(12 * 2025 + months))-25"
    let course = [96.0, 71, 90, 101, 99, 112, 93, 95, 104, 107, 101, 125]
    for month in 12 * 2018..<12 * 2025 + months {
      let place = month - 12 * 2025
      let day = "\(MadeGrowth.month(month + 1))-12"
      var whole = 0.0
      for (part, size) in [("left", 3.1), ("right", 1.7)] {
        let steady = 1 + 0.0064 * Double(month - 12 * 2018)
        let noise = 1 + 0.012 * (Double((month * 23 + part.count) % 9) / 4 - 1)
        var value = (100 * size * course[month % 12] * steady * noise).rounded() / 100
        if place == changed { value = (100 * value * factor).rounded() / 100 }
        whole += value
        made.add("o.\(part)", MadeGrowth.month(month), value, vintage: day)
      }
      made.add("o.whole", MadeGrowth.month(month), whole, vintage: day)
    }
    made.variants = #"""
      [{"id": "7", "conditions": [{"period": "2025", "growth": 4}]},
       {"id": "1e2", "conditions": [{"period": "2025", "growth": 6.5}]},
       {"id": "0x1F", "conditions": [
         {"period": "2025", "growth": {"low": 5, "high": 6}}]},
       {"id": "third", "conditions": [{"period": "2025-Q3", "growth": 5}, {"period": "2025-Q4", "growth": 5}]}]
      """#
    return made
  }

  private func rows(_ made: MadeGrowth) throws -> [[String: String]] {
    let folder = try Program.temporaryFolder()
    let outcome = try made.run("track", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try CSVRows.read(folder + "/out/tracking.csv")
  }

  @Test(
    "Another figure for a month changes no row before that month",
    arguments: [1, 2, 4, 5], [0.8, 1.3])
  func noLookAhead(changed: Int, factor: Double) throws {
    let one = try rows(made(months: 7))
    let other = try rows(made(months: 7, changed: changed, by: factor))
    let month = MadeGrowth.month(12 * 2025 + changed)
    func isBefore(_ row: [String: String]) -> Bool {
      let period = row["period"] ?? ""
      guard period.contains("Q"), let last = period.last.flatMap({ Int("\($0)") }) else {
        return period < month
      }
      return period < "2025" || 3 * last - 1 < changed
    }
    let (before, same) = (one.filter(isBefore), other.filter(isBefore))
    #expect(before == same && !before.isEmpty)
    let (after, moved) = (one.filter { !isBefore($0) }, other.filter { !isBefore($0) })
    #expect(after.count == moved.count && after != moved)
  }

  @Test("Revised figures count from the day they came out")
  func revisions() throws {
    var revised = made(months: 5)
    let plain = try rows(revised)
    // January again, in May.
    let old = try #require(revised.rows.last { $0.hasPrefix("o.left,") && $0.contains("2025-01") })
    let level = Double(old.split(separator: ",")[4]) ?? .nan
    let sum = try #require(revised.rows.last { $0.hasPrefix("o.whole,") && $0.contains("2025-01") })
    let whole = Double(sum.split(separator: ",")[4]) ?? .nan
    revised.add("o.left", "2025-01", level + 45, vintage: "2025-05-20")
    revised.add("o.whole", "2025-01", whole + 45, vintage: "2025-05-20")
    let other = try rows(revised)
    func row(_ rows: [[String: String]], _ period: String) -> [String: String]? {
      rows.first { $0["period"] == period && $0["target"] == "7" }
    }
    #expect(row(plain, "2025-01") == row(other, "2025-01"))
    #expect(row(plain, "2025-Q1") == row(other, "2025-Q1"))
    #expect(row(plain, "2025-05") != row(other, "2025-05"))
  }

  @Test("Ids stay the texts that they are, in JSON too; what asks nothing of the year is named")
  func ids() throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made(months: 6).run("track", in: folder, ["--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for id in ["7", "1e2", "0x1F"] {
      #expect(outcome.output.contains("\"target\": \"\(id)\""), "\(outcome.output.prefix(900))")
    }
    let notes = try CSVRows.read(folder + "/out/notes.csv")
    #expect(notes.contains { $0["kind"] == "variant_not_tracked" && $0["name"] == "third" })
  }

  @Test("A year that is over: outcome, verdicts, certainty and exit 0, in both commands")
  func over() throws {
    var made = made(months: 12)
    made.asOf = "2026-02-01"
    let tracked = try rows(made)
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder, ["--format", "csv,html,xlsx"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    let growth = cells.number("whole", "2025", "yoy_percent")
    #expect(growth > 4 && growth < 6.5)
    let variants = try CSVRows.read(folder + "/out/variants.csv")
    for (id, verdict, chance) in [("7", "met", 1.0), ("1e2", "missed", 0.0)] {
      let variant = variants.first { $0["variant"] == id }
      #expect(variant?["verdict"] == verdict, "\(variants)")
      #expect(variant?["probability_at_least"].flatMap(Double.init) == chance)
      let last = tracked.last { $0["target"] == id }
      #expect(last?["probability"].flatMap(Double.init) == chance, "\(tracked.suffix(3))")
      #expect(last?["verdict"] == verdict)
      #expect(last?["mc_error"] == "")
      let seen = last?["realised_ytd_percent"].flatMap(Double.init) ?? .nan
      #expect(abs(seen - growth) < 1e-9)
    }
    #expect(tracked.contains { $0["verdict"] == "open" })
  }
}
