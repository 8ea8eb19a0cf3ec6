internal import Models
internal import Plans
internal import RealModule
public import TimeSeries

/// How one figure of a measure moved what is expected of its year.
///
/// Equation: with the middle of the forecast `f` made before the figure `y` of a period and `f'` made with it, the year
/// moves from `known + Σ f` to `known + y + Σ f'`: by `y − f_1`, the surprise of the period itself, and by
/// `Σ (f' − f)` over the periods behind, what the surprise tells of them.
public struct MeasureNews: Sendable, Hashable {
  /// The measure.
  public let measure: String
  /// The period of the figure.
  public let period: PeriodOfYear
  /// What was expected of it, and what came.
  public let expected, actual: Double
  /// What was expected of the year before and after it.
  public let before, after: Double

  /// What the period itself moved the year by; of an index its share of the year.
  public var own: Double { (actual - expected) / parts }
  /// What it moved the periods behind it by.
  public var rest: Double { after - before - own }
  /// Periods of the year where it is their mean, else 1.
  let parts: Double

  /// The figures of a year so far, one after the other.
  static func all(_ state: MeasureState) -> [MeasureNews] {
    guard let history = state.history, history.isLogarithm,
      state.outlook != nil || state.basis == .over,
      state.figures.total != .last
    else { return [] }
    let length = state.length
    let first = length * state.year
    let parts = state.figures.total == .sum ? 1 : Double(length)
    guard history.end >= first, first - history.start > length else { return [] }
    let memory = RestOfYear.Memory()
    func middle(_ known: Int) -> [Double]? {
      guard known < length else { return [] }
      let values = Array(history.values[..<(first - history.start + known)])
      return try? RestOfYear(
        values: values, isLogarithm: true, start: history.start, periodsPerYear: length,
        horizon: length - known, memory: memory
      ).means.map { Double.exp($0) }
    }
    var news: [MeasureNews] = []
    var (sum, path) = (0.0, middle(0))
    for place in 0..<min(length, history.end - first + 1) {
      guard let before = path, let value = history[first + place],
        history.deviation(first + place...first + place) <= MeasureHistory.knownDeviation
      else { return news }
      let after = middle(place + 1)
      if let after {
        let months = 12 / length
        news.append(
          MeasureNews(
            measure: state.figures.specification.id,
            period: PeriodOfYear(
              year: state.year, months: months * place + 1...months * (place + 1)),
            expected: before[0], actual: value, before: (sum + before.reduce(0, +)) / parts,
            after: (sum + value + after.reduce(0, +)) / parts, parts: parts))
      }
      sum += value
      path = after
    }
    return news
  }
}
