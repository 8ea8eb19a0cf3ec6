internal import Attainment
internal import Models
internal import Plans
internal import TimeSeries

/// What is known of one task on a day.
struct TaskState {
  /// Its place among all tasks of the files.
  let number: Int
  let task: WorkTask
  let report: TaskReport
  /// The last day of which anything is known.
  let known: CalendarDate
  let start, due, done: CalendarDate?
  /// The day on which it is to begin, behind all that is known of it; `nil` for what is begun or done.
  let planned: CalendarDate?
  let isDone: Bool
  /// Whether a cell says when it was begun or may be; else `start` is the first report.
  private let isBeginTold: Bool
  /// Whether the day it was done is stated; else `done` is the first report that says so.
  private let isDated: Bool
  /// The last day before that of a report on which it was still open.
  private let openOn: CalendarDate?
  /// Of a task that comes back: the day it was done last for a round that is over, and when that was due.
  let earlier: EarlierRound?

  /// The rounds before the one that is open, up to the last that was done, of which no report says so, and when the last of them
  /// was due; `nil` where there is none.
  ///
  /// Rounds are looked for since the task is known: its begin, its first report or its first end. A report that it is late speaks of
  /// the round that was due before.
  func missedRounds(on day: CalendarDate) -> (count: Int, last: CalendarDate)? {
    let rule = report.due
    guard rule.isRecurring, !isDone, let begin = rule.current(on: day)?.from else { return nil }
    let seen = task.reports.filter { $0.day.map { $0 <= day } ?? true }
    let ends = seen.compactMap(\.done).filter { $0 <= day }
    let told = seen.filter { $0.status == .done || $0.done != nil }.compactMap { report in
      (report.done ?? report.day).flatMap { $0 <= day ? report.round(of: $0) : nil }
    }
    let done = Set(told)
    let late = seen.filter { $0.status == .late }.compactMap { report in
      rule.current(on: report.day ?? day)?.from?.advanced(byDays: -2)
    }
    let known = seen.compactMap(\.started) + [task.firstReport].compactMap(\.self) + ends
    let first = (known + late).min()
    guard let first else { return nil }
    let last = begin.advanced(byDays: -1)
    var (round, count) = (last, 0)
    while round > first, !done.contains(round), count < Self.mostRounds,
      let before = rule.current(on: round)?.from?.advanced(byDays: -1)
    {
      count += 1
      round = before
    }
    return count > 0 ? (count, last) : nil
  }

  /// Rounds that are looked for at the most.
  private static let mostRounds = 60

  /// A round that is over.
  struct EarlierRound {
    /// The day it was done, or that of the report that says so.
    let day, due: CalendarDate
    let isDated: Bool
    /// Whether words say that it was done late, so that it is the last round and not the nearest.
    let isLate: Bool
  }

  /// What is known on a day; `nil` where the task was not known yet.
  init?(_ task: WorkTask, number: Int, on day: CalendarDate) {
    guard let report = task.report(on: day) else { return nil }
    (self.number, self.task, self.report) = (number, task, report)
    func past(_ date: CalendarDate?) -> CalendarDate? { date.flatMap { $0 <= day ? $0 : nil } }
    let known = min(report.day ?? day, day)
    let seen = task.reports.filter { $0.day.map { $0 <= day } ?? true }
    let current = report.due.current(on: day)
    due = current?.due
    let begun = past(report.started)
    let window = past(current?.from)
    var done = past(report.done)
    var isDone = done != nil
    isDated = isDone
    // Of a task that was opened again, the reports since.
    let again = seen.lastIndex { !$0.isDone(by: day) }.map { $0 + 1 } ?? seen.startIndex
    let first = again < seen.endIndex ? again : nil
    openOn = first.flatMap { seen[..<$0].last?.day }
    if !isDone, report.isDone(by: day) {
      isDone = true
      // The first report that says so is the first day that is known.
      done = first.flatMap { seen[$0].day }
    }
    var earlier: EarlierRound?
    if report.due.isRecurring, isDone, let due = current?.due, let day = done ?? report.day,
      let round = report.round(of: day), round < due
    {
      earlier = EarlierRound(
        day: day, due: round, isDated: isDated, isLate: report.toldInTime == false)
      (done, isDone) = (nil, false)
    }
    // A beginning behind all that is known is a plan, and starts no clock.
    let isPlan = !isDone && !report.due.isRecurring && report.started.map { $0 > known } ?? false
    planned = isPlan ? report.started : nil
    start =
      report.due.isRecurring
      ? window : isPlan ? nil : begun ?? window ?? past(task.firstReport)
    isBeginTold = begun != nil || window != nil
    (self.done, self.isDone, self.earlier) = (done, isDone, earlier)
    self.known = report.due.isRecurring ? day : known
  }

