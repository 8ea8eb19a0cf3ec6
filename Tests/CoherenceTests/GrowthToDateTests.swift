import Coherence
import Testing
import TimeSeries

/// A year that is under way: what its first months say about it, in whatever form they are published.
@Suite("Growth to date") struct GrowthToDateTests {
  private func row(
    _ id: String, _ period: String, _ value: Double, geo: String = "X", unit: String = "bn"
  ) throws -> Observation {
    let period = try #require(Period(period))
    return Observation(
      key: SeriesKey(id: id, geo: geo, frequency: period.frequency), period: period, value: value,
      decimals: 3, unit: unit, priceBasis: "na", status: .final,
      vintage: CalendarDate("2031-12-31"), source: "", note: "")
  }

  /// Yearly levels that grow by 5%, with quarters or months that are equal parts of them.
  private func levels(parts: Int, through last: Int, ofYear year: Int, growth: Double) throws
    -> [Observation]
  {
    var rows: [Observation] = []
    var level = 200.0
    for past in (year - 4)..<year {
      rows.append(try row("v", "\(past)", level))
      for part in 1...parts {
        let name = parts == 4 ? "\(past)-Q\(part)" : "\(past)-\(part < 10 ? "0" : "")\(part)"
        rows.append(try row("v", name, level / Double(parts)))
      }
      level *= 1.05
    }
    let newest = level / 1.05 * (1 + growth / 100)
    for part in 1...last {
      let name = parts == 4 ? "\(year)-Q\(part)" : "\(year)-\(part < 10 ? "0" : "")\(part)"
      rows.append(try row("v", name, newest / Double(parts)))
    }
    return rows
  }

  private func build(_ rows: [Observation], _ request: HistoryRequest) throws -> BuiltHistory {
    try #require(HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(request))
  }

  private func sight(_ built: BuiltHistory) throws -> (growth: Double, error: Double) {
    let points = built.history.points
    let (last, before) = (points[points.count - 1], points[points.count - 2])
    #expect(!last.isRealised && before.isRealised)
    return (100 * (last.value / before.value - 1), 100 * last.measurementError / before.value)
  }

  @Test(
    "Amounts of months beside years are parts of them for what is no growth, too",
    arguments: [(4, 3), (12, 7)])
  func amounts(parts: Int, last: Int) throws {
    let rows = try levels(parts: parts, through: last, ofYear: 2030, growth: 14)
    let built = try build(rows, HistoryRequest(level: ("v", "X")))
    #expect(built.history.points.map(\.period.year) == Array(2026...2030))
    #expect(abs(try sight(built).growth - 14) < (parts == 4 ? 1e-3 : 1))
    // Without years of their own they stand at their own times, as before.
    let alone = rows.filter { $0.key.frequency != .annual }
    let own = try build(alone, HistoryRequest(level: ("v", "X")))
    #expect(own.history.points.count == alone.count)
  }

  @Test("What stands at the end of months, and what may be counts, keep what they are")
  func standing() throws {
    var rows: [Observation] = []
    for year in 2026..<2030 {
      rows.append(try row("v", "\(year)", 5 + 0.1 * Double(year - 2026)))
      rows += try (1...12).map {
        try row("v", "\(year)-\($0 < 10 ? "0" : "")\($0)", 5 + 0.01 * Double($0))
      }
    }
    rows.append(try row("v", "2030-01", 5.4))
    let standing = try build(rows, HistoryRequest(level: ("v", "X")))
    #expect(standing.history.points.map(\.period) == (2026..<2030).map { .year($0) })
    #expect(standing.unusedParts.count == 1)
    var counts: [Observation] = []
    for year in 2026..<2030 {
      counts.append(try row("v", "\(year)", 12))
      counts += try (1...12).map {
        try row("v", "\(year)-\($0 < 10 ? "0" : "")\($0)", 1)
      }
    }
    counts.append(try row("v", "2030-01", 3))
    let counted = try build(counts, HistoryRequest(level: ("v", "X")))
    #expect(counted.history.realised.map(\.value) == [12, 12, 12, 12])
    // One month of 3 where 1 was usual is two more, give or take two: counts vary. By NumPy, the rules written anew.
    let (growth, error) = try sight(counted)
    #expect(abs(growth - 17.9488) < 0.01 && abs(error - 16.0919) < 0.01)
    // A year of nothing is no level that grows, and its months are its parts.
    counts.append(try row("v", "2025", 0))
    let empty = try build(counts, HistoryRequest(level: ("v", "X")))
    #expect(empty.history.points.map(\.value) == [0, 12, 12, 12, 12])
  }

