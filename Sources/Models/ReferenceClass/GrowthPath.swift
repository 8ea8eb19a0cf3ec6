internal import RealModule
internal import TimeSeries

/// Quantiles of the years to come of a level that grows as those of one path: a fan without seams, and how years hang together.
///
/// Equations, on logarithms of a series, with `y₀` the last value:
/// - middle: `m_h = a h + b (1 − φʰ)`, `φ` = 0.7: a pace that the present one fades into; `a`, `b` by least squares on the
///   average paces `m_h/h` of the learned years.
/// - distances of a quantile from the middle: `d_h² = A h + B s(h)`, what is new in every year and what years share; `A`, `B`
///   not negative, by least squares on `(d_h/h)²`. `s(h) = h²` over the `H` learned years; growth of years farther apart than
///   those shares less, `e^{H−k}` of it `k` years apart: `s(h) = 2 h H − H² + 2 ((h − H) − (1 − e^{H−h}))` behind them. With
///   `h²` throughout ranges of 50% and 80% held 65 and 90% of outcomes twelve years on, of 995 histories of countries,
///   states and provinces; so they hold 61 and 88.
/// - growth of different years has one correlation `r`, so `var m_h ∝ (1 − r) h + r h²`. It is read off how the spread of
///   the fifth year compares with that of the first, `(σ₅²/(5 σ₁²) − 1)/4`, of which 0.8 is kept, since part of the width of
///   later years is not knowing the middle of each; what a spread was narrowed by counts half.
/// - what grew far more calmly than comparable series goes on at its own pace (`CalmPace`), in the middle and in distances.
///
/// Edge cases: parts of an outer quantile are at least those of an inner one, so that quantiles never cross. What was not
/// positive throughout, has futures near or below 0 (one in 40 of a learned year), may be negative by a bound, or falls by
/// more than 5% a year is no growth, and no path.
///
/// Source: the variance of sums of equally correlated terms; a fading trend: Gardner & McKenzie 1985, Management
/// Science 31, 1237–1246.
struct GrowthPath {
  private let last: Double
  private let pace: Double
  private let fading: Double
  private let distances: [Distance]
  private let learned: Double
  /// The correlation of the growth of two years.
  let correlation: Double
  /// Whether it is that of the series with its sign turned.
  private(set) var isTurned = false
  /// The own pace of what grew far more calmly, and its weight.
  private var calm: (pace: CalmPace, weight: Double)?

  /// What is left of a passing pace after a year.
  private static let fade = 0.7
  /// The share of the measured correlation that is kept.
  private static let kept = 0.8
  /// The year whose spread is compared with the first one's.
  private static let far = 5
  /// The least share of a middle.
  private static let leastRatio = 1e-3
  /// The long-run pace below which a series falls rather than grows.
  private static let slowest = -0.05

  /// A path through the quantiles of the first years, at least five; `nil` for what does not grow.
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
    let lows = margins.map { $0.value(at: 0.025) }
    guard !mayBeNegative, (history + lows).allSatisfy({ $0 > 0 }) else { return nil }
    self.last = last
    learned = Double(margins.count)
    let middle = Self.line(middles.map { Double.log($0 / last) }, Self.faded)
    guard middle.slope >= Self.slowest else { return nil }
    (pace, fading) = (middle.slope, middle.other)
    let places = QuantileFunction.probabilities
    var distances = places.indices.map { place in
      Distance(
        zip(margins, middles).map { margin, middle in
          let value = margin.values[place]
          // What lies below 0 beyond the fortieth part is as far down as the logarithm lets it be.
          return Double.log(max(value / middle, Self.leastRatio))
        }, sign: places[place] == 0.5 ? 0 : places[place] < 0.5 ? -1 : 1)
    }
    let centre = places.count / 2
    for place in (0..<centre).reversed() { distances[place].contain(distances[place + 1]) }
    for place in (centre + 1)..<places.count { distances[place].contain(distances[place - 1]) }
    self.distances = distances
    func spread(_ step: Double) -> Double {
      func width(_ probability: Double) -> Double {
        guard let place = places.firstIndex(of: probability) else { return 0 }
        return distances[place].value(step, square: step * step)
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

  /// The path of the series with its sign turned.
  var turned: GrowthPath {
    var path = self
    path.isTurned.toggle()
    return path
  }

  /// The path with the own pace of what grew far more calmly than its classes.
  func beside(_ pace: CalmPace?) -> GrowthPath {
    func tenth(_ probability: Double) -> Double {
      QuantileFunction.probabilities.firstIndex(of: probability).map {
        abs(distances[$0].value(1, square: 1))
      } ?? 0
    }
    guard let pace else { return self }
    let weight = pace.weight(beside: (tenth(0.1) + tenth(0.9)) / 2)
    guard weight > 0 else { return self }
    var path = self
    path.calm = (pace, weight)
    return path
  }

  // By hand: two unknowns, thirty times a series.
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
    /// Squares of what is new in a year and of what years share.
    private(set) var own, shared: Double
    /// Less than 0 below the middle.
    let sign: Double

    init(_ found: [Double], sign: Double) {
      self.sign = sign
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

    /// Grows to be no nearer to the middle than another at any time.
    mutating func contain(_ inner: Distance) {
      (own, shared) = (max(own, inner.own), max(shared, inner.shared))
    }

    /// - Parameter square: `s`.
    func value(_ step: Double, square: Double) -> Double {
      sign * (own * step + shared * square).squareRoot()
    }
  }

  /// `s(h)`.
  private static func square(_ step: Double, learned: Double) -> Double {
    let behind = step - learned
    guard behind > 0 else { return step * step }
    return (2 * step - learned) * learned + 2 * (behind - (1 - Double.exp(-behind)))
  }

  /// The quantiles of a time in years after the last value, without bounds.
  func margin(_ step: Double) -> QuantileFunction {
    let ahead = max(step, 0)
    var middle = pace * ahead + fading * Self.faded(ahead)
    if let calm { middle += calm.weight * (calm.pace.middle(ahead) - middle) }
    let square = Self.square(ahead, learned: learned)
    let values = distances.enumerated().map { place, distance in
      let far = distance.value(ahead, square: square)
      let image =
        calm?.pace.distance(far, place: place, step: ahead, weight: calm?.weight ?? 0) ?? far
      return ReferenceClass.finite(last * Double.exp(middle + image))
    }
    return QuantileFunction(values: isTurned ? values.reversed().map { -$0 } : values)
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
