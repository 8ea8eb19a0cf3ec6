import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Tasks that are done on no day that is known") struct UndatedTaskTests: ReadsTasks {
  private func table(_ statuses: [(due: String, status: String)]) -> String {
    "STT;Nhiệm vụ;Chủ trì;Thời hạn;Trạng thái;Ngày báo cáo\n"
      + statuses.enumerated().map {
        "\($0.offset + 1);Việc \($0.offset + 1);Sở A;\($0.element.due);\($0.element.status);30/6/2025\n"
      }.joined()
  }

  @Test("A score of what is overdue alone is none, while of more tasks nobody knows")
  func score() throws {
    let open = [(due: "31/5/2025", status: "Quá hạn")]
    let done = (due: "30/4/2025", status: "Đã hoàn thành")
    let many = try run(table(open + [done, done]), "2025-06-30")
    let unit = try #require(many.units.first)
    #expect(unit.doneUndated == 2 && unit.onTime == 0 && unit.doneLate == 0 && unit.late == 1)
    #expect(unit.score == nil && unit.expectedScore == nil)
    // Nor where of none that is done it is known.
    let none = try run(table(open + open + [done]), "2025-06-30")
    #expect(try #require(none.units.first).score == nil)
    // As many known ones as others: 1 in time of 2.
    let told = (due: "30/4/2025", status: "Hoàn thành đúng hạn")
    let half = try run(table(open + [told, done, done]), "2025-06-30")
    #expect(try #require(half.units.first).score == 50)
  }

  @Test("The day of a table is no day of an end")
  func ends() throws {
    let result = try run(
      table([
        ("30/5/2025", "Hoàn thành đúng hạn"), ("31/3/2025", "Hoàn thành quá hạn"),
        ("31/12/2025", "Đã hoàn thành"),
      ]), "2025-06-30")
    #expect(result.rows.map(\.onTime) == [1, 0, 1])
    for row in result.rows {
      #expect(row.status == .done && row.done == nil && row.p50 == nil)
      #expect(row.remarks.contains(.doneUndated))
    }
    // The first report of several that says so is the day that is known.
    let later = try run(
      "task_id,due,as_of,status\na,2025-05-30,2025-04-30,running\na,2025-05-30,2025-05-20,done\n",
      "2025-06-30")
    #expect(try row(later, "a").done == day("2025-05-20") && row(later, "a").onTime == 1)
  }
}
