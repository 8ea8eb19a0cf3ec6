import Attainment
import Randomness
import Simulation
import TestSupport
import Testing

@Suite struct TargetKindTests {
  private let kinds: [any TargetKind] = [
    AtLeast(80), AtMost(20), WithinRange(low: 16, high: 18), Exactly(2), RankWithin(15),
    AverageGrowthAtLeast(rate: 12, years: 6),
  ]

  @Test("A target is met exactly when its shortfall is 0 or less")
  func shortfall() {
    var draws = Draws(seed: 4)
    for kind in kinds {
      let edges = [kind.interval.lowerBound, kind.interval.upperBound].filter(\.isFinite)
      let values = (0..<500).map { _ in draws.uniform(1, 120) } + edges
      for value in values { #expect(kind.isMet(value) == (kind.shortfall(value) <= 0), "\(kind)") }
    }
  }

  @Test("One-sided targets are monotone in the direction of good")
  func monotone() {
    for step in 1..<120 {
      let value = Double(step)
      #expect(AtLeast(80).shortfall(value) > AtLeast(80).shortfall(value + 1))
      #expect(AtMost(20).shortfall(value) < AtMost(20).shortfall(value + 1))
    }
    #expect(RankWithin(15).isMet(15) && RankWithin(15).isMet(1) && !RankWithin(15).isMet(16))
  }

  @Test("Phrases name the numbers in both languages")
  func phrases() {
    for kind in kinds {
      let phrase = kind.phrase { "<\(Int($0))>" }
      #expect(phrase.en.contains("<") && phrase.vi.contains("<") && phrase.en != phrase.vi)
    }
  }

  @Test("Every direction finds its kind; a missing value or an unknown direction finds none")
  func catalogue() {
    func kind(_ direction: String, _ low: Double?, _ high: Double?, rank: Bool = false) -> String? {
      TargetKindCatalog.kind(
        direction: direction, low: low, high: high, isRank: rank, averageYears: nil
      ).map { type(of: $0).id }
    }
    #expect(kind("at_least", 1, nil) == "at_least" && kind("at_most", nil, 2) == "at_most")
    #expect(kind("at_most", nil, 2, rank: true) == "rank" && kind("range", 1, 2) == "range")
    #expect(kind("exactly", 1, 1) == "exactly")
    #expect(kind("at_least", nil, 3) == nil && kind("about", 1, 1) == nil)
  }

  @Test("The years left must make up for the years passed")
  func requiredAverage() throws {
    let target = AverageGrowthAtLeast(rate: 12, years: 6)
    let afterOne = try #require(target.required(realised: 1.10, passed: 1))
    var level = 1.10
    for _ in 0..<5 { level *= 1 + afterOne / 100 }
    var wanted = 1.0
    for _ in 0..<6 { wanted *= 1.12 }
    #expect(abs(level - wanted) < 1e-12)
    #expect(target.required(realised: 2, passed: 6) == nil)
  }

  @Test("The change a year leads to the goal, by growth or by steps")
  func requiredChange() throws {
    let growth = try #require(
      RequiredChange.perYear(from: 100, to: 150, years: 5, grows: true))
    var level = 100.0
    for _ in 0..<5 { level *= 1 + growth / 100 }
    #expect(abs(level - 150) < 1e-9)
    #expect(RequiredChange.perYear(from: 13, to: 30, years: 5, grows: false) == 3.4)
    #expect(RequiredChange.perYear(from: 13, to: 30, years: 0, grows: false) == nil)
    #expect(RequiredChange.perYear(from: 0, to: 30, years: 3, grows: true) == nil)
  }

  @Test("The median shortfall of a range is the distance that half of the paths are within")
  func medianShortfall() {
    var histogram = QuantileHistogram(covering: 0...40, bins: 4000)
    var draws = Draws(seed: 8)
    let target = WithinRange(low: 16, high: 18)
    var shortfalls: [Double] = []
    var hits: UInt64 = 0
    for _ in 0..<20_001 {
      let value = 14 + 3 * draws.normal()
      histogram.add(value)
      shortfalls.append(target.shortfall(value))
      if target.isMet(value) { hits += 1 }
    }
    let assessment = TargetAssessment(
      kind: target, goal: GoalCount(met: hits, firstMet: [hits], paths: 20_001),
      summary: StepSummary(mean: 14, standardDeviation: 3, histogram: histogram))
    #expect(abs(assessment.shortfallMedian - shortfalls.sorted()[10_000]) < 0.02)
  }

  @Test(
    "Well inside a range the median shortfall is negative: the room that half of the paths have")
  func medianRoom() {
    var histogram = QuantileHistogram(covering: 10...24, bins: 14_000)
    var draws = Draws(seed: 9)
    let target = WithinRange(low: 14, high: 20)
    var shortfalls: [Double] = []
    for _ in 0..<20_001 {
      let value = 16.5 + 0.8 * draws.normal()
      histogram.add(value)
      shortfalls.append(target.shortfall(value))
    }
    let assessment = TargetAssessment(
      kind: target, goal: GoalCount(met: 20_001, firstMet: [20_001], paths: 20_001),
      summary: StepSummary(mean: 16.5, standardDeviation: 0.8, histogram: histogram))
    #expect(abs(assessment.shortfallMedian - shortfalls.sorted()[10_000]) < 0.02)
    #expect(assessment.shortfallMedian < -1)
  }

  @Test("A probability has an error also where every path hits or misses")
  func errors() {
    #expect(EstimatedProbability(hits: 0, paths: 1000).standardError > 0)
    #expect(EstimatedProbability(hits: 1000, paths: 1000).standardError > 0)
    let half = EstimatedProbability(hits: 500, paths: 1000).standardError
    #expect(abs(half - (0.25 / 1000).squareRoot()) < 1e-4)
  }
}
