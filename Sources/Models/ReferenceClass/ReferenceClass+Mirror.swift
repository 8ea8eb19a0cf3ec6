internal import TimeSeries

// Shares that fall towards 0, seen in classes of shares that rise.

extension ReferenceClass {
  /// Of cases a share below which falls say that the class was learned from what rises.
  private static let fewFalls = 0.25
  /// Of the moves of a history the share that a fall from first to last must make up.
  private static let clearFall = 0.5

  /// The forecast; of a share that falls towards the lower end, by a class of shares that rise, the mirror of what the class
  /// says of what is left.
  ///
  /// With bounds `a`, `b` and `y' = a + b − y`: quantiles `Q(p) = a + b − Q'(1 − p)`. What rises towards its end goes as the
  /// class has it. A take-up that falls from high up comes back, as the class has seen; so only histories whose last
  /// value is nearer to the lower end are mirrored, and only those that fell by half of all their moves.
  func towardsEnd(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> Forecast {
    guard isOfRisingShares, Self.fallsTowardsEnd(history, bounds) else {
      return forecast(history, nation: nation, bounds: bounds, steps: steps)
    }
    let sum = bounds.lower + bounds.upper
    let mirrored = forecast(
      history.map { sum - $0 }, nation: nation.map { sum - $0 }, bounds: bounds, steps: steps)
    return Forecast(
      margins: mirrored.margins.map { $0.mirrored(around: sum / 2) }, rung: mirrored.rung)
  }

  /// Whether few of the shares that the class was learned from fell.
  var isOfRisingShares: Bool {
    recipe == .share && changes.last.map { $0.probability(atMost: 0) < Self.fewFalls } ?? false
  }

  /// Whether a history ends nearer to the lower bound, and fell there by more than it moved up and down.
  static func fallsTowardsEnd(_ history: [Double], _ bounds: Bounds) -> Bool {
    let values = history.filter(\.isFinite)
    guard bounds.isClosed, let first = values.first, let last = values.last else { return false }
    let moves = zip(values, values.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
    return moves > 0 && first - last >= clearFall * moves
      && last - bounds.lower < bounds.upper - last
  }
}
