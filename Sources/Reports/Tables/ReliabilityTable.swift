internal import Files
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

  static let definition = TableDefinition<Row>(
    "reliability", commands: ["backtest"],
    meaning: "Stated against observed frequencies of the event, in bins of about equal count.",
    fields: [
      Field(PanelColumns.method) { $0.method }, Field("bin", "Number of the bin.") { $0.number },
      Field("cases", "Statements in it.") { $0.bin.cases },
      Field("stated", "Mean stated probability.") { $0.bin.stated },
      Field("observed", "Share that happened.") { $0.bin.observed },
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
