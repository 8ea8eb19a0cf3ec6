import Plans
import Start
import TestSupport
import Testing

/// Parts of a whole below the line that names it, and names of rows. Every number here is made up.
@Suite struct StartStructureTests {
  private static let parts =
    ";- Nông, lâm nghiệp và thủy sản;%;21,4;20,6;19,8;12-13%\n"
    + ";- Công nghiệp;%;38,2;39,1;39,9;48\n;- Dịch vụ;%;35,1;35,2;35,3;33\n"
    + "2;Tỷ lệ hộ nghèo;%;3,1;2,9;2,8;2\n3;Tỷ lệ dịch vụ công;%;31;32;33;34-35\n"

  @Test(
    "Rows below the line of a whole are its parts, in ranges and towards their plan",
    arguments: [
      "Cơ cấu kinh tế", "Cơ cấu GRDP", "Tỷ trọng trong GRDP", "Structure of GRDP",
      "Cơ cấu GRDP (%)",
    ], ["", "%"])
  func parts(head: String, unit: String) throws {
    let draft = try Started.draft(
      "STT;Chỉ tiêu;ĐVT;2022;2023;2024;KH 2030\n1;\(head);\(unit);;;;\n" + Self.parts)
    let whole = head.replacing(" (%)", with: "")
    #expect(
      draft.series.map(\.title) == [
        "\(whole): Nông, lâm nghiệp và thủy sản", "\(whole): Công nghiệp", "\(whole): Dịch vụ",
        "Tỷ lệ hộ nghèo", "Tỷ lệ dịch vụ công",
      ])
    let sides = draft.series.map { $0.direction(of: $0.planned?.goal) }
    #expect(sides == [.range, .atLeast, .atMost, .atMost, .atLeast])
    #expect(draft.series.allSatisfy { $0.guess.kind == .share })
  }

  @Test("Parts without dashes are known by their sectors, and end with other rows")
  func plain() throws {
    let draft = try Started.draft(
      "Chỉ tiêu;ĐVT;2022;2023;2024;KH 2030\nCơ cấu kinh tế;;;;;\n"
        + "Nông nghiệp;%;21;20;19;12-13\nDịch vụ;%;35;36;37;40\nTỷ lệ đô thị hóa;%;31;32;33;40\n"
        + "Công nghiệp;tỷ đồng;70;71;72;90\n")
    #expect(
      draft.series.map(\.title) == [
        "Cơ cấu kinh tế: Nông nghiệp", "Cơ cấu kinh tế: Dịch vụ", "Tỷ lệ đô thị hóa",
        "Công nghiệp",
      ])
  }

  @Test(
    "What is rebuilt is no whole, and names lose their dashes",
    arguments: ["Tái cơ cấu nông nghiệp", "Cơ cấu lại ngân sách", "Nông thôn"])
  func others(head: String) throws {
    let draft = try Started.draft(
      "Chỉ tiêu;ĐVT;2022;2023;2024;KH 2030\n\(head);;;;;\n"
        + "- Diện tích được tưới;%;21;20;19;22-23\n- Số xã;xã;35;36;37;40\n")
    #expect(draft.series.map(\.name) == ["Diện tích được tưới", "Số xã"])
    #expect(draft.series[0].direction(of: draft.series[0].planned?.goal) == .atLeast)
  }

  @Test(
    "Whole numbers in places are a rank by their unit", arguments: ["Thứ hạng", "Xếp hạng", "Hạng"])
  func rank(unit: String) throws {
    let draft = try Started.draft(
      "Chỉ tiêu;ĐVT;2022;2023;2024;KH 2030\nChỉ số PCI;\(unit);31;28;27;Top 15\n"
        + "Số xã;xã;7;8;9;10\n")
    #expect(draft.series[0].guess.kind == .rank && draft.series[0].guess.direction == .atMost)
  }

  @Test("In a printed table parts have the name of their whole, rows none of the years above")
  func printed() throws {
    let cells: [(String, String)] = [
      ("A1", "KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI"), ("A3", "STT"), ("B3", "Chỉ tiêu"),
      ("C3", "ĐVT"), ("D3", "Thực hiện giai đoạn 2021-2024"), ("H3", "Mục tiêu 2026-2030"),
      ("D4", "2021"), ("E4", "2022"), ("F4", "2023"), ("G4", "2024"), ("A5", "1"),
      ("B5", "Cơ cấu kinh tế"), ("B6", "- Nông nghiệp"), ("C6", "%"), ("D6", "21.4"),
      ("E6", "20.6"), ("F6", "19.8"), ("G6", "18.9"), ("H6", "12-13%"), ("B7", "- Dịch vụ"),
      ("C7", "%"), ("D7", "35.1"), ("E7", "35.2"), ("F7", "35.3"), ("G7", "35.4"), ("H7", "38%"),
      ("A8", "2"), ("B8", "Thu ngân sách"), ("C8", "Tỷ đồng"), ("D8", "71"), ("E8", "72"),
      ("F8", "73"), ("G8", "74.5"), ("H8", "Tăng bình quân 12%/năm"),
    ]
    let merges = ["A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:H4"]
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook("Biểu", cells: cells, merges: merges).bytes, to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(
      draft.series.map(\.title) == [
        "Cơ cấu kinh tế: Nông nghiệp", "Cơ cấu kinh tế: Dịch vụ", "Thu ngân sách",
      ])
    #expect(draft.series[0].direction(of: draft.series[0].planned?.goal) == .range)
    let plan = try #require(draft.series[2].planned)
    #expect(draft.series[2].asked(by: plan.goal, of: plan.year) == .growth(2026...2030))
  }
}
