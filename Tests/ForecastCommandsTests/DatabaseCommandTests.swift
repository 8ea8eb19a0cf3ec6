internal import Databases
internal import Files
internal import Foundation
import TestSupport
import Testing

/// Tables of databases where files may stand.
@Suite struct DatabaseCommandTests {
  /// A small scenario whose observations and plan stand in databases as well.
  private struct Stored {
    let small: SmallScenario
    let server: LocalPostgreSQL
    let schema: String

    init() throws {
      small = try SmallScenario(
        [#"{"id": "x", "name": "X", "series": "x", "kind": "level"}"#],
        plan: ["1,x,at_least,11,,2028", "2,x,at_most,,9,2028"],
        series: [("x", ["10", "10.5", "9.75", "10.25", "11", "10.40", "10.9"])])
      server = try LocalPostgreSQL.shared()
      schema = "s" + String(small.folder.suffix(36).filter { $0 != "-" }).lowercased()
      try server.sql("CREATE SCHEMA \(schema)")
      let database = try Databases.open(
        try #require(try TableAddress(small.folder + "/x.sqlite")), for: .writing)
      for (table, file) in [("o", "o.csv"), ("p", "p.csv")] {
        let rows = try CSVRows.read(small.folder + "/" + file)
        let text = String(decoding: try Program.read(small.folder + "/" + file), as: UTF8.self)
        let names = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
        let columns = names.map { "\"\($0)\" text" }.joined(separator: ", ")
        try database.execute("CREATE TABLE \(table) (\(columns))")
        let values = rows.map { row in
          "("
            + names.map { row[$0].flatMap { $0.isEmpty ? nil : "'\($0)'" } ?? "NULL" }
            .joined(separator: ", ") + ")"
        }.joined(separator: ", ")
        try database.execute("INSERT INTO \(table) VALUES \(values)")
        try server.sql(
          "CREATE TABLE \(schema).\(table) (\(columns)); INSERT INTO \(schema).\(table) VALUES \(values)"
        )
      }
    }

    /// Writes the scenario with other sources.
    func scenario(_ data: String, _ plan: String, name: String) throws {
      let text = String(decoding: try Program.read(small.folder + "/s.json"), as: UTF8.self)
        .replacing("o.csv", with: data).replacing("p.csv", with: plan)
      try Program.write(Array(text.utf8), to: small.folder + "/" + name)
    }

    func program(_ arguments: [String], password: String? = "right password") throws
      -> Program.Outcome
    {
      var program = try #require(Program())
      program.environment = server.environment(password: password)
      return try program.run(arguments, in: small.folder)
    }

    var address: String { server.address() }
  }

  @Test("Databases give the run that files give; it verifies and repeats when they are gone")
  func sameRun() throws {
    let stored = try Stored()
    let folder = stored.small.folder
    #expect(try stored.small.run().status == 0)
    try stored.scenario("x.sqlite?query=select * from o", "x.sqlite?table=p", name: "lite.json")
    let query = "?query=select * from \(stored.schema).o"
    try stored.scenario(
      stored.address + query, stored.address + "?table=\(stored.schema).p", name: "server.json")
    for name in ["lite", "server"] {
      let outcome = try stored.program(["run", name + ".json", "--output", name])
      #expect(outcome.status == 0, "\(outcome.errors)")
      for table in ["attainment.csv", "projections.csv", "history.csv"] {
        #expect(
          try stored.small.text(table, output: name) == stored.small.text(table), "\(name) \(table)"
        )
      }
      #expect(Program.names(in: folder + "/\(name)/inputs") == ["1.csv", "2.csv"])
      let manifest = try stored.small.text("run.json", output: name)
      #expect(!manifest.contains("right password") && !manifest.contains("PGUSER"))
    }
    // A second run takes the place of the first, with what it keeps.
    #expect(try stored.program(["run", "lite.json", "--output", "lite", "-q"]).status == 0)
    try Program.remove(folder + "/x.sqlite")
    try stored.server.sql("DROP SCHEMA \(stored.schema) CASCADE")
    for name in ["lite", "server"] {
      #expect(try stored.program(["verify", name], password: nil).status == 0, "\(name)")
      let again = try stored.program(["run", "--again", name], password: nil)
      #expect(again.status == 0, "\(again.output) \(again.errors)")
    }
    let compared = try stored.program(
      ["compare", "lite", "server", "--output", "c"], password: nil)
    #expect(compared.status == 0, "\(compared.errors)")
    let place = folder + "/lite/inputs/1.csv"
    try Program.write(try Program.read(place) + [10], to: place)
    let changed = try stored.program(["verify", "lite"])
    #expect(changed.status == 3 && changed.errors.contains("inputs/1.csv"))
    #expect(try stored.program(["run", "--again", "lite"]).status == 3)
  }

  @Test("A password that is wrong is one sentence without it")
  func wrongPassword() throws {
    let stored = try Stored()
    let source = stored.address + "?table=\(stored.schema).o"
    for language in ["en", "vi"] {
      let outcome = try stored.program(
        ["validate", source, "--language", language], password: "wr0ng s3cret")
      #expect(outcome.status == 3)
      #expect(!(outcome.output + outcome.errors).contains("wr0ng"))
      #expect(outcome.errors.contains("[database-login]"))
      #expect(outcome.errors.split(separator: "\n").count == 3, "\(outcome.errors)")
    }
  }

