internal import Files
internal import TimeSeries

/// The days on which rows were published, where a column of a table whose rows are figures holds them.
struct PublicationDays {
  private let column: Int
  private let isMonthFirst: Bool

  /// Reads a column; `nil` where a cell is no day, all are one, or nothing tells which number is the month.
  init?(_ table: StartTable, _ column: Int) {
    self.column = column
    let texts = Set(table.texts(column))
    guard texts.count > 1 else { return nil }
    var (byDay, byMonth, isOpen) = (false, false, false)
    for text in texts {
      switch StartPeriod(text, isCompact: true)?.meaning {
      case .openDay: isOpen = true
      case .day(let day):
        let numbers = text.split { !$0.isNumber }.compactMap { $0.count <= 2 ? Int($0) : nil }
        guard day.day > 12, numbers.count > 1 else { continue }
        if numbers[0] == day.day { byDay = true } else if numbers[1] == day.day { byMonth = true }
      default: return nil
      }
    }
    guard !isOpen || byDay != byMonth else { return nil }
    isMonthFirst = byMonth
  }

  /// The day on which a row was published; `nil` where it says none.
  func day(of row: CSVRow) -> CalendarDate? {
    StartPeriod(row.plain(column), isCompact: true).flatMap {
      StartDays.day($0, isMonthFirst: isMonthFirst)
    }
  }
}
