internal import Files
import Plans
import TimeSeries

private let place = SourceLocation(file: "there.csv", line: 41, column: 41)

extension FileProblem: Chain {
  static var first: FileProblem { .missing }
  var next: FileProblem? {
    switch self {
    case .missing: .missingNamed("ff")
    case .missingNamed: .unreadable(.folder)
    case .unreadable: .empty
    case .empty: .tooLarge(bytes: 77, limit: 66)
    case .tooLarge: .allTooLarge(bytes: 77, limit: 66)
    case .allTooLarge: .changed
    case .changed: .notUTF8
    case .notUTF8: .utf16
    case .utf16: .controlCharacter(code: 27)
    case .controlCharacter: .tooManyFaults(limit: 77)
    case .tooManyFaults: nil
    }
  }
}

extension JSONProblem: Chain {
  static var first: JSONProblem { .syntax(expected: .value, found: .character("§")) }
  var next: JSONProblem? {
    switch self {
    case .syntax: .tooDeep(limit: 77)
    case .tooDeep: .duplicateKey("kk", firstLine: 77)
    case .duplicateKey: .unknownKey("kk")
    case .unknownKey: .missingKey("kk")
    case .missingKey: .wrongType(key: "kk", expected: .number, found: .written("ww"))
    case .wrongType: .noneOf(keys: ["kk", "ll"])
    case .noneOf: .moreThanOneOf(keys: ["kk", "ll"])
    case .moreThanOneOf: nil
    }
  }
}

extension ValueProblem: Chain {
  static var first: ValueProblem { .tooLarge("1e99") }
  var next: ValueProblem? {
    switch self {
    case .tooLarge: .tooSmall("1e-99")
    case .tooSmall: .notANumber("nan")
    case .notANumber: .outOfRange(key: "kk", value: .written("77"), allowed: .between("1", "66"))
    case .outOfRange: .unknown(key: "kk", value: "vv")
    case .unknown: .conflict(key: "kk", .month)
    case .conflict: .doubledEntry("ee", list: "ll", firstLine: 77)
    case .doubledEntry: nil
    }
  }
}

extension TableProblem: Chain {
  static var first: TableProblem { .rowTooLong(limit: 77) }
  var next: TableProblem? {
    switch self {
    case .rowTooLong: .missingColumn("cc")
    case .missingColumn: .duplicateColumn("cc")
    case .duplicateColumn: .raggedRow(expected: 66, found: 77)
    case .raggedRow: .openQuote
    case .openQuote: .strayQuote
    case .strayQuote: .textAfterQuote
    case .textAfterQuote: .emptyField(column: "cc")
    case .emptyField: .badNumber(column: "cc", text: "tt")
    case .badNumber: .decimalComma(column: "cc", text: "1,5")
    case .decimalComma: .ambiguousComma(column: "cc", text: "1,500")
    case .ambiguousComma: .noRows
    case .noRows: nil
    }
  }
}

extension PeriodProblem: Chain {
  static var first: PeriodProblem { .impossible("pp") }
  var next: PeriodProblem? {
    switch self {
    case .impossible: .mixedSpelling(text: "pp", first: "qq", firstLine: 77)
    case .mixedSpelling: .otherDay(text: "pp", first: "qq", firstLine: 77)
    case .otherDay: .openDayOrder("pp")
    case .openDayOrder: .otherFrequency(period: "pp", .quarterly)
    case .otherFrequency: .impossibleDate(column: "cc", text: "tt")
    case .impossibleDate: nil
    }
  }
}

extension PanelProblem: Chain {
  static var first: PanelProblem { .notATable }
  var next: PanelProblem? {
    switch self {
    case .notATable: .noOrigin(minimum: 77)
    case .noOrigin: .duplicatePeriod(series: "ss", period: "pp", firstLine: 77)
    case .duplicatePeriod: nil
    }
  }
}

