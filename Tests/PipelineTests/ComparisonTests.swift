internal import Attainment
internal import Files
import Models
import Pipeline
import Plans
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// Scenarios side by side.
@Suite("Comparison") struct ComparisonTests {
  private func scenario(_ middle: Double, more: Bool = false, name: String = "asked") throws
    -> ScenarioBundle
  {
    var asked = Asked(name: name)
    asked.judged("x", from: (2024, 50), in: 2028, middle - 50, middle, middle + 50)
    asked.certain("y", from: (2024, 1), to: (2028, 1))
    asked.target("1", "x", low: "50", year: 2028)
    if more { asked.target("2", "y", low: "2", year: 2028) }
    return try asked.bundle()
  }

  private func compare(_ bundles: [ScenarioBundle]) throws -> ComparisonResult {
    try ComparisonRun.run(bundles, options: bundles.map { _ in RunOptions() })
  }

  private func row(_ result: ComparisonResult, _ reference: String) throws -> ComparisonRow {
    try #require(
      result.rows.first {
        if case .target(let target) = $0.subject { target.reference == reference } else { false }
      })
  }

  @Test("Scenarios of one name are told apart by their place")
  func names() throws {
    let one = try scenario(50)
    let other = try scenario(50, name: "other")
    #expect(try compare([one, other, one]).names == ["asked#1", "other", "asked#2"])
    #expect(try compare([one, other]).names == ["asked", "other"])
    // Where they lie tells more than a number.
    func named(_ places: [String]) throws -> [String] {
      try ComparisonRun.run(
        [one, one], options: [RunOptions(), RunOptions()], places: places
      ).names
    }
    #expect(try named(["runs/may", "runs/june/"]) == ["asked (may)", "asked (june)"])
    #expect(try named(["a/s.json", "b/s.json"]) == ["asked (a)", "asked (b)"])
    #expect(try named(["s.json", "./s.json"]) == ["asked#1", "asked#2"])
  }

  @Test("Each side has the chance of a run by itself, also where another begins in an earlier year")
  func ofRuns() throws {
    func bundle(asOf: String) throws -> ScenarioBundle {
      var asked = Asked(asOf: asOf)
      for id in ["x", "y"] {
        asked.judged(id, from: (2024, 50), in: 2028, 0, 50, 100)
        asked.target(id, id, low: "60", year: 2028)
      }
      return try asked.bundle()
    }
    let bundles = try ["2025-06-30", "2026-06-30"].map(bundle)
    let result = try compare(bundles)
    for (place, bundle) in bundles.enumerated() {
      let run = try ScenarioRun.run(bundle, options: RunOptions())
      for reference in ["x", "y"] {
        let row = try row(result, reference)
        let own = place == 0 ? row.chances.first : row.chances.second
        let alone = run.attainment.first { $0.target.reference == reference }?.assessment
        #expect(own == alone?.probability, "\(reference) \(place)")
      }
    }
  }

  @Test("A scenario beside itself differs by exactly nothing")
  func same() throws {
    let result = try compare([scenario(50), scenario(50)])
    for row in result.rows {
      #expect(row.count.difference == 0 && row.count.standardError == 0 && !row.isDistinguishable)
    }
    #expect(result.rows.count == 2 && result.unmatched.isEmpty)
  }

  @Test("A loss is told apart from chance as a gain is, with its sign")
  func loss() throws {
    let result = try compare([scenario(70), scenario(40)])
    let row = try row(result, "1")
    let chances = [70.0, 40].map {
      1 - PERT(low: $0 - 50, likely: $0, high: $0 + 50).cumulative(50)
    }
    let difference = chances[1] - chances[0]
    let band = MonteCarlo.band(standardDeviation: 1, draws: result.paths)
    #expect(abs(row.count.difference - difference) < band)
    #expect(row.count.difference < 0 && row.isDistinguishable)
    #expect(try self.row(compare([scenario(40), scenario(70)]), "1").isDistinguishable)
  }

  @Test("What only one scenario has is named, and enters no group")
  func unmatched() throws {
    let result = try compare([scenario(50, more: true), scenario(50)])
    #expect(result.unmatched.map(\.target.reference) == ["2"])
    #expect(result.unmatched.map(\.scenario) == [0])
    let group = try #require(
      result.rows.first {
        if case .group(_, .all) = $0.subject { true } else { false }
      })
    // With the row that is never met in it the first scenario would meet none.
    #expect(group.count.difference == 0 && group.leftOut == 1)
    #expect(try compare([scenario(50), scenario(50)]).rows.allSatisfy { $0.leftOut == 0 })
    let alone = try row(result, "1").count.firstProbability.value
    #expect(group.count.firstProbability.value == alone)
  }
}

