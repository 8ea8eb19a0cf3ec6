public import TimeSeries

/// What can be wrong with a series as a whole or with its name.
public enum SeriesProblem: Sendable, Hashable {
  case mixedUnits(series: String, first: String, second: String, firstAt: SourceLocation)
  case mixedPriceBases(series: String, first: String, second: String, firstAt: SourceLocation)
  case conflictingCell(cell: String, first: String, second: String, firstAt: SourceLocation)
  case unknown(String)
  case withoutHistory(series: String, asOf: String)
  /// A series has figures of parts of years alone.
  case withoutYear(series: String)
  case missingPeriod(series: String, first: String, last: String)
  /// A name that is read as another one and differs from it in capitals alone.
  case otherSpelling(String, first: String, firstAt: SourceLocation?)
  /// A name that nothing uses, so near to one that is used that it may be meant.
  case nearName(String, near: String)
  case unused(String, rows: Int)
  /// Series of several files that nothing uses, too many to be named.
  case manyUnused(count: Int, all: Int)
  /// A series that a scenario names and that holds nothing of the kind.
  case givesNothing(series: String, key: String, needed: [Frequency])
  /// A series of growth beside a quantity of a kind that does not grow.
  case onlyForGrowth(key: String, kind: String)
  /// A series in percent beside the kind growth, which may be a level that grows or growth itself.
  case levelOrGrowth(series: String, indicator: String)
  /// A row of a plan that asks for growth of an indicator whose values are levels.
  case growthOfLevel(row: String, indicator: String)
  /// A row of a plan that asks for average growth of an indicator that is no average over years.
  case averageWithoutYears(row: String, indicator: String)
  /// A file of what series are parts of names none of the panel.
  case noneInPanel
  /// A nation that says nothing of a series, and of so many others.
  case unheardNation(series: String, others: Int, NationObstacle)
  /// A declared offset of a proxy unlike those of regions from their nation, in groups of regions.
  case unusualOffset(series: String, OffsetDoubt, groups: Int)
  /// A base rate that nothing is compared with, or not what it is meant for.
  case emptyBaseRate(series: String, BaseRateDoubt)

  var code: String {
    switch self {
    case .mixedUnits: "series-units"
    case .mixedPriceBases: "series-price-basis"
    case .conflictingCell: "cell-conflict"
    case .unknown: "series-unknown"
    case .withoutHistory: "series-empty"
    case .withoutYear: "series-short"
    case .missingPeriod: "period-missing"
    case .otherSpelling: "name-spelling"
    case .nearName: "name-near"
    case .unused, .manyUnused: "series-unused"
    case .givesNothing: "series-nothing"
    case .onlyForGrowth, .levelOrGrowth: "series-kind"
    case .growthOfLevel, .averageWithoutYears: "target-growth"
    case .noneInPanel: "series-stranger"
    case .unheardNation: "series-nation"
    case .unusualOffset: "offset-unusual"
    case .emptyBaseRate: "rate-nothing"
    }
  }
}

/// Why a series gives no base rate of growth.
public enum BaseRateDoubt: Sendable, Hashable {
  /// It has no figures of years, nor averages over the years asked for.
  case noYears
  /// Its years are others than those asked for.
  case otherYears(first: Int, last: Int)
  /// Its figures look like levels: the middle size is this.
  case levels(middle: Double)
}

/// Why a declared offset is unlike those of comparable regions; all on the modelling scale.
public enum OffsetDoubt: Sendable, Hashable {
  /// Its standard deviation is below those that eight groups of regions in ten lie between.
  case narrow(declared: Double, low: Double, high: Double)
  /// Its standard deviation is above them.
  case wide(declared: Double, low: Double, high: Double)
  /// Its middle lies farther from 0 than regions do.
  case distant(middle: Double, limit: Double)
}

