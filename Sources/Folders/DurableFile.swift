internal import Files

#if canImport(Glibc)
  internal import Glibc
#endif

/// Writes that have reached the disk when they return, so that a name never stands for less than its bytes.
enum DurableFile {
  /// Writes a new file, or all of an older one anew.
  ///
  /// - Throws: `refused` with the path; what was written of the file is removed.
  static func write(_ bytes: [UInt8], to path: String) throws(RunFolderError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refused(path) }
    var failure: Int32 = 0
    if !put(bytes, to: descriptor) || fsync(descriptor) != 0 { failure = errno }
    // Some file systems say only now that the disk is full.
    if close(descriptor) != 0 && failure == 0 { failure = errno }
    guard failure != 0 else { return }
    unlink(path)
    throw .refused(path: path, .system(failure))
  }

  /// Writes all bytes to an open file; errno says why not.
  static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if written > 0 {
        done += written
      } else if written == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Brings the names of a folder to the disk; where a file system knows no such thing it has none to lose.
  ///
  /// - Throws: `refused` when the disk fails. A folder that may be written but not read is left to the system.
  static func settle(folder: String) throws(RunFolderError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == EACCES { return }
      throw refused(folder)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP else { return }
    throw refused(folder)
  }

  /// What the system has just said about a path.
  static func refused(_ path: String) -> RunFolderError {
    .refused(path: path, .system(errno))
  }
}