  @Test(
    "Levels of single quarters and months tell it without a series of growth",
    arguments: [(4, 1), (4, 2), (4, 3), (12, 2), (12, 7), (12, 10)])
  func single(parts: Int, last: Int) throws {
    let rows = try levels(parts: parts, through: last, ofYear: 2030, growth: 14)
    let request = HistoryRequest(isFlow: true, level: ("v", "X"))
    let (growth, error) = try sight(try build(rows, request))
    // Months of amounts vary more than quarters of national accounts.
    // The years' own growth counts beside them.
    #expect(abs(growth - 14) < (parts == 4 ? 1e-3 : 1))
    #expect(error > 0 && error < (parts == 4 ? 2.5 : 8))
  }

  @Test(
    "Cumulated levels tell it, named beside levels or alone; at the year's end they are the year")
  func cumulated() throws {
    var rows: [Observation] = []
    for (year, level) in [(2027, 300.0), (2028, 330), (2029, 363)] {
      for months in ["03", "06", "09", "12"] {
        let share = Double(months).map { $0 / 12 } ?? 1
        rows.append(try row("v.ytd", "\(year)-\(months)", level * share))
      }
    }
    rows.append(try row("v.ytd", "2030-06", 190))
    let request = HistoryRequest(isFlow: true, levelToDate: ("v.ytd", "X"))
    let built = try build(rows, request)
    #expect(built.history.realised.map { ($0.value * 1e6).rounded() / 1e6 } == [300, 330, 363])
    // The years' own growth counts beside that to date, as it does where years are published by themselves.
    let growth = try sight(built).growth
    #expect(abs(growth - 100 * (190 / 181.5 - 1)) < 0.1)
    #expect(built.toDate?.cases == 3)
    let beside = try build(
      rows + [(2027, 300.0), (2028, 330), (2029, 363)].map { try row("v", "\($0)", $1) },
      HistoryRequest(isFlow: true, level: ("v", "X"), levelToDate: ("v.ytd", "X")))
    #expect(abs(try sight(beside).growth - growth) < 1e-9)
    #expect(abs((beside.toDate?.size ?? 0) - (built.toDate?.size ?? 9)) < 1e-9)
  }

  @Test("What was cumulated in another unit says what it grew by, and is no level of the year")
  func units() throws {
    var rows = [try row("v", "2027", 100), try row("v", "2028", 104)]
    for (year, level) in [(2026, 990.0), (2027, 1000), (2028, 1040)] {
      rows.append(try row("v.ytd", "\(year)-Q4", level, unit: "million"))
    }
    rows += [
      try row("v.ytd", "2028-Q1", 40, unit: "million"),
      try row("v.ytd", "2029-Q1", 43, unit: "million"),
    ]
    let built = try build(
      rows, HistoryRequest(isFlow: true, level: ("v", "X"), levelToDate: ("v.ytd", "X")))
    #expect(built.history.realised.map(\.period.year) == [2026, 2027, 2028])
    #expect(built.history.realised.dropFirst().map(\.value) == [100, 104])
    #expect(abs((built.history.points.first?.value ?? 0) - 99) < 1e-9)
    // 2027 and 2028 are known in both, ten to one: 4.3 of the year have come.
    let come = try #require(built.history.points.last?.come)
    #expect(abs(come.floor - 4.3) < 0.5 && come.floor > 0, "\(come)")
    // Where no year is known in both it says what it grew by alone.
    let apart = try build(
      rows.filter { $0.unit == "bn" || $0.period.year == 2026 || !$0.period.closesYear },
      HistoryRequest(isFlow: true, level: ("v", "X"), levelToDate: ("v.ytd", "X")))
    #expect(abs(try sight(apart).growth - 7.5) < 1e-9)
  }

