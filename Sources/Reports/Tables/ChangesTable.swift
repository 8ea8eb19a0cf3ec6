internal import Files
public import Pipeline
public import Tables
internal import TimeSeries

/// `changes.csv`.
enum ChangesTable {
  static let definition = TableDefinition<Spoken<(row: GrowthChanges.Row, changes: GrowthChanges)>>(
    "changes",
    "With --against: what moved since an earlier run, and why; the causes of one figure add up to its whole move.",
    ofScenario: [
      Field(
        "quantity", "growth of a sector in the year (percent), or the chance of a variant."
      ) { $0.subject.row.quantity },
      Field("ref", "Sector or variant.") { $0.subject.row.id },
      Field(GrowthColumns.period.meaning("Year.")) { .year($0.subject.changes.year) },
      Field(
        "cause",
        "scenario (the file, the program, or data that came later with an earlier day), revised (later figures for periods known then), new (figures for other periods), or together where the causes cannot be told apart."
      ) { $0.subject.row.cause },
      Field("before", "Figure before this cause: percent, or a chance from 0 to 1.") {
        $0.subject.row.before
      },
      Field("after", "Figure after it.") { $0.subject.row.after },
      Field("points", "The move, in percentage points.") { $0.subject.row.points },
      Field("earlier_as_of", "Day of the earlier run.") { $0.subject.changes.before },
      Field("as_of", "Day of this run.") { $0.subject.changes.after },
    ])
}

/// `changed_figures.csv`.
enum ChangedFiguresTable {
  static let definition = TableDefinition<Spoken<GrowthChanges.Figure>>(
    "changed_figures",
    "With --against: figures of the sectors' own series that came out since the earlier run's day.",
    ofScenario: [
      Field("cause", "revised or new.") { $0.cause },
      Field("series", "Series.") { $0.series },
      Field(GrowthColumns.period.meaning("Period.")) { $0.period },
      Field("before", "Figure that was known then; blank for a new one.") { $0.subject.before },
      Field("after", "Figure now.") { $0.after },
      Field("vintage", "Day of its publication.") { $0.vintage },
    ])
}

extension GrowthChanges: ScenarioResult { var scenarioName: String { scenario } }
extension GrowthChanges.Cause: Fact, FieldValue {}
extension GrowthChanges.Quantity: Fact, FieldValue {}
