internal import Models
internal import TimeSeries

/// The rates of a panel, pooled by the last period that is known, and which series are among them.
///
/// What lies behind a period is not looked at, so that a forecast from the past knows of the others what was known then.
/// Series that their own course shows to be rates say where rates of this panel lie; one that does not show it is a
/// rate where it lies among them, else a level. Where nine in ten are rates, even the course of a level is that of a rate unless
/// it is a line: eight years of growth that rose from 3 to 8% are no level on the way to 600.
struct RatePools {
  /// The share of rates from which on a course says less than the company.
  private static let nearlyAll = 0.9
  private var pools: [Period: (pool: RatePool, share: Double)] = [:]

  /// No pool.
  init() {}

  /// The pools of a panel.
  ///
  /// - Parameters:
  ///   - ends: the last periods known of the series that are forecast.
  ///   - isSeen: whether a series with a history is a rate by itself.
  init(_ panel: Panel, ends: Set<Period>, isSeen: (PanelSeries, [Double]) -> Bool) {
    let panel = panel.series.filter { $0.normalised.factor == 1 && !$0.bounds.isClosed }
    for end in ends {
      let known = panel.compactMap { series -> (RatePool.Member, isSeen: Bool)? in
        let place = end.ordinal - series.first.ordinal
        guard place >= 0, let (history, last) = series.history(through: place) else { return nil }
        let recent = history.suffix(max(0, RatePool.years - (place - last)))
        return RatePool.Member(Array(recent)).map { ($0, isSeen(series, history)) }
      }
      guard let seen = RatePool(known.filter(\.isSeen).map(\.0)) else { continue }
      let rates = known.filter { $0.isSeen || seen.holds($0.0) }
      let share = Double(rates.count) / Double(known.count)
      pools[end] = RatePool(rates.map(\.0)).map { ($0, share) }
    }
  }

  /// Whether there is no pool.
  var isEmpty: Bool { pools.isEmpty }

  /// The pool of rates known up to a period; `nil` where there is none.
  subscript(period: Period) -> RatePool? { pools[period]?.pool }

  /// What the company says of a history that ends in a period and does not show by itself that it is a rate.
  func rates(_ history: [Double], _ period: Period) -> ReferenceClassMix.Rates {
    guard let (pool, share) = pools[period], let member = RatePool.Member(history) else {
      return .expected
    }
    let isRate = share >= Self.nearlyAll && !RateLikeness(history).isLine
    return !pool.holds(member) ? .seen : isRate ? .named : .expected
  }
}
