import Foundation
import TestSupport
import Testing

/// Numbers, names and structures far beyond what anybody means: refused with what is allowed, never a trap, never an
/// hour.
@Suite struct HostileRangeTests {
  @Test(
    "Years beyond the calendar are refused before any work",
    arguments: ["monthly", "track", "scorecard"])
  func years(command: String) throws {
    let (program, folder) = try FaultyInput.prepare()
    for year in ["9223372036854775807", "-9223372036854775808", "3000", "1899", "0"] {
      let outcome = try program.run([command, "scenario.json", "--year", year], in: folder)
      #expect(outcome.status == 2 && outcome.errors.contains("1900"), "\(year): \(outcome.errors)")
    }
  }

  /// Indicators, each derived from the one before it, the first from `a`.
  private func chain(_ count: Int, _ derived: (_ before: String) -> String) -> [String] {
    (0..<count).map { place in
      let before = place == 0 ? "a" : "d\(place - 1)"
      return "{\"id\": \"d\(place)\", \"unit\": \"u\", \"derived\": \(derived(before))}"
    }
  }

  private func small(_ derived: [String], target: String) throws -> SmallScenario {
    try SmallScenario(
      ["{\"id\": \"a\", \"unit\": \"u\", \"kind\": \"level\", \"series\": {\"level\": \"s\"}}"]
        + derived, plan: ["1,\(target),at_least,1,,2029"],
      series: [("s", ["10", "11", "12", "13", "14", "15", "17"])])
  }

  @Test("Derivations may stand sixteen deep; deeper ones and large circles are faults at once")
  func depth() throws {
    func square(_ before: String) -> String {
      "{\"product\": {\"first\": \"\(before)\", \"second\": \"\(before)\", \"factor\": 0.01}}"
    }
    let deep = try small(chain(16, square), target: "d15").run()
    #expect(deep.status == 0 || deep.errors.contains("range of numbers"), "\(deep.errors)")
    for count in [17, 5000] {
      let outcome = try small(chain(count, square), target: "d\(count - 1)").run()
      #expect(
        outcome.status == 3 && outcome.errors.contains("derived-depth")
          && outcome.errors.contains("1 fault;"), "\(outcome.errors.prefix(300))")
    }
    var circle = chain(3000, square)
    circle[0] = circle[0].replacing("\"a\"", with: "\"d2999\"")
    let outcome = try small(circle, target: "d2999").run()
    #expect(
      outcome.status == 3 && outcome.errors.contains("derived-cycle")
        && outcome.errors.contains("…"), "\(outcome.errors.prefix(300))")
  }

  @Test("Growth has values; growth of growth, however deep, is refused and ends")
  func growths() throws {
    func growth(_ before: String) -> String { "{\"growth\": {\"of\": \"\(before)\"}}" }
    for count in [1, 2, 4, 12] {
      let outcome = try small(chain(count, growth), target: "d\(count - 1)").run()
      let isRefused = count > 1
      #expect(outcome.status == (isRefused ? 3 : 0), "\(count): \(outcome.errors)")
      #expect(outcome.errors.contains("[value-conflict]") == isRefused, "\(count)")
    }
  }

  @Test("A precision that asks for more paths than there are is refused with their number")
  func precision() throws {
    let (program, folder) = try FaultyInput.prepare()
    let outcome = try program.run(
      ["run", "scenario.json", "--precision", "0.000001", "--paths", "1000", "--output", "out"],
      in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains("1,000,000,000"), "\(outcome.errors)")
  }

  @Test("A hundred thousand names of files that are not there are told in seconds")
  func files() throws {
    let (program, folder) = try FaultyInput.prepare()
    let names = (0..<100_000).map { "\"f\($0)\"" }.joined(separator: ", ")
    let text = FaultyInput.scenario.replacing("\"data.csv\"", with: names)
    try Program.write(Array(text.utf8), to: folder + "/scenario.json")
    let start = ContinuousClock.now
    let outcome = try program.run(["validate", "scenario.json"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("file-missing"))
    #expect(start.duration(to: .now) < .seconds(30))
  }

  @Test("A lock's name is refused for draws, and the next run still has its lock")
  func draws() throws {
    let (program, folder) = try FaultyInput.prepare()
    let run = ["run", "scenario.json", "--output", "out", "-q"]
    for name in [".out.lock", ".other.lock"] {
      let outcome = try program.run(run + ["--draws", name], in: folder)
      #expect(outcome.status == 1 && outcome.errors.contains("lock"), "\(outcome.errors)")
    }
    #expect(try program.run(run, in: folder).status == 0)
    #expect(Program.names(in: folder) == ["data.csv", "out", "plan.csv", "scenario.json"])
  }

  @Test(
    "Little memory is said, not waited for",
    .disabled(if: ProcessInfo.processInfo.environment["FORECAST_SANITIZER"] != nil))
  func memory() throws {
    let (program, folder) = try FaultyInput.prepare()
    var limited = program
    for megabytes in [270, 350] {
      limited.shell = "ulimit -v \(megabytes * 1000); exec timeout -k 1 20 \"$@\""
      let outcome = try limited.run(["run", "scenario.json", "--output", "out"], in: folder)
      #expect(
        outcome.status == 1 && outcome.errors.contains("memory"),
        "\(megabytes): \(outcome.status) \(outcome.errors)")
    }
  }

  @Test("Too few open files are said, and a small soft limit is raised")
  func openFiles() throws {
    let (program, folder) = try FaultyInput.prepare()
    var limited = program
    for (limit, isEnough) in [("-n 10", false), ("-Sn 10", true)] {
      limited.shell = "ulimit \(limit); exec \"$@\""
      let outcome = try limited.run(["run", "scenario.json", "--output", "out", "-q"], in: folder)
      #expect(
        isEnough ? outcome.status == 0 : outcome.errors.contains("10 files at once"),
        "\(limit): \(outcome.status) \(outcome.errors)")
    }
  }

  @Test("A workbook needs no TMPDIR that is there")
  func temporary() throws {
    let (program, folder) = try FaultyInput.prepare()
    var homeless = program
    homeless.environment = ["TMPDIR": "/nowhere", "HOME": "/nowhere"]
    let outcome = try homeless.run(
      ["run", "scenario.json", "--output", "out", "--format", "xlsx", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
