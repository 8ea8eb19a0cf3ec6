import TestSupport
import Testing

@Suite struct FaultTests {
  private func write(_ files: [String: [UInt8]?], to folder: String) throws {
    var all: [String: [UInt8]?] = [
      "scenario.json": Array(FaultyInput.scenario.utf8), "data.csv": Array(FaultyInput.data.utf8),
      "plan.csv": Array(FaultyInput.plan.utf8),
    ]
    for (name, bytes) in files { all.updateValue(bytes, forKey: name) }
    for (name, bytes) in all {
      if let bytes { try Program.write(bytes, to: folder + "/" + name) }
    }
  }

  @Test("The scenario that is broken below runs when it is whole")
  func whole() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try write([:], to: folder)
    let outcome = try program.run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(Program.names(in: folder + "/out").contains("run.json"))
  }

  @Test(
    "A faulty input ends with 3, names every fault with file and line, and writes nothing",
    arguments: FaultyInput.all)
  func faulty(input: FaultyInput) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try write(input.files, to: folder)
    let outcome = try program.run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(outcome.status == 3, "\(outcome.errors)")
    for (code, file, line) in input.expected {
      let place = line > 0 ? "\(file):\(line):" : "\(file): "
      let found = outcome.errors.split(separator: "\n").contains {
        $0.hasPrefix(place) && $0.hasSuffix("[\(code)]")
      }
      #expect(found, "no [\(code)] at \(place) in:\n\(outcome.errors)")
    }
    #expect(outcome.output.isEmpty)
    #expect(!Program.names(in: folder).contains { $0.contains("out") })
  }

  @Test("There are at least forty faulty inputs")
  func count() {
    #expect(FaultyInput.all.count >= 40)
  }

  @Test("validate lists the same faults")
  func validate() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let input = try #require(FaultyInput.all.last)
    try write(input.files, to: folder)
    let outcome = try program.run(["validate", "scenario.json"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("4 faults"))
  }

  @Test("A day of the command line finds the faults that the scenario's own day finds")
  func sameDay() throws {
    let (program, folder) = try FaultyInput.prepare()
    let own = "\"as_of\": \"2025-06-30\",\n  "
    try Program.write(
      FaultyInput.change(FaultyInput.scenario, own, ""), to: folder + "/dayless.json")
    let dated = ["run", "dayless.json", "-q", "--output", "r", "--as-of"]
    // Before anything was published nothing is known of any indicator with figures.
    let early = try program.run(dated + ["1990-01-01"], in: folder)
    #expect(early.status == 3 && early.errors.contains("[series-empty]"), "\(early.errors)")
    let undated = FaultyInput.data.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).enumerated()
        .map { $0 == 8 && $1.contains("-") ? "" : String($1) }.joined(separator: ",") + "\n"
    }.joined()
    try Program.write(Array(undated.utf8), to: folder + "/data.csv")
    for arguments in [["run", "scenario.json", "-q", "--output", "r"], dated + ["2025-06-30"]] {
      let outcome = try program.run(arguments, in: folder)
      #expect(outcome.status == 3, "\(outcome.errors)")
      for series in ["g.growth (X)", "share (X)"] {
        #expect(outcome.errors.contains(series), "\(outcome.errors)")
      }
      #expect(!outcome.errors.contains("adds nothing"), "\(outcome.errors)")
    }
    #expect(!Program.names(in: folder).contains("r"))
  }
}
