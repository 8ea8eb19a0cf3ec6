/// What can be wrong with sectors and variants.
public enum GrowthProblem: Sendable, Hashable {
  case sectorLoop([String])
  case sectorTops([String])
  case duplicateSector(String, firstLine: Int)
  case unknownSector(String)
  case onlyPart(String, part: String)
  case sectorWithoutHistory(sector: String, asOf: String)
  case duplicateVariant(String, firstLine: Int)
  case unknownVariant(String)
  case impossibleVariant(String, VariantObstacle)
  /// Variants that ask nothing of a whole year that is to be followed.
  case noYearlyCondition(year: Int)
  case yearOutOfReach(Int, YearReach)

  var code: String {
    switch self {
    case .sectorLoop: "sector-loop"
    case .sectorTops: "sector-tops"
    case .duplicateSector: "sector-duplicate"
    case .unknownSector: "sector-unknown"
    case .onlyPart: "sector-only-part"
    case .sectorWithoutHistory: "sector-empty"
    case .duplicateVariant: "variant-duplicate"
    case .unknownVariant: "variant-unknown"
    case .impossibleVariant: "variant-impossible"
    case .noYearlyCondition: "variant-not-yearly"
    case .yearOutOfReach: "year-out-of-reach"
    }
  }
}

/// Why no path can meet a variant; conditions and growth as formulas.
public enum VariantObstacle: Sendable, Hashable {
  /// A condition on another year.
  case otherYear(period: String, year: Int)
  /// What is realised is more than a condition allows.
  case exceeded(condition: String, growth: String)
  /// A condition that others leave other values.
  case contradicted(condition: String, others: [String], room: ConditionRoom)
  /// A condition that no path meets together with others.
  case unmet(condition: String, others: [String])
}

/// What is left to a condition.
public enum ConditionRoom: Sendable, Hashable {
  case exactly(String)
  case between(String, String)
  case moreThan(String)
}

/// Which years can be asked for.
public enum YearReach: Sendable, Hashable {
  case from(Int)
  case upTo(Int)
  /// None on that day: the first figure came out on another, if any is dated.
  case notBefore(day: String, first: String?)
}
