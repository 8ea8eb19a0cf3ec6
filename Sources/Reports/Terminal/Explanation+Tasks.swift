internal import Attainment
internal import Plans
internal import Tables
internal import TimeSeries

// How the chance of a milestone came about: its tasks, and what they rest on.

extension Explanation {
  /// What the plan asks for.
  var milestone: [String] {
    let agency = target[AttainmentTable.agency]
    return [
      say(
        agency.isEmpty ? "explain.milestone" : "explain.milestone.agency",
        [
          "plan": target[CommonColumns.plan], "agency": agency,
          "year": target[AttainmentTable.year].map { "\($0)" } ?? "–",
        ])
    ]
  }

  /// Each task: when it is due, and when it will be done.
  var tasks: [String] {
    let (plan, reference) = (target[CommonColumns.plan], target[CommonColumns.reference])
    return words.records(TaskTable.definition).filter {
      $0[CommonColumns.reference] == reference && ["", plan].contains($0[CommonColumns.plan])
    }.map { row in
      let days = [TaskTable.p10, TaskTable.p50, TaskTable.p90].map { say.day(row[$0]) }
      let facts = [
        "task": row[TaskTable.id], "due": say.day(row[TaskTable.due]),
        "done": say.day(row[TaskTable.done]), "p10": days[0], "p50": days[1],
        "p90": days[2], "p": words.percent(row, TaskTable.onTime),
      ]
      let isOpen = row[TaskTable.status] != .done && row[TaskTable.onTime] != nil
      let key =
        row[TaskTable.status] == .done
        ? "explain.task.done" : isOpen ? "explain.task" : "explain.task.unknown"
      let note = row[TaskColumns.note]
      return say(key, facts) + (note.isEmpty ? "" : " " + say("explain.note", ["note": note]))
    }
  }

  /// What the forecast rests on, and what tasks have in common.
  var shared: [String] {
    let basis = target[AttainmentTable.basis]
    let said = basis == .reference ? "page.tasks.class" : "explain.tasks.data"
    return [say(said), say("explain.tasks.shared")]
  }

  /// Levers whose size was measured on the past of others.
  var measured: [String] {
    (words.folder.manifest.measured ?? [])
      .filter { $0.indicator == target[CommonColumns.indicator] }
      .map { size in
        say(
          "explain.measured",
          [
            "lever": size.lever, "source": size.source,
            "estimate": words.number.short(size.estimate), "error": words.number.short(size.error),
            "degrees": "\(size.degrees)",
          ])
      }
  }
}
