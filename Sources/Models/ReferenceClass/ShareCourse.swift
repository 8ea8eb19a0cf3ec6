internal import RealModule
package import TimeSeries

/// A yearly share that goes on at its own pace, in log odds, and how far its history is such a course.
///
/// Equations, with bounds `a`, `b`, `z = log((y − a)/(b − y))` and changes `d_1 … d_n` of `z` a year: the pace `g` is seven parts of their
/// mean and three of the mean of the last three, and fades, so that `h` years ahead
/// `z_{T+h} = z_T + g D_h + √(s² (h + D_h²/n) + (0.3 g D_h)²) t`, `D_h = φ + … + φʰ` with `φ = 0.9`, `t` Student's with `n + 1` degrees of freedom.
/// `s` is the standard deviation of the changes drawn towards 0.05, as if two more had been seen. How fast a pace fades its own past does not
/// tell, however steady it was: six years on it lies between a pace that stays and one of which a year leaves four fifths, which
/// is a third to either side.
///
/// How clear the course is, `c = max(0.8, min(1, (n − 1)/5)) τ²/(τ² + 5²)` with `τ = |d̄| √n/s`, and how far it went one way,
/// `w = max(0, 2 |Σ d|/Σ|d| − 1)`, have no threshold, and a figure that is off by a little moves them little. Shares of national accounts,
/// which wander, are hardly ever clear; those of take-up are. A history and what it leaves of the width (`a + b − y`) are the mirror of
/// each other.
///
/// How much rather a straight line in log odds it is than one of values, `l = 1/(1 + (u/v)^{(n − 1)/2})`, `u` and `v` the squares of what the
/// changes of log odds and of values vary by beside their mean size, a tenth of it added as if twice seen.
///
/// Edge cases: the last fifteen known values; a change over years that are not known counts as one, at its mean a year. What comes nearer to
/// a bound than a twentieth of a hundredth of the width, and half of the nearest other value's distance, is seen there. No
/// course: fewer than two changes, what never moved, and what stood at a bound for its last two values.
///
/// Source: pace that fades: Gardner & McKenzie 1985, Management Science 31, 1237–1246; log odds for shares: Wallis 1987, Journal of
/// Business & Economic Statistics 5, 339–345; drift and its error: Clements & Hendry 1999, Forecasting Non-stationary Economic Time
/// Series, ch. 5.
package struct ShareCourse {
  /// What the forecast of a kind of share otherwise rests on.
  enum Kind: Sendable {
    /// A class of shares that go up and down: where a course is clear, take-up has its say, too.
    case share
    /// A class of take-up, whose mirror a fall is.
    case adoption
  }

  /// How clear the course is, 0 to 1.
  package let clearness: Double
  /// How far it went one way, 0 to 1.
  package let oneWay: Double
  /// Whether it fell from first to last.
  let falls: Bool
  /// How clear it is whatever the number of changes, 0 to 1.
  package let steadiness: Double
  /// How much rather than values log odds went straight on, 0 to 1.
  package let likeness: Double

  private let bounds: Bounds
  private let last: Double
  private let pace: Double
  private let deviation: Double
  private let changes: Double

  private static let window = 15
  private static let fewestChanges = 2
  /// The weight of the last changes, and how many these are.
  private static let (recentShare, recent) = (0.3, 3)
  /// What is left of the pace after a year.
  private static let fade = 0.9
  /// The standard deviation of the way ahead at the own pace, as a share of it.
  private static let fadeError = 0.3
  /// A typical deviation of yearly changes, and how many of them it counts as.
  private static let typical = (deviation: 0.05, changes: 2)
  /// How near to a bound a value is seen, as a share of the width.
  private static let edge = 0.0005
  /// The share of the last value's distance from a bound within which another function's values are held inside.
  private static let held = 0.25
  /// The ratio of a mean to its error at which a course is half clear, and how fast that grows.
  private static let (halfClear, sharpness) = (5.0, 2)
  /// The net change, as a share of all changes, from which on a course is one way in part.
  private static let leastOneWay = 0.5
  /// How many changes more than one it takes for a course to be as clear as it looks, and what of that one of fewer is.
  private static let whole = (changes: 5.0, least: 0.8)

  /// What changes vary by at least beside their mean size, and how often that counts as seen.
  private static let rough = (share: 0.1, changes: 2.0)

  /// The course of a history; `nil` where it shows none.
  package init?(_ history: [Double], bounds: Bounds) {
    let years = Array(history.indices.filter { history[$0].isFinite }.suffix(Self.window))
    guard bounds.isClosed, years.count > Self.fewestChanges else { return nil }
    let values = years.map { history[$0] }
    let ends = values.suffix(2)
    guard !ends.allSatisfy({ $0 <= bounds.lower }), !ends.allSatisfy({ $0 >= bounds.upper })
    else { return nil }
    let images = Self.images(values, bounds)
    var (paces, steps, moves) = ([Double](), [Double](), 0.0)
    for place in years.indices.dropFirst() {
      let change = images[place] - images[place - 1]
      let span = Double(years[place] - years[place - 1])
      paces.append(change / span)
      steps.append((values[place] - values[place - 1]) / span)
      moves += abs(change)
    }
    guard moves > 0 else { return nil }
    let net = images[images.count - 1] - images[0]
    let mean = net / Double(years[years.count - 1] - years[0])
    var squares =
      Double(Self.typical.changes) * Self.typical.deviation * Self.typical.deviation
    for (place, pace) in paces.enumerated() {
      squares += (pace - mean) * (pace - mean) * Double(years[place + 1] - years[place])
    }
    let count = Double(paces.count)
    let deviation = (squares / (count - 1 + Double(Self.typical.changes))).squareRoot()
    (self.bounds, self.deviation, changes) = (bounds, deviation, count)
    last = images[images.count - 1]
    pace =
      (1 - Self.recentShare) * mean
      + Self.recentShare * Statistics.mean(Array(paces.suffix(Self.recent)))
    oneWay = max(0, (abs(net) / moves - Self.leastOneWay) / (1 - Self.leastOneWay))
    let ratio = Double.pow(
      abs(mean) * count.squareRoot() / deviation / Self.halfClear, Self.sharpness)
    steadiness = ratio / (1 + ratio)
    clearness = min(1, max(Self.whole.least, (count - 1) / Self.whole.changes)) * steadiness
    falls = net < 0
    let rougher = Self.roughness(paces) / Self.roughness(steps)
    likeness = 1 / (1 + Double.pow(rougher, (count - 1) / 2))
  }

  /// The square of what changes vary by beside their mean size.
  private static func roughness(_ changes: [Double]) -> Double {
    let size = Statistics.mean(changes.map { abs($0) })
    let mean = Statistics.mean(changes)
    let squares = changes.reduce(rough.changes * rough.share * rough.share) { sum, change in
      let distance = size > 0 ? (change - mean) / size : 0
      return sum + distance * distance
    }
    return squares / (Double(changes.count) - 1 + rough.changes)
  }

  /// The last value as a share of the width, 0 to 1.
  var height: Double { 1 / (1 + Double.exp(-last)) }

  /// Log odds of values, which are seen a little inside the bounds.
  private static func images(_ values: [Double], _ bounds: Bounds) -> [Double] {
    let width = bounds.upper - bounds.lower
    let nearest = values.map { min($0 - bounds.lower, bounds.upper - $0) }.filter { $0 > 0 }.min()
    let edge = min(Self.edge * width, nearest.map { $0 / 2 } ?? width)
    return values.map { value in
      let above = min(max(value - bounds.lower, edge), width - edge)
      return Double.log(above / (width - above))
    }
  }

  /// Quantiles of a step after the last known value.
  package func margin(_ step: Int) -> QuantileFunction { function(images(step)) }

  /// Quantiles of a step whose log odds are the average of the own ones with those of another function, which has a share.
  ///
  /// What the other function has nearer to a bound than a quarter of the last value's distance, and beyond the bound, comes the
  /// nearer to it the further it lies (`QuantileFunction.held`): as take-ups went many a course ends at the bound itself, which
  /// has no log odds.
  package func margin(
    _ step: Int, beside other: QuantileFunction, share: Double
  ) -> QuantileFunction {
    let width = bounds.upper - bounds.lower
    let above = 1 / (1 + Double.exp(-last))
    let (lower, upper) = (
      width * Self.held * max(above, Self.edge), width * Self.held * max(1 - above, Self.edge)
    )
    func kept(_ room: Double, _ edge: Double) -> Double {
      room < edge ? QuantileFunction.held(room, from: edge) : room
    }
    return function(
      zip(images(step), other.unclamped).map { own, value in
        let ratio = kept(value - bounds.lower, lower) / kept(bounds.upper - value, upper)
        return own + share * (Double.log(ratio) - own)
      })
  }

  /// Log odds of a step at the normal scores of a quantile function.
  private func images(_ step: Int) -> [Double] {
    let ahead = Double(step)
    let faded = Self.fade * (1 - Double.pow(Self.fade, step)) / (1 - Self.fade)
    let fading = Self.fadeError * pace * faded
    let spread =
      (deviation * deviation * (ahead + faded * faded / changes) + fading * fading).squareRoot()
    let scores = OwnPace.scores(degrees: Int(changes) - 1 + Self.typical.changes)
    return scores.map { last + faded * pace + spread * $0 }
  }

  private func function(_ images: [Double]) -> QuantileFunction {
    let width = bounds.upper - bounds.lower
    return QuantileFunction(
      values: images.map { bounds.lower + width / (1 + Double.exp(-$0)) })
  }
}
