internal import CFileSystem
internal import Files

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
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw DurableFile.refused(path) }
    self.path = path
    self.partial = partial
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity + (1 << 16))
  }

  deinit {
    close(descriptor)
    // After `finish` there is none.
    unlink(partial)
  }

  /// Throws when a file cannot be put there: no folder, no permission, or no plain file at the place.
  public static func check(_ path: String) throws(RunFolderError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .refused(path: path, .notPlain)
    }
    guard !path.isEmpty else { throw .refused(path: path, .noName) }
    // The point tells a folder that is none from one that may not be entered.
    guard access(RunFolder.parent(of: path) + "/.", W_OK | X_OK) == 0 else {
      throw DurableFile.refused(path)
    }
  }

  /// Adds text.
  public mutating func append(_ text: String) throws(RunFolderError) {
    buffer.append(contentsOf: text.utf8)
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
