internal import RealModule

/// Scores of many forecasts, averaged over series, with errors that know which belong together.
public struct PanelScore: Sendable {
  /// The quantiles that are scored.
  public static let probabilities = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
  /// The central intervals, in per cent, with the places of their ends among the quantiles.
  public static let intervals = [(50, 3, 5), (80, 2, 6), (95, 0, 8)]

  /// A mean and its standard error.
  public struct Estimate: Sendable, Hashable {
    /// The mean over series.
    public let value: Double
    /// Its standard error, clustered by group.
    public let error: Double
  }

  private struct Case {
    let group: String
    let absolute: Double
    let pinball: Double
    let interval: Double
    let inside: [Double]
  }

  private var cases: [Case] = []
  /// Where outcomes fell.
  public private(set) var pit = PITHistogram()
  /// Outcomes inside each central interval.
  public private(set) var covered = [0, 0, 0]
  /// Outcomes.
  public private(set) var outcomes = 0

  /// Nothing scored yet.
  public init() {}

  /// Series scored.
  public var count: Int { cases.count }

  /// Scores one series; one that never moved has no scale and is left out.
  ///
  /// - Parameters:
  ///   - quantiles: one row a step, one value for each of `probabilities`.
  ///   - values: what came, `NaN` where it is not known.
  ///   - transforms: probabilities of less than the outcome, one a step.
  public mutating func add(
    group: String, quantiles: [[Double]], outcomes values: [Double], transforms: [Double],
    scale: Double
  ) {
    let known = values.indices.filter { values[$0].isFinite }
    guard scale > 0, !known.isEmpty else { return }
    var (absolute, pinball, interval) = (0.0, 0.0, 0.0)
    var inside = [0.0, 0.0, 0.0]
    for step in known {
      let (row, value) = (quantiles[step], values[step])
      absolute += ScaledError.error(value: value, median: row[4], scale: scale)
      pinball +=
        PinballLoss.mean(value: value, quantiles: row, probabilities: Self.probabilities) / scale
      interval +=
        IntervalScore.score(value: value, lower: row[0], upper: row[8], level: 0.95) / scale
      for (position, place) in Self.intervals.enumerated()
      where row[place.1] <= value && value <= row[place.2] {
        inside[position] += 1
        covered[position] += 1
      }
      pit.add(transforms[step])
    }
    outcomes += known.count
    let steps = Double(known.count)
    cases.append(
      Case(
        group: group, absolute: absolute / steps, pinball: pinball / steps,
        interval: interval / steps, inside: inside.map { $0 / steps }))
  }

  /// Mean absolute scaled error of the median.
  public var meanAbsoluteScaledError: Estimate { estimate(\.absolute) }
  /// Scaled quantile loss.
  public var scaledQuantileLoss: Estimate { estimate(\.pinball) }
  /// Mean scaled interval score of the 95% interval.
  public var scaledIntervalScore: Estimate { estimate(\.interval) }
  /// Share of outcomes inside each central interval.
  public var coverage: [Estimate] {
    Self.intervals.indices.map { position in estimate { $0.inside[position] } }
  }

  private func estimate(_ value: (Case) -> Double) -> Estimate {
    let count = Double(cases.count)
    guard count > 0 else { return Estimate(value: .nan, error: .nan) }
    let mean = cases.reduce(0) { $0 + value($1) } / count
    var sums: [String: Double] = [:]
    for item in cases { sums[item.group, default: 0] += value(item) - mean }
    let groups = Double(sums.count)
    let squares = sums.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    let error = groups > 1 ? (squares * groups / (groups - 1)).squareRoot() / count : .nan
    return Estimate(value: mean, error: error)
  }
}
