import Coherence
import Testing
import TimeSeries

/// Yearly changes in percent whose year is under way.
@Suite("Rates to date") struct RateToDateTests {
  private static let rates = [8.6, 2.1, 8.6, 9.1, 8.2, 10.2, 9.8]

  private func row(_ id: String, _ period: String, _ value: Double) throws -> Observation {
    let period = try #require(Period(period))
    return Observation(
      key: SeriesKey(id: id, geo: "X", frequency: period.frequency), period: period, value: value,
      decimals: 1, unit: "%", priceBasis: "na", status: .final, vintage: nil, source: "", note: "")
  }

  private func build(
    _ told: [(id: String, period: String, value: Double)], rates: [Double] = Self.rates,
    _ kind: HistoryRequest.Rate? = HistoryRequest.Rate(.sameMonths)
  ) throws -> BuiltHistory {
    let years = try rates.enumerated().map { try row("r", "\(2026 - rates.count + $0)", $1) }
    let rows = try years + told.map { try row($0.id, $0.period, $0.value) }
    let request = HistoryRequest(rate: kind, level: ("r", "X"), levelToDate: ("r.ytd", "X"))
    return try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(request))
  }

  @Test("A rate to date far beyond all years is asked about and no evidence; a crisis is some")
  func far() throws {
    for value in [126.0, 76, -60] {
      let built = try build([("r.ytd", "2026-06", value)])
      #expect(built.history.points.last?.period == .year(2025), "\(value)")
      let doubt = try #require(built.doubts.first)
      guard case .farRate(let row, let usual) = doubt else {
        Issue.record("\(doubt)")
        return
      }
      #expect(row.value == value && usual == 8.6)
    }
    let crisis = try build([("r.ytd", "2026-06", -5)])
    #expect(crisis.history.points.last?.value == -5 && crisis.doubts.isEmpty)
    let exports = try build([("r.ytd", "2026-06", 90)], rates: [40, -20, 55])
    #expect(exports.history.points.last?.value == 90 && exports.doubts.isEmpty)
  }

  @Test(
    "Single quarters on the same ones of the year before tell it where they are of the size of years",
    arguments: [(8.1, 8.9, true), (5, 4.8, true), (2.1, 2.3, false), (-8, -9, false)])
  func single(first: Double, second: Double, isTold: Bool) throws {
    let told = [("r", "2026-Q1", first), ("r", "2026-Q2", second)]
    let points = try build(told).history.points
    #expect(points.last?.period == .year(isTold ? 2026 : 2025))
    if isTold {
      #expect(abs((points.last?.value ?? 0) - (first + second) / 2) < 1e-12)
      let toDate = try build([("r.ytd", "2026-06", (first + second) / 2)]).history.points.last
      #expect(points.last?.measurementError == toDate?.measurementError)
    }
    // What may count from December is not told by them alone.
    let prices = try build(told, HistoryRequest.Rate(.unclear)).history.points
    #expect(prices.last?.period == .year(2025))
  }

  @Test("What is told to date is the year with the error of the formula, worked out apart")
  func errors() throws {
    let alone = try build([("r.ytd", "2026-06", 12.6)])
    let last = try #require(alone.history.points.last)
    #expect(last.period == .year(2026) && last.value == 12.6 && !last.isRealised)
    #expect(abs(last.measurementError - 1.5080135120415865) < 1e-12)
    #expect(alone.toDate?.cases == 0)
    let beside = try build([("r.ytd", "2026-06", 12.6), ("r.ytd", "2025-06", 9.1)])
    #expect(abs((beside.toDate?.size ?? 0) - 1.384660175638774) < 1e-9)
    #expect(beside.toDate?.cases == 1)
    // That 2025 ended 0.7 above its half may be chance; that three years ended 3 above theirs is none.
    #expect(beside.history.points.last?.value == 12.6)
    let above = try build([
      ("r.ytd", "2026-06", 12.6), ("r.ytd", "2025-06", 6.9), ("r.ytd", "2024-06", 7.1),
      ("r.ytd", "2023-06", 5),
    ])
    #expect(abs((above.history.points.last?.value ?? 0) - 15.524693286594202) < 1e-9)
    #expect(abs((above.toDate?.size ?? 0) - 1.3163465905084233) < 1e-9)
    // What moves by tens of percent, four months; the newest month counts.
    let rough = try build(
      [("r.ytd", "2026-04", 20), ("r.ytd", "2026-02", 3)], rates: [40, -20, 55])
    #expect(abs((rough.toDate?.size ?? 0) - 52.62641316534286) < 1e-9)
    #expect(rough.history.points.last?.value == 20)
  }

  @Test("Levels that are no changes, and years that are not next, are told by nothing to date")
  func others() throws {
    #expect(try build([("r.ytd", "2026-06", 12.6)], nil).history.points.count == 7)
    #expect(try build([("r.ytd", "2027-06", 12.6)]).history.points.count == 7)
    #expect(try build([("r.ytd", "2025-06", 12.6)]).history.points.count == 7)
  }

  @Test("A change that may count from December is told by its months where years before have them")
  func unclear() throws {
    let alone = try build([("r.ytd", "2026-06", 5)], HistoryRequest.Rate(.unclear))
    #expect(alone.history.points.count == 7 && alone.unclearToDate?.period.description == "2026-06")
    let beside = try build(
      [("r.ytd", "2026-06", 5), ("r.ytd", "2025-06", 4.8)], HistoryRequest.Rate(.unclear))
    #expect(beside.history.points.count == 8 && beside.unclearToDate == nil)
    // Five points came behind June of 2025: as many come now, and one year knows them.
    let last = try #require(beside.history.points.last)
    #expect(last.value == 10)
    #expect(abs(last.measurementError - 1.9075029761444673) < 1e-9)
    // In two years they were 5 and 3.4.
    let two = try build(
      [("r.ytd", "2026-06", 5), ("r.ytd", "2025-06", 4.8), ("r.ytd", "2024-06", 6.8)],
      HistoryRequest.Rate(.unclear))
    #expect(abs((two.history.points.last?.value ?? 0) - 9.2) < 1e-9)
    #expect(abs((two.toDate?.size ?? 0) - 1.6106224736107466) < 1e-9)
  }

  @Test("Of indices around 100 what is beyond 100 has the size of a rate")
  func indices() throws {
    let index = Self.rates.map { $0 + 100 }
    let built = try build(
      [("r.ytd", "2026-06", 112.6)], rates: index, HistoryRequest.Rate(.sameMonths, origin: 100))
    #expect(built.history.points.last?.value == 112.6)
    #expect(abs((built.toDate?.size ?? 0) - 1.5080135120415865) < 1e-9)
  }

  @Test("Rates of quarters stand in for what is published to date where an earlier year has them")
  func quarters() throws {
    let now = [("r", "2026-Q1", 9.0), ("r", "2026-Q2", 11.0)]
    let alone = try build([("r", "2026-Q1", 2.1), ("r", "2026-Q2", 2.4)])
    #expect(alone.history.points.count == 7 && alone.unusedParts.count == 2)
    let beside = try build(now + [("r", "2025-Q1", 9.3), ("r", "2025-Q2", 9.5)])
    #expect(beside.history.points.last?.value == 10 && beside.unusedParts.isEmpty)
  }

  @Test("A year told by its end alone is one like the others, and the next is told by its months")
  func ends() throws {
    let built = try build([("r.ytd", "2026-12", 7.4), ("r.ytd", "2026-06", 8.1)])
    let last = try #require(built.history.points.last)
    #expect(last.period == .year(2026) && last.value == 7.4 && last.isRealised)
    let next = try build([("r.ytd", "2026-12", 7.4), ("r.ytd", "2027-06", 9)])
    #expect(next.history.points.suffix(2).map(\.isRealised) == [true, false])
    #expect(next.history.points.last?.value == 9)
  }
}
