internal import Files
import TestSupport
import Testing

@Suite struct CSVTests {
  private func read(_ text: String) -> (rows: [[String]], codes: [String]) {
    var faults = FaultCollector()
    var reader = CSVReader(SourceFile(path: "x.csv", text: text), faults: &faults)
    var rows = [reader.header]
    while let row = reader.next(&faults) {
      rows.append(reader.header.indices.map { row.text($0) })
    }
    return (rows, faults.found.map(\.problem.code))
  }

  private func numbers(_ text: String) -> (numbers: [Double?], codes: [String]) {
    var faults = FaultCollector()
    let columns = [("n", "A name."), ("y", "A number.")].map { (name: $0.0, summary: $0.1) }
    guard
      var reader = CSVReader(
        SourceFile(path: "x.csv", text: text), columns: columns, numbers: ["y"],
        faults: &faults)
    else { return ([], faults.found.map(\.problem.code)) }
    var found: [Double?] = []
    while let row = reader.next(&faults) { found.append(row.number(1, faults: &faults)) }
    return (found, faults.found.map(\.problem.code))
  }

  @Test("Fields end with semicolons or tabs where the header has no comma; then commas are decimal")
  func separators() {
    #expect(
      numbers("n;y\n\"a;b\";1,5\nb;-0,25\nc;1.234,5\nd;12\n").numbers == [1.5, -0.25, 1234.5, 12])
    #expect(numbers("n\ty\na, b\t1.5\n").numbers == [1.5])
    // Points stay what they are where no number has a comma.
    #expect(numbers("n;y\na;1.234\nb;0.5\n").numbers == [1.234, 0.5])
    let unclear = numbers("n;y\na;1.234\nb;0,5\n")
    #expect(unclear.numbers == [nil, 0.5] && unclear.codes == ["csv-decimal-comma"])
    // A header with a comma decides for commas, whatever else stands in it.
    #expect(numbers("n,y\na;b,1.5\n").numbers == [1.5])
    #expect(numbers("\"n\";\"y\"\na;x,y\n").codes == ["csv-number"])
  }

  @Test(
    "What points and commas are is decided by all figures of a file, never by one that may be two")
  func decimals() {
    for separator in [";", "\t"] {
      func read(_ cells: String...) -> (numbers: [Double?], codes: [String]) {
        numbers("n\(separator)y\n" + cells.map { "a\(separator)\($0)\n" }.joined())
      }
      let open = read("1.200", "-2.345", "3", "1.234")
      #expect(open.numbers == [nil, nil, 3, nil])
      #expect(open.codes == Array(repeating: "csv-decimal-comma", count: 3))
      // A point with other than three digits behind it, one behind a zero or behind four digits.
      for decisive in ["1.5", "0.125", "1234.567", "-2.1"] {
        #expect(read("1.200", decisive).numbers.first == 1.2, "\(decisive)")
      }
      #expect(read("1.200", "2,5").codes == ["csv-decimal-comma"])
      #expect(read("1,250", "2,5").numbers == [1.25, 2.5])
      #expect(read("1.234.567", "2,5").codes == ["csv-number"], "groups alone are written out")
      // Both marks are decimal ones: what may be either is a fault.
      #expect(read("1,5", "2.5", "1,250", "1.250").numbers == [1.5, 2.5, nil, nil])
      #expect(read("1", "20", "300").codes.isEmpty)
    }
    #expect(numbers("n,y\na,1.200\n").numbers == [1.2], "commas between fields leave points alone")
    #expect(numbers("n;y\na;1,200\n").numbers == [1.2], "semicolons are there for such commas")
    #expect(numbers("n\ty\na\t1,200\n").codes == ["csv-decimal-comma"])
    // A text in another column is no evidence.
    #expect(numbers("n;y\n1.5;1.200\n").numbers == [nil])
    #expect(numbers("n;y\n1,5;1.5\nb;1.200\n").numbers == [1.5, 1.2])
  }

  @Test("Of a number with two readings the hint names both, and the one of thousands is the larger")
  func bothReadings() {
    var faults = FaultCollector()
    let columns = [("n", ""), ("y", "")].map { (name: $0.0, summary: $0.1) }
    var reader = CSVReader(
      SourceFile(path: "x.csv", text: "n;y\na;1.200\nb;1.234\n"), columns: columns, numbers: ["y"],
      faults: &faults)
    while let row = reader?.next(&faults) { _ = row.number(1, faults: &faults) }
    #expect(
      faults.found.map(\.hint) == [
        .write(.either(mark: .point, thousands: "1200", decimal: "1.20")),
        .write(.either(mark: .point, thousands: "1234", decimal: "1.2340")),
      ])
  }

  private func escape(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) || text.contains("\r\n") else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  @Test("What is written is read back, hostile texts included", arguments: 1...30)
  func roundTrip(seed: Int) {
    var draws = Draws(seed: UInt64(seed))
    let pieces = [
      "a", "é", "Hải Dương", ",", "\"", "\n", "\r\n", "=cmd", "😀", " ", "'", ";", "1,5",
    ]
    let columns = draws.integer(1...5)
    let rows = (0..<draws.integer(1...8)).map { _ in
      (0..<columns).map { _ in
        // A row of one empty field would be a blank line.
        (0..<draws.integer(1...4)).map { _ in pieces[draws.integer(0...(pieces.count - 1))] }
          .joined()
      }
    }
    let header = (0..<columns).map { "c\($0)" }
    for lineEnd in ["\n", "\r\n"] {
      let text = ([header] + rows).map { $0.map(escape).joined(separator: ",") }
        .joined(separator: lineEnd)
      let (read, codes) = read(text + (draws.integer(0...1) == 0 ? "" : lineEnd))
      #expect(codes.isEmpty, "seed \(seed)")
      #expect(read == [header] + rows, "seed \(seed)")
    }
  }

  @Test(
    "Ragged rows, open and stray quotes are named; the other rows are still read",
    arguments: [
      ("a,b\n1\n2,3\n", ["csv-ragged"], 1), ("a,b\n1,2,3\n4,5\n", ["csv-ragged"], 1),
      ("a,b\n1,\"2\n3,4\n", ["csv-open-quote"], 0), ("a,b\n1,x\"y\"\n3,4\n", ["csv-quote"], 2),
      ("a,b\n1,\"x\"y\n3,4\n", ["csv-quote"], 2), ("a,a\n1,2\n", ["csv-duplicate-column"], 1),
    ])
  func faults(text: String, codes: [String], rows: Int) {
    let result = read(text)
    #expect(result.codes == codes && result.rows.count == rows + 1)
  }

  @Test("A byte order mark and blank lines do not matter")
  func blanks() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a,b\n\n1,2\n\n".utf8)
    var faults = FaultCollector()
    let source = try SourceFile(path: "x.csv", data: bytes)
    var reader = CSVReader(source, faults: &faults)
    #expect(reader.header == ["a", "b"])
    let first = reader.next(&faults)?.text(1)
    let second = reader.next(&faults)?.text(1)
    #expect(first == "2" && second == nil && faults.found.isEmpty)
  }

  @Test("A place counts characters")
  func places() {
    var faults = FaultCollector()
    let source = SourceFile(path: "x.csv", text: "a,b,c\n\"Hải, Dương\",é,z\n")
    var reader = CSVReader(source, faults: &faults)
    let row = reader.next(&faults)
    #expect(row?.location(2) == SourceLocation(file: "x.csv", line: 2, column: 16))
  }

  @Test(
    "Ends of lines inside quotes count for the places of what follows", arguments: ["\n", "\r\n"])
  func linesInside(end: String) {
    var faults = FaultCollector()
    let text = ["a,b", "\"x", "y", "z\",1", "2,3"].joined(separator: end) + end
    var reader = CSVReader(SourceFile(path: "x.csv", text: text), faults: &faults)
    let lines = [reader.next(&faults)?.line, reader.next(&faults)?.line]
    #expect(lines == [2, 5] && faults.found.isEmpty)
  }

  @Test(
    "What is written is read back, with commas or semicolons between",
    arguments: [",", ";"] as [Character])
  func writer(_ separator: Character) throws {
    let rows = [
      ["a", "b;c", "d,e"], ["", "say \"so\"", "two\nlines"], ["Hải Dương", " blank ", "x\ry"],
    ]
    var writer = CSVWriter(separator: try #require(separator.asciiValue))
    for row in rows {
      for (place, field) in row.enumerated() {
        if place > 0 { writer.separate() }
        writer.add(field)
      }
      writer.endRow()
    }
    var faults = FaultCollector()
    let source = SourceFile(path: "x.csv", text: String(decoding: writer.bytes, as: UTF8.self))
    var reader = CSVReader(source, separator: separator, faults: &faults)
    var found = [reader.header]
    while let row = reader.next(&faults) { found.append((0..<3).map { row.text($0) }) }
    #expect(found == rows && faults.found.isEmpty)
    let quoted = writer.bytes.count { $0 == UInt8(ascii: "\"") }
    // One of the first row, and three with two quotes inside one of them.
    #expect(quoted == 2 + 6 + 2 + 2)
  }

  @Test("Numbers have the sign of their country")
  func signs() {
    var writer = CSVWriter(separator: UInt8(ascii: ";"))
    writer.add(number: "-12.5", withComma: true)
    writer.separate()
    writer.add(number: "1e-05", withComma: true)
    writer.separate()
    writer.add(number: "12.5", withComma: false)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "-12,5;1e-05;12.5")
  }
}
