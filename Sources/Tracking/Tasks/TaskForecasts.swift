internal import Models
internal import Simulation

/// What forecasts of tasks rest on, and the forecast of one.
///
/// The class, moved by own tasks; with the first finished one a record of own tasks beside it, by the time allowed (days late
/// behind the due day), or by days beside the due day where few begins are known; with more of them a regression. Each weighs as much as it
/// told the own past better (`TaskWeight`), the class the less, the more there are. In a record the class weighs as two tasks: of 60 tasks
/// that were all done in time, 61 in 62 are; and phases, units and so on have records of their own as far as they differ
/// (`TaskRecords`).
struct TaskForecasts: Sendable {
  let learned: TaskResult.Learned
  private let parts: [(expert: TaskExpert, weight: Double)]
  /// The record of all tasks by days, and its weight beside the class; `nil` where few are finished.
  private let days: (record: TaskRecords, shift: CompletionClass.Shift, ofClass: Double)?
  /// The factor of the unit of a task.
  private let unit: Int
  /// The variance by which what is expected is widened.
  private let wider: Double

  /// What days beside due days leave open of all tasks together, as they do not tell long from short ones: a variance of the
  /// logarithm of the hazard. With it 80% ranges of 71 tables of school works without their begins hold 76%, without it 72%.
  private static let ofDays = 0.12
  /// What kinds of work differ by beyond the groups of one kind that the class was learned from, as a variance of the logarithm of
  /// the hazard of all tasks: where nothing is done nobody knows which kind it is. Phases and programmes of school works differ by a
  /// deviation of 1.0 to 1.7 from the class, groups of one phase by 0.54. With each finished task it is less.
  private static let ofKinds = 0.5

  /// Learns.
  ///
  /// - Parameters:
  ///   - known: tasks with a begin and a due day.
  ///   - keys: numbers by which these are parted where ways are compared; of their days by default.
  ///   - trust: the part of what they tell of ways to forecast that counts.
  ///   - bare: finished ones whose begin is not known, with one such as others have.
  ///   - lateness: days behind the due day of all of them, and of open ones, with whether they ended then.
  ///   - factors: what they are grouped by.
  init(
    _ known: [CompletionCase], keys: [UInt64]? = nil, trust: Double = 1, bare: [CompletionCase],
    lateness: [TaskRecords.Entry], factors: TaskFactors, threads: Int
  ) {
    let completions = known.count(where: \.isDone)
    let byDays = TaskRecords(lateness, clock: .days)
    let (unit, shift) = (factors.unit, CompletionClass.shipped.shift(of: known + bare))
    self.unit = unit
    let prior = TaskWeight.prior(.reference, completions: byDays.completions)
    let ofClass = byDays.completions == 0 ? 1 : prior / (1 + prior)
    days = byDays.completions > 0 ? (byDays, shift, ofClass) : nil
    func learned(
      _ way: TaskResult.Way, tasks: Int = known.count, done: Int = completions, apart: [Int] = []
    ) -> TaskResult.Learned {
      TaskResult.Learned(
        way: way, tasks: tasks, completions: done,
        apart: TaskFactors.factors(apart),
        alike: TaskFactors.factors(factors.named.filter { !apart.contains($0) }),
        attribution: way == .regression ? nil : CompletionClass.shipped.attribution)
    }
    let isByDays = byDays.completions > 0 && 2 * completions < byDays.completions
    guard byDays.completions > 0 || completions > 0 else {
      parts = [(.reference(shift), 1)]
      wider = Self.ofKinds / Double(1 + bare.count)
      self.learned = learned(.reference, tasks: known.count + bare.count, done: bare.count)
      return
    }
    // Where the begins of most finished ones are not known, days tell.
    guard !isByDays else {
      let weights = [ofClass, 1 - ofClass].map { $0 < 0.01 ? 0 : $0 }
      parts = zip([.reference(shift), .record(byDays)], weights).filter { $0.1 > 0 }
      wider = Self.ofDays + Self.ofKinds * weights[0] / Double(1 + byDays.completions)
      self.learned = learned(
        weights[1] == 0
          ? .reference : weights[0] > 0 ? .few(percent: Int((100 * ofClass).rounded())) : .days,
        tasks: lateness.count, done: byDays.completions, apart: byDays.factors)
      return
    }
    let levels = CompletionModel.levels(of: known)
    @Sendable func learn(_ cases: [CompletionCase], _ way: TaskWeight.Way) -> TaskExpert? {
      switch way {
      case .reference: .reference(CompletionClass.shipped.shift(of: cases))
      case .record: .record(Self.record(cases, .dated))
      case .relative: .record(Self.record(cases, .relative))
      case .regression:
        (try? CompletionModel(learnedFrom: cases, levels: levels, threads: threads))
          .map { .regression($0) }
      }
    }
    let whole = [TaskWeight.Way.reference, .record, .relative, .regression].compactMap {
      way -> TaskExpert? in
      guard TaskWeight.prior(way, completions: completions) > 0.001 else { return nil }
      return way == .reference ? .reference(shift) : learn(known, way)
    }
    let weights = TaskWeight.weights(
      known, keys: keys, trust: trust, whole, unit: unit, threads: threads
    ) {
      learn($0, $1.kind)
    }
    let parts = zip(whole, weights).filter { $0.1 > 0 }
    self.parts = parts
    func percent(_ kind: TaskWeight.Way) -> Int {
      Int((100 * parts.reduce(0) { $0 + ($1.0.kind == kind ? $1.1 : 0) }).rounded())
    }
    let records = parts.flatMap { part -> [Int] in
      if case .record(let record) = part.0 { record.factors } else { [] }
    }
    let ofReference = parts.reduce(0) { $0 + ($1.0.kind == .reference ? $1.1 : 0) }
    wider = Self.ofKinds * ofReference / Double(1 + completions)
    let (few, ofModel) = (percent(.reference), percent(.regression))
    let ofRecord = percent(.record) + percent(.relative)
    let apart = Set(records).union(ofModel > 0 ? factors.withLevels : [])
    let way: TaskResult.Way =
      few == 100
      ? .reference
      : few > 0
        ? .few(percent: few)
        : ofModel == 0 ? .record : ofRecord == 0 ? .regression : .mixed(percent: ofRecord)
    self.learned = learned(way, apart: Array(apart))
  }

