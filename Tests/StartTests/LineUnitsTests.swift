import Files
import Plans
import Start
import TestSupport
import Testing
import TimeSeries

/// Units of a line above a table that names several, and heads that aim at a year. Every number is made up.
@Suite struct LineUnitsTests {
  @Test(
    "Of percent beside another unit shares have the percent, amounts the other one",
    arguments: ["Đơn vị: Tỷ đồng; %", "Đơn vị: Tỷ đồng, %", "Đơn vị: Tỷ đồng và %"])
  func mixed(line: String) throws {
    let bytes = MadeWorkbook(
      "S",
      cells: [
        ("A1", "Kinh tế"), ("A2", line), ("A3", "Chỉ tiêu"), ("B3", "2024"),
        ("C3", "Đến năm 2030"), ("A4", "GRDP"), ("B4", "100"), ("C4", "200"),
        ("A5", "Tỷ lệ hộ nghèo"), ("B5", "3"), ("C5", "1"),
      ]
    ).bytes
    guard
      case .read(let sheet)? = try PrintedReader.read(path: "b.xlsx", sheet: nil, bytes: bytes)
        .first
    else {
      Issue.record("not read")
      return
    }
    #expect(sheet.figures.map(\.unit) == ["Tỷ đồng", "Tỷ đồng", "%", "%"])
    #expect(sheet.figures.map(\.meaning.status) == [.secondary, .plan, .secondary, .plan])
  }

  @Test("A plain table takes apart its line of several units, too")
  func plain() throws {
    let draft = try Started.draft(
      """
      Đơn vị: Tỷ đồng; %				
      Chỉ tiêu	2022	2023	2024	KH 2025
      Thu ngân sách	60	66	75	130
      Số giường bệnh/vạn dân	78	82	85	105
      Tỷ lệ hộ nghèo	4	3.2	2.6	0.5
      Tốc độ tăng GRDP	7	8.5	8	10
      """)
    #expect(draft.series.map(\.unit) == ["Tỷ đồng", "", "%", "%"])
    #expect(draft.series.map(\.guess.kind) == [.level, .level, .share, .level])
    #expect(draft.series[0].guess.bounds.upper == .infinity)
  }

  @Test("Where several units fit, none is given, and what passes 100 is no share")
  func openUnits() throws {
    let draft = try Started.draft(
      """
      Đơn vị: Tỷ đồng; %; giường				
      Chỉ tiêu	2022	2023	2024	KH 2025
      Thu ngân sách	60	66	75	130
      Tỷ lệ lấp đầy	4	3.2	2.6	0.5
      """)
    #expect(draft.series.map(\.unit) == ["", "%"])
    let open = try Started.draft(
      """
      Chỉ tiêu	2022	2023	2024	KH 2025
      Tỷ lệ nhập học	91.5	94.5	97.5	105
      Tỷ lệ đi học	91.5	94.5	97.5	99
      """)
    #expect(open.series.map(\.guess.kind) == [.level, .share])
  }

  @Test("The unit in brackets of a row is of that row alone")
  func rowUnit() throws {
    let bytes = MadeWorkbook(
      "S",
      cells: [
        ("A1", "Đơn vị: Tỷ đồng; %"), ("A2", "Chỉ tiêu"), ("B2", "2023"), ("C2", "2024"),
        ("A3", "Thu ngân sách"), ("B3", "100"), ("C3", "110"),
        ("A4", "GRDP bình quân (triệu đồng)"), ("B4", "75"), ("C4", "82"),
        ("A5", "Tỷ lệ hộ nghèo"), ("B5", "3"), ("C5", "2"), ("A6", "Tổng vốn"), ("B6", "50"),
        ("C6", "55"), ("A7", "Chi đầu tư (triệu đồng)"), ("B7", "8"), ("C7", "9"),
        ("A8", "Thu nội địa"), ("B8", "5"), ("C8", "6"),
      ]
    ).bytes
    guard
      case .read(let sheet)? = try PrintedReader.read(path: "b.xlsx", sheet: nil, bytes: bytes)
        .first
    else {
      Issue.record("not read")
      return
    }
    let units = stride(from: 0, to: sheet.figures.count, by: 2).map { sheet.figures[$0].unit }
    #expect(units == ["Tỷ đồng", "triệu đồng", "%", "Tỷ đồng", "triệu đồng", "Tỷ đồng"])
  }

