internal import CFileSystem
internal import Files
internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#endif

/// One file that is written piece by piece, whole or not at all.
///
/// Pieces go to a file beside the wanted place, its name ending in `.partial-` and the process number. `finish`
/// renames it; without that it is removed when this value goes.
public struct StreamedFile: ~Copyable {
  /// Bytes that are kept back until they are worth a system call.
  private static let capacity = 1 << 18

  private let path: String
  private let partial: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Opens the file beside the wanted place.
  ///
  /// - Throws: `refused`, also where something else than a plain file stands at the place.
  public init(path: String) throws(RunFolderError) {
    try Self.check(path)
    let partial = "\(path).partial-\(getpid())"
    UnfinishedWork.begin()
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      UnfinishedWork.end()
      throw DurableFile.refused(path)
    }
    self.path = path
    self.partial = partial
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity + (1 << 16))
  }

  deinit {
    close(descriptor)
    // After `finish` there is none.
    unlink(partial)
    UnfinishedWork.end()
  }

  /// Throws when a file cannot be put there: no folder, no permission, or no plain file at the place.
  public static func check(_ path: String) throws(RunFolderError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .refused(path: path, .notPlain)
    }
    guard !path.isEmpty else { throw .refused(path: path, .noName) }
    // A run would find its lock to be somebody's file.
    guard !FolderLock.isNameOfLock(path) else { throw .refused(path: path, .nameOfLock) }
    // The point tells a folder that is none from one that may not be entered.
    guard access(RunFolder.parent(of: path) + "/.", W_OK | X_OK) == 0 else {
      throw DurableFile.refused(path)
    }
  }

  /// Adds text.
  public mutating func append(_ text: String) throws(RunFolderError) { try append(text.utf8) }

  /// Adds bytes.
  mutating func append(_ bytes: some Collection<UInt8>) throws(RunFolderError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Brings all that was added to the disk, so that only the name is left to give.
  public mutating func settle() throws(RunFolderError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw DurableFile.refused(path) }
  }

  /// Puts the file where it was wanted, in place of an older one.
  public consuming func finish() throws(RunFolderError) {
    try settle()
    guard rename(partial, path) == 0 else { throw DurableFile.refused(path) }
    try DurableFile.settle(folder: RunFolder.parent(of: path))
  }

  private mutating func flush() throws(RunFolderError) {
    guard DurableFile.put(buffer, to: descriptor) else { throw DurableFile.refused(path) }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Writes one file whole or not at all.
public enum SingleFile {
  /// Removes what processes that were killed have left of a file; only for who holds the folder's lock.
  public static func removeLeftovers(of name: String, in folder: String) {
    for leftover in (try? RunFolder(path: folder, known: []).names()) ?? [] {
      let start = "\(name).partial-"
      guard leftover.hasPrefix(start), Int(leftover.dropFirst(start.count)) != nil else { continue }
      unlink(folder + "/" + leftover)
    }
  }

  /// Writes beside the wanted place and renames, each once the step before is on the disk.
  ///
  /// - Throws: `refused`, also where something else than a plain file stands at the place.
  public static func write(_ bytes: [UInt8], to path: String) throws(RunFolderError) {
    var file = try StreamedFile(path: path)
    try file.append(bytes)
    try file.finish()
  }
}

/// Writes a folder that must not be there yet, whole or not at all.
public struct NewFolder: Sendable {
  private let folder: RunFolder

  /// The wanted folder.
  public var path: String { folder.path }

  /// A folder at a path.
  public init(path: String) { folder = RunFolder(path: path, known: []) }

  /// Writes the files; throws `occupied` when anything stands at the place, an empty folder excepted.
  public func write(_ outputs: [OutputFile]) throws(RunFolderError) {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      let names = try? files.contentsOfDirectory(atPath: path)
      guard names?.isEmpty == true else { throw .occupied(path: path) }
    }
    try folder.write(outputs)
  }
}

/// Where a report goes: into a folder that is there, or that is made.
public enum ReportPlace {
  /// The path of a file in a folder.
  ///
  /// - Throws: `refused` when the folder cannot be made.
  public static func path(for name: String, in folder: String) throws(RunFolderError) -> String {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .refused(path: folder, RunFolder.obstacle(error))
    }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
