import Coherence
import RealModule
import Testing
import TimeSeries

/// Years of amounts from some of their months; values by NumPy and `scipy.stats.truncnorm`.
@Suite("Amounts to date") struct AmountToDateTests {
  private static let late = [400.0, 400, 600, 800, 900, 1000, 1000, 1100, 1100, 1200, 1400, 2100]
  private static let now = [420.0, 410, 640, 830, 930, 1080]

  private func found(
    _ parts: [Int: YearOfParts], _ wholes: [Int: Double]
  ) throws -> AmountToDate {
    try #require(AmountToDate(of: 2025, parts: parts, wholes: wholes))
  }

  /// A year of months but for some of them.
  private func without(_ missing: Set<Int>, _ months: [Double]) -> YearOfParts {
    YearOfParts(
      months.indices.filter { !missing.contains($0 + 1) }.map {
        .init(from: $0, to: $0 + 1, value: months[$0])
      })
  }

  @Test("Eleven months without a year before: as other amounts, never below what has come")
  func alone() throws {
    let months = [1600.0, 1200, 1600, 1600, 1600, 1800, 1600, 1600, 1800, 1600, 1800]
    let years: [Int: Double] = [
      2020: 11000, 2021: 12000, 2022: 13300, 2023: 14200, 2024: 15400,
    ]
    let found = try found([2025: YearOfParts(months)], years)
    #expect(found.months == 11 && found.cases == 0)
    #expect(abs(found.byMonths - 19750.888097) < 1e-5)
    #expect(abs(found.amount - 19802.261274) < 1e-3)
    #expect(abs(found.deviation - 0.048208852) < 1e-7)
  }

  @Test("Of other amounts more months make more of the year, and less openly")
  func others() {
    let table = (1...11).map { AmountShares.ofYear(months: $0) }
    for (before, after) in zip(table, table.dropFirst()) {
      #expect(before.mean < after.mean && before.deviation > after.deviation)
    }
    // Neither what comes in all year nor what comes late is far off: half, and 36% after six months.
    for share in [0.5, 0.36] {
      #expect(abs(Double.log(share) - table[5].mean) < table[5].deviation)
    }
  }

  @Test("With two years of months before: their mean share, and the scatter of shares and months")
  func shares() throws {
    let parts: [Int: YearOfParts] = [
      2023: YearOfParts([90, 110, 95, 105, 100, 100, 120, 80, 100, 100, 90, 110]),
      2024: YearOfParts([100, 110, 100, 120, 100, 110, 120, 90, 110, 105, 100, 115]),
      2025: YearOfParts([120, 115, 110, 130]),
    ]
    let found = try found(parts, [2021: 1000, 2022: 1100, 2023: 1200, 2024: 1280])
    #expect(found.cases == 2)
    #expect(abs(found.amount - 1419.4659985) < 1e-6)
    #expect(abs(found.deviation - 0.0373748228) < 1e-8)
  }

