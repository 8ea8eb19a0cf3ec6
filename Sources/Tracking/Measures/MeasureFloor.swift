internal import LinearAlgebra
internal import Randomness
internal import RealModule
internal import TimeSeries

/// Periods ahead that never fall below 0, as their past never did, with the middles and errors that were forecast.
///
/// Equation: `x = max(0, m + s z)` with the mean `μ` and the deviation `σ` of the forecast. With `a = m/s`,
/// `g = a Φ(a) + φ(a)`, `h = (a² + 1) Φ(a) + a φ(a)`: `g²/(h − g²) = μ²/σ²` and `s = μ/g`. Cut alone, errors would lift
/// the mean of every period whose middle is near 0. A mean below a tenth of its deviation is that tenth; what this adds
/// to the year the other periods lose.
/// Symbols: `z` is a t, whose mean size is 1.19 of a normal's.
/// Edge cases: four deviations above 0 nothing changes; `a` is at least −1, so that no period is 0 in more than five of
/// six futures: the mean holds, the deviation is smaller.
/// Randomness consumed: none.
struct MeasureFloor {
  /// Middles before the cut.
  let means: [Double]
  /// By what the rows of the factor of the errors are multiplied.
  let scales: [Double]

  /// The mean size of a t with five degrees of freedom, over that of a normal.
  private static let width = 1.19
  /// Deviations above 0 from which on it is out of reach.
  private static let far = 4.0
  /// The least mean, in deviations.
  private static let least = 0.1
  private static let lowest = -1.0

  init(_ middles: [Double], _ covariance: Matrix) {
    let sizes = middles.indices.map { covariance[$0, $0].squareRoot() * Self.width }
    var wanted = zip(middles, sizes).map { max($0, Self.least * $1) }
    let (sum, lifted) = (middles.reduce(0, +), wanted.reduce(0, +))
    if sum < lifted, lifted > 0 {
      let share = max(0.5, sum / lifted)
      wanted = zip(wanted, sizes).map { $0 < Self.far * $1 ? $0 * share : $0 }
    }
    var (means, scales) = (middles, middles.map { _ in 1.0 })
    for (place, mean) in wanted.enumerated() {
      let size = sizes[place]
      guard size > 0, mean < Self.far * size else { continue }
      let start = Self.start(mean / size)
      let scale = mean / Self.partial(start).mean
      (means[place], scales[place]) = (start * scale, scale / size)
    }
    (self.means, self.scales) = (means, scales)
  }

  /// The factor of the errors of what is cut.
  func factor(_ own: Matrix) -> Matrix {
    Matrix(rows: own.rows, columns: own.columns) { scales[$0] * own[$0, $1] }
  }

  /// The mean and the variance of `max(0, a + z)` of a normal.
  private static func partial(_ a: Double) -> (mean: Double, variance: Double) {
    let (share, density) = (StandardNormal.cumulative(a), StandardNormal.density(a))
    let mean = a * share + density
    return (mean, (a * a + 1) * share + a * density - mean * mean)
  }

  /// `a` of a mean in deviations.
  private static func start(_ ratio: Double) -> Double {
    var (low, high) = (lowest, far + 1)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let (mean, variance) = partial(middle)
      if mean < ratio * variance.squareRoot() { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
