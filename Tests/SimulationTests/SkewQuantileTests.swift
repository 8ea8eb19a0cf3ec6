import Models
import Randomness
import RealModule
import Simulation
import Testing
import TimeSeries

@Suite struct SkewQuantileTests {
  @Test("A share that gathers at its upper end, with a tail down to nothing, keeps its quantiles")
  func saturated() throws {
    // Log odds of mean 20 and deviation 16: nine in ten are 100 to the eye, some are next to nothing.
    let share = Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)) ?? .identity
    let paths = PathDistribution(
      times: [1],
      components: [PathComponent(weight: 1, mean: [20], factor: [16], degreesOfFreedom: 0)],
      link: .transform(share), bounds: share.bounds)
    let plan = SimulationPlan(
      steps: 1, quantities: [Quantity(id: "s", stream: 2, process: .fitted(paths))], goals: [],
      groups: [], cases: [nil], seed: 5)
    let result = try Simulator(plan: plan, threads: 2).run(paths: 20_000)
    let summary = try #require(result.summaries[0][0] as StepSummary?)
    for p in [0.025, 0.1, 0.25, 0.5, 0.75, 0.9] {
      let exact = share.backward(20 + 16 * StandardNormal.quantile(p))
      // On the steep part a hundredth of the paths, 5.33 standard errors, lie up to 22 points away.
      let tolerance = p == 0.1 ? 23 : 0.25
      #expect(abs(summary.quantile(p) - exact) < tolerance, "\(p)")
    }
    #expect(summary.quantile(0.5) > 99)
  }

  @Test(
    "Quantiles of a level that may multiply are those of the log-normal",
    arguments: [0.03, 0.6, 2.0])
  func heavyTails(deviation: Double) throws {
    let quantity = try Growing.quantity(1, deviation: deviation)
    let plan = SimulationPlan(
      steps: 6, quantities: [quantity], goals: [], groups: [],
      cases: [nil],
      seed: 11)
    let paths = 40_000
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    let summary = try #require(result.summaries[0][5] as StepSummary?)
    // The sum of six changes.
    let spread = deviation * 6.0.squareRoot()
    for p in [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] {
      let z = StandardNormal.quantile(p)
      let expected = Double.log(100) + 0.3 + spread * z
      // Five and a third standard errors of a quantile (one false alarm in ten million), and a bin.
      let error = (p * (1 - p) / Double(paths)).squareRoot() / StandardNormal.density(z)
      let tolerance = spread * (5.33 * error + 0.02)
      #expect(abs(Double.log(summary.quantile(p)) - expected) < tolerance, "\(p)")
    }
  }
}
