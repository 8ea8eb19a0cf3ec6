public import Files
public import TimeSeries

/// Cells of one task that say different things, with what is taken then.
struct TaskConflicts {
  /// Where each kind stands, in the order of the rows.
  private var found: [TaskConflict: [SourceLocation]] = [:]
  /// Statuses that a due day may contradict, once the day is known of which they tell.
  private(set) var open: [OpenStatus] = []

  /// A status of an open task that says whether it is late.
  struct OpenStatus: Sendable {
    let isLate: Bool
    /// Whether it says that the due day is over, not that the work is behind its plan.
    let isOverdue: Bool
    let due: CalendarDate
    /// The day of the report; `nil` for the one that is asked of.
    let day: CalendarDate?
    let location: SourceLocation
  }

  /// What a row says.
  struct Row {
    let started, done, day: CalendarDate?
    /// Whether the begin is one, not the day on which it was given.
    let isBegun: Bool
    let due: TaskDue?
    let standing: TaskNames.Standing
    let share: Double?

    var status: TaskStatus? { standing.status }
    var isInTime: Bool? { standing.isInTime }
    var isOpenInTime: Bool { standing.isOpenInTime }
  }

  private mutating func add(_ kind: TaskConflict, _ location: SourceLocation) {
    found[kind, default: []].append(location)
  }

  /// Compares the cells of a row.
  mutating func compare(_ said: Row, _ row: CSVRow) {
    typealias Place = TaskReader.Place
    let status = row.location(said.standing.place)
    let isOpen = said.done == nil && said.status != .done && said.status != nil
    if case .once(let due, _, _)? = said.due {
      if let done = said.done, let isInTime = said.isInTime, isInTime != (done <= due) {
        add(isInTime ? .doneLate : .doneInTime, status)
      }
      if let started = said.started, started > due, said.done == nil {
        add(.begunBehind, row.location(said.isBegun ? Place.started : Place.issued))
      }
      if said.done == nil, said.status == .late || said.isOpenInTime {
        open.append(
          OpenStatus(
            isLate: said.status == .late, isOverdue: said.standing.isOverdue, due: due,
            day: said.day, location: status))
      }
    }
    if let done = said.done, let told = said.standing.day, told != done {
      add(.otherEnd, status)
    }
    if let share = said.share {
      let isTold = said.standing.share != nil && SeriesName.seen(row.text(Place.share)).isEmpty
      let place = row.location(isTold ? said.standing.place : Place.share)
      if isOpen, share >= 1 { add(.openWhole, place) }
      if said.status == .done || said.done != nil, share < 1 { add(.donePart, place) }
      if said.status == .notStarted, share > 0, share < 1 { add(.idleShare, place) }
    }
    if said.status == .notStarted, said.isBegun, let started = said.started,
      said.day.map({ started <= $0 }) ?? false
    {
      add(.idleBegun, row.location(Place.started))
    }
  }

  /// Nothing read yet; statuses of files read before.
  init(open: [OpenStatus] = []) { self.open = open }

  /// What contradicts itself whatever the day, one warning a kind.
  var warnings: [Fault] { Self.warnings(found) }

  /// Cells that a warning names.
  private static let most = 8

  /// Statuses that the due day contradicts on a day, and reports that take back what earlier ones said.
  static func warnings(_ list: TaskList, on day: CalendarDate) -> [Fault] {
    var found: [TaskConflict: [SourceLocation]] = [:]
    for task in list.tasks where task.reports.count > 1 {
      for (earlier, later) in zip(task.reports, task.reports.dropFirst())
      where !later.due.isRecurring && later.day.map({ $0 <= day }) ?? true {
        // What a later report leaves blank is filled from the earlier one.
        if earlier.done != nil, later.done == nil {
          found[.reopened, default: []].append(later.location)
        } else if later.shareDay == nil, let before = earlier.shareDone,
          let share = later.shareDone, share < before
        {
          found[.lessDone, default: []].append(later.location)
        }
      }
    }
    for status in list.open {
      let known = status.day ?? day
      guard known <= day, status.isLate == (status.due >= known) else { continue }
      found[status.isLate ? .lateAhead : .inTimeBehind, default: []].append(status.location)
    }
    return warnings(found)
  }

  private static func warnings(_ found: [TaskConflict: [SourceLocation]]) -> [Fault] {
    TaskConflict.allCases.flatMap { kind -> [Fault] in
      let files = Dictionary(grouping: found[kind] ?? [], by: \.file).sorted { $0.key < $1.key }
      return files.compactMap { _, places in
        places.first.map {
          Fault(
            .task(
              .conflict(kind, cells: places.prefix(most).map(\.cell), count: places.count)),
            at: $0)
        }
      }
    }
  }
}

extension TaskList {
  /// What contradicts itself on a day: statuses that say late ahead of the due day or not yet due behind it, tasks that were opened
  /// again, shares of work that fell. One warning of each kind and file.
  public func conflicts(on day: CalendarDate) -> [Fault] { TaskConflicts.warnings(self, on: day) }

  /// That ends behind a day are not known on it, with the last of them; nothing where there are none.
  public func endsAhead(of day: CalendarDate) -> [Fault] {
    let ahead = tasks.compactMap { task -> (end: CalendarDate, location: SourceLocation)? in
      guard let report = task.report(on: day), let done = report.done, done > day else {
        return nil
      }
      return (done, report.location)
    }
    guard let first = ahead.first, let last = ahead.map(\.end).max() else { return [] }
    return [Fault(.task(.endsAhead(day, last: last, count: ahead.count)), at: first.location)]
  }
}
