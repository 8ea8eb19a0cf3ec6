internal import Files
internal import Folders
import LinearAlgebra
import Models
import Plans
import Reports

extension UsageProblem: Chain {
  static var first: UsageProblem { .outOfRange(option: "--paths", low: "66", high: "77") }
  var next: UsageProblem? {
    switch self {
    case .outOfRange: .invalidValue("vv", option: "--as-of", .day)
    case .invalidValue(_, _, .day?): .invalidValue("vv", option: "--shard", .shard(most: 77))
    case .invalidValue(_, _, .shard?): .invalidValue("vv", option: "--set", .setting)
    case .invalidValue(_, _, .setting?): .invalidValue("vv", option: "--paths", .whole(66...77))
    case .invalidValue(_, _, .whole?): .invalidValue("vv", option: "--seed", .wholeUp(to: 77))
    case .invalidValue(_, _, .wholeUp?): .invalidValue("vv", option: "--x", .number("66", "77"))
    case .invalidValue(_, _, .number?): .invalidValue("vv", option: "--x", .oneOf(["aa", "bb"]))
    case .invalidValue(_, _, .oneOf?): .invalidValue("vv", option: "--x", nil)
    case .invalidValue(_, _, nil): .unknownCommand("mm", near: "nn", known: ["nn", "oo"])
    case .unknownCommand: .unknownOption("--seeed", near: "--seed")
    case .unknownOption: .unexpectedArguments(["aa", "bb"])
    case .unexpectedArguments: .valueMissing(option: "--paths")
    case .valueMissing: .argumentMissing("<aa>")
    case .argumentMissing: .unknownFormat("pdf", known: ["csv", "html"])
    case .unknownFormat: .unknownModel("mm", near: "nn", known: ["nn", "oo"])
    case .unknownModel: .noRunFolder
    case .noRunFolder: .noSuchReport(format: "xlsx", folder: "ff", command: "track")
    case .noSuchReport: .sinceLater(day: "2026-11-26", than: "2025-10-25")
    case .sinceLater: .noPanel
    case .noPanel: .twoScenarios
    case .twoScenarios: .scenarioOrAgain
    case .scenarioOrAgain: .againAlone
    case .againAlone: .directoryWithoutAgain
    case .directoryWithoutAgain: .yearNeeded
    case .yearNeeded: .yearTooFar(2400, last: 2025, ahead: 50)
    case .yearTooFar: .dayNeeded
    case .dayNeeded: .setTwice("ll")
    case .setTwice: .sobolOfShards
    case .sobolOfShards: .precisionOfShards
    case .precisionOfShards: .drawsOfShards
    case .drawsOfShards: .questionOfShards
    case .questionOfShards: .questionOfSweep
    case .questionOfSweep: .precisionElsewhere
    case .precisionElsewhere: .noWorkbook
    case .noWorkbook: .meaningless("--paths")
    case .meaningless: .tableWithModel
    case .tableWithModel: .unknownFrequency
    case .unknownFrequency: .boundNotANumber
    case .boundNotANumber: .boundsReversed
    case .boundsReversed: .growingBounded
    case .growingBounded: .parentsWithoutGrowing
    case .parentsWithoutGrowing: .folds
    case .folds: .profileAlone
    case .profileAlone: .growthWithHorizon
    case .growthWithHorizon: .panelOfTables
    case .panelOfTables: .severalTables
    case .severalTables: nil
    }
  }
}

extension RunFolderError: Chain {
  static var first: RunFolderError { .foreign(path: "ff") }
  var next: RunFolderError? {
    switch self {
    case .foreign: .holdsOthers(path: "ff", name: "nn")
    case .holdsOthers: .documentOpen(path: "ff", document: "dd", lock: "ll")
    case .documentOpen: .isInput(path: "ff")
    case .isInput: .insideRun(path: "ff")
    case .insideRun: .foreignFile(path: "ff")
    case .foreignFile: .occupied(path: "ff")
    case .occupied: .inUse(path: "ff", process: 77)
    case .inUse: .refused(path: "ff", .noSpace)
    case .refused: nil
    }
  }
}

extension SchedulerFailure: Chain {
  static var first: SchedulerFailure { .notInstalled(program: "sbatch") }
  var next: SchedulerFailure? {
    switch self {
    case .notInstalled: .refused(program: "sbatch", status: 77)
    case .refused: .torn(path: "ff")
    case .torn: .tasksFailed(count: 77, folder: "ff")
    case .tasksFailed: nil
    }
  }
}

extension RunFailure: Chain {
  static var first: RunFailure { .cancelled }
  var next: RunFailure? {
    switch self {
    case .cancelled: .paused
    case .paused: .notFitted(indicator: "ii", .noPace)
    case .notFitted: .outOfNumbers(indicator: "ii", year: 77)
    case .outOfNumbers: .tooManyPaths(needed: 7.7e77, allowed: 88)
    case .tooManyPaths: .noRoom(megabytes: 77)
    case .noRoom: .fewFiles(allowed: 66, needed: 77)
    case .fewFiles: .notPrinted(.noSpace)
    case .notPrinted: nil
    }
  }
}

extension LinearAlgebraError: Chain {
  static var first: LinearAlgebraError { .notPositiveDefinite(order: 77) }
  var next: LinearAlgebraError? {
    switch self {
    case .notPositiveDefinite: .rankDeficient(rank: 66, columns: 77)
    case .rankDeficient: .noConvergence(routine: "gesdd", info: 77)
    case .noConvergence: .notFinite
    case .notFinite: nil
    }
  }
}

extension ModelError: Chain {
  static var first: ModelError { .tooShort(observations: 66, minimum: 77) }
  var next: ModelError? {
    switch self {
    case .tooShort: .tooLong(observations: 66, maximum: 77)
    case .tooLong: .tooWide(periods: 66, maximum: 77)
    case .tooWide: .outsideScale(value: 77)
    case .outsideScale: .unsuitableScale("logit")
    case .unsuitableScale: .parameterOutOfRange(name: "nn", value: 77)
    case .parameterOutOfRange: .unknownParameter(name: "nn")
    case .unknownParameter: .infeasibleQuantiles
    case .infeasibleQuantiles: .noPace
    case .noPace: .tooFewCases(found: 66, minimum: 77)
    case .tooFewCases: .numerical(.notFinite)
    case .numerical: nil
    }
  }
}
