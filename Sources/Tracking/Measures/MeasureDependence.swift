internal import LinearAlgebra
internal import Plans
internal import Randomness
internal import RealModule
internal import TimeSeries

/// How a measure's past moved, for what others have to do with it.
package struct MeasureCourse {
  /// Changes by month and by quarter, without those that come every year, in deviations, cut.
  let months, quarters: [Int: Double]
  /// Past errors of a quarter ahead, by the month that they were made after.
  let errors: [Int: Double]

  /// Where changes and errors are cut, in their own scales.
  static let cut = 3.0

  /// Nothing is known.
  package static let unknown = MeasureCourse(months: [:], quarters: [:], errors: [:])

  package init(months: [Int: Double], quarters: [Int: Double], errors: [Int: Double]) {
    (self.months, self.quarters, self.errors) = (months, quarters, errors)
  }

  init(_ history: MeasureHistory, _ frequency: Frequency, errors: [Int: Double]) {
    func images(_ length: Int) -> [Int: Double] {
      var found: [Int: Double] = [:]
      for first in stride(
        from: (history.start + length - 1) / length * length, through: history.end - length + 1,
        by: length)
      {
        let periods = first...first + length - 1
        guard periods.allSatisfy({ history.deviation($0...$0) <= MeasureHistory.knownDeviation }),
          let mean = history.total(periods, .mean)
        else { continue }
        found[first / length] = history.isLogarithm ? Double.log(mean) : mean
      }
      return found
    }
    let isMonthly = frequency.monthsPerPeriod == 1
    months =
      isMonthly ? Self.surprises(images(1), periodsPerYear: 12) { $0 % 12 >= 3 } : [:]
    quarters =
      frequency.monthsPerPeriod > 3
      ? [:] : Self.surprises(images(isMonthly ? 3 : 1), periodsPerYear: 4) { _ in true }
    self.errors = errors.mapValues { min(max($0, -Self.cut), Self.cut) }
  }

  /// Changes from one period to the next without what they are in the same period of other years.
  private static func surprises(
    _ images: [Int: Double], periodsPerYear year: Int, where isUsual: (Int) -> Bool
  ) -> [Int: Double] {
    var changes: [[(period: Int, value: Double)]] = Array(repeating: [], count: year)
    for (period, value) in images.sorted(by: { $0.key < $1.key }) where isUsual(period) {
      guard let before = images[period - 1] else { continue }
      changes[period % year].append((period, value - before))
    }
    let open = changes.filter { $0.count > 1 }.flatMap { own in
      let mean = own.reduce(0) { $0 + $1.value } / Double(own.count)
      return own.map { (period: $0.period, value: $0.value - mean) }
    }
    let sizes = open.map { abs($0.value) }.sorted()
    guard !sizes.isEmpty else { return [:] }
    // The usual size of a normal is 0.6745 deviations.
    let scale = sizes[sizes.count / 2] / 0.6745
    guard scale > 0 else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: open.map { ($0.period, min(max($0.value / scale, -cut), cut)) })
  }
}

/// The correlations of measures.
///
/// Equation: with `ρ` the correlation of changes over `n` independent ones, `z = artanh ρ` is shrunk to the usual
/// one: `tanh((n z + m artanh ρ₀)/(n + m))`: on the scale on which a correlation errs by as much wherever it lies, so
/// that few leave much open of 0.3 and little of 0.99: what goes together in all of them is one series. Changes of
/// months tell most; those around Tết, which move all months of all measures and no year, are none of them. Months go
/// together by working days, too: `z` is cut to what quarters and past errors of quarters ahead allow, a deviation
/// `1/√n` above theirs. Of 23,000 pairs of Viet Nam's monthly series what was left of years after three months went
/// together at 0.26, 0.60, 0.82 where all three are 0.4, 0.6, 0.8 and more, at 0.03, 0.16, 0.42 where changes of
/// months alone are.
///
/// Source: Fisher 1921, Metron 1, 3–32.
package enum MeasureDependence {
  /// Where no past tells it: errors of a quarter ahead of Viet Nam's total exports, imports
  /// and industrial production go together at 0.18 with those of single goods, at 0.04 among these, at 0.48 among
  /// themselves.
  private static let usual = 0.2
  /// Independent changes that it counts as.
  private static let prior = 4.0
  /// The most that a correlation counts as.
  private static let most = 0.9999
  /// Changes that stand beside each other share a period, and tell as much as two thirds of them would.
  private static let overlap = 1.5

  /// What one kind of changes says: `artanh ρ` and `n`.
  private struct Told {
    let score, count: Double

    init?(_ one: [Int: Double], _ two: [Int: Double], count: (Set<Int>) -> Double) {
      let shared = Set(one.keys).intersection(two.keys)
      var (products, first, second) = (0.0, 0.0, 0.0)
      for period in shared.sorted() {
        let (a, b) = (one[period] ?? 0, two[period] ?? 0)
        products += a * b
        first += a * a
        second += b * b
      }
      self.count = count(shared)
      guard self.count >= 1, first > 0, second > 0 else { return nil }
      let own = products / (first * second).squareRoot()
      score = Double.atanh(min(max(own, -most), most))
    }
  }

  /// The correlation of two measures.
  package static func correlation(_ one: MeasureCourse, _ two: MeasureCourse) -> Double {
    func changes(_ year: Int) -> (Set<Int>) -> Double {
      { (Double($0.count) - Double(Set($0.map { $0 % year }).count)) / overlap }
    }
    let told = [
      Told(one.months, two.months, count: changes(12)),
      Told(one.quarters, two.quarters, count: changes(4)),
      // Quarters that overlap are not independent.
      Told(one.errors, two.errors) {
        Double($0.count) * (Set($0.map { $0 % 12 }).count > 4 ? 1.0 / 3 : 1)
      },
    ].compactMap { $0 }
    guard let main = told.max(by: { $0.count < $1.count }) else { return usual }
    let sign = main.score < 0 ? -1.0 : 1
    let size = told.reduce(abs(main.score)) { size, other in
      min(size, max(0, sign * other.score + 1 / other.count.squareRoot()))
    }
    return Double.tanh(
      (main.count * sign * size + prior * Double.atanh(usual)) / (main.count + prior))
  }

  /// `C` with `C Cᵀ` the correlations of measures, the sectors first, of which only the usual one is known; where what
  /// was found pair by pair cannot be, that of the nearest that can (`nearestCorrelation`).
  static func triangle(_ courses: [MeasureCourse], withGrowth: Bool) -> Matrix {
    let all = (withGrowth ? [.unknown] : []) + courses
    let fitted = Matrix(rows: all.count, columns: all.count) { one, two in
      one == two ? 1 : correlation(all[min(one, two)], all[max(one, two)])
    }
    if let factor = try? Cholesky(fitted) { return factor.lower }
    guard let near = try? nearestCorrelation(fitted), let factor = try? Cholesky(near) else {
      return .identity(all.count)
    }
    return factor.lower
  }
}
