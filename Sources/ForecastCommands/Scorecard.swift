internal import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// `forecast scorecard`: every measure of a year's scenario.
struct ScorecardCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard",
    abstract: "Every measure of the year's scenario: plan, what came, what is ahead, will it do?",
    discussion: """
      Writes scorecard.csv, scorecard_joint.csv, scorecard_news.csv and run.json; with --backtest \
      also measure_rivals.csv with past years forecast again; with --against also changes.csv and \
      changed_figures.csv. Plans that the scenario shares out over parts stand in allocation.csv, \
      levels at current prices in current_prices.csv, whether drivers were used in notes.csv. \
      Measures are those of the scenario's "measures"; the whole of its sectors is one of them.

      Examples:
        forecast scorecard Scenarios/haiphong-2026/scenario.json --year 2026
        forecast scorecard scenario.json --as-of 2026-07-10 --format csv,xlsx
        forecast scorecard scenario.json --as-of 2026-08-10 --against runs/july
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(parsing: .unconditional, help: "The year; that of the scenario's day by default.")
  var year: Int?

  @Flag(help: "Forecast past years again.")
  var backtest = false

  @Option(
    help: "Folder of an earlier run of this command: what moved since, and why.",
    completion: .directory)
  var against: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try ValidationError.check("--year", year, in: Scenario.allowedYears)
    try options.refusePrecision(hasWorkbook: true)
  }

  func perform() throws {
    let bundle = try ScenarioInput.read(
      scenario, asOf: options.asOf?.date, quiet: options.quiet)
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)-scorecard")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    let asked = try options.growth(bundle, year: year, variants: [])
    let earlier = try against.map {
      try EarlierRun($0, command: "scorecard", year: asked.year, of: bundle.scenario)
    }
    var result = try ScorecardRun.run(
      bundle, options: asked, withPast: backtest, isCancelled: { Interruption.isRequested })
    ScenarioInput.say(result.warnings, [])
    result.tasks = try YearTasks.run(bundle, options)
    let changes = try earlier?.changes(bundle, asked, GrowthSnapshot(result)) {
      bundle, options throws(PipelineError) in
      GrowthSnapshot(
        try ScorecardRun.run(
          bundle, options: options, isCancelled: { Interruption.isRequested }))
    }
    let outputs =
      ResultFiles.all(
        result, language: options.language, threads: options.threadCount)
      + (changes.map { ResultFiles.all($0, language: options.language) } ?? [])
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.growth(
        command: "scorecard", version: ProgramVersion.text, scenario: result.scenario,
        title: result.title, region: result.region, office: bundle.scenario.office,
        language: options.language, year: result.year,
        asOf: result.asOf, seed: result.seed, paths: result.paths, against: earlier?.entry,
        inputs: bundle.files, outputs: $0)
    }
    try options.publish(written, to: folder) {
      ScorecardSummary(
        result, in: FolderTables(outputs + written.suffix(1)), language: options.language,
        width: Console.width, emphasis: Console.emphasis
      ).text + EarlierRun.text(changes, measures: result, options)
    }
  }
}
