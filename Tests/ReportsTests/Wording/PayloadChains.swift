internal import Files
import Plans
import Reports
import TimeSeries

extension ValueConflict: Chain {
  static var first: ValueConflict { .relation("low < high") }
  var next: ValueConflict? {
    switch self {
    case .relation: .baseline
    case .baseline: .laterPeriod
    case .laterPeriod: .month
    case .month: .notBeforeStart
    case .notBeforeStart: .derived("ii")
    case .derived: .notAssessed("ii")
    case .notAssessed: .noRegions
    case .noRegions: .regionsAlike
    case .regionsAlike: .noOption
    case .noOption: .onlyUnderived
    case .onlyUnderived: .bothBounds(scale: "logit")
    case .bothBounds: .quantileOrder
    case .quantileOrder: .startBeforeJudged
    case .startBeforeJudged: .priorAlone
    case .priorAlone: .horizonBeforeDay
    case .horizonBeforeDay: .dayBehindHorizon(2030)
    case .dayBehindHorizon: .rowNotAssessed("I.6")
    case .rowNotAssessed: .rowOfTasks("I.6")
    case .rowOfTasks: .noIndicatorOfSectors
    case .noIndicatorOfSectors: .publishedAlready(year: 2024)
    case .publishedAlready: .allNeedsLever
    case .allNeedsLever: .precisionOfShards
    case .precisionOfShards: .noValue(of: "ii", year: 2024)
    case .noValue: .noValueForMean(of: "ii", year: 2024)
    case .noValueForMean: .growthOfRate(of: "ii")
    case .growthOfRate: .noValueOfProxy(period: "2024-Q1")
    case .noValueOfProxy: .offScale(value: "77", scale: "logit")
    case .offScale: .judgedBelowStart(value: "66", start: "77")
    case .judgedBelowStart: .onlyLogScale
    case .onlyLogScale: .learnedFrom(frequency: "Q")
    case .learnedFrom: .sameName("nn", first: "aa", second: "bb")
    case .sameName: nil
    }
  }
}

extension ModelObstacle: Chain {
  static var first: ModelObstacle { .tooShort(values: 66, minimum: 77) }
  var next: ModelObstacle? {
    switch self {
    case .tooShort: .tooLong(values: 66, maximum: 77)
    case .tooLong: .tooWide(periods: 66, maximum: 77)
    case .tooWide: .outsideScale(value: 77)
    case .outsideScale: .unsuitableScale("logit")
    case .unsuitableScale: .parameterOutOfRange(name: "nn", value: 77)
    case .parameterOutOfRange: .unknownParameter("nn")
    case .unknownParameter: .infeasibleQuantiles
    case .infeasibleQuantiles: .noPace
    case .noPace: .tooFewCases(found: 66, minimum: 77)
    case .tooFewCases: .onlyForAnchors
    case .onlyForAnchors: nil
    }
  }
}

extension VariantObstacle: Chain {
  static var first: VariantObstacle { .otherYear(period: "pp", year: 2025) }
  var next: VariantObstacle? {
    switch self {
    case .otherYear: .exceeded(condition: "cc", growth: "+8%")
    case .exceeded: .contradicted(condition: "cc", others: ["dd", "ee"], room: .between("1", "2"))
    case .contradicted: .unmet(condition: "cc", others: ["dd", "ee"])
    case .unmet: nil
    }
  }
}

extension FileObstacle: Chain {
  static var first: FileObstacle { .folder }
  var next: FileObstacle? {
    switch self {
    case .folder: .notPlain
    case .notPlain: .notAFolder
    case .notAFolder: .noPermission
    case .noPermission: .readOnly
    case .readOnly: .noSpace
    case .noSpace: .noName
    case .noName: .nameTooLong
    case .nameTooLong: .deadLink
    case .deadLink: .notALock
    case .notALock: .nameOfLock
    case .nameOfLock: .workingFolderGone
    case .workingFolderGone: .system(2)
    case .system: .numbered(77)
    case .numbered: .quoted("qq")
    case .quoted: nil
    }
  }
}

extension AllowedRange: Chain {
  static var first: AllowedRange { .between("66", "77") }
  var next: AllowedRange? {
    switch self {
    case .between: .above("66")
    case .above: .atLeast("66")
    case .atLeast: .atMost("77")
    case .atMost: .positiveOn(scale: "log")
    case .positiveOn: .format(.date)
    case .format: nil
    }
  }
}

