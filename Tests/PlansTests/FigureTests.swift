internal import Files
import Plans
import TestSupport
import Testing
import TimeSeries

/// Scenarios of a few lines, read from a folder of their own.
struct ScenarioFolder {
  static let header =
    "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
  static let planHeader =
    "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
    + "lead_agency_vi,lead_agency_en,conflict_with,note\n"

  var rows: [String] = []
  var targets = ["p,1,a,A,A,u,level,at_least,5,,2035,,,,"]
  var indicators = "{\"id\": \"a\", \"kind\": \"growth\", \"series\": \"port.tonnes\"}"
  var lists = "\"data\": [\"o.csv\"], \"plans\": [\"p.csv\"]"
  var asOf = "2031-06-30"

  /// Yearly levels of one place from a first year on.
  static func years(
    _ id: String, _ first: Int, _ values: [Double], geo: String = "Bãi Dài",
    status: String = "final", vintage: String = "2031-03"
  ) -> [String] {
    values.enumerated().map {
      "\(id),\(geo),A,\(first + $0),\($1),kt,na,\(status),\(vintage),,"
    }
  }

  /// What comes of reading it: what may be slips, or faults.
  func read() throws -> (bundle: ScenarioBundle?, faults: [Fault]) {
    let folder = try Program.temporaryFolder()
    func write(_ name: String, _ text: String) throws {
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    try write("o.csv", Self.header + rows.map { $0 + "\n" }.joined())
    try write("p.csv", Self.planHeader + targets.map { $0 + "\n" }.joined())
    try write("q.csv", Self.planHeader + targets.map { $0 + "\n" }.joined())
    try write(
      "s.json",
      """
      {"name": "s", "title": "s", "region": {"geo": "Bãi Dài"}, "as_of": "\(asOf)", \(lists),
       "horizon": 2036, "indicators": [\(indicators)]}
      """)
    do throws(Faults) {
      return (try ScenarioReader.read(folder + "/s.json"), [])
    } catch {
      return (nil, error.all)
    }
  }

  /// Code and line of each.
  static func codes(_ faults: [Fault]) -> [String] {
    faults.map { "\($0.problem.code):\($0.location.line)" }
  }
}

@Suite("Figures of a scenario") struct FigureTests {
  private func faults(_ folder: ScenarioFolder) throws -> [String] {
    ScenarioFolder.codes(try folder.read().faults)
  }

  private func warnings(_ folder: ScenarioFolder) throws -> [String] {
    let (bundle, faults) = try folder.read()
    #expect(faults.isEmpty, "\(faults)")
    return ScenarioFolder.codes(bundle?.warnings ?? [])
  }

