/// A table as a value: what every format is handed.
public struct Table: Sendable {
  /// The name without an ending: `attainment`, say.
  public let name: String
  /// Its columns, in the order of the file.
  public let columns: [ColumnHeader]
  /// Its rows; every one has a field for each column.
  public private(set) var rows: [[Cell]] = []
  private let places: [String: Int]

  /// A table without rows.
  public init(name: String, columns: [ColumnHeader]) {
    self.name = name
    self.columns = columns
    places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// A table whose columns are known by name and meaning only, such as those of a file that people fill in.
  public init(name: String, columns: [(name: String, summary: String)]) {
    self.init(
      name: name,
      columns: columns.map { ColumnHeader(name: $0.name, kind: .either, meaning: $0.summary) })
  }

  /// Adds a row.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(row.count) fields for \(columns.count) columns")
    rows.append(row)
  }

  /// The rows, to be asked by column.
  public var records: [Record] { rows.map { Record(cells: $0, places: places) } }

  /// One row that is asked by column.
  public struct Record: Sendable {
    /// The fields, in the order of the file.
    public let cells: [Cell]
    fileprivate let places: [String: Int]

    /// The field of a column; `nil` where it is blank, or where the table has no such column.
    public subscript<Value: FieldValue>(_ column: Column<Value>) -> Value? {
      places[column.name].flatMap { Value(cells[$0]) }
    }

    /// A text of a column; empty where it is blank, or where the table has no such column.
    public subscript(_ column: Column<String>) -> String {
      places[column.name].flatMap { String(cells[$0]) } ?? ""
    }
  }
}
