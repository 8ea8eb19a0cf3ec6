internal import Coherence
internal import Plans
internal import RealModule
internal import TimeSeries

/// The monthly series that show a sector's course inside its quarters.
///
/// A sector whose own months are published shows its course itself; the series that the scenario names for it
/// are looked at only where it does not.
struct GrowthIndicators {
  /// Series by name, complete over the months asked for.
  let patterns: [(name: String, pattern: MonthlyPattern)]
  /// The first month, by ordinal.
  let first: Int
  let notes: [GrowthNote]

  /// Standard deviation of the logarithm of a month's share where no monthly series tells of it.
  private static let unknownDeviation = 0.1

  /// Looks at months from one on.
  init(_ data: GrowthData, leaf: Int, first: Int, count: Int) {
    let sector = data.sectors[data.leaves[leaf]]
    let start = Period.month(first)
    var notes: [GrowthNote] = []
    var patterns: [(name: String, pattern: MonthlyPattern)] = []
    func look(_ name: String, _ observed: [Period: Double], isNamed: Bool) {
      guard let pattern = MonthlyPattern(observed: observed, first: start, count: count) else {
        let usable = observed.values.count { $0 > 0 }
        if isNamed {
          let kind: GrowthNote.Kind =
            usable < MonthlyPattern.minimumMonths ? .indicatorTooShort : .indicatorWithoutCourse
          notes.append(
            GrowthNote(
              kind: kind, sector: sector.id, name: name, first: observed.keys.min(),
              last: observed.keys.max(), count: usable))
        }
        return
      }
      patterns.append((name, pattern))
      guard let first = pattern.leftOut.first else { return }
      notes.append(
        GrowthNote(
          kind: .indicatorMonthsLeftOut, sector: sector.id, name: name, first: first,
          last: pattern.leftOut.last, count: pattern.leftOut.count))
    }
    let own = data.published[data.leaves[leaf]].months
    if let series = sector.series[.level] ?? sector.series[.levelToDate], !own.isEmpty {
      let observed = own.map { (Period.month($0.key), $0.value) }
      look(series.id, Dictionary(observed) { one, _ in one }, isNamed: false)
    }
    if patterns.isEmpty {
      for series in sector.indicators {
        let observed = data.history(series, .monthly).map { ($0.period, $0.value) }
        look(series.id, Dictionary(observed) { one, _ in one }, isNamed: true)
      }
    } else {
      notes += sector.indicators.map {
        GrowthNote(kind: .ownMonthsUsed, sector: sector.id, name: $0.id)
      }
    }
    self.patterns = patterns
    self.first = first
    self.notes = notes
  }

  /// One course for all series: their geometric mean; `nil` without any.
  func joint(_ month: Int) -> Double? {
    guard !patterns.isEmpty, month >= first, month - first < patterns[0].pattern.values.count
    else { return nil }
    let sum = patterns.reduce(0) { $0 + Double.log($1.pattern.values[month - first]) }
    return Double.exp(sum / Double(patterns.count))
  }

  /// Shares of the three months of a quarter.
  func shares(ofQuarter quarter: Int) -> [Double] {
    let values = (3 * quarter..<3 * quarter + 3).map { joint($0) ?? 1 }
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  /// Standard deviation of the logarithm of a month's share.
  var deviation: Double {
    patterns.map(\.pattern.deviation).min() ?? Self.unknownDeviation
  }

  /// Standard deviation of the logarithm of what some months of a quarter are of it.
  ///
  /// Equation: shares `s exp(δ z)` made to add to one: for months `M` with the share `S` together the logarithm
  /// moves by `δ (Σ_M s z (1/S − 1) − Σ_rest s z)`.
  static func deviation(_ shares: [Double], months: Range<Int>, of one: Double) -> Double {
    let part = shares[months].reduce(0, +)
    guard part > 0, months.count < shares.count else { return 0 }
    let variance = shares.enumerated().reduce(0.0) { sum, item in
      let weight =
        months.contains(item.offset) ? item.element * (1 / part - 1) : item.element
      return sum + weight * weight
    }
    return one * variance.squareRoot()
  }
}
