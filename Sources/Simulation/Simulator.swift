internal import Models
internal import Randomness
internal import Synchronization

/// Runs a plan: joint paths in blocks, shared out over threads, counted as they come.
///
/// Paths are cut into segments of whole blocks; threads take the next segment when they are done
/// with one. What a path is depends on its number only, and what is counted does not depend on order,
/// so any number of threads gives the same result.
public struct Simulator: Sendable {
  /// Segments of a run, a bound on the memory of sums.
  public static let segments = 64

  let plan: SimulationPlan
  let threads: Int

  /// A simulator.
  ///
  /// - Parameters:
  ///   - plan: what to simulate.
  ///   - threads: how many threads, at least one.
  public init(plan: SimulationPlan, threads: Int) {
    precondition(threads >= 1, "\(threads) threads do no work")
    self.plan = plan
    self.threads = threads
  }

  /// Simulates paths.
  ///
  /// - Parameters:
  ///   - paths: how many at least.
  ///   - precision: the largest standard error of a goal's probability; more paths are added when the
  ///     first do not reach it, as many as `p(1 − p)/precision²` asks for.
  ///   - progress: told the paths done and wanted, from any thread.
  ///   - isCancelled: asked before each block.
  /// - Throws: `cancelled`, `numerical`, `outOfNumbers`, `tooManyPaths`.
  public func run(
    paths: Int, precision: Double? = nil,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> SimulationResult {
    if plan.sampling == .sobol {
      return try runPoints(
        paths: paths, precision: precision, progress: progress, isCancelled: isCancelled)
    }
    let cells = try Pilot.cells(of: plan, paths: paths, threads: threads)
    return try run(
      paths: paths, precision: precision, cells: cells, progress: progress,
      isCancelled: isCancelled)
  }

  /// Simulates random paths whose cells are known.
  func run(
    paths: Int, precision: Double? = nil, cells: CellMap,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> SimulationResult {
    try run(
      paths: paths, precision: precision, cells: cells, beside: nil, progress: progress,
      isCancelled: isCancelled
    ).result
  }

  /// The same, with what another plan asks of the paths.
  func run(
    paths: Int, precision: Double?, cells: CellMap, beside: BesidePlan?,
    progress: @escaping @Sendable (Int, Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(SimulationError) -> (result: SimulationResult, beside: SimulationResult?) {
    var state = RunState(plan: plan, cells: cells)
    var other = beside.map { RunState(plan: $0.plan, cells: $0.cells) }
    try simulate(
      0..<paths, beside: beside, into: &state, &other, progress: progress,
      isCancelled: isCancelled)
    var total = paths
    if let precision {
      let worst =
        state.goals.met.map { met in
          let share = (Double(met) + 0.5) / (Double(paths) + 1)
          return share * (1 - share)
        }.max() ?? 0
      let wanted = (worst / (precision * precision)).rounded(.up)
      guard wanted <= Double(SimulationPlan.mostPaths) else { throw .tooManyPaths(needed: wanted) }
      let needed = Int(wanted)
      if needed > total {
        for added in plan.pathNumbers(asked: paths, total: needed).dropFirst() {
          try simulate(
            added, beside: beside, into: &state, &other, progress: progress,
            isCancelled: isCancelled)
        }
        total = needed
      }
    }
    return (
      try state.result(paths: UInt64(total)), try other?.result(paths: UInt64(total))
    )
  }

  /// Simulates scrambled Sobol' points: replicates of a power of 2, doubled until the precision is
  /// reached.
  private func runPoints(
    paths: Int, precision: Double?, progress: @escaping @Sendable (Int, Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(SimulationError) -> SimulationResult {
    let cells = try Pilot.cells(of: plan, paths: paths, threads: threads)
    var total = QuasiPoints.paths(for: paths)
    while true {
      var state = RunState(plan: plan, cells: cells)
      var nothing: RunState?
      try simulate(
        0..<total, points: try QuasiPoints(plan, paths: total), into: &state, &nothing,
        progress: progress, isCancelled: isCancelled)
      let result = try state.result(paths: UInt64(total))
      let worst = result.goals.compactMap(\.standardError).max() ?? 0
      guard let precision, worst > precision else { return result }
      total *= 2
      guard total <= SimulationPlan.mostPaths else {
        throw .tooManyPaths(needed: Double(total))
      }
    }
  }

  /// Simulates one part of a run.
  ///
  /// - Parameters:
  ///   - paths: of the whole run.
  ///   - index: which part, from 0.
  ///   - parts: how many, at most `segments`.
  /// - Throws: `cancelled`, `numerical`.
  public func part(
    paths: Int, index: Int, of parts: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> PartialSimulation {
    let cells = try Pilot.cells(of: plan, paths: paths, threads: threads)
    var state = RunState(plan: plan, cells: cells)
    var nothing: RunState?
    try simulate(
      0..<paths, part: (index, parts), into: &state, &nothing, progress: progress,
      isCancelled: isCancelled)
    return PartialSimulation(
      paths: paths, index: index, parts: parts, counts: state.goals.numbers,
      bins: state.bank.bins, extremes: state.bank.range, sums: state.sums)
  }

  /// The result of a run from all of its parts, in any order.
  ///
  /// - Returns: `nil` when a part is missing, doubled or of another plan.
  /// - Throws: `numerical`.
  public func merged(_ parts: [PartialSimulation]) throws(SimulationError) -> SimulationResult? {
    guard let paths = parts.first?.paths, let count = parts.first?.parts,
      Set(parts.map(\.index)) == Set(0..<count), parts.count == count
    else { return nil }
    let cells = try Pilot.cells(of: plan, paths: paths, threads: threads)
    var state = RunState(plan: plan, cells: cells)
    for part in parts.sorted(by: { $0.index < $1.index }) {
      guard part.paths == paths, part.parts == count,
        state.goals.add(part.counts, paths: UInt64(paths)),
        state.bank.add(bins: part.bins, range: part.extremes),
        part.sums.allSatisfy({ $0.count == 2 * state.cells.layouts.count })
      else { return nil }
      state.sums += part.sums
    }
    guard state.goals.isWhole(paths: UInt64(paths)), state.bank.isWhole(paths: UInt64(paths)) else {
      return nil
    }
    return try state.result(paths: UInt64(paths))
  }

  /// What one thread, or the whole run, has counted.
  private struct RunState {
    let plan: SimulationPlan
    let cells: CellMap
    let bank: HistogramBank
    var goals: GoalCounter
    /// For each segment, in their order.
    var sums: [[Double]] = []
    /// For each segment the paths that meet each goal, then each group under each case; points only.
    var hits: [[UInt64]] = []

    init(plan: SimulationPlan, cells: CellMap) {
      self.plan = plan
      self.cells = cells
      bank = HistogramBank(cells.layouts)
      goals = GoalCounter(plan: plan)
    }

    func result(paths: UInt64) throws(SimulationError) -> SimulationResult {
      let count = Double(paths)
      var total = [Double](repeating: 0, count: 2 * cells.layouts.count)
      for segment in sums {
        for (index, sum) in segment.enumerated() { total[index] += sum }
      }
      for cell in cells.places.indices {
        let inside = bank.inside(cell)
        total[2 * cell] += inside.distances
        total[2 * cell + 1] += inside.squares
      }
      let sums = total
      var summaries = plan.quantities.map { _ in
        [StepSummary?](repeating: nil, count: plan.steps)
      }
      for (cell, place) in cells.places.enumerated() {
        let shift = sums[2 * cell] / count
        let variance = max(0, (sums[2 * cell + 1] - count * shift * shift) / max(1, count - 1))
        let summary = StepSummary(
          mean: bank.centre(cell) + shift, standardDeviation: variance.squareRoot(),
          histogram: bank.histogram(cell), moments: plan.existingMoments(of: place.quantity))
        guard summary.isFinite else {
          throw .outOfNumbers(quantity: plan.quantities[place.quantity].id, step: place.step)
        }
        summaries[place.quantity][place.step] = summary
      }
      var next = 0
      func error() -> Double? {
        defer { next += 1 }
        return standardError(of: next, paths: paths)
      }
      return SimulationResult(
        paths: paths, summaries: summaries,
        goals: goals.met.indices.map {
          GoalCount(
            met: goals.met[$0], firstMet: goals.firstMet[$0], paths: paths, standardError: error())
        },
        groups: goals.groups.map { $0.map { GroupCount(paths: $0, standardError: error()) } },
        onlyMissed: goals.onlyMissed)
    }

    /// The error of a share from the spread of its replicates; `nil` for random paths.
    private func standardError(of place: Int, paths: UInt64) -> Double? {
      guard !hits.isEmpty else { return nil }
      let replicates = QuasiPoints.replicates
      let each = hits.count / replicates
      let shares = (0..<replicates).map { replicate in
        let met = hits[(replicate * each)..<((replicate + 1) * each)].reduce(0) { $0 + $1[place] }
        return Double(met) * Double(replicates) / Double(paths)
      }
      let mean = shares.reduce(0, +) / Double(replicates)
      let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(replicates * (replicates - 1))).squareRoot()
    }
  }

  /// What one thread works with.
  private struct Counts {
    let block: PathBlock
    let bank: HistogramBank
    var goals: GoalCounter
    var beside: BesidePlan.Counts?
    var segments: [Segment] = []
  }

  /// The sums of a segment, and for points what its paths met.
  private struct Segment: Sendable {
    let number: Int
    let sums: [Double]
    /// Those of what is counted beside the run.
    let others: [Double]
    let hits: [UInt64]
  }

  private func simulate(
    _ range: Range<Int>, part: (index: Int, parts: Int) = (0, 1), points: QuasiPoints? = nil,
    beside: BesidePlan? = nil, into state: inout RunState, _ other: inout RunState?,
    progress: @escaping @Sendable (Int, Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(SimulationError) {
    let lanes = plan.lanes
    let blocks = (range.count + lanes - 1) / lanes
    let segments = min(Self.segments, blocks)
    let own = PartialSimulation.segments(of: part.index, parts: part.parts, all: segments)
    let done = Atomic(range.lowerBound)
    let (plan, cells) = (plan, state.cells)
    let parts = try sharedWork(own, threads: threads) { () throws(SimulationError) in
      let block = try PathBlock(
        plan, keepsImages: true, tables: cells.tables, lastStep: cells.onlyStep)
      block.points = points
      return Counts(
        block: block, bank: HistogramBank(cells.layouts), goals: GoalCounter(plan: plan),
        beside: beside.map { BesidePlan.Counts($0, lanes: lanes) })
    } work: { (counts, segment) throws(SimulationError) in
      let block = counts.block
      var sums = [Double](repeating: 0, count: HistogramBank.sumWidth * cells.layouts.count)
      var others = [Double](
        repeating: 0, count: HistogramBank.sumWidth * (beside?.cells.layouts.count ?? 0))
      let before = points == nil ? [] : counts.goals.hits
      for index in (segment * blocks / segments)..<((segment + 1) * blocks / segments) {
        if isCancelled() { throw .cancelled }
        let first = range.lowerBound + index * lanes
        let width = min(lanes, range.upperBound - first)
        block.draw(firstPath: UInt64(first))
        for dependence in plan.cases.indices {
          if dependence == 0 {
            cells.evaluate(block, lanes: width, into: counts.bank, sums: &sums)
            counts.beside?.count(block, lanes: width, sums: &others)
          } else {
            block.evaluate(dependence: dependence)
          }
          counts.goals.count(block, lanes: width, dependence: dependence)
        }
        progress(done.wrappingAdd(width, ordering: .relaxed).newValue, range.upperBound)
      }
      counts.segments.append(
        Segment(
          number: segment, sums: HistogramBank.folded(sums), others: HistogramBank.folded(others),
          hits: points == nil ? [] : zip(counts.goals.hits, before).map { $0 - $1 }))
    } finish: {
      (
        bank: $0.bank, goals: $0.goals, segments: $0.segments,
        beside: $0.beside.map { (bank: $0.bank, goals: $0.goals) }
      )
    }
    for part in parts {
      state.bank.merge(part.bank)
      state.goals.merge(part.goals)
      if let beside = part.beside {
        other?.bank.merge(beside.bank)
        other?.goals.merge(beside.goals)
      }
    }
    for segment in parts.flatMap(\.segments).sorted(by: { $0.number < $1.number }) {
      state.sums.append(segment.sums)
      other?.sums.append(segment.others)
      if points != nil { state.hits.append(segment.hits) }
    }
  }
}
