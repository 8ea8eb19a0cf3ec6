public import TimeSeries

/// What can be wrong with the measures of a year's scenario.
public enum MeasureProblem: Sendable, Hashable {
  case duplicate(String, firstLine: Int)
  /// Nothing is asked of a measure: the scenario names none.
  case none
  /// Series of one measure that are counted in different units.
  case otherUnit(measure: String, first: String, firstSeries: String, second: String)
  /// What is asked of a period that a measure is not published for.
  case noSuchPeriod(measure: String, period: String, Frequency)
  /// What is asked of growth where a rate has none, or of a level where only growth is published.
  case otherFigure(measure: String, GrowthOrLevel)
  /// The total of a year that is counted otherwise by what it is summed up from.
  case notCumulated(measure: String)

  /// What a figure is.
  public enum GrowthOrLevel: Sendable, Hashable {
    case growth, level
  }

  var code: String {
    switch self {
    case .duplicate: "measure-duplicate"
    case .none: "measure-none"
    case .otherUnit: "measure-units"
    case .noSuchPeriod: "measure-period"
    case .otherFigure: "measure-figure"
    case .notCumulated: "measure-cumulated"
    }
  }
}
