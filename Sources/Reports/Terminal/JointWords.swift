internal import Attainment
internal import Pipeline
internal import Simulation
internal import Tables

/// What comes of a plan as a whole, in sentences.
struct JointWords {
  /// The chance of a group under one dependence.
  private struct Chance {
    let targets, low, high: Int
    let share, error, expected: Double

    init(_ row: Table.Record) {
      targets = row[GroupColumns.targets] ?? 0
      (low, high) = (row[JointTable.met10] ?? 0, row[JointTable.met90] ?? 0)
      share = row[JointTable.all] ?? .nan
      error = row[CommonColumns.error] ?? .nan
      expected = row[JointTable.expected] ?? .nan
    }
  }

  let say: Catalogue
  let number: NumberStyle
  let plan: String
  /// What the dependence rests on.
  let dependence: RunFits.Dependence?
  /// The groups of which a target rests on a thin basis.
  let thin: Set<TargetGroup.Kind>

  private func said(_ chance: Chance, of kind: TargetGroup.Kind) -> String {
    number.said(chance.share, error: chance.error, isThin: thin.contains(kind))
  }

  /// What is supposed of a case of dependence.
  static func words(
    _ dependence: Dependence, _ fits: RunFits.Dependence?, _ say: Catalogue
  ) -> String {
    let isOwn = dependence == .fitted && fits?.isOwn == true
    return say("page.dependence.\(dependence.code)\(isOwn ? ".own" : "")")
  }

  /// What the fitted dependence is, how far own years moved it, and whether they refute the high one; empty where no two
  /// indicators move, of which there is nothing to say.
  static func explained(
    _ fits: RunFits.Dependence?, _ say: Catalogue, _ number: NumberStyle
  ) -> String {
    if fits?.isOfNone == true { return "" }
    let isOwn = fits?.isOwn == true
    let refuted =
      fits?.isRefuted == true
      ? " "
        + say(
          "joint.refuted", ["rho": number.fixed(fits?.high ?? .nan, decimals: 1)]) : ""
    return say(
      isOwn ? "joint.dependence.own" : "joint.dependence",
      [
        "common": number.fixed(fits?.common ?? .nan, decimals: 2),
        "pairs": "\(fits?.pairs ?? 0)",
        "weight": number.percent(fits?.intensity ?? .nan),
      ]) + refuted
  }

  /// All targets, how many of them, those without contradictions, those with illustrative ones.
  ///
  /// - Parameter rows: the rows of joint.csv that are of the plan.
  func sentences(_ rows: [Table.Record]) -> [String] {
    func chance(_ kind: TargetGroup.Kind, _ dependence: Dependence) -> Chance? {
      rows.first {
        NamedGroup($0).kind == kind && $0[GroupColumns.dependence] == dependence
      }.map(Chance.init)
    }
    let placed = chance(.withIllustrative, .fitted)
    guard let fitted = chance(.all, .fitted), let independent = chance(.all, .independent)
    else {
      return (placed.map { [illustrative($0, besides: 0)] } ?? [])
        + tasks(chance(.tasks, .fitted), nil)
    }
    if fitted.targets == 1 {
      return [say("joint.one", ["plan": plan, "p": said(fitted, of: .all)])]
        + (placed.map { [illustrative($0, besides: 1)] } ?? [])
        + tasks(chance(.tasks, .fitted), chance(.withTasks, .fitted))
    }
    let strong = chance(.all, .high)
    var sentences = [
      say(
        strong == nil ? "joint.all.refuted" : "joint.all",
        [
          "targets": "\(fitted.targets)", "plan": plan, "p": said(fitted, of: .all),
          "fitted": Self.words(.fitted, dependence, say),
          "independent": number.chance(independent.share, isThin: thin.contains(.all)),
          "high": strong.map { number.chance($0.share, isThin: thin.contains(.all)) } ?? "",
          "rho": number.fixed(dependence?.high ?? .nan, decimals: 1),
        ]),
      say(
        "joint.count",
        [
          "expected": number.fixed(fitted.expected, decimals: 1),
          "targets": "\(fitted.targets)", "low": "\(fitted.low)", "high": "\(fitted.high)",
        ]),
    ]
    if let primary = chance(.primary, .fitted) {
      sentences.append(
        say(
          "joint.primary",
          [
            "targets": "\(primary.targets)", "p": said(primary, of: .primary),
          ]))
    }
    if let placed { sentences.append(illustrative(placed, besides: fitted.targets)) }
    return sentences + tasks(chance(.tasks, .fitted), chance(.withTasks, .fitted))
  }

  /// Milestones that dated tasks speak for, by themselves and with all others.
  private func tasks(_ own: Chance?, _ together: Chance?) -> [String] {
    guard let own else { return [] }
    let all = together ?? own
    return [
      say(
        together == nil ? "joint.tasks.alone" : "joint.tasks",
        [
          "tasks": "\(own.targets)", "expected": number.fixed(own.expected, decimals: 1),
          "low": "\(own.low)", "high": "\(own.high)", "targets": "\(all.targets)",
          "p": said(all, of: together == nil ? .tasks : .withTasks),
        ])
    ]
  }

  /// All rows together, those among them that a mechanical rule fills.
  private func illustrative(_ row: Chance, besides stated: Int) -> String {
    say(
      "joint.illustrative",
      [
        "count": "\(row.targets &- stated)", "targets": "\(row.targets)",
        "p": said(row, of: .withIllustrative),
      ])
  }
}
