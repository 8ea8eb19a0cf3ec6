internal import Randomness

/// Which quantities and steps are counted, and where.
struct CellMap: Sendable {
  /// For each quantity and step the cell; `nil` where the quantity is not defined.
  let indices: [[Int?]]
  /// The bins of each cell.
  let layouts: [HistogramBank.Layout]
  private let order: [(quantity: Int, step: Int)]

  init(indices: [[Int?]], layouts: [HistogramBank.Layout]) {
    self.indices = indices
    self.layouts = layouts
    order = indices.enumerated().flatMap { quantity, steps in
      steps.enumerated().compactMap { step, cell in cell.map { _ in (quantity, step) } }
    }
  }

  /// Counts a block of every cell.
  func count(
    _ block: PathBlock, lanes: Int, into bank: HistogramBank, sums: inout [Double]
  ) {
    bank.prepare(lanes: lanes)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      for (cell, place) in order.enumerated() {
        bank.add(block.row(place.quantity, place.step), lanes: lanes, to: cell, sums: sums)
      }
    }
  }
}

/// Looks at the first paths to place the bins.
enum Pilot {
  /// Paths that are looked at.
  static let paths = 2048
  /// Bins of a histogram of continuous values.
  static let bins = 1024

  /// Bins from half a span below to half a span above the inner 99.8% of the first paths.
  ///
  /// - Throws: `numerical`; `outOfNumbers` when one of them holds no finite number.
  static func cells(of plan: SimulationPlan, paths: Int) throws(SimulationError) -> CellMap {
    let block = try PathBlock(plan)
    let lanes = block.lanes
    var indices = plan.quantities.map { _ in [Int?](repeating: nil, count: plan.steps) }
    var seen: [[Double]] = []
    var owners: [Int] = []
    for quantity in plan.quantities.indices {
      for step in plan.definedSteps(of: quantity) {
        indices[quantity][step] = seen.count
        seen.append([])
        owners.append(quantity)
      }
    }
    for first in stride(from: 0, to: min(Self.paths, max(paths, lanes)), by: lanes) {
      block.draw(firstPath: UInt64(first))
      block.evaluate(dependence: 0)
      for quantity in plan.quantities.indices {
        for step in plan.definedSteps(of: quantity) {
          guard let cell = indices[quantity][step] else { continue }
          let row = block.row(quantity, step)
          seen[cell].append(contentsOf: UnsafeBufferPointer(start: row, count: lanes))
        }
      }
    }
    for quantity in plan.quantities.indices {
      for (step, cell) in indices[quantity].enumerated() {
        if let cell, !seen[cell].allSatisfy(\.isFinite) {
          throw .outOfNumbers(quantity: plan.quantities[quantity].id, step: step)
        }
      }
    }
    let layouts = zip(seen, owners).map { values, quantity in
      layout(values, wholeNumbers: plan.quantities[quantity].wholeNumbers)
    }
    return CellMap(indices: indices, layouts: layouts)
  }

  static func layout(
    _ values: [Double], wholeNumbers: ClosedRange<Int>?
  ) -> HistogramBank.Layout {
    let centre = values.reduce(0, +) / Double(values.count)
    if let range = wholeNumbers {
      return HistogramBank.Layout(
        origin: Double(range.lowerBound) - 0.5, width: 1, bins: range.count, isDiscrete: true,
        centre: centre)
    }
    let sorted = values.sorted()
    var low = sorted[sorted.count / 1000]
    var high = sorted[sorted.count - 1 - sorted.count / 1000]
    // Where few values reach far, equal bins would put many values into one or two of them.
    let width = 2 * (high - low) / Double(bins)
    func place(_ permille: Int) -> Double { sorted[sorted.count * permille / 1000] }
    let isCoarse = place(750) > place(250) && place(750) - place(250) < 16 * width
    let isCoarseBelow = place(100) > place(25) && place(100) - place(25) < 4 * width
    if sorted[0] > 0 && (isCoarse || isCoarseBelow) {
      return logarithmic(low: low, high: high, centre: centre)
    }
    if isCoarse {
      let reach = 20 * (place(750) - place(250))
      (low, high) = (max(low, place(250) - reach), min(high, place(750) + reach))
    }
    let margin = 0.5 * (high - low)
    return HistogramBank.Layout(
      origin: low - margin, width: (high - low + 2 * margin) / Double(bins), bins: bins,
      isDiscrete: false, centre: centre)
  }

  /// Bins of equal ratio, from half a span of logarithms below to half a span above.
  private static func logarithmic(
    low: Double, high: Double, centre: Double
  ) -> HistogramBank.Layout {
    let (first, last) = (PortableMath.log(low), PortableMath.log(high))
    let margin = 0.5 * (last - first)
    return HistogramBank.Layout(
      origin: first - margin, width: (last - first + 2 * margin) / Double(bins), bins: bins,
      isDiscrete: false, isLogarithmic: true, centre: centre)
  }
}
