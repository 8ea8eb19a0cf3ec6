internal import Models

/// Samplers of a plan whose tables those of every block of paths share; nothing is drawn with them.
struct SamplerTables: @unchecked Sendable {
  /// For each quantity its sampler; `nil` where it has none.
  let samplers: [PathSampler?]

  init(_ plan: SimulationPlan) {
    samplers = plan.quantities.map { quantity in
      if case .fitted(let paths) = quantity.process {
        PathSampler(paths, lanes: plan.lanes)
      } else {
        nil
      }
    }
  }
}
