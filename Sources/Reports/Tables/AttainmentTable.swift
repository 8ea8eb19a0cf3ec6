public import Attainment
internal import Files
internal import Pipeline
public import Plans
internal import Simulation
public import Tables

/// `attainment.csv`.
enum AttainmentTable {
  static let direction = Column<TargetDirection>(
    "direction", "at_least, at_most, range or exactly; empty for a row without a value.")
  static let target = Column<WantedValue>("target", "Value wanted; LOW..HIGH for a range.")
  static let year = Column<Int>("year", "Year due.")
  static let probability = Column<Double>(
    "probability",
    "Share of paths that meet the target; at an end of the scale those that would be published as it, which the note says; 1 or 0 where the figure of the year is published; blank when not assessed."
  )
  static let shortfall = Column<Double>(
    "shortfall_p50",
    "Median distance to the target, in the unit; 0 or less when half of the paths meet it.")
  static let firstYear = Column<Int>(
    "first_year_p50",
    "First year by which half of the paths have met the target in some year, which none of them need hold until the year due; blank when fewer do; the year itself where its figure is published and meets the target."
  )
  static let required = Column<Double>(
    "required_per_year",
    "Change a year from the last known value to the target: percent for levels that grow, otherwise units."
  )
  static let basis = Column<Basis>(
    "basis",
    "What the row rests on: data, anchor, proxy, derived, judgement, illustrative, class (tasks elsewhere, for a milestone) or not_assessed."
  )
  static let model = Column<Method>(
    "model",
    "Model, or pert and quantiles for judgements; that of its sources for a derived indicator; completion for a milestone that dated tasks speak for; blank where the figure of the year is published."
  )
  static let agency = Column<String>("lead_agency", "Agency that the plan names.")
  static let note = Column<String>("note", "What a reader must know; why, when not assessed.")

  static let definition = TableDefinition<Spoken<AttainmentRow>>(
    "attainment", "Every row of every plan: the chance that it is met.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.target.planID },
      Field(CommonColumns.reference) { $0.target.reference },
      Field(CommonColumns.indicator) { $0.target.indicatorID },
      Field(CommonColumns.target) { $0.language.text($0.name) },
      Field(CommonColumns.unit) { $0.target.unit },
      Field(direction) { $0.target.direction },
      Field(target) { WantedValue($0.target) },
      Field(year) { $0.target.year },
      Field(probability) { $0.assessment?.probability.value },
      Field(
        "mc_error",
        "Standard error of the simulation in that share; above 0 also when every path meets or misses; blank where it is known that it is met or missed, and nothing is simulated."
      ) { row in
        row.assessment.flatMap { $0.isKnown ? nil : $0.probability.standardError }
      },
      Field(
        "p10",
        "The indicator in that year: 10% of paths lie at or below; at an end of the scale as it would be published."
      ) { $0.assessment?.p10 },
      Field("p50", "The same, half of the paths.") { $0.assessment?.p50 },
      Field("p90", "The same, 90% of the paths.") { $0.assessment?.p90 },
      Field(shortfall) { $0.assessment?.shortfallMedian },
      Field(firstYear) { $0.assessment?.firstYearMedian },
      Field(required) { $0.assessment?.requiredPerYear },
      Field(basis) { $0.basis },
      Field(model) { $0.model },
      Field(agency) { $0.language.text($0.target.leadAgency) },
      Field(note) { RowNotes.text($0.subject, $0.language) },
    ])
}

extension TargetDirection: Fact, FieldValue {}
extension Basis: Fact, FieldValue {}

extension Method: Fact, FieldValue {
  private static let (beside, and) = (" + ", " / ")

  /// The id of a model or the form of a judgement; both joined by `+`, sources by `/`.
  public var code: String {
    switch self {
    case .model(let id): id
    case .judgement(let form): form.rawValue
    case .mixed(let method, let form): method.code + Self.beside + form.rawValue
    case .sources(let sources): sources.map { $0?.code ?? "" }.joined(separator: Self.and)
    }
  }

  /// The method with a code.
  public init?(code: String) {
    if code.contains(Self.and) {
      self = .sources(
        code.split(separator: Self.and, omittingEmptySubsequences: false).map {
          Method(code: String($0))
        })
    } else if let plus = code.firstRange(of: Self.beside),
      let method = Method(code: String(code[..<plus.lowerBound])),
      let form = Judgement(rawValue: String(code[plus.upperBound...]))
    {
      self = .mixed(method, form)
    } else if let form = Judgement(rawValue: code) {
      self = .judgement(form)
    } else {
      guard !code.isEmpty else { return nil }
      self = .model(code)
    }
  }
}

/// `priors.csv`.
enum PriorTable {
  static let weight = Column<Double>("weight", "Share of paths that follow the judgement.")
  static let author = Column<String>("author", "Who judges.")
  static let before = Column<Double>("probability_before", "Chance on data alone.")

  static let definition = TableDefinition<Spoken<PriorRow>>(
    "priors", "Where a judgement stands beside data: the chance without and with it.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.target.planID },
      Field(CommonColumns.reference) { $0.target.reference },
      Field(CommonColumns.indicator) { $0.target.indicatorID },
      Field(CommonColumns.target) { $0.language.text($0.target.name) },
      Field(weight) { $0.weight },
      Field(author) { $0.author },
      Field("date", "When; empty when not stated.") { $0.date },
      Field(before) { $0.before.value },
      Field("error_before", "Its standard error.") { $0.before.standardError },
      Field("probability_after", "Chance with the judgement.") { $0.after.value },
      Field("error_after", "Its standard error.") { $0.after.standardError },
      Field("p50_before", "Median of the indicator in the target's year, on data alone.") {
        $0.medianBefore
      },
      Field("p50_after", "The same, with the judgement.") { $0.medianAfter },
    ])
}
