internal import LinearAlgebra
internal import RealModule
public import TimeSeries

/// A level from one or two values of its own, the size of yearly changes from other series.
///
/// Equation: on the modelling scale `x_{T+h} = x_T + w_h`, `w` a random walk whose variance a year is the
/// mean of the squared changes a year of other series, `Σ (Δx)²/Δt / N`; t-distributed with N degrees
/// of freedom. For quantities without a direction of their own, such as places in a ranking.
///
/// Edge cases: no series with two values: `noPace`.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: as `BorrowedPace`, with the pace known to be zero.
public struct BorrowedWalk: Sendable, Hashable {
  /// What a reader should know; it is chosen by anchors and thin proxies, never by name.
  public static let card = ModelCard(
    id: "borrowed_walk",
    summary: "The level of one or two values, the size of yearly changes from other series.",
    equation: "x_{T+h} = x_T + w_h;  var(w_1) from the changes of other series",
    sources: ["Geisser 1993, Predictive Inference"],
    minimumObservations: 1)

  /// Variance of the walk, a year.
  public let variance: Double
  /// Changes behind it.
  public let changes: Int

  /// Measures the changes of other series on a modelling scale.
  ///
  /// - Throws: `noPace`, `outsideScale`.
  public init(
    series: [(times: [Double], values: [Double])], transform: Transform
  ) throws(ModelError) {
    var sum = 0.0
    var count = 0
    for (times, values) in series where times.count >= 2 {
      let images = try Borrowing.images(of: values, transform)
      for index in 1..<times.count {
        let change = images[index] - images[index - 1]
        sum += change * change / (times[index] - times[index - 1])
        count += 1
      }
    }
    guard count > 0 else { throw .noPace }
    variance = sum / Double(count)
    changes = count
  }

  /// Forecasts from the last value of a history.
  ///
  /// - Throws: `tooShort`, `outsideScale`, `numerical`.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let start = try Borrowing(input)
    let covariance = Matrix(rows: times.count, columns: times.count) { i, j in
      variance * (min(times[i], times[j]) - start.time) + start.noise * start.noise
    }
    return try start.fitted(
      Self.card.id, mean: times.map { _ in start.level }, covariance: covariance,
      degreesOfFreedom: changes,
      parameters: [
        FittedParameter("walk_sd_per_year", variance.squareRoot()),
        FittedParameter("changes", Double(changes)),
      ], at: times)
  }
}
