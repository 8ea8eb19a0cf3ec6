import LinearAlgebra
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

@Suite("Growth simulator") struct GrowthSimulatorTests {
  private static let factor: Matrix = {
    var factor = Matrix(rows: 3, columns: 3)
    factor[0, 0] = 0.03
    factor[1, 0] = 0.01
    factor[1, 1] = 0.02
    factor[2, 0] = -0.005
    factor[2, 1] = 0.01
    factor[2, 2] = 0.04
    return factor
  }()

  /// Three leaves, one quarter settled, three simulated; the nodes are the leaves, a pair, the whole.
  private func plan(
    variants: [[GrowthPlan.Condition]] = [[]], published: [[Double]] = [[], [], []],
    additions: Double = 0, noise: Double = 0.03
  ) -> GrowthPlan {
    let levels = [[300.0, 320, 340], [900, 910, 950], [120, 130, 150]]
    return GrowthPlan(
      means: levels.map { $0.map { Double.log($0) } }, factor: Self.factor,
      responses: [1, 0.525, 0.3675], firstQuarter: 1,
      settled: [[95, 100, 105], [280, 290, 310], [40, 38, 42]], published: published,
      shares: Array(repeating: [0.32, 0.33, 0.35, 0.3, 0.34, 0.36, 0.33, 0.33, 0.34], count: 3),
      shareDeviations: Array(repeating: Array(repeating: noise, count: 9), count: 3),
      additions: (0..<3).map { leaf in
        (0..<12).map { leaf == 1 && $0 >= 6 ? additions : 0 }
      }, nodes: [[0], [1], [2], [0, 1], [0, 1, 2]], variants: variants, seed: 11)
  }

  private func year(_ demand: Demand, leaves: [Int] = [0, 1, 2])
    -> GrowthPlan.Condition
  {
    GrowthPlan.Condition(leaves: leaves, months: 0...11, demand: demand)
  }

  @Test("The spread of every total is the analytic one within the Monte Carlo band")
  func variance() throws {
    let plan = plan(noise: 0)
    let paths = 40_000
    let result = try GrowthSimulator(plan: plan, threads: 2).run(paths: paths).variants[0]
    let covariance = plan.covariance
    for (node, leaves) in plan.nodes.enumerated() {
      // Half a year is too few quarters for the log-normal's skewness to matter beyond the band.
      for quarter in 0..<3 {
        var gradient = [Double](repeating: 0, count: 9)
        for leaf in leaves { gradient[3 * leaf + quarter] = Double.exp(plan.means[leaf][quarter]) }
        let deviation = dot(gradient, covariance * gradient).squareRoot()
        let seen = (result.p90[node][13 + quarter] - result.p10[node][13 + quarter]) / 2.563103
        // A quantile at 10% has 1.7 times the error of a mean; two of them, and 0.5% of curvature.
        let band = MonteCarlo.band(standardDeviation: 1.7 * deviation, draws: paths)
        #expect(abs(seen - deviation) < band + 0.005 * deviation, "\(node) \(quarter)")
      }
    }
  }

  @Test("Means are those of the log-normal levels, months add to quarters, what is settled stays")
  func means() throws {
    let plan = plan()
    let result = try GrowthSimulator(plan: plan, threads: 1).run(paths: 20_000).variants[0]
    let covariance = plan.covariance
    for leaf in 0..<3 {
      #expect(Array(result.means[leaf][..<3]) == plan.settled[leaf])
      for quarter in 0..<3 {
        let index = 3 * leaf + quarter
        let variance = covariance[index, index]
        let expected = Double.exp(plan.means[leaf][quarter] + variance / 2)
        let seen = result.means[leaf][(3 + 3 * quarter)..<(6 + 3 * quarter)].reduce(0, +)
        let band = MonteCarlo.band(
          standardDeviation: expected * variance.squareRoot(), draws: 20_000)
        #expect(abs(seen - expected) < band)
      }
    }
  }