  @Test("What comes late is known the less after as many months: a third of the year, not half")
  func late() throws {
    let found = try found(
      [2024: YearOfParts(Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
    #expect(abs(found.amount - 12614.634146) < 1e-5)
    // As months that make a third of the year, not half.
    #expect(abs(found.deviation - 0.0658376114) < 1e-8)
  }

  @Test("A month that last year lacks is the year without the others")
  func missing() throws {
    let whole = try found(
      [2024: YearOfParts(Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
    for month in [3, 9] {
      let lacking = try found(
        [2024: without([month], Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
      #expect(abs(lacking.amount - whole.amount) < 1e-6 && lacking.cases == 1)
    }
    // Two months follow from nothing: the others count, 4,100 less 600 of 12,000 and 4,310 less 640.
    let two = try found(
      [2024: without([3, 9], Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
    #expect(two.cases == 1 && abs(two.byMonths - 3670.0 / 3500 * 12000) < 1e-6)
  }

  @Test("Months with a gap count, all of them, beside the same of years before")
  func gap() throws {
    let now = without([3, 5], Self.now)
    let found = try found([2024: YearOfParts(Self.late), 2025: now], [2024: 12000])
    #expect(found.months == 4)
    #expect(abs(found.byMonths - 2740.0 / 2600 * 12000) < 1e-6)
  }

  @Test("A month far beyond its likes came once only, the rest goes on as the others do")
  func once() throws {
    func found(_ times: Double) throws -> AmountToDate {
      var months = Self.now
      months[5] *= times
      return try self.found(
        [2024: YearOfParts(Self.late), 2025: YearOfParts(months)], [2024: 12000])
    }
    // By `scipy.stats`, the rule written anew: what came once, what has come besides, the edge, the year.
    for (times, once, least, edge, amount, deviation) in [
      (2.0, 0.0, 5390.0, 9092.4067407, 15775.6097561, 0.1663124855),
      (5, 3595.4636954, 5034.5363046, 8984.5363046, 18330.6919040, 0.1064730456),
      (8, 7512.1648096, 4357.8351904, 8307.8351904, 20266.8043912, 0.0424632160),
      (20, 20556.2687127, 4273.7312873, 8223.7312873, 33064.7505291, 0.0247473393),
      (0.1, -927.4145708, 4265.4145708, 8215.4145708, 11556.7256363, 0.0706822477),
    ] {
      let found = try found(times)
      let come = try #require(found.come)
      #expect(abs(come.once - once) < 1e-3 && abs(come.least - least) < 1e-3)
      #expect(abs(come.edge - edge) < 1e-3 && abs(found.amount / amount - 1) < 1e-6)
      #expect(abs(found.deviation / deviation - 1) < 1e-6)
      #expect(found.odd.map(\.span.to) == (once == 0 ? [] : [6]))
    }
    // Nothing leaps: of June from once to thirty times by a fiftieth the year moves by a tenth at most.
    let years = try stride(from: 1.0, through: 30, by: 0.02).map { try found($0).amount }
    #expect(zip(years, years.dropFirst()).allSatisfy { abs($1 / $0 - 1) < 0.1 })
  }

  @Test("Where amounts may fall nothing that has come is there for good")
  func falls() throws {
    let parts = [2024: YearOfParts(Self.late), 2025: YearOfParts([4000.0, 4000, 6000, 8000])]
    let kept = try found(parts, [2024: 12000])
    let open = try #require(
      AmountToDate(of: 2025, parts: parts, wholes: [2024: 12000], canFall: true))
    #expect(open.come == nil && kept.come?.least == 22000 && kept.come?.once == 0)
    #expect(open.amount <= kept.amount)
  }

  @Test("Without the same months nine months of the year before tell how early a year comes")
  func beside() throws {
    // Correlation √(6 · 3/(9 · 6)); by NumPy.
    let moved = AmountShares.ofYear(months: 6, beside: [(9, Double.log(0.85))])
    #expect(abs(moved.mean + 0.6097761847) < 1e-9 && abs(moved.deviation - 0.2241283115) < 1e-9)
    let early = YearOfParts([.init(from: 0, to: 9, value: 10200)])
    let now = YearOfParts([.init(from: 0, to: 6, value: 6000)])
    let (alone, beside) = (
      try found([2025: now], [2024: 12000]), try found([2024: early, 2025: now], [2024: 12000])
    )
    #expect(abs(beside.byMonths - 6000 * Double.exp(0.6097761847)) < 1e-5 && beside.cases == 0)
    #expect(beside.byMonths < alone.byMonths && beside.deviation < alone.deviation)
  }

  @Test("Sums from January on tell what their months do")
  func sums() throws {
    func cumulated(_ months: [Double]) -> YearOfParts {
      YearOfParts(
        months.indices.map {
          .init(from: 0, to: $0 + 1, value: months.prefix($0 + 1).reduce(0, +))
        })
    }
    let single = try found(
      [2024: YearOfParts(Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
    for (before, now) in [
      (cumulated(Self.late), cumulated(Self.now)), (YearOfParts(Self.late), cumulated(Self.now)),
    ] {
      let found = try found([2024: before, 2025: now], [2024: 12000])
      #expect(abs(found.amount - single.amount) < 1e-6)
      #expect(abs(found.deviation - single.deviation) < 1e-9 && found.months == 6)
    }
    // Half a year alone beside half a year and its parts.
    let half = YearOfParts([.init(from: 0, to: 6, value: 4310)])
    let quarters = YearOfParts([1400, 2700, 3200, 4700], periods: 4)
    let found = try found([2024: quarters, 2025: half], [2024: 12000])
    #expect(abs(found.byMonths - 4310.0 / 4100 * 12000) < 1e-6)
  }

  @Test("Counts vary at least as counts do")
  func counts() throws {
    func deviation(_ size: Double) throws -> Double {
      let year = YearOfParts(Array(repeating: size, count: 12))
      let parts = [2023: year, 2024: year, 2025: YearOfParts(Array(repeating: size, count: 6))]
      return try found(parts, [2023: 12 * size, 2024: 12 * size]).deviation
    }
    // Half of the year and 6 months of 1: a Poisson count of mean 1 a month has √(0.5/6) at least, before it is pooled.
    #expect(try deviation(1) > 3 * deviation(0.5 + 1e-9))
    #expect(try deviation(1) > (0.5 / 6).squareRoot() * 0.8)
  }

  @Test("Nothing without the year before, without a month, with all of them, or of sums of 0")
  func nothing() {
    func found(_ parts: [Double], _ wholes: [Int: Double]) -> AmountToDate? {
      AmountToDate(of: 2025, parts: [2025: YearOfParts(parts)], wholes: wholes)
    }
    #expect(found([1], [2023: 12]) == nil && found([1], [2024: 12]) != nil)
    #expect(found([], [2024: 12]) == nil)
    #expect(found(Array(repeating: 1, count: 12), [2024: 12]) == nil)
    #expect(found([0, 0], [2024: 12]) == nil)
  }
}
