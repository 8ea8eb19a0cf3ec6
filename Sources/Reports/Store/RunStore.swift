public import Databases
public import Files
internal import Folders
internal import Tables
internal import TimeSeries

/// A database that runs are loaded into, each once.
public struct RunStore {
  /// What a load did.
  public struct Outcome: Sendable {
    /// The hash that tells the run apart.
    public let identity: String
    /// Tables and rows that were written; `nil` where the run was there as it should be.
    public let added: (tables: Int, rows: Int)?
    /// Whether the run was there, but not as its files have it: rows of it were changed or taken away since.
    public var isRepaired = false
    /// Whether what tables and columns mean was written in another language.
    public var isReworded = false
  }

  private let database: any Database
  private var statements: StoreStatements
  private let asked: Language?

  /// Opens the database at an address.
  ///
  /// - Parameter language: that of comments and of the dictionary; `nil` leaves them in theirs.
  public init(_ address: TableAddress, language: Language? = nil) throws(DatabaseError) {
    database = try Databases.open(address, for: .writing)
    asked = language
    let schema = database.dialect == .postgresql ? address.schema ?? "forecast" : nil
    statements = StoreStatements(
      dialect: database.dialect, schema: schema, language: language ?? .en)
  }

  /// Loads a run in one transaction; one that is there changes nothing, unless rows of it are no longer as they were
  /// loaded: then they are written anew.
  ///
  /// Loads wait for each other, so that two of one run at a time are one. What is killed leaves nothing.
  public mutating func load(
    _ record: RunRecord, _ tables: FolderTables
  ) throws(DatabaseError) -> Outcome {
    let identity = record.manifest.identity
    try begin()
    do throws(DatabaseError) {
      let prepared = try prepare()
      let isReworded = prepared == .reworded
      let known = try database.rows(
        "SELECT run_id FROM \(statements.place("runs")) WHERE run_id = '\(identity)'", [])
      let parts = parts(record, tables, identity)
      let run = self.run(record, identity)
      if !known.isEmpty {
        var missing: [Part] = []
        for part in parts where try !stands(part, identity) { missing.append(part) }
        let isRun = try stands(run, identity)
        guard !isRun || !missing.isEmpty else {
          // Views that were dropped are made again all the same.
          try database.execute(prepared == .nothing ? "ROLLBACK" : "COMMIT")
          return Outcome(identity: identity, added: nil, isReworded: isReworded)
        }
        if !isRun { try update(run, identity) }
        for part in missing { try write(part, identity) }
        try database.execute("COMMIT")
        let rows = missing.reduce(isRun ? 0 : 1) { $0 + $1.rows.count }
        return Outcome(
          identity: identity, added: (missing.count + (isRun ? 0 : 1), rows), isRepaired: true,
          isReworded: isReworded)
      }
      try database.load(run.rows, into: statements.place(run.table), columns: run.columns)
      for part in parts { try write(part, identity) }
      try database.execute("COMMIT")
      let results = parts.filter { $0.table != StoreSchema.inputs.name }
      return Outcome(
        identity: identity, added: (results.count, results.reduce(0) { $0 + $1.rows.count }),
        isReworded: isReworded)
    } catch {
      // A connection that is gone has rolled back.
      try? database.execute("ROLLBACK")
      throw error
    }
  }

  private func begin() throws(DatabaseError) {
    switch database.dialect {
    case .sqlite: try database.execute("BEGIN IMMEDIATE")
    case .postgresql:
      try database.execute("BEGIN")
      let schema = Dialect.literal(statements.schema ?? "")
      // Any number, as long as all versions take the same.
      try database.execute("SELECT pg_advisory_xact_lock(20260101, hashtext(\(schema)))")
    }
  }

  // MARK: Tables

  /// What was made of tables, columns and views, and of what they mean.
  private enum Prepared {
    case nothing, made, reworded
  }

  /// Makes what is missing of tables, columns and views, and says what they mean in the language that is asked for.
  private mutating func prepare() throws(DatabaseError) -> Prepared {
    try makeSchema()
    let areViewsThere = try checkRelations()
    let columns = try columns()
    let told = columns[StoreSchema.dictionary.name] == nil ? nil : try toldLanguage()
    if asked == nil, let told { statements.language = told }
    let isReworded = told.map { $0 != statements.language } ?? false
    var made: [String] = []
    for table in StoreSchema.all {
      guard let found = columns[table.name] else {
        made += statements.create(table)
        continue
      }
      guard let first = table.key.first, found.contains(first) else {
        throw DatabaseError(.foreignTable(table.name))
      }
      made += table.columns.filter { !found.contains($0.name) }
        .flatMap { statements.add($0, to: table) }
    }
    let isWhole = made.isEmpty && areViewsThere
    guard !isWhole || isReworded else { return .nothing }
    // Views are left alone where they are as they should be: others may rest on them.
    if !isWhole { made += statements.makeViews }
    if isReworded { made += statements.reword }
    for statement in made { try database.execute(statement) }
    let place = statements.place(StoreSchema.dictionary.name)
    try database.execute("DELETE FROM \(place)")
    try database.load(
      dictionary, into: place, columns: StoreSchema.dictionary.columns.map(\.name))
    return isReworded ? .reworded : .made
  }

