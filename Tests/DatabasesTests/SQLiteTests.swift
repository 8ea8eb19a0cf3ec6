import Databases
import Files
import TestSupport
import Testing

@Suite struct SQLiteTests {
  /// A file that statements have made.
  private func made(_ statements: String) throws -> String {
    let path = try Program.temporaryFolder() + "/x.sqlite"
    let address = try #require(try TableAddress(path))
    try Databases.open(address, for: .writing).execute(statements)
    return path
  }

  private func read(_ text: String) throws -> String {
    let source = try Databases.read(try #require(try TableAddress(text)))
    return String(decoding: source.bytes, as: UTF8.self)
  }

  /// What is wrong, and where.
  private func fault(_ text: String) throws -> (problem: Problem, place: Files.SourceLocation)? {
    do throws(Fault) {
      guard let address = try TableAddress(text) else { return nil }
      _ = try Databases.read(address)
      return nil
    } catch {
      return (error.problem, error.location)
    }
  }

  @Test("Numbers read back as they are, blanks are blank, texts keep commas, quotes and lines")
  func types() throws {
    let path = try made(
      """
      CREATE TABLE t (a, b, c);
      INSERT INTO t VALUES (1, 0.1, 'x'), (2.0, NULL, 'a,"b"'), (-9007199254740993, 1e300, 'hai
      dòng'), (1.5, '', NULL);
      """)
    #expect(
      try read(path + "?table=t")
        == "a,b,c\n1,0.1,x\n2,,\"a,\"\"b\"\"\"\n-9007199254740993,1e+300,\"hai\ndòng\"\n1.5,,\n")
    #expect(try read(path + "?query=select count(*) as n from t") == "n\n4\n")
    #expect(try read(path) == read(path + "?table=t"), "the only table needs no name")
  }

  @Test("A cell that is no text is a fault by row and column")
  func blobs() throws {
    let path = try made(
      "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, x'00ff'), (3, 'y')")
    let found = try #require(try fault(path + "?table=t"))
    #expect(found.problem == .database(.bytes(column: "b")))
    #expect(found.place.line == 2 && found.place.field == "b")
  }

  @Test("A row of a query keeps its number behind texts of several lines")
  func rowNumbers() throws {
    let path = try made(
      "CREATE TABLE t (a, b); INSERT INTO t VALUES ('x\n\ny', 1), ('z', 'word'), ('u', 2)")
    let source = try Databases.read(try #require(try TableAddress(path + "?table=t")))
    var faults = FaultCollector()
    var reader = CSVReader(source, columns: [("a", ""), ("b", "")], numbers: [], faults: &faults)
    var numbers: [Int] = []
    while let row = reader?.next(&faults) {
      numbers.append(row.line)
      _ = row.number(1, faults: &faults)
    }
    #expect(numbers == [1, 2, 3])
    #expect(faults.found.map(\.location.line) == [2])
    #expect(faults.found.first?.location.field == "b")
  }

  @Test(
    "Nothing is written and no other file is opened, whatever the query says",
    arguments: [
      "delete from t", "insert into t values (9)", "create table u (a)", "drop table t",
      "delete from t returning a", "pragma user_version = 3", "attach 'other.db' as o",
      "select 1; delete from t", "vacuum",
    ])
  func readOnly(query: String) throws {
    let path = try made("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    let before = try Program.read(path)
    let found = try #require(try fault(path + "?query=" + query))
    guard case .database = found.problem else {
      Issue.record("\(found)")
      return
    }
    #expect(try Program.read(path) == before)
    #expect(Program.names(in: path.replacing("/x.sqlite", with: "")) == ["x.sqlite"])
  }

  @Test("What is missing or no database is said so")
  func missing() throws {
    let folder = try Program.temporaryFolder()
    #expect(try fault(folder + "/none.sqlite?table=t")?.problem == .file(.missing))
    try Program.write(Array("series_id,geo\n".utf8), to: folder + "/text.db")
    #expect(try fault(folder + "/text.db?table=t")?.problem == .database(.noDatabase))
    let path = try made("CREATE TABLE t (a); CREATE VIEW u AS SELECT 1 AS b")
    #expect(try fault(path)?.problem == .database(.noSelection(tables: ["t", "u"])))
    #expect(try read(path + "?table=u") == "b\n1\n")
    let words: [(String, DatabaseProblem)] = [
      ("?table=nowhere", .unknownTable("nowhere")),
      ("?query=select c from t", .unknownColumn("c")),
      ("?query=selec a from t", .syntax(near: "selec")),
    ]
    for (query, problem) in words {
      #expect(try fault(path + query)?.problem == .database(problem))
    }
  }

  @Test("A database that another program holds, and a place where none can be, are said so")
  func closed() throws {
    let path = try made("CREATE TABLE t (a)")
    func problem(_ path: String) throws -> DatabaseProblem? {
      let address = try #require(try TableAddress(path))
      do throws(DatabaseError) {
        try Databases.open(address, for: .writing).execute("BEGIN IMMEDIATE")
        return nil
      } catch {
        return error.problem
      }
    }
    let holder = try Databases.open(try #require(try TableAddress(path)), for: .writing)
    try holder.execute("BEGIN EXCLUSIVE")
    #expect(try problem(path + "?timeout=1") == .locked(seconds: 1))
    try holder.execute("ROLLBACK")
    #expect(try problem(path) == nil)
    let folder = try Program.temporaryFolder()
    #expect(try problem(folder + "/none/x.sqlite") == .cannotOpen)
  }

  @Test("A query that never ends is ended")
  func endless() throws {
    let path = try made("CREATE TABLE t (a)")
    let query =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    #expect(
      try fault(path + "?query=\(query)&timeout=1")?.problem == .database(.timedOut(seconds: 1)))
  }
}
