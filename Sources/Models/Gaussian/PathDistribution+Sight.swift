internal import LinearAlgebra
internal import Randomness
internal import RealModule
public import TimeSeries

/// A figure about a period that is still to come, such as the year under way: its value, give or take.
public struct Sight: Sendable, Hashable {
  /// What the figures to date say of the period's value.
  public let value: Double
  /// Standard deviation of how far the period's value comes out from it.
  public let error: Double
  /// What is said of the value in place of both; `nil` where they say all.
  public let tales: YearTales?

  /// A sight of the first period ahead.
  public init(value: Double, error: Double, tales: YearTales? = nil) {
    self.value = value
    self.error = error
    self.tales = tales
  }
}

extension PathDistribution {
  /// The distribution once the first step has been seen with an error.
  ///
  /// Equations, for a component with centre `m`, scale `S` and `ν` degrees of freedom, a sight `z` of variance `r` on
  /// the modelling scale, `s = S₁₁ + r`, `d = z − m₁`: centre `m + S₁ d/s`, scale `(S − S₁ S₁ᵀ/s) (ν + d²/s)/(ν + 1)`
  /// with `ν + 1` degrees of freedom; weights are multiplied by the density of `z`. Years joined by quantile functions
  /// are conditioned on the score of the value. Tales are told beside what the component expects (`YearTales`): with
  /// the middle `z` and the deviation `q` that they come to, centre `m + S₁ d/S₁₁`, scale `S − S₁ S₁ᵀ/S₁₁ + S₁ S₁ᵀ
  /// q²/S₁₁²`, and of the first step alone the variance of the rest of the year besides.
  ///
  /// Edge cases: a value that has no place on the scale changes nothing.
  /// Source: Durbin & Koopman 2012, lemma 1; the t: Ding 2016, American Statistician 70, 293–295.
  func sighted(_ sight: Sight) throws(ModelError) -> PathDistribution {
    if let tales = sight.tales, case .quantiles(let functions, let transform) = link,
      components.count == 1, let told = told(tales, components[0])
    {
      return try joined(tales, told, functions, transform)
    }
    var conditioned: [(logWeight: Double, component: PathComponent)] = []
    for component in components {
      if let tales = sight.tales {
        guard let told = told(tales, component) else { continue }
        conditioned.append(
          try numerical { () throws(LinearAlgebraError) in
            try component.told(told.place, told.error, rest: told.noise)
          })
        continue
      }
      guard let (place, noise) = image(of: sight, component) else { continue }
      conditioned.append(
        try numerical { () throws(LinearAlgebraError) in
          try component.seeing(place, variance: noise * noise)
        })
    }
    guard !conditioned.isEmpty else { return self }
    return try keeping(mixed(conditioned), link)
  }

  /// Components by their weights.
  private func mixed(
    _ conditioned: [(logWeight: Double, component: PathComponent)]
  ) throws(ModelError) -> [PathComponent] {
    let average = EvidenceAverage(conditioned) { $0.logWeight }
    return try average.components { sighted, weight throws(LinearAlgebraError) in
      var component = sighted.component
      component.weight = weight
      return component
    }
  }

  /// The same distribution with other components and another link.
  private func keeping(_ components: [PathComponent], _ link: Link) -> PathDistribution {
    var result = PathDistribution(times: times, components: components, link: link, bounds: bounds)
    result.offset = offset
    result.offsetDrift = offsetDrift
    result.isMonotone = isMonotone
    result.resolution = resolution
    result.positiveEdges = positiveEdges
    result.come = come
    return result
  }

  /// Years joined by quantile functions whose first one is what tales come to: its quantiles are those of their mixture,
  /// and later scores follow as much of its score as is not the noise of the rest.
  private func joined(
    _ tales: YearTales, _ told: Told, _ functions: [QuantileFunction], _ transform: Transform
  ) throws(ModelError) -> PathDistribution {
    let component = components[0]
    let whole = (told.seen.deviation * told.seen.deviation + told.seen.noise * told.seen.noise)
      .squareRoot()
    let first = QuantileFunction {
      Double.exp(tales.quantile($0, beside: told.expected))
    }
    let share = whole > 0 ? told.seen.deviation / whole : 1
    let joined = try numerical { () throws(LinearAlgebraError) in
      try component.joined(told.place, told.error, share: share)
    }
    var others = functions
    others[0] = first.clamped(to: bounds)
    return keeping([joined], .quantiles(others, transform))
  }

  /// What tales come to, in logarithms and on the scale of the steps: place, error and noise.
  private struct Told {
    /// What the component expects of the logarithm.
    let expected: LevelExpectation
    let seen: (mean: Double, deviation: Double, noise: Double)
    let place: Double
    let error: Double
    let noise: Double
  }

