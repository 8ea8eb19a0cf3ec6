import Reports
import Testing

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
}
