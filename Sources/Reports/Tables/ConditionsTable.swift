internal import Files
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

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

  static let number = Column<Int>(
    "condition", "Number of the condition in its variant, from 1.")
  static let measure = Column<Measure>(
    "measure", "growth on the same periods of the year before, or level.")
  static let unit = CommonColumns.unit.meaning("% or the unit of levels.")
  static let outcome = Column<Double>("outcome", "What it came to; blank while it is ahead.")
  static let text = Column<String>(
    "condition_text", "The condition in words, in the language of the run.")

  static let definition = TableDefinition<Spoken<Row>>(
    "conditions", commands: ["monthly", "track"],
    meaning: "What the variants ask, one row a condition and sector.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(GrowthColumns.variant) { $0.subject.variant },
      Field(number) { $0.subject.number },
      Field(
        GrowthColumns.sector.meaning(
          "Sector; one row each where a condition asks something of their sum.")
      ) { $0.subject.sector },
      Field(GrowthColumns.sectorName) { $0.subject.sectorName },
      Field("first_period", "First period.") { $0.subject.condition.first },
      Field("last_period", "Last period.") { $0.subject.condition.last },
      Field(measure) { $0.subject.condition.isGrowth ? .growth : .level },
      Field("demand", "exactly, about or between.") { $0.subject.condition.demand.kind },
      Field("value", "What is asked; blank for a range.") { $0.subject.condition.demand.value },
      Field("deviation", "Standard deviation around it; for about.") {
        $0.subject.condition.demand.deviation
      },
      Field("low", "Lower end of a range.") { $0.subject.condition.demand.ends?.low },
      Field("high", "Upper end of a range.") { $0.subject.condition.demand.ends?.high },
      Field(unit) { $0.subject.condition.isGrowth ? "%" : $0.subject.unit },
      Field(outcome) { $0.subject.outcome },
      Field(text) { $0.subject.text },
    ])

  /// The conditions of all variants, with what came of them.
  static func of(_ result: GrowthResult, _ language: Language) -> Table {
    let asked = result.variants.flatMap { variant in
      zip(variant.conditions, variant.outcomes).enumerated().map {
        (variant.id, $0 + 1, $1.0, $1.1)
      }
    }
    return table(asked, result.sectors, result.scenario, unit: result.unit, language)
  }

  /// The conditions on the year that is followed.
  static func of(_ result: GrowthTracking, _ language: Language) -> Table {
    var seen: Set<String> = []
    let asked = result.rows.filter { seen.insert($0.target).inserted }.map {
      ($0.target, 1, $0.condition, Double?.none)
    }
    return table(asked, result.sectors, result.scenario, unit: result.unit, language)
  }

  private static func table(
    _ asked: [(variant: String, number: Int, condition: GrowthCondition, outcome: Double?)],
    _ sectors: [GrowthSector], _ scenario: String, unit: String, _ language: Language
  ) -> Table {
    let words = ConditionWords(language, sectors: sectors, unit: unit)
    let rows = asked.flatMap { variant, number, condition, outcome in
      condition.sectors.map { id in
        Row(
          variant: variant, number: number, condition: condition, sector: id,
          sectorName: words.names[id] ?? id, unit: unit, outcome: outcome,
          text: words.text(condition))
      }
    }
    return definition.table(Spoken.all(rows, of: scenario, language))
  }
}

extension GrowthCondition.Demand {
  fileprivate var kind: ConditionsTable.Demand {
    switch self {
    case .equal: .exactly
    case .about: .about
    case .between: .between
    }
  }

  fileprivate var value: Double? {
    switch self {
    case .equal(let value), .about(let value, _): value
    case .between: nil
    }
  }

  fileprivate var deviation: Double? {
    if case .about(_, let deviation) = self { deviation } else { nil }
  }

  fileprivate var ends: (low: Double, high: Double)? {
    if case .between(let low, let high) = self { (low, high) } else { nil }
  }
}
