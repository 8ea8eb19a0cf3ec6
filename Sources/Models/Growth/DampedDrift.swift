internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// Growth that wanders around a long-run mean: recent growth is damped towards it.
///
/// Equations, on the modelling scale with steps of one period: `x_t = x_{t−1} + g_t`,
/// `g_t = m + d_t + ε_t`, `d_t = φ d_{t−1} + η_t`, so that the forecast of growth is
/// `m + φʰ d̂_T`. Without a long-run prior `m` is flat; with one, `m ~ N(m₀, τ²)`, which shrinks the
/// mean of a short history towards `m₀`.
///
/// Symbols: `φ` damping, `r = var(d)/(var(d) + var(ε))` share of the slow part; both are averaged over
/// a grid with weights `p(y | φ, r)`, so their uncertainty is in every path. The variance has a weak
/// prior of one degree of freedom, of four around a typical change where the input names one; the mean
/// then has the prior of half of that change around none. A value that is missing is an observed sum of several `g_t`; a
/// provisional one carries its measurement variance.
///
/// Edge cases: fewer than three values without a typical change: `tooShort`. A constant history gives paths that stay.
/// Randomness: one normal a step, auxiliary uniforms for the grid point and the t.
///
/// Source: the damped trend of Gardner & McKenzie 1985, Management Science 31, 1237–1246; long-run
/// shrinkage after Müller, Stock & Watson 2022, Review of Economics and Statistics 104, 857–876.
public struct DampedDrift: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "damped_drift",
    summary: "Growth wanders around a long-run mean and is damped towards it.",
    equation: "x_t = x_{t-1} + g_t;  g_t = m + d_t + e_t;  d_t = phi d_{t-1} + n_t",
    sources: [
      "Gardner & McKenzie 1985, Management Science 31",
      "Müller, Stock & Watson 2022, REStat 104",
    ],
    minimumObservations: 3, maximumObservations: DenseLimit.observations,
    parameters: [
      ModelParameter(
        name: "damping", summary: "phi, per period; averaged over 0.3 to 0.95 by default.",
        range: 0...0.99),
      ModelParameter(
        name: "slow_share", summary: "r, share of the slow part; averaged by default.",
        range: 0...1),
    ])

  /// Changes of a history that a typical one counts as.
  private static let typicalChanges = 4.0

  private let dampings: [Double]
  private let slowShares: [Double]

  /// The model; a parameter that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    dampings = parameters["damping"].map { [$0] } ?? [0.3, 0.5, 0.7, 0.85, 0.95]
    slowShares = parameters["slow_share"].map { [$0] } ?? [0, 0.2, 0.4, 0.7]
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let typical = input.typicalChange.map { change in
      change * change / Double(input.periodsPerYear)
    }
    if typical == nil || input.count == 0 { try Self.checkLength(input) }
    let years = (times.last ?? input.times[input.count - 1]) - input.times[0]
    let periods = Int((years * Double(input.periodsPerYear)).rounded())
    guard periods <= DenseLimit.periods else {
      throw .tooWide(periods: periods, maximum: DenseLimit.periods)
    }
    let levels = LevelGrid(
      observed: input.times, future: times, periodsPerYear: input.periodsPerYear)
    let images = try input.images()
    let response = images.dropFirst().map { $0 - images[0] }
    let noise = input.imageVariances()
    let own = growthVariance(response, levels)
    let changes = Double(max(0, response.count - 1))
    let spread = typical.map {
      (own * changes + $0 * Self.typicalChanges) / (changes + Self.typicalChanges)
    }
    let step = Double(input.periodsPerYear)
    let prior =
      input.longRun
      ?? input.typicalChange.map {
        LongRun(mean: 0, standardDeviation: $0 / 2)
      }
    let longRun = prior.map { ($0.mean / step, $0.standardDeviation / step) }
    var candidates: [Candidate] = []
    for damping in dampings {
      for share in slowShares where share > 0 || damping == dampings[0] {
        let model = model(
          input, levels, response: response, noise: noise, spread: spread ?? own,
          freedom: typical == nil ? 1 : Self.typicalChanges, variance: typical ?? own,
          longRun: longRun, damping: damping, share: share, times: times)
        candidates.append(
          Candidate(damping: damping, share: share, posterior: try numerical(model.posterior)))
      }
    }
    return try summarise(candidates, input, times: times, origin: images[0])
  }

  private struct Candidate {
    let damping: Double
    let share: Double
    let posterior: LinearGaussianModel.Posterior
  }

  private func model(
    _ input: ModelInput, _ levels: LevelGrid, response: [Double], noise: [Double],
    spread: Double, freedom: Double, variance: Double, longRun: (mean: Double, deviation: Double)?,
    damping: Double, share: Double,
    times: [Double]
  ) -> LinearGaussianModel {
    let growth = levels.levelCovariance { distance in
      distance == 0 ? 1 : share * Double.pow(damping, distance)
    }
    let observed = levels.observed
    let future = levels.future
    let breaks = input.breakColumns(at: input.times + times)
    let covariance = Matrix(rows: observed.count, columns: observed.count) { i, j in
      let own = i == j ? noise[i + 1] / spread : 0
      return growth[observed[i] - 1, observed[j] - 1] + own + noise[0] / spread
        + (i == j ? 1e-10 : 0)
    }
    func design(_ positions: [Int], offset: Int) -> Matrix {
      Matrix(rows: positions.count, columns: 1 + breaks.count) { row, column in
        column == 0
          ? Double(positions[row]) : breaks[column - 1][offset + row] - breaks[column - 1][0]
      }
    }
    let prior: (column: Int, centre: Double, relativeVariance: Double)? = longRun.map {
      (0, $0.mean, $0.deviation * $0.deviation / spread)
    }
    return LinearGaussianModel(
      design: design(observed, offset: 1), response: response, covariance: covariance,
      futureDesign: design(future, offset: input.count),
      crossCovariance: Matrix(rows: future.count, columns: observed.count) {
        growth[future[$0] - 1, observed[$1] - 1]
      },
      futureCovariance: Matrix(rows: future.count, columns: future.count) {
        growth[future[$0] - 1, future[$1] - 1]
      },
      priorDegreesOfFreedom: freedom, priorVariance: variance, coefficientPrior: prior)
  }

  /// A first guess of the variance of growth in one period, which measurement errors relate to.
  private func growthVariance(_ response: [Double], _ levels: LevelGrid) -> Double {
    let steps = zip(levels.observed, [0] + levels.observed).map { Double($0 - $1) }
    let changes = zip(response, [0] + response).map(-)
    let mean = (response.last ?? 0) / Double(levels.observed.last ?? 1)
    let squares = zip(changes, steps).map { change, step in
      let distance = change - mean * step
      return distance * distance / step
    }
    let size = max(response.map { abs($0) }.max() ?? 0, 1e-12)
    return max(squares.reduce(0, +) / Double(max(1, squares.count - 1)), size * size * 1e-10)
  }

  private func summarise(
    _ candidates: [Candidate], _ input: ModelInput, times: [Double], origin: Double
  ) throws(ModelError) -> FittedModel {
    let average = EvidenceAverage(candidates, logEvidence: \.posterior.logEvidence)
    let perYear = Double(input.periodsPerYear)
    let residuals = (0..<(input.count - 1)).map { index in
      Residual(
        time: input.times[index + 1],
        value: average { $0.posterior.whitenedResiduals[index] })
    }
    return try FittedModel(
      Self.card.id, input, at: times,
      average.components { candidate, weight throws(LinearAlgebraError) in
        try PathComponent(
          weight: weight, mean: candidate.posterior.mean.map { $0 + origin },
          covariance: candidate.posterior.covariance,
          degreesOfFreedom: candidate.posterior.degreesOfFreedom)
      },
      parameters: [
        FittedParameter(
          "long_run_growth_per_year", average { $0.posterior.coefficients[0] * perYear },
          standardError: average { $0.posterior.coefficientErrors[0] * perYear }),
        FittedParameter("damping", average(\.damping)),
        FittedParameter("slow_share", average(\.share)),
        FittedParameter(
          "growth_sd_per_period", average { $0.posterior.variance }.squareRoot()),
      ],
      residuals: residuals)
  }
}

/// Positions of levels in whole periods after the first observation.
struct LevelGrid {
  let observed: [Int]
  let future: [Int]

  init(observed times: [Double], future: [Double], periodsPerYear: Int) {
    let origin = times[0]
    func position(_ time: Double) -> Int {
      max(1, Int(((time - origin) * Double(periodsPerYear)).rounded()))
    }
    observed = times.dropFirst().map(position)
    self.future = future.map(position)
  }

  /// Covariance of levels when growth in two periods has a covariance by their distance.
  func levelCovariance(_ growth: (Int) -> Double) -> Matrix {
    let order = max(observed.last ?? 0, future.last ?? 0)
    let byDistance = (0..<max(1, order)).map(growth)
    var levels = Matrix(rows: order, columns: order)
    for i in 0..<order {
      for j in 0..<order {
        let above = i > 0 ? levels[i - 1, j] : 0
        let left = j > 0 ? levels[i, j - 1] : 0
        let corner = i > 0 && j > 0 ? levels[i - 1, j - 1] : 0
        levels[i, j] = above + left - corner + byDistance[abs(i - j)]
      }
    }
    return levels
  }
}
