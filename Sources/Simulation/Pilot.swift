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
      let quantity = plan.quantities[quantity]
      return layout(values, wholeNumbers: quantity.wholeNumbers, step: quantity.step)
    }
    return CellMap(indices: indices, layouts: layouts)
  }

  /// The bins of a cell whose first values are known.
  ///
  /// - Parameter step: what the values are multiples of; 0 for any value.
  static func layout(
    _ values: [Double], wholeNumbers: ClosedRange<Int>?, step: Double = 0
  ) -> HistogramBank.Layout {
    let sorted = values.sorted()
    let mean = values.reduce(0, +) / Double(values.count)
    let centre = mean.isFinite ? mean : sorted[sorted.count / 2]
    if let range = wholeNumbers {
      return HistogramBank.Layout(
        origin: Double(range.lowerBound) - 0.5, width: 1, bins: range.count, isDiscrete: true,
        step: 1, centre: centre)
    }
    if step > 0, let bins = multiples(of: step, sorted: sorted, centre: centre) { return bins }
    var layout = continuous(sorted, centre: centre)
    layout.step = sorted[0] < sorted[sorted.count - 1] ? step : 0
    return layout
  }

  /// A bin for each multiple of a step, as far as half a span beyond the values; `nil` where they are too many, or
  /// the one value is none.
  private static func multiples(
    of step: Double, sorted: [Double], centre: Double
  ) -> HistogramBank.Layout? {
    let (low, high) = (sorted[0], sorted[sorted.count - 1])
    let isMultiple = PortableMath.rounded(low / step) * step == low
    guard low < high || isMultiple else { return nil }
    let reach = max(0.5 * (high - low), 2 * step)
    let first = ((low - reach) / step).rounded(.down)
    let count = ((high + reach) / step).rounded(.up) - first + 1
    guard count <= Double(bins) else { return nil }
    return HistogramBank.Layout(
      origin: (first - 0.5) * step, width: step, bins: Int(count), isDiscrete: true, step: step,
      centre: centre)
  }

  private static func continuous(_ sorted: [Double], centre: Double) -> HistogramBank.Layout {
    var low = sorted[sorted.count / 1000]
    var high = sorted[sorted.count - 1 - sorted.count / 1000]
    // Where few values reach far, equal bins would put many values into one or two of them.
    let width = 2 * (high - low) / Double(bins)
    func place(_ permille: Int) -> Double { sorted[sorted.count * permille / 1000] }
    let isCoarse = place(750) > place(250) && place(750) - place(250) < 16 * width
    let isCoarseBelow = place(100) > place(25) && place(100) - place(25) < 4 * width
    if sorted[0] > 0 && (isCoarse || isCoarseBelow) {
      let ratios = logarithmic(low: low, high: high, centre: centre)
      // Where values gather at their upper end, equal ratios are coarser still.
      let (first, last) = isCoarse ? (place(250), place(750)) : (place(25), place(100))
      let spread = PortableMath.log(last) - PortableMath.log(first)
      if spread * width > (last - first) * ratios.width { return ratios }
    }
    let middle = place(750) - place(250)
    // A middle that no thousand bins can tell apart is one value; the rest is what there is to see.
    if isCoarse && middle > 1e-3 * (high - low) {
      let reach = 20 * middle
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
