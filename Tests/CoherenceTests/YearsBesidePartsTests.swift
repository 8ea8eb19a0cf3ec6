import Coherence
import Testing
import TimeSeries

/// Years of what does not add up, beside its months and quarters.
@Suite("Years beside parts") struct YearsBesidePartsTests {
  private func row(_ period: String, _ value: Double, unit: String = "%") throws -> Observation {
    let period = try #require(Period(period))
    return Observation(
      key: SeriesKey(id: "v", geo: "X", frequency: period.frequency), period: period, value: value,
      decimals: 1, unit: unit, priceBasis: "na", status: .final,
      vintage: CalendarDate("2031-12-31"), source: "", note: "")
  }

  private func build(_ rows: [Observation], isFlow: Bool = false) throws -> BuiltHistory {
    try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(isFlow: isFlow, level: ("v", "X"))))
  }

  private func years(_ values: [Double], from first: Int = 2020, unit: String = "%") throws
    -> [Observation]
  {
    try values.enumerated().map { try row("\(first + $0)", $1, unit: unit) }
  }

  @Test("Months of the year under way of a take-up are left out of its years and told")
  func unused() throws {
    let rows =
      try years([40, 46, 51, 57, 62])
      + (1...6).map { try row("2025-0\($0)", 62 + Double($0) / 2) }
    let built = try build(rows)
    #expect(built.history.points.map(\.period.year) == [2020, 2021, 2022, 2023, 2024])
    #expect(built.unusedParts.count == 6)
    // Years that ended two years ago: what is known since stands at its own time.
    let ended = try build(try years([40, 46, 51, 57, 62]) + [try row("2026-10", 71)])
    #expect(ended.history.points.map(\.value) == [40, 46, 51, 57, 62, 71])
  }

  @Test("What begins anew in January goes by its years; what goes on from month to month does not")
  func seasonal() throws {
    let ends = [91.0, 93, 92, 95]
    let anew =
      try ends.enumerated().flatMap {
        [try row("\(2021 + $0)-06", 30 + Double($0)), try row("\(2021 + $0)-12", $1)]
      } + [try row("2025-06", 31.5)]
    let built = try build(anew)
    #expect(built.history.points.map(\.value) == ends)
    #expect(built.unusedParts.map(\.value) == [31.5])
    let rising = try (0..<9).map { place in
      try row("\(2021 + place / 2)-\(place % 2 == 0 ? "06" : "12")", 30 + 3 * Double(place))
    }
    #expect(try build(rising).history.points.count == 9)
  }

  @Test("Low months of a rate in percent are no parts of its years")
  func lowMonths() throws {
    let rows =
      try years([3.6, 3.2, 2.8, 3.5, 3.6]) + (1...4).map { try row("2025-0\($0)", 1.0) }
    let built = try build(rows)
    #expect(built.history.points.map(\.value) == [3.6, 3.2, 2.8, 3.5, 3.6])
    // Amounts of the same size are: their unit can add up.
    let amounts =
      try years([36, 32, 28, 35, 36], unit: "bn")
      + (1...4).map { try row("2025-0\($0)", 3.1, unit: "bn") }
    let built2 = try build(amounts)
    #expect(built2.history.points.last?.isRealised == false)
    #expect(built2.unusedParts.isEmpty)
  }

  @Test(
    "A year of which all quarters are published is their mean or the last of them, as the others",
    arguments: [true, false])
  func completed(isMean: Bool) throws {
    var rows: [Observation] = []
    for year in 2020...2025 {
      let quarters = (0..<4).map { 2 + 0.2 * Double($0) + 0.1 * Double(year - 2020) }
      for (place, value) in quarters.enumerated() {
        rows.append(try row("\(year)-Q\(place + 1)", value))
      }
      let whole = isMean ? quarters.reduce(0, +) / 4 : quarters[3]
      if year < 2025 { rows.append(try row("\(year)", whole)) }
    }
    let built = try build(rows)
    #expect(built.history.points.map(\.period.year) == Array(2020...2025))
    // 2.5, 2.7, 2.9, 3.1: their mean is 2.8.
    #expect(abs((built.history.points.last?.value ?? 0) - (isMean ? 2.8 : 3.1)) < 1e-9)
    // Without a year beside its quarters nothing tells which of both it is.
    let untold = try build(rows.filter { $0.key.frequency == .annual || $0.period.year == 2025 })
    #expect(untold.history.last?.period == .year(2024))
    #expect(untold.unusedParts.count == 4)
  }

  @Test("Percentages whose published years are the sums of their months add up")
  func sums() throws {
    var rows: [Observation] = []
    for year in 2021...2024 {
      rows.append(try row("\(year)", 6))
      rows += try (1...12).map { try row("\(year)-\($0 < 10 ? "0" : "")\($0)", 0.5) }
    }
    rows += try (1...6).map { try row("2025-0\($0)", 0.5) }
    #expect(try build(rows).history.points.last?.isRealised == false)
  }

  @Test("Months a thousand times too large are not used and handed back with their size")
  func unit() throws {
    let rows =
      try years([12000, 13000, 14000], from: 2022, unit: "bn")
      + (1...12).map { try row("2024-\($0 < 10 ? "0" : "")\($0)", 14000.0 / 12, unit: "bn") }
      + (1...6).map { try row("2025-0\($0)", 1_250_000, unit: "bn") }
    let built = try build(rows, isFlow: true)
    #expect(built.history.points.map(\.value).allSatisfy { $0 < 15000 })
    let odd = try #require(built.oddParts)
    #expect(odd.rows.count == 6 && abs(odd.times - 15000.0 / 14) < 1)
  }

  /// Years of a level with what is cumulated to months, in `v.ytd`.
  private func cumulated(
    _ years: [Double], _ toDate: [String: Double], unit: String, isFlow: Bool = false
  ) throws -> BuiltHistory {
    var rows = try self.years(years, from: 2025 - years.count, unit: unit)
    for (period, value) in toDate.sorted(by: { $0.key < $1.key }) {
      let month = try #require(Period(period))
      rows.append(
        Observation(
          key: SeriesKey(id: "v.ytd", geo: "X", frequency: .monthly), period: month, value: value,
          decimals: 1, unit: unit, priceBasis: "na", status: .final, vintage: nil, source: "",
          note: ""))
    }
    return try #require(
      HistoryBuilder(observations: ObservationSet(rows), asOf: nil)
        .build(HistoryRequest(isFlow: isFlow, level: ("v", "X"), levelToDate: ("v.ytd", "X"))))
  }

  @Test("Six months of an amount are a part of the year under way, those of what stands are none")
  func cumulatedAmounts() throws {
    let revenue = [12100.0, 13300, 14200, 15400]
    let built = try cumulated(
      revenue, ["2024-06": 7238, "2025-06": 9400], unit: "tỷ đồng")
    let last = try #require(built.history.points.last)
    #expect(last.period.year == 2025 && !last.isRealised)
    // 9,400, which are 30% above 7,238, and 53% of a year that grew by 7%; by SciPy, the rules written anew.
    #expect(abs(last.value - 18287.34) < 1 && abs(last.measurementError - 1596.02) < 1)
    let alone = try cumulated(revenue, ["2025-06": 9400], unit: "tỷ đồng")
    // As other amounts, 9,400 e^0.808, which years that grew by 7% hold back.
    #expect(abs((alone.history.points.last?.value ?? 0) / 16402.8 - 1) < 1e-4)
    // People, and percentages however low their half year is, stand in June.
    for (years, june, unit) in [
      ([1900.0, 1920, 1935, 1950], 1961.0, "nghìn người"), ([3.6, 3.2, 2.8, 3.5], 1.7, "%"),
    ] {
      let other = try cumulated(years, ["2024-06": june, "2025-06": june], unit: unit)
      #expect(other.history.points.map(\.value) == years, "\(unit)")
    }
  }

  /// The chances by Python, the rule written anew: of tỷ đồng, and of a unit that says nothing.
  @Test(
    "What is cumulated is an amount as likely as its size beside the years, also the year before, makes it",
    arguments: [
      ([100.0, 110, 120], "2024-09", 88.0, 0.99969279, 0.98486714),
      ([100, 110, 120], "2024-09", 118, 0.95217480, 0.28478941),
      ([100, 110, 120], "2025-03", 34, 0.99999134, 0.99956714),
      ([100, 110, 120], "2025-03", 119, 0.66741432, 0.03858623),
      ([100, 110, 120], "2025-09", 110, 0.99799121, 0.90856094),
      ([100, 110, 120], "2025-09", 127, 0.95802023, 0.31338487),
      ([120, 110, 100], "2025-09", 90, 0.96186485, 0.33530547),
      ([100, 110, 120], "2024-11", 108, 0.99775083, 0.89870525),
      ([100, 110, 120], "2025-10", 112, 0.99860975, 0.93492098),
    ])
  func amountsBySize(
    years: [Double], period: String, value: Double, money: Double, other: Double
  ) throws {
    for (unit, chance) in [("tỷ đồng", money), ("cái", other)] {
      let rows = try self.years(years, from: 2022, unit: unit) + [cumulated(period, value, unit)]
      let set = ObservationSet(rows)
      let found = set.amountChance(level: ("v", "X"), toDate: ("v.ytd", "X"), asOf: nil)
      #expect(abs(found - chance) < 1e-7)
      #expect(
        set.cumulatesAmount(level: ("v", "X"), toDate: ("v.ytd", "X"), asOf: nil)
          == (chance > 0.1))
      for isSum in [true, false] {
        #expect(
          set.cumulatesAmount(
            level: ("v", "X"), toDate: ("v.ytd", "X"), asOf: nil, isSum: isSum) == isSum)
      }
    }
  }

  private func cumulated(_ period: String, _ value: Double, _ unit: String) throws -> Observation {
    Observation(
      key: SeriesKey(id: "v.ytd", geo: "X", frequency: .monthly),
      period: try #require(Period(period)), value: value, decimals: 1, unit: unit,
      priceBasis: "na", status: .final, vintage: nil, source: "", note: "")
  }

  @Test("The first twelve months as a sum are the year")
  func twelveMonths() throws {
    let rows = try years([100, 110, 120], from: 2022, unit: "tỷ đồng")
    for (years, kind) in [([2025: 135.0], "amount"), ([2025: 61], "far below")] {
      let built = try #require(
        HistoryBuilder(
          observations: ObservationSet(
            rows + years.map { try cumulated("\($0.key)-12", $0.value, "tỷ đồng") }), asOf: nil
        ).build(HistoryRequest(level: ("v", "X"), levelToDate: ("v.ytd", "X"))))
      let last = try #require(built.history.points.last)
      #expect(last.isRealised && last.period == .year(2025), "\(kind)")
      #expect(abs(last.value / (years[2025] ?? 0) - 1) < 1e-9, "\(kind)")
    }
  }

  @Test("The name decides what figures cumulated to a month are")
  func named() throws {
    let rows = try years([100, 110, 120], from: 2022, unit: "cái")
    func last(_ value: Double, _ isSum: Bool?) throws -> HistoryPoint? {
      try HistoryBuilder(
        observations: ObservationSet(rows + [cumulated("2025-06", value, "cái")]), asOf: nil
      ).build(
        HistoryRequest(isSum: isSum, level: ("v", "X"), levelToDate: ("v.ytd", "X")))?.history
        .points.last
    }
    // 66 looks like a half, 126 like what stands.
    #expect(try last(66, false)?.period == .year(2024) && last(66, nil)?.period == .year(2025))
    #expect(try last(126, true)?.period == .year(2025) && last(126, nil)?.period == .year(2024))
  }
}
