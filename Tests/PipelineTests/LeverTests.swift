internal import Attainment
internal import Files
import Models
import Pipeline
import Plans
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// Floors that shares must keep.
@Suite("Floors") struct FloorTests {
  private func result() throws -> RunResult {
    var asked = Asked(paths: 20_000)
    asked.judged("share", from: (2024, 10), in: 2028, 0, 30, 60)
    asked.certain("money", from: (2024, 1000), to: (2028, 1800))
    asked.more = [
      """
      "floors": [{"id": "f", "indicator": "share", "at_least": 20, "spending": "money",
       "start": 2026, "end": 2028, "source": "made"}]
      """
    ]
    return try asked.run()
  }

  @Test("A floor is kept throughout where no year falls below it")
  func throughout() throws {
    let rows = try result().floors
    #expect(rows.map(\.year) == [2026, 2027, 2028])
    let figures = try rows.map { try #require($0.figures) }
    // From 10 in a straight line: 20 is kept in 2026 by what reaches 30 in 2028, in 2028 by what reaches 20.
    let belief = PERT(low: 0, likely: 30, high: 60)
    for (place, end) in [30.0, 70.0 / 3, 20].enumerated() {
      let chance = 1 - belief.cumulative(end)
      let band = MonteCarlo.band(probability: chance, draws: 20_000)
      // Values are judged to half of their printed unit.
      #expect(abs(figures[place].kept.value - chance) < band + 0.02, "\(rows[place].year)")
    }
    #expect(figures[2].kept.value > figures[0].kept.value)
    // What keeps it at first keeps it to the end.
    for place in 0..<3 {
      #expect(figures[place].keptThroughout.value == figures[0].kept.value)
    }
  }

  @Test("Amounts are the share's money path by path, and what the floor asks for")
  func money() throws {
    let result = try result()
    let row = try #require(result.floors.last)
    let (money, figures) = (try #require(row.money), try #require(row.figures))
    for required in [money.required10, money.required50, money.required90] {
      #expect(abs(required - 0.2 * 1800) < 1e-6)
    }
    for (amount, share) in [
      (money.amount10, figures.p10), (money.amount50, figures.p50), (money.amount90, figures.p90),
    ] {
      #expect(abs(amount - 18 * share) < 0.001 * amount)
    }
  }
}

/// Plans joined by indicator.
@Suite("Cascade") struct CascadeTests {
  private func rows(_ upper: [String], _ lower: [String]) throws -> [CascadeRow] {
    var asked = Asked()
    asked.certain("own", from: (2024, 1), to: (2028, 1))
    (asked.targets, asked.lower) = (upper, lower)
    return try asked.run().cascade
  }

  @Test("A plan below asks for the same, less, more, something else or nothing")
  func relations() throws {
    let found = try rows(
      [
        Asked.row("p", "1", "a", low: "10", year: 2027),
        Asked.row("p", "2", "b", high: "10", year: 2027),
        Asked.row("p", "3", "c", low: "10", year: 2027),
        Asked.row("p", "4", "d", low: "10", year: 2027),
        Asked.row("p", "5", "e", low: "10", year: 2027),
        Asked.row("p", "6", "own", low: "1", year: 2028),
      ],
      [
        Asked.row("q", "1", "a", low: "8", year: 2027),
        Asked.row("q", "2", "b", high: "8", year: 2027),
        Asked.row("q", "3", "c", low: "10", year: 2026),
        Asked.row("q", "4", "d", low: "10", year: nil),
        Asked.row("q", "5", "z", low: "10", year: 2027),
        Asked.row("q", "6", "own", low: "2", year: 2028),
      ])
    #expect(found.map(\.indicator) == ["a", "b", "c", "d", "e", "own", "z"])
    #expect(
      found.map(\.relation) == [
        .weaker, .stronger, .otherTerms, .same, .silent, .stronger, .onlyBelow,
      ])
    #expect(found[5].upperProbability?.value == 1 && found[5].lowerProbability?.value == 0)
    #expect(found[0].upperProbability == nil && found.allSatisfy { $0.lowerPlan == "q" })
  }

  @Test("Rows on both sides of the upper one are a conflict")
  func torn() throws {
    let found = try rows(
      [Asked.row("p", "1", "a", low: "10", year: 2027)],
      [
        Asked.row("q", "1", "a", low: "8", year: 2027),
        Asked.row("q", "2", "a", low: "12", year: 2027),
      ])
    #expect(found.map(\.relation) == [.conflict, .conflict])
  }
}

/// What drives the spread.
@Suite("Drivers") struct DriverTests {
  @Test("Shares of an indicator add to one; a judgement is the only driver of what is judged")
  func shares() throws {
    var asked = Asked()
    asked.series("a", from: 2012, Asked.wave(13))
    asked.indicate("a", #""kind": "level", "scale": "identity", "series": "a", "model": "naive""#)
    asked.judged("x", from: (2024, 50), in: 2028, 0, 50, 100)
    asked.target("1", "a", low: "150", year: 2027)
    asked.target("2", "x", low: "50", year: 2028)
    let rows = try asked.run().drivers
    for id in ["a", "x"] {
      let own = rows.filter { $0.indicator == id }
      #expect(abs(own.map(\.share).reduce(0, +) - 1) < 1e-9, "\(own)")
      #expect(own.allSatisfy { $0.deviation == own[0].deviation && $0.deviation > 1 })
    }
    let judged = rows.filter { $0.indicator == "x" && abs($0.share) > 1e-9 }
    #expect(judged.map(\.driver) == [.judgement] && judged.map(\.year) == [2028])
    #expect(rows.contains { $0.indicator == "a" && $0.driver == .innovations && $0.share > 0.1 })
  }
}

/// Levers and shocks on a path that is certain.
@Suite("Levers of a scenario") struct LeverResolutionTests {
  /// The means of an indicator that stays at 100 without levers.
  private static func means(
    _ more: String, settings: [String: Double] = [:]
  ) throws -> [Double] {
    var asked = Asked(paths: 400)
    asked.certain("x", from: (2024, 100), to: (2028, 100))
    if !more.isEmpty { asked.more = [more] }
    return try asked.run(settings: settings).means("x")
  }

