internal import Coherence
internal import Files
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// `discrepancies.csv`.
enum DiscrepancyTable {
  /// A figure that gave way.
  struct Row: Sendable {
    let scenario: String
    /// The indicator or the sector.
    let subject: String
    let gaveWay, against: String
    let published, implied, rounding: Double
  }

  static let definition = TableDefinition<Row>(
    "discrepancies", commands: ["run", "merge", "sweep", "monthly", "track"],
    meaning: "Published figures that gave way to others beyond rounding.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(
        CommonColumns.indicator.meaning("Indicator, or sector of a growth scenario.")
      ) { $0.subject },
      Field("gave_way", "The figure that gave way: series, period, vintage.") { $0.gaveWay },
      Field("against", "The figures that go before it.") { $0.against },
      Field("published", "What was published, in percent (growth) or in its unit.") {
        $0.published
      },
      Field("implied", "What the other figures imply, in the same unit.") { $0.implied },
      Field("difference", "Published minus implied.") { $0.published - $0.implied },
      Field("rounding", "What rounding alone may explain.") { $0.rounding },
    ])

  static func of(_ result: RunResult) -> Table {
    definition.table(
      result.indicators.flatMap { indicator in
        (indicator.history?.discrepancies ?? []).map { row in
          Row(
            scenario: result.scenario.name, subject: indicator.id,
            gaveWay: row.label.text(.of(.en)), against: FigureLabel.list(row.against),
            published: row.published, implied: row.implied, rounding: row.rounding)
        }
      })
  }

  /// Of the sectors of a growth scenario.
  static func of(_ discrepancies: [GrowthDiscrepancy], _ scenario: String) -> Table {
    definition.table(
      discrepancies.map { row in
        Row(
          scenario: scenario, subject: row.sector, gaveWay: label(row.figure),
          against: row.isSpread
            ? "the parts, which were adjusted" : "figures that go before it",
          published: row.published, implied: row.implied, rounding: row.rounding)
      })
  }

  /// Series, period and day of publication of a figure, or why a stated level is known.
  private static func label(_ figure: GrowthFigure) -> String {
    let name = "\(figure.series) \(figure.period)"
    return switch figure.origin {
    case .stated(let reason): "\(name) (\(reason))"
    case .published(let vintage): name + (vintage.map { " of \($0)" } ?? "")
    }
  }
}
