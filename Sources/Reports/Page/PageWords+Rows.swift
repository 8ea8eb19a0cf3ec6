/// What parts ask for by the names of columns, until their tables have definitions.
extension PageWords {
  func rows(_ table: String) -> [TableRow] { folder.rows(table) }

  /// A probability with the error of the simulation.
  func chance(_ row: TableRow, _ column: String = "probability") -> String {
    guard let share = row.number(column), let error = row.number("mc_error") else { return "–" }
    return chance(share, error: error)
  }

  /// A number of a table as people read it.
  func short(_ row: TableRow, _ column: String) -> String {
    row.number(column).map { number.short($0) } ?? "–"
  }
}
