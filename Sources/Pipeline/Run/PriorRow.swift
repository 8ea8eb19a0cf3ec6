public import Plans
public import Simulation
public import TimeSeries

/// What a judgement beside the data did to one target.
public struct PriorRow: Sendable {
  /// The target.
  public let target: Target
  /// The share of paths that follow the judgement.
  public let weight: Double
  /// Who judges and when.
  public let author: String
  /// When; `nil` when not stated.
  public let date: CalendarDate?
  /// The chance on data alone and with the judgement.
  public let before, after: EstimatedProbability
  /// The median of the indicator in the target's year, on data alone and with the judgement.
  public let medianBefore, medianAfter: Double
}
