internal import Files
import Foundation
import TestSupport
import Testing
import TimeSeries

@Suite struct SourceFileTests {
  @Test("A file that grows, shrinks or changes while it is read is refused")
  func changing() throws {
    let path = try Program.temporaryFolder() + "/data.csv"
    for change in ["abcdefgh", "ab", "abcx"] {
      try Program.write(Array("abcd".utf8), to: path)
      let read = { () throws(Fault) in
        try FileBytes.read(path, limit: 100) { try? Program.write(Array(change.utf8), to: path) }
      }
      let fault = #expect(throws: Fault.self) { try read() }
      #expect(fault?.problem == .file(.changed), "\(change)")
    }
    try Program.write(Array("abcd".utf8), to: path)
    #expect(try FileBytes.read(path, limit: 100) == Array("abcd".utf8))
  }

  @Test("Endless and oversized files end at the limit")
  func limit() throws {
    let path = try Program.temporaryFolder() + "/data.csv"
    try Program.write([UInt8](repeating: 65, count: 1001), to: path)
    for (name, size) in [(path, 1001...1001), ("/dev/zero", 1001...(1 << 20))] {
      let fault = #expect(throws: Fault.self) { try FileBytes.read(name, limit: 1000) }
      guard case .file(.tooLarge(let bytes, limit: 1000)) = fault?.problem else {
        Issue.record("\(name): \(String(describing: fault))")
        continue
      }
      #expect(size.contains(bytes))
    }
  }

  @Test("A mark before the text is part of the file's bytes, not of the text")
  func mark() throws {
    let file = try SourceFile(path: "a.csv", data: [0xEF, 0xBB, 0xBF, 65, 66])
    #expect(file.bytes == [65, 66] && file.allBytes == [0xEF, 0xBB, 0xBF, 65, 66])
  }

  @Test("Broken UTF-8 is found at its line and column")
  func encoding() {
    let bytes = Array("năm,2024\nquý ".utf8) + [0xFF] + Array("x".utf8)
    let fault = #expect(throws: Fault.self) { try SourceFile(path: "a.csv", data: bytes) }
    #expect(fault?.location == SourceLocation(file: "a.csv", line: 2, column: 5))
  }

  @Test("Faults beyond the limit are counted out, whatever comes")
  func manyFaults() {
    var faults = FaultCollector()
    for line in 1...(FaultCollector.limit + 50) {
      faults.note(.table(.openQuote), at: SourceLocation(file: "a", line: line, column: 1))
    }
    #expect(faults.found.count == FaultCollector.limit + 1)
    #expect(faults.found.last?.problem == .file(.tooManyFaults(limit: FaultCollector.limit)))
  }

  @Test("A row longer than the limit ends the reading with one fault")
  func longRow() {
    let text = "a,b\n1,2\n" + String(repeating: "x,", count: CSVReader.rowLimit) + "\n3,4\n"
    var faults = FaultCollector()
    var reader = CSVReader(SourceFile(path: "a", text: text), faults: &faults)
    var rows = 0
    while reader.next(&faults) != nil { rows += 1 }
    #expect(rows == 1)
    #expect(faults.found.map(\.problem) == [.table(.rowTooLong(limit: CSVReader.rowLimit))])
    #expect(faults.found.first?.location.line == 3)
  }

  @Test("Long lines are read in time in proportion: columns are counted once")
  func longLine() {
    let quotes = String(repeating: "x\"y,", count: CSVReader.rowLimit / 4 - 10)
    let elements = Array(repeating: "[0,1]", count: 200_000).joined(separator: ",")
    let clock = ContinuousClock()
    let seconds = clock.measure {
      var faults = FaultCollector()
      var reader = CSVReader(SourceFile(path: "a", text: "a\n\(quotes)\n"), faults: &faults)
      while reader.next(&faults) != nil {}
      #expect(faults.found.count == FaultCollector.limit + 1)
      #expect(faults.found[1].location.column == 6)
      let node = JSONParser.parse(SourceFile(path: "b", text: "[\(elements)]"), faults: &faults)
      #expect(node?.elements.last?.location.column == 2 + 6 * 199_999)
    }
    // Counted anew for each place it would take minutes.
    #expect(seconds < .seconds(20))
  }

  @Test("Returns alone, pairs and line feeds end lines alike, also inside quotes")
  func lineEnds() {
    for end in ["\n", "\r", "\r\n"] {
      let text = ["a,b", "\"x", "y\",1", "é,q\"r"].joined(separator: end)
      var faults = FaultCollector()
      var reader = CSVReader(SourceFile(path: "a", text: text), faults: &faults)
      while reader.next(&faults) != nil {}
      #expect(
        faults.found.first?.location == SourceLocation(file: "a", line: 4, column: 4),
        "\(Array(end.utf8)): \(faults.found)")
    }
  }

  @Test("Numbers of few digits are the nearest doubles, as the library reads them")
  func numbers() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...16, using: &generator)
      var text = String(
        (0..<digits).map { _ in "0123456789".randomElement(using: &generator) ?? "0" })
      let point = Int.random(in: 1...digits, using: &generator)
      if point < digits { text.insert(".", at: text.index(text.startIndex, offsetBy: point)) }
      if Bool.random(using: &generator) { text = "-" + text }
      var faults = FaultCollector()
      var reader = CSVReader(SourceFile(path: "a", text: "v\n\(text)\n"), faults: &faults)
      let row = reader.next(&faults)
      let value = row?.number(0, faults: &faults)
      #expect(value?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}
