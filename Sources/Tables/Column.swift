/// A column of one or several tables: its name in files, what its fields are, what they mean.
public struct Column<Value: FieldValue>: Sendable {
  /// The name in the header; English, the same in every language.
  public let name: String
  /// A sentence for the reference.
  public let meaning: String
  /// Whether plain files hold its texts as they were read, so that other tables join with it.
  public let isKey: Bool

  /// A column.
  public init(_ name: String, _ meaning: String, isKey: Bool = false) {
    self.name = name
    self.meaning = meaning
    self.isKey = isKey
  }

  /// The same column with another meaning, where a table has a closer one.
  public func meaning(_ meaning: String) -> Column { Column(name, meaning, isKey: isKey) }

  /// The column without its type.
  public var header: ColumnHeader {
    ColumnHeader(name: name, kind: Value.kind, meaning: meaning, isKey: isKey)
  }
}

/// What readers of a file must know of one of its columns.
public struct ColumnHeader: Sendable, Hashable {
  /// The name in the header.
  public let name: String
  /// What its fields are taken for.
  public let kind: FieldKind
  /// A sentence for the reference.
  public let meaning: String
  /// Whether plain files hold its texts as they were read, so that other tables join with it.
  public let isKey: Bool

  /// What is said of a column.
  public init(name: String, kind: FieldKind, meaning: String, isKey: Bool = false) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.isKey = isKey
  }
}
