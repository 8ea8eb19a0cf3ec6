import TestSupport
import Testing

@Suite struct SweepCommandTests {
  /// Two regions, one scenario, two seeds, three shards.
  private func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    for region in ["a", "b"] {
      let scenario = FaultyInput.scenario
        .replacing("\"paths\": 1000", with: "\"paths\": \(region == "a" ? 2000 : 3000)")
      try Program.write(Array(scenario.utf8), to: folder + "/\(region)-scenario.json")
      try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
      try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
    }
    try write(
      """
      {"name": "two", "regions": ["a", "b"], "scenarios": ["{region}-scenario.json"],
       "seeds": [5, 6], "shards": 3}
      """, in: folder)
    return (program, folder)
  }

  private func write(_ sweep: String, in folder: String) throws {
    try Program.write(Array(sweep.utf8), to: folder + "/sweep.json")
  }

  @Test("A sweep's runs are the bytes of the runs themselves; begun again it does what is missing")
  func local() throws {
    let (program, folder) = try prepare()
    let swept = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(swept.status == 0, "\(swept.errors)")
    #expect(Program.names(in: folder + "/out").sorted() == ["a", "b", "sweep.csv", "sweep.json"])
    let name = try #require(Program.names(in: folder + "/out/b").first)
    let run = "/out/b/\(name)/seed-6"
    let single = try program.run(
      ["run", "b-scenario.json", "--seed", "6", "--output", "single", "-q"], in: folder)
    #expect(single.status == 0, "\(single.errors)")
    for file in Program.names(in: folder + "/single") where file != "timings.json" {
      let isSame =
        try Program.read(folder + "/single/" + file) == Program.read(folder + run + "/" + file)
      #expect(isSame, "\(file)")
    }
    let rows = try CSVRows.read(folder + "/out/sweep.csv")
    let seeds = Set(rows.compactMap { $0["seed"] })
    #expect(seeds == ["5", "6"] && Set(rows.compactMap { $0["region"] }) == ["a", "b"])
    let single2 = try CSVRows.read(folder + "/single/attainment.csv")
    #expect(rows.count == 4 * single2.count)
    // What is there stays as it is; what was lost comes back.
    let before = try Program.read(folder + run + "/timings.json")
    try Program.remove(folder + "/out/a")
    let again = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Program.read(folder + run + "/timings.json") == before)
    #expect(Program.names(in: folder + "/out").sorted() == ["a", "b", "sweep.csv", "sweep.json"])
  }

  @Test("Faults of every scenario are listed, and another sweep's folder is left alone")
  func faults() throws {
    let (program, folder) = try prepare()
    try write(
      """
      {"name": "two", "regions": ["a", "c"], "scenarios": ["{region}-scenario.json"], "shards": 3}
      """, in: folder)
    let missing = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(missing.status == 3 && missing.errors.contains("c-scenario.json"), "\(missing.errors)")
    #expect(!Program.names(in: folder).contains("out"))
    try write(
      """
      {"name": "two", "scenarios": ["{region}-scenario.json"], "shards": 65, "seed": 1}
      """, in: folder)
    let wrong = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(wrong.status == 3)
    for code in ["json-unknown-key", "value-conflict"] {
      #expect(wrong.errors.contains("[\(code)]"), "\(code): \(wrong.errors)")
    }
    try write(
      "{\"name\": \"one\", \"scenarios\": [\"a-scenario.json\"]}", in: folder)
    let one = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(one.status == 0, "\(one.errors)")
    try write(
      "{\"name\": \"one\", \"scenarios\": [\"b-scenario.json\"]}", in: folder)
    let other = try program.run(["sweep", "sweep.json", "--output", "out", "-q"], in: folder)
    #expect(other.status == 3 && other.errors.contains("[run-changed]"), "\(other.errors)")
    try Program.write([1], to: folder + "/mine/file")
    let mine = try program.run(["sweep", "sweep.json", "--output", "mine", "-q"], in: folder)
    #expect(mine.status == 1 && Program.names(in: folder + "/mine") == ["file"])
  }
}
