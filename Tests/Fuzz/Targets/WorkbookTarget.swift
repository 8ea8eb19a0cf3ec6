import Files
import Reports
import Start
import TestSupport

/// A workbook: an archive as it is, or the content of a sheet, shared texts and formats, parted by `%%`.
enum WorkbookTarget {
  private static let file = "book.xlsx"

  static func violations(_ bytes: [UInt8]) -> [String] {
    let archive = Workbook.isArchive(bytes) ? bytes : made(bytes)
    let (source, faults) = read(archive)
    let (again, sameFaults) = read(archive)
    var violations = faults.flatMap(place)
    if source?.bytes != again?.bytes || faults != sameFaults {
      violations.append("read twice, two results")
    }
    if let source { violations += table(source) }
    return violations + printed(archive)
  }

  private static func made(_ bytes: [UInt8]) -> [UInt8] {
    let parts = cut(bytes, atMost: 3).map { String(decoding: $0, as: UTF8.self) }
    let formats = parts.count > 2 ? parts[2].split(separator: "\n").map(String.init) : []
    return MadeWorkbook(
      [("S", "visible", parts[0])], strings: parts.count > 1 ? [parts[1]] : [],
      formats: Array(formats.prefix(20))
    ).bytes
  }

  private static func read(_ bytes: [UInt8]) -> (SourceFile?, [Fault]) {
    do throws(Fault) {
      return (try SourceFile(workbook: WorkbookAddress(file), data: bytes), [])
    } catch {
      return (nil, [error])
    }
  }

  /// A fault has a sentence and lies in a cell, or is of the workbook or sheet as a whole.
  private static func place(_ fault: Fault) -> [String] {
    let text = FaultSentence(.en).text(fault)
    let isInside =
      fault.location.line == 0
      || fault.location.isCell && (1...CellPlace.lastRow).contains(fault.location.line)
        && (1...CellPlace.lastColumn).contains(fault.location.column)
    let isNamed = fault.location.file.hasPrefix(file)
    return text.isEmpty || !isInside || !isNamed ? ["a fault nowhere: \(text)"] : []
  }

  /// The text of a sheet is a table of Unicode without faults of its own, a line a row.
  private static func table(_ source: SourceFile) -> [String] {
    var violations: [String] = []
    if String(validating: source.bytes, as: UTF8.self) == nil { violations.append("no UTF-8") }
    var faults = FaultCollector()
    let records = CSVReader.records(
      of: source, separator: ",", skippingLines: 0, faults: &faults)
    violations += faults.found.flatMap(place)
    for fault in faults.found {
      // A row may be longer than any table's; what the cells hold may be wrong; quotes never are.
      switch fault.problem {
      case .workbook, .table(.rowTooLong), .file(.tooManyFaults): break
      default: violations.append("a table that does not read back: \(fault.problem)")
      }
    }
    let lines = records.map(\.line)
    if zip(lines, lines.dropFirst()).contains(where: { $0 >= $1 }) {
      violations.append("lines are no rows")
    }
    return violations
  }

  private static func printed(_ bytes: [UInt8]) -> [String] {
    do throws(Fault) {
      return try PrintedReader.read(path: file, sheet: nil, bytes: bytes).flatMap { outcome in
        switch outcome {
        case .empty: [String]()
        case .refused(let faults):
          (faults.isEmpty ? ["refused without a fault"] : []) + faults.flatMap(place)
        case .read(let sheet):
          sheet.leftOut.flatMap(place)
            + sheet.figures.filter { Double($0.digits)?.isFinite != true || !$0.location.isCell }
            .map { "no figure: \($0.digits)" }
        }
      }
    } catch {
      return place(error)
    }
  }
}
