import Testing

@testable import Reports

/// Numbers of a table stand below each other by their points.
@Suite struct DecimalAlignmentTests {
  @Test(
    "What groups thousands is told from the point, in either language",
    arguments: [
      (["525.710", "12,54", "3,5%", "–", "1.234,5"], [3, 0, 1, 0, 1]),
      (["525,710", "12.54", "3.5%", "–", "1,234.5"], [3, 0, 1, 0, 1]),
      // A sign that might group is none; a range and a sentence have no point of their own.
      (["0.123", "4.567"], [0, 0]), (["6,04 – 11,6", "2,25"], [0, 0]),
    ])
  func spaces(texts: [String], spaces: [Int]) {
    let aligned = DecimalAlignment(texts).aligned(texts)
    #expect(zip(texts, aligned).allSatisfy { $1.hasPrefix($0) })
    #expect(zip(texts, aligned).map { $1.count - $0.count } == spaces)
  }

  @Test("A column of numbers is headed as one, and its short numbers are filled up")
  func table() {
    var table = PageTable(caption: "c", columns: ["name", "unit", "value"])
    table.rows = [
      [.text("a"), .text("%"), .number("12.5")], [.text("b"), .text("km"), .number("7")],
    ]
    let code = table.markup.code
    #expect(
      code.contains("<th scope=\"col\">unit</th><th scope=\"col\" class=\"number\">value</th>"))
    #expect(code.contains(">7\u{2008}\u{2007}</td>"))
  }
}
