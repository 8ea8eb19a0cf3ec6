internal import Randomness

/// Histograms and sums of every quantity and step, in flat memory; one bank per thread.
///
/// Cell `k` has bins `0 … n + 1`; the first and the last count what lies outside. Counts are whole
/// numbers and merge in any order. Sums run from a centre near the mean and belong to a segment.
///
/// A cell of images is given logarithms of values. Its sums are those of the values outside its bins alone; what the others
/// add is told by the bins, see `inside`.
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
    /// Whether the cell is given the logarithms of values, which its bins are of.
    var isImage = false
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
  /// For each cell the end of those behind it that are given the same, images or values.
  private let runs: [Int]
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
    scaled = layouts.indices.filter { layouts[$0].isScaled }
    var runs = Array(1..<(layouts.count + 1))
    for cell in layouts.indices.dropLast().reversed()
    where layouts[cell].isImage == layouts[cell + 1].isImage {
      runs[cell] = runs[cell + 1]
    }
    self.runs = runs
    cells = PathKernels.Cells(
      layouts.map {
        var bins = $0.kernelBins
        // The kernel that counts places no image on a scale of its own.
        if $0.isImage && $0.isScaled { bins.inverseWidth = 0 }
        return bins
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

  /// Counts what is pending and adds the short counts to the long ones; where nothing is, no cell is looked at and nothing
  /// written, so that what is finished may be read by several threads.
  func finish() {
    guard held + coming > 0 || room < Self.capacity else { return }
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
    var cell = first
    while cell < range.upperBound {
      let run = cell..<min(runs[cell], range.upperBound)
      let (row, own) = (rows + (cell - first) * stride, sums + Self.sumWidth * cell)
      if layouts[cell].isImage {
        kernels.countImages(
          row, lanes: stride, count: whole, in: cells, run, places: places(cell), stride: width,
          sums: own)
      } else {
        kernels.count(
          row, lanes: stride, count: whole, in: cells, run, places: places(cell), stride: width,
          sums: own)
      }
      cell = run.upperBound
    }
    if !scaled.isEmpty {
      for cell in range where layouts[cell].isScaled {
        place(rows + (cell - first) * stride, lanes: whole, in: cell, sums: sums)
      }
    }
    guard whole < lanes else { return }
    for cell in range {
      let row = rows + (cell - first) * stride
      for lane in whole..<lanes { addOne(row[lane], lane: lane, to: cell, sums: sums) }
    }
  }

  /// Finds the bins of a cell that has a scale of its own.
  private func place(
    _ row: UnsafePointer<Double>, lanes: Int, in cell: Int, sums: UnsafeMutablePointer<Double>
  ) {
    let layout = layouts[cell]
    let bins = places(cell)
    let together = lanes / 32 * 32
    kernels.place(
      row, count: together, in: layout.kernelBins, on: layout.scale, areImages: layout.isImage,
      places: bins)
    guard layout.isImage else {
      for lane in together..<lanes { bins[lane] = bin(of: row[lane], in: cell) }
      return
    }
    for lane in 0..<together where bins[lane] == 0 || Int(bins[lane]) > layout.bins {
      sum(PortableMath.exp(row[lane]), lane: lane, in: cell, sums: sums)
    }
    for lane in together..<lanes { placeImage(row[lane], lane: lane, in: cell, sums: sums) }
  }

  /// The last paths of a run, which do not fill a vector.
  private func addOne(_ value: Double, lane: Int, to cell: Int, sums: UnsafeMutablePointer<Double>)
  {
    cells.widen(cell, smallest: value, largest: value)
    if layouts[cell].isImage { return placeImage(value, lane: lane, in: cell, sums: sums) }
    places(cell)[lane] = bin(of: value, in: cell)
    sum(value, lane: lane, in: cell, sums: sums)
  }

  private func placeImage(
    _ image: Double, lane: Int, in cell: Int, sums: UnsafeMutablePointer<Double>
  ) {
    let bin = bin(of: image, in: cell)
    places(cell)[lane] = bin
    if bin == 0 || Int(bin) > layouts[cell].bins {
      sum(PortableMath.exp(image), lane: lane, in: cell, sums: sums)
    }
  }

  private func sum(
    _ value: Double, lane: Int, in cell: Int, sums: UnsafeMutablePointer<Double>
  ) {
    let place = Self.sumWidth * cell + lane % 8
    let distance = value - cells[cell].centre
    sums[place] += distance
    sums[place + 8] += distance * distance
  }

  private func bin(of value: Double, in cell: Int) -> UInt16 {
    let layout = layouts[cell]
    let place = layout.isImage ? layout.scale.place(image: value) : layout.scale.place(value)
    let position = (place - layout.origin) * layout.inverseWidth + 1
    // What is no number goes into the first bin, as in the kernels.
    return position > 0 ? UInt16(min(position, Double(layout.bins + 1))) : 0
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
    var range = cells.range(cell)
    if layout.isImage && range.smallest <= range.largest {
      range = (PortableMath.exp(range.smallest), PortableMath.exp(range.largest))
    }
    return QuantileHistogram(
      origin: layout.origin, width: layout.width, scale: layout.scale,
      isDiscrete: layout.isDiscrete, step: layout.step,
      counts: (1...layout.bins).map { bins[$0] }, below: UInt64(bins[0]),
      above: UInt64(bins[layout.bins + 1]), smallest: range.smallest, largest: range.largest)
  }

  /// What the values in the bins of a cell add to its sums, which do not have them: nothing but for cells of images.
  ///
  /// With the middle `m` and width `h` of a bin of logarithms its values count as `e^m (h/2)/sinh(h/2)`, their squares as
  /// `e^(2m) h/sinh(h)`. Whatever the place of the bins, that is right on average for any distribution; what lies in a bin
  /// of a 1,024th of the span adds less than a hundredth to the Monte Carlo error. Sheppard 1898, Proceedings of the London
  /// Mathematical Society 29, for exponentials instead of powers.
  func inside(_ cell: Int) -> (distances: Double, squares: Double) {
    let layout = layouts[cell]
    guard layout.isImage else { return (0, 0) }
    finish()
    let bins = counts.start + Int(starts.start[cell])
    var (distances, squares) = (0.0, 0.0)
    var width = layout.width
    var shrinking = (Self.shrinking(width / 2), Self.shrinking(width))
    for bin in 1...layout.bins where bins[bin] > 0 {
      let edge = layout.origin + Double(bin - 1) * layout.width
      if layout.isScaled {
        width = layout.scale.image(edge + layout.width) - layout.scale.image(edge)
        shrinking = (Self.shrinking(width / 2), Self.shrinking(width))
      }
      let middle = PortableMath.exp(layout.scale.image(edge + layout.width / 2))
      let (value, square) = (middle * shrinking.0, middle * middle * shrinking.1)
      let count = Double(bins[bin])
      distances += count * (value - layout.centre)
      squares += count * (square - layout.centre * (2 * value - layout.centre))
    }
    return (distances, squares)
  }

  /// `x/sinh x`.
  private static func shrinking(_ x: Double) -> Double {
    if x < 0.01 { return 1 - x * x / 6 + 7 * x * x * x * x / 360 }
    return 2 * x / (PortableMath.exp(x) - PortableMath.exp(-x))
  }

  /// The centre of a cell.
  func centre(_ cell: Int) -> Double { layouts[cell].centre }
}

extension HistogramBank.Layout {
  /// Whether the bins are not equal on what the cell is given.
  var isScaled: Bool { isImage ? scale.middle != nil : scale != .plain }

  var inverseWidth: Double { width > 0 ? 1 / width : 0 }

  /// The bins as kernels take them.
  var kernelBins: PathKernels.Bins {
    PathKernels.Bins(
      origin: origin, inverseWidth: inverseWidth, last: Double(bins + 1), centre: centre)
  }
}
