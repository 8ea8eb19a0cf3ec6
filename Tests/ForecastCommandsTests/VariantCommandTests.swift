import TestSupport
import Testing

/// What variants ask: together, in words, beside the forecast.
@Suite struct VariantCommandTests {
  private func made(_ conditions: String, growth: Double = 5) -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters((4 * 2017)...(4 * 2025 + 1), growth: growth, wobble: 0.006)
    made.variants = #"[{"id": "v", "conditions": [\#(conditions)]}]"#
    return made
  }

  private static let redundant = [
    // One twice, parts and whole, quarters and the rest of the year, months and their quarter.
    #"{"period": "2025", "growth": 6}, {"period": "2025", "growth": 6}"#,
    """
    {"period": "2025", "growth": 6}, {"sector": "left", "period": "2025", "growth": 6},
    {"sector": "right", "period": "2025", "growth": 6}
    """,
    """
    {"period": "2025-Q3", "growth": 4.5}, {"period": "2025-Q4", "growth": 4.5},
    {"period": "2025-Q3", "through": "2025-Q4", "growth": 4.5}
    """,
    """
    {"period": "2025-07", "growth": 5}, {"period": "2025-08", "growth": 5},
    {"period": "2025-09", "growth": 5}, {"period": "2025-Q3", "growth": 5}
    """,
    #"{"period": "2025", "growth": {"low": 4, "high": 8}}, {"period": "2025", "growth": 6}"#,
    """
    {"period": "2025", "growth": {"low": 5, "high": 6}},
    {"sector": "left", "period": "2025", "growth": {"low": 5, "high": 6}},
    {"sector": "right", "period": "2025", "growth": {"low": 5, "high": 6}}
    """,
    #"{"period": "2025", "growth": {"value": 6, "sd": 0.4}}, {"period": "2025", "growth": 6}"#,
    #"{"period": "2025", "growth": {"low": 6, "high": 6}}, {"period": "2025", "growth": 6}"#,
  ]

  @Test("Conditions that follow from each other are no contradiction", arguments: redundant)
  func followEachOther(conditions: String) throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made(conditions).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    let year = cells.number("whole", "2025", "yoy_percent", variant: "v")
    #expect(year > 4 && year < 6.01, "\(year)")
    if conditions.contains(#""2025", "growth": 6}"#) { #expect(abs(year - 6) < 1e-6) }
  }

  @Test("Redundant ones change nothing")
  func unchanged() throws {
    func year(_ conditions: String) throws -> [String] {
      let folder = try Program.temporaryFolder()
      #expect(try made(conditions).run(in: folder).status == 0)
      let cells = try MadeGrowth.Cells(folder + "/out")
      return ["left", "right"].flatMap { sector in
        ["yoy_percent", "yoy_p10", "yoy_p90"].map {
          String(cells.text(sector, "2025", $0, variant: "v").prefix(8))
        }
      }
    }
    let once = #"{"period": "2025", "growth": 6}"#
    #expect(try year(once) == year(once + "," + once))
  }

  @Test(
    "The half-year and nine months are periods of conditions, the same as their quarters to date")
  func cumulated() throws {
    func year(_ condition: String) throws -> String {
      let folder = try Program.temporaryFolder()
      let outcome = try made(condition).run(in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try MadeGrowth.Cells(folder + "/out").text(
        "whole", "2025", "yoy_percent", variant: "v")
    }
    let short = try year(#"{"period": "2025-9M", "growth": 6}"#)
    #expect(try short == year(#"{"period": "2025-Q3", "to_date": true, "growth": 6}"#))
    #expect(try short != year(#"{"period": "2025-Q3", "growth": 6}"#))
    let folder = try Program.temporaryFolder()
    let wrong = try made(
      #"{"period": "2025-9M", "through": "2025-Q4", "growth": 6}"#
    ).run(in: folder)
    #expect(wrong.status == 3)
  }

  private static let impossible = [
    #"{"period": "2025", "growth": 6}, {"period": "2025", "growth": 7}"#,
    """
    {"period": "2025", "growth": 6}, {"sector": "left", "period": "2025", "growth": 3},
    {"sector": "right", "period": "2025", "growth": 4}
    """,
    #"{"period": "2025", "growth": {"low": 4, "high": 5}}, {"period": "2025", "growth": 6}"#,
    """
    {"period": "2025-Q3", "growth": 4}, {"period": "2025-Q4", "growth": 4},
    {"period": "2025-Q3", "through": "2025-Q4", "growth": 9}
    """,
  ]

  @Test("Conditions that cannot hold together are refused", arguments: impossible)
  func cannotHold(conditions: String) throws {
    let outcome = try made(conditions).run(in: try Program.temporaryFolder())
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("[variant-impossible]"), "\(outcome.errors)")
  }

  @Test("Less than the forecast is never called ambitious, more is never called easy")
  func stance() throws {
    for (asked, growth, stance) in [(3.0, 6.5, "below"), (-1.5, 2, "below"), (9, 5, "above")] {
      for language in ["en", "vi"] {
        let folder = try Program.temporaryFolder()
        let outcome = try made(#"{"period": "2025", "growth": \#(asked)}"#, growth: growth)
          .run(in: folder, ["--language", language, "--format", "csv,html"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let row = try CSVRows.read(folder + "/out/variants.csv").first { $0["variant"] == "v" }
        #expect(row?["stance"] == stance, "\(String(describing: row))")
        let page = String(decoding: try Program.read(folder + "/out/report.html"), as: UTF8.self)
        let words =
          stance == "below"
          ? ["ambitious", "tham vọng", "beyond what", "vượt xa những gì"]
          : ["cautious", "thận trọng"]
        for word in words {
          #expect(!outcome.output.contains(word), "\(outcome.output)")
          #expect(!page.contains(word), "\(word)")
        }
      }
    }
  }

  @Test("A condition is said in words, whatever its kind, in either language")
  func words() throws {
    let kinds = """
      {"period": "2025", "growth": {"value": 6, "sd": 0.5}},
      {"sector": "left", "period": "2025-Q3", "through": "2025-Q4", "growth": {"low": 3, "high": 9}},
      {"sector": ["left", "right"], "period": "2025-11", "growth": {"low": 2, "high": 11}},
      {"sector": "right", "period": "2025-Q4", "level": {"low": 100, "high": 900}}
      """
    for language in ["vi", "en"] {
      let folder = try Program.temporaryFolder()
      let outcome = try made(kinds).run(
        in: folder, ["--language", language, "--format", "csv,html"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let page = String(decoding: try Program.read(folder + "/out/report.html"), as: UTF8.self)
      let shown = page.split(separator: "<script type").first.map(String.init) ?? ""
      for text in [outcome.output, shown] {
        #expect(!text.contains("left 2025") && !text.contains("2025-Q3…2025-Q4"), "\(text)")
        #expect(!text.contains("left + right") && !text.contains("= +"))
      }
      let rows = try CSVRows.read(folder + "/out/conditions.csv")
      // One row a sector of each condition.
      #expect(rows.count == 5, "\(rows)")
    }
  }
}
