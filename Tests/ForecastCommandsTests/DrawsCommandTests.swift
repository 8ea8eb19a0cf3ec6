import TestSupport
import Testing

@Suite struct DrawsCommandTests {
  private let workshop = "Scenarios/haiduong-2030-workshop/scenario.json"

  /// Compares every scored target and every fitted group of one plan with what the rows say.
  private func check(run: String, draws: String) throws {
    let table = try Draws(draws)
    var met: [String: [Bool]] = [:]
    /// Rows that a mechanical rule fills.
    var placed: Set<String> = []
    /// Milestones, which are in groups of their own.
    var milestones: Set<String> = []
    for row in try CSVRows.read(run + "/attainment.csv") where row["probability"] != "" {
      let name = try "\(#require(row["plan"])):\(#require(row["ref"]))"
      let values = try #require(table.columns[name], "\(name)")
      let isMet = try self.isMet(row)
      met[name] = values.map(isMet)
      if row["basis"] == "illustrative" { placed.insert(name) }
      if row["model"] == "completion" { milestones.insert(name) }
      let share = Double(values.count(where: isMet)) / Double(values.count)
      #expect("\(share)" == row["probability"], "\(name)")
    }
    #expect(Set(met.keys) == Set(table.columns.keys))
    let kinds = ["all", "with_illustrative"]
    for row in try CSVRows.read(run + "/joint.csv")
    where kinds.contains(row["group_kind"] ?? "") && row["dependence"] == "fitted" {
      let isWhole = row["group_kind"] == "with_illustrative"
      let own = met.filter {
        $0.key.hasPrefix("\(row["plan"] ?? ""):") && (isWhole || !placed.contains($0.key))
          && !milestones.contains($0.key)
      }.values
      #expect("\(own.count)" == row["targets"])
      let all = (0..<table.paths).count { path in own.allSatisfy { $0[path] } }
      #expect("\(Double(all) / Double(table.paths))" == row["p_all"])
      let counts = (0..<table.paths).reduce(0) { sum, path in sum + own.count { $0[path] } }
      let expected = try #require(Double(row["expected_met"] ?? ""))
      #expect(abs(Double(counts) / Double(table.paths) - expected) < 1e-9)
    }
  }

  private func isMet(_ row: [String: String]) throws -> (Double) -> Bool {
    let text = try #require(row["target"])
    let numbers = try text.split(separator: "..").map { try #require(Double($0)) }
    switch row["direction"] {
    case "at_most": return { $0 <= numbers[0] }
    case "range": return { $0 >= numbers[0] && $0 <= numbers[1] }
    case "exactly": return { $0 == numbers[0] }
    default: return { $0 >= numbers[0] }
    }
  }

  @Test("Rows that meet a target give its probability exactly, for all 51 targets of the workshop")
  func workshopTargets() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run([
      "run", workshop, "--output", folder + "/run", "--draws", folder + "/draws.csv",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("The values of 112 targets on 20,000 paths stand in"))
    try check(run: folder + "/run", draws: folder + "/draws.csv")
    let header = try Draws.header(folder + "/draws.csv")
    #expect(header.count == 113 && header.first == "path" && header[1] == "kh726:I.2")
  }

  @Test(
    "So they do with paths added, points, levers, shocks and several plans",
    arguments: [
      ("haiduong-2030", ["--paths", "1000", "--seed", "7", "--precision", "0.01"]),
      ("haiduong-2030", ["--paths", "5000", "--sampling", "sobol"]),
      ("haiduong-2030-accelerated", ["--paths", "3001", "--as-of", "2025-03-31"]),
      ("haiduong-2030-stress", ["--paths", "3001"]), ("plans-cascade", ["--paths", "3001"]),
    ])
  func options(scenario: String, extra: [String]) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(
      [
        "run", "Scenarios/\(scenario)/scenario.json", "--output", folder + "/run", "--draws",
        folder + "/draws.csv", "-q",
      ] + extra)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try check(run: folder + "/run", draws: folder + "/draws.csv")
  }