  /// The language in which the dictionary stands; `nil` where it says nothing that tells it.
  private func toldLanguage() throws(DatabaseError) -> Language? {
    let table = StoreSchema.runs
    let rows = try database.rows(
      "SELECT meaning FROM \(statements.place(StoreSchema.dictionary.name)) WHERE table_name = '\(table.name)' AND column_name = ''",
      [])
    return Language.allCases.first {
      ColumnMeanings.of($0).text(table.meaning) == rows.first?[0]
    }
  }

  /// Refuses a schema in which something else has the name of a table or view of ours: a view is ours that bears what
  /// ours do.
  ///
  /// - Returns: whether all views of ours are there.
  private func checkRelations() throws(DatabaseError) -> Bool {
    let tables = Set(StoreSchema.all.map(\.name))
    let marks = statements.marks
    var views: Set<String> = []
    for row in try database.rows(statements.relations, []) {
      guard let name = row[0] else { continue }
      if tables.contains(name) {
        guard row[1] == "table" else { throw foreign(name, row[1]) }
      } else if let own = marks[name] {
        guard row[1] == "view", let mark = row[2], own.contains(mark) else {
          throw foreign(name, row[1])
        }
        views.insert(name)
      }
    }
    return views.count == marks.count
  }

  private func foreign(_ name: String, _ kind: String?) -> DatabaseError {
    switch kind {
    case "view": DatabaseError(.foreignView(name))
    case "table": DatabaseError(.foreignTable(name))
    default: DatabaseError(.foreignName(name))
    }
  }