  @Test("A condition holds on every path, for the year, part of the leaves, single months")
  func conditions() throws {
    let variants: [[GrowthPlan.Condition]] = [
      [], [year(.equal(5300))],
      [year(.equal(5400)), year(.equal(1400), leaves: [0])],
      [GrowthPlan.Condition(leaves: [0, 1, 2], months: 4...7, demand: .equal(1950))],
    ]
    let result = try GrowthSimulator(plan: plan(variants: variants), threads: 2).run(paths: 3000)
    func total(_ variant: Int, _ leaves: [Int], _ months: ClosedRange<Int>) -> Double {
      leaves.reduce(0) { sum, leaf in
        months.reduce(sum) { $0 + result.variants[variant].means[leaf][$1] }
      }
    }
    #expect(abs(total(1, [0, 1, 2], 0...11) - 5300) < 1e-8)
    #expect(abs(total(2, [0, 1, 2], 0...11) - 5400) < 1e-8)
    #expect(abs(total(2, [0], 0...11) - 1400) < 1e-8)
    #expect(abs(total(3, [0, 1, 2], 4...7) - 1950) < 1e-8)
    // The year of the whole, node 4, does not vary where it is given.
    let spread = result.variants[1].p90[4][16] - result.variants[1].p10[4][16]
    #expect(abs(spread) < 1e-6)
    #expect(result.variants[1].p90[0][16] - result.variants[1].p10[0][16] > 10)
    for variant in 1...3 {
      #expect(result.variants[variant].plausibility.map { (0...1).contains($0) } == true)
    }
  }

  @Test("No condition changes nothing; the order of two conditions does not matter")
  func order() throws {
    let one = year(.equal(5400))
    let two = year(.equal(1400), leaves: [0])
    let result = try GrowthSimulator(
      plan: plan(variants: [[], [one, two], [two, one]]), threads: 1
    ).run(paths: 1000)
    let alone = try GrowthSimulator(plan: plan(), threads: 1).run(paths: 1000)
    #expect(result.variants[0].means == alone.variants[0].means)
    for (a, b) in zip(result.variants[1].means.joined(), result.variants[2].means.joined()) {
      #expect(abs(a - b) < 1e-7 * a)
    }
  }

  @Test("Soft conditions keep their spread, ranges hold every path")
  func softAndRange() throws {
    let soft = year(.about(5300, deviation: 20))
    let range = year(.between(5350, 5400))
    let result = try GrowthSimulator(
      plan: plan(variants: [[], [soft], [range]]), threads: 2
    ).run(paths: 20_000)
    let own = result.variants[1]
    #expect(abs(own.p50[4][16] - 5300) < MonteCarlo.band(standardDeviation: 25, draws: 20_000))
    #expect(abs((own.p90[4][16] - own.p10[4][16]) / 2.563103 - 20) < 1)
    let cut = result.variants[2]
    #expect(cut.p10[4][16] >= 5350 - 1e-6 && cut.p90[4][16] <= 5400 + 1e-6)
  }

  @Test("A soft condition wider than any path goes is met by every path, cut where nothing is left")
  func softFarAway() throws {
    // The settled quarter is 1,300 of the year: a year 200 or 2,000 about 5,300 asks for all that is left and more.
    for deviation in [200.0, 1000, 2000, 20_000] {
      let result = try GrowthSimulator(
        plan: plan(variants: [[], [year(.about(5300, deviation: deviation))]]), threads: 2
      ).run(paths: 20_000)
      let own = result.variants[1]
      let settled = plan().settled.joined().reduce(0, +)
      let least = settled + 0.01 * (5300 - settled)
      for (share, value) in [(0.1, own.p10), (0.5, own.p50), (0.9, own.p90)] {
        let wanted = TruncatedNormalByHand.quantile(
          share, mean: 5300, deviation: deviation, low: least)
        // Ten bands of a mean: the quantile's density is a tenth of one over the deviation at least.
        let band = 10 * MonteCarlo.band(standardDeviation: deviation, draws: 20_000)
        #expect(abs(value[4][16] - wanted) < band, "\(deviation) \(share)")
      }
      #expect(own.means.joined().allSatisfy { $0.isFinite && $0 > 0 })
    }
  }

  @Test("A soft total that paths do not come to by their gains is met by moving all of it alike")
  func softAgainstGains() throws {
    // Along its gains the third leaf rises as the others fall, so that no total is far below what is expected.
    var plan = plan(variants: [[], [year(.about(5300, deviation: 2000))]])
    plan.factor[2, 1] = -0.06
    let own = try GrowthSimulator(plan: plan, threads: 2).run(paths: 20_000).variants[1]
    let settled = plan.settled.joined().reduce(0, +)
    let least = settled + 0.01 * (5300 - settled)
    for (share, value) in [(0.1, own.p10), (0.5, own.p50), (0.9, own.p90)] {
      let wanted = TruncatedNormalByHand.quantile(share, mean: 5300, deviation: 2000, low: least)
      // The density at a tenth is that of 1.3 deviations; the error of a quantile is 0.3 over it.
      let band = MonteCarlo.band(standardDeviation: 0.3 / 0.17 * 2000, draws: 20_000)
      #expect(abs(value[4][16] - wanted) < band, "\(share)")
    }
  }

