public import Plans
public import Simulation

/// How a lower plan stands to the upper one in one indicator.
public struct CascadeRow: Sendable {
  /// The relation.
  public enum Relation: String, Sendable, CaseIterable {
    /// The lower plan asks for the same, for less, for more.
    case same, weaker, stronger
    /// The lower plan does not name the indicator.
    case silent
    /// The lower plan has rows on both sides of the upper one's.
    case conflict
    /// Only the lower plan names it.
    case onlyBelow = "only_below"
    /// The rows speak of different years or directions.
    case otherTerms = "other_terms"
  }

  /// The indicator.
  public let indicator: String
  /// The upper plan's row; `nil` when only the lower one names the indicator.
  public let upper: Target?
  /// The lower plan.
  public let lowerPlan: String
  /// Its row; `nil` when it is silent.
  public let lower: Target?
  /// The relation.
  public let relation: Relation
  /// The chances of both rows, where they are assessed.
  public let upperProbability, lowerProbability: EstimatedProbability?
}

/// Several plans joined by indicator; the first is the upper one.
package enum PlanCascade {
  /// A row for every target of the upper plan under each lower one, then for those that only a lower one has.
  package static func rows(_ plans: [Plan], _ attainment: [AttainmentRow]) -> [CascadeRow] {
    guard let top = plans.first, plans.count > 1 else { return [] }
    let chances = Dictionary(
      attainment.compactMap { row in
        row.assessment.map { (row.target.fullReference, $0.probability) }
      }
    ) { first, _ in first }
    func chance(_ target: Target?) -> EstimatedProbability? {
      target.flatMap { chances[$0.fullReference] }
    }
    func row(
      _ upper: Target?, _ plan: Plan, _ lower: Target?, _ relation: CascadeRow.Relation
    ) -> CascadeRow {
      CascadeRow(
        indicator: (upper ?? lower)?.indicatorID ?? "", upper: upper, lowerPlan: plan.id,
        lower: lower, relation: relation, upperProbability: chance(upper),
        lowerProbability: chance(lower))
    }
    var rows: [CascadeRow] = []
    for plan in plans.dropFirst() {
      let uppers = top.targets.filter(\.hasValue)
      for upper in uppers {
        let lowers = plan.targets.filter { $0.indicatorID == upper.indicatorID && $0.hasValue }
        let relations = lowers.map { relation($0, to: upper) }
        let isTorn = relations.contains(.weaker) && relations.contains(.stronger)
        if lowers.isEmpty { rows.append(row(upper, plan, nil, .silent)) }
        for (lower, relation) in zip(lowers, relations) {
          rows.append(row(upper, plan, lower, isTorn ? .conflict : relation))
        }
      }
      let known = Set(uppers.map(\.indicatorID))
      for lower in plan.targets where lower.hasValue && !known.contains(lower.indicatorID) {
        rows.append(row(nil, plan, lower, .onlyBelow))
      }
    }
    return rows
  }

  private static func relation(_ lower: Target, to upper: Target) -> CascadeRow.Relation {
    guard lower.direction == upper.direction else { return .otherTerms }
    // A plan that prints no year is read as meaning the upper plan's.
    if let one = lower.year, let two = upper.year, one != two { return .otherTerms }
    let isAtMost = upper.direction?.asksForLess == true
    guard let own = isAtMost ? lower.high ?? lower.low : lower.low ?? lower.high,
      let other = isAtMost ? upper.high ?? upper.low : upper.low ?? upper.high
    else { return .otherTerms }
    if own == other { return .same }
    if upper.direction?.ends.count == 2 { return .conflict }
    return (own < other) == isAtMost ? .stronger : .weaker
  }
}