extension SeriesProblem: Chain {
  static var first: SeriesProblem {
    .mixedUnits(series: "ss", first: "ff", second: "gg", firstAt: place)
  }
  var next: SeriesProblem? {
    switch self {
    case .mixedUnits: .mixedPriceBases(series: "ss", first: "ff", second: "gg", firstAt: place)
    case .mixedPriceBases: .conflictingCell(cell: "ss", first: "1", second: "2", firstAt: place)
    case .conflictingCell: .unknown("ss")
    case .unknown: .withoutHistory(series: "ss", asOf: "2025-01-31")
    case .withoutHistory: .withoutYear(series: "ss")
    case .withoutYear: .missingPeriod(series: "ss", first: "2020", last: "2022")
    case .missingPeriod: .otherSpelling("Ss", first: "ss", firstAt: place)
    case .otherSpelling: .nearName("nn", near: "mm")
    case .nearName: .unused("ss", rows: 77)
    case .unused: .manyUnused(count: 66, all: 77)
    case .manyUnused: .givesNothing(series: "ss", key: "kk", needed: [.annual, .monthly])
    case .givesNothing: .onlyForGrowth(key: "kk", kind: "share")
    case .onlyForGrowth: .levelOrGrowth(series: "ss", indicator: "ii")
    case .levelOrGrowth: .growthOfLevel(row: "rr", indicator: "ii")
    case .growthOfLevel: .averageWithoutYears(row: "rr", indicator: "ii")
    case .averageWithoutYears: .noneInPanel
    case .noneInPanel: nation(.model("mm"))
    case .unheardNation(_, _, .model): nation(.stranger)
    case .unheardNation(_, _, .stranger): nation(.missing)
    case .unheardNation(_, _, .missing): nation(.itself)
    case .unheardNation(_, _, .itself): nation(.years)
    case .unheardNation(_, _, .years): nation(.noLevel)
    case .unheardNation(_, _, .noLevel): nation(.ofRate)
    case .unheardNation: offset(.narrow(declared: 0.11, low: 0.22, high: 0.33))
    case .unusualOffset(_, .narrow, _): offset(.wide(declared: 0.44, low: 0.22, high: 0.33))
    case .unusualOffset(_, .wide, _): offset(.distant(middle: 0.55, limit: 0.33))
    case .unusualOffset: .emptyBaseRate(series: "ss", .noYears)
    case .emptyBaseRate(_, .noYears):
      .emptyBaseRate(series: "ss", .otherYears(first: 2011, last: 2022))
    case .emptyBaseRate(_, .otherYears): .emptyBaseRate(series: "ss", .levels(middle: 0.77))
    case .emptyBaseRate: nil
    }
  }

  private func offset(_ doubt: OffsetDoubt) -> SeriesProblem {
    .unusualOffset(series: "ss", doubt, groups: 77)
  }

  private func nation(_ obstacle: NationObstacle) -> SeriesProblem {
    .unheardNation(series: "ss", others: 66, obstacle)
  }
}

