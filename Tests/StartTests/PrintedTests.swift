import Files
import Start
import TestSupport
import Testing
import TimeSeries

@Suite("Printed tables")
struct PrintedTests {
  private func read(
    _ cells: [(String, String)], merges: [String] = []
  ) throws -> [PrintedOutcome] {
    try PrintedReader.read(
      path: "b.xlsx", sheet: nil, bytes: MadeWorkbook("Biểu", cells: cells, merges: merges).bytes)
  }

  private func sheet(_ outcomes: [PrintedOutcome]) throws -> PrintedSheet {
    guard case .read(let sheet)? = outcomes.first else {
      Issue.record("\(outcomes)")
      throw CancellationError()
    }
    return sheet
  }

  private static let retail: [(String, String)] = [
    ("A1", "13. Tổng mức bán lẻ"), ("F3", "Tỷ đồng"), ("B4", "Thực hiện"), ("C4", "Ước tính"),
    ("D4", "Ước tính"), ("E4", "Tháng 3 năm 2024 so với (%)"), ("B5", "tháng 2"), ("C5", "tháng 3"),
    ("D5", "3 tháng"), ("E5", "Tháng 2"), ("F5", "Tháng 3"), ("B6", "năm"), ("C6", "năm"),
    ("D6", "năm"), ("E6", "năm"), ("F6", "năm"), ("B7", "2024"), ("C7", "2024"), ("D7", "2024"),
    ("E7", "2024"), ("F7", "2023"), ("A9", "TỔNG SỐ"), ("B9", "509.5"), ("C9", "512.25"),
    ("D9", "1537"), ("E9", "100.5"), ("F9", "109.2"), ("A10", "Trong đó:"), ("A11", "Bán lẻ (*)"),
    ("B11", "390"), ("C11", "-"), ("D11", "1180"), ("E11", "99.5"), ("F11", "107"),
    ("A13", "(*) Không kể ô tô"),
  ]

