internal import CPostgreSQL
internal import Files

#if canImport(Glibc)
  internal import Glibc
#endif

/// A PostgreSQL server. Who connects is told by the variables PG…, a service file or a password file, as to every
/// program of PostgreSQL; nothing of it is kept.
final class PostgreSQLDatabase: Database {
  let dialect = Dialect.postgresql
  private let connection: OpaquePointer
  private let timeout: Int

  /// Connects, and begins a transaction that cannot write where it is only read.
  ///
  /// - Throws: `unreachable`, `loginRefused`.
  init(
    _ keywords: [TableAddress.Keyword], _ purpose: Databases.Purpose, timeout: Int
  ) throws(DatabaseError) {
    var all = [("client_encoding", "UTF8"), ("fallback_application_name", "forecast")]
    if !keywords.contains(where: { $0.name == "connect_timeout" }) {
      all.append(("connect_timeout", "\(min(timeout, 15))"))
    }
    all += keywords.map { ($0.name, $0.value) }
    guard let opened = Self.connect(all) else { throw DatabaseError(.unreachable("")) }
    guard PQstatus(opened) == CONNECTION_OK else {
      let wasAsked =
        PQconnectionUsedPassword(opened) != 0 || PQconnectionNeedsPassword(opened) != 0
      let words = Self.line(PQerrorMessage(opened))
      PQfinish(opened)
      throw DatabaseError(wasAsked ? .loginRefused : .unreachable(words))
    }
    connection = opened
    self.timeout = timeout
    // What the server tells in passing is no result.
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    try execute(
      """
      SET statement_timeout = \(timeout * 1000); SET lock_timeout = \(timeout * 1000);
      SET datestyle = 'ISO, YMD'; SET extra_float_digits = 1; SET intervalstyle = 'iso_8601';
      SET standard_conforming_strings = on; SET bytea_output = 'hex'
      """)
    if purpose == .reading { try execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") }
  }

  deinit { PQfinish(connection) }

  private static func connect(_ keywords: [(name: String, value: String)]) -> OpaquePointer? {
    let names = keywords.map { strdup($0.name) }
    let values = keywords.map { strdup($0.value) }
    defer { (names + values).forEach { free($0) } }
    let end: [UnsafePointer<CChar>?] = [nil]
    // No text is expanded: a database that is named like a connection string is a name.
    return PQconnectdbParams(
      names.map { UnsafePointer($0) } + end, values.map { UnsafePointer($0) } + end, 0)
  }

  /// The first line of what the library says.
  private static func line(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    let lines = String(cString: text).split { $0.isNewline }
    return lines.first.map { String($0.drop { $0 == " " }) } ?? ""
  }

  func read(
    _ query: String, _ take: ([String?]) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    guard PQsendQueryParams(connection, query, 0, nil, nil, nil, nil, 0) != 0 else {
      throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    }
    PQsetSingleRowMode(connection)
    var names: [String] = []
    var number = 0
    while let result = try next() {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK:
        if names.isEmpty {
          names = (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
          guard !names.isEmpty else { throw DatabaseError(.noTable) }
          try take(names)
        }
        for row in 0..<PQntuples(result) {
          number += 1
          try take(try texts(result, row, names, number: number))
        }
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: throw DatabaseError(.noTable)
      default: throw error(of: result)
      }
    }
  }

  /// The next result of what was sent, waited for no longer than a statement may take.
  private func next() throws(DatabaseError) -> OpaquePointer? {
    // The server ends its work first; this is for one that says nothing any more.
    let end = ContinuousClock.now + .seconds(timeout + 5)
    while PQisBusy(connection) != 0 {
      guard ContinuousClock.now < end else { throw DatabaseError(.timedOut(seconds: timeout)) }
      var wait = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, 1000)
      if ready > 0, PQconsumeInput(connection) == 0 {
        throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
      }
      if ready < 0 && errno != EINTR {
        throw DatabaseError(.unreachable(String(cString: strerror(errno))))
      }
    }
    return PQgetResult(connection)
  }

