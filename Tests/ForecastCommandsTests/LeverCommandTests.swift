import TestSupport
import Testing

@Suite struct LeverCommandTests {
  private static let levers = """
      "levers": [
        {"id": "push", "kind": "effect", "title": {"en": "Push", "vi": "Đẩy"}, "baseline": 1,
         "value": 1, "range": {"low": 0, "high": 5}, "effects": [
          {"indicator": "g", "on": "growth", "course": "ramp", "start": 2026, "end": 2028,
           "per_unit": {"low": 0.1, "likely": 0.5, "high": 1}, "author": "Department A"},
          {"indicator": "s", "on": "level", "course": "step", "start": 2026, "per_unit": 1,
           "author": "Department A"}]}
      ],
      "shocks": [
        {"id": "storm", "probability": 0.1, "source": "S", "effects": [
          {"indicator": "g", "on": "growth", "size": -1, "persistence": 0.5}]}
      ],
    """

  private func write(to folder: String, levers: String = Self.levers) throws {
    let scenario = FaultyInput.scenario.replacing(
      "\"horizon\": 2030,", with: "\"horizon\": 2030,\n" + levers)
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
  }

  private func run(_ arguments: [String], in folder: String) throws -> Program.Outcome {
    let program = try #require(Program())
    return try program.run(arguments, in: folder)
  }

