internal import Pipeline
internal import Plans
internal import TimeSeries

/// Conditions of variants as a table: one row for each sector that a condition speaks of.
struct ConditionTable {
  let sectors: [GrowthSector]
  let language: Language

  static let name = "conditions.csv"

  private static let columns = [
    "scenario", "variant", "condition", "sector", "sector_name", "first_period", "last_period",
    "measure", "demand", "value", "deviation", "low", "high", "unit", "outcome", "condition_text",
  ]

  /// The conditions of variants, with what came of them.
  func table(_ variants: [GrowthVariant], scenario: String, unit: String) -> CSVTable {
    var table = CSVTable(columns: Self.columns)
    for variant in variants {
      for (number, condition) in variant.conditions.enumerated() {
        append(
          condition, variant.id, number, outcome: variant.outcomes[number], scenario, unit,
          to: &table)
      }
    }
    return table
  }

  /// The conditions on the year that are followed.
  func table(_ rows: [GrowthTracking.Row], scenario: String, unit: String) -> CSVTable {
    var table = CSVTable(columns: Self.columns)
    var seen: Set<String> = []
    for row in rows where seen.insert(row.target).inserted {
      append(row.condition, row.target, 0, outcome: nil, scenario, unit, to: &table)
    }
    return table
  }

  private func append(
    _ condition: GrowthCondition, _ variant: String, _ number: Int, outcome: Double?,
    _ scenario: String, _ unit: String, to table: inout CSVTable
  ) {
    var (value, deviation, low, high): (Double?, Double?, Double?, Double?)
    let demand: String
    switch condition.demand {
    case .equal(let wanted): (demand, value) = ("exactly", wanted)
    case .about(let wanted, let spread): (demand, value, deviation) = ("about", wanted, spread)
    case .between(let least, let most): (demand, low, high) = ("between", least, most)
    }
    let words = ConditionWords(language, sectors: sectors, unit: unit)
    for id in condition.sectors {
      let sector = sectors.first { $0.id == id }
      table.append([
        .text(scenario), .text(variant), .integer(number + 1), .text(id),
        .text(sector.map { language.text($0.name) } ?? id),
        .text(condition.first.description), .text(condition.last.description),
        .text(condition.isGrowth ? "growth" : "level"), .text(demand), .optional(value),
        .optional(deviation), .optional(low), .optional(high),
        .text(condition.isGrowth ? "%" : unit), .optional(outcome), .text(words.text(condition)),
      ])
    }
  }
}
