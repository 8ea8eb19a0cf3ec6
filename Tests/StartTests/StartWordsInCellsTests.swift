import Files
import Plans
import Start
import TestSupport
import Testing
import TimeSeries

@Suite("Cells that say something else than a figure")
struct StartWordsInCellsTests {
  private static let head = "Chỉ tiêu;ĐVT;2021;2022;2023;2024;KH 2025\n"

  @Test(
    "Ranks, words and parts of a number are left out by cell and told; what else is there stays",
    arguments: ["Top 10", "Hoàn thành", "62/151", "Đang rà soát", "Thuộc nhóm 20"])
  func leftOut(text: String) throws {
    let draft = try Started.draft(
      Self.head + "Đô thị;%;39;40,5;41;42;\(text)\nThu;tỷ đồng;90;100;110;\(text);130\n")
    #expect(draft.leftOutCells.map(\.location.line) == [2, 3])
    #expect(
      draft.leftOutCells.map(\.problem) == [
        .table(.badNumber(column: "KH 2025", text: text)),
        .table(.badNumber(column: "2024", text: text)),
      ])
    #expect(
      draft.series.map { $0.yearly.map(\.digits) } == [
        ["39", "40.5", "41", "42"], ["90", "100", "110", "130"],
      ])
  }

  @Test(
    "A misspelled number, one with a unit and an end of a plan in what happened are faults",
    arguments: ["12o", "1.2.3.4", "x", "12 quả", "trên 95", "O,5", "3/x"])
  func fault(text: String) {
    #expect(
      Started.faults(Self.head + "Thu;tỷ đồng;90,5;100;110;\(text);130\n").map { $0.suffix(10) }
        == ["csv-number"])
  }

  @Test("A growth table takes no sector without its figure")
  func growth() {
    let text = "Sector,2023,2024\nAll,100,110\nMade,60,Top 10\nGrown,40,43\n"
    #expect(throws: Faults.self) {
      try GrowthReader.read(path: "g.csv", bytes: Array(text.utf8), StartRequest())
    }
  }

  // MARK: Printed tables

  /// Cells as a sheet has them, row by row.
  private static func inOrder(_ cells: [(String, String)]) -> [(String, String)] {
    cells.sorted { (Int($0.0.dropFirst()) ?? 0, $0.0) < (Int($1.0.dropFirst()) ?? 0, $1.0) }
  }

  private static func cells(
    _ heads: [String], _ rows: [[String]]
  ) -> [(String, String)] {
    ([["Chỉ tiêu", "ĐVT"] + heads] + rows).enumerated().flatMap { line, row in
      row.enumerated().map { column, text in
        ("\(["A", "B", "C", "D", "E", "F", "G"][column])\(line + 2)", text)
      }
    } + [("A1", "Biểu 1. Chỉ tiêu chủ yếu")]
  }

  private func sheet(_ heads: [String], _ rows: [[String]]) throws -> PrintedSheet {
    let outcomes = try PrintedReader.read(
      path: "b.xlsx", sheet: nil,
      bytes: MadeWorkbook("S", cells: Self.inOrder(Self.cells(heads, rows))).bytes)
    guard case .read(let sheet)? = outcomes.first else {
      Issue.record("\(outcomes)")
      throw CancellationError()
    }
    return sheet
  }

  @Test("Plans with a side or as a range are read where columns of them hold nothing else, too")
  func goals() throws {
    let sheet = try sheet(
      ["TH 2023", "TH 2024", "KH 2025"],
      [
        ["Đô thị hóa", "%", "41", "42", ">= 55"], ["Hộ nghèo", "%", "2", "1.8", "<1,5"],
        ["Che phủ", "%", "52", "55", "60-65"], ["PCI", "hạng", "15", "12", "Top 10"],
      ])
    let plans = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["55", "1.5", "60", "10"])
    #expect(plans.map(\.goal?.direction) == [.atLeast, .atMost, .range, .atMost])
    #expect(plans.map(\.goal?.upper) == [nil, nil, "65", nil])
    #expect(plans.map(\.goalText) == [">= 55", "<1,5", "60-65", "Top 10"])
    #expect(sheet.ranges.map(\.location.cell) == ["E5"])
    #expect(sheet.leftOut.isEmpty)
  }

  @Test("A plan and a forecast of one year stand beside each other; a revised plan is named")
  func plans() throws {
    let rows = [["Thu", "tỷ đồng", "100", "110", "130", "135"]]
    let forecast = PrintedCollection([
      .init(
        path: "b.xlsx",
        outcomes: [.read(try sheet(["TH 2023", "TH 2024", "KH 2025", "Dự báo 2025"], rows))])
    ])
    #expect(forecast.entries.map(\.figure.digits) == ["100", "110", "130", "135"])
    #expect(forecast.entries.map(\.figure.meaning.status).suffix(2) == [.plan, .forecast])
    let revised = try sheet(["TH 2023", "TH 2024", "KH 2025", "KH 2025 điều chỉnh"], rows)
    #expect(revised.revisedPlans == ["KH 2025"])
    #expect(revised.figures.map(\.digits) == ["100", "110", "135"])
  }

  @Test("A rate that names no period is of what came so far, and of the year once that is over")
  func rates() throws {
    func columns(_ heads: [String]) throws -> PrintedSheet {
      let cells =
        [
          ("A1", "GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM 2025"), ("A2", "Nguồn vốn"),
          ("A3", "Ngân sách tỉnh"),
        ]
        + heads.enumerated().flatMap { place, head in
          let column = ["B", "C", "D"][place]
          return [("\(column)2", head), ("\(column)3", "\(60 + place)")]
        }
      let outcomes = try PrintedReader.read(
        path: "b.xlsx", sheet: nil, bytes: MadeWorkbook("S", cells: Self.inOrder(cells)).bytes)
      guard case .read(let sheet)? = outcomes.first else { throw CancellationError() }
      return sheet
    }
    let open = try columns(["Giải ngân quý I", "Giải ngân 9 tháng", "Tỷ lệ giải ngân (%)"])
    #expect(open.figures.map(\.location.cell) == ["B3", "C3"])
    #expect(open.leftOut.map(\.location.cell) == ["D2"])
    let over = try columns(["Giải ngân 9 tháng", "Giải ngân 12 tháng", "Tỷ lệ giải ngân (%)"])
    #expect(over.figures.last?.meaning.period == .year(2025) && over.leftOut.isEmpty)
  }

  @Test("A unit in brackets behind a title is that of the table")
  func unitOfTitle() throws {
    let outcomes = try PrintedReader.read(
      path: "b.xlsx", sheet: nil,
      bytes: MadeWorkbook(
        "S",
        cells: [
          ("A1", "Lao động có việc làm (nghìn người)"), ("A2", "Năm"), ("B2", "Tổng số"),
          ("C2", "Nam"), ("A3", "2023"), ("B3", "1030"), ("C3", "525"), ("A4", "2024"),
          ("B4", "1040"), ("C4", "530"),
        ]
      ).bytes)
    guard case .read(let sheet)? = outcomes.first else { throw CancellationError() }
    #expect(sheet.title == "Lao động có việc làm")
    #expect(sheet.figures.map(\.unit) == Array(repeating: "nghìn người", count: 4))
  }

  @Test("Words that are roles only without their marks head no labels")
  func marks() throws {
    let heads = [
      ["Thực hiện", "Ước", "Ước"], ["quý III", "quý IV", "tính"], ["năm", "năm", "năm"],
      ["2022", "2022", "2022"],
    ]
    var cells = [("A1", "Xuất khẩu dịch vụ năm 2022"), ("A7", "Vận tải"), ("A8", "Du lịch")]
    for (line, row) in heads.enumerated() {
      for (place, text) in row.enumerated() {
        cells.append(("\(["B", "C", "D"][place])\(line + 3)", text))
      }
    }
    for (place, column) in ["B", "C", "D"].enumerated() {
      cells += [("\(column)7", "\(10 + place)"), ("\(column)8", "\(20 + place)")]
    }
    let outcomes = try PrintedReader.read(
      path: "b.xlsx", sheet: nil, bytes: MadeWorkbook("S", cells: Self.inOrder(cells)).bytes)
    guard case .read(let sheet)? = outcomes.first else {
      Issue.record("\(outcomes)")
      throw CancellationError()
    }
    #expect(sheet.figures.map(\.digits) == ["10", "11", "12", "20", "21", "22"])
    #expect(
      sheet.columns.map(\.meaning.period) == [
        .quarter(3, of: 2022), .quarter(4, of: 2022), .year(2022),
      ])
    #expect(sheet.columns.map(\.meaning.status) == [.secondary, .estimate, .estimate])
  }

  @Test("Labels in two columns below a heading, beside a head of units in two lines")
  func twoColumnsOfLabels() throws {
    let outcomes = try PrintedReader.read(
      path: "b.xlsx", sheet: nil,
      bytes: MadeWorkbook(
        "S",
        cells: [
          ("A1", "44. Xã hội"), ("C3", "Đơn vị"), ("D3", "Năm 2023"), ("C4", "tính"),
          ("D4", "Quý II"), ("E4", "Quý III"), ("A6", "Tai nạn giao thông"), ("B7", "Số vụ"),
          ("C7", "Vụ"), ("D7", "2624"), ("E7", "3368"), ("B8", "Số người chết"), ("C8", "Người"),
          ("D8", "1429"), ("E8", "1900"),
        ], merges: ["D3:E3"]
      ).bytes)
    guard case .read(let sheet)? = outcomes.first else {
      Issue.record("\(outcomes)")
      throw CancellationError()
    }
    #expect(sheet.figures.map(\.label) == ["Số vụ", "Số vụ", "Số người chết", "Số người chết"])
    #expect(sheet.figures.map(\.unit) == ["Vụ", "Vụ", "Người", "Người"])
    #expect(sheet.columns.map(\.meaning.period) == [.quarter(2, of: 2023), .quarter(3, of: 2023)])
  }
}
