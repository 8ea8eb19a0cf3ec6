internal import CFileSystem
public import Files
internal import FoundationEssentials
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Why a run folder could not be written.
public enum RunFolderError: Error, Sendable, Equatable {
  /// The folder exists and no run of ours wrote it.
  case foreign(path: String)
  /// The folder is ours but holds something that no run wrote.
  case holdsOthers(path: String, name: String)
  /// An office program has a document of the folder open, as a file of its own beside it says.
  case documentOpen(path: String, document: String, lock: String)
  /// What is to be written is an input of the command, or a folder that holds one.
  case isInput(path: String)
  /// A file of its own was to stand inside a run folder, this run's or another's.
  case insideRun(path: String)
  /// A file was to take the place of one that the same option never wrote.
  case foreignFile(path: String)
  /// A new folder is wanted where something stands already.
  case occupied(path: String)
  /// Another process works on the folder; its number where it is known.
  case inUse(path: String, process: Int?)
  /// It cannot be written, and why.
  case refused(path: String, FileObstacle)
}

/// Writes a run folder whole or not at all.
///
/// Files go into a hidden folder beside the wanted one, `.NAME.partial-PROCESS`. When all of them are on the
/// disk it takes the name: by one rename where nothing stood, by an exchange of names with an older run of
/// ours, which is removed after. So the name stands for one whole run or the other at any moment. From
/// `check` to the end of `write` a `FolderLock` keeps other processes off; what one that was killed left
/// behind is removed by the next.
public struct RunFolder: Sendable {
  /// The lock, once it is taken; copies of the value share it.
  private final class Hold: Sendable {
    let lock = Mutex<FolderLock?>(nil)
  }

  private let hold = Hold()

  /// The file that marks a folder as ours.
  public static let manifestName = "run.json"
  /// The folder inside for what was read from elsewhere and stands in no file.
  public static let inputsName = "inputs"
  /// Where the manifest of a folder stands.
  public static func manifestPath(in folder: String) -> String {
    (folder.hasSuffix("/") ? folder : folder + "/") + manifestName
  }
  /// What the manifest of a folder of ours begins with.
  public static let marker = "\"format\": \"forecast-run/1\""

  /// The wanted folder.
  public let path: String

  /// Names of files that commands write.
  private let known: Set<String>

  /// A folder at a path.
  ///
  /// - Parameter known: names of files that any run of ours may have left there; a folder with others is not touched.
  public init(path: String, known: Set<String>) {
    self.known = known
    let path = Self.plain(path)
    // A link to a folder stands for that folder, so that it stays a link.
    var status = stat()
    let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    self.path = isLink ? Self.resolved(path) ?? path : path
  }

  /// A path without the slashes at its end, so that one folder has one name and one lock.
  public static func plain(_ path: String) -> String {
    let end = path.lastIndex { $0 != "/" }
    return end.map { String(path[...$0]) } ?? String(path.prefix(1))
  }

