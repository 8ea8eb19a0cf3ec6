import TestSupport
import Testing

/// What is said of figures that nobody has published.
@Suite struct GrowthMarkTests {
  private func quarters(_ first: Int, _ last: Int) -> MadeGrowth {
    var made = MadeGrowth()
    made.sectors = MadeGrowth.alone(#""o.alone""#)
    for quarter in first...last {
      made.add(
        "o.alone", MadeGrowth.quarter(quarter), 100 + Double(quarter % 4), vintage: "2025-07-30")
    }
    return made
  }

  /// A text without its line breaks.
  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Growth on a base that was never published is an estimate, in every output")
  func base() throws {
    let made = quarters(4 * 2025, 4 * 2025 + 1)
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("(est.)") && !outcome.output.contains("(act.)"))
    #expect(Self.flat(outcome.output).contains("growth on it is assumed, not measured"))
    #expect(outcome.output.contains("% (est.) for the year"))
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(cells.text("whole", "2025-Q2", "status") == "estimate")
    let track = try made.run("track", in: folder, output: "track")
    #expect(track.output.contains(" (est.)"), "\(track.output)")
    let rows = try CSVRows.read(folder + "/track/tracking.csv")
    let status = rows.compactMap { $0["ytd_status"] }.filter { !$0.isEmpty }
    #expect(!status.isEmpty && status.allSatisfy { $0 == "estimate" }, "\(status)")
    let parts = try CSVRows.read(folder + "/track/contributions.csv")
    #expect(parts.allSatisfy { $0["ytd_status"] == "estimate" } && !parts.isEmpty)
  }

  @Test("Growth on a published base, or that was published itself, is none")
  func known() throws {
    var grown = quarters(4 * 2025, 4 * 2025 + 1)
    grown.sectors = MadeGrowth.alone(#"{"level": "o.alone", "growth": "o.growth"}"#)
    for quarter in ["2025-Q1", "2025-Q2"] {
      grown.add("o.growth", quarter, 5.2, decimals: 1, vintage: "2025-07-30")
    }
    for made in [grown, quarters(4 * 2024, 4 * 2025 + 1)] {
      let folder = try Program.temporaryFolder()
      let outcome = try made.run(in: folder)
      #expect(outcome.output.contains("(act.)"))
      #expect(!outcome.output.contains("it is assumed, not measured"))
      let cells = try MadeGrowth.Cells(folder + "/out")
      #expect(cells.text("whole", "2025-Q1", "status") == "actual")
    }
  }

  @Test("Where one part is only estimated, track marks the whole and that part alone")
  func onePart() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2024 + 3, growth: 5, vintage: "2025-01-20")
    made.addQuarters(4 * 2025...4 * 2025, growth: 5, vintage: "2025-04-06")
    made.rows.removeAll { $0.hasPrefix("o.whole") || $0.hasPrefix("o.right,K,Q,2025") }
    made.sectors = made.sectors.replacing(", \"series\": \"o.whole\"", with: "")
    made.asOf = "2025-04-20"
    let folder = try Program.temporaryFolder()
    let outcome = try made.run("track", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/tracking.csv")
    #expect(rows.last?["ytd_status"] == "estimate")
    let parts = try CSVRows.read(folder + "/out/contributions.csv")
    let status = Dictionary(
      uniqueKeysWithValues: parts.map { ($0["sector"] ?? "", $0["ytd_status"]) })
    #expect(status == ["whole": "estimate", "left": "actual", "right": "estimate"])
  }

