internal import Randomness

/// What another plan asks of the paths of a run, counted beside them instead of on the same paths once more.
///
/// The other plan has the quantities of the run, behind them products of two of these, and one case of dependence, which is
/// the first of the run. Values are those of the block that the run has evaluated, so that the counts are those which a run
/// of the other plan would give.
struct BesidePlan: Sendable {
  let plan: SimulationPlan
  let cells: CellMap
  /// For each cell the quantities whose product it is given; one alone where there is no second.
  private let sources: [(first: Int, second: Int?, factor: Double)]

  /// - Parameters:
  ///   - main: what is simulated.
  ///   - cells: the cells of the run.
  /// - Returns: `nil` where the run counts logarithms of what the other plan wants values of, and where that plan asks for
  ///   more than products.
  init?(
    _ plan: SimulationPlan, beside main: SimulationPlan, _ cells: CellMap, paths: Int, threads: Int
  ) throws(SimulationError) {
    let count = main.quantities.count
    guard main.sampling != .sobol, plan.cases.count == 1, cells.onlyStep == nil,
      plan.quantities.count >= count, plan.goals.allSatisfy({ $0.quantity < count })
    else { return nil }
    let own = try Pilot.cells(of: plan, paths: paths, tables: cells.tables, threads: threads)
    var images: Set<Int> = []
    for (place, layout) in zip(cells.places, cells.layouts) where layout.isImage {
      images.insert(place.quantity)
    }
    var sources: [(first: Int, second: Int?, factor: Double)] = []
    for place in own.places {
      if place.quantity < count {
        sources.append((place.quantity, nil, 1))
      } else if case .derived(.product(let first, let second, let factor)) =
        plan.quantities[place.quantity].process, first < count, second < count
      {
        sources.append((first, second, factor))
      } else {
        return nil
      }
    }
    guard sources.allSatisfy({ !images.contains($0.first) && !images.contains($0.second ?? -1) })
    else { return nil }
    (self.plan, self.sources, self.cells) = (plan, sources, own)
  }

  /// What one thread counts; `nil` for nothing.
  struct Counts {
    private let beside: BesidePlan
    let bank: HistogramBank
    private(set) var goals: GoalCounter
    private let product: RowBuffer

    init(_ beside: BesidePlan, lanes: Int) {
      self.beside = beside
      bank = HistogramBank(beside.cells.layouts)
      goals = GoalCounter(plan: beside.plan)
      product = RowBuffer(rows: 1, lanes: lanes)
    }

    /// Counts a block that was evaluated under the first case.
    mutating func count(_ block: PathBlock, lanes: Int, sums: inout [Double]) {
      goals.count(block, lanes: lanes, dependence: 0)
      bank.prepare(lanes: lanes)
      let target = product.row(0)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for (cell, source) in beside.sources.enumerated() {
          let step = beside.cells.places[cell].step
          let one = block.row(source.first, step)
          guard let second = source.second else {
            bank.add(one, lanes: lanes, to: cell, sums: sums)
            continue
          }
          let other = block.row(second, step)
          for lane in 0..<block.lanes { target[lane] = source.factor * one[lane] * other[lane] }
          bank.add(target, lanes: lanes, to: cell, sums: sums)
        }
      }
    }
  }
}

extension Simulator {
  /// Simulates paths, and counts what another plan asks of the same paths.
  ///
  /// - Parameter other: the quantities of this plan with products of two of them behind, under its first case alone.
  /// - Returns: the result of the other plan, too; `nil` where that takes a run of its own.
  /// - Throws: `cancelled`, `numerical`, `outOfNumbers`, `tooManyPaths`.
  package func run(
    paths: Int, precision: Double? = nil, beside other: SimulationPlan,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> (result: SimulationResult, beside: SimulationResult?) {
    // Paths that are added for a precision have other numbers than those of a run that has as many from the first.
    guard plan.sampling != .sobol, precision == nil else {
      let result = try run(
        paths: paths, precision: precision, progress: progress, isCancelled: isCancelled)
      return (result, nil)
    }
    let cells = try Pilot.cells(of: plan, paths: paths, threads: threads)
    let beside = try BesidePlan(other, beside: plan, cells, paths: paths, threads: threads)
    return try run(
      paths: paths, precision: precision, cells: cells, beside: beside, progress: progress,
      isCancelled: isCancelled)
  }
}
