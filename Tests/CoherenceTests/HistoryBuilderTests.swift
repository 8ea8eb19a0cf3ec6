import Coherence
import Testing
import TimeSeries

@Suite struct HistoryBuilderTests {
  private func row(
    _ id: String, _ period: String, _ value: Double, geo: String = "X",
    status: ObservationStatus = .final, vintage: String = "2024", decimals: Int = 1
  ) throws -> Observation {
    let period = try #require(Period(period))
    return Observation(
      key: SeriesKey(id: id, geo: geo, frequency: period.frequency), period: period, value: value,
      decimals: decimals, unit: "%", priceBasis: "na", status: status,
      vintage: CalendarDate(lastDayOf: vintage), source: "", note: "")
  }

  @Test("A stock joins years and months at their own times, the year first")
  func stock() throws {
    let set = ObservationSet([
      try row("share", "2023", 40), try row("share", "2023-12", 41),
      try row("share", "2024-07", 45),
    ])
    let built = try #require(
      HistoryBuilder(observations: set, asOf: nil).build(HistoryRequest(level: ("share", "X"))))
    #expect(built.history.points.map(\.value) == [40, 45])
    #expect(built.history.points.map(\.period.end) == [2024, 2024 + 7.0 / 12])
  }

  @Test("A figure without its zeros is as exact as the others of its series")
  func zeros() throws {
    func errors(_ decimals: Int) throws -> [Double] {
      let set = ObservationSet([
        try row("share", "2022", 0.992, decimals: 3), try row("share", "2023", 0.998, decimals: 3),
        try row("share", "2024", 1, decimals: decimals),
      ])
      let built = try #require(
        HistoryBuilder(observations: set, asOf: nil).build(HistoryRequest(level: ("share", "X"))))
      return built.history.points.map(\.measurementError)
    }
    #expect(try errors(0) == errors(3))
    #expect(try errors(0).allSatisfy { abs($0 - 0.0005 / 3.0.squareRoot()) < 1e-12 })
  }

  @Test("A flow adds the quarters of complete years and leaves incomplete ones")
  func flow() throws {
    var rows: [Observation] = []
    for quarter in 1...4 { rows.append(try row("gdp", "2022-Q\(quarter)", 100)) }
    for quarter in 1...4 { rows.append(try row("gdp", "2023-Q\(quarter)", 110)) }
    rows.append(try row("gdp", "2024-Q1", 120))
    let built = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(isFlow: true, level: ("gdp", "X"))))
    #expect(built.history.realised.map(\.period.year) == [2022, 2023])
    #expect(
      built.history.realised.allSatisfy {
        abs($0.value - ($0.period.year == 2022 ? 400 : 440)) < 1e-9
      })
  }

  @Test("Growth to date is evidence about the year under way, as sharp as it has been elsewhere")
  func partial() throws {
    var rows = [try row("g", "2023", 8), try row("g", "2024", 9), try row("g.ytd", "2025-Q2", 11)]
    for (index, gap) in [1.0, -1, 2, -2, 1].enumerated() {
      rows.append(try row("g", "2024", 8 + gap, geo: "Y\(index)"))
      rows.append(try row("g.ytd", "2024-Q2", 8, geo: "Y\(index)"))
    }
    let request = HistoryRequest(isFlow: true, growth: ("g", "X"), growthToDate: ("g.ytd", "X"))
    let built = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(request))
    let last = try #require(built.history.points.last)
    #expect(!last.isRealised && last.period == .year(2025))
    #expect(abs(last.value - 111) < 1e-9)
    #expect(built.toDate?.cases == 5)
    // (3.5 · 0.83² + 11) / (3.5 + 5 − 2), by hand.
    let expected = ((3.5 * 0.6889 + 11) / 6.5).squareRoot()
    #expect(abs((built.toDate?.size ?? 0) - expected) < 1e-9)
    #expect(abs(last.measurementError - expected) < 1e-9)
  }

  @Test("A provisional last figure carries the size of past revisions, an older one does not")
  func revisions() throws {
    let rows = [
      try row("g", "2022", 9.0, status: .estimate, vintage: "2022-12"),
      try row("g", "2022", 9.4, status: .final, vintage: "2023-12"),
      try row("g", "2023", 8, status: .estimate, vintage: "2023-12"),
    ]
    let built = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(isFlow: true, growth: ("g", "X"))))
    #expect(abs(built.revisions.size - 0.4) < 1e-12 && built.revisions.cases == 1)
    let errors = built.history.points.map(\.measurementError)
    #expect(errors[1] < 0.05 && errors[2] > 0.39 && errors[2] < 0.42)
  }

  @Test("A rounded figure errs by the deviation of a uniform: its half width over √3")
  func rounding() throws {
    let rows = [try row("g", "2023", 8), try row("g", "2024", 9, decimals: 0)]
    let built = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(isFlow: true, growth: ("g", "X"))))
    let last = try #require(built.history.points.last)
    #expect(abs(last.measurementError - last.value * 0.005 / 3.0.squareRoot()) < 1e-12)
    let stock = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(level: ("g", "X"))))
    let errors = stock.history.points.map(\.measurementError)
    #expect(abs(errors[0] - 0.05 / 3.0.squareRoot()) < 1e-12)
    #expect(abs(errors[1] - 0.05 / 3.0.squareRoot()) < 1e-12)
  }

  @Test("Contributions that add to the growth agree with it; others are reported")
  func contributions() throws {
    let rows = [
      try row("g", "2022", 9), try row("g", "2023", 8), try row("a", "2022", 2),
      try row("b", "2022", 7), try row("a", "2023", 2), try row("b", "2023", 5),
    ]
    let request = HistoryRequest(
      isFlow: true, growth: ("g", "X"), contributions: [("a", "X"), ("b", "X")])
    let built = try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(request))
    #expect(built.discrepancies.count == 1)
    #expect(abs((built.discrepancies.first?.size ?? 0) + 1) < 1e-9)
  }

  @Test("What was published after the day does not count")
  func asOf() throws {
    let set = ObservationSet([
      try row("g", "2023", 8, vintage: "2024-01"), try row("g", "2024", 9, vintage: "2025-01"),
    ])
    let built = HistoryBuilder(observations: set, asOf: CalendarDate("2024-06-30"))
      .build(HistoryRequest(isFlow: true, growth: ("g", "X")))
    #expect(built?.history.points.map(\.period.year) == [2022, 2023])
  }
}
