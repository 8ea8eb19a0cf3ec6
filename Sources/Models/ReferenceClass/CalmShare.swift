internal import RealModule
package import TimeSeries

/// What a share that hardly moves says of the years to come, beside classes of shares that do.
///
/// Equations, in hundredths of the width, with changes `d_1 … d_n` a year, their mean `m` and the mean of the last three `m₃`:
/// `s² = (Σ (d_i − m)² + c²)/n`, `c` = 0.03, since values are printed; the middle goes on by `h τ²/(τ² + 4) (m + m₃)/2` with
/// `τ = |m| √n/s`, so that a pace that is no clearer than chance is none; distances are `(s √(h + h²/n) + b h) t`, `b` = 0.005,
/// a walk whose drift is known from `n` changes, `t` Student's with four degrees of freedom. With the distance `D` of the tenth
/// that the classes have `h` years ahead and `r = (s √(h + h²/n) + (b + max(|m|, |m₃|)) h) t_{0.9}/D`, the chance that it goes
/// on so is `(1 − 1/n)(1 − r²)`, and nothing from `r` = 1 on: what goes on one way is the classes' matter however steady it was.
/// The forecast is one or the other with that chance, for what was calm may leap: of shares of employment some did.
///
/// The numbers were read off shares of sectors in output and employment (the development panel, five years ahead, loses 0.4% by
/// it, three in a hundred being touched, nearly all by three series that leapt) beside drawn walks of 0.07 points a year.
///
/// Edge cases: fewer than four values tell nothing. A change over years that are not known counts as one, at its mean a year.
///
/// Source: drift and its error: Clements & Hendry 1999, Forecasting Non-stationary Economic Time Series, ch. 5.
package struct CalmShare {
  /// The middle's change a year, hundredths of the width.
  package let pace: Double
  /// `s`.
  package let deviation: Double
  private let size, changes, last, unit: Double
  private let bounds: Bounds

  private static let fewestValues = 4
  /// `c` and `b`.
  private static let (added, drift) = (0.03, 0.005)
  private static let chance = 4.0
  private static let scores = OwnPace.scores(degrees: 4)
  private static let (lower, upper) = (place(0.1), place(0.9))

  private static func place(_ probability: Double) -> Int {
    QuantileFunction.probabilities.firstIndex(of: probability) ?? 0
  }

  /// The course of a history, oldest first, no number where nothing is known; `nil` where it says too little of one.
  package init?(_ history: [Double], bounds: Bounds) {
    let years = history.indices.filter { history[$0].isFinite }
    guard bounds.isClosed, years.count >= Self.fewestValues else { return nil }
    self.bounds = bounds
    let unit = (bounds.upper - bounds.lower) / 100
    self.unit = unit
    let own = GappedChanges(years.map { history[$0] / unit }, at: years, added: Self.added)
    let (mean, latest) = (own.mean, own.latest)
    (changes, deviation) = (own.count, own.deviation)
    last = history[years[years.count - 1]]
    let clear = mean * mean * changes / (deviation * deviation)
    size = max(abs(mean), abs(latest))
    pace = clear / (clear + Self.chance) * (mean + latest) / 2
  }

  /// `s √(h + h²/n)`.
  private func spread(_ ahead: Double) -> Double {
    deviation * (ahead + ahead * ahead / changes).squareRoot()
  }

  /// The chance beside classes so many years ahead, 0 to less than 1.
  ///
  /// - Parameter distance: that of their tenths from the middle.
  package func weight(beside distance: Double, step: Int) -> Double {
    guard distance > 0 else { return 0 }
    let ahead = Double(step)
    let own = spread(ahead) + (Self.drift + size) * ahead
    let ratio = own * Self.scores[Self.upper] / (distance / unit)
    return (1 - 1 / changes) * max(0, 1 - ratio * ratio)
  }

  /// The forecast of the classes so many years ahead, or the own one.
  ///
  /// - Parameter share: that of the classes which this holds of, 0 to 1.
  package func pooled(with classes: QuantileFunction, step: Int, share: Double = 1)
    -> QuantileFunction
  {
    let values = classes.unclamped
    let weight =
      share
      * weight(beside: (values[Self.upper] - values[Self.lower]) / 2, step: step)
    guard weight > 0 else { return classes }
    let ahead = Double(step)
    let (middle, own) = (last + unit * pace * ahead, spread(ahead) + Self.drift * ahead)
    let calm = QuantileFunction(values: Self.scores.map { middle + unit * own * $0 })
    return QuantileFunction.pooled([(classes, 1 - weight), (calm, weight)]).clamped(to: bounds)
  }
}
