/// A dense matrix of doubles, stored by columns as LAPACK expects.
public struct Matrix: Sendable, Hashable, Codable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// The entries, column after column; `rows × columns` of them.
  public internal(set) var storage: [Double]

  /// A matrix filled with one value.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) × \(columns) has no meaning")
    self.rows = rows
    self.columns = columns
    storage = Array(repeating: value, count: rows * columns)
  }

  /// A matrix from its columns put end to end.
  public init(rows: Int, columns: Int, columnMajor storage: [Double]) {
    precondition(
      storage.count == rows * columns,
      "\(storage.count) entries do not fill a matrix of \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// A matrix whose entries are computed from row and column.
  public init(rows: Int, columns: Int, _ entry: (Int, Int) -> Double) {
    self.init(rows: rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { storage[column * rows + row] = entry(row, column) }
    }
  }

  /// A column vector.
  public init(column entries: [Double]) {
    self.init(rows: entries.count, columns: 1, columnMajor: entries)
  }

  /// Ones on the diagonal.
  public static func identity(_ order: Int) -> Matrix {
    Matrix(rows: order, columns: order) { $0 == $1 ? 1 : 0 }
  }

  /// A diagonal matrix.
  public static func diagonal(_ entries: [Double]) -> Matrix {
    Matrix(rows: entries.count, columns: entries.count) { $0 == $1 ? entries[$0] : 0 }
  }

  /// One entry.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, shape(row, column))
      return storage[column * rows + row]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, shape(row, column))
      storage[column * rows + row] = newValue
    }
  }

  private func shape(_ row: Int, _ column: Int) -> String {
    "entry (\(row), \(column)) lies outside a matrix of \(rows) × \(columns)"
  }

  /// One column.
  public func column(_ column: Int) -> [Double] {
    Array(storage[(column * rows)..<((column + 1) * rows)])
  }

  /// The transpose.
  public var transposed: Matrix {
    Matrix(rows: columns, columns: rows) { self[$1, $0] }
  }

  /// The diagonal.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// Rows and columns picked by index.
  public func picking(rows picked: [Int], columns pickedColumns: [Int]) -> Matrix {
    Matrix(rows: picked.count, columns: pickedColumns.count) {
      self[picked[$0], pickedColumns[$1]]
    }
  }

  /// Whether every entry is finite.
  public var isFinite: Bool { storage.allSatisfy(\.isFinite) }

  /// The square root of the sum of squares.
  public var frobeniusNorm: Double {
    storage.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
