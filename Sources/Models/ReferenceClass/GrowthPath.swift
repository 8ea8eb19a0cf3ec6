internal import RealModule
internal import TimeSeries

/// Quantiles of the years to come as those of one path: a middle without seams, and how years hang together.
///
/// Equations, on logarithms of a positive series and values of another, with `y₀` the last value:
/// - middle: `m_h = a h + b (1 − φʰ)`, `φ` = 0.7: a pace that the present one fades into; `a`, `b` by least squares on the
///   average paces `m_h/h` of the learned years; distances from the middle stay.
/// - growth of different years has one correlation `r`, so `var m_h ∝ (1 − r) h + r h²`. It is read off how the spread of
///   the fifth year compares with that of the first, `(σ₅²/(5 σ₁²) − 1)/4`, of which 0.8 is kept, since part of the width of
///   later years is not knowing the middle of each; what a spread was narrowed by counts half.
/// - beyond the learned years the middle goes on and distances grow with the root of that variance.
///
/// Source: the variance of sums of equally correlated terms; a fading trend: Gardner & McKenzie 1985, Management
/// Science 31, 1237–1246.
struct GrowthPath {
  private let last: Double
  private let isPositive: Bool
  /// Quantiles of the learned years.
  private let learned: [QuantileFunction]
  private let pace: Double
  private let fading: Double
  /// The correlation of the growth of two years.
  let correlation: Double

  /// What is left of a passing pace after a year.
  private static let fade = 0.7
  /// The share of the measured correlation that is kept.
  private static let kept = 0.8
  /// The year whose spread is compared with the first one's.
  private static let far = 5

  /// A path through the quantiles of the first years, at least five; `nil` where a middle has no place on its scale.
  ///
  /// - Parameter narrowing: what distances of a step were narrowed by.
  init?(
    _ margins: [QuantileFunction], from last: Double, narrowing: (_ step: Int) -> Double
  ) {
    let middles = margins.map { $0.value(at: 0.5) }
    guard margins.count >= Self.far, last.isFinite, middles.allSatisfy(\.isFinite) else {
      return nil
    }
    isPositive = last > 0 && middles.allSatisfy { $0 > 0 }
    self.last = last
    learned = margins
    let distances = middles.map { [isPositive] in
      isPositive ? Double.log($0 / last) : $0 - last
    }
    (pace, fading) = Self.line(distances)
    let (near, far) = (
      Self.spread(margins[0], isPositive), Self.spread(margins[Self.far - 1], isPositive)
    )
    guard near > 0, (far / near).isFinite else {
      correlation = 0
      return
    }
    let ratio =
      far * far / (Double(Self.far) * near * near) * narrowing(1) / narrowing(Self.far)
    correlation = Self.kept * min(max((ratio - 1) / Double(Self.far - 1), 0), 0.9)
  }

  /// The line through average paces `m_h/h = a + b (1 − φʰ)/h`.
  private static func line(_ distances: [Double]) -> (pace: Double, fading: Double) {
    var (count, x, xx, y, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, distance) in distances.enumerated() {
      let step = Double(index + 1)
      let (place, average) = (faded(step) / step, distance / step)
      count += 1
      x += place
      xx += place * place
      y += average
      xy += place * average
    }
    let fading = (count * xy - x * y) / (count * xx - x * x)
    return ((y - fading * x) / count, fading)
  }

  private static func faded(_ step: Double) -> Double { 1 - Double.pow(fade, step) }

  /// The mean of the spreads that the middle half and the middle four fifths tell.
  private static func spread(_ margin: QuantileFunction, _ isPositive: Bool) -> Double {
    func image(_ probability: Double) -> Double {
      let value = margin.value(at: probability)
      return isPositive ? Double.log(max(value, 1e-300)) : value
    }
    return (image(0.75) - image(0.25)) / (2 * 1.349) + (image(0.9) - image(0.1)) / (2 * 2.5631)
  }

  /// The variance of a sum of so many years' growth, in variances of one.
  private func variance(_ step: Double) -> Double {
    (1 - correlation) * step + correlation * step * step
  }

  /// The quantiles of a year, without bounds.
  func margin(_ step: Int) -> QuantileFunction {
    let margin = learned[min(step, learned.count) - 1]
    let middle = margin.value(at: 0.5)
    let distance = pace * Double(step) + fading * Self.faded(Double(step))
    let wider =
      step > learned.count
      ? (variance(Double(step)) / variance(Double(learned.count))).squareRoot() : 1
    let centre = isPositive ? last * Double.exp(distance) : last + distance
    return margin.mapped { value in
      if !isPositive { return ReferenceClass.finite(centre + wider * (value - middle)) }
      // What is not positive has no logarithm: its distance as a share of the middle.
      let ratio = value > 0 && wider != 1 ? Double.pow(value / middle, wider) : value / middle
      return ratio == 0 ? 0 : ReferenceClass.finite(centre * ratio)
    }
  }

  /// Correlation of the scores of two times, in years after the last value.
  func scoreCorrelation(_ first: Double, _ second: Double) -> Double {
    let (low, high) = (max(min(first, second), 1e-3), max(first, second, 1e-3))
    let covariance = (1 - correlation) * low + correlation * low * high
    return covariance / (variance(low) * variance(high)).squareRoot()
  }
}
