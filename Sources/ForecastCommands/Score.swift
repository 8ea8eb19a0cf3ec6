internal import ArgumentParser
internal import Files
internal import Folders
internal import FoundationEssentials
internal import Pipeline
internal import Plans
internal import Reports
internal import Start
internal import TimeSeries
internal import Tracking

/// `forecast score`: what earlier runs said, beside what came of it.
struct Score: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "What earlier runs said, beside what came of it: is a 70% a 70%?",
    usage: "forecast score <folders> ... [<options>]",
    discussion: """
      Reads run folders of run, monthly, track, scorecard and tasks, finds the outcome of each chance and range in the data \
      files of their scenarios as they stand now, and in those of --data, and writes scores.csv (every \
      statement) and reliability.csv (of n statements near 70%, m came true). What a run said when the \
      outcome could be known is left out, and said; statements about one outcome count as one for errors. What came of \
      tasks later folders of tasks tell.

      Examples:
        forecast score runs/2025-03 runs/2025-07 runs/2025-10
        forecast score archive/* --data figures-2026.csv --as-of 2026-03-31
      """)

  @Argument(help: "Run folders, the oldest first.", completion: .directory)
  var folders: [String]

  @Option(
    help: "A further file of observations; may be given several times.",
    completion: .file(extensions: ["csv"]))
  var data: [String] = []

  @Option(
    name: .customLong("as-of"),
    help: "Day whose knowledge counts, YYYY-MM-DD; all that is published by default.")
  var asOf: DateArgument?

  @OptionGroup var started: InputDirectories

  @Option(name: .shortAndLong, help: "The folder to write; runs/score by default.")
  var output = "runs/score"

  @Option(help: "Language of sentences: \(Language.codes).")
  var language = Language.en

  @Option(help: "vi: CSV as a Vietnamese Excel opens it, with ; and decimal commas.")
  var excel: ExcelCSV?

  @Flag(help: "Print the answer as JSON, for scripts.")
  var json = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  func validate() throws {
    if folders.isEmpty { throw ValidationError(.noRunFolder) }
  }

  func perform() throws {
    // Among the runs of `runs/*` stand earlier results of this command, folders without statements, and files.
    let given = self.folders.filter { !ScoredFolder.isResult($0) }
    if given.isEmpty { throw ValidationError(.noRunFolder) }
    let some = given.filter { !ScoredFolder.isWithoutChances($0) }
    let folders = some.isEmpty ? given : some
    let read = try Faults.collected { faults in
      let read = folders.map { ScoredFolder($0, directories: started.directory, faults: &faults) }
      return read.compactMap(\.self)
    }
    let bundles = try bundles(read)
    let place = RunFolder(path: output)
    try place.check(
      reading: folders + data + bundles.values.flatMap { $0.files.map(\.path) })
    let (supposed, said) = (read.filter(\.isSupposed), read.filter { !$0.isSupposed })
    let names = RunManifest.recorded(read.map(\.folder))
    let runs = zip(read, names).filter { !$0.0.isSupposed }.map { $0.run(named: $1) }
    let result = try ScoreRun.run(
      runs, bundles: bundles, asOf: asOf?.date, isCancelled: { Interruption.isRequested })
    let tables = ResultFiles.all(result)
    let outputs = excel.map { style in tables.map(style.file) } ?? tables
    let inputs =
      read.map(\.manifest)
      + bundles.sorted { $0.key < $1.key }.flatMap { $0.value.files }.uniquePaths
    let manifest = RunManifest.score(
      version: ProgramVersion.text,
      names: bundles.sorted { $0.key < $1.key }.map(\.value.scenario.name), language: language,
      asOf: asOf?.date, excel: excel, inputs: inputs, outputs: outputs)
    try place.writeUnlessInterrupted(outputs + [manifest])
    let chosen = Set(folders)
    tell(supposed, said, without: given.filter { !chosen.contains($0) })
    if json {
      Console.printResult(JSONSummary(outputs + [manifest], folder: place.path).text)
    } else if !quiet {
      Console.printText(
        ScoreSummary(
          result, runs: runs.count, language: language, width: Console.width,
          emphasis: Console.emphasis
        ).text)
      Console.printRemark("\n" + Catalogue.of(language)("written.heading", ["folder": place.path]))
    }
  }

  /// The scenarios of the folders as they stand now, by path.
  private func bundles(_ read: [ScoredFolder]) throws -> [String: ScenarioBundle] {
    var bundles: [String: ScenarioBundle] = [:]
    for folder in read where !folder.isSupposed {
      guard let path = folder.scenario, bundles[path] == nil else { continue }
      bundles[path] = try ScenarioReader.read(
        path, day: .none, adding: data, layouts: StartLayouts())
    }
    return bundles
  }

  /// Says which folders were left out, and whose scenario is another one now.
  private func tell(_ supposed: [ScoredFolder], _ said: [ScoredFolder], without: [String]) {
    guard !quiet else { return }
    let say = Catalogue.of(language)
    if !without.isEmpty {
      Console.printRemark(say("score.without", ["folders": without.joined(separator: ", ")]))
    }
    for folder in supposed {
      Console.printRemark(say("score.supposed", ["folder": folder.folder]))
    }
    for folder in said where folder.hasOtherScenario {
      Console.printRemark(
        say(
          "score.changed", ["folder": folder.folder, "scenario": folder.scenario ?? ""]))
    }
  }
}

