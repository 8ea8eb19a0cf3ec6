import Files
import TestSupport
import Testing

@Suite struct StatisticsTests: StatisticsSuite {
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
    let databank = """
      Series Name,Series Code,Country Name,Country Code,2020 [YR2020],2021 [YR2021]
      "GDP, growth",NY.GDP,Viet Nam,VNM,2.87,2.55
      "GDP, growth",NY.GDP,Lao PDR,LAO,..,2.53
      ,,,,,
      Data from database: World Development Indicators,,,,,
      Last Updated: 01/28/2025,,,,,
      """
    #expect(
      columns(rows(databank).rows, ["series_id", "geo", "period", "value"])
        == [
          ["NY.GDP", "Viet Nam", "2020", "2.87"], ["NY.GDP", "Viet Nam", "2021", "2.55"],
          ["NY.GDP", "Lao PDR", "2021", "2.53"],
        ])
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
      made, columns: [("unique_id", ""), ("ds", ""), ("y", "")], numbers: ["y"],
      faults: &faults)
    while let row = reader?.next(&faults) { _ = row.number(2, faults: &faults) }
    #expect(faults.found.map(\.location.line) == [3])
    #expect(faults.found.first?.location.column == 12)
  }

  @Test("How lines end matters in no form")
  func lineEnds() {
    let bank =
      "\u{FEFF}\"Data Source\",\"WDI\",\n\n\"Last Updated Date\",\"2025-04-15\",\n\n"
      + "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2022\",\n"
      + "\"Viet Nam\",\"VNM\",\"Growth\",\"G\",\"8.1\",\n"
    let texts = [
      bank, sdmx.replacing("Women", with: "Men"), "freq,geo\\TIME_PERIOD\t2022 \nA,VN\t1.5 p\n",
      "observation_date,GDP\n2023-01-01,26.8\n", "Entity,Code,Year,Life\nVietnam,VNM,2020,75.4\n",
    ]
    for text in texts {
      let lines = rows(text, .panel).rows
      #expect(lines.count > 1)
      for ending in ["\r\n", "\r"] {
        #expect(rows(text.replacing("\n", with: ending), .panel).rows == lines, "\(text)")
      }
    }
    #expect(
      columns(rows(bank.replacing("\n", with: "\r\n")).rows, ["vintage", "source"])
        == [["2025-04-15", "WDI"]])
  }

  @Test("SDMX-CSV with codes and names in one column, in the header as well")
  func labelledHeader() {
    let text = """
      DATAFLOW,FREQ: Frequency,INDICATOR: Indicator,REF_AREA: Area,TIME_PERIOD: Time period or range,"OBS_VALUE: Value, observed",OBS_STATUS: Status
      GSO:X(1.0): X,A: Annual,GDP: Gross product,VN: Viet Nam,2015: 2015,3015,A: Normal
      GSO:X(1.0): X,A: Annual,GDP: Gross product,VN: Viet Nam,2016: 2016,3016,E: Estimated
      """
    #expect(
      columns(rows(text).rows, ["series_id", "geo", "period", "value", "status"]) == [
        ["GDP", "Viet Nam", "2015", "3015", "final"],
        ["GDP", "Viet Nam", "2016", "3016", "estimate"],
      ])
    #expect(
      rows(text, .start).rows.dropFirst().first?.hasPrefix("Gross product,Viet Nam,2015,3015")
        == true)
  }

  @Test("The power of ten is part of the unit, as a number or a word; a panel refuses two of them")
  func powers() {
    func text(_ powers: [String]) -> String {
      "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
        + powers.enumerated().map { "D,VN,\(2020 + $0),1\($0),VND,\($1)\n" }.joined()
    }
    for (power, unit) in [
      ("6", "VND (10^6)"), ("6: Millions", "VND (10^6)"), ("Millions", "VND (Millions)"),
      ("0", "VND"), ("Units", "VND"), ("", "VND"),
    ] {
      for use in [TableUse.observations, .start] {
        #expect(columns(rows(text([power]), use).rows, ["unit"]) == [[unit]], "\(power)")
      }
    }
    #expect(rows(text(["6", "6"]), .panel).fault == nil)
    let mixed = rows(text(["6", "3"]), .panel).fault
    #expect(mixed?.problem.code == "series-units" && mixed?.location.line == 3, "\(mixed as Any)")
  }

  @Test("Flags that say nothing of how settled a figure is leave it like those without")
  func plainFlags() {
    let text =
      "freq,geo\\TIME_PERIOD\t2020 \t2021 \t2022 \t2023 \nA,DE\t1 \t2 b\t3 p\t4 bd\nA,FR\t5 \t6 \t7 \t8 \n"
    for use in [TableUse.observations, .start] {
      let found = columns(rows(text, use).rows, [use == .start ? "place" : "geo", "status"])
      #expect(
        found.map { $0.joined(separator: " ") } == [
          "DE final", "DE final", "DE preliminary", "DE final", "FR final", "FR final", "FR final",
          "FR final",
        ])
    }
  }

  @Test(
    "Several values that the address names are series of their own, with the codes behind the id")
  func severalValues() {
    let (found, fault) = rows(sdmx, .observations, "SEX=F,M&series=pop")
    #expect(fault == nil)
    #expect(
      columns(found, ["series_id", "period", "value"]) == [
        ["pop.F", "2022", "49.5"], ["pop.F", "2023", "49.9"], ["pop.M", "2022", "49.1"],
      ])
  }
}
