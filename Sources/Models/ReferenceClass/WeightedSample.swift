internal import Randomness

/// Values with weights.
package struct WeightedSample {
  let sorted: [(value: Double, weight: Double)]

  /// Values, each with its weight above 0.
  package init(_ values: [(Double, Double)]) { sorted = values.sorted { $0.0 < $1.0 } }

  /// The quantile function, by straight lines between cumulated weights.
  package var quantiles: QuantileFunction {
    guard let first = sorted.first else { return QuantileFunction { _ in 0 } }
    let total = sorted.reduce(0) { $0 + $1.weight }
    var values: [Double] = []
    var index = 0
    var before = 0.0
    var previous = first.value
    for probability in QuantileFunction.probabilities {
      while index < sorted.count - 1, (before + sorted[index].weight) / total < probability {
        before += sorted[index].weight
        previous = sorted[index].value
        index += 1
      }
      let share = (probability * total - before) / sorted[index].weight
      values.append(previous + (sorted[index].value - previous) * min(max(share, 0), 1))
    }
    return QuantileFunction(values: values)
  }
}
