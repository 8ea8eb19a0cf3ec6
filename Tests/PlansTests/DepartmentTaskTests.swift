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
      ("Thường xuyên, hằng năm", "2026-12-31"), ("Kéo dài đến 30/6/2025", "2025-06-30"),
      ("31/3/2025 (gia hạn đến 30/6/2025)", "2025-06-30"),
      ("gia hạn đến quý III/2025", "2025-09-30"),
      ("tháng 3-6/2025", "2025-06-30"), ("Từ 01/3/2025 đến 30/6/2025", "2025-06-30"),
      ("Quý I, II/2025", "2025-06-30"), ("Năm 2025 và các năm tiếp theo", "2025-12-31"),
      ("không quá ngày 30/6/2025", "2025-06-30"),
      ("30/9/2025 (điều chỉnh từ 30/6/2025)", "2025-09-30"),
      ("Quý III/2025 (được điều chỉnh từ quý I/2025)", "2025-09-30"),
      ("Điều chỉnh từ 30/6/2025 sang 30/9/2025", "2025-09-30"),
      ("gia hạn từ quý I đến quý III/2025", "2025-09-30"),
      ("30/9/2025, thay cho 30/6/2025", "2025-09-30"),
      ("30/9/2025 (ban đầu: 30/6/2025)", "2025-09-30"), ("gia hạn: 30/6/2025", "2025-06-30"),
      ("lùi sang tháng 9/2025", "2025-09-30"),
      ("30/6/2025 (điều chỉnh sang 30/9/2025)", "2025-09-30"),
      ("từ năm 2024 đến năm 2025", "2025-12-31"), ("30/6/2025 → 30/9/2025", "2025-09-30"),
      ("30/6/2025 (đã gia hạn lần 2 đến 31/8/2025)", "2025-08-31"),
      ("31/8/2025 (gia hạn lần 2; hạn cũ 30/6/2025)", "2025-08-31"),
      ("Trước 30/9/2025 (trước đó 30/6/2025)", "2025-09-29"),
      ("Chậm nhất là ngày 30/9/2025", "2025-09-30"), ("Thời hạn: 30/9/2025", "2025-09-30"),
      ("Các năm 2025, 2026", "2026-12-31"), ("Thường xuyên, năm 2025", "2025-12-31"),
    ])
  func due(text: String, due: String) throws {
    let (list, faults) = read("task_id,due\na,\"\(text)\"\n")
    #expect(faults.isEmpty)
    let report = try #require(try reports(list).first)
    let end = try #require(end)
    #expect(report.due.current(on: end)?.due.description == due)
  }

  @Test(
    "What comes back is due at the end of its month, quarter, half or year, or on the day that is told",
    arguments: [
      ("Hằng quý", ["2026-09-30", "2026-12-31", "2027-03-31"]),
      ("hàng quý", ["2026-09-30", "2026-12-31"]), ("Mỗi quý một lần", ["2026-09-30"]),
      ("Định kỳ hằng quý, 6 tháng, năm", ["2026-09-30", "2026-12-31"]),
      ("1 lần/quý", ["2026-09-30"]), ("Cuối mỗi quý", ["2026-09-30"]),
      ("Hằng quý (trước ngày 20 tháng cuối quý)", ["2026-09-19", "2026-12-19"]),
      ("Ngày 15 của tháng đầu quý", ["2026-07-15", "2026-10-15"]),
      ("trước ngày 1 tháng đầu quý hằng quý", ["2026-09-30"]),
      ("hằng năm", ["2026-12-31", "2027-12-31"]), ("Mỗi năm một lần", ["2026-12-31"]),
      ("Hằng năm (trước 30/11)", ["2026-11-29", "2027-11-29"]),
      ("Quý III hằng năm", ["2026-09-30", "2027-09-30"]), ("29/2 hằng năm", ["2027-02-28"]),
      ("6 tháng đầu năm hằng năm", ["2027-06-30"]), ("trước quý II hằng năm", ["2027-03-31"]),
      ("Hằng năm, giai đoạn 2026-2030", ["2026-12-31"]),
      ("hằng tháng", ["2026-07-31", "2026-08-31", "2026-09-30"]),
      ("Định kỳ hàng tháng", ["2026-07-31"]), ("ngày 6 hằng tháng", ["2026-08-06"]),
      ("Hằng tháng trước ngày 5 của tháng sau", ["2026-08-04", "2026-09-04"]),
      ("6 tháng/lần", ["2026-12-31", "2027-06-30"]), ("Định kỳ 6 tháng, 1 năm", ["2026-12-31"]),
      ("Ngày 15/6 và 15/12 hằng năm", ["2026-12-15", "2027-06-15"]),
      ("31/3, 30/6, 30/9, 31/12 hằng năm", ["2026-09-30", "2026-12-31", "2027-03-31"]),
      ("Tháng 6, tháng 12 hằng năm", ["2026-12-31", "2027-06-30"]),
    ])
  func rounds(text: String, dues: [String]) throws {
    let (list, faults) = read("task_id,due\na,\"\(text)\"\n")
    #expect(faults.isEmpty)
    let due = try #require(try reports(list).first).due
    #expect(due.isRecurring)
    var day = try #require(CalendarDate("2026-07-15"))
    for wanted in dues {
      let next = try #require(due.current(on: day))
      #expect(next.due.description == wanted)
      day = next.due.advanced(byDays: 1)
      // Time is allowed from the day behind the last due day on.
      #expect(due.current(on: day)?.from == day)
    }
  }

  @Test("Work that goes on all along has no due day", arguments: ["trong năm", "hàng ngày"])
  func always(text: String) throws {
    let (list, faults) = read("task_id,due\na,Thường xuyên \(text)\n")
    #expect(faults.isEmpty)
    #expect(try reports(list).map(\.due) == [.undated])
  }

  @Test(
    "What names no day is a fault; a month in front of its day is told",
    arguments: [
      ("10/17/2025", TaskHint.dayFirst),
      ("quý V/2025", .dueGrammar), ("đầu năm 2025", .lastDay), ("41/10/25", .dueGrammar),
      ("sớm", .lastDay), ("13/2025", .dueGrammar), ("ngày 20 hằng quý", .monthOfQuarter),
      ("kéo dài", .dueGrammar), ("gia hạn 3 tháng", .lastDay), ("tháng 6-3/2025", .dueGrammar),
      ("30/6/2025 - 1/3/2025", .dueGrammar), ("45 ngày", .dueGrammar),
      ("Chưa", .emptyDue), ("chưa xác định", .emptyDue), ("Không rõ", .emptyDue), ("-", .emptyDue),
      ("Từ tháng 6/2025", .beginAlone), ("từ 01/6/2025", .beginAlone), ("Từ năm 2025", .beginAlone),
      ("quý II và sớm/2025", .lastDay), ("trước quý I - II/2025", .dueGrammar),
      ("Sau 30/6/2025", .beginAlone), ("30 ngày kể từ ngày giao", .lastDay),
      ("Giữa năm 2025", .lastDay), ("Hằng tuần", .tooOften), ("mỗi ngày", .tooOften),
      ("Theo yêu cầu", .emptyDue), ("Sau khi có hướng dẫn", .emptyDue),
      ("30/6/2025; 30/11/2025", .severalDays),
      ("Đợt 1: 30/6/2025 và đợt 2: 30/11/2025", .severalDays),
      ("15/3 và 15/12 hằng năm", .severalDays), ("6 tháng - năm", .rounds), ("2 lần/năm", .rounds),
      ("31/4 hằng năm", .rounds),
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

  @Test(
    "A stretch of months or days says when a task begins, too",
    arguments: [
      ("tháng 3 - tháng 6/2025", "2025-03-01", "2025-06-30"),
      ("tháng 11/2025 - tháng 2/2026", "2025-11-01", "2026-02-28"),
      ("Từ tháng 3 đến tháng 6 năm 2025", "2025-03-01", "2025-06-30"),
      ("15/3/2025 – 30/6/2025", "2025-03-15", "2025-06-30"),
      ("Quý II - quý IV/2025", "2025-04-01", "2025-12-31"),
      ("quý IV/2025 - quý I/2026", "2025-10-01", "2026-03-31"),
      ("T3-T6/2025", "2025-03-01", "2025-06-30"),
    ])
  func stretch(text: String, from: String, due: String) throws {
    let (list, faults) = read("task_id,due\na,\"\(text)\"\n")
    #expect(faults.isEmpty)
    let report = try #require(try reports(list).first)
    #expect(
      report.due
        == .once(try #require(CalendarDate(due)), from: CalendarDate(from), isOngoing: false))
  }

  @Test(
    "The day on which a task was given is its begin where no other column tells one",
    arguments: [
      "Ngày giao", "Ngày giao việc", "Ngày ban hành", "Thời điểm giao",
      "Ngày giao (ngày/tháng/năm)",
      "Issued on", "Assigned",
    ])
  func issued(head: String) throws {
    let table = "STT;Nhiệm vụ;\(head);Hạn hoàn thành (dự kiến)\n"
    let (list, faults) = read(table + "1;A;15/01/2025;30/6/2025\n2;B;;30/6/2025\n")
    #expect(faults.isEmpty)
    #expect(try reports(list).map { $0.started?.description } == ["2025-01-15", nil])
    let wrong = read(table + "1;A;31/02/2025;30/6/2025\n").faults
    #expect(wrong.map(\.problem) == [.period(.impossibleDate(column: head, text: "31/02/2025"))])
    #expect(wrong.map(\.location.line) == [2])
    // Beside our own columns, too; a begin of its own stands.
    let both = read(
      "task_id,due,Ngày bắt đầu,\(head)\na,2025,2025-02-01,2025-01-15\nb,2025,,2025-01-15\n")
    #expect(both.faults.isEmpty)
    #expect(try reports(both.list).map { $0.started?.description } == ["2025-02-01", "2025-01-15"])
    #expect(read("task_id,due,\(head)\na,2025,31/02/2025\n").faults.count == 1)
  }

  @Test("Heads in two lines, with the numbers of columns below them, are read as one")
  func twoLines() throws {
    let (list, faults) = read(
      """
      KẾ HOẠCH THỰC HIỆN,,,,,,,
      TT,Nội dung nhiệm vụ,Đơn vị,,Thời gian,,,Kết quả
      ,,Chủ trì,Phối hợp,Giao,Hạn hoàn thành,Hoàn thành thực tế,
      (1),(2),(3),(4),(5),(6),(7),(8)
      I,Kinh tế,,,,,,
      1,A,Sở Tài chính,Sở Xây dựng,02/01/2025,31/3/2025,20/3/2025,Hoàn thành
      2,B,Sở Nội vụ,Sở Y tế,02/01/2025,30/6/2025,,Đang thực hiện
      3,C,Sở Nội vụ,,02/01/2025,30/6/2025,,Báo cáo số 12
      """)
    #expect(faults.isEmpty)
    let reports = try reports(list)
    #expect(reports.map(\.name.vi) == ["A", "B", "C"])
    #expect(reports.map(\.leadAgency) == ["Sở Tài chính", "Sở Nội vụ", "Sở Nội vụ"])
    #expect(reports.map { $0.started?.description } == ["2025-01-02", "2025-01-02", "2025-01-02"])
    #expect(reports.map { $0.done?.description } == ["2025-03-20", nil, nil])
    #expect(reports.map(\.status) == [.done, .running, nil])
    #expect(reports.map(\.programme) == ["Kinh tế", "Kinh tế", "Kinh tế"])
    // Faults tell heads with what stands above them.
    let wrong = read("TT;Nhiệm vụ;Thời gian;\n;;Ngày giao;Hạn\n1;A;31/02/2025;2025\n").faults
    #expect(
      wrong.map(\.problem)
        == [.period(.impossibleDate(column: "Thời gian Ngày giao", text: "31/02/2025"))])
    // A first task is none of them.
    let plain = read("TT;Nhiệm vụ;Đơn vị;Thời hạn\n1;A;Chủ trì;2025\n")
    #expect(plain.faults.isEmpty && plain.list.tasks.count == 1)
  }

  @Test("A due day that was put off in a column of its own counts")
  func putOff() throws {
    let head = "Mã;Hạn hoàn thành;Gia hạn đến;Tiến độ\n"
    let (list, faults) = read(
      head + "A;31/3/2025;30/6/2025;\nB;31/3/2025;;\nC;31/3/2025;Không;\n")
    #expect(faults.isEmpty)
    let end = try #require(end)
    #expect(
      try reports(list).map { $0.due.current(on: end)?.due.description }
        == ["2025-06-30", "2025-03-31", "2025-03-31"])
    let wrong = read(head + "A;31/3/2025;31/6/2025;\n").faults
    let last = try #require(CalendarDate(year: 2025, month: 6, day: 30))
    #expect(wrong.map(\.problem) == [.task(.noSuchDay("31/6/2025", last: last))])
  }

  @Test("Progress is a due day where no other column is; rest is told and read as open")
  func others() throws {
    let due = read("Nhiệm vụ;Đơn vị chủ trì;Tiến độ thực hiện\nA;U;Quý I/2025\n")
    #expect(due.faults.isEmpty)
    let end = try #require(end)
    #expect(
      try reports(due.list).map { $0.due.current(on: end)?.due.description } == ["2025-03-31"])
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(
      SourceFile(
        path: "t.csv", text: "Mã;Thời hạn;Trạng thái\nA;2025;Tạm dừng\nB;2025;Hoàn thành quá hạn\n"),
      faults: &faults)
    #expect(faults.found.isEmpty)
    #expect(faults.warnings.map(\.problem) == [.task(.paused("Tạm dừng"))])
    let found = try reports(reader.list)
    #expect(found.map(\.status) == [.running, .done] && found.map(\.toldInTime) == [nil, false])
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
