internal import Coherence
internal import LinearAlgebra
internal import Randomness

/// Buffers and kernels that turn one block of paths into levels of every node and month.
///
/// Rows hold one value a path. Normals are drawn once; every variant conditions the same paths.
final class GrowthBlock {
  /// Paths side by side.
  static let lanes = 256
  /// Cells of a node: 12 months, 4 quarters, the year, 6 months, 9 months.
  static let cells = 19

  private static let newtonSteps = 60
  private static let tolerance = 1e-13

  private let plan: GrowthPlan
  private let conditioning: [Conditioning?]
  private let kernels = PathKernels.current
  private let quarters: Int
  /// Normals, then logarithms, of leaf and quarter.
  private let draws: RowBuffer
  private let logarithms: RowBuffer
  /// Each month's share of its quarter, on each path.
  private let shares: RowBuffer
  private let levels: RowBuffer
  private let moved: RowBuffer
  private let scratch: RowBuffer
  private let nodeRows: RowBuffer

  /// The distribution of a total that a range or a soft condition looks at.
  struct Expectation: Sendable {
    let mean: Double
    let deviation: Double
  }

  /// What one variant is conditioned by.
  struct Conditioning: Sendable {
    /// Directions for the totals that are solved for.
    let gains: LevelGains
    let targets: GrowthTargets
    /// By condition.
    let expectations: [Expectation]
  }

  init(_ plan: GrowthPlan, conditioning: [Conditioning?]) {
    self.plan = plan
    self.conditioning = conditioning
    quarters = plan.quarters
    let count = plan.leaves * plan.quarters
    // Pairs of normals are drawn together, so an odd number of steps needs room for one more.
    draws = RowBuffer(rows: plan.leaves * (3 * plan.quarters + 2), lanes: Self.lanes)
    logarithms = RowBuffer(rows: count, lanes: Self.lanes)
    shares = RowBuffer(rows: 3 * count, lanes: Self.lanes)
    levels = RowBuffer(rows: count, lanes: Self.lanes)
    moved = RowBuffer(rows: count, lanes: Self.lanes)
    scratch = RowBuffer(rows: 8, lanes: Self.lanes)
    nodeRows = RowBuffer(rows: plan.nodes.count * Self.cells, lanes: Self.lanes)
  }

  /// The row of a node's cell after `evaluate`.
  func row(_ node: Int, _ cell: Int) -> UnsafeMutablePointer<Double> {
    nodeRows.row(node * Self.cells + cell)
  }

  // MARK: Drawing

  /// Draws the unconditioned paths from `firstPath` on, a multiple of `lanes`.
  func draw(firstPath: UInt64) {
    guard quarters > 0 else { return }
    let room = 3 * quarters + 2
    for leaf in 0..<plan.leaves {
      kernels.fillNormals(
        draws.row(leaf * room), of: stream(leaf), firstPath: firstPath, lanes: Self.lanes,
        steps: quarters)
    }
    for leaf in 0..<plan.leaves {
      for quarter in 0..<quarters {
        let target = logarithms.row(leaf * quarters + quarter)
        target.update(repeating: plan.means[leaf][quarter], count: Self.lanes)
        for source in 0...leaf {
          for step in 0...quarter {
            let factor = step == 0 ? plan.firstFactor : plan.factor
            let weight = factor[leaf, source] * plan.responses[quarter - step]
            kernels.add(target, draws.row(source * room + step), times: weight, count: Self.lanes)
          }
        }
      }
    }
    drawShares(firstPath: firstPath, room: room)
  }

  private func stream(_ number: Int) -> RandomStream {
    RandomStream(seed: plan.seed, stream: UInt32(number))
  }