  /// Makes the schema, where it is not there: who may not make one is not asked to.
  private func makeSchema() throws(DatabaseError) {
    guard let schema = statements.schema else { return }
    let found = try database.rows("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema])
    if found.isEmpty { try database.execute("CREATE SCHEMA \(Dialect.quoted(schema))") }
  }

  /// The names of the columns that are there, by table.
  private func columns() throws(DatabaseError) -> [String: Set<String>] {
    let query =
      switch database.dialect {
      case .sqlite:
        // The library does not tell capitals from small letters, either.
        "SELECT lower(t.name), lower(c.name) FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
      case .postgresql:
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = \(Dialect.literal(statements.schema ?? ""))
        """
      }
    var found: [String: Set<String>] = [:]
    for row in try database.rows(query, []) {
      if let table = row[0], let column = row[1] { found[table, default: []].insert(column) }
    }
    return found
  }

  private var dictionary: [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    func add(_ table: String, _ column: String, _ meaning: String) {
      rows.append([.text(table), .text(column), .text(statements.meaning(meaning))])
    }
    for table in StoreSchema.all {
      add(table.name, "", table.meaning)
      if table.name == StoreSchema.runs.name {
        for (name, meaning) in StoreStatements.ownMeanings { add(table.name, name, meaning) }
      }
      for column in table.columns { add(table.name, column.name, column.meaning) }
    }
    for view in statements.views {
      let meaning = statements.meaning(
        ofView: view.name, view.meaning, in: statements.language)
      rows.append([.text(view.name), .text(""), .text(meaning)])
    }
    return rows
  }

  // MARK: Rows

  /// What a run brings into one table.
  private struct Part {
    let table: String
    let columns: [String]
    let rows: [[DatabaseValue]]
  }

  /// Rows of a run, its inputs first.
  private func parts(
    _ record: RunRecord, _ tables: FolderTables, _ identity: String
  ) -> [Part] {
    let inputs = record.inputs.enumerated().map { number, input -> [DatabaseValue] in
      [
        .text(identity), .integer(number + 1), .text(input.path), .text(input.sha256),
        input.bytes.map(DatabaseValue.integer) ?? .blank,
      ]
    }
    let first = Part(
      table: StoreSchema.inputs.name, columns: StoreSchema.inputs.columns.map(\.name), rows: inputs)
    let results = record.outputs.filter { $0.path.hasSuffix(".csv") }.compactMap {
      output -> Part? in
      guard let table = tables.table(output.path),
        let name = TableCatalogue.stored(table.name, of: record.command),
        let stored = StoreSchema.results.first(where: { $0.name == name })
      else { return nil }
      let known = Set(stored.columns.map(\.name))
      let places = table.columns.indices.filter { known.contains(table.columns[$0].name) }
      let kinds = Dictionary(stored.columns.map { ($0.name, $0.kind) }) { first, _ in first }
      let rows = table.rows.enumerated().map { number, row in
        [.text(identity), .integer(number + 1)]
          + places.map { value(row[$0], kinds[table.columns[$0].name] ?? .text) }
      }
      return Part(
        table: name, columns: StoreSchema.place.map(\.name) + places.map { table.columns[$0].name },
        rows: rows)
    }
    return [first] + results
  }

  /// Writes what a run brings into a table, in place of what stands there of it: rows may be left of a run that was
  /// taken away by hand.
  private func write(_ part: Part, _ identity: String) throws(DatabaseError) {
    let place = statements.place(part.table)
    try database.execute("DELETE FROM \(place) WHERE run_id = \(Dialect.literal(identity))")
    try database.load(part.rows, into: place, columns: part.columns)
  }

  /// Whether a table holds of a run what it brings, and nothing else.
  private func stands(_ part: Part, _ identity: String) throws(DatabaseError) -> Bool {
    let names = part.columns.map(Dialect.quoted).joined(separator: ", ")
    let order = part.columns.contains("row") ? " ORDER BY \(Dialect.quoted("row"))" : ""
    let found = try database.rows(
      "SELECT \(names) FROM \(statements.place(part.table)) WHERE run_id = \(Dialect.literal(identity))\(order)",
      [])
    return found.count == part.rows.count
      && zip(found, part.rows).allSatisfy { row, values in zip(row, values).allSatisfy(Self.agree) }
  }

  /// Whether a value came back as it was loaded.
  private static func agree(_ found: String?, _ value: DatabaseValue) -> Bool {
    switch value {
    case .blank: found == nil
    case .text(let text): found == text
    case .integer(let number): found.flatMap(Double.init) == Double(number)
    case .number(let number): found.flatMap(Double.init) == number
    }
  }

  /// Writes anew what a run is.
  private func update(_ part: Part, _ identity: String) throws(DatabaseError) {
    let values = zip(part.columns, part.rows.first ?? []).map { name, value in
      let text =
        switch value {
        case .blank: "NULL"
        case .text(let text): Dialect.literal(text)
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        }
      return "\(Dialect.quoted(name)) = \(text)"
    }
    try database.execute(
      "UPDATE \(statements.place(part.table)) SET \(values.joined(separator: ", ")) WHERE run_id = \(Dialect.literal(identity))"
    )
  }

  /// What a run is, one row.
  private func run(_ record: RunRecord, _ identity: String) -> Part {
    let manifest = record.manifest
    func text(_ text: String?) -> DatabaseValue { text.map(DatabaseValue.text) ?? .blank }
    func whole(_ number: Int?) -> DatabaseValue { number.map(DatabaseValue.integer) ?? .blank }
    let settings = manifest.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var values: [String: DatabaseValue] = [
      "run_id": .text(identity), "command": .text(record.command), "version": .text(record.version),
      "scenario": .text(manifest.subject), "title": text(manifest.title),
      "region": text(manifest.region), "language": text(manifest.language?.rawValue),
      "as_of": text(manifest.asOf?.description), "year": whole(manifest.year),
      "variant": text(manifest.variant),
      "settings": settings.isEmpty ? .blank : .text(settings.joined(separator: ", ")),
      "seed": text(manifest.seed.map { "\($0)" }), "paths": whole(manifest.paths),
      "manifest": .text(String(decoding: record.manifestOfRun.bytes, as: UTF8.self)),
    ]
    if let day = manifest.asOf { values["known_on"] = .text(day.description) }
    let columns = values.keys.sorted()
    return Part(
      table: StoreSchema.runs.name, columns: columns, rows: [columns.map { values[$0] ?? .blank }])
  }

  private func value(_ cell: Cell, _ kind: StoreTable.Kind) -> DatabaseValue {
    switch cell {
    case .blank: return .blank
    case .text(let text): return kind == .number ? .blank : .text(text)
    case .fact(let fact): return .text(fact.code)
    case .integer(let number): return kind == .text ? .text("\(number)") : .integer(number)
    case .number(let number): return kind == .text ? .text("\(number)") : .number(number)
    case .printed(let number, let decimals):
      guard kind == .text else { return .number(number) }
      return .text(
        decimals > 15 ? "\(number)" : NumberStyle.plain.fixed(number, decimals: decimals))
    }
  }
}

extension RunManifest {
  /// What a run is about: a scenario, several, or a panel.
  var subject: String {
    scenario ?? scenarios.map { $0.joined(separator: ", ") } ?? inputs?.first?.path ?? ""
  }
}
