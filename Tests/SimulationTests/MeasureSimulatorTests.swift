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

  /// Measures without logarithms around 0 from January on, whose months are independent.
  private func around0(_ periods: Int, months: Int = 1, moves: [OpenMove] = [])
    -> MeasurePlan.Measure
  {
    var measure = MeasurePlan.Measure(
      known: [], before: 0, means: [Double](repeating: 0, count: periods),
      factor: .identity(periods),
      isLogarithm: false, bounds: .none, total: .sum, stretches: [0...periods - 1])
    measure.monthsPerPeriod = months
    measure.moves = moves
    return measure
  }

  @Test("Measures go together alike in every stretch of the year, by months and by quarters")
  func stretches() throws {
    let asked: [(Int, ClosedRange<Int>)] = [
      (0, 0...11), (1, 0...11), (0, 9...11), (1, 9...11), (2, 3...3), (0, 4...4), (1, 4...4),
    ]
    let plan = MeasurePlan(
      measures: [around0(12), around0(12), around0(4, months: 3)], growth: nil,
      triangle: try Cholesky(Matrix(rows: 3, columns: 3) { $0 == $1 ? 1 : 0.8 }).lower,
      goals: asked.map { MeasurePlan.Goal(.measure($0.0, $0.1), lower: 0, upper: .infinity) }
        + [(2, 3...3), (0, 4...4)].map {
          MeasurePlan.Goal(.measure($0.0, $0.1), lower: 1, upper: .infinity)
        }, groups: [[0, 1], [2, 3], [3, 4], [5, 6], [7], [8]], degrees: 5, seed: 11)
    let (one, eight) = try (
      MeasureSimulator(plan: plan, threads: 1).run(paths: 20_000),
      MeasureSimulator(plan: plan, threads: 8).run(paths: 20_000)
    )
    // Both of two normals that go together at ρ lie above 0 in 1/4 + arcsin ρ / 2π of cases; five deviations.
    for counts in one.counts.prefix(4) {
      #expect(abs(Double(counts[2]) / 20_000 - 0.397_584) < 0.0175)
    }
    // A quarter is as wide as its scale says, as a month is: Student's t with five degrees lies above 1 in 18.161%.
    for counts in one.counts.suffix(2) {
      #expect(abs(Double(counts[1]) / 20_000 - 0.181_609) < 0.0137)
    }
    #expect(one.counts == eight.counts && one.summaries == eight.summaries)
  }

  @Test("What is one series is so in each path, as wide and moved as often")
  func twins() throws {
    let moves = [
      OpenMove(chance: 0.3, size: 6, deviation: 0.5), OpenMove(chance: 0.4, size: -3, deviation: 0),
    ]
    let measures = [around0(6, moves: moves), around0(6, moves: moves)]
    let triangle = Matrix(rows: 2, columns: 2) { $1 == 0 ? 1 : 0 }
    let goals = [-4.0, 0, 5, 12].flatMap { limit in
      (0...1).map { MeasurePlan.Goal(.measure($0, 0...5), lower: limit, upper: .infinity) }
    }
    let paths = try MeasureSimulator(
      plan: MeasurePlan(
        measures: measures, growth: nil, triangle: triangle, goals: goals,
        groups: [[0, 1], [2, 3], [4, 5], [6, 7]], degrees: 5, seed: 5), threads: 2
    ).run(paths: 6_400)
    for counts in paths.counts { #expect(counts[1] == 0 && counts[0] > 300 && counts[2] > 300) }
  }
}
