public import Tables
public import TimeSeries

/// What a row of a table is about, with the scenario it belongs to and the language its names are in.
@dynamicMemberLookup
struct Spoken<Subject: Sendable>: Sendable {
  let scenario: String
  let language: Language
  let subject: Subject

  /// What the subject says.
  subscript<Value>(dynamicMember path: KeyPath<Subject, Value>) -> Value { subject[keyPath: path] }
}

extension TableDefinition {
  /// A table of one scenario, whose name stands in the first column.
  init<Row>(
    _ name: String, _ meaning: String, ofScenario fields: [Field<Spoken<Row>>]
  ) where Subject == Spoken<Row> {
    let scenario = Field<Spoken<Row>>(CommonColumns.scenario) { $0.scenario }
    self.init(name, meaning, fields: [scenario] + fields)
  }
}

/// Columns that several tables share.
enum CommonColumns {
  static let scenario = Column<String>("scenario", "Name of the scenario.")
  static let plan = Column<String>("plan", "Id of the plan.")
  static let reference = Column<String>("ref", "Place of the target in the plan.")
  static let indicator = Column<String>("indicator", "Id of the indicator.")
  static let unit = Column<String>("unit", "Unit of the values.")
  static let target = Column<String>("name", "Name of the target, in the language of the run.")
  static let year = Column<Int>("year", "Year.")
  static let error = Column<Double>("mc_error", "Its standard error.")
  static let p10 = Column<Double>(
    "p10", "The indicator in that year: 10% of paths lie at or below.")
  static let p50 = Column<Double>("p50", "The same, half of the paths.")
  static let p90 = Column<Double>("p90", "The same, 90% of the paths.")
  static let frequency = Column<Frequency>("frequency", "A, Q or M.")
  static let period = Column<Period>("period", "2024, 2024-Q1 or 2024-01.")
  static let finding = Column<String>("finding", "The sentence, in the language of the run.")
}

extension Frequency: Fact, FieldValue {}

extension Period: Fact, FieldValue {
  /// As it is written in files.
  public var code: String { description }
  /// The period of a text.
  public init?(code: String) { self.init(code) }
}

extension CalendarDate: Fact, FieldValue {
  /// The day, which has a code always.
  public var cell: Cell { .fact(self) }
  /// As it is written in files.
  public var code: String { description }
  /// The day of a text.
  public init?(code: String) { self.init(code) }
}

extension Bool: Fact, FieldValue {
  /// `yes` or `no`.
  public var code: String { self ? "yes" : "no" }
  /// What a `yes` or `no` says.
  public init?(code: String) {
    switch code {
    case "yes": self = true
    case "no": self = false
    default: return nil
    }
  }
}