extension FigureProblem: Chain {
  static var first: FigureProblem {
    .outside(series: "ss", period: "pp", value: "77", allowed: .atMost("66"))
  }
  var next: FigureProblem? {
    switch self {
    case .outside: .noGrowthFrom(series: "ss", period: "pp", value: "-7")
    case .noGrowthFrom: .startsAtZero(series: "ss", last: "pp")
    case .startsAtZero: .growthBelowAll(series: "ss", period: "pp", value: "-177")
    case .growthBelowAll: .contributionsBelowAll(with: "ss", year: 2025, value: "-177")
    case .contributionsBelowAll: .publishedBefore(series: "ss", period: "pp", vintage: "vv")
    case .publishedBefore:
      .settledBeforeEnd(series: "ss", period: "pp", status: "final", vintage: "vv")
    case .settledBeforeEnd: .withoutVintage(series: "ss", rows: 77, asOf: "2025-01-31")
    case .withoutVintage: .toDateWithoutBase(series: "ss", period: "pp")
    case .toDateWithoutBase: .toDateFromDecember(series: "ss", period: "pp")
    case .toDateFromDecember: .toDateStands(series: "ss", period: "pp")
    case .toDateStands: .toDateMayStand(series: "ss", period: "pp", percent: 37)
    case .toDateMayStand: .endForYear(series: "ss", year: 2025, monthly: true)
    case .endForYear: .partsUnused(series: "ss", year: 2025, count: 7, monthly: true)
    case .partsUnused:
      .partsOfOtherSize(series: "ss", year: 2025, count: 7, monthly: false, times: "77")
    case .partsOfOtherSize:
      .partsDiffer(
        series: "ss", period: "pp", value: "77", monthly: true, sum: "66", used: "55")
    case .partsDiffer:
      .toDateFalls(series: "ss", period: "pp", value: "77", earlier: "qq", before: "88")
    case .toDateFalls: .partsLikeSums(series: "ss", year: 2025, count: 7, monthly: true)
    case .partsLikeSums: .newestNotPositive(series: "ss", period: "pp", value: "-7")
    case .newestNotPositive:
      .onceOnly(series: "ss", period: "pp", value: "177", usual: "77")
    case .onceOnly: .unjoinedYears(series: "ss", years: [2010, 2011])
    case .unjoinedYears: .negativeMonth(series: "ss", period: "pp", value: "-7")
    case .negativeMonth: .levelNotPositive(series: "ss", period: "pp", value: "-7", more: 66)
    case .levelNotPositive: .cumulatedFalls(series: "ss", period: "pp", value: "77")
    case .cumulatedFalls: .growthBelowNothing(series: "ss", period: "pp", value: "-177")
    case .growthBelowNothing: .partsDoNotAdd(sector: "ss", period: "pp", parts: "1", total: "2")
    case .partsDoNotAdd: .partsUnknown(sector: "ss")
    case .partsUnknown: .farSize(series: "ss", period: "pp", value: "1177", beside: "77")
    case .farSize:
      .farFromOtherYears(series: "ss", period: "pp", value: "1177", usual: "77")
    case .farFromOtherYears:
      .otherUnit(series: "ss", from: "pp", through: "qq", value: "1177", before: "77")
    case .otherUnit: nil
    }
  }
}

extension PlanProblem: Chain {
  static var first: PlanProblem { .duplicateReference("I.6", firstLine: 77) }
  var next: PlanProblem? {
    switch self {
    case .duplicateReference: .unknownReference("I.6")
    case .unknownReference: .severalRows("I.6")
    case .severalRows: .targetWithoutValue(direction: "at_least", column: "value_low")
    case .targetWithoutValue: .targetRangeReversed(low: "77", high: "66")
    case .targetRangeReversed:
      .targetValueUnused(direction: "at_least", column: "value_high", value: "77")
    case .targetValueUnused: .severalPlans(first: "pp", second: "qq")
    case .severalPlans: .doubledPlan("pp", firstFile: "there.csv")
    case .doubledPlan: .noneIssued("pp", by: "2025-07-31")
    case .noneIssued: nil
    }
  }
}

extension ScenarioProblem: Chain {
  static var first: ScenarioProblem { .circularBase(["aa", "bb"]) }
  var next: ScenarioProblem? {
    switch self {
    case .circularBase: .inheritedFromElsewhere(keys: ["kk", "ll"], region: "rr", from: "qq")
    case .inheritedFromElsewhere: .duplicateIndicator("ii", firstLine: 77)
    case .duplicateIndicator: .unknownIndicator("ii")
    case .unknownIndicator: .circularDerivation(["aa", "bb"])
    case .circularDerivation: .deepDerivation(levels: 77, allowed: 66)
    case .deepDerivation: .unknownModel("mm")
    case .unknownModel: .unsuitableModel("mm", .tooShort(values: 66, minimum: 77))
    case .unsuitableModel: .duplicateLever("ll", firstLine: 77)
    case .duplicateLever: .unknownLever("ll")
    case .unknownLever: .derivedLever("ll", of: "ii")
    case .derivedLever: nil
    }
  }
}