  /// Shares of months: those of the mean path with noise, made to add to one.
  private func drawShares(firstPath: UInt64, room: Int) {
    for leaf in 0..<plan.leaves {
      kernels.fillNormals(
        draws.row(leaf * room), of: stream(10_000 + leaf), firstPath: firstPath,
        lanes: Self.lanes, steps: 3 * quarters)
      for quarter in 0..<quarters {
        let total = scratch.row(0)
        total.update(repeating: 0, count: Self.lanes)
        for month in 3 * quarter..<3 * quarter + 3 {
          let row = shares.row(3 * leaf * quarters + month)
          kernels.scale(
            row, draws.row(leaf * room + month), by: plan.shareDeviations[leaf][month],
            count: Self.lanes)
          kernels.exponential(row, count: Self.lanes)
          kernels.scale(row, row, by: plan.shares[leaf][month], count: Self.lanes)
          kernels.add(total, row, times: 1, count: Self.lanes)
        }
        for month in 3 * quarter..<3 * quarter + 3 {
          let row = shares.row(3 * leaf * quarters + month)
          for lane in 0..<Self.lanes { row[lane] /= total[lane] }
        }
      }
    }
  }

  // MARK: Conditioning

  /// Conditions the drawn paths as a variant asks and fills the rows of the nodes.
  ///
  /// - Throws: `impossible` with the number of the condition that some path cannot meet.
  func evaluate(variant: Int, firstPath: UInt64) throws(ConditioningError) {
    let count = plan.leaves * quarters
    for index in 0..<count {
      levels.row(index).update(from: logarithms.row(index), count: Self.lanes)
    }
    if let asked = conditioning[variant] {
      try condition(plan.variants[variant], asked, variant: variant, firstPath: firstPath)
    } else {
      for index in 0..<count { kernels.exponential(levels.row(index), count: Self.lanes) }
    }
    fillNodes()
  }

  /// Totals of the unconditioned paths, for the share that reaches what a variant asks.
  func reached(_ conditions: [GrowthPlan.Condition], lanes: Int) -> Int {
    let count = plan.leaves * quarters
    for index in 0..<count {
      levels.row(index).update(from: logarithms.row(index), count: Self.lanes)
      kernels.exponential(levels.row(index), count: Self.lanes)
    }
    var met = [Bool](repeating: true, count: Self.lanes)
    for condition in conditions {
      let wanted: Double =
        switch condition.demand {
        case .equal(let value), .about(let value, _), .between(let value, _): value
        }
      let constant = plan.constant(condition)
      let sum = scratch.row(0)
      total(of: condition, into: sum)
      // What is settled counts as reached up to rounding of the last digits.
      let least = wanted - constant - 1e-9 * wanted
      for lane in 0..<Self.lanes where sum[lane] < least { met[lane] = false }
    }
    return met[..<lanes].count { $0 }
  }

  /// `Σ w exp(x)` of the levels that stand in `levels`.
  private func total(
    of condition: GrowthPlan.Condition, into sum: UnsafeMutablePointer<Double>
  ) {
    sum.update(repeating: 0, count: Self.lanes)
    forEachPart(of: condition) { index, weight in
      let row = levels.row(index)
      if let weight {
        for lane in 0..<Self.lanes { sum[lane] += weight[lane] * row[lane] }
      } else {
        for lane in 0..<Self.lanes { sum[lane] += row[lane] }
      }
    }
  }

  /// Calls with each simulated quarter of a total and the share of it that counts, `nil` for all.
  private func forEachPart(
    of condition: GrowthPlan.Condition,
    _ body: (Int, UnsafeMutablePointer<Double>?) -> Void
  ) {
    let isWhole = plan.isWhole(condition)
    for leaf in condition.leaves {
      for quarter in 0..<quarters {
        let start = 3 * (plan.firstQuarter + quarter)
        let months = (start..<start + 3).filter {
          condition.months.contains($0) && plan.fixedMonth(leaf, $0) == nil
        }
        guard !months.isEmpty else { continue }
        if isWhole {
          body(leaf * quarters + quarter, nil)
          continue
        }
        let weight = scratch.row(7)
        weight.update(repeating: 0, count: Self.lanes)
        for month in months {
          let position = 3 * leaf * quarters + month - 3 * plan.firstQuarter
          kernels.add(weight, shares.row(position), times: 1, count: Self.lanes)
        }
        body(leaf * quarters + quarter, weight)
      }
    }
  }

