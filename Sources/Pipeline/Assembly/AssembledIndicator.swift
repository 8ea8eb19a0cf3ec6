internal import Attainment
internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// An indicator made ready for simulation.
struct AssembledIndicator {
  var specification: IndicatorSpecification
  var basis: Basis
  var model: Method?
  var modelReason: AutomaticChoice.Reason?
  var parameters: [FittedParameter] = []
  var residuals: [Residual] = []
  var history: BuiltHistory?
  var process: Quantity.Process?
  /// Values of the first simulated years: not a number where nothing is said of a year.
  var known: [Double] = []
  /// Realised values by year, for derived indicators and required changes.
  var realised: [Int: Double] = [:]
  /// Years of which no more is published than an estimate of a day before their end, with that day.
  var estimated: [Int: CalendarDate] = [:]
  /// Growth of years that are over, as it was published.
  var growth: [Int: Double] { history?.publishedGrowth ?? [:] }
  /// The last known value and its time, for required changes.
  var last: (time: Double, value: Double)?
  /// Why nothing is assessed.
  var reason: NotAssessed?
  /// What kept it from being assessed on another day than the scenario's.
  var withheld: [Fault] = []
  /// Whether a mechanical rule filled it.
  var isPlaceholder = false
  var author: String?
  /// A judgement mixed with the data.
  var opinion: Opinion?
  var isSmallerBetter = false
  /// Digits after the decimal separator of the figures that are published of it; `nil` where none are.
  var printedDecimals: Int?
  /// The input of the fit, for the backtest.
  var input: ModelInput?
  var fittedModel: (any ForecastModel)?

  /// Whether its figures are rates in percent, by their unit or, where nothing is said of that, as they show by themselves
  /// and are forecast.
  ///
  /// - Parameter unit: that of the plan's row, for an indicator that names none.
  func isRate(unit: String) -> Bool {
    if specification.isRate(unit: unit) { return true }
    guard specification.kind == .level, specification.scale == .identity,
      specification.bounds.lower < 0, let input
    else { return false }
    return ReferenceClassModel.isRateInPercent(input)
  }
}
