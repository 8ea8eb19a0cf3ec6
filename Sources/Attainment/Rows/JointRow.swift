public import Plans
public import Simulation

/// One row of the joint table.
public struct JointRow: Sendable {
  /// The plan.
  public let plan: String
  /// The group.
  public let group: TargetGroup
  /// What is supposed of it.
  public let dependence: Dependence
  /// Targets scored.
  public let targets: Int
  /// The share of paths on which every target is met.
  public let probability: EstimatedProbability
  /// The mean number of targets met.
  public let expectedMet: Double
  /// Quantiles of the number of targets met.
  public let p10, p50, p90: Int
  /// Paths by the number of targets met, from none to all.
  public let counts: [UInt64]
}

/// How much one target limits a group of targets.
public struct LimitRow: Sendable {
  /// The plan.
  public let plan: String
  /// The group.
  public let group: TargetGroup
  /// The target.
  public let target: Target
  /// The share of paths on which it alone is missed: what the chance of all would gain if it were certain.
  public let onlyMissed: EstimatedProbability
  /// The chance of all targets of the group.
  public let all: EstimatedProbability
}
