internal import Coherence
internal import LinearAlgebra
internal import Randomness
internal import TimeSeries

/// Buffers and kernels that turn one block of paths into levels of every node and month.
///
/// Rows hold one value a path. Normals are drawn once; every variant conditions the same paths.
final class GrowthBlock {
  /// Paths side by side.
  static let lanes = 256
  /// Cells of a node: 12 months, 4 quarters, the year, 6 months, 9 months.
  static let cells = 19

  static let newtonSteps = 60
  /// How often paths that are too wide for what is asked begin anew, half as wide.
  static let narrowings = 8
  static let tolerance = 1e-13

  let plan: GrowthPlan
  let conditioning: [Conditioning?]
  let kernels = PathKernels.current
  let quarters: Int
  /// Normals, then logarithms, of leaf and quarter.
  private let draws: RowBuffer
  let logarithms: RowBuffer
  /// Each month's share of its quarter, on each path.
  let shares: RowBuffer
  let levels: RowBuffer
  /// Levels of months where a variant moves them one by one.
  let months: RowBuffer
  let scratch: RowBuffer
  private let nodeRows: RowBuffer
  /// How wide each path is.
  let widths: GrowthWidths?

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
    /// Whether single months move, not quarters with their months.
    let isMonthly: Bool
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
    let isMonthly = conditioning.contains { $0?.isMonthly == true }
    months = RowBuffer(rows: isMonthly ? 3 * count : 0, lanes: Self.lanes)
    scratch = RowBuffer(rows: 8, lanes: Self.lanes)
    widths = plan.degrees.map {
      GrowthWidths(
        degrees: $0, conditions: conditioning.compactMap { $0?.gains.directions.count }.max() ?? 0,
        lanes: Self.lanes)
    }
    nodeRows = RowBuffer(rows: plan.nodes.count * Self.cells, lanes: Self.lanes)
  }

  /// The row of a cell, node after node, after `evaluate`.
  func cell(_ place: Int) -> UnsafeMutablePointer<Double> { nodeRows.row(place) }

  private func row(_ node: Int, _ cell: Int) -> UnsafeMutablePointer<Double> {
    nodeRows.row(node * Self.cells + cell)
  }

  // MARK: Drawing

  /// Draws the unconditioned paths from `firstPath` on, a multiple of `lanes`.
  ///
  /// - Parameters:
  ///   - isStill: whether no quarter leaves its middle.
  ///   - withShares: whether somebody asks for months.
  func draw(firstPath: UInt64, isStill: Bool = false, withShares: Bool = true) {
    guard quarters > 0 else { return }
    let room = 3 * quarters + 2
    for leaf in 0..<plan.leaves {
      kernels.fillNormals(
        draws.row(leaf * room), of: stream(leaf), firstPath: firstPath, lanes: Self.lanes,
        steps: quarters)
      if isStill { draws.row(leaf * room).update(repeating: 0, count: quarters * Self.lanes) }
    }
    if let widths {
      widths.draw(from: stream(30_000), firstPath: firstPath)
      for leaf in 0..<plan.leaves where !isStill {
        for step in 0..<quarters { widths.widen(draws.row(leaf * room + step)) }
      }
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
    plan.tilt?.apply(
      lanes: Self.lanes, centre: { [plan, quarters] in plan.means[$0 / quarters][$0 % quarters] },
      row: logarithms.row, seen: scratch.row)
    if withShares { drawShares(firstPath: firstPath, room: room) }
  }

  func stream(_ number: Int) -> RandomStream {
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
    try settle(variant: variant, firstPath: firstPath)
    fillNodes(areMonthsMoved: areMonthsMoved(variant))
  }

  /// Whether a variant moves months one by one.
  func areMonthsMoved(_ variant: Int) -> Bool { conditioning[variant]?.isMonthly == true }

  /// Conditions the drawn paths as a variant asks: levels of quarters, or of months.
  ///
  /// - Throws: `impossible` with the number of the condition that some path cannot meet.
  func settle(variant: Int, firstPath: UInt64) throws(ConditioningError) {
    let count = plan.leaves * quarters
    readLogarithms()
    if let asked = conditioning[variant] {
      try condition(plan.variants[variant], asked, variant: variant, firstPath: firstPath)
    } else {
      for index in 0..<count { kernels.exponential(levels.row(index), count: Self.lanes) }
    }
  }

  // MARK: Nodes

  /// Adds a month of a leaf, counted from the first simulated one.
  func addMonth(
    _ leaf: Int, _ month: Int, areMonthsMoved: Bool, to target: UnsafeMutablePointer<Double>
  ) {
    let position = 3 * leaf * quarters + month
    if areMonthsMoved {
      kernels.add(target, months.row(position), times: 1, count: Self.lanes)
      return
    }
    let (share, level) = (shares.row(position), levels.row(position / 3))
    for lane in 0..<Self.lanes { target[lane] += share[lane] * level[lane] }
  }

  /// Months, quarters and the year of every node from the levels of quarters, or of months.
  private func fillNodes(areMonthsMoved: Bool) {
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
          addMonth(leaf, position, areMonthsMoved: areMonthsMoved, to: target)
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
