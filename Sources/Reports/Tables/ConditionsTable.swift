internal import Files
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// `conditions.csv`: one row for each sector that a condition speaks of.
enum ConditionsTable {
  /// What a condition is about.
  enum Measure: String, Fact, FieldValue { case growth, level }
  /// How a condition asks.
  enum Demand: String, Fact, FieldValue { case exactly, about, between }

  /// One sector of a condition, with the words that only the whole scenario has.
  struct Row: Sendable {
    let variant: String
    let number: Int
    let condition: GrowthCondition
    let sector: String
    let sectorName: String
    let unit: String
    let outcome: Double?
    let text: String
  }

  static let number = Column<Int>("condition", "Number of the condition in its variant, from 1.")
  static let measure = Column<Measure>(
    "measure", "growth on the same periods of the year before, or level.")
  static let first = Column<Period>("first_period", "First period.")
  static let last = Column<Period>("last_period", "Last period.")
  static let demand = Column<Demand>("demand", "exactly, about or between.")
  static let value = Column<Double>("value", "What is asked; blank for a range.")
  static let deviation = Column<Double>("deviation", "Standard deviation around it; for about.")
  static let low = Column<Double>("low", "Lower end of a range.")
  static let high = Column<Double>("high", "Upper end of a range.")
  static let unit = CommonColumns.unit.meaning("% or the unit of levels.")
  static let outcome = Column<Double>("outcome", "What it came to; blank while it is ahead.")
  static let text = Column<String>(
    "condition_text", "The condition in words, in the language of the run.")

  static let definition = TableDefinition<Spoken<Row>>(
    "conditions", "What the variants ask, one row a condition and sector.",
    ofScenario: [
      Field(GrowthColumns.variant) { $0.variant },
      Field(number) { $0.number },
      Field(
        GrowthColumns.sector.meaning(
          "Sector; one row each where a condition asks something of their sum.")
      ) { $0.sector },
      Field(GrowthColumns.sectorName) { $0.sectorName },
      Field(first) { $0.condition.first },
      Field(last) { $0.condition.last },
      Field(measure) { $0.condition.isGrowth ? .growth : .level },
      Field(demand) { $0.condition.demand.parts.kind },
      Field(value) { $0.condition.demand.parts.value },
      Field(deviation) { $0.condition.demand.parts.deviation },
      Field(low) { $0.condition.demand.parts.low },
      Field(high) { $0.condition.demand.parts.high },
      Field(unit) { $0.condition.isGrowth ? "%" : $0.unit },
      Field(outcome) { $0.outcome },
      Field(text) { $0.text },
    ])

  /// The conditions of all variants, with what came of them.
  static func rows(_ result: GrowthResult, _ language: Language) -> [Row] {
    let asked = result.variants.flatMap { variant in
      zip(variant.conditions, variant.outcomes).enumerated().map {
        (variant.id, $0 + 1, $1.0, $1.1)
      }
    }
    return rows(asked, result.sectors, unit: result.unit, language)
  }

  /// The conditions on the year that is followed.
  static func rows(_ result: GrowthTracking, _ language: Language) -> [Row] {
    var seen: Set<String> = []
    let asked = result.rows.filter { seen.insert($0.target).inserted }.flatMap { row in
      ([row.condition] + row.others).enumerated().map {
        (row.target, $0 + 1, $1, Double?.none)
      }
    }
    return rows(asked, result.sectors, unit: result.unit, language)
  }

  /// The conditions of a table that was read, by variant, in its order.
  static func conditions(_ records: [Table.Record]) -> [String: [GrowthCondition]] {
    var found: [String: [GrowthCondition]] = [:]
    let all = grouped(records.filter { $0[number] != nil }) {
      "\($0[number] ?? 0) \($0[GrowthColumns.variant])"
    }
    for (_, rows) in all {
      guard let row = rows.first, let asked = condition(row, rows.map { $0[GrowthColumns.sector] })
      else { continue }
      found[row[GrowthColumns.variant], default: []].append(asked)
    }
    return found
  }

  private static func condition(
    _ row: Table.Record, _ sectors: [String]
  ) -> GrowthCondition? {
    guard let first = row[first], let last = row[last], let measure = row[measure],
      let kind = row[demand]
    else { return nil }
    let demand: TimeSeries.Demand?
    switch kind {
    case .exactly: demand = row[value].map { .equal($0) }
    case .about:
      demand = row[value].flatMap { value in
        row[deviation].map { .about(value, deviation: $0) }
      }
    case .between:
      demand = row[low].flatMap { low in row[high].map { .between(low, $0) } }
    }
    return demand.map {
      GrowthCondition(
        sectors: sectors, first: first, last: last, isGrowth: measure == .growth, demand: $0,
        rounding: 0, location: .whole(""))
    }
  }

  private static func rows(
    _ asked: [(variant: String, number: Int, condition: GrowthCondition, outcome: Double?)],
    _ sectors: [GrowthSector], unit: String, _ language: Language
  ) -> [Row] {
    let words = ConditionWords(language, sectors: sectors, unit: unit)
    return asked.flatMap { variant, number, condition, outcome in
      condition.sectors.map { id in
        Row(
          variant: variant, number: number, condition: condition, sector: id,
          sectorName: words.names[id] ?? id, unit: unit, outcome: outcome,
          text: words.text(condition))
      }
    }
  }
}

extension TimeSeries.Demand {
  /// How it asks, and for which figures.
  fileprivate var parts:
    (kind: ConditionsTable.Demand, value: Double?, deviation: Double?, low: Double?, high: Double?)
  {
    switch self {
    case .equal(let value): (.exactly, value, nil, nil, nil)
    case .about(let value, let deviation): (.about, value, deviation, nil, nil)
    case .between(let low, let high): (.between, nil, nil, low, high)
    }
  }
}