extension PartsProblem: Chain {
  static var first: PartsProblem { .partOfItself("rr") }
  var next: PartsProblem? {
    switch self {
    case .partOfItself: .unknownPart("pp")
    case .unknownPart: .missing(series: "ss", part: "pp", period: "2025")
    case .missing: .leftOut(series: "ss", part: "pp", period: "2025", periods: 77)
    case .leftOut:
      .unlike(
        series: "ss", part: "pp", period: "2025", written: "ff", first: "gg", firstPart: "qq")
    case .unlike: .withoutBase(series: "ss", part: "pp", period: "2025")
    case .withoutBase: .baseMissing(series: "ss", part: "pp", period: "2025", periods: 77)
    case .baseMissing: .notMadeOfParts(series: "ss", kind: "share")
    case .notMadeOfParts: .percentages(series: "ss")
    case .percentages: .apart(series: "ss", old: "tt")
    case .apart: .noRatio(series: "ss", old: "tt", period: "2025")
    case .noRatio: .ontoItself("ss")
    case .ontoItself: nil
    }
  }
}

extension GrowthProblem: Chain {
  static var first: GrowthProblem { .sectorLoop(["aa", "bb"]) }
  var next: GrowthProblem? {
    switch self {
    case .sectorLoop: .sectorTops(["aa", "bb"])
    case .sectorTops: .duplicateSector("ss", firstLine: 77)
    case .duplicateSector: .unknownSector("ss")
    case .unknownSector: .onlyPart("ss", part: "tt")
    case .onlyPart: .sectorWithoutHistory(sector: "ss", asOf: "2025-01-31")
    case .sectorWithoutHistory: .duplicateVariant("vv", firstLine: 77)
    case .duplicateVariant: .unknownVariant("vv")
    case .unknownVariant: .impossibleVariant("vv", .otherYear(period: "pp", year: 2025))
    case .impossibleVariant: .noYearlyCondition(year: 2025)
    case .noYearlyCondition: .yearOutOfReach(2030, .from(2025))
    case .yearOutOfReach(_, .from): .yearOutOfReach(2030, .upTo(2025))
    case .yearOutOfReach(_, .upTo):
      .yearOutOfReach(2030, .notBefore(day: "2026-01-15", first: "2026-01-31"))
    case .yearOutOfReach: nil
    }
  }
}

extension MeasureProblem: Chain {
  static var first: MeasureProblem { .duplicate("mm", firstLine: 77) }
  var next: MeasureProblem? {
    switch self {
    case .duplicate: MeasureProblem.none
    case .none: .otherUnit(measure: "mm", first: "uu", firstSeries: "ss", second: "vv")
    case .otherUnit: .noSuchPeriod(measure: "mm", period: "2025-05", .quarterly)
    case .noSuchPeriod: .plannedTwice(measure: "mm", period: "2025-05", first: "pp/1")
    case .plannedTwice:
      .plansApart(measure: "mm", period: "pp", value: "77", parts: ["qq", "rr"], sum: "88")
    case .plansApart: .unknownSame("ii")
    case .unknownSame: .sameOfSame("ii", original: "jj")
    case .sameOfSame: .notCumulated(measure: "mm")
    case .notCumulated: .partWithoutFigures("pp")
    case .partWithoutFigures: .notShared(measure: "mm")
    case .notShared: .unknownPlanned("ii", rows: 2)
    case .unknownPlanned(_, 2): .unknownPlanned("ii", rows: 1)
    case .unknownPlanned:
      .otherDifference(series: "ss", period: "pp", value: "77", implied: "88", more: 5)
    case .otherDifference(_, _, _, _, 5):
      .otherDifference(series: "ss", period: "pp", value: "77", implied: "88", more: 1)
    case .otherDifference:
      .otherParts(series: "ss", period: "pp", value: "77", implied: "88", more: 2)
    case .otherParts:
      .otherOlder(series: "ss", period: "pp", value: "77", implied: "88", more: 4)
    case .otherOlder: .otherGrowth(series: "ss", period: "pp", value: "77", implied: "88", more: 3)
    case .otherGrowth: .estimateAhead(series: "ss", period: "pp", value: "77")
    case .estimateAhead: .yearWithout(measure: "mm", year: 2025, last: "2052-05")
    case .yearWithout: .sameName("nn", first: "ii", second: "jj")
    case .sameName: nil
    }
  }
}

