public import Files
public import Folders
internal import FoundationEssentials
public import Pipeline
public import Plans
public import Simulation
public import TimeSeries
public import Tracking

/// What each command writes into its manifest.
extension RunManifest {
  init(
    _ command: String, version: String, inputs: [SourceFile], outputs: [OutputFile]
  ) {
    self.init()
    (format, self.command, self.version) = (Self.format, command, version)
    let names = InputPaths.recorded(inputs.map(\.path))
    self.inputs = zip(inputs, names).map { entry($0, named: $1) }
    self.outputs = outputs.map(Entry.init)
  }

  /// The office that hands in.
  private mutating func state(_ office: Office?, _ language: Language) {
    (self.office, signatory) = (
      (office?.name).map(language.text), office?.signatory.map(language.text)
    )
  }

  /// The entry of a file that was read; what stands in no file is kept.
  private mutating func entry(_ input: SourceFile, named name: String) -> Entry {
    var entry = Entry(name, input.allBytes)
    if input.leavesScenario { entry.outside = true }
    if input.isKept {
      let kept = "\(RunFolder.inputsName)/\(keptInputs.count + 1).csv"
      keptInputs.append(OutputFile(name: kept, bytes: input.allBytes))
      entry.kept = kept
    }
    return entry
  }

  /// The manifest of `run`: version, question, inputs and outputs with their hashes.
  ///
  /// - Parameters:
  ///   - result: the run.
  ///   - version: of the program.
  ///   - inputs: files that were read, with their bytes.
  ///   - outputs: files of the folder, the manifest and the timings left out.
  ///   - language: of names and sentences in the outputs.
  ///   - settings: values of levers that replaced those of the scenario.
  ///   - asked: paths that were asked for, and the Monte Carlo error that had to be reached.
  ///   - sampling: how paths were drawn.
  ///   - formats: what was written besides CSV.
  ///   - excel: the style of CSV; `nil` for points and commas.
  public static func manifest(
    _ result: RunResult, version: String, inputs: [SourceFile],
    outputs: [OutputFile], language: Language, settings: [String: Double],
    asked: (paths: Int, precision: Double?), sampling: Sampling = .random,
    formats: [String] = ["csv"], excel: ExcelCSV? = nil
  ) -> OutputFile {
    var manifest = RunManifest("run", version: version, inputs: inputs, outputs: outputs)
    let region = result.scenario.region
    manifest.scenario = result.scenario.name
    manifest.title = language.text(result.scenario.title)
    manifest.region = language.text(region.name)
    manifest.bordersUntil = region.until
    manifest.state(result.scenario.office, language)
    manifest.language = language
    manifest.seed = result.seed
    manifest.paths = Int(result.paths)
    manifest.pathsAsked = asked.paths == manifest.paths ? nil : asked.paths
    manifest.precision = asked.precision
    manifest.asOf = result.asOf
    manifest.set = settings.isEmpty ? nil : levers(settings)
    manifest.variant = result.carried?.variant?.id
    manifest.variantTitle = (result.carried?.variant?.title).map(language.text)
    manifest.growth = result.carried.map { growth($0, result, language) }
    manifest.headline = result.scenario.headline.isEmpty ? nil : result.scenario.headline
    manifest.sampling = sampling == .random ? nil : sampling
    manifest.formats = formats == ["csv"] ? nil : formats
    manifest.excel = excel
    manifest.fits = RunFits.name
    manifest.measured = measured(result.scenario, inputs)
    return manifest.file
  }

  /// The manifest of one shard.
  ///
  /// - Parameters:
  ///   - number: which shard, from 1.
  ///   - count: how many.
  public static func shard(
    number: Int, of count: Int, version: String, scenario: String, seed: UInt64, paths: Int,
    asOf: CalendarDate?, settings: [String: Double], variant: String? = nil,
    inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest(shardCommand, version: version, inputs: [], outputs: outputs)
    manifest.scenario = scenario
    (manifest.shard, manifest.shards) = (number, count)
    (manifest.seed, manifest.paths, manifest.asOf) = (seed, paths, asOf)
    (manifest.set, manifest.variant) = (levers(settings), variant)
    // Shards are put together where they were made, and kept by nobody.
    manifest.inputs = inputs.map { manifest.entry($0, named: $0.path) }
    return manifest.file
  }

  /// The manifest of a panel command.
  ///
  /// - Parameters:
  ///   - command: `predict`, `backtest` or `calibrate`.
  ///   - model: what was asked for.
  ///   - horizon: periods ahead.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  ///   - excel: the style of CSV; `nil` for points and commas.
  public static func panel(
    command: String, version: String, model: String, horizon: Int, inputs: [SourceFile],
    outputs: [OutputFile], excel: ExcelCSV? = nil
  ) -> OutputFile {
    var manifest = RunManifest(command, version: version, inputs: inputs, outputs: outputs)
    (manifest.model, manifest.horizon, manifest.excel) = (model, horizon, excel)
    return manifest.file
  }

