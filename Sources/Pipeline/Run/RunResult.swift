public import Attainment
public import Coherence
public import Files
public import Models
public import Plans
public import Simulation
public import TimeSeries
public import Tracking

/// Everything that a run found out; reports only arrange it.
public struct RunResult: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The day whose knowledge counted.
  public let asOf: CalendarDate?
  /// The seed.
  public let seed: UInt64
  /// Paths simulated.
  public let paths: UInt64
  /// The simulated years.
  public let years: [Int]
  /// The indicators, those of the scenario first, in its order.
  public let indicators: [IndicatorResult]
  /// The plans' rows, in their order.
  public let attainment: [AttainmentRow]
  /// Joint attainment.
  public let joint: [JointRow]
  /// What limits the plans: each target's part in their joint attainment.
  public let limits: [LimitRow]
  /// Judgements mixed with data, before and after.
  public let priors: [PriorRow]
  /// What fitting gave to the simulation.
  public let processes: FittedProcesses
  /// The simulated values behind the probabilities.
  public let draws: Draws
  /// How likely floors are kept.
  public let floors: [FloorRow]
  /// What drives the spread of the indicators that targets rest on.
  public let drivers: [DriverRow]
  /// What moving one lever does to the chances.
  public let levers: [LeverGrid]
  /// Plans joined by indicator, the first above the others.
  public let cascade: [CascadeRow]
  /// Measured coverage of intervals.
  public let calibration: [CalibrationRow]
  /// How dependence was estimated.
  public let dependence: DependenceResult
  /// What came of earlier targets; `nil` when the scenario names none whose outcome is known.
  public let trackRecord: TrackRecord?
  /// How often something as fast as the open targets came about.
  public let baseRates: [BaseRateRow]
  /// Years that are those of the growth scenario, path by path; `nil` for none.
  public let carried: CarriedYears?
  /// Where the figures of each indicator were read.
  public let sources: [IndicatorSourceNote]
  /// The dated tasks behind milestones of the plans.
  public let tasks: [TaskResult.Row]
  /// What their forecasts were learned from; `nil` without tasks.
  public let learned: TaskResult.Learned?
  /// Figures that the data hold and the run does not use.
  public let warnings: [Fault]
}

/// Where the figures of a series were read.
public struct IndicatorSourceNote: Sendable, Hashable {
  /// The indicator, the series and the region that it is of.
  public let indicator, series, region: String
  /// The source of the newest figure, as the file names it.
  public let source: String
  /// When that was published; `nil` when not known.
  public let vintage: CalendarDate?
  /// What it is of.
  public let period: Period
  /// The figure.
  public let value: Double
  /// Its unit, as the file names it.
  public let unit: String
  /// Whether the series lends but its pace.
  public let isLent: Bool
}

/// One indicator of a run.
public struct IndicatorResult: Sendable {
  /// The id.
  public let id: String
  /// The name.
  public let name: LocalizedText
  /// The unit.
  public let unit: LocalizedText
  /// What it rests on.
  public let basis: Basis
  /// What it was forecast by; `nil` when not assessed.
  public let model: Method?
  /// Why `auto` picked it; `nil` when the scenario named it.
  public let modelReason: AutomaticChoice.Reason?
  /// What was estimated.
  public let parameters: [FittedParameter]
  /// Yearly values that the forecast rests on, where it goes by comparable series; else `nil`.
  public let yearlyValues: Int?
  /// Classes on whose series its ranges were measured; none where they were on none.
  public let classes: [Scope]
  /// The history with what was derived and what gave way; `nil` without one.
  public let history: BuiltHistory?
  /// Values that are known, published or derived from published ones; none for proxies.
  public let actuals: [Actual]
  /// What the change that a target requires is counted from; `nil` where nothing is.
  public let start: StartLevel?
  /// The distribution by simulated year; `nil` where not defined.
  public let summaries: [StepSummary?]
  /// How finely values of each of these years are published.
  public let scales: [PublishedScale]
  /// Who judged and when, for judgements.
  public let author: String?
}

/// A level that the change which a target requires is counted from.
public struct StartLevel: Sendable, Hashable {
  /// Whose level it is.
  public enum Origin: String, Sendable, Codable, CaseIterable {
    /// The newest own figure.
    case figure
    /// The middle of where the indicator may lie beside the series that stands in for it.
    case assumed
    /// What a judgement starts from.
    case judged
  }

  /// In years: the end of 2024 is 2025.
  public let time: Double
  /// In the unit of the indicator.
  public let value: Double
  /// Whose it is.
  public let origin: Origin
}

/// A value that is known.
public struct Actual: Sendable, Hashable {
  /// The period.
  public let period: Period
  /// The value, in the unit of the indicator.
  public let value: Double
}

/// How dependence was estimated.
public struct DependenceResult: Sendable, Hashable, Codable {
  /// What is usual among comparable pairs, on average.
  public let common: Double
  /// Its weight beside own years, on average over the pairs that have them.
  public let intensity: Double
  /// Pairs with four or more common years.
  public let pairs: Int
  /// The correlation of the row `high`.
  public let high: Double
  /// Whether the common years speak against it, so that it is not simulated.
  public let isHighRefuted: Bool
}

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

/// Years of a run that are those of its growth scenario, path by path.
public struct CarriedYears: Sendable {
  /// One indicator.
  public struct Indicator: Sendable, Hashable {
    /// The indicator.
    public let id: String
    /// The sector that it is.
    public let sector: String
    /// The years.
    public let years: ClosedRange<Int>
  }

  /// The first year that was not over on the day.
  public let year: Int
  /// The variant that its growth paths meet; `nil` for the forecast without conditions.
  public let variant: VariantSpecification?
  /// The indicators, by id.
  public let indicators: [Indicator]
}
