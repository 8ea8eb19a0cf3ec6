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
    case .yearlyOption: "say it with --yearly sum, --yearly last or --yearly mean"
    case .wholeYears: "add the missing rows, or give yearly figures"
    case .moreYears: "add earlier years"
    default: "\(hint)"
    }
  }
}
