import Files
import TestSupport
import Testing

@Suite struct TableAddressTests {
  private func keywords(_ text: String) throws -> [String: String] {
    guard case .postgresql(let found) = try #require(try TableAddress(text)).place else {
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.value) })
  }

  @Test("An address of a server is host, port, database and user; the user is not shown")
  func server() throws {
    let text = "postgresql://lan@db.example.org:5433/tinh?query=select 1&sslmode=require"
    #expect(
      try keywords(text) == [
        "user": "lan", "host": "db.example.org", "port": "5433", "dbname": "tinh",
        "sslmode": "require",
      ])
    let address = try #require(try TableAddress(text))
    #expect(
      address.shown == "postgresql://db.example.org:5433/tinh?query=select 1&sslmode=require")
    #expect(address.selection == .query("select 1"))
    #expect(try keywords("postgres://[::1]:5/x?table=t")["host"] == "::1")
    #expect(try keywords("postgresql:///x?table=t") == ["dbname": "x"])
    #expect(try keywords("postgresql://a,b:6/x?table=t")["port"] == ",6")
  }

  @Test("A query may hold & and ? and %, and escapes as in any URL")
  func queries() throws {
    for (written, read) in [
      ("select a & b from t where c like 'x%'", "select a & b from t where c like 'x%'"),
      ("select%201%2B1", "select 1+1"), ("select '?table=x'", "select '?table=x'"),
      ("select 100%", "select 100%"),
    ] {
      #expect(
        try TableAddress("a.sqlite?query=" + written)?.selection == .query(read), "\(written)")
    }
    let timed = try #require(try TableAddress("d/a.db?query=select 1&x=2&timeout=5"))
    #expect(timed.timeout == 5 && timed.selection == .query("select 1&x=2"))
    #expect(timed.place == .sqlite(path: "d/a.db"))
  }

  @Test("Paths of plain files are no addresses")
  func plain() throws {
    for path in ["o.csv", "a/b?.csv", "what?is=this.csv", "số liệu.csv", "", "a&b=c"] {
      #expect(try TableAddress(path) == nil, "\(path)")
      #expect(TableAddress.shown(path) == path && TableAddress.file(of: path) == path)
    }
    #expect(TableAddress.file(of: "d/a.sqlite?query=select a/b from t") == "d/a.sqlite")
    #expect(TableAddress.file(of: "postgresql://h/d?table=t") == nil)
  }

  @Test(
    "A password in an address is refused, and neither shown nor in the fault",
    arguments: [
      "postgresql://u:s3cr3t@h/d?query=select 1", "postgres://u:s3/cr3t@h/d",
      "postgresql://:s3cr3t@h/d",
      "postgresql://u:a?s3cr3t@h/d?table=t", "postgresql://h/d?query=select 1&password=s3cr3t",
      "postgresql://h/d?sslpassword=s3cr3t", "postgresql://u:x@s3cr3t@h/d?table=t",
      "host=h dbname=d password=s3cr3t", "jdbc:postgresql://u:s3cr3t@h/d?table=t",
      "postgresql+psycopg2://u:s3cr3t@h/d", "postgresql//u:s3cr3t@h/d?query=select 1",
      "u:s3cr3t@h/d",
      "postgresql:/u:s3cr3t@h/d?table=t", "postgresql://h/d?passfile=/s3cr3t&table=t",
    ])
  func passwords(text: String) {
    #expect(!TableAddress.shown(text).contains("cr3t"))
    do throws(Fault) {
      _ = try TableAddress(text)
      Issue.record("\(text) was taken")
    } catch {
      #expect(error.problem == .database(.passwordInAddress))
      #expect(!"\(error)".contains("cr3t"))
    }
  }

  @Test("Unknown keys, schemes and times are faults")
  func faults() {
    for (text, problem) in [
      ("postgresql://h/d?qery=x", DatabaseProblem.unknownKey("qery")),
      ("mysql://h/d?table=t", .unknownScheme("mysql")), ("sqlite:a.db", .unknownScheme("sqlite")),
      ("file:a.sqlite?table=t", .unknownScheme("file")),
      ("postgresql:h/d?table=t", .unknownScheme("postgresql")),
      ("a.sqlite?table=t&timeout=0", .badTimeout),
    ] {
      do throws(Fault) {
        _ = try TableAddress(text)
        Issue.record("\(text) was taken")
      } catch {
        #expect(error.problem == .database(problem))
      }
    }
    // A letter before a colon is a drive, and a colon may stand in a name.
    #expect(throws: Never.self) { try TableAddress("C:/a.db") }
    #expect(throws: Never.self) { try TableAddress("plans/2026: first.db") }
  }
}
