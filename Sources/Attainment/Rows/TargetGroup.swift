public import Plans

/// What is supposed of how targets move together.
public enum Dependence: String, Sendable, Hashable, CaseIterable {
  /// As if each went its own way.
  case independent
  /// As comparable indicators have it, moved by what the data tell.
  case fitted
  /// As if all moved together strongly.
  case high

  /// The cases in the order in which plans are simulated, the one that all else rests on first.
  package static let simulated: [Dependence] = [.fitted, .independent, .high]
}

/// Targets of one plan that are looked at together.
public enum TargetGroup: Sendable, Hashable {
  /// All that rest on figures or on somebody's judgement.
  case all
  /// The same without those that contradict an earlier one.
  case primary
  /// All that are scored, those that a mechanical rule fills among them; only where there are such.
  case withIllustrative
  /// Milestones that dated tasks speak for; only where there are such.
  case tasks
  /// All that rest on figures or judgements, and these milestones.
  case withTasks
  /// What an agency leads, of all that rest on figures or judgements.
  case agency(LocalizedText)

  /// The agency of rows that name none, where others name theirs.
  package static let unnamed = LocalizedText(en: "", vi: "")

  /// What sort of group it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// See the cases of the group.
    case all, primary
    /// See the case of the group.
    case withIllustrative = "with_illustrative"
    /// See the case of the group.
    case tasks
    /// See the case of the group.
    case withTasks = "with_tasks"
    /// See the case of the group.
    case agency
  }

  /// The kind.
  public var kind: Kind {
    switch self {
    case .all: .all
    case .primary: .primary
    case .withIllustrative: .withIllustrative
    case .tasks: .tasks
    case .withTasks: .withTasks
    case .agency: .agency
    }
  }

  /// Kind and name, the same in every language, to tell groups of one plan apart.
  package var key: String {
    if case .agency(let name) = self { "agency\u{0}\(name.en)" } else { kind.rawValue }
  }
}
