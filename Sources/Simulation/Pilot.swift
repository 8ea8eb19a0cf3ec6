internal import Models
internal import Randomness

/// Which quantities and steps are counted, and where.
struct CellMap: Sendable {
  /// For each quantity up to the last that has some its cells, which stand side by side.
  private let cells: [Range<Int>]
  /// Of each of them the first step.
  private let firstSteps: [Int]
  /// The cells, quantity by quantity.
  let places: [(quantity: Int, step: Int)]
  /// The bins of each cell.
  let layouts: [HistogramBank.Layout]
  /// The tables of the plan.
  let tables: SamplerTables
  /// The step that all cells are of; `nil` where they are of every step.
  let onlyStep: Int?

  init(
    places: [(quantity: Int, step: Int)], layouts: [HistogramBank.Layout], tables: SamplerTables,
    onlyStep: Int?
  ) {
    self.places = places
    self.layouts = layouts
    (self.tables, self.onlyStep) = (tables, onlyStep)
    var cells = [Range<Int>](
      repeating: 0..<0, count: (places.map(\.quantity).max() ?? -1) + 1)
    for (cell, place) in places.enumerated() {
      let own = cells[place.quantity]
      cells[place.quantity] = (own.isEmpty ? cell : own.lowerBound)..<(cell + 1)
    }
    self.cells = cells
    firstSteps = cells.map { $0.first.map { places[$0].step } ?? 0 }
  }

