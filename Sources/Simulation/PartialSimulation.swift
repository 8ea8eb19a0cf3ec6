/// What one part of a run's paths has counted; parts of the same plan merge to the whole run, bit for bit.
///
/// A run is cut into `Simulator.segments` segments; a part holds neighbouring ones. Counts merge in any
/// order, sums are kept segment by segment and added in the order of the segments.
public struct PartialSimulation: Sendable, Hashable {
  /// Paths of the whole run.
  public let paths: Int
  /// Which part this is, from 0.
  public let index: Int
  /// How many parts there are.
  public let parts: Int
  /// Counts of goals, first steps, groups and goals missed alone, in that order.
  let counts: [UInt64]
  /// Bins of all cells.
  let bins: [UInt32]
  /// The smallest and largest value of each cell.
  let extremes: [Double]
  /// Sums of each segment.
  let sums: [[Double]]

  /// The segments of a part.
  static func segments(of index: Int, parts: Int, all: Int) -> Range<Int> {
    (index * all / parts)..<((index + 1) * all / parts)
  }
}

extension PartialSimulation {
  private static let magic: UInt64 = 0x3154_5243_5046_4353

  /// The part as bytes: whole numbers of eight bytes, the lowest first, then the bins of four.
  public var bytes: [UInt8] {
    var words = [
      Self.magic, UInt64(paths), UInt64(index), UInt64(parts), UInt64(counts.count),
      UInt64(bins.count), UInt64(extremes.count), UInt64(sums.count),
      UInt64(sums.first?.count ?? 0),
    ]
    words += counts
    words += extremes.map(\.bitPattern)
    for row in sums { words += row.map(\.bitPattern) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * words.count + 4 * bins.count)
    for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    for bin in bins { withUnsafeBytes(of: bin.littleEndian) { bytes += $0 } }
    return bytes
  }

  /// A part from its bytes; `nil` when they are not those of a part.
  public init?(bytes: [UInt8]) {
    func number<Number: FixedWidthInteger>(_ place: Int) -> Number {
      let size = MemoryLayout<Number>.size
      guard place + size <= bytes.count else { return 0 }
      return bytes[place..<place + size].reversed().reduce(0) { $0 << 8 | Number($1) }
    }
    guard bytes.count >= 72 else { return nil }
    let head: [UInt64] = (0..<9).map { number(8 * $0) }
    guard head[0] == Self.magic, head.dropFirst().allSatisfy({ $0 < 1 << 40 })
    else { return nil }
    let sizes = head.map { Int(truncatingIfNeeded: $0) }
    let (countSize, binSize, extremeSize, rows, columns) = (
      sizes[4], sizes[5], sizes[6], sizes[7], sizes[8]
    )
    let (cells, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
    guard !isTooLarge, countSize + extremeSize + cells + 9 < bytes.count,
      8 * (9 + countSize + extremeSize + cells) + 4 * binSize == bytes.count
    else { return nil }
    paths = sizes[1]
    index = sizes[2]
    parts = sizes[3]
    var next = 9
    func take(_ count: Int) -> [UInt64] {
      defer { next += count }
      return (next..<(next + count)).map { number(8 * $0) }
    }
    counts = take(countSize)
    extremes = take(extremeSize).map { Double(bitPattern: $0) }
    sums = (0..<rows).map { _ in take(columns).map { Double(bitPattern: $0) } }
    let start = 8 * next
    bins = (0..<binSize).map { number(start + 4 * $0) }
    guard index < parts, parts >= 1 else { return nil }
  }
}
