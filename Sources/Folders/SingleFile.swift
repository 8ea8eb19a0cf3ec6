internal import Files

#if canImport(Glibc)
  internal import Glibc
#endif

/// Writes one file whole or not at all.
public enum SingleFile {
  /// Removes what processes that were killed have left of a file; only for who holds the folder's lock.
  public static func removeLeftovers(of name: String, in folder: String) {
    for leftover in (try? RunFolder(path: folder).names()) ?? [] {
      let start = "\(name).partial-"
      guard leftover.hasPrefix(start), Int(leftover.dropFirst(start.count)) != nil else { continue }
      unlink(folder + "/" + leftover)
    }
  }

  /// Writes beside the wanted place and renames, each once the step before is on the disk.
  ///
  /// - Throws: `refused`, also where something else than a plain file stands at the place.
  public static func write(_ bytes: [UInt8], to path: String) throws(RunFolderError) {
    try StreamedFile.check(path)
    let partial = "\(path).partial-\(getpid())"
    do throws(RunFolderError) {
      try DurableFile.write(bytes, to: partial)
    } catch {
      throw .refused(path: path, RunFolder.obstacle(error))
    }
    guard rename(partial, path) != 0 else {
      return try DurableFile.settle(folder: RunFolder.parent(of: path))
    }
    let reason = FileObstacle.system(errno)
    unlink(partial)
    throw .refused(path: path, reason)
  }
}