  /// Throws when the folder may not be written: it is somebody else's, in use, or the place is read-only.
  ///
  /// Otherwise the place is kept for this process until `write` has ended or the value goes.
  ///
  /// - Parameter inputs: files that the command reads; a folder that holds one is refused.
  public func check(reading inputs: [String] = []) throws(RunFolderError) {
    let files = FileManager.default
    var isDirectory = false
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
      throw .refused(path: path, .deadLink)
    }
    guard sibling(suffix: "partial").utf8.count - parentPath.utf8.count - 1 <= 255 else {
      throw .refused(path: path, .nameTooLong)
    }
    let inputs = inputs.compactMap(TableAddress.file(of:))
    if inputs.contains(where: { contains($0) || FilePlace.isSame($0, path) }) {
      throw .isInput(path: path)
    }
    if files.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory, isOurs else { throw .foreign(path: path) }
    }
    let parent = parentPath
    do {
      try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .refused(path: parent, Self.obstacle(error))
    }
    guard access(parent, W_OK) == 0 else {
      throw .refused(path: parent, .system(errno))
    }
    try hold.lock.withLock { lock throws(RunFolderError) in
      if lock == nil { lock = try FolderLock(folder: path) }
    }
    // Said now, not after an hour of work.
    if isDirectory { try refuseStrangers() }
  }

  /// Writes the files; the folder is there with all of them or not at all.
  public func write(_ outputs: [OutputFile]) throws(RunFolderError) {
    try check()
    UnfinishedWork.begin()
    defer {
      hold.lock.withLock { $0 = nil }
      UnfinishedWork.end()
    }
    let files = FileManager.default
    let partial = sibling(suffix: "partial")
    try? files.removeItem(atPath: partial)
    do {
      try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
      for output in outputs {
        try DurableFile.write(output.bytes, to: partial + "/" + output.name)
      }
      try Self.write(inputs: outputs.flatMap(\.beside), to: partial)
      try DurableFile.settle(folder: partial)
    } catch {
      try? files.removeItem(atPath: partial)
      throw .refused(path: path, Self.obstacle(error))
    }
    do throws(RunFolderError) {
      try name(partial, outputs)
    } catch {
      try? files.removeItem(atPath: partial)
      throw error
    }
    // Where the disk refuses now, the former run is kept beside the new one.
    try DurableFile.settle(folder: parentPath)
    removeLeftovers(known: known.union(outputs.map(\.name)))
  }

  /// Writes what a run keeps of what it read into a folder of its own.
  private static func write(inputs: [OutputFile], to folder: String) throws {
    guard !inputs.isEmpty else { return }
    let place = folder + "/" + inputsName
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for input in inputs { try DurableFile.write(input.bytes, to: folder + "/" + input.name) }
    try DurableFile.settle(folder: place)
  }

  /// Gives a finished folder the wanted name.
  private func name(_ partial: String, _ outputs: [OutputFile]) throws(RunFolderError) {
    guard FileManager.default.fileExists(atPath: path) else { return try move(partial, to: path) }
    guard isOurs else { throw .foreign(path: path) }
    try refuseStrangers(among: outputs)
    // After the exchange the older run is the hidden one.
    if exchange_paths(partial, path) == 0 { return }
    // File systems without exchange: for a moment there is neither run.
    let aside = sibling(suffix: "old")
    try move(path, to: aside)
    do throws(RunFolderError) {
      try move(partial, to: path)
    } catch {
      rename(aside, path)
      throw error
    }
  }

  /// Removes what this run, or one that was killed, has left beside the folder.
  ///
  /// - Parameter known: names of files that commands write; a folder with any other is nobody's leftover.
  private func removeLeftovers(known: Set<String>) {
    guard hold.lock.withLock({ $0?.isHeld ?? false }) else {
      for suffix in ["partial", "old"] {
        try? FileManager.default.removeItem(atPath: sibling(suffix: suffix))
      }
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? "run"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parentPath)) ?? []
    for leftover in names {
      for suffix in ["partial", "old"] {
        let start = ".\(name).\(suffix)-"
        let place = parentPath + "/" + leftover
        guard leftover.hasPrefix(start), Int(leftover.dropFirst(start.count)) != nil,
          Self.strangers(in: place, known: known).isEmpty
        else { continue }
        try? FileManager.default.removeItem(atPath: place)
      }
    }
  }

  /// What stands in the folder, in order.
  ///
  /// - Throws: `refused` when it cannot be listed.
  package func names() throws(RunFolderError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .refused(path: path, Self.obstacle(error))
    }
  }

  /// Throws for a name of the folder that neither this run nor an earlier one writes, nor a report that was killed.
  private func refuseStrangers(among outputs: [OutputFile] = []) throws(RunFolderError) {
    let names = Self.strangers(in: path, known: known.union(outputs.map(\.name)))
    if let name = names.first(where: { !DesktopTrace.isTrace($0) }) {
      throw .holdsOthers(path: path, name: name)
    }
    // What looking at the folder left goes with it; what somebody works on does not.
    for name in names {
      guard let document = DesktopTrace.openDocument(name) else { continue }
      throw .documentOpen(path: path, document: document, lock: name)
    }
  }

  private static func strangers(in folder: String, known: Set<String>) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      if name == inputsName { return !holdsInputs(folder + "/" + name) }
      let whole = name.firstRange(of: ".partial-").map { String(name[..<$0.lowerBound]) } ?? name
      var status = stat()
      let isPlain = lstat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      return !known.contains(whole) || !isPlain
    }.sorted()
  }

  /// Whether a folder holds nothing but tables under numbers, as runs keep them.
  private static func holdsInputs(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [""]
    return names.allSatisfy { $0.hasSuffix(".csv") && Int($0.dropLast(4)) != nil }
  }

  private func move(_ source: String, to destination: String) throws(RunFolderError) {
    guard rename(source, destination) != 0 else { return }
    throw .refused(path: destination, .system(errno))
  }

  private var isOurs: Bool {
    guard let data = try? Data(contentsOf: URL(filePath: path + "/" + Self.manifestName)) else {
      return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }
    return Self.isManifest(data)
  }

  private static func isManifest(_ data: Data) -> Bool {
    String(decoding: data.prefix(200), as: UTF8.self).contains(marker)
  }

  /// Whether a folder is that of a run.
  public static func isRun(_ folder: String) -> Bool {
    (try? Data(contentsOf: URL(filePath: manifestPath(in: folder)))).map(isManifest) ?? false
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
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func sibling(suffix: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "run"
    return "\(parentPath)/.\(name).\(suffix)-\(getpid())"
  }

  /// Why something could not be written.
  public static func obstacle(_ error: any Error) -> FileObstacle {
    if let own = error as? RunFolderError, case .refused(_, let reason) = own { return reason }
    if let cocoa = error as? CocoaError {
      if let posix = cocoa.underlying as? POSIXError { return .system(posix.code.rawValue) }
      switch cocoa.code {
      case .fileWriteOutOfSpace: return .noSpace
      case .fileWriteNoPermission: return .noPermission
      case .fileWriteVolumeReadOnly: return .readOnly
      default: return .numbered(cocoa.code.rawValue)
      }
    }
    return .quoted("\(error)")
  }
}
