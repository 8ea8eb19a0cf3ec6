import Files
import Start
import Testing
import TimeSeries

/// Tables of sectors in which no row may be the whole. Every number here is made up.
@Suite struct GrowthWholeTests {
  private static let growth = [
    "Nông nghiệp;%;3,1;3,5;3,3", "Công nghiệp;%;9,4;9,6;8,1", "Dịch vụ;%;6,4;5,6;7,1",
  ]

  /// Rows of growth with sizes of 2024 in front of 2022 to 2024.
  private func table(_ sizes: [String], _ rows: [String] = growth) -> String {
    "Ngành;Cơ cấu 2024 (%);2022;2023;2024\n"
      + zip(rows, sizes).map { row, size in row.replacing(";%;", with: ";\(size);") + "\n" }
      .joined()
  }

  @Test("Growth with sizes of all sectors and no whole makes one of them all")
  func made() throws {
    let draft = try GrowthReaderTests.read(table(["20,5", "49,5", "30"]))
    #expect(
      GrowthReaderTests.tree(draft) == [
        "total<", "nong_nghiep<total", "cong_nghiep<total", "dich_vu<total",
      ])
    #expect(draft.structure == .made && draft.sectors.map(\.isMade) == [true, false, false, false])
    #expect(draft.sizeGap == nil)
    // Σs / Σ s/(1 + g) − 1 of sizes s at the end and growth g, by Python.
    let last = try #require(draft.lastGrowth)
    #expect(last.year == 2024 && abs(last.value - 6.78370146) < 1e-6)
  }

  @Test("Sizes of the year before carry to the year of growth")
  func carried() throws {
    let draft = try GrowthReaderTests.read(
      "Ngành;Cơ cấu 2023;2022;2023;2024\nA;50;5;5;10\nB;30;5;5;0\nC;20;5;5;5\n")
    // 0.5 · 10 + 0.3 · 0 + 0.2 · 5.
    #expect(draft.structure == .made && abs((draft.lastGrowth?.value ?? 0) - 6) < 1e-9)
  }

  @Test("Growth without a whole and without sizes is asked about at its first row")
  func refused() throws {
    let found = GrowthReaderTests.faults(
      "Ngành;2022;2023;2024\nNông nghiệp (%);3,1;3,5;3,3\nCông nghiệp (%);9,4;9,6;8,1\nDịch vụ (%);6,4;5,6;7,1\n"
    )
    #expect(found.map(\.problem) == [.start(.noWhole("Nông nghiệp (%)"))])
    #expect(found.first?.hint == .start(.addWhole) && found.first?.location.line == 2)
  }

  @Test(
    "A row is the whole by its name, by having no size or by that of all others",
    arguments: [
      ("Tốc độ tăng GRDP", "", "tong"), ("Toàn nền kinh tế", "100", ""), ("Vùng", "", ""),
      ("Vùng", "100", ""), ("Kinh tế", "100", ""),
    ])
  func whole(name: String, size: String, rest: String) throws {
    let draft = try GrowthReaderTests.read(
      table([size, "20,5", "49,5", "30"], ["\(name);%;6,1;6,5;7,3"] + Self.growth))
    #expect(draft.structure == .name && draft.sectors.count == 4)
    #expect(draft.top?.title == name && draft.lastGrowth?.value == 7.3)
  }

  @Test("Levels of which no row is the sum make a whole; where one may be, it is asked about")
  func levels() throws {
    let head = "Ngành;2022;2023;2024\n"
    let draft = try GrowthReaderTests.read(
      head + "Nông nghiệp;200;210;220\nCông nghiệp;490;530;580\nDịch vụ;300;320;340\n")
    #expect(draft.structure == .made && draft.top?.title == "total" && draft.sectors.count == 4)
    // 1140 / 1060.
    #expect(abs((draft.lastGrowth?.value ?? 0) - (100 * (1140.0 / 1060 - 1))) < 1e-9)
    // The first is more than the others together, or their sum but for a slip.
    for first in ["Vùng;900;950;990", "Vùng;790;850;925"] {
      let found = GrowthReaderTests.faults(
        head + first + "\nCông nghiệp;490;530;580\nDịch vụ;300;320;340\n")
      #expect(found.map(\.problem.code) == ["parts-do-not-add"])
    }
    // A sector that is named as the whole is none that is made.
    #expect(
      GrowthReaderTests.faults(
        head + "Tổng số;900;950;990\nCông nghiệp;490;530;580\nDịch vụ;300;320;340\n"
      ).count == 1)
  }

  @Test("Shares that stand beside values and are not what these make are told")
  func shares() throws {
    let head = "Ngành;Cơ cấu 2024 (%);2023;2024\n"
    let draft = try GrowthReaderTests.read(
      head + "GRDP;100;1000;1100\nCông nghiệp;70;600;660\nDịch vụ;30;400;440\n")
    #expect(!draft.isGrowth)
    #expect(
      draft.shareConflicts.map { [$0.title, $0.stated, $0.made] } == [
        ["Công nghiệp", "70", "60.0"], ["Dịch vụ", "30", "40.0"],
      ])
    let right = try GrowthReaderTests.read(
      head + "GRDP;100;1000;1100\nCông nghiệp;60,2;600;660\nDịch vụ;39,8;400;440\n")
    #expect(right.shareConflicts.isEmpty)
  }

  @Test(
    "Lines between the rows say what these tell: values are taken and their growth left out, with a whole or without",
    arguments: [true, false])
  func blocks(hasWhole: Bool) throws {
    func rows(_ whole: String, _ values: [String]) -> String {
      (hasWhole ? ";GRDP;\(whole)\n" : "")
        + zip(["Nông nghiệp", "Công nghiệp", "Dịch vụ"], values).enumerated().map {
          "\($0 + 1);\($1.0);\($1.1)\n"
        }.joined()
    }
    let draft = try GrowthReaderTests.read(
      "STT;Ngành;2022;2023;2024\n;Giá trị (tỷ đồng);;;\n"
        + rows(
          "110000;118600;128800", ["20000;20600;21300", "50000;55000;61000", "40000;43000;46500"])
        + ";Tốc độ tăng (%);;;\n"
        + rows("7,1;7,8;8,6", ["2,8;3,0;3,4", "9,5;10,0;10,9", "7,0;7,5;8,1"]))
    #expect(!draft.isGrowth && draft.unit == "tỷ đồng" && draft.sectors.count == 4)
    #expect(draft.leftOut == ["Tốc độ tăng (%)"])
    // 128,800 over 118,600.
    let last = try #require(draft.lastGrowth)
    #expect(last.year == 2024 && abs(last.value - 8.6003) < 0.001)
  }

  @Test("Beside values at current prices growth is taken, and its line is the unit")
  func nominal() throws {
    let head = "Ngành;Cơ cấu 2024 (%);2023;2024\n"
    let growth = "Tốc độ tăng (%);;;\nNông nghiệp;20;3,0;3,4\nCông nghiệp;80;9,5;10,5\n"
    let draft = try GrowthReaderTests.read(
      head + "Giá trị hiện hành (tỷ đồng);;;\nNông nghiệp;;200;230\nCông nghiệp;;800;950\n" + growth
    )
    #expect(draft.isGrowth && draft.unit == "%" && draft.sectors.count == 3)
    #expect(try GrowthReaderTests.read(head + growth).unit == "%")
  }
}
