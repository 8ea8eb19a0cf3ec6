#if canImport(Glibc)
  internal import Glibc
#endif

/// Writes one file whole or not at all.
public enum SingleFile {
  /// Writes beside the wanted place and renames, each once the step before is on the disk.
  public static func write(_ bytes: [UInt8], to path: String) throws(RunFolderError) {
    let partial = "\(path).partial-\(getpid())"
    do throws(RunFolderError) {
      try DurableFile.write(bytes, to: partial)
    } catch {
      throw .refused(path: path, reason: RunFolder.reason(error))
    }
    guard rename(partial, path) != 0 else {
      return DurableFile.settle(folder: RunFolder.parent(of: path))
    }
    let reason = String(cString: strerror(errno))
    unlink(partial)
    throw .refused(path: path, reason: reason)
  }
}
