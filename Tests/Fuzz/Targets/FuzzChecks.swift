internal import Files
internal import Folders
import ForecastCommands
import Plans
import Reports

/// Invariants that several targets state.
enum FuzzChecks {
  /// Every fault lies inside the file it names, and has a sentence.
  static func places(_ faults: [Fault], in file: String, _ bytes: [UInt8]) -> [String] {
    var violations: [String] = []
    // In tables a return alone ends a line, in JSON it is a blank.
    let layouts = [lines(bytes, returnsEnd: false), lines(bytes, returnsEnd: true)]
    for fault in faults {
      let place = fault.location
      let text = FaultSentence(.en).text(fault)
      if text.isEmpty { violations.append("a fault without a sentence: \(fault)") }
      if place.line == 0 && place.column == 0 { continue }
      if place.line < 1 || place.column < 1 {
        violations.append("a fault at line \(place.line), column \(place.column): \(text)")
      } else if place.file == file {
        let isInside = layouts.contains { lines in
          place.line <= lines.count && place.column <= lines[place.line - 1] + 1
        }
        if !isInside { violations.append("outside the file: \(text)") }
      }
    }
    return violations
  }

  /// The lengths of the lines; a return before a line feed ends no line of its own.
  private static func lines(_ bytes: [UInt8], returnsEnd: Bool) -> [Int] {
    var lengths = [0]
    for (index, byte) in bytes.enumerated() {
      let isPair = byte == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
      if byte == 10 || (returnsEnd && byte == 13 && !isPair) {
        lengths.append(0)
      } else {
        lengths[lengths.count - 1] += 1
      }
    }
    return lengths
  }

  /// Files that we write read back as tables, and columns that must hold numbers hold finite ones.
  ///
  /// - Parameter filled: the columns in which no row may be blank.
  static func table(_ file: OutputFile, filled: Set<String> = []) -> [String] {
    guard file.name.hasSuffix(".csv") else { return [] }
    var faults = FaultCollector()
    let text = String(decoding: file.bytes, as: UTF8.self)
    var reader = CSVReader(SourceFile(path: file.name, text: text), faults: &faults)
    var violations: [String] = []
    let wanted = reader.header.enumerated().filter { filled.contains($0.element) }
    if wanted.count != filled.count {
      violations.append("\(file.name) lacks one of \(filled.sorted())")
    }
    while let row = reader.next(&faults) {
      for (index, name) in wanted where row.raw(index).isEmpty {
        violations.append("\(file.name):\(row.line): \(name) is blank, so no number")
      }
      for index in reader.header.indices {
        let field = row.text(index).lowercased()
        if ["nan", "-nan", "inf", "-inf", "infinity", "-infinity"].contains(field) {
          violations.append("\(file.name):\(row.line): \(reader.header[index]) is \(field)")
        }
      }
    }
    if !faults.found.isEmpty {
      violations.append("\(file.name) does not read back: \(FaultSentence(.en).text(faults.found))")
    }
    return violations
  }
}
