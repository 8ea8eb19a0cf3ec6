public import Randomness

extension QuantileHistogram {
  /// Bins that cover a range; values outside are counted at the ends.
  public init(covering range: ClosedRange<Double>, bins: Int) {
    self.init(
      origin: range.lowerBound, width: (range.upperBound - range.lowerBound) / Double(bins),
      isDiscrete: false, counts: Array(repeating: 0, count: bins))
  }

  /// One bin for each whole number of a range.
  public init(wholeNumbers range: ClosedRange<Int>) {
    self.init(
      origin: Double(range.lowerBound) - 0.5, width: 1, isDiscrete: true, step: 1,
      counts: Array(repeating: 0, count: range.count))
  }

  /// Counts one value, as the loops of the engine do for many.
  public mutating func add(_ value: Double) {
    smallest = min(smallest, value)
    largest = max(largest, value)
    let place = scale.place(value)
    let position = width > 0 ? (place - origin) / width : (place < origin ? -1 : 0)
    if position < 0 {
      below += 1
    } else if position >= Double(counts.count) {
      above += 1
    } else {
      counts[Int(position)] += 1
    }
  }
}
