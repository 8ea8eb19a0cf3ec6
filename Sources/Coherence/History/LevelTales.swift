internal import RealModule
internal import TimeSeries

/// What single parts of a year under way tell of its level: each as usual or once only, the level near to what it was
/// expected at or moved.
///
/// Equation: the part `j` of `l_j` months came at `c_j`, the logarithm beside what it would be at last year's level.
/// Given the level `L`, the deviation `σ` of a month and which parts are odd, `c_j ~ N(L, u_j²)`, `u_j² = σ² b_j/l_j +
/// e_j`, and `u_j² + 1.5²` where it is odd; `L ~ N(g, τ²)` as years grew, or `N(g, 1.5²)` where it has moved. 3 parts
/// of 100 are odd, and levels move in 6 years of 1,000, so that one part alone tells a level that moved in a sixth of
/// its tales, however far it is; `σ²` is scaled inverse chi-squared, by sums over a grid. Every choice of odd parts (of
/// three at most among seven parts or more) is one tale, whose weight is the density of all `c_j`; its level is the
/// mean of the parts weighted by `1/u_j²`.
///
/// Source: Box & Tiao 1968, A Bayesian approach to some outlier problems, Biometrika 55, 119–129. How often parts are
/// odd, levels move and by how much is assumed.
struct LevelTales {
  /// One part.
  struct Part {
    /// Logarithm beside the same part at last year's level.
    let change: Double
    let months: Double
    /// How much more its variance is than that of a month, over months.
    let breadth: Double
    /// A variance of its own, as counts have.
    let extra: Double
  }

  /// One tale.
  struct Tale {
    let weight: Double
    let level: Double
    /// Variance of the level by its odd parts, too, and what a month varies.
    let (variance, month): (Double, Double)
    /// Months of parts that are not odd.
    let months: Double
    let isMoved: Bool
  }

  /// The tales, weights summing to one.
  let tales: [Tale]
  /// How likely each part is odd.
  let odd: [Double]

  /// How often a part is odd and a level moves, and by how much in logarithms.
  static let (oddShare, movedShare) = (0.03, 0.006)
  static let (oddWidth, movedWidth) = (1.5, 1.5)
  private static let fewParts = 6
  private static let mostOdd = 3
  private static let deviations = (0..<11).map { 0.02 * Double.exp(0.4 * Double($0)) }
  private static let lightest = 1e-4

  /// - Parameters:
  ///   - growth: the level that is expected, and how far it usually lies from that.
  ///   - noise: the scale of a month's variance and the degrees of freedom that tell it.
  init(
    _ parts: [Part], growth: (mean: Double, deviation: Double),
    noise: (variance: Double, degrees: Double)
  ) {
    var found: [(tale: Tale, logarithm: Double, choice: Int)] = []
    let most = parts.count <= Self.fewParts ? parts.count : Self.mostOdd
    let choices = (0..<(1 << parts.count)).filter { $0.nonzeroBitCount <= most }
    for deviation in Self.deviations {
      let variance = deviation * deviation
      let ofNoise =
        -noise.degrees / 2 * (Double.log(variance) + noise.variance / variance)
      // Of each part as it is usual and as it is odd: one over its variance, and the logarithm of its share and width.
      let kinds = parts.map { part in
        [false, true].map { isOdd -> (precision: Double, logarithm: Double) in
          let own =
            variance * part.breadth / part.months + part.extra
            + (isOdd ? Self.oddWidth * Self.oddWidth : 0)
          return (
            1 / own, Double.log(isOdd ? Self.oddShare : 1 - Self.oddShare) - Double.log(own) / 2
          )
        }
      }
      for choice in choices {
        var (precision, sum, squares, logarithm, months) = (0.0, 0.0, 0.0, ofNoise, 0.0)
        for place in parts.indices {
          let isOdd = choice & (1 << place) != 0
          let own = kinds[place][isOdd ? 1 : 0]
          let change = parts[place].change
          precision += own.precision
          sum += change * own.precision
          squares += change * change * own.precision
          logarithm += own.logarithm
          if !isOdd { months += parts[place].months }
        }
        let level = sum / precision
        logarithm -= (max(0, squares - sum * level) + Double.log(precision)) / 2
        for isMoved in [false, true] {
          let share = isMoved ? Self.movedShare : 1 - Self.movedShare
          let width = isMoved ? Self.movedWidth : growth.deviation
          let around = width * width + 1 / precision
          let gap = level - growth.mean
          let tale = Tale(
            weight: 0, level: level, variance: 1 / precision, month: variance, months: months,
            isMoved: isMoved)
          let own = Double.log(share) - Double.log(around) / 2 - gap * gap / (2 * around)
          found.append((tale, logarithm + own, choice))
        }
      }
    }
    let highest = found.map(\.logarithm).max() ?? 0
    var (total, odd) = (0.0, parts.map { _ in 0.0 })
    for (_, logarithm, choice) in found {
      let weight = Double.exp(logarithm - highest)
      total += weight
      for place in parts.indices where choice & (1 << place) != 0 { odd[place] += weight }
    }
    self.odd = odd.map { $0 / total }
    tales = found.compactMap { tale, logarithm, _ in
      let weight = Double.exp(logarithm - highest) / total
      guard weight > Self.lightest else { return nil }
      return Tale(
        weight: weight, level: tale.level, variance: tale.variance, month: tale.month,
        months: tale.months, isMoved: tale.isMoved)
    }
  }
}
