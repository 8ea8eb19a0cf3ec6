public import Files
public import Folders
public import Pipeline
internal import Plans
internal import Simulation
public import Tables
internal import Tracking

/// `sweep.csv`: the rows of every run's attainment.csv, with region and seed in front.
public struct SweepTable {
  static let region = Column<String>(
    "region", "Region of the run; empty where the sweep names none.")
  static let seed = Column<UInt64>("seed", "Seed of the run.")

  static let outline = TableOutline(
    name: "sweep", meaning: "The rows of all attainment.csv of a sweep.",
    columns: [region.header, seed.header] + AttainmentTable.definition.outline.columns)

  private let format: CSVFormat
  private var text = ""

  /// A table without rows.
  public init(_ excel: ExcelCSV?) { format = CSVFormat(style: excel == nil ? .plain : .excelVi) }

  /// Adds the rows of one run; what cannot be read of its table is noted.
  public mutating func add(
    _ attainment: SourceFile, region: String, seed: UInt64, faults: inout FaultCollector
  ) {
    let run = WrittenTable.read(attainment, as: AttainmentTable.definition.outline, faults: &faults)
    var table = Table(
      name: Self.outline.name, columns: [Self.region.header, Self.seed.header] + run.columns)
    for row in run.rows { table.append([region.cell, seed.cell] + row) }
    text += text.isEmpty ? format.text(table) : format.rows(table)
  }

  /// The file.
  public var bytes: [UInt8] { Array(text.utf8) }
}

extension UInt64: FieldValue {
  /// Numbers.
  public static var kind: FieldKind { .number }
  /// The number.
  public var cell: Cell { Int(exactly: self).map(Cell.integer) ?? .text("\(self)") }
  /// A whole number.
  public init?(_ cell: Cell) {
    switch cell {
    case .text(let text): self.init(text)
    default:
      guard let number = Int(cell) else { return nil }
      self.init(exactly: number)
    }
  }
}

/// The values behind a run's probabilities as CSV: a row a path, a column a target.
public enum DrawTable {
  private static let path = Column<Int>("path", "Number of the path, from 0.")
  private static func target(_ name: String) -> Column<Double> {
    Column(
      name, "One column a scored target: its indicator in its year; empty where it has no value.")
  }

  static let outline = TableOutline(
    name: "draws",
    meaning:
      "With --draws FILE, under that name and outside the run folder: the values behind the probabilities, a row a path.",
    columns: [path.header, target("PLAN:REF").header])

  /// Whether a file begins as draws do: a column of paths, then targets by plan and ref.
  public static func isWritten(_ text: String) -> Bool {
    let columns = text.prefix { !$0.isNewline }.split(
      separator: ",", omittingEmptySubsequences: false)
    return columns.first.map(String.init) == path.header.name
      && columns.dropFirst().contains { $0.contains(":") }
  }

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
    try file.append(CSVFormat(style: .plain).head(columns))
    var reader = try draws.reader()
    var done = 0
    while !isCancelled() {
      guard let block = reader.next() else { return }
      for path in 0..<block.paths {
        var row = (block.firstPath + path).description
        for target in 0..<block.values.count {
          let value = block.values[target][path]
          row += ","
          // No number meets no target; an infinite one may.
          if !value.isNaN { row += draws.published(value, for: target).description }
        }
        try file.append(row + "\n")
      }
      done += block.paths
      progress(done, draws.paths)
    }
    throw PipelineError.cancelled
  }
}
