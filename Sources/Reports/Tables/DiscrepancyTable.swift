internal import Coherence
internal import Files
package import Pipeline
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

  static let gaveWay = Column<String>(
    "gave_way", "The figure that gave way: series, period, vintage.")
  static let against = Column<String>("against", "The figures that go before it.")
  static let published = Column<Double>(
    "published", "What was published, in percent (growth) or in its unit.")
  static let implied = Column<Double>("implied", "What the other figures imply, in the same unit.")
  /// What stands under `against` where the parts gave way to the whole.
  static let parts = "the parts, which were adjusted"

  static let definition = TableDefinition<Row>(
    "discrepancies", commands: ["run", "merge", "sweep", "monthly", "track"],
    meaning: "Published figures that gave way to others beyond rounding.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(
        CommonColumns.indicator.meaning("Indicator, or sector of a growth scenario.")
      ) { $0.subject },
      Field(gaveWay) { $0.gaveWay },
      Field(against) { $0.against },
      Field(published) { $0.published },
      Field(implied) { $0.implied },
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
          scenario: scenario, subject: row.sector, gaveWay: row.figure.code,
          against: row.isSpread ? parts : "figures that go before it",
          published: row.published, implied: row.implied, rounding: row.rounding)
      })
  }
}

extension GrowthFigure {
  /// Series, period and day of publication of a figure, or why a stated level is known.
  package var code: String {
    let name = "\(series) \(period)"
    return switch origin {
    case .stated(let reason): "\(name) (\(reason))"
    case .published(let vintage): name + (vintage.map { " of \($0)" } ?? "")
    }
  }

  /// The figure that is written so.
  package init?(code: String) {
    let parts = code.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1, let period = Period(String(parts[1])) else { return nil }
    let series = String(parts[0])
    guard parts.count > 2 else {
      self.init(series, period)
      return
    }
    let rest = parts[2]
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      self.init(series, period, .stated(reason: String(rest.dropFirst().dropLast())))
    } else if rest.hasPrefix("of "), let day = CalendarDate(String(rest.dropFirst(3))) {
      self.init(series, period, .published(day))
    } else {
      return nil
    }
  }
}
