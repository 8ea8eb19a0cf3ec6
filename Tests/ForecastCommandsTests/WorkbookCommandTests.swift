import TestSupport
import Testing

/// Every number here is made up.
@Suite struct WorkbookCommandTests {
  private let folder: String
  private let program: Program

  init() throws {
    folder = try Program.temporaryFolder()
    program = try #require(Program())
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try program.run(arguments, in: folder)
  }

  private func write(_ text: String, _ name: String) throws {
    try Program.write(Array(text.utf8), to: folder + "/" + name)
  }

  /// Rows of texts as the cells of a sheet.
  private static func cells(_ rows: [[String]]) -> [(place: String, value: String)] {
    rows.enumerated().flatMap { number, row in
      row.enumerated().filter { !$0.element.isEmpty }.map { column, value in
        (place: "\("ABCDEFGHIJKL".map(String.init)[column])\(number + 1)", value: value)
      }
    }
  }

  private static let observations: [[String]] =
    [
      [
        "series_id", "geo", "frequency", "period", "value", "unit", "price_basis", "status",
        "vintage", "source", "note",
      ]
    ]
    + (2015...2024).map { year in
      ["x", "X", "A", "\(year)", "\(100 + (year - 2015) * 6)", "bn", "na", "final", "2025-03"]
    }

  private static let scenario = """
    {"name": "t", "title": "t", "region": {"geo": "X", "name": "X"}, "as_of": "2025-06-30",
     "data": ["book.xlsx#Số liệu"], "plans": ["book.xlsx#KH"], "horizon": 2030,
     "indicators": [{"id": "s", "kind": "growth", "series": "x"}],
     "simulation": {"paths": 2000, "seed": 1}}
    """

  private func book() -> MadeWorkbook {
    let plan: [[String]] = [
      [
        "plan_id", "ref", "indicator_id", "name_vi", "name_en", "unit", "kind", "direction",
        "value_low", "value_high", "year", "lead_agency_vi",
      ],
      ["p", "t1", "s", "s", "s", "u", "level", "at_least", "169", "", "2030", ""],
    ]
    // The other columns of a plan are blank.
    let more = ["lead_agency_en", "conflict_with", "note"]
    func content(_ rows: [[String]]) -> String {
      rows.map { row in
        "<row>"
          + row.map { text in
            Double(text) != nil
              ? "<c><v>\(text)</v></c>"
              : text.isEmpty ? "<c/>" : "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
          }.joined() + "</row>"
      }.joined()
    }
    return MadeWorkbook([
      ("Số liệu", "visible", "<sheetData>\(content(Self.observations))</sheetData>"),
      ("KH", "visible", "<sheetData>\(content([plan[0] + more, plan[1]]))</sheetData>"),
      ("Nháp", "hidden", "<sheetData/>"),
    ])
  }

  @Test(
    "Sheets of one workbook are data and plan; the manifest hashes the file, and notices a change")
  func scenarioOfSheets() throws {
    try Program.write(book().bytes, to: folder + "/book.xlsx")
    try write(Self.scenario, "s.json")
    let made = try run("run", "s.json", "--output", "r", "-q")
    #expect(made.status == 0, "\(made.errors)")
    let manifest = String(decoding: try Program.read(folder + "/r/run.json"), as: UTF8.self)
    #expect(manifest.components(of: "\"book.xlsx\"") == 1)
    #expect(try run("verify", "r").status == 0)
    var other = book()
    other.parts[other.parts.count - 3].text =
      other.parts[other.parts.count - 3].text.replacing("<v>154</v>", with: "<v>155</v>")
    try Program.write(other.bytes, to: folder + "/book.xlsx")
    let changed = try run("verify", "r")
    #expect(changed.status == 3)
    #expect(changed.errors.contains("book.xlsx: "))
  }

