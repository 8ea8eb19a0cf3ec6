import Plans
internal import Start
import Testing

/// Every number here is made up.
@Suite struct StartFaultTests {
  @Test(
    "What keeps a file from being understood is named with its place",
    arguments: [
      ("just words\nand more\n", ["1:1 start-delimiter"]),
      ("name,place\na,b\nc,d\n", ["1:1 start-period", "1:1 start-value"]),
      ("year,name\n2020,b\n2021,d\n", ["1:1 start-value"]),
      ("year,a\n", ["1:1 csv-no-rows"]),
      ("year,a\n2020,1\n2021,1x\n2022,3\n2023,4\nsoon,5\n", ["3:6 csv-number", "6:1 period"]),
      ("year,a\n2020,1\n2020,2\n2021,3\n2022,3\n", ["3:6 cell-conflict"]),
      ("year,a,a\n2020,1,2\n2021,1,2\n", ["1:8 csv-duplicate-column"]),
      ("year,\n2020,1\n2021,7\n", ["1:6 start-header"]),
      ("year,a,\n2020,1,5\n2021,2,7\n", ["1:8 start-header"]),
      ("year,a\n2020,1\n2021,2,3\n2022,1\n", ["3:1 csv-ragged"]),
      ("period,a\n2020,1\n2021-Q1,2\n2022,1\n", ["3:9 start-frequency"]),
      ("date,a\n2020-01-05,1\n2020-01-12,2\n2020-01-19,1\n", ["3:12 start-days"]),
      ("year,a,b\n2020,1,4\n2021,2,5\n", ["2:6 start-short", "2:8 start-short"]),
      ("period,Revenue\n2024-Q1,1\n2024-Q2,2\n", ["2:9 start-year"]),
      ("year,kind,a,b\n2020,x,1,2\n2020,y,3,4\n", ["1:11 start-value"]),
      ("p,q,a\n2020,2021,x\n2021,2022,y\n", ["1:1 start-period"]),
      ("year,indicator,value\n2020,a,1\n2021,,2\n2022,a,3\n", ["3:6 csv-empty"]),
      (
        "year,indicator,value,unit\n2020,a,1,m\n2021,a,2,km\n2022,a,3,m\n",
        ["3:8 series-units"]
      ),
    ])
  func faults(text: String, wanted: [String]) {
    #expect(Started.faults(text) == wanted)
  }

  @Test("All unreadable cells are listed in one go")
  func all() {
    #expect(
      Started.faults("year,a\n2020,1\n2021,?\n2022,3\n2023,4\n2024,five\n2025,6\nx,7\n").count == 3)
  }

  @Test("The same value twice is no contradiction")
  func repeated() throws {
    let draft = try Started.draft("year,a\n2020,1\n2020,1.0\n2021,3\n2022,3\n")
    #expect(draft.series[0].figures.count == 3)
  }

  @Test("A header that is not understood for its old letters says so")
  func oldLetters() {
    let text = "ChØ tiªu,§¬n vÞ,2022,2023,2024,KÕ ho¹ch 2025\nThu ng©n s¸ch,tû ®ång,1,2,3,4\n"
    #expect(Started.faults(text).map { $0.split(separator: " ").last } == ["encoding-old"])
  }
}
