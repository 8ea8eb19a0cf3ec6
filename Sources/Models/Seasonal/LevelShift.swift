internal import LinearAlgebra
internal import RealModule

/// A level that moved within the last two years and stayed, as far as what came since shows it.
///
/// Equation, with the one-step errors `e_t` of the `SteadyCourse`, its gains `α` with their weights and the errors' scale `σ`, the mean
/// square of errors cut at three of their robust scales: a level that moves by `δ ~ N(0, (3 σ)²)` in the period `c` makes
/// `e_t = δ w_t + σ ε_t`, `w_t` the weighted mean of `(1 − α)^{t−c}`. With `τ = 3 σ`, `W = Σ w²`, `S = Σ w e` its Bayes factor is
/// `√(σ²/(σ² + W τ²)) exp(S² τ² / (2 σ² (σ² + W τ²)))`, in it errors cut at 3 σ. `δ | c` has the mean `S τ²/(σ² + W τ²)` and the
/// variance `σ² τ²/(σ² + W τ²)`. A level moves once in twelve years. The shift
/// of a period is what is expected of all `c` up to it. Course, drift and gain are those of the series without its shift, found
/// by two rounds.
///
/// The newest period alone cannot show whether what is odd of it stays. What of its error `r` no earlier shift explains has the same
/// Bayes factor `B` by itself, `r` cut at 5 σ, and stays with the chance `ρ B / (1 + 4 ρ B)`, `ρ` the rate of shifts: at most one in
/// four, as odd months are three times as frequent, and the more the farther it is off. Nothing else that a forecast rests on (`σ`,
/// course, drift, gains) is taken from the newest, so that a better one never makes what is ahead worse.
///
/// Units: logarithms.
/// Edge cases: up to two years: none. What walks, `α` near 1, has moved with its level already: there is next to no `W` to show
/// more.
/// Source: interventions on levels: Harvey & Koopman 1992, Journal of Business & Economic Statistics 10, 377–389; of the newest:
/// Ledolter 1989, International Journal of Forecasting 5, 231–240; cut and rate on
/// the series named with `RestOfYear`, whose errors stay as they were; of made months of noise 0.12 whose level rises by a third
/// in March ranges of 80% made five months later hold 80% of years, without it 62%.
struct LevelShift {
  /// What is expected of it by period of the series.
  let values: [Double]
  /// By period what it is if it is one that earlier periods than the newest show; the chance of that.
  let lasting: (chance: Double, values: [Double], deviation: Double)
  /// What it is if the newest is one; the chance of that.
  let newest: (chance: Double, size: Double, deviation: Double)
  /// What is odd of the newest where it is none.
  let excess: Double

  private static let rounds = 2
  private static let years = 2
  private static let yearsApart = 12.0
  /// `τ` in `σ`.
  private static let size = 3.0
  /// Where errors are cut: in robust scales for `σ`, in `σ` as evidence, of one alone.
  private static let (cut, cutAlone) = (3.0, 5.0)
  /// From where on what the newest is off is odd, in `σ`.
  private static let clip = 2.5
  /// What is odd and does not stay, for each level that moves.
  private static let odd = 3.0
  /// The largest exponent of a Bayes factor.
  private static let surest = 500.0

  /// What goes on.
  var last: Double { values.last ?? 0 }

  init(_ series: [Double], periodsPerYear year: Int) {
    guard series.count > 2 * year else {
      let none = series.map { _ in 0.0 }
      (values, lasting, newest, excess) = (none, (0, none, 0), (0, 0, 0), 0)
      return
    }
    let steady = SteadyCourse(periodsPerYear: year)
    let past = Array(series.dropLast())
    var before = past
    for _ in 0..<Self.rounds {
      let (errors, left) = steady.errors(past, fitted: before)
      let own = Found(errors, left, year, settled: errors.count)
      before = zip(past, own.padded(own.values, past.count)).map { $0 - $1 }
    }
    let (errors, left) = steady.errors(series, fitted: before)
    let own = Found(errors, left, year, settled: errors.count - 1)
    values = own.padded(own.values, series.count)
    lasting = (
      own.chance, own.padded(own.lasting, series.count), own.variance.squareRoot()
    )
    newest = own.newest
    excess = own.excess
  }

  /// Shifts by period of errors.
  private struct Found {
    /// What is expected; what it is if it is one.
    var values, lasting: [Double]
    var chance = 0.0
    /// Of the size of one.
    var variance = 0.0
    var newest = (chance: 0.0, size: 0.0, deviation: 0.0)
    var excess = 0.0

    /// - Parameter settled: how many errors their scale is taken from.
    init(_ errors: [Double], _ left: [Double], _ year: Int, settled: Int) {
      (values, lasting) = (errors.map { _ in 0 }, errors.map { _ in 0 })
      let usual = errors[..<settled]
      let limit = LevelShift.cut * 1.4826 * Statistics.median(usual.map(abs))
      let noise = usual.reduce(0) { $0 + min($1 * $1, limit * limit) } / Double(usual.count)
      guard noise > 0 else { return }
      let last = errors.count - 1
      let rate = 1 / (LevelShift.yearsApart * Double(year))
      let starts = max(errors.count - LevelShift.years * year, year)..<last
      let cases = starts.map { Case(errors[$0...], left, noise, cut: LevelShift.cut) }
      let total = cases.reduce(1 - rate * Double(cases.count)) { $0 + rate * $1.factor }
      var (level, told) = (0.0, 0.0)
      for (start, own) in zip(starts, cases) {
        let share = rate * own.factor / total
        chance += share
        level += share * own.mean
        told += share * own.mean * left[last - start]
        values[start] = level
        variance += share * own.variance
      }
      values[last] = level
      if chance > 0 {
        lasting = values.map { $0 / chance }
        variance /= chance
      }
      // Shares that leave nothing over may add to a last digit more than all.
      chance = min(1, chance)
      let off = errors[last] - told
      let alone = Case([off], [1], noise, cut: LevelShift.cutAlone)
      let odds = rate * alone.factor
      newest = (
        odds / (1 + (1 + LevelShift.odd) * odds), alone.mean, alone.variance.squareRoot()
      )
      let most = LevelShift.clip * noise.squareRoot()
      // A walk has moved with it.
      excess = (left.count > 1 ? left[1] : 0) * (off - min(max(off, -most), most))
      values[last] += newest.chance * newest.size
    }

    /// With zeros before what is looked at.
    func padded(_ values: [Double], _ count: Int) -> [Double] {
      [Double](repeating: 0, count: count - values.count) + values
    }
  }

  /// A level that moves in the first of some periods.
  private struct Case {
    /// Its Bayes factor.
    let factor: Double
    /// How far it moves.
    let mean, variance: Double

    init(_ errors: ArraySlice<Double>, _ left: [Double], _ noise: Double, cut: Double) {
      let (square, most) = (size * size * noise, cut * noise.squareRoot())
      var (weights, sum, evidence) = (0.0, 0.0, 0.0)
      for (error, weight) in zip(errors, left) {
        weights += weight * weight
        sum += weight * error
        evidence += weight * min(max(error, -most), most)
      }
      let whole = noise + weights * square
      let exponent = evidence * evidence * square / (2 * noise * whole)
      factor = (noise / whole).squareRoot() * Double.exp(min(exponent, surest))
      (mean, variance) = (sum * square / whole, noise * square / whole)
    }
  }
}
