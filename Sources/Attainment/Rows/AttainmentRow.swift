public import Plans

/// What a probability rests on.
public enum Basis: String, Sendable, Codable, CaseIterable {
  case data, anchor, proxy, derived, judgement, illustrative
  /// How tasks elsewhere went, for want of own ones that are finished.
  case reference = "class"
  case notAssessed = "not_assessed"

  /// Whether no series of the region's own stands behind it, directly or through other indicators: chances are then
  /// shown in whole percents, since more digits would say more than is known.
  package var isThin: Bool {
    switch self {
    case .data, .derived: false
    case .anchor, .proxy, .judgement, .illustrative, .reference, .notAssessed: true
    }
  }
}

/// One row of the attainment table.
public struct AttainmentRow: Sendable {
  /// The plan's row.
  public let target: Target
  /// The indicator's name and unit.
  public let name: LocalizedText
  /// The assessment; `nil` when not assessed.
  public let assessment: TargetAssessment?
  /// What it rests on.
  public let basis: Basis
  /// What it was forecast by; `nil` when not assessed, and where the figure is published.
  public let model: Method?
  /// Why it is not assessed; `nil` where it is.
  public var reason: NotAssessed?
  /// What a reader must know.
  public var remarks: [RowRemark] = []

  package init(
    target: Target, assessment: TargetAssessment?, basis: Basis, model: Method?,
    reason: NotAssessed? = nil, remarks: [RowRemark] = []
  ) {
    (self.target, name, self.assessment) = (target, target.name, assessment)
    (self.basis, self.model, self.reason, self.remarks) = (basis, model, reason, remarks)
  }

  /// Tells another chance of the task behind it to be in time, where one is told.
  package mutating func tell(onTime chance: Double) {
    remarks = remarks.map { remark in
      guard case .tasks(let tasks) = remark else { return remark }
      return .tasks(tasks.with(onTime: chance))
    }
  }

  /// Whether dated tasks speak for it.
  public var isMilestone: Bool { model == .completion }

  /// Whether the figure of the target's year is published: the row is a fact and nothing is simulated for it.
  public var isOver: Bool { assessment != nil && basis == .data && model == nil }
}
