internal import Folders
internal import FoundationEssentials
internal import Plans

/// How manifests name the files that a command read: never by a place on somebody's machine.
///
/// Relative paths stand as they were given, from the folder where the command ran. Where all paths are absolute and
/// lie in that folder they are written from there; else from the folder of the first one, so that whoever names that
/// folder with `--directory` finds all of them.
enum InputPaths {
  /// The names of files, in their order.
  static func recorded(_ paths: [String]) -> [String] {
    guard let first = paths.first, paths.contains(where: { $0.hasPrefix("/") }) else {
      return paths
    }
    let here = FileManager.default.currentDirectoryPath
    let areAbsolute = paths.allSatisfy { $0.hasPrefix("/") }
    let areHere = paths.allSatisfy { !$0.hasPrefix("/") || isInside($0, here) }
    let folder = areAbsolute && !areHere ? RunFolder.parent(of: first) : here
    return paths.map { $0.hasPrefix("/") ? relative($0, from: folder) : $0 }
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    parts(path).starts(with: parts(folder))
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  /// The way from a folder to a file; the file's name alone where both have nothing in common.
  private static func relative(_ path: String, from folder: String) -> String {
    let (target, start) = (parts(path), parts(folder))
    let shared = zip(target, start).prefix { $0 == $1 }.count
    guard shared > 0 || start.isEmpty else { return String(target.last ?? "") }
    let up = Array(repeating: Substring(".."), count: start.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }
}