  @Test("A header over four rows says period, state, measure and unit of every column")
  func header() throws {
    let sheet = try sheet(try read(Self.retail, merges: ["E4:F4"]))
    #expect(sheet.title == "Tổng mức bán lẻ")
    let meanings = sheet.columns.map(\.meaning)
    #expect(
      meanings.map(\.period) == [
        .month(2, of: 2024), .month(3, of: 2024), .month(3, of: 2024), .month(3, of: 2024),
        .month(3, of: 2024),
      ])
    #expect(meanings.map(\.isToDate) == [false, false, true, false, false])
    #expect(
      meanings.map(\.measure) == [.level, .level, .level, .periodBefore, .yearBefore])
    #expect(meanings.prefix(3).map(\.status) == [.secondary, .estimate, .estimate])
    #expect(meanings.map(\.unit) == ["Tỷ đồng", "Tỷ đồng", "Tỷ đồng", "%", "%"])
    #expect(sheet.figures.count == 9)
    #expect(sheet.leftOut.isEmpty)
    let total = sheet.figures.filter { $0.label == "TỔNG SỐ" }
    #expect(total.map(\.digits) == ["509.5", "512.25", "1537", "100.5", "109.2"])
    #expect(
      total.map(\.location.text).last == "b.xlsx#Biểu!F9"
        && sheet.figures.last?.id == "tong_muc_ban_le.ban_le.yoy")
  }

  @Test("This period and the same of the year before are those of the title")
  func titlePeriod() throws {
    let sheet = try sheet(
      try read([
        ("A1", "2. Gieo trồng đến ngày 15 tháng 3 năm 2024"), ("E3", "Nghìn ha"),
        ("C4", "Thực hiện cùng kỳ năm trước"), ("D4", "Thực hiện kỳ này"),
        ("E4", "Thực hiện kỳ này so với cùng kỳ năm trước (%)"), ("A6", "Lúa"), ("C6", "10"),
        ("D6", "11"), ("E6", "110"),
      ]))
    #expect(sheet.title == "Gieo trồng")
    #expect(
      sheet.columns.map(\.meaning.period) == [
        .month(3, of: 2023), .month(3, of: 2024), .month(3, of: 2024),
      ])
    #expect(sheet.columns.map(\.meaning.measure) == [.level, .level, .yearBefore])
    #expect(sheet.figures.map(\.unit) == ["Nghìn ha", "Nghìn ha", "%"])
  }

  @Test("Months, plans and sums without a year are those of the title's year")
  func department() throws {
    let sheet = try sheet(
      try read([
        ("A1", "Biểu 3. Chỉ tiêu chủ yếu tháng 9 năm 2025"), ("A3", "TT"), ("B3", "Chỉ tiêu"),
        ("C3", "ĐVT"), ("D3", "Kế hoạch năm"), ("E3", "Thực hiện tháng 8"),
        ("F3", "Ước tính tháng 9"), ("G3", "Lũy kế 9 tháng"), ("H3", "Cùng kỳ năm 2024"),
        ("I3", "So với cùng kỳ (%)"), ("J3", "So với cùng kỳ năm 2024 (%)"), ("A4", "1"),
        ("B4", "Thu ngân sách"), ("C4", "Tỷ đồng"),
        ("D4", "5000"), ("E4", "400"), ("F4", "420"), ("G4", "3700"), ("H4", "390"),
        ("I4", "107.7"), ("J4", "107.8"),
      ]))
    let meanings = sheet.columns.map(\.meaning)
    #expect(
      meanings.map(\.period) == [
        .year(2025), .month(8, of: 2025), .month(9, of: 2025), .month(9, of: 2025),
        .month(9, of: 2024), .month(9, of: 2025), .month(9, of: 2025),
      ])
    #expect(meanings.map(\.isToDate) == [false, false, false, true, false, false, false])
    #expect(
      meanings.map(\.status) == [
        .plan, .secondary, .estimate, .secondary, .secondary, .secondary, .secondary,
      ])
    #expect(meanings.map(\.measure).suffix(2) == [.yearBefore, .yearBefore])
    #expect(Set(meanings.map(\.quantity)) == [""])
    // Both last columns say the same of one cell, so that neither counts.
    #expect(sheet.figures.map(\.unit) == Array(repeating: "Tỷ đồng", count: 5))
    #expect(sheet.leftOut.map(\.location.text) == ["b.xlsx#Biểu!J4"])
    #expect(sheet.figures.first?.label == "Thu ngân sách")
  }

  @Test(
    "A plan of the year that was revised in a month is that of the year, and the one that counts",
    arguments: ["KH năm 2025 điều chỉnh tháng 7", "Kế hoạch năm 2025 (điều chỉnh quý 3)"])
  func revised(head: String) throws {
    let sheet = try sheet(
      try read([
        ("A1", "GIẢI NGÂN ĐẾN 31/7/2025"), ("A3", "Nguồn vốn"), ("B3", "KH năm 2025"), ("C3", head),
        ("D3", "Giải ngân đến 31/7/2025"), ("A4", "Tỉnh"), ("B4", "5000"), ("C4", "5500"),
        ("D4", "2100"), ("A5", "Huyện"), ("B5", "3000"), ("C5", "3300"), ("D5", "1500"),
      ]))
    #expect(sheet.columns.prefix(2).allSatisfy { $0.meaning.period == .year(2025) })
    let plans = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["5500", "3300"] && sheet.leftOut.isEmpty)
  }

  @Test(
    "A title of two years: what is planned is of the year that the plan is named for",
    arguments: [
      "TÌNH HÌNH THỰC HIỆN NĂM 2024 VÀ KẾ HOẠCH NĂM 2025",
      "Kết quả thực hiện kế hoạch năm 2024, kế hoạch năm 2025",
      "Kế hoạch năm 2025 và kết quả thực hiện năm 2024",
      "Kinh tế - xã hội năm 2024, kế hoạch phát triển kinh tế - xã hội năm 2025",
    ])
  func twoYears(title: String) throws {
    let sheet = try sheet(
      try read([
        ("A1", title), ("A3", "Chỉ tiêu"), ("B3", "Thực hiện"), ("C3", "Kế hoạch"), ("A4", "Thu"),
        ("B4", "100"), ("C4", "110"), ("A5", "Chi"), ("B5", "90"), ("C5", "95"),
      ]))
    let meanings = sheet.columns.map(\.meaning)
    #expect(meanings.map(\.period) == [.year(2024), .year(2025)])
    #expect(meanings.map { $0.status == .plan } == [false, true])
    let done = try self.sheet(
      try read([
        ("A1", "Kết quả thực hiện kế hoạch năm 2024"), ("A3", "Chỉ tiêu"), ("B3", "Thực hiện"),
        ("C3", "Kế hoạch"), ("A4", "Thu"), ("B4", "100"), ("C4", "110"), ("A5", "Chi"),
        ("B5", "90"), ("C5", "95"),
      ]))
    #expect(done.columns.map { $0.meaning.status == .plan } == [false, true])
    #expect(done.columns.allSatisfy { $0.meaning.period == .year(2024) })
  }

  @Test(
    "A header over three rows above years starts a scenario; comparisons are left out and named")
  func scenario() throws {
    let book = MadeWorkbook(
      "Biểu 7",
      cells: [
        ("A1", "Biểu 7. Kết quả sản xuất"), ("F3", "Đơn vị: tỷ đồng"), ("A4", "TT"),
        ("B4", "Chỉ tiêu"), ("C4", "Thực hiện"), ("F4", "Ước tính"), ("G4", "Năm 2024 so với"),
        ("C5", "năm"), ("D5", "năm"), ("E5", "năm"), ("F5", "năm"), ("G5", "năm trước (%)"),
        ("C6", "2021"), ("D6", "2022"), ("E6", "2023"), ("F6", "2024"), ("A7", "1"),
        ("B7", "Công nghiệp"), ("C7", "100"), ("D7", "110"), ("E7", "120"), ("F7", "130"),
        ("G7", "108.3"), ("B8", "Trong đó:"), ("B9", "- Chế biến"), ("C9", "60"), ("D9", "66"),
        ("E9", "70"), ("F9", "77"), ("G9", "110"), ("B11", "Ghi chú: số liệu ước tính"),
      ], merges: ["C4:E4", "A4:A6", "B4:B6"])
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(book.bytes, to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(draft.layout == .printed)
    #expect(draft.series.map(\.title) == ["Công nghiệp", "Chế biến"])
    #expect(draft.series.map(\.unit) == ["tỷ đồng", "tỷ đồng"])
    #expect(draft.series[0].yearly.map(\.value) == [100, 110, 120, 130])
    #expect(draft.series[0].yearly.map(\.status).last == .estimate)
    #expect(draft.leftOut.map(\.reason) == [.comparison])
  }

  @Test("English headers, and headers in two languages")
  func english() throws {
    let sheet = try sheet(
      try read([
        ("A1", "Retail sales"), ("B2", "Estimate for March 2024"),
        ("C2", "March 2024 compared with same period of the previous year (%)"),
        ("D2", "Tháng 3 năm 2024 - March 2024"), ("A3", "Total"), ("B3", "10"), ("C3", "105"),
        ("D3", "11"),
      ]))
    #expect(
      sheet.columns.map(\.meaning.period) == Array(repeating: .month(3, of: 2024), count: 3))
    #expect(sheet.columns.map(\.meaning.measure) == [.level, .yearBefore, .level])
    #expect(sheet.columns.map(\.meaning.quantity)[2] == "")
  }

  @Test("Quantities side by side take the units of the line above in their order")
  func quantities() throws {
    let sheet = try sheet(
      try read(
        [
          ("A1", "21. Hàng hóa nhập khẩu"), ("E3", "Nghìn tấn; Triệu USD"),
          ("B4", "Ước tính tháng 3 năm 2024"), ("D4", "Ước tính quý I năm 2024"), ("B5", "Lượng"),
          ("C5", "Trị giá"), ("D5", "Lượng"), ("E5", "Trị giá"), ("A7", "Hạt điều"), ("B7", "1"),
          ("C7", "2"), ("D7", "3"), ("E7", "4"),
        ], merges: ["B4:C4", "D4:E4"]))
    #expect(sheet.columns.map(\.meaning.quantity) == ["Lượng", "Trị giá", "Lượng", "Trị giá"])
    #expect(sheet.figures.map(\.unit) == ["Nghìn tấn", "Triệu USD", "Nghìn tấn", "Triệu USD"])
    #expect(
      sheet.columns.map(\.meaning.period) == [
        .month(3, of: 2024), .month(3, of: 2024), .quarter(1, of: 2024), .quarter(1, of: 2024),
      ])
  }

  @Test("Labels that repeat take the label above them that does not")
  func repeatedLabels() throws {
    let sheet = try sheet(
      try read(
        [
          ("A1", "5. Thủy sản"), ("C3", "Nghìn tấn"), ("B4", "Quý I năm 2024"),
          ("A5", "Nuôi trồng"),
          ("B5", "3"), ("A6", "Cá"), ("B6", "1"), ("A7", "Tôm"), ("B7", "2"), ("A8", "Khai thác"),
          ("B8", "7"), ("A9", "Cá"), ("B9", "3"), ("A10", "Tôm"), ("B10", "4"),
        ].filter { $0.0 != "C3" }))
    #expect(
      sheet.figures.map(\.label) == [
        "Nuôi trồng", "Nuôi trồng – Cá", "Nuôi trồng – Tôm", "Khai thác", "Khai thác – Cá",
        "Khai thác – Tôm",
      ])
  }

  @Test("A column of which nothing says the period is named with its cell and left out")
  func unreadHeader() throws {
    let cells = [
      ("A1", "Doanh nghiệp"), ("B3", "Số lượng"), ("C3", "Tháng 3 năm 2024"), ("A4", "Tổng"),
      ("B4", "1"), ("C4", "2"),
    ]
    let sheet = try sheet(try read(cells))
    #expect(sheet.figures.map(\.digits) == ["2"])
    #expect(sheet.leftOut.map(\.location.text) == ["b.xlsx#Biểu!B3"])
    guard case .refused(let faults)? = try read(cells.filter { $0.0.first != "C" }).first else {
      Issue.record("read")
      return
    }
    #expect(faults.map(\.location.text) == ["b.xlsx#Biểu!B4"])
    #expect(faults.first?.hint == .start(.namePrintedColumns))
  }

  @Test("A second header below figures begins a block of its own")
  func blocks() throws {
    let sheet = try sheet(
      try read([
        ("A1", "Lao động"), ("B3", "Quý I năm 2024"), ("C3", "Quý II năm 2024"), ("A4", "Nam"),
        ("B4", "1"), ("C4", "2"), ("A6", "Thất nghiệp"), ("B8", "Năm 2023"), ("C8", "Năm 2024"),
        ("A9", "Nữ"), ("B9", "3"), ("C9", "4"),
      ]))
    #expect(
      sheet.figures.map(\.meaning.period) == [
        .quarter(1, of: 2024), .quarter(2, of: 2024), .year(2023), .year(2024),
      ])
    #expect(sheet.figures.map(\.id).last == "that_nghiep.nu")
  }

  @Test("Of a month in two books the newer book's figure counts, and its cell is told")
  func newest() throws {
    func book(_ months: [String], _ values: [String], _ name: String) throws
      -> PrintedCollection.Book
    {
      let cells = [
        ("A1", "Bán lẻ"), ("B3", "Tháng \(months[0]) năm 2024"),
        ("C3", "Ước tính tháng \(months[1]) năm 2024"), ("A4", "Tổng"), ("B4", values[0]),
        ("C4", values[1]),
      ]
      return PrintedCollection.Book(
        path: name,
        outcomes: try PrintedReader.read(
          path: name, sheet: nil, bytes: MadeWorkbook(cells: cells).bytes))
    }
    let collection = PrintedCollection([
      try book(["2", "3"], ["12", "13.5"], "new.xlsx"),
      try book(["1", "2"], ["11", "12.5"], "old.xlsx"),
    ])
    #expect(collection.monthly.map(\.figure.digits) == ["11", "12", "13.5"])
    #expect(
      collection.monthly.map(\.figure.location.file) == ["old.xlsx#S", "new.xlsx#S", "new.xlsx#S"])
  }

  @Test("Where columns name no period the rows do, below headings that say what they are about")
  func periodsOfRows() throws {
    let cells: [(String, String)] = [
      ("A1", "41. Tỷ lệ thất nghiệp"), ("D3", "%"), ("B4", "Chung"), ("C4", "Chia ra:"),
      ("C5", "Thành thị"), ("D5", "Nông thôn"), ("A7", "Trong độ tuổi lao động"),
      ("A8", "Quý I năm 2021"), ("B8", "2.5"), ("C8", "3.25"), ("D8", "2"),
      ("A9", "Quý II năm 2021"), ("B9", "2.75"), ("C9", "3.5"), ("D9", "2.25"),
      ("A10", "Ước tính 6 tháng đầu năm 2021"), ("B10", "2.6"), ("C10", "3.4"), ("D10", "2.1"),
      ("A12", "Thanh niên"), ("A13", "Quý I năm 2021"), ("B13", "7"), ("C13", "-"), ("D13", "6"),
      ("A14", "Quý II năm 2021"), ("B14", "7.5"), ("C14", "9"), ("D14", "6.5"),
    ]
    let sheet = try sheet(try read(cells, merges: ["B4:B5", "C4:D4"]))
    #expect(sheet.leftOut.isEmpty && sheet.columns.allSatisfy(\.isPeriodOfRow))
    #expect(
      sheet.columns.map(\.meaning.quantity) == ["Chung", "Chia ra: Thành thị", "Nông thôn"]
        || sheet.columns.map(\.meaning.quantity).last == "Nông thôn")
    #expect(sheet.figures.count == 14 && sheet.figures.allSatisfy { $0.unit == "%" })
    let rural = sheet.figures.filter { $0.location.cell.hasPrefix("D") }
    #expect(
      rural.map(\.meaning.period) == [
        .quarter(1, of: 2021), .quarter(2, of: 2021), .month(6, of: 2021), .quarter(1, of: 2021),
        .quarter(2, of: 2021),
      ])
    #expect(rural.map(\.meaning.isToDate) == [false, false, true, false, false])
    #expect(rural[2].meaning.status == .estimate)
    #expect(rural.first?.label == "Trong độ tuổi lao động")
    #expect(rural.map(\.label).last == "Thanh niên" && Set(rural.map(\.id)).count == 2)
  }

  @Test(
    "Rows of months below a header over three rows: plan of the year, this year, the year before, cumulated"
  )
  func monthsOfRows() throws {
    var cells: [(String, String)] = [
      ("A1", "Báo cáo"), ("A3", "Năm"), ("B3", "Tháng"), ("C3", "Thu ngân sách (tỷ đồng)"),
      ("C4", "Kế hoạch năm"), ("D4", "Trong năm"), ("D5", "Thực hiện"), ("E5", "Lũy kế"),
      ("F5", "Cùng kỳ năm trước"),
    ]
    var sum = 0
    for month in 1...3 {
      sum += 70 + month
      if month == 1 { cells.append(("A6", "2024")) }
      let values = ["\(month)", "900", "\(70 + month)", "\(sum)", "\(60 + month)"]
      cells += zip("BCDEF", values).map { ("\($0)\(5 + month)", $1) }
    }
    let sheet = try sheet(
      try read(cells, merges: ["A3:A5", "B3:B5", "C3:F3", "C4:C5", "D4:F4", "A6:A8"]))
    #expect(sheet.leftOut.isEmpty, "\(sheet.leftOut)")
    let plan = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plan.map(\.meaning.period) == [.year(2024)] && plan.first?.digits == "900")
    func of(_ column: String) -> [PrintedFigure] {
      sheet.figures.filter { $0.location.cell.hasPrefix(column) }
    }
    #expect(of("D").map(\.meaning.period) == (1...3).map { .month($0, of: 2024) })
    #expect(of("E").map(\.meaning.isToDate) == [true, true], "January alone is both")
    #expect(of("F").map(\.meaning.period) == (1...3).map { .month($0, of: 2023) })
    #expect(sheet.figures.allSatisfy { $0.unit == "tỷ đồng" })
  }

  @Test("A label with a period in it is no period of its row")
  func labelsWithPeriods() throws {
    let sheet = try sheet(
      try read([
        ("A1", "Vốn"), ("B3", "Năm 2022"), ("C3", "Năm 2023"), ("A4", "Vốn giao năm 2021"),
        ("B4", "5"), ("C4", "6"), ("A5", "Vốn giao năm 2022"), ("B5", "7"), ("C5", "8"),
      ]))
    #expect(sheet.figures.map(\.meaning.period) == [2022, 2023, 2022, 2023].map { .year($0) })
  }

  @Test(
    "A line that numbers the columns is no row, and percentages of a year before are none of its figures",
    arguments: [
      ["A", "B", "1", "2", "3=2/1", "4"], ["A", "B", "1", "2", "3", "4"],
      ["1", "2", "3", "4", "5", "6"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ])
  func numbering(numbers: [String]) throws {
    let lines = [
      ["UBND TỈNH A"], ["SỞ TÀI CHÍNH"], ["THU NGÂN SÁCH THÁNG 4 NĂM 2025"],
      ["Đơn vị: tỷ đồng"],
      [
        "STT", "Nội dung", "Dự toán năm 2025", "Lũy kế 4 tháng", "So sánh (%) TH/DT TW",
        "Cùng kỳ năm 2024 (%)",
      ],
      numbers, ["1", "Thu nội địa", "1000", "480", "48", "105.2"],
      ["2", "Thu XNK", "200", "110", "55", "98.7"],
    ]
    let cells = lines.enumerated().flatMap { row, texts in
      texts.enumerated().map { ("\("ABCDEF".map(String.init)[$0])\(row + 1)", $1) }
    }
    let sheet = try sheet(try read(cells))
    #expect(sheet.title == "THU NGÂN SÁCH" && sheet.leftOut.isEmpty)
    let own = sheet.figures.filter { $0.label == "Thu nội địa" }
    #expect(sheet.figures.count == 8 && own.count == 4)
    #expect(own.map(\.digits) == ["1000", "480", "48", "105.2"])
    #expect(own.map(\.meaning.measure) == [.level, .level, .plan, .yearBefore])
    #expect(
      own.map(\.meaning.period) == [
        .year(2025), .month(4, of: 2025), .month(4, of: 2025), .month(4, of: 2025),
      ])
  }

  /// Cells of lines, from A1 on; an empty text is no cell.
  private func cells(_ lines: [[String]]) -> [(String, String)] {
    lines.enumerated().flatMap { row, texts in
      texts.enumerated().filter { !$0.element.isEmpty }.map { column, text in
        ("\("ABCDEFGHIJ".map(String.init)[column])\(row + 1)", text)
      }
    }
  }

  @Test("Plans of the second half of a year have no place and are told; the rest is of the row")
  func secondHalf() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["KẾT QUẢ 6 THÁNG ĐẦU NĂM VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025"],
          [
            "TT", "Chỉ tiêu", "ĐVT", "KH năm 2025", "TH 6 tháng đầu năm", "KH 6 tháng cuối năm",
            "Ước TH cả năm", "6 tháng so KH năm (%)", "So cùng kỳ (%)", "KH quý III",
          ],
          [
            "1", "Thu ngân sách", "tỷ đồng", "1000", "520", "480", "1050", "52", "108", "230",
          ],
        ])))
    #expect(sheet.title == "KẾT QUẢ VÀ NHIỆM VỤ")
    #expect(sheet.leftOut.map(\.problem) == [.start(.partOfYear("KH 6 tháng cuối năm"))])
    let meanings = sheet.figures.map(\.meaning)
    #expect(sheet.figures.map(\.digits) == ["1000", "520", "1050", "52", "108", "230"])
    #expect(
      meanings.map(\.period) == [
        .year(2025), .month(6, of: 2025), .year(2025), .month(6, of: 2025), .month(6, of: 2025),
        .quarter(3, of: 2025),
      ])
    #expect(meanings.map(\.isToDate) == [false, true, false, true, true, false])
    #expect(
      meanings.map(\.status) == [.plan, .secondary, .estimate, .secondary, .secondary, .plan])
    #expect(
      meanings.map(\.measure) == [.level, .level, .level, .plan, .yearBefore, .level])
    #expect(sheet.figures.map(\.unit) == ["tỷ đồng", "tỷ đồng", "tỷ đồng", "%", "%", "tỷ đồng"])
    #expect(Set(sheet.figures.filter { $0.unit != "%" }.map(\.id)).count == 1)
  }

  @Test(
    "Percentages of plans are no plans",
    arguments: [
      "TH/KH năm (%)", "6 tháng/KH (%)", "Đạt KH (%)", "Hoàn thành kế hoạch năm (%)", "% KH năm",
      "So với KH năm 2025 (%)", "6 tháng so dự toán (%)",
    ])
  func shares(head: String) throws {
    let sheet = try sheet(
      try read(
        cells([
          ["THU NGÂN SÁCH 6 THÁNG ĐẦU NĂM 2025"],
          ["Chỉ tiêu", "Đơn vị", "KH năm 2025", "TH 6 tháng", head],
          ["Thu nội địa", "tỷ đồng", "1000", "520", "52"],
        ])))
    let share = sheet.figures.last
    #expect(sheet.figures.count == 3 && share?.digits == "52" && share?.unit == "%")
    #expect(share?.meaning.measure == .plan && share?.meaning.status == .secondary)
    #expect(share?.meaning.period == .month(6, of: 2025) && share?.meaning.isToDate == true)
  }

  @Test(
    "A plan of a rate is a plan, and a share of amounts of which nothing says what it is is told")
  func rates() throws {
    let rate = try sheet(
      try read(
        cells([
          ["TĂNG TRƯỞNG NĂM 2025"], ["Ngành", "Tốc độ tăng (%)"], ["", "TH", "KH"],
          ["Tổng số", "7.5", "8"],
        ]), merges: ["A2:A3", "B2:C2"]))
    #expect(rate.figures.map(\.meaning.status) == [.secondary, .plan])
    #expect(rate.figures.map(\.meaning.measure) == [.level, .level])
    let share = try sheet(
      try read(
        cells([
          ["THU NĂM 2025"], ["Chỉ tiêu", "Đơn vị", "Quý I", "Quý I (%)"],
          ["Thu nội địa", "tỷ đồng", "200", "20"],
        ])))
    #expect(share.figures.map(\.digits) == ["200"])
    #expect(share.leftOut.map(\.location.text) == ["b.xlsx#Biểu!D2"])
  }

  @Test(
    "Rows are named by what stands beside their numbers, whatever is written above",
    arguments: ["Nguồn vốn", "Nguồn", "Chủ đầu tư", "Chỉ tiêu"])
  func headsOfRows(head: String) throws {
    let sheet = try sheet(
      try read(
        cells([
          ["GIẢI NGÂN VỐN ĐẦU TƯ CÔNG THÁNG 6 NĂM 2025"], ["Đơn vị: Triệu đồng"],
          ["TT", head, "Kế hoạch vốn năm 2025", "Giải ngân 6 tháng", "Tỷ lệ (%)"],
          ["", "Tổng cộng", "1300", "560", "43"], ["I", "Ngân sách TW", "500", "200", "40"],
          ["II", "Ngân sách ĐP", "800", "360", "45"],
        ])))
    #expect(sheet.leftOut.isEmpty && sheet.figures.count == 9)
    let own = sheet.figures.filter { $0.label == "Ngân sách TW" }
    #expect(own.map(\.meaning.status) == [.plan, .secondary, .secondary])
    #expect(own.map(\.unit) == ["Triệu đồng", "Triệu đồng", "%"])
    #expect(own[0].id == own[1].id && own[0].id.hasSuffix("ngan_sach_tw.giai_ngan"))
  }

  @Test("Of plans side by side the total is the plan, and parts are called by their heads")
  func totals() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["GIẢI NGÂN THÁNG 6 NĂM 2025"], ["Đơn vị: Triệu đồng"],
          ["TT", "Nguồn vốn", "Kế hoạch vốn năm 2025", "", "Giải ngân 6 tháng"],
          ["", "", "Tổng số", "Giao năm 2025"], ["1", "Ngân sách TW", "500", "450", "200"],
        ]), merges: ["C3:D3", "A3:A4", "B3:B4", "E3:E4"]))
    #expect(sheet.leftOut.isEmpty && sheet.figures.map(\.digits) == ["500", "450", "200"])
    #expect(sheet.figures[0].id == sheet.figures[2].id)
    #expect(sheet.figures[1].meaning.quantity == "vốn, Giao năm 2025")
  }

  @Test("Prices of one year and of each period stand over quarters; price indices over their bases")
  func prices() throws {
    let prices = try sheet(
      try read(
        cells([
          ["GRDP QUÝ II VÀ 6 THÁNG NĂM 2025"],
          ["Ngành", "Giá hiện hành (tỷ đồng)", "", "Giá so sánh 2010 (tỷ đồng)"],
          ["", "Quý II", "6 tháng", "Quý II", "6 tháng"],
          ["Tổng số", "5000", "9800", "3000", "5900"],
        ]), merges: ["A2:A3", "B2:C2", "D2:E2"]))
    #expect(
      prices.columns.map(\.meaning.quantity) == [
        "Giá hiện hành", "Giá hiện hành", "Giá so sánh 2010", "Giá so sánh 2010",
      ])
    #expect(
      prices.columns.map(\.meaning.period) == [
        .quarter(2, of: 2025), .month(6, of: 2025), .quarter(2, of: 2025), .month(6, of: 2025),
      ])
    let index = try sheet(
      try read(
        cells([
          ["CHỈ SỐ GIÁ TIÊU DÙNG THÁNG 6 NĂM 2025"],
          ["Nhóm", "Chỉ số giá tháng 6 năm 2025 so với"],
          ["", "Kỳ gốc 2019", "Tháng 6/2024", "Tháng 12/2024", "Tháng 5/2025"],
          ["Chỉ số chung", "120.5", "103.2", "101.5", "100.3"],
        ]), merges: ["A2:A3", "B2:E2"]))
    #expect(
      index.columns.map(\.meaning.measure) == [.base, .yearBefore, .december, .periodBefore])
  }

  @Test("Months below a merged quarter are months")
  func monthsOfQuarters() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["Chỉ tiêu", "ĐVT", "Quý I/2024", "", "", "Quý II/2024"],
          ["", "", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4"],
          ["Thu", "tỷ đồng", "1", "2", "3", "4"],
        ]), merges: ["A1:A2", "B1:B2", "C1:E1", "F1:G1"]))
    #expect(sheet.columns.map(\.meaning.period) == (1...4).map { .month($0, of: 2024) })
    #expect(Set(sheet.figures.map(\.id)).count == 1)
  }

  @Test("Months below a year in the title: their sum is the year's, or that of the months so far")
  func sums() throws {
    func read(_ months: Int) throws -> [PrintedFigure] {
      let rows = (1...months).map { ["Tháng \($0)", "\(100 + $0)", "\(110 + $0)"] }
      return try sheet(
        try self.read(
          cells(
            [["Năm 2024"], ["Tháng", "Thu (tỷ đồng)", "Kế hoạch"]] + rows + [
              ["Cộng", "900", "950"]
            ]))
      ).figures
    }
    let year = try read(12)
    #expect(year.prefix(2).map(\.meaning.period) == [.month(1, of: 2024), .month(1, of: 2024)])
    #expect(year.prefix(2).map(\.meaning.status) == [.secondary, .plan])
    #expect(Set(year.map(\.id)).count == 1 && year.last?.meaning.period == .year(2024))
    let part = try read(5)
    #expect(part.last?.meaning.period == .month(5, of: 2024) && part.last?.meaning.isToDate == true)
  }

  @Test("Letters and numbers in front of rows are no part of names")
  func numbers() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["THU NGÂN SÁCH THÁNG 4 NĂM 2025"], ["STT", "Nội dung", "Tháng 4", "4 tháng"],
          ["A", "Thu nội địa", "1", "4"], ["I", "Thu từ DNNN", "2", "5"],
          ["1.1", "Thuế", "3", "6"],
        ])))
    #expect(Set(sheet.figures.map(\.label)) == ["Thu nội địa", "Thu từ DNNN", "Thuế"])
  }

  @Test(
    "Rows of a merged name that tell a plan are no facts, and the year beside months is the year")
  func tellings() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["THU NGÂN SÁCH 6 THÁNG NĂM 2025"],
          ["Chỉ tiêu", "", "T5", "T6", "6 tháng", "Năm"],
          ["Tổng thu", "KH", "100", "110", "630", "1300"], ["", "TH", "101", "108", "637"],
          ["", "TH/KH (%)", "101", "98.2", "101.1"],
          ["Thu nội địa", "KH", "80", "90", "510", "1050"], ["", "TH", "81", "88", "517"],
        ]), merges: ["A3:A5", "A6:A7"]))
    #expect(Set(sheet.figures.map(\.label)) == ["Tổng thu", "Thu nội địa"])
    let plans = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["100", "110", "630", "1300", "80", "90", "510", "1050"])
    #expect(plans[3].meaning.period == .year(2025) && !plans[3].meaning.isToDate)
    #expect(plans[0].id == sheet.figures.first { $0.digits == "101" }?.id)
    #expect(sheet.figures.count { $0.meaning.measure == .plan } == 3 && sheet.leftOut.isEmpty)
    let panel = PrintedCollection([.init(path: "b.xlsx", outcomes: [.read(sheet)])]).monthly
    #expect(!panel.contains { $0.figure.meaning.status == .plan })
  }

  @Test(
    "The month beside what is cumulated to it is that month, and plans are told by who set them")
  func monthBesideSum() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["BÁO CÁO THU CHI THÁNG 5 NĂM 2025"], ["Đơn vị: tỷ đồng"],
          [
            "TT", "Nội dung", "Dự toán năm 2025", "", "Thực hiện đến 31/5/2025", "", "Tỷ lệ (%)",
          ],
          ["", "", "TW giao", "HĐND giao", "Tháng 5", "Lũy kế", "So TW", "So HĐND"],
          ["1", "Thu", "100", "110", "10", "50", "50", "45.5"],
        ]), merges: ["C3:D3", "E3:F3", "G3:H3"]))
    let meanings = sheet.columns.map(\.meaning)
    #expect(meanings.map(\.isToDate) == [false, false, false, true, false, false])
    #expect(meanings[2].period == .month(5, of: 2025) && meanings[2].quantity.isEmpty)
    #expect(meanings.suffix(2).allSatisfy { $0.measure == .plan })
    #expect(meanings.prefix(2).allSatisfy { $0.status == .plan })
  }

  @Test("Rows of one name are told apart by the heading above them, or by the words beside them")
  func oneName() throws {
    let places = try sheet(
      try read(
        cells([
          ["THU CHI THÁNG 5 NĂM 2025"], ["Tỷ đồng"], ["STT", "Chỉ tiêu", "Tháng 5", "5 tháng"],
          ["1", "Kim Thành"], ["a", "Thu", "10", "50"], ["b", "Chi", "9", "45"],
          ["2", "Nam Sách"], ["a", "Thu", "20", "90"], ["b", "Chi", "19", "85"],
        ])))
    #expect(
      places.figures.map(\.label).filter { $0.hasSuffix("Thu") } == [
        "Kim Thành – Thu", "Kim Thành – Thu", "Nam Sách – Thu", "Nam Sách – Thu",
      ])
    #expect(places.title == "THU CHI" && places.figures.allSatisfy { $0.unit == "Tỷ đồng" })
    let projects = try sheet(
      try read(
        cells([
          ["GIẢI NGÂN THÁNG 5 NĂM 2025"],
          ["Tên dự án", "Chủ đầu tư", "KH năm 2025", "Giải ngân 5 tháng"],
          ["Cầu A", "Ban QLDA", "100", "40"], ["Đường B", "Sở GTVT", "80", "20"],
          ["Đường B", "Sở NN", "50", "10"],
        ])))
    #expect(projects.leftOut.isEmpty)
    #expect(
      Set(projects.figures.map(\.label)) == ["Cầu A", "Đường B, Sở GTVT", "Đường B, Sở NN"])
  }

  @Test(
    "The column that tells plans and what happened may stand behind units, however it is headed",
    arguments: ["Loại", "Phân loại", "Nội dung", "KH/TH", ""])
  func tellingsBehindUnits(head: String) throws {
    let sheet = try sheet(
      try read(
        cells([
          ["BIỂU CHỈ TIÊU"], ["TT", "Chỉ tiêu", "ĐVT", head, "2023", "2024", "2025"],
          ["1", "Thu", "tỷ đồng", "KH", "115", "125", "140"], ["", "", "", "TH", "120", "130"],
          ["2", "Chi", "tỷ đồng", "KH", "80", "90", "95"], ["", "", "", "TH", "81", "88"],
        ]), merges: ["A3:A4", "B3:B4", "C3:C4", "A5:A6", "B5:B6", "C5:C6"]))
    let plans = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["115", "125", "140", "80", "90", "95"])
    let done = sheet.figures.filter { $0.meaning.status != .plan }
    #expect(done.map(\.digits) == ["120", "130", "81", "88"] && sheet.leftOut.isEmpty)
    #expect(Set(sheet.figures.map(\.label)) == ["Thu", "Chi"])
    #expect(sheet.figures.allSatisfy { $0.unit == "tỷ đồng" })
  }

  @Test("A row of figures that nothing names is told; a number on the thing's row alone names none")
  func nameless() throws {
    let table = try sheet(
      try read(
        cells([
          ["THU NĂM 2025"], ["Chỉ tiêu", "Tháng 1", "Tháng 2"], ["Thu", "10", "11"],
          ["", "7", "8"], ["Chi", "5", "6"],
        ])))
    #expect(table.figures.count == 4)
    #expect(table.leftOut.map(\.location.text) == ["b.xlsx#Biểu!B4"])
    let numbered = try sheet(
      try read(
        cells([
          ["THU NĂM 2025"], ["TT", "Nội dung", "T1", "T2"], ["1", "Thu nội địa"],
          ["", "- Kế hoạch", "90", "95"], ["", "- Thực hiện", "91", "92"], ["2", "Thu XNK"],
          ["", "- Kế hoạch", "9", "8"], ["", "- Thực hiện", "7", "6"],
        ])))
    #expect(numbered.figures.count == 8 && numbered.leftOut.isEmpty)
    let plans = numbered.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["90", "95", "9", "8"])
  }

  @Test("What stands beside a figure in percent is no amount, and leaves the figure in its place")
  func percentColumns() throws {
    let merged = try sheet(
      try read(
        cells([
          ["XUẤT KHẨU NĂM 2025"], ["Đơn vị tính: triệu USD"], ["TT", "Mặt hàng", "Tháng 5"],
          ["", "", "KH", "TH", "%"], ["1", "Dệt may", "500", "512", "102.4"],
          ["2", "Giày dép", "50", "51", "102"],
        ]), merges: ["C3:E3"]))
    #expect(merged.figures.map(\.digits) == ["500", "512", "50", "51"])
    #expect(merged.leftOut.map(\.location.text) == ["b.xlsx#Biểu!E4"])
    for head in ["Đạt %", "% đạt", "Tỷ lệ %", "So KH %", "Tỷ lệ đạt"] {
      let table = try sheet(
        try read(
          cells([
            ["XUẤT KHẨU THÁNG 5 NĂM 2025"], ["Đơn vị tính: triệu USD"],
            ["TT", "Mặt hàng", "KH năm 2025", "TH tháng 5", head],
            ["1", "Dệt may", "460", "40", "43.5"], ["2", "Giày dép", "230", "20", "43"],
          ])))
      let shares = table.figures.filter { $0.location.text.hasSuffix("!E4") }
      #expect(shares.allSatisfy { $0.unit == "%" }, "\(head)")
      #expect(table.figures.count { $0.unit == "triệu USD" } == 4, "\(head)")
    }
  }

  @Test("The last months of a year below its merged head have no place and are told")
  func lateMonths() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["CHỈ TIÊU"], ["TT", "Chỉ tiêu", "ĐVT", "Năm 2025"],
          [
            "", "", "", "KH năm", "TH 6 tháng đầu năm", "KH 6 tháng cuối năm",
            "KH 3 tháng cuối năm",
          ],
          ["1", "Thu", "tỷ đồng", "1200", "580", "620", "310"],
          ["2", "Chi", "tỷ đồng", "900", "400", "500", "250"],
        ]), merges: ["D2:G2"]))
    #expect(sheet.figures.map(\.digits) == ["1200", "580", "900", "400"])
    #expect(sheet.leftOut.map(\.location.text) == ["b.xlsx#Biểu!F3", "b.xlsx#Biểu!G3"])
  }

  @Test("Offices and places may be headed as units are, behind the numbers of rows")
  func offices() throws {
    let sheet = try sheet(
      try read(
        cells([
          ["THU NGÂN SÁCH THÁNG 6 NĂM 2025"], ["ĐVT: triệu đồng"],
          ["STT", "Đơn vị", "Dự toán năm 2025", "Thực hiện tháng 6"],
          ["I", "TỔNG CỘNG", "3000", "160"], ["1", "Huyện Kim Thành", "1000", "60"],
          ["2", "Huyện Nam Sách", "2000", "100"],
        ])))
    #expect(
      Set(sheet.figures.map(\.label)) == ["TỔNG CỘNG", "Huyện Kim Thành", "Huyện Nam Sách"])
    #expect(sheet.figures.count == 6 && sheet.figures.allSatisfy { $0.unit == "triệu đồng" })
  }

  @Test(
    "A plan of the year revised on a day is the year's, and the one that counts",
    arguments: [
      "KH năm điều chỉnh ngày 15/7/2025", "KH năm điều chỉnh tháng 7",
      "KH điều chỉnh theo QĐ 123/QĐ-UBND ngày 15/7/2025",
    ])
  func revisedOnDay(head: String) throws {
    let sheet = try sheet(
      try read(
        cells([
          ["GIẢI NGÂN ĐẾN NGÀY 31/8/2025"], ["Đơn vị: tỷ đồng"],
          ["TT", "Nguồn vốn", "KH năm", head, "Giải ngân tháng 8"],
          ["1", "Ngân sách tỉnh", "3000", "3400", "100"],
          ["2", "Ngân sách huyện", "2000", "2200", "90"],
        ])))
    let plans = sheet.figures.filter { $0.meaning.status == .plan }
    #expect(plans.map(\.digits) == ["3400", "2200"] && sheet.leftOut.isEmpty)
    #expect(plans.allSatisfy { $0.meaning.period == .year(2025) })
  }

  @Test(
    "Rows called plan and result below a thing, and columns below its name, are one series of it")
  func tellingsOfOneThing() throws {
    let rows = try sheet(
      try read(
        cells([
          ["THU NĂM 2025"], ["TT", "Nội dung", "ĐVT", "Quý I", "Năm"],
          ["1", "Thu nội địa", "tỷ đồng"], ["", "- Kế hoạch", "", "90", "360"],
          ["", "- Thực hiện", "", "91"], ["2", "Khách", "lượt"], ["", "- Kế hoạch", "", "9", "40"],
          ["", "- Thực hiện", "", "7"],
        ])))
    #expect(
      rows.figures.map(\.id) == Array(repeating: "thu.thu_noi_dia", count: 3)
        + Array(repeating: "thu.khach", count: 3))
    #expect(rows.figures.map(\.meaning.status).prefix(3) == [.plan, .plan, .secondary])
    #expect(
      Set(rows.figures.map { "\($0.label) \($0.unit)" }) == ["Thu nội địa tỷ đồng", "Khách lượt"])
    let merged = try sheet(
      try read(
        cells([
          ["GIẢM NGHÈO NĂM 2025"], ["TT", "Huyện", "Thu (tỷ đồng)"], ["", "", "KH", "TH"],
          ["1", "A", "100", "101"], ["2", "B", "200", "198"],
        ]), merges: ["C2:D2"]))
    #expect(
      merged.figures.map(\.id) == [
        "giam_ngheo.a.thu", "giam_ngheo.a.thu", "giam_ngheo.b.thu", "giam_ngheo.b.thu",
      ])
    #expect(merged.figures.map(\.meaning.status) == [.plan, .secondary, .plan, .secondary])
  }

  @Test("What came until a day inside a month is neither the month nor cumulated to its end")
  func insideMonth() throws {
    let budget = try sheet(
      try read(
        cells([
          ["TIẾN ĐỘ THU ĐẾN 15/5/2025"], ["ĐVT: tỷ đồng"],
          [
            "TT", "Chỉ tiêu", "Dự toán HĐND", "Thực hiện", "Thu từ 01/5 đến 15/5", "Tháng 4",
            "So DT (%)",
          ],
          ["1", "Thu nội địa", "1100", "400", "40", "90", "36.4"],
          ["2", "Thu XNK", "110", "40", "4", "9", "36.4"],
        ])))
    #expect(budget.figures.map(\.digits) == ["1100", "90", "110", "9"])
    #expect(
      Set(budget.leftOut.map { "\($0.location.text) \($0.problem.code)" }) == [
        "b.xlsx#Biểu!D3 start-half", "b.xlsx#Biểu!E3 start-half", "b.xlsx#Biểu!G3 start-half",
      ])
    let whole = try sheet(
      try read(
        cells([
          ["THU ĐẾN 31/5/2025"], ["Tỷ đồng"], ["Chỉ tiêu", "Dự toán năm", "Lũy kế đến 31/5/2025"],
          ["Thu nội địa", "1100", "400"],
        ])))
    #expect(whole.figures.map(\.digits) == ["1100", "400"] && whole.leftOut.isEmpty)
  }

  @Test(
    "Plans that are set by the year are the year's below a title of months; what has no period is told"
  )
  func allocations() throws {
    for head in ["Kế hoạch vốn", "KH vốn TTg giao", "Dự toán", "KH tỉnh giao"] {
      let sheet = try sheet(
        try read(
          cells([
            ["GIẢI NGÂN ĐẾN NGÀY 31/8/2025"], ["Đơn vị: tỷ đồng"],
            [
              "Nguồn", "Tổng mức đầu tư", head, "Giải ngân tháng 8", "Lũy kế giải ngân",
              "KH còn lại",
            ],
            ["Tỉnh", "9000", "3000", "100", "1500", "1500"],
            ["Huyện", "8000", "2000", "90", "900", "1100"],
          ])))
      let plans = sheet.figures.filter { $0.meaning.status == .plan }
      #expect(plans.map(\.digits) == ["3000", "2000"], "\(head)")
      #expect(plans.allSatisfy { $0.meaning.period == .year(2025) }, "\(head)")
      #expect(
        Set(sheet.leftOut.map(\.location.text)) == ["b.xlsx#Biểu!B3", "b.xlsx#Biểu!F3"], "\(head)")
    }
  }
}
