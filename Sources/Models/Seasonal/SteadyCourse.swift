internal import LinearAlgebra
internal import RealModule

/// A series that keeps its level and the course of its year, as far as its past shows either.
///
/// Equation, for logarithms `y_t` of the last six years: `y_t = a + b t + s_{m(t)} + r_t` by least squares, with the course of
/// the year and the drift kept as far as they stand out of the noise: with `σ²` the mean square of `r`, `n` years, `V` the mean
/// square of the twelve `s`: `s' = s max(0, 1 − σ²/(n V))`, `b' = b max(0, 1 − σ_b²/b²)`. The level follows
/// `ℓ_t = ℓ_{t−1} + b' + α (y_t − s' − ℓ_{t−1} − b')`, for eight `α`. What they forecast is averaged by
/// `E^{−n/2} 0.98^{n i/2}`, `E` the mean square of the `n` one-step errors of the `i`-th, as by their likelihood: no month
/// decides which of them is it, so that a figure more moves the forecast little, and the newest decides nothing of them. The forecast is `ℓ_T + h b' + s'`, moved so that levels it would have made add up to those that came.
/// Months that are nothing but noise are forecast by their mean, and what walks by its last value.
///
/// Units: logarithms.
/// Edge cases: fewer than two whole years: no course of the year. A year at least is needed.
/// Source: shrinkage of seasonal factors: Miller & Williams 2003, International Journal of Forecasting 19, 669–684;
/// smoothing: Gardner 2006, International Journal of Forecasting 22, 637–666; weights: Raftery, Madigan & Hoeting 1997, JASA 92,
/// 179–191.
struct SteadyCourse {
  private static let years = 6
  /// One number a gain.
  private typealias Gains = SIMD8<Double>
  private static let gains = Gains(0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1)
  /// By how much of its logarithm a larger gain must lower the mean square of errors to weigh as much.
  private static let clear = 0.02
  /// What every mean square has at least.
  private static let smallest = 1e-18

  let periodsPerYear: Int

  /// - Parameter settled: how many values course, drift and gains are taken from, a year at least; what is behind moves the
  ///   level alone.
  func ahead(_ series: [Double], _ horizon: Int, settled: Int) -> [Double] {
    let year = periodsPerYear
    let recent = Array(series[..<settled].suffix(Self.years * year))
    let first = settled - recent.count
    let fit = fit(recent, first)
    func course(_ time: Int) -> Double { fit.course[(first + time) % year] }
    let fitted = fitted(fit.bare, fit.drift, fit.weights)
    // What was forecast of each period, in levels, beside what came.
    let judged = recent.indices.dropFirst(year / 2)
    let came = judged.reduce(0) { $0 + Double.exp(recent[$1]) }
    let told = judged.reduce(0) { $0 + Double.exp(fitted[$1] + course($1)) }
    let move = came > 0 && told > 0 ? Double.log(came / told) : 0
    var levels = fit.levels
    for time in settled..<series.count {
      levels += fit.drift
      levels += Self.gains * (series[time] - course(time - first) - levels)
    }
    let level = (fit.weights * levels).sum()
    let next = series.count - first
    return (0..<horizon).map { step in
      level + Double(step + 1) * fit.drift + course(next + step) + move
    }
  }

  /// The deviation of what is forecast of each period from the one before, the course of all years known, and the gain.
  func noise(_ series: [Double]) -> (deviation: Double, gain: Double) {
    let recent = Array(series.suffix(Self.years * periodsPerYear))
    let fit = fit(recent, series.count - recent.count)
    let fitted = fitted(fit.bare, fit.drift, fit.weights)
    let judged = judged(fit.bare)
    let error = judged.reduce(0) {
      $0 + (fit.bare[$1] - fitted[$1]) * (fit.bare[$1] - fitted[$1])
    }
    return ((error / Double(max(1, judged.count))).squareRoot(), fit.gain)
  }

  /// One-step errors of the last years of a series, and what a moved level leaves in those of each period since, with course,
  /// drift and weights of another series that lies beside it, or ends before it.
  func errors(_ series: [Double], fitted other: [Double]) -> (errors: [Double], left: [Double]) {
    let base = Array(other.suffix(Self.years * periodsPerYear))
    let first = other.count - base.count
    let recent = Array(series[first...])
    let fit = fit(base, first)
    let bare = recent.enumerated().map { $1 - fit.course[(first + $0) % periodsPerYear] }
    let told = fitted(bare, fit.drift, fit.weights)
    var (left, parts) = ([Double](), fit.weights)
    for _ in bare {
      left.append(parts.sum())
      parts *= 1 - Self.gains
    }
    return (zip(bare, told).map { $0 - $1 }, left)
  }

