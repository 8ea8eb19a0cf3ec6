internal import Files
import Testing

@Suite struct JSONTests {
  private func parse(_ text: String) -> (node: JSONNode?, faults: [Fault]) {
    var faults = FaultCollector()
    let node = JSONParser.parse(SourceFile(path: "x.json", text: text), faults: &faults)
    return (node, faults.found)
  }

  @Test("Values keep their types and places")
  func places() throws {
    let (node, faults) = parse("{\n  \"a\": [1, -2.5e3, true],\n  \"ă\": \"x\\u00e9\\n\"\n}")
    #expect(faults.isEmpty)
    let list = try #require(node?["a"])
    #expect(list.elements.map(\.number) == [1, -2500, nil] && list.elements[2].bool == true)
    #expect(list.elements[1].location == SourceLocation(file: "x.json", line: 2, column: 12))
    #expect(node?["ă"]?.string == "xé\n")
    #expect(node?["ă"]?.location.column == 8, "columns count characters, not bytes")
  }

  @Test(
    "Broken syntax is named with its place",
    arguments: [
      ("{\"a\": 1", 1, 8), ("{\"a\" 1}", 1, 6), ("[1,]", 1, 4), ("{\"a\": 01}", 1, 9),
      ("[1 2]", 1, 4), ("{\"a\": \"b\n\"}", 1, 9), ("tru", 1, 1), ("{} x", 1, 4),
      ("[\"\\q\"]", 1, 4),
      ("{a: 1}", 1, 2), ("[1.]", 1, 4), ("[+1]", 1, 2), ("\n\n[\n1,\n", 5, 1),
    ])
  func syntax(text: String, line: Int, column: Int) {
    let (node, faults) = parse(text)
    #expect(node == nil && faults.count == 1)
    #expect(faults.first?.problem.code == "json-syntax")
    #expect(faults.first?.location.line == line && faults.first?.location.column == column)
  }

  @Test("Repeated keys and unusable numbers are collected while reading goes on")
  func collected() {
    let (node, faults) = parse("{\"a\": 1e400, \"b\": NaN, \"a\": -Infinity}")
    #expect(node?["b"]?.number?.isNaN == true)
    #expect(
      faults.map(\.problem.code)
        == ["number-size", "number-nan", "json-duplicate-key", "number-nan"])
  }

  @Test("Nesting has a limit, far from the stack's")
  func depth() {
    let text = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(parse(text).faults.map(\.problem.code) == ["json-depth"])
  }

  @Test(
    "Characters that steer terminals are refused, as escapes and as they are",
    arguments: ["\\u001b", "\\u0000", "\\b", "\\u007f", "\\u009b", "\u{1B}"])
  func controls(character: String) {
    #expect(parse("{\"a\":\"\(character)\"}").faults.map(\.problem.code) == ["json-syntax"])
  }

  @Test("Canonical text reads back as the same value, and again as the same text")
  func canonical() throws {
    let text = "{\"b\":[1,2.50,{}],\"a\":\"<\\\"'=cmd é\\t\\u00e9\",\"c\":null}"
    let first = try #require(parse(text).node)
    let second = try #require(parse(first.canonicalText).node)
    #expect(second.canonicalText == first.canonicalText)
    #expect(second["a"]?.string == first["a"]?.string)
  }

  @Test("Characters beyond the first plane are read as they are and as pairs of escapes")
  func pairs() {
    #expect(parse("\"\\ud83d\\ude00 \\uD83C\\uDDFB\"").node?.string == "😀 🇻")
    #expect(parse("\"😀\"").node?.string == "😀")
    for broken in ["\\ud83d\\u0041", "\\ud83d", "\\ude00"] {
      #expect(parse("\"\(broken)\"").faults.map(\.problem.code) == ["json-syntax"], "\(broken)")
    }
  }
}

@Suite struct NearestNameTests {
  @Test(
    "The nearest name is found for slips of the pen, none for another word",
    arguments: [
      ("indictors", "indicators"), ("palns", "plans"), ("Horizon", "horizon"),
      ("data_files", nil as String?), ("seires", "series"),
    ])
  func nearest(word: String, expected: String?) {
    let known = ["indicators", "plans", "horizon", "series", "note"]
    #expect(nearestName(to: word, among: known) == expected)
  }

  @Test("A number is never a slip of another one", arguments: ["13", "9", "2025.1"])
  func numbers(word: String) {
    #expect(nearestName(to: word, among: ["10", "12", "1", "2025.2"]) == nil)
  }

  /// Edits and swaps of neighbours by the whole table, cell by cell.
  private func edits(_ one: [Character], _ other: [Character]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for i in 0...one.count {
      for j in 0...other.count {
        guard i > 0, j > 0 else {
          table[i][j] = i + j
          continue
        }
        let cost = one[i - 1] == other[j - 1] ? 0 : 1
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[one.count][other.count]
  }

  @Test("Words are slips of each other by the edits that the whole table of both counts")
  func slips() {
    let words = (3...6).flatMap { length in
      (0..<(1 << length)).map { bits in
        (0..<length).map { bits >> $0 & 1 == 0 ? Character("a") : "b" }
      }
    }
    for one in words {
      for other in words where one != other {
        let length = max(one.count, other.count)
        let allowed = length < 4 ? 0 : length < 6 ? 1 : 2
        #expect(
          isSlip(String(one), of: String(other)) == (edits(one, other) <= allowed),
          "\(String(one)), \(String(other))")
      }
    }
  }
}
