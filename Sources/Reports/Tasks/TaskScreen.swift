internal import Attainment
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// The first screen of tasks: how many are done and late, and which of them to look at first.
struct TaskScreen {
  private let words: PageWords
  private let tasks: [Table.Record]
  /// Open tasks behind their due day, the longest overdue first.
  let overdue: [Table.Record]
  /// Open tasks that are not yet due and have less than an even chance, the next due first.
  let atRisk: [Table.Record]
  /// Those of which nothing is known since their due day.
  let unknown: [Table.Record]
  /// Those that are not yet due.
  private let open: [Table.Record]
  private var say: Catalogue { words.say }

  /// `nil` where the folder holds no tasks.
  init?(_ words: PageWords) {
    self.words = words
    tasks = words.records(TaskTable.definition)
    guard !tasks.isEmpty else { return nil }
    let told = tasks.map { ($0[TaskTable.status], $0) }
    func dueFirst(_ isMeant: (TaskStatus?) -> Bool) -> [Table.Record] {
      told.filter { isMeant($0.0) }
        .map { ($0.1[TaskTable.due]?.dayNumber ?? .max, $0.1[TaskTable.id], $0.1) }
        .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
    overdue = dueFirst { $0 == .late }
    unknown = dueFirst { $0 == nil }
    open = dueFirst { $0 == .running || $0 == .notStarted }
    atRisk = open.filter { $0[TaskTable.onTime] ?? 1 < 0.5 }
  }

  var screen: LeadScreen {
    LeadScreen(
      answers: TaskLead(words).sentences, counts: counts,
      thin: tasks.contains { $0[TaskTable.basis] == .reference } ? say("page.tasks.class") : nil,
      decisions: decisions)
  }

  private var counts: [LeadScreen.Count] {
    let done = tasks.filter { $0[TaskTable.status] == .done }
    let late = tasks.count { $0[TaskTable.status] == .late }
    let chances = open.compactMap { $0[TaskTable.onTime] }
    let notes =
      [say("page.lead.tasks.of", ["tasks": "\(tasks.count)"])]
      + (unknown.isEmpty ? [] : [say("page.lead.tasks.unknown", ["count": "\(unknown.count)"])])
    return [
      .init(
        kind: .met, count: done.count, name: say("page.lead.tasks.done"),
        note: say(
          "page.lead.tasks.ontime", ["count": "\(done.count { $0[TaskTable.onTime] == 1 })"]),
        anchor: "tasks"),
      .init(kind: .missed, count: late, name: say("page.lead.tasks.late"), anchor: "tasks"),
    ]
      + Likelihood.allCases.map { word in
        .init(
          kind: .word(word), count: chances.count { Likelihood($0) == word },
          name: say("page.lead.tasks.\(word.rawValue)"),
          note: say("page.likelihood.limits.\(word.rawValue)"), anchor: "tasks")
      } + [
        .init(
          kind: .none, count: tasks.count - done.count - late - chances.count,
          name: say("page.lead.rest"), note: notes.joined(separator: "; "), anchor: "tasks")
      ]
  }

  /// Overdue tasks first, then those that are least likely in time; where of some nothing is known, that is one of them.
  private var decisions: [LeadScreen.Decision] {
    // As they are told: of equal hundredths the next due comes first.
    func chance(_ row: Table.Record) -> Double { (100 * (row[TaskTable.onTime] ?? 1)).rounded() }
    let risky = atRisk.enumerated().map { (chance($1), $0, $1) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    let room = LeadScreen.most - (unknown.isEmpty ? 0 : 1)
    let late = overdue.prefix(room)
    let told =
      late.map { decision($0, isLate: true) }
      + risky.prefix(room - late.count).map { decision($0, isLate: false) }
    return told + (unknown.isEmpty ? [] : [report])
  }

  private func decision(_ row: Table.Record, isLate: Bool) -> LeadScreen.Decision {
    let asOf = words.folder.manifest.asOf
    var places = ["due": say.day(row[TaskTable.due])]
    if isLate, let asOf, let due = row[TaskTable.due] {
      places["days"] = "\(asOf.dayNumber - due.dayNumber)"
    }
    places["chance"] = words.inHundred(row[TaskTable.onTime])
    var sentences = [say(isLate ? "page.lead.task.late" : "page.lead.task.risk", places)]
    // A day that is past says nothing, and the due day only what its chance says.
    let least = [asOf, row[TaskTable.due]].compactMap(\.self).max()
    if let middle = row[TaskTable.p50], least.map({ middle > $0 }) ?? true {
      sentences.append(say("page.lead.task.middle", ["day": say.day(middle)]))
    }
    let (agency, name) = (row[TaskColumns.agency], row[CommonColumns.target])
    if !agency.isEmpty {
      sentences.append(say("page.lead.agency", ["agency": agency]))
    } else if tasks.contains(where: { !$0[TaskColumns.agency].isEmpty }) {
      sentences.append(say("page.lead.agency.none"))
    }
    return LeadScreen.Decision(
      name: (name.isEmpty ? row[TaskTable.id] : name) + ":", text: sentences.joined(separator: " "))
  }

  /// The id of a task with its name.
  static func name(_ row: Table.Record) -> String {
    [row[TaskTable.id], row[CommonColumns.target]].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// So many agencies are named that owe a report.
  private static let named = 3

  /// That somebody has to say what became of tasks, and who of most.
  private var report: LeadScreen.Decision {
    let leads = grouped(unknown.flatMap { LeadAgencies.named(in: $0[TaskColumns.agency]) }) { $0 }
      .enumerated().sorted {
        (-$0.element.rows.count, $0.offset) < (-$1.element.rows.count, $1.offset)
      }
      .prefix(Self.named).map { "\($0.element.key) (\($0.element.rows.count))" }
    return LeadScreen.Decision(
      name: say("page.lead.tasks.report", ["count": "\(unknown.count)"]),
      text: leads.isEmpty
        ? say("page.lead.tasks.report.all")
        : say("page.lead.tasks.report.most", ["agencies": leads.joined(separator: ", ")]))
  }
}
