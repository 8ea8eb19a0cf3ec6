internal import Attainment
internal import Files
import Pipeline
import Plans
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// What is known of years that are over.
@Suite("Known values") struct KnownValueTests {
  @Test("What is derived from published figures of years that are over is computed, not simulated")
  func derived() throws {
    var asked = Asked(horizon: 2026)
    asked.series("a", from: 2020, [100, 110, 121, 131, 150])
    asked.series("b", from: 2020, [50, 55, 50, 40, 30])
    asked.indicate("a", #""kind": "level", "series": "a""#)
    asked.indicate("b", #""kind": "level", "series": "b""#)
    asked.indicate("grown", #""derived": {"growth": {"of": "a"}}"#)
    asked.indicate(
      "ratio", #""derived": {"ratio": {"numerator": "a", "denominator": "b", "factor": 100}}"#)
    asked.indicate(
      "product", #""derived": {"product": {"first": "a", "second": "b", "factor": 0.01}}"#)
    let average = #""average_growth": {"of": "a", "base": 2020, "last": 2024"#
    asked.indicate("geometric", "\"derived\": {\(average)}}")
    asked.indicate("arithmetic", "\"derived\": {\(average), \"mean\": \"arithmetic\"}}")
    let ids = ["grown", "ratio", "product", "geometric", "arithmetic"]
    for id in ids { asked.target(id, id, low: "20", year: 2024) }
    let result = try asked.run()
    let levels: [Double] = [100, 110, 121, 131, 150]
    let rates = zip(levels, levels.dropFirst()).map { before, now -> Double in
      100 * (now / before - 1)
    }
    let geometric: Double = 100 * (Double.root(1.5, 4) - 1)
    let expected: [Double] = [rates[3], 500, 45, geometric, rates.reduce(0, +) / 4]
    for (id, value) in zip(ids, expected) {
      let row = try result.row(id)
      let numbers = try result.numbers(id)
      #expect(row.isOver && row.basis == .data && row.model == nil)
      #expect(abs(numbers.p50 - value) < 1e-6 * value, "\(id): \(numbers.p50), not \(value)")
      #expect(numbers.p10 == numbers.p50 && numbers.p90 == numbers.p50)
      #expect(numbers.probability.value == (value >= 20 ? 1 : 0), "\(id)")
    }
  }

  @Test(
    "Of indicators that were published unequally far each is known as far as it was, no farther")
  func open() throws {
    var asked = Asked(horizon: 2026)
    asked.series("a", from: 2016, [100, 104, 109, 113, 118, 121, 127, 131, 150])
    asked.series("b", from: 2016, [50, 51, 53, 52, 54, 56, 57])
    asked.indicate("a", #""kind": "level", "series": "a""#)
    asked.indicate("b", #""kind": "level", "series": "b""#)
    asked.target("1", "a", low: "1", year: 2025)
    asked.target("2", "b", low: "1", year: 2023)
    let result = try asked.run()
    #expect(result.years == [2023, 2024, 2025, 2026])
    for (year, value) in [(2023, 131.0), (2024, 150)] {
      let summary = try result.summary("a", year)
      #expect(abs(summary.mean - value) < 1e-9 && summary.standardDeviation < 1e-9)
    }
    #expect(try result.summary("a", 2025).standardDeviation > 1)
    #expect(try result.summary("b", 2023).standardDeviation > 0.1)
    #expect(try result.numbers("1").probability.value == 1)
  }
}

/// What is derived on every path.
@Suite("Derived indicators") struct DerivedTests {
  @Test("On a path that is certain, growth, averages, ratios and products are those of its values")
  func average() throws {
    var asked = Asked()
    // 125, 150, 175, 200 and 40, 30, 20, 10.
    asked.certain("x", from: (2024, 100), to: (2028, 200))
    asked.certain("y", from: (2024, 50), to: (2028, 10))
    asked.indicate("grown", #""derived": {"growth": {"of": "x"}}"#)
    asked.indicate(
      "ratio", #""derived": {"ratio": {"numerator": "x", "denominator": "y", "factor": 10}}"#)
    asked.indicate("product", #""derived": {"product": {"first": "x", "second": "y"}}"#)
    asked.indicate(
      "average", #""derived": {"average_growth": {"of": "x", "base": 2025, "last": 2028}}"#)
    let result = try asked.run()
    let expected: [(String, Int, Double)] = [
      ("x", 2025, 125), ("y", 2026, 30), ("grown", 2027, 100 * (175.0 / 150 - 1)),
      ("ratio", 2028, 10 * 200.0 / 10), ("product", 2026, 150.0 * 30),
      ("average", 2028, 100 * (Double.root(200.0 / 125, 3) - 1)),
    ]
    for (id, year, value) in expected {
      let summary = try result.summary(id, year)
      #expect(abs(summary.mean - value) < 1e-9 * value, "\(id): \(summary.mean), not \(value)")
      #expect(summary.standardDeviation < 1e-6 * value)
    }
  }
}

/// Which years are simulated.
@Suite("Simulated years") struct YearsTests {
  @Test(
    "The year of the day is the first, unless the day closes it",
    arguments: [("2024-12-31", 2025), ("2024-12-30", 2024), ("2025-01-01", 2025)])
  func closing(day: String, first: Int) throws {
    var asked = Asked(asOf: day)
    asked.certain("x", from: (2023, 100), to: (2028, 200))
    #expect(try asked.run().years == Array(first...2028))
  }

  @Test("Another day of the command line takes the place of the scenario's")
  func moved() throws {
    var asked = Asked()
    asked.certain("x", from: (2023, 100), to: (2028, 200))
    let bundle = try asked.bundle()
    #expect(try ScenarioRun.run(bundle, options: RunOptions()).years.first == 2025)
    let later = RunOptions(asOf: CalendarDate("2027-03-01"))
    #expect(try ScenarioRun.run(bundle, options: later).years == [2027, 2028])
  }

  @Test("A judgement says nothing of years that are over")
  func judged() throws {
    var asked = Asked()
    asked.series("b", from: 2015, [50, 51, 53, 52, 54, 56, 57, 60])
    asked.indicate("b", #""kind": "level", "series": "b""#)
    asked.certain("x", from: (2022, 100), to: (2028, 160))
    let result = try asked.run()
    let x = try #require(result.indicators.first { $0.id == "x" })
    #expect(result.years.first == 2023)
    #expect(x.summaries.map { $0 == nil } == [true, true, false, false, false, false])
    #expect(try abs(result.summary("x", 2025).mean - 130) < 1e-9)
  }
}

/// What came of earlier targets.
@Suite("Track record") struct TrackRecordTests {
  @Test(
    "Known outcomes count, met ones are those at the target or above, gaps have their quantiles")
  func counts() throws {
    let text =
      "year,geo,target_low,outcome_first\n"
      + "2019,X,10,7\n2020,X,10,9\n2021,X,8,8\n2022,X,7,9\n2023,X,8,\n"
    var faults = FaultCollector()
    let outcomes = TargetOutcome.read(SourceFile(path: "t.csv", text: text), faults: &faults)
    let record = try #require(TrackRecord(outcomes))
    #expect(record.known == 4 && record.met == 2 && record.years == 2019...2022)
    // Gaps of −3, −1, 0 and 2, straight lines between them.
    for (seen, wanted) in [(record.p10, -2.4), (record.p50, -0.5), (record.p90, 1.4)] {
      #expect(abs(seen - wanted) < 1e-12)
    }
    #expect(TrackRecord(outcomes.suffix(1)) == nil)
  }
}

/// Measured coverage.
@Suite("Calibration") struct CalibrationTests {
  @Test("Coverage over all series is that of their cases together")
  func all() throws {
    var asked = Asked(horizon: 2026)
    var draws = TestSupport.Draws(seed: 5)
    for (id, count) in [("a", 14), ("b", 20)] {
      var level = 100.0
      let values = (0..<count).map { _ -> Double in
        level *= 1.05 + 0.03 * draws.normal()
        return (100 * level).rounded() / 100
      }
      asked.series(id, from: 2025 - count, values)
      asked.indicate(id, "\"kind\": \"growth\", \"series\": \"\(id)\"")
    }
    let rows = try asked.run().calibration
    for level in [50, 80, 95] {
      let own = rows.filter {
        [.series("a"), .series("b")].contains($0.scope) && $0.level == level
      }
      let all = try #require(rows.first { $0.scope == .allSeries && $0.level == level })
      #expect(own.count == 2 && all.cases == own.map(\.cases).reduce(0, +))
      let covered = own.reduce(0) { $0 + $1.covered * Double($1.cases) }
      #expect(abs(all.covered * Double(all.cases) - covered) < 1e-9)
      #expect(own.map(\.cases)[0] != own.map(\.cases)[1])
    }
  }
}
