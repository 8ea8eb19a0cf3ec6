internal import LinearAlgebra
internal import RealModule

/// Yearly growth of several quarterly or monthly series, smoothed robustly, all series at once.
///
/// Equations, for the logarithm `y_t` of one series, `p` periods a year, `z` the cleaned series:
/// `g_t = y_t − z_{t−p} − μ − d_t` is growth above its long run `μ`; `c_t = ψ(g_t)` cuts it to `±κ s`, the
/// excess is `e_t = g_t − c_t`; momentum `m_t = φ m_{t−1} + α (c_t − φ m_{t−1})`; the cleaned value
/// keeps a share `β` of an excess: `z_t = y_t − (1 − β) e_t`. The forecast is
/// `ŷ_{T+h} = z_{T+h−p} + μ + d_{T+h} + φʰ m_T + δʰ e_T`, and a share `ω` of it comes from the growth of the
/// year to date where part of the year is known. So a collapse is mostly made good a year later, and an
/// ordinary change is not.
/// `μ` is the median growth of the last eight years, shrunk to the median of all series; `s` the median
/// absolute deviation around it, shrunk likewise. `d` is the `GrowthWithinYear`, in a year that has begun and 0 in
/// all others: without it the momentum of a year's last quarter would go on into the next.
/// Without cuts an innovation moves later values by `ψ_0 = 1`, `ψ_j = α φʲ + λ` (plus `ψ_{j−p}` from the second
/// year on), `λ` what it leaves in the long run, so that forecast errors have the covariance `σ² Ψ Ψᵀ`.
///
/// Shapes: `S` series of `T` logarithms, all of the same periods, the first of them the first of a year.
/// Units: logarithms.
/// Edge cases: `T ≤ p + 1`: `tooShort`; constant series: growth 0 with the smallest scale.
/// Randomness consumed: none.
/// Source: cleaning by a cut of one-step errors: Gelper, Fried & Croux 2010, Journal of Forecasting 29,
/// 285–300; damped growth: Gardner & McKenzie 1985, Management Science 31, 1237–1246. The constants were
/// chosen on Vietnam's quarterly accounts 2010–2024 in pseudo-real time; nearby values do as well.
public struct RobustSeasonalGrowth: Sendable, Hashable {
  /// `φ`, what is left of momentum a period later.
  public var persistence = 0.7
  /// `α`, the weight of the newest growth.
  public var gain = 0.75
  /// `κ`, the cut in units of the scale.
  public var cut = 3.2
  /// `β`, the share of an excess that stays.
  public var permanent = 0.3
  /// `δ`, what is left of an excess a period later.
  public var excessPersistence = 0.45
  /// `λ`, what an innovation moves the growth of all later periods by.
  public var lasting = 0.1
  /// `ω`, the weight of the growth of the year to date.
  public var toDateWeight = 0.2
  /// Whether what the growth of the year to date moves is the base of the year behind it, too.
  public var goesOnFromMixed = false
  /// Years of growth that the long run is taken from.
  public var years = 8
  /// Values that the median of all series counts as, for the long run.
  public var commonValues = 6.0
  /// Periods a year, `p`.
  public let periodsPerYear: Int

  /// Values that the typical scale counts as.
  private static let scalePrior = 4.0
  /// The smallest scale of growth.
  static let smallestScale = 0.003

  /// The model for a number of periods a year.
  public init(periodsPerYear: Int) {
    precondition(periodsPerYear > 0, "\(periodsPerYear) periods a year")
    self.periodsPerYear = periodsPerYear
  }

  /// The fewest values that a forecast needs.
  public var minimumValues: Int { periodsPerYear + 2 }

  /// `ψ_0 … ψ_{h−1}`.
  public func responses(horizon: Int) -> [Double] {
    var responses: [Double] = []
    var momentum = gain
    for step in 0..<horizon {
      guard step > 0 else {
        responses.append(1)
        continue
      }
      momentum *= persistence
      responses.append(
        momentum + lasting + (step >= periodsPerYear ? responses[step - periodsPerYear] : 0))
    }
    return responses
  }

