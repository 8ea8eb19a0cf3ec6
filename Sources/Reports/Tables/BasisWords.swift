internal import Attainment
internal import Pipeline
internal import Plans

extension Set<Basis> {
  /// Whether any chance among them rests on a thin basis.
  var areThin: Bool { contains(where: \.isThin) }
}

extension RunResult {
  /// Whether any target of a group rests on a thin basis.
  func isThin(_ group: TargetGroup, of plan: String) -> Bool {
    attainment.contains { row in
      guard row.target.planID == plan, row.assessment != nil, row.basis.isThin else { return false }
      return switch group {
      case .withIllustrative: !row.isMilestone
      case .tasks: row.isMilestone
      case .withTasks: row.basis != .illustrative
      case .all, .primary: row.basis != .illustrative && !row.isMilestone
      case .agency:
        row.basis != .illustrative && !row.isMilestone
          && NamedGroup(group, .en).leads(Language.en.text(row.target.leadAgency))
      }
    }
  }
}
