internal import Files

/// The figures of a table, and what decides how they are read: the decimal mark and the calendar.
struct StartFigures {
  let cells: StartCells
  let decimal: StartDecimal
  let calendar: StartCalendar
  /// Whether days of publication were left out, for they lie before what was published.
  let hasEarlyDays: Bool

  /// Reads the figures of a table.
  ///
  /// - Parameter stated: the decimal mark that the user states; `nil` for none.
  /// - Throws: all faults so far, where there are any.
  static func read(
    _ table: StartTable, _ columns: StartColumns, stated: DecimalMark?,
    faults: inout FaultCollector
  ) throws(Faults) -> StartFigures {
    var cells = StartCells.read(table, columns, faults: &faults)
    cells.settleGoals(stated: stated)
    // Where others must be mended, these are listed with them.
    if !faults.found.isEmpty { faults.note(cells.inWords) }
    let decimal = StartDecimal.decide(cells.found, stated: stated, faults: &faults)
    let calendar = StartCalendar.decide(cells.found, faults: &faults)
    if cells.found.isEmpty && faults.found.isEmpty {
      faults.note(.layout(.noFigures), at: table.header[0].location, hint: .start(.nameValueColumn))
    }
    guard faults.found.isEmpty, let calendar else { throw Faults(faults.found) }
    let isEarly = cells.found.contains { $0.isEarly(calendar) }
    if isEarly { cells.removeDays() }
    return StartFigures(
      cells: cells, decimal: decimal, calendar: calendar, hasEarlyDays: isEarly)
  }
}
