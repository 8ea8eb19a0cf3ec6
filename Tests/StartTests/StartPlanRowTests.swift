import Files
import Plans
import Start
import TestSupport
import Testing
import TimeSeries

/// Plans in rows of their own beside or below the thing that they plan. Every number here is made up.
@Suite struct StartPlanRowTests {
  private static let months = (2022...2025).flatMap { year in
    (1...(year == 2025 ? 6 : 12)).map { "T\($0)/\(year)" }
  }

  /// A table of months across, whose rows hold 100, 101, … in each year and a number more; `nil` for none.
  private func draft(_ head: String, _ rows: [(label: String, plus: Int?)]) throws -> StartDraft {
    let lines = rows.map { row in
      let values = Self.months.indices.map { place in
        row.plus.map { "\(100 + $0 + place % 12)" } ?? ""
      }
      return "\(row.label)," + values.joined(separator: ",")
    }
    let text = ([head + "," + Self.months.joined(separator: ",")] + lines).joined(separator: "\n")
    return try Started.draft(text + "\n", StartRequest(yearly: .sum))
  }

  private func last(_ series: StartSeries) -> [String] {
    (series.figures + series.toDate).filter { $0.period == .month(6, of: 2025) }.map {
      "\($0.status.isHistory ? "fact" : $0.status.rawValue)=\($0.digits)"
    }.sorted()
  }

  @Test(
    "Rows of plans are plans of what their column of names, merged or not, names",
    arguments: [
      ["Thu,Kế hoạch", ",Thực hiện", "Chi,Kế hoạch", ",Thực hiện"],
      ["Thu,KH", "Thu,TH", "Chi,KH", "Chi,TH"],
      ["Thu,KH tháng", "Thu,TH tháng", "Chi,KH tháng", "Chi,TH tháng"],
      ["Thu,Dự toán", ",Thực hiện", "Chi,Dự toán", ",Thực hiện"],
    ])
  func column(labels: [String]) throws {
    let draft = try draft(
      "Chỉ tiêu,Nội dung", zip(labels, [50, 0, 60, 10]).map { (label: $0, plus: $1) })
    #expect(draft.series.map(\.title) == ["Thu", "Chi"])
    #expect(draft.series.map(last) == [["fact=105", "plan=155"], ["fact=115", "plan=165"]])
    #expect(draft.series.allSatisfy(\.isMeasure) && draft.leftOut.isEmpty)
    #expect(draft.series.allSatisfy { $0.history.count == 3 })
  }

  @Test("Percentages of the plan below it are left out and told")
  func percentages() throws {
    let draft = try draft(
      "Chỉ tiêu,Nội dung", [("Thu,Kế hoạch", 50), (",Thực hiện", 0), (",Đạt (%)", 0)])
    #expect(draft.series.map(last) == [["fact=105", "plan=155"]])
    #expect(draft.leftOut.map(\.reason) == [.comparison])
  }

  @Test(
    "What an authority set is a plan; of several, or of unknown words, none is used",
    arguments: [
      (["Dự toán HĐND"], true), (["Kế hoạch tỉnh giao"], true), (["Chỉ tiêu TW giao"], true),
      (["Dự toán UBND tỉnh Hải Dương giao"], true), (["Kế hoạch", "Kế hoạch TW giao"], true),
      (["Kế hoạch TW giao", "Kế hoạch tỉnh giao"], false), (["Kế hoạch trung hạn"], false),
    ])
  func authorities(plans: [String], isUsed: Bool) throws {
    let rows = plans.enumerated().map { place, plan in
      (label: "\(place == 0 ? "Thu" : ""),\(plan)", plus: 50 + place)
        as (label: String, plus: Int?)
    }
    let draft = try draft("Chỉ tiêu,Nội dung", rows + [(",Thực hiện", 0)])
    #expect(draft.series.map(\.title) == ["Thu"] && draft.series[0].history.count == 3)
    #expect(draft.series[0].history.allSatisfy { $0.value == 1266 })
    #expect(draft.series[0].isMeasure == isUsed)
    let out = isUsed ? plans.count - 1 : plans.count
    #expect(draft.leftOut.map(\.reason) == Array(repeating: .severalPlans, count: out))
  }

  /// Years of a thing beside its plan and a row that tells something else.
  private func years(_ other: String) -> String {
    "Chỉ tiêu,Đơn vị,Loại,2021,2022,2023,2024\nThu,tỷ đồng,KH,10,20,30,40\n"
      + ",,TH,11,21,31,\n\(other),90,91,92,\n"
  }

