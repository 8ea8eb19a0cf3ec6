internal import Files

/// Names of a table that are plans of what is itself in percent, `KH nước sạch (%)` beside `Nước sạch (%)`, and no
/// percentages of a plan.
struct PercentPlans {
  typealias Read = [String: (measure: StartMeasure, base: String)]

  /// What each of these names is, and the rest of it.
  let byName: Read
  /// The same of all names.
  let all: Read

  /// - Parameter names: of all columns, or rows, of figures.
  init(_ names: [String]) {
    let known: Read = Set(names).reduce(into: [:]) {
      $0[$1] = StartMeasure.of($1)
    }
    guard known.values.contains(where: { $0.measure == .comparison }) else {
      (byName, all) = ([:], known)
      return
    }
    let things = Set(known.keys.filter { known[$0]?.measure == .itself })
    let rates = things.filter(StartMeasure.isPercent)
    let bases = Set(rates.compactMap { known[$0]?.base })
    let short = Dictionary(grouping: bases, by: Self.withoutRatio)
    // The last things before each name.
    var before: [String: Set<String>] = [:]
    var last = ""
    for name in names {
      if things.contains(name) { last = name } else { before[name, default: []].insert(last) }
    }
    let plans: Read = known.reduce(into: [:]) { found, entry in
      let name = entry.key
      guard entry.value.measure == .comparison, let (plan, base) = StartMeasure.plan(ofRate: name)
      else { return }
      // Without a name it is that of the one thing there, or of the one before it, where that is a rate.
      if base.isEmpty {
        if rates.count == 1 && things.count == 1 {
          found[name] = (.plan(plan), base)
        } else if let own = before[name], own.count == 1, let rate = own.first,
          rates.contains(rate)
        {
          found[name] = (.plan(plan), known[rate]?.base ?? "")
        }
      } else if bases.contains(base) {
        found[name] = (.plan(plan), base)
      } else if let own = short[Self.withoutRatio(base)], own.count == 1 {
        found[name] = (.plan(plan), own[0])
      }
    }
    byName = plans
    all = known.merging(plans) { _, plan in plan }
  }

  /// What a rate is of: `hộ nghèo` of `tỷ lệ hộ nghèo`.
  private static func withoutRatio(_ base: String) -> String {
    base.hasPrefix("ty le ") ? String(base.dropFirst(6)) : base
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