  /// The manifest of `monthly` or `track`.
  ///
  /// - Parameters:
  ///   - command: `monthly` or `track`.
  ///   - scenario: the name.
  ///   - region: whose growth it is.
  ///   - office: who hands it in.
  ///   - variants: those that were asked for; empty for all.
  ///   - against: the manifest of the earlier run that it was compared with.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func growth(
    command: String, version: String, scenario: String, title: LocalizedText,
    region: LocalizedText? = nil, office: Office? = nil, language: Language, year: Int,
    asOf: CalendarDate?,
    seed: UInt64, paths: Int, variants: [String] = [], against: Entry? = nil,
    inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest(command, version: version, inputs: inputs, outputs: outputs)
    (manifest.scenario, manifest.title) = (scenario, language.text(title))
    (manifest.region, manifest.language) = (region.map(language.text), language)
    manifest.state(office, language)
    manifest.year = year
    (manifest.seed, manifest.paths, manifest.asOf) = (seed, paths, asOf)
    manifest.variants = variants.isEmpty ? nil : variants
    manifest.against = against
    return manifest.file
  }

  /// The manifest of `tasks`.
  ///
  /// - Parameters:
  ///   - result: the run.
  ///   - region: whose tasks they are; `nil` where nothing says.
  ///   - office: who hands it in.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func tasks(
    version: String, _ result: TaskResult, region: LocalizedText? = nil, office: Office? = nil,
    language: Language, inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest("tasks", version: version, inputs: inputs, outputs: outputs)
    manifest.region = region.map(language.text)
    manifest.state(office, language)
    (manifest.scenario, manifest.title) = (result.scenario, language.text(result.title))
    (manifest.language, manifest.asOf) = (language, result.asOf)
    (manifest.seed, manifest.paths) = (result.seed, result.paths)
    return manifest.file
  }

  /// The manifest of `compare` or `require`.
  ///
  /// - Parameters:
  ///   - command: `compare` or `require`.
  ///   - names: of the scenarios.
  ///   - questions: of each scenario the day, the levers that replaced its own, and the variant met.
  ///   - asked: what else was asked.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func several(
    command: String, version: String, names: [String], titles: [LocalizedText] = [],
    language: Language, seed: UInt64, paths: Int,
    questions: [(asOf: CalendarDate?, settings: [String: Double], variant: String?)] = [],
    asked: Requirement? = nil, inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest(command, version: version, inputs: inputs, outputs: outputs)
    (manifest.scenarios, manifest.language) = (names, language)
    (manifest.seed, manifest.paths, manifest.asked) = (seed, paths, asked)
    manifest.titles = titles.isEmpty ? nil : titles.map(language.text)
    manifest.questions = questions.map {
      Question(asOf: $0.asOf, settings: levers($0.settings), variant: $0.variant)
    }
    return manifest.file
  }

  /// The manifest of `score`.
  ///
  /// - Parameters:
  ///   - names: of the scenarios.
  ///   - asOf: the day whose knowledge counts; `nil` for all that is published.
  ///   - inputs: manifests of the runs, then files of the scenarios.
  ///   - outputs: files of the folder, the manifest left out.
  ///   - excel: the style of CSV; `nil` for points and commas.
  public static func score(
    version: String, names: [String], language: Language, asOf: CalendarDate?, excel: ExcelCSV?,
    inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest("score", version: version, inputs: inputs, outputs: outputs)
    (manifest.scenarios, manifest.language) = (names, language)
    (manifest.asOf, manifest.excel) = (asOf, excel)
    return manifest.file
  }

  /// How manifests name paths: never by a place on somebody's machine.
  public static func recorded(_ paths: [String]) -> [String] { InputPaths.recorded(paths) }

  /// Years that come from the growth scenario.
  private static func growth(
    _ carried: CarriedYears, _ result: RunResult, _ language: Language
  ) -> [Carried] {
    carried.indicators.map { indicator in
      let name = result.indicators.first { $0.id == indicator.id }?.name
      return Carried(
        indicator: indicator.id, name: name.map(language.text) ?? indicator.id,
        sector: indicator.sector, first: indicator.years.lowerBound,
        last: indicator.years.upperBound)
    }
  }

  /// Values of levers in the order of their names.
  private static func levers(_ settings: [String: Double]) -> [Setting] {
    settings.sorted { $0.key < $1.key }.map { Setting(lever: $0.key, value: $0.value) }
  }

  /// `processes.json`: what fitting gave to the simulation, for shards and repeats.
  public static func processes(_ processes: FittedProcesses) -> OutputFile {
    OutputFile(name: processesName, bytes: processes.bytes)
  }

  /// The name of that file, and of the file with a shard's counts.
  public static let processesName = "processes.json", shardName = "shard.bin"
}

/// How manifests name the files that a command read: never by a place on somebody's machine.
///
/// Relative paths stand as they were given, from the folder where the command ran. Where all paths are absolute and
/// lie in that folder they are written from there; else from the folder of the first one, so that whoever names that
/// folder with `--directory` finds all of them.
enum InputPaths {
  /// The names of files, in their order.
  static func recorded(_ paths: [String]) -> [String] {
    // Servers have no place on the machine.
    var files = recorded(files: paths.compactMap(TableAddress.file(of:)))[...]
    return paths.map { path in
      TableAddress.renaming(path) { files.popFirst() ?? $0 }
    }
  }

  private static func recorded(files paths: [String]) -> [String] {
    guard let first = paths.first, paths.contains(where: { $0.hasPrefix("/") }) else {
      return paths
    }
    let here = FileManager.default.currentDirectoryPath
    let areAbsolute = paths.allSatisfy { $0.hasPrefix("/") }
    let areHere = paths.allSatisfy { !$0.hasPrefix("/") || isInside($0, here) }
    let folder = areAbsolute && !areHere ? RunFolder.parent(of: first) : here
    return paths.map { $0.hasPrefix("/") ? relative($0, from: folder) : $0 }
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    parts(path).starts(with: parts(folder))
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  /// The way from a folder to a file; the file's name alone where both have nothing in common.
  private static func relative(_ path: String, from folder: String) -> String {
    let (target, start) = (parts(path), parts(folder))
    let shared = zip(target, start).prefix { $0 == $1 }.count
    guard shared > 0 || start.isEmpty else { return String(target.last ?? "") }
    let up = Array(repeating: Substring(".."), count: start.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }
}
