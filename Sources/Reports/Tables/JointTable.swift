internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
internal import Tables

/// `joint.csv`.
enum JointTable {
  static let all = Column<Double>("p_all", "Share of paths that meet all of them.")
  static let expected = Column<Double>(
    "expected_met",
    "Mean number of targets met: the sum of their chances, whatever is supposed.")
  static let met10 = Column<Int>("p10_met", "Number met: 10% of paths meet so many or fewer.")
  static let met50 = Column<Int>("p50_met", "The same, half of the paths.")
  static let met90 = Column<Int>("p90_met", "The same, 90% of the paths.")

  static let definition = TableDefinition<Spoken<JointRow>>(
    "joint", "How likely all targets of a group are met, under each case of dependence.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.plan },
      Field(GroupColumns.group) { NamedGroup($0.group, $0.language).name },
      Field(GroupColumns.dependence) { $0.dependence },
      Field(GroupColumns.targets) { $0.targets },
      Field(all) { $0.probability.value },
      Field(CommonColumns.error) { $0.probability.standardError },
      Field(expected) { $0.expectedMet },
      Field(met10) { $0.p10 },
      Field(met50) { $0.p50 },
      Field(met90) { $0.p90 },
      Field(GroupColumns.kind) { $0.group.kind },
    ])
}

/// `counts.csv`.
enum CountTable {
  /// One number of targets met.
  typealias Row = (joint: JointRow, met: Int, share: EstimatedProbability)

  static let met = Column<Int>("met", "Number of targets met.")
  static let share = Column<Double>("share", "Share of paths that meet exactly so many.")

  static let definition = TableDefinition<Spoken<Row>>(
    "counts", "How many targets of a group are met: one row a number, from none to all.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.joint.plan },
      Field(GroupColumns.group) { NamedGroup($0.joint.group, $0.language).name },
      Field(GroupColumns.dependence) { $0.joint.dependence },
      Field(GroupColumns.targets) { $0.joint.targets },
      Field(met) { $0.met },
      Field(share) { $0.share.value },
      Field(CommonColumns.error) { $0.share.standardError },
      Field(GroupColumns.kind) { $0.joint.group.kind },
    ])

  static func rows(_ result: RunResult) -> [Row] {
    result.joint.flatMap { row in
      let paths = row.counts.reduce(0, +)
      return row.counts.enumerated().map { met, hits in
        (row, met, EstimatedProbability(hits: hits, paths: paths))
      }
    }
  }
}

/// `limits.csv`.
enum LimitTable {
  static let alone = Column<Double>(
    "only_missed", "Share of paths on which this target alone is missed.")
  static let all = Column<Double>("p_all", "Share of paths that meet all targets of the group.")
  static let certain = Column<Double>("p_all_if_certain", "The same, were this target certain.")

  static let definition = TableDefinition<Spoken<LimitRow>>(
    "limits", "How much one target limits a group of targets, at the fitted dependence.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.plan },
      Field(GroupColumns.group) { NamedGroup($0.group, $0.language).name },
      Field(CommonColumns.reference) { $0.target.reference },
      Field(CommonColumns.indicator) { $0.target.indicatorID },
      Field(CommonColumns.target) { $0.language.text($0.target.name) },
      Field(CommonColumns.year.meaning("Year due.")) { $0.target.year },
      Field(alone) { $0.onlyMissed.value },
      Field(CommonColumns.error) { $0.onlyMissed.standardError },
      Field(all) { $0.all.value },
      Field(certain) { $0.all.value + $0.onlyMissed.value },
      Field(GroupColumns.kind) { $0.group.kind },
    ])
}
