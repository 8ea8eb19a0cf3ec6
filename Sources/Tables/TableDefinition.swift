/// A column of a table with what fills it: a closure from a row's subject to the field.
public struct Field<Subject>: Sendable {
  /// The column.
  public let column: ColumnHeader
  /// The field of a subject.
  public let cell: @Sendable (Subject) -> Cell

  /// A field that may be blank.
  public init<Value: FieldValue>(
    _ column: Column<Value>, _ value: @escaping @Sendable (Subject) -> Value?
  ) {
    self.column = column.header
    cell = { value($0)?.cell ?? .blank }
  }

  /// A field that is told otherwise than its values are by themselves.
  public init<Value: FieldValue>(
    _ column: Column<Value>, told cell: @escaping @Sendable (Subject) -> Cell
  ) {
    self.column = column.header
    self.cell = cell
  }

  /// A field of a column that nobody asks for; it may be blank.
  public init<Value: FieldValue>(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Value?
  ) {
    self.init(Column(name, meaning), value)
  }
}

/// What one kind of table is, and how it is filled: everything about a table in one value.
public struct TableDefinition<Subject>: Sendable {
  /// What the catalogue says of it.
  public let outline: TableOutline
  /// Its columns, in the order of the file.
  public let fields: [Field<Subject>]

  /// A kind of table.
  ///
  /// - Parameters:
  ///   - name: without an ending.
  ///   - meaning: what one row of it is, a sentence for the reference.
  public init(_ name: String, _ meaning: String, fields: [Field<Subject>]) {
    outline = TableOutline(name: name, meaning: meaning, columns: fields.map(\.column))
    self.fields = fields
  }

  /// The name without an ending.
  public var name: String { outline.name }

  /// A table of such rows.
  public func table(_ subjects: some Sequence<Subject>) -> Table {
    var table = Table(name: name, columns: outline.columns)
    for subject in subjects { table.append(fields.map { $0.cell(subject) }) }
    return table
  }
}

/// What readers of the reference are told of a table.
public struct TableOutline: Sendable {
  /// The name without an ending.
  public let name: String
  /// What one row of it is.
  public let meaning: String
  /// Its columns, in the order of the file.
  public let columns: [ColumnHeader]

  /// What is said of a table.
  public init(name: String, meaning: String, columns: [ColumnHeader]) {
    (self.name, self.meaning, self.columns) = (name, meaning, columns)
  }
}