  @Test(
    "Percentages that rows make of those above them are left out and told",
    arguments: [
      "So với KH (%)", "So với năm trước (%)", "Đạt (%)", "Đạt", "TH/KH (%)", "TH năm trước",
    ])
  func derived(label: String) throws {
    let draft = try Started.draft(years(",,\(label)"))
    #expect(draft.series.map(\.title) == ["Thu"] && draft.series[0].planned?.value == 40)
    #expect(
      draft.leftOut.map(\.reason) == [label == "TH năm trước" ? .otherPeriod : .derived])
  }

  @Test("A word that is not known is named where nothing names its row, and is its own thing else")
  func unknownWord() throws {
    #expect(Started.faults(years(",,Định mức")) == ["4:3 start-groups"])
    let draft = try Started.draft(years("Thu,tỷ đồng,Định mức"))
    #expect(draft.series.map(\.title) == ["Thu", "Thu, Định mức"])
    #expect(draft.series.map { $0.planned?.value } == [40, nil])
  }

  @Test("Rows of what is cumulated, planned or not, are cumulated")
  func cumulated() throws {
    let draft = try draft(
      "Chỉ tiêu,Nội dung",
      [
        ("Thu,Thực hiện", 0), (",Lũy kế thực hiện", 500), (",Kế hoạch", 50),
        (",Lũy kế kế hoạch", 600),
      ])
    #expect(draft.series.count == 1)
    #expect(draft.series.map(last) == [["fact=105", "fact=605", "plan=155", "plan=705"]])
    #expect(draft.series[0].toDate.contains { $0.status == .plan && $0.value == 705 })
  }

  @Test(
    "Rows below a name tell of it; a single one below several things may be the plan of all",
    arguments: [
      ([("Thu (tỷ đồng)", nil), ("- Kế hoạch", 5), ("- Thực hiện", 0)], 1, true),
      ([("Thu (tỷ đồng)", 0), ("Kế hoạch", 5), ("Chi (tỷ đồng)", 0), ("Kế hoạch", 5)], 2, true),
      ([("Thu (KH) (tỷ đồng)", 5), ("Thu (TH) (tỷ đồng)", 0)], 1, true),
      ([("Thu (tỷ đồng)", 0), ("Chi (tỷ đồng)", 0), ("- Kế hoạch", 5)], 2, true),
      ([("Thu (tỷ đồng)", 0), ("Chi (tỷ đồng)", 0), ("Kế hoạch", 5)], 2, false),
      ([("Thu (tỷ đồng)", 0), ("Trong đó: Thuế (tỷ đồng)", 0), ("- Kế hoạch", 5)], 2, false),
      (
        [
          ("Thu (tỷ đồng)", 0), ("- Thuế (tỷ đồng)", 0), ("- Phí (tỷ đồng)", 0), ("- Kế hoạch", 5),
        ], 3, false
      ),
      (
        [
          ("Thu (tỷ đồng)", 0), ("- Thuế (tỷ đồng)", 0), ("- Kế hoạch", 5),
          ("- Phí (tỷ đồng)", 0), ("- Kế hoạch", 5),
        ], 3, true
      ),
    ] as [([(String, Int?)], Int, Bool)])
  func below(rows: [(String, Int?)], count: Int, isTold: Bool) throws {
    let draft = try draft("Chỉ tiêu", rows.map { (label: $0.0, plus: $0.1) })
    #expect(draft.series.count == count && draft.series.allSatisfy { $0.unit == "tỷ đồng" })
    #expect(draft.series.contains { $0.isMeasure } == isTold)
    #expect(draft.series.allSatisfy { $0.history.map(\.value) == [1266, 1266, 1266] })
    #expect(draft.leftOut.map(\.reason) == (isTold ? [] : [.planOfWhat]))
  }

  @Test("A second plan of the same thing without a name of its own is refused")
  func twice() {
    #expect(
      Started.faults(
        "Chỉ tiêu,Nội dung,2021,2022,2023\nThu,Kế hoạch,1,2,3\n,Thực hiện,1,2,3\n,Kế hoạch,4,5,6\n")
        == ["4:1 csv-empty"])
  }

  @Test("Rows of plans in a table as offices print it are plans, too")
  func printed() throws {
    let rows = [
      ["Chỉ tiêu", "Năm"], ["", "2020", "2021", "2022", "2023"],
      ["Thu nội địa", "100", "101", "102", "103"],
      ["Kế hoạch thu nội địa", "x", "151", "152", "153"],
    ]
    let cells = rows.enumerated().flatMap { row, texts in
      zip(["A", "B", "C", "D", "E"], texts).filter { !$1.isEmpty }.map { ("\($0)\(row + 3)", $1) }
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(
      MadeWorkbook("B", cells: [("A1", "Biểu 3. Thu")] + cells, merges: ["A3:A4", "B3:E3"]).bytes,
      to: path)
    let draft = try StartReader.read(path, StartRequest())
    #expect(draft.layout == .printed && draft.series.map(\.title) == ["Thu nội địa"])
    let plans = draft.series[0].yearly.filter { $0.status == .plan }
    #expect(plans.map(\.value) == [151, 152, 153])
  }
}
