internal import Plans

/// Faults of files that a scenario is to be started from.
extension FaultSentence {
  static func startSentence(_ problem: Problem) -> String {
    switch problem {
    case .noDelimiter: "no comma, semicolon or tab splits this line into columns"
    case .noPeriods: "no column holds years, quarters, months or days"
    case .severalPeriodColumns(let names):
      "several columns could hold the periods: \(names.joined(separator: ", "))"
    case .noFigures: "no column holds numbers"
    case .severalValueColumns(let names):
      "several columns could hold the figures: \(names.joined(separator: ", "))"
    case .namelessColumn(let number): "column \(number) holds numbers and has no name"
    case .otherDecimal(let text, let mark, let witness, let place):
      witness.isEmpty
        ? "\(text) is no number whose decimal mark is \"\(mark)\""
        : "\(text) has another decimal mark than \(witness) in \(place.line):\(place.column)"
    case .undecidedDecimal(let text, let withPoint, let withComma, let cells):
      "\(text) is \(withPoint) or \(withComma), and nothing in the file decides "
        + (cells == 1 ? "(1 such cell)" : "(\(cells) such cells)")
    case .unreadHeader(let text):
      "the header \"\(text)\" names a year, and what stands under it is not clear"
    case .numberedColumns(let count):
      "columns are named by the numbers 1 to \(count), which may be quarters, months or anything else"
    case .openGroups(let column, let first, let second):
      "it is not clear whether \"\(column)\" (\"\(first)\", \"\(second)\") tells series apart"
    case .repeatedSeries(let series, let line):
      "\(series) is a row already in line \(line), and nothing here tells them apart"
    default: startTimeSentence(problem)
    }
  }

  private static func startTimeSentence(_ problem: Problem) -> String {
    switch problem {
    case .mixedFrequencies(let first, let second, let place):
      "figures by \(name(second)) stand here, by \(name(first)) in \(place.line):\(place.column)"
    case .severalDays(let first, let second, let place):
      "\(second) lies in the same month as \(first) in line \(place.line)"
    case .twoValues(let series, let period, let first, let second, let place):
      "\(series) is \(second) in \(period) here and \(first) in \(place.line):\(place.column)"
    case .fiscalPart(let text):
      "\"\(text)\" is a part of a fiscal year, and nothing says in which month that begins"
    case .halfYear(let text):
      "\"\(text)\" is a half-year: two make a year only where both can be put together"
    case .partOfYear(let text):
      "\"\(text)\" is a part of a year that is neither a quarter nor cumulated from January"
    case .partsWithoutYear(let text):
      "the header names months or quarters, as \"\(text)\", and no column names their years"
    case .cumulatedOnly(let series, let month):
      "the figures of \(series) are cumulated from January, the last to month \(month): none is a whole year"
    case .looksCumulated(let series):
      "the figures of \(series) grow through each year and begin anew in the next, as cumulated ones do"
    case .undecidedYear(let series, let frequency):
      "the file does not say what the \(name(frequency))s of \(series) make of a year"
    case .noWholeYear(let series, let missing):
      "no year of \(series) is whole; the fullest lacks \(missing.joined(separator: ", "))"
    case .tooFewYears(let series, let years, let minimum):
      "\(series) has \(years == 1 ? "1 year" : "\(years) years"); a forecast needs \(minimum)"
    default: "\(problem)"
    }
  }

  private static func name(_ frequency: String) -> String {
    switch frequency {
    case "A": "year"
    case "F": "fiscal year"
    case "Q": "quarter"
    default: "month"
    }
  }

  static func startSentence(_ hint: Hint) -> String {
    switch hint {
    case .writeTable: "write a header and rows, fields separated by commas, semicolons or tabs"
    case .namePeriodColumn: "name the column of periods \"period\", \"year\", \"Năm\" or \"Kỳ\""
    case .nameValueColumn: "name the column of figures \"value\" or \"Giá trị\""
    case .writeAnyPeriod: "write 2024, 2024-Q1, 2024-01 or 2024-01-31"
    case .decimalOption: "say it with --decimal point or --decimal comma"
    case .oneFrequency: "put years, quarters and months into files of their own"
    case .onePerMonth: "put the figures together by month, quarter or year first"
    case .oneValue: "drop one of them, or name what tells them apart in a column of its own"
    case .nameYearColumn: "add a column of years named \"year\" or \"Năm\""
    case .nameQuarters: "name them Q1 to Q4, or by what stands in them"
    case .nameGroupColumn:
      "name the column that tells them apart \"place\", \"group\" or \"indicator\", or leave it out"
    case .nameCumulated:
      "add \"cumulated\" (Lũy kế) to the name if they are, \"in the month\" (trong tháng) or --yearly sum if they are not"
    case .yearsToDecember: "add what is cumulated to December, or give yearly figures"
    case .yearlyOption: "say it with --yearly sum, --yearly last or --yearly mean"
    case .wholeYears: "add the missing rows, or give yearly figures"
    case .moreYears: "add earlier years"
    default: "\(hint)"
    }
  }
}
