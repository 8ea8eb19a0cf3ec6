internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#endif

/// Why a run folder could not be written.
public enum RunFolderError: Error, Sendable, Equatable {
  /// The folder exists and no run of ours wrote it.
  case foreign(path: String)
  /// The folder is ours but holds something that no run wrote.
  case holdsOthers(path: String, name: String)
  /// A file of its own was to stand inside the run folder.
  case insideRun(path: String)
  /// A new folder is wanted where something stands already.
  case occupied(path: String)
  /// The system refused, with its reason.
  case refused(path: String, reason: String)
}

/// Writes a run folder whole or not at all.
///
/// Files go into a hidden folder beside the wanted one, which is renamed when all of them are on
/// disk. An older run of ours is moved aside first and removed after. What an interruption leaves is
/// a hidden folder whose name ends in `.partial-` and a process number, never a run.
public struct RunFolder: Sendable {
  /// The file that marks a folder as ours.
  public static let manifestName = "run.json"
  /// What the manifest of a folder of ours begins with.
  public static let marker = "\"format\": \"forecast-run/1\""

  /// The wanted folder.
  public let path: String

  /// A folder at a path.
  public init(path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Throws when the folder may not be written: it is somebody else's, or the place is read-only.
  public func check() throws(RunFolderError) {
    let files = FileManager.default
    var isDirectory = false
    if files.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory, isOurs else { throw .foreign(path: path) }
    }
    let parent = parentPath
    do {
      try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .refused(path: parent, reason: Self.reason(error))
    }
    guard access(parent, W_OK) == 0 else {
      throw .refused(path: parent, reason: String(cString: strerror(errno)))
    }
  }

  /// Writes the files; the folder is there with all of them or not at all.
  public func write(_ outputs: [OutputFile]) throws(RunFolderError) {
    try check()
    let files = FileManager.default
    let partial = sibling(suffix: "partial")
    try? files.removeItem(atPath: partial)
    do {
      try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
      for output in outputs {
        try Data(output.bytes).write(to: URL(filePath: partial + "/" + output.name))
      }
    } catch {
      try? files.removeItem(atPath: partial)
      throw .refused(path: path, reason: Self.reason(error))
    }
    let aside = sibling(suffix: "old")
    if files.fileExists(atPath: path) {
      guard isOurs else {
        try? files.removeItem(atPath: partial)
        throw .foreign(path: path)
      }
      if let name = strangers(among: outputs).first {
        try? files.removeItem(atPath: partial)
        throw .holdsOthers(path: path, name: name)
      }
      try move(path, to: aside, orRemove: partial)
    }
    try move(partial, to: path, orRemove: partial)
    try? files.removeItem(atPath: aside)
  }

  /// Names of the folder that neither this run nor an earlier one writes.
  private func strangers(among outputs: [OutputFile]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let known = Set(outputs.map(\.name)).union(Self.names)
    return names.filter { !known.contains($0) }.sorted()
  }

  /// Files that commands write.
  private static let names: Set<String> = [
    "run.json", "timings.json", "fits.json", "attainment.csv", "joint.csv", "projections.csv",
    "calibration.csv", "history.csv", "discrepancies.csv", "predictions.csv", "models.csv",
    "probabilities.csv", "scores.csv", "reliability.csv", "pit.csv", "annual_growth.csv",
    "quarterly_growth.csv", "monthly_growth.csv", "variants.csv", "rivals.csv", "growth.xlsx",
    "tracking.csv", "limits.csv", "floors.csv", "priors.csv", "counts.csv", "findings.csv",
    "cascade.csv", "drivers.csv", "processes.json", "shard.bin",
    "comparison.csv", "requirement.csv", "contributions.csv",
    "backtest.csv", "report.html", "report.xlsx",
  ]

  private func move(
    _ source: String, to destination: String, orRemove leftover: String
  ) throws(RunFolderError) {
    guard rename(source, destination) != 0 else { return }
    let reason = String(cString: strerror(errno))
    try? FileManager.default.removeItem(atPath: leftover)
    throw .refused(path: destination, reason: reason)
  }

  private var isOurs: Bool {
    guard let data = try? Data(contentsOf: URL(filePath: path + "/" + Self.manifestName)) else {
      return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }
    return String(decoding: data.prefix(200), as: UTF8.self).contains(Self.marker)
  }

  /// Whether a path is that of the wanted folder or lies inside it, wherever links lead.
  public func contains(_ path: String) -> Bool {
    guard let holder = Self.resolved(Self.parent(of: path)) else { return false }
    if let own = Self.resolved(self.path), (holder + "/").hasPrefix(own + "/") { return true }
    return holder == Self.resolved(parentPath)
      && path.split(separator: "/").last == self.path.split(separator: "/").last
  }

  /// Where an existing path leads; `nil` for none.
  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  private var parentPath: String { Self.parent(of: path) }

  /// The folder that holds a path.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func sibling(suffix: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "run"
    return "\(parentPath)/.\(name).\(suffix)-\(getpid())"
  }

  static func reason(_ error: any Error) -> String {
    if let cocoa = error as? CocoaError {
      if let posix = cocoa.underlying as? POSIXError { return posix.text }
      switch cocoa.code {
      case .fileWriteOutOfSpace: return "no space left on the disk"
      case .fileWriteNoPermission: return "no permission"
      case .fileWriteVolumeReadOnly: return "the disk is read-only"
      default: return "error \(cocoa.code.rawValue)"
      }
    }
    return "\(error)"
  }
}

extension POSIXError {
  fileprivate var text: String { String(cString: strerror(code.rawValue)) }
}
