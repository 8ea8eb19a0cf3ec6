internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// The shape of an adoption curve below a ceiling.
package enum AdoptionShape: CaseIterable {
  case logistic, gompertz

  /// The value as a straight line in time would show it; `nil` at or beyond the ends.
  package func image(_ value: Double, ceiling: Double) -> Double? {
    guard value > 0, value < ceiling else { return nil }
    return switch self {
    case .logistic: Double.log(value / (ceiling - value))
    case .gompertz: -Double.log(-Double.log(value / ceiling))
    }
  }

  /// Derivative of the image by the value.
  package func slope(_ value: Double, ceiling: Double) -> Double {
    switch self {
    case .logistic: ceiling / (value * (ceiling - value))
    case .gompertz: 1 / (value * Double.log(ceiling / value))
    }
  }

  var link: Link { self == .logistic ? .logistic : .gompertz }
}

extension Link {
  /// The curve that a path follows below a ceiling; `nil` for any other link.
  var shape: AdoptionShape? {
    switch self {
    case .logistic: .logistic
    case .gompertz: .gompertz
    case .transform, .quantiles: nil
    }
  }

  /// The scale that paths lie on; `nil` where they follow a curve.
  var transform: Transform? {
    switch self {
    case .transform(let transform), .quantiles(_, let transform): transform
    case .logistic, .gompertz: nil
    }
  }
}

/// Adoption towards an uncertain ceiling: shared by the logistic and the Gompertz curve.
///
/// Equations: with `z(y; c)` the image of the curve, `z_t = a + b t + u_t`, `u` an Ornstein–Uhlenbeck
/// error of length `ℓ`. The ceiling `c` (uniform between the largest value and the upper bound, or as
/// declared) and `ℓ` are averaged over a grid; the weight of a point is its evidence times the
/// Jacobian `Π dz/dy`, so that ceilings compare on the scale of the data. `b ~ N(0.3, 0.4²)` a year.
struct AdoptionCurve {
  let shape: AdoptionShape
  let modelID: String
  let ceiling: Double?

  static let lengths = [0.7, 2, 6, 20.0]
  static let ceilingPoints = 10
  /// Pace a year on the modelling scale; weak, from the spread of published adoption curves.
  static let pace = (mean: 0.3, deviation: 0.4)
  /// Variance of deviations when the data hardly tell, and its weight in observations.
  static let priorVariance = 0.01
  static let priorWeight = 1.0

  private struct Candidate {
    let ceiling: Double
    let length: Double
    let posterior: LinearGaussianModel.Posterior
    let logWeight: Double
  }

  func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let input = input.insideBounds
    let upper = input.transform.bounds.upper
    guard input.transform.bounds.lower == 0, upper.isFinite else {
      throw .unsuitableScale(input.transform.scale.rawValue)
    }
    let largest = input.values.max() ?? 0
    guard let smallest = input.values.min(), smallest > 0, largest < upper else {
      throw .outsideScale(value: largest < upper ? input.values.min() ?? 0 : largest)
    }
    var candidates: [Candidate] = []
    for ceiling in ceilings(above: largest, upTo: upper) {
      let images = input.values.compactMap { shape.image($0, ceiling: ceiling) }
      guard images.count == input.count else { continue }
      let jacobian = input.values.reduce(0) {
        $0 + Double.log(shape.slope($1, ceiling: ceiling))
      }
      for length in Self.lengths {
        let model = model(input, images: images, ceiling: ceiling, length: length, times: times)
        let posterior = try numerical(model.posterior)
        candidates.append(
          Candidate(
            ceiling: ceiling, length: length, posterior: posterior,
            logWeight: posterior.logEvidence + jacobian))
      }
    }
    guard !candidates.isEmpty else { throw .outsideScale(value: largest) }
    return try summarise(candidates, input, times: times)
  }

  private func ceilings(above largest: Double, upTo upper: Double) -> [Double] {
    if let ceiling { return [ceiling] }
    let count = Self.ceilingPoints
    return (1...count).map { largest + (upper - largest) * Double($0) / Double(count) }
  }

  private func model(
    _ input: ModelInput, images: [Double], ceiling: Double, length: Double, times: [Double]
  ) -> LinearGaussianModel {
    let last = input.count - 1
    let noise = zip(input.values, input.errors).map { value, error in
      let onScale = error * shape.slope(value, ceiling: ceiling)
      return onScale * onScale / Self.priorVariance
    }
    let prior = input.longRun.map { ($0.mean, $0.standardDeviation) } ?? Self.pace
    var model = LinearGaussianModel(
      input, at: times,
      designs: LinearGaussianModel.line(input, at: times, from: input.times[last], asOf: last),
      response: images, correlation: { Double.exp(-abs($0 - $1) / length) },
      own: { noise[$0] + 1e-6 })
    model.priorDegreesOfFreedom = Self.priorWeight
    model.priorVariance = Self.priorVariance
    model.coefficientPrior = (1, prior.0, prior.1 * prior.1 / Self.priorVariance)
    return model
  }

  private func summarise(
    _ candidates: [Candidate], _ input: ModelInput, times: [Double]
  ) throws(ModelError) -> FittedModel {
    let average = EvidenceAverage(candidates, logEvidence: \.logWeight)
    return try FittedModel(
      modelID, input, at: times,
      average.components(above: 1e-4) { candidate, weight throws(LinearAlgebraError) in
        try candidate.posterior.component(weight: weight, ceiling: candidate.ceiling)
      }, link: shape.link,
      parameters: [
        FittedParameter("ceiling", average(\.ceiling)),
        FittedParameter(
          "pace_per_year", average { $0.posterior.coefficients[1] },
          standardError: average { $0.posterior.coefficientErrors[1] }),
        FittedParameter("error_length_years", average(\.length)),
        FittedParameter("error_sd", average { $0.posterior.variance }.squareRoot()),
      ],
      residuals: input.times.enumerated().map { index, time in
        Residual(time: time, value: average { $0.posterior.whitenedResiduals[index] })
      })
  }
}
