internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// Structural models of one series averaged over their ratios of variances.
///
/// Every candidate has an irregular variance of one; the scale is integrated out of its diffuse
/// likelihood, which is its weight. A forecast is a mixture of multivariate t's with one degree of
/// freedom for every value beyond the diffuse states.
///
/// Source: Durbin & Koopman 2012, sections 2.10.2 and 5.2; Harvey 1989, section 3.4.
struct StructuralMixture {
  /// A model with what sets it apart.
  struct Candidate {
    let ratios: [FittedParameter]
    let model: StateSpaceModel
  }

  let candidates: [Candidate]

  private struct Filtered {
    let candidate: Candidate
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

  /// Fits a history and forecasts; the first state is the level and the second the slope.
  func fit(_ id: String, _ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel
  {
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
    let variances = input.imageVariances()
    for (index, position) in positions.enumerated() {
      observations[position] = images[index]
      extra[position] = variances[index] / scale
    }
    let filtered = candidates.map {
      Filtered(
        candidate: $0,
        filter: KalmanFilter($0.model, observations: observations, extraVariances: extra))
    }
    return try summarise(
      id, filtered, input, times: times, steps: grid.future.map { $0 - last },
      positions: positions, floor: size * size * 1e-20)
  }

  private func summarise(
    _ id: String, _ filtered: [Filtered], _ input: ModelInput, times: [Double], steps: [Int],
    positions: [Int], floor: Double
  ) throws(ModelError) -> FittedModel {
    let filtered = filtered.filter { $0.logEvidence(floor: floor).isFinite }
    if filtered.isEmpty { throw .numerical(.notFinite) }
    let average = EvidenceAverage(filtered) { $0.logEvidence(floor: floor) }
    let components = try average.components(above: 1e-5) {
      candidate, weight throws(LinearAlgebraError) in
      let (mean, covariance) = forecast(candidate, steps: steps)
      return try PathComponent(
        weight: weight, mean: mean, covariance: candidate.variance(floor: floor) * covariance,
        degreesOfFreedom: Double(candidate.filter.ordinaryCount))
    }
    let diffuse = candidates[0].model.order
    let residuals = positions.enumerated().dropFirst(diffuse).map { index, position in
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
    let ratios = candidates[0].ratios.indices.map { index in
      FittedParameter(
        candidates[0].ratios[index].name, average { $0.candidate.ratios[index].value })
    }
    return try FittedModel(
      id, input, at: times, components,
      parameters: [
        FittedParameter("level", average { $0.filter.nextState[0] - $0.filter.nextState[1] }),
        FittedParameter("slope_per_year", average { $0.filter.nextState[1] * perYear }),
      ] + ratios + [
        FittedParameter("noise_sd", average { $0.variance(floor: floor) }.squareRoot())
      ],
      residuals: residuals)
  }

  /// Mean and covariance (over the scale) of the signal at future steps.
  private func forecast(_ candidate: Filtered, steps: [Int]) -> ([Double], Matrix) {
    let model = candidate.candidate.model
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
