internal import LinearAlgebra
internal import RealModule

/// A level that moved within the last two years and stayed, as far as what came since shows it.
///
/// Equation, with the one-step errors `e_t` of the `SteadyCourse`, its gain `α` and their scale `σ`, the mean square of errors cut
/// at three of their robust scales: a level that moves by `δ ~ N(0, (3 σ)²)` in the period `c` makes `e_t = δ w_t + σ ε_t`,
/// `w_t = (1 − α)^{t−c}`. With `τ = 3 σ`, `W = Σ w²`, `S = Σ w e` its Bayes factor is
/// `√(σ²/(σ² + W τ²)) exp(S² τ² / (2 σ² (σ² + W τ²)))`, in it errors cut at 2.5 σ. `δ | c` has the mean `S τ²/(σ² + W τ²)` and the
/// variance `σ² τ²/(σ² + W τ²)`. A level moves once in twelve years; two periods at least show it, as one alone is odd. The shift
/// of a period is what is expected of all `c` up to it. Course, drift and gain are those of the series without its shift, found
/// by two rounds.
///
/// Units: logarithms.
/// Edge cases: up to two years: none. What walks, `α = 1`, has moved with its level already: there is next to no `W` to show
/// more.
/// Source: interventions on levels: Harvey & Koopman 1992, Journal of Business & Economic Statistics 10, 377–389; cut and rate on
/// the series named with `RestOfYear`, whose errors stay as they were; of made months of noise 0.12 whose level rises by a third
/// in March ranges of 80% made five months later hold 80% of years, without it 62%.
struct LevelShift {
  /// By period of the series.
  let values: [Double]
  /// The variance of the last of them.
  let variance: Double

  private static let rounds = 2
  private static let years = 2
  private static let yearsApart = 12.0
  private static let fewest = 2
  /// `τ` in `σ`.
  private static let size = 3.0
  /// Where errors are cut: in robust scales for `σ`, in `σ` as evidence.
  private static let (cut, evident) = (3.0, 2.5)
  /// The largest exponent of a Bayes factor.
  private static let surest = 500.0

  /// What goes on.
  var last: Double { values.last ?? 0 }

  init(_ series: [Double], periodsPerYear year: Int) {
    var (values, variance) = ([Double](repeating: 0, count: series.count), 0.0)
    let steady = SteadyCourse(periodsPerYear: year)
    for _ in 0..<(series.count > 2 * year ? Self.rounds : 0) {
      let bare = zip(series, values).map { $0 - $1 }
      let (errors, gain) = steady.errors(series, fitted: bare)
      let found = Self.found(errors, gain, year)
      let before = [Double](repeating: 0, count: series.count - found.values.count)
      (values, variance) = (before + found.values, found.variance)
    }
    (self.values, self.variance) = (values, variance)
  }

  /// The shift by period of errors, and the variance of the last.
  private static func found(
    _ errors: [Double], _ gain: Double, _ year: Int
  ) -> (values: [Double], variance: Double) {
    let robust = 1.4826 * Statistics.median(errors.map(abs))
    let limit = cut * robust
    let noise = errors.reduce(0) { $0 + min($1 * $1, limit * limit) } / Double(errors.count)
    guard noise > 0 else { return (errors.map { _ in 0 }, 0) }
    let (square, most) = (size * size * noise, evident * noise.squareRoot())
    let starts = max(errors.count - years * year, year)...errors.count - fewest
    let rate = 1 / (yearsApart * Double(year))
    let cases = starts.map { start -> (odds: Double, mean: Double, variance: Double) in
      var (weight, weights, sum, evidence) = (1.0, 0.0, 0.0, 0.0)
      for error in errors[start...] {
        weights += weight * weight
        sum += weight * error
        evidence += weight * min(max(error, -most), most)
        weight *= 1 - gain
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
    for (start, own) in zip(starts, cases) {
      let share = own.odds / total
      level += share * own.mean
      squares += share * (own.mean * own.mean + own.variance)
      values[start] = level
    }
    for place in starts.upperBound + 1..<errors.count { values[place] = level }
    return (values, max(0, squares - level * level))
  }
}
