internal import TimeSeries

// Shares that fall, seen in classes of shares that rise.

extension ReferenceClass {
  /// Of cases a share below which falls say that the class was learned from what rises.
  private static let fewFalls = 0.25
  /// Of the moves of a history the shares that a fall from first to last must make up to count at all, and wholly.
  private static let (someFall, clearFall) = (0.25, 0.5)

  /// The forecast; of a share that falls, by a class of shares that rise, in part the mirror of what the class says of what is
  /// left.
  ///
  /// With bounds `a`, `b` and `y' = a + b − y` the mirror has the quantiles `a + b − Q'(1 − p)`. Its weight is
  /// `w = min(1, 2 (b − y)/(b − a))` with the last value `y`, times `min(1, 4 f − 1)`, not below 0, where `f` is the fall from
  /// first to last over all moves: the whole for a clear fall in the lower half, less the nearer `y` is to the upper end, since a
  /// take-up that slips near its end comes back, as the class has seen, and nothing for what rises.
  func towardsEnd(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> Forecast {
    let weight = isOfRisingShares ? Self.mirrorWeight(history, bounds) : 0
    guard weight > 0 else { return steady(history, nation: nation, bounds: bounds, steps: steps) }
    let sum = bounds.lower + bounds.upper
    let mirrored = steady(
      history.map { sum - $0 }, nation: nation.map { sum - $0 }, bounds: bounds, steps: steps)
    let turned = mirrored.margins.map { $0.mirrored(around: sum / 2) }
    guard weight < 1 else { return Forecast(margins: turned, rung: mirrored.rung) }
    let own = steady(history, nation: nation, bounds: bounds, steps: steps)
    return Forecast(
      margins: zip(own.margins, turned).map { $0.averaged(with: $1, share: weight, bounds) },
      rung: own.rung)
  }

  /// Whether few of the shares that the class was learned from fell.
  var isOfRisingShares: Bool {
    recipe == .share && changes.last.map { $0.probability(atMost: 0) < Self.fewFalls } ?? false
  }

  /// The weight of the mirror in the forecast of a history, 0 to 1.
  static func mirrorWeight(_ history: [Double], _ bounds: Bounds) -> Double {
    let values = history.filter(\.isFinite)
    guard bounds.isClosed, let first = values.first, let last = values.last, first > last
    else { return 0 }
    let moves = zip(values, values.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
    let fall = ((first - last) / moves - someFall) / (clearFall - someFall)
    let room = 2 * (bounds.upper - last) / (bounds.upper - bounds.lower)
    return min(max(fall, 0), 1) * min(max(room, 0), 1)
  }

  /// The forecast; of a share that never fell, by a class of shares that rise, with middles that do not fall either.
  ///
  /// Near its end trees see but little of what is left, and their middles may lie below the last value (99.8 went on to 99.6).
  /// Every quantile of such a year is moved up by as much as its middle lies below the last value or an earlier year's.
  private func steady(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> Forecast {
    let plain = forecast(history, nation: nation, bounds: bounds, steps: steps)
    let values = history.filter(\.isFinite)
    guard isOfRisingShares, bounds.isClosed, plain.rung == .learned, let first = values.first,
      let last = values.last, first < last, zip(values, values.dropFirst()).allSatisfy(<=)
    else { return plain }
    let years = Array(1...max(1, steps.max() ?? 1))
    let middles = forecast(history, nation: nation, bounds: bounds, steps: years).margins.map {
      $0.value(at: 0.5)
    }
    var floors: [Double] = []
    for middle in middles { floors.append(max(middle, floors.last ?? bounds.clamp(last))) }
    return Forecast(
      margins: zip(plain.margins, steps).map { margin, step in
        let lack = floors[step - 1] - margin.value(at: 0.5)
        guard lack > 0 else { return margin }
        return QuantileFunction(values: margin.unclamped.map { $0 + lack }).clamped(to: bounds)
      }, rung: plain.rung)
  }
}

extension QuantileFunction {
  /// The average with another function, which has a share; a bound is reached where both have reached it.
  func averaged(
    with other: QuantileFunction, share: Double, _ bounds: Bounds
  ) -> QuantileFunction {
    func average(_ one: [Double], _ two: [Double]) -> [Double] {
      zip(one, two).map { $0 + share * ($1 - $0) }
    }
    let (inside, beyond) = (average(values, other.values), average(unclamped, other.unclamped))
    return QuantileFunction(
      values: inside,
      unclamped: zip(inside, beyond).map {
        bounds.lower < $0 && $0 < bounds.upper ? $0 : $1
      })
  }
}
