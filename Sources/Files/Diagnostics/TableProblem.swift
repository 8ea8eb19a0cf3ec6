public import TimeSeries

/// What can be wrong with the form of a table.
public enum TableProblem: Sendable, Hashable {
  case rowTooLong(limit: Int)
  /// The fields are separated by semicolons, as some spreadsheets save them.
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
  case noRows

  var code: String {
    switch self {
    case .rowTooLong: "csv-row-length"
    case .missingColumn: "csv-missing-column"
    case .duplicateColumn: "csv-duplicate-column"
    case .raggedRow: "csv-ragged"
    case .openQuote: "csv-open-quote"
    case .strayQuote, .textAfterQuote: "csv-quote"
    case .emptyField: "csv-empty"
    case .badNumber: "csv-number"
    case .decimalComma, .ambiguousComma: "csv-decimal-comma"
    case .noRows: "csv-no-rows"
    }
  }
}

/// What can be wrong with the writing of a period or a day.
public enum PeriodProblem: Sendable, Hashable {
  case impossible(String)
  /// A period that is written otherwise than the others of its file.
  case mixedSpelling(text: String, first: String, firstLine: Int)
  /// A day that lies otherwise in its period than the others of its file.
  case otherDay(text: String, first: String, firstLine: Int)
  /// A day like 1/2/2020, of which no other cell says whether the month or the day comes first.
  case openDayOrder(String)
  case otherFrequency(period: String, Frequency)
  case impossibleDate(column: String, text: String)

  var code: String {
    switch self {
    case .impossible: "period"
    case .mixedSpelling, .otherDay, .openDayOrder: "period-spelling"
    case .otherFrequency: "period-frequency"
    case .impossibleDate: "date"
    }
  }
}

/// What can be wrong with a panel or a table learned from panels.
public enum PanelProblem: Sendable, Hashable {
  case notATable
  case noOrigin(minimum: Int)
  case duplicatePeriod(series: String, period: String, firstLine: Int)

  var code: String {
    switch self {
    case .notATable: "table"
    case .noOrigin: "panel-short"
    case .duplicatePeriod: "panel-duplicate"
    }
  }
}
