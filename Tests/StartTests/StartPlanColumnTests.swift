import Files
import Plans
import Start
import Testing
import TimeSeries

/// Plans in columns and rows of their own beside the one thing that they plan. Every number here is made up.
@Suite struct StartPlanColumnTests {
  /// Months to June 2025 beside columns whose values every row repeats; what happens adds up to 1206 a year.
  private func months(_ columns: [(head: String, value: String)]) throws -> StartDraft {
    let periods = (2022...2025).flatMap { year in
      (1...(year == 2025 ? 6 : 12)).map { "\($0)/\(year)" }
    }
    let values = columns.map(\.value).joined(separator: ",")
    let rows = periods.enumerated().map { "\($1),\(95 + $0 % 12),\(values)\n" }
    let heads = columns.map(\.head).joined(separator: ",")
    return try Started.draft("Tháng,Thu ngân sách (tỷ đồng),\(heads)\n" + rows.joined())
  }

  private func plans(_ series: StartSeries) -> [String] {
    let figures = series.figures.filter { $0.period.frequency != .annual } + series.toDate
    let parts = figures.filter { $0.status == .plan && $0.period.year == 2025 }
    return series.yearly.filter { $0.status == .plan }.map { "\($0.year)=\($0.digits)" }
      + Set(parts.map { "\($0.period)=\($0.digits)" }).sorted()
  }

