internal import Plans
public import Tables
internal import TimeSeries
public import Tracking

extension AllocationRow.Basis: Fact, FieldValue {}

/// `allocation.csv`.
enum AllocationTable {
  static let part = Column<String>("part", "Id of the part.")
  static let total = Column<Double>("total", "What is shared out: the plan of the measure's year.")
  static let p10 = Column<Double>(
    "outlook_p10", "What the part comes to by itself: 10% of futures lie at or below.")
  static let p50 = Column<Double>("outlook_p50", "The same, half of the futures.")
  static let p90 = Column<Double>("outlook_p90", "The same, 90% of the futures.")
  static let allotted = Column<Double>(
    "allotted",
    "What the part gets, rounded so that parts add up to the total; blank where one of them has no outlook."
  )
  static let probability = Column<Double>(
    "probability", "Chance that it meets what it gets: equal for all parts but for rounding.")
  static let basis = Column<AllocationRow.Basis>(
    "basis",
    "What the outlook rests on: data, little (less than three years of past), over, judgement (somebody's), none."
  )

  static let definition = TableDefinition<Spoken<AllocationRow>>(
    "allocation",
    "Where the scenario asks for it: the year's plan of a measure shared out over parts, at the same chance for each.",
    ofScenario: [
      Field(ScorecardTable.measure) { $0.measure },
      Field(part) { $0.part },
      Field(ScorecardTable.name.meaning("Name of the part, in the language of the run.")) {
        $0.language.text($0.subject.name)
      },
      Field(ScorecardTable.unit.meaning("Unit.")) { $0.language.text($0.subject.unit) },
      Field(ScorecardTable.period.meaning("The year.")) { $0.period },
      Field(ScorecardTable.direction.meaning("at_least or at_most.")) {
        $0.subject.direction.rawValue
      },
      Field(total) { $0.total },
      Field(p10) { $0.p10 },
      Field(p50) { $0.p50 },
      Field(p90) { $0.p90 },
      Field(allotted) { $0.allotted },
      Field(probability) { $0.probability },
      Field(CommonColumns.error.meaning("Its standard error; blank where nothing is simulated.")) {
        $0.probabilityError
      },
      Field(basis) { $0.basis },
    ])
}
