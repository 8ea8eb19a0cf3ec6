internal import Files
internal import Folders
import Plans
import Reports
import Tables
import TestSupport
import Testing

/// The laws of output formats over those that write a table.
@Suite struct FormatConformanceTests {
  private static func table(_ plain: PlainTable) -> OutputFile {
    var table = Table(
      name: "notes",
      columns: [
        ColumnHeader(name: "name", kind: .text, meaning: ""),
        ColumnHeader(name: "value", kind: .number, meaning: ""),
      ])
    for (name, value) in zip(plain.names, plain.values) {
      table.append([.text(name), value.map { Cell($0) } ?? .blank])
    }
    return OutputFile(table)
  }

  /// A table as RFC 4180 reads it, by somebody else's rules for numbers.
  private static func read(_ bytes: [UInt8], _ separator: Character, _ decimal: String)
    -> PlainTable
  {
    let rows = PlainCSV.records(bytes, separator: separator).dropFirst()
    return PlainTable(
      names: rows.map { $0[0] },
      values: rows.map { Double($0[1].replacing(decimal, with: ".")) })
  }

  /// What a spreadsheet would take for a formula gets an apostrophe in front.
  private static func inert(_ name: String) -> String {
    let first = name.unicodeScalars.first
    return ["=", "+", "-", "@", "\t", "\r", "\n", "＝"].contains(first) ? "'" + name : name
  }

  private static let formats: [OutputFormat] = [
    OutputFormat(
      "CSV", write: { table($0).bytes }, read: { read($0, ",", ".") }, shown: inert),
    OutputFormat(
      "CSV for Excel", write: { ExcelCSV.vi.file(table($0)).bytes }, read: { read($0, ";", ",") },
      shown: inert),
    OutputFormat(
      "JSON",
      write: { plain in
        let run = OutputFile(name: "run.json", text: "{\"command\": \"run\"}")
        return Array(JSONSummary([run, table(plain)], folder: "r").text.utf8)
      },
      read: { bytes in
        var faults = FaultCollector()
        let source = SourceFile(path: "a.json", text: String(decoding: bytes, as: UTF8.self))
        let node = try #require(JSONParser.parse(source, isOurs: true, faults: &faults))
        let rows = node["notes"]?.elements ?? []
        return PlainTable(
          names: rows.map { $0["name"]?.string ?? "" }, values: rows.map { $0["value"]?.number })
      }),
    OutputFormat(
      "terminal",
      write: { plain in
        var table = TextTable([("name", .left), ("value", .right)])
        for (name, value) in zip(plain.names, plain.values) {
          table.append([name, value.map { "\($0)" } ?? "–"])
        }
        return Array(table.lines(width: 400).joined(separator: "\n").utf8)
      },
      read: { bytes in
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst(2)
        let cells = lines.map { line in
          let end = line.lastIndex(of: " ") ?? line.startIndex
          return (name: trimmed(line[..<end]), value: Double(trimmed(line[end...])))
        }
        return PlainTable(names: cells.map(\.name), values: cells.map(\.value))
      }, shown: { trimmed(VisibleText.line($0)[...]) }),
  ]

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.unicodeScalars[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(Substring(rest))
  }

  @Test("A table without rows holds none", arguments: formats)
  func empty(format: OutputFormat) throws {
    let wrong = try FormatLaws.emptyStaysEmpty(format)
    #expect(wrong == nil)
  }

  @Test("Hostile texts stay texts in fields of their own, numbers numbers", arguments: formats)
  func hostile(format: OutputFormat) throws {
    let wrong = try FormatLaws.hostileTextsStayTexts(format)
    #expect(wrong == nil)
  }

  @Test("The same table gives the same bytes", arguments: formats)
  func stable(format: OutputFormat) throws {
    let wrong = try FormatLaws.isStable(format)
    #expect(wrong == nil)
  }
}
