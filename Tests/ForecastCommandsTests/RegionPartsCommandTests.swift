import TestSupport
import Testing

/// Every number here is made up.
@Suite struct RegionPartsCommandTests {
  /// The figures of a growth scenario, its region split in two: 40 and 60 of a hundred, to the cent.
  static func split(_ data: String) -> String {
    let lines = data.split(separator: "\n").map(String.init)
    return lines.flatMap { line -> [String] in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 4, fields[1] == "X", fields[5] != "%", let value = Double(fields[4])
      else { return [line] }
      let cents = Int((100 * value).rounded())
      return [("West", cents * 2 / 5), ("East", cents - cents * 2 / 5)].map { place, part in
        fields[1] = place
        fields[4] = "\(part / 100).\(part % 100 < 10 ? "0" : "")\(part % 100)"
        return fields.joined(separator: ",")
      }
    }.joined(separator: "\n") + "\n"
  }

  @Test("The growth scenario of a region of parts is that of their sums", arguments: ["M", "Q"])
  func monthly(frequency: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let data = GrowthInput.data(frequency: frequency)
    var tables: [[[String: String]]] = []
    for isSplit in [false, true] {
      let region = #""region": {"geo": "X"#
      let scenario =
        isSplit
        ? GrowthInput.scenario.replacing(
          region + "\"", with: region + #"", "parts": [{"geo": "West"}, {"geo": "East"}]"#)
        : GrowthInput.scenario
      let place = try Program.temporaryFolder()
      try GrowthInput.write(
        to: place, scenario: scenario, data: isSplit ? Self.split(data) : data)
      let outcome = try program.run(
        ["monthly", place + "/scenario.json", "--year", "2025", "--output", "r\(isSplit)"],
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      tables.append(try CSVRows.read("\(folder)/r\(isSplit)/annual_growth.csv"))
    }
    #expect(tables[0].count == tables[1].count && tables[0].count > 4)
    for (whole, parts) in zip(tables[0], tables[1]) {
      let (one, other) = (Double(whole["yoy_percent"] ?? ""), Double(parts["yoy_percent"] ?? ""))
      #expect(whole["sector"] == parts["sector"] && whole["period"] == parts["period"])
      if let one, let other { #expect(abs(one - other) < 0.02) } else { #expect(one == other) }
    }
  }

  @Test(
    "The chance of a plan for a region of parts is that of their sums, and says so in its history")
  func run() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    let rows = (2014...2024).map { year in
      let level = 100 + 7 * (year - 2014) + year % 3
      return "y,West,A,\(year),\(2 * level),bn,na,final,2025-03,src,\n"
        + "y,East,A,\(year),\(level),bn,na,final,2025-03,src,\n"
    }
    let plan =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note\np,1,y,y,y,bn,level,at_least,640,,2030,,,,\n"
    let scenario = """
      {"name": "parts", "title": "Parts", "as_of": "2025-06-30", "data": ["o.csv"],
       "region": {"geo": "Both", "parts": [{"geo": "West"}, {"geo": "East"}]},
       "plans": ["p.csv"], "horizon": 2030,
       "indicators": [{"id": "y", "kind": "growth", "series": "y"}],
       "simulation": {"paths": 2000, "seed": 3}}
      """
    for (name, text) in [("s.json", scenario), ("o.csv", head + rows.joined()), ("p.csv", plan)] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
    }
    let outcome = try program.run(["run", "s.json", "--output", "r"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let table = try CSVRows.read(folder + "/r/projections.csv")
    let last = table.first { $0["kind"] == "actual" && $0["period"] == "2024" }
    #expect(Double(last?["mean"] ?? last?["p50"] ?? "") == 516)
    let history = try CSVRows.read(folder + "/r/history.csv")
    #expect(history.allSatisfy { $0["origin"] == "parts" && $0["from"] == "West + East" })
    let valid = try program.run(["validate", "s.json"], in: folder)
    #expect(valid.status == 0 && !(valid.output + valid.errors).contains("series-unused"))
  }

  @Test("Figures of an older series say in the history that they were spliced, and how")
  func spliced() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    let rows = (2012...2024).map { year in
      let level = 100 + 7 * (year - 2012) + year % 3
      return (year < 2020 ? "old,K,A,\(year),\(level),bn,na,final,2025-03,src,\n" : "")
        + (year > 2017 ? "y,K,A,\(year),\(2 * level),bn,na,final,2025-03,src,\n" : "")
    }
    let plan =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note\np,1,y,y,y,bn,level,at_least,640,,2030,,,,\n"
    let scenario = """
      {"name": "splice", "title": "Splice", "as_of": "2025-06-30", "data": ["o.csv"],
       "region": {"geo": "K"}, "plans": ["p.csv"], "horizon": 2030,
       "splices": [{"series": "y", "from": "old"}],
       "indicators": [{"id": "y", "kind": "growth", "series": "y"}],
       "simulation": {"paths": 2000, "seed": 3}}
      """
    for (name, text) in [("s.json", scenario), ("o.csv", head + rows.joined()), ("p.csv", plan)] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
    }
    let outcome = try program.run(["run", "s.json", "--output", "r"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let history = try CSVRows.read(folder + "/r/history.csv")
    for row in history {
      let year = Int(row["period"] ?? "") ?? 0
      #expect(row["origin"] == (year < 2018 ? "splice" : "published"), "\(year)")
      #expect((row["from"] ?? "").hasPrefix(year < 2018 ? "old × 2" : ""))
    }
    #expect(history.count == 13)
  }

  @Test("Growth of parts without a base is a fault with what to state, in both languages")
  func fault() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    let rows = ["West", "East"].flatMap { place in
      (2021...2024).map { "g,\(place),Q,\($0)-Q1,7.5,%,na,final,2025-03,src,\n" }
    }
    let scenario = """
      {"name": "parts", "title": "Parts", "data": ["o.csv"],
       "region": {"geo": "Both", "parts": [{"geo": "West"}, {"geo": "East"}]},
       "sectors": [{"id": "all", "series": {"growth": "g"}}]}
      """
    for (name, text) in [("s.json", scenario), ("o.csv", head + rows.joined())] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
    }
    let outcome = try program.run(["validate", "s.json"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("[part-base]"))
    #expect(outcome.errors.contains("\"weight\"") && outcome.errors.contains("s.json:2:"))
  }
}
