internal import Files
internal import TimeSeries

// Tasks with dates.

extension English {
  func sentence(_ problem: TaskProblem) -> String {
    switch problem {
    case .unreadableDue(let text): "\"\(text)\" is no due date"
    case .noSuchDay(let text, let last):
      "there is no \"\(text)\": that month ends on \(last)"
    case .yearOfTable(let year?, let text, let count):
      count == 1
        ? "1 day without a year is read as one of \(year), by \"\(text)\""
        : "\(count) days without a year are read as ones of \(year), by \"\(text)\""
    case .yearOfTable(nil, _, let count):
      count == 1
        ? "1 day without a year is read as one of the year of its report, or of the day that is asked of"
        : "\(count) days without a year are read as ones of the year of their report, or of the day that is asked of"
    case .doneBeforeStart(let done, let started):
      "done on \(done), before it was started on \(started)"
    case .doneAfterReport(let done, let asOf):
      "done on \(done), after the day of the report, \(asOf)"
    case .openButDone(let status): "the status is \(status), but the row says when it was done"
    case .lateButInTime(let done, let due):
      "the status is late, but it was done on \(done), in time for \(due); the days count"
    case .paused(let text):
      "\"\(text)\": read as open, with the chance of a task on which work goes on"
    case .calledOff(let text):
      "\"\(text)\": called off, so neither done nor open; the task is not counted"
    case .conflict(let kind, let cells, let count):
      sentence(kind) + (count == 1 ? " (" : " in \(count) rows (")
        + cells.joined(separator: ", ") + (cells.count < count ? ", …)" : ")")
    case .dayOfTitle(let day, let title): "the table tells of \(day), by its title, \"\(title)\""
    case .dayOfName(let day, let name): "the table tells of \(day), by its name, \"\(name)\""
    case .titleBeforeEnd(let day, let done):
      "the title says \(day), but a task was done on \(done): the title does not count"
    case .newestDay(let day):
      "nothing says of which day the table tells: the newest in it counts, \(day)"
    case .doubledTask(let id, let place):
      "the task \(id) also stands in \(place.row), in a report of the same day"
    case .numbersByPart(let first):
      "numbers begin again in each part of the table: tasks are told apart by part and number, such as \(first)"
    case .mergedDown(let cells, let count):
      (count == 1
        ? "a merged cell holds for each of its rows ("
        : "\(count) merged cells hold for each of their rows (") + cells.joined(separator: ", ")
        + (cells.count < count ? ", …)" : ")")
    case .unreadOutcome(let cells, let count):
      "no status can be read from what came of \(count == 1 ? "a task" : "\(count) tasks"), read as open ("
        + cells.joined(separator: ", ") + (cells.count < count ? ", …)" : ")")
    case .dayBehindDue(let day, let due):
      "nothing says of which day the table tells: a task that was due on \(due) is overdue in it, so \(day) counts"
    case .endsAhead(let day, let last, let count):
      "\(count == 1 ? "1 task was" : "\(count) tasks were") done behind \(day), the last on \(last): on that day they count as open"
    case .noTasks: "the scenario names no files of tasks"
    }
  }

  func sentence(_ hint: TaskHint) -> String {
    switch hint {
    case .dueGrammar:
      "write 2025-03-31, by:2030, <=2025-03-31, <2025-03-10, 2025-2027, yearly:<=01-31 or monthly:=18; or 31/03/2025, 3/2025, quý I/2025, hằng quý as offices write it"
    case .monthOfQuarter: "say which month of the quarter: ngày 20 tháng cuối quý"
    case .rounds:
      "write what comes back as hằng tháng, hằng quý, 6 tháng một lần, hằng năm, ngày 20 hằng tháng or 15/12 hằng năm"
    case .tooOften:
      "what comes back every day or week is not followed: leave the cell empty, and it counts as a task without a due day"
    case .severalDays: "give each of several due days a row of its own"
    case .lastDay:
      "write the last day, 31/3/2025, or the month, quarter or year with whose end it is due, 3/2025"
    case .dayFirst:
      "the day comes first, 17/10/2025; where the file has the month first, write 2025-10-17 in every row"
    case .dayOfReports: "give reports of different days their days in the column as_of"
    case .beginAlone:
      "this says when work begins; write until when, too: từ tháng 6 đến tháng 9/2025"
    case .emptyDue: "leave the cell empty where there is no due day"
    case .nameDay: "--as-of 2025-06-30 names another, or a title such as \"đến ngày 30/6/2025\""
    case .tasksKey: "list them under the key tasks"
    }
  }

  private func sentence(_ conflict: TaskConflict) -> String {
    switch conflict {
    case .lateAhead: "the status is late before the due day is over; read as open and not late"
    case .inTimeBehind: "the status says not yet due behind the due day; read as late"
    case .doneLate: "said to be done in time, and done behind the due day; the days count"
    case .doneInTime: "said to be done late, and done by the due day; the days count"
    case .otherEnd: "done on another day by the words than by the column of ends; the column counts"
    case .openWhole: "open, with all of the work done; read as open"
    case .donePart: "done, with a part of the work; read as done"
    case .idleShare: "not begun, with a part of the work done; read as not begun"
    case .idleBegun: "not begun, with a day of its begin; its time runs from that day"
    case .begunBehind: "begun behind the due day; read as it stands, late from the first day"
    case .reopened: "done by an earlier report, and open by a later one; read as open again"
    case .lessDone: "less of the work done than by an earlier report; the newest counts"
    }
  }
}
