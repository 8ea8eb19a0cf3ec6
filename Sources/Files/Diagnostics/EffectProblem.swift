/// What keeps a panel from telling an effect.
public enum EffectProblem: Sendable, Hashable {
  /// Two figures of one unit and period.
  case doubled(unit: String, period: String, firstLine: Int)
  /// What stands in the column of what was treated is neither yes nor no.
  case mark(String)
  /// A unit is marked on some rows only, and not just behind the event.
  case turning(String)
  case unknownUnit(String)
  case noTreated, noOthers, noBefore, noAfter
  /// The figures do not tell the effect from those of units and periods.
  case notTold
  /// A result without a standard error, from which no size can be drawn.
  case withoutError

  var code: String {
    switch self {
    case .doubled: "effect-duplicate"
    case .mark, .turning: "effect-treated"
    case .unknownUnit: "effect-unit"
    case .noTreated, .noOthers: "effect-units"
    case .noBefore, .noAfter: "effect-periods"
    case .notTold: "effect-not-told"
    case .withoutError: "effect-error"
    }
  }
}
