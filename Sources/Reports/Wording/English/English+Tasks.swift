internal import Files
internal import TimeSeries

// Tasks with dates.

extension English {
  func sentence(_ problem: TaskProblem) -> String {
    switch problem {
    case .unreadableDue(let text): "\"\(text)\" is no due date"
    case .doneBeforeStart(let done, let started):
      "done on \(done), before it was started on \(started)"
    case .doneAfterReport(let done, let asOf):
      "done on \(done), after the day of the report, \(asOf)"
    case .openButDone(let status): "the status is \(status), but the row says when it was done"
    case .lateButInTime(let done, let due):
      "the status is late, but it was done on \(done), in time for \(due); the days count"
    case .paused(let text):
      "\"\(text)\": read as open, with the chance of a task on which work goes on"
    case .doubledTask(let id, let place):
      "the task \(id) also stands in \(place.row), in a report of the same day"
    case .noTasks: "the scenario names no files of tasks"
    }
  }

  func sentence(_ hint: TaskHint) -> String {
    switch hint {
    case .dueGrammar:
      "write 2025-03-31, by:2030, <=2025-03-31, <2025-03-10, 2025-2027, yearly:<=01-31 or monthly:=18; or 31/03/2025, 3/2025, quý I/2025 as offices write it"
    case .fourRows:
      "a duty of every quarter stands in four rows: yearly:<=03-31, yearly:<=06-30, yearly:<=09-30 and yearly:<=12-31"
    case .dayFirst:
      "the day comes first, 17/10/2025; where the file has the month first, write 2025-10-17 in every row"
    case .dayOfReports: "give reports of different days their days in the column as_of"
    case .tasksKey: "list them under the key tasks"
    }
  }
}
