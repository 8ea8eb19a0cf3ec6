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

extension FigureLabel {
  /// Several figures as files name them, the same in every language.
  static func list(_ labels: [FigureLabel]) -> String {
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
    case .sectors(let year): return say("figure.sectors", ["year": "\(year)"])
    case .contributions(let count, let year):
      return say("figure.contributions", ["count": "\(count)", "year": "\(year)"])
    }
  }
}
