internal import Models
internal import Plans
public import Simulation
internal import Tracking

/// What drives the spread of one indicator in the year of a target.
public struct DriverRow: Sendable {
  /// The indicator.
  public let indicator: String
  /// The year.
  public let year: Int
  /// The driver.
  public let driver: Driver
  /// Its share of the variance; the shares of an indicator and year add to 1.
  public let share: Double
  /// The standard deviation of the indicator, in its unit.
  public let deviation: Double
}

/// Shapley shares of every indicator that a target rests on.
enum DriverAnalysis {
  /// Paths for each set of drivers.
  private static let paths = 4096

  static func rows(
    _ prepared: PreparedRun, threads: Int
  ) throws(PipelineError) -> [DriverRow] {
    var seen: Set<[Int]> = []
    let plan = prepared.plan
    // Shares of a variance that there is.
    let goals = prepared.scoring.scored.filter { $0.milestone == nil }.map(\.goal).filter {
      seen.insert([$0.quantity, $0.step]).inserted
        && plan.existingMoments(of: $0.quantity).hasVariance
    }
    let found = parallelMap(goals.count, threads: threads) { index in
      Result { () throws(SimulationError) in
        let goal = goals[index]
        return try DriverShares(
          of: plan.positionInReduced(goal.quantity, keeping: goal.quantity) ?? 0, step: goal.step,
          in: plan.reduced(to: goal.quantity), paths: paths)
      }
    }
    var rows: [DriverRow] = []
    for (goal, result) in zip(goals, found) {
      let shares = try PipelineError.simulating { () throws(SimulationError) in
        try result.get()
      }
      guard shares.variance > 0, shares.variance.isFinite else { continue }
      for driver in Driver.allCases {
        guard let value = shares.values[driver] else { continue }
        rows.append(
          DriverRow(
            indicator: plan.quantities[goal.quantity].id, year: prepared.setup.years[goal.step],
            driver: driver, share: value / shares.variance,
            deviation: shares.variance.squareRoot()))
      }
    }
    return rows
  }
}
