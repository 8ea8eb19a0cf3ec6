import TestSupport
import Testing

/// `forecast tasks` as a user runs it.
@Suite struct TaskCommandTests {
  private static let head = "task_id,lead_agency,phase,started,due,done\n"

  private func made() -> String {
    Self.head
      + (0..<90).map { number in
        let month = 1 + number % 9
        let done =
          number % 4 == 0 ? "" : "2023-\(month + 2 < 10 ? "0" : "")\(month + 2)-1\(number % 9)"
        return "t\(number),Unit \(number % 3),Phase \(number % 2),2023-0\(month)-01,"
          + "2023-\(month + 2 < 10 ? "0" : "")\(month + 2)-15,\(done)\n"
      }.joined()
  }

  private func folder(_ text: String) throws -> String {
    let folder = try Program.temporaryFolder()
    try Program.write(Array(text.utf8), to: folder + "/tasks.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: String) throws -> Program.Outcome {
    try #require(Program()).run(arguments, in: folder)
  }

  @Test("A tasks file alone gives four tables that verify, the same for any threads")
  func tables() throws {
    let folder = try folder(made())
    for (output, threads) in [("one", "1"), ("two", "2")] {
      let outcome = try run(
        [
          "tasks", "tasks.csv", "--as-of", "2023-11-01", "--output", output, "--threads", threads,
          "-q",
        ],
        in: folder)
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    }
    for name in ["tasks.csv", "completion.csv", "units.csv", "phases.csv"] {
      #expect(try Program.read("\(folder)/one/\(name)") == Program.read("\(folder)/two/\(name)"))
    }
    #expect(try run(["verify", "one"], in: folder).status == 0)
    let rows = try CSVRows.read(folder + "/one/tasks.csv")
    #expect(rows.count == 90 && rows.allSatisfy { $0["scenario"] == "tasks" })
    for row in rows where row["status"] != "done" {
      #expect(Double(row["mc_error"] ?? "") ?? 0 > 0, "\(row)")
    }
    #expect(try CSVRows.read(folder + "/one/units.csv").count == 3)
    #expect(try CSVRows.read(folder + "/one/phases.csv").count == 2)
  }

  @Test("What two lead, what is told apart and what is due today are said in both languages")
  func said() throws {
    let folder = try folder(
      "task_id,lead_agency,due,done,as_of\n"
        + (0..<40).map { number in
          let (month, unit) = (1 + number % 9, number.isMultiple(of: 2) ? "A" : "B")
          let done = unit == "A" ? "2023-0\(month)-05" : "2023-0\(month)-25"
          return "t\(number),\(unit),2023-0\(month)-15,\(done),2023-11-01\n"
        }.joined() + "both,A; B,2023-12-31,,2023-11-01\n"
        + [1, 2, 3].map { "d,A,monthly:=10,2023-0\($0)-02,2023-0\($0)-28\n" }.joined()
        + "d,A,monthly:=10,,2023-11-10\n")
    for (language, words) in [
      ("en", ["several lead agencies (1)", "told apart by lead agency"]),
      ("vi", ["nhiều cơ quan chủ trì (1)", "phân biệt theo cơ quan chủ trì"]),
    ] {
      let outcome = try run(
        [
          "tasks", "tasks.csv", "--as-of", "2023-11-10", "--output", language, "--language",
          language,
        ], in: folder)
      let text = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(outcome.status == 0 && words.allSatisfy { text.contains($0) }, "\(text)")
    }
    let duty = try CSVRows.read(folder + "/en/tasks.csv").first { $0["task_id"] == "d" }
    #expect(duty?["note"]?.contains("due today, and late only when the day is over") == true)
  }

  @Test("The summary fits 80 columns in both languages", arguments: ["en", "vi"])
  func summary(language: String) throws {
    let folder = try folder(made())
    var program = try #require(Program())
    program.environment = ["COLUMNS": "80"]
    let outcome = try program.run(
      ["tasks", "tasks.csv", "--as-of", "2023-11-01", "--output", "o", "--language", language],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Unit 1") && !outcome.output.contains("done_on_time"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("Every fault is told with its cell and exit code 3; validate and schema know the files")
  func faults() throws {
    let folder = try folder(
      Self.head + "a,U,P,2024-02-01,soon,\nb,U,P,2024-02-01,2024-06-30,2024-01-01\n")
    for arguments in [["tasks", "tasks.csv", "--output", "o"], ["validate", "tasks.csv"]] {
      let outcome = try run(arguments, in: folder)
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("tasks.csv:2:18:") && outcome.errors.contains("[task-due]"))
      #expect(outcome.errors.contains("[task-order]"))
    }
    #expect(Program.names(in: folder) == ["tasks.csv"])
    let schema = try run(["schema", "tasks"], in: folder)
    #expect(schema.status == 0 && schema.output.contains("share_done"))
  }

  @Test("A scenario names its tasks; one without them, and a file without a day, are refused")
  func scenarios() throws {
    let folder = try folder(made())
    func scenario(_ name: String, _ keys: String) throws {
      let text = #"{"name": "s", "title": "S", "region": {"geo": "g"}\#(keys)}"#
      try Program.write(Array(text.utf8), to: "\(folder)/\(name).json")
    }
    try scenario("s", #", "as_of": "2023-11-01", "tasks": ["tasks.csv"]"#)
    let outcome = try run(["tasks", "s.json", "--output", "o", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try CSVRows.read(folder + "/o/tasks.csv").allSatisfy { $0["scenario"] == "s" })
    #expect(try run(["validate", "s.json"], in: folder).status == 0)
    #expect(try run(["run", "s.json", "--output", "r"], in: folder).status == 3)
    let without = Golden.root + "/Scenarios/haiduong-growth-2025/scenario.json"
    let none = try run(["tasks", without, "--output", "n"], in: folder)
    #expect(none.status == 3 && none.errors.contains("[task-none]"), "\(none.errors)")
    try Program.write(Array("task_id,due\na,2025\n".utf8), to: folder + "/bare.csv")
    let dayless = try run(["tasks", "bare.csv", "--output", "d"], in: folder)
    #expect(dayless.status == 2 && dayless.errors.contains("--as-of"), "\(dayless.errors)")
  }
}