extension EffectProblem: Chain {
  static var first: EffectProblem { .doubled(unit: "uu", period: "2024", firstLine: 77) }
  var next: EffectProblem? {
    switch self {
    case .doubled: .mark("mm")
    case .mark: .turning("uu")
    case .turning: .unknownUnit("uu")
    case .unknownUnit: .noTreated
    case .noTreated: .noOthers
    case .noOthers: .noBefore
    case .noBefore: .noAfter
    case .noAfter: .notTold
    case .notTold: .withoutError
    case .withoutError: nil
    }
  }
}

extension TaskProblem: Chain {
  static var first: TaskProblem { .unreadableDue("dd") }
  var next: TaskProblem? {
    let (one, other) = (CalendarDate("2024-05-06"), CalendarDate("2023-04-07"))
    guard let one, let other else { return nil }
    return switch self {
    case .unreadableDue: .noSuchDay("dd", last: one)
    case .noSuchDay: .yearOfTable(2025, text: "tt", count: 1)
    case .yearOfTable(_?, _, 1): .yearOfTable(2025, text: "tt", count: 3)
    case .yearOfTable(_?, _, _): .yearOfTable(nil, text: "", count: 1)
    case .yearOfTable(nil, _, 1): .yearOfTable(nil, text: "", count: 3)
    case .yearOfTable: .doneBeforeStart(done: other, started: one)
    case .doneBeforeStart: .doneAfterReport(done: one, asOf: other)
    case .doneAfterReport: .openButDone(status: "running")
    case .openButDone: .lateButInTime(done: other, due: one)
    case .lateButInTime: .paused("pp")
    case .paused: .calledOff("cc")
    case .calledOff: .conflict(.lateAhead, cells: ["A1"], count: 1)
    case .conflict(let kind, _, 1): .conflict(kind, cells: ["A1", "A2"], count: 3)
    case .conflict(let kind, _, _):
      TaskConflict.allCases.drop { $0 != kind }.dropFirst().first.map {
        .conflict($0, cells: ["A1"], count: 1)
      } ?? .dayOfTitle(one, title: "tt")
    case .dayOfTitle: .dayOfName(one, name: "nn")
    case .dayOfName: .titleBeforeEnd(one, done: other)
    case .titleBeforeEnd: .newestDay(one)
    case .newestDay: .doubledTask("tt", firstAt: place)
    case .doubledTask: .numbersByPart("I.1")
    case .numbersByPart: .mergedDown(cells: ["B1"], count: 1)
    case .mergedDown(_, 1): .mergedDown(cells: ["B3", "C3"], count: 9)
    case .mergedDown: .unreadOutcome(cells: ["E1"], count: 1)
    case .unreadOutcome(_, 1): .unreadOutcome(cells: ["E3", "E4"], count: 9)
    case .unreadOutcome: .dayBehindDue(one, due: other)
    case .dayBehindDue: .endsAhead(other, last: one, count: 1)
    case .endsAhead(_, _, 1): .endsAhead(other, last: one, count: 3)
    case .endsAhead: .noTasks
    case .noTasks: nil
    }
  }
}

