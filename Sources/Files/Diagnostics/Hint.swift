public import TimeSeries

/// What may help.
public enum Hint: Sendable, Hashable {
  /// The nearest known name.
  case didYouMean(String)
  /// The values that are allowed.
  case allowed([String])
  /// The columns a file must have.
  case columns([String])
  /// The command that prints the format.
  case schema(String)
  /// A quote that was opened at a line.
  case quoteOpened(line: Int)
  /// Quotes inside a field are doubled.
  case doubleQuotes
  /// A bracket that was opened at a line.
  case opened(String, line: Int)
  /// Read it when nobody writes to it.
  case readAgain
  /// Where the run was started, so that its inputs are found.
  case runFrom
  /// How a folder of a run comes back to what it was.
  case runAnew
  /// The command for scenarios of sectors.
  case growthCommand
  /// The command for scenarios of measures alone, with the file and, where it names no day, the year.
  case scorecardCommand(String)
  /// The command that learns tables.
  case calibrate
  /// List it once.
  case listOnce
  /// How something is written.
  case write(WritingHint)
  /// What may be done about figures and series.
  case mend(MendingHint)
  /// What a user's own table may say more clearly.
  case start(StartHint)
  /// What a file of tasks may say.
  case task(TaskHint)
  /// What may be done about a workbook.
  case workbook(WorkbookHint)
  /// What helps with a database.
  case database(DatabaseHint)
  /// What helps with a table of a statistics office.
  case statistics(StatisticsHint)
}

extension Hint {
  /// The known name nearest to one that is not known; `nil` where none is near.
  package static func nearest(to name: String, among known: some Sequence<String>) -> Hint? {
    nearestName(to: name, among: known).map(Hint.didYouMean)
  }
}

/// How something is written.
public enum WritingHint: Sendable, Hashable {
  /// How a number is written.
  case number(String)
  /// How a number is written under either meaning of its comma or point.
  case either(mark: DecimalMark, thousands: String, decimal: String)
  /// How a number is written whose cell is shown in percent.
  case percentCell(String)
  /// A comma inside a number begins a new column.
  case noCommaInNumbers
  /// How a day is written that cannot be mistaken.
  case day
  /// How a date is written.
  case date
  /// A day or month with its year behind it.
  case year(String)
  /// How a period is written at a frequency.
  case period(Frequency)
  /// How periods may be written in a user's own file.
  case anyPeriod
  /// One day a period, always the same one.
  case sameDay
  /// How the file is to be saved.
  case utf8
  /// What stands between fields.
  case table
}

/// What may be done about figures and series.
public enum MendingHint: Sendable, Hashable {
  /// Names that read alike are one.
  case namesAlike
  /// A period that lacks its row.
  case addRow(period: String)
  /// Split the series under two ids.
  case splitSeries
  /// Give one of the rows another vintage or status, or drop it.
  case separateRows
  /// A series that files hold for another place: the place that its rows name, and the one that was asked for.
  case writePlace(held: String, wanted: String)
  /// A quantity that may be 0 or less is a level.
  case kindLevel
  /// The kinds of what is in percent.
  case kindOfPercent
  /// Growth of a level is an indicator by itself.
  case deriveGrowth(of: String)
  /// Average growth of a level is an indicator by itself, that of rates an average of the level that they make.
  case deriveAverage(of: String, last: Int?, rates: String?)
  /// The status of what is published before its period is over.
  case sayEstimate
  /// Where dates of publication stand, and the key without which none is needed.
  case giveVintage
  /// Wider bounds, or another figure.
  case widenBounds
  /// A sector at or below 0 is given together with another.
  case mergeSector
  /// What a sector needs to be forecast.
  case addLevel(sector: String)
  /// A condition on a whole year.
  case askYear(Int)
  /// Say which keys of another region are taken over, or state them.
  case sayInherits(keys: [String])
  /// State the level of a part in the base year.
  case stateWeight(part: String)
}

/// What a user's own table may say more clearly.
public enum StartHint: Sendable, Hashable, CaseIterable {
  /// How the column of periods is named.
  case namePeriodColumn
  /// How the column of figures is named.
  case nameValueColumn
  /// The option that names the decimal mark.
  case decimalOption
  /// The key of a table's layout that names it.
  case decimalOfLayout
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
  /// How the header of a printed table says what its columns are.
  case namePrintedColumns
  /// How rows say what they are part of.
  case nameParents
  /// How a row is named that is the whole, and what makes one of sectors.
  case addWhole
  /// How sizes of sectors are given.
  case addSizes
  case choosePrices
  /// How a layout follows its table.
  case renewLayout
}