  @Test("A fault in a sheet names its cell, and a sheet that is not there the others")
  func faults() throws {
    var rows = Self.observations
    rows[3][4] = "12,5"
    try Program.write(
      MadeWorkbook("Biểu 5", cells: Self.cells(rows)).bytes, to: folder + "/book.xlsx")
    let wrong = try run("validate", "book.xlsx")
    #expect(wrong.status == 3)
    #expect(wrong.errors.contains("book.xlsx#Biểu 5!E4: "), "\(wrong.errors)")
    let missing = try run("validate", "book.xlsx#Biểu 6", "--language", "vi")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("[workbook-sheet]") && missing.errors.contains("Biểu 5"))
  }

  @Test("What a sheet hides is told once")
  func hidden() throws {
    let rows = Self.observations.enumerated().map { number, row in
      "<row r=\"\(number + 1)\"\(number == 3 ? " hidden=\"1\"" : "")>"
        + row.enumerated().map { column, text in
          let place = "\("ABCDEFGHIJKL".map(String.init)[column])\(number + 1)"
          return Double(text) != nil
            ? "<c r=\"\(place)\"><v>\(text)</v></c>"
            : "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }.joined() + "</row>"
    }.joined()
    try Program.write(
      MadeWorkbook([("S", "visible", "<sheetData>\(rows)</sheetData>")]).bytes,
      to: folder + "/book.xlsx")
    let checked = try run("validate", "book.xlsx")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect((checked.output + checked.errors).components(of: "[workbook-hidden]") == 1)
  }

  @Test(
    "A department's workbook of months, plan and cumulated columns goes into scorecard through init"
  )
  func department() throws {
    var cells: [(place: String, value: String)] = [
      ("A1", "Báo cáo thu ngân sách"), ("A3", "Năm"), ("B3", "Tháng"),
      ("C3", "Thu ngân sách (tỷ đồng)"), ("C4", "Kế hoạch năm"), ("D4", "Thực hiện"),
      ("E4", "Lũy kế"),
    ]
    var row = 5
    for year in 2021...2025 {
      var sum = 0
      for month in 1...(year < 2025 ? 12 : 9) {
        let value = 400 + (year - 2021) * 30 + month * 5 + (year * month) % 7
        sum += value
        let values = [year, month, 5000 + (year - 2021) * 400, value, sum]
        cells += zip("ABCDE", values).map { (place: "\($0)\(row)", value: "\($1)") }
        row += 1
      }
    }
    let book = MadeWorkbook(
      "Biểu 1", cells: cells, merges: ["A3:A4", "B3:B4", "C3:E3"])
    try Program.write(book.bytes, to: folder + "/thu.xlsx")
    let started = try run("init", "thu.xlsx", "--output", "thu")
    #expect(started.status == 0, "\(started.errors)")
    let scored = try run(
      "scorecard", "thu/scenario.json", "--year", "2025", "--output", "bang", "-q")
    #expect(scored.status == 0, "\(scored.errors)")
    let rows = try CSVRows.read(folder + "/bang/scorecard.csv")
    let year = try #require(rows.first { $0["period"] == "2025" })
    #expect(year["plan"] == "6600.0" && year["unit"] == "tỷ đồng")
    #expect(year["probability"]?.isEmpty == false)
    let march = rows.first { $0["period"] == "2025-03" }
    #expect(march?["value"].flatMap(Double.init) == 400 + 120 + 15 + Double(2025 * 3 % 7))
  }

  @Test("Printed tables of two months make a panel that backtest takes")
  func panel() throws {
    var names: [String] = []
    for month in stride(from: 2, through: 12, by: 2) {
      let name = "bieu-\(month).xlsx"
      names.append(name)
      let rows: [[String]] = [
        ["12. Tổng mức bán lẻ"], ["", "", "Tỷ đồng"], ["", "Thực hiện", "Ước tính"],
        ["", "tháng \(month - 1)", "tháng \(month)"], ["", "năm 2024", "năm 2024"],
        ["Tổng số", "\(100 + month)", "\(101 + month)"],
        ["Bán lẻ", "\(80 + month)", "\(82 + month)"],
      ]
      try Program.write(
        MadeWorkbook(cells: Self.cells(rows)).bytes, to: folder + "/" + name)
    }
    let made = try program.run(["init"] + names + ["--panel", "p.csv"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("B5 “Thực hiện tháng 1 năm 2024”: 2024-01"))
    let panel = try CSVRows.read(folder + "/p.csv")
    #expect(panel.count == 24)
    #expect(panel.first?["source"] == "bieu-2.xlsx#S!B7")
    let tested = try run(
      "backtest", "p.csv", "--frequency", "M", "--horizon", "1", "--output", "b", "-q")
    #expect(tested.status == 0, "\(tested.errors)")
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
