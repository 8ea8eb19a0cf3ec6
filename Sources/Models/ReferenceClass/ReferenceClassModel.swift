internal import LinearAlgebra
internal import RealModule
public import TimeSeries

/// A yearly history forecast as comparable series went on.
///
/// Equations: each future year has the quantile function that the reference classes give; years are
/// joined by a Gaussian copula: that of growth of one correlation where levels grow (`GrowthPath`), elsewhere with the
/// correlation of the classes' own errors.
///
/// Edge cases: one value is a history; years not known are part of what the classes are told. Values before
/// a gap of ten years or more are left out, those before a break are moved so that the break is a change like
/// the others. Quarters, months and odd dates are read off at whole years before the last value, and times
/// between two years lie between their quantiles. The error of the last value widens the quantiles around the
/// median. Counts that come and go do so by themselves (`OwnCount`), shares that moved one way go on in part at their own pace (`ShareCourse`). Bounds far away from the values (`ReferenceClassMix.isFar`) only cut off what lies beyond them.
/// Randomness: one normal a step.
///
/// Source: see `ReferenceClass`.
public struct ReferenceClassModel: ForecastModel {
  /// What a reader should know; `auto` takes it, and scenarios may name it.
  public static let card = ModelCard(
    id: "reference_class",
    summary: "As comparable series went on: learned quantiles, measured coverage.",
    equation: "y_{T+h} = y_T + s (mu_h(x) + sigma_h(x) q_h)",
    sources: ["Kahneman & Tversky 1979, TIMS 12", "Friedman 2001, Annals of Statistics 29"],
    minimumObservations: 1, isShiftEquivariant: false, variancesMayShrink: true)

  /// The classes.
  public let classes: ReferenceClassMix

  /// What the series is a part of, at times in years; empty where nothing is known.
  public let nation: [(time: Double, value: Double)]

  /// What stands for no change: values are counted from it, and what is forecast stands on it again. It shifts
  /// histories on
  /// their own scale alone, such as an index of changes with the year before as 100.
  public let origin: Double

  /// A model of given classes.
  public init(
    classes: ReferenceClassMix, nation: [(time: Double, value: Double)] = [],
    origin: Double = 0
  ) {
    self.classes = classes
    self.nation = nation
    self.origin = origin
  }

  /// The classes of growing levels.
  public init(parameters: [String: Double]) throws(ModelError) {
    try Self.check(parameters)
    self.init(classes: ReferenceClassLibrary.mix(.growth))
  }

  /// The nation in the years of a stretch, no number where nothing is known.
  private func nation(of stretch: YearlyStretch) -> [Double] {
    if nation.isEmpty { return [] }
    return stretch.values.indices.map { index in
      let time = stretch.last - Double(stretch.values.count - 1 - index)
      return nation.first { abs($0.time - time) < 1e-6 }?.value ?? .nan
    }
  }

  /// Why what the series is a part of says nothing of a history; `nil` where it says something.
  public func nationObstacle(to input: ModelInput) -> NationObstacle? {
    let stretch = YearlyStretch(input)
    let known = nation(of: stretch)
    return classes.obstacle(
      to: stretch.values, nation: known.isEmpty ? stretch.values.map { _ in .nan } : known,
      bounds: input.transform.bounds)
  }

  /// What a forecast rests on: yearly values, and whether years between them are not known.
  public static func evidence(_ input: ModelInput) -> (values: Int, hasGaps: Bool) {
    let stretch = YearlyStretch(input)
    return (stretch.count, stretch.count < stretch.values.count)
  }

  /// Whether a history shows by its yearly values that it is a rate, which may fall below 0.
  public static func isRate(_ input: ModelInput) -> Bool {
    RateLikeness(YearlyStretch(input).values).isSeen
  }

  /// Whether it shows so, and that the rate is in per cent.
  public static func isRateInPercent(_ input: ModelInput) -> Bool {
    RateLikeness(YearlyStretch(input).values).isSeenInPercent
  }

  /// How many yearly values of a history the model would use.
  public static func usable(_ input: ModelInput) -> Int { YearlyStretch(input).count }

