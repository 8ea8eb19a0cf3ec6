internal import TimeSeries

/// Forecasts of a share that move evenly with its last figure.
///
/// Trees are steps: 47 instead of 48 behind 46 made a target likely that was not. Equation: with `Q(d)` a quantile of the forecast had
/// the last figure been `y_T + d`, `u` the mean size of the changes, and offsets of halves of `u` up to `3 u` to either side, `S(d)` is the mean
/// of `Q` up to `u` around `d`, those at the ends counting half, and the quantile is `(max_{d ≤ 0} S(d) + min_{d ≥ 0} S(d))/2`: what would fall
/// where the last figure rises is held on both sides. Neither moved the loss of shares of countries, nor that of take-up (up to 1% to
/// either side) but where figures are calculated from lines, whose next values a class knows all too well.
///
/// Edge cases: offsets end a tenth before the nearer bound. A figure at a bound, a series that never moved, and what the class does not tell by its
/// trees are left as they are.
///
/// Source: averages over moved inputs: Bishop 1995, Neural Computation 7, 108–116; isotonic mean: Barlow, Bartholomew, Bremner & Brunk 1972,
/// Statistical Inference under Order Restrictions, chapter 1.
struct LastFigure {
  /// Offsets to either side, in halves of `u`, and how many of them `S` reaches over.
  private static let (offsets, reach) = (6, 2)
  /// The share of the way to the nearer bound that offsets take.
  private static let ofRoom = 0.9

  private let history: [Double]
  private let place: Int?
  /// Half of `u`.
  private let half: Double

  init(_ history: [Double], bounds: Bounds) {
    self.history = history
    place = history.lastIndex(where: \.isFinite)
    let changes = Statistics.differences(history.filter(\.isFinite))
    let last = place.map { history[$0] } ?? 0
    let room = min(last - bounds.lower, bounds.upper - last)
    let half = Statistics.mean(changes.map { abs($0) }) / 2
    self.half = max(0, min(half, Self.ofRoom * room / Double(Self.offsets)))
  }

  /// A forecast evened out over what it would be had the last figure been another.
  func evened(
    _ forecast: ([Double]) -> ReferenceClass.Forecast
  ) -> ReferenceClass.Forecast {
    let own = forecast(history)
    guard let place, half > 0, own.rung == .learned else { return own }
    let all = (-Self.offsets...Self.offsets).map { offset -> [QuantileFunction] in
      if offset == 0 { return own.margins }
      var moved = history
      moved[place] += Double(offset) * half
      return forecast(moved).margins
    }
    return ReferenceClass.Forecast(
      margins: own.margins.indices.map { step in
        let inside = Self.evened(all.map { $0[step].values })
        let beyond = Self.evened(all.map { $0[step].unclamped })
        return QuantileFunction(values: inside, unclamped: beyond)
      }, rung: own.rung)
  }

  /// Quantiles of the middle one of so many functions.
  private static func evened(_ functions: [[Double]]) -> [Double] {
    functions[0].indices.map { level in
      let values = functions.map { $0[level] }
      let means = (reach..<values.count - reach).map { centre in
        let ends = values[centre - reach] + values[centre + reach]
        return (values[(centre - reach + 1)...(centre + reach - 1)].reduce(ends / 2, +))
          / Double(2 * reach)
      }
      let middle = means.count / 2
      let below = means[...middle].max() ?? means[middle]
      return (below + (means[middle...].min() ?? below)) / 2
    }
  }
}
