internal import ArgumentParser
internal import Files
internal import Folders
internal import Models
internal import Pipeline
internal import Plans
internal import Reports
internal import Simulation
internal import Tracking

/// `forecast run`: fit, simulate, assess; writes the run folder.
struct Run: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Assess a plan: how likely is each target, how likely all of them together?",
    discussion: """
      Writes a folder with attainment.csv, joint.csv, counts.csv, limits.csv, drivers.csv, findings.csv, \
      projections.csv, calibration.csv, history.csv, discrepancies.csv, fits.json, \
      processes.json, run.json and timings.json, with several plans also cascade.csv, with judgements beside data \
      also priors.csv, with floors also floors.csv: whole, or not at all.

      Examples:
        forecast run Scenarios/haiduong-2030/scenario.json
        forecast run scenario.json --paths 100000 --seed 7 --output runs/seed-7
        forecast run scenario.json --as-of 2025-01-31 --language vi
        forecast run scenario.json --shard 1/4 --output shards/1
        forecast run scenario.json --draws draws.csv
        forecast run scenario.json --variant 12
        forecast run --again runs/haiduong-2030
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String?

  @Option(
    help: """
      A run folder to repeat, instead of a scenario: with its options, its fits and its inputs. Says whether \
      every byte comes out again, or what differs (exit code 1). Writes nothing without --output.
      """, completion: .directory)
  var again: String?

  @Option(
    help: "With --again: the folder where the run was started, from which paths of inputs count.",
    completion: .directory)
  var directory: String?

  @Option(
    name: .customLong("set"),
    help: "LEVER=VALUE, or growth.INDICATOR=VALUE as of forecast require; may be repeated.")
  var settings: [SettingArgument] = []

  @Option(
    help: """
      A variant of the scenario's growth part, by id: the plan if this year's variant is met. The year is the \
      first one that is not over on the day.
      """)
  var variant: String?

  @Option(help: "I/N: only the I-th of N parts of the paths, for forecast merge.")
  var shard: ShardArgument?

  @Option(
    help: "A run folder whose fits are taken, instead of fitting anew.", completion: .directory)
  var fits: String?

  @Option(
    help: """
      random, or sobol: paths in 16 replicates of scrambled Sobol' points, rounded up to a power of 2; \
      errors are those of the replicates' mean.
      """)
  var sampling = Sampling.random

  @Option(
    help: """
      A CSV file for the values behind the probabilities, outside the run folder: a row a path, a column \
      PLAN:REF a scored target. The share of rows that meet a target is its probability in attainment.csv.
      """, completion: .file(extensions: ["csv"]))
  var draws: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try ValidationError.refuse([(scenario == nil) == (again == nil): .scenarioOrAgain])
    try SettingArgument.refuseTwice(settings)
    try ValidationError.refuse([
      again != nil && !isPlain: .againAlone,
      directory != nil && again == nil: .directoryWithoutAgain,
      shard != nil && sampling == .sobol: .sobolOfShards,
      shard != nil && options.precision != nil: .precisionOfShards,
      shard != nil && draws != nil: .drawsOfShards,
    ])
  }

  /// Whether nothing is asked that would change a result.
  private var isPlain: Bool {
    settings.isEmpty && variant == nil && shard == nil && fits == nil && sampling == .random
      && draws == nil
      && options.paths == nil && options.precision == nil && options.seed == nil
      && options.asOf == nil && options.format == "csv" && options.excel == nil && !options.json
  }

  func perform() throws {
    if let again {
      return try Repetition(folder: again, directory: directory, options: options).perform()
    }
    guard let scenario else { return }
    let clock = ContinuousClock()
    let start = clock.now
    let bundle = try ScenarioInput.read(
      scenario, asOf: options.asOf?.date, quiet: options.quiet)
    try ScenarioInput.checkPlans(bundle)
    let part = shard.map { "-shard-\($0.number)-of-\($0.count)" } ?? ""
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)\(part)")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    if let draws { try Self.check(draws, bundle, folder) }
    let read = clock.now
    let progress = options.progress("simulating")
    let request = try request()
    if let shard {
      let result = try ScenarioRun.shard(
        bundle, options: request, index: shard.number - 1, of: shard.count,
        progress: { progress.report($0, of: $1) }, isCancelled: { Interruption.isRequested })
      try ShardFolder.write(result, shard, bundle, request, to: folder)
      return
    }
    let result = try ScenarioRun.run(
      bundle, options: request,
      progress: { progress.report($0, of: $1) }, isCancelled: { Interruption.isRequested })
    let simulated = clock.now
    let seconds = [("read", (read - start).inSeconds), ("run", (simulated - read).inSeconds)]
    guard let draws else {
      try Self.write(
        result, bundle, to: folder, options: options, reports: reports, request: request,
        seconds: seconds, since: simulated)
      return
    }
    // The file is on the disk before the folder, and takes its name once that stands: what fails before
    // leaves neither.
    var file = try StreamedFile(path: draws)
    let writing = options.progress("draws")
    try DrawTable.write(
      result.draws, to: &file,
      progress: { writing.report($0, of: $1) }, isCancelled: { Interruption.isRequested })
    try file.settle()
    let drawn = clock.now
    try Self.write(
      result, bundle, to: folder, options: options, reports: reports, request: request,
      seconds: seconds + [("draws", (drawn - simulated).inSeconds)], since: drawn)
    try file.finish()
    note(result.draws, in: draws)
  }

  /// What is asked of the simulation.
  private func request() throws -> RunOptions {
    var request = RunOptions(
      paths: options.paths, seed: options.seed, precision: options.precision,
      asOf: options.asOf?.date, threads: options.threadCount,
      settings: Dictionary(settings.map { ($0.name, $0.value) }) { _, last in last })
    request.sampling = sampling
    request.variant = variant
    if let fits { request.processes = try ShardFolder.processes(in: fits) }
    return request
  }

  /// Whether draws may be written there.
  private static func check(
    _ draws: String, _ bundle: ScenarioBundle, _ folder: RunFolder
  ) throws {
    guard !folder.contains(draws) else { throw RunFolderError.insideRun(path: draws) }
    if bundle.files.contains(where: { FilePlace.isSame($0.path, draws) }) {
      throw RunFolderError.isInput(path: draws)
    }
    try ReplacedFile.check(draws, isOurs: DrawTable.isWritten)
  }

  /// Says what the file of draws holds.
  private func note(_ draws: Draws, in file: String) {
    guard !options.quiet else { return }
    let style = NumberStyle(options.language)
    Console.printRemark(
      Catalogue.of(options.language)(
        "written.draws",
        [
          "targets": "\(draws.targets.count)",
          "paths": style.fixed(Double(draws.paths), decimals: 0), "file": file,
        ]))
  }

  /// The tables of a whole run, and what else a reader of its folder needs.
  ///
  /// - Parameter threads: of which nothing depends but the time it takes.
  static func tables(
    _ result: RunResult, _ language: Language, threads: Int
  ) throws -> [OutputFile] {
    let pieces: [@Sendable () throws -> [OutputFile]] = [
      { ResultFiles.all(result, language: language, threads: threads) },
      { [WhatIfFile.file(try WhatIf(result), language)] },
      { [RunManifest.fits(result), RunManifest.processes(result.processes)] },
    ]
    let files = parallelMap(pieces.count, threads: threads) { piece in
      Result { try pieces[piece]() }
    }
    return try files[0].get() + files[2].get() + files[1].get()
  }

  /// Tables with the reports and the manifest of their run.
  static func files(
    _ tables: [OutputFile], of result: RunResult, _ bundle: ScenarioBundle,
    options: CommonOptions, reports: [any ReportFormat], request: RunOptions
  ) throws -> [OutputFile] {
    try options.withReports(tables, as: reports) {
      RunManifest.manifest(
        result, version: ProgramVersion.text, inputs: bundle.files, outputs: $0,
        language: options.language, settings: request.settings,
        asked: (
          request.paths ?? bundle.scenario.simulation.paths,
          request.precision ?? bundle.scenario.simulation.precision
        ), sampling: request.sampling,
        formats: options.formats, excel: options.excel)
    }
  }

  /// Writes the tables and manifests of a whole run and prints its summary.
  static func write(
    _ result: RunResult, _ bundle: ScenarioBundle, to folder: RunFolder, options: CommonOptions,
    reports: [any ReportFormat] = [], request: RunOptions,
    seconds: [(stage: String, seconds: Double)], since simulated: ContinuousClock.Instant
  ) throws {
    let tables = try tables(result, options.language, threads: options.threadCount)
    let outputs = try files(
      tables, of: result, bundle, options: options, reports: reports, request: request)
    let timings = RunManifest.timings(
      seconds + [("tables", (ContinuousClock.now - simulated).inSeconds)],
      threads: options.threadCount)
    try folder.writeUnlessInterrupted(outputs + [timings])
    ScenarioInput.say(result.warnings, [])
    options.finish(outputs + [timings], in: folder) {
      RunSummary(
        result, in: FolderTables(tables + outputs.suffix(1)), language: options.language,
        width: Console.width,
        emphasis: Console.emphasis
      ).text
    }
  }
}

extension Duration {
  /// Seconds with fractions.
  var inSeconds: Double {
    Double(components.seconds) + 1e-18 * Double(components.attoseconds)
  }
}
