import Files
import Start
import Testing
import TimeSeries

/// Growth that rows and columns tell by their names. Every number here is made up.
@Suite struct GrowthBesideTests {
  private func read(_ text: String) throws -> GrowthDraft { try GrowthReaderTests.read(text) }

  @Test(
    "A row is called growth as a column is",
    arguments: [
      "Tốc độ tăng GRDP", "Tăng trưởng GRDP (%)", "GRDP growth rate", "Tốc độ tăng trưởng kinh tế",
      "GRDP (%)",
    ])
  func rows(name: String) throws {
    let across = try read("Chỉ tiêu,2021,2022,2023,2024\n\(name),5.2,8.1,7.4,8.6\n")
    #expect(across.isGrowth && across.sectors.map(\.figures.count) == [4])
    #expect(across.lastGrowth?.value == 8.6 && across.lastGrowth?.year == 2024)
    let begun = try read(
      "Chỉ tiêu,2022,2023,2024,3 tháng 2025,9 tháng 2025\n\(name),8.1,7.4,8.6,7.9,8.7\n")
    #expect(begun.isGrowth && begun.sectors[0].toDate.map(\.digits) == ["7.9", "8.7"])
    #expect(begun.sectors[0].figures.map(\.digits) == ["8.1", "7.4", "8.6"], "no differences")
    let level = try read("Chỉ tiêu,2021,2022,2023,2024\nGRDP,5.2,8.1,8.4,8.6\n")
    #expect(!level.isGrowth, "small levels of something else are levels")
    let high = try read("Chỉ tiêu,2021,2022,2023\nTốc độ tăng A,1052,1121,1203\n")
    #expect(!high.isGrowth, "what is as high is none")
  }

  @Test("Without a unit a rate of growth is a change in percent in tables of series, too")
  func guesses() throws {
    for name in ["Tốc độ tăng GRDP", "GRDP growth rate", "Tăng trưởng kinh tế"] {
      for text in [
        "Chỉ tiêu,2021,2022,2023,2024\n\(name),5.2,8.1,7.4,8.6\n",
        "Năm,\(name)\n2021,5.2\n2022,8.1\n2023,7.4\n2024,8.6\n",
      ] {
        #expect(try Started.draft(text).series.map(\.guess.reason) == [.change], "\(text)")
      }
    }
    let levels = try Started.draft("Năm,Giá trị tăng thêm\n2021,5.2\n2022,8.1\n2023,7.4\n")
    #expect(levels.series.map(\.guess.reason) == [.positive])
  }

  private let beside = """
    Ngành;2022;2023;2024;Tốc độ tăng 3 tháng 2025 (%);Tốc độ tăng 9 tháng 2025 (%);Tốc độ tăng 2024 (%)
    GRDP;100000;106600;113500;7,6;8,6;6,5
    Nông nghiệp;40000;41600;43500;3,2;-;4,6
    Công nghiệp;60000;65000;70000;10,4;12,1;7,7

    """

