internal import Tables

/// Columns that several tables share.
enum CommonColumns {
  static let scenario = Column<String>("scenario", "Name of the scenario.")
  static let plan = Column<String>("plan", "Id of the plan.")
  static let reference = Column<String>("ref", "Place of the target in the plan.")
  static let indicator = Column<String>("indicator", "Id of the indicator.")
  static let unit = Column<String>("unit", "Unit of the values.")
}