/// What can be wrong with a figure.
public enum FigureProblem: Sendable, Hashable {
  case outside(series: String, period: String, value: String, allowed: AllowedRange)
  /// A level of 0 or less where growth is asked for.
  case noGrowthFrom(series: String, period: String, value: String)
  /// Levels of 0 before the first other one, which growth cannot start from.
  case startsAtZero(series: String, last: String)
  case growthBelowAll(series: String, period: String, value: String)
  /// Contributions of a year, named by one of them, that add to -100 or less.
  case contributionsBelowAll(with: String, year: Int, value: String)
  /// A figure that was published before its period began.
  case publishedBefore(series: String, period: String, vintage: String)
  /// A figure that was said to be settled before its period was over.
  case settledBeforeEnd(series: String, period: String, status: String, vintage: String)
  /// Rows that do not count on a day because nobody knows when they were published.
  case withoutVintage(series: String, rows: Int, asOf: String)
  /// A figure of a year to date whose year before is not known.
  case toDateWithoutBase(series: String, period: String)
  /// A change to date that may count from December.
  case toDateFromDecember(series: String, period: String)
  /// A figure cumulated to a month that is as large as what stands in that month.
  case toDateStands(series: String, period: String)
  /// A figure cumulated to a month that may be what stands in that month, with the chance of that in percent.
  case toDateMayStand(series: String, period: String, percent: Int)
  /// Months or quarters without a year, the last of which counts as what the year is.
  case endForYear(series: String, year: Int, monthly: Bool)
  /// Months or quarters of a year that do not tell it.
  case partsUnused(series: String, year: Int, count: Int, monthly: Bool)
  /// Months or quarters of a year that are so many times what the year before leads one to expect.
  case partsOfOtherSize(series: String, year: Int, count: Int, monthly: Bool, times: String)
  /// A sum beside what its months, or quarters, add up to, and which of both is used.
  case partsDiffer(
    series: String, period: String, value: String, monthly: Bool, sum: String, used: String)
  /// A sum from January on below an earlier one.
  case toDateFalls(series: String, period: String, value: String, earlier: String, before: String)
  /// Months or quarters that rise as sums from January on would.
  case partsLikeSums(series: String, year: Int, count: Int, monthly: Bool)
  /// The newest figure is 0 or less, as none was before.
  case newestNotPositive(series: String, period: String, value: String)
  /// A month or quarter far beyond its likes, and what these lead to.
  case onceOnly(series: String, period: String, value: String, usual: String)
  /// Figures of years that nothing joins to those of the history.
  case unjoinedYears(series: String, years: [Int])
  /// A month of a sector below 0.
  case negativeMonth(series: String, period: String, value: String)
  /// A level of a sector that has no logarithm, and how many more like it the series has.
  case levelNotPositive(series: String, period: String, value: String, more: Int)
  /// A cumulated figure that is not above the one before it.
  case cumulatedFalls(series: String, period: String, value: String)
  /// Growth of -100% or less, which leaves nothing to grow.
  case growthBelowNothing(series: String, period: String, value: String)
  case partsDoNotAdd(sector: String, period: String, parts: String, total: String)
  /// No period has figures of all rows, so that nothing shows which are parts of which.
  case partsUnknown(sector: String)
  /// A figure of quite another size than those beside it, as if it were in another unit.
  case farSize(series: String, period: String, value: String, beside: String)
  /// A figure of quite another size than the same part of other years leads to.
  case farFromOtherYears(series: String, period: String, value: String, usual: String)
  /// Several figures of quite another size than those before them.
  case otherUnit(series: String, from: String, through: String, value: String, before: String)

  var code: String {
    switch self {
    case .outside: "figure-bounds"
    case .noGrowthFrom, .startsAtZero, .growthBelowAll, .contributionsBelowAll: "figure-growth"
    case .publishedBefore, .settledBeforeEnd: "vintage-early"
    case .withoutVintage: "vintage-missing"
    case .toDateWithoutBase, .toDateFromDecember, .toDateStands, .toDateMayStand:
      "figure-to-date"
    case .endForYear, .partsUnused, .partsOfOtherSize, .partsDiffer, .partsLikeSums: "figure-parts"
    case .toDateFalls: "cumulated-falls"
    case .newestNotPositive, .onceOnly: "figure-size"
    case .unjoinedYears: "figure-unjoined"
    case .negativeMonth: "month-negative"
    case .levelNotPositive: "level-not-positive"
    case .cumulatedFalls: "cumulated-falls"
    case .growthBelowNothing: "growth-below-nothing"
    case .partsDoNotAdd, .partsUnknown: "parts-do-not-add"
    case .farSize, .farFromOtherYears, .otherUnit: "figure-size"
    }
  }
}
