internal import LinearAlgebra
internal import RealModule

extension MeasureOutlook {
  /// The fewest ends that an outlook rests on.
  static let fewestEnds = 4
  /// The most changes that are looked at.
  private static let mostChanges = 8
  /// The share of a variance that no factor sees.
  private static let least = 1e-6

  /// What stood at the ends of half-years, or of other equal parts of years, and nothing else, goes on by the mean of its
  /// last changes; between two ends it walks.
  ///
  /// Where the year is the mean of such figures each stands for all of its part, and nothing lies between two.
  ///
  /// Where ends were much nearer to that of the same time of the year before than to their neighbours', they go on from there by the
  /// mean of those changes. Where they only vary about a level, they come back to it.
  ///
  /// Equation: `l_n + h d` after `h = (i + 1)/p` parts of `p` periods, `l_t = l_{t−1} + d + α (x_t − l_{t−1} − d)` with the gain of four whose last
  /// errors were smallest (Muth 1960; below 1 where it saves a quarter), `d` the mean of the last `k ≤ 8` changes, shrunk by what their
  /// deviation leaves of it; errors of `h < g` have the covariance `s² (α² (h − 1) + α + h g/k)`, of `h` and itself `s² (α² (h − 1) + 1 + h²/k)`.
  /// `s²` is at least what digits leave open of a change, `2 r²/3` with `r` half of the last one.
  ///
  /// - Returns: `nil` where other periods are known, for fewer than four ends, and where more than a year and a part is ahead.
  init?(
    ends history: MeasureHistory, periodsPerYear length: Int, until: Int, rounding: Double,
    isMean: Bool = false
  ) {
    let horizon = until - history.end
    let steps = (2..<length).filter { length.isMultiple(of: $0) }
    let found = steps.compactMap { step in history.yearEnds(step).map { (step: step, ends: $0) } }
    guard let (step, ends) = found.first, ends.count >= Self.fewestEnds,
      (1...length + step).contains(horizon)
    else { return nil }
    let images = history.isLogarithm ? ends.map { Double.log($0) } : ends
    let last = images[images.count - 1]
    let digits = rounding / (history.isLogarithm ? ends[ends.count - 1] : 1)
    let (neighbours, years) = (
      Changes(images, apart: 1), Changes(images, apart: length / step)
    )
    let level = Level(images, drift: neighbours.drift)
    let isYearly =
      years.count > 1 && years.variance < 0.5 * min(neighbours.variance, level.variance)
    let own = isYearly ? years : neighbours
    let gain = isYearly ? 1 : level.gain
    let variance = max(
      gain < 1 ? level.variance : own.variance, 2 * digits * digits / 3, 1e-12)
    let parts = (1...horizon).map { place in
      let part = Double(place) / Double(step)
      return isMean ? part.rounded(.up) : part
    }
    if isYearly {
      var ahead = images
      while ahead.count < images.count + length / step + 1 {
        ahead.append(ahead[ahead.count - length / step] + own.mean)
      }
      means = parts.map { part in
        let whole = Int(part)
        let (one, two) = (
          ahead[images.count - 1 + whole], ahead[min(images.count + whole, ahead.count - 1)]
        )
        return one + (part - Double(whole)) * (two - one)
      }
    } else {
      means = parts.map { (gain < 1 ? level.last : last) + $0 * neighbours.drift }
    }
    let count = Double(own.count)
    covariance = Matrix(rows: horizon, columns: horizon) {
      let (first, part) = (min(parts[$0], parts[$1]), max(parts[$0], parts[$1]))
      return variance
        * (gain * gain * max(0, first - 1) + (first == part ? 1 : gain) * min(1, first)
          + first * part / count
          // Periods of one part are the same, which a factor cannot be.
          + (isMean && $0 == $1 ? Self.least : 0))
    }
    (errors, cases) = ([:], step * own.count)
  }

  /// The last changes between ends so many apart.
  struct Changes {
    let count: Int
    let mean, variance: Double

    init(_ ends: [Double], apart: Int) {
      let all = zip(ends.dropFirst(apart), ends).map { $0 - $1 }.suffix(mostChanges)
      count = all.count
      let mean = all.reduce(0, +) / Double(max(1, all.count))
      self.mean = mean
      variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, all.count - 1))
    }

    /// The mean as far as it stands out of its own error.
    var drift: Double {
      guard mean != 0 else { return 0 }
      return mean * max(0, 1 - variance / (Double(max(1, count)) * mean * mean))
    }
  }

  /// The level that ends vary about, by exponential smoothing.
  struct Level {
    private(set) var gain = 1.0
    private(set) var last: Double
    /// The mean square of the last errors.
    private(set) var variance = Double.infinity

    init(_ ends: [Double], drift: Double) {
      last = ends[ends.count - 1]
      for gain in [1.0, 0.5, 0.25, 0.1] {
        // A level of several ends begins with their mean.
        let first = gain < 1 ? ends.prefix(3).reduce(0, +) / Double(ends.prefix(3).count) : ends[0]
        var (level, errors) = (first, [Double]())
        for end in ends.dropFirst() {
          let error = end - level - drift
          errors.append(error)
          level += drift + gain * error
        }
        let used = errors.suffix(mostChanges)
        let square = used.reduce(0) { $0 + $1 * $1 } / Double(max(1, used.count))
        if square < (gain < 1 && self.gain == 1 ? 0.75 : 1) * variance {
          (self.gain, last, variance) = (gain, level, square)
        }
      }
    }
  }
}
