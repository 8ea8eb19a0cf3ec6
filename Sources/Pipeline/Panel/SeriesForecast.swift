internal import Attainment
public import Models
public import TimeSeries

/// The forecast of one series of a panel.
public struct SeriesForecast: Sendable {
  /// The series.
  public let id: String
  /// What made it, and why.
  public let answer: Answer
  /// The periods after the last row of the series.
  public let periods: [Period]
  /// Bounds of the series.
  public var bounds = Bounds.none
  /// The step in which the figures of the series are printed; 0 when it is not known.
  public var resolution = 0.0
  /// One distribution a period; empty when refused.
  public internal(set) var margins: [QuantileFunction]
  /// Whether the distributions have means.
  public var hasMean = true

  /// The mean of a step where there is one: between two bounds and of what has stood always, elsewhere where it lies
  /// inside the 95% interval; else `nil`.
  public func mean(_ step: Int) -> Double? {
    let margin = margins[step]
    let mean = answer.isOfCount ? Self.countedMean(margin) : margin.mean
    if bounds.isClosed || answer.rung == .standing {
      // Rounding of sums leads beyond no quantile.
      return min(max(mean, margin.values[0]), margin.values.last ?? mean)
    }
    guard hasMean, mean >= margin.value(at: 0.025), mean <= margin.value(at: 0.975) else {
      return nil
    }
    return mean
  }

  /// The mean of whole numbers: the sum of how likely at least one, at least two and so on are.
  private static func countedMean(_ margin: QuantileFunction) -> Double {
    let most = Int(margin.values.last ?? 0) + 1
    return (1...max(1, most)).reduce(0) { $0 + margin.probability(atLeast: Double($1) - 0.5) }
  }

  /// The value of a step with a probability at or below it; of a count a whole number.
  public func quantile(_ probability: Double, of step: Int) -> Double {
    let value = margins[step].value(at: probability)
    return answer.isOfCount ? value.rounded() : value
  }

  /// How likely a target is; one at a bound is met by what is printed as the bound, and only one that bounds
  /// decide has a chance of 0 or 1. `nil` for a period that was not forecast.
  public func probability(atLeast isFloor: Bool, _ target: Double, in period: Period) -> Double? {
    guard let step = periods.firstIndex(of: period), step < margins.count else { return nil }
    let scale =
      answer.isOfCount
      ? PublishedScale(gridOf: 1, bounds: bounds)
      : PublishedScale(bounds: bounds, unit: resolution)
    if isFloor {
      if target <= bounds.lower { return 1 }
      if target > bounds.upper { return 0 }
      return Self.open(
        margins[step].probability(atLeast: scale.interval(target...(.infinity)).lowerBound))
    }
    if target >= bounds.upper { return 1 }
    if target < bounds.lower { return 0 }
    return Self.open(
      margins[step].probability(atMost: scale.interval(-.infinity...target).upperBound))
  }

  /// A chance of what is still ahead: where quantiles end, nothing is surer than the outermost one, on either side.
  private static func open(_ chance: Double) -> Double {
    let outermost = QuantileFunction.probabilities[0]
    return min(max(chance, outermost), 1 - outermost)
  }
}

extension PanelSeries {
  /// The step in which the finest of the values is printed; a whole number among decimals has lost its zeros.
  var printedStep: Double {
    let known = values.compactMap { $0 }
    return PrintedDecimals.step(known.map(PrintedDecimals.needed).max() ?? PrintedDecimals.most)
  }
}