extension Hint: Chain {
  static var first: Hint { .didYouMean("nn") }
  var next: Hint? {
    switch self {
    case .didYouMean: .allowed(["aa", "bb"])
    case .allowed: .columns(["aa", "bb"])
    case .columns: .schema("plan")
    case .schema: .quoteOpened(line: 77)
    case .quoteOpened: .doubleQuotes
    case .doubleQuotes: .opened("{", line: 77)
    case .opened: .readAgain
    case .readAgain: .runFrom
    case .runFrom: .runAnew
    case .runAnew: .growthCommand
    case .growthCommand: .scorecardCommand("s.json")
    case .scorecardCommand: .calibrate
    case .calibrate: .listOnce
    case .listOnce: .write(.first)
    case .write: .mend(.first)
    case .mend: .start(.namePeriodColumn)
    case .start: .task(.dueGrammar)
    case .task: .workbook(.first)
    case .workbook: .database(.first)
    case .database: .statistics(.first)
    case .statistics: nil
    }
  }

  /// A hint of every case of every family.
  static var everyCase: [Hint] {
    all + WritingHint.all.map(Hint.write) + MendingHint.all.map(Hint.mend)
      + StartHint.allCases.map(Hint.start) + TaskHint.allCases.map(Hint.task)
      + WorkbookHint.all.map(Hint.workbook) + DatabaseHint.all.map(Hint.database)
      + StatisticsHint.all.map(Hint.statistics)
  }
}

extension WritingHint: Chain {
  static var first: WritingHint { .number("2.5") }
  var next: WritingHint? {
    switch self {
    case .number: .either(mark: .comma, thousands: "1234", decimal: "1.234")
    case .either(.comma, _, _): .either(mark: .point, thousands: "1234", decimal: "1.2340")
    case .either(.point, _, _): .percentCell("21.2")
    case .percentCell: .noCommaInNumbers
    case .noCommaInNumbers: .day
    case .day: .year("30/6/2026")
    case .year: .date
    case .date: .period(.annual)
    case .period(.annual): .period(.quarterly)
    case .period(.quarterly): .period(.monthly)
    case .period(.monthly): .period(.span)
    case .period(.span): .anyPeriod
    case .anyPeriod: .sameDay
    case .sameDay: .utf8
    case .utf8: .table
    case .table: nil
    }
  }
}

extension MendingHint: Chain {
  static var first: MendingHint { .namesAlike }
  var next: MendingHint? {
    switch self {
    case .namesAlike: .addRow(period: "pp")
    case .addRow: .splitSeries
    case .splitSeries: .separateRows
    case .separateRows: .writePlace(held: "hh", wanted: "ww")
    case .writePlace: .kindLevel
    case .kindLevel: .kindOfPercent
    case .kindOfPercent: .deriveGrowth(of: "ii")
    case .deriveGrowth: .deriveAverage(of: "ii", last: 2030, rates: "gg")
    case .deriveAverage: .sayEstimate
    case .sayEstimate: .giveVintage
    case .giveVintage: .widenBounds
    case .widenBounds: .mergeSector
    case .mergeSector: .addLevel(sector: "ss")
    case .addLevel: .askYear(2025)
    case .askYear: .sayInherits(keys: ["kk", "ll"])
    case .sayInherits: .stateWeight(part: "pp")
    case .stateWeight: nil
    }
  }
}

extension WorkbookHint: Chain {
  static var first: WorkbookHint { .saveAsWorkbook }
  var next: WorkbookHint? {
    switch self {
    case .saveAsWorkbook: .removePassword
    case .removePassword: .saveAnew
    case .saveAnew: .nameSheet(file: "ff.xlsx", ["aa", "bb"])
    case .nameSheet: .correctCell
    case .correctCell: .recalculate
    case .recalculate: .toUnicode
    case .toUnicode: .makeSmaller
    case .makeSmaller: nil
    }
  }
}

extension WorkbookProblem: Chain {
  static var first: WorkbookProblem { .noWorkbook(.xls) }
  var next: WorkbookProblem? {
    switch self {
    case .noWorkbook: .damaged(part: "pp")
    case .damaged: .malformed(part: "pp", line: 77)
    case .malformed: .doctype(part: "pp")
    case .doctype: .missingPart("pp")
    case .missingPart: .doubledPart("pp")
    case .doubledPart: .tooLarge(.parts, limit: 77)
    case .tooLarge: .noSheet("ss")
    case .noSheet: .noCells(sheet: "ss")
    case .noCells: .severalSheets(["aa", "bb"])
    case .severalSheets: .noVisibleSheet(["aa", "bb"])
    case .noVisibleSheet: .cellError("#REF!")
    case .cellError: .unsavedResult
    case .unsavedResult: .badCell(type: "tt", text: "xx")
    case .badCell: .cellOrder
    case .cellOrder: .hidden(rows: 66, columns: 77)
    case .hidden: .oldLetters("tt")
    case .oldLetters: nil
    }
  }
}
