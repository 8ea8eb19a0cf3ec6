import Attainment
import Plans
import Randomness
import Simulation
import TestSupport
import Testing

@Suite struct TargetKindTests {
  @Test("Rows find their kinds by direction, figure and average; a missing value finds none")
  func catalogue() {
    func kind(
      _ direction: TargetDirection, _ low: Double?, _ high: Double?, figure: String = "share",
      years: Int? = nil
    ) -> String? {
      TargetKindCatalog.kind(
        direction: direction, low: low, high: high, figure: figure, averageYears: years
      )?.id
    }
    #expect(kind(.atLeast, 1, nil) == "at_least" && kind(.atMost, nil, 2) == "at_most")
    #expect(kind(.atMost, nil, 2, figure: "rank") == "rank" && kind(.range, 1, 2) == "range")
    #expect(kind(.exactly, 1, 1) == "exactly")
    #expect(kind(.atLeast, 1, nil, years: 5) == "average_growth")
    #expect(kind(.atLeast, nil, 3) == nil && kind(.atMost, 3, nil, figure: "rank") == nil)
    #expect(kind(.range, 1, nil) == nil && kind(.range, 2, 1) == nil)
  }

  @Test("At least reaches upwards, at most downwards, a range between, exactly one value")
  func intervals() {
    func interval(_ direction: TargetDirection) -> ClosedRange<Double>? {
      InDirection(direction, low: 3, high: direction == .exactly ? 3 : 5)?.interval
    }
    #expect(interval(.atLeast) == 3...Double.infinity)
    #expect(interval(.atMost) == -Double.infinity...5)
    #expect(interval(.range) == 3...5 && interval(.exactly) == 3...3)
  }

  @Test("From between two ends no change is asked for; from outside, the nearer end")
  func goals() throws {
    let range = try #require(InDirection(.range, low: 3, high: 5))
    #expect([2, 4, 6].map { range.goal(from: $0) } == [3, 4, 5])
    #expect(InDirection(.atLeast, low: 3)?.goal(from: 4) == 3)
  }

  @Test("A change a year comes to the goal that it was counted from", arguments: [true, false])
  func roundTrip(grows: Bool) throws {
    let change = try #require(RequiredChange.perYear(from: 4, to: 9, years: 2.5, grows: grows))
    let level = RequiredChange.level(from: 4, perYear: change, after: 2.5, grows: grows)
    #expect(abs(level - 9) < 1e-12)
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
  func medianShortfall() throws {
    var histogram = QuantileHistogram(covering: 0...40, bins: 4000)
    var draws = Draws(seed: 8)
    let target = try #require(InDirection(.range, low: 16, high: 18))
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
      summary: StepSummary(mean: 14, standardDeviation: 3, histogram: histogram),
      years: [2030])
    #expect(abs(assessment.shortfallMedian - shortfalls.sorted()[10_000]) < 0.02)
  }

  @Test(
    "Well inside a range the median shortfall is negative: the room that half of the paths have")
  func medianRoom() throws {
    var histogram = QuantileHistogram(covering: 10...24, bins: 14_000)
    var draws = Draws(seed: 9)
    let target = try #require(InDirection(.range, low: 14, high: 20))
    var shortfalls: [Double] = []
    for _ in 0..<20_001 {
      let value = 16.5 + 0.8 * draws.normal()
      histogram.add(value)
      shortfalls.append(target.shortfall(value))
    }
    let assessment = TargetAssessment(
      kind: target, goal: GoalCount(met: 20_001, firstMet: [20_001], paths: 20_001),
      summary: StepSummary(mean: 16.5, standardDeviation: 0.8, histogram: histogram),
      years: [2030])
    #expect(abs(assessment.shortfallMedian - shortfalls.sorted()[10_000]) < 0.02)
    #expect(assessment.shortfallMedian < -1)
  }

  @Test("A probability has an error also where every path hits or misses")
  func errors() {
    // The deviation of a Beta(½, 1000½): √(500.25/(1001² · 1002)).
    for hits in [0, 1000] as [UInt64] {
      let error = EstimatedProbability(hits: hits, paths: 1000).standardError
      #expect(abs(error - 7.058_714_4e-4) < 1e-9)
    }
    let half = EstimatedProbability(hits: 500, paths: 1000).standardError
    #expect(abs(half - (0.25 / 1000).squareRoot()) < 1e-4)
  }
}
