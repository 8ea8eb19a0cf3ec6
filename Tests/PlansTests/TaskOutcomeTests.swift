internal import Files
import Plans
import TestSupport
import Testing
import TimeSeries

@Suite("What came of tasks, and cells that hold for several of them") struct TaskOutcomeTests {
  private func read(_ source: SourceFile) -> (list: TaskList, faults: FaultCollector) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(source, faults: &faults)
    return (reader.list, faults)
  }

  private func report(_ head: String, _ text: String) throws -> TaskReport {
    let (list, faults) = read(
      SourceFile(
        path: "t.csv",
        text: "STT;Nhiệm vụ;Thời hạn;\(head);Ngày bắt đầu\n1;A;31/5/2025;\(text);1/2/2025\n"))
    #expect(faults.found.isEmpty && faults.warnings.isEmpty, "\(faults.found + faults.warnings)")
    return try #require(list.tasks.first?.reports.first)
  }

  @Test(
    "A phrase tells a status, under whatever head",
    arguments: [
      ("Đã hoàn thành, vượt tiến độ", TaskStatus.done, true),
      ("Hoàn thành (QĐ số 5/QĐ-UBND ngày 10/5/2025)", .done, nil),
      ("Đã ban hành Quyết định số 12/QĐ-UBND ngày 12/5/2025", .done, nil),
      ("HT", .done, nil), ("Đã HT", .done, nil), ("hoàn thành.", .done, nil),
      ("100%", .done, nil), ("Hoàn thành 100%", .done, nil), ("Hoàn thành 80%", .running, nil),
      ("45%", .running, nil), ("0%", .notStarted, nil),
      ("Hoàn thành vượt thời hạn", .done, false), ("Đã hoàn thành chậm 5 ngày", .done, false),
      ("Hoàn thành, không đúng hạn", .done, false), ("Quá hạn - đã hoàn thành", .done, false),
      ("Đang thực hiện chậm tiến độ", .late, nil),
      ("Đang lấy ý kiến (đúng tiến độ)", .running, nil),
      ("Chưa hoàn thành, quá hạn", .late, nil), ("Không hoàn thành", .running, nil),
      ("Hoàn thành nhưng quá hạn", .done, false), ("Đã hoàn thành một phần", .running, nil),
      ("Đã trình UBND tỉnh", .running, nil), ("Gần hoàn thành", .running, nil),
      ("Chưa triển khai do thiếu vốn", .notStarted, nil),
      ("UBND tỉnh đã ban hành Quyết định số 1245/QĐ-UBND ngày 12/5/2025", .done, nil),
      ("Đã được UBND tỉnh phê duyệt", .done, nil), ("Đã tổ chức hội nghị", .done, nil),
    ] as [(String, TaskStatus, Bool?)])
  func phrases(text: String, status: TaskStatus, isInTime: Bool?) throws {
    for head in ["Trạng thái", "Kết quả thực hiện", "Tình hình thực hiện", "Kết quả"] {
      let report = try report(head, text)
      #expect(report.status == status && report.toldInTime == isInTime, "\(head)")
    }
  }

  @Test(
    "What names a part of the work, or something still open, is no end: told by cell, not passed over",
    arguments: [
      "Hoàn thành dự thảo", "Đã hoàn thành, đang trình phê duyệt", "Đã ban hành dự thảo kế hoạch",
      "Đã ban hành Kế hoạch số 5, chưa thực hiện", "Báo cáo số 12", "Đã khảo sát",
      "Đề nghị UBND tỉnh đã ban hành", "UBND tỉnh đã phê duyệt chủ trương", "Sau khi đã ban hành",
    ])
  func unread(text: String) throws {
    let head = "STT;Nhiệm vụ;Thời hạn;"
    let (list, faults) = read(
      SourceFile(
        path: "t.csv", text: "\(head)Kết quả\n1;A;31/5/2025;\(text)\n2;B;31/5/2025;Hoàn thành\n"))
    #expect(faults.found.isEmpty && list.tasks.first?.reports.first?.status == nil)
    #expect(faults.warnings.map(\.problem) == [.task(.unreadOutcome(cells: ["2:15"], count: 1))])
    // Behind an end it says nothing that is missing; as a status it is a fault.
    let ended = read(
      SourceFile(
        path: "t.csv", text: "\(head)Ngày hoàn thành;Kết quả\n1;A;31/5/2025;2/5/2025;\(text)\n"))
    #expect(ended.faults.found.isEmpty && ended.faults.warnings.isEmpty)
    let stated = read(
      SourceFile(path: "t.csv", text: "\(head)Trạng thái\n1;A;31/5/2025;\(text)\n"))
    #expect(stated.faults.found.map(\.location.line) == [2])
  }

  @Test(
    "The day that stands behind an end is that of the end",
    arguments: [
      ("Đã hoàn thành ngày 12/6/2025", "2025-06-12"), ("Hoàn thành (12/6/2025)", "2025-06-12"),
      ("Hoàn thành vào ngày 2.6.2025", "2025-06-02"),
      ("Đã ban hành ngày 12/6/2025", "2025-06-12"),
      ("Quá hạn, hoàn thành ngày 12/6/2025", "2025-06-12"), ("Hoàn thành 12/6/2025", "2025-06-12"),
      ("Ngày 12/6/2025 đã hoàn thành", "2025-06-12"),
      ("Đã hoàn thành vào ngày 12 tháng 6 năm 2025", "2025-06-12"),
      ("Đã hoàn thành, nghiệm thu 12/6/2025", "2025-06-12"),
      ("Đã được UBND tỉnh phê duyệt ngày 12/6/2025", "2025-06-12"),
      // Days behind the due day, 31 May, or before it, tell it, too.
      ("Đã hoàn thành, chậm 5 ngày", "2025-06-05"), ("Hoàn thành trễ hạn 12 ngày", "2025-06-12"),
      ("Hoàn thành trước hạn 3 ngày", "2025-05-28"), ("Hoàn thành chậm 5 ngày làm việc", nil),
      // A day that is a decision's, a bound, incomplete or none is no end.
      ("Hoàn thành (QĐ số 5 ngày 12/6/2025)", nil), ("Hoàn thành trước ngày 12/6/2025", nil),
      ("Hoàn thành tháng 6/2025", nil), ("Hoàn thành ngày 31/6/2025", nil),
    ] as [(String, String?)])
  func endOfWords(text: String, day: String?) throws {
    let report = try report("Kết quả thực hiện", text)
    #expect(report.status == .done && report.done?.description == day)
  }

  @Test("Days of words are held against those of cells, and against the day of the table")
  func wordsAndCells() {
    let head = "STT;Nhiệm vụ;Thời hạn;Trạng thái;Ngày hoàn thành;Ngày báo cáo\n"
    func row(_ text: String) -> FaultCollector {
      read(SourceFile(path: "t.csv", text: head + "1;A;30/6/2025;" + text)).faults
    }
    let other = row("Hoàn thành ngày 12/6/2025;13/6/2025;\n")
    #expect(
      other.warnings.map(\.problem) == [.task(.conflict(.otherEnd, cells: ["2:15"], count: 1))])
    #expect(row("Hoàn thành ngày 12/6/2025;12/6/2025;\n").warnings.isEmpty)
    let behind = row("Hoàn thành ngày 12/6/2025;;1/6/2025\n")
    #expect(behind.found.map(\.problem.code) == ["task-order"])
    #expect(behind.found.first?.location.column == 15)
  }

  @Test(
    "How much of the work is done is read from words, and what is behind or left is not",
    arguments: [
      ("Đạt 65%", TaskStatus.running, 0.65), ("65,5%", .running, 0.655),
      ("Hoàn thành 80% khối lượng", .running, 0.8),
      ("Đang thực hiện, đạt khoảng 65%", .running, 0.65), ("Đạt 100%", .done, 1),
      ("Đang thực hiện, còn 35%", .running, nil), ("Đang thực hiện, chậm 20%", .late, nil),
      ("Đã tổ chức 6/10 lớp", .running, 0.6), ("Đã hoàn thành 6/10 lớp", .running, 0.6),
      ("Đã giải ngân 40%", .running, 0.4), ("Đã giải ngân 40,5% kế hoạch vốn", .running, 0.405),
      ("Đã cấp được 6/10", .running, 0.6), ("Đã số hóa 1.200/3.000 hồ sơ", .running, 0.4),
      ("Đã xây dựng 45/60 phòng học, chậm tiến độ", .late, 0.75),
      ("Hoàn thành 10/10 lớp", .done, 1),
      ("Đang thực hiện, còn 4/10 lớp", .running, nil),
      // Days and numbers of documents are no parts.
      ("Đã hoàn thành ngày 12/6", .done, nil), ("Đã tổ chức ngày 6/10 tại huyện A", .done, nil),
      ("Đã ban hành Quyết định số 5/2025", .done, nil),
      // What was issued is a step of what goes on; the Party (Đảng) does not.
      ("Đã ban hành kế hoạch, đang triển khai", .running, nil),
      ("Đã khảo sát, đang lập dự toán", .running, nil),
      ("Đã ban hành Nghị quyết của Đảng bộ tỉnh", .done, nil),
    ] as [(String, TaskStatus, Double?)])
  func shares(text: String, status: TaskStatus, share: Double?) throws {
    let report = try report("Kết quả thực hiện", text)
    #expect(report.status == status && report.shareDone == share)
  }

  @Test("Where the table has a year, a part of several things is no day of it")
  func partsBesideYears() {
    let list = read(
      SourceFile(
        path: "t.csv",
        text: "STT;Nhiệm vụ;Thời hạn năm 2025;Kết quả\n1;A;30/11;Đã hoàn thành 6/10 lớp\n"
          + "2;B;30/11;Đã hoàn thành 6/10\n")
    ).list
    let told = list.tasks.compactMap(\.reports.first)
    #expect(told.map(\.status) == [.running, .done] && told.map(\.shareDone) == [0.6, nil])
    #expect(told.map { $0.done?.description } == [nil, "2025-10-06"])
  }

  @Test("A cell that is merged downwards holds for each of its rows, and that is told")
  func merged() throws {
    let heads = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Trạng thái"]
    var cells = zip("ABCDE", heads).map { (place: "\($0)1", value: $1) }
    for row in 2...5 {
      cells += [(place: "A\(row)", value: "\(row)"), (place: "B\(row)", value: "Việc \(row)")]
      if row == 2 || row == 5 {
        let unit = row == 2 ? "Sở A" : "Sở B"
        cells += [(place: "C\(row)", value: unit), (place: "D\(row)", value: "31/10/2025")]
        cells.append((place: "E\(row)", value: row == 2 ? "Đã hoàn thành" : "Đang thực hiện"))
      }
    }
    let merges = ["C2:C4", "D2:D4", "E2:E3"]
    func table(_ merges: [String]) throws -> (list: TaskList, faults: FaultCollector) {
      let book = MadeWorkbook("S", cells: cells, merges: merges)
      return read(try SourceFile(workbook: WorkbookAddress("b.xlsx"), data: book.bytes))
    }
    let (list, faults) = try table(merges)
    #expect(faults.found.isEmpty && faults.warnings.isEmpty, "\(faults.found)")
    let told = try list.tasks.map { try #require($0.reports.first) }
    #expect(told.map(\.leadAgency) == ["Sở A", "Sở A", "Sở A", "Sở B"])
    #expect(told.allSatisfy { $0.due == told[3].due } && told[3].due != .undated)
    #expect(told.map(\.status) == [.done, .done, nil, .running])
    #expect(
      faults.remarks.map(\.problem)
        == [.task(.mergedDown(cells: ["C2", "D2", "E2"], count: 3))])
    // Blank cells that no merge covers stay blank.
    let plain = try table([])
    #expect(plain.list.tasks.map { $0.reports.first?.leadAgency } == ["Sở A", "", "", "Sở B"])
    #expect(plain.faults.remarks.isEmpty)
  }

  @Test("A table without a day that calls a task overdue is not of a day before")
  func overdue() throws {
    let head = "STT;Nhiệm vụ;Thời hạn;Trạng thái;Ngày hoàn thành\n"
    func newest(_ rows: String) -> (day: CalendarDate?, due: CalendarDate?) {
      let list = read(SourceFile(path: "t.csv", text: head + rows)).list
      return (list.newestDay, list.lastOverdue)
    }
    let done = "9;D;31/5/2025;Đã hoàn thành;20/4/2025\n"
    let late = newest(done + "1;A;31/5/2025;Quá hạn;\n2;B;15/5/2025;Quá hạn;\n")
    #expect(late.day == CalendarDate("2025-06-01") && late.due == CalendarDate("2025-05-31"))
    // Work behind its plan is not past its due day; nor does a word count that others contradict.
    let april = CalendarDate("2025-04-20")
    for rows in [
      "1;A;31/5/2025;Chậm tiến độ;\n", "1;A;31/5/2025;Quá hạn;\n2;B;15/5/2025;Chưa đến hạn;\n",
      "1;A;31/3/2025;Quá hạn;\n",
    ] {
      let told = newest(done + rows)
      #expect(told.day == april && told.due == nil, "\(rows)")
    }
  }

  @Test(
    "What was called off is neither done nor open: it is told, and no task any more",
    arguments: [
      "Không thực hiện", "Dừng thực hiện", "Hủy bỏ", "Bãi bỏ (QĐ 12)",
      "Dừng thực hiện do thiếu vốn",
      "Đã bãi bỏ theo Nghị quyết 5", "Không thực hiện - thiếu vốn", "Chấm dứt thực hiện",
    ])
  func calledOff(text: String) {
    for head in ["Trạng thái", "Kết quả thực hiện"] {
      let (list, faults) = read(
        SourceFile(
          path: "t.csv",
          text: "STT;Nhiệm vụ;Thời hạn;\(head)\n1;A;31/5/2025;\(text)\n2;B;31/5/2025;Hoàn thành\n"))
      #expect(faults.found.isEmpty && list.tasks.map(\.id) == ["2"], "\(head)")
      #expect(faults.warnings.map(\.problem) == [.task(.calledOff(text))])
    }
    // What is late, or could not be done, was not called off.
    for open in ["Không thực hiện đúng tiến độ", "Đúng tiến độ"] {
      let list = read(
        SourceFile(path: "t.csv", text: "STT;Nhiệm vụ;Thời hạn;Kết quả\n1;A;31/5/2025;\(open)\n")
      ).list
      #expect(list.tasks.count == 1, "\(open)")
    }
  }

  @Test("A task counts until the report that calls it off, and again behind a newer one")
  func calledOffLater() {
    func ids(_ rows: String) -> [String] {
      read(SourceFile(path: "t.csv", text: "task_id,due,status,as_of\nb,2025,,\n" + rows)).list
        .tasks
        .map(\.id)
    }
    #expect(ids("a,2025,running,2025-03-31\na,2025,Hủy bỏ,2025-06-30\n") == ["b"])
    #expect(ids("a,2025,Hủy bỏ,2025-03-31\na,2025,running,2025-06-30\n") == ["b", "a"])
  }

  @Test("An end with a part reached is one where a day says so, and that is told")
  func endInPart() throws {
    let head = "STT;Nhiệm vụ;Thời hạn;Ngày hoàn thành;Kết quả\n"
    let (list, faults) = read(
      SourceFile(
        path: "t.csv",
        text: head
          + "1;A;31/5/2025;20/5/2025;Hoàn thành (đạt 51%)\n2;B;31/5/2025;;Hoàn thành (đạt 51%)\n"))
    #expect(faults.found.isEmpty)
    #expect(list.tasks.map { $0.reports[0].status } == [.done, .running])
    #expect(list.tasks[0].reports[0].done?.description == "2025-05-20")
    #expect(
      faults.warnings.map(\.problem) == [.task(.conflict(.donePart, cells: ["2:25"], count: 1))])
    let open = read(
      SourceFile(path: "t.csv", text: head + "1;A;31/5/2025;20/5/2025;Đang thực hiện 51%\n"))
    #expect(open.faults.found.map(\.problem.code) == ["task-status"])
  }
}
