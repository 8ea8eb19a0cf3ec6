internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
internal import Tables

/// `comparison.csv`.
enum ComparisonTable {
  /// One comparison with its words.
  struct Row: Sendable {
    let comparison: ComparisonRow
    let plan, reference, indicator: String
    /// What it is called in a sentence.
    let title: String
    /// Names of the two scenarios.
    let first, second: String
    /// What comes of it, in a sentence.
    let finding: String

    var group: TargetGroup.Kind? {
      if case .group(_, let group) = comparison.subject { group.kind } else { nil }
    }
  }

  static let first = Column<String>("scenario_a", "First scenario.")
  static let second = Column<String>("scenario_b", "Second scenario.")
  static let firstChance = Column<Double>(
    "probability_a", "Chance in the first, as a run of it gives.")
  static let secondChance = Column<Double>(
    "probability_b", "Chance in the second, as a run of it gives.")
  static let difference = Column<Double>(
    "difference",
    "The second minus the first, counted on the same paths in many positions each: more exact than what the two leave."
  )
  static let error = Column<Double>("difference_error", "Standard error of the difference.")
  static let isReal = Column<Bool>(
    "distinguishable", "yes when the difference exceeds three of its errors, otherwise no.")
  static let isThin = Column<Bool>(
    "thin_basis",
    "yes where a chance rests on no series of the region's own, and bears no more than whole percents; otherwise no."
  )
  static let group = Column<TargetGroup.Kind>(
    "group_kind",
    "Of a group: all, primary, with_illustrative, tasks, with_tasks or agency; blank for a target.")

  static let definition = TableDefinition<Row>(
    "comparison",
    "Every target, agency and plan in each pair of scenarios, on the same random numbers.",
    fields: [
      Field(CommonColumns.plan) { $0.plan },
      Field(CommonColumns.reference.meaning("Place of the target, or name of the group.")) {
        $0.reference
      },
      Field(CommonColumns.indicator) { $0.indicator },
      Field(first) { $0.first },
      Field(second) { $0.second },
      Field(firstChance) { $0.comparison.chances.first.value },
      Field(secondChance) { $0.comparison.chances.second.value },
      Field(difference) { $0.comparison.count.difference },
      Field(error) { $0.comparison.count.standardError },
      Field(isReal) { $0.comparison.isDistinguishable },
      Field(CommonColumns.finding.meaning("One sentence, in the language of the run.")) {
        $0.finding
      },
      Field(group) { $0.group },
      Field(CommonColumns.target.meaning("Name of the target, or the group in words.")) {
        $0.title
      },
      Field(isThin) { $0.comparison.bases.areThin },
    ])
}

extension Table.Record {
  /// What a row of `comparison.csv` is about: a target by its place, a group in words.
  func compared(_ say: Catalogue) -> String {
    guard let kind = self[ComparisonTable.group], kind != .agency else {
      return self[CommonColumns.reference]
    }
    return say("run.group.\(kind.code)")
  }
}

extension RequirementResult {
  /// The rate of a sort of source; `nil` where none is known.
  func rate(of kind: BaseRate.Source.Kind) -> BaseRate? {
    rates.first { $0.source.kind == kind }
  }

  /// The name of the class that it was compared with.
  var referenceClass: String? {
    switch comparable?.source {
    case .referenceClass(let name)?, .pool(let name, _)?: name
    default: nil
    }
  }

  /// The rate of the class, or of those of its series that stood about where this one stands.
  var comparable: BaseRate? { rate(of: .referenceClass) ?? rate(of: .pool) }
}

/// `requirement.csv`.
enum RequirementTable {
  /// A solution with its words.
  typealias Row = (result: RequirementResult, unit: String, sentence: String)

  static let variable = Column<String>("variable", "Lever, or growth.INDICATOR.")
  static let value = Column<Double>(
    "value", "Value found; the one that reaches most when the wanted chance cannot be reached.")
  static let reached = Column<Double>("probability_reached", "Chance at that value.")
  static let isReachable = Column<Bool>("reachable", "yes or no.")

  static let definition = TableDefinition<Row>(
    "requirement", "The value that gives a target the wanted chance.",
    fields: [
      Field(CommonColumns.plan) { $0.result.target?.planID },
      Field(CommonColumns.reference.meaning("Place of the target, or all.")) {
        $0.result.target?.reference ?? "all"
      },
      Field(CommonColumns.indicator) { $0.result.target?.indicatorID },
      Field("probability_wanted", "Chance wanted.") { $0.result.wanted },
      Field(variable) { $0.result.variable.name },
      Field(value) { $0.result.value },
      Field(CommonColumns.unit.meaning("Unit of that value.")) { $0.unit },
      Field(reached) { $0.result.reached.value },
      Field(CommonColumns.error) { $0.result.reached.standardError },
      Field(
        "value_below",
        "Neighbouring value at which the chance is below the wanted one, where it jumps over that between the two; blank elsewhere."
      ) { $0.result.below?.value },
      Field("probability_below", "Chance at that value.") { $0.result.below?.probability.value },
      Field(isReachable) { $0.result.isReachable },
      Field(
        "historical_frequency",
        "Share of earlier spells of the series, as long where it is long enough, that were as fast; blank where that means nothing."
      ) { $0.result.rate(of: .ownPast)?.share },
      Field(
        "average_growth_percent",
        "Median growth a year that goes with the value; blank for other quantities."
      ) { $0.result.averageGrowth },
      Field(
        "reference_class", "Class of comparable series; empty where there is none."
      ) { $0.result.referenceClass },
      Field("class_cases", "Histories in that class.") {
        $0.result.comparable?.cases
      },
      Field("class_years", "Years over which changes are compared.") {
        $0.result.comparable?.years
      },
      Field(
        "class_frequency", "Share of those histories that changed at least so fast."
      ) { $0.result.comparable?.share },
      Field(
        CommonColumns.finding.meaning("One or more sentences, in the language of the run.")
      ) { $0.sentence },
    ])
}
