internal import Plans
public import Tables
internal import TimeSeries
internal import Tracking

extension TaskStatus: Fact, FieldValue {}
extension TaskResult.Basis: Fact, FieldValue {}
extension TaskResult.GroupKind: Fact, FieldValue {}
extension TaskResult: ScenarioResult { var scenarioName: String { scenario } }

/// Columns that tables of tasks share.
enum TaskColumns {
  static let agency = Column<String>("lead_agency", "Who leads.")
  static let due = Column<Int>("due", "Tasks due by then.")
  static let expected = Column<Double>(
    "expected_done",
    "Tasks done by then, the mean over paths: those done already and the sum of the chances of the others; of assessed, and blank where nothing is said of any open task."
  )
  static let assessed = Column<Int>(
    "assessed",
    "Tasks that expected_done, p10, p50 and p90 count: all but the open ones that nothing is said of by then."
  )
  static let p10 = Column<Int>("p10", "The same: 10% of paths lie at or below.")
  static let p50 = Column<Int>("p50", "The same, half of the paths.")
  static let p90 = Column<Int>("p90", "The same, 90% of the paths.")
  static let tasks = Column<Int>("tasks", "Its tasks.")
  static let onTime = Column<Int>("done_on_time", "Done by the due day.")
  static let doneLate = Column<Int>("done_late", "Done after it.")
  static let doneUndated = Column<Int>(
    "done_undated", "Done, on a day of which it is not known whether it was in time.")
  static let noDate = Column<Int>("no_date", "Open, without a due day.")
  static let unknown = Column<Int>(
    "unknown", "Past due, with nothing known since: done or not.")
  static let late = Column<Int>("late", "Open after it.")
  static let running = Column<Int>("running", "Begun, open and not past due.")
  static let notStarted = Column<Int>("not_started", "Not begun and not past due.")
  static let notAssessed = Column<Int>(
    "not_assessed",
    "Open tasks that nothing is said of: without a date or a begin, or duties that come back of which too few rounds are known."
  )
  static let score = Column<Double>(
    "score",
    "100 × done_on_time/(done_on_time + done_late + late), by the weights of the tasks where the file has them; blank while nothing is settled, where done_undated weighs more than these, and where nothing else is done."
  )
  static let expectedScore = Column<Double>(
    "expected_score",
    "The same when every dated task is settled: 100 × (done_on_time + the chances of open tasks to be on time)/(all of these tasks); blank where done_undated weighs more than these."
  )
  static let note = Column<String>(
    "note", "What a reader must know, in the language of the run.")
  static let formula = Column<String>("formula", "How score is computed.")
}

/// `tasks.csv`.
enum TaskTable {
  static let id = Column<String>("task_id", "Id of the task.")
  static let due = Column<CalendarDate>(
    "due", "Day it is due; of a task that comes back the next one.")
  static let done = Column<CalendarDate>("done", "Day it was done.")
  static let status = Column<TaskStatus>(
    "status",
    "done, late (open past its due day), running, not_started or no_date; blank where nothing is known since its due day."
  )
  static let onTime = Column<Double>(
    "probability_on_time",
    "Share of paths on which it is done by the due day; 1 or 0 for a finished task.")
  static let within90 = Column<Double>(
    "probability_due_90", "The same for the ninetieth day after the due day.")
  static let error = Column<Double>(
    "mc_error", "Standard error of probability_on_time; blank for finished tasks.")
  static let p10 = Column<CalendarDate>(
    "p10_done",
    "Day by which it is done with a chance of 10%; before the day of the table where no report tells of it since; blank beyond what is looked at."
  )
  static let p50 = Column<CalendarDate>("p50_done", "The same, 50%.")
  static let p90 = Column<CalendarDate>("p90_done", "The same, 90%.")
  static let basis = Column<TaskResult.Basis>(
    "basis",
    "data (learned from the tasks of the files, or known), class (public projects, for want of 30 finished tasks) or not_assessed."
  )
  static let comesBack = Column<Bool>(
    "comes_back", "yes for a duty that comes back, whose due day is that of one round; else no.")

  // Of very many rows: asked of the subject itself, which takes less time than by a key path.
  static let definition = TableDefinition<Spoken<TaskResult.Row>>(
    "tasks", "Tasks with dates: whether each is done in time.",
    ofScenario: [
      Field(id) { $0.subject.id },
      Field(CommonColumns.plan) { $0.subject.report.planID },
      Field(CommonColumns.reference.meaning("Place of the task in the plan.")) {
        $0.subject.report.reference
      },
      Field(CommonColumns.target.meaning("Name of the task, in the language of the run.")) {
        $0.language.text($0.subject.report.name)
      },
      Field(TaskColumns.agency) { $0.subject.report.leadAgency },
      Field(due) { $0.subject.due },
      Field(done) { $0.subject.done },
      Field(status) { $0.subject.status },
      Field(onTime) { $0.subject.onTime },
      Field(within90) { $0.subject.within90 },
      Field(error) { $0.subject.error },
      Field(p10) { $0.subject.p10 },
      Field(p50) { $0.subject.p50 },
      Field(p90) { $0.subject.p90 },
      Field(basis) { $0.subject.basis },
      Field(TaskColumns.note) { TaskWords($0.language).text($0.subject.remarks) },
      Field(comesBack) { $0.subject.report.due.isRecurring },
    ])
}

