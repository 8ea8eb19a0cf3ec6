internal import Files
import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartNumberTests {
  private func column(_ cells: [String], _ request: StartRequest = StartRequest()) throws
    -> [String]
  {
    let rows = cells.enumerated().map { "\(2020 + $0.offset);\($0.element)\n" }.joined()
    return try Started.draft("year;a\n" + rows, request).series[0].figures.map(\.digits)
  }

  @Test("One decisive cell decides for all others of the file")
  func decided() throws {
    #expect(try column(["1.234,5", "1.234", "12"]) == ["1234.5", "1234", "12"])
    #expect(try column(["1,234.5", "1,234", "12"]) == ["1234.5", "1234", "12"])
    #expect(try column(["12,5", "1.234", "2"]) == ["12.5", "1234", "2"])
    #expect(try column(["0.123", "1.234", "2"]) == ["0.123", "1.234", "2"])
    #expect(try column(["1.234.567", "1.234", "2"]) == ["1234567", "1234", "2"])
    #expect(try column(["1 234,5", "1\u{A0}234", "-2"]) == ["1234.5", "1234", "-2"])
  }

  @Test("The digits printed stay, so that rounding is known")
  func digits() throws {
    #expect(try column(["5,50", "6,0", "\u{2212}7"]) == ["5.50", "6.0", "-7"])
  }

  @Test("When nothing decides, the cell is named with both readings, and an option decides")
  func undecided() throws {
    #expect(Started.faults("year;a\n2020;1.234\n2021;2.345\n2022;5\n") == ["2:6 start-decimal"])
    let cells = ["1.234", "2.345", "5"]
    #expect(try column(cells, StartRequest(decimal: .point)) == ["1.234", "2.345", "5"])
    #expect(try column(cells, StartRequest(decimal: .comma)) == ["1234", "2345", "5"])
  }

  @Test("Cells that contradict the majority are faults, every one of them")
  func contradiction() {
    #expect(
      Started.faults("year;a\n2020;1,5\n2021;2.5\n2022;3,5\n2023;3.25\n2024;4,5\n")
        == ["3:6 start-decimal", "5:6 start-decimal"])
  }

  @Test("A percent sign is a unit")
  func percent() throws {
    let draft = try Started.draft("year,Rate\n2020,5.5%\n2021,6 %\n2022,7%\n")
    #expect(draft.series[0].unit == "%" && draft.series[0].figures.map(\.value) == [5.5, 6, 7])
  }

  @Test("A decimal comma does not tear a table of semicolons apart")
  func delimiter() throws {
    let draft = try Started.draft("Năm;Thu, chi\n2020;1,5\n2021;2,5\n2022;3,5\n")
    #expect(draft.delimiter == ";" && draft.series.map(\.title) == ["Thu, chi"])
  }

  @Test("Accountants' minuses, exponents, flags and other people's thousands are read")
  func foreign() throws {
    #expect(
      try column(["(1.234,5)", "2.000,0-", "\u{2212}3,25", "– 4"]) == [
        "-1234.5", "-2000.0", "-3.25", "-4",
      ])
    #expect(
      try column(["8.17E-05", "1.1e-4", "2.5E+3", "12e0"]) == [
        "0.0000817", "0.00011", "2500", "12",
      ])
    #expect(try column(["1,5E-2", "2,25", "3"]) == ["0.015", "2.25", "3"])
    #expect(
      try column(["1\u{202F}234.5", "2\u{2009}345", "3'456", "4’567"]) == [
        "1234.5", "2345", "3456", "4567",
      ])
    #expect(try column(["1,19,264", "12,34,567", "5"]) == ["119264", "1234567", "5"])
    #expect(
      try column(["12.5 p", "13.5 e", "14.5*", "15.5¹"]) == ["12.5", "13.5", "14.5", "15.5"])
    #expect(try column(["(5%)", "6 %", "7"]) == ["-5", "6", "7"])
  }

  @Test("Flags behind numbers say how settled they are")
  func flags() throws {
    let draft = try Started.draft("year;a\n2020;1\n2021;2 p\n2022;3 e\n2023;4 (r)\n2024;5 f\n")
    #expect(
      draft.series[0].figures.map(\.status)
        == [.secondary, .preliminary, .estimate, .revised, .forecast])
  }

  @Test(
    "What is no number stays a fault: units, two signs, torn groups",
    arguments: ["5 bn", "12 tỷ", "--5", "(−5)", "1.23.456", "12,34", "1e", "e5", "1e400", "5 pp"])
  func refused(cell: String) {
    let faults = Started.faults("year;a\n2020;1.5\n2021;2.5\n2022;\(cell)\n")
    #expect(faults.count == 1 && faults.allSatisfy { $0.hasPrefix("4:6 ") }, "\(faults)")
  }

  @Test("A note behind a number is no part of it, and says how settled it is where it can")
  func noted() throws {
    let draft = try Started.draft(
      "year,a\n2014,1\n2015,2\n2016,3\n2017,4\n2018,5\n2019,6\n2020,12.5 (*)\n2021,≈ 120\n2022,14.5 (ước)\n2023,15.5 (SB)\n2024,16.5 ước\n"
    )
    let figures = draft.series[0].figures.suffix(5)
    #expect(figures.map(\.digits) == ["12.5", "120", "14.5", "15.5", "16.5"])
    #expect(
      figures.map(\.status) == [.secondary, .estimate, .estimate, .preliminary, .estimate])
    for text in ["120 (3)", "trên 95", "12 quả"] {
      #expect(
        Started.faults("year,a\n2020,1\n2021,2\n2022,\(text)\n") == ["4:6 csv-number"], "\(text)")
    }
  }
}