  /// Forecasts series.
  ///
  /// - Parameters:
  ///   - logarithms: one array a series, oldest first.
  ///   - horizon: periods ahead.
  /// - Throws: `tooShort`; `outsideScale` for a value that is no number.
  public func forecast(
    _ logarithms: [[Double]], horizon: Int
  ) throws(ModelError) -> SeasonalGrowthForecast {
    let count = logarithms.first?.count ?? 0
    precondition(
      logarithms.allSatisfy { $0.count == count }, "series of different lengths")
    guard count >= minimumValues else {
      throw .tooShort(observations: count, minimum: minimumValues)
    }
    for value in logarithms.joined() where !value.isFinite { throw .outsideScale(value: value) }
    let growth = logarithms.map { series in
      (max(periodsPerYear, count - years * periodsPerYear)..<count).map {
        series[$0] - series[$0 - periodsPerYear]
      }
    }
    let known = Double(growth.first?.count ?? 0)
    let centres = growth.map { Statistics.median($0) }
    let common = Statistics.median(centres)
    let longRun = centres.map {
      ($0 * known + common * commonValues) / (known + commonValues)
    }
    let deviations = zip(growth, centres).map { values, centre in
      1.4826 * Statistics.median(values.map { abs($0 - centre) })
    }
    let typical = Statistics.median(deviations)
    let scales = deviations.map { deviation in
      let variance =
        (known * deviation * deviation + Self.scalePrior * typical * typical)
        / (known + Self.scalePrior)
      return max(variance.squareRoot(), Self.smallestScale)
    }
    let smoothed = logarithms.indices.map {
      smooth(logarithms[$0], longRun: longRun[$0], scale: scales[$0], horizon: horizon)
    }
    return SeasonalGrowthForecast(
      means: smoothed.map(\.means), longRun: longRun, momentum: smoothed.map(\.momentum),
      errorsAhead: smoothed.map(\.errors), responses: responses(horizon: horizon))
  }

  /// The middle of one series alone, without the course of growth within years.
  ///
  /// - Parameter settled: how many values the long run and the scale are taken from, more than a year.
  func path(_ series: [Double], horizon: Int, settled: Int) -> [Double] {
    let growth = (max(periodsPerYear, settled - years * periodsPerYear)..<settled).map {
      series[$0] - series[$0 - periodsPerYear]
    }
    let centre = Statistics.median(growth)
    let scale = max(
      1.4826 * Statistics.median(growth.map { abs($0 - centre) }), Self.smallestScale)
    var state = SeasonalSmoother(self, series, longRun: centre, scale: scale)
    for time in periodsPerYear..<series.count { state.take(time) }
    return state.ahead(horizon, after: series.count - 1)
  }

  private typealias Smoothed = (means: [Double], momentum: Double, errors: [[Double]])

  /// Smooths a series as a whole, and forecasts from every period behind its first year what came of it.
  private func smooth(
    _ series: [Double], longRun: Double, scale: Double, horizon: Int
  ) -> Smoothed {
    let (year, count) = (periodsPerYear, series.count)
    var state = SeasonalSmoother(self, series, longRun: longRun, scale: scale)
    let begun = count / year * year
    let within = count > begun ? GrowthWithinYear(series, periodsPerYear: year).terms : []
    var errors: [[Double]] = []
    var last = state
    for time in year..<count {
      if time == begun { last = state }
      state.take(time)
      guard time < count - 1 else { continue }
      let ahead = state.ahead(min(year, count - 1 - time), after: time)
      errors.append(ahead.enumerated().map { series[time + 1 + $0] - $1 })
    }
    if !within.isEmpty && begun >= year {
      last.within = within
      for time in begun..<count { last.take(time) }
      state = last
    }
    return (state.ahead(horizon, after: count - 1), state.momentum, errors)
  }
}