  /// What tales come to beside what a component expects, on the scale of its steps.
  private func told(
    _ tales: YearTales, _ component: PathComponent
  ) -> Told? {
    let middle = component.mean[0]
    let spread = component.scaleMatrix[0, 0].squareRoot()
    func logarithm(_ score: Double) -> Double? {
      let value = value(onScale: middle + score * spread, component)
      return value > 0 ? Double.log(value) : nil
    }
    guard let low = logarithm(-1), let usual = logarithm(0), let high = logarithm(1) else {
      return nil
    }
    // Near 0 logarithms reach far down, whatever the tails are: the shorter side tells.
    let reach = [logarithm(2).map { $0 - usual }, logarithm(-2).map { usual - $0 }]
      .compactMap(\.self)
    let before = LevelExpectation(
      mean: usual, deviation: (high - low) / 2,
      wide: reach.min().map { $0 / 2 })
    let seen = tales.seen(beside: before)
    func place(_ logarithm: Double) -> Double? {
      image(of: Sight(value: Double.exp(logarithm), error: 0), component)?.0
    }
    func width(_ deviation: Double) -> Double? {
      guard let low = place(seen.mean - deviation), let high = place(seen.mean + deviation) else {
        return nil
      }
      return abs(high - low) / 2
    }
    let whole = (seen.deviation * seen.deviation + seen.noise * seen.noise).squareRoot()
    guard let center = place(seen.mean), let own = width(seen.deviation), let all = width(whole)
    else { return nil }
    return Told(
      expected: before, seen: seen, place: center, error: own,
      noise: max(0, all * all - own * own).squareRoot())
  }

  /// A value of the first step.
  private func value(onScale place: Double, _ component: PathComponent) -> Double {
    switch link {
    case .transform(let transform): transform.backward(place)
    case .logistic: component.ceiling / (1 + Double.exp(-place))
    case .gompertz: component.ceiling * Double.exp(-Double.exp(-place))
    case .quantiles(let functions, let transform):
      functions.first?.value(atScore: place, on: transform) ?? .nan
    }
  }

  /// A sight and its error on the scale of a component's steps.
  private func image(of sight: Sight, _ component: PathComponent) -> (Double, Double)? {
    let value = sight.value
    switch link {
    case .transform(let transform):
      guard let image = transform.forward(value) else { return nil }
      return (image, sight.error * transform.slope(at: value))
    case .logistic:
      let ceiling = component.ceiling
      guard value > 0, value < ceiling else { return nil }
      return (
        Double.log(value / (ceiling - value)), sight.error * ceiling / (value * (ceiling - value))
      )
    case .gompertz:
      let share = value / component.ceiling
      guard share > 0, share < 1 else { return nil }
      let depth = -Double.log(share)
      return (-Double.log(depth), sight.error / (value * depth))
    case .quantiles(let functions, let transform):
      guard let function = functions.first else { return nil }
      return function.image(
        of: sight, on: transform, (component.mean[0], component.scaleMatrix[0, 0]))
    }
  }
}

extension QuantileFunction {
  /// The widest error in scores up to which the function counts as straight around the value.
  private static let straight = 0.1
  private static let (reach, step) = (9.0, 1.0 / 64)

