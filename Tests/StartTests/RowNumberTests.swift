import Files
import Start
import TestSupport
import Testing

/// The numbers that tables give to their rows. Every figure here is made up.
@Suite struct RowNumberTests {
  private func references(_ numbers: [String]) throws -> [String]? {
    let rows = numbers.enumerated().map { place, number in
      number.hasSuffix("!")
        ? "\(number.dropLast());Phần \(place);;;;\n"
        : "\(number);Chỉ tiêu \(place);\(place + 1);\(place + 2);\(place + 3);\(place + 5)\n"
    }
    return try Started.draft("STT;Chỉ tiêu;2021;2022;2023;KH 2025\n" + rows.joined()).references
  }

  @Test(
    "Numbers of the table are those of its targets; where each part begins anew behind its own",
    arguments: [
      (["1", "2", "2.1", "3."], ["1", "2", "2.1", "3"]),
      (["I!", "1", "2", "II!", "1", "2"], ["I.1", "I.2", "II.1", "II.2"]),
      (["I!", "I.1", "II!", "II.1"], ["I.1", "II.1"]),
      (["I", "1", "II", "1"], ["I", "I.1", "II", "II.1"]),
      (["a)", "b)"], ["a", "b"]),
    ])
  func numbers(written: [String], read: [String]) throws {
    #expect(try references(written) == read)
  }

  @Test(
    "Where one row has none, or two have one, none is used",
    arguments: [["1", "", "3"], ["1", "2", "1"]])
  func unused(written: [String]) throws {
    #expect(try references(written) == nil)
  }

  @Test("A table with titles and heads in two lines has them, too")
  func printed() throws {
    let rows = [
      ["Biểu 1. Chỉ tiêu chủ yếu"], ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện", "", "", "Mục tiêu"],
      ["", "", "", "2023", "2024", "2025", "2030"], ["I", "Kinh tế"],
      ["1", "Thu", "tỷ đồng", "10", "11", "12", "20"], ["II", "Xã hội"],
      ["1", "Hộ nghèo", "%", "3", "2", "1.5", "1"],
    ]
    let cells = rows.enumerated().flatMap { line, row in
      row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
        (place: "\("ABCDEFG".map(String.init)[column])\(line + 1)", value: text)
      }
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook("B", cells: cells, merges: ["D2:F2"]).bytes, to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(draft.references == ["I.1", "II.1"])
    #expect(draft.series.map { $0.planned?.value } == [20, 1])
  }
}
