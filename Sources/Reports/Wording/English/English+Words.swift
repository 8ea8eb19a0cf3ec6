internal import Files

#if canImport(Glibc)
  internal import Glibc
#endif

// What stands inside sentences.

extension English {
  func words(_ obstacle: FileObstacle) -> String {
    switch obstacle {
    case .folder: "it is a folder"
    case .notPlain: "it is not a plain file"
    case .notAFolder: "it is not a folder"
    case .noPermission: "no permission"
    case .readOnly: "the disk is read-only"
    case .noSpace: "no space left on the disk"
    case .noName: "it has no name"
    case .nameTooLong: "its name is too long"
    case .deadLink: "it is a link that leads nowhere"
    case .nameOfLock: "locks of run folders have such names; choose another"
    case .notALock: "it is no lock of forecast's; move it"
    case .workingFolderGone: "the working folder is gone"
    case .system(let code): String(cString: strerror(code))
    case .numbered(let code): "error \(code)"
    case .quoted(let text): text
    }
  }

  func words(_ expected: JSONExpectation) -> String {
    switch expected {
    case .value: "a value"
    case .key: "a key in quotes"
    case .colon: ":"
    case .commaOrBrace: ", or }"
    case .commaOrBracket: ", or ]"
    case .endOfFile: "the end of the file"
    case .digit: "a digit"
    case .noLeadingZeros: "a number without leading zeros"
    case .closingQuote: "the closing quote"
    case .printable: "a character that can be printed"
    case .restOfEscape: "the rest of an escape"
    case .knownEscape: "a known escape"
    case .lowSurrogate: "a low surrogate"
    case .unicodeScalar: "a Unicode scalar"
    case .hexadecimalDigits: "four hexadecimal digits"
    }
  }

  func words(_ found: JSONFinding) -> String {
    switch found {
    case .endOfFile: "the end of the file"
    case .endOfLine: "the end of the line"
    case .character(let text): text
    }
  }

  func words(_ kind: ValueKind) -> String {
    switch kind {
    case .string: "a string"
    case .number: "a number"
    case .wholeNumber: "a whole number"
    case .boolean: "a boolean"
    case .array: "an array"
    case .object: "an object"
    case .null: "null"
    case .text(let format): words(format)
    case .either(let first, let second): "\(words(first)) or \(words(second))"
    case .written(let text): text
    }
  }

  func words(_ format: TextFormat) -> String {
    switch format {
    case .name: "letters, digits and hyphens"
    case .sector: "letters, digits, hyphens and points"
    case .date: "a date YYYY-MM-DD"
    case .period: "a period 2024, 2024-Q1 or 2024-01"
    case .periodOfYear: "a period 2024, 2024-Q1, 2024-01 or 2024-6M"
    }
  }

  func words(_ value: GivenValue) -> String {
    switch value {
    case .written(let text): text
    case .elements(let count): count == 1 ? "1 element" : "\(count) elements"
    case .periods(let count): "\(count) periods"
    }
  }

  func words(_ allowed: AllowedRange) -> String {
    switch allowed {
    case .between(let low, let high): "\(low) to \(high)"
    case .above(let low): "above \(low)"
    case .atLeast(let low): "\(low) or more"
    case .atMost(let high): "at most \(high)"
    case .positiveOn(let scale): "above 0 on the scale \(scale)"
    case .format(let format): words(format)
    }
  }

  func words(_ conflict: ValueConflict) -> String {
    switch conflict {
    case .relation(let formula): formula
    case .baseline: "baseline is the unconditioned forecast"
    case .laterPeriod: "a later period of the same year and length is needed"
    case .month: "a month is needed"
    case .notBeforeStart: "not before start"
    case .derived(let id): "\(id) is derived: name what it rests on"
    case .notAssessed(let id): "\(id) is not assessed"
    case .noRegions: "{region} needs \"regions\""
    case .regionsAlike: "{region} must tell the regions apart"
    case .noOption: "an option begins with -"
    case .onlyUnderived: "not for what is derived from others"
    case .bothBounds(let scale): "the scale \(scale) needs both ends"
    case .quantileOrder: "probabilities must increase, values must not fall"
    case .startBeforeJudged: "its year must precede the year judged"
    case .priorAlone: "only beside a series, an anchor or a proxy"
    case .horizonBeforeDay: "not before the year of as_of"
    case .dayBehindHorizon(let year): "its year lies beyond the horizon, \(year)"
    case .rowNotAssessed(let row): "the row \(row) is not assessed, so it has no chance"
    case .rowOfTasks(let row):
      "the row \(row) is met when its tasks are done, which no growth and no lever moves: nothing to require; forecast tasks tells how they stand"
    case .noIndicatorOfSectors:
      "no indicator has the series of a sector, so that no variant changes the plan"
    case .publishedAlready(let year): "the figure of \(year) is published already"
    case .allNeedsLever: "all needs --variable with a lever"
    case .precisionOfShards: "a run of shards has none; state the paths"
    case .noValue(let id, let year): "\(id) has no value in \(year)"
    case .noValueForMean(let id, let year):
      "\(id) has no value in \(year), which an arithmetic mean needs"
    case .growthOfRate(let id):
      "\(id) is a rate of growth itself, and growth of a rate is no average of rates: name a level; its series may be given as {\"growth\": SERIES}, and the mean is that of the rates then"
    case .noValueOfProxy(let period): "the proxy has no value around \(period)"
    case .offScale(let value, let scale):
      "\(value) has no place on the scale \(scale); an offset needs values inside the bounds"
    case .judgedBelowStart(let value, let start):
      "\(value) is judged, less than the \(start) it stands at"
    case .onlyLogScale: "only for the scale log"
    case .learnedFrom(let frequency): "it was learned from the frequency \(frequency)"
    case .sameName(let name, let first, let second): "\(name) names both \(first) and \(second)"
    }
  }

  func words(_ obstacle: ModelObstacle) -> String {
    switch obstacle {
    case .tooShort(let values, let minimum): "\(values) values, at least \(minimum) needed"
    case .tooLong(let values, let maximum): "\(values) values, at most \(maximum) fitted"
    case .tooWide(let periods, let maximum):
      "\(periods) periods to the last year, at most \(maximum) fitted"
    case .outsideScale(let value): "a value of \(value) has no place on its scale"
    case .unsuitableScale(let scale): "it does not work on the scale \(scale)"
    case .parameterOutOfRange(let name, let value): "\(name) cannot be \(value)"
    case .unknownParameter(let name): "it has no parameter \(name)"
    case .infeasibleQuantiles: "no distribution passes through the quantiles"
    case .noPace: "fewer than two series with two values each give a pace"
    case .tooFewCases(let found, let minimum): "\(found) cases, at least \(minimum) needed"
    case .onlyForAnchors: "it is for an anchor's one or two values"
    }
  }
}
