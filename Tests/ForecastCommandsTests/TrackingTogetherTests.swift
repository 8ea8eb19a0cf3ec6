import TestSupport
import Testing

/// What `track` says of variants that ask several things, of borrowed pasts, and of a year ahead of its beginning.
@Suite struct TrackingTogetherTests {
  private static let pair = #"""
    [{"id": "whole", "conditions": [{"period": "2025", "growth": 6.6}]},
     {"id": "both", "conditions": [{"period": "2025", "growth": 6.6},
       {"sector": "left", "period": "2025", "growth": {"low": 7.6, "high": 9}}]}]
    """#

  @Test("The chance of two conditions is that of both together, as monthly counts it")
  func together() throws {
    var made = MadeGrowth.sevenYears
    made.variants = Self.pair
    let folder = try Program.temporaryFolder()
    #expect(try made.run(in: folder, output: "month").status == 0)
    let outcome = try made.run("track", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let asked = try CSVRows.read(folder + "/month/variants.csv")
    let rows = try CSVRows.read(folder + "/out/tracking.csv")
    func tracked(_ id: String) -> Double {
      rows.last { $0["target"] == id }?["probability"].flatMap(Double.init) ?? .nan
    }
    func monthly(_ id: String) -> Double {
      asked.first { $0["variant"] == id }?["probability_at_least"].flatMap(Double.init) ?? .nan
    }
    for id in ["whole", "both"] {
      // Both count paths of one seed: the level of the year before may differ in a last digit.
      #expect(abs(tracked(id) - monthly(id)) < 0.002, "\(id): \(tracked(id)) \(monthly(id))")
    }
    #expect(tracked("both") < tracked("whole") - 0.02, "\(rows.suffix(2))")
    let final = rows.filter { $0["target"] == "both" }.compactMap {
      $0["final_probability"].flatMap(Double.init)
    }
    #expect(final.last.map { abs($0 - tracked("both")) < 0.15 } ?? false, "\(final)")
    let conditions = try CSVRows.read(folder + "/out/conditions.csv")
    #expect(conditions.filter { $0["variant"] == "both" }.count == 2)
    let notes = try CSVRows.read(folder + "/out/notes.csv").filter {
      $0["kind"] == "variant_together"
    }
    #expect(notes.count == 1 && notes[0]["name"] == "both" && notes[0]["count"] == "2")
    #expect(outcome.output.contains("all 2 conditions together"), "\(outcome.output)")
  }

  @Test("A part that is over and was missed leaves no chance; one that was met leaves the rest")
  func missed() throws {
    var made = MadeGrowth.sevenYears
    made.variants = #"""
      [{"id": "alone", "conditions": [{"period": "2025", "growth": 6.6}]},
       {"id": "met", "conditions": [{"period": "2025", "growth": 6.6},
         {"period": "2025-Q1", "growth": {"low": -20, "high": 60}}]},
       {"id": "lost", "conditions": [{"period": "2025", "growth": 6.6},
         {"period": "2025-Q1", "growth": {"low": 50, "high": 60}}]}]
      """#
    let folder = try Program.temporaryFolder()
    let outcome = try made.run("track", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/tracking.csv")
    func last(_ id: String) -> [String: String] { rows.last { $0["target"] == id } ?? [:] }
    #expect(last("met")["probability"] == last("alone")["probability"])
    #expect(last("lost")["probability"].flatMap(Double.init) == 0)
    #expect(last("lost")["verdict"] == "missed")
  }

  @Test(
    "Past years of sectors that lend their course are said to be theirs", arguments: ["en", "vi"])
  func lent(_ language: String) throws {
    var made = MadeGrowth()
    made.asOf = "2025-08-20"
    made.addQuarters(4 * 2013...4 * 2025 + 1, growth: 7.3, wobble: 0.02)
    made.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 7}]}]"#
    let said = language == "en" ? "sectors that lend their course" : "ngành cho mượn diễn biến"
    let own = try made.run(
      "track", in: try Program.temporaryFolder(), ["--language", language])
    #expect(own.status == 0 && !own.output.contains(said), "\(own.errors)")
    for year in 2019...2024 {
      for (id, size) in [("left", 31.0), ("right", 14.5)] {
        made.add(
          "p." + id, "\(year)", size * (1 + 0.07 * Double(year - 2019)), vintage: "2025-02-10")
      }
    }
    made.sectors = """
      [{"id": "whole", "name": "Whole"},
       {"id": "left", "name": "Left", "parent": "whole", "series": "p.left", "profile": "o.left"},
       {"id": "right", "name": "Right", "parent": "whole", "series": "p.right", "profile": "o.right"}]
      """
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(
      "track", in: folder, ["--language", language, "--format", "csv,html"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(said), "\(outcome.output)")
    let page = String(decoding: try Program.read(folder + "/out/report.html"), as: UTF8.self)
    #expect(page.contains(said))
  }

  @Test("In December the next year can be asked for, a little wider than once the year is known")
  func december() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025 + 2, growth: 7, wobble: 0.02, vintage: "2025-10-06")
    made.addQuarters(4 * 2025 + 3...4 * 2025 + 3, growth: 7, wobble: 0.02, vintage: "2026-01-06")
    made.variants = "[]"
    func year(_ day: String) throws -> (middle: Double, width: Double) {
      let folder = try Program.temporaryFolder()
      let outcome = try made.run(year: 2026, in: folder, ["--as-of", day])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let cells = try MadeGrowth.Cells(folder + "/out")
      func number(_ column: String) -> Double { cells.number("whole", "2026", column) }
      return (number("yoy_percent"), number("yoy_p90") - number("yoy_p10"))
    }
    let (before, after) = (try year("2025-12-10"), try year("2026-01-20"))
    #expect(abs(before.middle - after.middle) < before.width / 2, "\(before) \(after)")
    #expect(before.width > 0.95 * after.width && before.width < 3 * after.width)
    let far = try made.run(
      year: 2027, in: try Program.temporaryFolder(), ["--as-of", "2025-12-10"])
    #expect(far.status == 3 && far.errors.contains("up to 2026"), "\(far.errors)")
  }

  @Test("Estimates of the whole year that are out before its end carry the next one")
  func estimates() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025 + 2, growth: 7, wobble: 0.02, vintage: "2025-10-06")
    made.add("o.growth", "2025", 7.4, vintage: "2025-12-08", status: "estimate")
    made.sectors = made.sectors.replacing(
      "\"series\": \"o.whole\"",
      with: "\"series\": {\"level\": \"o.whole\", \"growth\": \"o.growth\"}")
    made.variants = "[]"
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(year: 2026, in: folder, ["--as-of", "2025-12-20"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(abs(cells.number("whole", "2025", "yoy_percent") - 7.4) < 0.1)
  }
}
