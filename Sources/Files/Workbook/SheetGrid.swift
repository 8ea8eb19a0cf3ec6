/// A sheet cell by cell, as it is laid out.
package struct SheetGrid: Sendable {
  /// One cell that holds something.
  package struct Cell: Sendable {
    /// The row, from 1 on.
    package let row: Int
    /// The column, from 1 on.
    package let column: Int
    /// The text, without blanks at its ends; ends of lines are blanks.
    package let text: String
    /// What it holds.
    package let kind: CellKind
    /// How far the text is set in, by its format and by blanks in front.
    package let indent: Int
  }

  /// Cells of a sheet that is looked at as a whole.
  static let cellLimit = 400_000

  /// The workbook's path.
  package let path: String
  /// The sheet's name.
  package let name: String
  /// The rows that hold anything, from top to bottom, each with its cells from left to right.
  package let rows: [[Cell]]
  /// The columns that merged cells span, by the row and column in which they begin.
  private let spans: [Int: ClosedRange<Int>]
  /// Cells that cannot be read, by row and column.
  package let faults: [Fault]

  init(
    path: String, name: String, rows: [[Cell]], merges: [CellRange], faults: [Fault]
  ) {
    self.path = path
    self.name = name
    self.rows = rows
    self.faults = faults
    spans = Dictionary(
      merges.map { ($0.rows.lowerBound << 15 | $0.columns.lowerBound, $0.columns) }
    ) { first, _ in first }
  }

  /// The columns over which a cell is shown.
  package func span(_ cell: Cell) -> ClosedRange<Int> {
    spans[cell.row << 15 | cell.column] ?? cell.column...cell.column
  }

  /// The place of a cell.
  package func place(_ row: Int, _ column: Int) -> SourceLocation {
    .cell(in: "\(path)#\(name)", row: row, column: column)
  }
}

extension Workbook {
  /// Reads a sheet cell by cell; what stands under a merged cell is left out.
  package func grid(_ sheet: Sheet) throws(Fault) -> SheetGrid {
    let collector = GridCollector()
    let facts = try read(sheet) { row, cells, bytes, styles in
      collector.take(row, cells, bytes, styles)
    }
    guard collector.count <= SheetGrid.cellLimit else {
      throw Fault(
        .workbook(.tooLarge(.cells, limit: SheetGrid.cellLimit)),
        at: .whole("\(path)#\(sheet.name)"), hint: .workbook(.makeSmaller))
    }
    if let word = OldLetters.word(in: collector.letters) {
      throw Fault(
        .workbook(.oldLetters(word)), at: .whole("\(path)#\(sheet.name)"),
        hint: .workbook(.toUnicode))
    }
    let rows = Self.uncovered(collector.rows, facts.merges)
    return SheetGrid(
      path: path, name: sheet.name, rows: rows.filter { !$0.isEmpty },
      merges: facts.merges, faults: facts.faults)
  }

  private static func numbers(_ rows: [[SheetGrid.Cell]]) -> [Int] {
    var last = 0
    return rows.map { row in
      last = row.first?.row ?? last
      return last
    }
  }

  /// The rows without what stands under merged cells.
  private static func uncovered(
    _ rows: [[SheetGrid.Cell]], _ merges: [CellRange]
  ) -> [[SheetGrid.Cell]] {
    var (rows, budget) = (rows, 1 << 21)
    // Rows without any text keep their places.
    let numbers = Self.numbers(rows)
    for merge in merges where merge.rows.count > 1 || merge.columns.count > 1 {
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] < merge.rows.lowerBound { low = middle + 1 } else { high = middle }
      }
      while low < numbers.count, numbers[low] <= merge.rows.upperBound, budget > 0 {
        budget -= rows[low].count + 1
        rows[low].removeAll { cell in
          merge.columns.contains(cell.column)
            && (cell.row, cell.column) != (merge.rows.lowerBound, merge.columns.lowerBound)
        }
        low += 1
      }
    }
    return rows
  }
}

/// Collects the cells of a sheet.
private final class GridCollector {
  private(set) var rows: [[SheetGrid.Cell]] = []
  private(set) var count = 0
  /// Texts by which an encoding is told.
  private(set) var letters: [UInt8] = []

  func take(_ row: Int, _ cells: [SheetCell], _ bytes: [UInt8], _ styles: WorkbookStyles) {
    count += cells.count
    guard count <= SheetGrid.cellLimit else { return }
    rows.append(
      cells.compactMap { cell in
        if cell.kind == .text, letters.count < 1 << 17 {
          letters += bytes[cell.range]
          letters.append(10)
        }
        let full = String(decoding: bytes[cell.range], as: UTF8.self)
        let text = withoutOuterBlanks(full)
        guard !text.isEmpty else { return nil }
        let blanks = full.prefix { $0.isWhitespace }.count
        return SheetGrid.Cell(
          row: row, column: cell.column, text: text, kind: cell.kind,
          indent: styles.indent(cell.style) * 4 + blanks)
      })
  }
}
