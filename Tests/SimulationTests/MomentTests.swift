import Models
import Randomness
import RealModule
import Simulation
import Testing
import TimeSeries

/// Which means and deviations are stated.
@Suite struct MomentTests {
  private func summary(
    degrees: Int, scale: Scale, seed: UInt64, width: Double = 0.3, paths: Int = 20_000
  ) throws -> StepSummary {
    let transform = try #require(Transform(scale: scale, bounds: .none))
    let process = PathDistribution(
      times: [2026],
      components: [
        PathComponent(weight: 1, mean: [2], factor: [width], degreesOfFreedom: degrees)
      ],
      link: .transform(transform), bounds: .none)
    let plan = SimulationPlan(
      steps: 1, quantities: [Quantity(id: "q", stream: 5, process: .fitted(process))], goals: [],
      groups: [], cases: [nil], seed: seed)
    let result = try Simulator(plan: plan, threads: 1).run(paths: paths)
    return try #require(result.summaries[0][0])
  }

  @Test("The exponential of a t has no mean, that of a normal has; a t of one degree has none")
  func existence() throws {
    for degrees in [3, 30] {
      #expect(try summary(degrees: degrees, scale: .log, seed: 1).statedMean == nil)
      #expect(try summary(degrees: degrees, scale: .log, seed: 1).statedDeviation == nil)
    }
    #expect(try summary(degrees: 1, scale: .identity, seed: 1).statedMean == nil)
    let normal = try summary(degrees: 0, scale: .log, seed: 1)
    #expect(abs((normal.statedMean ?? .nan) / Double.exp(2.045) - 1) < 0.02)
    #expect(normal.statedDeviation != nil)
    let heavy = try summary(degrees: 2, scale: .identity, seed: 1)
    #expect(heavy.moments.hasMean && heavy.statedDeviation == nil)
  }

  @Test("What is stated hardly depends on the seed", arguments: [0.3, 1.0, 1.5, 2.0, 3.0])
  func stability(width: Double) throws {
    let seeds: [UInt64] = [1, 2, 3, 4, 5]
    let all = try seeds.map { try summary(degrees: 0, scale: .log, seed: $0, width: width) }
    let means = all.compactMap(\.statedMean)
    let deviations = all.compactMap(\.statedDeviation)
    if let low = means.min(), let high = means.max() { #expect(high / low < 1.05) }
    if let low = deviations.min(), let high = deviations.max() { #expect(high / low < 1.15) }
    // A wide one has no deviation that twenty thousand paths could tell.
    if width <= 1 { #expect(means.count == 5) }
    if width >= 1.5 { #expect(deviations.isEmpty) }
  }
}