  @Test("Growth from January on beside levels of years is that of its year")
  func columns() throws {
    let draft = try read(beside)
    #expect(!draft.isGrowth && draft.nextYear == 2025 && draft.structure == .sums)
    #expect(
      draft.sectors.map { $0.growthToDate.map(\.digits) } == [
        ["7.6", "8.6"], ["3.2"], ["10.4", "12.1"],
      ])
    #expect(
      draft.sectors[0].growthToDate.map(\.period) == [.month(3, of: 2025), .month(9, of: 2025)])
    #expect(draft.sectors.map(\.figures.count) == [3, 3, 3])
    #expect(draft.leftOut == ["Tốc độ tăng (%)"], "that of a year, which levels tell")
    #expect(
      draft.grown == ["Tốc độ tăng 3 tháng 2025 (%)", "Tốc độ tăng 9 tháng 2025 (%)"])
    let single = try read("Ngành;2023;2024;Tăng trưởng 9 tháng 2025\nGRDP;12,5;13,5;8,6\n")
    #expect(!single.isGrowth && single.sectors[0].growthToDate.map(\.digits) == ["8.6"])
  }

  @Test("It is left out where levels tell the year, or where it compares with something else")
  func leftOut() throws {
    let known = try read(
      "Ngành;2023;2024;6 tháng 2025;Tốc độ tăng 6 tháng 2025 (%)\nGRDP;1000;1100;560;8,6\n")
    #expect(known.grown.isEmpty && known.sectors[0].growthToDate.isEmpty)
    let other = try read(
      """
      Ngành;2023;2024;Cơ cấu 6 tháng 2025 (%);Cơ cấu 9 tháng 2025 (%)
      GRDP;1000;1100;100;100

      """)
    #expect(other.grown.isEmpty && other.leftOut == ["Cơ cấu (%)"])
    #expect(
      GrowthReaderTests.faults(beside.replacing("12,1", with: "12,1,3")).map(\.location.column)
        == [36])
  }

  @Test("Made quarters that stand apart are left to what is cumulated")
  func gaps() throws {
    func quarters(_ text: String) throws -> [String] {
      try read(text).sectors[0].figures.filter { $0.period.frequency == .quarterly }.map {
        "\($0.period) \($0.digits)"
      }
    }
    let text =
      "Ngành;2023;2024;6 tháng 2024;9 tháng 2024;6 tháng 2025;9 tháng 2025\n"
      + "GRDP;113500;122100;57400;88100;62100;95700\n"
    #expect(try quarters(text) == ["2024-Q3 30700", "2024-Q4 34000"])
    #expect(
      try read(text).sectors[0].toDate.map(\.digits) == ["57400", "88100", "62100", "95700"])
    #expect(
      try quarters(
        "Ngành;2024;6 tháng 2024;9 tháng 2024;Quý I 2025;6 tháng 2025;9 tháng 2025\n"
          + "GRDP;122100;57400;88100;30000;62100;95700\n")
        == ["2024-Q3 30700", "2024-Q4 34000", "2025-Q1 30000", "2025-Q2 32100", "2025-Q3 33600"],
      "nothing is left out of what is whole")
    #expect(
      try quarters(
        "Ngành;2024;6 tháng 2024;9 tháng 2024;Quý III 2025\nGRDP;122100;57400;88100;33600\n")
        == ["2025-Q3 33600"], "what is written stays")
  }

  @Test("Without a unit values tell growth where they vary as no level does, and that is said")
  func byValues() throws {
    let head = "Chỉ tiêu,2019,2020,2021,2022,2023,2024"
    let scattered = try read(head + "\nGRDP,7.9,5.5,6.9,8.8,7.2,8.1\n")
    #expect(scattered.isGrowth && scattered.doubt == .growth)
    // Six months of a level of 8.1 are about half of it.
    let begun = try read(head + ",6 tháng 2025\nGRDP,7.9,8.0,8.0,8.1,8.1,8.1,8.4\n")
    #expect(begun.isGrowth && begun.sectors[0].toDate.map(\.digits) == ["8.4"])
    let levels = try read(head + ",6 tháng 2025\nGRDP,5.9,6.3,6.6,7.2,7.7,8.3,4.3\n")
    #expect(!levels.isGrowth && levels.doubt == .levels)
    let named = try read(head + "\nGRDP (nghìn tỷ đồng),5.9,6.3,6.6,7.2,7.7,8.3\n")
    #expect(!named.isGrowth && named.doubt == nil)
    let large = try read(head + "\nGRDP,59000,63000,66000,72000,77000,83000\n")
    #expect(!large.isGrowth && large.doubt == nil)
  }

  @Test("Growth that is hardly any may be told as fractions, which is said")
  func fractions() throws {
    let head = "Năm,Tăng trưởng GRDP"
    let small = try read(head + "\n2021,0.071\n2022,0.082\n2023,0.031\n")
    #expect(small.isGrowth && small.doubt == .fractions)
    for (rows, isSmall) in [
      ("0.071\n2022,0.082\n2023,0.031", true), ("7.1\n2022,0.2\n2023,3.1", false),
    ] {
      let series = try Started.draft(head + "\n2021," + rows + "\n").series
      #expect(series.map(\.mayBeFractions) == [isSmall])
    }
    let percent = try read(head + "\n2021,7.1\n2022,0.2\n2023,3.1\n")
    #expect(percent.isGrowth && percent.doubt == nil)
  }

  @Test("What a part adds to growth is a level in points, and no change of its own")
  func contributions() throws {
    for (name, unit) in [
      ("Đóng góp của công nghiệp vào tăng trưởng GRDP", "điểm %"),
      ("Đóng góp vào tăng trưởng", "%"), ("Contribution to growth", "percentage points"),
    ] {
      let draft = try Started.draft(
        "Chỉ tiêu,Đơn vị,2021,2022,2023,2024\n\(name),\(unit),2.1,-0.4,1.8,3.0\n")
      #expect(draft.series.map(\.guess.reason) == [.contribution], "\(name)")
    }
    let change = try Started.draft(
      "Chỉ tiêu,Đơn vị,2021,2022,2023,2024\nTăng trưởng GRDP,%,2.1,-0.4,1.8,3.0\n")
    #expect(change.series.map(\.guess.reason) == [.change])
  }
}
