internal import Files
import Plans
import TestSupport
import Testing
import TimeSeries

@Suite("Names and lists") struct NameTests {
  private func read(_ folder: ScenarioFolder) throws -> ScenarioBundle {
    let (bundle, faults) = try folder.read()
    #expect(faults.isEmpty, "\(faults)")
    return try #require(bundle)
  }

  @Test(
    "Blanks and Unicode forms join rows without a word, capitals with a warning that names the line"
  )
  func joined() throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4])
      + ScenarioFolder.years(" port.tonnes", 2026, [5], geo: "Ba\u{303}i Da\u{300}i")
      + ScenarioFolder.years("port.tonnes", 2027, [6], geo: "Bãi\u{A0}Dài")
      + ScenarioFolder.years("Port.Tonnes", 2028, [7, 8])
      + ScenarioFolder.years("port.tonnes", 2030, [9], geo: "bãi dài")
    let bundle = try read(folder)
    let key = SeriesKey(id: "port.tonnes", geo: "Bãi Dài", frequency: .annual)
    #expect(bundle.observations.history(of: key, asOf: nil).map(\.value) == [3, 4, 5, 6, 7, 8, 9])
    #expect(ScenarioFolder.codes(bundle.warnings) == ["name-spelling:6", "name-spelling:8"])
  }

  @Test("Spellings that fall together and disagree on a cell are a fault that names both lines")
  func disagree() throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
      + ScenarioFolder.years("PORT.tonnes ", 2025, [4.5])
    let fault = try #require(try folder.read().faults.first)
    #expect(fault.problem.code == "cell-conflict" && fault.location.line == 6)
    guard case .series(.conflictingCell(_, _, _, let first)) = fault.problem else {
      Issue.record("\(fault)")
      return
    }
    #expect(first.line == 3)
  }

  @Test("A unit with a blank is no other unit; one in other letters is")
  func units() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
    folder.rows[2] = folder.rows[2].replacing(",kt,", with: ",kt ,")
    _ = try read(folder)
    folder.rows[2] = folder.rows[2].replacing(",kt ,", with: ",KT,")
    #expect(ScenarioFolder.codes(try folder.read().faults) == ["series-units:4"])
  }

  @Test("A name of blanks alone is empty")
  func blank() throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
      + ScenarioFolder.years("\u{A0}", 2024, [3]) + ScenarioFolder.years("b", 2024, [3], geo: " ")
    #expect(ScenarioFolder.codes(try folder.read().faults) == ["csv-empty:6", "csv-empty:7"])
  }

  @Test(
    "A series that nobody uses and whose name is a slip away from one in use is warned of",
    arguments: [
      "prot.tonnes", "port.tones", "port.tonnnes", "port_tonnes", "port.tnones", "porttonnes",
    ])
  func slips(id: String) throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
      + ScenarioFolder.years(id, 2028, [7, 8])
    let bundle = try read(folder)
    #expect(ScenarioFolder.codes(bundle.warnings) == ["name-near:6"], "\(bundle.warnings)")
    guard case .series(.nearName(let name, let near))? = bundle.warnings.first?.problem else {
      return
    }
    #expect(name.hasPrefix(id) && near.hasPrefix("port.tonnes"))
  }

  @Test(
    "So is a place, by a letter or without the marks of its letters",
    arguments: ["Bai Dai", "Bãi Dàii"])
  func places(geo: String) throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
      + ScenarioFolder.years("port.tonnes", 2028, [7, 8], geo: geo)
    #expect(ScenarioFolder.codes(try read(folder).warnings) == ["name-near:6"])
  }

  @Test(
    "What is meant to differ is no slip: figures, short words, and series that have the same years",
    arguments: ["port.tonnes2", "port.tonnes.q", "fort.trains", "port.level"])
  func others(id: String) throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
      + ScenarioFolder.years(id, 2028, [7, 8])
      + ScenarioFolder.years("port.tonnas", 2024, [3, 4, 5, 6])
    let bundle = try read(folder)
    #expect(bundle.warnings.isEmpty, "\(bundle.warnings)")
    #expect(ScenarioFolder.codes(bundle.remarks) == ["series-unused:6", "series-unused:8"])
  }

  @Test("Many unused series have one line together")
  func many() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
    for number in 0..<40 { folder.rows += ScenarioFolder.years("other\(number)", 2024, [1]) }
    let bundle = try read(folder)
    #expect(bundle.remarks.map(\.problem) == [.series(.manyUnused(count: 40, all: 41))])
  }

  @Test("A plan finds indicators by names that are read the same; a slip is warned of")
  func indicators() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
    folder.indicators = folder.indicators.replacing("\"a\"", with: "\"port.traffic\"")
    folder.targets = [
      "p,1,port.traffic\u{A0},A,A,u,level,at_least,5,,2035,,,,",
      "p,2,Port.Traffic,A,A,u,level,at_least,5,,2035,,,,",
    ]
    var bundle = try read(folder)
    #expect(bundle.plans[0].targets.map(\.indicatorID) == ["port.traffic", "port.traffic"])
    #expect(ScenarioFolder.codes(bundle.warnings) == ["name-spelling:3"])
    folder.targets = ["p,1,port.trafic,A,A,u,level,at_least,5,,2035,,,,"]
    bundle = try read(folder)
    #expect(ScenarioFolder.codes(bundle.warnings) == ["name-near:2"])
    #expect(bundle.plans[0].targets.map(\.indicatorID) == ["port.trafic"])
  }

  @Test("References, plans, kinds and agencies of a plan are read as people read them")
  func plan() {
    var faults = FaultCollector()
    let rows = [
      "p,1,a,A,A,u,Rank,at_most,,5,2035,Sở Cảng ; Sở Biển,,,",
      "p ,2,a,A,A,u,share,at_least,5,,2035,Sở  cảng,,,",
      "P,1\u{A0},a,A,A,u,share,at_least,5,,2035,,,,",
      "p,4,a,A,A,u,shaer,at_least,5,,2035,,,,",
    ]
    let text = ScenarioFolder.planHeader + rows.map { $0 + "\n" }.joined()
    let plan = PlanReader.read(SourceFile(path: "p.csv", text: text), faults: &faults)
    #expect(ScenarioFolder.codes(faults.found) == ["plan-duplicate:4"])
    #expect(ScenarioFolder.codes(faults.warnings) == ["name-spelling:3", "name-near:5"])
    #expect(plan?.targets.map(\.kind) == ["rank", "share", "share", "shaer"])
    #expect(plan?.targets.map(\.planID) == ["p", "p", "p", "p"])
    #expect(plan?.targets.prefix(2).map(\.leadAgency.vi) == ["Sở Cảng; Sở Biển", "Sở Cảng"])
  }

  @Test(
    "What stands twice in a list is a fault, and read once",
    arguments: [
      ("\"data\": [\"o.csv\", \"./o.csv\"], \"plans\": [\"p.csv\"]", "list-double:1"),
      ("\"data\": [\"o.csv\"], \"plans\": [\"p.csv\", \"p.csv\"]", "list-double:1"),
      ("\"data\": [\"o.csv\"], \"plans\": [\"p.csv\", \"q.csv\"]", "plan-double:1"),
    ])
  func files(lists: String, code: String) throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
    folder.lists = lists
    #expect(ScenarioFolder.codes(try folder.read().faults) == [code])
  }

  @Test("So are series that count once more each time, and indicators of one name")
  func series() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6])
    folder.indicators =
      """
      {"id": "a", "anchor": {"series": "port.tonnes", "walk": ["port.tonnes", "Port.tonnes"]}},
      {"id": "b", "kind": "growth",
       "series": {"level": "port.tonnes", "contributions": ["port.tonnes", "port.tonnes"]}},
      {"id": "A ", "kind": "growth", "series": "port.tonnes"}
      """
    #expect(
      ScenarioFolder.codes(try folder.read().faults) == [
        "list-double:2", "list-double:4", "indicator-duplicate:5",
      ])
  }

  @Test("A sweep's seeds, regions and scenarios stand once; its options are one line each")
  func sweep() throws {
    func codes(_ rest: String) throws -> [String] {
      let path = try Program.temporaryFolder() + "/sweep.json"
      try Program.write(Array("{\"name\": \"n\",\n\(rest)}".utf8), to: path)
      do throws(Faults) {
        _ = try SweepSpecification.read(path)
        return []
      } catch {
        return ScenarioFolder.codes(error.all)
      }
    }
    #expect(try codes("\"scenarios\": [\"a.json\", \"b.json\"], \"seeds\": [1, 2]") == [])
    #expect(
      try codes("\"scenarios\": [\"a.json\",\n\"./a.json\"], \"seeds\": [3,\n3]")
        == ["list-double:3", "list-double:4"])
    #expect(
      try codes("\"scenarios\": [\"{region}.json\"], \"regions\": [\"x\",\n\"x\"]")
        == ["list-double:3"])
    #expect(
      try codes("\"scenarios\": [\"a.json\"],\n\"sbatch\": [\"--time=1\\ntouch x\", \"touch\"]")
        == ["text-control:3", "value-conflict:3"])
  }
}
