import Foundation
import TestSupport
import Testing

/// Every number here is made up.
@Suite struct UnnamedAgencyTests {
  private static let indicators = ["a", "b", "c"].map {
    #"{"id": "\#($0)", "kind": "growth", "series": "x"}"#
  }
  private static let series = [
    (id: "x", values: ["100", "104", "109", "113", "118", "123", "128"])
  ]

  @Test("Rows that name no agency are a group of their own beside those that do, the last one")
  func targets() throws {
    let small = try SmallScenario(
      Self.indicators,
      plan: [
        "t1,a,at_least,120,,2030,", "t2,b,at_least,130,,2030,Tax", "t3,c,at_least,140,,2030,",
      ],
      series: Self.series)
    let outcome = try small.run("run", ["--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try small.table("joint.csv").filter {
      $0["group_kind"] == "agency" && $0["dependence"] == "fitted"
    }
    #expect(rows.map { $0["group"] } == ["Tax", ""] && rows.map { $0["targets"] } == ["1", "2"])
    // A target by itself has one chance, whatever is supposed of others.
    let only = try small.table("joint.csv").filter { $0["group"] == "Tax" }
    #expect(only.count > 1 && Set(only.map { $0["p_all"] }).count == 1, "\(only)")
    #expect(try Double(only[0]["p_all"] ?? "") == small.figure("t2"))
    let line = outcome.output.split(separator: "\n").first { $0.contains("chưa ghi cơ quan") }
    #expect(line?.contains(" 2 ") == true, "\(outcome.output)")
  }

  @Test("Where no row names one there is no table by agency")
  func none() throws {
    let small = try SmallScenario(
      Self.indicators, plan: ["t1,a,at_least,120,,2030,", "t2,b,at_least,130,,2030,"],
      series: Self.series)
    #expect(try small.run().status == 0)
    #expect(try small.table("joint.csv").allSatisfy { $0["group_kind"] != "agency" })
  }

  @Test("Tasks without an agency stand in the table of agencies")
  func tasks() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let rows =
      "task_id,lead_agency,started,due,done\n"
      + "a,,2025-01-01,2025-12-31,\nb,Tax,2025-02-01,2025-05-31,2025-05-02\nc,,2025-02-01,2025-07-31,\n"
    try Program.write(Array(rows.utf8), to: folder + "/tasks.csv")
    let outcome = try program.run(
      ["tasks", "tasks.csv", "--as-of", "2025-06-30", "--output", "t"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let units = try CSVRows.read(folder + "/t/units.csv")
    #expect(units.map { $0["lead_agency"] } == ["Tax", ""])
    #expect(units.map { $0["tasks"] } == ["1", "2"])
    #expect(outcome.output.contains("no agency named"), "\(outcome.output)")
  }
}

/// The tasks of a scenario in the papers of its year. Every number here is made up.
@Suite struct YearTasksTests {
  @Test("A scenario's tasks come with its scorecard: the file, and table 7 of the workbook")
  func scorecard() throws {
    var made = MadeMeasures()
    made.addMonths("r", from: 12 * 2018, through: 12 * 2025 + 6, growth: 8, wobble: 0.05)
    made.measures = [#"{"id": "r", "name": "Revenue", "series": "r"}"#]
    made.ask("r", "20000", in: "2025")
    let without = try made.run("scorecard")
    #expect(without.outcome.status == 0, "\(without.outcome.errors)")
    #expect(!Program.names(in: without.folder).contains("tasks.csv"))
    let place = try Program.temporaryFolder() + "/tasks.csv"
    let rows = "task_id,lead_agency,started,due\na,Tax,2025-01-01,2025-12-31\n"
    try Program.write(Array(rows.utf8), to: place)
    made.more = "\"tasks\": [\"\(place)\"],"
    let (outcome, folder) = try made.run("scorecard", ["--format", "csv,xlsx"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let tasks = try CSVRows.read(folder + "/tasks.csv")
    #expect(tasks.map { $0["task_id"] } == ["a"] && tasks[0]["status"] == "running")
    #expect(Program.names(in: folder).contains("scorecard.xlsx"))
  }
}
