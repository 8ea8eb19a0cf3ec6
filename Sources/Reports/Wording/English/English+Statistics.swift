internal import Files

// What is wrong with tables of statistics offices.

extension English {
  func sentence(_ problem: StatisticsProblem) -> String {
    switch problem {
    case .wrongKey(let key): "\"\(key)\" is not what JSON-stat says it is"
    case .wrongSize(let dimension, let stated, let found):
      "the dimension \(dimension) should have \(stated) values and has \(found)"
    case .wrongCount(let stated, let found): "there should be \(stated) figures and are \(found)"
    case .tooManyFigures(let limit): "the table has more than \(limit) figures"
    case .severalTables(let names): "the file holds several tables: \(list(names))"
    case .noTime: "no dimension of the table is time"
    case .noPlace: "the table does not say which place its figures are of"
    case .openDimensions(let dimensions):
      "one value must be chosen of each of these: "
        + dimensions.map { dimension in
          let isCut = dimension.count > dimension.values.count
          return "\(dimension.id) = \(list(dimension.values))"
            + (isCut ? ", … (\(dimension.count) in all)" : "")
        }.joined(separator: "; ")
    case .unknownDimension(let name): "the table has no dimension \"\(name)\""
    case .unknownCategory(let dimension, let value):
      "the dimension \(dimension) has no value \"\(value)\""
    case .nothingSelected: "the table has no figure of what was chosen"
    }
  }

  func sentence(_ hint: StatisticsHint) -> String {
    switch hint {
    case .select(let example): "add \(example) to the path, several with & between"
    case .namePlace: "add ?geo=NAME to the path"
    case .nameTable: "add ?dataset=NAME to the path"
    }
  }
}
