import TestSupport
import Testing

@Suite struct TasksPageTests {
  @Test("The page says that chances come from tasks elsewhere where no own ones are finished")
  func outsideView() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let rows = "task_id,started,due\na,2025-01-01,2025-12-31\nb,2025-02-01,2025-10-31\n"
    try Program.write(Array(rows.utf8), to: folder + "/tasks.csv")
    let outcome = try program.run(
      ["tasks", "tasks.csv", "--as-of", "2025-06-30", "--format", "csv,html", "--output", "t"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = String(decoding: try Program.read(folder + "/t/report.html"), as: UTF8.self)
    #expect(page.contains("chances are those of public projects elsewhere"))
  }
}
