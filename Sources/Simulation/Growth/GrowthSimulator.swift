internal import Coherence
internal import Dispatch
internal import LinearAlgebra
internal import Randomness
internal import RealModule
internal import Synchronization

/// Why a growth simulation did not finish.
public enum GrowthSimulationError: Error, Sendable, Equatable {
  /// Somebody asked it to stop.
  case cancelled
  /// A variant asks for what no path does; the number of its condition.
  case impossible(variant: Int, condition: Int)
}

/// Runs a growth plan: joint paths in blocks, shared out over threads.
///
/// Any number of threads gives the same bytes: a path depends on its number only, counts are whole
/// numbers, and sums are kept by segment and added in order.
public struct GrowthSimulator: Sendable {
  private static let segments = 64
  private static let pilotPaths = 2048

  private let plan: GrowthPlan
  private let threads: Int

  /// A simulator; at least one thread.
  public init(plan: GrowthPlan, threads: Int) {
    precondition(threads >= 1, "\(threads) threads do no work")
    self.plan = plan
    self.threads = threads
  }

  /// What every variant is conditioned by.
  private struct Preparation {
    var gains: [LevelGains?] = []
    var conditioning: [GrowthBlock.Conditioning?] = []
  }

  private func prepare() throws(GrowthSimulationError) -> Preparation {
    var preparation = Preparation()
    let mean = plan.means.flatMap { $0 }
    let covariance = plan.covariance
    for (variant, conditions) in plan.variants.enumerated() {
      guard !conditions.isEmpty else {
        preparation.gains.append(nil)
        preparation.conditioning.append(nil)
        continue
      }
      // Months of one quarter move beside each other only where somebody asks for some of them.
      let isMonthly = conditions.contains(where: plan.dividesQuarters)
      let found = try prepare(
        variant, mean: isMonthly ? plan.monthMeans : mean,
        covariance: isMonthly ? plan.monthCovariance : covariance, isMonthly: isMonthly)
      preparation.gains.append(found.gains)
      preparation.conditioning.append(found)
    }
    return preparation
  }

  private func prepare(
    _ variant: Int, mean: [Double], covariance: Matrix, isMonthly: Bool
  ) throws(GrowthSimulationError) -> GrowthBlock.Conditioning {
    let conditions = plan.variants[variant]
    let weights = conditions.map { isMonthly ? plan.monthWeights($0) : plan.weights($0) }
    var expected: [GrowthBlock.Expectation] = []
    for (index, weights) in weights.enumerated() {
      let gradient = zip(weights, mean).map { $0 * Double.exp($1) }
      let deviation = max(0, dot(gradient, covariance * gradient)).squareRoot()
      guard deviation > 0 else { throw .impossible(variant: variant, condition: index) }
      expected.append(
        GrowthBlock.Expectation(mean: gradient.reduce(0, +), deviation: deviation))
    }
    do throws(ConditioningError) {
      let targets = try GrowthTargets(
        conditions, weights: conditions.map(plan.monthWeights),
        constants: conditions.map(plan.constant), deviations: expected.map(\.deviation))
      let wanted = try targets.agreeing(wanted(conditions, expected))
      let gains: LevelGains
      do throws(ConditioningError) {
        gains = try LevelGains(
          mean: mean, covariance: covariance,
          totals: targets.solved.map { (weights[$0], wanted[$0]) })
      } catch {
        throw .impossible(condition: targets.solved[error.condition])
      }
      return GrowthBlock.Conditioning(
        gains: gains, targets: targets, expectations: expected, isMonthly: isMonthly)
    } catch {
      throw .impossible(variant: variant, condition: error.condition)
    }
  }

  /// What the mean path's simulated part of each total has to come to.
  private func wanted(
    _ conditions: [GrowthPlan.Condition], _ expected: [GrowthBlock.Expectation]
  ) -> [Double] {
    zip(conditions, expected).map { condition, expected in
      let constant = plan.constant(condition)
      switch condition.demand {
      case .equal(let value), .about(let value, _): return value - constant
      case .between(let low, let high):
        return TruncatedNormal.sameRank(
          expected.mean, mean: expected.mean, deviation: expected.deviation,
          low: low - constant, high: high - constant)
      }
    }
  }

