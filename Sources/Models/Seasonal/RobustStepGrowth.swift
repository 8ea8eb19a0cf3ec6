internal import LinearAlgebra
internal import RealModule

/// Growth from one period to the next of several series, an autoregression of the first order, robustly.
///
/// Equations, for the logarithm `y_t`: `u_t = ψ(y_t − y_{t−1} − μ)`, cut to `±κ s`; `û_{T+h} = φʰ u_T`;
/// `ŷ_{T+h} = ŷ_{T+h−1} + μ + û_{T+h}`. `μ` is the median growth of the last twenty years, `s` the median absolute
/// deviation around it, `φ = (Σ u_{t−1} u_t / s² + φ₀ n₀) / (Σ u²_{t−1} / s² + n₀)`. An innovation moves later values
/// by `ψ_j = 1 + φ + … + φʲ`.
/// It knows no course of the year: it is for series without one, as seasonally adjusted ones are. Where it learns one,
/// `y` is what is left of it (`StepCourse`), and its past errors are those of forecasts with what the years before told, as a
/// course fits the years that it was taken from.
///
/// Units: logarithms.
/// Edge cases: two values at least; a constant series stays.
/// Randomness consumed: none.
/// Source: cut innovations: Maronna, Martin & Yohai 2006, Robust Statistics, section 8.5; the prior `φ₀`, `n₀` is
/// that of quarterly national accounts of 19 economies, seasonally adjusted.
struct RobustStepGrowth {
  /// `φ₀`.
  static let usualPersistence = 0.35
  /// `n₀`, the pairs that it counts as.
  static let usualPairs = 12.0
  /// `κ`.
  static let cut = 3.0
  /// The smallest scale of growth.
  static let smallestScale = 1e-4
  /// Years of growth that it is fitted to.
  static let years = 20

  /// Errors that are needed of a course.
  private static let leastErrors = 8

  let periodsPerYear: Int
  /// Whether a course of the year is looked for.
  var learnsCourse = false

  /// Forecasts series of the same periods, at least two.
  func forecast(_ logarithms: [[Double]], horizon: Int) -> SeasonalGrowthForecast {
    let first = StepCourse.leastYears * periodsPerYear
    let isLong = (logarithms.first?.count ?? 0) > first + Self.leastErrors
    let courses =
      learnsCourse && isLong
      ? logarithms.map { Course($0, periodsPerYear: periodsPerYear) } : []
    let isSeen = courses.contains { $0.isSeen }
    let fits =
      isSeen
      ? courses.map { $0.fit(through: $0.series.count - 1, known: $0.series.count - 1) }
      : logarithms.map { Fit($0, periodsPerYear: periodsPerYear) }
    let persistence = Statistics.median(fits.map(\.persistence))
    var (power, sum, responses) = (1.0, 0.0, [Double]())
    for _ in 0..<horizon {
      sum += power
      power *= persistence
      responses.append(sum)
    }
    let year = Double(periodsPerYear)
    return SeasonalGrowthForecast(
      means: fits.map { $0.ahead(horizon, after: $0.series.count - 1) },
      longRun: fits.map { year * $0.centre }, momentum: fits.map { year * ($0.kept.last ?? 0) },
      errorsAhead: isSeen
        ? courses.map { $0.errorsAhead(periodsPerYear, from: first) }
        : fits.map { $0.errorsAhead(periodsPerYear) }, responses: responses,
      stepShare: 1)
  }

  private struct Fit {
    let series: [Double]
    /// `μ`.
    let centre: Double
    /// `φ`.
    let persistence: Double
    /// `u`, from the second value on.
    let kept: [Double]
    /// The course of growth, by period of the year; empty for none.
    let course: [Double]

    /// - Parameters:
    ///   - growth: what is left of growth beside a course; by default all.
    ///   - course: the course.
    ///   - known: how many values of growth it is fitted to; by default all.
    init(
      _ series: [Double], growth: [Double]? = nil, course: [Double] = [], known: Int? = nil,
      periodsPerYear: Int
    ) {
      let growth = growth ?? zip(series.dropFirst(), series).map { $0 - $1 }
      let seen = growth.prefix(known ?? growth.count)
      let window = min(seen.count, RobustStepGrowth.years * periodsPerYear)
      let centre = Statistics.median(Array(seen.suffix(window)))
      let deviations = seen.suffix(window).map { abs($0 - centre) }
      let scale = max(1.4826 * Statistics.median(deviations), RobustStepGrowth.smallestScale)
      let limit = RobustStepGrowth.cut * scale
      let kept = growth.map { min(max($0 - centre, -limit), limit) }
      let recent = kept.prefix(seen.count).suffix(window).map { $0 / scale }
      let prior = RobustStepGrowth.usualPairs
      let products = zip(recent.dropFirst(), recent).reduce(0) { $0 + $1.0 * $1.1 }
      let squares = recent.dropLast().reduce(0) { $0 + $1 * $1 }
      let fitted =
        (products + prior * RobustStepGrowth.usualPersistence) / (squares + prior)
      self.series = series
      self.course = course
      self.centre = centre
      persistence = min(max(fitted, -0.5), 0.9)
      self.kept = kept
    }

    /// Forecasts of the values behind one.
    func ahead(_ horizon: Int, after time: Int) -> [Double] {
      var (value, growth) = (series[time], kept[time - 1])
      return (0..<horizon).map { step in
        growth *= persistence
        value += centre + growth
        if !course.isEmpty { value += course[(time + 1 + step) % course.count] }
        return value
      }
    }

    func errorsAhead(_ horizon: Int) -> [[Double]] {
      (1..<max(1, series.count - 1)).map { time in
        ahead(min(horizon, series.count - 1 - time), after: time).enumerated().map {
          series[time + 1 + $0] - $1
        }
      }
    }
  }

  /// A series that may have a course of the year.
  private struct Course {
    let series: [Double]
    private let growth: [Double]
    private let periodsPerYear: Int

    init(_ series: [Double], periodsPerYear: Int) {
      self.series = series
      self.periodsPerYear = periodsPerYear
      growth = zip(series.dropFirst(), series).map { $0 - $1 }
    }

    private func terms(through time: Int) -> [Double] {
      StepCourse(growth: growth, known: time, periodsPerYear: periodsPerYear)?.terms
        ?? [Double](repeating: 0, count: periodsPerYear)
    }

    var isSeen: Bool { terms(through: growth.count).contains { $0 != 0 } }

    /// The fit to the growth that was known, going on to a value.
    func fit(through time: Int, known: Int) -> Fit {
      let course = terms(through: known)
      return Fit(
        series, growth: (0..<time).map { growth[$0] - course[($0 + 1) % periodsPerYear] },
        course: course, known: known, periodsPerYear: periodsPerYear)
    }

    /// Errors of forecasts behind a value and those after it, each by what was known a year before at most.
    func errorsAhead(_ horizon: Int, from first: Int) -> [[Double]] {
      let last = series.count - 2
      return stride(from: first, through: last, by: periodsPerYear).flatMap { start in
        let end = min(start + periodsPerYear - 1, last)
        let fit = fit(through: end, known: start)
        return (start...end).map { time in
          fit.ahead(min(horizon, series.count - 1 - time), after: time).enumerated().map {
            series[time + 1 + $0] - $1
          }
        }
      }
    }
  }
}
