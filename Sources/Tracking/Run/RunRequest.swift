public import Simulation
public import TimeSeries

/// What a user may override when a scenario is run.
public struct RunOptions: Sendable, Hashable {
  /// The largest Monte Carlo errors that can be asked for.
  public static let allowedPrecision = 1e-6...0.5
  /// How many paths can be asked for.
  public static let allowedPaths = 100...SimulationPlan.mostPaths
  /// Paths; the scenario's when `nil`.
  public var paths: Int?
  /// Seed; the scenario's when `nil`.
  public var seed: UInt64?
  /// Largest Monte Carlo error; the scenario's when `nil`.
  public var precision: Double?
  /// The day whose knowledge counts; the scenario's when `nil`.
  public var asOf: CalendarDate?
  /// Threads.
  public var threads: Int
  /// Values of levers, by id; `growth.ID` adds to the yearly growth or change of an indicator.
  public var settings: [String: Double]
  /// How paths are drawn.
  public var sampling = Sampling.random
  /// The variant of the growth scenario that the present year meets; `nil` for its forecast.
  public var variant: String?
  /// What was fitted before, in place of a new fit; `nil` fits.
  public var processes: FittedProcesses?

  /// Options.
  public init(
    paths: Int? = nil, seed: UInt64? = nil, precision: Double? = nil, asOf: CalendarDate? = nil,
    threads: Int = 1, settings: [String: Double] = [:]
  ) {
    self.settings = settings
    self.paths = paths
    self.seed = seed
    self.precision = precision
    self.asOf = asOf
    self.threads = threads
  }
}
