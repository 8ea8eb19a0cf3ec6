internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// The rest of a measure's year as its past tells it.
struct MeasureOutlook {
  /// Middles of the periods ahead, on the modelling scale.
  let means: [Double]
  /// The covariance of their errors on that scale.
  let covariance: Matrix
  /// Moves of all that is ahead of which nobody knows; the means hold what is expected of them.
  var moves: [OpenMove] = []
  /// Past errors of a quarter ahead, by the month that they were made after.
  let errors: [Int: Double]
  /// How many past forecasts they rest on.
  let cases: Int
  /// Of a count the whole numbers ahead, whose middles and correlations stand above; `nil` for what is none.
  var count: CountAhead?

  /// Why the rest of a year is not foretold.
  enum Lack: Error {
    /// Less than a year and a period is known.
    case tooShort
    /// The same periods of the year before are not settled.
    case baseOpen
  }

  /// The deviation of a base's logarithm above which it is open.
  static let mostOpen = 0.03
  /// Of past years, above which they tell nothing.
  private static let mostOpenPast = 0.06

  /// What is likely where months of the past are not published but the whole of the year before is: the course of
  /// the year and its growth are then those of `MeasurePrior`, given all figures.
  ///
  /// - Returns: `nil` where the year before is not settled either.
  init?(thin figures: MeasureFigures, _ history: MeasureHistory, year: Int, until: Int) {
    let length = figures.frequency.periodsPerYear
    let before = length * (year - 1)...length * year - 1
    guard history.isLogarithm, before.lowerBound >= history.start, history.end >= before.upperBound,
      !figures.isGrowthAlone, history.deviation(before) <= Self.mostOpen,
      let ahead = MeasureHistory(figures, year: year, reach: until)?.ahead,
      ahead.means.count == until - history.end
    else { return nil }
    means = ahead.means
    covariance = ahead.covariance
    (errors, cases) = ([:], 0)
  }

  /// What stood at the ends of years, and nothing else, goes on by the mean of its last changes; between two ends it
  /// walks.
  ///
  /// Equation: `x_n + h/p (d̄ ± s √(1 + 1/k))`, `d̄` and `s` the mean and the deviation of the last `k ≤ 8` changes; errors of
  /// periods `i` and `j` ahead have the covariance `s² min(i, j)/p`.
  ///
  /// - Returns: `nil` where other periods are known, for fewer than four ends, and where the year before is missing.
  init?(yearEnds history: MeasureHistory, periodsPerYear length: Int, until: Int) {
    guard let ends = history.yearEnds(length), ends.count > 3, until == history.end + length else {
      return nil
    }
    let images = history.isLogarithm ? ends.map { Double.log($0) } : ends
    let changes = Changes(images, apart: 1)
    let variance = max(changes.variance * (1 + 1 / Double(changes.count)), 1e-12)
    let last = images[images.count - 1]
    means = (1...length).map { last + Double($0) / Double(length) * changes.mean }
    covariance = Matrix(rows: length, columns: length) {
      variance * Double(min($0, $1) + 1) / Double(length)
    }
    (errors, cases) = ([:], length * changes.count)
  }

