internal import Models
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// Columns that tables of an effect share.
enum EffectColumns {
  static let estimate = Column<Double>("estimate", "The estimate, in the unit of the figures.")
  static let error = Column<Double>(
    "standard_error",
    "Its standard error, clustered by unit; blank where there are too few figures for one.")
  static let low = Column<Double>("p2_5", "Lower end of its 95% interval, Student's t.")
  static let high = Column<Double>("p97_5", "Upper end of it.")
  static let pValue = Column<Double>("p_value", "Two-sided p-value of no effect, Student's t.")
  static let period = Column<Period>("period", "The period.")
}

/// `effect.csv`.
enum EffectTable {
  static let degrees = Column<Int>("degrees", "Degrees of freedom of Student's t: units less 1.")
  static let bootstrap = Column<Double>(
    "p_bootstrap",
    "p-value by a wild cluster bootstrap of the t-value with no effect imposed; blank with fewer than 3 units."
  )
  static let permuted = Column<Double>(
    "p_permutation",
    "Share of choices of as many treated units among all that give an estimate as far from 0.")
  static let panel = Column<String>("panel", "Name of the panel.")
  static let event = Column<CalendarDate>("event", "First day of the event.")
  static let placebos = Column<Int>("placebos", "Dates before the event that were tried.")
  static let large = Column<Int>(
    "placebos_as_large", "Those whose estimate is as far from 0, or farther.")
  static let treated = Column<Int>("treated_units", "Units that it happened to.")
  static let others = Column<Int>("other_units", "The others.")
  static let figures = Column<Int>("figures", "Figures that it rests on.")
  static let choices = Column<Int>("choices", "Choices of units behind p_permutation.")
  static let leftOut = Column<Period>(
    "left_out", "The period in which the event falls; blank where it begins one.")
  static let blanks = Column<Int>("blanks", "Rows without a figure.")
  static let before = Column<Double>(
    "p_before",
    "p-value of no differences before the event beside the last period before it, all together; blank where it cannot be tested."
  )

  static let definition = TableDefinition<EffectResult>(
    "effect", "What an event did: how much more treated units changed than the others.",
    fields: [
      Field(panel) { $0.name },
      Field(event) { $0.file.event },
      Field(EffectColumns.estimate) { $0.estimates.effect.value },
      Field(EffectColumns.error) {
        let error = $0.estimates.effect.error
        return error > 0 ? error : nil
      },
      Field(degrees) { $0.estimates.effect.degrees },
      Field(EffectColumns.low) { $0.estimates.effect.quantile(0.025) },
      Field(EffectColumns.high) { $0.estimates.effect.quantile(0.975) },
      Field(EffectColumns.pValue) { $0.estimates.effect.pValue },
      Field(bootstrap) { $0.estimates.bootstrap },
      Field(permuted) { $0.estimates.permuted },
      Field(before) { $0.estimates.before },
      Field(placebos) { $0.estimates.placebos.count },
      Field(large) { $0.estimates.largePlacebos },
      Field(treated) { $0.estimates.treated },
      Field(others) { $0.estimates.others },
      Field(figures) { $0.estimates.count },
      Field(choices) { $0.estimates.permutations },
      Field(leftOut) { $0.file.leftOut },
      Field(blanks) { $0.file.blanks },
    ])
}

/// `effect_periods.csv`.
enum EffectPeriodTable {
  typealias Row = (period: Period, isAfter: Bool, estimate: DifferenceInDifferences.Estimate?)

  static let isAfter = Column<Bool>("after", "Whether the period lies behind the event.")
  static let definition = TableDefinition<Row>(
    "effect_periods",
    "The difference between treated and other units by period, measured from the last one before the event.",
    fields: [
      Field(EffectColumns.period) { $0.period },
      Field(isAfter) { $0.isAfter },
      Field(EffectColumns.estimate) { $0.estimate.map(\.value) ?? 0 },
      Field(EffectColumns.error) { row in row.estimate.flatMap { $0.error > 0 ? $0.error : nil } },
      Field(EffectColumns.low) { $0.estimate?.quantile(0.025) },
      Field(EffectColumns.high) { $0.estimate?.quantile(0.975) },
      Field(EffectColumns.pValue) { $0.estimate?.pValue },
    ])

  static func rows(_ result: EffectResult) -> [Row] {
    result.estimates.periods.map {
      (result.file.periods[$0.period], result.file.isAfter[$0.period], $0.estimate)
    }
  }
}

/// `placebo.csv`.
enum PlaceboTable {
  typealias Row = (period: Period, estimate: DifferenceInDifferences.Estimate, isAsLarge: Bool)

  static let isAsLarge = Column<Bool>("as_large", "Whether it is as far from 0 as the effect.")
  static let definition = TableDefinition<Row>(
    "placebo",
    "The same estimate at dates before the event, from figures before it alone: what it finds where nothing happened.",
    fields: [
      Field(EffectColumns.period.meaning("First period behind the supposed event.")) { $0.period },
      Field(EffectColumns.estimate) { $0.estimate.value },
      Field(EffectColumns.error) { $0.estimate.error > 0 ? $0.estimate.error : nil },
      Field(EffectColumns.low) { $0.estimate.quantile(0.025) },
      Field(EffectColumns.high) { $0.estimate.quantile(0.975) },
      Field(EffectColumns.pValue) { $0.estimate.pValue },
      Field(isAsLarge) { $0.isAsLarge },
    ])

  static func rows(_ result: EffectResult) -> [Row] {
    let size = abs(result.estimates.effect.value)
    return result.estimates.placebos.compactMap { placebo in
      placebo.estimate.map {
        (result.file.periods[placebo.period], $0, abs($0.value) >= size)
      }
    }
  }
}
