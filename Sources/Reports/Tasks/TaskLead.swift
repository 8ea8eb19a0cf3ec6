internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// What a reader of tasks should know first: how many are due, done and late, and how many will be done by the end.
struct TaskLead {
  private let words: PageWords
  private var say: Catalogue { words.say }

  /// Phases that are told one by one.
  private static let most = 2

  init(_ words: PageWords) { self.words = words }

  /// One sentence of all, and one of each of the phases that end next.
  var sentences: [String] {
    let phases = words.records(PhaseTable.definition)
    let order = phases.filter(isAhead).sorted {
      (end($0)?.dayNumber ?? .max, $0[PhaseTable.phase])
        < (end($1)?.dayNumber ?? .max, $1[PhaseTable.phase])
    }
    let told = order.prefix(Self.most).map { row in
      let done = [TaskColumns.onTime, TaskColumns.doneLate, TaskColumns.doneUndated]
        .reduce(0) { $0 + (row[$1] ?? 0) }
      return sentence(
        "tasks.lead.phase", ["phase": row[PhaseTable.phase]], tasks: row[TaskColumns.tasks],
        done: done, late: row[TaskColumns.late], unknown: row[TaskColumns.unknown], end: end(row),
        row)
    }
    let left = phases.count - told.count
    return [all].compactMap(\.self) + told
      + (left > 0 ? [say("tasks.lead.more", ["count": "\(left)"])] : [])
  }

  /// What the counts of tasks come to, from the past to the ninetieth day after the last of them is due: what comes then
  /// is the slow end of those that are late.
  var course: [Table.Record] {
    let rows = words.records(CompletionTable.definition).filter {
      $0[CompletionTable.kind] == .all
    }
    let dues = words.records(TaskTable.definition).compactMap { $0[TaskTable.due] }
    guard let last = (dues + [words.folder.manifest.asOf].compactMap(\.self)).max() else {
      return rows
    }
    let end = rows.firstIndex { row in
      row[CompletionTable.date].map { $0.dayNumber >= last.dayNumber + Self.after } ?? false
    }
    return end.map { Array(rows[...$0]) } ?? rows
  }

  /// Days behind a due day for which chances are told, too.
  private static let after = 90

  /// Whether a row tells what is ahead; tables of earlier versions do not say how many tasks are assessed.
  private func isAhead(_ row: Table.Record) -> Bool {
    row[TaskColumns.assessed] != nil || row[TaskColumns.expected] != nil
  }

  /// Tasks that what is expected by a day does not count.
  static func missing(_ row: Table.Record, of tasks: Int) -> Int {
    row[TaskColumns.assessed].map { tasks - $0 } ?? 0
  }

  /// Whether what is expected counts fewer than all tasks.
  var isPartial: Bool {
    let tasks = words.records(TaskTable.definition).count
    return course.contains { Self.missing($0, of: tasks) > 0 }
  }

  private func end(_ row: Table.Record) -> CalendarDate? { row[PhaseTable.end] }

  /// All tasks by the day on which the last is due, or the last that is looked at.
  private var all: String? {
    let tasks = words.records(TaskTable.definition)
    let rows = words.records(CompletionTable.definition).filter {
      $0[CompletionTable.kind] == .all && isAhead($0)
    }
    var last: CalendarDate?
    var (done, late, unknown) = (0, 0, 0)
    for task in tasks {
      if let due = task[TaskTable.due] { last = last.map { max($0, due) } ?? due }
      switch task[TaskTable.status] {
      case .done: done += 1
      case .late: late += 1
      case nil: unknown += 1
      case .running, .notStarted, .noDate: break
      }
    }
    let row =
      rows.first { row in
        guard let last, let date = row[CompletionTable.date] else { return false }
        return date >= last
      } ?? rows.last
    guard let row else { return nil }
    return sentence(
      "tasks.lead.all", [:], tasks: tasks.count, done: done, late: late, unknown: unknown,
      end: row[CompletionTable.date], row)
  }

  private func range(_ row: Table.Record) -> String {
    let (low, high) = (row[TaskColumns.p10], row[TaskColumns.p90])
    return say(
      low != nil && low == high ? "tasks.lead.range.one" : "tasks.lead.range",
      ["low": low.map { "\($0)" } ?? "–", "high": high.map { "\($0)" } ?? "–"])
  }

  private func sentence(
    _ key: String, _ names: [String: String], tasks: Int?, done: Int, late: Int?,
    unknown: Int?, end: CalendarDate?, _ row: Table.Record
  ) -> String {
    let expected = row[TaskColumns.expected] ?? .nan
    let numbers: [String: String] = [
      "day": say.day(words.folder.manifest.asOf), "tasks": "\(tasks ?? 0)", "done": "\(done)",
      "late": "\(late ?? 0)", "unknown": "\(unknown ?? 0)", "end": say.day(end),
      "expected": words.number.fixed(expected, decimals: expected < 9.95 ? 1 : 0),
      "range": range(row),
    ]
    // What nobody reported on is neither overdue nor undone; what is not assessed is not expected to stay undone.
    let missing = Self.missing(row, of: tasks ?? 0)
    let part =
      missing == 0 ? "" : row[TaskColumns.expected] == nil ? ".none" : ".part"
    let places = numbers.merging(names) { $1 }.merging([
      "missing": "\(missing)", "assessed": "\((tasks ?? 0) - missing)",
    ]) { $1 }
    return say(key + (unknown ?? 0 > 0 ? ".unknown" : "") + part, places)
  }
}
