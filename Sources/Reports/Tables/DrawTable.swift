public import Folders
public import Pipeline
internal import Simulation
internal import Tables

/// The values behind a run's probabilities as CSV: a row a path, a column a target.
public enum DrawTable {
  private static let path = Column<Int>("path", "Number of the path, from 0.")
  private static func target(_ name: String) -> Column<Double> {
    Column(
      name, "One column a scored target: its indicator in its year; empty where it has no value.")
  }

  static let outline = TableOutline(
    name: "draws", commands: ["run"],
    meaning:
      "With --draws FILE, under that name and outside the run folder: the values behind the probabilities, a row a path.",
    columns: [path.header, target("PLAN:REF").header])

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
    let columns = [path.header] + draws.columns.map { target($0).header }
    let format = CSVFormat(style: .plain)
    try file.append(format.head(columns))
    var reader = try draws.reader()
    var done = 0
    while !isCancelled() {
      guard let block = reader.next() else { return }
      for path in 0..<block.paths {
        let cells = block.values.enumerated().map { target, values in
          // No number meets no target; an infinite one may.
          values[path].isNaN ? .blank : Cell.number(draws.published(values[path], for: target))
        }
        try file.append(format.row([.integer(block.firstPath + path)] + cells, columns))
      }
      done += block.paths
      progress(done, draws.paths)
    }
    throw PipelineError.cancelled
  }
}
