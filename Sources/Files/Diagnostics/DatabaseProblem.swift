/// What can be wrong with a database, its address or what is asked of it; never with a secret in it.
public enum DatabaseProblem: Sendable, Hashable {
  /// A password stands where everybody reads it.
  case passwordInAddress
  case unknownScheme(String)
  case unknownKey(String)
  case badTimeout
  /// Nothing says which of several tables is meant.
  case noSelection(tables: [String])
  /// Neither a query nor a table is named, and a server has many.
  case noQuery
  /// The file is no SQLite database.
  case noDatabase
  /// No connection, in the words of the library.
  case unreachable(String)
  /// The server does not accept user or password.
  case loginRefused
  /// The query fails, in the words of the database.
  case refused(String)
  /// The statement would write.
  case writes
  case severalStatements
  /// The statement gives no rows and columns.
  case noTable
  case timedOut(seconds: Int)
  /// Another program holds the database.
  case locked(seconds: Int)
  /// The file cannot be opened or made: its folder is not there, it is a folder itself, or nobody may write there.
  case cannotOpen
  /// The file may be read alone.
  case readOnlyFile
  /// There is no room left.
  case full
  /// The file is damaged.
  case damaged
  /// The file cannot be read or written.
  case unreadable
  /// There is no table of that name.
  case unknownTable(String)
  /// There is no column of that name.
  case unknownColumn(String)
  /// The query is not understood, near some words.
  case syntax(near: String)
  /// The user may not do this.
  case notAllowed
  /// More bytes than are read.
  case tooLarge(limit: Int)
  /// Bytes that are no text.
  case bytes(column: String)
  /// Moments that fall on different days in different places.
  case zonedTime(column: String)
  /// A place that no run can be loaded into.
  case noTarget(String)
  /// A table of that name is there, and none of ours.
  case foreignTable(String)
  /// The same of a view.
  case foreignView(String)
  /// The same of an index or of something else.
  case foreignName(String)

  var code: String {
    switch self {
    case .passwordInAddress: "database-password"
    case .unknownScheme, .unknownKey, .badTimeout: "database-address"
    case .noSelection, .noQuery: "database-query"
    case .noDatabase: "database-file"
    case .unreachable: "database-connection"
    case .loginRefused: "database-login"
    case .refused, .severalStatements, .noTable: "database-query"
    case .writes: "database-writes"
    case .unknownTable, .unknownColumn, .syntax: "database-query"
    case .timedOut: "database-timeout"
    case .locked: "database-locked"
    case .cannotOpen, .readOnlyFile, .full, .damaged, .unreadable: "database-file"
    case .notAllowed: "database-login"
    case .tooLarge: "database-size"
    case .bytes, .zonedTime: "database-type"
    case .noTarget: "database-target"
    case .foreignTable, .foreignView, .foreignName: "database-table"
    }
  }
}

/// What may help with a database.
public enum DatabaseHint: Sendable, Hashable {
  /// Where a password may stand.
  case passwordElsewhere
  /// How an address says what is wanted.
  case nameQuery
  /// How a query makes days of moments.
  case castToDate
  /// How a query makes text of bytes.
  case castToText
  /// How a longer time is given.
  case giveTime
  /// How to get at what another program holds.
  case closeOther
  /// How to write where there is a folder and one may.
  case checkFolder
  /// What runs are loaded into.
  case targets
}
