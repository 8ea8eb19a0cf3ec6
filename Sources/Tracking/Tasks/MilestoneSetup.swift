package import Attainment
internal import Models
package import Plans
package import Simulation
package import TimeSeries

/// Milestones of plans, joined by place in the plan with the dated tasks that are behind them.
///
/// A row is met when all of its tasks are done by the end of its year or period, or by their last due day where it names
/// neither. Rows that have figures are left to them.
package struct MilestoneSetup {
  /// One joined row.
  package struct Row {
    let milestone: Milestone
    /// The step at which it is asked for.
    package let step: Int
    /// The value that meets it.
    package let wanted: Double
    /// Whether what came of it is known.
    package let isKnown: Bool
    /// The year in which the last task was done, where all are.
    package let doneIn: Int?
    /// Whether its year is one of the simulated ones, so that a first year can be told.
    package let isAhead: Bool
    package let basis: Basis
    package let tasks: TasksBehind
    /// Its task, where it is one that is open, and whether that is due on the day by which the row asks for it.
    let only: (place: Int, isOfRow: Bool)?
  }

  package private(set) var rows: [String: Row] = [:]
  /// Why joined rows are not assessed, by `plan/ref`.
  package private(set) var reasons: [String: NotAssessed] = [:]
  /// The rows in the order of the plans, by `plan/ref`.
  package private(set) var order: [String] = []
  /// The places of all joined tasks.
  private(set) var places: Set<Int> = []
  package let study: TaskStudy?

  private let years: [Int]

  /// Joins what is known on a day; nothing where no task names a day.
  ///
  /// - Parameter isMeasured: whether figures speak for a row.
  package init(
    _ list: TaskList, plans: [Plan], asOf: CalendarDate?, years: [Int], threads: Int = 1,
    isMeasured: (Target) -> Bool
  ) {
    self.years = years
    guard !list.tasks.isEmpty, let day = asOf ?? list.newestDay else {
      study = nil
      return
    }
    let study = TaskStudy(list, on: day, threads: threads)
    self.study = study
    let members = Self.members(study.states, plans)
    for target in plans.flatMap(\.targets) where target.kind == "completion" {
      let name = target.fullReference
      guard let own = members[name], rows[name] == nil, !isMeasured(target) else { continue }
      places.formUnion(own)
      switch joined(target, own, study) {
      case .success(let row):
        rows[name] = row
        order.append(name)
      case .failure(let missing): reasons[name] = missing.reason
      }
    }
  }

  private struct Missing: Error { let reason: NotAssessed }

  /// The tasks behind each row: of its plan, or of none and then of the first plan that has the place.
  private static func members(_ states: [TaskState], _ plans: [Plan]) -> [String: [Int]] {
    var rows: [String: [String: String]] = [:]
    for plan in plans {
      for target in plan.targets where target.kind == "completion" {
        let key = SeriesName.key(of: target.reference)
        for plan in [SeriesName.key(of: plan.id), ""] where rows[plan]?[key] == nil {
          rows[plan, default: [:]][key] = target.fullReference
        }
      }
    }
    var members: [String: [Int]] = [:]
    for (place, state) in states.enumerated() where !state.report.reference.isEmpty {
      let plan = SeriesName.key(of: state.report.planID)
      guard let row = rows[plan]?[SeriesName.key(of: state.report.reference)] else { continue }
      members[row, default: []].append(place)
    }
    return members
  }

  /// The last day by which a row asks for its tasks.
  private static func end(of target: Target, _ states: [TaskState]) -> CalendarDate? {
    if let period = target.period {
      let last = period.months.upperBound
      return CalendarDate(
        year: period.year, month: last, day: CalendarDate.daysIn(month: last, of: period.year))
    }
    if let year = target.year { return CalendarDate(year: year, month: 12, day: 31) }
    let dues = states.compactMap(\.due)
    return dues.count == states.count ? dues.max() : nil
  }

  private func joined(
    _ target: Target, _ places: [Int], _ study: TaskStudy
  ) -> Result<Row, Missing> {
    let states = places.map { study.states[$0] }
    guard let end = Self.end(of: target, states), let first = years.first, let last = years.last
    else { return .failure(Missing(reason: .noYear)) }
    if end.year > last { return .failure(Missing(reason: .yearOutside(end.year))) }
    let step = years.firstIndex(of: end.year) ?? 0
    let days = years.enumerated().map { place, year in
      place == step ? end : CalendarDate(year: year, month: 12, day: 31) ?? end
    }
    var tasks: [Milestone.Task] = []
    for place in places {
      switch task(place, days, end: end, study) {
      case .success(let task): tasks.append(task)
      case .failure(let missing): return .failure(missing)
      }
    }
    let isDone = states.allSatisfy(\.isDone)
    // What is told of a day behind the end is that it was not met.
    let isMissed = states.contains { !$0.isDone && $0.openThrough >= end }
    let isLate = states.contains { $0.done.map { $0 > end } ?? false }
    let whole = target.low ?? target.high ?? 1
    let isOwn = places.allSatisfy { study.states[$0].isDone || study.basis(of: $0) == .data }
    let basis: Basis = isOwn ? .data : .reference
    return .success(
      Row(
        milestone: Milestone(tasks: tasks, whole: whole), step: step, wanted: whole,
        isKnown: isDone || isMissed || isLate,
        doneIn: isDone ? states.lazy.compactMap(\.done).max()?.year : nil,
        isAhead: end.year >= first, basis: isDone || isMissed || isLate ? .data : basis,
        tasks: behind(places, study, end: end),
        only: places.count == 1 && !states[0].isDone && states[0].due != nil
          ? (places[0], states[0].due == end) : nil))
  }

  /// One task with its hazard by the end of each step.
  private func task(
    _ place: Int, _ days: [CalendarDate], end: CalendarDate, _ study: TaskStudy
  ) -> Result<Milestone.Task, Missing> {
    let state = study.states[place]
    let group = study.groups[place]
    func task(
      _ hazard: [Double], deviation: Double = 0, common: Double = 0, outside: [Double]? = nil
    ) -> Milestone.Task {
      Milestone.Task(
        own: TaskStream.number("task", state.report.planID, state.task.id),
        unit: TaskStream.number("unit", group.unit),
        phase: TaskStream.number("phase", group.phase), deviation: deviation,
        common: common > 0 ? common : nil, hazard: hazard, outside: outside)
    }
    if state.isDone {
      guard let done = state.done ?? (end >= study.day ? study.day : nil) else {
        return .failure(Missing(reason: .taskUndated))
      }
      return .success(task(days.map { $0 >= done ? .infinity : 0 }))
    }
    let last = max(end, days.last ?? end).dayNumber
    let due = study.cases[place]?.due ?? last
    let outside = study.outside(of: place, to: max(last, due + 90))
    guard let course = study.whole(of: place, to: max(last, due + 90)) else {
      guard state.openThrough >= end || state.beginsBehind(end) else {
        return .failure(
          Missing(reason: state.report.due.isRecurring ? .taskRounds : .taskWithoutClock))
      }
      return .success(task(days.map { _ in 0 }))
    }
    return .success(
      task(
        days.map { course.hazard(on: $0.dayNumber) },
        deviation: (course.variance - course.common).squareRoot(),
        common: course.common.squareRoot(),
        outside: outside.map { outside in days.map { outside.hazard(on: $0.dayNumber) } }))
  }

  /// What there is to say of the tasks of a row that ends on a day.
  ///
  /// A chance to be in time is another event than the row's only where the task is due before that day.
  private func behind(
    _ places: [Int], _ study: TaskStudy, end: CalendarDate
  ) -> TasksBehind {
    let states = places.map { study.states[$0] }
    let open = states.filter { !$0.isDone }
    var (onTime, middle): (Double?, CalendarDate?) = (nil, nil)
    if places.count == 1, let item = study.cases[places[0]] {
      let last = max(item.due, study.day.dayNumber) + 366 * TaskRun.years
      if let course = study.whole(of: places[0], to: last) {
        let outside = study.outside(of: places[0], to: last)
        let variance = course.shockVariance
        func chance(_ course: CompletionCourse) -> Double {
          CompletionDay.probability(of: course.hazard(on: item.due), variance: variance)
        }
        let share = outside == nil ? 0 : TaskShocks.outside
        if item.due < end.dayNumber {
          onTime = (1 - share) * chance(course) + share * (outside.map(chance) ?? 0)
        }
        middle = CompletionDay.days(
          [0.5], course, outside,
          sums: [CompletionDay.hazard(of: 0.5, variance: variance)])[0]
          .flatMap { CalendarDate(dayNumber: $0) }
      }
    }
    return TasksBehind(
      tasks: states.count, done: states.count - open.count, due: states.compactMap(\.due).max(),
      doneOn: open.isEmpty ? states.compactMap(\.done).max() : nil, onTime: onTime,
      middle: middle, knownUntil: open.map(\.known).min().flatMap { $0 < study.day ? $0 : nil })
  }

  // MARK: Simulation

  /// The quantity of a row.
  func quantity(_ name: String) -> Quantity? {
    guard let row = rows[name] else { return nil }
    let (whole, count) = (row.milestone.whole, row.milestone.tasks.count)
    return Quantity(
      id: name, stream: 0, process: .derived(.milestone(row.milestone)),
      wholeNumbers: whole == 1 && count == 1 ? 0...1 : nil, step: abs(whole) / Double(count))
  }

  /// Adds the rows behind all that a plan has.
  package func append(to plan: inout SimulationPlan) {
    for name in order {
      if let quantity = quantity(name) { plan.append(quantity) }
    }
  }

  /// The joined tasks, as `forecast tasks` has them.
  package func tasks(seed: UInt64, title: LocalizedText, threads: Int) -> [TaskResult.Row] {
    guard let study, !places.isEmpty else { return [] }
    let run = TaskRun(
      study,
      TaskRun.Request(name: "", title: title, asOf: study.day, seed: seed, threads: threads),
      of: places)
    let all = run.rows()
    return places.sorted().map { all[$0] }
  }

  /// Makes rows and their tasks tell one chance of one event: where a task alone is behind a row that asks for it by its
  /// due day, the one that is counted on the paths of all targets; of an earlier due day that of the table of tasks.
  package func agree(_ attainment: inout [AttainmentRow], _ tasks: inout [TaskResult.Row]) {
    let order = places.sorted()
    for number in attainment.indices where attainment[number].isMilestone {
      guard let only = rows[attainment[number].target.fullReference]?.only,
        let place = order.firstIndex(of: only.place), let own = tasks[place].onTime,
        tasks[place].error != nil
      else { continue }
      if only.isOfRow, let chance = attainment[number].assessment?.probability {
        tasks[place].state(onTime: chance)
      } else {
        attainment[number].tell(onTime: own)
      }
    }
  }
}
