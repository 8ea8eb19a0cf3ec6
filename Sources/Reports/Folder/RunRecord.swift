public import Files
public import Pipeline
internal import Plans
internal import Simulation
internal import TimeSeries

/// What the manifest of a run folder says: the question, and hashes of what was read and written.
public struct RunRecord: Sendable {
  /// A file with its hash.
  public struct Entry: Sendable, Hashable {
    /// The path of an input as it was named, the name of an output.
    public let path: String
    /// SHA-256 in hexadecimal.
    public let sha256: String
    /// Whether it lay outside the folder of its scenario.
    public let isOutside: Bool
  }

  /// The folder.
  public let folder: String
  /// Which command wrote it.
  public let command: String
  /// The version of the program that did.
  public let version: String
  /// Files that were read; of a run the scenario first.
  public let inputs: [Entry]
  /// Files that were written, the manifest and the timings left out.
  public let outputs: [Entry]
  /// Pages and workbooks that `forecast report` wrote into the folder, in place of outputs of their names.
  public let reports: [Entry]
  /// Formats besides CSV.
  public let formats: [String]
  /// The style of CSV; `nil` for points and commas.
  public let excel: ExcelCSV?
  /// The language of its names and sentences.
  public let language: Language
  private let node: JSONNode
  private let manifest: SourceFile

  private var place: SourceLocation { .whole(manifest.path) }

  /// Reads the manifest of a folder; what is wrong with it is noted.
  public static func read(_ folder: String, faults: inout FaultCollector) -> RunRecord? {
    do throws(Fault) {
      let manifest = try SourceFile(readingOwn: folder + "/" + RunFolder.manifestName)
      guard let node = JSONParser.parse(manifest, isOurs: true, faults: &faults) else { return nil }
      guard node["format"]?.string == "forecast-run/1",
        let record = RunRecord(node, manifest, folder)
      else {
        faults.note(.run(.notARun), at: .whole(manifest.path))
        return nil
      }
      return record
    } catch {
      faults.note([error])
      return nil
    }
  }

  private init?(_ node: JSONNode, _ manifest: SourceFile, _ folder: String) {
    guard let command = node["command"]?.string, let version = node["version"]?.string,
      let inputs = Self.entries(node["inputs"]), let outputs = Self.entries(node["outputs"]),
      let reports = Self.entries(node[RunManifest.reportsKey]),
      (outputs + reports).allSatisfy({ !$0.path.contains("/") })
    else { return nil }
    self.node = node
    self.manifest = manifest
    self.folder = folder
    self.command = command
    self.version = version
    self.inputs = inputs
    self.outputs = outputs
    self.reports = reports
    formats = (node["formats"]?.elements ?? []).compactMap(\.string)
    excel = node["excel"]?.string.flatMap(ExcelCSV.init(rawValue:))
    language = node["language"]?.string.flatMap(Language.init(rawValue:)) ?? .en
  }

  private static func entries(_ node: JSONNode?) -> [Entry]? {
    var entries: [Entry] = []
    for element in node?.elements ?? [] {
      guard let path = element["path"]?.string, let digest = element["sha256"]?.string else {
        return nil
      }
      entries.append(
        Entry(path: path, sha256: digest, isOutside: element["outside"]?.bool ?? false))
    }
    return entries
  }

  /// The seed; `nil` where the command has none.
  public var seed: UInt64? { node["seed"]?.unsigned }

  /// The number of paths; `nil` where the command has none.
  public var paths: Int? { node["paths"]?.integer }

  /// The options of a `run`, its stored fits left out.
  public func options(threads: Int) -> RunOptions {
    let settings = (node["set"]?.elements ?? []).compactMap { entry in
      entry["lever"]?.string.flatMap { lever in entry["value"]?.number.map { (lever, $0) } }
    }
    var options = RunOptions(
      paths: node["paths_asked"]?.integer ?? paths, seed: seed,
      precision: node["precision"]?.number,
      asOf: node["as_of"]?.string.flatMap { CalendarDate($0) },
      threads: threads, settings: Dictionary(settings) { _, last in last })
    options.variant = node["variant"]?.string
    options.sampling = node["sampling"]?.string.flatMap(Sampling.init(rawValue:)) ?? .random
    return options
  }
}

extension RunRecord {
  /// A text file of the folder as it was written.
  ///
  /// - Returns: `nil` when manifest or file were changed since, which is noted.
  public func output(_ name: String, faults: inout FaultCollector) -> SourceFile? {
    guard RunManifest.isWhole(node) else {
      faults.note(.run(.manifestEdited), at: place)
      return nil
    }
    do throws(Fault) {
      let file = try SourceFile(readingOwn: folder + "/" + name)
      if Digest.sha256(file.allBytes) == RunManifest.hash(of: name, in: node) { return file }
      faults.note(.run(.outputChanged(manifest: manifest.path)), at: .whole(file.path))
    } catch {
      faults.note([error])
    }
    return nil
  }

  /// Whether the manifest's own hash fits.
  public var isWhole: Bool { RunManifest.isWhole(node) }

  /// Where an input stands.
  ///
  /// - Parameter base: the folder that relative paths start from, ending in `/`; empty for the working one.
  public func place(of input: Entry, from base: String) -> String {
    input.path.hasPrefix("/") ? input.path : base + input.path
  }

  /// The manifest without reports that came later.
  public var manifestOfRun: OutputFile { RunManifest.withoutReports(node) }

  /// Notes what of the folder is no longer as it was written.
  ///
  /// - Returns: names of files that came later by `forecast report`, which is no fault.
  public func checkOutputs(faults: inout FaultCollector) -> [String] {
    if !RunManifest.isWhole(node) { faults.note(.run(.manifestEdited), at: place) }
    let later = Set(reports.map(\.path))
    for output in outputs.filter({ !later.contains($0.path) }) + reports {
      check(output, at: folder + "/" + output.path, faults: &faults) {
        .run(.outputChanged(manifest: manifest.path))
      }
    }
    let own = Set(outputs.map(\.path)).union(later)
      .union([RunFolder.manifestName, "timings.json"])
    let names: [String]
    do throws(RunFolderError) {
      names = try RunFolder(path: folder).names().filter { !own.contains($0) }
    } catch {
      faults.note(.file(.unreadable(RunFolder.obstacle(error))), at: .whole(folder))
      return []
    }
    for name in names { faults.note(.run(.outputUnknown), at: .whole(folder + "/" + name)) }
    return later.sorted()
  }

  /// Notes inputs that are gone or changed.
  ///
  /// - Parameter base: the folder that relative paths start from, ending in `/`; empty for the working one.
  public func checkInputs(from base: String, faults: inout FaultCollector) {
    for input in inputs {
      check(input, at: place(of: input, from: base), faults: &faults) {
        .run(.inputChanged(manifest: manifest.path))
      }
    }
  }

  private func check(
    _ entry: Entry, at path: String, faults: inout FaultCollector, changed: () -> Problem
  ) {
    do throws(Fault) {
      let file = try FileHash(path)
      if file.sha256 != entry.sha256 { faults.note(changed(), at: .whole(path)) }
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
    guard let first = inputs.first?.path, !first.hasPrefix("/") else { return "" }
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

/// The hash of a file's bytes as they stand on the disk.
private struct FileHash {
  let sha256: String

  init(_ path: String) throws(Fault) {
    sha256 = Digest.sha256(try SourceFile(readingOwnBinary: path).bytes)
  }
}
