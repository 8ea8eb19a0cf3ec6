internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// A yearly history forecast as comparable series went on.
///
/// Equations: each future year has the quantile function that the reference classes give; years are
/// joined by a Gaussian copula with the correlation of the classes' own errors. A figure about a year
/// that is not over is a noisy sight of that year's value: its normal score is observed with the
/// variance that its error has on the scale of scores, and all years are conditioned on it.
///
/// Edge cases: values before a gap of two years or more are left out, a gap of one year is bridged by a
/// straight line; then fewer than four values: `tooShort`. The error of the last value widens the
/// quantiles around the median.
/// Randomness: one normal a step.
///
/// Source: see `ReferenceClass`; conditioning: Durbin & Koopman 2012, lemma 1.
public struct ReferenceClassModel: ForecastModel {
  /// What a reader should know; `auto` takes it, and scenarios may name it.
  public static let card = ModelCard(
    id: "reference_class",
    summary: "As comparable series went on: learned quantiles, measured coverage.",
    equation: "y_{T+h} = y_T + s (mu_h(x) + sigma_h(x) q_h)",
    sources: ["Kahneman & Tversky 1979, TIMS 12", "Friedman 2001, Annals of Statistics 29"],
    minimumObservations: 4, isShiftEquivariant: false, variancesMayShrink: true)

  /// The classes.
  public let classes: ReferenceClassMix

  /// A model of given classes.
  public init(classes: ReferenceClassMix) { self.classes = classes }

  /// The classes of growing levels.
  public init(parameters: [String: Double]) throws(ModelError) {
    try Self.check(parameters)
    classes = ReferenceClassLibrary.mix(.growth)
  }

  /// How many values of a yearly history the model would use.
  public static func usable(_ input: ModelInput) -> Int {
    guard input.periodsPerYear == 1 else { return 0 }
    return Stretch(input, until: nil).values.count
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    guard input.periodsPerYear == 1 else { throw .unsuitableScale("quarters") }
    _ = try input.images()
    let isSighted = times.first.map { $0 <= (input.times.last ?? 0) + 1e-9 } ?? false
    let stretch = Stretch(input, until: isSighted ? times.first : nil)
    guard stretch.values.count >= Self.card.minimumObservations else {
      throw .tooShort(
        observations: stretch.values.count, minimum: Self.card.minimumObservations)
    }
    let bounds = input.transform.bounds
    let steps = times.map { max(1, Int(($0 - stretch.last).rounded())) }
    let forecast = classes.forecast(stretch.values, bounds: bounds, steps: steps)
    let margins = forecast.margins.map { Self.widened($0, by: stretch.error) }
    var mean = Array(repeating: 0.0, count: steps.count)
    var covariance = Matrix(rows: steps.count, columns: steps.count) {
      classes.scoreCorrelation(steps[$0], steps[$1])
    }
    if isSighted, let value = input.values.last, let error = input.errors.last {
      Self.condition(&mean, &covariance, margins[0], value: value, error: error)
    }
    let component: PathComponent
    do {
      component = try PathComponent(
        weight: 1, mean: mean, covariance: Self.regular(covariance), degreesOfFreedom: 1e6)
    } catch {
      throw .numerical(error)
    }
    return try FittedModel(
      modelID: Self.card.id,
      parameters: classes.classes.map { FittedParameter("weight_\($0.table.id)", $0.weight) }
        + [FittedParameter("values_used", Double(stretch.values.count))],
      paths: PathDistribution(
        times: times, components: [component],
        link: .margins(margins.map { Self.images($0, input.transform) }, input.transform),
        bounds: bounds),
      residuals: stretch.residuals(input.transform))
  }

  /// Observes the first step with an error and carries it to all steps.
  private static func condition(
    _ mean: inout [Double], _ covariance: inout Matrix, _ margin: QuantileFunction, value: Double,
    error: Double
  ) {
    let score = margin.score(of: value)
    let slope = margin.value(atScore: score + 0.5) - margin.value(atScore: score - 0.5)
    guard slope > 0 else { return }
    let noise = error / slope
    let gain = (0..<mean.count).map { covariance[$0, 0] / (covariance[0, 0] + noise * noise) }
    let first = (0..<mean.count).map { covariance[$0, 0] }
    for row in mean.indices {
      mean[row] += gain[row] * score
      for column in mean.indices { covariance[row, column] -= gain[row] * first[column] }
    }
  }

  /// Correlations measured pair by pair need not fit together; a small ridge makes them.
  private static func regular(_ matrix: Matrix) -> Matrix {
    var ridge = 1e-9
    while ridge < 0.5 {
      var candidate = matrix
      for index in 0..<matrix.rows {
        for other in 0..<matrix.rows where other != index {
          candidate[index, other] *= 1 - ridge
        }
        candidate[index, index] = max(candidate[index, index], 1e-12)
      }
      if (try? Cholesky(candidate)) != nil { return candidate }
      ridge *= 4
    }
    return matrix
  }

  private static func widened(_ margin: QuantileFunction, by error: Double) -> QuantileFunction {
    let middle = margin.value(at: 0.5)
    let spread = (margin.value(atScore: 1) - margin.value(atScore: -1)) / 2
    guard error > 0, spread > 0 else { return margin }
    let factor = (1 + error * error / (spread * spread)).squareRoot()
    return margin.mapped { middle + factor * ($0 - middle) }
  }

  /// A quantile function on the modelling scale; values at the edge of the scale are kept just inside.
  private static func images(_ margin: QuantileFunction, _ transform: Transform) -> QuantileFunction
  {
    let bounds = transform.bounds
    let edge = bounds.isClosed ? (bounds.upper - bounds.lower) * 1e-6 : 0
    let smallest = margin.values.last { $0 > 0 }.map { $0 * 1e-6 } ?? 1e-12
    return margin.mapped { value in
      if bounds.isClosed {
        let inside = min(max(value, bounds.lower + edge), bounds.upper - edge)
        return transform.forward(inside) ?? inside
      }
      return transform.forward(value) ?? transform.forward(smallest) ?? value
    }
  }

  /// The recent part of a yearly history without long gaps.
  private struct Stretch {
    var values: [Double] = []
    /// The end of its last year.
    var last = 0.0
    /// Standard deviation of the last value.
    var error = 0.0

    init(_ input: ModelInput, until end: Double?) {
      var previous: (time: Double, value: Double)?
      for (index, time) in input.times.enumerated() {
        if let end, time >= end - 1e-9 { break }
        let value = input.values[index]
        if let previous {
          let gap = Int((time - previous.time).rounded())
          if gap == 2 { values.append((previous.value + value) / 2) }
          if gap > 2 { values = [] }
        }
        values.append(value)
        last = time
        error = input.errors[index]
        previous = (time, value)
      }
    }

    /// Changes on the modelling scale around their mean, over their deviation.
    func residuals(_ transform: Transform) -> [Residual] {
      let images = values.compactMap {
        transform.forward($0, insideBy: ModelInput.edge(error))
      }
      guard images.count == values.count else { return [] }
      let changes = Statistics.differences(images)
      let (mean, deviation) = (Statistics.mean(changes), Statistics.deviation(changes))
      guard deviation > 0 else { return [] }
      return changes.enumerated().map { index, change in
        Residual(
          time: last - Double(changes.count - 1 - index), value: (change - mean) / deviation)
      }
    }
  }
}
