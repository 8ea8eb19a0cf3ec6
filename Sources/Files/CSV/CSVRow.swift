/// One row of a CSV file.
public struct CSVRow {
  /// The line the row starts on.
  public let line: Int
  let source: SourceFile
  let fields: [CSVField]
  /// What fields are asked for by; empty where they are by their places in the row.
  let columns: [CSVColumn]
  /// How numbers are written.
  var decimals = CSVDecimals.points

  private var bytes: [UInt8] { source.bytes }

  /// The positions of the fields.
  package var indices: Range<Int> { fields.indices }

  /// A field; one of a column that the file does not have is empty.
  private func field(_ index: Int) -> CSVField {
    guard !columns.isEmpty else { return fields[index] }
    return columns[index].place.map { fields[$0] } ?? .missing
  }

  /// The name of a column.
  package func name(_ index: Int) -> String { columns.isEmpty ? "" : columns[index].name }

  /// The text of a field.
  public func text(_ index: Int) -> String {
    let field = field(index)
    if field.isQuoted && field.hasEscapes {
      var text: [UInt8] = []
      var skip = false
      for byte in bytes[field.range] {
        if byte == UInt8(ascii: "\"") && !skip {
          skip = true
          continue
        }
        skip = false
        text.append(byte)
      }
      return String(decoding: text, as: UTF8.self)
    }
    return String(decoding: bytes[field.range], as: UTF8.self)
  }

  /// The texts of all of its fields.
  package var cells: [String] {
    let row = CSVRow(line: line, source: source, fields: fields, columns: [], decimals: decimals)
    return fields.indices.map { row.text($0) }
  }

  /// The bytes of a field as they stand in the file, without its quotes.
  public func raw(_ index: Int) -> ArraySlice<UInt8> { bytes(of: field(index)) }

  /// The bytes of a field.
  func bytes(of field: CSVField) -> ArraySlice<UInt8> { bytes[field.range] }

  /// Whether a field holds the number of a cell, in which no comma nor point can be meant otherwise.
  package func isCellNumber(_ index: Int) -> Bool { source.sheet != nil && !field(index).isQuoted }

  /// Whether a field has doubled quotes, so that its text differs from its bytes.
  package func hasEscapes(_ index: Int) -> Bool { field(index).hasEscapes }

  /// The offset at which a field starts.
  package func offset(_ index: Int) -> Int { field(index).start }

  /// Where a field starts.
  public func location(_ index: Int) -> SourceLocation {
    let field = field(index)
    guard source.sheet == nil else {
      return source.place(line: line, column: (column(of: index) ?? 0) + 1)
    }
    return source.location(of: field.start, line: field.line)
  }

  /// Whether nothing stands in the row, not even empty quotes.
  var isBlank: Bool { fields.count == 1 && fields[0].range.isEmpty && !fields[0].isQuoted }

  /// The row with so many fields; those that are added are empty.
  func padded(to width: Int) -> CSVRow {
    guard fields.count < width else { return self }
    let empty = CSVField(
      start: fields.last?.start ?? 0, line: line, range: 0..<0, isQuoted: false, hasEscapes: false)
    return CSVRow(
      line: line, source: source,
      fields: fields + repeatElement(empty, count: width - fields.count), columns: columns,
      decimals: decimals)
  }

  /// The position of a field in the row; `nil` for one of a column that the file does not have.
  private func column(of index: Int) -> Int? { columns.isEmpty ? index : columns[index].place }

  /// The same, for rows that are filled.
  func place(of index: Int) -> Int? { column(of: index) }
}

/// A column that is asked for, and where it stands; `nil` where the file does not have it.
struct CSVColumn {
  let name: String
  let place: Int?
}

/// How the numbers of a file are written.
enum CSVDecimals: Sendable {
  /// With decimal points.
  case points
  /// With either: nothing decides, or numbers contradict each other; what has two readings is a fault.
  case either
  /// With decimal commas, so that a point with three digits behind it may set thousands apart.
  case commas
}

struct CSVField {
  static let missing = CSVField(
    start: 0, line: 1, range: 0..<0, isQuoted: false, hasEscapes: false)

  let start: Int
  let line: Int
  let range: Range<Int>
  let isQuoted: Bool
  let hasEscapes: Bool
}
