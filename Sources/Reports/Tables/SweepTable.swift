public import Files
internal import Plans
public import Tables

/// `sweep.csv`: the rows of every run's attainment.csv, with region and seed in front.
public struct SweepTable {
  static let region = Column<String>(
    "region", "Region of the run; empty where the sweep names none.")
  static let seed = Column<UInt64>("seed", "Seed of the run.")

  static let outline = TableOutline(
    name: "sweep", commands: ["sweep"], meaning: "The rows of all attainment.csv of a sweep.",
    columns: [region.header, seed.header] + AttainmentTable.definition.outline.columns)

  private let format: CSVFormat
  private var text = ""

  /// A table without rows.
  public init(_ excel: ExcelCSV?) { format = CSVFormat(style: excel == nil ? .plain : .excelVi) }

  /// Adds the rows of one run; what cannot be read of its table is noted.
  public mutating func add(
    _ attainment: SourceFile, region: String, seed: UInt64, faults: inout FaultCollector
  ) {
    let run = WrittenTable.read(
      attainment, as: AttainmentTable.definition.outline, faults: &faults)
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
