internal import LinearAlgebra
internal import Models
internal import Plans
internal import Randomness
internal import RealModule
internal import TimeSeries

/// Past years of measures forecast again after one, three, six and nine months, beside the growth of the year to date.
///
/// Each forecast is made from the values of its months as they are known now, without those that came later.
struct MeasureBacktest {
  /// One forecast.
  struct Case {
    let measure: String
    let year: Int
    let months: Int
    let forecast, runRate, outcome: Double
    let isCovered: Bool
  }

  let cases: [Case]

  private static let months = [1, 3, 6, 9]
  /// Whole years before the first that is forecast.
  private static let yearsBefore = 2
  private static let pandemic = 2020...2022
  private static let range = 0.1...0.9

  init(_ states: [MeasureState]) {
    cases = states.flatMap(Self.cases)
  }

  private static func cases(_ state: MeasureState) -> [Case] {
    guard let history = state.history, history.grows, state.figures.total != .mean else {
      return []
    }
    let length = state.length
    let (first, last) = (history.start / length, (history.end + 1) / length - 1)
    guard last - first >= yearsBefore else { return [] }
    return (first + yearsBefore...last).flatMap { year in
      months.compactMap { months in
        guard (months * length).isMultiple(of: 12) else { return nil }
        return look(state, history, year, months)
      }
    }
  }

  private static func look(
    _ state: MeasureState, _ history: MeasureHistory, _ year: Int, _ months: Int
  ) -> Case? {
    let length = state.length
    let known = months * length / 12
    let (begin, end) = (length * year, length * (year + 1) - 1)
    // Years that nothing settles say nothing of the forecast.
    guard history.deviation(begin...end, over: begin - length...end - length) <= 0.01,
      history.deviation(begin...begin + known - 1) <= 0.01,
      history.deviation(begin - length...begin - length + known - 1) <= 0.01
    else { return nil }
    let isStock = state.figures.total == .last
    // Periods before the first figure are none of a stock's past.
    let start = isStock ? history.first : history.start
    let values = Array(history.values[(start - history.start)..<(begin + known - history.start)])
    guard
      let rest = try? MeasureRest(
        values, of: history, start: start, periodsPerYear: length, horizon: length - known,
        isStock: isStock, isSum: state.figures.total == .sum && !state.figures.isGrowthAlone),
      let ahead = Ahead(rest, isStock: isStock)
    else { return nil }
    func total(_ ordinals: Range<Int>) -> Double {
      isStock
        ? history[ordinals.upperBound - 1] ?? .nan
        : ordinals.reduce(0) { $0 + (history[$1] ?? .nan) }
    }
    let before = total(begin - length..<begin)
    let (realised, outcome) = (total(begin..<begin + known), total(begin..<end + 1))
    let rate = realised / total(begin - length..<begin - length + known)
    // Of nothing there is no growth.
    guard before > 0, rate.isFinite else { return nil }
    let told = isStock ? 0 : realised
    return Case(
      measure: state.figures.specification.id, year: year, months: months,
      forecast: 100 * ((told + ahead.middle) / before - 1), runRate: 100 * (rate - 1),
      outcome: 100 * (outcome / before - 1), isCovered: ahead.holds(outcome - told, range))
  }

  /// What is ahead, added up or at its end.
  private struct Ahead {
    let middle: Double
    /// The chance of less than a value, and of no more than it.
    private let chances: (Double) -> (less: Double, most: Double)

    /// `nil` of what has no logarithm and is no count.
    init?(_ rest: MeasureRest, isStock: Bool) {
      if let count = rest.count {
        middle = count.means.reduce(0, +)
        chances = { (count.below($0 - 1), count.below($0)) }
        return
      }
      guard let forecast = rest.forecast, rest.isLogarithm else { return nil }
      let rest = ForecastRest(forecast, last: isStock)
      middle = rest.sum
      chances = { (rest.below($0), rest.below($0)) }
    }

    /// Whether a value lies within the range between two quantiles.
    func holds(_ value: Double, _ range: ClosedRange<Double>) -> Bool {
      let (less, most) = chances(value)
      return most >= range.lowerBound && less <= range.upperBound
    }
  }

  /// Measures of which no past year was forecast again.
  static func untried(_ states: [MeasureState], _ rivals: [MeasureRival]) -> [GrowthNote] {
    let tried = Set(rivals.map(\.measure))
    return states.map(\.figures.specification).filter { !tried.contains($0.id) }.map {
      GrowthNote(kind: .measureUntried, name: $0.id, title: $0.name)
    }
  }

  /// Errors by measure and over all, the mean over measures; with and without the pandemic.
  var rivals: [MeasureRival] {
    let names = Set(cases.map(\.measure)).sorted()
    return MeasureRival.Scope.allCases.flatMap { scope in
      Self.months.flatMap { months -> [MeasureRival] in
        let own = names.compactMap { name -> MeasureRival? in
          let chosen = cases.filter {
            $0.measure == name && $0.months == months
              && (scope == .all || !Self.pandemic.contains($0.year))
          }
          guard !chosen.isEmpty else { return nil }
          let count = Double(chosen.count)
          return MeasureRival(
            measure: name, scope: scope, months: months,
            forecastError: chosen.reduce(0) { $0 + abs($1.forecast - $1.outcome) } / count,
            runRateError: chosen.reduce(0) { $0 + abs($1.runRate - $1.outcome) } / count,
            covered: Double(chosen.count(where: \.isCovered)) / count, cases: chosen.count)
        }
        guard own.count > 1 else { return own }
        let (count, all) = (Double(own.count), own.reduce(0) { $0 + $1.cases })
        return own + [
          MeasureRival(
            measure: "", scope: scope, months: months,
            forecastError: own.reduce(0) { $0 + $1.forecastError } / count,
            runRateError: own.reduce(0) { $0 + $1.runRateError } / count,
            covered: own.reduce(0) { $0 + $1.covered * Double($1.cases) } / Double(all),
            cases: all)
        ]
      }
    }
  }
}