  /// Simulates paths.
  ///
  /// - Throws: `cancelled`; `impossible`.
  public func run(
    paths: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(GrowthSimulationError) -> GrowthPaths {
    let preparation = try prepare()
    let layouts = try pilot(preparation, paths: paths)
    let lanes = GrowthBlock.lanes
    let blocks = (paths + lanes - 1) / lanes
    let segments = min(Self.segments, blocks)
    let next = Atomic(0)
    let shared = Mutex(Shared(sums: Array(repeating: nil, count: segments)))
    let plan = plan
    DispatchQueue.concurrentPerform(iterations: min(threads, segments)) { _ in
      do throws(GrowthSimulationError) {
        let block = GrowthBlock(plan, conditioning: preparation.conditioning)
        let bank = HistogramBank(layouts)
        var reached = [Int](
          repeating: 0, count: plan.variants.count + plan.thresholds.count)
        while true {
          let segment = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard segment < segments else { break }
          var sums = [Double](repeating: 0, count: HistogramBank.sumWidth * layouts.count)
          for index in (segment * blocks / segments)..<((segment + 1) * blocks / segments) {
            if isCancelled() { throw .cancelled }
            let width = min(lanes, paths - index * lanes)
            try Self.count(
              block, plan: plan, firstPath: UInt64(index * lanes), width: width, bank: bank,
              sums: &sums, reached: &reached)
          }
          let folded = HistogramBank.folded(sums)
          shared.withLock { $0.sums[segment] = folded }
        }
        let counted = reached
        shared.withLock {
          $0.banks.append(bank)
          $0.reached.append(counted)
        }
      } catch {
        shared.withLock { $0.failure = error }
      }
    }
    let finished = shared.withLock { $0 }
    if let failure = finished.failure { throw failure }
    return result(finished, preparation, layouts, paths: paths)
  }

  private struct Shared {
    var sums: [[Double]?]
    var banks: [HistogramBank] = []
    var reached: [[Int]] = []
    var failure: GrowthSimulationError?
  }

  private static func count(
    _ block: GrowthBlock, plan: GrowthPlan, firstPath: UInt64, width: Int, bank: HistogramBank,
    sums: inout [Double], reached: inout [Int]
  ) throws(GrowthSimulationError) {
    block.draw(firstPath: firstPath)
    for (number, threshold) in plan.thresholds.enumerated() {
      reached[plan.variants.count + number] += block.reached([threshold], lanes: width)
    }
    for variant in plan.variants.indices {
      reached[variant] += block.reached(plan.variants[variant], lanes: width)
      try evaluate(block, variant: variant, firstPath: firstPath)
      let first = variant * plan.nodes.count * GrowthBlock.cells
      if variant == 0 { bank.prepare(lanes: width) }
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for node in plan.nodes.indices {
          for cell in 0..<GrowthBlock.cells {
            bank.add(
              block.row(node, cell), lanes: width, to: first + node * GrowthBlock.cells + cell,
              sums: sums)
          }
        }
      }
    }
  }

  private static func evaluate(
    _ block: GrowthBlock, variant: Int, firstPath: UInt64
  ) throws(GrowthSimulationError) {
    do {
      try block.evaluate(variant: variant, firstPath: firstPath)
    } catch {
      throw .impossible(variant: variant, condition: error.condition)
    }
  }

  /// Bins of every variant, node and cell, from the first paths.
  private func pilot(
    _ preparation: Preparation, paths: Int
  ) throws(GrowthSimulationError) -> [HistogramBank.Layout] {
    let block = GrowthBlock(plan, conditioning: preparation.conditioning)
    let lanes = GrowthBlock.lanes
    let cells = plan.variants.count * plan.nodes.count * GrowthBlock.cells
    var seen = [[Double]](repeating: [], count: cells)
    for first in stride(from: 0, to: min(Self.pilotPaths, max(paths, lanes)), by: lanes) {
      block.draw(firstPath: UInt64(first))
      for variant in plan.variants.indices {
        try Self.evaluate(block, variant: variant, firstPath: UInt64(first))
        for node in plan.nodes.indices {
          for cell in 0..<GrowthBlock.cells {
            let index = (variant * plan.nodes.count + node) * GrowthBlock.cells + cell
            seen[index].append(
              contentsOf: UnsafeBufferPointer(start: block.row(node, cell), count: lanes))
          }
        }
      }
    }
    return seen.map { Pilot.layout($0, wholeNumbers: nil) }
  }

  private func result(
    _ finished: Shared, _ preparation: Preparation, _ layouts: [HistogramBank.Layout], paths: Int
  ) -> GrowthPaths {
    let bank = HistogramBank(layouts)
    for other in finished.banks { bank.merge(other) }
    var sums = [Double](repeating: 0, count: 2 * layouts.count)
    for segment in finished.sums {
      for (index, sum) in (segment ?? []).enumerated() { sums[index] += sum }
    }
    let variants = plan.variants.indices.map { variant -> GrowthPaths.Variant in
      func cell(_ node: Int, _ cell: Int) -> Int {
        (variant * plan.nodes.count + node) * GrowthBlock.cells + cell
      }
      func quantiles(_ probability: Double) -> [[Double]] {
        plan.nodes.indices.map { node in
          (0..<GrowthBlock.cells).map { position in
            bank.histogram(cell(node, position)).quantile(probability) ?? .nan
          }
        }
      }
      let leaves = (0..<plan.leaves).map { leaf in
        plan.nodes.firstIndex(of: [leaf]) ?? 0
      }
      return GrowthPaths.Variant(
        means: leaves.enumerated().map { leaf, node in
          (0..<12).map { month in
            if let fixed = plan.fixedMonth(leaf, month) {
              return fixed + plan.additions[leaf][month]
            }
            return bank.centre(cell(node, month)) + sums[2 * cell(node, month)] / Double(paths)
          }
        }, p10: quantiles(0.1), p50: quantiles(0.5), p90: quantiles(0.9),
        plausibility: preparation.gains[variant]?.plausibilityPercentile,
        reached: finished.reached.reduce(0) { $0 + $1[variant] })
    }
    return GrowthPaths(
      variants: variants,
      thresholdsReached: plan.thresholds.indices.map { number in
        finished.reached.reduce(0) { $0 + $1[plan.variants.count + number] }
      }, paths: paths)
  }
}
