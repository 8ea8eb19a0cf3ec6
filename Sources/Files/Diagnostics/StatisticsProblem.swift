/// What can be wrong with a table of a statistics office, or with what is wanted of it.
public enum StatisticsProblem: Sendable, Hashable {
  /// A key whose value is not what JSON-stat says.
  case wrongKey(String)
  /// A dimension whose categories are not as many as its size.
  case wrongSize(dimension: String, stated: Int, found: Int)
  /// Values that are not as many as the sizes say.
  case wrongCount(stated: Int, found: Int)
  case tooManyFigures(limit: Int)
  /// Several tables in one file.
  case severalTables([String])
  case noTime
  /// No dimension says which place the figures are of.
  case noPlace
  /// Dimensions of which the scenario must name one value.
  case openDimensions([OpenDimension])
  case unknownDimension(String)
  case unknownCategory(dimension: String, value: String)
  /// Nothing is left of what was wanted.
  case nothingSelected

  var code: String {
    switch self {
    case .wrongKey, .wrongSize, .wrongCount, .tooManyFigures, .noTime: "statistics-form"
    case .severalTables, .openDimensions, .nothingSelected: "statistics-selection"
    case .noPlace: "statistics-place"
    case .unknownDimension, .unknownCategory: "statistics-name"
    }
  }
}

/// A dimension with more than one value.
public struct OpenDimension: Sendable, Hashable {
  /// How it is named in an address.
  public let id: String
  /// The first of its values, each with its label where that says more.
  public let values: [String]
  /// How many there are.
  public let count: Int

  /// A dimension with more than one value.
  package init(id: String, values: [String], count: Int) {
    (self.id, self.values, self.count) = (id, values, count)
  }
}

/// What may help with a table of a statistics office.
public enum StatisticsHint: Sendable, Hashable {
  /// How an address names values of dimensions, and an example.
  case select(String)
  /// How an address names the place.
  case namePlace
  /// How an address names one of several tables.
  case nameTable
}
