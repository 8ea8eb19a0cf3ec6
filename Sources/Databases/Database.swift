public import Files

/// What went wrong in a database; names, numbers and the words of the library, never a secret.
public struct DatabaseError: Error, Sendable, Hashable {
  /// What.
  public let problem: DatabaseProblem

  /// A column and a row of what was read, where it is about one.
  var cell: (row: Int, column: String)?

  /// An error as a whole.
  public init(_ problem: DatabaseProblem) { self.problem = problem }

  init(_ problem: DatabaseProblem, row: Int, column: String) {
    self.problem = problem
    cell = (row, column)
  }

  /// Errors are the same when their problems are.
  public static func == (left: DatabaseError, right: DatabaseError) -> Bool {
    left.problem == right.problem
  }

  /// By the problem.
  public func hash(into hasher: inout Hasher) { hasher.combine(problem) }

  /// The fault at an address, with what may help.
  public func fault(at address: String) -> Fault {
    let place =
      cell.map { SourceLocation(file: address, line: $0.row, column: 1, field: $0.column) }
      ?? .whole(address)
    return Fault(.database(problem), at: place, hint: hint)
  }

  private var hint: Hint? {
    switch problem {
    case .passwordInAddress, .loginRefused: .database(.passwordElsewhere)
    case .noQuery, .noSelection: .database(.nameQuery)
    case .timedOut: .database(.giveTime)
    case .locked: .database(.closeOther)
    case .cannotOpen, .readOnlyFile: .database(.checkFolder)
    case .bytes: .database(.castToText)
    case .zonedTime: .database(.castToDate)
    case .noTarget, .unknownScheme: .database(.targets)
    default: nil
    }
  }
}

/// A connection to a database; it ends with the value.
public protocol Database: AnyObject {
  /// How it spells types and what it can do.
  var dialect: Dialect { get }

  /// The rows of one statement as texts, the names of the columns first; a blank is `nil`.
  ///
  /// Numbers are as short as they can be read back, `true` is 1 and `false` 0, days are `2024-01-31`, moments at
  /// midnight their day, others `2024-01-31 12:00:00`.
  ///
  /// - Throws: also when the statement would write, or gives no rows.
  func read(_ query: String, _ take: ([String?]) throws(DatabaseError) -> Void)
    throws(DatabaseError)

  /// The names of the tables and views that can be read.
  func tables() throws(DatabaseError) -> [String]

  /// Statements without rows.
  func execute(_ statements: String) throws(DatabaseError)

  /// The rows of a statement with values, all of them texts.
  func rows(_ statement: String, _ values: [String]) throws(DatabaseError) -> [[String?]]

  /// Adds rows to a table.
  func load(_ rows: [[DatabaseValue]], into table: String, columns: [String])
    throws(DatabaseError)
}

/// A value that is loaded.
public enum DatabaseValue: Sendable, Hashable {
  case text(String)
  case number(Double)
  case integer(Int)
  case blank
}

/// What differs between the two.
public enum Dialect: Sendable, Hashable {
  case sqlite, postgresql

  /// A name in quotes.
  public static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// A text in quotes.
  public static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// A table as a statement names it: `schema.table`, each in quotes unless it has some.
  static func table(_ name: String) -> String {
    var parts: [String] = [""]
    var isQuoted = false
    for character in name {
      if character == "\"" { isQuoted.toggle() }
      if character == "." && !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.count > 1 ? $0 : quoted($0) }
      .joined(separator: ".")
  }
}

/// Opens databases.
public enum Databases {
  /// What may be done with a connection.
  public enum Purpose: Sendable {
    /// Only reading, in one transaction.
    case reading
    /// Reading and writing; a file that is not there is made.
    case writing
  }

  /// A connection to the place of an address.
  public static func open(
    _ address: TableAddress, for purpose: Purpose
  ) throws(DatabaseError) -> any Database {
    switch address.place {
    case .sqlite(let path):
      try SQLiteDatabase(path: path, purpose, timeout: address.timeout)
    case .postgresql(let keywords):
      try PostgreSQLDatabase(keywords, purpose, timeout: address.timeout)
    }
  }

  /// What an address names, read in a transaction that cannot write: a table as text of ours, places as rows and
  /// columns.
  ///
  /// - Throws: a fault at the address, or at a row and a column of what was read.
  public static func read(_ address: TableAddress) throws(Fault) -> SourceFile {
    if case .sqlite(let path) = address.place, !FilePlace.exists(path) {
      throw Fault(.file(.missing), at: .whole(path))
    }
    do throws(DatabaseError) {
      let database = try open(address, for: .reading)
      var text = TableText()
      var header: [String] = []
      try database.read(try query(address, in: database)) { row throws(DatabaseError) in
        if header.isEmpty { header = row.map { $0 ?? "" } }
        try check(row, number: text.rows + 1, header)
        text.append(row)
        guard text.bytes.count <= SourceFile.sizeLimit else {
          throw DatabaseError(.tooLarge(limit: SourceFile.sizeLimit))
        }
      }
      return SourceFile(table: text.bytes, from: address.shown)
    } catch {
      throw error.fault(at: address.shown)
    }
  }

  private static func query(
    _ address: TableAddress, in database: any Database
  ) throws(DatabaseError) -> String {
    switch address.selection {
    case .query(let query): return query
    case .table(let name): return "SELECT * FROM " + Dialect.table(name)
    case .only:
      guard database.dialect == .sqlite else { throw DatabaseError(.noQuery) }
      let tables = try database.tables()
      guard tables.count == 1 else {
        throw DatabaseError(.noSelection(tables: Array(tables.prefix(20))))
      }
      return "SELECT * FROM " + Dialect.quoted(tables[0])
    }
  }

  /// Refuses what no text may hold.
  private static func check(
    _ row: [String?], number: Int, _ header: [String]
  ) throws(DatabaseError) {
    for (text, column) in zip(row, header) {
      guard let text, text.utf8.contains(where: { $0 < 32 && $0 &- 9 > 4 }) else { continue }
      throw DatabaseError(.bytes(column: column), row: number, column: column)
    }
  }
}