  @Test("A lever at its baseline changes no byte; away from it the chances move")
  func baseline() throws {
    let folder = try Program.temporaryFolder()
    try write(to: folder)
    #expect(try run(["run", "scenario.json", "--output", "a", "-q"], in: folder).status == 0)
    #expect(
      try run(["run", "scenario.json", "--output", "b", "-q", "--set", "push=1"], in: folder)
        .status == 0)
    #expect(
      try run(["run", "scenario.json", "--output", "c", "-q", "--set", "push=3"], in: folder)
        .status == 0)
    // Without the lever at all, the tables are those with it at its baseline.
    try write(
      to: folder,
      levers: String(
        Self.levers[
          (Self.levers.firstRange(of: "\"shocks\"")?.lowerBound ?? Self.levers.startIndex)...]))
    #expect(try run(["run", "scenario.json", "--output", "d", "-q"], in: folder).status == 0)
    for name in ["attainment.csv", "joint.csv", "projections.csv", "limits.csv"] {
      let first = try Program.read("\(folder)/a/\(name)")
      #expect(try Program.read("\(folder)/b/\(name)") == first)
      #expect(try Program.read("\(folder)/d/\(name)") == first)
    }
    func chance(_ output: String, _ reference: String) throws -> Double {
      let row = try CSVRows.read("\(folder)/\(output)/attainment.csv").first {
        $0["ref"] == reference
      }
      return Double(row?["probability"] ?? "") ?? .nan
    }
    #expect(try chance("c", "1") > chance("a", "1"))
    #expect(try chance("c", "2") > chance("a", "2"))
    #expect(try chance("c", "3") == chance("a", "3"))
  }

  @Test("A scenario against itself differs by exactly 0, against a lever by what the lever does")
  func compare() throws {
    let folder = try Program.temporaryFolder()
    try write(to: folder)
    let same = try run(
      ["compare", "scenario.json", "scenario.json", "--output", "same"], in: folder)
    #expect(same.status == 0, "\(same.errors)")
    let rows = try CSVRows.read(folder + "/same/comparison.csv")
    #expect(Set(rows.compactMap { $0["ref"] }).isSuperset(of: ["1", "2", "3"]))
    for row in rows {
      #expect(row["difference"] == "0.0" && row["distinguishable"] == "no")
      #expect(row["finding"] != "")
    }
    let moved = try run(
      [
        "compare", "scenario.json", "scenario.json", "--set", "push=4", "--output", "moved",
        "--language", "vi",
      ], in: folder)
    #expect(moved.status == 0, "\(moved.errors)")
    let found = try CSVRows.read(folder + "/moved/comparison.csv")
    let first = try #require(found.first { $0["ref"] == "1" })
    #expect(first["distinguishable"] == "yes" && (Double(first["difference"] ?? "") ?? 0) > 0)
    let judged = try #require(found.first { $0["ref"] == "3" })
    #expect(judged["difference"] == "0.0")
    // Tenths where the basis bears them, and nowhere else.
    func hasTenths(_ row: [String: String]) -> Bool {
      (row["finding"] ?? "").contains(#/\d[.,]\d+%/#)
    }
    #expect(hasTenths(first) && !hasTenths(judged), "\(judged)")
    // A run folder stands for its scenario.
    _ = try run(["run", "scenario.json", "--output", "folder", "-q"], in: folder)
    let folders = try run(["compare", "folder", "scenario.json", "--output", "two"], in: folder)
    #expect(folders.status == 0, "\(folders.errors)")
    // One that was named by an absolute path is found in the folder that is named.
    let place = try Program.temporaryFolder()
    _ = try run(
      ["run", folder + "/scenario.json", "--output", place + "/far", "-q"], in: place)
    let far = ["compare", place + "/far", folder + "/folder", "--output", place + "/three"]
    let lost = try run(far, in: place)
    #expect(lost.status == 3 && lost.errors.contains("--directory"), "\(lost.errors)")
    let near = try run(far + ["--directory", folder], in: place)
    #expect(near.status == 0, "\(near.errors)")
  }

  @Test(
    "What is required comes back: another seed at the solved value gives the wanted chance",
    arguments: [("1", 0.3), ("1", 0.7), ("2", 0.4), ("2", 0.9)])
  func require(reference: String, wanted: Double) throws {
    let folder = try Program.temporaryFolder()
    try write(to: folder)
    let outcome = try run(
      [
        "require", "scenario.json", "--target", reference, "--probability", "\(wanted)",
        "--paths", "20000", "--output", "out",
      ], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let row = try #require(CSVRows.read(folder + "/out/requirement.csv").first)
    #expect(row["reachable"] == "yes")
    let (variable, value) = (row["variable"] ?? "", row["value"] ?? "")
    let forward = try run(
      [
        "run", "scenario.json", "--set", "\(variable)=\(value)", "--seed", "99", "--paths",
        "20000", "--output", "forward", "-q",
      ], in: folder)
    #expect(forward.status == 0, "\(forward.errors)")
    let target = try #require(
      CSVRows.read(folder + "/forward/attainment.csv").first { $0["ref"] == reference })
    let seen = Double(target["probability"] ?? "") ?? .nan
    let error = (2 * wanted * (1 - wanted) / 20_000).squareRoot()
    #expect(abs(seen - wanted) < 4 * error, "\(seen)")
  }

  @Test("More is asked for a higher chance; what no value reaches is said with the most that can")
  func monotone() throws {
    let folder = try Program.temporaryFolder()
    try write(to: folder)
    var before = -Double.infinity
    var rate = 1.0
    for wanted in ["0.4", "0.6", "0.8"] {
      _ = try run(
        [
          "require", "scenario.json", "--target", "1", "--probability", wanted, "--output", "out",
          "-q",
        ], in: folder)
      let row = try #require(CSVRows.read(folder + "/out/requirement.csv").first)
      let value = Double(row["value"] ?? "") ?? .nan
      #expect(value > before)
      before = value
      // Faster growth was rarer among comparable series, too.
      let now = Double(row["class_frequency"] ?? "") ?? .nan
      #expect(row["reference_class"] == "growth" && row["class_years"] == "6")
      #expect(now > 0 && now < rate)
      rate = now
    }
    let far = try run(
      [
        "require", "scenario.json", "--target", "all", "--probability", "0.999", "--variable",
        "push", "--output", "out",
      ], in: folder)
    #expect(far.status == 0, "\(far.errors)")
    let row = try #require(CSVRows.read(folder + "/out/requirement.csv").first)
    #expect(row["reachable"] == "no" && row["value"] == "5.0")
  }

  private static let faults: [(old: String, new: String, code: String)] = [
    (
      "\"indicator\": \"g\", \"on\": \"growth\", \"course\"",
      "\"indicator\": \"gg\", \"on\": \"growth\", \"course\"", "indicator-unknown"
    ),
    ("\"indicator\": \"s\"", "\"indicator\": \"avg\"", "value-conflict"),
    ("\"value\": 1,", "\"value\": 9,", "value-range"),
    ("\"end\": 2028", "\"end\": 2020", "value-conflict"),
    ("\"low\": 0.1, \"likely\": 0.5", "\"low\": 0.9, \"likely\": 0.5", "value-conflict"),
    ("\"probability\": 0.1", "\"probability\": 1.5", "value-range"),
    ("\"probability\": 0.1", "\"probability\": 0.1, \"year\": 2027", "json-one-of"),
    ("\"on\": \"level\"", "\"on\": \"levle\"", "value-unknown"),
  ]

  @Test("Faulty levers and shocks are named with their place", arguments: 0..<8)
  func faulty(number: Int) throws {
    let fault = Self.faults[number]
    #expect(Self.levers.contains(fault.old))
    let folder = try Program.temporaryFolder()
    try write(
      to: folder, levers: Self.levers.replacing(fault.old, with: fault.new, maxReplacements: 1))
    let outcome = try run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(fault.code)]"), "\(outcome.errors)")
    #expect(!Program.names(in: folder).contains("out"))
  }

  @Test("Unknown targets, levers and chances outside 0–1 are named")
  func requests() throws {
    let folder = try Program.temporaryFolder()
    try write(to: folder)
    func outcome(_ extra: [String]) throws -> Program.Outcome {
      try run(["require", "scenario.json", "--output", "out"] + extra, in: folder)
    }
    let target = try outcome(["--target", "9", "--probability", "0.5"])
    #expect(target.status == 3 && target.errors.contains("[plan-reference]"))
    let lever = try outcome(["--target", "1", "--probability", "0.5", "--variable", "pus"])
    #expect(lever.status == 3 && lever.errors.contains("did you mean \"push\""))
    let chance = try outcome(["--target", "1", "--probability", "1.5"])
    #expect(chance.status == 2)
    let setting = try run(
      ["run", "scenario.json", "--set", "push=9", "--output", "out"], in: folder)
    #expect(setting.status == 3 && setting.errors.contains("[value-range]"))
  }
}