  /// A sight of scores, and its error: the one that leaves the scores with the mean and variance that the sight of the value
  /// does.
  ///
  /// Where quantiles are narrow in the middle and wide at the ends a vague sight far away says little, though in the scores of
  /// its own surroundings it looks sharp. With scores of mean `m` and variance `v` before, `M` and `V` once weighted by the
  /// density of the value seen, the variance is `r = V v/(v − V)` and the place `m + (M − m)(v + r)/v`, by sums over scores a
  /// sixty-fourth apart.
  ///
  /// Source: moments matched as in expectation propagation: Minka 2001, UAI, 362–369.
  fileprivate func image(
    of sight: Sight, on transform: Transform, _ before: (mean: Double, variance: Double)
  ) -> (Double, Double)? {
    // As paths have it: beyond the outermost quantiles values lie on the modelling scale.
    let score = score(of: sight.value, on: transform)
    let slope =
      value(atScore: score + 0.5, on: transform) - value(atScore: score - 0.5, on: transform)
    guard slope > 0 else { return nil }
    let error = sight.error / slope
    let deviation = sight.error * transform.slope(at: sight.value)
    guard error > Self.straight, before.variance > 0, deviation > 0,
      let place = transform.forward(sight.value)
    else { return (score, error) }
    let spread = before.variance.squareRoot()
    let scores = stride(from: -Self.reach, through: Self.reach, by: Self.step).map { $0 }
    let logs = scores.map { own -> Double in
      let gap = (image(atScore: before.mean + spread * own, on: transform) - place) / deviation
      return -0.5 * (own * own + gap * gap)
    }
    guard let highest = logs.max(), highest.isFinite else { return (score, error) }
    let weights = logs.map { Double.exp($0 - highest) }
    let total = weights.reduce(0, +)
    let mean = zip(scores, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    // A sharp sight beyond what could be expected is taken as it came; a vague one says little, however far.
    guard abs(mean) < Self.reach - 1 else { return (score, error) }
    let second = zip(scores, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    let left = min(second / total, 0.999)
    let ratio = left / (1 - left)
    return (before.mean + spread * mean * (1 + ratio), spread * ratio.squareRoot())
  }
}

extension PathComponent {
  /// The component once its first step has been seen with a variance, and the logarithm of its weight.
  fileprivate func seeing(
    _ value: Double, variance: Double
  ) throws(LinearAlgebraError) -> (logWeight: Double, component: PathComponent) {
    let scale = scaleMatrix
    let total = scale[0, 0] + variance
    guard total > 0 else { return (Double.log(weight), self) }
    let distance = value - mean[0]
    let ratio = distance * distance / total
    let freedom = Double(degreesOfFreedom)
    let gain = mean.indices.map { scale[$0, 0] / total }
    let width = degreesOfFreedom == 0 ? 1 : (freedom + ratio) / (freedom + 1)
    let conditioned = Matrix(rows: mean.count, columns: mean.count) {
      width * (scale[$0, $1] - gain[$0] * scale[0, $1])
    }
    let logDensity =
      degreesOfFreedom == 0
      ? -0.5 * (Double.log(total) + ratio)
      : -0.5 * (Double.log(total) + (freedom + 1) * Double.log(onePlus: ratio / freedom))
        + Double.logGamma((freedom + 1) / 2) - Double.logGamma(freedom / 2)
        - 0.5 * Double.log(freedom / 2)
    let component = try PathComponent(
      weight: weight, mean: zip(mean, gain).map { $0 + $1 * distance },
      covariance: conditioned, degreesOfFreedom: degreesOfFreedom == 0 ? 1e6 : freedom + 1,
      ceiling: ceiling)
    return (Double.log(weight) + logDensity, component)
  }

  /// The component with its first step at a place, give or take an error, which later steps follow, and what the rest
  /// varies by, which they do not; its weight is that of the place.
  fileprivate func told(
    _ place: Double, _ error: Double, rest: Double
  ) throws(LinearAlgebraError) -> (logWeight: Double, component: PathComponent) {
    let scale = scaleMatrix
    let own = scale[0, 0]
    guard own > 0 else { return (Double.log(weight), self) }
    let gain = mean.indices.map { scale[$0, 0] / own }
    let distance = place - mean[0]
    let told = Matrix(rows: mean.count, columns: mean.count) { row, column in
      scale[row, column] + gain[row] * gain[column] * (error * error - own)
        + (row == 0 && column == 0 ? rest * rest : 0)
    }
    let ratio = distance * distance / (own + error * error)
    let component = try PathComponent(
      weight: weight, mean: zip(mean, gain).map { $0 + $1 * distance }, covariance: told,
      degreesOfFreedom: degreesOfFreedom == 0 ? 1e6 : Double(degreesOfFreedom) + 1,
      ceiling: ceiling)
    let density = -0.5 * (Double.log(own + error * error) + ratio)
    return (Double.log(weight) + density, component)
  }

  /// The component with its first step a score of mean 0 and variance 1, of which a share is what later steps follow:
  /// the place and error of the former first step.
  fileprivate func joined(
    _ place: Double, _ error: Double, share: Double
  ) throws(LinearAlgebraError) -> PathComponent {
    let scale = scaleMatrix
    let own = scale[0, 0]
    let gain = mean.indices.map { own > 0 ? scale[$0, 0] / own : 0 }
    let told = Matrix(rows: mean.count, columns: mean.count) { row, column in
      if row == 0 && column == 0 { return 1 }
      if row == 0 || column == 0 { return gain[max(row, column)] * error * share }
      return scale[row, column] + gain[row] * gain[column] * (error * error - own)
    }
    return try PathComponent(
      weight: weight,
      mean: mean.indices.map { $0 == 0 ? 0 : mean[$0] + gain[$0] * (place - mean[0]) },
      covariance: told,
      degreesOfFreedom: degreesOfFreedom == 0 ? 1e6 : Double(degreesOfFreedom) + 1,
      ceiling: ceiling)
  }

  /// The scale matrix, `steps × steps`.
  fileprivate var scaleMatrix: Matrix {
    Matrix(rows: mean.count, columns: mean.count) { row, column in
      (0...min(row, column)).reduce(0) { $0 + entry(row, $1) * entry(column, $1) }
    }
  }
}

extension ForecastModel {
  /// Fits a history and forecasts, also where its last value is a sight of the first time.
  ///
  /// - Parameters:
  ///   - input: the history; a last value at the first of the times is evidence with its error, not history.
  ///   - times: ends of the future periods in years, increasing.
  /// - Throws: as `fit`.
  public func forecast(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    guard let first = times.first, let last = input.times.last, last >= first - 1e-9,
      let value = input.values.last, let error = input.errors.last
    else { return try fit(input, at: times) }
    let fitted = try fit(input.dropLast, at: times)
    return try FittedModel(
      modelID: fitted.modelID, parameters: fitted.parameters,
      paths: fitted.paths.sighted(Sight(value: value, error: error, tales: input.tales)),
      residuals: fitted.residuals)
  }
}

extension ModelInput {
  /// The input without its last value.
  var dropLast: ModelInput {
    ModelInput(
      times: times.dropLast(), values: values.dropLast(), errors: errors.dropLast(),
      transform: transform, periodsPerYear: periodsPerYear, longRun: longRun,
      typicalChange: typicalChange, breaks: breaks)
  }
}
