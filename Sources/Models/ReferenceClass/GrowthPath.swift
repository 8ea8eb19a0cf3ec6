internal import RealModule
internal import TimeSeries

/// Quantiles of the years to come as those of one path: a fan without seams, and how years hang together.
///
/// Equations, on logarithms of a positive series and values of another, with `y₀` the last value:
/// - middle: `m_h = a h + b (1 − φʰ)`, `φ` = 0.7: a pace that the present one fades into; `a`, `b` by least squares on the
///   average paces `m_h/h` of the learned years.
/// - distances of a quantile from the middle: `d_h² = A h + B h²`, what is new in every year and what all years share; `A`, `B`
///   not negative, by least squares on `(d_h/h)²`.
/// - growth of different years has one correlation `r`, so `var m_h ∝ (1 − r) h + r h²`. It is read off how the spread of
///   the fifth year compares with that of the first, `(σ₅²/(5 σ₁²) − 1)/4`, of which 0.8 is kept, since part of the width of
///   later years is not knowing the middle of each; what a spread was narrowed by counts half.
///
/// Edge cases: a series is positive where its history and the middles are, unless somebody says that it may be negative;
/// nothing is then thought to lie deeper than a thousandth of the middle in a learned year.
///
/// Source: the variance of sums of equally correlated terms; a fading trend: Gardner & McKenzie 1985, Management
/// Science 31, 1237–1246.
struct GrowthPath {
  private let last: Double
  private let isPositive: Bool
  private let pace: Double
  private let fading: Double
  private let distances: [Distance]
  /// The correlation of the growth of two years.
  let correlation: Double

  /// What is left of a passing pace after a year.
  private static let fade = 0.7
  /// The share of the measured correlation that is kept.
  private static let kept = 0.8
  /// The year whose spread is compared with the first one's.
  private static let far = 5
  /// The least share of a positive middle.
  private static let leastRatio = 1e-3

  /// A path through the quantiles of the first years, at least five; `nil` where a middle has no place on its scale.
  ///
  /// - Parameters:
  ///   - history: the known values, of which the last is where the path begins.
  ///   - mayBeNegative: whether a bound below 0 was given.
  ///   - narrowing: what distances of a step were narrowed by.
  init?(
    _ margins: [QuantileFunction], after history: [Double], mayBeNegative: Bool,
    narrowing: (_ step: Int) -> Double
  ) {
    let middles = margins.map { $0.value(at: 0.5) }
    guard margins.count >= Self.far, let last = history.last, middles.allSatisfy(\.isFinite)
    else { return nil }
    let isPositive = !mayBeNegative && (history + middles).allSatisfy { $0 > 0 }
    self.isPositive = isPositive
    self.last = last
    let middle = Self.line(
      middles.map { isPositive ? Double.log($0 / last) : $0 - last },
      Self.faded)
    (pace, fading) = (middle.slope, middle.other)
    let places = QuantileFunction.probabilities
    let measured = places.indices.map { place in
      zip(margins, middles).map { margin, middle in
        let value = margin.values[place]
        return isPositive ? Double.log(max(value / middle, Self.leastRatio)) : value - middle
      }
    }
    // The largest distance is the unit, so that squares are numbers.
    let unit = max(measured.joined().map { abs($0) }.max() ?? 0, 1e-300)
    let distances = zip(places, measured).map { probability, found in
      Distance(
        found.map { $0 / unit },
        size: probability == 0.5 ? 0 : probability < 0.5 ? -unit : unit)
    }
    self.distances = distances
    func spread(_ step: Double) -> Double {
      func width(_ probability: Double) -> Double {
        guard let place = places.firstIndex(of: probability) else { return 0 }
        return distances[place].value(step)
      }
      return (width(0.75) - width(0.25)) / (2 * 1.349) + (width(0.9) - width(0.1)) / (2 * 2.5631)
    }
    let (near, far) = (spread(1), spread(Double(Self.far)))
    guard near > 0, (far / near).isFinite else {
      correlation = 0
      return
    }
    let ratio =
      far * far / (Double(Self.far) * near * near) * narrowing(1) / narrowing(Self.far)
    correlation = Self.kept * min(max((ratio - 1) / Double(Self.far - 1), 0), 0.9)
  }

  /// Least squares of `y_h = slope · h + other · f(h)` with every year's error in units of `h`.
  private static func line(
    _ values: [Double], _ other: (Double) -> Double
  ) -> (slope: Double, other: Double) {
    var (count, x, xx, y, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, value) in values.enumerated() {
      let step = Double(index + 1)
      let (place, average) = (other(step) / step, value / step)
      count += 1
      x += place
      xx += place * place
      y += average
      xy += place * average
    }
    let second = (count * xy - x * y) / (count * xx - x * x)
    return ((y - second * x) / count, second)
  }

  private static func faded(_ step: Double) -> Double { 1 - Double.pow(fade, step) }

  /// How far a quantile lies from the middle.
  private struct Distance {
    /// Squares of what is new in a year and of what years share, in units.
    let own, shared: Double
    /// The unit, less than 0 below the middle.
    let size: Double

    init(_ found: [Double], size: Double) {
      self.size = size
      let steps = found.indices.map { Double($0 + 1) }
      let paces = zip(found, steps).map { $0 * $0 / ($1 * $1) }
      let line = GrowthPath.line(zip(paces, steps).map { $0 * $1 }) { _ in 1 }
      if line.slope >= 0, line.other >= 0 {
        (own, shared) = (line.other, line.slope)
      } else if line.other < 0 {
        (own, shared) = (0, Statistics.mean(paces))
      } else {
        let product = zip(paces, steps).reduce(0) { $0 + $1.0 / $1.1 }
        (own, shared) = (product / steps.reduce(0) { $0 + 1 / ($1 * $1) }, 0)
      }
    }

    func value(_ step: Double) -> Double {
      size * (own * step + shared * step * step).squareRoot()
    }
  }

  /// The quantiles of a time in years after the last value, without bounds.
  func margin(_ step: Double) -> QuantileFunction {
    let ahead = max(step, 0)
    let middle = pace * ahead + fading * Self.faded(ahead)
    return QuantileFunction(
      values: distances.map { distance in
        let image = middle + distance.value(ahead)
        return ReferenceClass.finite(isPositive ? last * Double.exp(image) : last + image)
      })
  }

  /// Correlation of the scores of two times, in years after the last value.
  func scoreCorrelation(_ first: Double, _ second: Double) -> Double {
    func variance(_ step: Double) -> Double {
      (1 - correlation) * step + correlation * step * step
    }
    let (low, high) = (max(min(first, second), 1e-3), max(first, second, 1e-3))
    let covariance = (1 - correlation) * low + correlation * low * high
    return covariance / (variance(low) * variance(high)).squareRoot()
  }
}
