internal import Files
internal import Plans
internal import Tracking

/// The dated tasks of a scenario beside its year: table 7 of the papers that are handed in.
enum YearTasks {
  /// The tasks as they stand on the day of the year's own figures; `nil` for a scenario without tasks.
  ///
  /// - Throws: `cancelled`.
  static func run(
    _ bundle: ScenarioBundle, _ options: CommonOptions
  ) throws -> TaskResult? {
    let scenario = bundle.scenario
    guard scenario.resolved["tasks"] != nil,
      let day = options.asOf?.date ?? scenario.asOf ?? bundle.tasks.newestDay
    else { return nil }
    return try TaskRun.run(
      bundle.tasks,
      TaskRun.Request(
        name: scenario.name, title: scenario.title, asOf: day,
        seed: options.seed ?? scenario.simulation.seed, threads: options.threadCount),
      isCancelled: { Interruption.isRequested })
  }
}
