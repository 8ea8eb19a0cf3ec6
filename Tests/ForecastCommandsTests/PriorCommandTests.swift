import TestSupport
import Testing

@Suite struct PriorCommandTests {
  private static let plain = "\"kind\": \"share\", \"series\": \"share\""

  private func run(prior: String, output: String, in folder: String) throws -> Program.Outcome {
    let program = try #require(Program())
    let scenario = FaultyInput.scenario.replacing(Self.plain, with: Self.plain + prior)
      .replacing("\"paths\": 1000", with: "\"paths\": 20000")
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
    return try program.run(["run", "scenario.json", "--output", output, "-q"], in: folder)
  }

  private func belief(weight: Double) -> String {
    """
    , "prior": {"year": 2030, "low": 47, "likely": 48, "high": 52, "weight": \(weight),
      "author": "Department A", "date": "2025-06-01"}
    """
  }

  private func chance(_ output: String, in folder: String) throws -> Double {
    let row = try CSVRows.read("\(folder)/\(output)/attainment.csv").first { $0["ref"] == "2" }
    return Double(row?["probability"] ?? "") ?? .nan
  }

  @Test(
    "A judgement without weight changes no byte; with it the chance is the weighted mean of both")
  func pool() throws {
    let folder = try Program.temporaryFolder()
    #expect(try run(prior: "", output: "data", in: folder).status == 0)
    for (name, weight) in [("none", 0.0), ("part", 0.3), ("all", 1.0)] {
      let outcome = try run(prior: belief(weight: weight), output: name, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    for name in ["attainment.csv", "projections.csv", "joint.csv"] {
      #expect(
        try Program.read("\(folder)/none/\(name)") == Program.read("\(folder)/data/\(name)"))
    }
    let (data, judged) = (try chance("data", in: folder), try chance("all", in: folder))
    // PERT 47, 48, 52: a beta of 1.8 and 4.2 on the range, above 50 with probability 0.0616.
    #expect(abs(judged - 0.0616) < 4 * (0.0616 * 0.9384 / 20_000).squareRoot())
    #expect(abs(data - judged) > 0.1)
    let mixed = 0.7 * data + 0.3 * judged
    #expect(
      abs(try chance("part", in: folder) - mixed) < 4
        * (2 * mixed * (1 - mixed) / 20_000).squareRoot())
  }

  @Test("Before and after stand in priors.csv, with weight, author and date")
  func table() throws {
    let folder = try Program.temporaryFolder()
    _ = try run(prior: "", output: "data", in: folder)
    _ = try run(prior: belief(weight: 0.3), output: "part", in: folder)
    #expect(!Program.names(in: folder + "/data").contains("priors.csv"))
    let rows = try CSVRows.read(folder + "/part/priors.csv")
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row["indicator"] == "s" && row["weight"] == "0.3")
    #expect(row["author"] == "Department A" && row["date"] == "2025-06-01")
    let before = Double(row["probability_before"] ?? "") ?? .nan
    let after = Double(row["probability_after"] ?? "") ?? .nan
    #expect(before == (try chance("data", in: folder)))
    #expect(after == (try chance("part", in: folder)))
    #expect(Double(row["error_after"] ?? "") ?? 0 > 0)
  }

  @Test(
    "A judgement beside nothing, without a weight or above 1 is named with its place",
    arguments: [
      ("\"weight\": 0.3,", "", "json-missing-key"),
      ("\"weight\": 0.3", "\"weight\": 1.3", "value-range"),
      ("\"low\": 47", "\"low\": 49", "value-conflict"),
    ])
  func faults(old: String, new: String, code: String) throws {
    let folder = try Program.temporaryFolder()
    let broken = belief(weight: 0.3).replacing(old, with: new)
    let outcome = try run(prior: broken, output: "out", in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(!Program.names(in: folder).contains("out"))
  }

  @Test("A judgement beside a derived indicator is refused")
  func derived() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let plain = "\"id\": \"avg\", "
    let scenario = FaultyInput.scenario.replacing(
      plain, with: plain + belief(weight: 0.3).dropFirst(2) + ", ")
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
    let outcome = try program.run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("[value-conflict]"), "\(outcome.errors)")
  }
}
