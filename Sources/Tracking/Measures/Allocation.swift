internal import LinearAlgebra
internal import Models
public import Plans
internal import Randomness
internal import Simulation
public import TimeSeries

/// The year's plan of a measure shared out over parts, so that each meets its own with the same chance.
///
/// Equation: with `Q_i` the quantiles of the year of part `i` by itself and the plan `T`, part `i` gets `Q_i(1 − c)` where at
/// least so much is good, `Q_i(c)` where at most so much is, and `c` solves `Σ x_i = T`. What is printed is rounded by largest
/// remainders, so that it adds up to `T` to the last digit; chances are those of what is printed.
///
/// Edge cases: a part whose year is over, or judged without a spread, gets what it comes to. Beyond what any of the futures
/// gives, the rest is shared by how far the parts' futures reach, and the chance is near 0 or 1.
/// Source: largest remainders: Balinski & Young 2001, Fair Representation, chapter 2.
public struct AllocationRow: Sendable, Hashable {
  /// What the outlook of a part rests on.
  public enum Basis: String, Sendable, CaseIterable {
    case data, little, over, judgement
    /// Neither figures nor a judgement tell its year.
    case none
  }

  /// The measure and the part.
  public let measure, part: String
  /// The name of the part.
  public let name: LocalizedText
  /// The unit.
  public let unit: LocalizedText
  /// The period.
  public let period: PeriodOfYear
  /// Which side of it is good.
  public let direction: TargetDirection
  /// What is shared out.
  public let total: Double
  /// Quantiles of what the part comes to by itself.
  public let p10, p50, p90: Double?
  /// What it gets; `nil` where the plan cannot be shared out.
  public let allotted: Double?
  /// The chance that it meets that.
  public let probability: Double?
  /// Its simulation error; `nil` for what is judged, or over.
  public let probabilityError: Double?
  /// What the outlook rests on.
  public let basis: Basis
}

/// What one part comes to.
private struct PartOutlook {
  let basis: AllocationRow.Basis
  let quantile: (Double) -> Double
  /// The share of futures at or above, and at or below a value.
  let atLeast, atMost: (Double) -> Double
  /// Paths; `nil` for what is not simulated.
  let paths: Int?

  init(_ value: Double) {
    basis = .over
    paths = nil
    quantile = { _ in value }
    let slack = 1e-9 * max(1, abs(value))
    atLeast = { $0 <= value + slack ? 1 : 0 }
    atMost = { $0 >= value - slack ? 1 : 0 }
  }

  init(_ histogram: QuantileHistogram, _ basis: AllocationRow.Basis, paths: Int) {
    (self.basis, self.paths) = (basis, paths)
    quantile = { histogram.quantile($0) ?? .nan }
    atLeast = { 1 - histogram.share(below: $0) }
    atMost = { histogram.share(atMost: $0) }
  }

  /// A normal of two halves; none of what is judged above 0 falls below it.
  init(_ judged: MeasureAllocation.Judgement) {
    let unit = StandardNormal.quantile(0.9)
    let (below, above) = ((judged.p50 - judged.p10) / unit, (judged.p90 - judged.p50) / unit)
    let floor = judged.p10 >= 0 ? 0 : -Double.infinity
    (basis, paths) = (.judgement, nil)
    quantile = { p in
      let z = StandardNormal.quantile(min(max(p, 1e-9), 1 - 1e-9))
      return max(floor, judged.p50 + z * (z < 0 ? below : above))
    }
    func share(_ value: Double) -> Double {
      let scale = value < judged.p50 ? below : above
      let distance = value - judged.p50
      guard scale > 0 else { return distance < 0 ? 0 : 1 }
      return StandardNormal.cumulative(distance / scale)
    }
    atLeast = { abs($0 - judged.p50) <= 1e-9 * max(1, abs($0)) && below == 0 ? 1 : 1 - share($0) }
    atMost = share
  }
}

/// Shares out the plans of a scorecard's measures.
struct Allocation {
  private let options: GrowthOptions
  private let seed: UInt64
  private let paths: Int

  init(_ options: GrowthOptions, seed: UInt64, paths: Int) {
    (self.options, self.seed, self.paths) = (options, seed, paths)
  }

  /// The most of the futures that quantiles are read from.
  private static let outermost = 0.0005

