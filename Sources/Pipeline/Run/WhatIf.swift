public import Attainment
public import Plans
internal import Randomness
internal import Simulation
public import Tracking

/// What lets a reader move targets and combine them without simulating again: quantiles of each indicator by year, and
/// which of the first paths meet which target.
public struct WhatIf: Sendable {
  /// One indicator that targets rest on.
  public struct Indicator: Sendable {
    /// The id.
    public let id: String
    /// Its yearly growth, where it is an average of that; `nil` for none.
    public let yearly: String?
    /// The simulated years that are not over.
    public let years: [Int]
    /// For each of them the quantiles at `levels`, from the smallest path to the largest.
    public let quantiles: [[Double]]
  }

  /// One scored target.
  public struct Goal: Sendable {
    /// The target.
    public let target: Target
    /// Where values of its indicator are printed as the end of their scale, or stand on a grid.
    public let scale: PublishedScale
    /// One bit a path, the first path lowest: whether it meets the target.
    public let met: [UInt64]
  }

  /// The shares of paths whose quantiles are kept a year: every hundredth, and half a hundredth at either end, where
  /// values thin out, so that a share read between two is right to half a point.
  public static let levels = [0, 0.005] + (1...99).map { Double($0) / 100 } + [0.995, 1]
  /// Paths whose hits are kept; a multiple of 64.
  public static let kept = 4096

  /// The indicators, in the order of the targets.
  public let indicators: [Indicator]
  /// The scored targets.
  public let goals: [Goal]
  /// How many paths `met` tells of.
  public let paths: Int
  /// What moving one lever does to the chances.
  public let levers: [LeverGrid]

  /// What a run holds.
  ///
  /// - Throws: `numerical`.
  public init(_ result: RunResult) throws(PipelineError) {
    let draws = result.draws
    levers = result.levers
    // Milestones have tasks behind them, and no indicator that could be moved.
    let known = Set(result.indicators.map(\.id))
    let wanted = draws.targets.indices.filter { known.contains(draws.targets[$0].indicatorID) }
    var met = wanted.map { _ in [UInt64]() }
    var told = 0
    var reader = try draws.reader()
    while told < Self.kept, let block = reader.next() {
      for (goal, place) in wanted.enumerated() {
        block.tell(
          place, of: draws.goal(of: place), paths: Self.kept - told, in: &met[goal], behind: told)
      }
      told = min(Self.kept, told + block.paths)
    }
    paths = told
    goals = zip(wanted, met).map {
      Goal(target: draws.targets[$0], scale: draws.scale(of: $0), met: $1)
    }
    var seen: Set<String> = []
    let ids = wanted.map { draws.targets[$0].indicatorID }.filter { seen.insert($0).inserted }
    let present = draws.present
    indicators = ids.compactMap { id in
      result.indicators.first { $0.id == id }.map { indicator in
        let years = zip(result.years, indicator.summaries).filter { year, summary in
          year >= present && summary != nil
        }
        let last = draws.targets.filter { $0.indicatorID == id }.compactMap(\.year).max()
        let open = years.filter { $0.0 <= last ?? .max }
        return Indicator(
          id: id, yearly: Self.yearly(of: id, in: result.scenario), years: open.map(\.0),
          quantiles: open.map { Self.quantiles($0.1) })
      }
    }
  }

  private static func quantiles(_ summary: StepSummary?) -> [Double] {
    guard let summary else { return [] }
    return levels.map { level in
      switch level {
      case 0: summary.histogram.smallest
      case 1: summary.histogram.largest
      default: summary.quantile(level)
      }
    }
  }

  /// The growth on the year before that an average is one of.
  private static func yearly(of id: String, in scenario: Scenario) -> String? {
    guard case .derived(.averageGrowth(let of, _, _, _)) = scenario.indicator(id)?.source else {
      return nil
    }
    return scenario.indicators.first {
      if case .derived(.growth(of)) = $0.source { true } else { false }
    }?.id
  }
}
