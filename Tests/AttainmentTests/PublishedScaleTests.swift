import Attainment
import Plans
import Randomness
import Simulation
import TestSupport
import Testing
import TimeSeries

@Suite struct PublishedScaleTests {
  private let percent = PublishedScale(bounds: Bounds(lower: 0, upper: 100), unit: 0.1)

  @Test(
    "A target at an end is met from half a printed unit before it; one inside means what it says")
  func ends() {
    func low(_ value: Double) -> Double { percent.interval(value...(.infinity)).lowerBound }
    func high(_ value: Double) -> Double { percent.interval(-.infinity...value).upperBound }
    let below = [(100.0, 99.95), (99.97, 99.95), (99.95, 99.95), (99.9, 99.9), (12, 12)]
    for (asked, limit) in below { #expect(isNear(low(asked), limit), "\(asked)") }
    let above = [(0.0, 0.05), (0.02, 0.05), (0.05, 0.05), (0.1, 0.1)]
    for (asked, limit) in above { #expect(isNear(high(asked), limit), "\(asked)") }
    // Nothing is printed beyond an end.
    #expect(isNear(low(100.1), 100.1) && isNear(high(-0.1), -0.1))
  }

  /// The same but for rounding, by which limits are eased.
  private func isNear(_ value: Double, _ other: Double) -> Bool {
    abs(value - other) <= 1e-10 * abs(other)
  }

  @Test("What differs from a limit by rounding alone meets it")
  func rounding() {
    let scale = PublishedScale(bounds: .none, unit: 0.1)
    #expect(scale.interval(14.3...(.infinity)).contains(14.3.nextDown))
    #expect(scale.interval(-.infinity...14.3).contains(14.3.nextUp))
    #expect(!scale.interval(14.3...(.infinity)).contains(14.3 - 1e-9))
  }

  @Test("One value alone is met by what is printed as it")
  func exactly() {
    #expect(isNear(percent.interval(50...50).lowerBound, 49.95))
    #expect(isNear(percent.interval(50...50).upperBound, 50.05))
    #expect(isNear(percent.interval(100...100).lowerBound, 99.95))
    let exact = PublishedScale.exact.interval(5...5)
    #expect(isNear(exact.lowerBound, 5) && isNear(exact.upperBound, 5))
  }

  @Test("No printed unit is wider than a tenth of the scale")
  func narrow() {
    let fraction = PublishedScale(bounds: Bounds(lower: 0, upper: 1), unit: 1)
    #expect(isNear(fraction.interval(1...(.infinity)).lowerBound, 0.95))
    let open = PublishedScale(bounds: .none, unit: 1)
    #expect(isNear(open.interval(7...(.infinity)).lowerBound, 7))
    #expect(open.end(of: 7...(.infinity)) == nil)
    let far = PublishedScale(bounds: Bounds(lower: 0, upper: 1e9), unit: 1)
    #expect(isNear(far.interval(200...(.infinity)).lowerBound, 200))
  }

  @Test(
    "On a grid limits lie half-way between its values, and a target between two asks for the next")
  func grid() {
    let tenths = PublishedScale(gridOf: 0.1, bounds: Bounds(lower: 0, upper: 100))
    let asked = [(99.95, 99.95), (99.9, 99.85), (100, 99.95), (0.3, 0.25)]
    for (target, limit) in asked {
      #expect(abs(tenths.interval(target...(.infinity)).lowerBound - limit) < 1e-9)
    }
    #expect(abs(tenths.interval(-.infinity...0.3).upperBound - 0.35) < 1e-9)
    #expect(abs(tenths.interval(-.infinity...0.39).upperBound - 0.35) < 1e-9)
    // 3 times 0.1 is a little more than 0.3.
    #expect(tenths.interval(-.infinity...0.3).contains(3 * 0.1))
    let whole = PublishedScale(gridOf: 1, bounds: Bounds(lower: 1, upper: 63))
    #expect(whole.interval(1...15) == 0.5...15.5 && whole.interval(2...2) == 1.5...2.5)
    #expect((1...63).allSatisfy { !whole.interval(5.4...5.4).contains(Double($0)) })
    #expect(whole.end(of: -.infinity...1) == nil)
  }

  @Test(
    "Chance, quantiles, shortfall and first year of a row at an end are those of what is printed")
  func assessment() throws {
    // Half of the values within half a unit of 100, half clearly below.
    var histogram = QuantileHistogram(covering: 90...101, bins: 11_000)
    for step in 0..<1000 {
      histogram.add(step < 499 ? 95 + Double(step) / 200 : 99.951 + Double(step) * 1e-5)
    }
    let summary = StepSummary(mean: 98, standardDeviation: 2, histogram: histogram)
    let goal = GoalCount(met: 501, firstMet: [501], paths: 1000)
    func assess(_ scale: PublishedScale, _ target: Double) throws -> TargetAssessment {
      TargetAssessment(
        kind: try #require(InDirection(.atLeast, low: target)), goal: goal, summary: summary,
        scale: scale, years: [2030])
    }
    let printed = try assess(percent, 100)
    #expect(printed.p50 == 100 && printed.p90 == 100 && printed.shortfallMedian == 0)
    #expect(printed.p10 < 96 && printed.firstYearMedian == 2030)
    #expect(percent.end(of: 100...(.infinity))?.value == 100)
    // One figure has one median, whatever is asked of it.
    let inside = try assess(percent, 96)
    #expect(inside.p50 == 100 && inside.p90 == 100 && percent.end(of: 96...(.infinity)) == nil)
    #expect(inside.p10 == printed.p10 && inside.shortfallMedian == -4)
  }

  @Test("A median that a sum of steps misses by a last bit is no shortfall")
  func lastBit() {
    let tenths = PublishedScale(gridOf: 0.1, bounds: .none)
    var histogram = QuantileHistogram(
      origin: -0.05, width: 0.1, isDiscrete: true, step: 0.1,
      counts: Array(repeating: 0, count: 20), below: 0, above: 0, smallest: .infinity,
      largest: -.infinity)
    for _ in 0..<10 { histogram.add(3 * 0.1) }
    let summary = StepSummary(mean: 0.3, standardDeviation: 0, histogram: histogram)
    let goal = GoalCount(met: 10, firstMet: [10], paths: 10)
    let kinds = [
      InDirection(.atMost, high: 0.3), InDirection(.atLeast, low: 0.3),
      InDirection(.exactly, low: 0.3), InDirection(.range, low: 0.3, high: 0.4),
    ].compactMap(\.self)
    #expect(kinds.count == 4)
    for kind in kinds {
      let row = TargetAssessment(
        kind: kind, goal: goal, summary: summary, scale: tenths, years: [2030])
      #expect(row.shortfallMedian <= 0, "\(kind)")
    }
  }
}
