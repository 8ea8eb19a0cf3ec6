internal import Files
import Plans
import Testing
import TimeSeries

@Suite("Tasks") struct TaskReaderTests {
  private func read(_ text: String) -> (list: TaskList, faults: [Fault]) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: "t.csv", text: text), faults: &faults)
    return (reader.list, faults.found)
  }

  private func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  @Test(
    "Due dates as plans write them",
    arguments: [
      ("2025-03-31", "2025-03-31"), ("2025-02", "2025-02-28"), ("2024-02", "2024-02-29"),
      ("2030", "2030-12-31"), ("by:2030", "2030-12-31"), ("by: 2027-06", "2027-06-30"),
      ("<=2025-03-31", "2025-03-31"), ("<2025-03-10", "2025-03-09"), ("<2025", "2024-12-31"),
      ("<2025-03", "2025-02-28"), ("2025-2027", "2027-12-31"), (" 2025-03-31 ", "2025-03-31"),
      ("<=2025-05-31;ongoing", "2025-05-31"), ("by:2025-2030", "2030-12-31"),
    ])
  func once(text: String, due: String) throws {
    let found = try #require(TaskDue(text)?.current(on: day("2025-06-30")))
    #expect(found.due.description == due)
    #expect((found.from != nil) == text.contains("2025-20"))
  }

  @Test(
    "What comes back is due next on or after the day",
    arguments: [
      ("yearly:<=01-31", "2025-02-01", "2026-01-31", "2025-02-01"),
      ("yearly:<=01-31", "2025-01-31", "2025-01-31", "2024-02-01"),
      ("yearly:<10-01", "2025-06-30", "2025-09-30", "2024-10-01"),
      ("yearly:<=02-29", "2025-01-01", "2025-02-28", "2024-03-01"),
      ("monthly:=18", "2025-06-19", "2025-07-18", "2025-06-19"),
      ("monthly:=31", "2025-02-01", "2025-02-28", "2025-02-01"),
      ("monthly:<=18", "2025-12-19", "2026-01-18", "2025-12-19"),
    ])
  func recurring(text: String, on: String, due: String, from: String) throws {
    let found = try #require(TaskDue(text)?.current(on: day(on)))
    #expect(found.due.description == due && found.from?.description == from)
    #expect(TaskDue(text)?.isRecurring == true)
  }

  @Test("No date is no fault", arguments: ["", " ", "ongoing"])
  func undated(text: String) throws {
    let due = try #require(TaskDue(text))
    #expect(due == .undated && due.current(on: day("2025-01-01")) == nil)
  }

  @Test(
    "What the grammar does not know is a fault with its place",
    arguments: [
      "2025-02-30", "by:", "soon", "2027-2025", "yearly:<=13-01", "monthly:=32",
      "2025-03-31;later", "<=2025-13", "2025-03-31;ongoing;ongoing", "2025-Q1", "monthly:=1a",
    ])
  func unreadable(text: String) throws {
    let found = read("due,task_id\n2025-01-01,a\n\(text),b\n").faults
    #expect(found.count == 1)
    let fault = try #require(found.first)
    #expect(fault.problem.code == "task-due" && fault.location == .init(file: "t.csv", line: 3))
    #expect(fault.hint == .task(.dueGrammar))
  }

  @Test("Two columns are enough; the order does not count, and strangers are passed over")
  func columns() throws {
    let (list, faults) = read("mood,due,task_id\ngood,2025-01-31,a\n")
    #expect(faults.isEmpty && list.tasks.map(\.id) == ["a"] && !list.isWeighted)
    let report = try #require(list.tasks.first?.report(on: day("2024-01-01")))
    #expect(report.started == nil && report.weight == 1 && report.phases.isEmpty)
    #expect(read("task_id,done\na,\n").faults.map(\.problem.code) == ["csv-missing-column"])
    #expect(read("task_id,due\n").faults.map(\.problem.code) == ["csv-no-rows"])
  }

  @Test(
    "Faults by cell",
    arguments: [
      ("a,2025-01-31,2025-02-01,2025-01-01,,,", "task-order", 25),
      ("a,2025-01-31,2025-02-30,,,,", "date", 14), ("a,2025-01-31,,2025-1-1,,,", "date", 15),
      ("a,2025-01-31,,,1.2%x,,", "csv-number", 16), ("a,2025-01-31,,,101,,", "value-range", 16),
      ("a,2025-01-31,,,-0.1,,", "value-range", 16), ("a,2025-01-31,,,120%,,", "value-range", 16),
      ("a,2025-01-31,,,,doing,", "value-unknown", 17),
      ("a,2025-01-31,,2025-01-20,,running,", "task-status", 27),
      ("a,2025-01-31,,2025-01-20,,,2025-01-15", "task-order", 15),
      (",2025-01-31,,,,,", "csv-empty", 1),
    ])
  func faults(row: String, code: String, column: Int) {
    let found = read("task_id,due,started,done,share_done,status,as_of\n\(row)\n").faults
    #expect(found.map(\.problem.code) == [code])
    #expect(found.map(\.location) == [.init(file: "t.csv", line: 2, column: column)])
  }

  @Test("The day of knowledge is that of a report or an end; a planned begin is none")
  func newest() throws {
    func newest(_ rows: String) -> CalendarDate? {
      read("task_id,due,started,done,status,as_of\n" + rows).list.newestDay
    }
    #expect(newest("a,2026-12-31,2026-09-01,,,2025-06-30\n") == day("2025-06-30"))
    #expect(newest("a,2026-12-31,2025-01-01,2025-03-01,,\n") == day("2025-03-01"))
    #expect(newest("a,2026-12-31,2025-05-01,,,\n") == day("2025-05-01"))
    #expect(
      newest("a,2026-12-31,2026-05-01,,not_started,\nb,2026-12-31,2025-05-01,,,\n")
        == day("2025-05-01"))
  }

  @Test("Rows of one task are reports of different days; two of one day are a fault")
  func reports() throws {
    let head = "task_id,due,share_done,as_of\n"
    let (list, faults) = read(
      head + "a,2025-12-31,60,2025-06-30\na,2025-10-31,20,2025-03-31\nA ,2026-06-30,90,2025-09-30\n"
    )
    #expect(faults.isEmpty && list.tasks.count == 1)
    let task = try #require(list.tasks.first)
    #expect(task.report(on: day("2025-03-30")) == nil)
    #expect(task.report(on: day("2025-07-01"))?.shareDone == 0.6)
    #expect(task.report(on: day("2025-06-29"))?.shareDone == 0.2)
    #expect(task.report(on: day("2030-01-01"))?.due == TaskDue("2026-06-30"))
    #expect(task.firstReport == day("2025-03-31"))
    let twice = read(head + "a,2025-12-31,,\nb,2025-12-31,,\na,2025-12-31,,\n").faults
    #expect(twice.map(\.problem.code) == ["task-duplicate"] && twice.first?.location.line == 4)
    #expect(twice.first?.hint == .task(.dayOfReports))
  }

  @Test(
    "A blank leaves what an older report said, unless another cell of the newer one says otherwise",
    arguments: [
      ("2025-04-10,done,,", "2025-04-10", "done", nil),
      (",done,,", nil, "done", nil), (",,60,", nil, nil, 0.6), (",,,running", nil, "running", nil),
      ("2025-04-10,,,running", nil, "running", nil), (",done,60,", nil, nil, 0.6),
      ("2025-04-10,,,late", nil, "late", nil), ("2025-07-10,,,late", "2025-07-10", "late", nil),
    ] as [(String, String?, String?, Double?)])
  func blanks(cells: String, done: String?, status: String?, share: Double?) throws {
    // The day and status of the older report, then share and status of the newer one.
    let parts = cells.split(separator: ",", omittingEmptySubsequences: false)
    let (list, faults) = read(
      "task_id,lead_agency,weight,started,due,done,status,share_done,as_of\n"
        + "a,U,2,2025-01-05,2025-06-30,\(parts[0]),\(parts[1]),,2025-07-15\n"
        + "a,,,,,,\(parts[3]),\(parts[2]),2025-08-01\n")
    #expect(faults.isEmpty)
    let report = try #require(list.tasks.first?.report(on: day("2025-08-31")))
    #expect(report.leadAgency == "U" && report.weight == 2 && report.due == TaskDue("2025-06-30"))
    #expect(report.started == day("2025-01-05") && report.done?.description == done)
    #expect(report.status?.rawValue == status && report.shareDone == share)
    #expect(report.day == day("2025-08-01"))
  }

  @Test("A share that stands is as old as the report that told it; no_date takes the due day back")
  func standing() throws {
    let (list, _) = read(
      "task_id,due,share_done,status,as_of\na,2025-12,40%,,2025-03-31\na,,,,2025-06-30\n"
        + "a,,,no_date,2025-09-30\n")
    let task = try #require(list.tasks.first)
    let second = try #require(task.report(on: day("2025-06-30")))
    #expect(second.shareDone == 0.4 && second.shareDay == day("2025-03-31"))
    #expect(second.due == TaskDue("2025-12"))
    #expect(task.report(on: day("2025-09-30"))?.due == .undated)
  }

  @Test("Shares are of 1, of 100 in the whole file, or say so")
  func shares() {
    func shares(_ values: [String]) -> [Double?] {
      let rows = values.enumerated().map { "t\($0),2025,\($1)\n" }.joined()
      return read("task_id,due,share_done\n" + rows).list.tasks.map { $0.reports[0].shareDone }
    }
    #expect(shares(["0.5", "1", ""]) == [0.5, 1, nil])
    #expect(shares(["50", "1"]) == [0.5, 0.01])
    #expect(shares(["50%", "1"]) == [0.5, 1])
  }
}
