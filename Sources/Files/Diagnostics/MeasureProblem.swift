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
  /// Two rows about one period, of which the first counts.
  case plannedTwice(measure: String, period: String, first: String)
  /// A measure is said to tell once more what is no measure and no sector.
  case unknownSame(String)
  /// A measure is said to tell once more what itself tells another once more.
  case sameOfSame(String, original: String)
  /// A period whose plan is not what those of its parts add to, so that two plans are joined in one.
  case plansApart(measure: String, period: String, value: String, parts: [String], sum: String)
  /// A cumulated series of what is no sum of its periods.
  case notCumulated(measure: String)
  /// One that a plan is shared out to without figures and without a judgement.
  case partWithoutFigures(String)
  /// What is no sum, such as an index, a rate or growth alone, is to be shared out.
  case notShared(measure: String)
  /// Rows of a plan about what no measure, sector or indicator is called.
  case unknownPlanned(String, rows: Int)
  /// A period whose figure is not the difference of the cumulated ones around it, and how many more are not.
  case otherDifference(series: String, period: String, value: String, implied: String, more: Int)
  /// A period whose figure is not what its parts add to.
  case otherParts(series: String, period: String, value: String, implied: String, more: Int)
  /// A figure published anew since the parts or cumulated figures that say something else, so that it counts.
  case otherOlder(series: String, period: String, value: String, implied: String, more: Int)
  /// Growth that is not that of the levels.
  case otherGrowth(series: String, period: String, value: String, implied: String, more: Int)
  /// Figures that go on behind a year without one of it.
  case yearWithout(measure: String, year: Int, last: String)
  /// An estimate of a period that is not over, which is no figure of it yet.
  case estimateAhead(series: String, period: String, value: String)
  /// Two measures that readers cannot tell apart.
  case sameName(String, first: String, second: String)

  var code: String {
    switch self {
    case .duplicate: "measure-duplicate"
    case .none: "measure-none"
    case .otherUnit: "measure-units"
    case .noSuchPeriod: "measure-period"
    case .plannedTwice: "measure-planned-twice"
    case .unknownSame, .sameOfSame: "measure-same-as"
    case .plansApart: "measure-plans-apart"
    case .notCumulated: "measure-cumulated"
    case .partWithoutFigures: "allocation-part"
    case .notShared: "allocation-kind"
    case .unknownPlanned: "measure-unknown"
    case .otherDifference, .otherParts, .otherOlder, .otherGrowth: "measure-contradiction"
    case .estimateAhead: "estimate-ahead"
    case .sameName: "measure-same-name"
    case .yearWithout: "measure-year"
    }
  }
}
