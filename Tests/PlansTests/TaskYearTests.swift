import Files
import Plans
import Testing
import TimeSeries

@Suite("Days of tasks whose year stands elsewhere, and days that are none") struct TaskYearTests {
  private func read(
    _ text: String, path: String = "t.csv", asOf: String? = nil
  ) -> (list: TaskList, faults: FaultCollector) {
    var faults = FaultCollector()
    var reader = TaskReader(asOf: asOf.flatMap { CalendarDate($0) })
    reader.read(SourceFile(path: path, text: text), faults: &faults)
    return (reader.list, faults)
  }

  private func due(_ list: TaskList) throws -> [String] {
    let day = try #require(CalendarDate("2026-01-01"))
    return list.tasks.compactMap { $0.reports.last?.due.current(on: day)?.due.description }
  }

  private func told(_ faults: FaultCollector) -> [TaskProblem] {
    faults.remarks.compactMap { if case .task(let problem) = $0.problem { problem } else { nil } }
  }

  @Test(
    "A day without a year has that of its head, title, file or day asked of, and that is told once",
    arguments: [
      ("", "Thời hạn năm 2026", "t.csv", nil, 2026),
      ("KẾ HOẠCH NĂM 2026;;\n", "Thời hạn", "t.csv", nil, 2026),
      ("Quyết định số 12/2025/QĐ-UBND năm 2026;;\n", "Thời hạn", "t.csv", nil, 2026),
      ("", "Thời hạn", "nhiem-vu-2026.csv", nil, 2026),
      ("", "Thời hạn", "t.csv", "2026-03-01", nil),
    ] as [(String, String, String, String?, Int?)])
  func sources(title: String, head: String, path: String, asOf: String?, year: Int?) throws {
    let text = "\(title)STT;Nhiệm vụ;\(head)\n1;A;30/6\n2;B;Quý III\n3;C;15/8/2026\n"
    let (list, faults) = read(text, path: path, asOf: asOf)
    #expect(faults.found.isEmpty, "\(faults.found)")
    #expect(try due(list) == ["2026-06-30", "2026-09-30", "2026-08-15"])
    let found = told(faults).filter { if case .yearOfTable = $0 { true } else { false } }
    guard found.count == 1, case .yearOfTable(let told, _, let count) = found[0] else {
      Issue.record("\(faults.remarks)")
      return
    }
    #expect(told == year && count == 2)
  }

  @Test("A title of two years names none; each row has that of its own report")
  func open() throws {
    let (_, faults) = read("KẾ HOẠCH 2025-2026;;\nSTT;Nhiệm vụ;Thời hạn\n1;A;30/6\n")
    #expect(faults.found.map(\.hint) == [.write(.year("30/6/2026"))])
    let (list, others) = read(
      "KẾ HOẠCH 2025-2026;;;\nSTT;Nhiệm vụ;Thời hạn;Ngày báo cáo\n1;A;30/6;1/3/2026\n")
    #expect(others.found.isEmpty)
    #expect(try due(list) == ["2026-06-30"])
  }

  @Test(
    "Due days as offices cut them short",
    arguments: [
      ("từ 01/3 đến 31/10/2026", "2026-10-31"), ("01/11 - 31/3/2026", "2026-03-31"),
      ("30/09/26", "2026-09-30"), ("30.9.26", "2026-09-30"), ("Cả năm", "2026-12-31"),
      ("cả năm 2026", "2026-12-31"), ("15/8 và các năm tiếp theo", "2026-08-15"),
      ("30/9 (điều chỉnh từ 30/6)", "2026-09-30"), ("từ 1/3 đến 31/10", "2026-10-31"),
      ("trước ngày 15/11", "2026-11-14"), ("Tháng 9", "2026-09-30"), ("cuối năm", "2026-12-31"),
      ("6 tháng đầu năm", "2026-06-30"), ("30/6; gia hạn đến 31/8", "2026-08-31"),
    ])
  func short(text: String, wanted: String) throws {
    let (list, faults) = read("Thời hạn năm 2026;;\nSTT;Nhiệm vụ;Thời hạn\n1;A;\"\(text)\"\n")
    #expect(faults.found.isEmpty, "\(faults.found)")
    #expect(try due(list) == [wanted])
  }

