import Files
import Start
import TestSupport
import Testing
import TimeSeries

/// Units of a line above a table that names several, and heads that aim at a year. Every number is made up.
@Suite struct LineUnitsTests {
  @Test(
    "Of percent beside another unit shares have the percent, amounts the other one",
    arguments: ["Đơn vị: Tỷ đồng; %", "Đơn vị: Tỷ đồng, %", "Đơn vị: Tỷ đồng và %"])
  func mixed(line: String) throws {
    let bytes = MadeWorkbook(
      "S",
      cells: [
        ("A1", "Kinh tế"), ("A2", line), ("A3", "Chỉ tiêu"), ("B3", "2024"),
        ("C3", "Đến năm 2030"), ("A4", "GRDP"), ("B4", "100"), ("C4", "200"),
        ("A5", "Tỷ lệ hộ nghèo"), ("B5", "3"), ("C5", "1"),
      ]
    ).bytes
    guard
      case .read(let sheet)? = try PrintedReader.read(path: "b.xlsx", sheet: nil, bytes: bytes)
        .first
    else {
      Issue.record("not read")
      return
    }
    #expect(sheet.figures.map(\.unit) == ["Tỷ đồng", "Tỷ đồng", "%", "%"])
    #expect(sheet.figures.map(\.meaning.status) == [.secondary, .plan, .secondary, .plan])
  }
}