extension RunProblem: Chain {
  static var first: RunProblem { .notARun }
  var next: RunProblem? {
    switch self {
    case .notARun: .otherCommand(found: "track", wanted: ["run"])
    case .otherCommand: .otherScenario(found: "ff", wanted: "ww")
    case .otherScenario: .outputChanged(manifest: "mm/run.json")
    case .outputChanged: .outputUnknown
    case .outputUnknown: .inputChanged(manifest: "mm/run.json")
    case .inputChanged: .manifestEdited
    case .manifestEdited: .manifestValue(key: "kk")
    case .manifestValue: .changedSince("mm/run.json")
    case .changedSince: .otherSweep
    case .otherSweep: .otherOptions(begun: "--language vi")
    case .otherOptions: .otherFits
    case .otherFits: .notAShard
    case .notAShard: .foreignShard(.seed, first: "shards/1")
    case .foreignShard: .doubledShard(number: 77, first: "shards/1")
    case .doubledShard: .missingShards([66, 77], of: 88)
    case .missingShards: nil
    }
  }
}

extension LayoutProblem: Chain {
  static var first: LayoutProblem { .noDelimiter }
  var next: LayoutProblem? {
    switch self {
    case .noDelimiter: .noPeriods
    case .noPeriods: .severalPeriodColumns(["aa", "bb"])
    case .severalPeriodColumns: .noFigures
    case .noFigures: .severalValueColumns(["aa", "bb"])
    case .severalValueColumns: .namelessColumn(77)
    case .namelessColumn: .numberedColumns(77)
    case .numberedColumns: .unreadHeader("hh")
    case .unreadHeader: .partsWithoutYear("hh")
    case .partsWithoutYear: .openGroups(column: "cc", first: "aa", second: "bb")
    case .openGroups: .unknownTelling(column: "cc", text: "aa")
    case .unknownTelling: .repeatedSeries(series: "ss", firstLine: 77)
    case .repeatedSeries: .otherDecimal(text: "2.5", mark: ",", witness: "1,5", witnessAt: place)
    case .otherDecimal:
      .undecidedDecimal(text: "1.234", withPoint: "1.234", withComma: "1234", cells: 77)
    case .undecidedDecimal: .otherForm(stated: "aa", found: "bb")
    case .otherForm: .missingSeries("ss", file: "ff")
    case .missingSeries: .strangeSeries("ss")
    case .strangeSeries: .otherUnit(series: "ss", stated: "aa", found: "bb")
    case .otherUnit: nil
    }
  }
}

extension StartProblem: Chain {
  static var first: StartProblem {
    .mixedFrequencies(first: .month, second: .fiscalYear, firstAt: place)
  }
  var next: StartProblem? {
    switch self {
    case .mixedFrequencies: .severalDays(first: "ff", second: "gg", firstAt: place)
    case .severalDays:
      .twoValues(series: "ss", period: "pp", first: "1", second: "2", firstAt: place)
    case .twoValues: .fiscalPart("pp")
    case .fiscalPart: .halfYear("pp")
    case .halfYear: .partOfYear("pp")
    case .partOfYear: .cumulatedOnly(series: "ss", through: 11)
    case .cumulatedOnly: .looksCumulated("ss")
    case .looksCumulated: .undecidedYear(series: "ss", .quarter)
    case .undecidedYear: .noWholeYear(series: "ss", missing: ["2020-Q1", "2020-Q4"])
    case .noWholeYear: .tooFewYears(series: "ss", years: 66, minimum: 77)
    case .tooFewYears: .noSize("ss")
    case .noSize: .noWhole("ss")
    case .noWhole: .twoPrices(first: "aa", second: "bb")
    case .twoPrices: .noSuchPrices("aa")
    case .noSuchPrices: .noProfile("ss", places: [])
    case .noProfile(_, let places) where places.isEmpty: .noProfile("ss", places: ["pp", "qq"])
    case .noProfile: nil
    }
  }
}
