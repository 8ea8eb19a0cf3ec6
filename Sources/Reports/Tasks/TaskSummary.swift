internal import Plans
internal import TimeSeries
public import Tracking

/// Tasks with dates, for the terminal.
public struct TaskSummary {
  private let result: TaskResult
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int
  private let emphasis: Emphasis
  private let page: PageWords?

  /// The most rows of a table.
  private static let mostRows = 12

  /// A summary of a result.
  ///
  /// - Parameter folder: its tables, which the answer before them is told from.
  public init(
    _ result: TaskResult, in folder: FolderTables? = nil, language: Language, width: Int,
    emphasis: Emphasis = .none
  ) {
    self.result = result
    page = folder.map { PageWords(folder: $0, language: language) }
    self.emphasis = emphasis
    say = Catalogue.of(language)
    style = NumberStyle(language)
    self.width = width
  }

  /// The whole text.
  public var text: String {
    let count = counts()
    var lines = emphasis.section([say.language.text(result.title)])
    let standing = count["today"] == "0" ? "tasks.standing" : "tasks.standing.today"
    lines += brokenLines(say(standing, count), width: width)
    lines +=
      page.flatMap(TaskScreen.init)?.screen.lines(width: width, emphasis: emphasis, say) ?? []
    lines.append("")
    lines += ahead + groups(result.phases, "tasks.phase") + groups(result.units, "tasks.agency")
    let soon = soonTable
    lines += overdue + soon.lines
    let words = TaskWords(say.language)
    for joint in words.joint(result.rows.indices.map { result.rows[$0].report.leadAgency }) {
      lines += brokenLines(joint, width: width)
    }
    if isUnsaid {
      lines += brokenLines(say("tasks.learned.unsaid"), width: width)
      return lines.joined(separator: "\n") + "\n"
    }
    lines += brokenLines(words.text(result.learned), width: width)
    let unbegun = result.rows.indices.count { place in
      result.rows[place].basis == .notAssessed && result.rows[place].remarks.contains(.noStart)
    }
    if unbegun > 0 {
      lines += brokenLines(say("tasks.learned.nostart", ["count": "\(unbegun)"]), width: width)
    }
    lines += brokenLines(
      words.explained(result.isWeighted, hasErrors: soon.hasErrors), width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether no task has a chance, and none is done: there is nothing that chances or scores would tell.
  private var isUnsaid: Bool {
    result.learned.completions == 0 && result.learned.hasOthers
      && result.rows.allSatisfy { $0.onTime == nil && $0.status != .done && $0.status != .late }
  }

  private func counts() -> [String: String] {
    var counts = (done: 0, onTime: 0, open: 0, late: 0, running: 0, today: 0, noDate: 0, unknown: 0)
    // By places: a copy of each row costs more than all that is asked of it.
    for place in result.rows.indices {
      switch result.rows[place].status {
      case .done:
        counts.done += 1
        if result.rows[place].onTime == 1 { counts.onTime += 1 }
        if result.rows[place].onTime == nil { counts.open += 1 }
      case .late: counts.late += 1
      case .running, .notStarted:
        counts.running += 1
        if result.rows[place].due == result.asOf { counts.today += 1 }
      case .noDate: counts.noDate += 1
      case nil: counts.unknown += 1
      }
    }
    func told(_ count: Int) -> String { style.fixed(Double(count), decimals: 0) }
    return [
      "day": say.day(result.asOf),
      "tasks": say(
        result.rows.count == 1 ? "tasks.count.one" : "tasks.count",
        ["count": told(result.rows.count)]),
      "done": told(counts.done),
      "ontime": TaskWords(say.language).inTime(
        counts.onTime, unknown: counts.open, of: counts.done, style),
      "late": told(counts.late), "running": told(counts.running),
      "today": told(counts.today), "nodate": told(counts.noDate),
      "unknown": told(counts.unknown),
    ]
  }

  /// The places of some rows, the next due first.
  private func dueFirst(_ isMeant: (Int) -> Bool) -> [Int] {
    let days = result.rows.indices.filter(isMeant).map { place -> (day: Int, place: Int) in
      ((result.rows[place].due ?? result.asOf).dayNumber, place)
    }
    let order = days.sorted { one, other in
      one.day == other.day
        ? result.rows[one.place].id < result.rows[other.place].id : one.day < other.day
    }
    return order.map(\.place)
  }

  /// What will be done in three months, half a year, a year and by the last due day.
  private var ahead: [String] {
    let all = result.curve.filter { $0.group.kind == .all }
    let wanted = [3, 6, 12, 24].compactMap { months -> TaskResult.CurveRow? in
      // The end of the last whole month, so many months on.
      let isEnd = result.asOf == result.asOf.endOfMonth
      var end = isEnd ? result.asOf : result.asOf.advanced(byDays: -result.asOf.day)
      for _ in 0..<months { end = end.advanced(byDays: 1).endOfMonth }
      return all.last { $0.date <= end && $0.expected != nil }
    }
    // What is not assessed is not expected to stay undone: of how many something is expected.
    let isPartial = wanted.contains { $0.assessed.map { $0 < result.rows.count } ?? false }
    var table = TextTable(
      [(say("tasks.by"), .left), (say("tasks.due"), .right)]
        + (isPartial ? [(say("tasks.assessed"), .right)] : [])
        + [(say("tasks.expected"), .right), (say("tasks.band"), .right)])
    for row in wanted {
      guard let expected = row.expected, let p10 = row.p10, let p90 = row.p90 else { continue }
      table.append(
        [
          say.day(row.date), style.fixed(Double(row.due), decimals: 0),
        ] + (isPartial ? [row.assessed.map { style.fixed(Double($0), decimals: 0) } ?? "–"] : [])
          + [
            style.fixed(expected, decimals: 1),
            "\(style.fixed(Double(p10), decimals: 0))–\(style.fixed(Double(p90), decimals: 0))",
          ])
    }
    return wanted.isEmpty ? [] : table.lines(width: width) + [""]
  }

  private func groups(_ rows: [TaskResult.GroupRow], _ heading: String) -> [String] {
    guard !rows.isEmpty else { return [] }
    let isPartial = rows.contains { $0.notAssessed > 0 }
    let isUndated = rows.contains { $0.doneUndated > 0 }
    var table = TextTable(
      [
        (say(heading), .flexible), (say("tasks.tasks"), .right), (say("tasks.ontime"), .right),
        (say("tasks.donelate"), .right),
      ] + (isUndated ? [(say("tasks.doneundated"), .right)] : []) + [
        (say("tasks.overdue"), .right), (say("tasks.status.unknown"), .right),
      ] + (isPartial ? [(say("tasks.notassessed"), .right)] : []) + [
        (say("tasks.score"), .right), (say("tasks.expectedscore"), .right),
      ])
    // What names no agency comes last, and always.
    let (named, unnamed) = (
      rows.filter { !$0.group.name.isEmpty }, rows.filter(\.group.name.isEmpty)
    )
    let shown =
      named.sorted { ($1.tasks, $0.group.name) < ($0.tasks, $1.group.name) }
      .prefix(Self.mostRows - unnamed.count) + unnamed
    for row in shown {
      table.append(
        [
          row.group.name.isEmpty ? say("group.unnamed") : row.group.name, "\(row.tasks)",
          "\(row.onTime)", "\(row.doneLate)",
        ] + (isUndated ? ["\(row.doneUndated)"] : []) + ["\(row.late)", "\(row.unknown)"]
          + (isPartial ? ["\(row.notAssessed)"] : []) + [
            row.score.map { style.fixed($0, decimals: 0) } ?? "–",
            row.expectedScore.map { style.fixed($0, decimals: 0) } ?? "–",
          ])
    }
    return table.lines(width: width) + more(rows.count - shown.count) + [""]
  }

  /// That rows were left out.
  private func more(_ left: Int) -> [String] {
    left > 0 ? [say("tasks.more", ["count": "\(left)"])] : []
  }

  /// The beginning of a long name.
  private func short(_ name: String) -> String {
    name.count <= 40 ? name : name.prefix(39) + "…"
  }

  /// Open tasks behind their due day, the longest overdue first.
  private var overdue: [String] {
    let rows = dueFirst { result.rows[$0].status == .late }
    guard !rows.isEmpty else { return [] }
    var table = TextTable([
      (say("tasks.task"), .flexible), (say("tasks.agency"), .flexible),
      (say("tasks.dueday"), .left),
      (say("tasks.overdue.days"), .right), (say("tasks.in90"), .right),
    ])
    for row in rows.prefix(Self.mostRows).map({ result.rows[$0] }) {
      let name = say.language.text(row.report.name)
      let days = row.due.map { result.asOf.dayNumber - $0.dayNumber }
      table.append([
        name.isEmpty ? row.id : "\(row.id) \(short(name))", short(row.report.leadAgency),
        say.day(row.due), days.map { style.fixed(Double($0), decimals: 0) } ?? "–",
        row.within90.map { style.chance($0, isThin: row.basis == .reference) } ?? "–",
      ])
    }
    return emphasis.section([say("tasks.overdue.heading", ["count": "\(rows.count)"])])
      + table.lines(width: width) + more(rows.count - Self.mostRows) + [""]
  }

  /// Open tasks that are due next, those that will rather be late.
  private var soonTable: (lines: [String], hasErrors: Bool) {
    let rows = dueFirst { place in
      result.rows[place].remarks.contains {
        if case .aboutToBeLate = $0 { true } else { false }
      } && result.rows[place].due.map { $0 >= result.asOf } ?? false
    }
    guard !rows.isEmpty else { return ([], false) }
    var hasErrors = false
    var table = TextTable([
      (say("tasks.task"), .flexible), (say("tasks.dueday"), .left), (say("tasks.chance"), .right),
      (say("tasks.in90"), .right), (say("tasks.middle"), .left),
    ])
    for row in rows.prefix(Self.mostRows).map({ result.rows[$0] }) {
      let name = say.language.text(row.report.name)
      let isThin = row.basis == .reference
      let chance = row.onTime.map { style.chance($0, isThin: isThin) } ?? "–"
      let error = isThin ? "" : row.error.map { " ± \(style.points($0))" } ?? ""
      if !error.isEmpty { hasErrors = true }
      table.append([
        name.isEmpty ? row.id : "\(row.id) \(short(name))",
        say.day(row.due), chance + error,
        row.within90.map { style.chance($0, isThin: isThin) } ?? "–", say.day(row.p50),
      ])
    }
    let lines =
      emphasis.section([say("tasks.soon", ["count": "\(rows.count)"])])
      + table.lines(width: width) + more(rows.count - Self.mostRows) + [""]
    return (lines, hasErrors)
  }
}