  @Test("A level of 0 or less has no growth and is named by its line, wherever it stands")
  func levels() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [3, 4, -2, 5, 6, 7, 0])
    #expect(try faults(folder) == ["figure-growth:4", "figure-growth:8"])
    // As a plain level it may be what it is.
    folder.indicators = "{\"id\": \"a\", \"kind\": \"level\", \"series\": \"port.tonnes\"}"
    #expect(try faults(folder) == [])
  }

  @Test("Zeros before something began are told, and no fault")
  func beginning() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2023, [0, 0, 3, 4, 6, 7, 9])
    #expect(try warnings(folder) == ["figure-growth:3"])
    folder.rows = ScenarioFolder.years("port.tonnes", 2023, [0, 0, 3, 4, 6, 0, 9])
    #expect(try faults(folder) == ["figure-growth:7"])
  }

  @Test("Only what counts on the day is looked at: a slip that was corrected is none")
  func corrected() throws {
    var folder = ScenarioFolder()
    folder.rows =
      ScenarioFolder.years("port.tonnes", 2024, [3, 4, 5, 6, 7, 8])
      + ScenarioFolder.years("port.tonnes", 2026, [-5], vintage: "2030-01")
      + ScenarioFolder.years("port.tonnes", 2027, [0], vintage: "2032-01")
    #expect(try faults(folder) == [])
  }

  @Test("Growth by −100% and less, and contributions that add to it, are faults by their lines")
  func growth() throws {
    var folder = ScenarioFolder()
    folder.indicators =
      """
      {"id": "a", "kind": "growth", "series": {"growth": "g", "growth_to_date": "g.ytd",
       "growth_average": "g.avg", "contributions": ["c", "d"]}}
      """
    folder.rows = ScenarioFolder.years("g", 2025, [4, -100, 5, 6, -101, 2])
    folder.rows += ["g.ytd,Bãi Dài,Q,2030-Q2,-250,kt,na,final,2031-03,,"]
    folder.rows += ["g.avg,Bãi Dài,P,2025-2030,-100.5,kt,na,final,2031-03,,"]
    folder.rows += ScenarioFolder.years("c", 2028, [3, -60, 1])
    folder.rows += ScenarioFolder.years("d", 2028, [3, -45, 1])
    #expect(
      try faults(folder) == [
        "figure-growth:3", "figure-growth:6", "figure-growth:8", "figure-growth:9",
        "figure-growth:11",
      ])
  }

  @Test("A value outside its bounds is a fault by its line; one at an end may stand")
  func bounds() throws {
    var folder = ScenarioFolder()
    folder.indicators = "{\"id\": \"a\", \"kind\": \"share\", \"series\": \"port.tonnes\"}"
    folder.rows = ScenarioFolder.years("port.tonnes", 2024, [0, 20, 104, 90, -1, 100])
    #expect(try faults(folder) == ["figure-bounds:4", "figure-bounds:6"])
  }

  @Test(
    "A figure that was settled before its period was over is a fault where it is of whole periods")
  func early() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7])
    folder.rows += ScenarioFolder.years("port.tonnes", 2030, [8], vintage: "2030-09-12")
    #expect(try faults(folder) == ["vintage-early:7"])
    // What offices print before the year's end is an estimate.
    folder.rows[5] =
      ScenarioFolder.years(
        "port.tonnes", 2030, [8], status: "estimate", vintage: "2030-11-20")[0]
    #expect(try faults(folder) == [])
    // A few days early may be called preliminary, and no estimate is made before the year begins.
    folder.rows[5] =
      ScenarioFolder.years(
        "port.tonnes", 2030, [8], status: "preliminary", vintage: "2030-12-27")[0]
    #expect(try faults(folder) == [])
    folder.rows[5] =
      ScenarioFolder.years(
        "port.tonnes", 2030, [8], status: "estimate", vintage: "2029-12-20")[0]
    #expect(try faults(folder) == ["vintage-early:7"])
    folder.rows[5] =
      ScenarioFolder.years(
        "port.tonnes", 2032, [8], status: "plan", vintage: "2029-12-20")[0]
    #expect(try faults(folder) == [])
  }

  @Test(
    "What stands at a day may be published within its year, and is known too early while that runs")
  func stock() throws {
    var folder = ScenarioFolder()
    folder.indicators = "{\"id\": \"a\", \"kind\": \"share\", \"series\": \"port.tonnes\"}"
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [30, 40, 50, 60], vintage: "2030-02")
    folder.rows += ScenarioFolder.years("port.tonnes", 2029, [62], vintage: "2029-08")
    #expect(try warnings(folder) == [])
    folder.rows += ScenarioFolder.years("port.tonnes", 2031, [64], vintage: "2031-04")
    #expect(try faults(folder) == ["vintage-early:7"])
  }

  @Test("Rows without a vintage do not count on a day, and that is said")
  func undated() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7])
    folder.rows += ScenarioFolder.years("port.tonnes", 2022, [1, 2, 3], vintage: "")
    #expect(try warnings(folder) == ["vintage-missing:7"])
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7], vintage: "")
    let (_, faults) = try folder.read()
    #expect(ScenarioFolder.codes(faults) == ["series-empty:2"])
    #expect(faults.first?.hint == .mend(.giveVintage))
  }

  @Test("A file by itself: what was published before its period is a fault, within it a warning")
  func alone() {
    var faults = FaultCollector()
    var reader = ObservationReader()
    let rows = ScenarioFolder.years("b", 2030, [3], vintage: "2029-02")
    let other = ScenarioFolder.years("b", 2028, [3], vintage: "2028-07-01")
    let text = ScenarioFolder.header + (rows + other).map { $0 + "\n" }.joined()
    reader.read(SourceFile(path: "o.csv", text: text), faults: &faults)
    FigureCheck.run(reader.observations, places: reader.places, faults: &faults)
    #expect(ScenarioFolder.codes(faults.found) == ["vintage-early:2"])
    #expect(ScenarioFolder.codes(faults.warnings) == ["vintage-early:3"])
  }

  @Test("A series that holds nothing of its kind, and one beside what does not grow, are told")
  func nothing() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7])
    folder.rows += ScenarioFolder.years("avg", 2025, [3, 4])
    folder.indicators =
      """
      {"id": "a", "kind": "growth", "series": {"level": "port.tonnes", "growth_average": "avg"}}
      """
    #expect(try warnings(folder) == ["series-nothing:2"])
    folder.indicators =
      "{\"id\": \"a\", \"kind\": \"level\", \"series\": {\"level\": \"port.tonnes\", \"growth\": \"avg\"}}"
    #expect(try warnings(folder) == ["series-kind:2"])
    folder.indicators = "{\"id\": \"a\", \"kind\": \"level\", \"series\": {\"growth\": \"avg\"}}"
    #expect(try faults(folder) == ["json-none-of:2"])
  }

  @Test("Figures of the first months together are those of a cumulated series")
  func cumulated() throws {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7])
    folder.rows += [
      "port.tonnes,Bãi Dài,M,2029-5M,2.5,kt,na,final,2031-03,,",
      "port.tonnes,Bãi Dài,Q,2030-9M,5.5,kt,na,final,2031-03,,",
    ]
    let bundle = try #require(try folder.read().bundle)
    let months = SeriesKey(id: "port.tonnes.ytd", geo: "Bãi Dài", frequency: .monthly)
    let quarters = SeriesKey(id: "port.tonnes.ytd", geo: "Bãi Dài", frequency: .quarterly)
    #expect(bundle.observations[months].map(\.period) == [.month(5, of: 2029)])
    #expect(bundle.observations[quarters].map(\.period) == [.quarter(3, of: 2030)])
    folder.rows += ["port.tonnes,Bãi Dài,Q,2030-8M,5.5,kt,na,final,2031-03,,"]
    #expect(try faults(folder) == ["period:9"])
  }

  @Test(
    "What is cumulated may be all that is known of a level or a number, not of a share",
    arguments: ["level", "count", "share"])
  func cumulatedAlone(kind: String) throws {
    func selection(_ series: String) throws -> (SeriesSelection?, [String]) {
      var folder = ScenarioFolder()
      for year in 2025...2029 {
        for month in [6, 12] {
          folder.rows += [
            "port.tonnes,Bãi Dài,M,\(year)-\(month)M,\(month * 5 + year - 2025),kt,na,final,2031-03,,"
          ]
        }
      }
      folder.indicators = "{\"id\": \"a\", \"kind\": \"\(kind)\", \"series\": \(series)}"
      let (bundle, faults) = try folder.read()
      let told = try ScenarioFolder.codes(faults) + (bundle == nil ? [] : warnings(folder))
      let source = bundle?.scenario.indicator("a")?.source
      let own: SeriesSelection? = if case .series(let own)? = source { own } else { nil }
      return (own, told)
    }
    let (named, told) = try selection("\"port.tonnes.ytd\"")
    let (keyed, warned) = try selection("{\"level_to_date\": \"port.tonnes.ytd\"}")
    if kind == "share" {
      #expect(named?.level?.id == "port.tonnes.ytd" && named?.levelToDate == nil)
      #expect(keyed == nil && warned.contains("json-none-of:2"))
    } else {
      for own in [named, keyed] {
        #expect(own?.level?.id == "port.tonnes" && own?.levelToDate?.id == "port.tonnes.ytd")
      }
      #expect(told.isEmpty && warned.isEmpty)
    }
  }

  @Test(
    "A cumulated series beside a level is taken where it has its unit and no other part in the history"
  )
  func beside() throws {
    func selection(_ unit: String, _ keys: String) throws -> SeriesSelection {
      var folder = ScenarioFolder()
      folder.rows = ScenarioFolder.years("port.tonnes", 2025, [3, 4, 5, 6, 7])
      folder.rows += ["port.tonnes.ytd,Bãi Dài,Q,2030-Q2,4,\(unit),na,final,2031-03,,"]
      folder.indicators = "{\"id\": \"a\", \"kind\": \"growth\", \"series\": {\(keys)}}"
      let (bundle, faults) = try folder.read()
      #expect(faults.isEmpty, "\(faults)")
      let read = try #require(bundle)
      let source = read.scenario.indicator("a")?.source
      let own: SeriesSelection? = if case .series(let own)? = source { own } else { nil }
      return try #require(own).withCumulated(from: read.observations)
    }
    let plain = "\"level\": \"port.tonnes\""
    #expect(try selection("kt", plain).levelToDate?.id == "port.tonnes.ytd")
    #expect(try selection("%", plain).levelToDate == nil)
    let named = try selection("kt", plain + ", \"growth_to_date\": \"port.tonnes.ytd\"")
    #expect(named.levelToDate == nil && named.growthToDate?.id == "port.tonnes.ytd")
    // By its name it is cumulated, whichever key it stands under.
    let alone = try selection("kt", "\"id\": \"port.tonnes.ytd\"")
    #expect(alone.level == nil && alone.levelToDate?.id == "port.tonnes.ytd")
  }
}