  private func texts(
    _ result: OpaquePointer, _ row: Int32, _ names: [String], number: Int
  ) throws(DatabaseError) -> [String?] {
    var texts: [String?] = []
    for (column, name) in names.enumerated() {
      let column = Int32(column)
      guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column)
      else {
        texts.append(nil)
        continue
      }
      let text = String(cString: value)
      switch Kind(rawValue: PQftype(result, column)) {
      case .bytes: throw DatabaseError(.bytes(column: name), row: number, column: name)
      case .zonedTime: throw DatabaseError(.zonedTime(column: name), row: number, column: name)
      case .bool: texts.append(text == "t" ? "1" : "0")
      case .time where text.hasSuffix(" 00:00:00"): texts.append(String(text.dropLast(9)))
      case .time, .none: texts.append(text)
      }
    }
    return texts
  }

  /// Types whose text is not taken as it is, by the number that they have in every server.
  private enum Kind: UInt32 {
    case bool = 16
    case bytes = 17
    case time = 1114
    case zonedTime = 1184
  }

  private func error(of result: OpaquePointer) -> DatabaseError {
    func field(_ code: Character) -> String {
      Self.line(PQresultErrorField(result, Int32(code.asciiValue ?? 0)))
    }
    switch field("C") {
    case "57014": return DatabaseError(.timedOut(seconds: timeout))
    case "55P03": return DatabaseError(.locked(seconds: timeout))
    case "42501": return DatabaseError(.notAllowed)
    case "53100": return DatabaseError(.full)
    case "25006": return DatabaseError(.writes)
    case "42601" where field("M").contains("multiple commands"):
      return DatabaseError(.severalStatements)
    case "": return DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    default: return DatabaseError(.refused(field("M")))
    }
  }

  func tables() throws(DatabaseError) -> [String] {
    try rows(
      """
      SELECT table_schema || '.' || table_name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
      """, []
    ).compactMap { $0.first ?? nil }
  }

  func execute(_ statements: String) throws(DatabaseError) {
    let result = PQexec(connection, statements)
    defer { PQclear(result) }
    guard let result else {
      throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(result))
    else { throw error(of: result) }
  }

  func rows(_ statement: String, _ values: [String]) throws(DatabaseError) -> [[String?]] {
    let texts = values.map { strdup($0) }
    defer { texts.forEach { free($0) } }
    let result = PQexecParams(
      connection, statement, Int32(values.count), nil, texts.map { UnsafePointer($0) }, nil, nil, 0)
    defer { PQclear(result) }
    guard let result else {
      throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw error(of: result)
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in
        PQgetisnull(result, row, column) != 0
          ? nil : String(cString: PQgetvalue(result, row, column))
      }
    }
  }

  func load(
    _ rows: [[DatabaseValue]], into table: String, columns: [String]
  ) throws(DatabaseError) {
    let names = columns.map(Dialect.quoted).joined(separator: ", ")
    let begun = PQexec(connection, "COPY \(table) (\(names)) FROM STDIN (FORMAT csv)")
    defer { PQclear(begun) }
    guard let begun, PQresultStatus(begun) == PGRES_COPY_IN else {
      throw begun.map(error(of:)) ?? DatabaseError(.unreachable(""))
    }
    var bytes: [UInt8] = []
    for row in rows {
      for (place, value) in row.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(value, to: &bytes)
      }
      bytes.append(10)
      if bytes.count > 1 << 18 { try send(&bytes) }
    }
    try send(&bytes)
    guard PQputCopyEnd(connection, nil) == 1 else {
      throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    }
    while let result = try next() {
      defer { PQclear(result) }
      guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(of: result) }
    }
  }

  private func send(_ bytes: inout [UInt8]) throws(DatabaseError) {
    let sent = bytes.withUnsafeBytes { buffer in
      PQputCopyData(
        connection, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
    }
    guard sent == 1 || bytes.isEmpty else {
      throw DatabaseError(.unreachable(Self.line(PQerrorMessage(connection))))
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// A field of a copy: texts in quotes, so that an empty one is no blank.
  private static func append(_ value: DatabaseValue, to bytes: inout [UInt8]) {
    switch value {
    case .blank: break
    case .number(let number): bytes.append(contentsOf: "\(number)".utf8)
    case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
    case .text(let text):
      bytes.append(34)
      for byte in text.utf8 {
        if byte == 34 { bytes.append(34) }
        bytes.append(byte)
      }
      bytes.append(34)
    }
  }
}
