internal import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// `forecast monthly`: the growth scenario of a year by sector, month and quarter.
struct Monthly: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "The growth scenario of a year: sectors by month and quarter, every variant.",
    discussion: """
      Writes annual_growth.csv, quarterly_growth.csv, monthly_growth.csv, variants.csv, rivals.csv, \
      calibration.csv, discrepancies.csv, fits.json and run.json; with --format csv,xlsx also the \
      workbook growth.xlsx, with --against also changes.csv and changed_figures.csv. Realised figures are the same in every variant; parts add to totals.

      Examples:
        forecast monthly Scenarios/vietnam-growth-2025/scenario.json --year 2025
        forecast monthly scenario.json --year 2025 --variant 8 --format csv,xlsx
        forecast monthly scenario.json --as-of 2025-07-15 --against runs/january
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(
    parsing: .unconditional,
    help: "The year; by default that of the scenario's day, or the one that variants ask of.")
  var year: Int?

  @Option(help: "A variant; may be given several times; all by default.")
  var variant: [String] = []

  @Option(
    help:
      "Folder of an earlier run of this command: what moved since and why, and a table of the workbook.",
    completion: .directory)
  var against: String?

  @OptionGroup var options: CommonOptions

  func perform() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let bundle = try ScenarioInput.read(
      scenario, asOf: options.asOf?.date, quiet: options.quiet)
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)-monthly")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    let earlier = try against.map {
      try EarlierRun(
        $0, command: "monthly", year: options.growth(bundle, year: year, variants: []).year,
        of: bundle.scenario)
    }
    let read = clock.now
    var result = try GrowthRun.run(
      bundle, options: options.growth(bundle, year: year, variants: variant),
      isCancelled: { Interruption.isRequested })
    result.tasks = try YearTasks.run(bundle, options)
    let changes = try earlier?.changes(
      bundle, options.growth(bundle, year: year, variants: variant),
      GrowthSnapshot(result)
    ) { bundle, options throws(PipelineError) in
      GrowthSnapshot(
        try GrowthRun.run(bundle, options: options, isCancelled: { Interruption.isRequested }))
    }
    let simulated = clock.now
    let tables =
      ResultFiles.all(
        result, language: options.language, threads: options.threadCount)
      + [RunManifest.fits(result)]
      + (changes.map { ResultFiles.all($0, language: options.language) } ?? [])
    let written = try options.withReports(tables, as: reports, against: earlier?.tables) {
      RunManifest.growth(
        command: "monthly", version: ProgramVersion.text, scenario: result.scenario,
        title: result.title, region: result.region, office: bundle.scenario.office,
        language: options.language, year: result.year,
        asOf: result.asOf, seed: result.seed, paths: result.paths, variants: variant,
        against: earlier?.entry, inputs: bundle.files, outputs: $0)
    }
    let timings = RunManifest.timings(
      [
        ("read", (read - start).inSeconds), ("run", (simulated - read).inSeconds),
        ("tables", (clock.now - simulated).inSeconds),
      ], threads: options.threadCount)
    try options.publish(written + [timings], to: folder) {
      GrowthSummary(
        result, language: options.language, width: Console.width, emphasis: Console.emphasis
      ).text + EarlierRun.text(changes, result.sectors, options)
    }
  }
}

extension Monthly {
  func validate() throws {
    try ValidationError.check("--year", year, in: Scenario.allowedYears)
    try options.refusePrecision(hasWorkbook: true)
  }
}

extension CommonOptions {
  /// Years after the last figure that may be asked of.
  private static let yearsAhead = 50

  /// The options of a growth command; the year is that of the day, or of the variants, unless given.
  ///
  /// - Throws: `yearNeeded`, and `yearTooFar` beyond what figures can say anything of.
  func growth(_ bundle: ScenarioBundle, year: Int?, variants: [String]) throws -> GrowthOptions {
    let scenario = bundle.scenario
    let day = asOf?.date ?? scenario.asOf
    guard let wanted = year ?? scenario.growthYear(on: day, variants: variants) else {
      throw ValidationError(.yearNeeded)
    }
    if let last = bundle.observations.lastYear, wanted > last + Self.yearsAhead {
      throw ValidationError(.yearTooFar(wanted, last: last, ahead: Self.yearsAhead))
    }
    var options = GrowthOptions(
      run: RunOptions(
        paths: paths, seed: seed, precision: precision, asOf: asOf?.date, threads: threadCount),
      year: wanted, variants: variants)
    options.yearOfDay = year == nil ? day?.year : nil
    return options
  }
}