/// What would give a target a wanted chance.
@Suite("Requirement") struct RequirementTests {
  private func solve(
    _ wanted: Double, low: String = "", high: String = "", direction: String? = nil
  ) throws -> RequirementResult {
    var asked = Asked(paths: 20_000)
    asked.judged("x", from: (2024, 100), in: 2028, 100, 150, 200)
    asked.target("1", "x", low: low, high: high, year: 2028, direction: direction)
    return try RequirementRun.run(
      asked.bundle(), options: RunOptions(), target: "1", probability: wanted, variable: nil)
  }

  private let belief = PERT(low: 100, likely: 150, high: 200)

  /// How far the value found may lie off: the band of the chance over its slope, four years of moves.
  private func band(_ probability: Double, at value: Double) -> Double {
    MonteCarlo.band(probability: probability, draws: 20_000) / belief.density(value) / 4
  }

  @Test("Units a year that lift the quantile of the wanted chance to the target")
  func rising() throws {
    let result = try solve(0.9, low: "160")
    let low = belief.quantile(0.1)
    #expect(result.isReachable && result.variable == .growth(of: "x"))
    #expect(abs(result.value - (160 - low) / 4) < band(0.1, at: low), "\(result.value)")
    #expect(abs(result.reached.value - 0.9) < 1e-3)
    let before = 1 - belief.cumulative(160)
    #expect(
      abs(result.before.value - before) < MonteCarlo.band(probability: before, draws: 20_000))
  }

  @Test(
    "Chances before and at the value are those of runs, to the path; what is there asks for nothing"
  )
  func ofRuns() throws {
    var asked = Asked()
    for id in ["x", "y"] {
      asked.judged(id, from: (2024, 100), in: 2028, 100, 150, 200)
      asked.target(id, id, low: "160", year: 2028)
    }
    func chance(_ reference: String, _ settings: [String: Double] = [:]) throws
      -> EstimatedProbability?
    {
      try asked.run(settings: settings).attainment.first { $0.target.reference == reference }?
        .assessment?.probability
    }
    func solve(_ reference: String, _ wanted: Double) throws -> RequirementResult {
      try RequirementRun.run(
        asked.bundle(), options: RunOptions(), target: reference, probability: wanted,
        variable: nil)
    }
    for reference in ["x", "y"] {
      let result = try solve(reference, 0.9)
      #expect(try chance(reference) == result.before)
      #expect(try chance(reference, [result.variable.name: result.value]) == result.reached)
      let there = try solve(reference, (100 * result.before.value).rounded() / 100)
      #expect(there.value == 0 && there.reached == result.before && there.isReachable)
    }
  }

  @Test("What is to stay below a value asks for less every year")
  func falling() throws {
    let result = try solve(0.9, high: "120")
    let high = belief.quantile(0.9)
    #expect(result.isReachable)
    #expect(abs(result.value - (120 - high) / 4) < band(0.9, at: high), "\(result.value)")
  }

  @Test("What is reached whatever comes asks for nothing: the lever stays where it is")
  func already() throws {
    var asked = Asked(paths: 400)
    asked.judged("x", from: (2024, 100), in: 2028, 100, 150, 200)
    asked.target("1", "x", low: "90", year: 2028)
    asked.more = [
      """
      "levers": [{"id": "budget", "kind": "effect", "value": 3, "range": {"low": 0, "high": 10},
       "effects": [{"indicator": "x", "on": "level", "course": "step", "start": 2026,
        "per_unit": 1, "author": "Made"}]}]
      """
    ]
    let result = try RequirementRun.run(
      asked.bundle(), options: RunOptions(), target: "1", probability: 0.8, variable: "budget")
    #expect(result.isReachable && result.value == 3 && result.reached.value == 1)
  }

  @Test("A range is met most often by what brings the middle into it")
  func inside() throws {
    let result = try solve(0.99, low: "110", high: "130", direction: "range")
    #expect(!result.isReachable)
    // The best chance that moving the belief gives: its mode lies in the middle of the range.
    let best = belief.cumulative(160) - belief.cumulative(140)
    #expect(
      abs(result.reached.value - best) < 2 * MonteCarlo.band(probability: best, draws: 20_000))
  }

  @Test("An unknown row names the nearest; one that is published already is refused")
  func refused() throws {
    var asked = Asked(paths: 400)
    asked.series("a", from: 2016, [100, 104, 109, 113, 118, 121, 127, 131, 150])
    asked.indicate("a", #""kind": "level", "series": "a""#)
    asked.target("I.7.1", "a", low: "150", year: 2027)
    asked.target("over", "a", low: "150", year: 2024)
    let bundle = try asked.bundle()
    for (reference, hint) in [("I.7.2", Hint.didYouMean("I.7.1") as Hint?), ("over", nil)] {
      do {
        _ = try RequirementRun.run(
          bundle, options: RunOptions(), target: reference, probability: 0.5, variable: nil)
        Issue.record("\(reference) was solved for")
      } catch {
        guard case .faults(let faults) = error else { throw error }
        #expect(faults.map(\.hint) == [hint])
      }
    }
  }
}

