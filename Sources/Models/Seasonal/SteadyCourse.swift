internal import LinearAlgebra
internal import RealModule

/// A series that keeps its level and the course of its year, as far as its past shows either.
///
/// Equation, for logarithms `y_t` of the last six years: `y_t = a + b t + s_{m(t)} + r_t` by least squares, with the course of
/// the year and the drift kept as far as they stand out of the noise: with `σ²` the mean square of `r`, `n` years, `V` the mean
/// square of the twelve `s`: `s' = s max(0, 1 − σ²/(n V))`, `b' = b max(0, 1 − σ_b²/b²)`. The level follows
/// `ℓ_t = ℓ_{t−1} + b' + α (y_t − s' − ℓ_{t−1} − b')`, `α` of eight values the one whose one-step errors were smallest. The forecast
/// is `ℓ_T + h b' + s'`, moved so that levels it would have made add up to those that came.
/// Months that are nothing but noise are forecast by their mean, and what walks by its last value.
///
/// Units: logarithms.
/// Edge cases: fewer than two whole years: no course of the year. A year at least is needed.
/// Source: shrinkage of seasonal factors: Miller & Williams 2003, International Journal of Forecasting 19, 669–684;
/// smoothing: Gardner 2006, International Journal of Forecasting 22, 637–666.
struct SteadyCourse {
  private static let years = 6
  private static let gains = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1]
  /// By how much a larger gain must lower the mean square of errors.
  private static let clear = 0.98

  let periodsPerYear: Int

  func ahead(_ series: [Double], _ horizon: Int) -> [Double] {
    let year = periodsPerYear
    let recent = Array(series.suffix(Self.years * year))
    let first = series.count - recent.count
    let fit = fit(recent, first)
    func course(_ time: Int) -> Double { fit.course[(first + time) % year] }
    // What was forecast of each period, in levels, beside what came.
    let judged = recent.indices.dropFirst(year / 2)
    let came = judged.reduce(0) { $0 + Double.exp(recent[$1]) }
    let told = judged.reduce(0) { $0 + Double.exp(fit.fitted[$1] + course($1)) }
    let move = came > 0 && told > 0 ? Double.log(came / told) : 0
    return (0..<horizon).map { step in
      fit.level + Double(step + 1) * fit.drift + course(recent.count + step) + move
    }
  }

  /// The deviation of what is forecast of each period from the one before, the course of all years known, and the gain.
  func noise(_ series: [Double]) -> (deviation: Double, gain: Double) {
    let recent = Array(series.suffix(Self.years * periodsPerYear))
    let fit = fit(recent, series.count - recent.count)
    let judged = recent.count - min(periodsPerYear, recent.count) / 2
    return ((fit.error / Double(max(1, judged))).squareRoot(), fit.gain)
  }

  /// One-step errors of the last years of a series, and the gain, with course, drift and gain of another that lies beside it.
  func errors(_ series: [Double], fitted: [Double]) -> (errors: [Double], gain: Double) {
    let (recent, base) = (
      Array(series.suffix(Self.years * periodsPerYear)),
      Array(fitted.suffix(Self.years * periodsPerYear))
    )
    let first = series.count - recent.count
    let fit = fit(base, first)
    let bare = recent.enumerated().map { $1 - fit.course[(first + $0) % periodsPerYear] }
    let told = follow(bare, fit.drift, fit.gain).fitted
    return (zip(bare, told).map { $0 - $1 }, fit.gain)
  }

  private struct Fit {
    var gain = 0.0
    var error = Double.infinity
    var level = 0.0
    var fitted: [Double] = []
    let course: [Double]
    let drift: Double
  }

  private func fit(_ recent: [Double], _ first: Int) -> Fit {
    let (course, drift) = parts(recent, first)
    let bare = recent.enumerated().map { $1 - course[(first + $0) % periodsPerYear] }
    var best = Fit(course: course, drift: drift)
    for gain in Self.gains {
      let tried = follow(bare, drift, gain)
      guard best.fitted.isEmpty || tried.error < Self.clear * best.error else { continue }
      (best.error, best.level, best.fitted) = tried
      best.gain = gain
    }
    return best
  }

  /// One-step errors, the last level, and what was forecast of each period.
  private func follow(
    _ bare: [Double], _ drift: Double, _ gain: Double
  ) -> (error: Double, level: Double, fitted: [Double]) {
    let start = min(periodsPerYear, bare.count)
    var level =
      bare.prefix(start).reduce(0, +) / Double(start) - drift * Double(start + 1) / 2
    var (error, fitted) = (0.0, [Double]())
    for (time, value) in bare.enumerated() {
      let told = level + drift
      fitted.append(told)
      if time >= start / 2 { error += (value - told) * (value - told) }
      // The first level is a mean already.
      level = told + max(gain, time < start ? 1 / Double(start + time + 1) : 0) * (value - told)
    }
    return (error, level, fitted)
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
