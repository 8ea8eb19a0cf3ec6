import TestSupport
import Testing

@Suite struct ShardCommandTests {
  private func prepare(paths: Int = 3000) throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let scenario = FaultyInput.scenario.replacing("\"paths\": 1000", with: "\"paths\": \(paths)")
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
    return (program, folder)
  }

  private func shard(
    _ number: Int, of count: Int, _ program: Program, in folder: String, extra: [String] = [],
    output: String? = nil
  ) throws -> String {
    let name = output ?? "shard-\(number)-of-\(count)"
    let outcome = try program.run(
      ["run", "scenario.json", "--shard", "\(number)/\(count)", "--output", name, "-q"] + extra,
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return name
  }

  @Test("Shards merge to the bytes of the run, in any order and at any number of threads")
  func bytes() throws {
    let (program, folder) = try prepare()
    let whole = try program.run(["run", "scenario.json", "--output", "whole", "-q"], in: folder)
    #expect(whole.status == 0, "\(whole.errors)")
    for count in [1, 3, 16] {
      let names = try (1...count).reversed().map {
        try shard($0, of: count, program, in: folder, extra: ["--threads", "\(1 + $0 % 3)"])
      }
      let merged = try program.run(
        ["merge"] + names + ["--output", "merged", "-q"], in: folder)
      #expect(merged.status == 0, "\(merged.errors)")
      let files = Program.names(in: folder + "/whole")
      #expect(Program.names(in: folder + "/merged") == files)
      for name in files where name != "timings.json" {
        #expect(
          try Program.read(folder + "/merged/" + name)
            == Program.read(folder + "/whole/" + name), "\(name) of \(count) shards")
      }
    }
  }

  @Test("A shard that is missing, doubled, damaged or of another run is refused by its name")
  func refused() throws {
    let (program, folder) = try prepare()
    let one = try shard(1, of: 2, program, in: folder)
    let two = try shard(2, of: 2, program, in: folder)
    let other = try shard(2, of: 2, program, in: folder, extra: ["--seed", "9"], output: "other")
    let damaged = try shard(2, of: 2, program, in: folder, output: "damaged")
    var bytes = try Program.read(folder + "/damaged/shard.bin")
    bytes[bytes.count / 2] ^= 1
    try Program.write(bytes, to: folder + "/damaged/shard.bin")
    for (names, code, place) in [
      ([one], "shard-missing", one), ([one, one, two], "shard-doubled", one),
      ([one, other], "shard-foreign", other), ([one, damaged], "shard-unreadable", damaged),
      ([one, "nowhere"], "file", "nowhere"),
    ] {
      let outcome = try program.run(
        ["merge"] + names + ["--output", "merged", "-q"], in: folder)
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("[\(code)"), "\(outcome.errors)")
      #expect(outcome.errors.contains(place), "\(outcome.errors)")
      #expect(!Program.names(in: folder).contains("merged"))
    }
    let data = FaultyInput.data + "\n"
    try Program.write(Array(data.utf8), to: folder + "/data.csv")
    let changed = try program.run(
      ["merge", one, two, "--output", "merged", "-q"], in: folder)
    #expect(changed.status == 3 && changed.errors.contains("[run-changed]"), "\(changed.errors)")
  }

  @Test("Stored fits are taken as they are, and those of another scenario are refused")
  func fits() throws {
    let (program, folder) = try prepare()
    func run(_ output: String, _ extra: [String]) throws -> Program.Outcome {
      try program.run(["run", "scenario.json", "--output", output, "-q"] + extra, in: folder)
    }
    #expect(try run("first", []).status == 0)
    #expect(try run("again", ["--fits", "first"]).status == 0)
    let first = try Program.read(folder + "/first/attainment.csv")
    #expect(try Program.read(folder + "/again/attainment.csv") == first)
    // Newer figures move what is fitted anew, not what is stored.
    let newer = FaultyInput.data.replacing("A,2024,47.0", with: "A,2024,49.0")
    #expect(newer != FaultyInput.data)
    try Program.write(Array(newer.utf8), to: folder + "/data.csv")
    #expect(try run("anew", []).status == 0)
    #expect(try run("stored", ["--fits", "first"]).status == 0)
    let differs =
      try Program.read(folder + "/anew/processes.json")
      != Program.read(folder + "/stored/processes.json")
    #expect(differs)
    let kept =
      try Program.read(folder + "/first/processes.json")
      == Program.read(folder + "/stored/processes.json")
    #expect(kept)
    let scenario = FaultyInput.scenario.replacing("\"id\": \"s\"", with: "\"id\": \"t\"")
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(
      Array(FaultyInput.plan.replacing("p,2,s,", with: "p,2,t,").utf8), to: folder + "/plan.csv")
    let other = try run("other", ["--fits", "first"])
    #expect(other.status == 3 && other.errors.contains("[fits-other]"), "\(other.errors)")
    // Nobody changes fits by hand unnoticed.
    let path = folder + "/first/processes.json"
    try Program.write(try Program.read(path) + Array("\n".utf8), to: path)
    let changed = try run("changed", ["--fits", "first"])
    #expect(changed.status == 3 && changed.errors.contains("[run-output]"), "\(changed.errors)")
  }
}