  /// - Parameters:
  ///   - until: the ordinal of the last period of the year.
  ///   - isGrowthAlone: whether nothing but growth is published, so that levels are an index and what they were in each
  ///     month hardly matters.
  init(
    _ history: MeasureHistory, frequency: Frequency, until: Int, isGrowthAlone: Bool,
    isStock: Bool, isSum: Bool
  ) throws(Lack) {
    let year = frequency.periodsPerYear
    let horizon = until - history.end
    precondition(horizon > 0, "nothing is ahead")
    guard history.end - history.first >= year else { throw .tooShort }
    // What ended long ago says nothing of this year.
    guard horizon <= year + year / 4 else { throw .baseOpen }
    if !isGrowthAlone, !isStock,
      let begun = Self.begun(history, periodsPerYear: year, horizon: horizon, isSum: isSum)
    {
      self = begun
      return
    }
    let base = max(history.start, history.end + 1 - year)...min(history.end, until - year)
    let bridged = isStock ? history.bridged(periodsPerYear: year) : nil
    guard bridged != nil || isGrowthAlone || history.deviation(base) <= Self.mostOpen,
      bridged != nil
        || history.deviation(
          max(history.first + year, history.end + 1 - year)...history.end,
          over: max(history.first, history.end + 1 - 2 * year)...history.end - year)
          <= 2 * Self.mostOpen
    else { throw .baseOpen }
    // Of one figure of growth alone nothing follows.
    let recent = (max(history.start + year, history.end + 1 - year)...history.end).map {
      history.deviation($0...$0, over: $0 - year...$0 - year)
    }
    guard
      !isGrowthAlone
        || recent.count == year
          && recent.reduce(0, +) / Double(year) <= Self.mostOpenPast
    else { throw .baseOpen }
    // Years that nothing settles tell nothing of growth. What stands at the end of periods is looked at from any of them on.
    let origin = isStock ? history.first : history.start
    let first = stride(from: origin, through: history.end - year, by: year).first { start in
      stride(from: start, through: history.end - year, by: year).allSatisfy { first in
        let open = (first..<first + year).reduce(0) { sum, period in
          // The first year has nothing that it grows from.
          let base = isGrowthAlone && period - year >= history.start ? period - year : nil
          guard !isGrowthAlone || base != nil else { return sum }
          return sum + history.deviation(period...period, over: base.map { $0...$0 })
        }
        return open / Double(year) <= Self.mostOpenPast
      }
    }
    let start = bridged ?? first ?? origin
    let values = Array(history.values[(start - history.start)...])
    let rest: MeasureRest
    do {
      rest = try MeasureRest(
        values, of: history, start: start, periodsPerYear: year, horizon: horizon,
        isStock: isStock, isSum: isSum && !isGrowthAlone,
        earlier: isGrowthAlone ? [] : Self.settled(history, before: start, periodsPerYear: year))
    } catch {
      throw .tooShort
    }
    let errors = rest.forecast?.errors.map { ($0.key * frequency.monthsPerPeriod, $0.value) } ?? []
    self.init(
      rest, horizon: horizon, errors: Dictionary(uniqueKeysWithValues: errors),
      cases: rest.forecast?.cases ?? values.count - year)
  }

  /// Values of the months right before a year that is the first to be whole, as far as they are known.
  private static func settled(
    _ history: MeasureHistory, before start: Int, periodsPerYear year: Int
  ) -> [Double] {
    let known = stride(from: start - 1, through: max(history.start, start - year + 1), by: -1)
      .prefix { history.deviation($0...$0) <= MeasureHistory.knownDeviation }
    return known.reversed().compactMap { history[$0] }
  }

  /// What is ahead of a series that began to be published within a year, so that no whole year of it and a period are known: all
  /// its periods from the first, a year and a period at least, by the model of short histories.
  private static func begun(
    _ history: MeasureHistory, periodsPerYear year: Int, horizon: Int, isSum: Bool
  ) -> MeasureOutlook? {
    let first = stride(from: history.end, through: history.start, by: -1).prefix {
      history.deviation($0...$0) <= MeasureHistory.knownDeviation
    }.last
    guard let first, history.end - first >= year else { return nil }
    let wholeYear = (first + year - 1) / year * year
    guard history.end + 1 - wholeYear <= year else { return nil }
    let values = (first...history.end).compactMap { history[$0] }
    guard
      let rest = try? MeasureRest(
        values, of: history, start: first, periodsPerYear: year, horizon: horizon, isStock: false,
        isSum: isSum)
    else { return nil }
    return MeasureOutlook(rest, horizon: horizon, errors: [:], cases: values.count - year)
  }

  /// What the model of its kind says, with past errors of a quarter ahead by the month that they were made after.
  private init(_ rest: MeasureRest, horizon: Int, errors: [Int: Double], cases: Int) {
    count = rest.count
    means = rest.count?.means ?? rest.forecast?.means ?? []
    covariance = rest.count?.correlations ?? rest.forecast?.covariance ?? .identity(horizon)
    moves = rest.count == nil ? rest.forecast?.moves ?? [] : []
    (self.errors, self.cases) = (errors, cases)
  }

  /// The middle of a period ahead, in levels.
  func level(_ step: Int, _ history: MeasureHistory) -> Double {
    history.isLogarithm && count == nil ? Double.exp(means[step]) : means[step]
  }
}
