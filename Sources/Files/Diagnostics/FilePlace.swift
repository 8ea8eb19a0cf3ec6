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

  /// Whether two paths lead to one file.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  /// Whether a file lies outside a folder, wherever links lead; `false` when either is not there.
  public static func leaves(_ folder: String, _ path: String) -> Bool {
    guard let holder = resolved(folder), let place = resolved(path) else { return false }
    return !place.hasPrefix(holder == "/" ? holder : holder + "/")
  }
}
