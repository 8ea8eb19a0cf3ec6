public import Attainment
public import Plans
public import Simulation
public import Tracking

/// One comparison: a target or a group of targets in two scenarios on the same paths.
public struct ComparisonRow: Sendable {
  /// What is compared.
  public enum Subject: Sendable {
    /// A row of a plan.
    case target(Target)
    /// Targets of a plan together.
    case group(plan: String, group: TargetGroup)
  }

  /// What is compared.
  public let subject: Subject
  /// Targets of the group that are left out of it here: those that one of the scenarios lacks, or whose figure nobody
  /// stands behind in one of them; 0 for a target.
  public let leftOut: Int
  /// Positions of the two scenarios.
  public let first, second: Int
  /// The counts.
  public let count: PairedCount
  /// The chances, as runs of the two scenarios tell them.
  public let chances: (first: EstimatedProbability, second: EstimatedProbability)
  /// What the chances rest on, in either of the two.
  public let bases: Set<Basis>

  /// Whether the difference exceeds three of its errors.
  public var isDistinguishable: Bool {
    abs(count.difference) > 3 * count.standardError
  }
}

/// Scenarios side by side on the same random numbers.
public struct ComparisonResult: Sendable {
  /// Names of the scenarios; those that share one are told apart by where they were read, or by a number.
  public let names: [String]
  /// Titles of the scenarios.
  public let titles: [LocalizedText]
  /// The seed.
  public let seed: UInt64
  /// Paths.
  public let paths: Int
  /// The comparisons: targets in the order of the plans, then groups; pair by pair.
  public let rows: [ComparisonRow]
  /// Assessed targets that only one of the scenarios has, with its position: another indicator, kind or year is
  /// another target, whatever its place in the document.
  public let unmatched: [(target: Target, scenario: Int)]
}

