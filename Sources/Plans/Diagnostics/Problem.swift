/// What can be wrong with an input, with the numbers and names that a sentence needs.
public enum Problem: Sendable, Hashable {
  // Files
  case fileMissing
  case fileUnreadable(reason: String)
  case fileEmpty
  case fileTooLarge(bytes: Int, limit: Int)
  /// The files of one question together.
  case filesTooLarge(bytes: Int, limit: Int)
  case fileChanged
  /// What is beyond the number of faults that are listed.
  case tooManyFaults(limit: Int)
  case rowTooLong(limit: Int)
  case notUTF8
  case utf16
  /// The fields are separated by semicolons, as some spreadsheets save them.
  case semicolonSeparated
  // JSON
  case jsonSyntax(expected: String, found: String)
  case jsonTooDeep(limit: Int)
  case duplicateKey(String, firstLine: Int)
  case unknownKey(String)
  case missingKey(String)
  /// A character that no text holds but one that means to deceive, by its number.
  case controlCharacter(code: UInt32)
  case wrongType(key: String, expected: String, found: String)
  case numberTooLarge(String)
  /// A number so close to 0 that quotients leave the range of numbers, as written.
  case numberTooSmall(String)
  case notANumber(String)
  case valueOutOfRange(key: String, value: String, allowed: String)
  case unknownValue(key: String, value: String)
  case noneOf(keys: [String])
  case moreThanOneOf(keys: [String])
  // CSV
  case missingColumn(String)
  case duplicateColumn(String)
  case raggedRow(expected: Int, found: Int)
  case openQuote
  case strayQuote
  case textAfterQuote
  case emptyField(column: String)
  case badNumber(column: String, text: String)
  case decimalComma(column: String, text: String)
  /// A number whose comma may divide thousands or stand before the fraction, as written.
  case ambiguousComma(column: String, text: String)
  case impossiblePeriod(String)
  /// A period that is written otherwise than the others of its file.
  case mixedSpelling(text: String, first: String, firstLine: Int)
  /// A day that lies otherwise in its period than the others of its file.
  case otherDay(text: String, first: String, firstLine: Int)
  /// A day like 1/2/2020, of which no other cell says whether the month or the day comes first.
  case openDayOrder(String)
  case periodOfOtherFrequency(period: String, frequency: String)
  case impossibleDate(column: String, text: String)
  case mixedUnits(series: String, first: String, second: String, firstAt: SourceLocation)
  case mixedPriceBases(series: String, first: String, second: String, firstAt: SourceLocation)
  case conflictingCell(cell: String, first: String, second: String, firstAt: SourceLocation)
  case noRows
  case notATable
  case noOrigin(minimum: Int)
  case duplicatePeriod(series: String, period: String, firstLine: Int)
  // Names and lists
  /// A name that is read as another one and differs from it in capitals alone.
  case otherSpelling(String, first: String, firstAt: SourceLocation?)
  /// A name that nothing uses, so near to one that is used that it may be meant.
  case nearName(String, near: String)
  /// What stands twice in a list.
  case doubledEntry(String, list: String, firstLine: Int)
  case doubledPlan(String, firstFile: String)
  // Figures
  case unusedSeries(String, rows: Int)
  /// Series of several files that nothing uses, too many to be named.
  case manyUnusedSeries(count: Int, all: Int)
  case figureOutside(series: String, period: String, value: String, allowed: String)
  /// A level of 0 or less where growth is asked for.
  case noGrowthFrom(series: String, period: String, value: String)
  /// Levels of 0 before the first other one, which growth cannot start from.
  case startsAtZero(series: String, last: String)
  case growthBelowAll(series: String, period: String, value: String)
  /// A figure that was published before its period began.
  case publishedBefore(series: String, period: String, vintage: String)
  /// A figure that was said to be settled before its period was over.
  case settledBeforeEnd(series: String, period: String, status: String, vintage: String)
  /// Rows that do not count on a day because nobody knows when they were published.
  case withoutVintage(series: String, rows: Int, asOf: String)
  /// A series of growth beside a quantity of a kind that does not grow.
  case onlyForGrowth(key: String, kind: String)
  /// A figure of a year to date whose year before is not known.
  case toDateWithoutBase(series: String, period: String)
  /// Figures of years that nothing joins to those of the history.
  case unjoinedYears(series: String, years: [Int])
  /// A series that a scenario names and that holds nothing of the kind.
  case givesNothing(series: String, key: String, needed: String)
  // Plans
  case duplicateReference(String, firstLine: Int)
  case unknownReference(String)
  /// A row that several plans have.
  case severalRows(String)
  case targetWithoutValue(direction: String, column: String)
  case targetRangeReversed(low: String, high: String)
  case severalPlans(first: String, second: String)
  // Scenarios
  case circularBase([String])
  case duplicateIndicator(String, firstLine: Int)
  case unknownSeries(String)
  case seriesWithoutHistory(series: String, asOf: String)
  case unknownIndicator(String)
  case unknownModel(String)
  case circularDerivation([String])
  case unsuitableModel(model: String, reason: String)
  case valueNotAllowed(key: String, reason: String)
  // Shards
  case otherFits
  case notAShard
  case foreignShard(difference: String, first: String)
  case doubledShard(number: Int, first: String)
  case missingShards([Int], of: Int)
  // Growth scenarios
  case sectorLoop([String])
  case sectorTops([String])
  case duplicateSector(String, firstLine: Int)
  case unknownSector(String)
  case onlyPart(String, part: String)
  case duplicateVariant(String, firstLine: Int)
  case duplicateLever(String, firstLine: Int)
  case unknownLever(String)
  case derivedLever(String, of: String)
  case notARun
  /// A file of a run folder is not the one that was written.
  case outputChanged(manifest: String)
  /// A file of a run folder that its manifest does not name.
  case outputUnknown
  /// A file that a run read is not the same now.
  case inputChanged(manifest: String)
  /// A manifest whose own hash does not fit.
  case manifestEdited
  case changedSince(String)
  /// A sweep in the folder of another, or of itself before its files changed.
  case otherSweep
  /// A sweep that goes on with other options than it was begun with, as they were given.
  case otherOptions(begun: String)
  case unknownVariant(String)
  case impossibleVariant(String, reason: String)
  case missingPeriod(series: String, first: String, last: String)
  case partsDoNotAdd(sector: String, period: String, parts: String, total: String)
  case sectorWithoutHistory(sector: String, asOf: String)
  case yearOutOfReach(Int, allowed: String)
  /// A level of a sector that has no logarithm, and how many more like it the series has.
  case levelNotPositive(series: String, period: String, value: String, more: Int)
  /// A cumulated figure that is not above the one before it.
  case cumulatedFalls(series: String, period: String, value: String)
  /// Growth of -100% or less, which leaves nothing to grow.
  case growthBelowNothing(series: String, period: String, value: String)
  /// Keys that a scenario takes over from one of another region without saying so.
  case inheritedFromElsewhere(keys: [String], region: String, from: String)
  // Starting a scenario from a file
  case noDelimiter
  case noPeriods
  /// A quarter or month of a fiscal year, whose place in time nothing says.
  case fiscalPart(String)
  case severalPeriodColumns([String])
  case noFigures
  case severalValueColumns([String])
  case namelessColumn(Int)
  case otherDecimal(text: String, mark: String, witness: String, witnessAt: SourceLocation)
  case undecidedDecimal(text: String, withPoint: String, withComma: String, cells: Int)
  case mixedFrequencies(first: String, second: String, firstAt: SourceLocation)
  case severalDays(first: String, second: String, firstAt: SourceLocation)
  case twoValues(
    series: String, period: String, first: String, second: String, firstAt: SourceLocation)
  /// A half of a year, of which no year is made.
  case halfYear(String)
  /// Some months of a year together that are neither cumulated nor a quarter.
  case partOfYear(String)
  /// Months or quarters in the header and no column of years, as the first is written.
  case partsWithoutYear(String)
  /// So many columns that are named by numbers from 1 on.
  case numberedColumns(Int)
  /// A column of figures whose name holds a year and more that is not understood.
  case unreadHeader(String)
  /// A column that may tell series apart or may say nothing of them.
  case openGroups(column: String, first: String, second: String)
  /// A second row of a name where each row is a series.
  case repeatedSeries(series: String, firstLine: Int)
  /// Figures cumulated from January of which none reaches December; the last month.
  case cumulatedOnly(series: String, through: Int)
  /// Figures that would be added up and grow through each year as cumulated ones do.
  case looksCumulated(String)
  case undecidedYear(series: String, frequency: String)
  case noWholeYear(series: String, missing: [String])
  case tooFewYears(series: String, years: Int, minimum: Int)
  /// A series has figures of parts of years alone.
  case figuresWithoutYear(series: String)

