internal import LinearAlgebra
internal import RealModule

/// Yearly growth of several quarterly or monthly series, smoothed robustly, all series at once.
///
/// Equations, for the logarithm `y_t` of one series, `p` periods a year, `z` the cleaned series:
/// `g_t = y_t − z_{t−p} − μ` is growth above its long run `μ`; `c_t = ψ(g_t)` cuts it to `±κ s`, the
/// excess is `e_t = g_t − c_t`; momentum `m_t = φ m_{t−1} + α (c_t − φ m_{t−1})`; the cleaned value
/// keeps a share `β` of an excess: `z_t = y_t − (1 − β) e_t`. The forecast is
/// `ŷ_{T+h} = z_{T+h−p} + μ + φʰ m_T + δʰ e_T`, and a share `ω` of it comes from the growth of the year to
/// date where part of the year is known. So a collapse is mostly made good a year later, and an
/// ordinary change is not.
/// `μ` is the median growth of the last eight years, shrunk to the median of all series; `s` the median
/// absolute deviation around it, shrunk likewise. One-step errors give the surprise `σ`; without cuts an
/// innovation moves later values by `ψ_0 = 1`, `ψ_j = α φʲ` (plus `ψ_{j−p}` from the second year on), so
/// that forecast errors have the covariance `σ² Ψ Ψᵀ`.
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
  /// `ω`, the weight of the growth of the year to date.
  public var toDateWeight = 0.2
  /// Whether what the growth of the year to date moves is the base of the year behind it, too.
  public var goesOnFromMixed = false
  /// Years of growth that the long run is taken from.
  public var years = 8
  /// Periods a year, `p`.
  public let periodsPerYear: Int

  /// Values that the median of all series counts as, for the long run.
  private static let longRunPrior = 20.0
  /// Values that the typical scale counts as.
  private static let scalePrior = 4.0
  /// Values that the typical surprise counts as.
  private static let surprisePrior = 8.0
  /// The smallest scale of growth.
  private static let smallestScale = 0.003

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
        momentum + (step >= periodsPerYear ? responses[step - periodsPerYear] : 0))
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
      ($0 * known + common * Self.longRunPrior) / (known + Self.longRunPrior)
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
      surprises: surprises(smoothed.map(\.errors)), errors: smoothed.map(\.errors),
      responses: responses(horizon: horizon))
  }

  private struct Smoothed {
    var means: [Double]
    var momentum: Double
    var errors: [Double]
  }

  private func smooth(
    _ series: [Double], longRun: Double, scale: Double, horizon: Int
  ) -> Smoothed {
    let (year, count) = (periodsPerYear, series.count)
    var cleaned = series
    var (momentum, excess) = (0.0, 0.0)
    var errors: [Double] = []
    for time in year..<count {
      let base = cleaned[time - year] + longRun
      let growth = series[time] - base
      if time > year {
        errors.append(growth - persistence * momentum - excessPersistence * excess)
      }
      let kept = min(max(growth, -cut * scale), cut * scale)
      excess = growth - kept
      cleaned[time] = series[time] - (1 - permanent) * excess
      let carried = persistence * momentum
      momentum = time > year ? carried + gain * (kept - carried) : kept
    }
    let end = momentum
    var means: [Double] = []
    for _ in 0..<horizon {
      momentum *= persistence
      excess *= excessPersistence
      let value = cleaned[cleaned.count - year] + longRun + momentum + excess
      means.append(value)
      cleaned.append(value)
    }
    mixToDate(&means, series)
    return Smoothed(means: means, momentum: end, errors: errors)
  }

  /// Mixes in the growth of the year to date for what is left of a year that has begun.
  private func mixToDate(_ means: inout [Double], _ series: [Double]) {
    let (year, count) = (periodsPerYear, series.count)
    let known = count % year
    guard known > 0, count - known >= year else { return }
    let now = (count - known..<count).reduce(0) { $0 + Double.exp(series[$1]) }
    let before = (count - known..<count).reduce(0) { $0 + Double.exp(series[$1 - year]) }
    let growth = Double.log(now / before)
    for step in 0..<min(year - known, means.count) {
      let rival = series[count + step - year] + growth
      let move = toDateWeight * (rival - means[step])
      means[step] += move
      guard goesOnFromMixed else { continue }
      for later in stride(from: step + year, to: means.count, by: year) { means[later] += move }
    }
  }

  /// Root mean squares of the errors, shrunk to the median of all series.
  private func surprises(_ errors: [[Double]]) -> [Double] {
    let squares = errors.map { values in
      values.reduce(0) { $0 + $1 * $1 } / Double(max(1, values.count))
    }
    let typical = Statistics.median(squares)
    return zip(squares, errors).map { square, values in
      let count = Double(values.count)
      let variance = (square * count + typical * Self.surprisePrior) / (count + Self.surprisePrior)
      return max(variance.squareRoot(), Self.smallestScale / 10)
    }
  }
}

/// A forecast of several series with what their errors were.
public struct SeasonalGrowthForecast: Sendable, Hashable {
  /// Means of the logarithms, one array a series.
  public var means: [[Double]]
  /// `μ`, yearly growth in the long run, by series.
  public let longRun: [Double]
  /// `m_T`, by series.
  public let momentum: [Double]
  /// `σ`, by series.
  public var surprises: [Double]
  /// One-step errors, one array a series, oldest first.
  public let errors: [[Double]]
  /// `ψ`, one a step.
  public let responses: [Double]
}
