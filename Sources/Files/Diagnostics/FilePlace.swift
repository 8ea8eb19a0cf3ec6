#if canImport(Glibc)
  internal import Glibc
#endif

/// Where paths lead.
public enum FilePlace {
  /// Whether something stands at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path without links, `.` and `..`; `nil` when nothing is there.
  public static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// What tells one file from all others.
  public struct Identity: Hashable, Sendable {
    private let device: UInt64
    private let node: UInt64

    /// The file that a path leads to; `nil` when nothing is there.
    public init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      node = UInt64(status.st_ino)
    }
  }

  /// Whether two paths lead to one file.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    guard let identity = Identity(first) else { return false }
    return identity == Identity(second)
  }

  /// Whether a file lies outside a folder, wherever links lead; `false` when either is not there.
  public static func leaves(_ folder: String, _ path: String) -> Bool {
    guard let holder = resolved(folder), let place = resolved(path) else { return false }
    return !place.hasPrefix(holder == "/" ? holder : holder + "/")
  }
}