  @Test(
    "A year far ahead of years one by one is a plan, on both roads",
    arguments: ["2030", "2030*", "Năm 2030"])
  func farYear(head: String) throws {
    let draft = try Started.draft("Chỉ tiêu;2022;2023;2024;\(head)\nThu;90;97;105;200\n")
    #expect(draft.series[0].history.map(\.year) == [2022, 2023, 2024])
    let bytes = MadeWorkbook(
      "S",
      cells: [
        ("A1", "Kinh tế"), ("A2", "Chỉ tiêu"), ("B2", "2022"), ("C2", "2023"), ("D2", "2024"),
        ("E2", head), ("A3", "Thu"), ("B3", "90"), ("C3", "97"), ("D3", "105"), ("E3", "200"),
      ]
    ).bytes
    guard
      case .read(let sheet)? = try PrintedReader.read(path: "b.xlsx", sheet: nil, bytes: bytes)
        .first
    else {
      Issue.record("not read")
      return
    }
    #expect(
      sheet.figures.map(\.meaning.status) == [.secondary, .secondary, .secondary, .plan])
  }

  @Test("Years at even steps, after a gap or near are history")
  func otherYears() throws {
    for heads in ["2010;2015;2020", "2000;2001;2010;2011", "2021;2022;2024", "2015;2019;2020"] {
      let count = heads.split(separator: ";").count
      let row = (1...count).map { "\($0)0" }.joined(separator: ";")
      let draft = try Started.draft("Chỉ tiêu;\(heads)\nThu;\(row)\n")
      #expect(draft.series[0].history.count == count, "\(heads)")
    }
  }

  @Test(
    "A situation is no province",
    arguments: [
      ("TÌNH HÌNH THU NGÂN SÁCH", [String]()), ("TINH HINH THU NGAN SACH", []),
      ("TỈNH NINH BÌNH", ["Ninh Bình"]), ("TINH NINH BINH", ["Ninh Binh"]),
      ("UBND thành phố Hải Phòng", ["Hải Phòng"]),
    ])
  func place(line: String, places: [String]) throws {
    let draft = try Started.draft(
      "\(line);;;\nChỉ tiêu;2022;2023;2024\nThu;90;97;105\nChi;80;85;91\n")
    #expect(draft.places == places)
  }

  @Test("Sheets of a book contradict each other in any year; a half is rounded up")
  func contradictions() throws {
    func outcome(_ sheet: String, _ figures: [String]) throws -> [PrintedOutcome] {
      let cells = [
        ("A1", "Biểu thu"), ("A2", "Chỉ tiêu"), ("B2", "2022"), ("C2", "2023"), ("D2", "2024"),
        ("A3", "Thu"), ("B3", figures[0]), ("C3", figures[1]), ("D3", figures[2]),
      ]
      return try PrintedReader.read(
        path: "b.xlsx", sheet: nil, bytes: MadeWorkbook(sheet, cells: cells).bytes)
    }
    for (first, second) in [(["22", "23", "8"], ["22.5", "22.5", "9"])] {
      for (one, two) in [(first, second), (second, first)] {
        let outcomes = try outcome("A", one) + outcome("B", two)
        let all = PrintedCollection([PrintedCollection.Book(path: "b.xlsx", outcomes: outcomes)])
        #expect(all.contradictions.map(\.location.text) == ["b.xlsx#B!B3", "b.xlsx#B!D3"])
        #expect(all.entries.map(\.figure.meaning.period) == [.year(2023)])
      }
    }
  }
}
