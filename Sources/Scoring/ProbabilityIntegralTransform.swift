/// Where outcomes fell in their predictive distributions: flat when the distributions are right.
///
/// Source: Dawid 1984, JRSS A 147, 278–292; Gneiting, Balabdaoui & Raftery 2007, JRSS B 69, 243–268.
public struct PITHistogram: Sendable, Hashable {
  /// Outcomes in each tenth of the distribution.
  public private(set) var counts = Array(repeating: 0, count: 10)

  /// Nothing counted yet.
  public init() {}

  /// Counts one outcome by its probability integral transform, 0 to 1.
  public mutating func add(_ transform: Double) {
    counts[min(max(Int(transform * 10), 0), 9)] += 1
  }
}
