/// What can be wrong with a plan and its rows.
public enum PlanProblem: Sendable, Hashable {
  case duplicateReference(String, firstLine: Int)
  case unknownReference(String)
  /// A row that several plans have.
  case severalRows(String)
  case targetWithoutValue(direction: String, column: String)
  case targetRangeReversed(low: String, high: String)
  /// A value that the direction of a row does not look at.
  case targetValueUnused(direction: String, column: String, value: String)
  case severalPlans(first: String, second: String)
  case doubledPlan(String, firstFile: String)
  /// A plan of which no row had been issued by a day.
  case noneIssued(String, by: String)

  var code: String {
    switch self {
    case .duplicateReference: "plan-duplicate"
    case .unknownReference, .severalRows: "plan-reference"
    case .targetWithoutValue: "target-value"
    case .targetRangeReversed: "target-range"
    case .targetValueUnused: "target-unused"
    case .severalPlans: "plan-several"
    case .doubledPlan: "plan-double"
    case .noneIssued: "plan-not-issued"
    }
  }
}

/// What can be wrong with indicators, models and levers of a scenario.
public enum ScenarioProblem: Sendable, Hashable {
  case circularBase([String])
  /// Keys that a scenario takes over from one of another region without saying so.
  case inheritedFromElsewhere(keys: [String], region: String, from: String)
  case duplicateIndicator(String, firstLine: Int)
  case unknownIndicator(String)
  case circularDerivation([String])
  /// Derivations one behind the other, more than are allowed.
  case deepDerivation(levels: Int, allowed: Int)
  case unknownModel(String)
  case unsuitableModel(String, ModelObstacle)
  case duplicateLever(String, firstLine: Int)
  case unknownLever(String)
  case derivedLever(String, of: String)

  var code: String {
    switch self {
    case .circularBase: "base-cycle"
    case .inheritedFromElsewhere: "base-region"
    case .duplicateIndicator: "indicator-duplicate"
    case .unknownIndicator: "indicator-unknown"
    case .circularDerivation: "derived-cycle"
    case .deepDerivation: "derived-depth"
    case .unknownModel: "model-unknown"
    case .unsuitableModel: "model-unsuitable"
    case .duplicateLever: "lever-duplicate"
    case .unknownLever: "lever-unknown"
    case .derivedLever: "lever-derived"
    }
  }
}

/// Why a model cannot be used.
public enum ModelObstacle: Sendable, Hashable {
  case tooShort(values: Int, minimum: Int)
  case tooLong(values: Int, maximum: Int)
  case tooWide(periods: Int, maximum: Int)
  case outsideScale(value: Double)
  case unsuitableScale(String)
  case parameterOutOfRange(name: String, value: Double)
  case unknownParameter(String)
  case infeasibleQuantiles
  /// Fewer than two series with two values each.
  case noPace
  case tooFewCases(found: Int, minimum: Int)
  /// A model for the one or two values of an anchor.
  case onlyForAnchors
}