  /// The code that stands in brackets behind the sentence.
  public var code: String {
    switch self {
    case .fileMissing: "file-missing"
    case .fileUnreadable: "file-unreadable"
    case .fileEmpty: "file-empty"
    case .fileTooLarge: "file-size"
    case .filesTooLarge: "files-size"
    case .fileChanged: "file-changed"
    case .tooManyFaults: "too-many-faults"
    case .rowTooLong: "csv-row-length"
    case .notUTF8, .utf16: "encoding"
    case .semicolonSeparated: "csv-semicolons"
    case .jsonSyntax: "json-syntax"
    case .jsonTooDeep: "json-depth"
    case .duplicateKey: "json-duplicate-key"
    case .unknownKey: "json-unknown-key"
    case .missingKey: "json-missing-key"
    case .controlCharacter: "text-control"
    case .wrongType: "json-type"
    case .numberTooLarge, .numberTooSmall: "number-size"
    case .notANumber: "number-nan"
    case .valueOutOfRange: "value-range"
    case .unknownValue: "value-unknown"
    case .noneOf: "json-none-of"
    case .moreThanOneOf: "json-one-of"
    case .missingColumn: "csv-missing-column"
    case .duplicateColumn: "csv-duplicate-column"
    case .raggedRow: "csv-ragged"
    case .openQuote: "csv-open-quote"
    case .strayQuote, .textAfterQuote: "csv-quote"
    case .emptyField: "csv-empty"
    case .badNumber: "csv-number"
    case .decimalComma, .ambiguousComma: "csv-decimal-comma"
    case .impossiblePeriod: "period"
    case .mixedSpelling, .otherDay, .openDayOrder: "period-spelling"
    case .periodOfOtherFrequency: "period-frequency"
    case .impossibleDate: "date"
    case .mixedUnits: "series-units"
    case .mixedPriceBases: "series-price-basis"
    case .conflictingCell: "cell-conflict"
    case .noRows: "csv-no-rows"
    case .otherSpelling: "name-spelling"
    case .nearName: "name-near"
    case .doubledEntry: "list-double"
    case .doubledPlan: "plan-double"
    case .unusedSeries, .manyUnusedSeries: "series-unused"
    case .figureOutside: "figure-bounds"
    case .noGrowthFrom, .startsAtZero, .growthBelowAll: "figure-growth"
    case .publishedBefore, .settledBeforeEnd: "vintage-early"
    case .withoutVintage: "vintage-missing"
    case .givesNothing: "series-nothing"
    case .onlyForGrowth: "series-kind"
    case .toDateWithoutBase: "figure-to-date"
    case .unjoinedYears: "figure-unjoined"
    case .notATable: "table"
    case .noOrigin: "panel-short"
    case .duplicatePeriod: "panel-duplicate"
    case .duplicateReference: "plan-duplicate"
    case .unknownReference, .severalRows: "plan-reference"
    case .targetWithoutValue: "target-value"
    case .targetRangeReversed: "target-range"
    case .severalPlans: "plan-several"
    case .circularBase: "base-cycle"
    case .duplicateIndicator: "indicator-duplicate"
    case .unknownSeries: "series-unknown"
    case .seriesWithoutHistory: "series-empty"
    case .unknownIndicator: "indicator-unknown"
    case .unknownModel: "model-unknown"
    case .circularDerivation: "derived-cycle"
    case .unsuitableModel: "model-unsuitable"
    case .valueNotAllowed: "value-conflict"
    case .otherFits: "fits-other"
    case .notAShard: "shard-unreadable"
    case .foreignShard: "shard-foreign"
    case .doubledShard: "shard-doubled"
    case .missingShards: "shard-missing"
    case .sectorLoop: "sector-loop"
    case .sectorTops: "sector-tops"
    case .duplicateSector: "sector-duplicate"
    case .unknownSector: "sector-unknown"
    case .onlyPart: "sector-only-part"
    case .duplicateVariant: "variant-duplicate"
    case .duplicateLever: "lever-duplicate"
    case .unknownLever: "lever-unknown"
    case .derivedLever: "lever-derived"
    case .notARun: "run-manifest"
    case .outputChanged: "run-output"
    case .outputUnknown: "run-stranger"
    case .inputChanged: "run-input"
    case .manifestEdited: "run-manifest-edited"
    case .changedSince: "run-changed"
    case .otherOptions: "run-options"
    case .otherSweep: "run-changed"
    case .unknownVariant: "variant-unknown"
    case .impossibleVariant: "variant-impossible"
    case .missingPeriod: "period-missing"
    case .partsDoNotAdd: "parts-do-not-add"
    case .sectorWithoutHistory: "sector-empty"
    case .yearOutOfReach: "year-out-of-reach"
    case .levelNotPositive: "level-not-positive"
    case .cumulatedFalls: "cumulated-falls"
    case .growthBelowNothing: "growth-below-nothing"
    case .inheritedFromElsewhere: "base-region"
    case .noDelimiter: "start-delimiter"
    case .noPeriods, .severalPeriodColumns: "start-period"
    case .noFigures, .severalValueColumns: "start-value"
    case .namelessColumn: "start-header"
    case .otherDecimal, .undecidedDecimal: "start-decimal"
    case .mixedFrequencies: "start-frequency"
    case .severalDays: "start-days"
    case .twoValues: "cell-conflict"
    case .undecidedYear, .noWholeYear: "start-year"
    case .halfYear, .partOfYear: "start-half"
    case .partsWithoutYear, .fiscalPart: "start-period"
    case .unreadHeader, .numberedColumns: "start-header"
    case .openGroups, .repeatedSeries: "start-groups"
    case .cumulatedOnly, .looksCumulated: "start-cumulated"
    case .tooFewYears: "start-short"
    case .figuresWithoutYear: "series-short"
    }
  }
}

