internal import Coherence
internal import Files
internal import Pipeline
internal import Tables
internal import TimeSeries
package import Tracking

/// `history.csv`.
enum HistoryTable {
  /// How a value came about.
  enum OriginKind: String, Fact, FieldValue, CaseIterable {
    case published, parts, splice, derived, partial
  }

  /// One value of an indicator.
  struct Row: Sendable {
    let indicator: String
    let point: HistoryPoint

    /// How it came about, and from what.
    var origin: (kind: OriginKind, from: String) {
      switch point.origin {
      case .published: (.published, "")
      case .made(.parts, let how): (.parts, how)
      case .made(.splice, let how): (.splice, how)
      case .derived(let from): (.derived, FigureLabel.list(from))
      case .partial(let from): (.partial, FigureLabel.list(from))
      }
    }
  }

  static let value = Column<Double>(
    "value", "The value, in the unit of the indicator or as an index.")
  static let origin = Column<OriginKind>(
    "origin",
    "published, parts where figures of the region's parts make it, splice where an older series does, derived from other figures, or partial: evidence about a year that is not over."
  )

  static let definition = TableDefinition<Spoken<Row>>(
    "history", "The history of each indicator, value by value, and how it came about.",
    ofScenario: [
      Field(CommonColumns.indicator) { $0.indicator },
      Field(CommonColumns.frequency) { $0.point.period.frequency },
      Field(CommonColumns.period) { $0.point.period },
      Field(value) { $0.point.value },
      Field(
        "measurement_error",
        "Standard deviation of the value: rounding, revisions, a year that is not over."
      ) { $0.point.measurementError },
      Field(origin) { $0.origin.kind },
      Field("from", "The figures that it was derived from.") { $0.origin.from },
    ])

  static func rows(_ result: RunResult) -> [Row] {
    result.indicators.flatMap { indicator in
      (indicator.history?.history.points ?? []).map { Row(indicator: indicator.id, point: $0) }
    }
  }
}

extension FigureLabel {
  /// Several figures as files name them, the same in every language.
  static func list(_ labels: [FigureLabel]) -> String {
    labels.map { $0.text(.of(.en)) }.joined(separator: "; ")
  }

  /// The figure in words of a language: `sum of 4 contributions 2022`; ids stay as they are.
  func text(_ say: Catalogue) -> String {
    switch self {
    case .published(let series, let period, let status, let vintage):
      let day = vintage.map { ", \(say.day($0))" } ?? ""
      let word = say.word("start.printed.status.", status.rawValue)
      return "\(series) \(say.period(period)) (\(word)\(day))"
    case .periods(let series, let year, let count):
      return say("figure.periods", ["series": series, "year": "\(year)", "count": "\(count)"])
    case .sectors(let year): return say("figure.sectors", ["year": "\(year)"])
    case .contributions(let count, let year):
      return say("figure.contributions", ["count": "\(count)", "year": "\(year)"])
    }
  }
}

/// `discrepancies.csv`.
enum DiscrepancyTable {
  /// A figure that gave way.
  struct Row: Sendable {
    /// The indicator or the sector.
    let id: String
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

  /// What stands there where nothing less than all earlier figures is against one.
  static let earlier = "figures that go before it"
  /// How many figures are named there.
  static let mostAgainst = 6

  static let definition = TableDefinition<Spoken<Row>>(
    "discrepancies", "Published figures that gave way to others beyond rounding.",
    ofScenario: [
      Field(
        CommonColumns.indicator.meaning("Indicator, or sector of a growth scenario.")
      ) { $0.id },
      Field(gaveWay) { $0.gaveWay },
      Field(against) { $0.against },
      Field(published) { $0.published },
      Field(implied) { $0.implied },
      Field("difference", "Published minus implied.") { $0.published - $0.implied },
      Field("rounding", "What rounding alone may explain.") { $0.rounding },
    ])

  static func rows(_ result: RunResult) -> [Row] {
    result.indicators.flatMap { indicator in
      (indicator.history?.discrepancies ?? []).map { row in
        Row(
          id: indicator.id, gaveWay: row.label.text(.of(.en)),
          against: FigureLabel.list(row.against), published: row.published, implied: row.implied,
          rounding: row.rounding)
      }
    }
  }
}

extension GrowthDiscrepancy {
  /// The row of `discrepancies.csv`.
  var row: DiscrepancyTable.Row {
    DiscrepancyTable.Row(
      id: sector, gaveWay: figure.code,
      against: isSpread
        ? DiscrepancyTable.parts : against.isEmpty ? DiscrepancyTable.earlier : told(against),
      published: published, implied: implied, rounding: rounding)
  }

  /// The figures that go before it, the first of many.
  private func told(_ figures: [GrowthFigure]) -> String {
    figures.prefix(DiscrepancyTable.mostAgainst).map(\.code).joined(separator: "; ")
      + (figures.count > DiscrepancyTable.mostAgainst ? "; …" : "")
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
