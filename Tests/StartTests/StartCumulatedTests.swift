import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartCumulatedTests {
  private func table(_ form: (Int, Int) -> String, months: [Int] = [3, 6, 9, 12]) -> String {
    "Kỳ;Thu (tỷ đồng)\n"
      + (2021...2023).flatMap { year in
        months.map { "\(form($0, year));\($0 * 10 + year - 2000)\n" }
      }.joined()
  }

  @Test(
    "What is cumulated is no month, day or year: the year is what reaches December",
    arguments: [
      "# tháng @", "# tháng năm @", "# tháng/@", "# tháng đầu năm @", "#T/@", "#T@",
      "1-#/@",
      "1–#/@", "Tháng 1-#/@", "Tháng 1 - tháng # năm @", "T1-T#/@", "#M@", "#M/@", "@-#M",
      "Lũy kế # tháng @", "Lũy kế tháng #/@", "LK #T/@", "từ tháng 1 đến tháng #/@",
      "# months @", "First # months of @",
    ])
  func forms(form: String) throws {
    let text = table { month, year in
      form.map { $0 == "#" ? "\(month)" : $0 == "@" ? "\(year)" : String($0) }.joined()
    }
    let series = try Started.draft(text).series
    #expect(
      series.count == 1 && series[0].yearly.map(\.digits) == ["141", "142", "143"], "\(form)")
    #expect(
      series[0].toDate.map(\.period.positionInYear)
        == Array(repeating: [3, 6, 9], count: 3).flatMap { $0 })
    #expect(series[0].yearReason == .cumulated && series[0].yearRule == nil)
  }

  @Test("Prices that are compared over years compare nothing: constant ones beside a half year")
  func constantPrices() throws {
    let draft = try Started.draft(
      "Chỉ tiêu;Đơn vị;2023;2024;2025;6 tháng 2026\nGRDP giá so sánh;tỷ đồng;1000;1070;1145;600\n"
        + "Thu ngân sách;tỷ đồng;500;550;600;310\n")
    #expect(draft.series.map(\.yearly.count) == [3, 3])
    #expect(draft.series.map { $0.toDate.map(\.digits) } == [["600"], ["310"]])
  }

  @Test(
    "Month names, quarters and words say the same",
    arguments: [
      ["03 tháng @", "06 tháng @", "09 tháng @", "12 tháng @"],
      ["Jan-Mar @", "Jan-Jun @", "Jan–Sep @", "Jan-Dec @"],
      ["January to March @", "January to June @", "January to September @", "Year @"],
      ["Quý I/@", "6 tháng @", "9 tháng @", "Cả năm @"],
      ["Ba tháng đầu năm @", "Sáu tháng @", "Chín tháng năm @", "Năm @"],
      ["three months @", "six months of @", "nine months @", "Full year @"],
      ["Lũy kế đến 31/3/@", "Lũy kế đến 30/6/@", "Lũy kế đến 30/9/@", "Lũy kế đến 31/12/@"],
    ])
  func words(forms: [String]) throws {
    let text = table { month, year in
      forms[month / 3 - 1].replacing("@", with: "\(year)")
    }
    let series = try Started.draft(text).series
    #expect(series[0].yearly.map(\.digits) == ["141", "142", "143"], "\(forms)")
    #expect(series[0].toDate.count == 9)
  }

  @Test("A header of cumulated periods is read across, the newest estimate with its status")
  func across() throws {
    let series = try Started.draft(
      "Chỉ tiêu,9 tháng 2021,Năm 2021,9 tháng 2022,Năm 2022,9 tháng 2023,Ước năm 2023\nThu,7,10,8,11,9,12\n"
    ).series
    #expect(series[0].yearly.map(\.value) == [10, 11, 12])
    #expect(series[0].yearly.last?.status == .estimate)
    #expect(series[0].toDate.map(\.value) == [7, 8, 9])
  }

  @Test(
    "What never reaches December is a fault, and so are half-years and other parts of a year",
    arguments: [
      (["6 tháng #"], "start-cumulated"), (["1-9/#"], "start-cumulated"),
      (["H1 #"], "start-cumulated"),
      (["nửa đầu năm #"], "start-cumulated"), (["H1 #", "H2 #"], "start-half"),
      (["#-S1", "#-S2"], "start-half"),
      (["6 tháng đầu năm #", "6 tháng cuối năm #"], "start-half"),
      (["4-8/#"], "start-half"),
    ])
  func refused(forms: [String], code: String) {
    let rows = (2020...2023).flatMap { year in
      forms.map { "\($0.replacing("#", with: "\(year)"));\(year)\n" }
    }
    let faults = Started.faults("Kỳ;Thu\n" + rows.joined())
    #expect(!faults.isEmpty && faults.allSatisfy { $0.hasSuffix(code) }, "\(faults)")
  }

  @Test(
    "Both halves make the year of what adds up; of anything else the second is left out and told")
  func halves() throws {
    let rows = (2020...2023).map {
      "6 tháng đầu năm \($0);10;4\n6 tháng cuối năm \($0);\($0 - 2000);3\n"
    }
    let draft = try Started.draft("Kỳ;Doanh thu (tỷ đồng);Hộ nghèo (%)\n" + rows.joined())
    #expect(draft.series[0].history.map(\.value) == [30, 31, 32, 33])
    #expect(draft.series[1].history.isEmpty && draft.series[1].toDate.count == 4)
    #expect(draft.leftOut.map(\.reason) == Array(repeating: .partOfYear, count: 4))
    let added = try Started.draft(
      "Kỳ;Thu\n" + rows.map { $0.replacing(";4", with: "").replacing(";3\n", with: "\n") }.joined(),
      StartRequest(yearly: .sum))
    #expect(added.series[0].history.map(\.value) == [30, 31, 32, 33] && added.leftOut.isEmpty)
  }

  @Test("A half beside years is left out and told, and refuses nothing")
  func halfBesideYears() throws {
    let draft = try Started.draft(
      "Chỉ tiêu,2021,2022,2023,TH 6 tháng đầu năm 2024,KH 6 tháng cuối năm 2024,KH 2024\n"
        + "Thu,7,8,9,5,5,10\n")
    #expect(draft.series[0].history.map(\.value) == [7, 8, 9])
    #expect(draft.series[0].planned?.value == 10 && draft.series[0].toDate.map(\.value) == [5])
    #expect(draft.leftOut.map(\.title) == ["KH 6 tháng cuối năm 2024"])
  }

  @Test("Three months together are quarters where all quarters stand so")
  func quarters() throws {
    let text =
      "Kỳ;Doanh thu\n"
      + (2020...2022).flatMap { year in
        [1, 4, 7, 10].map { "\($0)-\($0 + 2)/\(year);\($0)\n" }
      }.joined()
    let series = try Started.draft(text).series[0]
    #expect(series.frequency == .quarterly && series.yearly.map(\.value) == [22, 22, 22])
  }

  private let budget =
    "Tháng,Kế hoạch (tỷ đồng),Kế hoạch năm (tỷ đồng),Thực hiện (tỷ đồng),Lũy kế (tỷ đồng),"
    + "Cùng kỳ năm trước,So cùng kỳ (%),% kế hoạch\n"
    + (2021...2023).flatMap { year in
      (1...12).map { month in
        let done = (1...month).reduce(0) { $0 + 100 + $1 + year - 2000 }
        return
          "\(month)/\(year),110,1320,\(100 + month + year - 2000),\(done),99,108.5,\(done / 14)\n"
      }
    }.joined()

  @Test(
    "Plan, actual, cumulated and percent side by side are each taken for what they are",
    arguments: [nil, .sum] as [StartYearRule?])
  func measures(yearly: StartYearRule?) throws {
    let draft = try Started.draft(budget, StartRequest(yearly: yearly))
    #expect(draft.series.count == 1)
    let series = draft.series[0]
    let months = (2021...2023).map { Double(1278 + 12 * ($0 - 2000)) }
    #expect(series.yearly.filter(\.status.isHistory).map(\.value) == months)
    #expect(series.yearRule == .sum && series.yearReason == .totals)
    #expect(series.yearly.filter { $0.status == .plan }.map(\.value) == [1320, 1320, 1320])
    #expect(series.figures.count { $0.status == .plan } == 36 && series.figures.count == 72)
    #expect(series.toDate.count == 33)
    #expect(Set(draft.leftOut.map(\.reason)) == [.comparison, .otherPeriod])
    #expect(draft.leftOut.count == 3)
  }

  @Test("Percentages, indices and prices are not added up, though the option says sum")
  func neverAdded() throws {
    let rows = (2021...2023).flatMap { year in
      (1...4).map { "Q\($0)/\(year),\($0),\($0 * 10),\($0)\n" }
    }
    let draft = try Started.draft(
      "Quarter,Vacancy (%),Index (2010=100),Things\n" + rows.joined(), StartRequest(yearly: .sum))
    #expect(draft.series.map(\.yearRule) == [.mean, .mean, .sum])
    #expect(draft.series.map(\.yearReason) == [.notAdded, .notAdded, .option])
    #expect(draft.series.map { $0.yearly[0].value } == [2.5, 25, 10])
  }

  @Test("Years beside their months say how they are made, or stand for themselves")
  func totals() throws {
    func rule(_ years: [Int]) throws -> (StartYearRule?, StartYearReason?, [Double]) {
      let rows = (0...2).flatMap { place in
        (1...4).map { "Quý \($0)/\(2021 + place);\($0 + place)\n" } + [
          "Năm \(2021 + place);\(years[place])\n"
        ]
      }
      let series = try Started.draft("Kỳ;Số\n" + rows.joined()).series[0]
      return (series.yearRule, series.yearReason, series.yearly.map(\.value))
    }
    #expect(try rule([10, 14, 18]) == (.sum, .totals, [10, 14, 18]))
    #expect(try rule([4, 5, 6]) == (.last, .totals, [4, 5, 6]))
    #expect(try rule([100, 50, 70]) == (nil, .stated, [100, 50, 70]))
    #expect(
      Started.faults("Kỳ;Số\n2020;1\n2021;2\nQuý I/2022;1\nQuý II/2022;1\n") == [
        "4:12 start-frequency"
      ])
  }

  @Test("Figures that grow through each year and begin anew are asked about before they are added")
  func unnamed() throws {
    func text(_ title: String, _ value: (Int, Int) -> Int) -> String {
      "Tháng;\(title)\n"
        + (2021...2023).flatMap { year in
          (1...12).map { "\($0)/\(year);\(value($0, year - 2000))\n" }
        }.joined()
    }
    let cumulated = text("Thu ngân sách") { $0 * 80 + $0 % 3 * 7 + $1 }
    #expect(Started.faults(cumulated) == ["2:8 start-cumulated"])
    let last = try Started.draft(cumulated, StartRequest(yearly: .last)).series[0]
    #expect(last.yearly.map(\.value) == [981, 982, 983])
    let named = try Started.draft(text("Thu ngân sách trong tháng") { $0 * 80 + $1 }).series[0]
    #expect(named.yearRule == .sum && named.yearly[0].value == 6492)
    let steady = try Started.draft(text("Thu ngân sách") { 80 + $0 + $1 * 12 }).series[0]
    #expect(steady.yearRule == .sum && steady.yearReason == .name)
  }

  @Test(
    "First months of each year beside years are cumulated, whatever column or row names them",
    arguments: [
      "Năm,Thu 6 tháng đầu năm,Thu\n2021,3,8\n2022,4,9\n2023,5,10\n",
      "Năm;Thu 6 tháng (tỷ đồng);Thu cả năm (tỷ đồng)\n2021;3;8\n2022;4;9\n2023;5;10\n",
      "Chỉ tiêu,2021,2022,2023\nThu sáu tháng,3,4,5\nThu,8,9,10\n",
      "Year,Receipts in the first six months,Receipts in the\n2021,3,8\n2022,4,9\n2023,5,10\n",
    ])
  func firstMonths(text: String) throws {
    let series = try Started.draft(text).series
    #expect(series.count == 1 && series[0].yearly.map(\.value) == [8, 9, 10])
    #expect(series[0].toDate.map(\.period.description) == ["2021-06", "2022-06", "2023-06"])
  }

  @Test("First months without their years are a fault; terms of deposits and ages are none")
  func onlyFirstMonths() throws {
    let rows = "\n2021,3\n2022,4\n2023,5\n"
    for title in ["Thu 9 tháng", "Vốn nửa đầu năm", "Sales first nine months", "Sales H1"] {
      #expect(Started.faults("Năm,\(title)" + rows) == ["2:6 start-cumulated"], "\(title)")
    }
    for title in ["Lãi suất kỳ hạn 6 tháng", "Trẻ dưới 6 tháng", "Tiền gửi 9 tháng"] {
      #expect(try Started.draft("Năm,\(title)" + rows).series[0].yearly.count == 3, "\(title)")
    }
  }

  @Test("First quarters alone beside years are the first months of theirs; others are a fault")
  func firstQuarters() throws {
    for head in ["Quý I 2025", "Quý I năm 2025", "3 tháng 2025"] {
      let draft = try Started.draft(
        "Chỉ tiêu,2021,2022,2023,2024,\(head)\nThu ngân sách,120,130,140,150,44\n")
      #expect(draft.series[0].history.map(\.digits) == ["120", "130", "140", "150"], "\(head)")
      #expect(draft.series[0].toDate.map(\.digits) == ["44"], "\(head)")
      #expect(draft.series[0].toDate.map(\.period) == [.month(3, of: 2025)], "\(head)")
    }
    #expect(throws: (any Error).self) {
      try Started.draft("Chỉ tiêu,2021,2022,2023,2024,Quý II 2025\nThu,120,130,140,150,44\n")
    }
  }
}
