internal import Files
internal import Pipeline
internal import Tables

/// `discrepancies.csv`.
enum DiscrepanciesTable {

  /// Of a growth scenario.
  static let growth = TableDefinition<Spoken<GrowthDiscrepancy>>(
    "discrepancies", commands: ["run", "merge", "sweep", "monthly", "track"],
    meaning: "Published figures that gave way to others beyond rounding.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(CommonColumns.indicator.meaning("Indicator, or sector of a growth scenario.")) {
        $0.subject.sector
      },
      Field("gave_way", "The figure that gave way: series, period, vintage.") {
        label($0.subject.figure)
      },
      Field("against", "The figures that go before it.") {
        $0.subject.isSpread ? "the parts, which were adjusted" : "figures that go before it"
      },
      Field("published", "What was published, in percent (growth) or in its unit.") {
        $0.subject.published
      },
      Field("implied", "What the other figures imply, in the same unit.") { $0.subject.implied },
      Field("difference", "Published minus implied.") { $0.subject.published - $0.subject.implied },
      Field("rounding", "What rounding alone may explain.") { $0.subject.rounding },
    ])

  /// Series, period and day of publication of a figure, or why a stated level is known.
  private static func label(_ figure: GrowthFigure) -> String {
    let name = "\(figure.series) \(figure.period)"
    return switch figure.origin {
    case .stated(let reason): "\(name) (\(reason))"
    case .published(let vintage): name + (vintage.map { " of \($0)" } ?? "")
    }
  }
}
