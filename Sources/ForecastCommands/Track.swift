internal import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// `forecast track`: the year's targets after each realised quarter.
struct Track: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "After each realised quarter: will the year's target be met, what must the rest do?",
    discussion: """
      Writes tracking.csv, contributions.csv, rivals.csv, calibration.csv, discrepancies.csv and \
      run.json; with --backtest also backtest.csv with every forecast of past years, \
      reliability.csv, and measure_rivals.csv for the measures of the scenario; with --against also \
      changes.csv and changed_figures.csv. Past points of the year are seen with the figures known \
      on the day.

      Examples:
        forecast track Scenarios/vietnam-growth-2025/scenario.json
        forecast track scenario.json --as-of 2025-10-10 --backtest
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(
    parsing: .unconditional,
    help: "The year; by default that of the scenario's day, or the one that variants ask of.")
  var year: Int?

  @Flag(help: "Forecast past years again, and write every forecast.")
  var backtest = false

  @Option(
    help: "Folder of an earlier run of this command: what moved since, and why.",
    completion: .directory)
  var against: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try ValidationError.check("--year", year, in: Scenario.allowedYears)
    try options.refusePrecision(hasWorkbook: false)
  }

  func perform() throws {
    let bundle = try ScenarioInput.read(
      scenario, asOf: options.asOf?.date, quiet: options.quiet)
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)-track")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    let asked = try options.growth(bundle, year: year, variants: [])
    let earlier = try against.map {
      try EarlierRun($0, command: "track", year: asked.year, of: bundle.scenario)
    }
    let result = try GrowthTracking.run(
      bundle, options: asked, withPast: backtest, isCancelled: { Interruption.isRequested })
    let changes = try earlier?.changes(bundle, asked, GrowthSnapshot(result)) {
      bundle, options throws(PipelineError) in
      GrowthSnapshot(
        try GrowthTracking.run(
          bundle, options: options, withPast: false, isCancelled: { Interruption.isRequested }))
    }
    let outputs =
      ResultFiles.all(
        result, language: options.language, threads: options.threadCount)
      + (changes.map { ResultFiles.all($0, language: options.language) } ?? [])
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.growth(
        command: "track", version: ProgramVersion.text, scenario: result.scenario,
        title: result.title, office: bundle.scenario.office, language: options.language,
        year: result.year,
        asOf: result.asOf, seed: result.seed, paths: result.paths, against: earlier?.entry,
        inputs: bundle.files, outputs: $0)
    }
    try options.publish(written, to: folder) {
      TrackingSummary(
        result, language: options.language, width: Console.width, emphasis: Console.emphasis
      ).text + EarlierRun.text(changes, result.sectors, options, isMedian: true)
    }
  }
}
