import Files
import TestSupport
import Testing

@Suite struct StatisticsTests {
  /// A table as rows, or what keeps it from being some.
  private func rows(
    _ text: String, _ use: TableUse = .observations, _ selection: String = "",
    name: String = "f.csv"
  ) -> (rows: [String], fault: Fault?) {
    do throws(Fault) {
      let source = try SourceFile(path: name, data: Array(text.utf8))
      guard
        let made = try StatisticsFile.rows(
          of: source, for: use, selection: selection, address: name)
      else { return ([], nil) }
      #expect(made.allBytes == Array(text.utf8), "the file itself is what a manifest hashes")
      return (
        String(decoding: made.bytes, as: UTF8.self).split(separator: "\n").map(String.init), nil
      )
    } catch {
      return ([], error)
    }
  }

  /// Columns of rows of observations.
  private func columns(_ rows: [String], _ names: [String]) -> [[String]] {
    let header = rows.first.map { $0.split(separator: ",").map(String.init) } ?? []
    return rows.dropFirst().map { row in
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return names.map { name in header.firstIndex(of: name).map { fields[$0] } ?? "?" }
    }
  }

  private func dataset(_ value: String, status: String = "", more: String = "") -> String {
    """
    {"version": "2.0", "class": "dataset", "label": "GRDP", "source": "GSO", "updated": "2025-02-06T09:00:00Z",
      "id": ["Region", "ContentsCode", "Tid"], "size": [2, 1, 3],
      "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
      "dimension": {
        "Region": {"label": "Region", "category": {"index": {"30": 0, "31": 1},
          "label": {"30": "Hải Dương", "31": "Hải Phòng"}}},
        "ContentsCode": {"label": "contents", "category": {"index": ["grdp"], "label": {"grdp": "GRDP"},
          "unit": {"grdp": {"base": "tỷ đồng", "decimals": 1}}}},
        "Tid": {"label": "year", "category": {"index": {"2022": 0, "2023": 1, "2024": 2}}}}
      \(more), "value": \(value)\(status.isEmpty ? "" : ", \"status\": \(status)")}
    """
  }

  @Test("A dataset gives a row a figure, with place, unit, status, vintage and source")
  func jsonStat() {
    let text = dataset(
      "[1.50, 2, null, 4e1, 5, 6]", status: #"{"4": "p", "5": "e"}"#,
      more: #", "note": ["a note"]"#)
    let (rows, fault) = rows(text, name: "g.json")
    #expect(fault == nil)
    let names = [
      "series_id", "geo", "frequency", "period", "value", "unit", "status", "vintage", "source",
    ]
    #expect(
      columns(rows, names) == [
        ["grdp", "Hải Dương", "A", "2022", "1.50", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Dương", "A", "2023", "2", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2022", "4e1", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2023", "5", "tỷ đồng", "preliminary", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2024", "6", "tỷ đồng", "estimate", "2025-02-06", "GSO"],
      ])
  }

  @Test("Sparse values, lists of flags, one flag for all and words of flags say what they say")
  func sparse() {
    let all = rows(dataset(#"{"0": 1, "5": 7}"#, status: #""e""#), name: "g.json").rows
    #expect(
      columns(all, ["geo", "period", "value", "status"]) == [
        ["Hải Dương", "2022", "1", "estimate"], ["Hải Phòng", "2024", "7", "estimate"],
      ])
    let words =
      #", "extension": {"status": {"label": {"x": "provisional figure", "b": "break in series"}}}"#
    let list = rows(
      dataset("[1, 2, 3, 4, 5, 6]", status: #"["x", null, "b", "", "r", "f"]"#, more: words),
      name: "g.json"
    ).rows
    #expect(
      columns(list, ["status", "note"]) == [
        ["preliminary", "provisional figure"], ["final", ""], ["final", "break in series"],
        ["final", ""], ["revised", ""], ["forecast", ""],
      ])
  }

  @Test("A panel has the codes of all open dimensions as its id, in the order of the file")
  func panel() {
    let (rows, _) = rows(dataset("[1, 2, null, 4, 5, 6]"), .panel, name: "g.json")
    #expect(
      rows == [
        "unique_id,ds,y", "30,2022,1", "30,2023,2", "30,2024,", "31,2022,4", "31,2023,5",
        "31,2024,6",
      ])
    let one = self.rows(dataset("[1, 2, 3, 4, 5, 6]"), .panel, "Region=Hải Phòng", name: "g.json")
      .rows
    #expect(one == ["unique_id,ds,y", "grdp,2022,4", "grdp,2023,5", "grdp,2024,6"])
  }

