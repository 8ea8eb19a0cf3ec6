internal import Files

// Figures before and after an event.

extension English {
  func sentence(_ problem: EffectProblem) -> String {
    switch problem {
    case .doubled(let unit, let period, let line):
      "\(unit) already has a figure of \(period) in line \(line)"
    case .mark(let text): "\"\(text)\" says neither that the unit is treated nor that it is not"
    case .turning(let unit):
      "\(unit) is marked as treated on some rows only, and those are not the ones from the event on"
    case .unknownUnit(let name): "the file has no unit \(name)"
    case .noTreated: "no unit with figures is treated"
    case .noOthers: "every unit with figures is treated, so that there is nothing to compare with"
    case .noBefore: "no figures lie before the event"
    case .noAfter: "no figures lie behind the event"
    case .notTold:
      "the figures do not tell the effect from what units and periods have of their own"
    case .withoutError: "the effect has no standard error, so that no size can be drawn from it"
    }
  }
}