  @Test("A cumulated series that falls by a month and a month below 0 are told with their lines")
  func months() throws {
    func output(_ measure: String, _ values: [Double]) throws -> String {
      var made = MadeGrowth()
      made.sectors = MadeGrowth.alone(#"{"\#(measure)": "o.months"}"#)
      for year in 2020...2024 {
        for month in 0..<12 {
          let level = 100 + 5 * Double(year - 2020)
          made.add(
            "o.months", MadeGrowth.month(12 * year + month),
            measure == "level" ? level : level * Double(month + 1), vintage: "2025-01-20")
        }
      }
      for (month, value) in values.enumerated() {
        made.add("o.months", MadeGrowth.month(12 * 2025 + month), value, vintage: "2025-07-30")
      }
      let outcome = try made.run(in: try Program.temporaryFolder())
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.errors
    }
    let falls = try output("level_to_date", [125, 250, 375, 500, 430, 750])
    #expect(falls.contains("data.csv:66:"), "\(falls)")
    #expect(falls.contains("implies -70.0 for 2025-05"), "\(falls)")
    let rises = try output("level_to_date", [125, 250, 375, 500, 620, 750])
    #expect(!rises.contains("warning"))
    let flow = try output("level", [125, 140, 90, 130, 128, 133])
    #expect(!flow.contains("warning"), "a flow may fall")
    let negative = try output("level", [125, 128, 130, 131, -24, 133])
    #expect(negative.contains("data.csv:66:") && negative.contains("month-negative"))
  }

  @Test("A variant that is far out is measured by forecast futures, not by history")
  func words() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2016...4 * 2025 + 1, growth: 4, wobble: 0.02)
    made.variants =
      #"[{"id": "up", "conditions": [{"period": "2025", "growth": 14}]}, {"id": "down", "conditions": [{"period": "2025", "growth": -9}]}]"#
    let folder = try Program.temporaryFolder()
    let english = Self.flat(try made.run(in: folder).output)
    #expect(english.contains("above nearly all forecast futures"), "\(english)")
    #expect(
      english.contains("below nearly all forecast futures") && !english.contains("history knows"))
    let vietnamese = Self.flat(try made.run(in: folder, ["--language", "vi"]).output)
    #expect(vietnamese.contains("cao hơn gần như mọi đường dự báo"))
    #expect(vietnamese.contains("thấp hơn gần như mọi đường dự báo"))
  }

  @Test("Published growth of months makes the months, and their quarter where nothing else does")
  func monthlyGrowth() throws {
    func cells(_ quarter: Double?) throws -> MadeGrowth.Cells {
      var made = MadeGrowth()
      made.sectors = MadeGrowth.alone(#"{"level": "o.level", "growth": "o.growth"}"#)
      for month in 12 * 2018..<12 * 2025 {
        let value = 200 + Double(month % 12) * 3 + Double(month - 12 * 2018) / 2
        made.add("o.level", MadeGrowth.month(month), value, vintage: "2025-01-20")
      }
      for (month, value) in [3.1, 9.4, 5.0, 7.7, 2.2, 6.0].enumerated() {
        made.add(
          "o.growth", MadeGrowth.month(12 * 2025 + month), value, decimals: 1, vintage: "2025-07-20"
        )
      }
      if let quarter {
        made.add("o.growth", "2025-Q1", quarter, decimals: 1, vintage: "2025-07-20")
      }
      let folder = try Program.temporaryFolder()
      let outcome = try made.run(in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try MadeGrowth.Cells(folder + "/out")
    }
    let alone = try cells(nil)
    for (month, value) in [3.1, 9.4, 5.0, 7.7, 2.2, 6.0].enumerated() {
      let found = alone.number("whole", MadeGrowth.month(12 * 2025 + month), "yoy_percent")
      #expect(abs(found - value) < 0.05, "\(month + 1): \(found)")
    }
    let sum = alone.number("whole", "2025-Q1", "yoy_percent")
    #expect(
      abs(sum - 5.83) < 0.05 && alone.text("whole", "2025-Q1", "status") == "actual", "\(sum)")
    // A published quarter goes before its months, which keep their course.
    let told = try cells(6.4)
    #expect(abs(told.number("whole", "2025-Q1", "yoy_percent") - 6.4) < 0.05)
    let (second, third) = (
      told.number("whole", "2025-02", "yoy_percent"), told.number("whole", "2025-03", "yoy_percent")
    )
    #expect(abs(second - third - 4.4) < 0.2)
  }

  @Test("Mean and median that part are both told")
  func centres() throws {
    let made = quarters(4 * 2025, 4 * 2025)
    let folder = try Program.temporaryFolder()
    let english = try made.run(in: folder).output
    #expect(Self.flat(english).contains("% (median)"), "\(english)")
    let vietnamese = try made.run(in: folder, ["--language", "vi"]).output
    #expect(Self.flat(vietnamese).contains("% (trung vị)"))
    var steady = MadeGrowth()
    steady.addQuarters(4 * 2016...4 * 2025 + 1, growth: 5)
    #expect(try !steady.run(in: try Program.temporaryFolder()).output.contains("median"))
  }

  @Test("What is missing is said as it is")
  func messages() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025, growth: 5, vintage: "2025-04-10")
    made.asOf = "2025-04-20"
    made.variants =
      #"[{"id": "q", "conditions": [{"period": "2025-Q2", "growth": 9}, {"period": "2025-Q4", "growth": 9}]}]"#
    let track = try made.run("track", in: try Program.temporaryFolder()).errors
    #expect(track.contains("no variant asks anything of 2025 as a whole"), "\(track)")
    #expect(!track.contains("missing"))
    let one = try made.run(in: try Program.temporaryFolder()).output
    #expect(one.contains("after 1 quarter,"), "\(one)")
    var grown = MadeGrowth()
    grown.sectors = MadeGrowth.alone(#"{"growth": "o.growth"}"#)
    grown.add("o.growth", "2025-Q1", 5, vintage: "2025-04-10")
    let empty = try grown.run(in: try Program.temporaryFolder()).errors
    #expect(empty.contains("sector-empty") && empty.contains("give the level of whole"), "\(empty)")
  }
}