/// Compares scenarios.
public enum ComparisonRun {
  /// Simulates all scenarios on common random numbers.
  ///
  /// - Parameters:
  ///   - options: those of each scenario; seed and paths are the first one's for all.
  ///   - places: where each was read, to tell apart those of one name.
  /// - Throws: `faults`, `numerical`, `cancelled`.
  public static func run(
    _ bundles: [ScenarioBundle], options: [RunOptions], places: [String] = [],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> ComparisonResult {
    precondition(bundles.count == options.count && bundles.count >= 2, "nothing to compare")
    let seed = options[0].seed ?? bundles[0].scenario.simulation.seed
    let paths = options[0].paths ?? bundles[0].scenario.simulation.paths
    // Common random numbers are those of common years.
    let firsts = zip(bundles, options).map { bundle, own in
      let asOf = own.asOf ?? bundle.scenario.asOf
      let present = ScenarioRun.presentYear(bundle, asOf: asOf)
      return ScenarioRun.firstYear(bundle, asOf: asOf, present: present)
    }
    let first = firsts.min()
    var prepared: [PreparedRun] = []
    let common = options.map { own in
      var common = own
      (common.seed, common.paths) = (seed, paths)
      return common
    }
    for (bundle, own) in zip(bundles, common) {
      prepared.append(try PreparedRun(bundle, options: own, from: first))
    }
    let subjects = subjects(prepared)
    let bases = prepared.map(\.bases)
    let items = subjects.map(\.goals)
    let counts = try PipelineError.simulating { () throws(SimulationError) in
      try PairedSimulator(
        plans: prepared.map(\.plan), items: items, threads: options[0].threads
      ).run(paths: paths, isCancelled: isCancelled)
    }
    // A run by itself begins in its own year, and draws other paths.
    var alone: [Int: [EstimatedProbability?]] = [:]
    for number in bundles.indices where firsts[number] != first {
      alone[number] = try chances(
        of: PreparedRun(bundles[number], options: common[number]), items: items.map { $0[number] },
        as: prepared[number], paths: paths, threads: options[0].threads)
    }
    let matched = matched(prepared)
    let unmatched = prepared.enumerated().flatMap { number, run in
      run.scoring.scored.map(\.target).filter { matched[key($0)] == 1 }.map { ($0, number) }
    }
    return ComparisonResult(
      names: names(bundles.map(\.scenario.name), places), titles: prepared.map(title),
      seed: seed, paths: paths,
      rows: zip(subjects, counts).enumerated().flatMap { item, row in
        let subject = row.0
        return row.1.map { count in
          ComparisonRow(
            subject: subject.subject, leftOut: subject.leftOut, first: count.first,
            second: count.second, count: count,
            chances: (
              alone[count.first]?[item] ?? count.firstProbability,
              alone[count.second]?[item] ?? count.secondProbability
            ),
            bases: Set(
              [count.first, count.second].flatMap { run in
                subject.goals[run].map { bases[run][$0] }
              }))
        }
      }, unmatched: unmatched)
  }

  /// The chances of items in a run by itself; `nil` for what that does not have.
  ///
  /// - Parameters:
  ///   - items: the goals of each, by their places in the comparison.
  ///   - joined: the same scenario as it is compared.
  private static func chances(
    of run: PreparedRun, items: [[Int]], as joined: PreparedRun, paths: Int, threads: Int
  ) throws(PipelineError) -> [EstimatedProbability?] {
    let places = Dictionary(
      run.scoring.scored.enumerated().map { ($0.element.target.fullReference, $0.offset) }
    ) { first, _ in first }
    var plan = run.plan
    plan.groups = items.map { goals in
      let own = goals.compactMap { places[joined.scoring.scored[$0].target.fullReference] }
      return own.count == goals.count ? own : []
    }
    plan.cases = [plan.cases[0]]
    plan.summarised = []
    let result = try ScenarioRun.simulate(plan, paths: paths, threads: threads)
    return zip(plan.groups, result.groups[0]).map { goals, count in
      goals.isEmpty ? nil : EstimatedProbability(count)
    }
  }

  /// The title of a scenario, with that of the variant that its present year meets.
  private static func title(_ run: PreparedRun) -> LocalizedText {
    let own = run.scenario.title
    guard let variant = run.carried?.variant?.title else { return own }
    return LocalizedText(en: "\(own.en) · \(variant.en)", vi: "\(own.vi) · \(variant.vi)")
  }

  /// Names of the scenarios: those that share one with what sets their places apart, a folder or a file, else with a
  /// number.
  private static func names(_ names: [String], _ places: [String]) -> [String] {
    names.enumerated().map { index, name in
      let alike = names.indices.filter { names[$0] == name }
      guard alike.count > 1 else { return name }
      if places.count == names.count, let apart = apart(alike.map { places[$0] }),
        let own = alike.firstIndex(of: index)
      {
        return "\(name) (\(apart[own]))"
      }
      return "\(name)#\(names[..<index].count { $0 == name } + 1)"
    }
  }

  /// The last parts of paths in which all of them differ; `nil` where there are none.
  private static func apart(_ paths: [String]) -> [String]? {
    let parts = paths.map { path in
      Array(path.split(separator: "/").map(String.init).filter { $0 != "." }.reversed())
    }
    let depth = parts.map(\.count).min() ?? 0
    return (0..<depth).lazy.map { place in parts.map { $0[place] } }
      .first { Set($0).count == $0.count }
  }

  private struct Item {
    let subject: ComparisonRow.Subject
    var goals: [[Int]]
    var leftOut = 0
  }

  /// What makes two rows one target.
  private static func key(_ target: Target) -> String {
    [
      target.fullReference, target.indicatorID, target.kind, target.direction?.rawValue ?? "",
      target.year.map(String.init) ?? "",
    ].joined(separator: "\u{0}")
  }

  /// In how many scenarios each target is assessed.
  private static func matched(_ prepared: [PreparedRun]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for run in prepared {
      for key in Set(run.scoring.scored.map { key($0.target) }) { counts[key, default: 0] += 1 }
    }
    return counts
  }

  /// Targets and groups by name, with the goals that stand for them in each scenario; groups of what all of them have.
  private static func subjects(_ prepared: [PreparedRun]) -> [Item] {
    var items: [Item] = []
    var places: [String: Int] = [:]
    func note(
      _ subject: ComparisonRow.Subject, _ key: String, _ goals: [Int], of number: Int,
      leftOut: Int = 0
    ) {
      let place = places[key] ?? items.count
      places[key] = place
      if place == items.count {
        items.append(Item(subject: subject, goals: prepared.map { _ in [] }))
      }
      items[place].goals[number] = goals
      items[place].leftOut = max(items[place].leftOut, leftOut)
    }
    for (number, run) in prepared.enumerated() {
      for (goal, row) in run.scoring.scored.enumerated() {
        note(.target(row.target), key(row.target), [goal], of: number)
      }
    }
    let counts = matched(prepared)
    // A row that one scenario makes up is left out of what rests on figures in all of them.
    let illustrative = Set(prepared.flatMap { $0.scoring.illustrative })
    for (number, run) in prepared.enumerated() {
      let whole = Dictionary(
        run.scoring.groups.map { ("\($0.plan)\u{0}\($0.group.key)", $0.goals.count) }
      ) { first, _ in first }
      for group in run.scoring.groups(without: illustrative) {
        let name = "\(group.plan)\u{0}\(group.group.key)"
        let common = group.goals.filter {
          counts[Self.key(run.scoring.scored[$0].target)] == prepared.count
        }
        note(
          .group(plan: group.plan, group: group.group), name, common, of: number,
          leftOut: max(0, (whole[name] ?? 0) - common.count))
      }
    }
    return items
  }
}
