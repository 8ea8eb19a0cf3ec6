public import Attainment
public import Plans
public import Simulation

/// How likely a floor is kept in a year.
public struct FloorRow: Sendable {
  /// What an assessed indicator does.
  public struct Figures: Sendable {
    /// Quantiles of the indicator.
    public let p10, p50, p90: Double
    /// The chance of that year, and of all years of the floor up to it.
    public let kept, keptThroughout: EstimatedProbability
  }

  /// What the shares come to in money.
  public struct Money: Sendable {
    /// Quantiles of the money that the floor asks for, in the unit of the spending.
    public let required10, required50, required90: Double
    /// Quantiles of the share's own money, path by path.
    public let amount10, amount50, amount90: Double
  }

  /// The floor.
  public let floor: FloorSpecification
  /// The year.
  public let year: Int
  /// What the indicator rests on.
  public let basis: Basis
  /// What it does; `nil` where nothing is assessed or the year is over.
  public let figures: Figures?
  /// The amounts; `nil` where no spending is named or assessed.
  public let money: Money?
}
