import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartGroupTests {
  private func ids(_ text: String) throws -> [String] {
    try Started.draft(text).series.map(\.indicatorID)
  }

  @Test(
    "Rows of two places or groups are two series, though their years never meet",
    arguments: [
      (
        "Country Name,Year,Rate\nA,2018,1\nA,2019,2\nA,2020,3\nB,2021,7\nB,2022,8\nB,2023,9\n",
        ["rate.a", "rate.b"]
      ),
      (
        "Year,Gender,X\n2018,F,1\n2019,F,2\n2020,F,3\n2021,M,7\n2022,M,8\n2023,M,9\n",
        ["x_f", "x_m"]
      ),
      (
        "Năm,Nhóm tuổi,Lao động\n2020,15-24,1\n2021,15-24,2\n2022,15-24,3\n2020,25+,4\n2021,25+,5\n2022,25+,6\n",
        ["lao_dong_15_24", "lao_dong_25"]
      ),
      (
        "Năm,Ngành,Loại hình,Số\n2020,a,x,1\n2020,a,y,2\n2021,a,x,1\n2021,a,y,2\n2022,a,x,1\n2022,a,y,2\n",
        ["a_x", "a_y"]
      ),
      (
        "Entity,Code,Year,X,Z\nA,AA,2020,1,4\nA,AA,2021,2,5\nA,AA,2022,3,6\nAll,,2020,1,4\nAll,,2021,2,5\nAll,,2022,3,6\n",
        ["x.a", "x.all", "z.a", "z.all"]
      ),
    ])
  func groups(text: String, wanted: [String]) throws {
    #expect(try ids(text) == wanted)
  }

  @Test("A column that may tell series apart or not is asked for; facts, labels and notes are not")
  func open() throws {
    let rows = "2018,normal,1\n2019,normal,2\n2020,crisis,3\n2021,crisis,4\n"
    #expect(Started.faults("year,phase,value\n" + rows) == ["1:6 start-groups"])
    for column in [
      "2018,yes,1\n2019,no,2\n2020,yes,3\n2021,no,4\n", "2018,,1\n2019,flood,2\n2020,,3\n2021,,4\n",
    ] {
      #expect(try ids("year,event,Crops\n" + column) == ["crops"])
    }
    let places =
      "A,North,2020,1\nA,North,2021,2\nA,North,2022,3\nB,South,2020,1\nB,South,2021,2\nB,South,2022,3\n"
    let draft = try Started.draft("place,part of the country,year,Crops\n" + places)
    #expect(
      draft.series.map(\.place) == ["A", "B"] && draft.ignoredColumns == ["part of the country"])
  }

  @Test("A second row of a name where rows are series is a fault, even where years do not meet")
  func repeated() {
    #expect(
      Started.faults("Chỉ tiêu,2019,2020,2021,2022,2023,2024\nNam,1,2,3,,,\nNam,,,,4,5,6\n")
        == ["3:8 start-groups"])
  }

  @Test("Names that differ in case, blanks or Unicode form are one series; what was joined is told")
  func names() throws {
    let draft = try Started.draft(
      "Tỉnh,Năm,Số\nCà Mau,2020,1\ncà mau,2021,2\nCa\u{300} Mau,2022,3\n")
    #expect(draft.series.count == 1 && draft.series[0].place == "Cà Mau")
    #expect(draft.joinedNames.map(\.line) == [3])
  }

  @Test("A column of statuses decides what is history, whatever its name")
  func statuses() throws {
    let draft = try Started.draft(
      "year,kind,value\n2020,actual,1\n2021,actual,2\n2022,estimate,3\n2023,plan,9\n2024,forecast,9\n"
    )
    #expect(draft.years == 2020...2022)
    let flagged = try Started.draft(
      "TIME_PERIOD,OBS_VALUE,OBS_FLAG\n2020,1,\n2021,2,\n2022,3,p\n2023,4,f\n2024,5,e\n")
    #expect(
      flagged.series[0].yearly.map(\.status)
        == [.secondary, .secondary, .preliminary, .forecast, .estimate])
  }

  @Test("A place that is written once is that of the rows below it, unless they repeat its things")
  func mergedPlaces() throws {
    func text(_ last: String) -> String {
      "Huyện,Chỉ tiêu,2021,2022,2023\nA,Thu,1,2,3\n,Hộ,4,5,6\nB,Thu,2,3,4\n,\(last),7,8,9\n"
    }
    #expect(try Started.draft(text("Chi")).series.map(\.place) == ["A", "A", "B", "B"])
    #expect(Started.faults(text("Thu")) == ["3:1 csv-empty", "5:1 csv-empty"])
  }

  @Test("Male and female are series, not years")
  func male() throws {
    #expect(
      try ids("Năm,Tổng số,Nam,Nữ\n2020,3,1,2\n2021,3,1,2\n2022,3,1,2\n") == [
        "tong_so", "nam", "nu",
      ])
  }

  @Test("One series without a whole year does not keep the others from being read")
  func short() throws {
    let rows = (2020...2022).flatMap { year in
      (1...4).map { "\(year)-Q\($0),\(5 + $0),\(year == 2022 && $0 > 1 ? "\($0)" : "")\n" }
    }
    let draft = try Started.draft("Quarter,Tea output,New output\n" + rows.joined())
    #expect(draft.series.map(\.isAssessable) == [true, false])
    #expect(draft.series[1].figures.count == 3 && draft.series[1].partYears == [2022])
  }
}