  /// Whether it was done by a day; `nil` where it is open, and where reports do not tell: what is reported as done was so
  /// by all days that are not behind it.
  func wasDone(by day: CalendarDate) -> Bool? {
    guard isDone else { return nil }
    guard let done else { return known <= day ? true : nil }
    if isDated || done <= day { return done <= day }
    return openOn.map { $0 >= day } ?? false ? false : nil
  }

  /// The day it was done, as far as that is known: one that is stated, or that of the first report that says so behind one that
  /// says otherwise, unless a word says that it was done in time and that day is behind the due day; else `nil`.
  var knownEnd: CalendarDate? {
    guard let done, !isDated else { return done }
    guard openOn != nil else { return nil }
    return report.toldInTime == true && due.map { done > $0 } ?? false ? nil : done
  }

  /// Whether it was done by its due day: where no day says, a word may; `nil` where neither does.
  var wasInTime: Bool? {
    guard isDone, let due else { return nil }
    let told = isDated || report.due.isRecurring ? nil : report.toldInTime
    return told ?? wasDone(by: due)
  }

  /// The day from which on nobody knows whether it is done; `nil` where that is known.
  func unknownFrom(on day: CalendarDate) -> CalendarDate? { status(on: day) == nil ? due : nil }

  /// Whether it is past due and nothing tells when it was begun but that it was reported: that day at the latest.
  var isBeginOpen: Bool {
    guard !isBeginTold, planned == nil, !report.due.isRecurring, let due else { return false }
    return due < known || start.map { $0 >= due } ?? false
  }

  /// Whether nothing tells when it was begun, nor that it is past due.
  var isBeginUnknown: Bool { start == nil }

  /// Whether it was past due when it was first reported, or no report has a day.
  private var isReportedLate: Bool { start.flatMap { start in due.map { start >= $0 } } ?? true }

  /// Whether it is to begin only behind a day, and cannot be done by then.
  func beginsBehind(_ day: CalendarDate) -> Bool { planned.map { $0 > day } ?? false }

  /// The last day of which it is known that it was still open at its end: what is due on the day of its report, and what comes
  /// back, can still be done on that day.
  var openThrough: CalendarDate {
    due == known || report.due.isRecurring ? known.advanced(byDays: -1) : known
  }

  /// Whether it is due on a day and can still be done on it.
  func isDue(on day: CalendarDate) -> Bool { !isDone && due == day && known == day }

  /// By how many days it was done before (below 0) or behind its due day, or open when last seen; `nil` for what comes back,
  /// is to begin yet or has no such day.
  var lateness: (time: Double, isEnd: Bool)? {
    guard !report.due.isRecurring, planned == nil, let due else { return nil }
    guard isDone else { return (Double(openThrough.dayNumber - due.dayNumber), false) }
    return done.flatMap { isDated ? (Double($0.dayNumber - due.dayNumber), true) : nil }
  }

  /// What is known of its end where no cell tells its begin; `nil` where one does, for what comes back, has no due day or is to
  /// begin yet.
  var unbegun: UnbegunTask? {
    guard !isBeginTold, planned == nil, !report.due.isRecurring, let due else { return nil }
    let end: UnbegunTask.End
    if !isDone {
      end = .open(through: openThrough.dayNumber)
    } else if isDated, let done {
      end = .done(on: done.dayNumber)
    } else {
      let (last, isInTime) = (done ?? known, report.toldInTime)
      end = .between(
        after: isInTime == false && last > due ? due.dayNumber : openOn?.dayNumber,
        by: (isInTime == true ? min(last, due) : last).dayNumber)
    }
    let listed = min(task.firstReport ?? known, known).dayNumber
    return UnbegunTask(due: due.dayNumber, listed: listed, end: end)
  }

  /// The task as it was, had it been begun and, where it is done, ended on days.
  func item(begun begin: Int, ended end: Int, levels: [[Int?]]) -> CompletionCase? {
    due.map {
      CompletionCase(
        start: begin, due: $0.dayNumber, end: end, isDone: isDone, levels: levels,
        progress: progress)
    }
  }

