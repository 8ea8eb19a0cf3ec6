import Foundation
import TestSupport
import Testing

@Suite("Base rates of the main scenario") struct BaseRateCommandTests {
  private let scenario = Golden.root + "/Scenarios/haiduong-2030/scenario.json"
  private let target = "body:II.1.1-2"

  @Test("12% a year stands beside what provinces did, on the terminal, on the page and for require")
  func same() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(
      ["run", scenario, "--output", "out", "--paths", "2000", "--format", "csv,html"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/base_rates.csv").filter { $0["ref"] == target }
    #expect(rows.allSatisfy { $0["asked_per_year"] == "12.0" && $0["asked_years"] == "6" })
    func counts(_ source: String) -> [String] {
      rows.filter { $0["source"] == source }.map { "\($0["reached"] ?? "")/\($0["cases"] ?? "")" }
    }
    #expect(counts("regions").first == "2/63" && counts("official_targets") == ["21/40"])
    #expect(counts("own_past").count == 1 && counts("reference_class").count == 1)
    let said = rows.map { $0["finding"] ?? "" }.joined(separator: "; ")
    let need = try program.run(
      [
        "require", scenario, "--target", target, "--probability", "0.5", "--paths", "2000",
        "--output", "need",
      ], in: folder)
    #expect(need.status == 0, "\(need.errors)")
    let page = try String(contentsOfFile: folder + "/out/report.html", encoding: .utf8)
    for text in [outcome.output, need.output, page] {
      let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(plain.contains("12% a year over 6 years") && plain.contains(said))
    }
    #expect(
      try CSVRows.read(folder + "/need/base_rates.csv").map { $0["finding"] ?? "" }
        .joined(separator: "; ") == said)
  }

  @Test("The terminal compares the five boldest of many growth targets, the page all")
  func many() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let rows = (0..<12).map {
      "x,X,A,\(2013 + $0),\(100 + 5 * $0),u,na,final,\(2014 + $0)-03-15,m,"
    }
    let header = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"
    let plan = (0..<7).map { "p,t\($0),x,x,x,u,level,at_least,\(156 + 2 * $0),,2026,,,," }
    let columns =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,lead_agency_vi,lead_agency_en,conflict_with,note"
    let scenario = """
      {"name": "m", "title": "m", "region": {"geo": "X"}, "as_of": "2025-06-30", "horizon": 2026,
       "data": ["o.csv"], "plans": ["p.csv"],
       "indicators": [{"id": "x", "kind": "growth", "series": "x"}],
       "simulation": {"paths": 2000}}
      """
    for (name, lines) in [
      ("s.json", [scenario]), ("o.csv", [header] + rows), ("p.csv", [columns] + plan),
    ] {
      let text = lines.joined(separator: "\n") + "\n"
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    let outcome = try program.run(
      ["run", "s.json", "--output", "out", "--format", "csv,html"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try String(contentsOfFile: folder + "/out/report.html", encoding: .utf8)
    for target in 0..<7 {
      #expect(outcome.output.contains("(t\(target)) asks for") == (target >= 2))
      #expect(page.contains("t\(target): From the last figure (155 in 2024) on it takes"))
    }
    #expect(outcome.output.contains("For 2 more targets"))
  }

  @Test("A pair that its own years tell of is named as what the dependence rests on")
  func onePair() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let changes = [3, 9, 1, 7, 5, 8, 2, 6, 4, 9, 1, 5, 7, 3]
    func series(_ id: String, _ start: Double) -> [String] {
      var level = start
      return changes.enumerated().map { year, change in
        level *= 1 + Double(change) / 100
        return "\(id),X,A,\(2011 + year),\(level),u,na,final,\(2012 + year)-03-15,m,"
      }
    }
    let header = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"
    let columns =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,lead_agency_vi,lead_agency_en,conflict_with,note"
    let scenario = """
      {"name": "m", "title": "m", "region": {"geo": "X"}, "as_of": "2025-06-30", "horizon": 2027,
       "data": ["o.csv"], "plans": ["p.csv"],
       "indicators": [{"id": "a", "kind": "growth", "series": "a"},
                      {"id": "b", "kind": "growth", "series": "b"}],
       "simulation": {"paths": 2000}}
      """
    let plan = ["a", "b"].map { "p,t\($0),\($0),x,x,u,level,at_least,250,,2027,,,," }
    for (name, lines) in [
      ("s.json", [scenario]), ("o.csv", [header] + series("a", 100) + series("b", 90)),
      ("p.csv", [columns] + plan),
    ] {
      let text = lines.joined(separator: "\n") + "\n"
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    let outcome = try program.run(["run", "s.json", "--output", "out"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("in their common years (pairs: 1)"))
  }
}
