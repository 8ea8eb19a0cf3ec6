package import Plans
package import Simulation

/// What paths say of targets together.
package struct JointAttainment: Sendable {
  private let groups: [PlanGroup]
  private let targets: [Target]

  /// Groups of targets, which stand in the order of their goals.
  package init(groups: [PlanGroup], targets: [Target]) {
    (self.groups, self.targets) = (groups, targets)
  }

  /// The joint table: every group under every case of dependence that was simulated. A target by itself has the chance
  /// that it has, whatever is supposed: the cases would differ by what each draws for itself.
  package func rows(_ result: SimulationResult) -> [JointRow] {
    groups.indices.flatMap { group in
      zip(Dependence.simulated, result.groups).map { dependence, counted in
        let fitted = result.groups[0][group]
        let count = groups[group].goals.count == 1 ? fitted : counted[group]
        return JointRow(
          plan: groups[group].plan, group: groups[group].group, dependence: dependence,
          targets: groups[group].goals.count,
          probability: EstimatedProbability(count),
          // The sum of the targets' chances, which dependence does not move.
          expectedMet: fitted.expectedMet, p10: count.quantile(0.1), p50: count.quantile(0.5),
          p90: count.quantile(0.9), counts: count.paths)
      }
    }
  }

  /// For each group of two targets and more, each target's part, the largest first.
  package func limits(_ result: SimulationResult) -> [LimitRow] {
    groups.indices.flatMap { group -> [LimitRow] in
      let goals = groups[group].goals
      guard goals.count > 1 else { return [] }
      let count = result.groups[0][group]
      let all = EstimatedProbability(count)
      let order = goals.indices.sorted {
        let (a, b) = (result.onlyMissed[group][$0], result.onlyMissed[group][$1])
        return a != b ? a > b : $0 < $1
      }
      return order.map { place in
        LimitRow(
          plan: groups[group].plan, group: groups[group].group,
          target: targets[goals[place]],
          onlyMissed: EstimatedProbability(
            hits: result.onlyMissed[group][place], paths: count.total), all: all)
      }
    }
  }
}
