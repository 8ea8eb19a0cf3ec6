public import Coherence
public import Files
public import Models
public import Plans
public import Simulation
public import TimeSeries

/// What a probability rests on.
public enum Basis: String, Sendable, Codable, CaseIterable {
  case data, anchor, proxy, derived, judgement, illustrative
  case notAssessed = "not_assessed"
}

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
  /// Plans joined by indicator, the first above the others.
  public let cascade: [CascadeRow]
  /// Measured coverage of intervals.
  public let calibration: [CalibrationRow]
  /// How dependence was estimated.
  public let dependence: DependenceResult
  /// What came of earlier targets; `nil` when the scenario names none whose outcome is known.
  public let trackRecord: TrackRecord?
  /// Years that are those of the growth scenario, path by path; `nil` for none.
  public let carried: CarriedYears?
  /// Figures that the data hold and the run does not use.
  public let warnings: [Fault]
}

/// What came of earlier targets.
public struct TrackRecord: Sendable, Hashable {
  /// Targets whose outcome is known.
  public let known: Int
  /// Those of them that were met.
  public let met: Int
  /// First and last year.
  public let years: ClosedRange<Int>
  /// Outcome minus target: quantiles at 10, 50 and 90%.
  public let p10, p50, p90: Double

  /// Counts outcomes; `nil` when none is known.
  public init?(_ outcomes: [TargetOutcome]) {
    let known = outcomes.filter { $0.outcome != nil }
    let gaps = known.compactMap { item in item.outcome.map { $0 - item.target } }.sorted()
    guard let first = known.map(\.year).min(), let last = known.map(\.year).max() else {
      return nil
    }
    func quantile(_ probability: Double) -> Double {
      let position = probability * Double(gaps.count - 1)
      let low = Int(position)
      let high = min(low + 1, gaps.count - 1)
      return gaps[low] + (gaps[high] - gaps[low]) * (position - Double(low))
    }
    self.known = gaps.count
    met = gaps.count { $0 >= 0 }
    years = first...last
    (p10, p50, p90) = (quantile(0.1), quantile(0.5), quantile(0.9))
  }
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
  /// The history with what was derived and what gave way; `nil` without one.
  public let history: BuiltHistory?
  /// Values that are known, published or derived from published ones; none for proxies.
  public let actuals: [Actual]
  /// The distribution by simulated year; `nil` where not defined.
  public let summaries: [StepSummary?]
  /// Who judged and when, for judgements.
  public let author: String?
}

/// A value that is known.
public struct Actual: Sendable, Hashable {
  /// The period.
  public let period: Period
  /// The value, in the unit of the indicator.
  public let value: Double
}

/// One row of the attainment table.
public struct AttainmentRow: Sendable {
  /// The plan's row.
  public let target: Target
  /// The indicator's name and unit.
  public let name: LocalizedText
  /// The assessment; `nil` when not assessed.
  public let assessment: Assessment?
  /// What it rests on.
  public let basis: Basis
  /// What it was forecast by; `nil` when not assessed, and where the figure is published.
  public let model: Method?
  /// Why it is not assessed; `nil` where it is.
  public var reason: NotAssessed?
  /// What a reader must know.
  public var remarks: [RowRemark] = []

  /// Whether the figure of the target's year is published: the row is a fact and nothing is simulated for it.
  public var isOver: Bool { assessment != nil && basis == .data && model == nil }

  /// The numbers of an assessed row.
  public struct Assessment: Sendable {
    /// The share of paths that meet the target.
    public let probability: EstimatedProbability
    /// The indicator in the target's year.
    public let p10, p50, p90: Double
    /// The median of the shortfall, 0 or less when half of the paths meet it.
    public let shortfallMedian: Double
    /// The first year by which half of the paths have met it.
    public let firstYearMedian: Int?
    /// The change a year that leads from the last known value to the target.
    public let requiredPerYear: Double?
  }
}

/// One row of the joint table.
public struct JointRow: Sendable {
  /// The plan.
  public let plan: String
  /// The group.
  public let group: TargetGroup
  /// What is supposed of it.
  public let dependence: Dependence
  /// Targets scored.
  public let targets: Int
  /// The share of paths on which every target is met.
  public let probability: EstimatedProbability
  /// The mean number of targets met.
  public let expectedMet: Double
  /// Quantiles of the number of targets met.
  public let p10, p50, p90: Int
  /// Paths by the number of targets met, from none to all.
  public let counts: [UInt64]
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

/// How much one target limits a group of targets.
public struct LimitRow: Sendable {
  /// The plan.
  public let plan: String
  /// The group.
  public let group: TargetGroup
  /// The target.
  public let target: Target
  /// The share of paths on which it alone is missed: what the chance of all would gain if it were certain.
  public let onlyMissed: EstimatedProbability
  /// The chance of all targets of the group.
  public let all: EstimatedProbability
}

/// How dependence was estimated.
public struct DependenceResult: Sendable, Hashable, Codable {
  /// The common correlation that pairs are shrunk to.
  public let common: Double
  /// The weight of the common correlation.
  public let intensity: Double
  /// Pairs with three or more common years.
  public let pairs: Int
  /// The correlation of the row `high`.
  public let high: Double
}
