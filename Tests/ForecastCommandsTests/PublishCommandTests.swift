internal import Databases
internal import Files
internal import Foundation
import TestSupport
import Testing

/// Runs in databases.
@Suite struct PublishCommandTests {
  private let small: SmallScenario
  private let server: LocalPostgreSQL
  private let schema: String

  init() throws {
    small = try SmallScenario(
      [#"{"id": "x", "name": "X", "series": "x", "kind": "level"}"#],
      plan: ["1,x,at_least,11,,2028", "2,x,at_most,,9,2028", "3,x,at_most,,12,2028"],
      series: [("x", ["10", "10.5", "9.75", "10.25", "11", "10.4", "10.9"])])
    server = try LocalPostgreSQL.shared()
    schema = "p" + String(small.folder.suffix(36).filter { $0 != "-" }).lowercased()
  }

  private func program(_ arguments: [String]) throws -> Program.Outcome {
    var program = try #require(Program())
    program.environment = server.environment()
    return try program.run(arguments, in: small.folder)
  }

  private var target: String { server.address("?schema=\(schema)") }

  private func publish(_ run: String = "r", to target: String) throws -> Program.Outcome {
    try program(["publish", run, "--to", target])
  }

  /// What a query gives, from either database.
  private func ask(_ query: String, of target: String) throws -> [String] {
    if target.hasPrefix("postgresql") {
      return try server.sql("SET search_path = \(schema); " + query)
    }
    let address = try #require(try TableAddress(small.folder + "/" + target))
    return try Databases.open(address, for: .reading).rows(query, []).map { row in
      row.map { $0 ?? "" }.joined(separator: "|")
    }
  }

  @Test("A run stands in a database as its files say; the same run again changes nothing")
  func loaded() throws {
    #expect(try small.run().status == 0)
    for target in ["w.sqlite", target] {
      let first = try publish(to: target)
      #expect(first.status == 0 && first.output.contains("loaded into"), "\(first.errors)")
      for name in Program.names(in: small.folder + "/r") where name.hasSuffix(".csv") {
        let table = String(name.dropLast(4))
        let rows = try small.table(name).count
        #expect(try ask("SELECT count(*) FROM \(table)", of: target) == ["\(rows)"], "\(table)")
      }
      let chances = try small.table("attainment.csv").compactMap { Double($0["probability"] ?? "") }
      let found = try ask("SELECT probability FROM attainment ORDER BY \"row\"", of: target)
      #expect(found.compactMap(Double.init) == chances)
      #expect(
        try ask(
          "SELECT count(*) FROM runs WHERE scenario = 'small' AND as_of = '2025-06-30'", of: target)
          == ["1"])
      let before = try ask("SELECT number, loaded_at FROM runs", of: target)
      let bytes = target == "w.sqlite" ? try Program.read(small.folder + "/w.sqlite") : []
      // A page that is made of the folder later does not make another run of it.
      #expect(try program(["report", "r", "--format", "html", "-q"]).status == 0)
      let second = try publish(to: target)
      #expect(second.status == 0 && second.output.contains("nothing was changed"))
      #expect(try ask("SELECT number, loaded_at FROM runs", of: target) == before)
      if target == "w.sqlite" { #expect(try Program.read(small.folder + "/w.sqlite") == bytes) }
    }
  }

  @Test("Tables have types, keys and comments")
  func schemaOfTables() throws {
    #expect(try small.run().status == 0)
    #expect(try publish(to: target).status == 0)
    #expect(
      try ask(
        """
        SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = '\(schema)'
        AND table_name = 'attainment' AND column_name IN ('probability', 'ref', 'row') ORDER BY 1
        """, of: target) == ["probability|double precision", "ref|text", "row|bigint"])
    #expect(
      try ask("SELECT count(*) > 300 FROM dictionary WHERE meaning <> ''", of: target) == ["t"])
    let bare = """
      SELECT count(*) FROM information_schema.columns AS c JOIN information_schema.tables AS t
      USING (table_schema, table_name) WHERE table_schema = '\(schema)' AND table_type = 'BASE TABLE'
      AND col_description((quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass,
        ordinal_position) IS NULL
      """
    #expect(try ask(bare, of: target) == ["0"])
    #expect(throws: (any Error).self, "a row of no run") {
      try ask("INSERT INTO attainment (run_id, \"row\") VALUES ('x', 1)", of: target)
    }
    _ = try ask("DELETE FROM runs", of: target)
    #expect(try ask("SELECT count(*) FROM attainment", of: target) == ["0"])
  }

  @Test(
    "The newest run of a scenario is by its day, not by its loading, and stands beside the one before"
  )
  func views() throws {
    for (output, day) in [("old", "2025-05-31"), ("new", "2025-06-30"), ("oldest", "2025-04-30")] {
      #expect(try small.run("run", ["--as-of", day], output: output).status == 0)
    }
    #expect(try small.run("run", ["--set", "growth.x=1"], output: "supposed").status == 0)
    for target in ["w.sqlite", target] {
      for run in ["new", "old", "oldest", "supposed"] {
        let outcome = try publish(run, to: target)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      #expect(try ask("SELECT count(*) FROM runs", of: target) == ["4"])
      #expect(try ask("SELECT known_on FROM latest_runs", of: target) == ["2025-06-30"])
      #expect(try ask("SELECT count(*) FROM latest_attainment", of: target) == ["3"])
      let changes = try ask(
        "SELECT ref, known_on_before, probability, probability_before FROM attainment_changes ORDER BY ref, target",
        of: target
      ).map { $0.split(separator: "|").map(String.init) }
      #expect(changes.count == 3)
      #expect(changes.allSatisfy { $0[1] == "2025-05-31" })
      for (column, run) in [(2, "new"), (3, "old")] {
        let chances = try small.table("attainment.csv", output: run).compactMap {
          Double($0["probability"] ?? "")
        }
        #expect(changes.compactMap { Double($0[column]) } == chances, "\(run) in \(target)")
      }
    }
  }

  @Test("Two loads of one run at once are one run")
  func together() async throws {
    #expect(try small.run().status == 0)
    for target in ["w.sqlite", target] {
      let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
        for _ in 0..<4 { group.addTask { try publish(to: target) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.errors))")
      #expect(outcomes.count { $0.output.contains("loaded into") } == 1)
      #expect(try ask("SELECT count(*) FROM runs", of: target) == ["1"])
      #expect(try ask("SELECT count(*) FROM attainment", of: target) == ["3"])
    }
  }

  @Test("A folder that is not as it was written is not loaded, and no database is made for it")
  func refused() throws {
    #expect(try small.run().status == 0)
    let place = small.folder + "/r/attainment.csv"
    try Program.write(try Program.read(place) + [10], to: place)
    let changed = try publish(to: "w.sqlite")
    #expect(changed.status == 3 && changed.errors.contains("attainment.csv"))
    #expect(try publish("nowhere", to: "w.sqlite").status == 3)
    #expect(try small.run().status == 0)
    #expect(!Program.names(in: small.folder).contains("w.sqlite"))
    for target in ["w.csv", "w.sqlite?table=t", "mysql://h/d", ""] {
      #expect(try publish(to: target).status == 3, "\(target)")
    }
    // An input that went on since is told, and the run is what it was.
    try Program.write(Array("changed\n".utf8), to: small.folder + "/p.csv")
    let moved = try publish(to: "w.sqlite")
    #expect(moved.status == 0 && moved.errors.contains("[run-input]"), "\(moved.errors)")
  }

  @Test("Tables of others are left alone, and columns that came later are added")
  func others() throws {
    #expect(try small.run().status == 0)
    func change(_ statements: String, of file: String) throws {
      let address = try #require(try TableAddress(small.folder + "/" + file))
      try Databases.open(address, for: .writing).execute(statements)
    }
    try change("CREATE TABLE attainment (mine text); CREATE TABLE sales (n)", of: "theirs.sqlite")
    let theirs = try publish(to: "theirs.sqlite")
    #expect(theirs.status == 3 && theirs.errors.contains("[database-table]"))
    #expect(
      try ask(
        "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'", of: "theirs.sqlite")
        == ["attainment,sales"])
    #expect(try publish(to: "w.sqlite").status == 0)
    try change(
      "DROP VIEW attainment_changes; DROP VIEW latest_attainment; ALTER TABLE attainment DROP COLUMN note; DELETE FROM runs",
      of: "w.sqlite")
    #expect(try publish(to: "w.sqlite").status == 0)
    #expect(try ask("SELECT count(note) >= 0 FROM latest_attainment", of: "w.sqlite") == ["1"])
  }

  @Test("Rows that were deleted or changed since are written again, and it is said")
  func repaired() throws {
    #expect(try small.run().status == 0)
    for target in ["w.sqlite", target] {
      #expect(try publish(to: target).status == 0)
      let query = "SELECT ref, probability FROM attainment ORDER BY \"row\""
      let before = try ask(query, of: target)
      for change in [
        "DELETE FROM attainment WHERE \"row\" = 2", "UPDATE attainment SET probability = 0.5",
        "UPDATE runs SET title = 'other'", "DELETE FROM run_inputs",
      ] {
        try self.change(change, of: target)
        let outcome = try publish(to: target)
        #expect(outcome.status == 0 && outcome.output.contains("written again"), "\(change)")
        #expect(try ask(query, of: target) == before)
        #expect(try publish(to: target).output.contains("nothing was changed"), "\(change)")
      }
    }
    // A client that keeps no foreign keys leaves rows behind.
    try change("PRAGMA foreign_keys = OFF; DELETE FROM runs", of: "w.sqlite")
    let outcome = try publish(to: "w.sqlite")
    #expect(outcome.output.contains("loaded into"), "\(outcome.errors)")
    #expect(try ask("SELECT count(*) FROM attainment", of: "w.sqlite") == ["3"])
  }

  private func change(_ statements: String, of target: String) throws {
    guard target.hasSuffix("sqlite") else {
      _ = try server.sql("SET search_path = \(schema); " + statements)
      return
    }
    let address = try #require(try TableAddress(small.folder + "/" + target))
    try Databases.open(address, for: .writing).execute(statements)
  }

  @Test("Dictionary and comments are in the language that is asked for, views are known in either")
  func language() throws {
    #expect(try small.run().status == 0)
    let query =
      "SELECT meaning FROM dictionary WHERE table_name = 'attainment' AND column_name = ''"
    for target in ["w.sqlite", target] {
      let first = try program(["publish", "r", "--to", target, "--language", "vi"])
      #expect(first.status == 0, "\(first.errors)")
      #expect(try ask(query, of: target) == ["Mọi dòng của mọi kế hoạch: khả năng đạt."])
      let other = try publish(to: target)
      #expect(other.status == 0 && other.output.contains("nothing was changed"), "\(other.errors)")
      #expect(try ask(query, of: target) == ["Mọi dòng của mọi kế hoạch: khả năng đạt."])
    }
    let comments =
      "SELECT obj_description('\(schema).latest_attainment'::regclass), obj_description('\(schema).attainment'::regclass)"
    #expect(
      try ask(comments, of: target) == [
        "Các dòng của attainment theo những lần chạy mới nhất.|Mọi dòng của mọi kế hoạch: khả năng đạt."
      ])
    let all = "SELECT meaning FROM dictionary"
    let vietnamese = Set(try ask(all, of: "w.sqlite"))
    let english = "Every row of every plan: the chance that it is met."
    for target in ["w.sqlite", target] {
      let reworded = try program(["publish", "r", "--to", target, "--language", "en"])
      #expect(reworded.status == 0 && reworded.output.contains("English"), "\(reworded.errors)")
      #expect(try ask(query, of: target) == [english])
    }
    #expect(vietnamese.intersection(try ask(all, of: "w.sqlite")) == [], "not translated")
    #expect(
      try ask(comments, of: target) == ["The rows of attainment of the newest runs.|\(english)"])
  }

  @Test("A view that took the place of ours is told, one that was dropped is made again")
  func viewsSince() throws {
    #expect(try small.run().status == 0)
    for target in ["w.sqlite", target] {
      #expect(try publish(to: target).status == 0)
      try change("DROP VIEW latest_attainment", of: target)
      #expect(try publish(to: target).status == 0)
      #expect(try ask("SELECT count(*) FROM latest_attainment", of: target) == ["3"])
      try change(
        "DROP VIEW latest_attainment; CREATE VIEW latest_attainment AS SELECT 1 AS mine", of: target
      )
      let outcome = try publish(to: target)
      #expect(outcome.status == 3 && outcome.errors.contains("latest_attainment"))
      #expect(try ask("SELECT mine FROM latest_attainment", of: target) == ["1"])
    }
  }

  @Test(
    "Names of others are told in words of ours, whatever their capitals and whatever bears them")
  func otherNames() throws {
    #expect(try small.run().status == 0)
    for (number, made) in [
      "CREATE TABLE Runs (a)", "CREATE TABLE t (a); CREATE INDEX attainment ON t (a)",
      "CREATE VIEW Latest_Runs AS SELECT 1 AS a",
    ].enumerated() {
      try change(made, of: "n\(number).sqlite")
      let outcome = try publish(to: "n\(number).sqlite")
      #expect(outcome.status == 3 && outcome.errors.contains("[database-table]"), "\(made)")
      #expect(outcome.errors.contains("publish did not make"), "\(outcome.errors)")
    }
  }

  @Test("A view of others that bears a name of ours is left alone, and nothing is loaded")
  func otherViews() throws {
    #expect(try small.run().status == 0)
    let mine = "CREATE VIEW latest_runs AS SELECT n FROM sales"
    func change(_ statements: String, of file: String) throws {
      let address = try #require(try TableAddress(small.folder + "/" + file))
      try Databases.open(address, for: .writing).execute(statements)
    }
    func refused(_ target: String) throws {
      let outcome = try publish(to: target)
      #expect(outcome.status == 3 && outcome.errors.contains("[database-table]"), "\(target)")
      #expect(outcome.errors.contains("latest_runs"), "\(outcome.errors)")
      #expect(try ask("SELECT n FROM latest_runs", of: target) == ["7"])
    }
    try change("CREATE TABLE sales (n); INSERT INTO sales VALUES (7); \(mine)", of: "v.sqlite")
    try refused("v.sqlite")
    #expect(
      try ask("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'", of: "v.sqlite")
        == ["sales"])
    _ = try server.sql(
      "CREATE SCHEMA \(schema); SET search_path = \(schema); CREATE TABLE sales (n int); "
        + "INSERT INTO sales VALUES (7); \(mine)")
    try refused(target)
    // One that took the place of ours stays when a later version adds a column; ours are made anew.
    #expect(try publish(to: "w.sqlite").status == 0)
    try change(
      "DROP VIEW latest_attainment; DROP VIEW attainment_changes; CREATE TABLE sales (n);"
        + "INSERT INTO sales VALUES (7); ALTER TABLE attainment DROP COLUMN note;"
        + "DELETE FROM runs; DROP VIEW latest_runs; \(mine)", of: "w.sqlite")
    try refused("w.sqlite")
    #expect(try ask("SELECT count(*) FROM runs", of: "w.sqlite") == ["0"])
  }
}