  @Test(
    "What has a year, comes back or says how long keeps its meaning",
    arguments: [
      ("12/2025", "2025-12-31"), ("17/10/2025", "2025-10-17"), ("2025-2027", "2027-12-31"),
    ])
  func own(text: String, wanted: String) throws {
    let (list, faults) = read("KẾ HOẠCH NĂM 2026;;\nSTT;Nhiệm vụ;Thời hạn\n1;A;\(text)\n")
    let day = try #require(CalendarDate("2026-01-01"))
    #expect(faults.found.isEmpty && told(faults).isEmpty)
    #expect(list.tasks[0].reports[0].due.current(on: day)?.due.description == wanted)
    for length in ["6 tháng", "từ tháng 6", "sớm"] {
      #expect(read("NĂM 2026;;\nSTT;Nhiệm vụ;Thời hạn\n1;A;\(length)\n").faults.found.count == 1)
    }
  }

  @Test(
    "A day that its month does not have is named with the last that it has",
    arguments: [
      ("31/6/2026", "2026-06-30", "30/6/2026"), ("29/2/2026", "2026-02-28", "28/2/2026"),
      ("trước ngày 31/9/2026", "2026-09-30", "30/9/2026"), ("31/11", "2026-11-30", "30/11/2026"),
    ])
  func noDay(text: String, last: String, hint: String) throws {
    let (_, faults) = read("NĂM 2026;;\nSTT;Nhiệm vụ;Thời hạn\n1;A;\(text)\n")
    let day = try #require(CalendarDate(last))
    #expect(faults.found.map(\.problem) == [.task(.noSuchDay(text, last: day))])
    #expect(faults.found.map(\.hint) == [.didYouMean(hint)])
    #expect(faults.found.map(\.location.line) == [3])
  }

  @Test(
    "What is missing is a year: the hint is the row's own day with one",
    arguments: [
      ("17/10", "17/10/2026"), ("30/9 (điều chỉnh từ 30/6)", "30/9/2026"),
      ("Trong quý III", "Trong quý III năm 2026"), ("Cuối năm", "Cuối năm 2026"),
      ("từ 1/3 đến 31/10", "từ 1/3 đến 31/10/2026"),
    ])
  func missing(text: String, example: String) {
    let found = read("task_id,due\na,2025-01-01\nb,\(text)\n").faults.found
    #expect(found.map(\.problem.code) == ["task-due"])
    #expect(found.map(\.hint) == [.write(.year(example))])
  }

  @Test(
    "Ends in the words of a status have the year, too, and may be told by weeks or months",
    arguments: [
      ("Hoàn thành (ngày 12/7)", "2026-07-12"), ("Đã hoàn thành 12/7", "2026-07-12"),
      ("Đã hoàn thành, chậm 1 tháng", "2026-06-30"), ("Hoàn thành, trước hạn 2 tuần", "2026-05-16"),
      ("Đã hoàn thành chậm một tháng", "2026-06-30"), ("Đã hoàn thành 12/7/26", "2026-07-12"),
    ])
  func ends(text: String, done: String) throws {
    let (list, faults) = read(
      "NĂM 2026;;;\nSTT;Nhiệm vụ;Thời hạn;Trạng thái\n1;A;30/5/2026;\(text)\n")
    #expect(faults.found.isEmpty, "\(faults.found)")
    #expect(list.tasks[0].reports[0].done?.description == done)
  }

  @Test("A month behind the last day of a month is the last of the next: no day is skipped")
  func monthEnd() throws {
    let (list, _) = read(
      "STT;Nhiệm vụ;Thời hạn;Trạng thái\n1;A;31/1/2026;Đã hoàn thành, chậm 1 tháng\n")
    #expect(list.tasks[0].reports[0].done?.description == "2026-02-28")
  }

  @Test("Ends behind the day that is asked of are told with the last of them")
  func ahead() throws {
    let (list, _) = read(
      "STT;Nhiệm vụ;Thời hạn;Ngày hoàn thành\n1;A;31/5/2026;20/5/2026\n2;B;31/5/2026;3/6/2026\n3;C;31/5/2026;9/6/2026\n"
    )
    let (day, last) = (try #require(CalendarDate("2026-05-31")), CalendarDate("2026-06-09"))
    let found = list.endsAhead(of: day)
    #expect(found.map(\.problem) == [.task(.endsAhead(day, last: try #require(last), count: 2))])
    #expect(found.map(\.location.line) == [3])
    #expect(list.endsAhead(of: try #require(last)).isEmpty)
  }
}
