/// Values in ascending order, −0 as 0, by their bits: several times as fast as by comparisons, and the same order.
package func inOrder(_ values: [Double]) -> [Double] {
  // Digits of 11 bits, the lowest first; the order of the bits is that of the numbers once negative ones are turned.
  let (width, digits) = (11, 6)
  let size = 1 << width
  let sign: UInt64 = 1 << 63
  var keys = values.map { value -> UInt64 in
    let bits = (value + 0).bitPattern
    return bits & sign == 0 ? bits | sign : ~bits
  }
  var others = keys
  for digit in 0..<digits {
    let shift = UInt64(width * digit)
    var starts = [Int](repeating: 0, count: size + 1)
    for key in keys { starts[Int(truncatingIfNeeded: key >> shift) & (size - 1) + 1] += 1 }
    // What all values share moves none of them.
    if starts.contains(keys.count) { continue }
    for place in 1...size { starts[place] += starts[place - 1] }
    for key in keys {
      let place = Int(truncatingIfNeeded: key >> shift) & (size - 1)
      others[starts[place]] = key
      starts[place] += 1
    }
    swap(&keys, &others)
  }
  return keys.map { Double(bitPattern: $0 & sign == 0 ? ~$0 : $0 ^ sign) }
}

/// Values of which a few ranks are asked for: they are put into buckets, and only what is asked for is ordered.
///
/// The same values as `inOrder` gives at every rank.
package final class RankedValues {
  private static let buckets = 512
  /// More values than this in a bucket that is asked for, and all are ordered.
  private static let most = 128

  /// How many values there are.
  package let count: Int
  private let values: [Double]
  /// The values bucket after bucket; all in order once that was needed.
  private var laid: [Double] = []
  /// Where each bucket begins.
  private var starts = [Int](repeating: 0, count: buckets + 1)
  private var isOrdered = [Bool](repeating: false, count: buckets)

  /// The ranks of some values, none of which is ordered yet.
  package init(_ values: [Double]) {
    self.values = values
    count = values.count
    let low = values.reduce(.infinity) { $1 < $0 ? $1 : $0 }
    let high = values.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
    // What is known has one value on all paths: it is in order.
    if low == high, values.allSatisfy({ $0 == low }) {
      laid = [Double](repeating: low + 0, count: count)
      markOrdered()
      return
    }
    let perUnit = Double(Self.buckets - 1) / (high - low)
    guard perUnit.isFinite, perUnit > 0, values.allSatisfy(\.isFinite) else {
      order()
      return
    }
    place(values.map { UInt16(($0 - low) * perUnit) })
  }

  /// Puts the values into their buckets.
  private func place(_ buckets: [UInt16]) {
    // In buffers of its own: what belongs to an object is looked after at each turn.
    var (starts, laid) = (starts, values)
    starts.withUnsafeMutableBufferPointer { starts in
      for bucket in buckets { starts[Int(bucket) + 1] += 1 }
      for bucket in 1...Self.buckets { starts[bucket] += starts[bucket - 1] }
    }
    var next = starts
    next.withUnsafeMutableBufferPointer { next in
      laid.withUnsafeMutableBufferPointer { laid in
        for place in buckets.indices {
          let bucket = Int(buckets[place])
          laid[next[bucket]] = values[place] + 0
          next[bucket] += 1
        }
      }
    }
    (self.starts, self.laid) = (starts, laid)
  }

  /// Orders all values.
  private func order() {
    laid = inOrder(values)
    markOrdered()
  }

  private func markOrdered() {
    for bucket in 0..<Self.buckets { isOrdered[bucket] = true }
  }

  /// The value with so many before it.
  package subscript(rank: Int) -> Double {
    var (low, high) = (0, Self.buckets)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= rank { low = middle } else { high = middle }
    }
    if !isOrdered[low] {
      let bucket = starts[low]..<starts[low + 1]
      if bucket.count > Self.most { order() } else { laid[bucket].sort() }
      isOrdered[low] = true
    }
    return laid[rank]
  }

  /// The least of those above 0; `nil` where there is none.
  package var leastPositive: Double? { values.lazy.filter { $0 > 0 }.min() }
}
