internal import Files
internal import TimeSeries

/// The days on which rows were published, where a column of a table whose rows are figures holds them.
struct PublicationDays {
  private let column: Int
  private let isMonthFirst: Bool
  private let known = KnownPeriods()

  /// Reads a column; `nil` where a cell is no day, all are one, or nothing tells which number is the month.
  init?(_ table: StartTable, _ column: Int) {
    guard case .days(let isMonthFirst) = Self.verdict(table, column) else { return nil }
    self.column = column
    self.isMonthFirst = isMonthFirst
  }

  private enum Verdict {
    case days(isMonthFirst: Bool)
    case unused(StartDraft.LeftOut.Reason)
    case none
  }

  private static func verdict(_ table: StartTable, _ column: Int) -> Verdict {
    let texts = Set(table.columns[column].present)
    var (byDay, byMonth, isOpen) = (false, false, false)
    for text in texts {
      switch StartPeriod(text, isCompact: true)?.meaning {
      case .openDay: isOpen = true
      case .day(let day):
        let numbers = text.split { !$0.isNumber }.compactMap { $0.count <= 2 ? Int($0) : nil }
        guard day.day > 12, numbers.count > 1 else { continue }
        if numbers[0] == day.day { byDay = true } else if numbers[1] == day.day { byMonth = true }
      default: return .none
      }
    }
    guard texts.count > 1 else { return texts.isEmpty ? .none : .unused(.oneDay) }
    return !isOpen || byDay != byMonth ? .days(isMonthFirst: byMonth) : .unused(.openDays)
  }

  /// Why the days of a column that is named for them are not used; `nil` where they are none.
  static func obstacle(_ table: StartTable, _ column: Int) -> StartDraft.LeftOut.Reason? {
    guard StartRole(table.header[column].text) == .vintage,
      case .unused(let reason) = verdict(table, column)
    else { return nil }
    return reason
  }

  /// The day on which a row was published; `nil` where it says none.
  func day(of row: CSVRow) -> CalendarDate? {
    known.period(row.plain(column), isCompact: true).flatMap {
      StartDays.day($0, isMonthFirst: isMonthFirst)
    }
  }
}

extension WrittenFigure {
  /// Whether it says what happened and was published before its period began.
  func isEarly(_ calendar: StartCalendar) -> Bool {
    guard status.isHistory, let day = vintage else { return false }
    let slot = calendar.slot(period)
    let last = slot.period
    let isToDate = if case .toDate = slot { true } else { false }
    let first = isToDate ? 1 : (last.positionInYear - 1) * last.frequency.monthsPerPeriod + 1
    return (day.year, day.month) < (last.year, first)
  }
}
