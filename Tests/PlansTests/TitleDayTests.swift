internal import Files
import Plans
import Testing
import TimeSeries

@Suite("Days of which tables of tasks tell") struct TitleDayTests {
  private let head = "STT;Nhiệm vụ;Đơn vị chủ trì;Ngày giao;Thời hạn;Ngày hoàn thành\n"
  private let rows = "1;A;U;01/4/2025;31/12/2025;\n2;B;U;01/3/2025;30/6/2025;20/6/2025\n"

  private func read(
    _ text: String, path: String = "t.csv"
  ) -> (list: TaskList, faults: FaultCollector) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: path, text: text), faults: &faults)
    #expect(faults.found.isEmpty, "\(faults.found)")
    return (reader.list, faults)
  }

  @Test(
    "The day of a title counts, and is told with its place",
    arguments: [
      ("TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ ĐẾN NGÀY 30/6/2025", "2025-06-30"),
      ("(Số liệu tính đến hết ngày 30 tháng 6 năm 2025)", "2025-06-30"),
      ("Báo cáo từ ngày 01/01/2025 đến 15.7.2025", "2025-07-15"),
      ("TÌNH HÌNH THỰC HIỆN ĐẾN HẾT THÁNG 6/2025", "2025-06-30"),
      ("Đến tháng 6 năm 2025", "2025-06-30"),
      ("TIẾN ĐỘ NHIỆM VỤ ĐẾN THÁNG 7/2025", "2025-07-31"),
      ("Tasks as of 2025-06-25", "2025-06-25"),
    ])
  func title(text: String, day: String) throws {
    let (list, faults) = read("UBND TỈNH\n" + text + "\n" + head + rows)
    let wanted = try #require(CalendarDate(day))
    #expect(list.newestDay == wanted && list.isDayStated)
    #expect(faults.remarks.map(\.problem) == [.task(.dayOfTitle(wanted, title: text))])
    #expect(faults.remarks.first?.location.line == 2)
    // Asked of an earlier day the table tells what was known then; its day begins no clock.
    let task = try #require(list.tasks.first)
    #expect(try task.report(on: #require(CalendarDate("2025-05-01"))) != nil)
    #expect(task.firstReport == nil)
  }

  @Test(
    "Days by which work is to be done, of plans and of papers, are none of the table; nor are two",
    arguments: [
      "NHIỆM VỤ PHẢI HOÀN THÀNH ĐẾN NGÀY 31/12/2025", "KẾ HOẠCH THỰC HIỆN ĐẾN NGÀY 31/12/2026",
      "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/7/2025)", "MỤC TIÊU ĐẾN NĂM 2030",
      "Đến tháng 7/2025 hoàn thành các việc sau", "KẾ HOẠCH ĐẾN THÁNG 7/2025",
      "Tiến độ đến ngày 30/6/2025, so với đến ngày 31/5/2025", "Tiến độ đến ngày 31/6/2025",
    ])
  func none(text: String) throws {
    let (list, faults) = read(text + "\n" + head + rows)
    #expect(!list.isDayStated && faults.remarks.isEmpty && faults.warnings.isEmpty)
    #expect(list.newestDay == CalendarDate("2025-06-20"))
  }

  @Test("A title before an end does not count, and that is told")
  func before() throws {
    let (list, faults) = read("Tiến độ đến ngày 31/5/2025\n" + head + rows)
    #expect(list.newestDay == CalendarDate("2025-06-20") && faults.remarks.isEmpty)
    let (one, other) = (CalendarDate("2025-05-31"), CalendarDate("2025-06-20"))
    #expect(
      try faults.warnings.map(\.problem)
        == [.task(.titleBeforeEnd(#require(one), done: #require(other)))])
  }

  @Test("Titles tell reports of one task apart")
  func reports() throws {
    var faults = FaultCollector()
    var reader = TaskReader()
    for (path, day) in [("a.csv", "31/3/2025"), ("b.csv", "30/6/2025")] {
      reader.read(
        SourceFile(
          path: path,
          text: "Tiến độ đến ngày \(day)\nMã;Thời hạn;Trạng thái\nA;31/12/2025;Đang thực hiện\n"),
        faults: &faults)
    }
    #expect(faults.found.isEmpty && reader.list.tasks.map(\.reports.count) == [2])
    #expect(reader.list.tasks.first?.firstReport == CalendarDate("2025-03-31"))
  }

  @Test(
    "A name of a file counts where it holds one day behind all that was done",
    arguments: [
      ("x/tien-do-2025-06-30.csv", "2025-06-30"), ("BC 30.6.2025.csv", "2025-06-30"),
      ("bc20250630.csv", nil), ("bc 20250630.csv", "2025-06-30"), ("bc 12-2025.csv", nil),
      ("tu 1-1-2025 den 30-6-2025.csv", nil), ("tien-do-2025-05-31.csv", nil),
    ] as [(String, String?)])
  func names(path: String, day: String?) {
    let (list, faults) = read(head + rows, path: path)
    #expect(list.isDayStated == (day != nil))
    #expect(list.newestDay == CalendarDate(day ?? "2025-06-20"))
    #expect(faults.remarks.count == (day == nil ? 0 : 1) && faults.warnings.isEmpty)
  }
}
