internal import Files
internal import TimeSeries

extension PrintedTable {
  /// Percentages whose head names no period, beside columns of parts of the title's year, are of what came so far, and not
  /// of the year: `Tỷ lệ giải ngân (%)` behind `Giải ngân 9 tháng`.
  mutating func dropOpenRates() {
    guard rowPeriods == nil else { return }
    // Amounts of the whole year say that it is over.
    let ends = meanings.values.filter {
      $0.status.isHistory
        && ($0.period.frequency != .annual || !StartUnit($0.unit).isPercent && $0.measure == .level)
    }.map { ($0.period.year, $0.period.positionInYear * $0.period.frequency.monthsPerPeriod) }
    for column in columns {
      let meaning = column.meaning
      let last = ends.filter { $0.0 == meaning.period.year }.map(\.1).max()
      guard let last, last < 12, meaning.period.frequency == .annual, meaning.measure == .level,
        meaning.status.isHistory, StartUnit(meaning.unit).isPercent,
        PrintedHeader.titlePeriod(column.header).period == nil
      else { continue }
      meanings[column.place.column] = nil
      leftOut.append(
        Fault(
          .layout(.unreadHeader(column.header)), at: column.place,
          hint: .start(.namePrintedColumns)))
      columns.removeAll { $0.place == column.place }
    }
  }
}
