// What one of several functions has, each with a chance.

extension QuantileFunction {
  /// The function of a value that has one of several functions, each with a chance: `F(y) = Σ w_i F_i(y)`.
  ///
  /// What was cut at bounds counts as it was before. A quantile lies between those of the parts, where the line between both ends is
  /// followed twice and the distance halved once, until the chance is right to `1e-13`.
  ///
  /// - Parameter parts: chances that sum to 1; what has none is left out, and one alone is as it was before it was cut.
  ///
  /// Source: Stone 1961, Annals of Mathematical Statistics 32, 1339–1342; Gneiting & Ranjan 2013, Electronic Journal of Statistics 7, 1747–1782.
  package static func pooled(
    _ parts: [(function: QuantileFunction, chance: Double)]
  ) -> QuantileFunction {
    let parts = parts.filter { $0.chance > 0 }.map {
      (function: QuantileFunction(values: $0.function.unclamped), chance: $0.chance)
    }
    precondition(!parts.isEmpty, "a pool needs a function")
    func below(_ value: Double) -> Double {
      parts.reduce(0) { $0 + $1.chance * $1.function.probability(atMost: value) }
    }
    return QuantileFunction(
      values: probabilities.enumerated().map { place, probability in
        let quantiles = parts.map { $0.function.values[place] }
        return crossing(quantiles.min() ?? 0, quantiles.max() ?? 0) { below($0) - probability }
      })
  }

  /// How near to the chance wanted a value is taken, and how often it is looked for.
  private static let (near, looks) = (1e-13, 60)

  /// Where a function that never decreases comes to 0 between two places, at which it is not above and not below 0.
  private static func crossing(
    _ low: Double, _ high: Double, _ excess: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    guard low < high else { return low }
    var (lack, surplus) = (excess(low), excess(high))
    for look in 1...looks {
      if lack >= -near { return low }
      if surplus <= near { return high }
      let share = look % 3 == 0 ? 0.5 : lack / (lack - surplus)
      let value = low + share * (high - low)
      guard low < value, value < high else { return value }
      let found = excess(value)
      if found < 0 { (low, lack) = (value, found) } else { (high, surplus) = (value, found) }
    }
    return low + (high - low) / 2
  }
}
