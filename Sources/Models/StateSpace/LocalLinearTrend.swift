internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// A level and a slope that both wander, seen with noise, by the Kalman filter.
///
/// Equations: `x_t = μ_t + ε_t`, `μ_{t+1} = μ_t + β_t + ξ_t`, `β_{t+1} = β_t + ζ_t`, exact diffuse start,
/// missing values filtered. The ratios `q_ξ = var(ξ)/var(ε)` and `q_ζ = var(ζ)/var(ε)` are averaged
/// over a grid with weights from the diffuse likelihood, in which the scale is integrated out; so
/// a forecast is a mixture of multivariate t's with `n − 2` degrees of freedom.
///
/// Edge cases: fewer than five values: `tooShort`. A straight line gives paths on the line.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: Durbin & Koopman 2012, sections 3.2.1 and 5.2; Harvey 1989, section 2.3.
public struct LocalLinearTrend: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "local_linear_trend",
    summary: "A level and a slope that both wander, by the Kalman filter.",
    equation: "x_t = mu_t + e_t;  mu_{t+1} = mu_t + beta_t + xi_t;  beta_{t+1} = beta_t + zeta_t",
    sources: ["Durbin & Koopman 2012, 3.2.1 and 5.2", "Harvey 1989, 2.3"],
    minimumObservations: 5,
    parameters: [
      ModelParameter(
        name: "level_ratio", summary: "var(xi)/var(e); averaged over 0 to 100 by default.",
        range: 0...1e6, standard: nil),
      ModelParameter(
        name: "slope_ratio", summary: "var(zeta)/var(e); averaged over 0 to 1 by default.",
        range: 0...1e6, standard: nil),
    ])

  private let levelRatios: [Double]
  private let slopeRatios: [Double]

  /// The model; a ratio that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    levelRatios = parameters["level_ratio"].map { [$0] } ?? [0, 0.1, 0.5, 2, 10, 100]
    slopeRatios = parameters["slope_ratio"].map { [$0] } ?? [0, 0.001, 0.01, 0.1, 1]
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let images = try input.images()
    let grid = LevelGrid(
      observed: input.times, future: times, periodsPerYear: input.periodsPerYear)
    let positions = [0] + grid.observed
    let last = positions.last ?? 0
    var observations = [Double?](repeating: nil, count: last + 1)
    var extra = [Double](repeating: 0, count: last + 1)
    let differences = zip(images.dropFirst(), images).map { $0 - $1 }
    let size = max(images.map { abs($0) }.max() ?? 0, 1e-12)
    let scale = max(
      differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count), size * size * 1e-12)
    for (index, position) in positions.enumerated() {
      observations[position] = images[index]
      extra[position] = input.imageVariances()[index] / scale
    }
    var candidates: [Candidate] = []
    for level in levelRatios {
      for slope in slopeRatios {
        let model = StateSpaceModel.localLinearTrend(
          observationVariance: 1, levelVariance: level, slopeVariance: slope)
        let filter = KalmanFilter(model, observations: observations, extraVariances: extra)
        candidates.append(Candidate(level: level, slope: slope, model: model, filter: filter))
      }
    }
    let steps = grid.future.map { $0 - last }
    return try summarise(
      candidates, input, times: times, steps: steps, positions: positions,
      floor: size * size * 1e-20)
  }

  private struct Candidate {
    let level: Double
    let slope: Double
    let model: StateSpaceModel
    let filter: KalmanFilter

    /// `log p(y)` with the scale integrated out, up to a constant.
    func logEvidence(floor: Double) -> Double {
      -0.5
        * (filter.logDeterminant
          + Double(filter.ordinaryCount) * Double.log(filter.sumOfSquares + floor))
    }

    func variance(floor: Double) -> Double {
      (filter.sumOfSquares + floor) / Double(max(1, filter.ordinaryCount))
    }
  }

  private func summarise(
    _ candidates: [Candidate], _ input: ModelInput, times: [Double], steps: [Int],
    positions: [Int], floor: Double
  ) throws(ModelError) -> FittedModel {
    let evidence = candidates.map { $0.logEvidence(floor: floor) }
    let best = evidence.max() ?? 0
    let weights = evidence.map { Double.exp($0 - best) }
    let total = weights.reduce(0, +)
    func average(_ value: (Candidate) -> Double) -> Double {
      zip(candidates, weights).reduce(0) { $0 + value($1.0) * $1.1 } / total
    }
    var components: [PathComponent] = []
    for (candidate, weight) in zip(candidates, weights) where weight > 1e-5 * total {
      let (mean, covariance) = forecast(candidate, steps: steps)
      do {
        components.append(
          try PathComponent(
            weight: weight, mean: mean,
            covariance: candidate.variance(floor: floor) * covariance,
            degreesOfFreedom: Double(candidate.filter.ordinaryCount)))
      } catch {
        throw .numerical(error)
      }
    }
    let residuals = positions.enumerated().dropFirst(2).map { index, position in
      Residual(
        time: input.times[index],
        value: average { candidate in
          let step = candidate.filter.steps[position]
          guard let innovation = step.innovation, step.diffuseInnovationVariance == 0 else {
            return 0
          }
          return innovation
            / (step.innovationVariance * candidate.variance(floor: floor)).squareRoot()
        })
    }
    let perYear = Double(input.periodsPerYear)
    return FittedModel(
      modelID: Self.card.id,
      parameters: [
        FittedParameter("level", average { $0.filter.nextState[0] - $0.filter.nextState[1] }),
        FittedParameter("slope_per_year", average { $0.filter.nextState[1] * perYear }),
        FittedParameter("level_ratio", average(\.level)),
        FittedParameter("slope_ratio", average(\.slope)),
        FittedParameter("noise_sd", average { $0.variance(floor: floor) }.squareRoot()),
      ],
      paths: PathDistribution(
        times: times, components: components, link: .transform(input.transform),
        bounds: input.transform.bounds),
      residuals: residuals)
  }

  /// Mean and covariance (over the scale) of the signal at future steps.
  private func forecast(_ candidate: Candidate, steps: [Int]) -> ([Double], Matrix) {
    let model = candidate.model
    var state = candidate.filter.nextState
    var variance = candidate.filter.nextVariance
    var rows: [[Double]] = []
    var mean: [Double] = []
    let last = steps.last ?? 0
    // `cov(α_{T+h}, α_{T+k}) = T^{k−h} P_{T+h}`: one pass forward for each row.
    var variances: [Matrix] = []
    var means: [Double] = []
    for _ in 1...max(1, last) {
      variances.append(variance)
      means.append(dot(model.loading, state))
      state = model.transition * state
      variance = symmetric(
        model.transition * variance * model.transition.transposed + model.stateVariance)
    }
    for step in steps {
      mean.append(means[step - 1])
      var column = variances[step - 1] * model.loading
      var row = [Double](repeating: 0, count: last)
      for later in (step - 1)..<last {
        row[later] = dot(model.loading, column)
        column = model.transition * column
      }
      rows.append(row)
    }
    let covariance = Matrix(rows: steps.count, columns: steps.count) { i, j in
      i <= j ? rows[i][steps[j] - 1] : rows[j][steps[i] - 1]
    }
    return (mean, covariance)
  }
}
