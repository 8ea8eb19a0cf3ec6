internal import Coherence
internal import Files
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// `history.csv`.
enum HistoryTable {
  /// How a value came about.
  enum OriginKind: String, Fact, FieldValue, CaseIterable {
    case published, derived, partial
  }

  /// One value of an indicator.
  struct Row: Sendable {
    let indicator: String
    let point: HistoryPoint

    var kind: OriginKind {
      switch point.origin {
      case .published: .published
      case .derived: .derived
      case .partial: .partial
      }
    }

    var sources: [FigureLabel] {
      switch point.origin {
      case .published: []
      case .derived(let from), .partial(let from): from
      }
    }
  }

  static let origin = Column<OriginKind>(
    "origin",
    "published, derived from other figures, or partial: evidence about a year that is not over.")

  static let definition = TableDefinition<Spoken<Row>>(
    "history", commands: ["run", "merge", "sweep"],
    meaning: "The history of each indicator, value by value, and how it came about.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(CommonColumns.indicator) { $0.indicator },
      Field(CommonColumns.frequency) { $0.point.period.frequency },
      Field(CommonColumns.period) { $0.point.period },
      Field("value", "The value, in the unit of the indicator or as an index.") {
        $0.point.value
      },
      Field(
        "measurement_error",
        "Standard deviation of the value: rounding, revisions, a year that is not over."
      ) { $0.point.measurementError },
      Field(origin) { $0.kind },
      Field("from", "The figures that it was derived from.") {
        FigureLabel.list($0.sources)
      },
    ])

  static func of(_ result: RunResult, _ language: Language) -> Table {
    let rows = result.indicators.flatMap { indicator in
      (indicator.history?.history.points ?? []).map { Row(indicator: indicator.id, point: $0) }
    }
    return definition.table(Spoken.all(rows, of: result.scenario.name, language))
  }
}

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
}

extension FigureLabel {
  /// Several figures as files name them, the same in every language.
  fileprivate static func list(_ labels: [FigureLabel]) -> String {
    labels.map { $0.text(.of(.en)) }.joined(separator: "; ")
  }

  /// The figure in words of a language: `sum of 4 contributions 2022`; ids and dates stay as they are.
  func text(_ say: Catalogue) -> String {
    switch self {
    case .published(let series, let period, let status, let vintage):
      let day = vintage.map { ", \($0)" } ?? ""
      return "\(series) \(period) (\(status.rawValue)\(day))"
    case .periods(let series, let year, let count):
      return say(
        "figure.periods", ["series": series, "year": "\(year)", "count": "\(count)"])
    case .contributions(let count, let year):
      return say("figure.contributions", ["count": "\(count)", "year": "\(year)"])
    }
  }
}