  /// Newton's method along the gains, on every path.
  private func condition(
    _ all: [GrowthPlan.Condition], _ asked: Conditioning, variant: Int, firstPath: UInt64
  ) throws(ConditioningError) {
    let count = plan.leaves * quarters
    let gain = asked.gains
    let conditions = asked.targets.solved.map { all[$0] }
    let size = conditions.count
    var targets = try solvedTotals(all, asked, variant: variant, firstPath: firstPath)
    var multipliers = [Double](repeating: 0, count: size * Self.lanes)
    var sums = [Double](repeating: 0, count: size * Self.lanes)
    var slopes = [Double](repeating: 0, count: size * size * Self.lanes)
    for _ in 0..<Self.newtonSteps {
      multipliers.withUnsafeBufferPointer { multipliers in
        guard let base = multipliers.baseAddress else { return }
        for index in 0..<count {
          let row = levels.row(index)
          row.update(from: logarithms.row(index), count: Self.lanes)
          for item in 0..<size where gain.directions[item][index] != 0 {
            kernels.add(
              row, base + item * Self.lanes, times: gain.directions[item][index],
              count: Self.lanes)
          }
          kernels.exponential(row, count: Self.lanes)
        }
      }
      measure(conditions, gain, sums: &sums, slopes: &slopes)
      var worst = 0.0
      for position in sums.indices {
        worst = max(worst, abs(targets[position] - sums[position]) / targets[position])
      }
      if worst <= Self.tolerance { return }
      for lane in 0..<Self.lanes {
        Self.step(
          lane: lane, size: size, targets: &targets, sums: sums, slopes: slopes,
          multipliers: &multipliers)
      }
    }
    throw .noConvergence(condition: 0)
  }

  private func measure(
    _ conditions: [GrowthPlan.Condition], _ gain: LevelGains, sums: inout [Double],
    slopes: inout [Double]
  ) {
    let size = conditions.count
    for position in sums.indices { sums[position] = 0 }
    for position in slopes.indices { slopes[position] = 0 }
    for (item, condition) in conditions.enumerated() {
      forEachPart(of: condition) { index, weight in
        let row = levels.row(index)
        let part = scratch.row(6)
        for lane in 0..<Self.lanes {
          part[lane] = weight.map { $0[lane] * row[lane] } ?? row[lane]
          sums[item * Self.lanes + lane] += part[lane]
        }
        for other in 0..<size {
          let direction = gain.directions[other][index]
          guard direction != 0 else { continue }
          let start = (item * size + other) * Self.lanes
          for lane in 0..<Self.lanes { slopes[start + lane] += direction * part[lane] }
        }
      }
    }
  }

  /// One Newton step of one path: solves `J δ = miss` by elimination; steps are cut to 4.
  private static func step(
    lane: Int, size: Int, targets: inout [Double], sums: [Double], slopes: [Double],
    multipliers: inout [Double]
  ) {
    if size == 1 {
      let slope = slopes[lane]
      guard slope > 0 else { return }
      let move = (targets[lane] - sums[lane]) / slope
      multipliers[lane] += min(max(move, -4), 4)
      return
    }
    var system = (0..<size).map { row in
      (0..<size).map { slopes[(row * size + $0) * lanes + lane] }
        + [targets[row * lanes + lane] - sums[row * lanes + lane]]
    }
    for pivot in 0..<size {
      let best = (pivot..<size).max { abs(system[$0][pivot]) < abs(system[$1][pivot]) } ?? pivot
      system.swapAt(pivot, best)
      guard system[pivot][pivot] != 0 else { return }
      for row in 0..<size where row != pivot {
        let share = system[row][pivot] / system[pivot][pivot]
        for column in pivot...size { system[row][column] -= share * system[pivot][column] }
      }
    }
    for row in 0..<size {
      let move = system[row][size] / system[row][row]
      multipliers[row * lanes + lane] += min(max(move, -4), 4)
    }
  }

