internal import CSQLite
internal import Files
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// A SQLite file.
final class SQLiteDatabase: Database {
  let dialect = Dialect.sqlite
  private let handle: OpaquePointer
  private let purpose: Databases.Purpose
  private let timeout: Int
  private let deadline: Deadline

  /// When a statement must end; the library asks now and then.
  private final class Deadline: Sendable {
    let end = Mutex<ContinuousClock.Instant?>(nil)

    var isOver: Bool { end.withLock { $0.map { ContinuousClock.now > $0 } ?? false } }
  }

  /// Opens a file.
  ///
  /// - Throws: `noDatabase` where it is none, `refused` where the library says no.
  init(path: String, _ purpose: Databases.Purpose, timeout: Int) throws(DatabaseError) {
    var opened: OpaquePointer?
    let flags =
      purpose == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let words = opened.map { String(cString: sqlite3_errmsg($0)) } ?? ""
      sqlite3_close_v2(opened)
      throw DatabaseError(Self.problem(code, words, purpose, timeout))
    }
    handle = opened
    self.purpose = purpose
    self.timeout = timeout
    deadline = Deadline()
    sqlite3_busy_timeout(handle, Int32(clamping: timeout * 1000))
    let context = Unmanaged.passUnretained(deadline).toOpaque()
    sqlite3_progress_handler(
      handle, 10_000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
      }, context)
    if purpose == .reading { try forbidWriting() }
    // The first look tells whether the file is a database at all.
    _ = try rows("SELECT count(*) FROM sqlite_schema", [])
    if purpose == .reading { try execute("BEGIN") } else { try execute("PRAGMA foreign_keys = ON") }
  }

  deinit { sqlite3_close_v2(handle) }

  /// Other files are no part of the question.
  private func forbidWriting() throws(DatabaseError) {
    try execute("PRAGMA query_only = 1")
    sqlite3_set_authorizer(
      handle,
      { _, action, _, _, _, _ in action == SQLITE_ATTACH ? SQLITE_DENY : SQLITE_OK }, nil)
  }

  private var error: DatabaseError {
    DatabaseError(
      Self.problem(
        sqlite3_errcode(handle), String(cString: sqlite3_errmsg(handle)), purpose, timeout))
  }

  /// What an error of the library is; its own words only where they name what no kind does.
  private static func problem(
    _ code: Int32, _ words: String, _ purpose: Databases.Purpose, _ timeout: Int
  ) -> DatabaseProblem {
    switch code & 0xFF {
    case SQLITE_NOTADB: return .noDatabase
    case SQLITE_INTERRUPT: return .timedOut(seconds: timeout)
    case SQLITE_BUSY, SQLITE_LOCKED: return .locked(seconds: timeout)
    case SQLITE_READONLY where purpose == .writing: return .readOnlyFile
    case SQLITE_READONLY, SQLITE_AUTH: return .writes
    case SQLITE_CANTOPEN: return .cannotOpen
    case SQLITE_PERM: return .notAllowed
    case SQLITE_FULL: return .full
    case SQLITE_CORRUPT: return .damaged
    case SQLITE_IOERR: return .unreadable
    default: break
    }
    if let name = rest(of: words, after: "no such table: ") { return .unknownTable(name) }
    if let name = rest(of: words, after: "no such column: ") { return .unknownColumn(name) }
    if let near = rest(of: words, after: "near \""), words.hasSuffix("\": syntax error") {
      return .syntax(near: String(near.dropLast("\": syntax error".count)))
    }
    return .refused(words)
  }

  private static func rest(of words: String, after start: String) -> String? {
    words.hasPrefix(start) ? String(words.dropFirst(start.count)) : nil
  }

  func read(
    _ query: String, _ take: ([String?]) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try each(query, [], isReading: true, take)
  }

  func tables() throws(DatabaseError) -> [String] {
    try rows(
      """
      SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY name
      """, []
    ).compactMap { $0.first ?? nil }
  }

  func execute(_ statements: String) throws(DatabaseError) {
    start()
    guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else { throw error }
  }

  func rows(_ statement: String, _ values: [String]) throws(DatabaseError) -> [[String?]] {
    var found: [[String?]] = []
    try each(statement, values, isReading: false) { found.append($0) }
    return found
  }

  private func start() { deadline.end.withLock { $0 = .now + .seconds(timeout) } }

  /// Runs one statement; of one that is read the names of its columns come first.
  private func each(
    _ text: String, _ values: [String], isReading: Bool,
    _ take: ([String?]) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    start()
    let statement = try prepared(text, isReading: isReading)
    defer { sqlite3_finalize(statement) }
    for (place, value) in values.enumerated() { bind(.text(value), to: statement, place) }
    let count = sqlite3_column_count(statement)
    let names = (0..<count).map { sqlite3_column_name(statement, $0).map(String.init(cString:)) }
    if isReading {
      guard sqlite3_stmt_readonly(statement) != 0 else { throw DatabaseError(.writes) }
      guard count > 0 else { throw DatabaseError(.noTable) }
      try take(names)
    }
    var number = 0
    while true {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW else {
        if code == SQLITE_DONE { return }
        throw error
      }
      number += 1
      var row: [String?] = []
      for column in 0..<count {
        let name = names[Int(column)] ?? ""
        row.append(try self.text(statement, column, name: name, row: number))
      }
      try take(row)
    }
  }

  private func prepared(
    _ text: String, isReading: Bool
  ) throws(DatabaseError) -> OpaquePointer? {
    var statement: OpaquePointer?
    var rest = ""
    let code = text.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    guard code == SQLITE_OK else { throw error }
    guard statement != nil else { throw DatabaseError(.noTable) }
    if isReading, rest.contains(where: { !$0.isWhitespace && $0 != ";" }) {
      sqlite3_finalize(statement)
      throw DatabaseError(.severalStatements)
    }
    return statement
  }

  /// A value as a text; `nil` where there is none.
  private func text(
    _ statement: OpaquePointer?, _ column: Int32, name: String, row: Int
  ) throws(DatabaseError) -> String? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return "\(sqlite3_column_int64(statement, column))"
    case SQLITE_FLOAT: return Self.text(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      let count = Int(sqlite3_column_bytes(statement, column))
      let bytes = sqlite3_column_text(statement, column)
      let buffer = UnsafeBufferPointer(start: bytes, count: count)
      guard let text = String(validating: buffer, as: UTF8.self) else {
        throw DatabaseError(.bytes(column: name), row: row, column: name)
      }
      return text
    default: throw DatabaseError(.bytes(column: name), row: row, column: name)
    }
  }

  /// A number that reads back as itself; whole ones without a point, as PostgreSQL writes them.
  private static func text(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func bind(_ value: DatabaseValue, to statement: OpaquePointer?, _ place: Int) {
    let place = Int32(place + 1)
    // The library copies the text.
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .text(let text): sqlite3_bind_text(statement, place, text, -1, copy)
    case .number(let number): sqlite3_bind_double(statement, place, number)
    case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
    case .blank: sqlite3_bind_null(statement, place)
    }
  }

  func load(
    _ rows: [[DatabaseValue]], into table: String, columns: [String]
  ) throws(DatabaseError) {
    start()
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try prepared(
      "INSERT INTO \(table) (\(columns.map(Dialect.quoted).joined(separator: ", "))) VALUES (\(places))",
      isReading: false)
    defer { sqlite3_finalize(statement) }
    for row in rows {
      for (place, value) in row.enumerated() { bind(value, to: statement, place) }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw error }
      sqlite3_reset(statement)
    }
  }
}
