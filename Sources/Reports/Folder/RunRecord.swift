public import Files
public import Folders
internal import Pipeline
public import Plans
internal import Simulation
public import Tracking

/// A run folder and what its manifest says: the question, and hashes of what was read and written.
public struct RunRecord: Sendable {
  /// A file with its hash.
  public typealias Entry = RunManifest.Entry

  /// The folder.
  public let folder: String
  /// What it says.
  public let manifest: RunManifest

  private var path: String { folder + "/" + RunFolder.manifestName }

  /// Reads the manifest of a folder; what is wrong with it is noted.
  public static func read(_ folder: String, faults: inout FaultCollector) -> RunRecord? {
    guard let manifest = RunManifest.read(folder, faults: &faults) else { return nil }
    let record = RunRecord(folder: folder, manifest: manifest)
    guard manifest.isComplete else {
      faults.note(.run(.notARun), at: .whole(record.path))
      return nil
    }
    for key in manifest.unread {
      faults.note(.run(.manifestValue(key: key)), at: .whole(record.path))
    }
    return manifest.unread.isEmpty ? record : nil
  }

  /// Which command wrote it.
  public var command: String { manifest.command ?? "" }
  /// The version of the program that did.
  public var version: String { manifest.version ?? "" }
  /// Files that were read; of a run the scenario first.
  public var inputs: [Entry] { manifest.inputs ?? [] }
  /// Files that were written, the manifest and the timings left out.
  public var outputs: [Entry] { manifest.outputs ?? [] }
  /// Pages and workbooks that `forecast report` wrote into the folder, in place of outputs of their names.
  public var reports: [Entry] { manifest.reports ?? [] }
  /// Formats besides CSV.
  public var formats: [String] { manifest.formats ?? [] }
  /// The style of CSV; `nil` for points and commas.
  public var excel: ExcelCSV? { manifest.excel }
  /// The language of its names and sentences.
  public var language: Language { manifest.language ?? .en }
  /// The seed; `nil` where the command has none.
  public var seed: UInt64? { manifest.seed }
  /// The number of paths; `nil` where the command has none.
  public var paths: Int? { manifest.paths }

  /// The options of a `run`, its stored fits left out.
  public func options(threads: Int) -> RunOptions {
    var options = RunOptions(
      paths: manifest.pathsAsked ?? paths, seed: seed, precision: manifest.precision,
      asOf: manifest.asOf, threads: threads, settings: manifest.settings)
    options.variant = manifest.variant
    options.sampling = manifest.sampling ?? .random
    return options
  }
}

extension RunRecord {
  /// A text file of the folder as it was written.
  ///
  /// - Returns: `nil` when manifest or file were changed since, which is noted.
  public func output(_ name: String, faults: inout FaultCollector) -> SourceFile? {
    guard isWhole else {
      faults.note(.run(.manifestEdited), at: .whole(path))
      return nil
    }
    do throws(Fault) {
      let file = try SourceFile(readingOwn: folder + "/" + name)
      let known = outputs.first { $0.path == name }?.sha256
      if Digest.sha256(file.allBytes) == known { return file }
      faults.note(.run(.outputChanged(manifest: path)), at: .whole(file.path), hint: .runAnew)
    } catch {
      faults.note([error])
    }
    return nil
  }

  /// Whether the manifest's own hash fits.
  public var isWhole: Bool { manifest.isWhole }

  /// Where an input stands.
  ///
  /// - Parameter base: the folder that relative paths start from, ending in `/`; empty for the working one.
  public func place(of input: Entry, from base: String) -> String {
    if let kept = input.kept { return folder + "/" + kept }
    let path = input.path.hasPrefix("/") ? input.path : base + input.path
    return TableAddress.file(of: path) ?? path
  }

  /// What the folder keeps of what was read, by the addresses that are read from the base.
  public func kept(from base: String, faults: inout FaultCollector) -> KeptTables {
    manifest.kept(in: folder, from: base, faults: &faults)
  }

  /// The manifest without reports that came later.
  public var manifestOfRun: OutputFile { manifest.ofRun.file }

