import TestSupport
import Testing

/// Milestones of plans that dated tasks speak for, as a user of `run` meets them.
@Suite struct MilestoneCommandTests {
  private static let columns =
    "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
    + "lead_agency_vi,lead_agency_en,conflict_with,note\n"

  private static let plan =
    columns + """
      p,1,a,Chỉ tiêu,Level,u,level,at_least,54,,2027,X,X,,
      p,2,a,Chỉ tiêu,Level,u,level,at_least,57,,2028,X,X,,
      p,task:1,m.1,Việc một,One,milestone,completion,at_least,1,,2025,Y,Y,,
      p,task:2,m.2,Việc hai,Two,milestone,completion,at_least,1,,2026,Y,Y,,
      p,task:3,m.3,Việc ba,Three,milestone,completion,at_least,1,,2025,Z,Z,,
      p,task:4,m.4,Việc bốn,Four,milestone,completion,at_least,1,,2025,Z,Z,,
      p,task:5,m.5,Việc năm,Five,milestone,completion,at_least,1,,2025,Z,Z,,

      """

  private static let tasks = """
    task_id,plan_id,ref,name_en,lead_agency,started,due,done,as_of
    one,p,task:1,One,Y,2025-01-01,2025-09-30,,2025-06-30
    two-a,p,task:2,Two a,Y,2025-01-01,2025-12-31,2025-05-01,2025-06-30
    two-b,p,task:2,Two b,Y,2025-02-01,2026-06-30,,2025-06-30
    three,p,task:3,Three,Z,2025-01-01,2025-04-30,2025-04-11,2025-06-30
    four,p,task:4,Four,Z,,,,2025-06-30
    alone,p,,No row,Z,2025-01-01,2025-12-31,,2025-06-30

    """

  private func small(tasks: String? = Self.tasks, plan: String = Self.plan) throws -> SmallScenario
  {
    let made = try SmallScenario(
      [#"{"id": "a", "name": "A", "unit": "u", "kind": "level", "series": "a"}"#], plan: [],
      series: [("a", ["44", "46", "47", "48", "50", "51", "52"])],
      more: tasks == nil ? "" : ",\n\"tasks\": [\"t.csv\"]")
    try Program.write(Array(plan.utf8), to: made.folder + "/p.csv")
    if let tasks { try Program.write(Array(tasks.utf8), to: made.folder + "/t.csv") }
    return made
  }

  @Test(
    "Joined milestones have a basis, a chance and its error; those without tasks stay as they were")
  func joined() throws {
    let small = try small()
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try small.table("attainment.csv")
    func row(_ ref: String) throws -> [String: String] {
      try #require(rows.first { $0["ref"] == ref })
    }
    for ref in ["task:1", "task:2"] {
      let (row, chance) = (try row(ref), try small.figure(ref))
      #expect(row["basis"] == "class" && row["model"] == "completion", "\(row)")
      let error = try small.figure(ref, "mc_error")
      #expect(chance > 0 && chance < 1 && error > 0)
    }
    // The second is done where its open task is, whose note says so.
    #expect(try row("task:2")["note"]?.contains("2026-06-30") == true)
    let done = try row("task:3")
    #expect(done["basis"] == "data" && Double(done["probability"] ?? "") == 1, "\(done)")
    #expect(done["first_year_p50"] == "2025")
    for ref in ["task:4", "task:5"] {
      let bare = try row(ref)
      #expect(bare["basis"] == "not_assessed" && bare["probability"] == "")
    }
    let (four, five) = (try row("task:4"), try row("task:5"))
    #expect(four["note"] != five["note"])
    #expect(
      try small.table("tasks.csv").map { $0["task_id"] ?? "" } == [
        "one", "two-a", "two-b", "three", "four",
      ])
  }

