package import Plans

/// Targets of a plan together, by the positions of their goals.
package struct PlanGroup: Sendable {
  package let plan: String
  package let group: TargetGroup
  package let goals: [Int]

  /// The groups of all plans.
  ///
  /// - Parameters:
  ///   - targets: those that are scored, in the order of their goals.
  ///   - illustrative: full references of those that rest on nobody's figure or judgement.
  ///   - milestones: those of the milestones that dated tasks speak for, which stand in groups of their own.
  package static func all(
    of plans: [Plan], _ targets: [Target], without illustrative: Set<String>,
    milestones: Set<String> = []
  ) -> [PlanGroup] {
    plans.flatMap { groups(of: $0, targets, without: illustrative, milestones) }
  }

  /// All rows that rest on something; those that stand first in each conflict; all rows with the
  /// illustrative ones, if there are any; milestones, and all rows with them; the rows of each agency.
  private static func groups(
    of plan: Plan, _ targets: [Target], without illustrative: Set<String>,
    _ milestones: Set<String>
  ) -> [PlanGroup] {
    let scored = targets.indices.filter { targets[$0].planID == plan.id }
    let tasks = scored.filter { milestones.contains(targets[$0].fullReference) }
    let every = scored.filter { !milestones.contains(targets[$0].fullReference) }
    let own = every.filter { !illustrative.contains(targets[$0].fullReference) }
    guard !scored.isEmpty else { return [] }
    var groups: [PlanGroup] = []
    if !own.isEmpty { groups.append(PlanGroup(plan: plan.id, group: .all, goals: own)) }
    var taken: Set<String> = []
    let primary = own.filter { index in
      let target = targets[index]
      let isSecond = target.conflicts.contains { taken.contains($0) }
      taken.insert(target.fullReference)
      return !isSecond
    }
    if primary.count < own.count {
      groups.append(PlanGroup(plan: plan.id, group: .primary, goals: primary))
    }
    if own.count < every.count {
      groups.append(PlanGroup(plan: plan.id, group: .withIllustrative, goals: every))
    }
    if !tasks.isEmpty { groups.append(PlanGroup(plan: plan.id, group: .tasks, goals: tasks)) }
    if !tasks.isEmpty, !own.isEmpty {
      groups.append(PlanGroup(plan: plan.id, group: .withTasks, goals: own + tasks))
    }
    var agencies: [LocalizedText] = []
    var members: [LocalizedText: [Int]] = [:]
    let isNamed = own.contains { !Self.agencies(of: targets[$0]).isEmpty }
    for index in own {
      let leading = Self.agencies(of: targets[index])
      // Beside rows that name agencies, those that name none are a group of their own.
      for agency in leading.isEmpty && isNamed ? [TargetGroup.unnamed] : leading {
        if members[agency] == nil { agencies.append(agency) }
        members[agency, default: []].append(index)
      }
    }
    let named = agencies.filter { $0 != TargetGroup.unnamed }
    return groups
      + (named + (named.count < agencies.count ? [TargetGroup.unnamed] : [])).map {
        PlanGroup(plan: plan.id, group: .agency($0), goals: members[$0] ?? [])
      }
  }

  /// Agencies share a row when the plan names several.
  static func agencies(of target: Target) -> [LocalizedText] {
    let english = LeadAgencies.named(in: target.leadAgency.en)
    let vietnamese = LeadAgencies.named(in: target.leadAgency.vi)
    // Names that stand in one language only serve for both.
    return (0..<max(english.count, vietnamese.count)).map { index in
      let (en, vi) = (english.dropFirst(index).first, vietnamese.dropFirst(index).first)
      return LocalizedText(en: en ?? vi ?? "", vi: vi ?? en ?? "")
    }
  }
}
