import Plans
import Start
import TestSupport
import Testing
import TimeSeries

/// Plans beside months, and what a sheet hides. Every number here is made up.
@Suite struct StartPlanTests {
  /// Months of three years beside a plan; what happens is about 100 a month, 1158 a year.
  private func months(
    _ plan: (Int) -> String, share: (Int) -> String? = { _ in nil }
  ) throws -> StartDraft {
    let hasShare = share(1) != nil
    let head = "Tháng,Doanh thu kế hoạch (tỷ đồng),Doanh thu thực hiện (tỷ đồng)"
    let rows = (2021...2023).flatMap { year in
      (1...12).map { month in
        "\(month)/\(year),\(plan(month)),\(90 + month)" + (share(month).map { ",\($0)" } ?? "")
          + "\n"
      }
    }
    return try Started.draft(head + (hasShare ? ",% kế hoạch\n" : "\n") + rows.joined())
  }

  private struct Plans: Equatable {
    let years: [Double]
    let months: Int

    init(_ years: [Double], _ months: Int) { (self.years, self.months) = (years, months) }
  }

  private func plans(_ draft: StartDraft) -> Plans {
    Plans(
      draft.series.flatMap(\.yearly).filter { $0.status == .plan }.map(\.value),
      draft.series.flatMap(\.figures).count { $0.status == .plan })
  }

  @Test("A plan in the size of a year is the year's: in its first row alone, or in each")
  func ofYear() throws {
    for isRepeated in [false, true] {
      let draft = try months { $0 == 1 || isRepeated ? "1200" : "" }
      #expect(
        draft.series.count == 1 && draft.series[0].history.map(\.value) == [1158, 1158, 1158])
      #expect(plans(draft) == Plans([1200, 1200, 1200], 0) && draft.leftOut.isEmpty)
      #expect(draft.series[0].planned?.year == 2023 && draft.series[0].planned?.value == 1200)
      #expect(draft.series[0].expected.parts == [.year(2021), .year(2022), .year(2023)])
    }
  }

  @Test("Plans in the size of months stay theirs; one alone beside many months tells nothing")
  func ofMonths() throws {
    let own = try months { "\(95 + $0)" }
    #expect(plans(own) == Plans([], 36) && own.leftOut.isEmpty && own.series[0].planned == nil)
    let alike = try months { _ in "110" }
    #expect(plans(alike) == Plans([], 36) && alike.leftOut.isEmpty)
    let alone = try months { $0 == 1 ? "110" : "" }
    #expect(plans(alone) == Plans([], 0) && alone.leftOut.map(\.reason) == [.unclearPlan])
    #expect(alone.series[0].history.count == 3)
  }

  @Test("Percentages of the plan tell of what it is, whatever its size")
  func percentages() throws {
    func share(_ month: Int) -> String {
      let sum = (1...month).reduce(0) { $0 + 90 + $1 }
      return "\((1000 * Double(sum) / 4000).rounded() / 10)"
    }
    let open = try months { $0 == 1 ? "4000" : "" }
    #expect(plans(open) == Plans([], 0) && open.leftOut.map(\.reason) == [.unclearPlan])
    let told = try months({ $0 == 1 ? "4000" : "" }, share: share)
    #expect(plans(told) == Plans([4000, 4000, 4000], 0))
    #expect(told.leftOut.map(\.reason) == [.comparison])
  }

  @Test("A row of a table that states each figure's period is left alone")
  func long() throws {
    let rows = (2021...2023).flatMap { year in
      (1...12).map { "Doanh thu thực hiện,\(year)-\($0 < 10 ? "0" : "")\($0),\(90 + $0),tỷ đồng\n" }
        + ["Doanh thu kế hoạch,\(year)-01,1200,tỷ đồng\n"]
    }
    let draft = try Started.draft("Chỉ tiêu,Kỳ,Giá trị,Đơn vị\n" + rows.joined())
    #expect(plans(draft) == Plans([], 3))
  }

  @Test(
    "A cell merged over the rows of a year is the year's, over some of them it is left out",
    arguments: [(12, [500.0, 500, 500]), (3, [])])
  func merged(rows: Int, years: [Double]) throws {
    var cells = [
      ("A1", "Năm"), ("B1", "Tháng"), ("C1", "Số hộ kế hoạch (hộ)"), ("D1", "Số hộ thực hiện (hộ)"),
    ].map { (place: $0.0, value: $0.1) }
    var merges: [String] = []
    for place in 0..<36 {
      let row = place + 2
      cells.append(("A\(row)", "\(2021 + place / 12)"))
      cells.append(("B\(row)", "\(place % 12 + 1)"))
      if place % rows == 0 {
        cells.append(("C\(row)", "500"))
        merges.append("C\(row):C\(row + rows - 1)")
      }
      cells.append(("D\(row)", "\(480 + place)"))
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook("B", cells: cells, merges: merges).bytes, to: path)
    let draft = try StartReader.read(path, StartRequest(yearly: .last))
    #expect(plans(draft) == Plans(years, 0))
    #expect(draft.leftOut.count { $0.reason == .unclearPlan } == (years.isEmpty ? 1 : 0))
  }

  @Test("Hidden rows and columns are named; a hidden series gets no target")
  func hidden() throws {
    let lines = [
      ["Chỉ tiêu", "2021", "2022", "2023"], ["Dân số", "10", "11", "12"], ["Cũ", "1", "2", "3"],
    ]
    let rows = lines.enumerated().map { number, line in
      let cells = line.enumerated().map { column, value in
        let place = "\("ABCD".map(String.init)[column])\(number + 1)"
        return Double(value) == nil
          ? "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
          : "<c r=\"\(place)\"><v>\(value)</v></c>"
      }
      return "<row r=\"\(number + 1)\"\(number == 2 ? " hidden=\"1\"" : "")>\(cells.joined())</row>"
    }
    let content =
      "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData>\(rows.joined())</sheetData>"
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook([("B", "visible", content)]).bytes, to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(draft.series.map(\.title) == ["Dân số", "Cũ"] && draft.isTargeted == [true, false])
    let told = draft.hidden.map { part in
      switch part.content {
      case .series(let titles): "\(part.name) \(titles)"
      case .period(let period): "\(part.name) \(period)"
      case .other: part.name
      }
    }
    #expect(told == [#"3 ["Cũ"]"#, "C 2022"])
  }
}