  /// The task as though it had been begun so many days before its due day, of which nothing tells; `nil` where it has no due
  /// day, is to begin yet or comes back.
  func item(allowing days: Int, levels: [[Int?]]) -> CompletionCase? {
    guard let time = lateness, let due = due?.dayNumber else { return nil }
    let end = due + Int(time.time)
    return CompletionCase(
      start: min(due - days, end), due: due, end: end, isDone: time.isEnd, levels: levels,
      progress: progress)
  }

  /// The status to tell; `nil` where the due day is over and nothing is known since.
  func status(on day: CalendarDate) -> TaskStatus? {
    if isDone { return .done }
    guard let due else { return .noDate }
    if due < known { return .late }
    if due < day, known < day { return nil }
    if report.status == .notStarted { return .notStarted }
    if report.status == .running || report.status == .late { return .running }
    let begun = report.due.isRecurring ? start : report.started ?? report.due.current(on: day)?.from
    return begun.map { $0 <= day } ?? false ? .running : .notStarted
  }

  /// The task as models see it; `nil` where its begin, its due day or the day it was done is not known. One that is open
  /// behind its due day needs no begin: it has no length then.
  func item(levels: [[Int?]]) -> CompletionCase? {
    // Reported as done, and never before as open: nothing says when.
    // Nor when it was begun, where that is the only report.
    let isTold =
      isDone && !isDated && openOn == nil
      && (!isBeginTold || due.map { wasDone(by: $0) } == .some(nil))
    let start = isBeginOpen && isReportedLate ? isDone ? nil : due : start
    guard let start, let due, !isDone || done != nil, !isTold else { return nil }
    guard (done ?? known) >= start else { return nil }
    let end = done ?? openThrough
    return CompletionCase(
      start: min(start, end).dayNumber, due: due.dayNumber, end: end.dayNumber, isDone: isDone,
      levels: levels, progress: progress)
  }

  /// What was reported of the work of an open task.
  private var progress: CompletionCase.Progress? {
    report.shareDone.flatMap { share in
      isDone || share == 0 && report.status == .notStarted
        ? nil
        : CompletionCase.Progress(
          day: min(report.shareDay ?? known, openThrough).dayNumber, share: share)
    }
  }
}

/// The levels of what tasks are grouped by: phase, programme, lead agency, place.
struct TaskFactors {
  private let numbers: [[String: Int]]
  /// The factors that have two names at the least.
  let named: [Int]
  /// The factor of units: the lead agency, where none is named the place.
  let unit: Int

  typealias Source = (
    factor: TaskResult.Factor, most: Int, names: @Sendable (TaskReport) -> [String]
  )

  static let sources: [Source] = [
    (.phase, 12, { [$0.phase] }), (.programme, 100, { [$0.programme] }),
    (.agency, CompletionModel.mostLevels, { LeadAgencies.named(in: $0.leadAgency) }),
    (.place, CompletionModel.mostLevels, { [$0.place] }),
  ]

  /// The levels that enough tasks have, the most frequent first; a factor with one level says nothing.
  init(_ states: [TaskState]) {
    let counts = Self.sources.map { source in
      var counts: [String: Int] = [:]
      for place in states.indices
      where states[place].start != nil || states[place].lateness != nil {
        for name in source.names(states[place].report) { counts[name, default: 0] += 1 }
      }
      counts[""] = nil
      return counts
    }
    numbers = zip(Self.sources, counts).map { source, counts in
      let kept = counts.filter { $0.value >= CompletionModel.fewestTasks }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(source.most)
      guard kept.count > 1 else { return [:] }
      return Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1.key, $0) })
    }
    named = counts.indices.filter { counts[$0].count > 1 }
    let hasAgencies = states.contains { !$0.report.leadAgency.isEmpty }
    unit = Self.sources.firstIndex { $0.factor == (hasAgencies ? .agency : .place) } ?? 0
  }

  /// What factors are.
  static func factors(_ places: [Int]) -> [TaskResult.Factor] {
    places.sorted().map { sources[$0].factor }
  }

  /// The factors that have levels.
  var withLevels: [Int] { numbers.indices.filter { !numbers[$0].isEmpty } }

  /// The levels of a task.
  func levels(_ report: TaskReport) -> [[Int?]] {
    zip(Self.sources, numbers).map { source, numbers in
      numbers.isEmpty
        ? [] : source.names(report).filter { !$0.isEmpty }.map { numbers[$0] }
    }
  }
}

extension TaskReport {
  /// The round of what comes back that is done by an end or, where that has no day, by a report: of what was late the last that is over.
  func round(of day: CalendarDate) -> CalendarDate? {
    guard toldInTime == false else { return due.round(of: day) }
    return due.current(on: day)?.from?.advanced(byDays: -1)
  }
}
