import TestSupport
import Testing

/// Every number here is made up.
@Suite struct InitCommandTests {
  /// A made-up file as users have them, and the indicators that must come out assessed.
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let options: [String]
    /// Id, direction and value of each target.
    let targets: [[String]]

    var testDescription: String { name }

    init(_ name: String, _ text: String, options: [String] = [], _ targets: [[String]]) {
      self.init(name, Array(text.utf8), options: options, targets)
    }

    init(_ name: String, _ bytes: [UInt8], options: [String] = [], _ targets: [[String]]) {
      self.name = name
      self.bytes = bytes
      self.options = options
      self.targets = targets
    }
  }

  static let wide = Input(
    "wide table",
    """
    year,Output (billion),Poverty rate (%),PCI rank
    2017,100.5,9.1,30
    2018,108.2,8.4,28
    2019,117,7.9,31
    2020,119.4,8.2,25
    2021,125.1,n/a,24
    2022,136.6,6.5,21
    2023,147.3,5.8,22

    """,
    [
      ["output_billion", "at_least", "147.3"], ["poverty_rate", "at_most", "5.8"],
      ["pci_rank", "at_most", "22"],
    ])

  static let long = Input(
    "long table",
    """
    unique_id,ds,y,unit,source
    internet,2018-12-31,41,%,made up
    internet,2019-12-31,47,%,made up
    internet,2020-12-31,55,%,made up
    internet,2021-12-31,61,%,made up
    schools,2018-12-31,210,schools,made up
    schools,2019-12-31,212,schools,made up
    schools,2020-12-31,212,schools,made up
    schools,2021-12-31,215,schools,made up

    """,
    [["internet", "at_least", "61"], ["schools", "at_least", "215"]])

  static let semicolons = Input(
    "semicolons and decimal commas",
    """
    Indicator;Unit;2018;2019;2020;2021;2022;2023
    Revenue;million;1.234,5;1.301,0;1.280;1.402,25;1.467;1.530
    Balance;million;-12,5;3,1;…;-4,0;2,2;5,75

    """,
    [["revenue", "at_least", "1530"], ["balance", "at_least", "5.75"]])

  static let excel = Input(
    "Excel: BOM, sep= line, CRLF, quarters",
    [0xEF, 0xBB, 0xBF]
      + Array(
        ("sep=;\r\nQuarter;Sales (million)\r\n"
          + (2019...2023).flatMap { year in
            (1...4).map { "Q\($0)/\(year);\(year - 1900 + $0),5\r\n" }
          }.joined() + "Q1/2024;130,5\r\n").utf8),
    [["sales_million", "at_least", "504.0"]])

  static let vietnamese = Input(
    "Vietnamese headers, decomposed",
    """
    STT,Na\u{306}m,Chỉ tiêu,Giá trị,Đơn vị,Địa phương
    1,2019,Tỷ lệ đô thị hóa,"31,2",%,Tỉnh A
    2,2020,Tỷ lệ đô thị hóa,"32,0",%,Tỉnh A
    3,2021,Tỷ lệ đô thị hóa,"33,1",%,Tỉnh A
    4,2022,Tỷ lệ đô thị hóa,"34,5",%,Tỉnh A
    5,2019,Tỷ lệ đô thị hóa,"21,2",%,Tỉnh Đ
    6,2020,Tỷ lệ đô thị hóa,"22,0",%,Tỉnh Đ
    7,2021,Tỷ lệ đô thị hóa,"22,9",%,Tỉnh Đ
    8,2022,Tỷ lệ đô thị hóa,"23,4",%,Tỉnh Đ

    """, options: ["--language", "vi"],
    [
      ["ty_le_do_thi_hoa.tinh_a", "at_least", "34.5"],
      ["ty_le_do_thi_hoa.tinh_d", "at_least", "23.4"],
    ])

  static let awkward = Input(
    "constant, zero, full and short series",
    """
    Năm;Không đổi;Số vụ;Tỷ lệ bao phủ (%);Tốc độ tăng (%);Ngắn
    2018;5;0;97,5;6,1;-
    2019;5;2;99;7,0;-
    2020;5;0;100;-1,2;-
    2021;5;1;100;3,4;1
    2022;5;3;100;8,0;2

    """,
    [
      ["khong_doi", "at_least", "5"], ["so_vu", "at_least", "3"],
      ["ty_le_bao_phu", "at_least", "100"], ["toc_do_tang", "at_least", "8.0"],
      ["ngan", "at_least", "2"],
    ])

  @Test(
    "A made-up file becomes a scenario that validates, runs and assesses every indicator",
    arguments: [wide, long, semicolons, excel, vietnamese, awkward])
  func runs(input: Input) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(input.bytes, to: folder + "/Số liệu 1.csv")
    let made = try program.run(["init", "Số liệu 1.csv"] + input.options, in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("forecast run so-lieu-1/scenario.json"))
    #expect(
      Program.names(in: folder + "/so-lieu-1") == ["observations.csv", "plan.csv", "scenario.json"])
    let plan = try CSVRows.read(folder + "/so-lieu-1/plan.csv")
    #expect(
      plan.map { row in
        let direction = row["direction"] ?? ""
        let value = row[direction == "at_least" ? "value_low" : "value_high"] ?? ""
        return [row["indicator_id"] ?? "", direction, value]
      } == input.targets)
    let outcome = try program.run(
      ["run", "so-lieu-1/scenario.json", "--output", "out", "--paths", "2000"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let attainment = try CSVRows.read(folder + "/out/attainment.csv")
    #expect(attainment.count == input.targets.count)
    for row in attainment {
      let isShort = row["indicator"] == "ngan"
      #expect((row["basis"] == "data") == !isShort, "\(row)")
      #expect((Double(row["probability"] ?? "") != nil) == !isShort, "\(row)")
    }
  }

  @Test("A share that is full may stay full: paths are rounded as the figures are printed")
  func full() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Self.awkward.bytes, to: folder + "/a.csv")
    #expect(try program.run(["init", "a.csv"], in: folder).status == 0)
    let run = ["run", "a/scenario.json", "--output", "out", "--paths", "2000"]
    #expect(try program.run(run, in: folder).status == 0)
    let row = try CSVRows.read(folder + "/out/attainment.csv").first {
      $0["indicator"] == "ty_le_bao_phu"
    }
    #expect((row?["probability"].flatMap(Double.init) ?? 0) > 0.3)
  }

  @Test("A share that went one way is told; a place changed in one file is named with the column")
  func courseAndPlace() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let table = "name,unit,2018,2019,2020,2021,2022,2023,2024\nPoor,%,4.1,3.6,3.2,2.9,2.4,2.1,1.8\n"
    try Program.write(Array(table.utf8), to: folder + "/a.csv")
    func flat(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let told = flat(try program.run(["init", "a.csv"], in: folder).output)
    #expect(told.contains("Moved one way in nearly every year: Poor (6 of 6 years)."))
    #expect(told.contains("adoption goes on as take-ups did") && told.contains("column geo of obs"))
    let path = folder + "/a/scenario.json"
    let scenario = String(decoding: try Program.read(path), as: UTF8.self)
    let renamed = scenario.replacing(#""geo": "region""#, with: #""geo": "Elsewhere""#)
    try Program.write(Array(renamed.utf8), to: path)
    let outcome = try program.run(["validate", "a/scenario.json"], in: folder)
    #expect(outcome.status == 3)
    let found = flat(outcome.output + outcome.errors)
    #expect(found.contains("has it for region: write Elsewhere in its column geo"))
  }

  @Test("Nothing that exists is overwritten: the folder is named, the code is 1")
  func occupied() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Self.wide.bytes, to: folder + "/a.csv")
    #expect(try program.run(["init", "a.csv", "--quiet"], in: folder).output.isEmpty)
    let first = try Program.read(folder + "/a/plan.csv")
    let again = try program.run(["init", "a.csv", "--horizon", "9"], in: folder)
    #expect(again.status == 1 && again.errors.contains("a already exists"))
    #expect(try Program.read(folder + "/a/plan.csv") == first)
    let file = try program.run(["init", "a.csv", "--output", "a.csv"], in: folder)
    #expect(file.status == 1 && Program.names(in: folder) == ["a", "a.csv"])
  }

  @Test("Faults are listed all at once with line, column, code and hint; nothing is written")
  func faults() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let text = "year;a\n2020;1,5\n2021;x\n2022;2.5\n2023;3,5\nsoon;4\n"
    try Program.write(Array(text.utf8), to: folder + "/a.csv")
    let outcome = try program.run(["init", "a.csv"], in: folder)
    #expect(outcome.status == 3 && outcome.output.isEmpty)
    for line in [
      "a.csv:3:6: \"a\" is \"x\", not a number [csv-number]",
      "a.csv:4:6: 2.5 has another decimal mark than 1,5 in 2:6 [start-decimal]",
      "  hint: write 2,5",
      "a.csv:6:1: \"soon\" is not a period [period]",
      "  hint: write 2024, 2024-Q1, 2024-01 or 2024-01-31",
      "3 faults; nothing was written",
    ] {
      #expect(outcome.errors.contains(line), "\(line) is not in:\n\(outcome.errors)")
    }
    #expect(Program.names(in: folder) == ["a.csv"])
  }

  @Test("What a file cannot show is asked for by option, with both readings")
  func undecided() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(
      Array("year;a\n2020;1.234\n2021;1.250\n2022;1.300\n".utf8), to: folder + "/a.csv")
    let open = try program.run(["init", "a.csv"], in: folder)
    #expect(open.status == 3 && open.errors.contains("1.234 is 1.234 or 1234"))
    #expect(open.errors.contains("--decimal point or --decimal comma"))
    let said = try program.run(["init", "a.csv", "--decimal", "comma"], in: folder)
    #expect(said.status == 0 && said.output.contains("The decimal mark is a comma."))
  }

  @Test(
    "What is said of many series alike is said of the first and counted, in both languages",
    arguments: [("en", "… and 16 more like these."), ("vi", "… và 16 trường hợp tương tự.")])
  func abridged(language: String, more: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let rows = (1...20).map { "New \($0),,,5\n" } + ["Old,1,2,3\n"]
    try Program.write(
      Array(("indicator,2020,2021,2022\n" + rows.joined()).utf8), to: folder + "/a.csv")
    let run = try program.run(["init", "a.csv", "--language", language], in: folder)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(run.status == 0 && lines.contains(more), "\(run.output)")
    #expect(lines.count { $0.hasPrefix("New ") && $0.contains(": ") } == 4)
  }

  @Test(
    "A plan that the table holds is the target, of its own year; a blank one is none")
  func ownPlan() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let text =
      "Chỉ tiêu,2021,2022,2023,KH 2024\nThu (tỷ đồng),100.5,110.5,120.5,131.5\n"
      + "Khách (lượt),11,12,13,\n"
    try Program.write(Array(text.utf8), to: folder + "/a.csv")
    let outcome = try program.run(["init", "a.csv", "--output", "a"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1 (of years, 2024: 1)"), "\(outcome.output)")
    #expect(outcome.output.contains("131.5"), "\(outcome.output)")
    let rows = try CSVRows.read(folder + "/a/plan.csv")
    #expect(rows.map { $0["value_low"] } == ["131.5", ""])
    #expect(rows.map { $0["direction"] } == ["at_least", ""])
    #expect(rows.map { $0["year"] } == ["2024", "2024"])
    #expect(outcome.output.contains("no goal stated"), "\(outcome.output)")
    let run = try program.run(
      ["run", "a/scenario.json", "--paths", "500", "--output", "r", "-q"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let assessed = try CSVRows.read(folder + "/r/attainment.csv")
    #expect(assessed.map { $0["basis"] == "not_assessed" } == [false, true])
  }
}