  @Test("A password file and a service file let in as well, and nothing of them is kept")
  func files() throws {
    let stored = try Stored()
    let (folder, port) = (stored.small.folder, stored.server.port)
    let pass = "127.0.0.1:\(port):*:forecast:right password\n"
    let service = """
      [ops]
      host=127.0.0.1
      port=\(port)
      dbname=forecast
      user=forecast
      password=right password
      """
    for (name, text) in [("pass", pass), ("service", service)] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
    }
    let query = "query=select * from \(stored.schema).o"
    for (number, address, variables) in [
      (1, stored.address + "?" + query, ["PGUSER": "forecast", "PGPASSFILE": folder + "/pass"]),
      (2, "postgresql:///?service=ops&" + query, ["PGSERVICEFILE": folder + "/service"]),
    ] {
      try stored.scenario(address, "p.csv", name: "s\(number).json")
      var program = try #require(Program())
      program.environment = variables
      let outcome = try program.run(
        ["run", "s\(number).json", "--output", "r\(number)"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for name in Program.names(in: "\(folder)/r\(number)") where name != "inputs" {
        let text = try stored.small.text(name, output: "r\(number)")
        #expect(!text.contains("right password"), "\(name)")
      }
    }
  }

  @Test("A password in an address is told nowhere, whatever takes the address")
  func passwordInAddress() throws {
    let stored = try Stored()
    let bad = "postgresql://forecast:s3cret@127.0.0.1:\(stored.server.port)/forecast"
    try stored.scenario(bad + "?table=o", bad + "?table=p", name: "bad.json")
    #expect(try stored.small.run().status == 0)
    for arguments in [
      ["validate", bad + "?table=o"], ["validate", "bad.json"],
      ["run", "bad.json", "--output", "b"], ["publish", "r", "--to", bad],
      ["predict", bad + "?table=o", "--frequency", "A", "--horizon", "1", "--output", "b"],
      ["init", bad + "?table=o"], ["tasks", bad + "?table=o", "--output", "b"],
      ["validate", "dbname=forecast user=forecast password=s3cret"],
    ] {
      let outcome = try stored.program(arguments)
      #expect(outcome.status == 3, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains("[database-password]"), "\(arguments): \(outcome.errors)")
      #expect(!(outcome.output + outcome.errors).contains("s3cret"), "\(arguments)")
    }
    #expect(Program.names(in: stored.small.folder).filter { $0 == "b" }.isEmpty)
  }

  @Test("Values of PostgreSQL are read as their types say, blanks as blanks")
  func types() throws {
    let stored = try Stored()
    try stored.server.sql(
      """
      CREATE TABLE \(stored.schema).panel (id text, day date, at timestamp, y numeric(9, 3), f float8, g boolean);
      INSERT INTO \(stored.schema).panel SELECT 'Ô "1",2', d, d, 1.250 + i, 0.1::float8 * i, i > 3
        FROM generate_series(1, 8) AS i, LATERAL (SELECT make_date(2015 + i, 1, 1) AS d) AS x;
      UPDATE \(stored.schema).panel SET y = NULL WHERE day = '2018-01-01'
      """)
    let source =
      stored.address
      + "?query=select id as unique_id, at as ds, y, f, g from \(stored.schema).panel order by day"
    let arguments = ["--frequency", "A", "--horizon", "2", "--output", "out", "-q"]
    let outcome = try stored.program(["predict", source] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let kept = try stored.small.text("inputs/1.csv", output: "out").split(separator: "\n")
    #expect(kept[0] == "unique_id,ds,y,f,g")
    #expect(kept[1] == #""Ô ""1"",2",2016-01-01,2.250,0.1,0"#)
    #expect(kept[3] == #""Ô ""1"",2",2018-01-01,,0.30000000000000004,0"#)
    #expect(kept[4] == #""Ô ""1"",2",2019-01-01,5.250,0.4,1"#)
    let predictions = try stored.small.table("predictions.csv", output: "out")
    #expect(predictions.map { $0["ds"] } == ["2024-01-01", "2025-01-01"])
    #expect(try stored.program(["verify", "out"], password: nil).status == 0)
  }

  @Test("Faults in what a query gives name its row and its column")
  func places() throws {
    let stored = try Stored()
    try stored.server.sql(
      "UPDATE \(stored.schema).o SET value = '1,5' WHERE period = '2020'")
    let source = stored.address + "?query=select * from \(stored.schema).o order by period"
    let outcome = try stored.program(["validate", source])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains(": row 3 of the query, column value: "), "\(outcome.errors)")
    let spoken = try stored.program(["validate", source, "--language", "vi"])
    #expect(spoken.errors.contains(": dòng 3 của truy vấn, cột value: "), "\(spoken.errors)")
  }

  @Test("Queries only read, end in time, and give no moments whose day is open")
  func refused() throws {
    let stored = try Stored()
    for (query, code) in [
      ("delete from \(stored.schema).o returning *", "database-writes"),
      ("select 1; delete from \(stored.schema).o", "database-query"),
      ("select pg_sleep(5)&timeout=1", "database-timeout"),
      ("select now() as ds", "database-type"), ("select 'x'::bytea as y", "database-type"),
      ("set statement_timeout = 0", "database-query"), ("selec 1", "database-query"),
    ] {
      let outcome = try stored.program(["validate", stored.address + "?query=" + query])
      #expect(outcome.status == 3, "\(query)")
      #expect(outcome.errors.contains("[\(code)]"), "\(query): \(outcome.errors)")
    }
    #expect(try stored.server.sql("SELECT count(*) FROM \(stored.schema).o") == ["7"])
    let nowhere = try stored.program(["validate", "postgresql://127.0.0.1:1/x?table=t"])
    #expect(nowhere.status == 3 && nowhere.errors.contains("[database-connection]"))
  }
}