  private static func record(
    _ cases: [CompletionCase], _ clock: CompletionRecord.Clock
  ) -> TaskRecords {
    TaskRecords(
      cases.map {
        .init(time: clock.time(of: $0, on: $0.end), isEnd: $0.isDone, levels: $0.levels)
      }, clock: clock)
  }

  /// Whether forecasts need no begin.
  var needsNoBegin: Bool { days.map { $0.record.completions >= TaskWeight.alike } ?? false }

  /// What the class weighs beside days; 1 where no day of an end is known.
  var ofClass: Double { days?.ofClass ?? 1 }

  /// How the hazard of an open task adds up to a day.
  func course(of item: CompletionCase, _ last: Int) -> CompletionCourse {
    let course = RecordCourse.mixture(
      parts.map { ($0.expert.course(of: item, to: last, unit: unit), $0.weight) }, item)
    return wider >= 0.025 ? RecordCourse.widened(course, by: wider) : course
  }

  /// The same of a task of which no begin is known; `nil` where no days beside due days are.
  ///
  /// - Parameter part: what the class weighs.
  func withoutBegin(
    _ item: CompletionCase, _ last: Int, ofClass part: Double
  ) -> CompletionCourse? {
    days.map { days in
      let ways: [(TaskExpert, Double)] = [
        (.reference(days.shift), part), (.record(days.record), 1 - part),
      ]
      let course = RecordCourse.mixture(
        ways.filter { $0.1 >= 0.01 }.map { ($0.0.course(of: item, to: last, unit: unit), $0.1) },
        item)
      return RecordCourse.widened(course, by: Self.ofDays)
    }
  }

  /// How it would go on as tasks elsewhere did, beside a regression on own ones, for what is not past due.
  func outside(of item: CompletionCase, to last: Int) -> CompletionCourse? {
    guard item.due > item.end, parts.contains(where: { $0.expert.kind == .regression }) else {
      return nil
    }
    return RecordCourse.mixture(
      parts.map { ($0.expert.outside(of: item, to: last, unit: unit), $0.weight) }, item)
  }
}
