internal import Files
import Plans
import Testing
import TimeSeries

@Suite("Tasks as departments keep them") struct DepartmentTaskTests {
  private func read(_ text: String) -> (list: TaskList, faults: [Fault]) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: "t.csv", text: text), faults: &faults)
    return (reader.list, faults.found)
  }

  private let end = CalendarDate(year: 2026, month: 12, day: 31)

  private func reports(_ list: TaskList) throws -> [TaskReport] {
    let end = try #require(end)
    return try list.tasks.map { try #require($0.report(on: end)) }
  }

  @Test(
    "Due dates as offices write them, the day first",
    arguments: [
      ("17/10/2025", "2025-10-17"), ("03/04/2025", "2025-04-03"), ("3.4.2025", "2025-04-03"),
      ("10/2025", "2025-10-31"), ("tháng 2/2025", "2025-02-28"), ("Quý IV/2025", "2025-12-31"),
      ("quý 3 năm 2025", "2025-09-30"), ("III/2025", "2025-09-30"), ("Q1/2025", "2025-03-31"),
      ("Trong năm 2025", "2025-12-31"), ("trước ngày 10/3/2025", "2025-03-09"),
      ("trước quý II/2025", "2025-03-31"), ("chậm nhất ngày 30/6/2025", "2025-06-30"),
      ("ngày 17 tháng 10 năm 2025", "2025-10-17"), ("6 tháng đầu năm 2025", "2025-06-30"),
      ("9 tháng cuối năm 2025", "2025-12-31"), ("cuối tháng 10/2025", "2025-10-31"),
      ("Giai đoạn 2025 - 2027", "2027-12-31"), ("31/12/2025 00:00:00", "2025-12-31"),
      ("ngày 20 hằng tháng", "2027-01-20"), ("tháng 01 hằng năm", "2027-01-31"),
    ])
  func due(text: String, due: String) throws {
    let (list, faults) = read("task_id,due\na,\(text)\n")
    #expect(faults.isEmpty)
    let report = try #require(try reports(list).first)
    let end = try #require(end)
    #expect(report.due.current(on: end)?.due.description == due)
  }

  @Test(
    "What names no day is a fault; a month in front of its day is told",
    arguments: [
      ("10/17/2025", TaskHint.dayFirst), ("31/02/2025", .dueGrammar), ("17/10", .dueGrammar),
      ("quý V/2025", .dueGrammar), ("đầu năm 2025", .dueGrammar), ("17/10/25", .dueGrammar),
      ("sớm", .dueGrammar), ("13/2025", .dueGrammar),
    ])
  func strange(text: String, hint: TaskHint) {
    let found = read("task_id,due\na,2025-01-01\nb,\(text)\n").faults
    #expect(found.map(\.location) == [.init(file: "t.csv", line: 3, column: 3)])
    #expect(found.first?.problem.code == "task-due" && found.first?.hint == .task(hint))
  }

  @Test("A table of a department is read by its heads, below its titles")
  func heads() throws {
    let (list, faults) = read(
      """
      BẢNG THEO DÕI NHIỆM VỤ
      STT;Nhiệm vụ;Đơn vị chủ trì;Thời hạn;Ngày hoàn thành;Trạng thái;Tiến độ
      I;Kinh tế;;;;;
      1;Lập kế hoạch;Sở Tài chính;Quý I/2025;20/03/2025;Đã hoàn thành;100%
      2;Rà soát;Sở Nội vụ;17/10/2025;;Đang thực hiện;62,5%
      """)
    #expect(faults.isEmpty)
    #expect(list.tasks.map(\.id) == ["1", "2"])
    let reports = try reports(list)
    #expect(reports.map(\.name.vi) == ["Lập kế hoạch", "Rà soát"])
    #expect(reports.map(\.leadAgency) == ["Sở Tài chính", "Sở Nội vụ"])
    #expect(reports.map(\.programme) == ["Kinh tế", "Kinh tế"])
    #expect(reports.map { $0.done?.description } == ["2025-03-20", nil])
    #expect(reports.map(\.status) == [.done, .running] && reports.map(\.shareDone) == [1, 0.625])
  }

  @Test("Numbers that begin again in each part tell no tasks apart; their names do")
  func numbers() {
    let head = "STT,Nhiệm vụ,Đơn vị chủ trì,Thời hạn\n"
    let parts = read(head + "1,A,U,2025\n1,B,U,2025\n")
    #expect(parts.faults.isEmpty && parts.list.tasks.map(\.id) == ["A", "B"])
    let named = read("Nhiệm vụ,Thời hạn\nA,2025\nB,2025\n")
    #expect(named.faults.isEmpty && named.list.tasks.map(\.id) == ["A", "B"])
  }

  @Test("Faults of such a table stand at their cells under its own heads")
  func faults() {
    let found = read(
      "Mã nhiệm vụ,Thời hạn,Ngày hoàn thành,Trạng thái,Tiến độ\nA,2025,03/20/2025,lạ,120%\n"
    ).faults
    #expect(Set(found.map(\.problem.code)) == ["date", "value-range", "value-unknown"])
    #expect(
      found.first { $0.problem.code == "date" }?.problem
        == .period(.impossibleDate(column: "Ngày hoàn thành", text: "03/20/2025")))
    #expect(found.first { $0.problem.code == "date" }?.hint == .task(.dayFirst))
  }

  @Test("Progress in words is a status where no other column says one")
  func words() throws {
    let (list, faults) = read(
      "Mã,Hạn hoàn thành,Tiến độ\nA,2025,Chậm tiến độ\nB,2025,Chưa đến hạn\n")
    #expect(faults.isEmpty)
    let reports = try reports(list)
    #expect(reports.map(\.status) == [.late, nil] && reports.map(\.shareDone) == [nil, nil])
  }
}
