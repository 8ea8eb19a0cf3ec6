internal import TimeSeries

/// How many tasks of a group are done by a day, of those that something is said of.
///
/// A task without a chance is neither done nor undone: it counts in no mean and no quantile. One that is known to begin only
/// behind a day is not done by it.
struct TaskCounts {
  /// What counts come to, with how many tasks they count; nothing is expected where nothing is said of any open one.
  struct Told {
    let assessed: Int
    let expected: Double?
    let p10, p50, p90: Int?
  }

  private let tasks, finished: Int
  /// The days from which on nothing is said of open tasks, in order.
  private let unsaid: [CalendarDate]

  init(_ run: TaskRun, _ members: [Int]) {
    tasks = members.count
    finished = members.count { run.states[$0].isDone }
    unsaid = members.compactMap { place in
      run.states[place].isDone || run.courses[place] != nil
        ? nil : run.states[place].planned ?? run.day
    }.sorted()
  }

  /// By a day behind that of the knowledge.
  func told(
    _ paths: (mean: Double, p10: Int, p50: Int, p90: Int), by date: CalendarDate
  ) -> Told {
    let assessed = tasks - (unsaid.firstIndex { $0 > date } ?? unsaid.count)
    guard assessed > finished || assessed == tasks else {
      return Told(assessed: assessed, expected: nil, p10: nil, p50: nil, p90: nil)
    }
    return Told(
      assessed: assessed, expected: Double(finished) + paths.mean, p10: finished + paths.p10,
      p50: finished + paths.p50, p90: finished + paths.p90)
  }
}
