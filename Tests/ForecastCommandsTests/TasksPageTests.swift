import TestSupport
import Testing

@Suite struct TasksPageTests {
  /// A folder that holds the rows of a table of tasks.
  private func table(_ rows: String) throws -> (program: Program, folder: String) {
    let folder = try Program.temporaryFolder()
    try Program.write(Array(rows.utf8), to: folder + "/tasks.csv")
    return (try #require(Program()), folder)
  }

  @Test("The page says that chances come from tasks elsewhere where no own ones are finished")
  func outsideView() throws {
    let rows = "task_id,started,due\na,2025-01-01,2025-12-31\nb,2025-02-01,2025-07-05\n"
    let (program, folder) = try table(rows)
    let outcome = try program.run(
      ["tasks", "tasks.csv", "--as-of", "2025-06-30", "--format", "csv,html", "--output", "t"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = String(decoding: try Program.read(folder + "/t/report.html"), as: UTF8.self)
    #expect(page.contains("chances are those of public projects elsewhere"))
    // First a sentence with figures, then the curve, then tables.
    let lead = try #require(page.firstRange(of: "0 of 2 tasks are done"))
    let chart = try #require(page.firstRange(of: "<svg class=\"chart\""))
    let table = try #require(page.firstRange(of: "Open tasks that will rather be late"))
    #expect(lead.lowerBound < chart.lowerBound && chart.lowerBound < table.lowerBound)
    #expect(!page.contains("done_on_time/"))
  }

  @Test("Overdue tasks are named first, the longest overdue first, with agency and days")
  func overdue() throws {
    let rows =
      "task_id,name_en,name_vi,lead_agency,started,due\na,Late,Trễ,Unit A,2025-01-01,2025-06-20\n"
      + "b,Later,Trễ hơn,Unit B,2025-01-01,2025-05-31\nc,Open,Còn,Unit C,2025-02-01,2025-07-05\n"
    let (program, folder) = try table(rows)
    let outcome = try program.run(
      ["tasks", "tasks.csv", "--as-of", "2025-06-30", "--format", "csv,html", "--output", "t"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = String(decoding: try Program.read(folder + "/t/report.html"), as: UTF8.self)
    for text in [outcome.output, page] {
      let heading = try #require(text.firstRange(of: "Overdue (2)"))
      let shown = text[heading.upperBound...]
      let (first, second) = (
        try #require(shown.firstRange(of: "b Later")), try #require(shown.firstRange(of: "a Late"))
      )
      #expect(first.lowerBound < second.lowerBound)
      #expect(shown[first.upperBound..<second.lowerBound].contains("30"))
      #expect(shown[first.upperBound..<second.lowerBound].contains("Unit B"))
    }
  }

  @Test(
    "The workbook has table 7 by quarter, agencies and the course, in both languages",
    arguments: ["en", "vi"])
  func workbook(language: String) throws {
    let rows =
      "task_id,name_en,name_vi,lead_agency,started,due,done\n"
      + "a,Buy,Mua,U,2025-01-01,2025-12-31,\nb,Build,Xây,U,2025-02-01,2025-05-31,2025-05-02\nc,Go on,Tiếp,V,,,\n"
    let (program, folder) = try table(rows)
    for name in ["t", "u"] {
      let outcome = try program.run(
        [
          "tasks", "tasks.csv", "--as-of", "2025-06-30", "--format", "csv,xlsx", "--output", name,
          "--language", language, "-q",
        ], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try Program.read(folder + "/t/tasks.xlsx") == Program.read(folder + "/u/tasks.xlsx"))
  }
}
