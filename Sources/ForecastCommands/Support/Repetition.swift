internal import Files
internal import Folders
internal import FoundationEssentials
internal import Pipeline
internal import Plans
internal import Reports
internal import Simulation
internal import Tracking

/// A run once more, from what its folder keeps: the same question, the same fits, the same inputs.
struct Repetition {
  /// The run folder.
  let folder: String
  /// Where the run was started; `nil` looks for it.
  let directory: String?
  /// Output folder, threads and quiet of the command line.
  let options: CommonOptions

  /// Repeats the run and says what differs.
  ///
  /// - Throws: every fault when the folder or its inputs are not what the manifest says; the end with status 1
  ///   when bytes differ.
  func perform() throws {
    let record = try Faults.collected { RunRecord.read(folder, faults: &$0) }
    guard record.command == "run", let scenario = record.inputs.first?.path else {
      // Those of a year are made anew by their own command.
      if !options.quiet, ["monthly", "track", "scorecard"].contains(record.command) {
        let say = Catalogue.of(options.language == .en ? record.language : options.language)
        Console.printNote(say("again.other", ["command": record.command, "folder": folder]))
      }
      throw Faults([
        Fault(
          .run(.otherCommand(found: record.command, wanted: ["run"])),
          at: .whole(folder + "/" + RunFolder.manifestName))
      ])
    }
    let base = record.base(given: directory)
    try Faults.collected { faults in
      _ = record.checkOutputs(faults: &faults)
      record.checkInputs(from: base, faults: &faults)
    }
    let kept = try Faults.collected { record.kept(from: "", faults: &$0) }
    let processes = try ShardFolder.processes(in: folder)
    // What was made of the folder later is no part of the run.
    let later = Set(record.reports.map(\.path))
    let former = try record.outputs.filter { !later.contains($0.path) }.map {
      OutputFile(
        name: $0.path, bytes: try SourceFile(readingOwnBinary: folder + "/" + $0.path).bytes)
    }
    let manifest = record.manifestOfRun
    let place = try output(from: base)
    var request = record.options(threads: options.threadCount)
    request.processes = processes
    var options = options
    options.language = record.language
    options.excel = record.excel
    if !record.formats.isEmpty { options.format = record.formats.joined(separator: ",") }
    let bundle = try ScenarioInput.read(
      scenario, asOf: request.asOf, kept: kept, quiet: options.quiet)
    let reports = try options.reportFormats()
    let progress = options.progress("simulating")
    let start = ContinuousClock.now
    let result = try ScenarioRun.run(
      bundle, options: request,
      progress: { progress.report($0, of: $1) }, isCancelled: { Interruption.isRequested })
    let tables = try Run.tables(result, options.language)
    let files = try Run.files(
      tables, of: result, bundle, options: options, reports: reports, request: request)
    if let place {
      let timings = RunManifest.timings(
        [("run", (ContinuousClock.now - start).inSeconds)], threads: options.threadCount)
      try place.writeUnlessInterrupted(files + [timings])
    }
    try report(former + [manifest], files.filter { !later.contains($0.name) }, record)
  }

  /// The folder to write, and the working folder moved to where the run was started, so that inputs have the
  /// names they had.
  private func output(from base: String) throws -> RunFolder? {
    let here = FileManager.default.currentDirectoryPath
    if let output = options.output, here.isEmpty, !output.hasPrefix("/") {
      throw RunFolderError.refused(path: output, .workingFolderGone)
    }
    let place = options.output.map { RunFolder(path: $0.hasPrefix("/") ? $0 : here + "/" + $0) }
    try place?.check()
    guard base.isEmpty || FileManager.default.changeCurrentDirectoryPath(base) else {
      throw Faults([Fault(.file(.unreadable(.notAFolder)), at: .whole(base))])
    }
    return place
  }

  /// Says what differs, in the language asked for beside `--again`, else in the run's.
  private func report(
    _ former: [OutputFile], _ files: [OutputFile], _ record: RunRecord
  ) throws {
    let say = Catalogue.of(options.language == .en ? record.language : options.language)
    var lines: [String] = []
    let old = Dictionary(former.map { ($0.name, $0.bytes) }) { first, _ in first }
    let new = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
    for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
      guard let before = old[name] else {
        lines.append(say("again.new", ["file": name]))
        continue
      }
      guard let after = new[name] else {
        lines.append(say("again.missing", ["file": name]))
        continue
      }
      let (line, first, second) = Self.firstDifference(before, after)
      lines.append(
        say("again.line", ["file": name, "line": "\(line)", "old": first, "new": second]))
    }
    let isSame = lines.isEmpty
    let heading = say(
      isSame ? "again.same" : "again.differs",
      [
        "folder": folder, "count": "\(isSame ? files.count : lines.count)",
        "all": "\(former.count)",
      ])
    if record.version != ProgramVersion.text {
      lines.append(say("again.version", ["made": record.version, "own": ProgramVersion.text]))
    }
    if !options.quiet || !isSame {
      Console.printText(([heading] + lines).joined(separator: "\n  ") + "\n")
    }
    if !isSame { throw CommandEnd(status: ExitStatus.failed) }
  }

  /// The first line in which two files differ, and what each has there, at most 60 characters of it.
  private static func firstDifference(
    _ former: [UInt8], _ latter: [UInt8]
  ) -> (line: Int, former: String, latter: String) {
    let old = former.split(separator: 10, omittingEmptySubsequences: false)
    let new = latter.split(separator: 10, omittingEmptySubsequences: false)
    let count = min(old.count, new.count)
    let place = (0..<count).first { old[$0] != new[$0] } ?? count
    func text(_ lines: [ArraySlice<UInt8>]) -> String {
      place < lines.count ? String(String(decoding: lines[place], as: UTF8.self).prefix(60)) : "–"
    }
    return (place + 1, text(old), text(new))
  }
}
