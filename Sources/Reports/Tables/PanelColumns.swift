public import Plans
public import Tables

/// Columns that tables of panels share.
enum PanelColumns {
  static let id = Column<String>("unique_id", "Id of the series.")
  static let period = Column<String>("ds", "Period, written as the panel writes its own.")
  static let method = Column<String>("method", "What was asked for, or a rival.")
}

extension PanelTarget.Direction: Fact, FieldValue {}
