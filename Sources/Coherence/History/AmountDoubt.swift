public import TimeSeries

/// What figures of an amount whose year is under way say against each other, or as no figure before them does.
public enum AmountDoubt: Sendable {
  /// A sum that is not what its parts add up to; the figure that is used.
  case parts(of: Observation, addUpTo: Double, monthly: Bool, used: Double)
  /// A sum from January on that lies below an earlier one.
  case falls(Observation, below: Observation)
  /// Parts that rise as sums from January on would.
  case likeSums([Observation])
  /// The newest part is 0 or less, as none was before.
  case notPositive(Observation)
  /// A part far beyond its likes, which counts as come once only.
  case onceOnly(Observation, usual: Double)
  /// A sum from January on that may be what stands at that time, with the chance of that.
  case mayStand(Observation, chance: Double)
  /// The last part of a year of which nothing but parts is known, which counts as what stands at its end.
  case endForYear(Observation)
  /// A rate to date too far from those of the years to be one; their median.
  case farRate(Observation, usual: Double)

  /// The figure that it is about.
  public var row: Observation? {
    switch self {
    case .parts(let row, _, _, _), .falls(let row, _), .notPositive(let row), .onceOnly(let row, _),
      .mayStand(let row, _), .farRate(let row, _), .endForYear(let row):
      row
    case .likeSums(let rows): rows.last
    }
  }
}
