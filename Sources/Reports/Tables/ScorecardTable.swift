internal import Plans
public import Tables
public import TimeSeries
public import Tracking

extension Scorecard: ScenarioResult { var scenarioName: String { scenario } }

extension Scorecard.Status: Fact, FieldValue {}
extension Scorecard.Joint.Dependence: Fact, FieldValue {}
extension MeasureBasis: Fact, FieldValue {}
extension MeasureRival.Scope: Fact, FieldValue {}

extension PeriodOfYear: Fact, FieldValue {
  /// As it is written in files.
  public var code: String { description }
  /// The period of a text.
  public init?(code: String) { self.init(utf8: ArraySlice(code.utf8)) }
}

/// `scorecard.csv`.
enum ScorecardTable {
  typealias Subject = (measure: Scorecard.Measure, row: Scorecard.Row)

  static let measure = Column<String>("measure", "Id of the measure.")
  static let name = Column<String>("name", "Name of the measure, in the language of the run.")
  static let unit = Column<String>("unit", "Unit; % where growth alone is published.")
  static let agency = Column<String>("lead_agency", "Who leads.")
  static let period = Column<PeriodOfYear>(
    "period", "2026-07, 2026-Q3, 2026, or 2026-9M for the first nine months together.")
  static let status = Column<Scorecard.Status>(
    "status",
    "actual where it is published, estimate where it is published as such or follows from other figures, outlook where some of it is ahead."
  )
  static let plan = Column<Double>(
    "plan", "What is planned, in the unit; where growth is planned, the level that it makes.")
  static let value = Column<Double>(
    "value", "As published, or as other figures settle it; of an outlook the mean of futures.")
  static let p10 = Column<Double>("value_p10", "10% of futures lie at or below.")
  static let p90 = Column<Double>("value_p90", "The same, 90% of futures.")
  static let onBefore = Column<Double>(
    "mom_percent", "Growth on the month or quarter before, percent.")
  static let onYear = Column<Double>(
    "yoy_percent",
    "Growth on the same period of the year before, percent; as published where it is.")
  static let toDate = Column<Double>("to_date", "From January to the end of the period.")
  static let toDateOnYear = Column<Double>("to_date_yoy_percent", "Its growth, percent.")
  static let percent = Column<Double>(
    "percent_of_plan",
    "The value in percent of the plan; of a range of the end that it lies beyond, blank inside.")
  static let probability = Column<Double>(
    "probability",
    "Chance that the plan is met; 1 or 0 where that is decided, blank where it is not assessed."
  )
  static let rest = Column<Double>(
    "required_rest",
    "Growth on the year before that what is left of the period needs to meet the plan, percent; of at_most the most that it may have, of a range the least."
  )
  static let verdict = Column<GrowthVerdict>(
    "verdict", "met or missed where the period is over, else open; blank without a plan.")
  static let note = Column<String>("note", "What a reader must know, in the language of the run.")
  static let basis = Column<MeasureBasis>(
    "basis",
    "What the outlook rests on: data, little (less than three years of past), gaps (months are not published), sector, over; too_short, base_open, few_ends, all_zero, no_figures and undated say why there is none."
  )
  static let isOfGrowth = Column<Bool>("plan_is_growth", "yes where the plan asks for growth.")
  static let source = Column<String>(
    "plan_source", "The plan's row, the series or the variant that asks for it.")

  static let direction = Column<String>(
    "plan_direction", "at_least, at_most, range or exactly; blank without a plan.")
  static let planHigh = Column<Double>("plan_high", "The upper end of a range that is planned.")
  static let amount = Column<Double>(
    "required_rest_amount",
    "What is left of the period must bring to meet the plan, in the unit, of at_most what it still may (below 0 where it is passed), below 0 for a balance that may fall by so much; blank for what is no sum."
  )
  static let restHigh = Column<Double>(
    "required_rest_high", "Of a range the most growth that what is left may have, percent.")
  static let amountHigh = Column<Double>(
    "required_rest_amount_high", "Of a range the most that what is left may bring, in the unit.")

