internal import Files
internal import Folders
import Plans
import Reports
import Tables
import TestSupport
import Testing

/// Names as nobody should give them, in everything that others open.
@Suite("Hostile texts") struct HostileTextTests {
  private static let names = [
    "Iron\r\n=1+1", "\r=1", "a;b", "say \"no\"", "\n@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "+x",
    "-y", "＝1+1", "=\u{301}1", "\u{2028}=1", "🚢 tàu;\"x\"\n", "مرحبا", "", "'", "1;2\r3",
  ]

  private func table() -> OutputFile {
    var table = Table(name: "t", columns: ["ref", "name", "value"].map { ($0, "") })
    for (place, name) in Self.names.enumerated() {
      table.append([.text("\(place)"), .text(name), .number(0.5)])
    }
    return OutputFile(table)
  }

  @Test("Numbers stay numbers, a number in a column of texts is a text to Excel")
  func numbers() {
    var table = Table(
      name: "t",
      columns: [
        ColumnHeader(name: "ref", kind: .text, meaning: ""),
        ColumnHeader(name: "value", kind: .number, meaning: ""),
      ])
    table.append([.text("-5"), .number(-5.25)])
    table.append([.text("-inf"), .integer(-3)])
    let plain = PlainCSV.records(OutputFile(table).bytes, separator: ",")
    #expect(plain[1] == ["-5", "-5.25"] && plain[2] == ["'-inf", "-3"])
    let excel = PlainCSV.records(ExcelCSV.vi.file(OutputFile(table)).bytes, separator: ";")
    #expect(excel[1] == ["'-5", "-5,25"] && excel[2] == ["'-inf", "-3"])
  }

  @Test(
    "Nothing that steers a terminal is left in a text",
    arguments: [
      "\u{1B}[2J", "\u{9B}31m", "\u{7F}", "\u{202E}abc", "\u{2066}abc\u{2069}", "\u{0}",
      "\u{8}\u{8}",
      "a\rb", "\u{85}", "\u{1B}]0;x\u{7}",
    ])
  func terminal(text: String) {
    for shown in [VisibleText.line("x\(text)y"), VisibleText.output("x\(text)y")] {
      for scalar in shown.unicodeScalars {
        #expect(scalar.value >= 32 && !(0x7F..<0xA0).contains(scalar.value), "\(shown)")
        #expect(!(0x202A...0x202E).contains(scalar.value), "\(shown)")
        #expect(!(0x2066...0x2069).contains(scalar.value), "\(shown)")
      }
      #expect(shown.hasPrefix("x") && shown.hasSuffix("y"))
    }
  }

  @Test("Lines stay lines, our own bold stays bold, letters of all languages stay as they are")
  func kept() {
    let text = "\u{1B}[1mTàu\u{1B}[0m\tمرحبا\n🚢 e\u{301}\n"
    #expect(VisibleText.output(text) == text)
    #expect(VisibleText.output("\r\u{1B}[K50%") == "\r\u{1B}[K50%")
    #expect(VisibleText.line("a\r\nb\u{2028}c\td") == "a b c d")
    #expect(VisibleText.line("Đồng Nai – 5%") == "Đồng Nai – 5%")
  }

  @Test("A table on a terminal has a line a row, whatever the names")
  func textTable() {
    var table = TextTable([("a", .left), ("b", .flexible)])
    for name in Self.names { table.append([name, name]) }
    #expect(table.lines(width: 200).count == Self.names.count + 2)
    let say = Catalogue.of(.en)
    #expect(say("summary.heading", ["title": "a\r\n1 fault\u{1B}[8m"]).utf8.allSatisfy { $0 >= 32 })
  }

  @Test("JSON escapes what cannot be seen, and our own manifests are read back")
  func json() throws {
    let text = "a\u{7F}b\u{9B}c\u{202E}d\u{2028}e\u{1B}f\u{0}"
    let written = quotedJSON(text)
    #expect(written.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 32 && $0.value < 127 })
    var faults = FaultCollector()
    let node = JSONNode.keys(["path": .text(text)])
    let source = SourceFile(path: "run.json", text: node.canonicalText)
    #expect(JSONParser.parse(source, isOurs: true, faults: &faults)?["path"]?.string == text)
    #expect(faults.found.isEmpty)
    // In a scenario nobody needs them, escaped or not.
    for bad in ["\"\\u009b\"", "\"\u{9B}\"", "\"\u{7F}\""] {
      faults = FaultCollector()
      _ = JSONParser.parse(SourceFile(path: "s.json", text: bad), faults: &faults)
      #expect(faults.found.count == 1, "\(bad.debugDescription)")
    }
  }
}
