import TestSupport
import Testing

/// Plans that were laid down and revised on days that the table names. Every number here is made up.
@Suite struct PlanDaysCommandTests {
  private let folder: String
  private let program: Program

  init() throws {
    folder = try Program.temporaryFolder()
    program = try #require(Program())
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try program.run(arguments, in: folder)
  }

  /// Months to May of 2025, each published on the 6th of the next one, and a plan of 2025 that was revised in June.
  private func writeTable() throws {
    var rows = ["Chỉ tiêu,Loại,Kỳ,Giá trị (tỷ đồng),Ngày công bố"]
    for month in 12 * 2021...12 * 2025 + 4 {
      let next = month + 1
      let value = 100 + month % 12 + 8 * (month / 12 - 2021)
      rows.append(
        "Thu ngân sách,Thực hiện,\(month % 12 + 1)/\(month / 12),\(value),16/\(next % 12 + 1)/\(next / 12)"
      )
    }
    rows.append("Thu ngân sách,Kế hoạch,2025,1588,20/12/2024")
    rows.append("Thu ngân sách,Kế hoạch điều chỉnh,2025,1700,15/6/2025")
    try Program.write(Array((rows.joined(separator: "\n") + "\n").utf8), to: folder + "/t.csv")
  }

  private func plan(_ card: String) throws -> Double? {
    try CSVRows.read(folder + "/\(card)/scorecard.csv").first { $0["period"] == "2025" }?.number(
      "plan")
  }

  @Test("A plan counts from its day on, in the table or written down", arguments: [false, true])
  func days(isInPlace: Bool) throws {
    try writeTable()
    let started = try run(
      ["init", "t.csv", "--output", "s"] + (isInPlace ? ["--in-place"] : []))
    #expect(started.status == 0, "\(started.errors)")
    for (day, value) in [("2025-05-20", 1588.0), ("2025-06-14", 1588), ("2025-06-15", 1700)] {
      let made = try run([
        "scorecard", "s/scenario.json", "--year", "2025", "--as-of", day, "--output", day, "-q",
      ])
      #expect(made.status == 0, "\(made.errors)")
      #expect(try plan(day) == value, "\(day)")
    }
    let later = try run([
      "scorecard", "s/scenario.json", "--year", "2025", "--as-of", "2025-06-20", "--against",
      "2025-05-20", "--output", "june", "-q",
    ])
    #expect(later.status == 0, "\(later.errors)")
    let changed = try CSVRows.read(folder + "/june/changed_figures.csv").filter {
      $0["cause"] == "plan"
    }
    #expect(changed.map { $0.number("before") } == [1588])
    #expect(changed.map { $0.number("after") } == [1700])
  }

  @Test("run asks what was issued by its day, and is told of scorecard where measures are all")
  func runs() throws {
    try writeTable()
    #expect(try run(["init", "t.csv", "--output", "s"]).status == 0)
    for (day, value) in [("2025-05-20", 1588.0), ("2025-06-15", 1700)] {
      let made = try run([
        "run", "s/scenario.json", "--as-of", day, "--paths", "1000", "--output", day, "-q",
      ])
      #expect(made.status == 0, "\(made.errors)")
      let rows = try CSVRows.read(folder + "/\(day)/attainment.csv")
      #expect(rows.map { $0.number("target") } == [value])
    }
    let early = try run(["run", "s/scenario.json", "--as-of", "2024-12-19", "--output", "early"])
    #expect(early.status != 0 && early.errors.contains("plan-not-issued"))
    #expect(try run(["init", "t.csv", "--output", "p", "--in-place"]).status == 0)
    let refused = try run(["run", "p/scenario.json", "--output", "r"])
    #expect(refused.errors.contains("forecast scorecard p/scenario.json"), "\(refused.errors)")
  }
}
