import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartTableTests {
  private func years(_ text: String) throws -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: try Started.draft(text).series.map {
        ($0.indicatorID, $0.yearly.map { "\($0.year)=\($0.digits)" })
      })
  }

  @Test(
    "Titles above and notes below a table are no rows, whatever their length",
    arguments: [
      "Năm,Tấn\n2020,1\n2021,2\n2022,3\nNguồn: Sở Nông nghiệp\n",
      "BẢNG 3\nNăm,Tấn\n2020,1\n2021,2\n2022,3\n\nGhi chú: số 2022, 2021 là sơ bộ\n* theo giá 2010\n",
      "Bảng 2, sản lượng\n\nNăm,Tấn\n2020,1\n2021,2\n2022,3\nSố liệu chưa chính thức\n",
      "\"Data Source\",\"A, B\",\n\n\"Last Updated Date\",\"2024-05-30\",\n\n\"Năm\",\"Tấn\",\n2020,1,\n2021,2,\n2022,3,\n",
      "Bảng 4,\n,\nĐơn vị tính: tấn,\nNăm,Tấn\n2020,1\n2021,2\n2022,3\nSource: made up,\n",
      "Năm,Tấn\n2020,1\n2021,2\nNăm,Tấn\n2022,3\n",
      "Sản lượng, theo sở, theo huyện\nNăm,Tấn\n2020,1\n2021,2\n2022,3\n",
      "Title: output, 2020 to 2022\nSource: made up\n# a comment\nNăm,Tấn\n2020,1\n2021,2\n2022,3\n",
      "Năm,Tấn\n(1),(2)\n2020,1\n2021,2\n2022,3\n".replacing("(1),(2)\n", with: ""),
    ])
  func around(text: String) throws {
    #expect(try years(text) == ["tan": ["2020=1", "2021=2", "2022=3"]])
  }

  @Test(
    "A title that is a province alone is the place; an office or two provinces are none",
    arguments: [
      ("TỈNH NINH BÌNH", ["Ninh Bình"]), ("UBND thành phố Hải Phòng", ["Hải Phòng"]),
      ("SỞ TÀI CHÍNH TỈNH AN BÌNH", ["An Bình"]), ("Cục Thống kê tỉnh An Bình", ["An Bình"]),
      ("SO TAI CHINH TP HAI PHONG", ["Hai Phong"]), ("BAN CHỈ ĐẠO TỈNH ỦY", []),
      ("Sở Tài chính tỉnh An Bình tổng hợp", []),
      ("Tỉnh ủy Ninh Bình", []), ("Tỉnh Hà Nam\nTỉnh Nam Định", []),
      ("Tỉnh có sản lượng lớn", []),
    ])
  func place(title: String, wanted: [String]) throws {
    let draft = try Started.draft(title + "\nNăm,Tấn\n2020,1\n2021,2\n2022,3\n")
    #expect(draft.places == wanted)
  }

  @Test(
    "A line torn in two, or longer than the header, stays a fault",
    arguments: [
      ("Năm,Tấn\n2020,1\n2021\n2022,3\n", ["3:1 csv-ragged"]),
      ("Năm,Tấn\n2020,1\n2021,2,5\n2022,3\n", ["3:1 csv-ragged"]),
      ("Chỉ tiêu,2020,2021,2022\nThu ngân\nsách,1,2,3\n", ["2:1 csv-ragged"]),
      ("Năm,Tấn\n2020,1\n2021,2\n2022\n", ["4:1 csv-ragged"]),
    ])
  func ragged(text: String, wanted: [String]) {
    #expect(Started.faults(text) == wanted)
  }

  @Test("The unit of a line above counts for series that name none")
  func unit() throws {
    let draft = try Started.draft(
      "Bảng 1;;\nĐơn vị tính: tỷ đồng;;\nNăm;Thu;Tỷ lệ (%)\n2020;1;5\n2021;2;6\n2022;3;7\n")
    #expect(draft.series.map(\.unit) == ["tỷ đồng", "%"] && draft.passedOver.count == 2)
  }

  @Test("A unit in brackets on a line of its own counts, too; other brackets do not")
  func bracketed() throws {
    func unit(_ line: String) throws -> String {
      try Started.draft("Bảng 3;;\n\(line);;\nNăm;Thu\n2020;1\n2021;2\n2022;3\n").series[0].unit
    }
    #expect(try unit("(Nghìn tấn)") == "Nghìn tấn" && unit("(%)") == "%")
    #expect(try unit("(kèm công văn)") == "")
  }

  @Test("A total below years is no period; behind years it is no year")
  func total() throws {
    #expect(
      Started.faults("Năm,Tấn\n2020,1\n2021,2\n2022,3\nTổng cộng,6\n") == ["5:1 period"])
    let across = try Started.draft("Chỉ tiêu,2020,2021,2022,Tổng cộng\nThu,1,2,3,6\n")
    #expect(across.series[0].yearly.count == 3 && across.ignoredColumns == ["Tổng cộng"])
  }

  @Test("A row whose name begins with a number sign is a row")
  func numberSign() throws {
    let draft = try Started.draft("indicator,2020,2021,2022\n# of firms,1,2,3\n")
    #expect(draft.series.map(\.title) == ["# of firms"])
  }

  @Test("A header in two lines and a line that numbers the columns are read together")
  func twoLines() throws {
    let draft = try Started.draft(
      """
      Chỉ tiêu;Năm 2021;;Năm 2022;;Năm 2023;
      ;Kế hoạch;Thực hiện;Kế hoạch;Thực hiện;Kế hoạch;Ước TH
      A;1;2;3;4;5;6
      Thu;10;11;12;13;14;15

      """)
    let series = draft.series[0]
    #expect(series.history.map(\.value) == [11, 13, 15])
    #expect(series.history.map(\.status) == [.secondary, .secondary, .estimate])
    #expect(series.yearly.filter { $0.status == .plan }.map(\.value) == [10, 12, 14])
  }

  @Test(
    "A row of a name and small numbers is no line that numbers columns",
    arguments: [
      "Chỉ tiêu,2020,2021,2022\nA,1,2,3\nB,4,5,6\n",
      "Quý,2020,2021,2022\nI,1,2,3\nII,2,3,4\nIII,3,4,5\nIV,4,5,6\n",
      "Chỉ tiêu,2020,2021,2022\nThu,1,2,3\nChi,4,5,6\n",
    ])
  func numbering(text: String) throws {
    let draft = try Started.draft(text, StartRequest(yearly: .sum))
    #expect(draft.passedOver.isEmpty && draft.series[0].figures[0].value == 1)
  }

  @Test(
    "The newest year is read with its marks, and plans and forecasts are no history",
    arguments: [
      ("Ước tính 2023", .estimate), ("Ước năm 2023", .estimate), ("ƯTH 2023", .estimate),
      ("2023e", .estimate), ("2023 (e)", .estimate), ("Ước thực hiện năm 2023", .estimate),
      ("Sơ bộ 2023 - Prel. 2023", .preliminary), ("Prel. 2023", .preliminary),
      ("2023 (p)", .preliminary), ("2023 (RE)", .estimate), ("2023⁎", .secondary),
      ("2023 (BE)", .plan), ("Dự ước 2023", .estimate), ("2023p", .preliminary),
      ("Sơ bộ\n2023", .preliminary),
      ("2023 r", .revised), ("2023 (r)", .revised), ("2023*", .secondary), ("2023(1)", .secondary),
      ("2023 (2)", .secondary), ("2023¹", .secondary), ("2023 [YR2023]", .secondary),
      ("2023†", .secondary), ("Thực hiện 2023", .secondary), ("TH năm 2023", .secondary),
      ("Năm 2023 (tỷ đồng)", .secondary), ("2023F", .forecast), ("Dự báo 2023", .forecast),
      ("KH 2023", .plan), ("Kế hoạch năm 2023", .plan), ("Mục tiêu 2023", .plan),
      ("Dự toán 2023", .plan), ("Đến năm 2023", .plan), ("Mục tiêu đến năm 2023", .plan),
      ("Kế hoạch đến hết 2023", .plan),
      ("Định hướng đến năm 2023", .plan), ("Chỉ tiêu giao năm 2023", .plan),
      ("Target by 2023", .plan),
    ] as [(String, ObservationStatus)])
  func newest(header: String, status: ObservationStatus) throws {
    let draft = try Started.draft("Chỉ tiêu,2020,2021,2022,\"\(header)\"\nThu,1,2,3,4\n")
    let last = try #require(draft.series[0].yearly.last)
    #expect(last.year == 2023 && last.value == 4 && last.status == status)
    #expect(draft.years == 2020...(status.isHistory ? 2023 : 2022))
  }

  @Test(
    "A header that names a year and more is a fault; a comparison is left out and told",
    arguments: [
      ("2023 (điều tra)", ["1:25 start-header"]), ("2023 (phương án 2)", ["1:25 start-header"]),
      ("2023P", ["1:25 start-header"]), ("20231", ["1:25 start-header"]),
      ("So sánh 2023/2022 (%)", []), ("Tốc độ tăng 2023 (%)", []), ("Bình quân 2020-2022", []),
    ])
  func unread(header: String, wanted: [String]) throws {
    let text = "Chỉ tiêu,2020,2021,2022,\(header)\nThu,1,2,3,4\n"
    #expect(Started.faults(text) == wanted)
    if wanted.isEmpty { #expect(try Started.draft(text).ignoredColumns == [header]) }
  }

  @Test(
    "A table of years by months or quarters is one series, either way round",
    arguments: [
      "Năm,Quý I,Quý II,Quý III,Quý IV\n2020,1,2,3,4\n2021,2,3,4,5\n2022,3,4,5,6\n",
      "Year,Q1,Q2,Q3,Q4,Total\n2020,1,2,3,4,10\n2021,2,3,4,5,14\n2022,3,4,5,6,18\n",
      "Quý,2020,2021,2022\nI,1,2,3\nII,2,3,4\nIII,3,4,5\nIV,4,5,6\nCả năm,10,14,18\n",
      "Quarter,2020,2021,2022\n1,1,2,3\n2,2,3,4\n3,3,4,5\n4,4,5,6\n",
      "Năm,Quý,Số\n2020,I,1\n,II,2\n,III,3\n,IV,4\n2021,I,2\n,II,3\n,III,4\n,IV,5\n2022,I,3\n,II,4\n,III,5\n,IV,6\n",
      "Kỳ,Số\n2020,\nQuý I,1\nQuý II,2\nQuý III,3\nQuý IV,4\n2021,\nQuý I,2\nQuý II,3\nQuý III,4\nQuý IV,5\n2022,\nQuý I,3\nQuý II,4\nQuý III,5\nQuý IV,6\n",
    ])
  func grids(text: String) throws {
    let series = try Started.draft(text, StartRequest(yearly: .sum)).series
    #expect(series.count == 1 && series[0].frequency == .quarterly)
    #expect(
      series[0].figures.filter { $0.period.frequency == .quarterly }.map(\.value) == [
        1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6,
      ])
    #expect(series[0].yearly.map(\.value) == [10, 14, 18])
  }

  @Test("Twelve columns of months, by name or number, are months")
  func months() throws {
    for names in [
      (1...12).map { "Tháng \($0)" }, (1...12).map { "T\($0)" }, (1...12).map { "\($0)" },
      (1...12).map { "Th\($0)" }, (1...12).map { "Th.\($0)" },
      ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"],
      ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    ] {
      let rows = (2020...2022).map { year in
        "\(year)," + (1...12).map { "\($0 + year)" }.joined(separator: ",") + "\n"
      }
      let draft = try Started.draft(
        "Year," + names.joined(separator: ",") + "\n" + rows.joined(), StartRequest(yearly: .mean))
      #expect(draft.series.count == 1 && draft.series[0].figures.count == 36)
      #expect(draft.series[0].frequency == .monthly && draft.layout == .yearsDown)
    }
  }

  @Test(
    "Months without a year, columns named by numbers, and a year that is not named are faults",
    arguments: [
      ("Chỉ tiêu,Tháng 1,Tháng 2,Tháng 3\nThu,1,2,3\n", ["1:10 start-period"]),
      ("Year,1,2,3,4\n2020,1,2,3,4\n2021,1,2,3,4\n", ["1:6 start-header"]),
      (
        "Kỳ,Số\n2020,\nTháng 11,1\nTháng 12,1\nTháng 1,1\nTháng 2,1\n",
        ["5:1 period", "6:1 period"]
      ),
    ])
  func noYear(text: String, wanted: [String]) {
    #expect(Started.faults(text, StartRequest(yearly: .sum)) == wanted)
  }

  @Test("A few names that span many columns are the upper line of the header")
  func spanningNames() throws {
    let rows = (0..<36).map { place in
      let month = place % 12 + 1
      let year = month == 1 ? "\(2022 + place / 12)" : ""
      let sums = [70, 40].map { $0 * month + month * (month + 1) / 2 }
      return
        "\(year),\(month),900,\(70 + month),\(sums[0]),12.5,500,\(40 + month),\(sums[1]),10.5\n"
    }
    let heads =
      "Năm,Tháng,Thu (tỷ đồng),,,,Khách (nghìn lượt),,,\n"
      + ",,Kế hoạch năm,Thực hiện,Lũy kế,Lũy kế so với kế hoạch (%),Kế hoạch năm,Thực hiện,Lũy kế,"
      + "Lũy kế so với kế hoạch (%)\n"
    let draft = try Started.draft(heads + rows.joined(), StartRequest(yearly: .sum))
    #expect(draft.series.map(\.unit) == ["tỷ đồng", "nghìn lượt"])
    #expect(draft.series[0].figures.filter { $0.period.frequency == .monthly }.count == 36)
    #expect(draft.leftOut.count == 2)
  }

  @Test("Sources of money name rows; sources of figures do not")
  func sources() throws {
    let across = try Started.draft(
      "TT,Nguồn,2019,2020,2021,2022\n1,Ngân sách,1,2,3,4\n2,ODA,3,4,5,6\n")
    #expect(across.series.map(\.title) == ["Ngân sách", "ODA"])
    let long = try Started.draft(
      "Năm,Nguồn,Số tiền (tỷ đồng)\n"
        + (2019...2022).flatMap { ["\($0),TW,\($0 - 2000)\n", "\($0),ĐP,\($0 - 2010)\n"] }.joined())
    #expect(long.series.map(\.title) == ["TW", "ĐP"])
    let figures = try Started.draft(
      "Năm,Thu (tỷ đồng),Nguồn\n"
        + (2019...2022).map { "\($0),\($0 - 2000),Niên giám \($0)\n" }.joined())
    #expect(figures.series.map(\.title) == ["Thu (tỷ đồng)"])
  }
}
