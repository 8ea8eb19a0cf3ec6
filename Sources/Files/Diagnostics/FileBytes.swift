internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#endif

/// Reads a file's bytes within a limit, and notices when somebody writes to it meanwhile.
///
/// By hand, because the readers at hand hold the bytes twice and read endless files without end.
package enum FileBytes {
  /// What tells one state of a file from the next.
  private struct State: Equatable {
    let device: UInt64
    let node: UInt64
    let size: Int
    let changed: [Int]

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      node = UInt64(status.st_ino)
      size = Int(status.st_size)
      changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
  }

  /// The bytes of a file, or of a pipe to its end.
  ///
  /// - Parameters:
  ///   - mustBePlain: whether a pipe or a device is refused instead of waited for.
  ///   - afterwards: called between the last byte and the second look at the file's state.
  /// - Throws: `fileMissing`, `fileUnreadable`, `fileTooLarge`, `fileChanged`.
  package static func read(
    _ path: String, limit: Int, mustBePlain: Bool = false, afterwards: () -> Void = {}
  ) throws(Fault) -> [UInt8] {
    let place = SourceLocation.whole(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (mustBePlain ? O_NONBLOCK : 0))
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR || path.isEmpty {
        throw Fault(.file(.missing), at: place, hint: nearestFile(path))
      }
      throw Fault(.file(.unreadable(obstacle(errno))), at: place)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Fault(.file(.unreadable(obstacle(errno))), at: place)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Fault(.file(.unreadable(.folder)), at: place)
    }
    let isPlain = status.st_mode & S_IFMT == S_IFREG
    if mustBePlain && !isPlain {
      throw Fault(.file(.unreadable(.notPlain)), at: place)
    }
    let before = State(status)
    if isPlain && before.size > limit {
      throw Fault(.file(.tooLarge(bytes: before.size, limit: limit)), at: place)
    }
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end shows without growing.
    bytes.reserveCapacity(before.size + 1)
    while true {
      let room = max(bytes.capacity - bytes.count, 1 << 16)
      let (piece, failure) = piece(of: descriptor, atMost: min(room, 1 << 24))
      if failure != 0 { throw Fault(.file(.unreadable(obstacle(failure))), at: place) }
      if piece.isEmpty { break }
      bytes.append(contentsOf: piece)
      if bytes.count > limit {
        throw Fault(.file(.tooLarge(bytes: bytes.count, limit: limit)), at: place)
      }
    }
    guard isPlain else { return bytes }
    afterwards()
    var after = stat()
    guard fstat(descriptor, &after) == 0, State(after) == before, bytes.count == before.size else {
      throw Fault(.file(.changed), at: place, hint: .readAgain)
    }
    return bytes
  }

  private static func piece(of descriptor: Int32, atMost count: Int) -> ([UInt8], Int32) {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        let got = Glibc.read(descriptor, buffer.baseAddress, count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        filled = max(0, got)
        return
      }
    }
    return (piece, failure)
  }

  private static func obstacle(_ code: Int32) -> FileObstacle {
    code == EACCES || code == EPERM ? .noPermission : .system(code)
  }

  private static func nearestFile(_ path: String) -> Hint? {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return .nearest(to: url.lastPathComponent, among: names.sorted())
  }
}
