internal import LinearAlgebra
internal import RealModule
public import TimeSeries

/// A level from one or two values of its own, a pace from other series.
///
/// Equation: on the modelling scale `x_{T+h} = x_T + b h + w_h`, `b` t-distributed with the mean and
/// the spread of the paces of J other series, `sd √(1 + 1/J)`, J − 1 degrees of freedom; `w` a random
/// walk with the variance that those series have around their own paces. The pace of a series is
/// its mean change a year between its first and last value.
///
/// Symbols: `paces` J values a year on the modelling scale; `walkVariance` per year.
/// Edge cases: fewer than two series with two values each: `noPace`.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: borrowing from a reference class: Kahneman & Tversky 1979, TIMS Studies in Management
/// Science 12, 313–327; prediction of a new member of a normal population: Geisser 1993, section 2.
public struct BorrowedPace: Sendable, Hashable {
  /// What a reader should know; it is chosen by anchors and thin proxies, never by name.
  public static let card = ModelCard(
    id: "borrowed_pace",
    summary: "The level of one or two values, the pace and its spread from other series.",
    equation: "x_{T+h} = x_T + b h + w_h;  b from the paces of other series",
    sources: ["Kahneman & Tversky 1979, TIMS 12", "Geisser 1993, Predictive Inference"],
    minimumObservations: 1)

  /// Paces of the other series, a year.
  public let paces: [Double]
  /// Variance of the walk around a pace, a year.
  public let walkVariance: Double

  /// Measures the paces of other series on a modelling scale.
  ///
  /// - Parameters:
  ///   - series: times (ends of periods in years) and values of each.
  ///   - transform: the modelling scale.
  /// - Throws: `noPace`, `outsideScale`.
  public init(
    series: [(times: [Double], values: [Double])], transform: Transform
  ) throws(ModelError) {
    var paces: [Double] = []
    var squares = 0.0
    var degrees = 0
    for (times, values) in series where times.count >= 2 {
      let images = try Borrowing.images(of: values, transform)
      let count = times.count
      let pace = (images[count - 1] - images[0]) / (times[count - 1] - times[0])
      paces.append(pace)
      for index in 1..<count {
        let elapsed = times[index] - times[index - 1]
        let surprise = images[index] - images[index - 1] - pace * elapsed
        squares += surprise * surprise / elapsed
      }
      degrees += count - 2
    }
    guard paces.count >= 2 else { throw .noPace }
    self.paces = paces
    // Without a third value anywhere the walk is taken as wide as the spread of the paces.
    walkVariance = degrees > 0 ? squares / Double(degrees) : Self.variance(paces)
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = Statistics.mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  /// Forecasts from the last value of a history.
  ///
  /// - Throws: `tooShort`, `outsideScale`, `numerical`.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let start = try Borrowing(input)
    let mean = Statistics.mean(paces)
    let spread = Self.variance(paces) * (1 + 1 / Double(paces.count))
    let elapsed = times.map { $0 - start.time }
    let covariance = Matrix(rows: times.count, columns: times.count) { i, j in
      spread * elapsed[i] * elapsed[j] + walkVariance * min(elapsed[i], elapsed[j])
        + start.noise * start.noise
    }
    return try start.fitted(
      Self.card.id, mean: elapsed.map { start.level + mean * $0 }, covariance: covariance,
      degreesOfFreedom: paces.count - 1,
      parameters: [
        FittedParameter(
          "pace_per_year", mean, standardError: Self.variance(paces).squareRoot()),
        FittedParameter("walk_sd_per_year", walkVariance.squareRoot()),
        FittedParameter("series", Double(paces.count)),
      ], at: times)
  }
}
