internal import Databases
public import Files

/// Tables of databases as an earlier run read them, by address: what a run folder keeps.
public struct KeptTables: Sendable {
  private var tables: [String: SourceFile] = [:]

  /// None.
  public init() {}

  /// Tables by the address that they were read from.
  public init(_ tables: [SourceFile]) {
    self.tables = Dictionary(tables.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The table that was read from an address.
  public subscript(_ address: String) -> SourceFile? { tables[address] }
}

/// Where every table enters, whatever it stands in: text, a database that is asked, a file of a statistics office.
public enum TableDoor {
  /// The table at a path or an address.
  ///
  /// - Parameters:
  ///   - use: what it is wanted for.
  ///   - kept: what counts instead of asking again.
  /// - Throws: what is wrong with the file, the address or the answer.
  public static func open(
    _ path: String, for use: TableUse = .other, kept: KeptTables = KeptTables()
  ) throws(Fault) -> SourceFile {
    if let table = try database(path, kept: kept) { return table }
    let file = TableAddress.file(of: path) ?? path
    let source = try SourceFile(reading: file)
    guard use != .other else { return source }
    let selection = String(path.dropFirst(file.count + 1))
    if let rows = try StatisticsFile.rows(
      of: source, for: use, selection: selection, address: path)
    {
      return rows
    }
    // Of a plain table nothing is selected.
    return file == path ? source : try SourceFile(reading: path)
  }

  /// The table that `init` starts from, where it is no plain text; `nil` for a file that is.
  public static func start(_ path: String) throws(Fault) -> SourceFile? {
    if let table = try database(path, kept: KeptTables()) { return table }
    let file = TableAddress.file(of: path) ?? path
    guard file != path || path.lowercased().hasSuffix(".json") || isCoded(file) else { return nil }
    return try open(path, for: .start)
  }

  /// Whether a file keeps units, places and states in codes that only its form tells.
  private static func isCoded(_ path: String) -> Bool {
    guard WorkbookAddress(path).sheet == nil, let source = try? SourceFile(reading: path),
      source.sheet == nil
    else { return false }
    return StatisticsFile.isCoded(source)
  }

  private static func database(_ path: String, kept: KeptTables) throws(Fault) -> SourceFile? {
    guard !FilePlace.exists(path) || isDatabase(path), let address = try TableAddress(path) else {
      return nil
    }
    if let table = kept[address.shown] { return table }
    return try Databases.read(address)
  }

  /// Whether a file that is there is named like a database, not one whose name has a question in it.
  private static func isDatabase(_ path: String) -> Bool {
    TableAddress.isAddress(path) && TableAddress.file(of: path) == path
  }
}
