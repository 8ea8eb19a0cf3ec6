internal import RealModule
package import TimeSeries

/// A yearly share that goes on at its own pace, in log odds, and how far its history is such a course.
///
/// Equations, with bounds `a`, `b`, `z = log((y − a)/(b − y))` and changes `d_1 … d_n` of `z` a year: the pace `g` is seven parts of their
/// mean and three of the mean of the last three, and fades, so that `h` years ahead
/// `z_{T+h} = z_T + g D_h + 1.5 s √(h + D_h²/n) t`, `D_h = φ + … + φʰ` with `φ = 0.9`, `t` Student's with `n + 1` degrees of freedom. `s` is the
/// standard deviation of the changes drawn towards 0.05, as if two more had been seen. A single course is known less well than
/// its own changes tell, hence 1.5.
///
/// How clear the course is, `c = min(1, (n − 2)/4) τ⁴/(τ⁴ + 6⁴)` with `τ = |d̄| √n/s`, and how far it went one way,
/// `w = max(0, 5 |Σ d|/Σ|d| − 4)`, have no threshold: one year that turned takes away as much as it turned. Shares of national accounts,
/// which wander, are hardly ever clear; those of take-up are.
///
/// Edge cases: the last fifteen known values; a change over years that are not known counts as one, at its mean a year. What comes nearer to
/// a bound than a twentieth of a hundredth of the width, and half of the nearest other value's distance, is seen there. No
/// course: fewer than three changes, what never moved, and what stood at a bound for its last two values.
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

  private let bounds: Bounds
  private let last: Double
  private let pace: Double
  private let deviation: Double
  private let changes: Double

  private static let window = 15
  private static let fewestChanges = 3
  /// The weight of the last changes, and how many these are.
  private static let (recentShare, recent) = (0.3, 3)
  /// What is left of the pace after a year.
  private static let fade = 0.9
  /// What the spread of one's own changes is multiplied by.
  private static let widening = 1.5
  /// A typical deviation of yearly changes, and how many of them it counts as.
  private static let typical = (deviation: 0.05, changes: 2)
  /// How near to a bound a value is seen, as a share of the width.
  private static let edge = 0.0005
  /// The ratio of a mean to its error at which a course is half clear, and how fast that grows.
  private static let (halfClear, sharpness) = (6.0, 4)
  /// The net change, as a share of all changes, from which on a course is one way in part.
  private static let leastOneWay = 0.8

  /// The course of a history; `nil` where it shows none.
  package init?(_ history: [Double], bounds: Bounds) {
    let years = Array(history.indices.filter { history[$0].isFinite }.suffix(Self.window))
    guard bounds.isClosed, years.count > Self.fewestChanges else { return nil }
    let values = years.map { history[$0] }
    let ends = values.suffix(2)
    guard !ends.allSatisfy({ $0 <= bounds.lower }), !ends.allSatisfy({ $0 >= bounds.upper })
    else { return nil }
    let images = Self.images(values, bounds)
    var (paces, moves) = ([Double](), 0.0)
    for place in years.indices.dropFirst() {
      let change = images[place] - images[place - 1]
      paces.append(change / Double(years[place] - years[place - 1]))
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
    clearness = min(1, max(0, count - 2) / 4) * ratio / (1 + ratio)
  }

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
  package func margin(_ step: Int) -> QuantileFunction {
    let ahead = Double(step)
    let faded = Self.fade * (1 - Double.pow(Self.fade, step)) / (1 - Self.fade)
    let spread =
      Self.widening * deviation * (ahead + faded * faded / changes).squareRoot()
    let scores = OwnPace.scores(degrees: Int(changes) - 1 + Self.typical.changes)
    let width = bounds.upper - bounds.lower
    return QuantileFunction(
      values: scores.map { score in
        bounds.lower + width / (1 + Double.exp(-(last + faded * pace + spread * score)))
      })
  }
}
