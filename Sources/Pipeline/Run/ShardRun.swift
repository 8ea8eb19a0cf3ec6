internal import Files
public import Plans
public import Simulation
public import Tracking

/// One part of a run: what was fitted, and what its paths gave.
public struct ShardResult: Sendable {
  /// What fitting gave.
  public let processes: FittedProcesses
  /// What the part counted.
  public let part: PartialSimulation
  /// Paths of the whole run.
  public let paths: Int
  /// The seed.
  public let seed: UInt64
}

extension ScenarioRun {
  /// Fits a scenario and simulates nothing.
  ///
  /// - Throws: `faults`, `numerical`, `model`.
  public static func fit(
    _ bundle: ScenarioBundle, options: RunOptions
  ) throws(PipelineError) -> FittedProcesses {
    FittedProcesses(try PreparedRun(bundle, options: options).plan)
  }

  /// Simulates one part of a run; no tables come of it.
  ///
  /// - Parameters:
  ///   - index: which part, from 0.
  ///   - parts: how many.
  /// - Throws: `faults`, also when the scenario asks for a precision, which only a whole run can reach;
  ///   `cancelled`.
  public static func shard(
    _ bundle: ScenarioBundle, options: RunOptions, index: Int, of parts: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> ShardResult {
    if bundle.scenario.simulation.precision != nil {
      throw .faults([
        Fault(
          .value(.conflict(key: "precision", .precisionOfShards)),
          at: bundle.scenario.resolved.location)
      ])
    }
    let prepared = try PreparedRun(bundle, options: options)
    let paths = options.paths ?? bundle.scenario.simulation.paths
    let part = try PipelineError.simulating { () throws(SimulationError) in
      try Simulator(plan: prepared.plan, threads: options.threads).part(
        paths: paths, index: index, of: parts, progress: progress, isCancelled: isCancelled)
    }
    return ShardResult(
      processes: FittedProcesses(prepared.plan), part: part, paths: paths,
      seed: prepared.plan.seed)
  }

  /// The result of the whole run from all of its parts.
  ///
  /// - Parameter options: those of the parts, with what was fitted for them.
  /// - Returns: `nil` when the parts are not those of this scenario.
  /// - Throws: `faults`, `numerical`, `cancelled`.
  public static func merge(
    _ bundle: ScenarioBundle, options: RunOptions, parts: [PartialSimulation],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> RunResult? {
    let prepared = try PreparedRun(bundle, options: options)
    let merged = try PipelineError.simulating { () throws(SimulationError) in
      try Simulator(plan: prepared.plan, threads: options.threads).merged(parts)
    }
    guard let merged else { return nil }
    return try assess(bundle, prepared, merged, options: options, isCancelled: isCancelled)
  }
}
