public import Plans

/// Targets of one plan that are looked at together.
public enum TargetGroup: Sendable, Hashable {
  /// All that rest on figures or on somebody's judgement.
  case all
  /// The same without those that contradict an earlier one.
  case primary
  /// All that are scored, those that a mechanical rule fills among them; only where there are such.
  case withIllustrative
  /// What an agency leads, of all that rest on figures or judgements.
  case agency(LocalizedText)

  /// The kind, as tables name it.
  public var kind: String {
    switch self {
    case .all: "all"
    case .primary: "primary"
    case .withIllustrative: "with_illustrative"
    case .agency: "agency"
    }
  }

  /// Kind and name, the same in every language, to tell groups of one plan apart.
  var key: String {
    if case .agency(let name) = self { "agency\u{0}\(name.en)" } else { kind }
  }
}
