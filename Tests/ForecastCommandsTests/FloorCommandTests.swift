import TestSupport
import Testing

@Suite struct FloorCommandTests {
  private func run(_ floors: String, in folder: String) throws -> Program.Outcome {
    let program = try #require(Program())
    let scenario = FaultyInput.scenario.replacing(
      "\"horizon\": 2030,", with: "\"horizon\": 2030, \"floors\": [\n\(floors)],"
    ).replacing("\"paths\": 1000", with: "\"paths\": 20000")
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/plan.csv")
    return try program.run(["run", "scenario.json", "--output", "out", "-q"], in: folder)
  }

  private func floor(
    _ id: String, _ indicator: String, _ value: Double, start: Int = 2026, spending: String = ""
  ) -> String {
    """
    {"id": "\(id)", "indicator": "\(indicator)", "at_least": \(value), "start": \(start),
     \(spending.isEmpty ? "" : "\"spending\": \"\(spending)\",")
     "source": "Resolution 1"}
    """
  }

  @Test("Amounts are the floor's and the share's percent of the spending, path by path")
  func amounts() throws {
    let folder = try Program.temporaryFolder()
    // A share of itself: its amount is its square, which keeps the order of the paths.
    let outcome = try run(floor("own", "s", 50, spending: "s"), in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/floors.csv")
    #expect(rows.count == 5)
    for row in rows {
      for part in ["p10", "p50", "p90"] {
        let share = try #require(Double(row[part] ?? ""))
        let required = try #require(Double(row["required_\(part)"] ?? ""))
        let amount = try #require(Double(row["amount_\(part)"] ?? ""))
        #expect(abs(required / (0.5 * share) - 1) < 1e-9)
        #expect(abs(amount / (0.01 * share * share) - 1) < 0.01)
      }
    }
  }

  @Test("The last year's chance is that of the same target; all years together are never likelier")
  func chances() throws {
    let folder = try Program.temporaryFolder()
    let outcome = try run(
      [floor("share", "s", 50), floor("low", "s", 0), floor("none", "n", 1)].joined(
        separator: ",\n"),
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/floors.csv")
    #expect(rows.count == 15)
    func number(_ row: [String: String]?, _ column: String) -> Double {
      Double(row?[column] ?? "") ?? .nan
    }
    let target = try CSVRows.read(folder + "/out/attainment.csv").first { $0["ref"] == "2" }
    let share = rows.filter { $0["floor"] == "share" }
    #expect(number(share.last, "kept") == number(target, "probability"))
    #expect(number(share.last, "kept_error") == number(target, "mc_error"))
    #expect(number(share.first, "kept") == number(share.first, "kept_throughout"))
    var before = 1.0
    for row in share {
      #expect(number(row, "kept_throughout") <= min(number(row, "kept"), before))
      before = number(row, "kept_throughout")
      #expect((row["warning"] == "below") == (number(row, "p50") < 50))
    }
    #expect(rows.filter { $0["floor"] == "low" }.allSatisfy { number($0, "kept_throughout") == 1 })
    for row in rows where row["floor"] == "none" {
      #expect(row["warning"] == "not_assessed" && row["kept"] == "")
    }
    let findings = try CSVRows.read(folder + "/out/findings.csv").filter { $0["kind"] == "floor" }
    #expect(findings.map { $0["ref"] } == ["share", "low", "none"])
  }

  @Test("Faulty floors are named with their place", arguments: 0..<4)
  func faults(number: Int) throws {
    let folder = try Program.temporaryFolder()
    let (text, code) = [
      (floor("a", "ss", 50), "indicator-unknown"),
      (floor("a", "s", 50, start: 2031), "value-conflict"),
      (floor("a", "s", 50, spending: "money"), "indicator-unknown"),
      (floor("a", "s", 50) + ",\n" + floor("a", "s", 40), "lever-duplicate"),
    ][number]
    let outcome = try run(text, in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(!Program.names(in: folder).contains("out"))
  }
}
