internal import Databases
internal import Files
import TestSupport
import Testing

/// The example of a monthly job.
@Suite struct MonthlyJobTests {
  private let small: SmallScenario

  init() throws {
    small = try SmallScenario(
      [#"{"id": "x", "name": "X", "series": "x", "kind": "level"}"#],
      plan: ["1,x,at_least,11,,2028"],
      series: [("x", ["10", "10.5", "9.75", "10.25", "11", "10.4"])])
  }

  /// What the job ends with, and the last line of its errors.
  private func job(
    _ before: String = "", scenario: String = "s.json", day: String = "2025-06-30"
  ) throws -> (status: Int32, last: String) {
    var program = try #require(Program())
    let script = "\(Golden.root)/Documentation/examples/monthly-job/forecast-monthly"
    program.shell =
      "\(before) FORECAST=\"$1\" RUNS=jobs sh '\(script)' \(scenario) w.sqlite \(day)"
    let outcome = try program.run([], in: small.folder)
    return (outcome.status, outcome.errors.split(separator: "\n").last.map(String.init) ?? "")
  }

  private func runs() throws -> [[String?]] {
    let address = try #require(try TableAddress(small.folder + "/w.sqlite"))
    return try Databases.open(address, for: .reading).rows("SELECT count(*) FROM runs", [])
  }

  @Test("It runs, reports and loads; once more it changes nothing; each failure has its code")
  func codes() throws {
    #expect(try job().status == 0)
    #expect(try job().status == 0)
    #expect(try runs() == [["1"]])
    #expect(Program.names(in: small.folder + "/jobs/latest").contains("report.html"))
    let busy = try job("exec 8>jobs/.monthly.lock; flock 8;")
    #expect(busy.status == 75 && busy.last.contains("another job"))
    try Program.write(Array("series_id\n".utf8), to: small.folder + "/o.csv")
    let faulty = try job()
    #expect(faulty.status == 3)
    #expect(faulty.last == "forecast-monthly: run failed with status 3")
    #expect(try runs() == [["1"]])
  }

  @Test("It takes a scenario elsewhere by its full path, and figures without days")
  func elsewhere() throws {
    let away = "mkdir -p away; cd away;"
    #expect(try job(away, scenario: "\"$OLDPWD/s.json\"").status == 0)
    #expect(try job(away, scenario: "\"$OLDPWD/s.json\"", day: "-").status == 0)
  }
}
