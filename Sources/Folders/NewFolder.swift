internal import FoundationEssentials

/// Writes a folder that must not be there yet, whole or not at all.
public struct NewFolder: Sendable {
  private let folder: RunFolder

  /// The wanted folder.
  public var path: String { folder.path }

  /// A folder at a path.
  public init(path: String) { folder = RunFolder(path: path) }

  /// Writes the files; throws `occupied` when anything stands at the place, an empty folder excepted.
  public func write(_ outputs: [OutputFile]) throws(RunFolderError) {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      let names = try? files.contentsOfDirectory(atPath: path)
      guard names?.isEmpty == true else { throw .occupied(path: path) }
    }
    try folder.write(outputs)
  }
}
