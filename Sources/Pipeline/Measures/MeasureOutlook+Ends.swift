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
  /// Where each end was nearer to that of the same time of the year before than to its neighbour's, it goes on from there by the mean of
  /// those changes.
  ///
  /// Equation: `x_n + h d̄` after `h = (i + 1)/p` parts of `p` periods, `d̄` and `s` the mean and the deviation of the last
  /// `k ≤ 8` changes; errors of `h` and `g` have the covariance `s² (min(h, g) + h g/k)`, of one change that of `yearEnds`.
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
    let isYearly = years.count > 1 && years.variance < neighbours.variance
    let own = isYearly ? years : neighbours
    let variance = max(own.variance, 2 * digits * digits / 3, 1e-12)
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
      means = parts.map { last + $0 * own.mean }
    }
    let count = Double(own.count)
    covariance = Matrix(rows: horizon, columns: horizon) {
      variance
        * (min(parts[$0], parts[$1]) + parts[$0] * parts[$1] / count
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
  }
}