  /// Evaluates a block under the first case, and counts each quantity as soon as it is there: its rows are still in the
  /// nearest cache.
  func evaluate(
    _ block: PathBlock, lanes: Int, into bank: HistogramBank, sums: inout [Double]
  ) {
    bank.prepare(lanes: lanes)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return block.evaluate(dependence: 0) }
      block.evaluate(dependence: 0) { quantity in
        guard quantity < cells.count, !cells[quantity].isEmpty else { return }
        bank.add(
          block.row(quantity, firstSteps[quantity]), stride: block.lanes, lanes: lanes,
          to: cells[quantity], sums: sums)
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
  /// - Parameters:
  ///   - tables: those of the plan, where they are there.
  ///   - onlyStep: the step whose distributions are wanted, where no goal is counted; `nil` for all.
  ///   - threads: at most so many at once; the same bins whatever their number.
  /// - Throws: `numerical`; `outOfNumbers` when one of them holds no finite number.
  static func cells(
    of plan: SimulationPlan, paths: Int, tables: SamplerTables? = nil, onlyStep: Int? = nil,
    threads: Int = 1
  ) throws(SimulationError) -> CellMap {
    let wanted = plan.quantities.indices.filter { plan.summarised?.contains($0) ?? true }
    let places = wanted.flatMap { quantity in
      plan.definedSteps(of: quantity).filter { onlyStep ?? $0 == $0 }
        .map { (quantity: quantity, step: $0) }
    }
    let tables = tables ?? SamplerTables(plan)
    guard !places.isEmpty else {
      return CellMap(places: [], layouts: [], tables: tables, onlyStep: onlyStep)
    }
    let seen = try firstValues(plan, places, paths: paths, tables, lastStep: onlyStep, threads)
    for (place, values) in zip(places, seen.values) where !values.allSatisfy(\.isFinite) {
      throw .outOfNumbers(quantity: plan.quantities[place.quantity].id, step: place.step)
    }
    let layouts = parallelMap(places.count, threads: threads) { cell in
      let quantity = plan.quantities[places[cell].quantity]
      if seen.areImages[cell] { return images(seen.values[cell]) }
      return layout(seen.values[cell], wholeNumbers: quantity.wholeNumbers, step: quantity.step)
    }
    return CellMap(places: places, layouts: layouts, tables: tables, onlyStep: onlyStep)
  }

  /// The first values of each place, in the order of the paths, and whether they are logarithms.
  private static func firstValues(
    _ plan: SimulationPlan, _ places: [(quantity: Int, step: Int)], paths: Int,
    _ tables: SamplerTables, lastStep: Int?, _ threads: Int
  ) throws(SimulationError) -> (values: [[Double]], areImages: [Bool]) {
    let lanes = plan.lanes
    let blocks = (min(Self.paths, max(paths, lanes)) + lanes - 1) / lanes
    let parts = try sharedWork(0..<blocks, threads: threads) { () throws(SimulationError) in
      (
        block: try PathBlock(plan, keepsImages: true, tables: tables, lastStep: lastStep),
        seen: [(index: Int, rows: [Double])]()
      )
    } work: { (local, index) throws(SimulationError) in
      local.block.draw(firstPath: UInt64(index * lanes))
      local.block.evaluate(dependence: 0)
      var rows: [Double] = []
      rows.reserveCapacity(places.count * lanes)
      for place in places {
        rows += UnsafeBufferPointer(
          start: local.block.row(place.quantity, place.step), count: lanes)
      }
      local.seen.append((index, rows))
    } finish: { local in
      (seen: local.seen, areImages: places.map { local.block.isImage($0.quantity, $0.step) })
    }
    let ordered = parts.map(\.seen).joined().sorted { $0.index < $1.index }.map(\.rows)
    let values = parallelMap(places.count, threads: threads) { cell in
      ordered.flatMap { $0[cell * lanes..<(cell + 1) * lanes] }
    }
    return (values, parts.first?.areImages ?? [])
  }

  /// The bins of a cell whose first values are known.
  ///
  /// - Parameter step: what the values are multiples of; 0 for any value.
  static func layout(
    _ values: [Double], wholeNumbers: ClosedRange<Int>?, step: Double = 0
  ) -> HistogramBank.Layout {
    let sorted = RankedValues(values)
    let mean = values.reduce(0, +) / Double(values.count)
    let centre = mean.isFinite ? mean : sorted[sorted.count / 2]
    if let range = wholeNumbers {
      return HistogramBank.Layout(
        origin: Double(range.lowerBound) - 0.5, width: 1, bins: range.count, isDiscrete: true,
        step: 1, centre: centre)
    }
    if step > 0, let bins = multiples(of: step, sorted: sorted, centre: centre) { return bins }
    var layout = continuous(sorted, step: step, centre: centre)
    layout.step = sorted[0] < sorted[sorted.count - 1] ? step : 0
    return layout
  }

  /// The bins of a cell that is given logarithms.
  static func images(_ values: [Double]) -> HistogramBank.Layout {
    let sorted = RankedValues(values)
    let centre = PortableMath.exp(sorted[sorted.count / 2])
    var layout = equal(sorted, on: .plain, centre: centre)
    var middle: BinScale.Middle?
    if !isFine(layout, sorted, areImages: true) {
      let scale = self.middle(of: sorted) { $0 }
      layout = equal(sorted, on: scale, centre: centre)
      middle = scale.middle
    }
    layout.isImage = true
    layout.scale = BinScale(isLogarithmic: true, middle: middle)
    return layout
  }

  /// A bin for each multiple of a step, as far as half a span beyond the values; `nil` where they are too many, or
  /// the one value is none.
  private static func multiples(
    of step: Double, sorted: RankedValues, centre: Double
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

  private static func continuous(
    _ sorted: RankedValues, step: Double, centre: Double
  ) -> HistogramBank.Layout {
    let plain = equal(sorted, on: .plain, centre: centre)
    // Where few values reach far, equal bins would put many values into one or two of them.
    if isFine(plain, sorted) { return plain }
    guard sorted[0] >= 0, let least = sorted.leastPositive else {
      return equal(sorted, on: middle(of: sorted) { $0 }, centre: centre)
    }
    // A few zeros lie far below all others; where there are many, ratios begin at the smallest of the others.
    let shift = place(sorted, 25) > 0 ? 0 : max(step, least)
    let logarithm = BinScale(isLogarithmic: true, shift: shift)
    let ratios = equal(sorted, on: logarithm, centre: centre)
    if isFine(ratios, sorted) { return ratios }
    let scale = BinScale(
      isLogarithmic: true, shift: shift, middle: middle(of: sorted) { logarithm.place($0) }.middle)
    return equal(sorted, on: scale, centre: centre)
  }

  private static func place(_ sorted: RankedValues, _ permille: Int) -> Double {
    sorted[sorted.count * permille / 1000]
  }

  /// The least number of bins between two quantiles, in permille: a printed quantile lies within a bin of that of the
  /// paths, which must be little beside its distance from the next.
  private static let leastBins = [(250, 750, 16.0), (25, 100, 4)]
  /// The same of neighbours farther out, where a difference can be so small that nobody sees it.
  private static let leastOuterBins = [(100, 250, 4.0), (750, 900, 4), (900, 975, 4)]
  /// Beside the size of a value a difference that nobody sees, as at the end of a scale.
  private static let unseen = 1e-6

  /// Whether the middle half of the values and their lower and upper parts each spread over several bins; what is one
  /// value needs one.
  private static func isFine(
    _ layout: HistogramBank.Layout, _ sorted: RankedValues, areImages: Bool = false
  ) -> Bool {
    func isFine(_ low: Int, _ high: Int, _ bins: Double, from least: Double) -> Bool {
      let (first, last) = (place(sorted, low), place(sorted, high))
      let size = areImages ? 1 : max(abs(first), abs(last))
      guard last - first > least * size else { return true }
      return layout.scale.place(last) - layout.scale.place(first) >= bins * layout.width
    }
    return leastBins.allSatisfy { isFine($0, $1, $2, from: 0) }
      && leastOuterBins.allSatisfy { isFine($0, $1, $2, from: unseen) }
  }

  /// Bins of equal width on a scale, from half a span below to half a span above the inner 99.8% of the values.
  private static func equal(
    _ sorted: RankedValues, on scale: BinScale, centre: Double
  ) -> HistogramBank.Layout {
    let low = scale.place(sorted[sorted.count / 1000])
    let high = scale.place(sorted[sorted.count - 1 - sorted.count / 1000])
    let margin = 0.5 * (high - low)
    return HistogramBank.Layout(
      origin: low - margin, width: (high - low + 2 * margin) / Double(bins), bins: bins,
      isDiscrete: false, scale: scale, centre: centre)
  }

  /// The scale that is fine where the middle half of the values lies, or what surrounds one value that most have.
  ///
  /// Half a span is that of the closer of its two sides: behind a long tail the other side is as fine as its own values
  /// ask for.
  private static func middle(of sorted: RankedValues, _ image: (Double) -> Double) -> BinScale {
    func place(_ permille: Int) -> Double { image(Self.place(sorted, permille)) }
    let centre = place(500)
    let spans = [(250, 750), (100, 900), (25, 975), (5, 995)].map { low, high in
      let (below, above) = (centre - place(low), place(high) - centre)
      guard min(below, above) > 0 else { return (below + above) / 2 }
      return max(min(below, above), 0.01 * max(below, above))
    }
    let whole = image(sorted[sorted.count - 1]) - image(sorted[0])
    let size = spans.first { $0 > 0 } ?? whole / 2
    guard size > 0, size.isFinite else { return .plain }
    return BinScale(isLogarithmic: false, middle: BinScale.Middle(centre: centre, size: size))
  }
}
