internal import Attainment
import Pipeline
import Plans
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// Rows of plans: what is required, what is over.
@Suite("Rows of plans") struct PlanScoringTests {
  @Test("The change that is required leads from the last known value to the goal in the years left")
  func required() throws {
    var asked = Asked()
    let values: [Double?] = [100, 104, 109, 113, 118, 121, 127, 131, 150]
    asked.series("a", from: 2016, values)
    asked.series("b", from: 2016, values)
    asked.indicate("a", #""kind": "growth", "series": "a""#)
    asked.indicate("b", #""kind": "level", "series": "b""#)
    asked.target("grow", "a", low: "200", year: 2027)
    asked.target("step", "b", low: "200", year: 2027)
    asked.target("range", "b", low: "160", high: "180", year: 2026, direction: "range")
    let result = try asked.run()
    // From the end of 2024 to that of 2027: three years.
    let growth = try #require(try result.numbers("grow").requiredPerYear)
    #expect(abs(growth - 100 * (Double.root(200.0 / 150, 3) - 1)) < 1e-9)
    let step = try #require(try result.numbers("step").requiredPerYear)
    #expect(abs(step - 50.0 / 3) < 1e-9)
    let range = try #require(try result.numbers("range").requiredPerYear)
    #expect(abs(range - (160.0 - 150) / 2) < 1e-9)
  }

  @Test("What is left of an average growth makes up for the years that have passed")
  func requiredAverage() throws {
    var asked = Asked()
    asked.series("a", from: 2016, [100, 104, 109, 113, 118, 121, 127, 140, 150])
    asked.indicate("a", #""kind": "growth", "series": "a""#)
    asked.indicate("m", #""derived": {"average_growth": {"of": "a", "base": 2023, "last": 2027}}"#)
    asked.target("1", "m", low: "8", year: 2027)
    let left = try #require(try asked.run().numbers("1").requiredPerYear)
    // One of four years has passed, with growth from 140 to 150.
    let wanted = 140 * Double.pow(1.08, 4)
    #expect(abs(150 * Double.pow(1 + left / 100, 3) - wanted) < 1e-9 * wanted)
  }

  @Test("A target of a published year is met or missed, with nothing left to do")
  func facts() throws {
    var asked = Asked()
    asked.series("a", from: 2016, [100, 104, 109, 113, 118, 121, 127, 131, 150])
    asked.indicate("a", #""kind": "level", "series": "a""#)
    asked.target("met", "a", low: "150", year: 2024)
    asked.target("missed", "a", low: "151", year: 2024)
    asked.target("ahead", "a", low: "1", year: 2026)
    asked.target("nothing", "a", year: nil, direction: "")
    let result = try asked.run()
    for (reference, chance, year) in [("met", 1.0, 2024 as Int?), ("missed", 0, nil)] {
      let numbers = try result.numbers(reference)
      #expect(numbers.probability.value == chance && numbers.firstYearMedian == year)
      #expect(numbers.requiredPerYear == nil)
      #expect(try result.row(reference).isOver)
    }
    #expect(try result.numbers("missed").shortfallMedian == 1)
    #expect(try result.numbers("ahead").firstYearMedian == 2025)
    #expect(try result.row("nothing").basis == .notAssessed)
    #expect(try result.row("nothing").reason == .noNumber)
  }

  @Test(
    "Rows say when their year is over without a figure, and when the last figure is old",
    arguments: [
      ("2026-12-30", [] as [Int], [] as [Int]), ("2026-12-31", [2026], [2024]),
      ("2027-06-30", [2026], [2024]),
    ]
  )
  func age(day: String, over: [Int], last: [Int]) throws {
    var asked = Asked()
    asked.series("a", from: 2016, [100, 104, 109, 113, 118, 121, 127, 131, 150])
    asked.indicate("a", #""kind": "level", "series": "a""#)
    asked.target("fact", "a", low: "150", year: 2024)
    asked.target("due", "a", low: "160", year: 2026)
    asked.target("ahead", "a", low: "170", year: 2028)
    let options = RunOptions(asOf: CalendarDate(day))
    let result = try ScenarioRun.run(asked.bundle(), options: options)
    let stale = last.map { RowRemark.stale(last: $0) }
    #expect(try result.row("fact").remarks == [.published(year: 2024)])
    #expect(
      try result.row("due").remarks == over.map { RowRemark.overUnpublished(year: $0) } + stale)
    #expect(try result.row("ahead").remarks == stale)
  }
}

/// What is said of shares that move one way.
@Suite("Courses of shares") struct CourseTests {
  @Test(
    "A share that moved one way in nearly each of its years, two or more, says so, with the end ahead",
    arguments: [
      ([8.9, 7.6, 6.4, 5.3, 4.6, 4.1, 3.9], 6, 6, 0.0), ([60, 63, 66, 68, 71, 74, 76], 6, 6, 100),
      ([60, 63, 66, 68, 71, 74, 76, 75, 78], 7, 8, 100),
      ([60, 63, 66, 68, 71, 74], 5, 5, 100), ([60, 63, 66, 65, 71, 74, 76], nil, 6, 100),
      ([30, 26, 22], 2, 2, 0), ([30, 26, 27], nil, 2, 0), ([30, 26], nil, 1, 0),
    ] as [([Double], Int?, Int, Double)])
  func oneWay(values: [Double], along: Int?, years: Int, end: Double) throws {
    var asked = Asked()
    asked.series("a", from: 2025 - values.count, values)
    for kind in ["share", "adoption"] {
      asked.indicate(kind, #""kind": "\#(kind)", "series": "a""#)
      asked.target(kind, kind, low: "50", year: 2027)
    }
    asked.target("fact", "share", low: "50", year: 2024)
    let result = try asked.run()
    let told: [RowRemark] = along.map { [.movedOneWay(along: $0, of: years, towards: end)] } ?? []
    #expect(try result.row("share").remarks == told)
    #expect(try result.row("adoption").remarks.isEmpty)
    #expect(try result.row("fact").remarks == [.published(year: 2024)])
  }
}

/// Which rows are looked at together.
@Suite("Groups of rows") struct GroupTests {
  private func groups(_ result: RunResult) -> [(group: TargetGroup, targets: Int)] {
    result.joint.filter { $0.dependence == .fitted }.map { ($0.group, $0.targets) }
  }

  @Test("All rows, then those of each agency; a row of two agencies counts for both")
  func plain() throws {
    var asked = Asked()
    for id in ["x", "y", "z"] { asked.certain(id, from: (2024, 1), to: (2028, 2)) }
    asked.target("1", "x", low: "1", year: 2028, agency: ("Sở Á", "Dept A"))
    asked.target("2", "y", low: "1", year: 2028, agency: ("Sở Á; Sở B", "Dept A; Dept B"))
    asked.target("3", "z", low: "1", year: 2028)
    let found = groups(try asked.run())
    #expect(
      found.map(\.group) == [
        .all, .agency(LocalizedText(en: "Dept A", vi: "Sở Á")),
        .agency(LocalizedText(en: "Dept B", vi: "Sở B")), .agency(LocalizedText(en: "", vi: "")),
      ])
    #expect(found.map(\.targets) == [3, 2, 1, 1])
  }

  @Test("Agencies that are named in one language only serve for both")
  func oneLanguage() throws {
    var asked = Asked()
    for id in ["x", "y"] { asked.certain(id, from: (2024, 1), to: (2028, 2)) }
    asked.target("1", "x", low: "1", year: 2028, agency: ("Sở Á", ""))
    asked.target("2", "y", low: "1", year: 2028, agency: ("", "Dept B"))
    let found = groups(try asked.run())
    #expect(
      found.map(\.group) == [
        .all, .agency(LocalizedText(en: "Sở Á", vi: "Sở Á")),
        .agency(LocalizedText(en: "Dept B", vi: "Dept B")),
      ])
  }

  @Test("Of rows that contradict each other the first stands among the primary ones")
  func conflicts() throws {
    var asked = Asked()
    for id in ["x", "y"] { asked.certain(id, from: (2024, 1), to: (2028, 2)) }
    asked.target("1", "x", low: "1", year: 2028, conflicts: "p/2")
    asked.target("2", "x", low: "3", year: 2028, conflicts: "p/1")
    asked.target("3", "y", low: "1", year: 2028)
    let result = try asked.run()
    let found = groups(result)
    #expect(found.map(\.group) == [.all, .primary] && found.map(\.targets) == [3, 2])
    // The second asks for 3 where there will be 2: all are never met, the primary ones always.
    let chances = result.joint.filter { $0.dependence == .fitted }.map(\.probability.value)
    #expect(chances == [0, 1])
  }
}

/// Rows counted path by path.
@Suite("Joint counts") struct JointTests {
  private func result() throws -> RunResult {
    var asked = Asked(paths: 20_000)
    for (place, id) in ["x", "y", "z", "w"].enumerated() {
      asked.judged(id, from: (2024, 50), in: 2028, 0, 50, 100)
      asked.target("\(place)", id, low: "50.5", year: 2028)
    }
    return try asked.run()
  }

  @Test(
    "Quantiles and the chance of all are those of the counts, the mean is the sum of the chances")
  func counts() throws {
    let result = try result()
    let sum = result.attainment.reduce(0) { $0 + ($1.assessment?.probability.value ?? .nan) }
    for row in result.joint {
      let paths = row.counts.reduce(0, +)
      func quantile(_ p: Double) -> Int {
        var sum: UInt64 = 0
        return row.counts.firstIndex { count in
          sum += count
          return Double(sum) >= p * Double(paths)
        } ?? -1
      }
      #expect(paths == 20_000 && row.counts.count == 5 && row.targets == 4)
      #expect([row.p10, row.p50, row.p90] == [0.1, 0.5, 0.9].map(quantile), "\(row.dependence)")
      let mean = row.counts.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element) }
      #expect(abs(row.expectedMet - sum) < 1e-12, "\(row.dependence)")
      if row.dependence == .fitted { #expect(abs(mean / Double(paths) - sum) < 1e-12) }
      #expect(row.probability.value == Double(row.counts[4]) / Double(paths))
    }
  }

  @Test("Independent rows are met together as often as the product says, dependent ones more often")
  func dependence() throws {
    let result = try result()
    let product = result.attainment.reduce(1.0) {
      $0 * ($1.assessment?.probability.value ?? .nan)
    }
    func chance(_ name: Dependence) throws -> Double {
      try #require(result.joint.first { $0.dependence == name }).probability.value
    }
    // Four counted shares err beside the product of the true ones, too: twice the band.
    let band = 2 * MonteCarlo.band(probability: product, draws: 20_000)
    #expect(try abs(chance(.independent) - product) < band)
    #expect(try chance(.high) > product + band)
  }
}

/// What keeps plans from being met.
@Suite("Limits") struct LimitTests {
  @Test("What limits a plan most stands first: the share of paths on which it alone is missed")
  func order() throws {
    var asked = Asked(paths: 20_000)
    for (place, value) in ["20", "50", "35"].enumerated() {
      asked.judged("x\(place)", from: (2024, 50), in: 2028, 0, 50, 100)
      asked.target("t\(place)", "x\(place)", low: value, year: 2028)
    }
    let result = try asked.run()
    #expect(result.limits.map(\.target.reference) == ["t1", "t2", "t0"])
    let missed = result.limits.map(\.onlyMissed.value)
    #expect(missed == missed.sorted(by: >))
    let fitted = try #require(result.joint.first { $0.dependence == .fitted })
    #expect(abs(missed.reduce(0, +) - Double(fitted.counts[2]) / 20_000) < 1e-12)
    #expect(result.limits.allSatisfy { $0.all.value == fitted.probability.value })
  }
}

/// How indicators hang together.
@Suite("Dependence") struct DependenceTests {
  @Test("What is to fall hangs together with what is to rise where good comes with good")
  func oriented() throws {
    var asked = Asked(horizon: 2026)
    var draws = TestSupport.Draws(seed: 6)
    var level = 100.0
    let up = (0..<16).map { _ -> Double in
      level += 2 + 3 * draws.normal()
      return (100 * level).rounded() / 100
    }
    asked.series("up", from: 2009, up)
    asked.series("down", from: 2009, up.map { 400 - $0 })
    let edge = up[15] + 4
    for (id, value) in [("up", ("\(edge)", "")), ("down", ("", "\(400 - edge)"))] {
      asked.indicate(id, "\"kind\": \"level\", \"scale\": \"identity\", \"series\": \"\(id)\"")
      asked.target(id, id, low: value.0, high: value.1, year: 2026)
    }
    let result = try asked.run()
    #expect(result.dependence.pairs == 1)
    // Mirror images: both are met together nearly as often as either.
    let fitted = try #require(result.joint.first { $0.dependence == .fitted })
    let chances = result.attainment.compactMap { $0.assessment?.probability.value }
    #expect(chances.count == 2 && chances.allSatisfy { $0 > 0.1 && $0 < 0.9 })
    #expect(fitted.probability.value > 0.8 * (chances.min() ?? 1), "\(fitted) \(chances)")
  }

  @Test("Indicators without common years go together as comparable ones do")
  func usual() throws {
    var asked = Asked(horizon: 2026)
    for id in ["a", "b"] {
      asked.judged(id, from: (2024, 100), in: 2026, 90, 100, 120)
      asked.target(id, id, low: "103", year: 2026)
    }
    let result = try asked.run()
    #expect(result.dependence.pairs == 0 && result.dependence.common == 0.05)
    #expect(!result.dependence.isHighRefuted)
    #expect(result.joint.map(\.dependence).contains(.high))
  }

  @Test("Where common years refute that all moves together, no row says so")
  func refuted() throws {
    var asked = Asked(horizon: 2026)
    var draws = TestSupport.Draws(seed: 3)
    for id in ["a", "b", "c", "d", "e", "f"] {
      var level = 100.0
      let levels = (0..<16).map { _ -> Double in
        level *= 1.04 + 0.03 * draws.normal()
        return (100 * level).rounded() / 100
      }
      asked.series(id, from: 2009, levels)
      asked.indicate(id, "\"kind\": \"growth\", \"series\": {\"level\": \"\(id)\"}")
      asked.target(id, id, low: "\(levels[15] * 1.05)", year: 2026)
    }
    let result = try asked.run()
    #expect(result.dependence.isHighRefuted && result.dependence.pairs == 15)
    #expect(abs(result.dependence.common - 0.07) < 1e-12)
    #expect(Set(result.joint.map(\.dependence)) == [.fitted, .independent])
  }
}
