internal import Models
public import Plans
internal import Simulation
public import TimeSeries

/// Forecasts when tasks are done, and counts them.
public struct TaskRun: Sendable {
  /// Years behind the day that are looked at for a task at the most.
  static let years = 20

  let study: TaskStudy
  let courses: [CompletionCourse?]
  /// The same as tasks elsewhere went, which some paths follow; `nil` where all do, and for finished tasks.
  let outside: [CompletionCourse?]
  /// The same where tasks are done around their due days, whatever they were allowed.
  let late: [CompletionCourse?]
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
    let study = TaskStudy(list, on: request.asOf, threads: request.threads)
    let run = TaskRun(study, request, of: Set(study.states.indices))
    if isCancelled() { throw .cancelled }
    return run.result(request, isWeighted: list.isWeighted)
  }

  /// What is known of the tasks, in the order of the files.
  var states: [TaskState] { study.states }
  var day: CalendarDate { study.day }
  var learned: TaskResult.Learned { study.learned }

  /// Simulates some of the tasks that are known.
  init(_ study: TaskStudy, _ request: Request, of places: Set<Int>) {
    let (day, states, cases) = (study.day, study.states, study.cases)
    let grid = TaskGrid(states, on: day)
    let last = grid.dates.last?.dayNumber ?? day.dayNumber
    let most = day.advanced(byDays: 366 * Self.years).dayNumber
    // What is alike goes alike, and is asked for once.
    var numbers: [TaskStudy.Likeness: Int] = [:]
    var asked: [(place: Int, item: CompletionCase)] = []
    let numberOf = states.indices.map { place -> Int? in
      guard places.contains(place), !states[place].isDone, let item = cases[place] else {
        return nil
      }
      let likeness = study.likeness(of: place, item)
      if let known = numbers[likeness] { return known }
      numbers[likeness] = asked.count
      asked.append((place, item))
      return asked.count - 1
    }
    let questions = asked
    let both = parallelMap(questions.count, threads: request.threads) {
      number -> (own: CompletionCourse?, outside: CompletionCourse?, late: CompletionCourse?) in
      let (place, item) = questions[number]
      let end = max(item.due + 90, last, item.end + 3 * study.allowed(item, of: place))
      let shown = min(end, max(most, last, item.due + 90))
      let own = study.course(of: place, to: shown)
      return (
        own, study.outside(of: place, to: shown),
        own.flatMap { study.late(of: place, like: $0, to: shown) }
      )
    }
    let courses = numberOf.map { $0.flatMap { both[$0].own } }
    let outside = numberOf.map { $0.flatMap { both[$0].outside } }
    let late = numberOf.map { $0.flatMap { both[$0].late } }
    let open = states.indices.filter { courses[$0] != nil }
    let simulation = TaskPaths(
      seed: request.seed, paths: request.paths ?? Self.paths(for: open.count),
      dates: grid.dates.map(\.dayNumber), lateChance: study.lateChance)
    let streams = TaskStreams(study)
    let items = open.compactMap { place -> TaskPaths.Item? in
      guard let course = courses[place], let item = cases[place] else { return nil }
      return TaskPaths.Item(
        number: streams.tasks[place], phase: streams.phases[place], unit: streams.units[place],
        course: course, outside: outside[place], late: late[place], due: item.due)
    }
    self.study = study
    (self.courses, self.outside, self.late) = (courses, outside, late)
    (self.grid, self.simulation, self.open) = (grid, simulation, open)
    outcomes = simulation.outcomes(items, threads: request.threads)
  }
}
