internal import Pipeline
internal import Tables

/// `discrepancies.csv`.
enum DiscrepanciesTable {
  static let gaveWay = Column<String>(
    "gave_way", "The figure that gave way: series, period, vintage.")
  static let against = Column<String>("against", "The figures that go before it.")
  static let published = Column<Double>(
    "published", "What was published, in percent (growth) or in its unit.")
  static let implied = Column<Double>(
    "implied", "What the other figures imply, in the same unit.")
  static let difference = Column<Double>("difference", "Published minus implied.")
  static let rounding = Column<Double>("rounding", "What rounding alone may explain.")

  /// Of a growth scenario.
  static let growth = TableDefinition<Spoken<GrowthDiscrepancy>>(
    "discrepancies", commands: ["run", "merge", "sweep", "monthly", "track"],
    meaning: "Published figures that gave way to others beyond rounding.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(CommonColumns.indicator.meaning("Indicator, or sector of a growth scenario.")) {
        $0.subject.sector
      },
      Field(gaveWay) { label($0.subject.figure) },
      Field(against) {
        $0.subject.isSpread ? "the parts, which were adjusted" : "figures that go before it"
      },
      Field(published) { $0.subject.published },
      Field(implied) { $0.subject.implied },
      Field(difference) { $0.subject.published - $0.subject.implied },
      Field(rounding) { $0.subject.rounding },
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
