extension Sheet {
  /// A text across the sheet, below everything so far.
  mutating func remark(_ text: String, _ role: CellStyle.Role = .note) {
    let row = nextRow
    merge(row...row, 0...(columns - 1), text, CellStyle(role))
  }

  /// A line across the sheet that opens a block.
  mutating func band(at row: Int, _ text: String) {
    merge(row...row, 0...(columns - 1), text, CellStyle(.band))
    raise(row, to: 20)
  }

  /// Heads of columns, side by side, each over all of some rows.
  ///
  /// - Parameter frozen: columns that stay in view while the rows below scroll; with it the heads are repeated on every
  ///   page.
  mutating func heads(
    _ rows: ClosedRange<Int>, _ names: [String], from first: Int = 0, frozen: Int? = nil
  ) {
    for (column, name) in names.enumerated() {
      let place = first + column
      if rows.count == 1 {
        set(rows.lowerBound, place, .text(name), CellStyle(.header))
      } else {
        merge(rows, place...place, name, CellStyle(.header))
      }
    }
    guard let frozen else { return }
    headerRows = rows
    self.frozen = (rows.upperBound + 1, frozen)
  }

  /// Sets the cells of a row, which becomes as high as its longest text needs.
  mutating func row(_ row: Int, _ cells: [(CellValue, CellStyle)]) {
    var lines = 1.0
    for (index, cell) in cells.enumerated() {
      set(row, index, cell.0, cell.1)
      if case .text(let text) = cell.0 {
        // Words break before the edge, so that a line holds a tenth less than its width.
        lines = max(lines, (Double(text.count) / (0.9 * widths[index])).rounded(.up))
      }
    }
    raise(row, to: 15 * min(lines, 20) + 1)
  }
}