  /// What each path's simulated part of the totals that are solved for has to come to.
  private func solvedTotals(
    _ conditions: [GrowthPlan.Condition], _ asked: Conditioning, variant: Int, firstPath: UInt64
  ) throws(ConditioningError) -> [Double] {
    let wanted = wantedTotals(
      conditions, asked.expectations, variant: variant, firstPath: firstPath)
    guard asked.targets.hasRelations else {
      return asked.targets.solved.flatMap {
        wanted[$0 * Self.lanes..<($0 + 1) * Self.lanes]
      }
    }
    var solved = [Double](repeating: 0, count: asked.targets.solved.count * Self.lanes)
    for lane in 0..<Self.lanes {
      let agreed = try asked.targets.agreeing(
        conditions.indices.map { wanted[$0 * Self.lanes + lane] })
      for (place, number) in asked.targets.solved.enumerated() {
        solved[place * Self.lanes + lane] = agreed[number]
      }
    }
    return solved
  }

  /// What each path's simulated part of a total has to come to, each for itself.
  private func wantedTotals(
    _ conditions: [GrowthPlan.Condition], _ expectations: [Expectation], variant: Int,
    firstPath: UInt64
  ) -> [Double] {
    let count = plan.leaves * quarters
    for index in 0..<count { kernels.exponential(levels.row(index), count: Self.lanes) }
    return conditions.enumerated().flatMap { item, condition -> [Double] in
      let constant = plan.constant(condition)
      switch condition.demand {
      case .equal(let value):
        return [Double](repeating: value - constant, count: Self.lanes)
      case .about(let value, let deviation):
        let stream = stream(20_000 + 100 * variant + item)
        return (0..<Self.lanes).map {
          let drawn = deviation * stream.normal(path: firstPath + UInt64($0), step: 0)
          return max(value - constant + drawn, 0.01 * (value - constant))
        }
      case .between(let low, let high):
        let expected = expectations[item]
        let sum = scratch.row(0)
        total(of: condition, into: sum)
        return (0..<Self.lanes).map {
          TruncatedNormal.sameRank(
            sum[$0], mean: expected.mean, deviation: expected.deviation, low: low - constant,
            high: high - constant)
        }
      }
    }
  }

  // MARK: Nodes

  /// Months, quarters and the year of every node from the levels of quarters.
  private func fillNodes() {
    for node in plan.nodes.indices {
      for month in 0..<12 {
        let target = row(node, month)
        var fixed = 0.0
        for leaf in plan.nodes[node] {
          fixed += plan.additions[leaf][month] + (plan.fixedMonth(leaf, month) ?? 0)
        }
        target.update(repeating: fixed, count: Self.lanes)
        guard month >= 3 * plan.firstQuarter else { continue }
        let position = month - 3 * plan.firstQuarter
        for leaf in plan.nodes[node] where plan.fixedMonth(leaf, month) == nil {
          let share = shares.row(3 * leaf * quarters + position)
          let level = levels.row(leaf * quarters + position / 3)
          for lane in 0..<Self.lanes { target[lane] += share[lane] * level[lane] }
        }
      }
      let year = row(node, 16)
      year.update(repeating: 0, count: Self.lanes)
      for quarter in 0..<4 {
        let target = row(node, 12 + quarter)
        target.update(from: row(node, 3 * quarter), count: Self.lanes)
        kernels.add(target, row(node, 3 * quarter + 1), times: 1, count: Self.lanes)
        kernels.add(target, row(node, 3 * quarter + 2), times: 1, count: Self.lanes)
        kernels.add(year, target, times: 1, count: Self.lanes)
        if quarter == 1 || quarter == 2 {
          row(node, 16 + quarter).update(from: year, count: Self.lanes)
        }
      }
    }
  }
}

/// Rows of doubles in flat memory, of one thread at a time.
final class RowBuffer {
  private let storage: UnsafeMutablePointer<Double>
  private let lanes: Int

  init(rows: Int, lanes: Int) {
    self.lanes = lanes
    storage = .allocate(capacity: max(1, rows * lanes))
    storage.initialize(repeating: 0, count: max(1, rows * lanes))
  }

  deinit { storage.deallocate() }

  func row(_ index: Int) -> UnsafeMutablePointer<Double> { storage + index * lanes }
}
