internal import Files

// What may be wrong with databases and tables of statistics offices, and what may help.

extension DatabaseProblem: Chain {
  static var first: DatabaseProblem { .passwordInAddress }
  var next: DatabaseProblem? {
    switch self {
    case .passwordInAddress: .unknownScheme("ss")
    case .unknownScheme: .unknownKey("kk")
    case .unknownKey: .badTimeout
    case .badTimeout: .noSelection(tables: ["aa", "bb"])
    case .noSelection: .noQuery
    case .noQuery: .noDatabase
    case .noDatabase: .unreachable("ww")
    case .unreachable: .loginRefused
    case .loginRefused: .refused("ww")
    case .refused: .writes
    case .writes: .severalStatements
    case .severalStatements: .noTable
    case .noTable: .timedOut(seconds: 77)
    case .timedOut: .locked(seconds: 77)
    case .locked: .cannotOpen
    case .cannotOpen: .readOnlyFile
    case .readOnlyFile: .full
    case .full: .damaged
    case .damaged: .unreadable
    case .unreadable: .unknownTable("tt")
    case .unknownTable: .unknownColumn("cc")
    case .unknownColumn: .syntax(near: "ww")
    case .syntax: .notAllowed
    case .notAllowed: .tooLarge(limit: 88)
    case .tooLarge: .bytes(column: "cc")
    case .bytes: .zonedTime(column: "cc")
    case .zonedTime: .noTarget("tt")
    case .noTarget: .foreignTable("tt")
    case .foreignTable: .foreignView("vv")
    case .foreignView: .foreignName("nn")
    case .foreignName: nil
    }
  }
}

extension DatabaseHint: Chain {
  static var first: DatabaseHint { .passwordElsewhere }
  var next: DatabaseHint? {
    switch self {
    case .passwordElsewhere: .nameQuery
    case .nameQuery: .castToDate
    case .castToDate: .castToText
    case .castToText: .giveTime
    case .giveTime: .closeOther
    case .closeOther: .checkFolder
    case .checkFolder: .targets
    case .targets: nil
    }
  }
}

extension StatisticsProblem: Chain {
  static var first: StatisticsProblem { .wrongKey("kk") }
  var next: StatisticsProblem? {
    switch self {
    case .wrongKey: .wrongSize(dimension: "dd", stated: 66, found: 77)
    case .wrongSize: .wrongCount(stated: 66, found: 77)
    case .wrongCount: .tooManyFigures(limit: 77)
    case .tooManyFigures: .severalTables(["aa", "bb"])
    case .severalTables: .noTime
    case .noTime: .noPlace
    case .noPlace: .openDimensions([OpenDimension(id: "dd", values: ["aa", "bb"], count: 77)])
    case .openDimensions: .unknownDimension("dd")
    case .unknownDimension: .unknownCategory(dimension: "dd", value: "vv")
    case .unknownCategory: .nothingSelected
    case .nothingSelected: nil
    }
  }
}

extension StatisticsHint: Chain {
  static var first: StatisticsHint { .select("?dd=vv") }
  var next: StatisticsHint? {
    switch self {
    case .select: .namePlace
    case .namePlace: .nameTable
    case .nameTable: nil
    }
  }
}
