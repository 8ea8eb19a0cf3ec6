import Start
import TestSupport
import Testing

/// Plans in words whose number is two different ones, and who leads on a row. Every number here is made up.
@Suite struct GoalNumberTests {
  /// A workbook with a column of plans; a second line of heads and a row that nothing names make it a printed table.
  private func draft(_ rows: [[String]], isPrinted: Bool = false) throws -> StartDraft {
    let years = ["2021", "2022", "2023", "2024"]
    let names = ["STT", "Chỉ tiêu", "Đơn vị tính"]
    let tail = ["Mục tiêu đến năm 2030", "Cơ quan chủ trì"]
    let blank = years.dropFirst().map { _ in "" }
    let heads =
      isPrinted
      ? [names + ["Thực hiện"] + blank + tail, ["", "", ""] + years + ["", ""]]
      : [names + years + tail]
    let nameless = isPrinted ? [["", "", "", "5", "6", "7", "8"]] : []
    let cells = (heads + rows + nameless).enumerated().flatMap { number, row in
      row.enumerated().filter { !$0.element.isEmpty }.map { column, value in
        (place: "\("ABCDEFGHIJ".map(String.init)[column])\(number + 1)", value: value)
      }
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    let merges = isPrinted ? ["D1:G1", "A1:A2", "B1:B2", "C1:C2", "H1:H2", "I1:I2"] : []
    try Program.write(MadeWorkbook("S", cells: cells, merges: merges).bytes, to: path)
    return try StartReader.read(path, StartRequest())
  }

  private func revenue(_ goal: String) -> [String] {
    ["1", "Thu ngân sách", "tỷ đồng", "24350", "19450", "27760", "31200", goal, "Sở Tài chính"]
  }

  private let poor = ["2", "Hộ nghèo", "%", "2.4", "2", "1.7", "1.4", "Dưới 1%", "Sở Y tế"]

  @Test(
    "A goal in words is of the size of its row, and does not decide how the table is read",
    arguments: [
      ("Trên 50.000 tỷ đồng", "50000", nil), ("trên 50,000 tỷ đồng", "50000", nil),
      ("Phấn đấu đạt 45.000-50.000", "45000", "50000"), ("≥ 50.000", "50000", nil),
      ("50.000.000 triệu đồng", "50000", nil), ("Trên 50000 tỷ đồng", "50000", nil),
    ] as [(String, String, String?)])
  func size(goal: String, digits: String, upper: String?) throws {
    let plain = try draft([revenue("Trên 50000 tỷ đồng"), poor])
    let read = try draft([revenue(goal), poor])
    #expect(read.layout == plain.layout && read.leftOutCells.isEmpty)
    #expect(read.series.map(\.unit) == ["tỷ đồng", "%"])
    #expect(read.series[0].planned?.digits == digits)
    #expect(read.series[0].planned?.goal?.upper == upper)
  }

  @Test(
    "So it is in a printed table, and a decimal comma of a goal is one whatever the others are",
    arguments: [
      ("Trên 50.000 tỷ đồng", "50000"), ("≥ 50.000", "50000"), ("Trên 30.500,5 tỷ đồng", "30500.5"),
      ("45.000-50.000 tỷ đồng", "45000"),
    ])
  func printed(goal: String, digits: String) throws {
    let read = try draft([revenue(goal), poor], isPrinted: true)
    #expect(read.layout == .printed && read.leftOutCells.count == 1)
    #expect(read.series.map { $0.planned?.digits } == [digits, "1"])
  }

  @Test(
    "Beside small figures it is a decimal; where the row says neither it is listed, and no value stands there",
    arguments: [false, true])
  func open(isPrinted: Bool) throws {
    func row(_ values: [String]) -> [String] {
      ["1", "Thu", "nghìn tỷ"] + values + ["Trên 50.125", "Sở A"]
    }
    let small = try draft([row(["24.3", "19.4", "27.7", "31.2"]), poor], isPrinted: isPrinted)
    #expect(small.series[0].planned?.digits == "50.125")
    let none = try draft([row(["0", "0", "0", "0"]), poor], isPrinted: isPrinted)
    let series = try #require(none.series.first)
    #expect(series.planned == nil && none.unreadPlan(of: series) != nil)
    #expect(none.leftOutCells.count == (isPrinted ? 2 : 1))
  }

  @Test("A sign before what is two numbers is asked about where its row does not tell")
  func asked() {
    let faults = Started.faults(
      "Chỉ tiêu;ĐVT;2021;2022;2023;KH 2030\nThu;tỷ đồng;0;0;0;≥ 50.125\n")
    #expect(faults == ["2:19 start-decimal"])
  }

  @Test("In a printed table a name that says its unit is not of the unit above")
  func ownUnit() throws {
    var income = revenue("Trên 50.000 tỷ đồng")
    (income[1], income[2]) = ("Thu ngân sách (tỷ đồng)", "")
    var below = poor
    below[2] = ""
    below[1] = "Hộ nghèo (%)"
    let growth = ["3", "Tăng trưởng", "%", "7.1", "7.2", "7.3", "7.4", "8", "Sở B"]
    let read = try draft([growth, income, below], isPrinted: true)
    #expect(read.layout == .printed && read.series.map(\.unit) == ["%", "tỷ đồng", "%"])
    #expect(read.series[1].planned?.digits == "50000")
    #expect(read.series[1].guess.reason == .positive)
  }

  @Test("Who leads is told by the column of the table, in every layout", arguments: [false, true])
  func leads(isPrinted: Bool) throws {
    var unled = revenue("60000")
    (unled[1], unled[8]) = ("Chi ngân sách", "")
    let read = try draft([revenue("50000"), poor, unled], isPrinted: isPrinted)
    #expect(read.series.map { read.lead(of: $0) } == ["Sở Tài chính", "Sở Y tế", nil])
    #expect(read.namesLeads && read.ignoredColumns.isEmpty)
    #expect(read.series.map(\.title).contains { $0.contains("Sở") } == false)
  }

  @Test("So many times a year's figure is quoted as the cell says it, in a printed table, too")
  func times() throws {
    let read = try draft([revenue("Gấp đôi so với năm 2024"), poor], isPrinted: true)
    #expect(read.series[0].planned?.digits == "62400")
    #expect(read.series[0].planned?.note == "Gấp đôi so với năm 2024")
  }
}