/// `completion.csv`.
enum CompletionTable {
  static let group = Column<String>("group", "all, or the name of a plan, phase or lead agency.")
  static let date = Column<CalendarDate>("date", "The day.")
  static let done = Column<Int>(
    "done",
    "Tasks known to be done by then; blank after the day whose knowledge counts, and where none is known to be done and unknown is not 0."
  )
  static let kind = Column<TaskResult.GroupKind>(
    "group_kind", "all, plan, phase or lead_agency.")

  static let definition = TableDefinition<Spoken<TaskResult.CurveRow>>(
    "completion", "How many tasks are done by date, of all and of each group.",
    ofScenario: [
      Field(group) { $0.group.kind == .all ? "all" : $0.group.name },
      Field(date) { $0.date },
      Field(TaskColumns.due) { $0.due },
      Field(done) { $0.done },
      Field(TaskColumns.expected) { $0.expected },
      Field(TaskColumns.p10) { $0.p10 },
      Field(TaskColumns.p50) { $0.p50 },
      Field(TaskColumns.p90) { $0.p90 },
      Field(kind) { $0.group.kind },
      Field(TaskColumns.unknown.meaning("Tasks past due by then, with nothing known since.")) {
        $0.unknown
      },
      Field(TaskColumns.assessed) { $0.assessed },
    ])
}

/// `units.csv`.
enum UnitTable {
  static let definition = TableDefinition<Spoken<(row: TaskResult.GroupRow, isWeighted: Bool)>>(
    "units",
    "How each lead agency stands with its tasks; what several lead is in the row of each.",
    ofScenario: [
      Field(TaskColumns.agency) { $0.subject.row.group.name },
      Field(TaskColumns.tasks) { $0.subject.row.tasks },
      Field(TaskColumns.onTime) { $0.subject.row.onTime },
      Field(TaskColumns.doneLate) { $0.subject.row.doneLate },
      Field(TaskColumns.late) { $0.subject.row.late },
      Field(TaskColumns.score) { $0.subject.row.score },
      Field(TaskColumns.expectedScore) { $0.subject.row.expectedScore },
      Field(TaskColumns.formula) { TaskWords.formula($0.subject.isWeighted) },
      Field(TaskColumns.running) { $0.subject.row.running },
      Field(TaskColumns.notStarted) { $0.subject.row.notStarted },
      Field(TaskColumns.notAssessed) { $0.subject.row.notAssessed },
      Field(TaskColumns.doneUndated) { $0.subject.row.doneUndated },
      Field(TaskColumns.noDate) { $0.subject.row.noDate },
      Field(TaskColumns.unknown) { $0.subject.row.unknown },
    ])
}

/// `phases.csv`.
enum PhaseTable {
  static let phase = Column<String>("phase", "The phase; a task may be in several.")
  static let end = Column<CalendarDate>("end", "Last due day of its tasks.")

  static let definition = TableDefinition<Spoken<(row: TaskResult.GroupRow, isWeighted: Bool)>>(
    "phases", "How each phase stands, and what its review will say.",
    ofScenario: [
      Field(phase) { $0.subject.row.group.name },
      Field(end) { $0.subject.row.end },
      Field(TaskColumns.tasks) { $0.subject.row.tasks },
      Field(TaskColumns.onTime) { $0.subject.row.onTime },
      Field(TaskColumns.doneLate) { $0.subject.row.doneLate },
      Field(TaskColumns.late) { $0.subject.row.late },
      Field(TaskColumns.running) { $0.subject.row.running },
      Field(TaskColumns.notStarted) { $0.subject.row.notStarted },
      Field(TaskColumns.notAssessed) { $0.subject.row.notAssessed },
      Field(
        TaskColumns.expected.meaning(
          "Tasks done by its end, the mean over paths; of assessed, and blank where nothing is said of any open task."
        )
      ) {
        $0.subject.row.expected
      },
      Field(TaskColumns.p10) { $0.subject.row.p10 },
      Field(TaskColumns.p50) { $0.subject.row.p50 },
      Field(TaskColumns.p90) { $0.subject.row.p90 },
      Field(TaskColumns.score) { $0.subject.row.score },
      Field(TaskColumns.expectedScore) { $0.subject.row.expectedScore },
      Field(TaskColumns.formula) { TaskWords.formula($0.subject.isWeighted) },
      Field(TaskColumns.doneUndated) { $0.subject.row.doneUndated },
      Field(TaskColumns.noDate) { $0.subject.row.noDate },
      Field(TaskColumns.unknown) { $0.subject.row.unknown },
      Field(TaskColumns.assessed) { $0.subject.row.assessed },
    ])
}
