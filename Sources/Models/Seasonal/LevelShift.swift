internal import LinearAlgebra
internal import RealModule

/// A level that moved within the last two years and stayed, as far as what came since shows it.
///
/// Equation, with the one-step errors `e_t` of the `SteadyCourse`, its gains `α` with their weights and the errors' scale `σ`, the mean
/// square of errors cut at three of their robust scales: a level that moves by `δ ~ N(0, (3 σ)²)` in the period `c` makes
/// `e_t = δ w_t + σ ε_t`, `w_t` the weighted mean of `(1 − α)^{t−c}`. With `τ = 3 σ`, `W = Σ w²`, `S = Σ w e` its Bayes factor is
/// `√(σ²/(σ² + W τ²)) exp(S² τ² / (2 σ² (σ² + W τ²)))`, in it errors cut at 3 σ. `δ | c` has the mean `S τ²/(σ² + W τ²)` and the
/// variance `σ² τ²/(σ² + W τ²)`. A level moves once in twelve years; two periods at least show it, as one alone is odd. The shift
/// of a period is what is expected of all `c` up to it. Course, drift and gain are those of the series without its shift, found
/// by two rounds.
///
/// Units: logarithms.
/// Edge cases: up to two years: none. What walks, `α` near 1, has moved with its level already: there is next to no `W` to show
/// more.
/// Source: interventions on levels: Harvey & Koopman 1992, Journal of Business & Economic Statistics 10, 377–389; cut and rate on
/// the series named with `RestOfYear`, whose errors stay as they were; of made months of noise 0.12 whose level rises by a third
/// in March ranges of 80% made five months later hold 80% of years, without it 62%.
struct LevelShift {
  /// By period of the series.
  let values: [Double]
  /// What the last of them leaves open of all that is ahead, a variance.
  let open: Double

  private static let rounds = 2
  private static let years = 2
  private static let yearsApart = 12.0
  private static let fewest = 2
  /// `τ` in `σ`.
  private static let size = 3.0
  /// Where errors are cut: in robust scales for `σ`, in `σ` as evidence.
  private static let cut = 3.0
  /// The share of the variance of a shift that past errors do not hold already: half, as the squared scale of a t; all of one
  /// that two periods show, less of older ones, up to five periods.
  private static let (usuallyOpen, newlyOpen, known) = (0.3, 0.6, 5.0)
  /// The largest exponent of a Bayes factor.
  private static let surest = 500.0

  /// What goes on.
  var last: Double { values.last ?? 0 }

  init(_ series: [Double], periodsPerYear year: Int) {
    var (values, open) = ([Double](repeating: 0, count: series.count), 0.0)
    let steady = SteadyCourse(periodsPerYear: year)
    for _ in 0..<(series.count > 2 * year ? Self.rounds : 0) {
      let bare = zip(series, values).map { $0 - $1 }
      let (errors, left) = steady.errors(series, fitted: bare)
      let found = Self.found(errors, left, year)
      let before = [Double](repeating: 0, count: series.count - found.values.count)
      (values, open) = (before + found.values, found.open)
    }
    (self.values, self.open) = (values, open)
  }

  /// The shift by period of errors, and what the last leaves open.
  private static func found(
    _ errors: [Double], _ left: [Double], _ year: Int
  ) -> (values: [Double], open: Double) {
    let robust = 1.4826 * Statistics.median(errors.map(abs))
    let limit = cut * robust
    let noise = errors.reduce(0) { $0 + min($1 * $1, limit * limit) } / Double(errors.count)
    guard noise > 0 else { return (errors.map { _ in 0 }, 0) }
    let (square, most) = (size * size * noise, cut * noise.squareRoot())
    let starts = max(errors.count - years * year, year)...errors.count - fewest
    let rate = 1 / (yearsApart * Double(year))
    let cases = starts.map { start -> (odds: Double, mean: Double, variance: Double) in
      var (weights, sum, evidence) = (0.0, 0.0, 0.0)
      for (error, weight) in zip(errors[start...], left) {
        weights += weight * weight
        sum += weight * error
        evidence += weight * min(max(error, -most), most)
      }
      let whole = noise + weights * square
      let exponent = evidence * evidence * square / (2 * noise * whole)
      return (
        rate * (noise / whole).squareRoot() * Double.exp(min(exponent, surest)),
        sum * square / whole, noise * square / whole
      )
    }
    let total = cases.reduce(1 - rate * Double(cases.count)) { $0 + $1.odds }
    var (values, level, squares) = (errors.map { _ in 0.0 }, 0.0, 0.0)
    var (all, opened) = (0.0, 0.0)
    for (start, own) in zip(starts, cases) {
      let share = own.odds / total
      level += share * own.mean
      squares += share * (own.mean * own.mean + own.variance)
      values[start] = level
      let newness = (known - Double(errors.count - start)) / (known - Double(fewest))
      all += own.odds
      opened += own.odds * (usuallyOpen + (newlyOpen - usuallyOpen) * max(newness, 0))
    }
    for place in starts.upperBound + 1..<errors.count { values[place] = level }
    return (values, all > 0 ? opened / all * max(0, squares - level * level) : 0)
  }
}
