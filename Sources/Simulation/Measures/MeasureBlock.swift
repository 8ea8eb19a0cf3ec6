internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Randomness
internal import TimeSeries

/// The measures of one block of paths; one per thread.
final class MeasureBlock {
  static let lanes = GrowthBlock.lanes
  private static let pastStreams = 100_000

  let plan: MeasurePlan
  private let kernels = PathKernels.current
  private let growth: GrowthBlock?
  private let score: CarriedScore?
  private let directions: [[Double]]
  private let starts: [Int]
  /// Normals, then levels, of the periods ahead.
  private let normals, levels: RowBuffer
  private let shared: SharedNormals
  /// Normals of what the past leaves open, a row a measure.
  private let pasts: RowBuffer
  private let scratch: RowBuffer
  private let lifts: [LevelLift]
  /// By measure and move the normal below which it is one.
  private let moveLimits: [[Double]]

  init(
    _ plan: MeasurePlan, _ score: CarriedScore?, _ lifts: [LevelLift],
    conditioning: [GrowthBlock.Conditioning?]
  ) {
    self.plan = plan
    self.lifts = lifts
    self.score = score
    growth = plan.growth.map { GrowthBlock($0.plan, conditioning: conditioning) }
    directions = plan.measures.map(\.direction)
    var next = 0
    starts = plan.measures.map { measure in
      defer { next += measure.means.count + 1 }
      return next
    }
    normals = RowBuffer(rows: next, lanes: Self.lanes)
    levels = RowBuffer(rows: next, lanes: Self.lanes)
    shared = SharedNormals(plan, lanes: Self.lanes)
    pasts = RowBuffer(rows: plan.measures.count + 1, lanes: Self.lanes)
    scratch = RowBuffer(rows: 4, lanes: Self.lanes)
    moveLimits = plan.measures.map { $0.moves.map { Self.limit($0.chance) } }
  }

  /// Draws all measures of the paths from one on, a multiple of `lanes`.
  func draw(firstPath: UInt64) throws(ConditioningError) {
    let score = scratch.row(0)
    if let growth, let part = plan.growth {
      growth.draw(firstPath: firstPath)
      try growth.settle(variant: 0, firstPath: firstPath)
      let year = CarriedPaths.Year(plan: 0, isBehind: false, base: part.base)
      growth.fillGrowth(of: part.leaves, in: year, variant: 0, into: score)
      for lane in 0..<Self.lanes {
        score[lane] = self.score?.value(score[lane], after: [], drawn: 0) ?? 0
      }
    }
    shared.draw(firstPath: firstPath)
    for number in plan.measures.indices {
      shared.fill(
        number, growth: score, along: directions[number],
        into: plan.measures[number].means.indices.map { normals.row(starts[number] + $0) },
        beside: scratch.row(1))
      settle(number, firstPath)
    }
  }

  /// Levels of a measure from its normals.
  private func settle(_ number: Int, _ firstPath: UInt64) {
    let measure = plan.measures[number]
    if !measure.openness.isEmpty {
      kernels.fillNormals(
        pasts.row(number),
        of: RandomStream(
          seed: plan.seed,
          stream: UInt32(SharedNormals.firstStream + Self.pastStreams + number)),
        firstPath: firstPath, lanes: Self.lanes, steps: 1)
    }
    if measure.thresholds == nil {
      let width = scratch.row(2)
      shared.fillWidths(number, atMost: lifts[number].widest, into: width)
      for step in measure.means.indices {
        let row = normals.row(starts[number] + step)
        for lane in 0..<Self.lanes { row[lane] *= width[lane] }
      }
    }
    let moved = scratch.row(3)
    fillMoves(number, into: moved)
    for step in measure.means.indices {
      let row = levels.row(starts[number] + step)
      let middle = measure.thresholds == nil ? measure.means[step] - lifts[number].lifts[step] : 0
      row.update(repeating: middle, count: Self.lanes)
      for source in 0...step {
        kernels.add(
          row, normals.row(starts[number] + source), times: measure.factor[step, source],
          count: Self.lanes)
      }
      if let thresholds = measure.thresholds?[step] {
        for lane in 0..<Self.lanes { row[lane] = Double(Self.count(thresholds, below: row[lane])) }
        continue
      }
      if !measure.moves.isEmpty { kernels.add(row, moved, times: 1, count: Self.lanes) }
      if measure.isLogarithm { kernels.exponential(row, count: Self.lanes) }
      guard measure.bounds != .none else { continue }
      for lane in 0..<Self.lanes { row[lane] = measure.bounds.clamp(row[lane]) }
    }
  }

