import Files
import Start
import TestSupport
import Testing

/// Sheets whose numbers are cells of numbers, texts of digits, or shown in percent. Every number here is made up.
@Suite struct StartWorkbookTests {
  /// A sheet; `'1.200` is a text, `30%` the number 0.3 shown in percent.
  private func path(_ rows: [[String]]) throws -> String {
    let cells = rows.enumerated().map { number, row in
      row.enumerated().filter { !$0.element.isEmpty }.map { column, value in
        let place = "\("ABCDEFGHIJKL".map(String.init)[column])\(number + 1)"
        if value.hasSuffix("%"), let percent = Double(value.dropLast()) {
          return "<c r=\"\(place)\" s=\"1\"><v>\(percent / 100)</v></c>"
        }
        guard Double(value) == nil else { return "<c r=\"\(place)\"><v>\(value)</v></c>" }
        let text = value.hasPrefix("'") ? String(value.dropFirst()) : value
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }.joined()
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook(rows: cells, formats: ["0.0%"]).bytes, to: path)
    return path
  }

  private func draft(
    _ rows: [[String]], _ request: StartRequest = StartRequest()
  ) throws -> StartDraft {
    try StartReader.read(try path(rows), request)
  }

  /// Faults as `cell code`.
  private func faults(_ rows: [[String]]) throws -> [String] {
    let path = try path(rows)
    do throws(Faults) {
      _ = try StartReader.read(path, StartRequest())
      return []
    } catch {
      return error.all.map { "\($0.location.cell) \($0.problem.code)" }
    }
  }

  private let header = ["Chỉ tiêu", "Đơn vị", "2020", "2021", "2022", "2023"]
  private let share = ["Tỷ lệ", "%", "7.5", "8.25", "9.5", "10.5"]

  @Test("Cells of numbers say nothing of the mark of texts: what only they could decide is open")
  func open() throws {
    let people = ["Dân số", "người", "'1.200", "'1.209", "'1.218", "'1.227"]
    #expect(try faults([header, people, share]) == ["C2 start-decimal"])
    let revenue = ["Thu", "tỷ đồng", "'12,500", "'13,750", "'15,000", "'16,250"]
    #expect(try faults([header, share, revenue]) == ["C3 start-decimal"])
    #expect(
      try faults([header, share, ["Thu", "tỷ đồng", "1000", "'1.010", "1020", "1030"]])
        == ["D3 start-decimal"])
    #expect(
      try faults([header, ["Thu", "tỷ đồng", "1000", "'(1.010)", "1020", "1030"]])
        == ["D2 start-decimal"])
    let read = try draft([header, people, share], StartRequest(decimal: .comma))
    #expect(read.series[0].figures.map(\.digits) == ["1200", "1209", "1218", "1227"])
    #expect(read.series[1].figures.map(\.digits) == ["7.5", "8.25", "9.5", "10.5"])
  }

  @Test("Texts decide for texts, whatever stands in cells of numbers")
  func decided() throws {
    let rows = [
      header, share, ["Thu", "tỷ đồng", "'12,500", "'13,750", "'15,000", "'16,250"],
      ["Dân số", "người", "'1.200.000", "'1.209.500", "'1.219.000", "'1.228.500"],
    ]
    let read = try draft(rows)
    #expect(read.decimal == .comma)
    #expect(read.series[1].figures.map(\.digits) == ["12.500", "13.750", "15.000", "16.250"])
    #expect(read.series[2].figures.first?.digits == "1200000")
    #expect(try draft([header, share]).decimal == nil, "numbers in cells have no mark")
    // A minus of print and a long text are texts, too.
    #expect(
      try faults([header, ["Thu", "tỷ", "1", "'\u{2212}1.200", "3", "4"]]) == ["D2 start-decimal"])
  }

  @Test("A printed table loses no figure without a word: numbers that cannot be told are faults")
  func printed() throws {
    let title = ["Biểu 1. Thu chi"]
    let heads = ["", "", "Thực hiện", "Thực hiện", "Thực hiện", "Ước tính"]
    let years = ["", "", "năm 2020", "năm 2021", "năm 2022", "năm 2023"]
    let known = ["Thu", "", "1000", "1001", "1002", "1003"]
    let whole = try draft([title, heads, years, known, ["Chi", "", "900", "901", "902", "903"]])
    #expect(whole.series.count == 2 && whole.leftOutCells.isEmpty)
    #expect(whole.passedOver == ["Biểu 1. Thu chi"] || whole.passedOver == ["Thu chi"])
    #expect(
      try faults([title, heads, years, known, ["Chi", "", "'1.200", "'1.210", "'1.220", "'1.230"]])
        == ["C5 start-decimal"])
    #expect(
      try faults([title, heads, years, known, ["Chi", "", "'1,5", "'2,5", "'3.25", "'4,5"]])
        == ["E5 start-decimal"])
  }

  @Test("The percent sign of cells goes before a unit that is carried or told otherwise")
  func percent() throws {
    let rows = [
      header, ["Tỷ lệ hộ", "%", "30", "33", "36", "39"],
      ["Dân số", "người", "1200", "1201", "1202", "1203"],
      ["Tỷ lệ x", "", "30%", "33.1%", "36%", "39%"], ["Dân số", "người", "10", "11", "12", "13"],
    ]
    let read = try draft(rows)
    #expect(read.layout == .printed && read.passedOver.isEmpty, "the sheet's name is no line")
    #expect(read.series.map(\.unit) == ["%", "người", "%", "người"])
    #expect(read.series[2].figures.map(\.digits).prefix(2) == ["30", "33.1"])
    let told = try draft([header, ["Tỷ lệ", "người", "30%", "31%", "32%", "33%"]])
    #expect(told.series[0].unit == "%")
    let whole = try draft([header, ["Tỷ lệ", "% dân số", "30%", "31%", "32%", "33%"]])
    #expect(whole.series[0].unit == "% dân số")
  }
}