  @Test("One event has one chance, in the row, in its note and in the table of tasks")
  func oneChance() throws {
    let small = try small(
      tasks: Self.tasks.replacing(
        "one,p,task:1,One,Y,2025-01-01,2025-09-30,,2025-06-30",
        with: ""
          + "one,p,task:1,One,Y,2025-01-01,2025-12-31,,2025-06-30\n"
          + "five,p,task:5,Five,Z,2025-01-01,2025-10-31,,2025-06-30"))
    #expect(try small.run().status == 0)
    let tasks = try small.table("tasks.csv")
    func task(_ ref: String) throws -> [String: String] {
      try #require(tasks.first { $0["ref"] == ref })
    }
    func row(_ ref: String) throws -> [String: String] {
      try #require(small.table("attainment.csv").first { $0["ref"] == ref })
    }
    // Due at the end of its row: the same event.
    let (same, own) = (try task("task:1"), try row("task:1"))
    #expect(
      same["probability_on_time"] == own["probability"] && same["mc_error"] == own["mc_error"])
    // Due before: told beside it.
    let (earlier, later) = (try task("task:5"), try row("task:5"))
    let chance = try #require(Double(earlier["probability_on_time"] ?? ""))
    #expect(later["note"]?.contains("\(Int((100 * chance).rounded()))%") == true, "\(later)")
    #expect(try chance < #require(Double(later["probability"] ?? "")))
  }

  @Test("Figures of indicators are the same to the byte; milestones stand in groups of their own")
  func apart() throws {
    let (with, without) = (try small(), try small(tasks: nil))
    #expect(try with.run().status == 0)
    #expect(try without.run().status == 0)
    let joint = try with.table("joint.csv")
    let own = joint.filter { !["tasks", "with_tasks"].contains($0["group_kind"] ?? "") }
    #expect(try own == without.table("joint.csv"))
    #expect(try with.text("projections.csv") == without.text("projections.csv"))
    let before = try without.table("attainment.csv").filter { $0["basis"] != "not_assessed" }
    let rows = try with.table("attainment.csv")
    #expect(rows.filter { row in before.contains { $0["ref"] == row["ref"] } } == before)
    func group(_ kind: String, _ dependence: String = "fitted") throws -> [String: String] {
      try #require(
        joint.first { $0["group_kind"] == kind && $0["dependence"] == dependence })
    }
    let (tasks, together) = (try group("tasks"), try group("with_tasks"))
    #expect(tasks["targets"] == "3" && together["targets"] == "5")
    // A mean of sums is the sum of the chances.
    let sum = try ["task:1", "task:2", "task:3"].reduce(0) { try $0 + with.figure($1) }
    #expect(abs((Double(tasks["expected_met"] ?? "") ?? 0) - sum) < 1e-9)
  }

  @Test("Shards, threads and a repetition give the same bytes")
  func alike() throws {
    let small = try small()
    #expect(try small.run("run", ["--threads", "1", "--format", "csv,html,xlsx"]).status == 0)
    #expect(
      try small.run("run", ["--threads", "3", "--format", "csv,html,xlsx"], output: "q").status == 0
    )
    for name in ["attainment.csv", "joint.csv", "tasks.csv", "limits.csv", "report.html"] {
      #expect(try small.text(name) == small.text(name, output: "q"), "\(name)")
    }
    let shards = try (1...2).map { number -> String in
      let outcome = try small.run("run", ["--shard", "\(number)/2", "-q"], output: "s\(number)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      return "s\(number)"
    }
    let merged = try small.program(["merge"] + shards + ["--output", "m", "-q"])
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try small.text("attainment.csv") == small.text("attainment.csv", output: "m"))
    #expect(try small.text("tasks.csv") == small.text("tasks.csv", output: "m"))
    let again = try small.program(["run", "--again", "r", "--output", "g", "-q"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try small.text("attainment.csv") == small.text("attainment.csv", output: "g"))
    #expect(try small.program(["verify", "r"]).status == 0)
  }

  @Test(
    "Explained by its tasks; nothing to require; compared on the same paths",
    arguments: ["en", "vi"])
  func commands(language: String) throws {
    let small = try small()
    let run = try small.run("run", ["--language", language])
    #expect(run.status == 0 && run.output.contains("task:1"), "\(run.errors)")
    let explained = try small.program(["explain", "r", "--target", "task:1"])
    let day = language == "vi" ? "30/09/2025" : "2025-09-30"
    #expect(explained.status == 0 && explained.output.contains(day), "\(explained.errors)")
    let required = try small.run(
      "require", ["--target", "task:1", "--probability", "0.8", "--language", language], output: "q"
    )
    #expect(
      required.status == 3 && required.errors.contains("forecast tasks"), "\(required.errors)")
    // All targets are those that something can be required of.
    let same = try small.program(["compare", "s.json", "s.json", "--output", "c", "-q"])
    #expect(same.status == 0, "\(same.errors)")
    let rows = try small.table("comparison.csv", output: "c").filter { $0["ref"] == "task:1" }
    #expect(
      Double(rows.first?["difference"] ?? "") == 0 && rows.first?["distinguishable"] == "no",
      "\(rows)")
  }

  @Test("Own finished tasks speak for open ones: basis data, later ends not known before their day")
  func learned() throws {
    let past = (0..<40).map { number in
      "old\(number),p,,Old,Y,2024-0\(1 + number % 9)-01,2024-0\(1 + number % 9)-28,"
        + "2024-0\(1 + number % 9)-\(10 + number % 19),2025-06-30"
    }
    let small = try small(tasks: Self.tasks + past.joined(separator: "\n") + "\n")
    #expect(try small.run().status == 0)
    let row = try #require(try small.table("attainment.csv").first { $0["ref"] == "task:1" })
    #expect(row["basis"] == "data" && row["model"] == "completion", "\(row)")
    // On a day before it was done, the third was not.
    let early = try small.run("run", ["--as-of", "2025-07-15"], output: "e")
    #expect(early.status == 0, "\(early.errors)")
  }
}
