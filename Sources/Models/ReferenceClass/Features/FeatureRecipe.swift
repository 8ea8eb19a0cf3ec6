public import TimeSeries

/// Which features describe a series: one recipe a kind of panel.
public enum FeatureRecipe: String, Sendable, Codable, CaseIterable {
  /// Yearly levels and growth, without an upper bound.
  case annual
  /// Yearly shares between two bounds.
  case share
  /// Quarters and months, with seasons.
  case seasonal

  /// The recipe for a frequency and bounds.
  public init(frequency: Frequency, bounds: Bounds) {
    switch frequency {
    case .quarterly, .monthly: self = .seasonal
    case .annual, .span: self = bounds.isClosed ? .share : .annual
    }
  }

  /// Values that a history needs: three years, or two years of quarters or months.
  public static func minimumObservations(season: Int) -> Int { season > 1 ? 2 * season : 3 }

  /// Describes a history; `nil` when it is too short or has not moved.
  func describe(
    _ values: [Double], season: Int, bounds: Bounds, horizon: Int
  ) -> SeriesDescription? {
    guard values.count >= Self.minimumObservations(season: season) else { return nil }
    switch self {
    case .annual: return AnnualFeatures.describe(values)
    case .share: return ShareFeatures.describe(values, bounds: bounds)
    case .seasonal: return SeasonalFeatures.describe(values, season: season, horizon: horizon)
    }
  }

  /// Errors in units of the series' own scale are cut off here.
  var clip: Double { self == .seasonal ? 30 : 60 }
  /// Added to absolute errors before the logarithm.
  var scaleFloor: Double { self == .seasonal ? 0.03 : 0.05 }
  /// Whether what is learned is change per step rather than the distance from a reference.
  var learnsPace: Bool { self != .seasonal }
  /// Steps on each side whose residuals are pooled.
  var pooledNeighbours: Int { self == .seasonal ? 1 : 0 }
}

/// A series in the terms of a reference class.
struct SeriesDescription {
  /// What holds for every step.
  let features: [Double]
  /// Mean absolute change: the unit of what is learned.
  let scale: Double
  /// Where the series is without anything learned; empty means the last value at every step.
  let reference: [Double]
  /// What holds for one step besides; empty, or one row a step.
  let stepFeatures: [[Double]]
  /// The last value.
  let last: Double

  /// The reference at a step from 0.
  func reference(_ step: Int) -> Double { reference.isEmpty ? last : reference[step] }

  /// All features at a step from 0.
  func row(_ step: Int) -> [Double] {
    features + (stepFeatures.isEmpty ? [] : stepFeatures[step]) + [Double(step + 1)]
  }
}
