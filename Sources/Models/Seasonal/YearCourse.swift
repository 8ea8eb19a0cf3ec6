internal import RealModule

/// What the year to date makes of the rest of a year, by the course of past years.
///
/// Equation, with `A_y` the sum of the first `k` periods of year `y` and `B_y` that of the others: the rest is `A_t` times the
/// geometric mean of `B_y / A_y` over the last five years. A forecast of the rest is moved by a share `w` of the
/// logarithm of the way to it, `w = 0.6 n/(n + 1)` for `n` such years, less in the first quarter: `k` over the periods of
/// one. Growth of the year to date over that of the year before keeps whatever was odd in one year; this does not.
///
/// Units: logarithms.
/// Edge cases: a year that has not begun, or without a whole year before: 0.
/// Source: cumulated totals by their partial sums: Guerrero & Elizondo 1997, Management Science 43, 879–889; the share,
/// five years and the quarter: on the series named with `RestOfYear`; half, three and eight years do as well.
package struct YearCourse: Sendable {
  private static let years = 5
  private static let share = 0.6

  private let periodsPerYear: Int

  /// - Parameter periodsPerYear: 12 for months, 4 for quarters.
  package init(periodsPerYear: Int) { self.periodsPerYear = periodsPerYear }

  /// What a forecast of the rest of the year is moved by.
  ///
  /// - Parameters:
  ///   - series: the series, its first value the first of a year.
  ///   - rest: the forecast, to the end of the year.
  package func move(_ series: [Double], rest: ArraySlice<Double>) -> Double {
    let known = series.count % periodsPerYear
    let begun = series.count / periodsPerYear
    guard known > 0, begun > 0, rest.count == periodsPerYear - known else { return 0 }
    func sum(_ values: ArraySlice<Double>) -> Double {
      Double.log(values.reduce(0) { $0 + Double.exp($1) })
    }
    let past = (max(0, begun - Self.years)..<begun).map { year -> Double in
      let start = year * periodsPerYear
      return sum(series[start + known..<start + periodsPerYear])
        - sum(series[start..<start + known])
    }
    let count = Double(past.count)
    let told = sum(series[(begun * periodsPerYear)...]) + past.reduce(0, +) / count
    let ramp = min(1, Double(known) / max(1, Double(periodsPerYear) / 4))
    return Self.share * count / (count + 1) * ramp * (told - sum(rest))
  }
}
