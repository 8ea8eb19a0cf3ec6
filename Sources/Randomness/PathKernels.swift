internal import CPathKernels
internal import FoundationEssentials

/// The loops over blocks of paths, in the best instruction set of the processor.
///
/// Every instruction set gives the same bits. Counts of elements are multiples of 8.
package struct PathKernels: Sendable {
  /// Instruction sets, from the one that every processor has.
  package enum InstructionSet: String, CaseIterable, Sendable {
    case baseline, avx2, avx512
  }

  /// The instruction set.
  package let instructionSet: InstructionSet
  private let table: pk_kernels

  /// The kernels that a run uses: the best there are, or what `FORECAST_INSTRUCTIONS` names.
  package static let current: PathKernels = {
    let named = ProcessInfo.processInfo.environment["FORECAST_INSTRUCTIONS"]
    return named.flatMap { InstructionSet(rawValue: $0) }.flatMap { PathKernels($0) }
      ?? available[0]
  }()

  /// The kernels that this processor can run, the best first.
  package static let available: [PathKernels] = InstructionSet.allCases.reversed()
    .compactMap { PathKernels($0) }

  /// The kernels of an instruction set; `nil` when the processor lacks it.
  package init?(_ instructionSet: InstructionSet) {
    let level =
      switch instructionSet {
      case .baseline: PK_BASELINE
      case .avx2: PK_AVX2
      case .avx512: PK_AVX512
      }
    guard level.rawValue <= pk_best_level().rawValue, let table = pk_kernels_for(level) else {
      return nil
    }
    self.instructionSet = instructionSet
    self.table = table.pointee
  }

  /// Standard normals of `lanes` paths, a multiple of the widest vector of 32, from `firstPath`, one of `lanes`;
  /// `output[step * lanes + lane]`, with room for an even number of steps.
  package func fillNormals(
    _ output: UnsafeMutablePointer<Double>, of stream: RandomStream, firstPath: UInt64,
    lanes: Int, steps: Int
  ) {
    fillNormals(output, of: stream, firstPath: firstPath, lanes: lanes, steps: 0..<steps)
  }

  /// The same for some steps, from a multiple of 4 on; `output[(step − first) * lanes + lane]`.
  package func fillNormals(
    _ output: UnsafeMutablePointer<Double>, of stream: RandomStream, firstPath: UInt64,
    lanes: Int, steps: Range<Int>
  ) {
    precondition(
      lanes.isMultiple(of: 32) && firstPath.isMultiple(of: UInt64(lanes)),
      "blocks of \(lanes) paths from \(firstPath) are not aligned")
    precondition(steps.lowerBound.isMultiple(of: 4), "counters begin at every fourth step")
    table.fill_normals(
      output, stream.seed, stream.stream, firstPath, lanes, UInt32(steps.lowerBound / 2),
      steps.count)
  }

  /// Auxiliary uniforms of the stream at `pairs` pairs of indices, from twice `firstPair` on;
  /// `output[index * lanes + lane]`, paths and lanes as for normals.
  package func fillUniforms(
    _ output: UnsafeMutablePointer<Double>, of stream: RandomStream, firstPath: UInt64,
    lanes: Int, firstPair: Int = 0, pairs: Int
  ) {
    precondition(
      lanes.isMultiple(of: 32) && firstPath.isMultiple(of: UInt64(lanes)),
      "blocks of \(lanes) paths from \(firstPath) are not aligned")
    table.fill_uniforms(
      output, stream.seed, stream.stream, firstPath, lanes, UInt32(firstPair), pairs)
  }

  /// `row = log row` for normal positive numbers; a multiple of 32.
  package func logarithm(_ row: UnsafeMutablePointer<Double>, count: Int) {
    table.logarithm(row, count)
  }

  /// Reads a table off by straight lines between its points, `perUnit` a unit, from `-limit` to `limit`.
  package func lookUp(
    _ row: UnsafeMutablePointer<Double>, in values: UnsafePointer<Double>, limit: Double,
    perUnit: Double, count: Int
  ) {
    table.look_up(row, values, limit, perUnit, Int(2 * limit * perUnit) - 1, count)
  }

  /// Adds a value to rows of `output` where a level is at most `inside` of the row's step, or at most `outside` in lanes
  /// whose mark is above 0.
  ///
  /// - Parameter isFirst: whether rows are taken as 0.
  package func reach(
    _ output: UnsafeMutablePointer<Double>, levels: UnsafePointer<Double>,
    marks: UnsafePointer<Double>, inside: [Double], outside: [Double], steps: [Int],
    value: Double, isFirst: Bool, lanes: Int
  ) {
    table.reach(
      output, levels, marks, inside, outside, steps, steps.count, value, isFirst, lanes)
  }

  /// `output = weight · source`.
  package func scale(
    _ output: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, by weight: Double,
    count: Int
  ) {
    table.scale(output, source, weight, count)
  }

  /// `output += weight · source`.
  package func add(
    _ output: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, times weight: Double,
    count: Int
  ) {
    table.add_scaled(output, source, weight, count)
  }

  /// `x += L z` for a packed lower triangle of order `order`, its first `count` rows and columns.
  package func addTriangular(
    _ x: UnsafeMutablePointer<Double>, _ z: UnsafePointer<Double>,
    packed: UnsafePointer<Double>, order: Int, count: Int
  ) {
    table.add_triangular(x, z, packed, order, count)
  }

  /// `row = eʳᵒʷ`.
  package func exponential(_ row: UnsafeMutablePointer<Double>, count: Int) {
    table.exponential(row, count)
  }

  /// `row = lower + width / (1 + e⁻ʳᵒʷ)`.
  package func logistic(
    _ row: UnsafeMutablePointer<Double>, lower: Double, width: Double, count: Int
  ) {
    table.logistic(row, lower, width, count)
  }

  /// Where values are counted.
  package struct Bins {
    /// The lower edge of the bin behind the first, which holds what lies below.
    package let origin: Double
    /// One over the width of a bin.
    package var inverseWidth: Double
    /// The number of the last bin, which holds what lies above.
    package let last: Double
    /// Sums run from here.
    package let centre: Double

    /// Bins.
    package init(origin: Double, inverseWidth: Double, last: Double, centre: Double) {
      self.origin = origin
      self.inverseWidth = inverseWidth
      self.last = last
      self.centre = centre
    }
  }

  /// Cells in flat memory that the kernels count into, each with its bins and the extremes of what it was given; of one
  /// thread at a time.
  package final class Cells {
    fileprivate let records: UnsafeMutablePointer<pk_cell>
    /// How many there are.
    package let count: Int

    /// Cells that have seen nothing.
    package init(_ bins: [Bins]) {
      count = bins.count
      records = UnsafeMutableRawPointer.allocate(
        byteCount: max(1, count) * MemoryLayout<pk_cell>.stride, alignment: 64
      ).bindMemory(to: pk_cell.self, capacity: max(1, count))
      for (cell, bins) in bins.enumerated() {
        var record = pk_cell()
        record.origin = bins.origin
        record.inverse_width = bins.inverseWidth
        record.last = bins.last
        record.centre = bins.centre
        record.smallest = .infinity
        record.largest = -.infinity
        (records + cell).initialize(to: record)
      }
    }

    deinit { records.deallocate() }

    /// Where a cell's values are counted.
    package subscript(cell: Int) -> Bins {
      let record = records[cell]
      return Bins(
        origin: record.origin, inverseWidth: record.inverse_width, last: record.last,
        centre: record.centre)
    }

    /// The smallest and largest value of a cell.
    package func range(_ cell: Int) -> (smallest: Double, largest: Double) {
      (records[cell].smallest, records[cell].largest)
    }

    /// Lets a cell have seen values between two.
    package func widen(_ cell: Int, smallest: Double, largest: Double) {
      records[cell].smallest = min(records[cell].smallest, smallest)
      records[cell].largest = max(records[cell].largest, largest)
    }
  }

  /// Counts neighbouring rows, each in a cell of its own: finds the bins of the values, keeps the extremes, adds
  /// distances from the centre to 8 sums of each cell and their squares to the next 8.
  ///
  /// - Parameters:
  ///   - lanes: from one row to the next, of whose elements the first `count` are looked at.
  ///   - places: the bins, `stride` apart from one cell to the next.
  package func count(
    _ rows: UnsafePointer<Double>, lanes: Int, count: Int, in cells: Cells, _ range: Range<Int>,
    places: UnsafeMutablePointer<UInt16>, stride: Int, sums: UnsafeMutablePointer<Double>
  ) {
    table.count_values(
      rows, lanes, count, range.count, cells.records + range.lowerBound, places, stride, sums)
  }

  /// Counts rows of logarithms likewise, in bins of logarithms; the sums are of the values behind those that lie outside.
  package func countImages(
    _ rows: UnsafePointer<Double>, lanes: Int, count: Int, in cells: Cells, _ range: Range<Int>,
    places: UnsafeMutablePointer<UInt16>, stride: Int, sums: UnsafeMutablePointer<Double>
  ) {
    table.count_images(
      rows, lanes, count, range.count, cells.records + range.lowerBound, places, stride, sums)
  }

  /// The bins of values on a scale; a multiple of 32.
  package func place(
    _ row: UnsafePointer<Double>, count: Int, in bins: Bins, on scale: BinScale, areImages: Bool,
    places: UnsafeMutablePointer<UInt16>
  ) {
    let isLogarithmic = scale.isLogarithmic && !areImages
    if let middle = scale.middle {
      table.place_around(
        row, count, isLogarithmic, scale.shift, middle.centre, middle.size, bins.origin,
        bins.inverseWidth, bins.last, places)
    } else {
      precondition(isLogarithmic, "values on no scale of their own are placed as they are counted")
      table.place_logarithms(
        row, count, scale.shift, bins.origin, bins.inverseWidth, bins.last, places)
    }
  }

  /// Adds one to the counts of cells, whose bins begin at `starts`, at places that lie slot after slot, `width` for each cell.
  ///
  /// - Parameter held: places of each cell, of which the last slot may hold fewer.
  package func increment(
    _ counts: UnsafeMutablePointer<UInt16>, starts: UnsafePointer<UInt>, cells: Int,
    at places: UnsafePointer<UInt16>, width: Int, held: Int
  ) {
    let slots = (held + width - 1) / width
    table.increment(counts, starts, cells, places, width, slots, held - (slots - 1) * width)
  }

  /// `output_i = Σ_{j ≤ i} L_ij source_j` for the rows that begin at `places` of both buffers.
  ///
  /// - Parameters:
  ///   - rows: the triangle, row after row.
  ///   - wanted: for each row 0 where it may be left out.
  ///   - count: how many rows.
  ///   - range: the elements of each row, a multiple of 16.
  package func mix(
    _ output: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, places: [Int],
    rows: [Double], wanted: [UInt8], count: Int, range: Range<Int>
  ) {
    places.withUnsafeBufferPointer { places in
      guard let first = places.baseAddress else { return }
      first.withMemoryRebound(to: UInt.self, capacity: places.count) {
        table.mix(
          output, source, $0, rows, wanted, count, range.lowerBound, range.upperBound)
      }
    }
  }

  /// A triangle that is a product, `L_tk = left_t right_k`, or any other, row after row.
  package enum Triangle: Sendable {
    case product(left: [Double], right: [Double])
    case full(rows: [Double])
  }

  /// `output_t = mean_t + Σ_{k ≤ t} L_tk width · normals_k`; rows of `lanes` elements, a multiple of 16.
  package func walk(
    _ output: UnsafeMutablePointer<Double>, normals: UnsafePointer<Double>,
    widths: UnsafePointer<Double>, mean: [Double], triangle: Triangle, steps: Int, lanes: Int
  ) {
    switch triangle {
    case .product(let left, let right):
      table.walk(output, normals, widths, mean, left, right, steps, lanes)
    case .full(let rows): table.triangle(output, normals, widths, mean, rows, steps, lanes)
    }
  }

  /// The exponential of what `walk` gives, kept inside the bounds.
  package func grow(
    _ output: UnsafeMutablePointer<Double>, normals: UnsafePointer<Double>,
    widths: UnsafePointer<Double>, mean: [Double], left: [Double], right: [Double],
    bounds: (lower: Double, upper: Double), steps: Int, lanes: Int
  ) {
    table.grow(
      output, normals, widths, mean, left, right, steps, lanes, bounds.lower, bounds.upper)
  }

  /// One bit for each of at most 64 lanes: whether it lies between the bounds, these included.
  package func within(
    _ row: UnsafePointer<Double>, lanes: Int, lower: Double, upper: Double
  ) -> UInt64 {
    table.within(row, lanes, lower, upper)
  }

  /// A row and what it is multiplied by.
  package typealias Weighted = (weight: Double, row: UnsafePointer<Double>)

  /// `output = from − Σ weight · row`, three rows, summed in their order.
  package func takeAway(
    _ output: UnsafeMutablePointer<Double>, from: UnsafePointer<Double>, _ first: Weighted,
    _ second: Weighted, _ third: Weighted, count: Int
  ) {
    table.take_away(
      output, from, first.weight, first.row, second.weight, second.row, third.weight, third.row,
      count)
  }

  /// `row = whole · row / count` for whole numbers up to `count`, which become `whole` itself.
  package func portion(
    _ row: UnsafeMutablePointer<Double>, of count: Double, whole: Double, elements: Int
  ) {
    table.portion(row, count, whole, elements)
  }

  /// Rounds to multiples of a step, 0 for none, and keeps inside the bounds; what is no number stays so.
  package func publish(
    _ row: UnsafeMutablePointer<Double>, resolution: Double, lower: Double, upper: Double,
    count: Int
  ) {
    table.publish(row, resolution, lower, upper, count)
  }

  /// `output = start + (ends − start) · share`.
  package func lead(
    _ output: UnsafeMutablePointer<Double>, to ends: UnsafePointer<Double>, from start: Double,
    share: Double, count: Int
  ) {
    table.lead(output, ends, start, share, count)
  }

  /// Adds offsets around a middle whose distances have drifted by `drift` times their scores.
  package func addDrifted(
    _ row: UnsafeMutablePointer<Double>, offsets: UnsafePointer<Double>,
    scores: UnsafePointer<Double>, middle: Double, drift: Double, count: Int
  ) {
    table.add_drifted(row, offsets, scores, middle, drift, count)
  }

  /// `output = √(−2 log u) cos 2πv` of uniforms; a multiple of 32.
  package func normals(
    _ output: UnsafeMutablePointer<Double>, of uniforms: UnsafePointer<Double>,
    turns: UnsafePointer<Double>, count: Int
  ) {
    table.normals_of(output, uniforms, turns, count)
  }

  /// `output = starts · (drawn / median) · (factor · exp(weight · logarithms))`; a multiple of 32.
  package func goOn(
    _ output: UnsafeMutablePointer<Double>, from starts: UnsafePointer<Double>,
    logarithms: UnsafePointer<Double>, drawn: UnsafePointer<Double>, median: Double,
    factor: Double, weight: Double, count: Int
  ) {
    table.go_on(output, starts, logarithms, drawn, median, factor, weight, count)
  }
}
