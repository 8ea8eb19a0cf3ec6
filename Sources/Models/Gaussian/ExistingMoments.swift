internal import TimeSeries

/// Which moments a distribution has: tails may be so heavy that a mean over paths tells nothing.
public struct ExistingMoments: Sendable, Hashable {
  /// Whether there is a mean.
  public let hasMean: Bool
  /// Whether there is a variance.
  public let hasVariance: Bool

  /// Both, as anything has that lies between two bounds.
  public static let both = ExistingMoments(hasMean: true, hasVariance: true)

  /// Moments.
  public init(hasMean: Bool, hasVariance: Bool) {
    self.hasMean = hasMean
    self.hasVariance = hasVariance
  }

  /// What two have in common.
  public func and(_ other: ExistingMoments) -> ExistingMoments {
    ExistingMoments(
      hasMean: hasMean && other.hasMean, hasVariance: hasVariance && other.hasVariance)
  }
}

extension PathDistribution {
  /// The moments that every step has in the unit of the quantity.
  ///
  /// A t of ν degrees of freedom has a mean for ν > 1 and a variance for ν > 2; its exponential has neither,
  /// whatever ν. The exponential of a normal has both, and so has anything between two bounds.
  public var existingMoments: ExistingMoments {
    if bounds.isClosed { return .both }
    switch link {
    case .logistic, .gompertz: return .both
    case .transform(let transform), .quantiles(_, let transform):
      let degrees = components.map(\.degreesOfFreedom).filter { $0 > 0 }.min() ?? .max
      switch transform.scale {
      case .logit, .rank: return .both
      case .identity: return ExistingMoments(hasMean: degrees > 1, hasVariance: degrees > 2)
      case .log, .count:
        return ExistingMoments(hasMean: degrees == .max, hasVariance: degrees == .max)
      }
    }
  }
}
