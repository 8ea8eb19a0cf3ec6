import Coherence
import RealModule
import Testing
import TimeSeries

/// Years of amounts from some of their months; values by NumPy and SciPy, the rules written anew.
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
    #expect(abs(found.amount / 18219.0370794456 - 1) < 1e-8)
    #expect(abs(found.deviation - 0.0397544786) < 1e-7)
    let come = try #require(found.come)
    #expect(abs(come.once - 110.4959354391) < 1e-5 && abs(come.floor - 17800) < 1e-9)
    #expect(abs(come.edge - 18012.6905230186) < 1e-5)
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
    #expect(abs(found.amount / 1406.5591165650 - 1) < 1e-7)
    #expect(abs(found.deviation - 0.0266933089) < 1e-7)
  }

  @Test("What comes late is known the less after as many months: a third of the year, not half")
  func late() throws {
    let found = try found(
      [2024: YearOfParts(Self.late), 2025: YearOfParts(Self.now)], [2024: 12000])
    #expect(abs(found.amount / 12527.0563529184 - 1) < 1e-7)
    // As months that make a third of the year, not half.
    #expect(abs(found.deviation - 0.0366522241) < 1e-7)
    #expect(abs((found.come?.share ?? 0) - (1 - 4100.0 / 12000)) < 1e-9)
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
    let come = try #require(two.come)
    #expect(two.cases == 1 && come.once == 3670)
    #expect(abs(come.floor - 4310) < 1e-9 && abs(come.share - 8500.0 / 12000) < 1e-9)
  }

  @Test("Months with a gap count, all of them, beside the same of years before")
  func gap() throws {
    let now = without([3, 5], Self.now)
    let found = try found([2024: YearOfParts(Self.late), 2025: now], [2024: 12000])
    #expect(found.months == 4)
    #expect(abs((found.come?.share ?? 0) - 9400.0 / 12000) < 1e-9)
    #expect(found.come?.floor == 2740)
  }

  @Test("A month far beyond its likes comes on top of a year whose rest goes on as the others do")
  func once() throws {
    func found(_ times: Double) throws -> AmountToDate {
      var months = Self.now
      months[5] *= times
      return try self.found(
        [2024: YearOfParts(Self.late), 2025: YearOfParts(months)], [2024: 12000])
    }
    for (times, amount, deviation, isOdd) in [
      (1.0, 12527.0563529184, 0.0366522241, false), (2, 13535.8895912026, 0.0365447208, true),
      (5, 16778.864908187, 0.0293974502, true), (20, 32983.4713918219, 0.0149601177, true),
      (0.1, 11473.5921069787, 0.0430365309, true),
    ] {
      let found = try found(times)
      #expect(abs(found.amount / amount - 1) < 1e-7, "\(times)")
      #expect(abs(found.deviation / deviation - 1) < 1e-5, "\(times)")
      #expect(found.odd.map(\.span.to) == (isOdd ? [6] : []))
      #expect(abs((found.come?.floor ?? 0) - 3230 - 1080 * times) < 1e-6)
    }
    // Of June from once to thirty times by a fiftieth the year rises by what came at least but for a fifth of June,
    // but for a two-thousandth where June becomes odd.
    let years = try stride(from: 1.0, through: 30, by: 0.02).map { try found($0).amount }
    #expect(zip(years, years.dropFirst()).allSatisfy { $1 - $0 > -8 && $1 - $0 < 5 * 21.6 })
    for (place, amount) in years.enumerated() {
      let come = 21.6 * Double(place)
      #expect(amount > 12516 + 0.98 * come - 216)
    }
  }

  @Test("An odd quarter leaves the rest of its year what it was")
  func oddQuarter() throws {
    func found(_ second: Double) throws -> AmountToDate {
      try #require(
        AmountToDate(
          of: 2025,
          parts: [
            2024: YearOfParts([300, 320, 330, 350], periods: 4),
            2025: YearOfParts([330, second], periods: 4),
          ], wholes: [2023: 1230, 2024: 1300], periods: 4))
    }
    let odd = try found(1360)
    #expect(abs(odd.amount / 2409.1424415715 - 1) < 1e-7)
    #expect(abs(odd.deviation - 0.0250296556) < 1e-7 && odd.odd.map(\.span.to) == [6])
    // What is left is between that of the year before and a tenth more, however large the quarter is.
    for times in stride(from: 1.0, through: 40, by: 0.5) {
      let found = try found(340 * times)
      let rest = (found.amount - 330 - 340 * times) / 680
      #expect(rest > 1 && rest < 1.15, "\(times): \(rest)")
    }
  }

  @Test("Where all parts leap the level has moved, and the rest goes with it")
  func moved() throws {
    for times in [0.3, 1.5, 2, 3, 6] {
      let found = try found(
        [
          2024: YearOfParts(Self.late), 2025: YearOfParts(Self.now.map { times * $0 }),
        ], [2024: 12000])
      #expect(abs(found.times / times / (43.1 / 41) - 1) < 0.02 && found.odd.isEmpty)
    }
  }

  @Test("A month of the year before that made it leap came once only, a usual season did not")
  func onceBefore() throws {
    func rest(_ november: Double, _ years: [Int: Double]) throws -> Double {
      var months = Self.late
      months[10] *= november
      var wholes = years
      wholes[2024] = months.reduce(0, +)
      let parts = [2024: YearOfParts(months), 2025: YearOfParts(Self.now)]
      let found = try self.found(parts, wholes)
      return found.amount - (found.come?.floor ?? 0)
    }
    let years: [Int: Double] = [2020: 10000, 2021: 10500, 2022: 11000, 2023: 11500]
    let usual = try rest(1, years)
    // Twenty times a November of 1,400 in a year that is beyond the others by just that.
    #expect(abs(try rest(20, years) / usual - 1) < 0.2)
    // The same where every year is as large.
    #expect(try rest(20, years.mapValues { $0 + 26000 }) > 3 * usual)
  }

  @Test("Where amounts may fall nothing that has come is there for good")
  func falls() throws {
    let parts = [2024: YearOfParts(Self.late), 2025: YearOfParts([4000.0, 4000, 6000, 8000])]
    let kept = try found(parts, [2024: 12000])
    let open = try #require(
      AmountToDate(of: 2025, parts: parts, wholes: [2024: 12000], canFall: true))
    #expect(open.come == nil && open.tales == nil && kept.come?.once == 22000)
    #expect(abs(open.amount - 22000.0 / 2200 * 12000) < 1e-6)
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
    #expect(beside.cases == 0 && beside.times < alone.times)
    #expect(beside.amount < alone.amount && beside.deviation < alone.deviation)
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
    #expect(found.come?.once == 4310 && abs((found.come?.share ?? 0) - 7900.0 / 12000) < 1e-9)
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
