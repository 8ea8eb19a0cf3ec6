import LinearAlgebra
import Models
import Randomness
import Simulation
import Testing
import TimeSeries

@Suite struct MeasureSimulatorTests {
  private func run(
    _ means: [Double], deviation: Double, thresholds: [Double]? = nil
  ) throws -> MeasurePaths {
    let count = means.count
    var measure = MeasurePlan.Measure(
      known: [], before: 0, means: means,
      factor: Matrix(rows: count, columns: count) { $0 == $1 ? deviation : 0 },
      isLogarithm: thresholds == nil, bounds: .none, total: .sum,
      stretches: (0..<count).map { $0...$0 } + [0...count - 1])
    measure.thresholds = thresholds.map { own in means.map { _ in own } }
    let plan = MeasurePlan(
      measures: [measure], growth: nil, triangle: .identity(1), goals: [], groups: [], degrees: 5,
      seed: 3)
    return try MeasureSimulator(plan: plan, threads: 1).run(paths: 20_000)
  }

  @Test(
    "Levels come to what was forecast on average, however large errors are",
    arguments: [0.1, 0.3, 0.6])
  func means(deviation: Double) throws {
    let paths = try run([Double](repeating: 4.605_170_186, count: 12), deviation: deviation)
    let year = try #require(paths.summaries[0].last)
    #expect(abs(year.mean / 1200 - 1) < 0.1 * deviation)
    #expect(paths.summaries[0][0].p50 < 100)
    #expect(year.p10 < 1200 && year.p90 > 1200)
  }

  @Test("An open move is one in its share of paths, and the mean is that which was forecast")
  func moves() throws {
    var measure = MeasurePlan.Measure(
      known: [], before: 0, means: [4.605_170_186, 4.605_170_186],
      factor: Matrix(rows: 2, columns: 2) { $0 == $1 ? 0.01 : 0 }, isLogarithm: true,
      bounds: .none, total: .sum, stretches: [0...0, 0...1])
    measure.moves = [OpenMove(chance: 0.25, size: -0.7, deviation: 0)]
    // Without it both months are 100 / (1 + 0.25 (e^-0.7 − 1)).
    let usual = 100 / (1 + 0.25 * (0.496_585_3 - 1))
    let plan = MeasurePlan(
      measures: [measure], growth: nil, triangle: .identity(1),
      goals: [
        MeasurePlan.Goal(.measure(0, 0...1), lower: 1.5 * usual, upper: .infinity)
      ], groups: [[0]], degrees: 5, seed: 3)
    let (one, eight) = try (
      MeasureSimulator(plan: plan, threads: 1).run(paths: 20_000),
      MeasureSimulator(plan: plan, threads: 8).run(paths: 20_000)
    )
    // Five deviations of a share of 20,000.
    #expect(abs(Double(one.reached[0]) / 20_000 - 0.75) < 0.017)
    #expect(abs(one.summaries[0][1].mean / 200 - 1) < 0.01)
    #expect(abs(one.summaries[0][1].p50 / (2 * usual) - 1) < 0.01)
    #expect(one.reached == eight.reached && one.summaries == eight.summaries)
  }

  @Test("A count is whole, and comes to each number as often as its thresholds say")
  func counts() throws {
    // 0 in half, 1 in three tenths, 2 in the others.
    let thresholds = [StandardNormal.quantile(0.5), StandardNormal.quantile(0.8)]
    let paths = try run([0.7, 0.7], deviation: 1, thresholds: thresholds)
    let month = paths.summaries[0][0]
    #expect(abs(month.mean - 0.7) < 0.02)
    #expect(month.p10 == 0 && month.p90 == 2)
    #expect(abs(paths.summaries[0][2].mean - 1.4) < 0.03)
  }
}
