internal import Models
internal import Simulation

/// What forecasts of tasks rest on, and the forecast of one.
///
/// With enough finished tasks of which begins are known, a regression on them, or their record by the time allowed (days late
/// behind the due day) where it tells the own past better: the squared error of its chances to be done by the due day and 30 and
/// 90 days behind it, told of a fifth of the tasks by the others, is below that of the regression, of few tasks told by the
/// others as well, of many on what it was learned from: there that is little better, and learning takes longer.
/// With enough finished tasks of which only due days are known, the record of days beside the due day. Else the class,
/// moved by the own ones. In a record the class weighs as two tasks: of 60 tasks that were all done in time, 61 in 62 are; and
/// phases, units and so on have records of their own as far as they differ (`TaskRecords`).
struct TaskForecasts: Sendable {
  /// Completions from which the own past speaks for itself.
  static let fewestCompletions = 30
  /// Tasks on which a record and a regression are compared at the most, and the parts of the record.
  private static let (most, parts) = (200, 5)
  /// Tasks of which the regression is learned again without each part, at the most.
  private static let few = 500
  /// Days behind the due day by which chances are compared.
  private static let days = [0, 30, 90]

  private enum Way: Sendable {
    case reference(CompletionClass.Shift)
    case regression(CompletionModel)
    case plain(KaplanMeier)
    case record(TaskRecords)
  }

  let learned: TaskResult.Learned
  private let way: Way
  /// The record of all tasks by days; `nil` where few are finished.
  private let days: TaskRecords?
  /// The factor of the unit of a task.
  private let unit: Int

  /// Learns.
  ///
  /// - Parameters:
  ///   - known: tasks with a begin and a due day.
  ///   - bare: finished ones whose begin is not known, with one such as others have.
  ///   - lateness: days behind the due day of all of them, and of open ones, with whether they ended then.
  ///   - factors: what they are grouped by.
  init(
    _ known: [CompletionCase], bare: [CompletionCase], lateness: [TaskRecords.Entry],
    factors: TaskFactors, threads: Int
  ) {
    let completions = known.count(where: \.isDone)
    let days = TaskRecords(lateness, clock: .days)
    unit = factors.unit
    let hasDays = days.completions >= Self.fewestCompletions
    self.days = hasDays ? days : nil
    func learned(
      _ way: TaskResult.Way, tasks: Int = known.count, done: Int = completions, apart: [Int] = []
    ) -> TaskResult.Learned {
      TaskResult.Learned(
        way: way, tasks: tasks, completions: done,
        apart: TaskFactors.factors(apart),
        alike: TaskFactors.factors(factors.named.filter { !apart.contains($0) }),
        attribution: way == .regression || way == .plain
          ? nil : CompletionClass.shipped.attribution)
    }
    guard completions >= Self.fewestCompletions else {
      if hasDays {
        way = .record(days)
        self.learned = learned(
          .days, tasks: lateness.count, done: days.completions, apart: days.factors)
      } else {
        way = .reference(CompletionClass.shipped.shift(of: known + bare))
        self.learned = learned(
          .reference, tasks: known.count + bare.count, done: completions + bare.count)
      }
      return
    }
    guard let model = try? CompletionModel(learnedFrom: known, threads: threads) else {
      way = .plain(KaplanMeier(known.map { (time: $0.elapsed(on: $0.end), isEnd: $0.isDone) }))
      self.learned = learned(.plain)
      return
    }
    let isBetter = Self.isRecordBetter(known, than: model, unit: unit, threads: threads)
    let record = isBetter ? Self.record(known) : nil
    way = record.map { .record($0) } ?? .regression(model)
    self.learned = learned(
      isBetter ? .record : .regression, apart: record?.factors ?? factors.withLevels)
  }

  private static func record(_ cases: [CompletionCase]) -> TaskRecords {
    let clock = CompletionRecord.Clock.dated
    return TaskRecords(
      cases.map {
        .init(time: clock.time(of: $0, on: $0.end), isEnd: $0.isDone, levels: $0.levels)
      }, clock: clock)
  }

  /// Whether forecasts need no begin.
  var needsNoBegin: Bool { days != nil }

