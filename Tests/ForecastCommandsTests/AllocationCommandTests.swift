import Foundation
import TestSupport
import Testing

/// Plans shared out over parts. Every number here is made up.
@Suite struct AllocationCommandTests {
  /// Revenue of a province and of three communes, the third one judged.
  private func made(_ more: String = "") -> MadeMeasures {
    var made = MadeMeasures()
    for (geo, size, growth) in [("K", 10.0, 8.0), ("A", 5, 12), ("B", 3, 4)] {
      for month in 12 * 2018...12 * 2025 + 6 {
        let seed = geo == "A" ? 3 : geo == "B" ? 7 : 1
        let level = MadeMeasures.level(month, growth: growth, wobble: 0.06, seed: seed)
        made.rows.append(
          "r,\(geo),M,\(MadeMeasures.month(month)),\((level * size).rounded() / 10),u,na,final,2025-08-01,made,"
        )
      }
    }
    made.measures = [
      """
      {"id": "r", "name": "Revenue", "series": "r", "allocation": {\(more)"parts": [
        {"id": "a", "name": {"en": "An", "vi": "An"}, "geo": "A"}, {"id": "b", "geo": "B"},
        {"id": "c", "judgement": {"p10": 900, "p50": 1000, "p90": 1300}}]}}
      """
    ]
    return made
  }

  private func rows(_ made: MadeMeasures, _ more: [String] = []) throws -> [[String: String]] {
    let (outcome, folder) = try made.run("scorecard", more)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try CSVRows.read(folder + "/allocation.csv")
  }

