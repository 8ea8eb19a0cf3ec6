import Coherence
import RealModule
import Testing
import TimeSeries

/// Years of amounts that are under way, as their figures are published.
@Suite("Amounts under way") struct AmountsUnderWayTests {
  private static let late = [400.0, 400, 600, 800, 900, 1000, 1000, 1100, 1100, 1200, 1400, 2100]

  private func row(_ id: String, _ period: String, _ value: Double) throws -> Observation {
    let period = try #require(Period(period))
    return Observation(
      key: SeriesKey(id: id, geo: "X", frequency: period.frequency), period: period, value: value,
      decimals: 1, unit: "bn", priceBasis: "na", status: .final,
      vintage: CalendarDate("2031-12-31"), source: "", note: "")
  }

  /// Years from 2024 on that grow by a twentieth.
  private func years(through last: Int) throws -> [Observation] {
    try (2024...last).map { try row("v", "\($0)", amount($0)) }
  }

  private func amount(_ year: Int) -> Double { 12000 * Double.pow(1.05, Double(year - 2024)) }

  /// Months of a year, single or summed up from January on.
  private func months(_ months: ClosedRange<Int>, of year: Int, summed: Bool = false) throws
    -> [Observation]
  {
    let parts = Self.late.map { $0 / 12000 * amount(year) }
    return try months.map {
      try row(
        summed && $0 > 1 ? "v.ytd" : "v", "\(year)-\($0 < 10 ? "0" : "")\($0)",
        summed ? parts.prefix($0).reduce(0, +) : parts[$0 - 1])
    }
  }

  private func build(_ rows: [Observation], isFlow: Bool = true) throws -> BuiltHistory {
    try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(
        HistoryRequest(isFlow: isFlow, level: ("v", "X"), levelToDate: ("v.ytd", "X"))))
  }

  @Test("Sums from January on are the year to date, whatever stands beside them as a month")
  func summed() throws {
    for isFlow in [true, false] {
      let rows = try years(through: 2029)
      let alone = try build(rows + months(1...6, of: 2030, summed: true), isFlow: isFlow)
      let single = try build(rows + months(1...6, of: 2030), isFlow: isFlow)
      let (point, other) = (alone.history.points[6], single.history.points[6])
      #expect(!point.isRealised && abs(point.value / other.value - 1) < 1e-9)
      #expect(abs(point.measurementError / other.measurementError - 1) < 1e-9)
      #expect(alone.isWithoutCourse && alone.toDate?.cases == 0)
      // With sums of last year, too, the year is what they make of it.
      let both = try build(
        rows + months(1...12, of: 2029, summed: true) + months(1...6, of: 2030, summed: true),
        isFlow: isFlow)
      #expect(abs(both.history.points[6].value / amount(2030) - 1) < 1e-3)
      #expect(!both.isWithoutCourse && both.toDate?.cases == 1)
      #expect(both.history.points[6].measurementError < point.measurementError / 3)
    }
    // A sum from January on alone tells that the years add up.
    let half = try build(
      years(through: 2029) + [try row("v.ytd", "2030-06", 5500)], isFlow: false)
    #expect(half.history.points.count == 7 && !half.history.points[6].isRealised)
  }

  @Test("A year that lacks a month is over where the next one has begun")
  func filled() throws {
    let rows =
      try years(through: 2028) + months(1...12, of: 2028) + months(1...11, of: 2029)
      + months(1...6, of: 2030)
    let points = try build(rows).history.points
    #expect(points.map(\.period.year) == Array(2024...2030))
    #expect(points[5].isRealised && !points[6].isRealised)
    for (place, year) in [(5, 2029), (6, 2030)] {
      #expect(abs(points[place].value / amount(year) - 1) < 2e-3)
    }
    #expect(points[5].measurementError > 0.001 * points[5].value)
    // While the year goes on it is under way.
    let open = try build(rows.filter { $0.period.year < 2030 }).history.points
    #expect(open.count == 6 && !open[5].isRealised)
    // Three months are not most of a year; what is known behind it is handed back.
    let few = try build(
      years(through: 2028) + months(1...12, of: 2028) + months(1...3, of: 2029)
        + months(1...2, of: 2030))
    #expect(few.history.points.last?.period == .year(2029))
    #expect(few.unusedToDate.map(\.period) == [.month(1, of: 2030), .month(2, of: 2030)])
  }
}