  /// The quantile of a normal.
  private static func limit(_ chance: Double) -> Double {
    if chance <= 0 { return -.infinity }
    return chance >= 1 ? .infinity : StandardNormal.portableQuantile(chance)
  }

  /// What open moves of a measure come to: the better its normals are, the more moves up are some, and the fewer moves down.
  private func fillMoves(_ number: Int, into sum: UnsafeMutablePointer<Double>) {
    let own = plan.measures[number].moves
    guard !own.isEmpty else { return }
    sum.update(repeating: 0, count: Self.lanes)
    for (place, move) in own.enumerated() {
      let (drawn, sizes) = shared.move(number, place)
      let limit = moveLimits[number][place]
      let sign = move.size > 0 ? -1.0 : 1
      for lane in 0..<Self.lanes where sign * drawn[lane] < limit {
        sum[lane] += move.size + move.deviation * sizes[lane]
      }
    }
  }

  /// How many ascending values lie below another.
  private static func count(_ ascending: [Double], below value: Double) -> Int {
    var (low, high) = (0, ascending.count)
    while low < high {
      let middle = (low + high) / 2
      if ascending[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The total of a stretch of a measure.
  func fill(_ number: Int, _ stretch: ClosedRange<Int>, into row: UnsafeMutablePointer<Double>) {
    let measure = plan.measures[number]
    func source(_ period: Int) -> UnsafeMutablePointer<Double>? {
      let step = period - measure.known.count + measure.before
      return period < measure.known.count ? nil : levels.row(starts[number] + step)
    }
    if measure.total == .last {
      let last = stretch.upperBound
      if let level = source(last) {
        row.update(from: level, count: Self.lanes)
      } else {
        row.update(repeating: measure.known[last], count: Self.lanes)
      }
      return
    }
    row.update(repeating: 0, count: Self.lanes)
    var fixed = 0.0
    for period in stretch {
      if let level = source(period) {
        kernels.add(row, level, times: 1, count: Self.lanes)
      } else {
        fixed += measure.known[period]
      }
    }
    let share = measure.total == .mean ? 1 / Double(stretch.count) : 1
    for lane in 0..<Self.lanes { row[lane] = (row[lane] + fixed) * share }
    guard let open = measure.openness[stretch] else { return }
    kernels.add(row, pasts.row(number), times: open, count: Self.lanes)
    guard measure.isLogarithm else { return }
    for lane in 0..<Self.lanes { row[lane] = max(row[lane], 0) }
  }

  /// The total of what growth is measured from.
  private func fill(
    _ number: Int, _ base: MeasurePlan.Goal.Base, into row: UnsafeMutablePointer<Double>
  ) {
    let measure = plan.measures[number]
    func level(_ period: Int) -> UnsafeMutablePointer<Double> {
      levels.row(starts[number] + period + measure.before)
    }
    if measure.total == .last {
      row.update(from: level(base.ahead.upperBound), count: Self.lanes)
      return
    }
    row.update(repeating: base.known, count: Self.lanes)
    for period in base.ahead {
      kernels.add(row, level(period), times: 1, count: Self.lanes)
    }
    guard measure.total == .mean else { return }
    for lane in 0..<Self.lanes { row[lane] /= Double(base.count) }
  }

  /// Whether each path meets a goal.
  func mark(_ goal: MeasurePlan.Goal, _ met: inout [Bool]) {
    let row = scratch.row(1)
    switch goal.subject {
    case .measure(let number, let stretch): fill(number, stretch, into: row)
    case .growth(let number, let stretch, let base):
      fill(number, stretch, into: row)
      let before = scratch.row(2)
      fill(number, base, into: before)
      // What grows from 0 or below has no growth.
      for lane in 0..<Self.lanes {
        row[lane] = before[lane] > 0 ? 100 * (row[lane] / before[lane] - 1) : .nan
      }
    case .sectors(let leaves, let months):
      guard let growth else { return }
      growth.fillTotal(
        of: GrowthPlan.Condition(leaves: leaves, months: months, demand: .equal(0)), into: row)
    }
    for lane in met.indices { met[lane] = goal.lower <= row[lane] && row[lane] <= goal.upper }
  }
}
