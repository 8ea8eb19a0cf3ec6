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
      draft.series.flatMap(\.yearly).filter { $0.status == .plan && $0.origin != .made }.map(
        \.value),
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
    #expect(plans(own) == Plans([], 36) && own.leftOut.isEmpty)
    let alike = try months { _ in "110" }
    #expect(plans(alike) == Plans([], 36) && alike.leftOut.isEmpty)
    let alone = try months { $0 == 1 ? "110" : "" }
    #expect(plans(alone) == Plans([], 0) && alone.leftOut.map(\.reason) == [.unclearPlan])
    #expect(alone.series[0].history.count == 3)
  }

  /// Plans of the months or quarters of 2024 beside those of three years.
  private func parts(
    _ frequency: Frequency, _ rule: StartYearRule, upTo last: Int
  ) throws -> StartSeries {
    let word = frequency == .monthly ? "" : "Quý "
    let history = (2021...2023).flatMap { year in
      (1...frequency.periodsPerYear).map { "Thu,Thực hiện,\(word)\($0)/\(year),\(90 + $0)\n" }
    }
    let plans = (1...last).map { "Thu,Kế hoạch,\(word)\($0)/2024,\(99 + $0)\n" }
    let draft = try Started.draft(
      "Chỉ tiêu,Loại,Kỳ,Giá trị (tỷ đồng)\n" + history.joined() + plans.joined(),
      StartRequest(yearly: rule))
    return try #require(draft.series.first)
  }

  @Test(
    "Plans of all months or quarters make that of the year as figures do; some of them do not",
    arguments: [
      (Frequency.monthly, StartYearRule.sum, 12, "1266"), (.quarterly, .sum, 4, "406"),
      (.monthly, .last, 12, "111"), (.monthly, .mean, 12, "105.50"), (.quarterly, .last, 4, "103"),
      (.monthly, .sum, 11, nil), (.quarterly, .sum, 3, nil), (.monthly, .last, 11, nil),
    ] as [(Frequency, StartYearRule, Int, String?)])
  func ofAllParts(frequency: Frequency, rule: StartYearRule, last: Int, plan: String?) throws {
    let series = try parts(frequency, rule, upTo: last)
    #expect(series.planned?.digits == plan && series.isMeasure)
    #expect(series.planned?.year == (plan == nil ? nil : 2024))
    #expect(!series.expected.parts.contains(.year(2024)))
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

  @Test(
    "A plan in the size of a quarter is the quarter's: in any one of its rows, or in each",
    arguments: [[1], [2], [3], [1, 2, 3]])
  func ofQuarters(rows: [Int]) throws {
    let draft = try months { month in
      rows.contains((month - 1) % 3 + 1) ? "\(290 + (month - 1) / 3 * 10)" : ""
    }
    #expect(plans(draft) == Plans([], 0) && draft.leftOut.isEmpty)
    let parts = draft.series[0].plannedParts
    #expect(parts.prefix(4).map(\.value) == [290, 300, 310, 320] && parts.count == 12)
    #expect(parts.first?.period == .quarter(1, of: 2021))
    #expect(draft.series[0].expected.parts == parts.map(\.period))
  }

  @Test("A plan that is revised within the year is the last one told; two halves are none")
  func revised() throws {
    func plan(_ first: String, _ second: String) -> (Int) -> String {
      { $0 < 7 ? first : second }
    }
    let repeated = try months(plan("1200", "1250"))
    #expect(plans(repeated) == Plans([1250, 1250, 1250], 0))
    #expect(repeated.leftOut.map(\.reason) == [.earlierPlan])
    let once = try months { $0 == 1 ? "1200" : $0 == 7 ? "1250" : "" }
    #expect(plans(once) == Plans([1250, 1250, 1250], 0))
    let halves = try months { $0 == 1 ? "590" : $0 == 7 ? "610" : "" }
    #expect(plans(halves) == Plans([], 0) && halves.leftOut.map(\.reason) == [.unclearPlan])
    let grown = try months { month in "\((1...month).reduce(0) { $0 + 92 + $1 })" }
    #expect(plans(grown) == Plans([1182, 1182, 1182], 0) && grown.series.count == 1)
    #expect(grown.series[0].toDate.count == 33 && grown.series[0].isMeasure)
  }

  /// Months of three years beside columns of plans, of what happened and of what both add up to.
  private func columns(_ names: [String], _ value: (String, Int, Int) -> String) throws
    -> StartDraft
  {
    let head = names.map { "Doanh thu \($0) (tỷ đồng)" }.joined(separator: ",")
    let rows = (2021...2023).flatMap { year in
      (1...12).map { month in
        "\(month)/\(year),"
          + names.map { value($0, year, month) }.joined(separator: ",") + "\n"
      }
    }
    return try Started.draft("Tháng,\(head)\n" + rows.joined())
  }

  @Test(
    "What is planned since January belongs to the measure beside it, whatever it is called",
    arguments: [
      ["kế hoạch", "thực hiện", "kế hoạch lũy kế", "thực hiện lũy kế"],
      ["kế hoạch tháng", "thực hiện tháng", "KH lũy kế", "TH lũy kế"],
      ["dự toán", "thực hiện", "lũy kế dự toán từ đầu năm", "lũy kế"],
      ["plan", "actual", "cumulative plan", "cumulative actual"],
    ])
  func cumulated(names: [String]) throws {
    func value(_ name: String, _ month: Int) -> Int {
      let single = names.firstIndex(of: name) ?? 0
      let own = { (month: Int) in month + (single.isMultiple(of: 2) ? 93 : 90) }
      return single < 2 ? own(month) : (1...month).reduce(0) { $0 + own($1) }
    }
    let draft = try columns(names) { name, _, month in "\(value(name, month))" }
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty)
    #expect(plans(draft) == Plans([1194, 1194, 1194], 36))
    #expect(draft.series[0].toDate.count { $0.status == .plan } == 33)
    #expect(draft.series[0].history.map(\.value) == [1158, 1158, 1158])
    // Without the months the series is named by what happened.
    let alone = try columns([names[2], names[3]]) { name, _, month in "\(value(name, month))" }
    #expect(alone.series.map(\.title) == ["Doanh thu \(names[3]) (tỷ đồng)"])
    #expect(alone.series[0].isMeasure && !alone.series[0].hasParts)
    #expect(alone.series[0].reported == .monthly)
  }

  @Test("Columns of a revised plan go before those of the plan as it was, where they are filled")
  func revisedColumns() throws {
    let names = ["kế hoạch năm", "thực hiện", "kế hoạch điều chỉnh tháng 7", "kế hoạch năm sau"]
    let draft = try columns(names) { name, year, month in
      switch name {
      case names[0]: "\(1200 + year - 2021)"
      case names[1]: "\(90 + month)"
      case names[2]: year == 2022 ? "1250" : ""
      default: "\(1201 + year - 2021)"
      }
    }
    #expect(draft.series.count == 1)
    let plans = draft.series[0].yearly.filter { $0.status == .plan }
    #expect(plans.map(\.value) == [1200, 1250, 1202, 1203] && plans.last?.year == 2024)
    #expect(draft.leftOut.map(\.reason) == [.earlierPlan])
    let stated = try columns(Array(names.prefix(2))) { name, _, month in
      name == names[1] ? "\(90 + month)" : month < 7 ? "1200" : "1250"
    }
    #expect(self.plans(stated) == Plans([1250, 1250, 1250], 0))
    #expect(stated.leftOut.map(\.reason) == [.earlierPlan])
  }

  @Test(
    "Words around a plan say of what it is; words that only look like them belong to the thing",
    arguments: [
      ("kế hoạch quý", "300", 0, 12, 0), ("kế hoạch giao đầu năm", "4000", 3, 0, 0),
      ("kế hoạch năm 2023 điều chỉnh lần 2", "4000", 1, 0, 0), ("kế hoạch tháng", "800", 0, 0, 36),
      ("revised annual plan", "4000", 3, 0, 0), ("monthly plan", "800", 0, 0, 36),
    ])
  func words(name: String, value: String, years: Int, quarters: Int, months: Int) throws {
    let draft = try columns([name, "thực hiện"]) { own, _, month in
      own == name ? value : "\(90 + month)"
    }
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty)
    #expect(draft.series[0].yearly.count { $0.status == .plan && $0.origin != .made } == years)
    #expect(draft.series[0].plannedParts.count == quarters)
    #expect(draft.series[0].figures.count { $0.status == .plan } == months)
    let other = try columns(["kế hoạch quỹ đất", "thực hiện"]) { _, _, month in "\(90 + month)" }
    #expect(other.series.count == 2)
  }

  @Test("Months of a year that is not whole are followed where a plan stands beside them")
  func unfinished() throws {
    func rows(_ plan: String) -> String {
      "Tháng,Kế hoạch năm (tỷ đồng),Doanh thu (tỷ đồng)\n"
        + (1...9).map { "\($0)/2025,\(plan),\(90 + $0)\n" }.joined()
    }
    let series = try Started.draft(rows("1200")).series
    #expect(series.count == 1 && series[0].isMeasure && !series[0].isAssessable)
    #expect(series[0].yearRule == .sum && series[0].partYears == [2025])
    #expect(Started.faults(rows("")) == ["2:9 start-year"])
    let unnamed = rows("1200").replacing("Doanh thu", with: "Chỉ tiêu A")
    #expect(Started.faults(unnamed) == ["2:13 start-year"])
    let asked = try Started.draft(unnamed, StartRequest(yearly: .last))
    #expect(asked.series[0].isMeasure && asked.series[0].yearRule == .last)
  }

  @Test("A figure in a cell that is merged over the rows of several periods is of none")
  func spread() throws {
    var cells = [("A1", "Năm"), ("B1", "Thu (tỷ đồng)"), ("C1", "Chi (tỷ đồng)")].map {
      (place: $0.0, value: $0.1)
    }
    for year in 2017...2024 {
      let row = year - 2015
      cells.append(("A\(row)", "\(year)"))
      if year != 2020 { cells.append(("B\(row)", "\(year - 1900)")) }
      cells.append(("C\(row)", "\(year - 1800)"))
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook("B", cells: cells, merges: ["B4:B5"]).bytes, to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(draft.series.map(\.history.count) == [6, 8])
    #expect(draft.leftOut.map(\.reason) == [.severalPeriods])
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
    "A cell merged over the rows of a year or a quarter is theirs, over others it is left out",
    arguments: [(12, [500.0, 500, 500], 0), (3, [], 12), (6, [], 0), (18, [], 0)])
  func merged(rows: Int, years: [Double], quarters: Int) throws {
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
    let parts = draft.series.flatMap(\.plannedParts)
    #expect(parts.count == quarters && parts.allSatisfy { $0.period.frequency == .quarterly })
    let isTold = years.isEmpty && quarters == 0
    #expect(draft.leftOut.count { $0.reason == .unclearPlan } == (isTold ? 1 : 0))
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
