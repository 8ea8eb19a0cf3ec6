internal import Models
public import Plans
internal import Simulation
public import TimeSeries

/// Forecasts when tasks are done, and counts them.
public struct TaskRun {
  /// Completions from which the own past speaks for itself.
  static let fewestCompletions = 30
  /// Years behind the day that are looked at for a task at the most.
  static let years = 20

  let states: [TaskState]
  let cases: [CompletionCase?]
  let day: CalendarDate
  let learned: TaskResult.Learned
  let courses: [CompletionCourse?]
  let grid: TaskGrid
  let simulation: TaskPaths
  /// The places of open tasks that have a course, and what became of each.
  let open: [Int]
  let outcomes: [TaskPaths.Outcome]

  /// What tasks are asked.
  public struct Request: Sendable {
    /// The name and title.
    public let name: String
    /// The title.
    public let title: LocalizedText
    /// The day whose knowledge counts.
    public let asOf: CalendarDate
    /// The seed.
    public let seed: UInt64
    /// Paths; by the number of tasks when `nil`.
    public let paths: Int?
    /// Threads.
    public let threads: Int

    /// A question.
    public init(
      name: String, title: LocalizedText, asOf: CalendarDate, seed: UInt64 = 1, paths: Int? = nil,
      threads: Int = 1
    ) {
      (self.name, self.title, self.asOf) = (name, title, asOf)
      (self.seed, self.paths, self.threads) = (seed, paths, threads)
    }
  }

  /// Paths for so many open tasks: fewer for very many, whose counts are sure enough.
  static func paths(for open: Int) -> Int { min(4000, max(1000, 8_000_000 / max(1, open))) }

  /// Forecasts the tasks of files.
  ///
  /// - Throws: `cancelled`.
  public static func run(
    _ list: TaskList, _ request: Request, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> TaskResult {
    let run = TaskRun(list, request)
    if isCancelled() { throw .cancelled }
    return run.result(request, isWeighted: list.isWeighted)
  }

  private init(_ list: TaskList, _ request: Request) {
    let day = request.asOf
    let states = list.tasks.enumerated().compactMap {
      TaskState($0.element, number: $0.offset, on: day)
    }
    let factors = TaskFactors(states)
    let cases = states.map { $0.item(levels: factors.levels($0.report)) }
    let (learned, course) = Self.learn(cases.compactMap(\.self))
    let grid = TaskGrid(states, on: day)
    let last = grid.dates.last?.dayNumber ?? day.dayNumber
    let most = day.advanced(byDays: 366 * Self.years).dayNumber
    let courses = parallelMap(states.count, threads: request.threads) {
      place -> CompletionCourse? in
      guard !states[place].isDone, let item = cases[place] else { return nil }
      let end = max(item.due + 90, last, item.end + 3 * item.allowed)
      return course(item, min(end, max(most, last, item.due + 90)))
    }
    let open = states.indices.filter { courses[$0] != nil }
    let simulation = TaskPaths(
      seed: request.seed, paths: request.paths ?? Self.paths(for: open.count),
      dates: grid.dates.map(\.dayNumber))
    let (phases, units) = Self.numbers(states)
    let items = open.compactMap { place -> TaskPaths.Item? in
      guard let course = courses[place], let item = cases[place] else { return nil }
      return TaskPaths.Item(
        number: states[place].number, phase: phases[place], unit: units[place], course: course,
        due: item.due)
    }
    (self.states, self.cases, self.day, self.learned) = (states, cases, day, learned)
    (self.courses, self.grid, self.simulation, self.open) = (courses, grid, simulation, open)
    outcomes = simulation.outcomes(items, threads: request.threads)
  }

  private typealias Forecast = @Sendable (CompletionCase, Int) -> CompletionCourse

  /// What forecasts rest on, and the forecast of a task to a day.
  private static func learn(_ cases: [CompletionCase]) -> (TaskResult.Learned, Forecast) {
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
        learned(.reference, table.attribution), { table.course(of: $0, to: $1, shift: shift) }
      )
    }
    guard let model = try? CompletionModel(learnedFrom: cases) else {
      let plain = KaplanMeier(
        cases.map { (time: $0.elapsed(on: $0.end), isEnd: $0.isDone) })
      return (learned(.data, isPlain: true), { plain.course(of: $0, to: $1) })
    }
    return (
      learned(.data),
      { model.course(of: $0, to: $1, shown: max($0.due + 90, $0.end + 180)) }
    )
  }

  /// The numbers of the phase and of the unit of each task: the lead agency, else the place, else the task itself.
  private static func numbers(_ states: [TaskState]) -> (phases: [Int], units: [Int]) {
    var phases: [String: Int] = [:]
    var units: [String: Int] = [:]
    var found: (phases: [Int], units: [Int]) = ([], [])
    func number(_ name: String, _ names: inout [String: Int]) -> Int {
      if let known = names[name] { return known }
      names[name] = names.count
      return names.count - 1
    }
    let hasAgencies = states.contains { !$0.report.leadAgency.isEmpty }
    for state in states {
      found.phases.append(number(state.report.phase, &phases))
      let unit = hasAgencies ? state.report.leadAgency : state.report.place
      found.units.append(number(unit.isEmpty ? "\u{0}" + state.task.id : unit, &units))
    }
    return found
  }
}