/// Parts of a run.
@Suite("Shards") struct ShardTests {
  @Test("Shards merged are the whole run, to the bit", arguments: [1, 3, 8])
  func whole(parts: Int) throws {
    var asked = Asked(paths: 3000)
    asked.series("a", from: 2012, Asked.wave(13))
    asked.indicate("a", #""kind": "growth", "series": "a""#)
    asked.judged("x", from: (2024, 50), in: 2028, 0, 50, 100)
    asked.indicate("grown", #""derived": {"growth": {"of": "a"}}"#)
    asked.target("1", "a", low: "170", year: 2028)
    asked.target("2", "x", low: "50", year: 2028)
    asked.target("3", "grown", low: "3", year: 2027)
    let bundle = try asked.bundle()
    var options = RunOptions()
    options.processes = try ScenarioRun.fit(bundle, options: options)
    let shards = try (0..<parts).map {
      try ScenarioRun.shard(bundle, options: options, index: $0, of: parts)
    }
    let merged = try #require(
      try ScenarioRun.merge(bundle, options: options, parts: shards.reversed().map(\.part)))
    let whole = try ScenarioRun.run(bundle, options: RunOptions())
    #expect(merged.paths == whole.paths && shards.allSatisfy { $0.paths == 3000 })
    for (one, other) in zip(merged.attainment, whole.attainment) {
      let (a, b) = (try #require(one.assessment), try #require(other.assessment))
      #expect(a.probability == b.probability && a.p10 == b.p10 && a.p90 == b.p90)
      #expect(a.shortfallMedian == b.shortfallMedian && a.firstYearMedian == b.firstYearMedian)
    }
    #expect(merged.joint.map(\.counts) == whole.joint.map(\.counts))
    #expect(merged.indicators.map(\.summaries) == whole.indicators.map(\.summaries))
  }
}
