internal import Coherence
internal import Models
internal import Randomness

/// Runs a plan of measures: joint paths in blocks, shared out over threads.
///
/// Any number of threads gives the same bytes, as with `GrowthSimulator`.
public struct MeasureSimulator: Sendable {
  private static let segments = 64
  private static let pilotPaths = 2048

  private let plan: MeasurePlan
  private let threads: Int

  /// A simulator; at least one thread.
  public init(plan: MeasurePlan, threads: Int) {
    precondition(threads >= 1, "\(threads) threads do no work")
    self.plan = plan
    self.threads = threads
  }

  /// Simulates paths.
  ///
  /// - Parameter isCounted: whether whole distributions are wanted, not only a few quantiles.
  /// - Throws: `cancelled`; `impossible` where levels of the sectors leave the numbers.
  public func run(
    paths: Int, isCounted: Bool = false, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(GrowthSimulationError) -> MeasurePaths {
    let conditioning =
      try plan.growth.map { (part) throws(GrowthSimulationError) in
        try part.plan.conditioning()
      } ?? []
    let score = plan.growth.map { part -> CarriedScore in
      let year = CarriedPaths.Year(plan: 0, isBehind: false, base: part.base)
      let series = CarriedPaths.Series(
        quantity: 0, first: 0, years: [year], leaves: part.leaves, start: nil)
      return CarriedScore.all([part.plan], [conditioning], [series])[0][0]
    }
    let plan = plan
    let squares = LevelLift.squares(degrees: plan.degrees)
    let lifts = plan.measures.map { LevelLift($0, squares: squares) }
    let layouts = try pilot(MeasureBlock(plan, score, lifts, conditioning: conditioning), paths)
    let lanes = MeasureBlock.lanes
    let blocks = (paths + lanes - 1) / lanes
    let segments = min(Self.segments, blocks)
    let parts = try sharedWork(0..<segments, threads: threads) { () throws(GrowthSimulationError) in
      Counts(MeasureBlock(plan, score, lifts, conditioning: conditioning), layouts)
    } work: { (counts, segment) throws(GrowthSimulationError) in
      counts.sums = [Double](repeating: 0, count: HistogramBank.sumWidth * layouts.count)
      for index in (segment * blocks / segments)..<((segment + 1) * blocks / segments) {
        if isCancelled() { throw .cancelled }
        try counts.add(UInt64(index * lanes), width: min(lanes, paths - index * lanes))
      }
      counts.segments.append((segment, HistogramBank.folded(counts.sums)))
    } finish: {
      Part(bank: $0.bank, reached: $0.reached, groups: $0.groups, sums: $0.segments)
    }
    return result(parts, layouts, paths: paths, isCounted: isCounted)
  }

  /// What one thread works with.
  private struct Counts {
    let block: MeasureBlock
    let bank: HistogramBank
    let row = RowBuffer(rows: 1, lanes: MeasureBlock.lanes)
    var reached: [Int]
    var groups: [[Int]]
    var sums: [Double] = []
    var segments: [(segment: Int, sums: [Double])] = []

    init(_ block: MeasureBlock, _ layouts: [HistogramBank.Layout]) {
      self.block = block
      bank = HistogramBank(layouts)
      reached = block.plan.goals.map { _ in 0 }
      groups = block.plan.groups.map { [Int](repeating: 0, count: $0.count + 1) }
    }

    mutating func add(_ firstPath: UInt64, width: Int) throws(GrowthSimulationError) {
      do {
        try block.draw(firstPath: firstPath)
      } catch {
        throw .impossible(variant: 0, condition: error.condition)
      }
      var met = block.plan.goals.map { _ in [Bool](repeating: false, count: width) }
      for (number, goal) in block.plan.goals.enumerated() {
        block.mark(goal, &met[number])
        reached[number] += met[number].count { $0 }
      }
      for (number, group) in block.plan.groups.enumerated() {
        for lane in 0..<width { groups[number][group.count { met[$0][lane] }] += 1 }
      }
      bank.prepare(lanes: width)
      var cell = 0
      for (number, measure) in block.plan.measures.enumerated() {
        for stretch in measure.stretches {
          block.fill(number, stretch, into: row.row(0))
          sums.withUnsafeMutableBufferPointer { sums in
            guard let sums = sums.baseAddress else { return }
            bank.add(row.row(0), lanes: width, to: cell, sums: sums)
          }
          cell += 1
        }
      }
    }
  }

  /// What one thread has counted.
  private struct Part: Sendable {
    let bank: HistogramBank
    let reached: [Int]
    let groups: [[Int]]
    let sums: [(segment: Int, sums: [Double])]
  }

  /// Bins of every measure and stretch, from the first paths.
  private func pilot(
    _ block: MeasureBlock, _ paths: Int
  ) throws(GrowthSimulationError) -> [HistogramBank.Layout] {
    let lanes = MeasureBlock.lanes
    let row = RowBuffer(rows: 1, lanes: lanes)
    var seen = plan.measures.flatMap(\.stretches).map { _ in [Double]() }
    for first in stride(from: 0, to: min(Self.pilotPaths, max(paths, lanes)), by: lanes) {
      do {
        try block.draw(firstPath: UInt64(first))
      } catch {
        throw .impossible(variant: 0, condition: error.condition)
      }
      var cell = 0
      for (number, measure) in plan.measures.enumerated() {
        for stretch in measure.stretches {
          block.fill(number, stretch, into: row.row(0))
          seen[cell] += UnsafeBufferPointer(start: row.row(0), count: lanes)
          cell += 1
        }
      }
    }
    let whole = plan.measures.flatMap { measure in
      measure.stretches.map { stretch -> ClosedRange<Int>? in
        guard let thresholds = measure.thresholds, measure.total != .mean else { return nil }
        let known = measure.known.reduce(0, +)
        return 0...Int(known) + thresholds.reduce(0) { $0 + $1.count }
      }
    }
    return zip(seen, whole).map { Pilot.layout($0, wholeNumbers: $1) }
  }

  private func result(
    _ parts: [Part], _ layouts: [HistogramBank.Layout], paths: Int, isCounted: Bool
  ) -> MeasurePaths {
    let bank = HistogramBank(layouts)
    for part in parts { bank.merge(part.bank) }
    var sums = [Double](repeating: 0, count: 2 * layouts.count)
    for segment in parts.flatMap(\.sums).sorted(by: { $0.segment < $1.segment }) {
      for (index, sum) in segment.sums.enumerated() { sums[index] += sum }
    }
    var cell = 0
    let summaries = plan.measures.map { measure in
      measure.stretches.map { _ -> MeasurePaths.Summary in
        defer { cell += 1 }
        let histogram = bank.histogram(cell)
        func quantile(_ probability: Double) -> Double { histogram.quantile(probability) ?? .nan }
        return MeasurePaths.Summary(
          mean: bank.centre(cell) + sums[2 * cell] / Double(paths), p10: quantile(0.1),
          p50: quantile(0.5), p90: quantile(0.9))
      }
    }
    cell = 0
    let histograms =
      !isCounted
      ? []
      : plan.measures.map { measure in
        measure.stretches.map { _ -> QuantileHistogram in
          defer { cell += 1 }
          return bank.histogram(cell)
        }
      }
    return MeasurePaths(
      summaries: summaries, histograms: histograms,
      reached: plan.goals.indices.map { goal in parts.reduce(0) { $0 + $1.reached[goal] } },
      counts: plan.groups.indices.map { group in
        parts.reduce([Int](repeating: 0, count: plan.groups[group].count + 1)) {
          zip($0, $1.groups[group]).map(+)
        }
      }, paths: paths)
  }
}
