internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#endif

/// Writes one file whole or not at all.
public enum SingleFile {
  /// Writes beside the wanted place and renames.
  public static func write(_ bytes: [UInt8], to path: String) throws(RunFolderError) {
    let partial = "\(path).partial-\(getpid())"
    do {
      try Data(bytes).write(to: URL(filePath: partial))
    } catch {
      unlink(partial)
      throw .refused(path: path, reason: RunFolder.reason(error))
    }
    guard rename(partial, path) != 0 else { return }
    let reason = String(cString: strerror(errno))
    unlink(partial)
    throw .refused(path: path, reason: reason)
  }
}
