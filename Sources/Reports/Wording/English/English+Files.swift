internal import Files
internal import Plans
internal import TimeSeries

// What is wrong with files, their form and single values.

extension English {
  func sentence(_ problem: FileProblem) -> String {
    switch problem {
    case .missing: "the file does not exist"
    case .missingNamed(let name): "the file \(name) does not exist"
    case .unreadable(let obstacle): "the file cannot be read: \(words(obstacle))"
    case .empty: "the file is empty"
    case .tooLarge(let bytes, let limit): "the file has \(bytes) bytes; at most \(limit) are read"
    case .allTooLarge(let bytes, let limit):
      "with this file the scenario's files have \(bytes) bytes; at most \(limit) are read"
    case .changed: "the file was written to while it was being read"
    case .notUTF8: "the bytes here are not UTF-8"
    case .utf16: "the file is UTF-16, not UTF-8"
    case .controlCharacter(let code):
      "there is a control character here (\(scalar(code))): remove it"
    case .tooManyFaults(let limit): "there are more faults than the first \(limit)"
    }
  }

  func sentence(_ problem: JSONProblem) -> String {
    switch problem {
    case .syntax(let expected, let found): "expected \(words(expected)), found \(words(found))"
    case .tooDeep(let limit): "values are nested deeper than \(limit) levels"
    case .duplicateKey(let key, let line): "the key \"\(key)\" is already defined on line \(line)"
    case .unknownKey(let key): "there is no key \"\(key)\" here"
    case .missingKey(let key): "the key \"\(key)\" is missing"
    case .wrongType(let key, let expected, let found):
      "\"\(key)\" must be \(words(expected)), not \(words(found))"
    case .noneOf(let keys): "one of these keys is needed: \(list(keys))"
    case .moreThanOneOf(let keys): "only one of these keys is allowed here: \(list(keys))"
    }
  }

  func sentence(_ problem: ValueProblem) -> String {
    switch problem {
    case .tooLarge(let text): "the number \(text) is too large"
    case .tooSmall(let text): "the number \(text) is too close to 0, but not 0"
    case .notANumber(let text): "\(text) is not a number that can be used"
    case .outOfRange(let key, let value, let allowed):
      "\"\(key)\" is \(words(value)); allowed: \(words(allowed))"
    case .unknown(let key, let value): "\"\(key)\" cannot be \"\(value)\""
    case .conflict(let key, let conflict): "\"\(key)\" does not fit: \(words(conflict))"
    case .doubledEntry(let name, let list, let line):
      "\(name) is already listed in \"\(list)\" on line \(line)"
    }
  }

  func sentence(_ problem: TableProblem) -> String {
    switch problem {
    case .rowTooLong(let limit):
      "the row has more than \(limit) bytes; the rest of the file is not read"
    case .missingColumn(let name): "the column \"\(name)\" is missing"
    case .duplicateColumn(let name): "the column \"\(name)\" appears twice in the header"
    case .raggedRow(let expected, let found):
      "the row has \(found) fields, the header has \(expected)"
    case .openQuote: "a quote is opened and never closed"
    case .strayQuote: "there is a quote inside a field that does not begin with one"
    case .textAfterQuote: "text follows a closing quote"
    case .emptyField(let column): "\"\(column)\" is empty"
    case .badNumber(let column, let text): "\"\(column)\" is \"\(text)\", not a number"
    case .decimalComma(let column, let text): "\"\(column)\" is \"\(text)\", with a decimal comma"
    case .ambiguousComma(let column, let text):
      text.contains(",")
        ? "\"\(column)\" is \"\(text)\": its comma may separate thousands or be a decimal comma"
        : "\"\(column)\" is \"\(text)\": its point may separate thousands or be a decimal point"
    case .noRows: "the file has a header and no rows"
    }
  }

  func sentence(_ problem: PeriodProblem) -> String {
    switch problem {
    case .impossible(let text): "\"\(text)\" is not a period"
    case .mixedSpelling(let text, let first, let line):
      "\"\(text)\" is written differently from \"\(first)\" on line \(line)"
    case .otherDay(let text, let first, let line):
      "\"\(text)\" is not the day that stands for its period elsewhere, as \"\(first)\" does on line \(line)"
    case .openDayOrder(let text):
      "\"\(text)\" may begin with the day or with the month, and no other row decides"
    case .otherFrequency(let period, let frequency):
      "the period \(period) does not fit the frequency \(frequency.rawValue)"
    case .impossibleDate(let column, let text): "\"\(column)\" is \"\(text)\", not a date"
    }
  }

  func sentence(_ problem: PanelProblem) -> String {
    switch problem {
    case .notATable: "the file is not a calibration table of this version"
    case .noOrigin(let minimum): "no series has \(minimum) values and one more to compare with"
    case .duplicatePeriod(let series, let period, let line):
      "\(series) already has the period \(period) on line \(line)"
    }
  }

  func sentence(_ note: PanelNote) -> String {
    switch note {
    case .joinedName(let written, let series, let line, _):
      return
        "\"\(written)\" is read as the series \"\(series)\" of line \(line): the names differ only in blanks or case"
    case .unheardNation(let series, let others, let obstacle, _):
      return unheardNation(series, others, obstacle)
    case .sparse(let series, let count, let step, let frequency, _):
      let others = count == 1 ? "" : " and \(count - 1) more"
      let unit = frequency == .monthly ? "month" : "quarter"
      let advice =
        switch (frequency, step) {
        case (.monthly, 3):
          "that looks like quarters: --frequency Q, with periods written as quarters, forecasts them as such"
        case (.monthly, 12), (.quarterly, 4):
          "that looks like years: --frequency A, with periods written as years, forecasts them as such"
        case (.monthly, 6), (.quarterly, 2):
          "that looks like half-years; what lies between is filled by lines"
        default: "the \(unit)s between are filled by lines, which are no data"
        }
      return
        "\(series)\(others) \(count == 1 ? "has" : "have") a value every \(step) \(unit)s only; \(advice)"
    }
  }
}
