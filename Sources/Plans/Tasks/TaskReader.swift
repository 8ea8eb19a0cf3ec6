public import Files
public import TimeSeries

/// Reads files of tasks.
public struct TaskReader {
  /// The columns of a tasks file, with what they hold; the first two must be there.
  public static let columns: [(name: String, summary: String)] = [
    (
      "task_id",
      "Id of the task; rows of one id are reports of different days, and a blank cell leaves what an older report said."
    ),
    (
      "due",
      "2025-03-31, 2025-03 or 2025, also behind by: or <= (its last day) or < (the day before); 2025-2027; yearly:<=01-31, monthly:=18; ;ongoing behind it where work goes on; empty for no date."
    ),
    ("plan_id", "Id of the plan that it belongs to."),
    ("ref", "Place in the plan."),
    ("name_vi", "Vietnamese name."),
    ("name_en", "English name."),
    ("lead_agency", "Who leads, several parted by semicolons: units of scores, records and bands."),
    ("programme", "Programme that it is part of."),
    ("phase", "Phase; several separated by semicolons."),
    ("place", "Place."),
    ("started", "Day it was begun, YYYY-MM-DD."),
    ("done", "Day it was done, YYYY-MM-DD; empty while it is open."),
    (
      "share_done",
      "Share of its work that is done: 0 to 1, or 0 to 100 in the whole file. It moves chances little, by a judgement: no record of works with both such reports and ends was found to learn it from."
    ),
    ("status", TaskStatus.allCases.map(\.rawValue).joined(separator: ", ") + "; may be empty."),
    ("as_of", "Day of the report, YYYY-MM-DD; the newest one not after the day asked for counts."),
    ("weight", "What it counts in scores beside others; 1 by default."),
    ("note", "What a reader must know."),
  ]

  /// Columns that only tables of departments have: the day on which a task was given, which is its begin where no other
  /// column tells one; the day to which its due day was put off; what came of it, which may be a word of a status.
  private static let others = ["issued", "put_off", "outcome"].map { (name: $0, summary: "") }

  enum Place {
    static let id = 0, due = 1, plan = 2, reference = 3, vietnamese = 4, english = 5, agency = 6
    static let programme = 7, phase = 8, place = 9, started = 10, done = 11, share = 12
    static let status = 13, day = 14, weight = 15, note = 16
    static let issued = 17, putOff = 18, outcome = 19
    /// What one cell may say of several tasks.
    static let shared =
      [due, plan, reference, agency, programme, phase, place, started, done, share, status]
      + [day, note, issued, putOff, outcome]
  }

  private var order: [String] = []
  private var reports: [String: [TaskReport]] = [:]
  private var spellings: [[String: String]] = Array(repeating: [:], count: 5)
  private var isWeighted = false
  private var conflicts = TaskConflicts()
  /// The year of days without one, and where days took it.
  private(set) var year: TableYear?
  var completed: [SourceLocation] = []
  /// The number of the day, of the lowest where none is told, from which on nobody does a task any more.
  private var calledOff: [String: Int] = [:]
  /// Where it stands what came of open tasks in words that are no status.
  private var unread: [SourceLocation] = []

  /// The day that is asked of, whose year days have that nothing else gives one.
  let asOf: CalendarDate?

  /// Nothing read yet.
  ///
  /// - Parameter asOf: the day that is asked of; `nil` where none is known before tables are read.
  public init(asOf: CalendarDate? = nil) { self.asOf = asOf }

  /// What has been read so far.
  public var list: TaskList {
    TaskList(
      tasks: order.filter(isKept).map { key in
        let rows = (reports[key] ?? []).enumerated().sorted {
          // A report without a day is the oldest.
          ($0.element.day?.dayNumber ?? 0, $0.offset) < ($1.element.day?.dayNumber ?? 0, $1.offset)
        }
        var known: [TaskReport] = []
        for (_, report) in rows { known.append(report.filled(from: known.last)) }
        return WorkTask(id: names[key] ?? key, reports: known)
      }, isWeighted: isWeighted, open: conflicts.open)
  }

  private var names: [String: String] = [:]

  /// Whether a task was not called off by its newest report.
  private func isKept(_ key: String) -> Bool {
    guard let day = calledOff[key] else { return true }
    return reports[key]?.contains { $0.day.map { $0.dayNumber > day } ?? false } ?? false
  }

