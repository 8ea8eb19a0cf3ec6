internal import Pipeline
internal import Scoring
internal import Tables

/// `reliability.csv`.
enum ReliabilityTable {
  /// A bin of stated probabilities of one method.
  struct Row: Sendable {
    let method: String
    let number: Int
    let bin: Reliability.Bin
  }

  static let bin = Column<Int>("bin", "Number of the bin.")
  static let cases = Column<Int>("cases", "Statements in it.")
  static let stated = Column<Double>("stated", "Mean stated probability.")
  static let observed = Column<Double>("observed", "Share that happened.")

  static let definition = TableDefinition<Row>(
    "reliability", commands: ["backtest"],
    meaning: "Stated against observed frequencies of the event, in bins of about equal count.",
    fields: [
      Field(PanelColumns.method) { $0.method }, Field(bin) { $0.number },
      Field(cases) { $0.bin.cases }, Field(stated) { $0.bin.stated },
      Field(observed) { $0.bin.observed },
    ])

  static func of(_ backtest: PanelBacktest) -> Table {
    definition.table(
      backtest.methods.flatMap { method in
        method.reliability.bins.enumerated().map {
          Row(method: method.name, number: $0 + 1, bin: $1)
        }
      })
  }
}
