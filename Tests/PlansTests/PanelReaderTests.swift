internal import Files
import Plans
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct PanelReaderTests {
  private func read(
    _ text: String, _ frequency: Frequency = .annual
  ) -> (file: PanelFile?, faults: [String]) {
    var faults = FaultCollector()
    let file = PanelReader.read(
      SourceFile(path: "p.csv", text: text), frequency: frequency, bounds: .none, faults: &faults)
    return (
      file, faults.found.map { "\($0.location.line):\($0.location.column) \($0.problem.code)" }
    )
  }

  @Test(
    "Names that read alike are one series; another case or blank is noted with its line",
    arguments: [
      ("Cà Mau", "Ca\u{300} Mau", false), ("a", "a ", true), ("tea.Output", "TEA.output", true),
      ("Bắc  Ninh", "bắc ninh", true),
    ])
  func names(first: String, second: String, isNoted: Bool) throws {
    let rows = "unique_id,ds,y\n\(first),2019,1\n\(first),2020,2\n\(second),2021,3\n"
    let (file, faults) = read(rows)
    #expect(faults.isEmpty)
    let series = try #require(file?.panel.series)
    #expect(series.map(\.id) == [first] && series[0].values == [1, 2, 3])
    let lines = try #require(file).notes.map { note in
      if case .joinedName(_, _, 2, let place) = note { place.line } else { 0 }
    }
    #expect(lines == (isNoted ? [4] : []))
  }

  @Test("A period under two spellings of a name is a fault, with a hint that they are one name")
  func twice() {
    var faults = FaultCollector()
    _ = PanelReader.read(
      SourceFile(path: "p.csv", text: "unique_id,ds,y\na,2020,1\nA,2020,2\n"), frequency: .annual,
      bounds: .none, faults: &faults)
    #expect(faults.found.map(\.hint) == [.mend(.namesAlike)])
  }

  @Test("Rows without a value behind the last one say nothing; gaps and a series of none stay")
  func blanks() throws {
    let (file, faults) = read(
      "unique_id,ds,y\na,2018,\na,2019,1\na,2020,\na,2021,3\na,2022,\na,2023,\nb,2020,\nb,2021,\n")
    #expect(faults.isEmpty)
    let series = try #require(file).panel.series
    #expect(series[0].values == [nil, 1, nil, 3] && series[0].period(3) == .year(2021))
    #expect(series[1].values == [nil, nil])
  }

  @Test(
    "A panel keeps the spelling of its periods",
    arguments: [
      ("M", "2020-11-30 2020-12-31", "2021-01-31"), ("M", "202011 202012", "202101"),
      ("Q", "2020Q3 2020Q4", "2021Q1"), ("A", "2019 2020", "2021"),
      ("M", "2020-11-01T00:00:00 2020-12-01T00:00:00", "2021-01-01T00:00:00"),
    ])
  func spelling(frequency: String, texts: String, next: String) throws {
    let rows = texts.split(separator: " ").enumerated().map { "a,\($0.element),\($0.offset)\n" }
    let (file, faults) = read(
      "unique_id,ds,y\n" + rows.joined(), try #require(Frequency(rawValue: frequency)))
    #expect(faults.isEmpty)
    let panel = try #require(file).panel
    #expect(panel.spelling.text(panel.series[0].period(2)) == next)
  }

  @Test(
    "Two spellings, another day and an order that nothing decides are faults",
    arguments: [
      ("a,2020-01,1\na,2020-02,2\na,Mar 2020,3\n", ["4:3 period-spelling"]),
      ("a,Jan 2020,1\na,2020-02,2\na,2020-03,2\n", ["3:3 period-spelling", "4:3 period-spelling"]),
      ("a,2020-01-31,1\na,2020-02-27,2\na,2020-03-31,3\n", ["3:3 period-spelling"]),
      ("a,1/2/2020,1\na,2/3/2020,2\na,3/4/2020,3\n", ["2:3 period-spelling"]),
      ("a,2020-01-05,1\na,2020-01-12,2\na,2020-01-19,3\n", ["3:3 period-spelling"]),
      ("a,2020Q1,1\na,2020Q2,2\n", ["2:3 period-frequency", "3:3 period-frequency"]),
      ("a,2020-01-31,1\na,soon,2\n", ["3:3 period"]),
    ])
  func faults(rows: String, wanted: [String]) {
    let found = read("unique_id,ds,y\n" + rows, .monthly).faults
    #expect(found.count == wanted.count, "\(found)")
    for (fault, place) in zip(found, wanted) { #expect(fault.hasPrefix(place), "\(found)") }
  }

  @Test("A value outside the bounds of its series, or of all, is a fault at the value")
  func bounds() {
    func faults(_ text: String, _ bounds: Bounds) -> [String] {
      var faults = FaultCollector()
      _ = PanelReader.read(
        SourceFile(path: "p.csv", text: text), frequency: .annual, bounds: bounds, faults: &faults)
      return faults.found.map { "\($0.location.line):\($0.location.column)" }
    }
    let plain = "unique_id,ds,y\na,2020,0\na,2021,100\na,2022,101\na,2023,-1\n"
    #expect(faults(plain, Bounds(lower: 0, upper: 100)) == ["4:8", "5:8"])
    #expect(faults(plain, .none) == [])
    let own = "unique_id,ds,y,upper\na,2020,5,6\na,2021,7,6\nb,2020,7,\n"
    #expect(faults(own, .none) == ["3:8"])
  }

  @Test("A value every third month is noted as what it looks like, a value a month is not")
  func sparse() throws {
    let months = (0..<20).map {
      "a,\(2018 + $0 * 3 / 12)-\(String(101 + $0 * 3 % 12).dropFirst()),\($0)\n"
    }
    let sparse = try #require(read("unique_id,ds,y\n" + months.joined(), .monthly).file)
    #expect(
      sparse.notes == [
        .sparse(
          series: "a", count: 1, step: 3, frequency: .monthly,
          at: SourceLocation(file: "p.csv", line: 2, column: 1))
      ])
    #expect(sparse.panel.series[0].hasManyGaps)
    let full = (1...12).map { "a,2020-\(String(100 + $0).dropFirst()),\($0)\n" }
    let whole = try #require(read("unique_id,ds,y\n" + full.joined(), .monthly).file)
    #expect(whole.notes.isEmpty && !whole.panel.series[0].hasManyGaps)
  }

  @Test("More than a fifth of values between others is many; a fifth is not")
  func gaps() throws {
    func panel(_ known: [Int]) -> PanelSeries {
      PanelSeries(
        id: "a", first: .year(2000),
        values: (0...(known.last ?? 0)).map { known.contains($0) ? 1 : nil },
        bounds: .none)
    }
    #expect(!panel([0, 1, 3, 4]).hasManyGaps && panel([0, 1, 3]).hasManyGaps)
    #expect(panel([0, 2, 4, 8]).stride == 2 && panel([0, 2, 3, 4]).stride == 1)
  }

  @Test("Targets join in another spelling, Unicode form and case, and keep their own period's text")
  func targets() throws {
    let panel = try #require(
      read("unique_id,ds,y\nHồ,2020-01-31,1\nHồ,2020-02-29,2\n", .monthly).file
    ).panel
    var faults = FaultCollector()
    let targets = PanelTarget.read(
      SourceFile(
        path: "t.csv",
        text:
          "unique_id,ds,direction,target\nhô\u{300} ,Mar 2020,at_least,2\nHồ,Apr 2020,at_most,3\n"),
      panel: panel, faults: &faults)
    #expect(faults.found.isEmpty && targets.map(\.id) == ["Hồ", "Hồ"])
    #expect(targets.map(\.period) == [.month(3, of: 2020), .month(4, of: 2020)])
    #expect(targets.map(\.writtenPeriod) == ["Mar 2020", "Apr 2020"])
  }

  @Test("Bounds of a series that leave nothing between them are a fault of the series")
  func emptyBounds() {
    for (lower, upper, bounds) in [
      ("6", "1", Bounds.none), ("5", "5", .none), ("", "-1", Bounds(lower: 0, upper: 9)),
    ] {
      var faults = FaultCollector()
      let text = "unique_id,ds,y,lower,upper\na,2020,,\(lower),\(upper)\na,2021,,,\n"
      _ = PanelReader.read(
        SourceFile(path: "p.csv", text: text), frequency: .annual, bounds: bounds, faults: &faults)
      #expect(faults.found.map(\.problem.code) == ["value-range"])
      #expect(faults.found.map(\.location.line) == [2])
    }
  }

  @Test(
    "A number with a comma gets the hint that its comma allows",
    arguments: [
      ("1,234", Hint.write(.either(mark: .comma, thousands: "1234", decimal: "1.234"))),
      ("12,345,678", .write(.number("12345678"))), ("1,5", .write(.number("1.5"))),
      ("1.234,5", .write(.number("1234.5"))), ("1,234.5", .write(.number("1234.5"))),
      ("(120)", .write(.number("-120"))), ("0,123", .write(.number("0.123"))), ("many", nil),
    ] as [(String, Hint?)])
  func hints(number: String, hint: Hint?) {
    var faults = FaultCollector()
    _ = PanelReader.read(
      SourceFile(path: "p.csv", text: "unique_id,ds,y\na,2020,\"\(number)\"\n"),
      frequency: .annual, bounds: .none, faults: &faults)
    #expect(faults.found.map(\.hint) == [hint])
  }
}