  @Test(
    "Parts get what they meet at the same chance, and add up to the plan to its last digit",
    arguments: ["15000", "15876.3", "16999.99", "21000", "9000"])
  func equalChances(plan: String) throws {
    var made = made()
    made.ask("r", plan, in: "2025")
    let rows = try rows(made)
    #expect(rows.map { $0["part"] } == ["a", "b", "c"])
    let total = try #require(Double(plan))
    let sum = rows.compactMap { $0.number("allotted") }.reduce(0, +)
    #expect(abs(sum - total) < 1e-9 * total)
    let decimals = plan.split(separator: ".").dropFirst().first?.count ?? 0
    #expect(
      rows.allSatisfy {
        ($0["allotted"]?.split(separator: ".").last?.count ?? 0) <= max(1, decimals)
      })
    let chances = rows.compactMap { $0.number("probability") }
    let spread = (chances.max() ?? 1) - (chances.min() ?? 0)
    #expect(chances.count == 3 && spread < 0.01, "\(chances)")
    #expect(rows.map { $0["basis"] } == ["data", "data", "judgement"])
    #expect(rows[2]["mc_error"] == "" && rows[0]["mc_error"] != "")
  }

  @Test("More digits than the plan's are given where they are asked for; at most turns the chance")
  func digits() throws {
    var fine = made(#""decimals": 3, "#)
    fine.ask("r", "16000", in: "2025")
    let parts = try rows(fine)
    #expect(abs(parts.compactMap { $0.number("allotted") }.reduce(0, +) - 16000) < 1e-9)
    #expect(parts.contains { ($0.number("allotted") ?? 0).truncatingRemainder(dividingBy: 1) != 0 })
    let least = try #require(parts[0].number("probability"))
    var most = made(#""decimals": 3, "#)
    most.ask("r", "16000", direction: "at_most", in: "2025")
    let other = try rows(most)
    #expect(abs(try #require(other[0].number("probability")) - (1 - least)) < 0.01)
    #expect(other[0]["plan_direction"] == "at_most")
  }

  @Test(
    "A part without enough figures and without a judgement leaves the plan unshared, and says so")
  func open() throws {
    var made = made()
    made.measures = made.measures.map {
      $0.replacingOccurrences(of: #"{"id": "b", "geo": "B"}"#, with: #"{"id": "b", "geo": "D"}"#)
    }
    made.rows.append("r,D,M,2025-07,12,u,na,final,2025-08-01,made,")
    made.ask("r", "15000", in: "2025")
    let (outcome, folder) = try made.run("scorecard", ["--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/allocation.csv")
    #expect(rows.allSatisfy { $0["allotted"] == "" } && rows[1]["basis"] == "none")
    #expect(outcome.output.contains("Chưa phân bổ được"))
  }

  @Test("Parts that so few decimals cannot add up to the plan are told with what is left over")
  func coarse() throws {
    var made = made(#""decimals": 0, "#)
    made.ask("r", "15876.35", in: "2025")
    let (outcome, folder) = try made.run("scorecard")
    let rows = try CSVRows.read(folder + "/allocation.csv")
    let sum = rows.compactMap { $0.number("allotted") }.reduce(0, +)
    #expect(sum == 15876)
    let told = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("add up to 15,876, not to the plan of 15,876.35: 0.35 is left over"))
    var fine = self.made()
    fine.ask("r", "15876.35", in: "2025")
    #expect(try !fine.run("scorecard").outcome.output.contains("left over"))
  }

  @Test("Judged parts that are far from the forecast of the whole are told to be")
  func apart() throws {
    var made = made()
    made.ask("r", "15000", in: "2025")
    let agree = try made.run("scorecard").outcome.output
    made.measures = made.measures.map {
      $0.replacingOccurrences(
        of: #""p10": 900, "p50": 1000, "p90": 1300"#,
        with: #""p10": 90000, "p50": 100000, "p90": 130000"#)
    }
    let apart = try made.run("scorecard").outcome.output
    #expect(apart.contains("do not agree"), "\(apart)")
    #expect(agree != apart)
  }

  @Test("Bad parts are named by their place")
  func faults() throws {
    for (parts, code) in [
      (#"[{"id": "a", "geo": "A"}, {"id": "b"}]"#, "allocation-part"),
      (#"[{"id": "a", "geo": "A"}, {"id": "b", "geo": "Nowhere"}]"#, "series-unknown"),
      (#"[{"id": "a", "geo": "A"}, {"id": "a", "geo": "B"}]"#, "measure-duplicate"),
      (
        #"[{"id": "a", "geo": "A"}, {"id": "b", "judgement": {"p10": 3, "p50": 2, "p90": 4}}]"#,
        "conflict"
      ),
    ] {
      var made = made()
      made.measures = [#"{"id": "r", "series": "r", "allocation": {"parts": \#(parts)}}"#]
      made.ask("r", "15000", in: "2025")
      let (outcome, _) = try made.run()
      #expect(outcome.status == 3 && outcome.errors.contains("s.json:"), "\(outcome.errors)")
      #expect(outcome.errors.contains(code), "\(outcome.errors)")
    }
  }

  @Test(
    "What is no sum, and parts in another unit, are refused",
    arguments: [
      (#""series": "r", "year_is": "mean""#, "allocation-kind"),
      (#""series": {"index": "r"}"#, "allocation-kind"),
      (#""series": {"growth": "r"}"#, "allocation-kind"), (#""series": "r""#, "measure-units"),
    ])
  func kinds(source: String, code: String) throws {
    var made = made()
    let parts = #"[{"id": "a", "geo": "A"}, {"id": "b", "geo": "B"}]"#
    made.measures = [#"{"id": "r", \#(source), "allocation": {"parts": \#(parts)}}"#]
    made.rows = made.rows.map { row in
      row.hasPrefix("r,B,") ? row.replacingOccurrences(of: ",u,na,", with: ",thousand u,na,") : row
    }
    let (outcome, _) = try made.run()
    #expect(outcome.status == 3 && outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("s.json:"))
  }

  @Test("The workbook's sum is the plan, and threads move no byte")
  func bytes() throws {
    var made = made()
    made.ask("r", "15000", in: "2025")
    var texts: Set<String> = []
    for threads in ["1", "2"] {
      let (outcome, folder) = try made.run(
        "scorecard", ["--threads", threads, "--format", "csv,xlsx"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      texts.insert(
        String(decoding: try Program.read(folder + "/allocation.csv"), as: UTF8.self))
    }
    #expect(texts.count == 1)
  }
}