  /// Reads one file; its faults are added to the collector.
  public mutating func read(_ source: SourceFile, faults: inout FaultCollector) {
    var heads: TaskHeads?
    guard
      var rows = CSVReader(
        source, columns: Array(Self.columns.prefix(2)),
        optional: Array(Self.columns.dropFirst(2)) + Self.others,
        numbers: ["share_done", "weight"],
        naming: {
          guard let found = TaskHeads($0, above: $1) else { return nil }
          heads = found
          return found.names
        }, faults: &faults)
    else { return }
    let names = TaskNames(rows, heads)
    if rows.header.contains("weight") { isWeighted = true }
    var read: [Read] = []
    var all: [CSVRow] = []
    while let row = rows.next(&faults) { all.append(row) }
    if names.areWords, let first = all.first, Self.numbersColumns(first.cells) {
      all.removeFirst()
    }
    if all.isEmpty { faults.note(.table(.noRows), at: source.place()) }
    // What tells tasks apart is never that of several.
    let merged = CSVRow.filledDown(all, columns: Place.shared)
    all = merged.rows
    if let first = merged.cells.first {
      faults.tell(
        .task(.mergedDown(cells: merged.cells.prefix(8).map(\.cell), count: merged.cells.count)),
        at: first)
    }
    let identity = names.place(in: all)
    let sections = TaskSections(all, names)
    if let id = sections?.ids.lazy.compactMap(\.self).first {
      faults.tell(.task(.numbersByPart(id)), at: source.place())
    }
    var heading = ""
    for (number, row) in all.enumerated() {
      let id = sections?.ids[number] ?? SeriesName.seen(row.text(identity))
      if names.areWords, let found = names.heading(row) {
        heading = found
        continue
      }
      if id.isEmpty {
        row.noteEmpty(identity, faults: &faults)
        continue
      }
      let key = SeriesName.key(of: id)
      if self.names[key] == nil {
        self.names[key] = id
        order.append(key)
      }
      read.append(
        Read(
          key: key, row: row, share: share(row, names, faults: &faults), heading: heading,
          names: names))
    }
    // 1 is all of it beside other shares, and one hundredth beside percentages.
    let isPercent = read.contains { $0.share.map { !$0.isPercent && $0.value > 1 } ?? false }
    conflicts = TaskConflicts(open: conflicts.open)
    unread = []
    year = TableYear(
      heads: all.first.map { first in
        [Place.due, Place.putOff].map { (first.name($0), source.place()) }
      } ?? [], titles: rows.titles,
      names: source.isMade ? [] : [source.sheet?.name, Self.name(of: source)].compactMap(\.self))
    completed = []
    let day = stated(rows.titles, read.map(\.row), source, faults: &faults)
    for task in read {
      let share = task.share.map { $0.isPercent || isPercent ? $0.value / 100 : $0.value }
      guard let report = report(task, shareDone: share, day, faults: &faults)
      else { continue }
      add(report, to: task.key, task.row, faults: &faults)
    }
    tellYears(source, faults: &faults)
    faults.warn(conflicts.warnings)
    if let first = unread.first {
      faults.warn(
        .task(.unreadOutcome(cells: unread.prefix(8).map(\.cell), count: unread.count)), at: first)
    }
  }

  /// A row that is a task.
  private struct Read {
    let key: String
    let row: CSVRow
    let share: (value: Double, isPercent: Bool)?
    /// The part of its table, where a line between the rows names it.
    let heading: String
    let names: TaskNames
  }

  private mutating func add(
    _ report: TaskReport, to key: String, _ row: CSVRow, faults: inout FaultCollector
  ) {
    if let first = reports[key]?.first(where: { $0.day == report.day }) {
      faults.note(
        .task(.doubledTask(names[key] ?? key, firstAt: first.location)),
        at: row.location(Place.id), hint: report.day == nil ? .task(.dayOfReports) : nil)
      return
    }
    reports[key, default: []].append(report)
  }

