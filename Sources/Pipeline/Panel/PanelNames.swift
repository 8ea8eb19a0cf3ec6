internal import Models
internal import Plans
internal import TimeSeries

// What the name of a series in a panel says of it.

extension ReferenceClassMix {
  /// The largest mean size of changes in percent.
  private static let largestRate = 30.0

  /// These classes for a series of a name: one that says growth or inflation, with values as small as those are, is of rates, however few.
  func named(_ name: String, _ history: [Double]) -> ReferenceClassMix {
    guard frequency == .annual, rates == .seen || rates == .expected, RateName.isOfRate(name)
    else { return self }
    let sizes = history.filter(\.isFinite).map { abs($0) }
    guard !sizes.isEmpty, sizes.reduce(0, +) / Double(sizes.count) <= Self.largestRate else {
      return self
    }
    return with(.named)
  }
}
