internal import Files
internal import Plans

/// The files that a command has read, as they were read: a manifest names these bytes and no others.
///
/// A file may be replaced, and a pipe gives its bytes once; so nothing is read a second time.
final class InputFiles {
  /// The files, in the order of their reading.
  private(set) var sources: [SourceFile] = []

  /// Reads a file and remembers it.
  func read(_ path: String) throws(Fault) -> SourceFile {
    let source = try SourceFile(reading: path)
    sources.append(source)
    return source
  }
}
