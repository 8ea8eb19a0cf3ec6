/// Where the spread of a quantity comes from.
public enum Driver: String, Sendable, Hashable, CaseIterable {
  /// What happens from step to step, as the data show it.
  case innovations
  /// What is not known about the model: its component, its scale, a proxy's distance.
  case parameters
  /// Judgements.
  case judgement
  /// The size of what levers do.
  case levers
  /// Shocks.
  case shocks
}

/// Shares of a variance by drivers.
public struct DriverShares: Sendable, Hashable {
  /// The variance with every driver at work.
  public let variance: Double
  /// The Shapley value of each driver that the quantity has; they add to the variance.
  public let values: [Driver: Double]

  /// Shapley values of the variance of one quantity at one step.
  ///
  /// Equation: `φ_i = Σ_{S ∌ i} |S|! (k − |S| − 1)!/k! (v(S ∪ i) − v(S))`, `v(S)` the variance with the drivers
  /// of `S` at work and the others held at their middle.
  ///
  /// - Parameters:
  ///   - plan: a plan reduced to the quantity.
  ///   - paths: how many for each set of drivers.
  /// - Throws: `numerical`.
  /// Source: Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2, 245–251; Song, Nelson & Staum
  /// 2016, the same journal 4, 1060–1083.
  public init(
    of quantity: Int, step: Int, in plan: SimulationPlan, paths: Int
  ) throws(SimulationError) {
    let drivers = plan.drivers
    let tables = SamplerTables(plan)
    var own = plan
    (own.goals, own.groups, own.summarised) = ([], [], [quantity])
    var variances: [Set<Driver>: Double] = [[]: 0]
    for mask in 1..<(1 << drivers.count) {
      let active = Set(drivers.indices.filter { mask >> $0 & 1 == 1 }.map { drivers[$0] })
      own.muted = Set(drivers).subtracting(active)
      let cells = try Pilot.cells(of: own, paths: paths, tables: tables, onlyStep: step)
      let result = try Simulator(plan: own, threads: 1).run(paths: paths, cells: cells)
      let deviation = result.summaries[quantity][step]?.standardDeviation ?? 0
      variances[active] = deviation * deviation
    }
    var values: [Driver: Double] = [:]
    for driver in drivers {
      let others = drivers.filter { $0 != driver }
      var sum = 0.0
      for mask in 0..<(1 << others.count) {
        let set = Set(others.indices.filter { mask >> $0 & 1 == 1 }.map { others[$0] })
        let weight =
          Self.factorial(set.count) * Self.factorial(drivers.count - set.count - 1)
          / Self.factorial(drivers.count)
        sum += weight * ((variances[set.union([driver])] ?? 0) - (variances[set] ?? 0))
      }
      values[driver] = sum
    }
    variance = variances[Set(drivers)] ?? 0
    self.values = values
  }

  private static func factorial(_ number: Int) -> Double {
    number < 2 ? 1 : (2...number).reduce(1) { $0 * Double($1) }
  }
}
