internal import Files
import Plans
import Testing
import TimeSeries

@Suite("Cells of tasks that say different things") struct TaskConflictTests {
  private let head =
    "Mã;Ngày bắt đầu;Thời hạn;Ngày hoàn thành;Trạng thái;% hoàn thành;Ngày báo cáo\n"

  private func read(_ rows: String) -> (list: TaskList, faults: FaultCollector) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: "t.csv", text: head + rows), faults: &faults)
    return (reader.list, faults)
  }

  private func kinds(_ rows: String, on day: String = "2025-06-30") throws -> [TaskConflict] {
    let (list, faults) = read(rows)
    #expect(faults.found.isEmpty, "\(faults.found)")
    let asked = try #require(CalendarDate(day))
    return (faults.warnings + list.conflicts(on: asked)).compactMap { fault in
      if case .task(.conflict(let kind, _, _)) = fault.problem { kind } else { nil }
    }
  }

  @Test(
    "Each kind is told",
    arguments: [
      ("a;1/1/2025;31/12/2025;;Quá hạn;;30/6/2025", .lateAhead),
      ("a;1/1/2025;30/6/2025;;Quá hạn;;30/6/2025", .lateAhead),
      ("a;1/1/2025;31/5/2025;;Trong hạn;;30/6/2025", .inTimeBehind),
      ("a;1/1/2025;31/5/2025;;Đang thực hiện trong hạn;;", .inTimeBehind),
      ("a;1/1/2025;31/5/2025;20/6/2025;Hoàn thành đúng hạn;;30/6/2025", .doneLate),
      ("a;1/1/2025;31/5/2025;20/5/2025;Hoàn thành quá hạn;;30/6/2025", .doneInTime),
      ("a;1/1/2025;31/12/2025;;Đang thực hiện;100%;30/6/2025", .openWhole),
      ("a;1/1/2025;31/12/2025;;Đã hoàn thành;50%;30/6/2025", .donePart),
      ("a;;31/12/2025;;Chưa thực hiện;50%;30/6/2025", .idleShare),
      ("a;1/1/2025;31/12/2025;;Chưa thực hiện;;30/6/2025", .idleBegun),
      ("a;1/6/2025;31/5/2025;;Đang thực hiện;;30/6/2025", .begunBehind),
      (
        "a;;31/5/2025;1/3/2025;Đã hoàn thành;;31/3/2025\na;;31/5/2025;;Đang thực hiện;;30/4/2025",
        .reopened
      ),
      (
        "a;;31/8/2025;;Đang thực hiện;70%;31/3/2025\na;;31/8/2025;;Đang thực hiện;40%;30/4/2025",
        .lessDone
      ),
    ] as [(String, TaskConflict)])
  func each(row: String, kind: TaskConflict) throws {
    #expect(try kinds(row + "\n") == [kind])
  }

  @Test("What agrees is not told; nor what only a later day makes so")
  func none() throws {
    let rows =
      "a;1/1/2025;31/5/2025;;Quá hạn;40%;30/6/2025\nb;1/1/2025;31/12/2025;;Trong hạn;;30/6/2025\n"
      + "c;1/1/2025;31/5/2025;20/5/2025;Hoàn thành đúng hạn;100%;30/6/2025\n"
      + "d;1/1/2025;31/5/2025;9/6/2025;Hoàn thành quá hạn;100%;30/6/2025\n"
      + "e;;31/12/2025;;Chưa thực hiện;0%;30/6/2025\nf;1/1/2025;30/6/2025;;Trong hạn;;30/6/2025\n"
    #expect(try kinds(rows).isEmpty)
    // A report of a later day is not known yet, and one of an earlier day was right then.
    #expect(try kinds("a;1/1/2025;31/12/2025;;Quá hạn;;30/6/2025\n", on: "2025-05-31").isEmpty)
    #expect(try kinds("a;1/1/2025;31/7/2025;;Trong hạn;;30/6/2025\n", on: "2025-09-30").isEmpty)
    #expect(
      try kinds("a;1/1/2025;31/7/2025;;Trong hạn;;\n", on: "2025-09-30") == [.inTimeBehind])
  }

  @Test("Cells are listed, eight of them, in one warning of a kind")
  func cells() throws {
    let rows = (1...11).map { "a\($0);1/1/2025;31/12/2025;;Đang thực hiện;100%;30/6/2025\n" }
    let (_, faults) = read(rows.joined())
    let warning = try #require(faults.warnings.first)
    #expect(faults.warnings.count == 1 && warning.location.line == 2)
    guard case .task(.conflict(.openWhole, let cells, 11)) = warning.problem else {
      Issue.record("\(warning.problem)")
      return
    }
    #expect(cells.count == 8 && cells.first == warning.location.cell)
  }

  @Test(
    "A day without a year, a dash and a day behind something else have hints of their own",
    arguments: [
      ("a;;chậm nhất 15 ngày sau khi có chủ trương;;Đang thực hiện;;", .emptyDue),
      ("a;;-;;Đang thực hiện;;", .emptyDue), ("a;;sớm;;Đang thực hiện;;", .lastDay),
    ] as [(String, TaskHint)])
  func hints(row: String, hint: TaskHint) {
    #expect(read(row + "\n").faults.found.map(\.hint) == [.task(hint)])
    for row in ["a;;30/6;;Đang thực hiện;;", "a;;31/5/2025;30/6;Hoàn thành;;"] {
      #expect(read(row + "\n").faults.found.map(\.hint) == [.write(.year("30/6/2026"))])
    }
  }
}
