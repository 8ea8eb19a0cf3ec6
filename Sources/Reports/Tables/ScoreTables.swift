internal import Files
public import Pipeline
internal import Scoring
public import Tables
internal import TimeSeries
public import Tracking

/// `scores.csv` of `score`: every statement with what came of it.
enum SaidTable {
  static let definition = TableDefinition<ScoreResult.Row>(
    "scores", "What earlier runs said, one row a statement, with what came of it.",
    fields: [
      Field("run", "Run folder that said it.") { $0.statement.run },
      Field("as_of", "Day whose knowledge it had; blank where the run had none.") {
        $0.statement.asOf
      },
      Field(
        "kind",
        "target, variant, tracking, tracking_replay (computed afterwards with what was known then), measure or task for chances; projection, growth or outlook for ranges."
      ) { $0.statement.kind },
      Field(
        CommonColumns.reference.meaning(
          "Plan and place of the target, variant, indicator, sector, measure or task.")
      ) { $0.statement.reference },
      Field("period", "Period that it speaks of.") { $0.statement.period },
      Field(
        "probability", "Stated chance; of a range the share of outcomes that it is to hold."
      ) { $0.statement.probability },
      Field("outcome", "1 where it came about or the range held, else 0; blank while unscored.") {
        $0.outcome.map { $0.happened ? 1 : 0 }
      },
      Field("brier", "Square of the distance between chance and outcome; blank for ranges.") {
        $0.brier
      },
      Field("low", "Lower end of a range.") { $0.statement.range?.lowerBound },
      Field("high", "Upper end of a range.") { $0.statement.range?.upperBound },
      Field("value", "Figure that decides it; blank where several do.") { $0.outcome?.value },
      Field(
        "factor",
        "What figures of now were multiplied by to stand on the base of the run, before they were compared; blank where both stand on one."
      ) { $0.outcome?.factor },
      Field("first_published", "Day on which a figure that decides it was first published.") {
        $0.outcome?.published
      },
      Field("vintage", "Day of publication of the figure that counts.") { $0.outcome?.vintage },
      Field(
        "outcome_of", "What it is about; statements that share it come true or not together."
      ) { $0.outcome?.quantity },
      Field(
        "status",
        "scored, open (no outcome yet), known_before (made when the outcome could be known), repeated (said by an earlier folder of the same day, or of the same files where no day is known) or gone (the scenario no longer has it)."
      ) { $0.status },
    ])
}

extension ScoreResult.Status: Fact, FieldValue {}
extension Statement.Kind: Fact, FieldValue {}

/// `reliability.csv` of `score` and `track --backtest`: what was said near each tenth, and what came true.
enum SaidReliabilityTable {
  /// What is counted.
  enum Measure: String, Fact, FieldValue {
    case chance, range
  }

  /// Statements that are counted together.
  struct Row: Sendable {
    let measure: Measure
    let kind: String
    let bin: StatedChances.Bin
  }

  static let definition = TableDefinition<Row>(
    "reliability", "What was said to be so likely, and how often it came true.",
    fields: [
      Field("measure", "chance, or range for ranges that are to hold 80% of outcomes.") {
        $0.measure
      },
      Field(
        "kind",
        "Kind of statement as in scores.csv; all for every chance that was said beforehand. Of track: whether growth of past years would be half a point above the year before, of the top sector or of all sectors."
      ) { $0.kind },
      Field(
        "near", "Tenth that the stated chances are near to; blank for all statements of the kind."
      ) { $0.bin.near },
      Field("statements", "Statements.") { $0.bin.statements },
      Field("outcomes", "Outcomes that they are about.") { $0.bin.outcomes },
      Field("stated", "Mean stated chance.") { $0.bin.stated },
      Field("came_true", "Statements that came true.") { $0.bin.cameTrue },
      Field("observed", "Share that came true.") { $0.bin.observed },
      Field(
        "error",
        "Its standard error, clustered by outcome; blank for a single outcome, where all came true, and where none did."
      ) { $0.bin.error },
      Field(
        "error_if_right",
        "Standard error that the share would have if the statements were right, those about one outcome taken as one."
      ) { $0.bin.errorIfRight },
      Field("brier", "Mean square of the distance between chance and outcome.") { $0.bin.brier },
    ])

  static func rows(_ year: GrowthTracking) -> [Row] {
    year.pastChances.flatMap { sectors, chances in
      rows(chances, kind: sectors.rawValue, .chance, bins: true)
    }
  }

  static func rows(_ result: ScoreResult) -> [Row] {
    result.groups.flatMap { group -> [Row] in
      let isRange = group.kind?.isRange ?? false
      return rows(
        group.chances, kind: group.kind?.rawValue ?? "all", isRange ? .range : .chance,
        bins: !isRange)
    }
  }

  static func rows(
    _ chances: StatedChances, kind: String, _ measure: Measure, bins: Bool
  ) -> [Row] {
    ([chances.all].compactMap(\.self) + (bins ? chances.bins : [])).map {
      Row(measure: measure, kind: kind, bin: $0)
    }
  }
}