  private static func lever(
    _ course: String, on channel: String = "level", baseline: Double = 0, value: Double = 10
  ) -> String {
    """
    "levers": [{"id": "budget", "kind": "effect", "baseline": \(baseline), "value": \(value),
     "effects": [{"indicator": "x", "on": "\(channel)", "course": "\(course)", "start": 2026,
      "end": 2027, "per_unit": 1, "author": "Made"}]}]
    """
  }

  private func expectEqual(_ seen: [Double], _ wanted: [Double]) {
    #expect(seen.count == wanted.count)
    for (one, other) in zip(seen, wanted) { #expect(abs(one - other) < 1e-9, "\(seen)") }
  }

  @Test("Courses: all at once, evenly to the last year, for some years only")
  func courses() throws {
    expectEqual(try Self.means(Self.lever("step")), [100, 110, 110, 110])
    expectEqual(try Self.means(Self.lever("ramp")), [100, 105, 110, 110])
    expectEqual(try Self.means(Self.lever("pulse")), [100, 110, 110, 100])
  }

  @Test("A lever moves by its departure from its baseline, also one set for a run")
  func baseline() throws {
    let lever = Self.lever("step", baseline: 2, value: 5)
    expectEqual(try Self.means(lever), [100, 103, 103, 103])
    expectEqual(try Self.means(lever, settings: ["budget": 7]), [100, 105, 105, 105])
    #expect(try Self.means(lever, settings: ["budget": 2]) == Self.means(""))
  }

  @Test("Extra growth of what does not grow is so many units more every year")
  func extra() throws {
    expectEqual(try Self.means("", settings: ["growth.x": 2]), [102, 104, 106, 108])
  }

  @Test("A shock of one year comes in that year, and fades")
  func shock() throws {
    func shock(_ persistence: Double) -> String {
      """
      "shocks": [{"id": "s", "year": 2026, "source": "made", "effects": [{"indicator": "x",
       "on": "level", "size": -10, "persistence": \(persistence)}]}]
      """
    }
    expectEqual(try Self.means(shock(0)), [100, 90, 100, 100])
    expectEqual(try Self.means(shock(0.5)), [100, 90, 95, 97.5])
  }

  @Test("An unknown lever names the nearest, a derived one what it rests on")
  func unknown() throws {
    var asked = Asked(paths: 400)
    asked.certain("x", from: (2024, 100), to: (2028, 100))
    asked.indicate("grown", #""derived": {"growth": {"of": "x"}}"#)
    asked.more = [Self.lever("step")]
    let bundle = try asked.bundle()
    for (name, hint) in [
      ("budgte", Hint.didYouMean("budget")), ("growth.y", nil),
      ("growth.grown", .didYouMean("growth.x")),
    ] {
      do {
        _ = try ScenarioRun.run(bundle, options: RunOptions(settings: [name: 1]))
        Issue.record("\(name) was taken")
      } catch {
        guard case .faults(let faults) = error else { throw error }
        #expect(faults.count == 1)
        if let hint { #expect(faults.first?.hint == hint) }
      }
    }
  }

  // MARK: The laws of levers, over all channels

  /// One rising path between bounds, so that every channel has something to move.
  private static let channels = EffectChannel.allCases.map { channel in
    MovedCase(channel.rawValue, moves: 1..<4) { departure in
      var asked = Asked(paths: 400)
      asked.certain(
        "x", from: (2024, 20), to: (2028, 60), bounds: #", "bounds": {"lower": 0, "upper": 100}"#)
      if let departure {
        asked.more = [lever("step", on: channel.rawValue, value: departure)]
      }
      return try asked.run().means("x")
    }
  }

  @Test("At its baseline a lever is exactly the identity", arguments: channels)
  func identity(item: MovedCase) throws {
    #expect(try LeverLaws.baselineIsIdentity(item) == nil)
  }

  @Test("More raises, less lowers, nothing moves before the first year", arguments: channels)
  func sign(item: MovedCase) throws {
    #expect(try LeverLaws.hasItsSign(item) == nil)
  }

  @Test("Scenarios can name every channel of the engine")
  func whole() throws {
    for channel in EffectChannel.allCases {
      #expect(try Self.means(Self.lever("step", on: channel.rawValue, value: 0))[0] == 100)
    }
    let known = EffectChannel.allCases.map(\.rawValue)
    #expect(known == ["growth", "level", "ceiling", "speed"])
  }
}
