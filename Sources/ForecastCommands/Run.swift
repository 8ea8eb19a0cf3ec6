internal import ArgumentParser
internal import Pipeline
internal import Plans
internal import Reports

/// `forecast run`: fit, simulate, assess; writes the run folder.
struct Run: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Assess a plan: how likely is each target, how likely all of them together?",
    discussion: """
      Writes a folder with attainment.csv, joint.csv, counts.csv, limits.csv, drivers.csv, findings.csv,
      projections.csv, calibration.csv, history.csv, discrepancies.csv, fits.json, run.json and
      timings.json, with several plans also cascade.csv, with judgements beside data
      also priors.csv, with floors also floors.csv: whole, or not at all.

      Examples:
        forecast run Scenarios/haiduong-2030/scenario.json
        forecast run scenario.json --paths 100000 --seed 7 --output runs/seed-7
        forecast run scenario.json --as-of 2025-01-31 --language vi
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(
    name: .customLong("set"),
    help: "LEVER=VALUE, or growth.INDICATOR=POINTS; may be repeated.")
  var settings: [SettingArgument] = []

  @OptionGroup var options: CommonOptions

  func perform() throws {
    Interruption.watch()
    let clock = ContinuousClock()
    let start = clock.now
    let bundle = try ScenarioReader.read(scenario)
    guard !bundle.plans.isEmpty else {
      let place = bundle.scenario.resolved.location
      throw Faults([Fault(.missingKey("plans"), at: place, hint: .growthCommand)])
    }
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)")
    try folder.check()
    let read = clock.now
    let progress = ProgressReporter("simulating", isQuiet: options.quiet)
    let result = try ScenarioRun.run(
      bundle,
      options: RunOptions(
        paths: options.paths, seed: options.seed, precision: options.precision,
        asOf: options.asOf?.date, threads: options.threadCount,
        settings: Dictionary(settings.map { ($0.name, $0.value) }) { _, last in last }),
      progress: { progress.report($0, of: $1) }, isCancelled: { Interruption.isRequested })
    let simulated = clock.now
    let outputs = RunTables.all(result, language: options.language) + [RunManifest.fits(result)]
    let manifest = RunManifest.manifest(
      result, version: ProgramVersion.text,
      inputs: bundle.files.map { ($0.path, $0.bytes) }, outputs: outputs)
    let timings = RunManifest.timings(
      [
        "read": (read - start).inSeconds, "run": (simulated - read).inSeconds,
        "tables": (clock.now - simulated).inSeconds,
      ], threads: options.threadCount)
    try folder.write(outputs + [manifest, timings])
    guard !options.quiet else { return }
    let summary = RunSummary(result, language: options.language, width: Console.width)
    Console.printResult(summary.text)
    Console.printNote(
      "\n" + Catalogue.of(options.language)("written.heading", ["folder": folder.path]))
  }
}

extension Duration {
  /// Seconds with fractions.
  var inSeconds: Double {
    Double(components.seconds) + 1e-18 * Double(components.attoseconds)
  }
}