  /// The parts of a measure with what they get; empty where nothing is planned for its year.
  func rows(
    _ entry: ScorecardRun.Entry, _ shown: Scorecard.Measure, _ bundle: ScenarioBundle,
    _ knowledge: GrowthKnowledge, isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [AllocationRow] {
    guard let allocation = entry.measure.allocation, let whole = shown.whole,
      let total = whole.plan, let asked = whole.direction
    else { return [] }
    // Of a range the lower end is shared out.
    let direction: TargetDirection = asked.asksForLess ? .atMost : .atLeast
    let parts = try outlooks(
      allocation, entry.measure, bundle, knowledge, isCancelled: isCancelled)
    let demand = entry.demands.first { $0.period.isWholeYear }
    let decimals =
      allocation.decimals ?? (demand?.isGrowth == true ? 0 : min(9, demand?.decimals ?? 0))
    let known = parts.compactMap(\.self)
    let shares =
      known.count < parts.count
      ? nil
      : Self.shares(
        of: total, known.map(\.quantile), isMore: direction.asksForMore,
        isFixed: known.map { $0.basis == .over }, decimals: decimals)
    return allocation.parts.indices.map { place in
      let (part, outlook) = (allocation.parts[place], parts[place])
      let allotted = shares?[place]
      let chance = allotted.flatMap { value in
        direction.asksForMore ? outlook?.atLeast(value) : outlook?.atMost(value)
      }
      let isOver = outlook?.basis == .over
      func quantile(_ p: Double) -> Double? { outlook.map { $0.quantile(p) } }
      return AllocationRow(
        measure: entry.measure.id, part: part.id, name: part.name, unit: shown.unit,
        period: whole.period, direction: direction, total: total, p10: quantile(0.1),
        p50: quantile(0.5), p90: quantile(0.9), allotted: allotted, probability: chance,
        probabilityError: isOver
          ? nil
          : chance.flatMap { chance in
            outlook?.paths.map { paths in
              EstimatedProbability(
                hits: UInt64((chance * Double(paths)).rounded()), paths: UInt64(paths)
              ).standardError
            }
          }, basis: outlook?.basis ?? .none)
    }
  }

  /// What each part comes to; `nil` for one that nothing tells.
  private func outlooks(
    _ allocation: MeasureAllocation, _ measure: MeasureSpecification, _ bundle: ScenarioBundle,
    _ knowledge: GrowthKnowledge, isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [PartOutlook?] {
    let states = allocation.parts.map { part in
      measure.part(part).flatMap { MeasureFigures($0, bundle.observations, knowledge) }.map {
        MeasureState($0, [], year: options.year)
      }
    }
    let year = PeriodOfYear.toDate(12, of: options.year)
    let simulated = states.map { state in state?.simulated?.measure.over(state?.places(year)) }
    let plan = MeasurePlan(
      measures: simulated.compactMap(\.self), growth: nil,
      triangle: .identity(simulated.compactMap(\.self).count), goals: [], groups: [],
      degrees: RestOfYear.degrees, seed: seed)
    let result: MeasurePaths
    do {
      result = try MeasureSimulator(plan: plan, threads: options.run.threads)
        .run(paths: paths, isCounted: true, isCancelled: isCancelled)
    } catch {
      throw .cancelled
    }
    var next = 0
    return allocation.parts.indices.map { place in
      defer { next += simulated[place] == nil ? 0 : 1 }
      if let state = states[place], state.basis == .over,
        let value = state.history?.total(
          year.ordinals(state.figures.frequency), state.figures.total)
      {
        return PartOutlook(value)
      }
      if simulated[place] != nil, let state = states[place] {
        return PartOutlook(
          result.histograms[next][0], [.little, .gaps].contains(state.basis) ? .little : .data,
          paths: paths)
      }
      return allocation.parts[place].judgement.map { PartOutlook($0) }
    }
  }

  /// What each part gets.
  ///
  /// - Parameter quantiles: of each part.
  static func shares(
    of total: Double, _ quantiles: [(Double) -> Double], isMore: Bool, isFixed: [Bool],
    decimals: Int
  ) -> [Double]? {
    func values(_ p: Double) -> [Double] { quantiles.map { $0(p) } }
    func sum(_ p: Double) -> Double { values(p).reduce(0, +) }
    var (low, high) = (outermost, 1 - outermost)
    var exact: [Double]
    if sum(low) >= total || sum(high) <= total {
      let isAbove = sum(high) <= total
      exact = values(isAbove ? high : low)
      let middle = values(0.5)
      let reach = exact.indices.map { isFixed[$0] ? 0 : abs(exact[$0] - middle[$0]) }
      let all = reach.reduce(0, +)
      let rest = total - exact.reduce(0, +)
      guard all > 0 || abs(rest) <= 1e-9 * max(1, abs(total)) else { return nil }
      if all > 0 { exact = exact.indices.map { exact[$0] + rest * reach[$0] / all } }
    } else {
      for _ in 0..<200 {
        let middle = (low + high) / 2
        if sum(middle) < total { low = middle } else { high = middle }
      }
      let (below, above) = (values(low), values(high))
      let gap = above.reduce(0, +) - below.reduce(0, +)
      let share = gap > 0 ? (total - below.reduce(0, +)) / gap : 0
      exact = zip(below, above).map { $0 + share * ($1 - $0) }
    }
    return rounded(exact, to: total, decimals: decimals)
  }

  /// Values rounded so that they add up, those with the largest remainders upwards.
  static func rounded(_ exact: [Double], to total: Double, decimals: Int) -> [Double] {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    let scaled = exact.map { $0 * unit }
    // Far beyond whole numbers nothing can be rounded.
    guard scaled.allSatisfy({ abs($0) < 1e15 }), abs(total * unit) < 1e15 else { return exact }
    var steps = scaled.map { $0.rounded(.down) }
    let wanted = (total * unit).rounded()
    let missing = Int(wanted - steps.reduce(0, +))
    let order = scaled.indices.sorted {
      let (one, two) = (scaled[$0] - steps[$0], scaled[$1] - steps[$1])
      return one == two ? $0 < $1 : one > two
    }
    for place in 0..<max(0, missing) where !order.isEmpty { steps[order[place % order.count]] += 1 }
    return steps.map { $0 / unit }
  }
}

extension MeasurePlan.Measure {
  /// The same with one stretch; `nil` without it.
  fileprivate func over(_ stretch: ClosedRange<Int>?) -> MeasurePlan.Measure? {
    stretch.map {
      var own = MeasurePlan.Measure(
        known: known, before: before, means: means, factor: factor, isLogarithm: isLogarithm,
        bounds: bounds, total: total, stretches: [$0])
      own.openness = openness.filter { $0.key == own.stretches[0] }
      own.thresholds = thresholds
      return own
    }
  }
}
