internal import Attainment
internal import TimeSeries

/// What a reader must know of one row of the attainment table, in sentences.
enum RowNotes {
  /// Why a row is not assessed, or what there is to say of it.
  static func text(_ row: AttainmentRow, _ language: Language) -> String {
    let say = Catalogue.of(language)
    let notes =
      row.reason.map { [text($0, say)] }
      ?? row.remarks.map { text($0, say, isThin: row.basis.isThin) }
    return notes.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func text(_ remark: RowRemark, _ say: Catalogue, isThin: Bool) -> String {
    switch remark {
    case .published(let year): return say("note.published", ["year": "\(year)"])
    case .estimated(let year, let day):
      return say("note.estimated", ["year": "\(year)", "day": say.day(day)])
    case .overUnpublished(let year): return say("note.over_unpublished", ["year": "\(year)"])
    case .stale(let last): return say("note.stale", ["year": "\(last)"])
    case .movedOneWay(let along, let years, let end):
      return say(
        "note.one_way",
        [
          "along": "\(along)", "years": "\(years)",
          "end": exact(end, NumberStyle(say.language)),
        ])
    case .stated(let text): return say.language.text(text)
    case .placeholder: return say("note.placeholder")
    case .printedAsEnd(let end, let from):
      let number = NumberStyle(say.language)
      return say(
        from < end ? "note.end.upper" : "note.end.lower",
        ["from": exact(from, number), "end": exact(end, number)])
    case .fallsInHistory(let period): return say("note.falls", ["period": say.period(period)])
    case .heldDenominator(let id, let level, let paths):
      return say(
        "note.held",
        ["id": id, "level": plain(level, say.language), "paths": count(paths, say.language)])
    case .lostLevel(let id, let paths):
      return say("note.lost", ["id": id, "paths": count(paths, say.language)])
    case .tasks(let tasks): return text(tasks, say, isThin: isThin)
    }
  }

  /// What is known of the tasks behind a milestone.
  private static func text(_ tasks: TasksBehind, _ say: Catalogue, isThin: Bool) -> String {
    let (all, done) = ("\(tasks.tasks)", "\(tasks.done)")
    if tasks.done == tasks.tasks {
      guard let day = tasks.doneOn.map({ say.day($0) }) else { return say("note.task.sometime") }
      return tasks.tasks == 1
        ? say("note.task.done", ["day": day])
        : say("note.tasks.done", ["tasks": all, "day": day])
    }
    let due = tasks.due.map { say.day($0) }
    var notes = [
      tasks.tasks > 1
        ? say("note.tasks.open", ["tasks": all, "done": done, "due": due ?? "–"])
        : due.map { say("note.task.due", ["due": $0]) } ?? say("note.task.open")
    ]
    if let chance = tasks.onTime {
      notes.append(
        say("note.task.ontime", ["p": NumberStyle(say.language).chance(chance, isThin: isThin)]))
    }
    if let day = tasks.middle { notes.append(say("note.task.middle", ["day": say.day(day)])) }
    if let day = tasks.knownUntil {
      notes.append(say("tasks.note.unknown", ["day": say.day(day)]))
    }
    return notes.joined(separator: "; ")
  }

  private static func text(_ reason: NotAssessed, _ say: Catalogue) -> String {
    switch reason {
    case .stated(let text): say.language.text(text)
    case .noNumber: say("note.no_number")
    case .noYear: say("note.no_year")
    case .partOfYear(let period): say("note.part_of_year", ["period": say.period(period)])
    case .milestone: say("note.milestone")
    case .taskWithoutClock: say("note.task.clock")
    case .taskUndated: say("note.task.sometime")
    case .taskRounds: say("note.task.rounds")
    case .noFigures: say("note.no_figures")
    case .tooFewFigures(let day): say("note.too_few", ["day": day.map { say.day($0) } ?? ""])
    case .noSource: say("note.no_source")
    case .noGrowth(let level, let id):
      say("note.no_growth", ["id": id, "level": plain(level, say.language)])
    case .noRatio(let level, let id):
      say("note.no_ratio", ["id": id, "level": plain(level, say.language)])
    case .yearOver(let year): say("note.year_over", ["year": "\(year)"])
    case .yearOutside(let year): say("note.year_outside", ["year": "\(year)"])
    case .yearUndefined(let year): say("note.year_undefined", ["year": "\(year)"])
    }
  }

  private static func count(_ paths: Int, _ language: Language) -> String {
    NumberStyle(language).fixed(Double(paths), decimals: 0)
  }

  /// A number with all digits that it needs, six behind the point at the most.
  private static func exact(_ value: Double, _ style: NumberStyle) -> String {
    style.fixed(value, decimals: min(6, PrintedDecimals.needed(for: value)))
  }

  /// A number with all its digits, thousands not grouped.
  private static func plain(_ value: Double, _ language: Language) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    return "\(value)".replacing(".", with: language.writing.decimal)
  }
}