  @Test("Two soft conditions that most draws cannot meet together give way")
  func softTogether() throws {
    let half = GrowthPlan.Condition(
      leaves: [0, 1, 2], months: 0...5, demand: .about(2700, deviation: 800))
    let result = try GrowthSimulator(
      plan: plan(variants: [[], [year(.about(5300, deviation: 1500)), half]]), threads: 2
    ).run(paths: 4000)
    let own = result.variants[1]
    #expect(own.means.joined().allSatisfy { $0.isFinite && $0 > 0 })
    #expect(own.p10[4][17] < own.p10[4][16] && own.p90[4][17] < own.p90[4][16])
  }

  @Test("Levers add to what they name from their month on, and the rest yields to a given total")
  func levers() throws {
    let result = try GrowthSimulator(
      plan: plan(variants: [[], [year(.equal(5400))]], additions: 10), threads: 1
    ).run(paths: 2000)
    let without = try GrowthSimulator(
      plan: plan(variants: [[], [year(.equal(5400))]]), threads: 1
    ).run(paths: 2000)
    for month in 0..<12 {
      let gain = result.variants[0].means[1][month] - without.variants[0].means[1][month]
      #expect(abs(gain - (month >= 6 ? 10 : 0)) < 1e-9)
    }
    let total = result.variants[1].means.joined().reduce(0, +)
    #expect(abs(total - 5400) < 1e-8)
    #expect(result.variants[1].means[0][11] < without.variants[1].means[0][11])
  }

  @Test("Published months stand on every path")
  func published() throws {
    let result = try GrowthSimulator(
      plan: plan(
        variants: [[], [year(.equal(5400))]], published: [[99, 101], [291, 300], [41, 40]]),
      threads: 1
    ).run(paths: 1000)
    for variant in result.variants {
      #expect(variant.means[0][3] == 99 && variant.means[1][4] == 300)
      #expect(variant.p10[2][3] == 41 && variant.p90[2][3] == 41)
    }
    #expect(abs(result.variants[1].means.joined().reduce(0, +) - 5400) < 1e-8)
  }

  @Test("Any number of threads gives the same bits")
  func threads() throws {
    let variants = [[], [year(.equal(5300))]]
    let one = try GrowthSimulator(plan: plan(variants: variants), threads: 1).run(paths: 5000)
    let three = try GrowthSimulator(plan: plan(variants: variants), threads: 3).run(paths: 5000)
    for (a, b) in zip(one.variants, three.variants) {
      #expect(a.means == b.means && a.p10 == b.p10 && a.p90 == b.p90 && a.reached == b.reached)
    }
  }

  @Test("What no path can do is named by variant and condition")
  func impossible() {
    let settled = 1300.0
    #expect(throws: GrowthSimulationError.impossible(variant: 1, condition: 0)) {
      try GrowthSimulator(
        plan: plan(variants: [[], [year(.equal(settled - 100))]]), threads: 1
      ).run(paths: 500)
    }
    let first = GrowthPlan.Condition(leaves: [0], months: 0...2, demand: .equal(300))
    #expect(throws: GrowthSimulationError.impossible(variant: 1, condition: 0)) {
      try GrowthSimulator(plan: plan(variants: [[], [first]]), threads: 1).run(paths: 500)
    }
  }
}

/// Quantiles of a normal that is cut below, by bisection of its distribution.
private enum TruncatedNormalByHand {
  static func quantile(
    _ share: Double, mean: Double, deviation: Double, low: Double
  ) -> Double {
    func cumulative(_ value: Double) -> Double {
      0.5 * Double.erfc(-(value - mean) / deviation / 2.0.squareRoot())
    }
    let wanted = cumulative(low) + share * (1 - cumulative(low))
    var (below, above) = (mean - 12 * deviation, mean + 12 * deviation)
    for _ in 0..<200 {
      let middle = (below + above) / 2
      if cumulative(middle) < wanted { below = middle } else { above = middle }
    }
    return below
  }
}
