public import Pipeline
internal import Simulation

/// The values behind a run's probabilities as CSV: a row a path, a column a target.
public enum DrawsTable {
  /// Writes the table to a file that its caller finishes.
  ///
  /// - Parameters:
  ///   - progress: told the paths done and wanted.
  ///   - isCancelled: asked before each block of paths.
  /// - Throws: `PipelineError.cancelled` and `numerical`, `RunFolderError.refused`.
  public static func write(
    _ draws: Draws, to file: inout StreamedFile, progress: (Int, Int) -> Void = { _, _ in },
    isCancelled: () -> Bool = { false }
  ) throws {
    try file.append(CSVTable(columns: ["path"] + draws.columns).contents)
    var reader = try draws.reader()
    var done = 0
    while !isCancelled() {
      guard let block = reader.next() else { return }
      for path in 0..<block.paths {
        var row = "\(block.firstPath + path)"
        for (target, values) in block.values.enumerated() {
          row += ","
          // No number meets no target; an infinite one may.
          if !values[path].isNaN {
            row += draws.published(values[path], for: target).description
          }
        }
        row += "\n"
        try file.append(row)
      }
      done += block.paths
      progress(done, draws.paths)
    }
    throw PipelineError.cancelled
  }
}
