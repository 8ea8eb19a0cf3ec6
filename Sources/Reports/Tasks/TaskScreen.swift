internal import Attainment
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

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
  /// The chances of those that are not yet due.
  private let chances: [Double]
  /// How many are done, done in time, and done nobody knows whether in time.
  private let done: (all: Int, onTime: Int, unknown: Int)
  private let isAnyLed: Bool
  private var say: Catalogue { words.say }

  /// `nil` where the folder holds no tasks.
  init?(_ words: PageWords) {
    self.words = words
    let tasks = words.records(TaskTable.definition)
    self.tasks = tasks
    guard !tasks.isEmpty else { return nil }
    // Places are sorted, not rows, of which there may be very many.
    var (late, unknown, open): ([Int], [Int], [Int]) = ([], [], [])
    var done = (all: 0, onTime: 0, unknown: 0)
    for (place, row) in tasks.enumerated() {
      switch row[TaskTable.status] {
      case .late: late.append(place)
      case nil: unknown.append(place)
      case .running, .notStarted: open.append(place)
      case .done:
        done.all += 1
        if row[TaskTable.onTime] == 1 { done.onTime += 1 }
        if row[TaskTable.onTime] == nil { done.unknown += 1 }
      case .noDate: break
      }
    }
    func dueFirst(_ places: [Int]) -> [Table.Record] {
      let days = places.map { place -> (day: Int, place: Int) in
        (tasks[place][TaskTable.due]?.dayNumber ?? .max, place)
      }
      let order = days.sorted { one, other in
        if one.day != other.day { return one.day < other.day }
        let id: String = tasks[one.place][TaskTable.id]
        return id < tasks[other.place][TaskTable.id]
      }
      return order.map { tasks[$0.place] }
    }
    let told = open.map { (place: $0, chance: tasks[$0][TaskTable.onTime]) }
    (overdue, self.unknown) = (dueFirst(late), dueFirst(unknown))
    atRisk = dueFirst(told.filter { $0.chance ?? 1 < 0.5 }.map(\.place))
    chances = told.compactMap(\.chance)
    self.done = done
    isAnyLed = tasks.contains { !$0[TaskColumns.agency].isEmpty }
  }

  var screen: LeadScreen {
    LeadScreen(
      answers: TaskLead(words).sentences, counts: counts,
      thin: tasks.contains { $0[TaskTable.basis] == .reference } ? say("page.tasks.class") : nil,
      decisions: decisions)
  }

  private var counts: [LeadScreen.Count] {
    let late = overdue.count
    return [
      .init(
        kind: .met, count: done.all, name: say("page.lead.tasks.done"),
        note: say(
          done.unknown == 0 ? "page.lead.tasks.ontime" : "page.lead.tasks.ontime.part",
          ["count": "\(done.onTime)", "unknown": "\(done.unknown)"]), anchor: "tasks"),
      .init(kind: .missed, count: late, name: say("page.lead.tasks.late"), anchor: "tasks"),
    ]
      + Likelihood.allCases.map { word in
        .init(
          kind: .word(word), count: chances.count { Likelihood($0) == word },
          name: say("page.lead.tasks.\(word.rawValue)"),
          note: say("page.likelihood.limits.\(word.rawValue)"), anchor: "tasks")
      }
      + (unknown.isEmpty
        ? []
        : [
          .init(
            kind: .none, count: unknown.count, name: say("tasks.column.unknown"), anchor: "tasks")
        ]) + [
        .init(
          kind: .none,
          count: tasks.count - done.all - late - chances.count - unknown.count,
          name: say("page.lead.rest"),
          note: say("page.lead.tasks.of", ["tasks": "\(tasks.count)"]), anchor: "tasks")
      ]
  }

  /// Overdue tasks first, then those that are least likely in time; where of some nothing is known, that is one of them.
  private var decisions: [LeadScreen.Decision] {
    // As they are told: of equal hundredths the next due comes first.
    func chance(_ row: Table.Record) -> Double { (100 * (row[TaskTable.onTime] ?? 1)).rounded() }
    let risky = atRisk.indices.map { (chance(atRisk[$0]), $0) }
      .sorted { $0 < $1 }.map { atRisk[$0.1] }
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
    } else if isAnyLed {
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