  static let definition = TableDefinition<Spoken<Subject>>(
    "scorecard",
    "Every period of every measure: plan, what came, what is ahead, whether it will do.",
    ofScenario: [
      Field(measure) { $0.subject.measure.id },
      Field(name) { $0.language.text($0.subject.measure.name) },
      Field(unit) {
        $0.subject.measure.isGrowthAlone ? "%" : $0.language.text($0.subject.measure.unit)
      },
      Field(agency) { $0.language.text($0.subject.measure.leadAgency) },
      Field(period) { $0.subject.row.period },
      Field(status) { $0.subject.row.status },
      Field(plan) { $0.subject.row.plan },
      Field(value) { $0.subject.row.value },
      Field(p10) { $0.subject.row.p10 },
      Field(p90) { $0.subject.row.p90 },
      Field(onBefore) { $0.subject.row.onPeriodBefore },
      Field(onYear) { $0.subject.row.onYearBefore },
      Field(toDate) { $0.subject.row.toDate },
      Field(toDateOnYear) { $0.subject.row.toDateOnYearBefore },
      Field(percent) { $0.subject.row.percentOfPlan },
      Field(probability) { $0.subject.row.probability },
      Field(CommonColumns.error.meaning("Its standard error; blank where it is decided.")) {
        $0.subject.row.probabilityError
      },
      Field(rest) { $0.subject.row.requiredRest },
      Field(verdict) { $0.subject.row.verdict },
      Field(note) { ScorecardWords($0.language).note($0.subject.measure, $0.subject.row) },
      Field(basis) { $0.subject.measure.basis },
      Field(isOfGrowth) { $0.subject.row.verdict == nil ? nil : $0.subject.row.isPlanOfGrowth },
      Field(source) { $0.subject.row.reference },
      Field(direction) { $0.subject.row.direction?.rawValue },
      Field(planHigh) { $0.subject.row.planHigh },
      Field(amount) { $0.subject.row.requiredAmount },
      Field(restHigh) { $0.subject.row.requiredRestHigh },
      Field(amountHigh) { $0.subject.row.requiredAmountHigh },
    ])

  static func rows(_ scorecard: Scorecard) -> [Subject] {
    scorecard.measures.flatMap { measure in measure.rows.map { (measure, $0) } }
  }
}

/// `scorecard_joint.csv`.
enum ScorecardJointTable {
  static let dependence = Column<Scorecard.Joint.Dependence>(
    "dependence",
    "fitted: as months, quarters and past errors of the measures went together; independent: as if they did not."
  )
  static let measures = Column<Int>(
    "measures", "Measures with a plan for the period that are decided or assessed.")
  static let met = Column<Int>("met", "Of those the ones that have met it.")
  static let missed = Column<Int>("missed", "And those that have missed it.")
  static let notAssessed = Column<Int>(
    "not_assessed", "Measures with a plan of which nothing is said.")
  static let all = Column<Double>("p_all", "Chance that all of them meet it.")
  static let expected = Column<Double>("expected_met", "How many are expected to.")
  static let p10 = Column<Int>("p10_met", "In 10% of futures so many or fewer do.")
  static let p50 = Column<Int>("p50_met", "The same, half of the futures.")
  static let p90 = Column<Int>("p90_met", "The same, 90% of the futures.")

  static let definition = TableDefinition<Spoken<Scorecard.Joint>>(
    "scorecard_joint", "How many measures meet what is planned of a period.",
    ofScenario: [
      Field(ScorecardTable.period) { $0.period },
      Field(dependence) { $0.dependence },
      Field(measures) { $0.measures },
      Field(met) { $0.met },
      Field(missed) { $0.missed },
      Field(notAssessed) { $0.notAssessed },
      Field(all) { $0.all },
      Field(CommonColumns.error.meaning("Its standard error; blank where nothing is open.")) {
        $0.allError
      },
      Field(expected) { $0.expected },
      Field(p10) { $0.p10 },
      Field(p50) { $0.p50 },
      Field(p90) { $0.p90 },
    ])
}

/// `scorecard_news.csv`.
enum ScorecardNewsTable {
  static let expected = Column<Double>("expected", "What was expected of it before.")
  static let actual = Column<Double>("actual", "What came.")
  static let before = Column<Double>("year_before", "What was expected of the year before it.")
  static let after = Column<Double>("year_after", "What was expected of the year with it.")
  static let own = Column<Double>("moved_by_itself", "What the period itself moved the year by.")
  static let rest = Column<Double>(
    "moved_by_the_rest", "What it moved the year by through the periods behind it.")

  static let definition = TableDefinition<Spoken<MeasureNews>>(
    "scorecard_news", "How each figure of the year moved what is expected of it.",
    ofScenario: [
      Field(ScorecardTable.measure) { $0.measure },
      Field(ScorecardTable.period) { $0.period },
      Field(expected) { $0.expected },
      Field(actual) { $0.actual },
      Field(before) { $0.before },
      Field(after) { $0.after },
      Field(own) { $0.own },
      Field(rest) { $0.rest },
    ])
}

/// `measure_rivals.csv`.
enum MeasureRivalsTable {
  static let months = Column<Int>("months_known", "Whole months known when the year was forecast.")

  static let definition = TableDefinition<Spoken<MeasureRival>>(
    "measure_rivals",
    "With --backtest: past years of measures forecast again, beside the growth of the year to date.",
    ofScenario: [
      Field("measure", "Id of the measure; blank for the mean over all.") { $0.measure },
      Field("scope", "all years, or those without 2020–2022.") { (row: Spoken<MeasureRival>) in
        row.scope
      },
      Field(months) { $0.months },
      Field(RivalsTable.forecastError) { $0.forecastError },
      Field(RivalsTable.runRateError) { $0.runRateError },
      Field("ratio", "The first over the second; below 1 the forecast was better.") {
        $0.runRateError > 0 ? $0.forecastError / $0.runRateError : nil
      },
      Field(RivalsTable.covered) { $0.covered },
      Field("cases", "Years compared; years and measures for all.") { $0.cases },
    ])
}