  /// Notes which of its tables, and what else programs read of it, is no longer as it was written. Page and workbook
  /// are for people, who may have written into them, and files beside them for nobody.
  public func checkTables(faults: inout FaultCollector) {
    if !isWhole { faults.note(.run(.manifestEdited), at: .whole(path)) }
    let later = Set(reports.map(\.path))
    for output in outputs where !later.contains(output.path) {
      guard output.path.hasSuffix(".csv") || output.path.hasSuffix(".json") else { continue }
      check(output, at: folder + "/" + output.path, faults: &faults) {
        .run(.outputChanged(manifest: self.path))
      }
    }
  }

  /// Notes what of the folder is no longer as it was written.
  ///
  /// - Returns: names of files that came later by `forecast report`, which is no fault.
  public func checkOutputs(faults: inout FaultCollector) -> [String] {
    if !isWhole { faults.note(.run(.manifestEdited), at: .whole(path)) }
    let later = Set(reports.map(\.path))
    for output in outputs.filter({ !later.contains($0.path) }) + reports {
      check(output, at: folder + "/" + output.path, faults: &faults) {
        .run(.outputChanged(manifest: self.path))
      }
    }
    let own = Set(outputs.map(\.path)).union(later)
      .union([RunFolder.manifestName, "timings.json"])
    let names: [String]
    do throws(RunFolderError) {
      names =
        try RunFolder(path: folder).names()
        .filter { !own.contains($0) && !DesktopTrace.isTrace($0) }
        .filter { $0 != RunFolder.inputsName } + unknownInputs()
    } catch {
      faults.note(.file(.unreadable(RunFolder.obstacle(error))), at: .whole(folder))
      return []
    }
    for name in names { faults.note(.run(.outputUnknown), at: .whole(folder + "/" + name)) }
    return later.sorted()
  }

  /// Notes inputs that are gone or changed.
  ///
  /// - Parameters:
  ///   - base: the folder that relative paths start from, ending in `/`; empty for the working one.
  ///   - isMeant: which inputs; all by default.
  public func checkInputs(
    from base: String, where isMeant: (Entry) -> Bool = { _ in true },
    faults: inout FaultCollector
  ) {
    for input in inputs where isMeant(input) {
      let hint = input.kept == nil ? nil : Hint.runAnew
      check(input, at: place(of: input, from: base), hint: hint, faults: &faults) {
        .run(
          input.kept == nil
            ? .inputChanged(manifest: self.path) : .outputChanged(manifest: self.path))
      }
    }
  }

  /// Files among what the run kept that it did not write.
  private func unknownInputs() throws(RunFolderError) -> [String] {
    let kept = Set(inputs.compactMap(\.kept))
    let place = folder + "/" + RunFolder.inputsName
    guard FilePlace.exists(place) else { return [] }
    let found = try RunFolder(path: place).names().map { RunFolder.inputsName + "/" + $0 }
    return kept.isEmpty ? [RunFolder.inputsName] : found.filter { !kept.contains($0) }
  }

  private func check(
    _ entry: Entry, at path: String, hint: Hint? = .runAnew, faults: inout FaultCollector,
    changed: () -> Problem
  ) {
    do throws(Fault) {
      let file = try SourceFile(readingOwnBinary: path)
      if Digest.sha256(file.bytes) != entry.sha256 {
        faults.note(changed(), at: .whole(path), hint: hint)
      }
    } catch {
      let isMissing = error.problem == .file(.missing)
      faults.note([Fault(error.problem, at: error.location, hint: isMissing ? .runFrom : nil)])
    }
  }

  /// The folder from which the run was started: the one given, else the working one or the nearest that
  /// holds the run folder and has the first input under its name.
  ///
  /// - Parameter given: a folder that the user names.
  /// - Returns: ending in `/`; empty for the working folder.
  public func base(given: String?) -> String {
    if let given { return given.hasSuffix("/") ? given : given + "/" }
    let files = inputs.filter { $0.kept == nil }
    guard let first = files.first?.path, !first.hasPrefix("/") else { return "" }
    if FilePlace.exists(first) { return "" }
    var holder = FilePlace.resolved(folder) ?? folder
    while holder.count > 1 {
      holder = RunFolder.parent(of: holder)
      let base = holder == "/" ? holder : holder + "/"
      if FilePlace.exists(base + first) { return base }
    }
    return ""
  }
}
