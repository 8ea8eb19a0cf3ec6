internal import Coherence
public import Pipeline
internal import Plans
internal import Simulation
internal import TimeSeries

/// The CSV files of a run.
public enum RunTables {
  /// File names and contents, in a stated order.
  public static func all(_ result: RunResult, language: Language) -> [OutputFile] {
    let cascade =
      result.cascade.isEmpty
      ? [] : [OutputFile(name: "cascade.csv", text: PlanTables.cascade(result, language))]
    let priors =
      result.priors.isEmpty
      ? [] : [OutputFile(name: "priors.csv", text: PlanTables.priors(result, language))]
    let floors =
      result.floors.isEmpty
      ? [] : [OutputFile(name: "floors.csv", text: PlanTables.floors(result, language))]
    return [
      OutputFile(name: "attainment.csv", table: attainment(result, language)),
      OutputFile(name: "calibration.csv", text: calibration(result)),
      OutputFile(name: "counts.csv", text: PlanTables.counts(result, language)),
      OutputFile(name: "discrepancies.csv", text: discrepancies(result)),
      OutputFile(name: "drivers.csv", text: PlanTables.drivers(result)),
      Findings(result, language: language).table,
      OutputFile(name: "history.csv", text: history(result)),
      OutputFile(name: "joint.csv", table: joint(result, language)),
      OutputFile(name: "limits.csv", text: limits(result, language)),
      OutputFile(name: "projections.csv", text: projections(result, language)),
    ] + cascade + floors + priors
  }

  /// Quantiles of the projections.
  static let quantiles: [(column: String, probability: Double)] = [
    ("p2_5", 0.025), ("p5", 0.05), ("p10", 0.1), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75),
    ("p90", 0.9), ("p95", 0.95), ("p97_5", 0.975),
  ]

  private static func projections(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(
      columns: [
        "scenario", "indicator", "name", "unit", "frequency", "period", "kind", "mean", "sd",
      ]
        + quantiles.map(\.column))
    let scenario = result.scenario.name
    for indicator in result.indicators {
      let head: [CSVTable.Field] = [
        .text(scenario), .text(indicator.id), .text(language.text(indicator.name)),
        .text(language.text(indicator.unit)),
      ]
      for actual in indicator.actuals {
        table.append(
          head + [
            .text(actual.period.frequency.rawValue), .text(actual.period.description),
            .text("actual"), .number(actual.value), .blank,
          ] + quantiles.map { _ in .blank })
      }
      for (year, summary) in zip(result.years, indicator.summaries) {
        guard let summary, !indicator.actuals.contains(where: { $0.period == .year(year) }) else {
          continue
        }
        table.append(
          head + [
            .text("A"), .text("\(year)"), .text("projection"),
            .optional(summary.statedMean), .optional(summary.statedDeviation),
          ] + quantiles.map { .number(summary.quantile($0.probability)) })
      }
    }
    return table.contents
  }

  private static func attainment(_ result: RunResult, _ language: Language) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "plan", "ref", "indicator", "name", "unit", "direction", "target", "year",
      "probability", "mc_error", "p10", "p50", "p90", "shortfall_p50", "first_year_p50",
      "required_per_year", "basis", "model", "lead_agency", "note",
    ])
    for row in result.attainment {
      let target = row.target
      let values = row.assessment
      table.append([
        .text(result.scenario.name), .text(target.planID), .text(target.reference),
        .text(target.indicatorID), .text(language.text(row.name)), .text(target.unit),
        .text(target.direction?.rawValue ?? ""), targetField(target), .optional(target.year),
        .optional(values?.probability.value), .optional(values?.probability.standardError),
        .optional(values?.p10), .optional(values?.p50), .optional(values?.p90),
        .optional(values?.shortfallMedian), .optional(values?.firstYearMedian),
        .optional(values?.requiredPerYear), .text(row.basis.rawValue), .text(row.model),
        .text(language.text(target.leadAgency)), .text(RowNotes.text(row, language)),
      ])
    }
    return table
  }

  /// One number, or two joined by `..` for a range.
  private static func targetField(_ target: Target) -> CSVTable.Field {
    if target.direction == .range, let low = target.low, let high = target.high {
      return .text("\(low)..\(high)")
    }
    return .optional(target.direction == .atMost ? target.high : target.low)
  }

  private static func joint(_ result: RunResult, _ language: Language) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "plan", "group", "dependence", "targets", "p_all", "mc_error", "expected_met",
      "p10_met", "p50_met", "p90_met", "group_kind",
    ])
    for row in result.joint {
      table.append([
        .text(result.scenario.name), .text(row.plan), .text(row.group.name(in: language)),
        .text(row.dependence), .integer(row.targets), .number(row.probability.value),
        .number(row.probability.standardError), .number(row.expectedMet), .integer(row.p10),
        .integer(row.p50), .integer(row.p90), .text(row.group.kind),
      ])
    }
    return table
  }

  private static func limits(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "plan", "group", "ref", "indicator", "name", "year", "only_missed", "mc_error",
      "p_all", "p_all_if_certain", "group_kind",
    ])
    for row in result.limits {
      table.append([
        .text(result.scenario.name), .text(row.plan), .text(row.group.name(in: language)),
        .text(row.target.reference), .text(row.target.indicatorID),
        .text(language.text(row.target.name)), .optional(row.target.year),
        .number(row.onlyMissed.value), .number(row.onlyMissed.standardError),
        .number(row.all.value), .number(row.all.value + row.onlyMissed.value),
        .text(row.group.kind),
      ])
    }
    return table.contents
  }

  private static func calibration(_ result: RunResult) -> String {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    for row in result.calibration {
      table.append([
        .text(row.scope), .integer(row.level), .number(Double(row.level) / 100),
        .number(row.covered), .integer(row.cases), .text(row.source),
      ])
    }
    return table.contents
  }

  private static func history(_ result: RunResult) -> String {
    var table = CSVTable(columns: [
      "scenario", "indicator", "frequency", "period", "value", "measurement_error", "origin",
      "from",
    ])
    for indicator in result.indicators {
      for point in indicator.history?.history.points ?? [] {
        let (origin, sources): (String, [String]) =
          switch point.origin {
          case .published: ("published", [])
          case .derived(let from): ("derived", from)
          case .partial(let from): ("partial", from)
          }
        table.append([
          .text(result.scenario.name), .text(indicator.id),
          .text(point.period.frequency.rawValue), .text(point.period.description),
          .number(point.value), .number(point.measurementError), .text(origin),
          .text(sources.joined(separator: "; ")),
        ])
      }
    }
    return table.contents
  }

  private static func discrepancies(_ result: RunResult) -> String {
    var table = CSVTable(columns: [
      "scenario", "indicator", "gave_way", "against", "published", "implied", "difference",
      "rounding",
    ])
    for indicator in result.indicators {
      for row in indicator.history?.discrepancies ?? [] {
        table.append([
          .text(result.scenario.name), .text(indicator.id), .text(row.label),
          .text(row.against.joined(separator: "; ")), .number(row.published),
          .number(row.implied), .number(row.size), .number(row.rounding),
        ])
      }
    }
    return table.contents
  }
}
