/// Places of cells as workbooks write them.
package enum CellPlace {
  /// The last row and column that a sheet has.
  package static let lastRow = 1_048_576
  package static let lastColumn = 16_384

  /// The letters of a column, from 1 on: 28 is `AB`.
  package static func letters(_ column: Int) -> String {
    var (rest, letters) = (column, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// Reads `C12`; the place, `nil` for what is none, and what follows it.
  static func read(
    _ text: UnsafePointer<CChar>
  ) -> (place: (row: Int, column: Int)?, rest: UnsafePointer<CChar>) {
    var place = text
    var (row, column) = (0, 0)
    func skipDollar() { if place.pointee == 36 { place += 1 } }
    skipDollar()
    while true {
      let letter = Int(UInt8(bitPattern: place.pointee) & 0xDF)
      guard (65...90).contains(letter), column <= lastColumn else { break }
      column = column * 26 + letter - 64
      place += 1
    }
    skipDollar()
    while (48...57).contains(place.pointee), row <= lastRow {
      row = row * 10 + Int(place.pointee) - 48
      place += 1
    }
    let isPlace = (1...lastRow).contains(row) && (1...lastColumn).contains(column)
    return (isPlace ? (row, column) : nil, place)
  }
}

/// Cells that are shown as one.
package struct CellRange: Sendable, Hashable {
  /// Rows, from 1 on.
  package let rows: ClosedRange<Int>
  /// Columns, from 1 on.
  package let columns: ClosedRange<Int>

  /// Reads `C12:D14`; `nil` for what is none.
  init?(_ text: UnsafePointer<CChar>) {
    let (first, rest) = CellPlace.read(text)
    guard let first else { return nil }
    guard rest.pointee == 58 else { return nil }
    guard let last = CellPlace.read(rest + 1).place, last.row >= first.row,
      last.column >= first.column
    else { return nil }
    (rows, columns) = (first.row...last.row, first.column...last.column)
  }
}
