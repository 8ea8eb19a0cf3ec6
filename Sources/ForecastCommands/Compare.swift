internal import ArgumentParser
internal import Files
internal import Folders
internal import FoundationEssentials
internal import Pipeline
internal import Plans
internal import Reports
internal import Simulation
internal import TimeSeries
internal import Tracking

/// `forecast compare`: scenarios side by side on common random numbers.
struct Compare: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios: what differs, by how much, and is it real?",
    discussion: """
      Simulates all scenarios on the same random numbers and writes comparison.csv: the chance of every \
      target, agency and plan in each pair of scenarios, the difference and its own error. A run folder \
      stands for its scenario, seed, day, settings and variant.

      Examples:
        forecast compare Scenarios/haiduong-2030/scenario.json \\
          Scenarios/haiduong-2030-accelerated/scenario.json
        forecast compare a.json b.json c.json --paths 100000 --output runs/three
        forecast compare scenario.json scenario.json --variant 12
      """)

  @Argument(help: "Scenario files or run folders, two or more.", completion: .file())
  var scenarios: [String]

  @OptionGroup var started: InputDirectories

  @Option(name: .customLong("set"), help: "LEVER=VALUE in the last scenario; may be repeated.")
  var settings: [SettingArgument] = []

  @Option(help: "A variant of the growth part that the last scenario's present year meets, by id.")
  var variant: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try options.refusePrecision(hasWorkbook: true)
    try SettingArgument.refuseTwice(settings)
    if scenarios.count < 2 { throw ValidationError(.twoScenarios) }
  }

  func perform() throws {
    let inputs = try Faults.collected { faults in
      scenarios.compactMap {
        RunInput.resolve($0, directories: started.directory, faults: &faults)
      }
    }
    let bundles = try inputs.map {
      try ScenarioInput.read(
        $0.path, asOf: options.asOf?.date ?? $0.request.asOf, kept: $0.kept, quiet: options.quiet)
    }
    for bundle in bundles { try ScenarioInput.checkPlans(bundle) }
    let folder = RunFolder(
      path: options.output
        ?? "runs/\(bundles.map(\.scenario.name).joined(separator: "-against-").prefix(120))")
    try folder.check(reading: scenarios + bundles.flatMap { $0.files.map(\.path) })
    let reports = try options.reportFormats()
    var requests = inputs.map { input in
      var request = input.request
      request.paths = options.paths ?? request.paths
      request.seed = options.seed ?? request.seed
      request.asOf = options.asOf?.date ?? request.asOf
      request.threads = options.threadCount
      return request
    }
    if let variant { requests[requests.count - 1].variant = variant }
    for setting in settings { requests[requests.count - 1].settings[setting.name] = setting.value }
    let result = try ComparisonRun.run(
      bundles, options: requests, places: scenarios, isCancelled: { Interruption.isRequested })
    let report = ComparisonReport(result, language: options.language)
    let outputs = ResultFiles.all(report)
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.several(
        command: "compare", version: ProgramVersion.text, names: result.names,
        titles: result.titles, language: options.language, seed: result.seed,
        paths: result.paths,
        questions: zip(requests, bundles).map {
          ($0.asOf ?? $1.scenario.asOf, $0.settings, $0.variant)
        }, inputs: bundles.flatMap(\.files), outputs: $0)
    }
    try options.publish(written, to: folder) {
      report.text(width: Console.width)
    }
  }
}

/// `LEVER=VALUE`.
struct SettingArgument: ExpressibleByArgument {
  let name: String
  let value: Double

  /// Refuses a lever that is set twice, of which one value would be lost.
  static func refuseTwice(_ settings: [SettingArgument]) throws {
    var seen: Set<String> = []
    for setting in settings where !seen.insert(setting.name).inserted {
      throw ValidationError(.setTwice(setting.name))
    }
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let value = Double(parts[1]), value.isFinite else {
      return nil
    }
    name = String(parts[0])
    self.value = value
  }
}

/// A scenario file, or the scenario that a run folder was made from.
struct RunInput {
  let path: String
  /// What the run was asked.
  var request = RunOptions()
  /// What it read from databases.
  var kept = KeptTables()

  /// Resolves an argument; a folder must be a run whose scenario file is still the same.
  ///
  /// - Parameter directories: folders from which paths of its inputs may count.
  static func resolve(
    _ argument: String, directories: [String], faults: inout FaultCollector
  ) -> RunInput? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder
    else { return RunInput(path: argument) }
    let manifest = RunFolder.manifestPath(in: argument)
    guard let record = RunRecord.read(argument, faults: &faults) else { return nil }
    guard record.command == "run" else {
      faults.note(
        .run(.otherCommand(found: record.command, wanted: ["run"])), at: .whole(manifest))
      return nil
    }
    guard let input = record.inputs.first,
      record.paths.map({ RunOptions.allowedPaths.contains($0) }) ?? true
    else {
      faults.note(.run(.notARun), at: .whole(manifest))
      return nil
    }
    guard record.isWhole else {
      faults.note(.run(.manifestEdited), at: .whole(manifest))
      return nil
    }
    let bases = ([nil] + directories.map(Optional.some)).map { record.base(given: $0) }
    // Scenarios of several folders may share a name: the one that the run read goes before others.
    let base =
      bases.first { base in
        let found = try? SourceFile(reading: record.place(of: input, from: base))
        return found.map { Digest.sha256($0.allBytes) == input.sha256 } ?? false
      } ?? bases.first { FilePlace.exists(record.place(of: input, from: $0)) } ?? bases[0]
    let path = record.place(of: input, from: base)
    do throws(Fault) {
      let scenario = try SourceFile(reading: path)
      if Digest.sha256(scenario.allBytes) != input.sha256 {
        faults.note(.run(.changedSince(path)), at: .whole(manifest))
        return nil
      }
    } catch {
      let isMissing = error.problem == .file(.missing)
      faults.note([Fault(error.problem, at: error.location, hint: isMissing ? .runFrom : nil)])
      return nil
    }
    var request = record.options(threads: 1)
    (request.paths, request.precision, request.sampling) = (record.paths, nil, .random)
    return RunInput(path: path, request: request, kept: record.kept(from: base, faults: &faults))
  }
}
