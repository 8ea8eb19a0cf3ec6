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

  var link: Link {
    switch self {
    case .logistic: .logistic
    case .gompertz: .gompertz
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
        do {
          let posterior = try model(
            input, images: images, ceiling: ceiling, length: length, times: times
          ).posterior()
          candidates.append(
            Candidate(
              ceiling: ceiling, length: length, posterior: posterior,
              logWeight: posterior.logEvidence + jacobian))
        } catch {
          throw .numerical(error)
        }
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
    let origin = input.times[input.count - 1]
    let columns = input.breakColumns(at: input.times + times)
    func design(_ points: [Double], offset: Int) -> Matrix {
      Matrix(rows: points.count, columns: 2 + columns.count) { row, column in
        switch column {
        case 0: 1
        case 1: points[row] - origin
        default: columns[column - 2][offset + row] - columns[column - 2][input.count - 1]
        }
      }
    }
    func correlation(_ first: Double, _ second: Double) -> Double {
      Double.exp(-abs(first - second) / length)
    }
    let noise = zip(input.values, input.errors).map { value, error in
      let onScale = error * shape.slope(value, ceiling: ceiling)
      return onScale * onScale / Self.priorVariance
    }
    let prior = input.longRun.map { ($0.mean, $0.standardDeviation) } ?? Self.pace
    return LinearGaussianModel(
      design: design(input.times, offset: 0), response: images,
      covariance: Matrix(rows: input.count, columns: input.count) { i, j in
        correlation(input.times[i], input.times[j]) + (i == j ? noise[i] + 1e-6 : 0)
      },
      futureDesign: design(times, offset: input.count),
      crossCovariance: Matrix(rows: times.count, columns: input.count) {
        correlation(times[$0], input.times[$1])
      },
      futureCovariance: Matrix(rows: times.count, columns: times.count) {
        correlation(times[$0], times[$1])
      },
      priorDegreesOfFreedom: Self.priorWeight, priorVariance: Self.priorVariance,
      coefficientPrior: (1, prior.0, prior.1 * prior.1 / Self.priorVariance))
  }

  private func summarise(
    _ candidates: [Candidate], _ input: ModelInput, times: [Double]
  ) throws(ModelError) -> FittedModel {
    let best = candidates.map(\.logWeight).max() ?? 0
    let weights = candidates.map { Double.exp($0.logWeight - best) }
    let total = weights.reduce(0, +)
    func average(_ value: (Candidate) -> Double) -> Double {
      zip(candidates, weights).reduce(0) { $0 + value($1.0) * $1.1 } / total
    }
    var components: [PathComponent] = []
    for (candidate, weight) in zip(candidates, weights) where weight > 1e-4 * total {
      do {
        components.append(
          try PathComponent(
            weight: weight, mean: candidate.posterior.mean,
            covariance: candidate.posterior.covariance,
            degreesOfFreedom: candidate.posterior.degreesOfFreedom,
            ceiling: candidate.ceiling))
      } catch {
        throw .numerical(error)
      }
    }
    return try FittedModel(
      modelID: modelID,
      parameters: [
        FittedParameter("ceiling", average(\.ceiling)),
        FittedParameter(
          "pace_per_year", average { $0.posterior.coefficients[1] },
          standardError: average { $0.posterior.coefficientErrors[1] }),
        FittedParameter("error_length_years", average(\.length)),
        FittedParameter("error_sd", average { $0.posterior.variance }.squareRoot()),
      ],
      paths: PathDistribution(
        times: times, components: components, link: shape.link,
        bounds: input.transform.bounds),
      residuals: input.times.enumerated().map { index, time in
        Residual(time: time, value: average { $0.posterior.whitenedResiduals[index] })
      })
  }
}
