internal import LinearAlgebra
internal import RealModule

/// A forecast of several series with what its errors were.
///
/// Surprises are scales of Student's t: `s²` with `s² = Σ_t v_t w_t e_t² / Σ_t v_t`, `w_t = (ν + 1)/(ν + e_t²/s²)`,
/// found by repetition, `v_t = ρ^{T−t}`, as calm and rough times last; at least half of what their mean square makes,
/// `(ν − 2)/ν Σ v e² / Σ v`, so that errors that are nearly always none do not hide the few that are not; shrunk to
/// the median of all series and made larger by `1 + 2/n`, as two parameters were fitted to the `n` errors.
///
/// Source: weights: Lange, Little & Taylor 1989, JASA 84, 881–896.
public struct SeasonalGrowthForecast: Sendable, Hashable {
  /// `ν`, degrees of freedom of surprises.
  public static let degrees = 5

  /// Means of the logarithms, one array a series.
  public let means: [[Double]]
  /// `μ`, yearly growth in the long run, by series.
  public let longRun: [Double]
  /// `m_T`, yearly growth above it, by series.
  public let momentum: [Double]
  /// `s`, by series.
  public let surprises: [Double]
  /// Errors of past forecasts, by series, the period they were made after and the step, oldest first, over up to a
  /// year ahead.
  public let errorsAhead: [[[Double]]]
  /// One-step errors, one array a series, oldest first.
  public let errors: [[Double]]
  /// `ψ`, one a step.
  public let responses: [Double]
  /// The share of it that goes from period to period, 0–1.
  public let stepShare: Double

  /// `ρ`, the weight of an error beside that of the one behind it.
  private static let discount = 0.95
  /// The share of the mean square that a scale makes at least.
  private static let leastShare = 0.5
  /// Errors that the typical surprise counts as.
  private static let surprisePrior = 8.0

  init(
    means: [[Double]], longRun: [Double], momentum: [Double], errorsAhead: [[[Double]]],
    responses: [Double], stepShare: Double = 0
  ) {
    self.means = means
    self.longRun = longRun
    self.momentum = momentum
    self.errorsAhead = errorsAhead
    errors = errorsAhead.map { series in series.compactMap { $0.first } }
    self.responses = responses
    self.stepShare = stepShare
    let scales = errors.map(Self.squaredScale)
    let typical = Statistics.median(scales)
    surprises = zip(scales, errorsAhead).map { scale, errors in
      let count = Double(errors.count)
      let pooled = (scale * count + typical * Self.surprisePrior) / (count + Self.surprisePrior)
      return max(
        (pooled * (1 + 2 / max(1, count))).squareRoot(), RobustSeasonalGrowth.smallestScale / 10)
    }
  }

  /// `s²` of errors, oldest first; 0 of none.
  package static func squaredScale(_ errors: [Double]) -> Double {
    guard !errors.isEmpty else { return 0 }
    let degrees = Double(Self.degrees)
    let squares = errors.map { $0 * $0 }
    var shares = squares.map { _ in 1.0 }
    for place in shares.indices.dropLast().reversed() {
      shares[place] = Self.discount * shares[place + 1]
    }
    let all = shares.reduce(0, +)
    // 0.528 is the median of a squared t with five degrees of freedom.
    var scale = Statistics.median(squares) / 0.528
    if scale == 0 { scale = squares.reduce(0, +) / Double(squares.count) }
    for _ in 0..<50 where scale > 0 {
      let weighted = zip(squares, shares).reduce(0.0) { sum, pair in
        let (square, share) = pair
        return sum + share * (degrees + 1) / (degrees + square / scale) * square
      }
      let next = weighted / all
      let isFound = abs(next - scale) <= 1e-12 * scale
      scale = next
      if isFound { break }
    }
    let mean = zip(squares, shares).reduce(0) { $0 + $1.0 * $1.1 } / all
    return max(scale, leastShare * (degrees - 2) / degrees * mean)
  }
}
