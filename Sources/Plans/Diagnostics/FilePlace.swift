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

  /// Whether a file lies outside a folder, wherever links lead; `false` when either is not there.
  public static func leaves(_ folder: String, _ path: String) -> Bool {
    guard let holder = resolved(folder), let place = resolved(path) else { return false }
    return !place.hasPrefix(holder == "/" ? holder : holder + "/")
  }
}
