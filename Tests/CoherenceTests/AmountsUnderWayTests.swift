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
      #expect(abs(both.history.points[6].value / amount(2030) - 1) < 6e-3)
      #expect(!both.isWithoutCourse && both.toDate?.cases == 1)
      #expect(both.history.points[6].measurementError < point.measurementError / 1.4)
    }
    // A sum from January on alone tells that the years add up.
    let half = try build(
      years(through: 2029) + [try row("v.ytd", "2030-06", 5500)], isFlow: false)
    #expect(half.history.points.count == 7 && !half.history.points[6].isRealised)
  }

  @Test("Sums to December are years where nobody publishes these", arguments: [true, false])
  func closed(isFlow: Bool) throws {
    var sums: [Observation] = []
    for year in 2024...2030 {
      sums += try months(6...6, of: year, summed: true)
      if year < 2030 { sums += try months(12...12, of: year, summed: true) }
    }
    let alone = try build(sums, isFlow: isFlow)
    let beside = try build(years(through: 2029) + sums, isFlow: isFlow)
    #expect(alone.history.points.map(\.period) == beside.history.points.map(\.period))
    for (point, other) in zip(alone.history.points, beside.history.points) {
      #expect(abs(point.value / other.value - 1) < 1e-9)
      #expect(abs(point.measurementError / other.measurementError - 1) < 1e-6)
      #expect(point.isRealised == other.isRealised && (point.tales == nil) == (other.tales == nil))
    }
    #expect(alone.toDate?.cases == beside.toDate?.cases && alone.doubts.isEmpty)
  }

  @Test(
    "Months without any year add up where the name says so, and are told to stand where nothing does"
  )
  func withoutYears() throws {
    let rows = try (2024...2029).flatMap { try months(1...12, of: $0) }
    func built(_ isSum: Bool?, unit: String) throws -> BuiltHistory {
      let rows = rows.map {
        Observation(
          key: $0.key, period: $0.period, value: $0.value, decimals: 1, unit: unit,
          priceBasis: "na", status: .final, vintage: $0.vintage, source: "", note: "")
      }
      return try #require(
        HistoryBuilder(observations: ObservationSet(rows), asOf: nil).build(
          HistoryRequest(isSum: isSum, level: ("v", "X"))))
    }
    let sums = try built(true, unit: "tỷ đồng").history.points
    #expect(sums.map(\.period.year) == Array(2024...2029))
    #expect(zip(sums, 2024...2029).allSatisfy { abs($0.value / amount($1) - 1) < 1e-9 })
    for (isSum, unit, isTold) in [
      (nil, "tỷ đồng", true), (nil, "trạm", false), (false, "tỷ đồng", false),
    ] {
      let standing = try built(isSum, unit: unit)
      #expect(standing.history.points.count == 72)
      let told = standing.doubts.contains {
        if case .endForYear(let row) = $0 { row.period.year == 2029 } else { false }
      }
      #expect(told == isTold)
    }
  }

  @Test("Months that rise through every year are sums from January on where no year is published")
  func risingMonths() throws {
    func sums(_ years: ClosedRange<Int>, through last: Int, typedAs id: String) throws
      -> [Observation]
    {
      try years.flatMap { year in
        try months(1...(year == years.upperBound ? last : 12), of: year, summed: true).map {
          try row(id, $0.period.description, $0.value)
        }
      }
    }
    for isFlow in [true, false] {
      let typed = try build(sums(2024...2030, through: 6, typedAs: "v"), isFlow: isFlow)
      let named = try build(sums(2024...2030, through: 6, typedAs: "v.ytd"), isFlow: isFlow)
      #expect(typed.history.points.count == 7 && named.history.points.count == 7)
      for (one, other) in zip(typed.history.points, named.history.points) {
        #expect(abs(one.value / other.value - 1) < 1e-9)
        #expect(abs(one.measurementError / other.measurementError - 1) < 1e-6)
      }
      #expect(named.doubts.isEmpty)
      #expect(
        typed.doubts.contains { if case .likeSums = $0 { true } else { false } },
        "\(typed.doubts)")
    }
  }

  @Test("Sums in another unit are those of the years where these are known in both")
  func otherUnit() throws {
    func built(_ unit: String, times: Double, through last: Int) throws -> HistoryPoint {
      let sums = try (2027...2030).flatMap { year in
        try months(1...(year < 2030 ? last : 6), of: year, summed: true)
      }.map {
        Observation(
          key: SeriesKey(id: "v.ytd", geo: "X", frequency: .monthly), period: $0.period,
          value: times * $0.value, decimals: times > 1 ? 0 : 3, unit: unit, priceBasis: "na",
          status: .final,
          vintage: $0.vintage, source: "", note: "")
      }
      return try #require(try build(years(through: 2029) + sums).history.points.last)
    }
    let same = try built("bn", times: 1, through: 12)
    for (unit, times) in [("million", 1000.0), ("BN ", 1), ("", 1)] {
      let other = try built(unit, times: times, through: 12)
      #expect(abs(other.value / same.value - 1) < 1e-4, "\(unit)")
      #expect(abs(other.measurementError / same.measurementError - 1) < 0.02, "\(unit)")
    }
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
      #expect(abs(points[place].value / amount(year) - 1) < 3e-3)
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

  @Test("What figures say against each other is handed back, and nothing where they agree")
  func doubts() throws {
    let rows = try years(through: 2029) + months(1...12, of: 2029)
    func found(_ more: [Observation]) throws -> [AmountDoubt] { try build(rows + more).doubts }
    let months = try months(1...6, of: 2030)
    let sum = months.reduce(0) { $0 + $1.value }
    #expect(try found(months).isEmpty)
    // Sums that are rounded, and quarters that are those of the months.
    let first = months.prefix(3).reduce(0) { $0 + $1.value }
    let agreeing = [
      try row("v.ytd", "2030-06", sum.rounded()), try row("v", "2030-Q1", first),
      try row("v", "2030-Q2", sum - first),
    ]
    #expect(try found(months + agreeing).isEmpty)

    let contrary = try row("v.ytd", "2030-06", 1.2 * sum)
    guard case .parts(let of, let added, true, let used)? = try found(months + [contrary]).first
    else { return #expect(Bool(false), "no contradiction") }
    #expect(of.value == contrary.value && abs(added - sum) < 1e-9 && used == contrary.value)

    let quarter = try row("v", "2030-Q2", 1.3 * (sum - first))
    guard case .parts(_, _, true, let months2)? = try found(months + [quarter]).first
    else { return #expect(Bool(false), "no contradiction") }
    #expect(abs(months2 - (sum - first)) < 1e-9)

    // A year that is not the sum of its months; months in tens, and their sum.
    let off = try row("v", "2029", 1.1 * amount(2029))
    #expect(
      try build(rows.filter { $0.period != .year(2029) } + [off] + months).doubts.contains {
        if case .parts(let of, _, true, _) = $0 { of.period == .year(2029) } else { false }
      })
    func tens(_ rows: [Observation]) throws -> [Observation] {
      try rows.map { try row("v", $0.period.description, ($0.value / 10).rounded() * 10) }
    }
    let inTens = try tens(months) + [try row("v.ytd", "2030-06", ((sum + 25) / 10).rounded() * 10)]
    #expect(try found(inTens).isEmpty)

    let falling = try [3000.0, 4000, 3500].enumerated().map {
      try row("v.ytd", "2030-0\($0.offset + 2)", $0.element)
    }
    guard case .falls(let last, let before)? = try found(falling).first else {
      return #expect(Bool(false), "nothing falls")
    }
    #expect(last.value == 3500 && before.value == 4000)
  }

  @Test("Sums typed as months, and a newest month of 0 or less where none was, are asked about")
  func strange() throws {
    let rows = try years(through: 2029) + months(1...12, of: 2029)
    func found(_ more: [Observation]) throws -> [AmountDoubt] { try build(rows + more).doubts }
    let months = try months(1...6, of: 2030)
    var sum = 0.0
    let sums = try months.map { month in
      sum += month.value
      return try row("v", month.period.description, sum)
    }
    func asked(_ rows: [Observation]) throws -> [Int] {
      try build(rows).doubts.compactMap {
        if case .likeSums(let rows) = $0 { rows.count } else { nil }
      }
    }
    // From January or from March on, of this year or of the one before, or of both; they are not used as months.
    let plain = try build(rows + months)
    #expect(try asked(rows + months).isEmpty && asked(rows + sums) == [6])
    #expect(try asked(rows + months.prefix(2) + sums.suffix(4)) == [6])
    #expect(try build(rows + sums).history.points.last?.isRealised == true)
    var (before, total) = ([Observation](), 0.0)
    for month in try self.months(1...12, of: 2029) {
      total += month.value
      before.append(try row("v", month.period.description, total))
    }
    let years = try years(through: 2029)
    #expect(try asked(years + before + sums) == [12, 6])
    #expect(try asked(years + before + months) == [12])
    #expect(try asked(years.dropLast() + before + sums) == [12, 6])
    let alone = try build(years + before + months)
    #expect(alone.isWithoutCourse && !plain.isWithoutCourse)
    // What stands and rises all year is no sum.
    let standing = try self.months(1...12, of: 2029).enumerated().map {
      try row(
        "v", $0.element.period.description, amount(2029) * (0.9 + 0.1 * Double($0.offset) / 11))
    }
    #expect(try asked(years + standing).isEmpty)
    func isAsked(_ more: [Observation]) throws -> Bool {
      try found(more).contains { doubt in
        if case .notPositive(let row) = doubt { row.period == .month(6, of: 2030) } else { false }
      }
    }
    for value in [0.0, -300] {
      let last = try row("v", "2030-06", value)
      #expect(try isAsked(months.dropLast() + [last]))
      // Not the first of its kind.
      let usual: [Observation] = try months.dropLast(2) + [row("v", "2030-05", 0), last]
      #expect(try !isAsked(usual))
    }
    let far = try row("v", "2030-06", 16 * months[5].value)
    let built = try build(rows + months.dropLast() + [far])
    guard case .onceOnly(let row, let usual)? = built.doubts.last else {
      return #expect(Bool(false), "nothing is odd")
    }
    #expect(row.value == far.value && abs(usual / months[5].value - 1) < 1e-2)
    let come = try #require(built.history.points.last?.come)
    let all = months.dropLast().reduce(far.value) { $0 + $1.value }
    #expect(abs(come.floor - all) < 1e-6 * all)
  }

  @Test("What is cumulated and as large as what stands in its month is told as that")
  func stands() throws {
    let rows = try years(through: 2029)
    let large = try build(rows + [row("v.ytd", "2030-03", amount(2029) * 1.012)])
    #expect(large.standingToDate.map(\.value) == [amount(2029) * 1.012])
    #expect(large.unusedToDate.isEmpty && large.history.points.last?.isRealised == true)
    let part = try build(rows + [row("v.ytd", "2030-10", amount(2029) * 0.9)])
    #expect(part.standingToDate.isEmpty && part.history.points.last?.isRealised == false)
    #expect((part.history.points.last?.value ?? 0) > amount(2029) * 0.9)
  }

  @Test("One month of twenty times its size does not make an amount of anything else")
  func huge() throws {
    let months = try months(1...5, of: 2030)
    let far = try row("v", "2030-06", 20 * 1000 / 12000 * amount(2030))
    let come = months.reduce(far.value) { $0 + $1.value }
    for earlier in [[], try self.months(1...12, of: 2029)] {
      let built = try build(years(through: 2029) + earlier + months + [far], isFlow: false)
      let point = try #require(built.history.points.last)
      #expect(!point.isRealised && point.value > come && built.unusedParts.isEmpty)
      let known = try #require(point.come)
      #expect(abs(known.floor / come - 1) < 1e-6)
    }
  }
}
