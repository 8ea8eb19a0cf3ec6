public import TimeSeries

/// Reference classes whose forecasts are averaged quantile by quantile.
///
/// Source: Lichtendahl, Grushka-Cockayne & Winkler 2013, Management Science 59, 1594–1611.
public struct ReferenceClassMix: Sendable {
  /// Classes with weights that sum to one.
  public let classes: [(table: ReferenceClass, weight: Double)]

  /// Classes with weights above 0, which are normalised.
  public init(_ weighted: [(table: ReferenceClass, weight: Double)]) {
    precondition(!weighted.isEmpty, "a mix needs a class")
    let total = weighted.reduce(0) { $0 + $1.weight }
    classes = weighted.map { ($0.table, $0.weight / total) }
  }

  /// Names of the classes, the heaviest first.
  public var name: String {
    classes.sorted { $0.weight > $1.weight }.map(\.table.id).joined(separator: "+")
  }

  /// The frequency of the series.
  public var frequency: Frequency { classes[0].table.frequency }

  /// The averaged forecast of one series.
  public func forecast(
    _ values: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    let all = classes.map { $0.table.forecast(values, bounds: bounds, steps: steps) }
    guard all.count > 1 else { return all[0] }
    let margins = steps.indices.map { step in
      func average(_ values: (QuantileFunction) -> [Double]) -> [Double] {
        QuantileFunction.probabilities.indices.map { place in
          zip(all, classes).reduce(0) { $0 + values($1.0.margins[step])[place] * $1.1.weight }
        }
      }
      let (values, beyond) = (average(\.values), average(\.unclamped))
      // A bound is reached where every class has reached it.
      let unclamped = zip(values, beyond).map { value, beyond in
        value <= bounds.lower || value >= bounds.upper ? beyond : value
      }
      return QuantileFunction(values: values, unclamped: unclamped)
    }
    return ReferenceClass.Forecast(margins: margins, rung: all[0].rung)
  }

  /// Correlation of the normal scores of two steps, as in the heaviest class.
  public func scoreCorrelation(_ first: Int, _ second: Int) -> Double {
    let heaviest = classes.max { $0.weight < $1.weight } ?? classes[0]
    return heaviest.table.scoreCorrelation(first, second)
  }
}
