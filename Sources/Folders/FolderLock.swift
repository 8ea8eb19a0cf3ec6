internal import Files
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Says that a process works on a folder: a hidden file beside it, `.NAME.lock`, locked by `flock`.
///
/// The system gives the lock back when the process ends, however it ends; a file that stays behind means
/// nothing and is taken over. Where a file system has no locks, work goes on without.
public final class FolderLock: Sendable {
  private struct Held {
    var descriptor: Int32
    var count: Int
  }

  /// Locks of this process by path: those who ask again inside it share one.
  private static let held = Mutex<[String: Held]>([:])

  private let path: String
  /// Whether others are really kept out.
  public let isHeld: Bool

  /// Takes the lock of a folder whose parent exists.
  ///
  /// - Throws: `inUse` when another process has it; `refused` when the parent cannot be written.
  public init(folder: String) throws(RunFolderError) {
    let folder = RunFolder.plain(folder)
    let name = folder.split(separator: "/").last.map(String.init) ?? "run"
    let path = "\(RunFolder.parent(of: folder))/.\(name).lock"
    self.path = path
    isHeld = try Self.held.withLock { held throws(RunFolderError) in
      if held[path] != nil {
        held[path]?.count += 1
        return true
      }
      guard let descriptor = try Self.take(path, of: folder) else { return false }
      held[path] = Held(descriptor: descriptor, count: 1)
      return true
    }
  }

  deinit {
    guard isHeld else { return }
    let path = path
    Self.held.withLock { held in
      guard var entry = held[path] else { return }
      entry.count -= 1
      held[path] = entry
      guard entry.count == 0 else { return }
      held[path] = nil
      // Removed while it is still ours, so that nobody waits on a name that is gone.
      unlink(path)
      close(entry.descriptor)
    }
  }

  /// Whether a file would stand where the lock of a folder does.
  static func isNameOfLock(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasPrefix(".") && name.hasSuffix(".lock")
  }

  /// Gives back every lock of this process, which is about to end.
  public static func giveBackAll() {
    held.withLock { held in
      for path in held.keys { unlink(path) }
    }
  }

  /// The locked file; `nil` where there are no locks.
  private static func take(_ path: String, of folder: String) throws(RunFolderError) -> Int32? {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
      guard descriptor >= 0 else {
        throw errno == ELOOP ? foreign(path) : DurableFile.refused(folder)
      }
      guard isOurs(descriptor) else {
        close(descriptor)
        throw foreign(path)
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let code = errno
        defer { close(descriptor) }
        guard code == EWOULDBLOCK else {
          if code == EINTR { continue }
          return nil
        }
        throw .inUse(path: folder, process: owner(descriptor))
      }
      // The file may have been removed between opening and locking: then its lock keeps nobody out.
      var own = stat()
      var named = stat()
      if fstat(descriptor, &own) == 0, stat(path, &named) == 0, own.st_ino == named.st_ino {
        ftruncate(descriptor, 0)
        _ = DurableFile.put(Array("\(getpid())\n".utf8), to: descriptor)
        return descriptor
      }
      close(descriptor)
    }
  }

  private static func foreign(_ path: String) -> RunFolderError {
    .refused(path: path, .notALock)
  }

  /// Whether an open file is a lock or an empty file, never a user's own under such a name.
  private static func isOurs(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return (0..<32).contains(count)
      && bytes.prefix(count).allSatisfy { $0 == 10 || (48...57).contains($0) }
  }

  /// The process that a lock file names.
  private static func owner(_ descriptor: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int(String(decoding: bytes.prefix(max(0, count)).prefix { $0 > 32 }, as: UTF8.self))
  }
}
