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

  static let from = Column<Double>("from", "Lower end of the tenth.")
  static let to = Column<Double>("to", "Upper end of the tenth.")
  static let cases = Column<Int>("cases", "Outcomes in it.")

  static let definition = TableDefinition<Row>(
    "pit", commands: ["backtest"],
    meaning: "Where outcomes fell in their forecasts: flat when the forecasts are right.",
    fields: [
      Field(PanelColumns.method) { $0.method }, Field(from) { Double($0.tenth) / 10 },
      Field(to) { Double($0.tenth + 1) / 10 }, Field(cases) { $0.cases },
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
