internal import Tables

/// Every table that a command writes; the reference is made from it, and folders are read by it.
enum TableCatalogue {
  /// All tables, in alphabetical order of their names.
  static let outlines: [TableOutline] = [
    AttainmentTable.definition.outline,
    CalibrationTable.definition.outline,
    CascadeTable.definition.outline,
    ComparisonTable.definition.outline,
    CountTable.definition.outline,
    DiscrepancyTable.definition.outline,
    DrawTable.outline,
    DriverTable.definition.outline,
    FindingTable.definition.outline,
    FloorTable.definition.outline,
    HistoryTable.definition.outline,
    JointTable.definition.outline,
    LimitTable.definition.outline,
    PriorTable.definition.outline,
    ProjectionTable.definition.outline,
    RequirementTable.definition.outline,
  ]

  /// What is said of the tables with a name; `nil` where no command writes one.
  static func outline(named name: String) -> TableOutline? {
    outlines.first { $0.name == name }
  }
}
