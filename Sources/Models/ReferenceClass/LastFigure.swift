internal import TimeSeries

/// Forecasts of a share that move evenly with its last figure.
///
/// Trees are steps: 47 instead of 48 behind 46 made a target likely that was not. Equation: had the last figure been
/// `y_T + d`, with offsets `d` of halves of `u` up to `3 u` to either side and `u` the mean size of the changes, a quarter of it
/// for each of the first four changes (a single one tells hardly how large changes are), let
/// `S(d)` be a quantile of the whole forecast in which those of trees are their means up to `u` around `d`, the ones at
/// the ends counting half. The quantile is `(max_{d ≤ 0} S(d) + min_{d ≥ 0} S(d))/2`, up to `2 u` to either side: what
/// would fall where the last figure rises is held on both sides.
///
/// Means over `u` change the loss of shares and take-ups of countries by at most 1.5% to either side, but where figures
/// were calculated from lines (water, sanitation), whose next values the class knows all too well.
///
/// Edge cases: offsets end a tenth before the nearer bound. A figure at a bound, a series that never moved, and what the
/// class does not tell by its trees are left as they are.
///
/// Source: averages over moved inputs: Bishop 1995, Neural Computation 7, 108–116; isotonic means: Barlow, Bartholomew,
/// Bremner & Brunk 1972, Statistical Inference under Order Restrictions, chapter 1.
struct LastFigure {
  /// Offsets to either side, in halves of `u`, and how many of them `S` reaches over.
  private static let (offsets, reach) = (6, 2)
  /// So many changes tell how large changes are.
  private static let wholeChanges = 4.0
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
    let told = min(1, Double(changes.count) / Self.wholeChanges)
    let half = told * Statistics.mean(changes.map { abs($0) }) / 2
    self.half = max(0, min(half, Self.ofRoom * room / Double(Self.offsets)))
  }

  /// A forecast evened out over what it would be had the last figure been another.
  ///
  /// - Parameters:
  ///   - steps: how many distributions it has.
  ///   - trees: parts that are steps where figures move, of a history.
  ///   - whole: the forecast of a history from the means of these parts.
  func evened(
    _ steps: Int, trees: ([Double]) -> [[QuantileFunction]],
    whole: ([Double], [[QuantileFunction]]) -> [QuantileFunction]
  ) -> [QuantileFunction] {
    guard let place, half > 0 else { return whole(history, trees(history)) }
    let histories = (-Self.offsets...Self.offsets).map { offset in
      var moved = history
      moved[place] += Double(offset) * half
      return moved
    }
    let all = histories.map(trees)
    let centres = Self.reach..<histories.count - Self.reach
    let forecasts = centres.map { centre in
      whole(
        histories[centre],
        all[0].indices.map { part in
          (0..<steps).map { step in
            Self.each(all[(centre - Self.reach)...(centre + Self.reach)].map { $0[part][step] }) {
              values in
              let ends = (values[0] + values[values.count - 1]) / 2
              return values[1..<values.count - 1].reduce(ends, +) / Double(values.count - 1)
            }
          }
        })
    }
    return (0..<steps).map { step in
      Self.each(forecasts.map { $0[step] }) { values in
        let middle = values.count / 2
        let below = values[...middle].max() ?? values[middle]
        return (below + (values[middle...].min() ?? below)) / 2
      }
    }
  }

  /// One function from several, quantile by quantile.
  private static func each(
    _ functions: [QuantileFunction], _ one: ([Double]) -> Double
  ) -> QuantileFunction {
    func all(_ values: (QuantileFunction) -> [Double]) -> [Double] {
      let columns = functions.map(values)
      return columns[0].indices.map { level in one(columns.map { $0[level] }) }
    }
    return QuantileFunction(values: all(\.values), unclamped: all(\.unclamped))
  }
}