/// What may help.
public enum Hint: Sendable, Hashable {
  /// The nearest known name.
  case didYouMean(String)
  /// The values that are allowed.
  case allowed([String])
  /// How a number is written.
  case writeNumber(String)
  /// How a number is written under either meaning of its comma.
  case writeEither(thousands: String, decimal: String)
  /// One day a period, always the same one.
  case sameDay
  /// Names that read alike are one.
  case namesAlike
  /// How a day is written that cannot be mistaken.
  case writeDay
  /// How the file is to be saved.
  case saveAsUTF8
  /// Where the run was started, so that its inputs are found.
  case runFrom
  /// Read it when nobody writes to it.
  case readAgain
  /// Save with commas between fields.
  case saveWithCommas
  /// How a period is written at a frequency.
  case writePeriod(frequency: String)
  /// How a date is written.
  case writeDate
  /// A quote that was opened at a line.
  case quoteOpened(line: Int)
  /// Quotes inside a field are doubled.
  case doubleQuotes
  /// A bracket that was opened at a line.
  case opened(String, line: Int)
  /// The command for scenarios of sectors.
  case growthCommand
  /// A period that lacks its row.
  case addRow(period: String)
  /// Split the series under two ids.
  case splitSeries
  /// Give one of the rows another vintage or status, or drop it.
  case separateRows
  /// A quantity that may be 0 or less is a level.
  case kindLevel
  /// The status of what is published before its period is over.
  case sayEstimate
  /// Where dates of publication stand, and the key without which none is needed.
  case giveVintage
  /// Wider bounds, or another figure.
  case widenBounds
  /// List it once.
  case listOnce
  /// The command that learns tables.
  case calibrate
  /// The columns a file must have.
  case columns([String])
  /// The command that prints the format.
  case schema(String)
  /// What stands between fields.
  case writeTable
  /// How the column of periods is named.
  case namePeriodColumn
  /// How the column of figures is named.
  case nameValueColumn
  /// How periods may be written in a user's own file.
  case writeAnyPeriod
  /// The option that names the decimal mark.
  case decimalOption
  /// One file for each frequency.
  case oneFrequency
  /// One figure a month at the most.
  case onePerMonth
  /// One of two values must go.
  case oneValue
  /// How a column of years is named.
  case nameYearColumn
  /// How columns of quarters or months are named.
  case nameQuarters
  /// How a column that tells series apart is named, or that it may go.
  case nameGroupColumn
  /// How a column says whether it is cumulated.
  case nameCumulated
  /// Figures to December, or by year.
  case yearsToDecember
  /// The option that says how quarters or months make a year.
  case yearlyOption
  /// Every quarter or month of a year.
  case wholeYears
  /// Years that a forecast needs.
  case moreYears
  /// A sector at or below 0 is given together with another.
  case mergeSector
  /// Say which keys of another region are taken over, or state them.
  case sayInherits(keys: [String])
}
