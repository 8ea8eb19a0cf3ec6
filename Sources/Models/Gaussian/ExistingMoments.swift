internal import TimeSeries

/// Which moments a distribution has: tails may be so heavy that a mean over paths tells nothing.
public struct ExistingMoments: Sendable, Hashable {
  /// Whether there is a mean.
  public let hasMean: Bool
  /// Whether there is a variance.
  public let hasVariance: Bool
  /// Whether all values lie between two bounds, so that no few of them carry the mean.
  public var isBounded = false

  /// Both.
  public static let both = ExistingMoments(hasMean: true, hasVariance: true)
  /// Both, of values between two bounds.
  public static let bounded = ExistingMoments(hasMean: true, hasVariance: true, isBounded: true)
  /// Neither.
  public static let none = ExistingMoments(hasMean: false, hasVariance: false)

  /// What two have in common.
  public func and(_ other: ExistingMoments) -> ExistingMoments {
    ExistingMoments(
      hasMean: hasMean && other.hasMean, hasVariance: hasVariance && other.hasVariance,
      isBounded: isBounded && other.isBounded)
  }
}

extension PathDistribution {
  /// The moments that every step has in the unit of the quantity.
  ///
  /// A t of ν degrees of freedom has a mean for ν > 1 and a variance for ν > 2; its exponential has neither,
  /// whatever ν. The exponential of a normal has both, and so has anything between two bounds.
  public var existingMoments: ExistingMoments {
    if bounds.isClosed { return .bounded }
    let degrees = components.map(\.degreesOfFreedom).filter { $0 > 0 }.min() ?? .max
    switch link.transform?.scale {
    case .logit, .rank, nil: return .both
    case .identity: return ExistingMoments(hasMean: degrees > 1, hasVariance: degrees > 2)
    case .log, .count:
      return ExistingMoments(hasMean: degrees == .max, hasVariance: degrees == .max)
    }
  }

  /// Whether all values lie above 0 by the scale that they are modelled on.
  public var isPositive: Bool {
    switch link.transform?.scale {
    case .log: true
    case .logit, nil: bounds.lower >= 0
    case .identity, .rank, .count: bounds.lower > 0
    }
  }
}
