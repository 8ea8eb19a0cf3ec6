internal import Randomness

/// Histograms and sums of every quantity and step, in flat memory; one bank per thread.
///
/// Cell `k` has bins `0 … n + 1`; the first and the last count what lies outside. Counts are whole
/// numbers and merge in any order. Sums run from a centre near the mean and belong to a segment.
///
/// A bank belongs to one thread at a time: the thread that counts, then the one that merges.
final class HistogramBank: @unchecked Sendable {
  /// Where the bins of a cell lie.
  struct Layout: Sendable {
    let origin: Double
    let width: Double
    let bins: Int
    let isDiscrete: Bool
    /// The scale of origin and width.
    var scale = BinScale.plain
    /// The step that values are multiples of; 0 for any value.
    var step = 0.0
    let centre: Double
  }

  /// Sums of a cell in the making: eight of distances and eight of squares, one for each element of a vector.
  static let sumWidth = 16

  /// The two sums of each cell from those in the making, in a fixed order.
  static func folded(_ sums: [Double]) -> [Double] {
    stride(from: 0, to: sums.count, by: 8).map { sums[$0..<($0 + 8)].reduce(0, +) }
  }

  private let layouts: [Layout]
  /// Cells whose bins are not equal on the values themselves.
  private let scaled: [Int]
  private let cells: PathKernels.Cells
  private let kernels = PathKernels.current
  private let starts: Memory<UInt>
  private let counts: Memory<UInt32>
  /// Bins of the last values of each cell, counted together so that a cell's bins are fetched once for many: block
  /// after block, so that each is written in one stretch.
  private let pending: Memory<UInt16>
  private static let batch = 512
  /// Values of a block in `pending`.
  private var width = 32
  /// Values in `pending`, the same for each cell, and those of the block to come.
  private var held = 0
  private var coming = 0
  /// Short counts stay in cache; they are added to the long ones before they can overflow.
  private let recent: Memory<UInt16>
  /// Values that a cell may still be given before that.
  private var room = HistogramBank.capacity
  private static let capacity = Int(UInt16.max)
  private let size: Int

  init(_ layouts: [Layout]) {
    self.layouts = layouts
    scaled = layouts.indices.filter { layouts[$0].scale != .plain }
    cells = PathKernels.Cells(
      layouts.map {
        PathKernels.Bins(
          origin: $0.origin, inverseWidth: $0.width > 0 ? 1 / $0.width : 0,
          last: Double($0.bins + 1), centre: $0.centre)
      })
    starts = Memory(repeating: 0, count: layouts.count)
    var next = 0
    for (cell, layout) in layouts.enumerated() {
      starts.start[cell] = UInt(next)
      next += layout.bins + 2
    }
    size = next
    counts = Memory(repeating: 0, count: size)
    recent = Memory(repeating: 0, count: size)
    pending = Memory(repeating: 0, count: layouts.count * Self.batch)
  }

  /// Makes room for a block of so many values in every cell, which must then all be given.
  func prepare(lanes: Int) {
    held += coming
    // Blocks lie behind each other where the ones before were full.
    if held % width > 0 || lanes > width || held + width > Self.batch { count() }
    if lanes > width { width = lanes }
    coming = lanes
  }

  /// Where the bins of a cell's values in the block to come go.
  private func places(_ cell: Int) -> UnsafeMutablePointer<UInt16> {
    pending.start + held * layouts.count + cell * width
  }

  /// Counts what is pending.
  private func count() {
    guard held > 0 else { return }
    if room < held { settle() }
    room -= held
    kernels.increment(
      recent.start, starts: starts.start, cells: layouts.count, at: pending.start, width: width,
      held: held)
    held = 0
  }

  /// Counts what is pending and adds the short counts to the long ones; where nothing is, no cell is looked at.
  private func finish() {
    held += coming
    coming = 0
    count()
    settle()
  }

  private func settle() {
    guard room < Self.capacity else { return }
    for index in 0..<size { counts.start[index] &+= UInt32(recent.start[index]) }
    recent.start.update(repeating: 0, count: size)
    room = Self.capacity
  }

  /// Counts values of one cell, for which `prepare` has made room, and adds their distances from the centre and the squares
  /// of these to the cell's `sumWidth` sums.
  func add(
    _ row: UnsafePointer<Double>, lanes: Int, to cell: Int,
    sums: UnsafeMutablePointer<Double>
  ) {
    add(row, stride: lanes, lanes: lanes, to: cell..<(cell + 1), sums: sums)
  }

