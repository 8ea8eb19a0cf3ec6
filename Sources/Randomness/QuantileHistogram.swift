/// Counts of values in bins that are equal on some scale: quantiles of any number of values in bounded memory.
///
/// Counts are whole numbers, so the order of values, threads and shards changes nothing. A quantile
/// is interpolated inside its bin, never beyond the smallest and largest value seen. A bin at an end that holds far
/// more than the one beside it, as at the end of a scale, stands for the smallest or largest value itself.
public struct QuantileHistogram: Sendable, Hashable {
  /// The lower edge of the first bin, on the scale.
  public let origin: Double
  /// The width of a bin; 0 when every value is the same.
  public let width: Double
  /// The scale on which bins are equal.
  public let scale: BinScale
  /// Whether each bin stands for one multiple of `step`, reported as such.
  public let isDiscrete: Bool
  /// The step that all values are multiples of, and with them every quantile; 0 for any value.
  public let step: Double
  package var counts: [UInt32]
  package var below: UInt64
  package var above: UInt64
  package var smallest: Double
  package var largest: Double

  /// The lower edge of a bin; that of the bin after the last is the upper edge of all.
  private func edge(_ bin: Int) -> Double {
    scale.value(origin + Double(bin) * width)
  }

  /// A histogram that was counted elsewhere.
  package init(
    origin: Double, width: Double, scale: BinScale = .plain, isDiscrete: Bool, step: Double = 0,
    counts: [UInt32], below: UInt64 = 0, above: UInt64 = 0, smallest: Double = .infinity,
    largest: Double = -.infinity
  ) {
    self.origin = origin
    self.width = width
    self.scale = scale
    self.isDiscrete = isDiscrete
    self.step = step
    self.counts = counts
    self.below = below
    self.above = above
    self.smallest = smallest
    self.largest = largest
  }

  /// Fourth central moment over the squared variance, values taken at the middle of their bins; 3 for a
  /// normal distribution, `nil` without spread.
  public var kurtosis: Double? {
    var parts: [(value: Double, weight: Double)] = []
    if below > 0 { parts.append(((smallest + edge(0)) / 2, Double(below))) }
    for (bin, count) in counts.enumerated() where count > 0 {
      parts.append(((edge(bin) + edge(bin + 1)) / 2, Double(count)))
    }
    if above > 0 { parts.append(((largest + edge(counts.count)) / 2, Double(above))) }
    let total = parts.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    let mean = parts.reduce(0) { $0 + $1.weight / total * $1.value }
    let variance = parts.reduce(0) {
      $0 + $1.weight / total * ($1.value - mean) * ($1.value - mean)
    }
    guard variance > 0, variance.isFinite else { return nil }
    return parts.reduce(0) { sum, part in
      let squared = (part.value - mean) * (part.value - mean) / variance
      return sum + part.weight / total * squared * squared
    }
  }

  /// Values counted.
  public var total: UInt64 { counts.reduce(below + above) { $0 + UInt64($1) } }

  /// The value with a share `p` of the values at or below it; `nil` without values.
  public func quantile(_ p: Double) -> Double? {
    precondition(p >= 0 && p <= 1, "a probability of \(p) lies outside 0 to 1")
    let total = total
    guard total > 0 else { return nil }
    let wanted = p * Double(total)
    var reached = Double(below)
    let masses = masses(of: total)
    if below > 0 && wanted <= reached { return interpolate(smallest, edge(0), wanted / reached) }
    for (bin, count) in counts.enumerated() where count > 0 {
      let next = reached + Double(count)
      if wanted <= next {
        if isDiscrete { return onGrid(edge(bin) + width / 2) }
        if bin == masses.low { return smallest }
        if bin == masses.high { return largest }
        return interpolate(edge(bin), edge(bin + 1), (wanted - reached) / Double(count))
      }
      reached = next
    }
    guard above > 0 else { return largest }
    return interpolate(edge(counts.count), largest, (wanted - reached) / Double(above))
  }

  /// The share of values at or below `x`, interpolated inside a bin.
  public func share(atMost x: Double) -> Double { share(of: x, includingEdge: true) }

  /// The share of values below `x`, interpolated inside a bin.
  public func share(below x: Double) -> Double { share(of: x, includingEdge: false) }

  private func share(of x: Double, includingEdge: Bool) -> Double {
    let total = Double(total)
    guard total > 0, x >= smallest else { return 0 }
    if x > largest || (includingEdge && x == largest) { return 1 }
    // A multiple of the step may be stated with another last bit.
    let near = step > 0 ? PortableMath.rounded(x / step) * step : x
    let x = abs(x - near) < 1e-6 * step ? near : x
    var reached = 0.0
    let end = edge(counts.count)
    if x < edge(0) { return Double(below) * fraction(x, smallest, edge(0)) / total }
    reached = Double(below)
    let masses = masses(of: self.total)
    for (bin, count) in counts.enumerated() where count > 0 {
      let (low, high) = (edge(bin), edge(bin + 1))
      if isDiscrete {
        let value = onGrid(low + width / 2)
        if value < x || (includingEdge && value == x) { reached += Double(count) }
      } else if bin == masses.low || bin == masses.high {
        let value = bin == masses.low ? smallest : largest
        if value < x || (value == x && includingEdge) { reached += Double(count) }
      } else if high <= x {
        reached += Double(count)
      } else if low < x {
        reached += Double(count) * fraction(x, low, high)
      }
    }
    if x > end { reached += Double(above) * fraction(x, end, largest) }
    return reached / total
  }

  /// The bins at the ends that stand for one value.
  private func masses(of total: UInt64) -> (low: Int?, high: Int?) {
    guard !isDiscrete, let first = counts.firstIndex(where: { $0 > 0 }),
      let last = counts.lastIndex(where: { $0 > 0 }), first < last
    else { return (nil, nil) }
    func isMass(_ bin: Int, beside next: Int) -> Bool {
      counts[bin] >= Self.massLeast && Double(counts[bin]) > Self.massShare * Double(total)
        && UInt64(counts[bin]) > Self.massRatio * UInt64(counts[next])
    }
    return (
      below == 0 && isMass(first, beside: first + 1) ? first : nil,
      above == 0 && isMass(last, beside: last - 1) ? last : nil
    )
  }

  /// The least share of all values in a bin that stands for one, how many times those of the bin beside it, and how many.
  private static let massShare = 0.02
  private static let massRatio: UInt64 = 8
  private static let massLeast: UInt32 = 32

  private func fraction(_ x: Double, _ low: Double, _ high: Double) -> Double {
    high > low ? min(1, max(0, (x - low) / (high - low))) : 0
  }

  private func interpolate(_ low: Double, _ high: Double, _ share: Double) -> Double {
    onGrid(low + (high - low) * share)
  }

  /// The nearest multiple of the step, never beyond the smallest and largest value seen.
  private func onGrid(_ value: Double) -> Double {
    // No negative zero.
    let stepped = step > 0 ? PortableMath.rounded(value / step) * step + 0 : value
    return min(max(stepped, smallest), largest)
  }
}
