internal import Files
internal import Pipeline
internal import Scoring
internal import Tables

/// `pit.csv`: probability integral transforms.
enum TransformsTable {
  /// A tenth of one method.
  struct Row: Sendable {
    let method: String
    let tenth: Int
    let cases: Int
  }

  static let definition = TableDefinition<Row>(
    "pit", commands: ["backtest"],
    meaning: "Where outcomes fell in their forecasts: flat when the forecasts are right.",
    fields: [
      Field(PanelColumns.method) { $0.method },
      Field("from", "Lower end of the tenth.") { Double($0.tenth) / 10 },
      Field("to", "Upper end of the tenth.") { Double($0.tenth + 1) / 10 },
      Field("cases", "Outcomes in it.") { $0.cases },
    ])

  static func of(_ backtest: PanelBacktest) -> Table {
    definition.table(
      backtest.methods.flatMap { method in
        method.score.pit.counts.enumerated().map {
          Row(method: method.name, tenth: $0, cases: $1)
        }
      })
  }
}
