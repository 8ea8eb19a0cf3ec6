internal import Files
internal import Plans
public import Tables
internal import TimeSeries
public import Tracking

/// `changes.csv`.
enum ChangesTable {
  static let quantity = Column<GrowthChanges.Quantity>(
    "quantity",
    "growth of a sector or measure in the year (percent), value of the year of a measure without growth (in its unit), or the chance of a variant, target or measure."
  )
  static let ref = Column<String>("ref", "Sector, variant, target or measure.")
  static let period = Column<PeriodOfYear>(
    "period", "The year; of a chance of a measure also a part of it, such as 2026-Q3 or 2026-9M.")
  static let cause = Column<GrowthChanges.Cause>(
    "cause",
    "scenario (the file, the program, or data that came later with an earlier day), plan (what measures and variants are asked for), revised (later figures for periods known then), new (figures for other periods), or together where the causes cannot be told apart."
  )
  static let before = Column<Double>(
    "before", "Figure before this cause: percent, in the unit, or a chance from 0 to 1.")
  static let after = Column<Double>("after", "Figure after it.")
  static let earlier = Column<CalendarDate>("earlier_as_of", "Day of the earlier run.")
  static let points = Column<Double>(
    "points", "The move: percentage points, of a value in its unit.")
  static let name = Column<String>(
    "name", "Name of the sector or measure, or title of the variant, in the language of the run.")

  static let definition = TableDefinition<Spoken<(row: GrowthChanges.Row, changes: GrowthChanges)>>(
    "changes",
    "With --against: what moved since an earlier run, and why; the causes of one figure add up to its whole move.",
    ofScenario: [
      Field(quantity) { $0.subject.row.quantity },
      Field(ref) { $0.subject.row.id },
      Field(period) { $0.subject.row.period },
      Field(cause) { $0.subject.row.cause },
      Field(before) { $0.subject.row.before },
      Field(after) { $0.subject.row.after },
      Field(points) { $0.subject.row.points },
      Field(earlier) { $0.subject.changes.before },
      Field("as_of", "Day of this run.") { $0.subject.changes.after },
      Field(name) { row in
        row.subject.changes.name(of: row.subject.row).map(row.language.text)
      },
    ])
}

/// `changed_figures.csv`.
enum ChangedFiguresTable {
  static let series = Column<String>(
    "series",
    "Series; the sector or measure where figures bear no day of publication, or one is gone; of a plan the measure or variant."
  )
  static let period = Column<PeriodOfYear>("period", "Period.")
  static let before = Column<PublishedFigure>(
    "before",
    "Figure that was known then (of track without days growth from January, percent), or plan that was asked; blank for a new one."
  )
  static let after = Column<PublishedFigure>("after", "Figure now; blank for one that is gone.")
  static let vintage = Column<CalendarDate>(
    "vintage", "Day of its publication; blank where nobody says, and of plans.")
  static let name = Column<String>(
    "name",
    "Name of the sector, measure or variant that it is of, and what it says of that, in the language of the run."
  )

  static let definition = TableDefinition<Spoken<GrowthChanges.Figure>>(
    "changed_figures",
    "With --against: figures of the own series of sectors and measures that came out since the earlier run's day, or that the tables of both runs tell, and plans that changed.",
    ofScenario: [
      Field(ChangesTable.cause.meaning("plan, revised, new or withdrawn.")) { $0.cause },
      Field(series) { $0.series },
      Field(period) { $0.subject.period },
      Field(before) { $0.subject.before },
      Field(after) { $0.subject.after },
      Field(vintage) { $0.subject.vintage },
      Field(name) { Catalogue.of($0.language).name(of: $0.subject) },
    ])
}

extension GrowthChanges {
  /// The name of what moved; of chances in growth scenarios the title of the variant.
  func name(of row: Row) -> LocalizedText? {
    row.quantity == .chance && names[row.id] == nil ? variants[row.id] : names[row.id]
  }
}

extension Catalogue {
  /// What a figure is of, and what it says of that; `nil` where nothing has a name.
  func name(of figure: GrowthChanges.Figure) -> String? {
    guard let name = figure.name.map(language.text), !name.isEmpty else { return nil }
    switch (figure.isGrowth, figure.isToDate) {
    case (false, false): return name
    case (false, true): return self("changes.figure.to_date", ["name": name])
    case (true, false): return self("changes.figure.growth", ["name": name])
    case (true, true): return self("changes.figure.growth_to_date", ["name": name])
    }
  }
}

extension GrowthChanges: ScenarioResult { var scenarioName: String { scenario } }
extension GrowthChanges.Cause: Fact, FieldValue {}
extension GrowthChanges.Quantity: Fact, FieldValue {}