/// A run folder whose statements are scored.
struct ScoredFolder {
  let folder: String
  /// The scenario file; `nil` where its tables need none.
  let scenario: String?
  /// Its manifest as a file that was read.
  let manifest: SourceFile
  /// Whether it assumed something that is no forecast.
  let isSupposed: Bool
  /// Whether the scenario file is another one than it read.
  let hasOtherScenario: Bool
  private let tables: FolderTables

  /// Whether a folder holds what `score` made of others.
  static func isResult(_ folder: String) -> Bool {
    var faults = FaultCollector()
    return RunRecord.read(folder, faults: &faults)?.command == "score"
  }

  /// Whether something among run folders holds no chances: a folder that another command wrote, whole as its manifest
  /// says, or a file.
  static func isWithoutChances(_ path: String) -> Bool {
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder {
      return true
    }
    var faults = FaultCollector()
    guard let record = RunRecord.read(path, faults: &faults) else { return false }
    record.checkTables(faults: &faults)
    return faults.found.isEmpty && !StatementReader.commands.contains(record.command)
  }

  /// - Returns: `nil` where the folder is not what it was when it was written, or no run with statements, which is
  ///   noted.
  init?(_ argument: String, directories: [String], faults: inout FaultCollector) {
    let hasSlash = argument.count > 1 && argument.hasSuffix("/")
    let folder = hasSlash ? String(argument.dropLast()) : argument
    guard let record = RunRecord.read(folder, faults: &faults) else { return nil }
    let place = RunFolder.manifestPath(in: folder)
    guard StatementReader.commands.contains(record.command) else {
      faults.note(
        .run(.otherCommand(found: record.command, wanted: StatementReader.commands)),
        at: .whole(place))
      return nil
    }
    var own = FaultCollector()
    record.checkTables(faults: &own)
    guard own.found.isEmpty, let tables = FolderTables.read(folder: folder, faults: &own) else {
      faults.note(own.found)
      return nil
    }
    do throws(Fault) {
      manifest = try SourceFile(readingOwn: place)
      let input = StatementReader.isAlone(record.command) ? nil : record.inputs.first
      let places = ([nil] + directories.map(Optional.some)).compactMap { directory in
        input.map { record.place(of: $0, from: record.base(given: directory)) }
      }
      // Scenarios of several folders may share a name: the one that the run read goes before others.
      var same: String?
      for place in places where same == nil && FilePlace.exists(place) {
        let isRead = Digest.sha256(try SourceFile(reading: place).allBytes) == input?.sha256
        if isRead { same = place }
      }
      scenario = same ?? places.first(where: FilePlace.exists) ?? places.last
      hasOtherScenario = same == nil && scenario != nil
      if let scenario, hasOtherScenario { _ = try SourceFile(reading: scenario) }
    } catch {
      let isMissing = error.problem == .file(.missing)
      faults.note([Fault(error.problem, at: error.location, hint: isMissing ? .runFrom : nil)])
      return nil
    }
    self.folder = folder
    self.tables = tables
    isSupposed = StatementReader.isSupposed(tables)
  }

  /// The folder with its statements.
  func run(named name: String) -> SaidRun {
    StatementReader(name: name, scenario: scenario, tables: tables).run
  }
}

extension [SourceFile] {
  /// The files, each path once.
  var uniquePaths: [SourceFile] {
    var seen: Set<String> = []
    return filter { seen.insert($0.path).inserted }
  }
}
