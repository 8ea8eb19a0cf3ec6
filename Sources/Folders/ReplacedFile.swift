#if canImport(Glibc)
  internal import Glibc
#endif

/// A single file that a command is told to write: it takes the place of what the same option wrote before, and of nothing
/// else.
public enum ReplacedFile {
  /// Throws when a file may not be put there: what `StreamedFile.check` finds, a run folder around it, or a file in its
  /// place that is not ours. An empty file has nothing to lose.
  ///
  /// - Parameter isOurs: whether text is what the option writes.
  public static func check(
    _ path: String, isOurs: (_ text: String) -> Bool
  ) throws(RunFolderError) {
    try StreamedFile.check(path)
    let folder = RunFolder.parent(of: path)
    // A run holds its own files and those under `inputs`.
    for holder in [folder, folder + "/.."] where RunFolder.isRun(holder) {
      throw .insideRun(path: path)
    }
    try checkOwner(path, looking: looked) { isOurs(String(decoding: $0, as: UTF8.self)) }
  }

  /// Throws when a file may not take the place of the one that stands there, also within a run folder: what
  /// `StreamedFile.check` finds, or a file that is not ours. An empty file has nothing to lose.
  ///
  /// - Parameters:
  ///   - limit: as many bytes of it as are looked at.
  ///   - isOurs: whether bytes are what is written there.
  public static func checkOwner(
    _ path: String, looking limit: Int = 1 << 27, isOurs: (_ bytes: [UInt8]) -> Bool
  ) throws(RunFolderError) {
    try StreamedFile.check(path)
    guard let start = start(of: path, limit), start.isEmpty || isOurs(start) else {
      throw .foreignFile(path: path)
    }
  }

  /// As much of a text as tells what it is; learned tables, of half a megabyte, say so at their end.
  private static let looked = 1 << 23

  /// The beginning of a file, nothing where none is; `nil` for one that may not be read.
  private static func start(of path: String, _ limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? [] : nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += piece.prefix(count)
    }
    return bytes
  }
}
