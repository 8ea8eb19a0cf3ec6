internal import RealModule
public import TimeSeries

/// Which features describe a series: one recipe a kind of panel.
public enum FeatureRecipe: String, Sendable, Codable, CaseIterable {
  /// Yearly levels without an upper bound, in units of their size.
  case annual
  /// Yearly levels that grow, in logarithms.
  case growth
  /// Yearly levels of regions that grow, in logarithms, beside those of their nation.
  case region
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

  /// Values that a history needs: one year, or two years of quarters or months.
  public static func minimumObservations(season: Int) -> Int { season > 1 ? 2 * season : 1 }

  /// Describes a history; `nil` when it is too short, or nothing but zeros without an upper bound.
  ///
  /// - Parameters:
  ///   - history: oldest first, no number where a period is not known.
  ///   - nation: the same periods of what it is a part of, no number where not known; empty for nothing known.
  func describe(
    _ history: [Double], nation: [Double] = [], season: Int, bounds: Bounds, horizon: Int
  ) -> SeriesDescription? {
    let known = GappedValues(history)
    guard known.knownCount >= Self.minimumObservations(season: season) else { return nil }
    switch self {
    case .annual, .growth: return AnnualFeatures.describe(known, inLogarithms: self == .growth)
    case .region:
      return AnnualFeatures.describe(known, inLogarithms: true).map {
        NationFeatures.added(to: $0, history: history, nation: nation)
      }
    case .share: return ShareFeatures.describe(known, bounds: bounds)
    case .seasonal:
      return SeasonalFeatures.describe(known.filled, season: season, horizon: horizon)
    }
  }

  /// Errors in units of the series' own scale are cut off here.
  var clip: Double { self == .seasonal ? 30 : 60 }
  /// Added to absolute errors before the logarithm.
  var scaleFloor: Double { self == .seasonal ? 0.03 : 0.05 }
  /// Whether what is learned is change per step rather than the distance from a reference.
  var learnsPace: Bool { self != .seasonal }
  /// Whether it describes yearly levels without an upper bound.
  var isOfLevels: Bool { self != .seasonal && self != .share }
  /// Steps on each side whose residuals are pooled.
  var pooledNeighbours: Int { self == .seasonal ? 1 : 0 }
}

/// A series in the terms of a reference class.
struct SeriesDescription {
  /// What holds for every step.
  var features: [Double]
  /// The unit of what is learned, on the scale of the images.
  let scale: Double
  /// Where the series is without anything learned; empty means the last value at every step.
  let reference: [Double]
  /// What holds for one step besides; empty, or one row a step.
  let stepFeatures: [[Double]]
  /// The image of the last value.
  let last: Double
  /// The scale on which changes are learned.
  var image = Image.values(size: 1)

  /// From values to the scale on which changes are learned, and back.
  enum Image {
    /// Values over a size.
    case values(size: Double)
    /// Natural logarithms.
    case logarithms

    /// The image of a value; a value that has none is far below all others.
    func of(_ value: Double) -> Double {
      switch self {
      case .values(let size): value / size
      case .logarithms: value > 0 ? Double.log(value) : -1e3
      }
    }

    /// The value of an image; one beyond all numbers is infinite.
    func value(_ image: Double) -> Double {
      switch self {
      case .values(let size): image * size
      case .logarithms: Double.exp(image)
      }
    }
  }

  /// The reference at a step from 0.
  func reference(_ step: Int) -> Double { reference.isEmpty ? last : reference[step] }

  /// All features at a step from 0.
  func row(_ step: Int) -> [Double] {
    features + (stepFeatures.isEmpty ? [] : stepFeatures[step]) + [Double(step + 1)]
  }
}