  private mutating func report(
    _ task: Read, shareDone: Double?, _ titleDay: CalendarDate?, faults: inout FaultCollector
  ) -> TaskReport? {
    let row = task.row
    let before = faults.found.count
    // Where it was put off the new day counts.
    let own = day(row, Place.day, faults: &faults)
    let asOf = own ?? titleDay
    let ownYear = (asOf ?? self.asOf)?.year
    let newDue =
      Self.isNone(row.text(Place.putOff)) ? nil : due(row, Place.putOff, ownYear, &faults)
    let due = newDue ?? due(row, Place.due, ownYear, &faults)
    let issued = day(row, Place.issued, ownYear, faults: &faults)
    let begun = day(row, Place.started, ownYear, faults: &faults)
    let started = begun ?? issued
    var standing = status(task.names, row, ownYear, faults: &faults)
    if standing.isCalledOff {
      calledOff[task.key] = max(calledOff[task.key] ?? .min, asOf?.dayNumber ?? .min)
      return nil
    }
    // Hoàn thành (đạt 51%) with a day of the end is done, whatever was reached.
    if standing.isEndInPart, !SeriesName.seen(row.text(Place.done)).isEmpty {
      standing.status = .done
    }
    let status = standing.status
    let shareDone = shareDone ?? standing.share
    let done =
      day(row, Place.done, ownYear, faults: &faults) ?? standing.day
      ?? standing.lateness.flatMap { due?.end($0, begun: started, on: asOf) }
    let weight = row.optionalNumber(Place.weight, faults: &faults)
    if let weight, weight < 0 {
      faults.noteOutside(
        row.name(Place.weight), .written(row.text(Place.weight)), .atLeast("0"),
        at: row.location(Place.weight))
    }
    check(row, started: started, done: done, asOf: asOf, standing, faults: &faults)
    if case .once(let day, _, _)? = due, status == .late, let done, done <= day {
      faults.warn(.task(.lateButInTime(done: done, due: day)), at: row.location(standing.place))
    }
    guard let due, faults.found.count == before else { return nil }
    if standing.isUnread, done == nil, shareDone.map({ $0 < 1 }) ?? true {
      unread.append(row.location(standing.place))
    }
    conflicts.compare(
      .init(
        started: started, done: done, day: asOf, isBegun: begun != nil, due: due,
        standing: standing, share: shareDone), row)
    return TaskReport(
      day: asOf, isDayOfTitle: own == nil && asOf != nil, planID: text(row, Place.plan, 0),
      reference: SeriesName.seen(row.text(Place.reference)),
      name: LocalizedText(
        en: row.text(Place.english),
        vi: row.text(task.names.identity == .named ? Place.id : Place.vietnamese)),
      leadAgency: text(row, Place.agency, 1),
      programme: text(row, Place.programme, 2, orElse: task.heading),
      phase: text(row, Place.phase, 3), place: text(row, Place.place, 4), started: started,
      due: due, done: done, shareDone: shareDone, shareDay: nil, status: status,
      toldInTime: standing.isInTime, statedWeight: weight,
      note: row.text(Place.note), location: row.location(Place.id))
  }

  /// A name as it is seen, in the letters in which the column has it first.
  private mutating func text(
    _ row: CSVRow, _ column: Int, _ kind: Int, orElse other: String = ""
  ) -> String {
    let own = SeriesName.seen(row.text(column))
    let seen = own.isEmpty ? other : own
    guard !seen.isEmpty else { return "" }
    let key = seen.lowercased()
    if let first = spellings[kind][key] { return first }
    spellings[kind][key] = seen
    return seen
  }

  private func check(
    _ row: CSVRow, started: CalendarDate?, done: CalendarDate?, asOf: CalendarDate?,
    _ standing: TaskNames.Standing, faults: inout FaultCollector
  ) {
    let status = standing.status
    let isWord = standing.day != nil && SeriesName.seen(row.text(Place.done)).isEmpty
    let end = row.location(isWord ? standing.place : Place.done)
    if let started, let done, done < started {
      faults.note(.task(.doneBeforeStart(done: done, started: started)), at: end)
    }
    if let done, let asOf, done > asOf {
      faults.note(.task(.doneAfterReport(done: done, asOf: asOf)), at: end)
    }
    if let status, done != nil, status == .running || status == .notStarted {
      faults.note(
        .task(.openButDone(status: status.rawValue)), at: row.location(standing.place))
    }
  }

  /// The share of work done as it is written, `60%` or a number; out of range is a fault.
  private func share(
    _ row: CSVRow, _ names: TaskNames, faults: inout FaultCollector
  ) -> (value: Double, isPercent: Bool)? {
    let text = SeriesName.seen(row.text(Place.share))
    // How far a task is may be said in words, too.
    guard !text.isEmpty, !names.areWords || TaskStatus.Word(text) == nil else { return nil }
    if names.areWords, text.last != "%" || text.first?.isNumber != true, let told = ShareDone(text),
      told.isAlone
    {
      return (told.share * 100, true)
    }
    let isPercent = text.hasSuffix("%")
    let number = isPercent ? Self.percent(text) : row.number(Place.share, faults: &faults)
    guard let number else {
      if isPercent {
        faults.note(
          .table(.badNumber(column: row.name(Place.share), text: text)),
          at: row.location(Place.share))
      }
      return nil
    }
    guard (0...100).contains(number) else {
      faults.noteOutside(
        row.name(Place.share), .written(text), .between("0", "100"), at: row.location(Place.share))
      return nil
    }
    return (number, isPercent)
  }

  /// The number before a sign of percent, with a point or a comma.
  private static func percent(_ text: String) -> Double? {
    let number = SeriesName.seen(text.dropLast())
    if let value = Double(number) { return value }
    guard let spelled = SpelledNumber(number), spelled.decisive == .comma else { return nil }
    return spelled.withComma.flatMap { Double($0) }
  }
}
