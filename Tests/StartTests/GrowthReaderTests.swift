import Files
import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct GrowthReaderTests {
  static func read(_ text: String) throws(Faults) -> GrowthDraft {
    try GrowthReader.read(path: "t.csv", bytes: Array(text.utf8), StartRequest())
  }

  /// The tree as `id<parent`, the whole without a parent.
  static func tree(_ draft: GrowthDraft) -> [String] {
    draft.sectors.map { "\($0.id)<\($0.parent ?? "")" }
  }

  static func faults(_ text: String) -> [Fault] {
    do {
      _ = try read(text)
      return []
    } catch {
      return error.all
    }
  }

  static let expected: [String] = [
    "grdp<", "nong_nghiep<grdp", "cong_nghiep_xay_dung<grdp", "cong_nghiep<cong_nghiep_xay_dung",
    "xay_dung<cong_nghiep_xay_dung", "dich_vu<grdp",
  ]

  /// The same sectors as people write them.
  static let outlines: [String] = [
    // Indents.
    """
    Chỉ tiêu,2022,2023,2024
    GRDP,100,110,121
      Nông nghiệp,20,21,22
      Công nghiệp - xây dựng,50,56,63
        Công nghiệp,30,34,39
        Xây dựng,20,22,24
      Dịch vụ,30,33,36

    """,
    // Numbers of chapters.
    """
    Chỉ tiêu,2022,2023,2024
    GRDP,100,110,121
    I. Nông nghiệp,20,21,22
    II. Công nghiệp - xây dựng,50,56,63
    1. Công nghiệp,30,34,39
    2. Xây dựng,20,22,24
    III. Dịch vụ,30,33,36

    """,
    // Numbers in a column of their own.
    """
    STT;Chỉ tiêu;2022;2023;2024
    A;GRDP;100;110;121
    I;Nông nghiệp;20;21;22
    II;Công nghiệp - xây dựng;50;56;63
    1;Công nghiệp;30;34;39
    2;Xây dựng;20;22;24
    III;Dịch vụ;30;33;36

    """,
    // A line that says so, dashes below it.
    """
    Chỉ tiêu,2022,2023,2024
    GRDP,100,110,121
    Nông nghiệp,20,21,22
    Công nghiệp - xây dựng,50,56,63
    Trong đó:,,,
    - Công nghiệp,30,34,39
    - Xây dựng,20,22,24
    Dịch vụ,30,33,36

    """,
    // Nothing but sums.
    """
    Chỉ tiêu,2022,2023,2024
    GRDP,100,110,121
    Nông nghiệp,20,21,22
    Công nghiệp - xây dựng,50,56,63
    Công nghiệp,30,34,39
    Xây dựng,20,22,24
    Dịch vụ,30,33,36

    """,
    // A column.
    """
    Chỉ tiêu,Thuộc ngành,2022,2023,2024
    GRDP,,100,110,121
    Nông nghiệp,GRDP,20,21,22
    Công nghiệp - xây dựng,GRDP,50,56,63
    Công nghiệp,Công nghiệp - xây dựng,30,34,39
    Xây dựng,Công nghiệp - xây dựng,20,22,24
    Dịch vụ,GRDP,30,33,36

    """,
  ]

  @Test("Indents, numbers, words, sums and a column tell the same tree", arguments: outlines)
  func sameTree(text: String) throws {
    let draft = try Self.read(text)
    #expect(Self.tree(draft) == Self.expected)
    #expect(!draft.isGrowth && draft.nextYear == 2025)
    #expect(draft.sectors[2].title == "Công nghiệp - xây dựng")
    #expect(draft.sectors[3].figures.map(\.digits) == ["30", "34", "39"])
    let last = try #require(draft.lastGrowth)
    #expect(last.year == 2024 && abs(last.value - 10) < 1e-9)
  }

  @Test("One row a figure, by quarters, is read as a table of rows and columns is")
  func long() throws {
    var text = "sector,parent,period,value,unit\n"
    for quarter in 1...6 {
      let period = "\(2023 + (quarter - 1) / 4)-Q\((quarter - 1) % 4 + 1)"
      text += "All,,\(period),\(100 + quarter),bn\n"
      text += "Made,All,\(period),\(60 + quarter),bn\nGrown,All,\(period),40,bn\n"
    }
    let draft = try Self.read(text)
    #expect(Self.tree(draft) == ["all<", "made<all", "grown<all"])
    #expect(draft.structure == .column && draft.nextYear == 2024 && draft.unit == "bn")
    #expect(draft.sectors.allSatisfy { $0.figures.count == 6 })
  }

  @Test("Rows that are only some of the parts leave a rest")
  func rest() throws {
    let draft = try Self.read(
      """
      Sector,2022,2023
      Total,100.5,110.5
      Farming,20.5,21
      Services,80,89.5
      of which: Trade,30.25,33

      """)
    #expect(
      Self.tree(draft) == [
        "total<", "farming<total", "services<total", "trade<services", "services_rest<services",
      ])
    #expect(draft.sectors.last?.figures.map(\.digits) == ["49.75", "56.5"])
    #expect(draft.sectors.map(\.isRest) == [false, false, false, false, true])
  }

  @Test("Growth is told from levels, and takes the sizes of a column")
  func growth() throws {
    let draft = try Self.read(
      """
      Tốc độ tăng GRDP (%);;;;
      Ngành;Cơ cấu 2024 (%);Quý I/2025;Quý II/2025;Quý III/2025
      GRDP;100;8,1;8,4;8,7
      Nông nghiệp;20,5;3,1;3,2;3,0
      Công nghiệp;79,5;9,4;9,6;9,9

      """)
    #expect(draft.isGrowth && draft.sizeYear == 2024 && draft.nextYear == 2025)
    #expect(Self.tree(draft) == ["grdp<", "nong_nghiep<grdp", "cong_nghiep<grdp"])
    #expect(draft.sectors.map(\.size) == ["100", "20.5", "79.5"])
    #expect(draft.structure == .name)
  }

  @Test(
    "Sizes have a decimal mark of their own; one that cannot be read is named, not said to be missing"
  )
  func sizeMarks() throws {
    func table(_ size: String, _ other: String) -> String {
      "Ngành;Cơ cấu 2024 (%);2022;2023;2024\nGRDP;100;4,8%;8,1%;8,75%\n"
        + "Nông nghiệp;\(size);3,1%;3,5%;3,3%\nCông nghiệp;\(other);6,2%;10,2%;8,9%\n"
    }
    let draft = try Self.read(table("20.5", "79.5"))
    #expect(draft.sectors.map(\.size) == ["100", "20.5", "79.5"] && draft.sizeGap == nil)
    let last = try #require(draft.lastGrowth)
    #expect(last.value == 8.75 && last.decimals == 2)
    let found = Self.faults(table("20.5", "x"))
    #expect(
      found.map(\.problem) == [.table(.badNumber(column: "Cơ cấu 2024 (%)", text: "x"))])
    #expect(Self.faults(table("20.5", "")).map(\.problem) == [.start(.noSize("Công nghiệp"))])
  }

  @Test(
    "Shares that do not make the whole are told, beyond their rounding",
    arguments: [
      ("Cơ cấu 2024 (%)", "100", "14.5", 94.0), ("Cơ cấu 2024 (%)", "", "14.5", 94.0),
      ("Share 2024", "", "26.5", 106.0), ("Cơ cấu 2024 (%)", "100", "20.4", nil),
      ("Quy mô 2024", "", "14.5", nil),
    ] as [(String, String, String, Double?)])
  func sizeGap(head: String, whole: String, size: String, sum: Double?) throws {
    let draft = try Self.read(
      "Ngành;\(head);2023;2024\nGRDP;\(whole);8.1;8.7\nNông nghiệp;\(size);3.1;3.5\n"
        + "Công nghiệp;79.5;9.4;9.6\n")
    #expect(draft.sizeGap?.sum == sum && draft.sizeGap?.whole == (sum == nil ? nil : 100))
  }

  @Test("Where no period has all rows, nothing is said of a sum")
  func noSum() throws {
    let found = Self.faults("Sector,2022,2023\nA,100,110\nB,20,\nC,,55\n")
    #expect(found.map(\.problem) == [.figure(.partsUnknown(sector: "A"))])
    #expect(found.first?.hint == .start(.nameParents))
  }

  @Test("Parts that do not add are a fault in the cell of their whole")
  func doNotAdd() throws {
    let text = Self.outlines[0].replacing("50,56,63", with: "50,59,63").replacing(
      "100,110,121", with: "100,113,121")
    let fault = try #require(Self.faults(text).first)
    #expect(
      fault.problem
        == .figure(
          .partsDoNotAdd(
            sector: "Công nghiệp - xây dựng", period: "2023", parts: "56", total: "59")))
    #expect(fault.location.line == 4 && fault.location.column > 10)
    // Without outline nothing says which rows are parts.
    let flat = "Sector,2022,2023\nA,100,110\nB,20,21\nC,50,55\n"
    let open = try #require(Self.faults(flat).first)
    #expect(open.problem.code == "parts-do-not-add" && open.location.line == 2)
    #expect(open.hint == .start(.nameParents))
  }

  @Test(
    "What cannot be a tree of sectors is named by cell",
    arguments: [
      (
        "Sector,Parent,2023,2024\nAll,,100,100\nMade,Al,60,60\nGrown,All,40,40\n", "sector-unknown",
        3
      ),
      ("Sector,2023,2024\nAll,100,90\nMade,60,-10\nGrown,40,100\n", "level-not-positive", 3),
      ("Sector,2023,2024\nAll (%),5.5,6.1\nMade,7.1,7.5\nGrown,3.1,3.4\n", "start-size", 3),
      ("Sector,2023,2024\nAll,100,x\nMade,60,70\nGrown,40,30\n", "csv-number", 2),
      ("Sector,Parent,2023,2024\nAll,,1,1\nMade,Grown,6,6\nGrown,Made,4,4\n", "sector-loop", 3),
    ])
  func unfit(text: String, code: String, line: Int) throws {
    let found = Self.faults(text)
    #expect(found.contains { $0.problem.code == code && $0.location.line == line }, "\(found)")
  }

  /// Two of what `Trong đó:` opens, and what they leave.
  static let some: [String] = [
    "Trong đó: - Chế biến;50;54;58\n- Khai khoáng;5;6;7",
    "Trong đó:;;;\n- Chế biến;50;54;58\n- Khai khoáng;5;6;7",
    "Trong đó: Chế biến;50;54;58\n          Khai khoáng;5;6;7",
    "Trong đó: - Chế biến;50;54;58\nTrong đó: - Khai khoáng;5;6;7",
  ]

  @Test("What goes on below \"of which\" stands beside its first row", arguments: some)
  func goesOn(rows: String) throws {
    let draft = try Self.read(
      "Ngành;2022;2023;2024\nGRDP;100;106;112\n1. Nông nghiệp;40;41;42\n2. Công nghiệp;60;65;70\n\(rows)\n"
    )
    #expect(
      Self.tree(draft) == [
        "grdp<", "nong_nghiep<grdp", "cong_nghiep<grdp", "che_bien<cong_nghiep",
        "khai_khoang<cong_nghiep", "cong_nghiep_rest<cong_nghiep",
      ])
    #expect(draft.sectors.last?.figures.map(\.value) == [5, 5, 5])
  }

  /// Titles that say that figures are indices.
  static let indices: [String] = [
    "Chỉ số phát triển (năm trước = 100), %", "Tốc độ phát triển (%)", "Đơn vị: %",
    "Index (previous year = 100)",
  ]

  @Test("Indices with the year before as 100 are growth", arguments: indices)
  func index(title: String) throws {
    let draft = try Self.read("\(title);;;\nNgành;2022;2023;2024\nGRDP;107,4;108,3;99,1\n")
    #expect(draft.isGrowth && draft.isIndex)
    #expect(draft.top?.figures.map(\.digits) == ["7.4", "8.3", "-0.9"])
    let levels = try Self.read("Ngành;2022;2023;2024\nGRDP;107,4;108,3;109,1\n")
    #expect(!levels.isGrowth && !levels.isIndex)
  }

  @Test("Percentages beside amounts are left out and named, whatever stands above the periods")
  func heads() throws {
    let draft = try Self.read(
      """
      Ngành,Giá trị (tỷ đồng),,,Tốc độ tăng (%),
      ,2022,2023,2024,2023,2024
      GRDP,100,110,121,10,10
      I. Nông nghiệp,40,42,44,5,4.8
      II. Dịch vụ,60,68,77,13.3,13.2

      """)
    #expect(!draft.isGrowth && draft.unit == "tỷ đồng")
    #expect(draft.sectors.map { $0.figures.map(\.digits) }.first == ["100", "110", "121"])
    #expect(draft.sectors.map(\.figures.count) == [3, 3, 3])
    #expect(draft.leftOut == ["Tốc độ tăng (%)"])
  }
}
