internal import Models
internal import Simulation

/// What forecasts of tasks rest on, and the forecast of one.
///
/// With enough finished tasks of which begins are known, a regression on them and their record by the time allowed (days late
/// behind the due day), each as much as it tells the own past better (`TaskWeight`).
/// With enough finished tasks of which only due days are known, the record of days beside the due day. Else the class,
/// moved by the own ones. In a record the class weighs as two tasks: of 60 tasks that were all done in time, 61 in 62 are; and
/// phases, units and so on have records of their own as far as they differ (`TaskRecords`).
struct TaskForecasts: Sendable {
  /// Completions from which the own past speaks for itself.
  static let fewestCompletions = 30
  /// Below this weight one of the two does not speak.
  private static let least = 0.01

  private enum Way: Sendable {
    case reference(CompletionClass.Shift)
    case regression(CompletionModel)
    case plain(KaplanMeier)
    case record(TaskRecords)
    /// The second with so much weight.
    case mixed(CompletionModel, TaskRecords, Double)
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
    let weight = TaskWeight(known, model, unit: unit, threads: threads).ofRecord
    guard weight >= Self.least else {
      way = .regression(model)
      self.learned = learned(.regression, apart: factors.withLevels)
      return
    }
    let record = Self.record(known)
    if weight > 1 - Self.least {
      way = .record(record)
      self.learned = learned(.record, apart: record.factors)
    } else {
      way = .mixed(model, record, weight)
      let apart = Set(record.factors).union(factors.withLevels)
      self.learned = learned(.mixed(percent: Int((100 * weight).rounded())), apart: Array(apart))
    }
  }

  static func record(_ cases: [CompletionCase]) -> TaskRecords {
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
    case .mixed(let model, let record, let weight):
      RecordCourse.mixture(
        Self.course(of: item, last, model), Self.course(of: item, last, record, unit: unit),
        weight: weight)
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
    case .mixed(_, let record, let weight):
      return RecordCourse.mixture(
        Self.elsewhere(item, last).moved(by: item),
        Self.course(of: item, last, record, unit: unit), weight: weight)
    }
  }

  static func elsewhere(_ item: CompletionCase, _ last: Int) -> CompletionCourse {
    CompletionClass.shipped.course(
      of: item, to: last, shift: CompletionClass.Shift(mean: 0, variance: 0))
  }

  static func course(
    of item: CompletionCase, _ last: Int, _ model: CompletionModel
  ) -> CompletionCourse {
    model.course(of: item, to: last, shown: max(item.due + 90, item.end + 180))
  }

  static func course(
    of item: CompletionCase, _ last: Int, _ record: TaskRecords, unit: Int
  ) -> CompletionCourse {
    record.course(of: item, to: last, as: elsewhere(item, last), unit: unit).moved(by: item)
  }
}
