internal import Files

/// Names of a table that are plans of what is itself in percent, `KH nước sạch (%)` beside `Nước sạch (%)`, and no
/// percentages of a plan.
struct PercentPlans {
  /// What each of these names is, and the rest of it.
  let byName: [String: (measure: StartMeasure, base: String)]

  /// - Parameter names: of all columns, or rows, of figures.
  init(_ names: [String]) {
    let things = Set(names).filter { StartMeasure.of($0).measure == .itself }
    let rates = things.filter(StartMeasure.isPercent).map { StartMeasure.of($0).base }
    byName = Set(names).reduce(into: [:]) { found, name in
      guard StartMeasure.of(name).measure == .comparison,
        let (plan, base) = StartMeasure.plan(ofRate: name)
      else { return }
      // Without a name it is that of the one thing there, where that is a rate.
      let isOfRate = base.isEmpty ? rates.count == 1 && things.count == 1 : rates.contains(base)
      if isOfRate { found[name] = (.plan(plan), base) }
    }
  }
}

extension StartMeasure {
  /// Whether a name says that its figures are percentages.
  static func isPercent(_ name: String) -> Bool {
    name.contains("%") || Phrase(folded(name)).contains(percents)
  }

  /// The plan with whose words a name begins, though it speaks of percent, and the rest of it; `nil` of what compares.
  static func plan(ofRate name: String) -> (StartPlanName, base: String)? {
    var rest = Phrase(folded(StartHeader(name).name))
    guard name.first != "%", StartPlanName.begins(rest.text),
      !rest.contains(comparisons + otherPeriods + notPlans), !rest.namesLateMonths,
      let plan = StartPlanName(takenFrom: &rest)
    else { return nil }
    rest.remove(fillers)
    return (plan, rest.text)
  }
}
