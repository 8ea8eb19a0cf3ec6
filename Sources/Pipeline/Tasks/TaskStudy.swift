internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// What is known of some tasks on a day, and how the hazard of each open one goes on.
struct TaskStudy {
  /// Completions from which the own past speaks for itself.
  static let fewestCompletions = 30
  /// Tasks whose times allowed say how long one may be that has no length of its own.
  static let fewestLengths = 10

  let day: CalendarDate
  let states: [TaskState]
  let cases: [CompletionCase?]
  let learned: TaskResult.Learned
  /// Times allowed that a task without a length may have had, in days.
  private let lengths: [Int]
  private let forecast: Forecast

  private typealias Forecast = @Sendable (CompletionCase, Int) -> CompletionCourse

  init(_ list: TaskList, on day: CalendarDate, threads: Int = 1) {
    let states = list.tasks.enumerated().compactMap {
      TaskState($0.element, number: $0.offset, on: day)
    }
    let factors = TaskFactors(states)
    let cases = states.map { $0.item(levels: factors.levels($0.report)) }
    (self.day, self.states, self.cases) = (day, states, cases)
    // Of what is open and was begun behind its due day no time allowed tells how long it takes.
    let known = cases.compactMap(\.self).filter { $0.isDone || $0.hasLength }
    lengths = Self.lengths(of: known)
    (learned, forecast) = Self.learn(known, threads: threads)
  }

  /// How the hazard of an open task adds up to a day; `nil` for a finished one and where its begin or due day is not known.
  func course(of place: Int, to last: Int) -> CompletionCourse? {
    guard !states[place].isDone, let item = cases[place] else { return nil }
    guard !item.hasLength || states[place].isBeginOpen else { return forecast(item, last) }
    let longer = item.hasLength ? [item.allowed] + lengths.filter { $0 > item.allowed } : lengths
    // The longer was allowed, the longer it may still take: what may be true is no faster than the slowest of it.
    return .slowest(of: longer.map { forecast(item.allowing($0), last) })
  }

  /// The time allowed, in days, of an open task; the longest it may have had where that is not known.
  func allowed(_ item: CompletionCase, of place: Int) -> Int {
    let isKnown = item.hasLength && !states[place].isBeginOpen
    return isKnown ? item.allowed : max(item.allowed, lengths.max() ?? 1)
  }

  /// The times allowed that some tasks have, at five places from the twentieth of them to the last but a twentieth; those
  /// of the class where there are few.
  private static func lengths(of cases: [CompletionCase]) -> [Int] {
    let own = cases.lazy.filter(\.hasLength).map(\.allowed).sorted()
    guard own.count >= fewestLengths else { return CompletionClass.shipped.lengths }
    return Set([1, 5, 10, 15, 19].map { own[$0 * (own.count - 1) / 20] }).sorted()
  }

  /// How it would go on as tasks elsewhere did, where own ones speak for it; `nil` where the class does so already, and for
  /// what is past due, of which the own record is not all that speaks.
  ///
  /// A record of tasks that leaves ended ones out, or has none of a kind yet, is surer of itself than it may be.
  func outside(of place: Int, to last: Int) -> CompletionCourse? {
    guard learned.basis == .data, !states[place].isDone, let item = cases[place],
      item.due > item.end
    else { return nil }
    return CompletionClass.shipped.course(
      of: item, to: last, shift: CompletionClass.Shift(mean: 0, variance: 0)
    ).moved(by: item)
  }

  /// What forecasts rest on, and the forecast of a task to a day.
  private static func learn(
    _ cases: [CompletionCase], threads: Int
  ) -> (TaskResult.Learned, Forecast) {
    let completions = cases.count(where: \.isDone)
    func learned(
      _ basis: TaskResult.Basis, _ attribution: String? = nil, isPlain: Bool = false
    ) -> TaskResult.Learned {
      TaskResult.Learned(
        basis: basis, tasks: cases.count, completions: completions, attribution: attribution,
        isPlain: isPlain)
    }
    guard completions >= fewestCompletions else {
      let table = CompletionClass.shipped
      let shift = table.shift(of: cases)
      return (
        learned(.reference, table.attribution),
        { table.course(of: $0, to: $1, shift: shift).moved(by: $0) }
      )
    }
    guard let model = try? CompletionModel(learnedFrom: cases, threads: threads) else {
      let plain = KaplanMeier(
        cases.map { (time: $0.elapsed(on: $0.end), isEnd: $0.isDone) })
      return (learned(.data, isPlain: true), { plain.course(of: $0, to: $1).moved(by: $0) })
    }
    return (
      learned(.data),
      { model.course(of: $0, to: $1, shown: max($0.due + 90, $0.end + 180)) }
    )
  }

  /// The phase and the unit of each task: the lead agency, else the place, else the task itself.
  var groups: [(phase: String, unit: String)] {
    let hasAgencies = states.contains { !$0.report.leadAgency.isEmpty }
    return states.map { state in
      let unit = hasAgencies ? state.report.leadAgency : state.report.place
      return (state.report.phase, unit.isEmpty ? "\u{0}" + state.task.id : unit)
    }
  }

  /// The numbers of the phases and units of the tasks.
  var numbers: (phases: [Int], units: [Int]) {
    var phases: [String: Int] = [:]
    var units: [String: Int] = [:]
    var found: (phases: [Int], units: [Int]) = ([], [])
    func number(_ name: String, _ names: inout [String: Int]) -> Int {
      if let known = names[name] { return known }
      names[name] = names.count
      return names.count - 1
    }
    for group in groups {
      found.phases.append(number(group.phase, &phases))
      found.units.append(number(group.unit, &units))
    }
    return found
  }
}