  @Test("Values of dimensions are chosen by code or label; what is not there is named")
  func selection() {
    let text = dataset("[1, 2, 3, 4, 5, 6]")
    for selection in [
      "Region=31", "region=hải phòng", "Region=H%E1%BA%A3i Ph%C3%B2ng",
      "Region=31&Tid=2022,2023,2024",
    ] {
      #expect(
        Set(columns(rows(text, .observations, selection, name: "g.json").rows, ["geo"])) == [
          ["Hải Phòng"]
        ])
    }
    #expect(
      rows(text, .observations, "Region=99").fault?.problem
        == .statistics(.unknownCategory(dimension: "Region", value: "99")))
    #expect(
      rows(text, .observations, "Sex=1").fault?.problem == .statistics(.unknownDimension("Sex")))
    #expect(columns(rows(text, .observations, "series=gdp").rows, ["series_id"]).first == ["gdp"])
  }

  @Test(
    "A JSON-stat text that is not one is a fault at its place",
    arguments: [
      ("[1, 2]", StatisticsProblem.wrongCount(stated: 6, found: 2)), (#"{"6": 1}"#, .wrongKey("6")),
      (#"{"-1": 1}"#, .wrongKey("-1")), ("7", .wrongKey("value")),
    ])
  func broken(value: String, problem: StatisticsProblem) {
    let fault = rows(dataset(value), name: "g.json").fault
    #expect(fault?.problem == .statistics(problem))
    #expect((fault?.location.line ?? 0) > 1)
  }

  @Test("Sizes that are not those of the categories, or beyond all reason, are faults")
  func sizes() {
    let text = dataset("[1, 2, 3, 4, 5, 6]")
    #expect(
      rows(text.replacing("[2, 1, 3]", with: "[3, 1, 3]")).fault?.problem
        == .statistics(.wrongSize(dimension: "Region", stated: 3, found: 2)))
    for sizes in ["[4611686018427387904, 4, 4]", "[100000, 100000, 3]"] {
      #expect(
        rows(text.replacing("[2, 1, 3]", with: sizes)).fault?.problem
          == .statistics(.tooManyFigures(limit: 20_000_000)))
    }
    for sizes in ["[0, 1, 3]", "[-2, 1, 3]", "[2, 1]", "2"] {
      #expect(
        rows(text.replacing("[2, 1, 3]", with: sizes)).fault?.problem
          == .statistics(.wrongKey("size")))
    }
  }

  @Test("A collection gives the dataset that is named")
  func collection() {
    let one = dataset("[1, 2, 3, 4, 5, 6]")
    let other = dataset("[7, 8, 9, 1, 2, 3]").replacing(
      "\"label\": \"GRDP\"", with: "\"label\": \"Other\"")
    let text = #"{"version": "2.0", "class": "collection", "link": {"item": [\#(one), \#(other)]}}"#
    #expect(rows(text).fault?.problem == .statistics(.severalTables(["GRDP", "Other"])))
    #expect(columns(rows(text, .observations, "dataset=Other").rows, ["value"]).first == ["7"])
    #expect(columns(rows(text, .observations, "dataset=1").rows, ["value"]).first == ["1"])
  }

  private let sdmx = """
    DATAFLOW,FREQ: Frequency,REF_AREA: Reference area,SEX: Sex,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,COMMENT_OBS
    GSO:POP(1.0),A: Annual,VN: Viet Nam,F: Women,2022,49.5,A: Normal value,PS: Persons,6,
    GSO:POP(1.0),A: Annual,VN: Viet Nam,F: Women,2023,49.9,P: Provisional,PS: Persons,6,"first, count"
    GSO:POP(1.0),A: Annual,VN: Viet Nam,M: Men,2022,49.1,A: Normal value,PS: Persons,6,
    """

  @Test("SDMX-CSV: an open dimension is a fault that lists its values; a choice mends it")
  func sdmxCSV() {
    #expect(
      rows(sdmx).fault?.problem
        == .statistics(
          .openDimensions([OpenDimension(id: "SEX", values: ["F (Women)", "M (Men)"], count: 2)])))
    let (rows, fault) = rows(sdmx, .observations, "SEX=F")
    #expect(fault == nil)
    #expect(
      columns(rows, ["geo", "frequency", "period", "value", "unit", "status"]) == [
        ["Viet Nam", "A", "2022", "49.5", "Persons (10^6)", "final"],
        ["Viet Nam", "A", "2023", "49.9", "Persons (10^6)", "preliminary"],
      ])
    #expect(rows.last?.hasSuffix("\"first, count\"") == true)
    #expect(self.rows(sdmx, .panel).rows.dropFirst().map { $0.prefix(2) } == ["F,", "F,", "M,"])
  }

  @Test("SDMX-CSV 2.0 with columns of labels and rows that were deleted")
  func sdmxTwo() {
    let text = """
      STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,MEASURE,Measure,TIME_PERIOD,Time period,OBS_VALUE,OBS_STATUS
      DATAFLOW,OECD:X(1),Prices,I,VNM,Viet Nam,Q,Quarterly,CPI,Consumer prices,2024-Q1,,3.77,E
      DATAFLOW,OECD:X(1),Prices,D,VNM,Viet Nam,Q,Quarterly,CPI,Consumer prices,2024-Q2,,,
      """
    let (rows, fault) = rows(text)
    #expect(fault == nil)
    #expect(
      columns(rows, ["series_id", "geo", "frequency", "period", "value", "status"]) == [
        ["CPI", "Viet Nam", "Q", "2024-Q1", "3.77", "estimate"]
      ])
  }

  @Test("Eurostat's TSV: figures with flags, blanks with flags, keys of several dimensions")
  func eurostat() {
    let text = """
      freq,unit,na_item,geo\\TIME_PERIOD\t2022 \t2023 \t2024\u{20}
      A,CP_MEUR,B1GQ,VN\t12.3 \t13.1 p\t: c
      A,CP_MEUR,B1GQ,LA\t: \t1.25 be\t1e3 s
      """
    #expect(
      columns(rows(text).rows, ["series_id", "geo", "period", "value", "status", "note", "unit"])
        == [
          ["B1GQ", "VN", "2022", "12.3", "final", "", "CP_MEUR"],
          ["B1GQ", "VN", "2023", "13.1", "preliminary", "", "CP_MEUR"],
          ["B1GQ", "LA", "2023", "1.25", "estimate", "be", "CP_MEUR"],
          ["B1GQ", "LA", "2024", "1e3", "estimate", "", "CP_MEUR"],
        ])
    #expect(rows(text, .panel).rows[3] == "VN,2024,")
  }

  @Test(
    "The World Bank's preamble and its commas at line ends; FRED's points; Our World in Data's columns"
  )
  func others() {
    let bank = """
      \u{FEFF}"Data Source","World Development Indicators",

      "Last Updated Date","2025-01-28",

      "Country Name","Country Code","Indicator Name","Indicator Code","2021","2022",
      "Viet Nam","VNM","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","2.55","8.12",
      "Lao PDR","LAO","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","","2.71",
      """
    #expect(
      columns(rows(bank).rows, ["series_id", "geo", "period", "value", "vintage", "source"]) == [
        [
          "NY.GDP.MKTP.KD.ZG", "Viet Nam", "2021", "2.55", "2025-01-28",
          "World Development Indicators",
        ],
        [
          "NY.GDP.MKTP.KD.ZG", "Viet Nam", "2022", "8.12", "2025-01-28",
          "World Development Indicators",
        ],
        [
          "NY.GDP.MKTP.KD.ZG", "Lao PDR", "2022", "2.71", "2025-01-28",
          "World Development Indicators",
        ],
      ])
    #expect(
      rows(bank, .panel).rows.dropFirst().map { $0.prefix(3) } == ["VNM", "VNM", "LAO", "LAO"])
    let fred = "observation_date,GDP\n2023-01-01,26.8\n2023-04-01,.\n2023-07-01,27.6\n"
    #expect(rows(fred).fault?.problem == .statistics(.noPlace))
    #expect(
      columns(
        rows(fred, .observations, "geo=Mỹ").rows,
        ["series_id", "geo", "frequency", "period", "value"])
        == [["GDP", "Mỹ", "Q", "2023-Q1", "26.8"], ["GDP", "Mỹ", "Q", "2023-Q3", "27.6"]])
    #expect(rows(fred, .panel).rows[1] == "GDP,2023-01-01,26.8")
    let ours =
      "Entity,Code,Year,Life expectancy,World region\nVietnam,VNM,2020,75.4,Asia\nVietnam,VNM,2021,73.6,Asia\n"
    #expect(
      columns(rows(ours).rows, ["series_id", "geo", "period", "value"])
        == [
          ["Life expectancy", "Vietnam", "2020", "75.4"],
          ["Life expectancy", "Vietnam", "2021", "73.6"],
        ])
  }

  @Test("Our own tables, and tables of anybody, are none of these")
  func plain() {
    for text in [
      "unique_id,ds,y\na,2020,1\n", "series_id,geo,frequency\n", "date,value\n2020,1\n",
      "plan_id,ref\n", "Entity;Code\n", "{\"name\": \"x\", \"data\": []}", "a\tb\n1\t2\n", "ds,y\n",
    ] {
      let (rows, fault) = rows(text)
      #expect(rows.isEmpty && fault == nil, "\(text)")
    }
  }

  @Test("Codes of periods as offices write them are read as ours")
  func periods() {
    for (codes, period, frequency) in [
      (["2024Q3"], "2024-Q3", "Q"), (["2024-Q3"], "2024-Q3", "Q"), (["2024K3"], "2024-Q3", "Q"),
      (["2024M07"], "2024-07", "M"), (["2024-07"], "2024-07", "M"), (["202407"], "2024-07", "M"),
      (["2024-A1"], "2024", "A"), (["2024-12-31", "2023-12-31"], "2024", "A"),
      (["2024-09-30", "2024-06-30"], "2024-Q3", "Q"),
      (["2024-07-01", "2024-06-01"], "2024-07", "M"),
    ] {
      let lines = codes.map { "DF,VN,\($0),1" }.joined(separator: "\n")
      let found = columns(
        rows("DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\n" + lines).rows, ["period", "frequency"])
      #expect(found.first == [period, frequency], "\(codes)")
    }
  }

  @Test("A fault in a figure names where it stands in the file")
  func places() throws {
    let text = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\nDF,VN,2023,1\nDF,VN,2024,\"1,5\"\n"
    let source = try SourceFile(path: "f.csv", data: Array(text.utf8))
    let made = try #require(
      try StatisticsFile.rows(of: source, for: .panel, selection: "", address: "f.csv"))
    var faults = FaultCollector()
    var reader = CSVReader(
      made, columns: [("unique_id", ""), ("ds", ""), ("y", "")], faults: &faults)
    while let row = reader?.next(&faults) { _ = row.number(2, faults: &faults) }
    #expect(faults.found.map(\.location.line) == [3])
    #expect(faults.found.first?.location.column == 12)
  }
}
