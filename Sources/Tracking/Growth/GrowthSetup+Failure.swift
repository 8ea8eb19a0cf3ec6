internal import Files
internal import Plans
internal import RealModule
package import Simulation

// A variant that no path meets, as a fault that says what it fails by.

extension GrowthSetup {
  /// A failed simulation as a fault of the scenario.
  package func failure(
    _ error: GrowthSimulationError, plan: GrowthPlan, variants: [AskedVariant]
  ) -> PipelineError {
    switch error {
    case .cancelled: return .cancelled
    case .impossible(let number, let condition):
      guard number > 0, number <= variants.count else { return .cancelled }
      let asked = variants[number - 1]
      let found = plan.contradiction(ofVariant: number)
      let blamed = found?.condition ?? condition
      let place = asked.open.indices.contains(blamed) ? asked.open[blamed].number : 0
      let stated = asked.variant.conditions[place]
      let reason =
        found.map { Self.reason(asked, $0) } ?? Self.reason(asked, unmet: blamed, stated)
      return .faults([
        Fault(.growth(.impossibleVariant(asked.variant.id, reason)), at: stated.location)
      ])
    }
  }

  private static func formula(_ asked: AskedVariant, _ open: Int) -> String {
    asked.variant.conditions[asked.open[open].number].formula
  }

  /// Which conditions contradict each other, and what would fit.
  private static func reason(_ asked: AskedVariant, _ found: GrowthContradiction) -> VariantObstacle
  {
    let stated = asked.variant.conditions[asked.open[found.condition].number]
    let base = asked.open[found.condition].base
    func value(_ level: Double) -> String {
      let number = stated.isGrowth ? 100 * (level / base - 1) : level
      let scale =
        stated.isGrowth ? 100 : Double.pow(10, max(0, 4 - Int(Double.log10(max(level, 1)))))
      let rounded = (scale * number).rounded() / scale
      return stated.isGrowth ? "\(rounded >= 0 ? "+" : "")\(rounded)%" : "\(rounded)"
    }
    let (low, high) = (value(found.low), value(found.high.isFinite ? found.high : found.low))
    let room: ConditionRoom =
      found.high.isFinite ? low == high ? .exactly(low) : .between(low, high) : .moreThan(low)
    return .contradicted(
      condition: stated.formula, others: found.others.map { formula(asked, $0) }, room: room)
  }

  /// What is said where sums alone do not show it.
  private static func reason(
    _ asked: AskedVariant, unmet: Int, _ stated: GrowthCondition
  ) -> VariantObstacle {
    let others = asked.open.indices.filter { $0 != unmet }.map { formula(asked, $0) }
    return .unmet(condition: stated.formula, others: others)
  }
}
