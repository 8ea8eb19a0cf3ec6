internal import ArgumentParser
internal import Files
internal import Folders
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries

/// `forecast scorecard`: every measure of a year's scenario.
struct ScorecardCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard",
    abstract: "Every measure of the year's scenario: plan, what came, what is ahead, will it do?",
    discussion: """
      Writes scorecard.csv, scorecard_joint.csv, scorecard_news.csv and run.json; with --backtest
      also measure_rivals.csv with past years forecast again. Measures are those of the scenario's
      "measures"; the whole of its sectors is one of them.

      Examples:
        forecast scorecard Scenarios/haiphong-2026/scenario.json --year 2026
        forecast scorecard scenario.json --as-of 2026-07-10 --language vi --format csv,xlsx
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(parsing: .unconditional, help: "The year; that of the scenario's day by default.")
  var year: Int?

  @Flag(help: "Forecast past years again.")
  var backtest = false

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try ValidationError.check("--year", year, in: Scenario.allowedYears)
    try options.refusePrecision(hasWorkbook: true)
  }

  func perform() throws {
    let bundle = try ScenarioInput.read(scenario, quiet: options.quiet)
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)-scorecard")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    let result = try ScorecardRun.run(
      bundle, options: options.growth(bundle.scenario, year: year, variants: []),
      withPast: backtest, isCancelled: { Interruption.isRequested })
    let outputs = ResultFiles.all(result, language: options.language)
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.growth(
        command: "scorecard", version: ProgramVersion.text, scenario: result.scenario,
        title: result.title, region: result.region, language: options.language, year: result.year,
        asOf: result.asOf, seed: result.seed, paths: result.paths, inputs: bundle.files,
        outputs: $0)
    }
    try options.publish(written, to: folder) {
      ScorecardSummary(
        result, language: options.language, width: Console.width, emphasis: Console.emphasis
      ).text
    }
  }
}