  @Test(
    "The newest figure counts, whatever tells it; of two for the same months the published growth")
  func order() throws {
    var rows = try levels(parts: 4, through: 2, ofYear: 2030, growth: 14)
    rows.append(try row("v.growth", "2030-Q1", 3))
    let request = HistoryRequest(
      isFlow: true, level: ("v", "X"), growthToDate: ("v.growth", "X"))
    let early = try sight(try build(rows, request)).growth
    #expect(abs(early - 14) < 1e-9)
    rows.append(try row("v.growth", "2030-Q2", 13.9))
    let late = try sight(try build(rows, request)).growth
    #expect(abs(late - 13.9) < 1e-9)
  }

  @Test("Growth of all single quarters stands in for growth to date; one that is missing spoils it")
  func singleGrowth() throws {
    var rows: [Observation] = []
    for year in 2024...2029 { rows.append(try row("g", "\(year)", 6)) }
    let request = HistoryRequest(isFlow: true, growth: ("g", "X"))
    let first = [try row("g", "2030-Q1", 8), try row("g", "2030-Q2", 10)]
    let both = try sight(try build(rows + first, request)).growth
    #expect(abs(both - 9) < 1e-9)
    let second = try build(rows + [first[1]], request)
    #expect(!second.history.points.contains { !$0.isRealised })
  }

  @Test("A figure to date behind an unpublished year is not lost: it is handed back")
  func unused() throws {
    let rows = [
      try row("v", "2026", 50), try row("v", "2027", 52), try row("g.ytd", "2029-Q2", 4),
      try row("g.ytd", "2027-Q2", 4),
    ]
    let built = try build(
      rows, HistoryRequest(isFlow: true, level: ("v", "X"), growthToDate: ("g.ytd", "X")))
    #expect(built.unusedToDate.map(\.period) == [.quarter(2, of: 2029)])
    #expect(built.history.points.count == 2)
  }

  @Test(
    "Fewer months and wilder cases make it less sharp; without cases it is that of other economies")
  func spread() {
    let none = [3.0, 6, 9].map { ToDateSpread.deviation(months: $0, cases: []) }
    // √(3.5 s² / 1.5) of the scales that Scripts/learn-to-date finds.
    #expect(zip(none, [2.0163, 1.2679, 0.7027]).allSatisfy { abs($0 - $1) < 1e-3 })
    let months = (1...12).map { ToDateSpread.deviation(months: Double($0), cases: []) }
    #expect(zip(months, months.dropFirst()).allSatisfy { $0 > $1 } && months[11] == 0)
    let calm = ToDateSpread.deviation(months: 6, cases: [0.1, -0.1, 0.2, 0])
    let wild = ToDateSpread.deviation(months: 6, cases: [3, -4, 2, 5])
    #expect(calm < none[1] && none[1] < wild)
    let many = ToDateSpread.deviation(months: 6, cases: Array(repeating: 2, count: 4000))
    #expect(abs(many - 2) < 0.01)
  }

  @Test(
    "Growth that was published stands beside the levels that agree with it, and yields to others")
  func published() throws {
    let rows = [
      try row("v", "2026", 100), try row("v", "2027", 107.25), try row("v", "2028", 110),
      try row("g", "2027", 7.2), try row("g", "2028", 5),
    ].map { row in
      // Growth with one digit: 7.2 is 7.25, 5 is not 2.6.
      Observation(
        key: row.key, period: row.period, value: row.value, decimals: row.key.id == "g" ? 1 : 3,
        unit: row.unit, priceBasis: "na", status: .final, vintage: row.vintage, source: "", note: ""
      )
    }
    let built = try build(
      rows, HistoryRequest(isFlow: true, level: ("v", "X"), growth: ("g", "X")))
    #expect(built.publishedGrowth == [2027: 7.2])
    #expect(built.history.realised.map(\.value) == [100, 107.25, 110])
    #expect(built.discrepancies.count == 1)
  }
}
