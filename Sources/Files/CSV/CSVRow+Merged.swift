extension CSVRow {
  /// Rows of a sheet in which a cell that is merged downwards stands in each of the rows over which it is shown.
  ///
  /// - Parameters:
  ///   - rows: rows that were read with the same columns, from top to bottom; a cell that begins above them fills none.
  ///   - columns: the columns, by their places among those that are asked for.
  /// - Returns: the rows, and where the cells stand that fill any.
  package static func filledDown(
    _ rows: [CSVRow], columns: [Int]
  ) -> (rows: [CSVRow], cells: [SourceLocation]) {
    guard let sheet = rows.first?.source.sheet else { return (rows, []) }
    let asked = Set(columns.compactMap { rows[0].place(of: $0) })
    var rows = rows
    var cells: [SourceLocation] = []
    let lines = rows.map(\.line)
    let numbers = Dictionary(zip(lines, rows.indices)) { first, _ in first }
    for merge in sheet.mergesDown where asked.contains(merge.columns.lowerBound - 1) {
      let place = merge.columns.lowerBound - 1
      guard let top = numbers[merge.rows.lowerBound],
        place < rows[top].fields.count, !rows[top].fields[place].range.isEmpty
      else { continue }
      let field = rows[top].fields[place]
      // A row without any cell of its own stays blank.
      let below = rows.indices[(top + 1)...].prefix { merge.rows.contains(lines[$0]) }
        .filter { number in
          let fields = rows[number].fields
          return place < fields.count && fields[place].range.isEmpty
            && fields.contains { !$0.range.isEmpty }
        }
      for number in below { rows[number] = rows[number].with(field, at: place) }
      if !below.isEmpty {
        cells.append(rows[top].source.place(line: lines[top], column: place + 1))
      }
    }
    return (rows, cells)
  }

  private func with(_ field: CSVField, at place: Int) -> CSVRow {
    var fields = fields
    fields[place] = field
    return CSVRow(line: line, source: source, fields: fields, columns: columns, decimals: decimals)
  }
}
