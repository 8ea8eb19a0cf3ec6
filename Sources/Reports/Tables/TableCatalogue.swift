internal import Tables

/// Every table that a command writes. Folders are read, and the reference is made, from this.
enum TableCatalogue {
  /// All tables, in alphabetical order of their names.
  static let outlines: [TableOutline] = [
    AttainmentTable.definition.outline,
    ConditionsTable.definition.outline,
    ContributionsTable.definition.outline,
    DiscrepanciesTable.growth.outline,
    GrowthFiguresTable.annual.outline,
    GrowthFiguresTable.monthly.outline,
    GrowthFiguresTable.quarterly.outline,
    ModelsTable.definition.outline,
    NotesTable.definition.outline,
    PastYearsTable.definition.outline,
    PredictionsTable.definition.outline,
    PredictionsTable.judged.outline,
    ProbabilitiesTable.definition.outline,
    ReliabilityTable.definition.outline,
    RivalsTable.definition.outline,
    ScoresTable.definition.outline,
    SweepTable.outline,
    TrackingTable.definition.outline,
    TransformsTable.definition.outline,
    VariantsTable.definition.outline,
  ]

  /// What is said of the tables with a name; `nil` where no command writes one.
  static func outline(named name: String) -> TableOutline? {
    outlines.first { $0.name == name }
  }
}
