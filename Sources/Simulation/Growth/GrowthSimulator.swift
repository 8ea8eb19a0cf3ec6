internal import Coherence
internal import Models
internal import Randomness

/// Why a growth simulation did not finish.
public enum GrowthSimulationError: Error, Sendable, Equatable {
  /// Somebody asked it to stop.
  case cancelled
  /// A variant asks for what no path does; the number of its condition.
  case impossible(variant: Int, condition: Int)
}

/// What simulated paths of a year came to.
public struct GrowthPaths: Sendable {
  /// One variant.
  public struct Variant: Sendable {
    /// Mean level by leaf and month; levers included.
    public let means: [[Double]]
    /// Quantiles at 10, 50 and 90% of levels, by node: 12 months, 4 quarters, the year,
    /// 6 months, 9 months.
    public let p10, p50, p90: [[Double]]
    /// How far the conditions lie from the forecast, 0–1; `nil` without conditions.
    public let plausibility: Double?
    /// Unconditioned paths that reach at least what is asked.
    public let reached: Int
  }

  /// The variants.
  public let variants: [Variant]
  /// Unconditioned paths that reach each threshold.
  public let thresholdsReached: [Int]
  /// Paths.
  public let paths: Int
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

  /// Simulates paths.
  ///
  /// - Throws: `cancelled`; `impossible`.
  public func run(
    paths: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(GrowthSimulationError) -> GrowthPaths {
    let conditioning = try plan.conditioning()
    let layouts = try pilot(conditioning, paths: paths)
    let lanes = GrowthBlock.lanes
    let blocks = (paths + lanes - 1) / lanes
    let segments = min(Self.segments, blocks)
    let plan = plan
    let parts = try sharedWork(0..<segments, threads: threads) { () throws(GrowthSimulationError) in
      Counts(GrowthBlock(plan, conditioning: conditioning), plan, layouts)
    } work: { (counts, segment) throws(GrowthSimulationError) in
      var sums = [Double](repeating: 0, count: HistogramBank.sumWidth * layouts.count)
      for index in (segment * blocks / segments)..<((segment + 1) * blocks / segments) {
        if isCancelled() { throw .cancelled }
        let width = min(lanes, paths - index * lanes)
        try Self.count(
          counts.block, plan: plan, firstPath: UInt64(index * lanes), width: width,
          bank: counts.bank, sums: &sums, reached: &counts.reached)
      }
      counts.sums.append((segment, HistogramBank.folded(sums)))
    } finish: {
      Part(bank: $0.bank, reached: $0.reached, sums: $0.sums)
    }
    return result(parts, conditioning, layouts, paths: paths)
  }

  /// What one thread works with.
  private struct Counts {
    let block: GrowthBlock
    let bank: HistogramBank
    var reached: [Int]
    var sums: [(segment: Int, sums: [Double])] = []

    init(_ block: GrowthBlock, _ plan: GrowthPlan, _ layouts: [HistogramBank.Layout]) {
      self.block = block
      bank = HistogramBank(layouts)
      reached = [Int](repeating: 0, count: plan.variants.count + plan.thresholds.count)
    }
  }

  /// What one thread has counted.
  private struct Part: Sendable {
    let bank: HistogramBank
    let reached: [Int]
    let sums: [(segment: Int, sums: [Double])]
  }

  private static func count(
    _ block: GrowthBlock, plan: GrowthPlan, firstPath: UInt64, width: Int, bank: HistogramBank,
    sums: inout [Double], reached: inout [Int]
  ) throws(GrowthSimulationError) {
    block.draw(firstPath: firstPath)
    for (number, threshold) in plan.thresholds.enumerated() {
      let beside = plan.besideThresholds?[number] ?? []
      reached[plan.variants.count + number] += block.reached(
        [threshold] + beside, lanes: width, errors: (block.stream(40_000 + number), firstPath))
    }
    for variant in plan.variants.indices {
      reached[variant] += block.reached(plan.variants[variant], lanes: width)
      try evaluate(block, variant: variant, firstPath: firstPath)
      if variant == 0 { bank.prepare(lanes: width) }
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for place in 0..<plan.cells {
          bank.add(
            block.cell(place), lanes: width, to: variant * plan.cells + place, sums: sums)
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

  /// Bins of every variant, node and cell, from the first paths, which threads share.
  private func pilot(
    _ conditioning: [GrowthBlock.Conditioning?], paths: Int
  ) throws(GrowthSimulationError) -> [HistogramBank.Layout] {
    let lanes = GrowthBlock.lanes
    let blocks = (min(Self.pilotPaths, max(paths, lanes)) + lanes - 1) / lanes
    let plan = plan
    let parts = try sharedWork(0..<blocks, threads: threads) { () throws(GrowthSimulationError) in
      (block: GrowthBlock(plan, conditioning: conditioning), seen: [(index: Int, rows: [Double])]())
    } work: { (local, index) throws(GrowthSimulationError) in
      let first = UInt64(index * lanes)
      var rows: [Double] = []
      rows.reserveCapacity(plan.variants.count * plan.cells * lanes)
      local.block.draw(firstPath: first)
      for variant in plan.variants.indices {
        try Self.evaluate(local.block, variant: variant, firstPath: first)
        for place in 0..<plan.cells {
          rows += UnsafeBufferPointer(start: local.block.cell(place), count: lanes)
        }
      }
      local.seen.append((index, rows))
    } finish: {
      $0.seen
    }
    let seen = parts.joined().sorted { $0.index < $1.index }.map(\.rows)
    return parallelMap(plan.variants.count * plan.cells, threads: threads) { cell in
      let values = seen.flatMap { $0[cell * lanes..<(cell + 1) * lanes] }
      return Pilot.layout(values, wholeNumbers: nil)
    }
  }

  /// Of the quantiles that are kept.
  private static let probabilities = [0.1, 0.5, 0.9]

  private func result(
    _ parts: [Part], _ conditioning: [GrowthBlock.Conditioning?],
    _ layouts: [HistogramBank.Layout], paths: Int
  ) -> GrowthPaths {
    let bank = parts.first?.bank ?? HistogramBank(layouts)
    for other in parts.dropFirst() { bank.merge(other.bank) }
    bank.finish()
    // The histogram of each cell once for all of its quantiles.
    let allQuantiles = parallelMap(layouts.count, threads: threads) { cell in
      let histogram = bank.histogram(cell)
      return Self.probabilities.map { histogram.quantile($0) ?? .nan }
    }
    var sums = [Double](repeating: 0, count: 2 * layouts.count)
    for segment in parts.flatMap(\.sums).sorted(by: { $0.segment < $1.segment }) {
      for (index, sum) in segment.sums.enumerated() { sums[index] += sum }
    }
    let variants = plan.variants.indices.map { variant -> GrowthPaths.Variant in
      func cell(_ node: Int, _ cell: Int) -> Int {
        variant * plan.cells + node * GrowthBlock.cells + cell
      }
      func quantiles(_ place: Int) -> [[Double]] {
        plan.nodes.indices.map { node in
          (0..<GrowthBlock.cells).map { allQuantiles[cell(node, $0)][place] }
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
        }, p10: quantiles(0), p50: quantiles(1), p90: quantiles(2),
        plausibility: conditioning[variant].map { plan.plausibility($0.gains) },
        reached: parts.reduce(0) { $0 + $1.reached[variant] })
    }
    return GrowthPaths(
      variants: variants,
      thresholdsReached: plan.thresholds.indices.map { number in
        parts.reduce(0) { $0 + $1.reached[plan.variants.count + number] }
      }, paths: paths)
  }
}

extension GrowthPlan {
  /// Cells of all nodes.
  fileprivate var cells: Int { nodes.count * GrowthBlock.cells }
}
