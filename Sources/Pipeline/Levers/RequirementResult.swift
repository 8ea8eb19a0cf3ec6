public import Attainment
public import Plans
public import Simulation

/// What would give one target, or all, a wanted probability.
public struct RequirementResult: Sendable {
  /// The scenario.
  public let scenario: String
  /// The target; `nil` for all targets together.
  public let target: Target?
  /// The probability wanted.
  public let wanted: Double
  /// What is moved.
  public let variable: Variable
  /// The title of the variable.
  public let title: LocalizedText
  /// The unit of its value.
  public let unit: Unit
  /// The value found; the one that reaches most when the wanted probability cannot be reached.
  public let value: Double
  /// The probability at that value.
  public let reached: EstimatedProbability
  /// The probability as things stand.
  public let before: EstimatedProbability
  /// The neighbouring value without the wanted probability, where that jumps from one to the other: no value gives
  /// the wanted one itself; `nil` where it does not.
  public let below: Below?
  /// Whether the wanted probability is reached.
  public let isReachable: Bool
  /// Whether the chance is the same at either end of what was tried, so that the variable has no effect on it.
  public let isInert: Bool
  /// Growth a year that goes with the value, the median over paths, percent; `nil` for other variables.
  public let averageGrowth: Double?
  /// The middle of what is moved in the target's year with that value, and its unit; `nil` for levers, growth and what is not moved.
  public let middle: (value: Double, unit: LocalizedText, year: Int)?
  /// How often something as fast came about; empty where nothing comparable is known.
  public let rates: [BaseRate]
  /// The same of what the target itself asks for; `nil` for all targets together.
  public let asked: BaseRateRow?
  /// What the chances rest on.
  public let bases: Set<Basis>

  /// A value and what it gives.
  public struct Below: Sendable, Hashable {
    /// The value.
    public let value: Double
    /// The probability at it.
    public let probability: EstimatedProbability
  }

  /// What is moved.
  public enum Variable: Sendable, Hashable {
    case lever(String)
    case growth(of: String)

    /// What `--variable` and `--set` call it.
    public var name: String {
      switch self {
      case .lever(let id): id
      case .growth(let indicator): LeverResolution.extraPrefix + indicator
      }
    }
  }

  /// In what the value is stated.
  public enum Unit: Sendable, Hashable {
    /// As a scenario or a plan calls it.
    case stated(LocalizedText)
    /// So much of it every year; once, where only whole moves count.
    case perYear(LocalizedText), once(LocalizedText)
    /// Points of growth a year; percentage points a year against the forecast.
    case pointsOfGrowth, pointsAgainstForecast
  }
}