  @Test("Plans of the year and of its first months, repeated in every row, are each told once")
  func repeated() throws {
    let draft = try months([
      ("KH 6 tháng đầu năm", "600"), ("KH 9 tháng", "900"), ("KH cả năm", "1250"),
    ])
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty)
    #expect(
      plans(draft.series[0]) == [
        "2022=1250", "2023=1250", "2024=1250", "2025=1250", "2025-06=600", "2025-09=900",
      ])
    #expect(draft.series[0].history.map(\.value) == [1206, 1206, 1206])
  }

  @Test("A plan of the second half of the year is none of its months, and is told")
  func secondHalf() throws {
    let draft = try months([("KH 6 tháng cuối năm", "650"), ("KH cả năm", "1250")])
    #expect(draft.series.count == 1 && draft.leftOut.map(\.reason) == [.otherPeriod])
    #expect(plans(draft.series[0]) == ["2022=1250", "2023=1250", "2024=1250", "2025=1250"])
  }

  @Test("An estimate of the whole year is no figure of its months")
  func outlook() throws {
    let draft = try months([("Dự toán năm", "1250"), ("Ước thực hiện cả năm", "1260")])
    #expect(draft.series.count == 1 && draft.leftOut.map(\.reason) == [.yearOutlook])
    #expect(plans(draft.series[0]).last == "2025=1250")
    #expect(draft.series[0].history.map(\.value) == [1206, 1206, 1206])
  }

  @Test("Estimates without a name fill months of which nothing else is known")
  func estimates() throws {
    let draft = try months([("Ước thực hiện", "100"), ("Kế hoạch năm", "1250")])
    #expect(draft.series.count == 1 && draft.leftOut.map(\.reason) == [.earlierEstimate])
    #expect(draft.series[0].history.map(\.value) == [1206, 1206, 1206])
    #expect(plans(draft.series[0]).last == "2025=1250")
  }

  @Test(
    "Of several plans the whole one counts, and the last; aims and supplements are left out",
    arguments: [
      (
        [("Kế hoạch năm", "1250"), ("Kế hoạch bổ sung", "5"), ("Tổng kế hoạch năm", "1255")], "1255"
      ),
      ([("Chỉ tiêu phấn đấu năm", "1300"), ("Dự toán năm", "1250")], "1250"),
      ([("Chỉ tiêu phấn đấu năm", "1300")], "1300"), ([("Kế hoạch vốn năm", "1250")], "1250"),
      ([("KH năm 2025", "1250"), ("KH năm 2025 (điều chỉnh)", "1300")], "1300"),
      ([("KH giao đầu năm 2025", "1250"), ("KH điều chỉnh năm 2025", "1300")], "1300"),
    ])
  func several(columns: [(String, String)], plan: String) throws {
    let draft = try months(columns.map { (head: $0.0, value: $0.1) })
    #expect(draft.series.count == 1 && draft.series[0].isMeasure)
    #expect(plans(draft.series[0]).last == "2025=\(plan)")
    let reasons: Set<StartDraft.LeftOut.Reason> = [.besidePlan, .earlierPlan]
    #expect(draft.leftOut.isEmpty == (columns.count == 1))
    #expect(draft.leftOut.allSatisfy { reasons.contains($0.reason) })
  }

  @Test(
    "A plan in another unit of the same thing is converted and told",
    arguments: [
      ("KH năm (triệu đồng)", "1250500", "1250.5"), ("KH năm (nghìn tỷ đồng)", "1.25", "1250"),
    ])
  func otherUnit(head: String, value: String, plan: String) throws {
    let draft = try months([(head, value)])
    #expect(draft.series.count == 1 && draft.leftOut.map(\.reason) == [.otherUnit])
    #expect(draft.series[0].unit == "tỷ đồng" && plans(draft.series[0]).last == "2025=\(plan)")
  }

  @Test(
    "A plan of another thing by its unit, or beside several things, is left out and told, and is no series"
  )
  func ofWhat() throws {
    for others in [
      [("Dự toán năm (nghìn tấn)", "1")], [("Chi ngân sách (tỷ đồng)", "9"), ("Dự toán", "1")],
    ] {
      let draft = try months(others.map { (head: $0.0, value: $0.1) })
      #expect(draft.series.count == others.count && draft.leftOut.map(\.reason) == [.planOfWhat])
      #expect(draft.series.allSatisfy { plans($0).isEmpty })
    }
  }

  @Test("A plan that is repeated beside what is cumulated is the year's")
  func besideSums() throws {
    let rows = (2022...2025).flatMap { year in
      (1...(year == 2025 ? 6 : 12)).map { "Tháng \($0)/\(year),\($0 * 100),\(year - 700)\n" }
    }
    let draft = try Started.draft(
      "Tháng,Giải ngân lũy kế (tỷ đồng),Kế hoạch vốn (tỷ đồng)\n" + rows.joined())
    #expect(draft.series.count == 1 && draft.series[0].isMeasure)
    #expect(
      plans(draft.series[0]) == ["2022=1322", "2023=1323", "2024=1324", "2025=1325"])
  }

  @Test("Of a plan of a year and the same one revised the revised one counts")
  func acrossRevised() throws {
    for heads in ["KH 2025,KH 2025 điều chỉnh", "KH điều chỉnh năm 2025,KH năm 2025"] {
      let values = heads.hasPrefix("KH 2025") ? "1400,1450" : "1450,1400"
      let draft = try Started.draft(
        "Chỉ tiêu,ĐVT,TH 2021,TH 2022,TH 2023,Ước TH 2024,\(heads)\nThu,tỷ đồng,1,2,3,4,\(values)\n"
          + "Chi,tỷ đồng,1,2,3,4,\(values)\n")
      #expect(draft.series.map(plans) == [["2025=1450"], ["2025=1450"]])
      #expect(draft.leftOut.map(\.reason) == [.earlierPlan, .earlierPlan])
    }
  }

  @Test(
    "In a table whose rows are figures plans and sums stand in columns of their own",
    arguments: ["Thực hiện", "Số thu"])
  func long(value: String) throws {
    let rows = ["Thu", "Chi"].flatMap { name in
      (2022...2025).flatMap { year in
        (1...(year == 2025 ? 6 : 12)).map { "\($0)/\(year),\(name),\(94 + $0),100,1250,78.5\n" }
      }
    }
    let draft = try Started.draft(
      "Kỳ,Chỉ tiêu,\(value),Kế hoạch tháng,Kế hoạch năm,Đạt (%)\n" + rows.joined(),
      StartRequest(yearly: .sum))
    #expect(draft.layout == .long && draft.ignoredColumns == ["Đạt (%)"])
    #expect(
      draft.series.map(\.title)
        == (value == "Thực hiện" ? ["Thu", "Chi"] : ["Thu, Số thu", "Chi, Số thu"]))
    for series in draft.series {
      #expect(series.isMeasure && series.history.map(\.value) == [1206, 1206, 1206])
      #expect(plans(series).last == "2025-06=100" && plans(series).contains("2025=1250"))
    }
  }

  @Test("Below years in the header and months in rows stands the plan of the years")
  func planRow() throws {
    let rows = (1...12).map { "Tháng \($0),\($0 + 9),\($0 + 19),\($0 + 29)\n" }
    let draft = try Started.draft(
      "Tháng,Năm 2022,Năm 2023,Năm 2024\n" + rows.joined() + "Kế hoạch,190,310,430\n",
      StartRequest(yearly: .sum))
    #expect(draft.series.count == 1 && draft.series[0].isMeasure)
    #expect(plans(draft.series[0]) == ["2022=190", "2023=310", "2024=430"])
    #expect(draft.series[0].history.map(\.value) == [186, 306, 426])
  }
}
