public import TimeSeries

/// What can be wrong with the columns of a user's own table.
public enum LayoutProblem: Sendable, Hashable {
  case noDelimiter
  case noPeriods
  case severalPeriodColumns([String])
  case noFigures
  case severalValueColumns([String])
  case namelessColumn(Int)
  /// So many columns that are named by numbers from 1 on.
  case numberedColumns(Int)
  /// A column of figures whose name holds a year and more that is not understood.
  case unreadHeader(String)
  /// Months or quarters in the header and no column of years, as the first is written.
  case partsWithoutYear(String)
  /// A column that may tell series apart or may say nothing of them.
  case openGroups(column: String, first: String, second: String)
  /// A word of a column whose other words tell plans and what happened of the things beside it.
  case unknownTelling(column: String, text: String)
  /// A second row of a name where each row is a series.
  case repeatedSeries(series: String, firstLine: Int)
  /// A number with another decimal mark than that of a witness; none where the mark was stated.
  case otherDecimal(text: String, mark: String, witness: String?, witnessAt: SourceLocation)
  case undecidedDecimal(text: String, withPoint: String, withComma: String, cells: Int)
  /// A table that is laid out in another way than its scenario says.
  case otherForm(stated: String, found: String)
  /// A series of the layout that the table does not hold.
  case missingSeries(String, file: String)
  /// A series of the table that the layout does not name.
  case strangeSeries(String)
  /// A series whose unit is not that of the layout.
  case otherUnit(series: String, stated: String, found: String)

  var code: String {
    switch self {
    case .noDelimiter: "start-delimiter"
    case .noPeriods, .severalPeriodColumns, .partsWithoutYear: "start-period"
    case .noFigures, .severalValueColumns: "start-value"
    case .namelessColumn, .numberedColumns, .unreadHeader: "start-header"
    case .openGroups, .unknownTelling, .repeatedSeries: "start-groups"
    case .otherDecimal, .undecidedDecimal: "start-decimal"
    case .otherForm: "layout-form"
    case .missingSeries, .strangeSeries: "layout-series"
    case .otherUnit: "layout-unit"
    }
  }
}

/// What can be wrong with the figures of a user's own table.
public enum StartProblem: Sendable, Hashable {
  case mixedFrequencies(first: TimeUnit, second: TimeUnit, firstAt: SourceLocation)
  case severalDays(first: String, second: String, firstAt: SourceLocation)
  case twoValues(
    series: String, period: String, first: String, second: String, firstAt: SourceLocation)
  /// A quarter or month of a fiscal year, whose place in time nothing says.
  case fiscalPart(String)
  /// A half of a year, of which no year is made.
  case halfYear(String)
  /// Some months of a year together that are neither cumulated nor a quarter.
  case partOfYear(String)
  /// Figures cumulated from January of which none reaches December; the last month.
  case cumulatedOnly(series: String, through: Int)
  /// Figures that would be added up and grow through each year as cumulated ones do.
  case looksCumulated(String)
  case undecidedYear(series: String, TimeUnit)
  case noWholeYear(series: String, missing: [String])
  case tooFewYears(series: String, years: Int, minimum: Int)
  /// A sector of which growth alone is given, so that nothing says how much of the whole it is.
  case noSize(String)
  /// Growth of several sectors of which none is said to be the whole; the first of them.
  case noWhole(String)
  /// Figures at current and at constant prices in one table, by the words that say so.
  case twoPrices(first: String, second: String)
  /// Prices that the table does not hold were asked for; these it holds.
  case noSuchPrices(String)
  /// A profile that no file holds by quarter, or that several places have.
  case noProfile(String, places: [String])

  var code: String {
    switch self {
    case .mixedFrequencies: "start-frequency"
    case .severalDays: "start-days"
    case .twoValues: "cell-conflict"
    case .fiscalPart: "start-period"
    case .halfYear, .partOfYear: "start-half"
    case .cumulatedOnly, .looksCumulated: "start-cumulated"
    case .undecidedYear, .noWholeYear: "start-year"
    case .tooFewYears: "start-short"
    case .noSize: "start-size"
    case .noWhole: "start-whole"
    case .twoPrices, .noSuchPrices: "start-prices"
    case .noProfile: "start-profile"
    }
  }
}

/// What figures stand for.
public enum TimeUnit: Sendable, Hashable, CaseIterable {
  case year, fiscalYear, quarter, month

  /// The unit of a frequency.
  public init(_ frequency: Frequency) {
    switch frequency {
    case .annual, .span: self = .year
    case .quarterly: self = .quarter
    case .monthly: self = .month
    }
  }
}
