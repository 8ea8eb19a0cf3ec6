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

  /// A field of a column that nobody asks for; it may be blank.
  public init<Value: FieldValue>(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Value?
  ) {
    self.init(Column(name, meaning), value)
  }
}

/// What one kind of table is, and how it is filled: everything about a table in one value.
public struct TableDefinition<Subject>: Sendable {
  /// The name without an ending.
  public let name: String
  /// The commands that write it.
  public let commands: [String]
  /// What one row of it is, a sentence for the reference.
  public let meaning: String
  /// Its columns, in the order of the file.
  public let fields: [Field<Subject>]

  /// A kind of table.
  public init(
    _ name: String, commands: [String], meaning: String, fields: [Field<Subject>]
  ) {
    self.name = name
    self.commands = commands
    self.meaning = meaning
    self.fields = fields
  }

  /// A table of such rows.
  public func table(_ subjects: some Sequence<Subject>) -> Table {
    var table = Table(name: name, columns: fields.map(\.column))
    for subject in subjects { table.append(fields.map { $0.cell(subject) }) }
    return table
  }

  /// What the catalogue says of it.
  public var outline: TableOutline {
    TableOutline(
      name: name, commands: commands, meaning: meaning, columns: fields.map(\.column))
  }
}

/// A table in the catalogue: what readers of the reference are told.
public struct TableOutline: Sendable, Hashable {
  /// The name without an ending.
  public let name: String
  /// The commands that write it.
  public let commands: [String]
  /// What one row of it is.
  public let meaning: String
  /// Its columns, in the order of the file.
  public let columns: [ColumnHeader]

  /// What is said of a table.
  public init(name: String, commands: [String], meaning: String, columns: [ColumnHeader]) {
    self.name = name
    self.commands = commands
    self.meaning = meaning
    self.columns = columns
  }
}
