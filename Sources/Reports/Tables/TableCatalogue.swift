internal import Tables

/// Every table that a command writes. Folders are read, and the reference is made, from this.
enum TableCatalogue {
  /// All tables, in alphabetical order of their names.
  static let outlines: [TableOutline] = [
    AttainmentTable.definition.outline,
    CalibrationTable.definition.outline,
    CascadeTable.definition.outline,
    ComparisonTable.definition.outline,
    ConditionsTable.definition.outline,
    ContributionsTable.definition.outline,
    CountTable.definition.outline,
    DiscrepancyTable.definition.outline,
    DrawTable.outline,
    DriverTable.definition.outline,
    FindingTable.definition.outline,
    FloorTable.definition.outline,
    GrowthFiguresTable.annual.outline,
    GrowthFiguresTable.monthly.outline,
    GrowthFiguresTable.quarterly.outline,
    HistoryTable.definition.outline,
    JointTable.definition.outline,
    LimitTable.definition.outline,
    ModelsTable.definition.outline,
    NotesTable.definition.outline,
    PastYearsTable.definition.outline,
    PredictionsTable.definition.outline,
    PredictionsTable.judged.outline,
    PriorTable.definition.outline,
    ProbabilitiesTable.definition.outline,
    ProjectionTable.definition.outline,
    ReliabilityTable.definition.outline,
    RequirementTable.definition.outline,
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
