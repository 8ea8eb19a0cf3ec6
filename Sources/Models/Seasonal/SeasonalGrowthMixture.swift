internal import LinearAlgebra

/// Growth over a year and growth from period to period, mixed as their past errors ask.
///
/// Equation: the forecast is `(1 − w) a + w b`, `a` the `RobustSeasonalGrowth` and `b` the `RobustStepGrowth`. With
/// `x`, `z` their errors up to a year ahead over the last twenty years, each series in the unit of the smaller
/// robust scale of the two and errors cut at four of their own scales, `w = (Σ x (x − z) + w₀ n₀)/(Σ (x − z)² + n₀)`
/// cut to 0–1, sums a mean over series: the weight whose errors were smallest, with `n₀` differences of one unit
/// before any are known. One weight holds for all series, as figures of one table are adjusted for the season
/// together or not at all. A course of the year that `b` does not know makes `z` large, and `w` 0.
/// An innovation moves later values by the same mixture. Where a course is learned, `b` knows the course of the year, so
/// that a walk with seasons goes on from its last value, and what surprises leave behind is that of the past errors
/// (`LastingSurprise`), as far as growth over a year tells the forecast.
///
/// Edge cases, units: as `RobustSeasonalGrowth`.
/// Source: Bates & Granger 1969, Operational Research Quarterly 20, 451–468; Granger & Ramanathan 1984, Journal of
/// Forecasting 3, 197–204.
public struct SeasonalGrowthMixture: Sendable, Hashable {
  /// `a`.
  public var yearly: RobustSeasonalGrowth
  /// Whether the course of the year from period to period, and what surprises leave behind, are learned from the series.
  public var learnsCourse = false

  /// `w₀`.
  private static let usualWeight = 0.5
  /// `n₀`.
  private static let usualDifferences = 4.0
  /// Years of errors that are compared.
  private static let years = 20

  /// The mixture for a number of periods a year.
  public init(periodsPerYear: Int) {
    yearly = RobustSeasonalGrowth(periodsPerYear: periodsPerYear)
  }

  /// Forecasts series of the same periods, the first of them the first of a year.
  ///
  /// - Parameters:
  ///   - logarithms: one array a series, oldest first.
  ///   - horizon: periods ahead.
  /// - Throws: `tooShort`; `outsideScale` for a value that is no number.
  public func forecast(
    _ logarithms: [[Double]], horizon: Int
  ) throws(ModelError) -> SeasonalGrowthForecast {
    let year = yearly.periodsPerYear
    let a = try yearly.forecast(logarithms, horizon: horizon)
    let b = RobustStepGrowth(periodsPerYear: year, learnsCourse: learnsCourse)
      .forecast(logarithms, horizon: max(horizon, year))
    let pairs = zip(a.errorsAhead, b.errorsAhead).map { one, two in
      (Array(one.suffix(two.count)), Array(two.suffix(one.count)))
    }
    let weight = weight(pairs)
    func mixed(_ one: [Double], _ two: [Double]) -> [Double] {
      zip(one, two).map { (1 - weight) * $0 + weight * $1 }
    }
    // Of early years only the first one has errors.
    let errors = zip(a.errorsAhead, pairs).map { all, pair in
      Array(all.dropLast(pair.0.count)) + zip(pair.0, pair.1).map(mixed)
    }
    var responses = mixed(yearly.responses(horizon: b.responses.count), b.responses)
    if learnsCourse {
      responses = LastingSurprise(errorsAhead: errors, responses: responses, periodsPerYear: year)
        .applied(to: responses, share: 1 - weight, periodsPerYear: year)
    }
    return SeasonalGrowthForecast(
      means: zip(a.means, b.means).map(mixed), longRun: mixed(a.longRun, b.longRun),
      momentum: mixed(a.momentum, b.momentum),
      errorsAhead: errors, responses: Array(responses.prefix(horizon)),
      stepShare: weight)
  }

  /// `w`, from errors of both by series, origin and step.
  private func weight(_ errors: [([[Double]], [[Double]])]) -> Double {
    let recent = Self.years * yearly.periodsPerYear
    var (products, squares) = (0.0, 0.0)
    for (one, two) in errors {
      let x = one.suffix(recent).flatMap(\.self)
      let z = two.suffix(recent).flatMap(\.self)
      guard !x.isEmpty else { continue }
      for pair in CutErrors(x, z).pairs {
        products += pair.own * pair.difference / Double(errors.count)
        squares += pair.difference * pair.difference / Double(errors.count)
      }
    }
    let prior = Self.usualDifferences
    return min(max((products + Self.usualWeight * prior) / (squares + prior), 0), 1)
  }
}