  /// Fits a history and forecasts.
  ///
  /// - Throws: `tooShort`; `unsuitableScale` for classes of shares without two bounds; `numerical`.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    guard origin != 0, input.transform.scale == .identity else {
      return try fitFromZero(input, at: times)
    }
    var moved = input
    moved.values = input.values.map { $0 - origin }
    let fitted = try fitFromZero(moved, at: times)
    var paths = fitted.paths
    if case .quantiles(let margins, let transform) = paths.link {
      paths.link = .quantiles(margins.map { $0.mapped { $0 + origin } }, transform)
    }
    return try FittedModel(
      modelID: fitted.modelID, parameters: fitted.parameters, paths: paths,
      residuals: fitted.residuals)
  }

  /// The same of values that are counted from 0.
  private func fitFromZero(
    _ input: ModelInput, at times: [Double]
  ) throws(ModelError) -> FittedModel {
    let stretch = YearlyStretch(input)
    guard stretch.count >= Self.card.minimumObservations else {
      throw .tooShort(observations: stretch.count, minimum: Self.card.minimumObservations)
    }
    let bounds = input.transform.bounds
    guard bounds.isClosed || !classes.isOfShares else {
      throw .unsuitableScale(input.transform.scale.rawValue)
    }
    var classes = classes.suited(to: stretch.values, bounds: bounds)
    if input.transform.scale == .count { classes = classes.with(.count) }
    let distances = times.map { $0 - stretch.last }
    let steps = distances.map { max(1, Int(($0 - 1e-6).rounded(.up))) }
    let nation = nation(of: stretch)
    let count = classes.count(in: stretch.values, bounds: bounds)
    // What is counted is known to the last one, and in part chance.
    let noise =
      input.transform.scale == .count && classes.rates != .own ? CountNoise(stretch.values) : nil
    let values = noise?.values ?? stretch.values
    if let noise { classes = classes.with(noise) }
    let path =
      count?.isAlone == true ? nil : classes.path(values, nation: nation, bounds: bounds)
    let margins = classes.forecast(
      values, along: path, beside: count, nation: nation, bounds: bounds,
      distances: distances,
      error: (stretch.error * stretch.error + (noise.map { $0.error * $0.error } ?? 0)).squareRoot()
    )
    let mean = Array(repeating: 0.0, count: steps.count)
    let covariance = Matrix(rows: steps.count, columns: steps.count) { row, column in
      let own = count?.scoreCorrelation(steps[row], steps[column]) ?? 0
      if count?.isAlone == true { return own }
      let others =
        path?.scoreCorrelation(distances[row], distances[column])
        ?? classes.scoreCorrelation(steps[row], steps[column])
      return others + (count?.weight ?? 0) * (own - others)
    }
    let component: PathComponent
    do {
      component = try PathComponent(
        weight: 1, mean: mean, covariance: Self.regular(covariance), degreesOfFreedom: 1e6)
    } catch {
      throw .numerical(error)
    }
    var paths = PathDistribution(
      times: times, components: [component], link: .quantiles(margins, input.transform),
      bounds: bounds)
    let isYearByYear = distances.enumerated().allSatisfy { abs($1 - Double($0 + 1)) < 1e-6 }
    paths.growthCorrelation =
      isYearByYear && count == nil && path?.isTurned == false ? path?.correlation : nil
    return try FittedModel(
      modelID: Self.card.id,
      parameters: classes.shares(of: stretch.values, bounds: bounds).map {
        FittedParameter("weight_\($0.name)", $0.weight)
      }
        + [FittedParameter("values_used", Double(stretch.count))],
      paths: paths, residuals: stretch.residuals(input.transform))
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
}

extension QuantileFunction {
  /// Wider around its middle by an error that adds to it.
  package func widened(byError error: Double) -> QuantileFunction {
    let middle = value(at: 0.5)
    let spread = (value(atScore: 1) - value(atScore: -1)) / 2
    guard error > 0, spread > 0 else { return self }
    let factor = (1 + error * error / (spread * spread)).squareRoot()
    return mapped { middle + factor * ($0 - middle) }
  }
}