  @Test(
    "So they do with a judgement that a part of the paths follows, and where fits are read back")
  func judgement() throws {
    let (program, folder) = try FaultyInput.prepare()
    let prior = """
      "series": "share", "prior": {"year": 2030, "low": 47, "likely": 48, "high": 52, "weight": 0.3,
        "author": "Department A"}
      """
    let scenario = FaultyInput.scenario.replacing("\"series\": \"share\"", with: prior)
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    for extra in [[], ["--fits", "run"]] {
      let outcome = try program.run(
        ["run", "scenario.json", "--output", "run", "--draws", "d.csv", "-q"] + extra, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      try check(run: folder + "/run", draws: folder + "/d.csv")
    }
  }

  @Test("Added paths are numbered from the next whole block on")
  func addedPaths() throws {
    let (program, folder) = try FaultyInput.prepare()
    let outcome = try program.run(
      ["run", "scenario.json", "--output", "run", "--draws", "d.csv", "--precision", "0.01", "-q"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try check(run: folder + "/run", draws: folder + "/d.csv")
    let numbers = try Draws(folder + "/d.csv").numbers
    #expect(numbers.count > 1000 && numbers[..<1000].elementsEqual(0..<1000))
    #expect(numbers[1000...].elementsEqual(1024..<(1024 + numbers.count - 1000)))
  }

  @Test("1 and 3 threads write the same draws, and draws change no file of the run")
  func sameBytes() throws {
    let (program, folder) = try FaultyInput.prepare()
    for threads in ["1", "3"] {
      let outcome = try program.run(
        [
          "run", "scenario.json", "--output", "run-" + threads, "--draws", threads + ".csv",
          "--threads", threads, "-q",
        ], in: folder)
      #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    }
    #expect(try Program.read(folder + "/1.csv") == Program.read(folder + "/3.csv"))
    let plain = try program.run(["run", "scenario.json", "--output", "plain", "-q"], in: folder)
    #expect(plain.status == 0)
    for name in Program.names(in: folder + "/plain") where name != "timings.json" {
      #expect(
        try Program.read(folder + "/plain/" + name) == Program.read(folder + "/run-1/" + name),
        "\(name)")
    }
  }

  @Test("Older draws are replaced, other names stay")
  func replaced() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write(Array("path,p:1\n0,2\n".utf8), to: folder + "/d.csv")
    try Program.write([2], to: folder + "/other.csv")
    let outcome = try program.run(
      ["run", "scenario.json", "--output", "run", "--draws", "d.csv", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try check(run: folder + "/run", draws: folder + "/d.csv")
    #expect(
      Program.names(in: folder) == [
        "d.csv", "data.csv", "other.csv", "plan.csv", "run", "scenario.json",
      ])
  }

  @Test(
    "What no draws of ours are is never replaced, nor is a file put into another run's folder",
    arguments: [
      ("mine.py", "exists"), ("notes.csv", "exists"),
      ("other/attainment.csv", "inside a run folder"),
      ("other/d.csv", "inside a run folder"), ("other/inputs/d.csv", "inside a run folder"),
    ])
  func kept(place: String, reason: String) throws {
    let (program, folder) = try FaultyInput.prepare()
    let run = ["run", "scenario.json", "-q"]
    #expect(try program.run(run + ["--output", "other"], in: folder).status == 0)
    try Program.write(Array("print(1)\n".utf8), to: folder + "/mine.py")
    try Program.write(Array("path,note\n/home,here\n".utf8), to: folder + "/notes.csv")
    try Program.write([], to: folder + "/other/inputs/1.csv")
    let before = try ["mine.py", "notes.csv", "other/attainment.csv"].map {
      try Program.read(folder + "/" + $0)
    }
    let outcome = try program.run(run + ["--output", "run", "--draws", place], in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains(reason), "\(outcome.errors)")
    let after = try ["mine.py", "notes.csv", "other/attainment.csv"].map {
      try Program.read(folder + "/" + $0)
    }
    #expect(after == before)
    #expect(!Program.names(in: folder).contains("run"))
    #expect(!Program.names(in: folder + "/other").contains("d.csv"))
  }

  @Test(
    "A place where no file can stand is refused before any work, and nothing is left",
    arguments: [
      ("none/d.csv", "No such file or directory"), ("plan.csv/d.csv", "Not a directory"),
      ("folder", "it is not a plain file"), ("link", "it is not a plain file"),
      ("", "it has no name"), ("run", "inside a run folder"),
      ("./run", "inside a run folder"),
    ])
  func refused(place: String, reason: String) throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write([1], to: folder + "/folder/file")
    try Program.link(folder + "/link", to: folder + "/nowhere")
    let names = Program.names(in: folder)
    let outcome = try program.run(
      ["run", "scenario.json", "--output", "run", "--draws", place, "-q"], in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains(reason), "\(outcome.errors)")
    #expect(Program.names(in: folder) == names)
  }

  @Test("A file inside an older run's folder is refused, and the older run stays")
  func insideRun() throws {
    let (program, folder) = try FaultyInput.prepare()
    let run = ["run", "scenario.json", "--output", "run", "-q"]
    #expect(try program.run(run, in: folder).status == 0)
    let before = try Program.read(folder + "/run/run.json")
    let outcome = try program.run(run + ["--seed", "9", "--draws", "run/d.csv"], in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains("lies inside a run folder"))
    #expect(try Program.read(folder + "/run/run.json") == before)
  }

  @Test("An interrupt while draws are written ends with 130 and leaves nothing")
  func interrupt() throws {
    let (program, folder) = try FaultyInput.prepare()
    let names = Program.names(in: folder)
    let outcome = try program.run(
      [
        "run", "scenario.json", "--output", "run", "--draws", "d.csv", "-q", "--paths", "3000000",
      ], in: folder,
      interruptWhen: { Program.names(in: folder).contains { $0.hasPrefix("d.csv.partial-") } })
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(Program.names(in: folder) == names)
  }

  @Test("A shard has no draws: refused by name with 2")
  func shard() throws {
    let (program, folder) = try FaultyInput.prepare()
    let outcome = try program.run(
      ["run", "scenario.json", "--shard", "1/2", "--draws", "d.csv"], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("--draws"))
    #expect(!Program.names(in: folder).contains("d.csv"))
  }
}

/// A file of draws.
private struct Draws {
  let numbers: [Int]
  let columns: [String: [Double]]

  var paths: Int { numbers.count }

  init(_ path: String) throws {
    let names = try Self.header(path)
    var numbers: [Int] = []
    var values = [[Double]](repeating: [], count: names.count)
    for line in try Self.lines(path).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(fields.count == names.count)
      numbers.append(try #require(Int(fields[0])))
      for index in 1..<names.count { values[index].append(Double(fields[index]) ?? .nan) }
    }
    self.numbers = numbers
    columns = Dictionary(uniqueKeysWithValues: zip(names, values).dropFirst())
  }

  static func header(_ path: String) throws -> [String] {
    try #require(lines(path).first).split(separator: ",").map(String.init)
  }

  private static func lines(_ path: String) throws -> [Substring] {
    String(decoding: try Program.read(path), as: UTF8.self).split(separator: "\n")
  }
}