  /// How the hazard of an open task adds up to a day.
  func course(of item: CompletionCase, _ last: Int) -> CompletionCourse {
    switch way {
    case .reference(let shift):
      CompletionClass.shipped.course(of: item, to: last, shift: shift).moved(by: item)
    case .regression(let model): Self.course(of: item, last, model)
    case .plain(let plain): plain.course(of: item, to: last).moved(by: item)
    case .record(let record): Self.course(of: item, last, record, unit: unit)
    }
  }

  /// The same of a task of which no begin is known; `nil` where few days beside due days are.
  func withoutBegin(_ item: CompletionCase, _ last: Int) -> CompletionCourse? {
    days.map { Self.course(of: item, last, $0, unit: unit) }
  }

  /// How it would go on as tasks elsewhere did, beside a regression on own ones, for what is not past due.
  ///
  /// A record of tasks that leaves ended ones out, or has none of a kind yet, is surer of itself than it may be.
  func outside(of item: CompletionCase, to last: Int) -> CompletionCourse? {
    guard item.due > item.end else { return nil }
    switch way {
    case .reference, .record: return nil
    case .regression, .plain: return Self.elsewhere(item, last).moved(by: item)
    }
  }

  private static func elsewhere(_ item: CompletionCase, _ last: Int) -> CompletionCourse {
    CompletionClass.shipped.course(
      of: item, to: last, shift: CompletionClass.Shift(mean: 0, variance: 0))
  }

  private static func course(
    of item: CompletionCase, _ last: Int, _ model: CompletionModel
  ) -> CompletionCourse {
    model.course(of: item, to: last, shown: max(item.due + 90, item.end + 180))
  }

  private static func course(
    of item: CompletionCase, _ last: Int, _ record: TaskRecords, unit: Int
  ) -> CompletionCourse {
    record.course(of: item, to: last, as: elsewhere(item, last), unit: unit).moved(by: item)
  }

  // MARK: Which tells the own past better

  /// Whether the record tells the own past better than the regression, from the begin of tasks and from half of their time.
  private static func isRecordBetter(
    _ known: [CompletionCase], than model: CompletionModel, unit: Int, threads: Int
  ) -> Bool {
    let settled = known.indices.filter {
      known[$0].hasLength && (known[$0].isDone || known[$0].end >= known[$0].due)
    }
    let step = max(1, (settled.count + most - 1) / most)
    let asked = stride(from: 0, to: settled.count, by: step).map { settled[$0] }
    let records = parallelMap(parts, threads: threads) { part in
      record(known.enumerated().filter { $0.offset % parts != part }.map(\.element))
    }
    let levels = CompletionModel.levels(of: known)
    let models = parallelMap(parts, threads: threads) { part -> CompletionModel? in
      guard known.count <= few else { return nil }
      return try? CompletionModel(
        learnedFrom: known.enumerated().filter { $0.offset % parts != part }.map(\.element),
        levels: levels)
    }
    let gains = parallelMap(asked.count, threads: threads) { place in
      let part = asked[place] % parts
      return gain(known[asked[place]], records[part], models[part] ?? model, unit: unit)
    }
    return gains.reduce(0, +) > 0
  }

  /// What the squared error of one task's chances is smaller by.
  private static func gain(
    _ item: CompletionCase, _ record: TaskRecords, _ model: CompletionModel, unit: Int
  ) -> Double {
    var gain = 0.0
    let variance = TaskShocks.variance(deviation: 0)
    for known in [item.start, item.start + item.allowed / 2] where known < item.end {
      let open = CompletionCase(
        start: item.start, due: item.due, end: known, isDone: false, levels: item.levels)
      let last = item.due + (days.last ?? 0)
      let (own, others) = (course(of: open, last, model), elsewhere(open, last))
      let other = course(of: open, last, record, unit: unit)
      let spread = TaskShocks.variance(deviation: own.variance.squareRoot())
      let between = TaskShocks.variance(deviation: other.variance.squareRoot())
      for day in days.map({ item.due + $0 }) where item.isDone || item.end >= day {
        let isDone = item.isDone && item.end <= day ? 1.0 : 0
        let mixed =
          (1 - TaskShocks.outside)
          * CompletionDay.probability(of: own.hazard(on: day), variance: spread)
          + TaskShocks.outside
          * CompletionDay.probability(of: others.hazard(on: day), variance: variance)
        let told = CompletionDay.probability(of: other.hazard(on: day), variance: between)
        gain += (mixed - isDone) * (mixed - isDone) - (told - isDone) * (told - isDone)
      }
    }
    return gain
  }
}
