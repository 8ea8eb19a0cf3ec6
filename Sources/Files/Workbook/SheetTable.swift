/// A sheet of a workbook as the text of a table, a line for each row of the sheet.
///
/// Rows keep their numbers, so that a line and a field say which cell they are; ends of lines inside cells are blanks.
public struct SheetTable: Sendable {
  /// The largest text that a sheet may make.
  static let byteLimit = 144 << 20

  /// The name of the sheet.
  public let name: String
  /// The workbook as it stands on the disk.
  let fileBytes: [UInt8]
  /// Cells that cannot be read.
  let faults: [Fault]
  /// Rows with cells that the sheet hides, from 1 on.
  public let hiddenRows: Set<Int>
  /// Columns with cells that the sheet hides, from 1 on.
  public let hiddenColumns: Set<Int>
  /// Cells that are shown over several places, by row and column of the first.
  private let merges: [CellKey: CellRange]
  /// Whether any cell holds text that begins as numbers do; such cells are fields in quotes.
  let hasWrittenNumbers: Bool

  private struct CellKey: Hashable {
    let (row, column): (Int, Int)

    init(_ row: Int, _ column: Int) { (self.row, self.column) = (row, column) }
  }

  /// The places over which a cell is shown; `nil` for one that is not merged with others.
  package func merge(at place: SourceLocation) -> CellRange? {
    merges[CellKey(place.line, place.column)]
  }

  /// Cells that are shown over several rows, from the top of the sheet on.
  var mergesDown: [CellRange] {
    merges.values.filter { $0.rows.count > 1 }.sorted {
      ($0.rows.lowerBound, $0.columns.lowerBound) < ($1.rows.lowerBound, $1.columns.lowerBound)
    }
  }

  /// Reads a sheet; the table and its text.
  static func read(
    _ sheet: Workbook.Sheet, of book: Workbook, fileBytes: [UInt8]
  ) throws(Fault) -> (table: SheetTable, text: [UInt8]) {
    let writer = SheetWriter()
    let facts = try book.read(sheet) { row, cells, bytes, _ in writer.take(row, cells, bytes) }
    let place = "\(book.path)#\(sheet.name)"
    if writer.isFull {
      throw Fault(
        .workbook(.tooLarge(.cells, limit: SheetReader.cellLimit)), at: .whole(place),
        hint: .workbook(.makeSmaller))
    }
    guard !writer.text.isEmpty else { throw Fault(.file(.empty), at: .whole(place)) }
    if let word = OldLetters.word(in: writer.text) {
      throw Fault(
        .workbook(.oldLetters(word)), at: .whole(place), hint: .workbook(.toUnicode))
    }
    let columns = writer.usedColumns.filter { column in
      facts.hiddenColumns.contains { $0.contains(column) }
    }
    let rows = facts.hiddenRows.isEmpty ? [] : facts.hiddenRows.intersection(writer.usedRows)
    let merges = facts.merges.map { (CellKey($0.rows.lowerBound, $0.columns.lowerBound), $0) }
    return (
      SheetTable(
        name: sheet.name, fileBytes: fileBytes, faults: facts.faults, hiddenRows: rows,
        hiddenColumns: columns, merges: Dictionary(merges) { first, _ in first },
        hasWrittenNumbers: writer.hasWrittenNumbers), writer.text
    )
  }
}

/// Writes rows of cells as lines with commas.
private final class SheetWriter {
  private(set) var text: [UInt8] = []
  private(set) var usedColumns: Set<Int> = []
  /// Rows with cells, from top to bottom.
  private(set) var usedRows: [Int] = []
  private(set) var isFull = false
  private(set) var hasWrittenNumbers = false
  private var line = 1
  private var lastColumns: [Int] = []

  func take(_ row: Int, _ cells: [SheetCell], _ bytes: [UInt8]) {
    guard !isFull else { return }
    while line < row {
      text.append(10)
      line += 1
    }
    // Out of the object, its bytes are added to without a question each.
    var text: [UInt8] = []
    swap(&text, &self.text)
    var column = 1
    for cell in cells {
      while column < cell.column {
        text.append(UInt8(ascii: ","))
        column += 1
      }
      let field = bytes[cell.range]
      let isWritten = cell.kind == .text && Self.mayBeNumber(field)
      CSVText.append(field, isWritten: isWritten, to: &text)
      if isWritten { hasWrittenNumbers = true }
    }
    isFull = text.count > SheetTable.byteLimit
    swap(&text, &self.text)
    usedRows.append(row)
    // Rows are mostly alike.
    if cells.count != lastColumns.count
      || !zip(cells, lastColumns).allSatisfy({ $0.column == $1 })
    {
      lastColumns = cells.map(\.column)
      usedColumns.formUnion(lastColumns)
    }
  }

  /// Whether a text may be read as a number: digits behind a sign, a bracket or a blank.
  private static func mayBeNumber(_ field: ArraySlice<UInt8>) -> Bool {
    guard let first = field.first, field.count <= 64 else { return false }
    // 0xC2 and 0xE2 begin blanks that do not break, and the minus and dashes of print.
    return (first < 58 || first == 0xC2 || first == 0xE2)
      && field.contains { (48...57).contains($0) }
  }
}

/// A path and the sheet that is named behind it, `book.xlsx#Sheet`.
package struct WorkbookAddress {
  /// The file.
  package let file: String
  /// The name of the sheet; `nil` where none is named.
  package let sheet: String?

  /// Takes a name apart; a file of that whole name goes before.
  package init(_ name: String) {
    (file, sheet) = Self.split(name)
  }

  private static func split(_ name: String) -> (String, String?) {
    guard name.contains("#"), !FilePlace.exists(name) else { return (name, nil) }
    let marks = name.indices.filter { name[$0] == "#" && $0 > name.startIndex }
    func parts(_ mark: String.Index) -> (String, String?) {
      let sheet = String(name[name.index(after: mark)...])
      return (String(name[..<mark]), sheet.isEmpty ? nil : sheet)
    }
    if let mark = marks.first(where: { FilePlace.exists(String(name[..<$0])) }) {
      return parts(mark)
    }
    let endings = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"]
    let mark = marks.first { mark in
      endings.contains { name[..<mark].lowercased().hasSuffix($0) }
    }
    return mark.map(parts) ?? (name, nil)
  }
}