  private struct Fit {
    let course: [Double]
    let drift: Double
    /// The series without its course.
    let bare: [Double]
    /// Of the gains.
    let weights: Gains
    /// The last level of each.
    let levels: Gains

    var gain: Double { (weights * SteadyCourse.gains).sum() }
  }

  private func fit(_ recent: [Double], _ first: Int) -> Fit {
    let (course, drift) = parts(recent, first)
    let bare = recent.enumerated().map { $1 - course[(first + $0) % periodsPerYear] }
    let (levels, squares) = follow(bare, drift) { _ in }
    let weights = Self.weights(squares, judged(bare).count)
    return Fit(
      course: course, drift: drift, bare: bare, weights: weights, levels: levels)
  }

  private func judged(_ bare: [Double]) -> Range<Int> {
    min(periodsPerYear, bare.count) / 2..<bare.count
  }

  /// Of the gains, by their sums of squares.
  private static func weights(_ squares: Gains, _ count: Int) -> Gains {
    let number = Double(count)
    let squares = squares + number * smallest
    let least = squares.min()
    var weights = Gains()
    for place in weights.indices {
      let worse = Double.log(squares[place] / least) + clear * Double(place)
      weights[place] = Double.exp(-number / 2 * worse)
    }
    return weights / weights.sum()
  }

  /// By gain the last level and the sum of squares; told what each forecasts of every period.
  @inline(__always)
  private func follow(
    _ bare: [Double], _ drift: Double, _ told: (Gains) -> Void
  ) -> (levels: Gains, squares: Gains) {
    let (start, first) = (min(periodsPerYear, bare.count), judged(bare).lowerBound)
    var levels = Gains(
      repeating: bare.prefix(start).reduce(0, +) / Double(start) - drift * Double(start + 1) / 2)
    var squares = Gains()
    for (time, value) in bare.enumerated() {
      levels += drift
      told(levels)
      let error = value - levels
      if time >= first { squares += error * error }
      // The first level is a mean already.
      let gains =
        time < start
        ? pointwiseMax(Self.gains, Gains(repeating: 1 / Double(start + time + 1))) : Self.gains
      levels += gains * error
    }
    return (levels, squares)
  }

  /// What all of them together forecast of each period.
  private func fitted(_ bare: [Double], _ drift: Double, _ weights: Gains) -> [Double] {
    var fitted: [Double] = []
    fitted.reserveCapacity(bare.count)
    _ = follow(bare, drift) { fitted.append((weights * $0).sum()) }
    return fitted
  }

  /// `s'` by period of the year, and `b'`.
  func parts(_ recent: [Double], _ first: Int) -> (course: [Double], drift: Double) {
    let (year, count) = (periodsPerYear, recent.count)
    let hasCourse = count >= 2 * year
    // With a course of the year every period of it has a mean of its own, from which both time and values are counted.
    let groups = hasCourse ? year : 1
    var (times, means) = (
      [Double](repeating: 0, count: groups), [Double](repeating: 0, count: groups)
    )
    var counts = means
    for (time, value) in recent.enumerated() {
      let group = (first + time) % groups
      times[group] += Double(time)
      means[group] += value
      counts[group] += 1
    }
    for group in 0..<groups {
      times[group] /= max(1, counts[group])
      means[group] /= max(1, counts[group])
    }
    var (products, span) = (0.0, 0.0)
    for (time, value) in recent.enumerated() {
      let group = (first + time) % groups
      let place = Double(time) - times[group]
      products += place * (value - means[group])
      span += place * place
    }
    let drift = span > 0 ? products / span : 0
    var course = [Double](repeating: 0, count: year)
    if hasCourse {
      course = (0..<year).map { means[$0] - drift * times[$0] }
      let centre = course.reduce(0, +) / Double(year)
      course = course.map { $0 - centre }
    }
    let bare = recent.enumerated().map { $1 - course[(first + $0) % year] }
    let mean = bare.reduce(0, +) / Double(count)
    let middle = Double(count - 1) / 2
    let squares = bare.enumerated().reduce(0) { sum, pair in
      let rest = pair.element - mean - drift * (Double(pair.offset) - middle)
      return sum + rest * rest
    }
    let noise = squares / Double(max(1, count - 2 - (hasCourse ? year - 1 : 0)))
    if hasCourse {
      let size = course.reduce(0) { $0 + $1 * $1 } / Double(year)
      let own = noise * Double(year) / Double(count)
      let share = size > 0 ? max(0, 1 - own / size) : 0
      course = course.map { share * $0 }
    }
    let own = span > 0 ? noise / span : 0
    return (course, drift == 0 ? 0 : drift * max(0, 1 - own / (drift * drift)))
  }
}