  /// Counts values of neighbouring rows in neighbouring cells, likewise.
  ///
  /// - Parameter stride: from one row to the next.
  func add(
    _ rows: UnsafePointer<Double>, stride: Int, lanes: Int, to range: Range<Int>,
    sums: UnsafeMutablePointer<Double>
  ) {
    let whole = lanes / 8 * 8
    let first = range.lowerBound
    kernels.count(
      rows, lanes: stride, count: whole, in: cells, range, places: places(first), stride: width,
      sums: sums + Self.sumWidth * first)
    if !scaled.isEmpty {
      for cell in range where layouts[cell].scale != .plain {
        place(rows + (cell - first) * stride, lanes: whole, in: cell)
      }
    }
    guard whole < lanes else { return }
    for cell in range {
      let row = rows + (cell - first) * stride
      for lane in whole..<lanes { addOne(row[lane], lane: lane, to: cell, sums: sums) }
    }
  }

  /// Finds the bins of a cell that has a scale of its own.
  private func place(_ row: UnsafePointer<Double>, lanes: Int, in cell: Int) {
    let scale = layouts[cell].scale
    let bins = places(cell)
    // Most skew cells have logarithms alone; those that are fine around a middle are few.
    let together = scale.middle == nil ? lanes / 32 * 32 : 0
    kernels.placeLogarithms(
      row, count: together, in: cells[cell], shift: scale.shift, places: bins)
    for lane in together..<max(together, lanes) { bins[lane] = bin(of: row[lane], in: cell) }
  }

  /// The last paths of a run, which do not fill a vector.
  private func addOne(_ value: Double, lane: Int, to cell: Int, sums: UnsafeMutablePointer<Double>)
  {
    places(cell)[lane] = bin(of: value, in: cell)
    cells.widen(cell, smallest: value, largest: value)
    let place = Self.sumWidth * cell + lane % 8
    let distance = value - cells[cell].centre
    sums[place] += distance
    sums[place + 8] += distance * distance
  }

  private func bin(of value: Double, in cell: Int) -> UInt16 {
    let layout = cells[cell]
    let place = layouts[cell].scale.place(value)
    let position = (place - layout.origin) * layout.inverseWidth + 1
    // What is no number goes into the first bin, as in the kernels.
    return position > 0 ? UInt16(min(position, layout.last)) : 0
  }

  /// Adds the counts of another bank of the same cells.
  func merge(_ other: HistogramBank) {
    finish()
    other.finish()
    for index in 0..<size { counts.start[index] &+= other.counts.start[index] }
    widen(other.range)
  }

  /// The counts of all bins.
  var bins: [UInt32] {
    finish()
    return Array(UnsafeBufferPointer(start: counts.start, count: size))
  }

  /// The smallest and largest value of each cell.
  var range: [Double] {
    layouts.indices.flatMap { cell in
      let (smallest, largest) = cells.range(cell)
      return [smallest, largest]
    }
  }

  /// Adds the bins and extremes of a bank of the same cells.
  ///
  /// - Returns: whether they are as many as this bank has.
  func add(bins: [UInt32], range: [Double]) -> Bool {
    guard bins.count == size, range.count == 2 * layouts.count else { return false }
    for index in 0..<size { counts.start[index] &+= bins[index] }
    widen(range)
    return true
  }

  /// Whether the bins of each cell can be those of so many paths; more than their words hold are taken on trust.
  func isWhole(paths: UInt64) -> Bool {
    finish()
    guard paths <= UInt64(UInt32.max) else { return true }
    var start = 0
    for layout in layouts {
      let bins = start..<(start + layout.bins + 2)
      guard bins.reduce(0, { $0 + UInt64(counts.start[$1]) }) == paths else { return false }
      start = bins.upperBound
    }
    return true
  }

  private func widen(_ range: [Double]) {
    for cell in layouts.indices {
      cells.widen(cell, smallest: range[2 * cell], largest: range[2 * cell + 1])
    }
  }

  /// The histogram of a cell.
  func histogram(_ cell: Int) -> QuantileHistogram {
    finish()
    let layout = layouts[cell]
    let bins = counts.start + Int(starts.start[cell])
    let range = cells.range(cell)
    return QuantileHistogram(
      origin: layout.origin, width: layout.width, scale: layout.scale,
      isDiscrete: layout.isDiscrete, step: layout.step,
      counts: (1...layout.bins).map { bins[$0] }, below: UInt64(bins[0]),
      above: UInt64(bins[layout.bins + 1]), smallest: range.smallest, largest: range.largest)
  }

  /// The centre of a cell.
  func centre(_ cell: Int) -> Double { layouts[cell].centre }
}
