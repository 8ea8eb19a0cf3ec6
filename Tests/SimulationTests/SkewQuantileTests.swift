import Randomness
import RealModule
import Simulation
import Testing

@Suite struct SkewQuantileTests {
  @Test(
    "Quantiles of a level that may multiply are those of the log-normal",
    arguments: [0.03, 0.6, 2.0])
  func heavyTails(deviation: Double) throws {
    let quantity = try Growing.quantity(1, deviation: deviation)
    let plan = SimulationPlan(
      steps: 6, quantities: [quantity], goals: [], groups: [],
      cases: [DependenceCase(name: "one", correlation: nil)],
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
