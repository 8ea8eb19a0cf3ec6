internal import Attainment
public import Plans
public import Simulation
public import Tracking

/// The simulated values behind the probabilities of a run, to be simulated once more by whoever asks.
public struct Draws: Sendable {
  /// The scored targets, in the order of the attainment table.
  public let targets: [Target]
  /// Paths of the run.
  public let paths: Int
  private let plan: SimulationPlan
  private let asked: Int
  private let scales: [(scale: PublishedScale, wanted: ClosedRange<Double>)]
  /// The first year that was not over on the day.
  let present: Int

  init(_ prepared: PreparedRun, asked: Int, paths: UInt64) {
    targets = prepared.scoring.scored.map(\.target)
    plan = prepared.plan
    scales = prepared.scoring.scored.map { ($0.scale, $0.kind.interval) }
    self.asked = asked
    self.paths = Int(paths)
    present = prepared.setup.present
  }

  /// What meets a target, as the run counts it.
  func goal(of target: Int) -> Goal { plan.goals[target] }

  /// How a target's indicator is printed.
  func scale(of target: Int) -> PublishedScale { scales[target].scale }

  /// `PLAN:REF` for each target; from the second of the same name on its number follows.
  public var columns: [String] {
    var taken: Set<String> = []
    return targets.map { target in
      let name = "\(target.planID):\(target.reference)"
      var unique = name
      var number = 1
      while !taken.insert(unique).inserted {
        number += 1
        unique = "\(name) (\(number))"
      }
      return unique
    }
  }

  /// A value that a target was compared with, as it would be published.
  ///
  /// - Parameter target: the position of the target.
  public func published(_ value: Double, for target: Int) -> Double {
    scales[target].scale.printed(value, for: scales[target].wanted)
  }

  /// Hands out for each target its indicator in the target's year, path by path, as the fitted dependence
  /// has them: the values that the targets were compared with.
  ///
  /// - Throws: `numerical`.
  public func reader() throws(PipelineError) -> GoalValueReader {
    try PipelineError.simulating { () throws(SimulationError) in
      try GoalValueReader(plan: plan, asked: asked, total: paths)
    }
  }
}
