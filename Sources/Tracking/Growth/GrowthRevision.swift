internal import Plans
internal import RealModule
internal import TimeSeries

/// How far the growth of a year as it is finally known lies from the figure that was published first.
///
/// Equation: `√((Σ r² + n₀ u²)/(n + n₀))`, `r` what is known of a past year's growth on the day minus what was known
/// when the year was first out, over the `n` years that are old enough to have been settled since; `u` the usual
/// size.
///
/// Units: points of growth.
/// Source: `u` is the root mean square for Switzerland and the euro area, 0.56 points over the years 2002 to 2020,
/// first figures beside those of 2024 (real-time GDP, seasonally adjusted).
public struct GrowthRevision: Sendable, Hashable {
  /// Its standard deviation.
  public let size: Double
  /// Past years that tell of it; 0 where the usual size stands alone.
  public let cases: Int

  /// `u`.
  private static let usual = 0.6
  /// `n₀`, years that the usual size counts as.
  private static let usualYears = 4.0
  /// Months until the figure of a year counts as settled.
  private static let monthsUntilSettled = 24
  /// Months after a year in which its first figure comes out.
  private static let monthsUntilFirst = 12

  /// From what the files hold of a sector.
  init(_ data: GrowthData, node: Int) {
    let revisions = Self.revisions(data, data.sectors[node].series)
    let squares = revisions.reduce(0) { $0 + $1 * $1 }
    cases = revisions.count
    size =
      ((squares + Self.usualYears * Self.usual * Self.usual)
      / (Double(cases) + Self.usualYears)).squareRoot()
  }

  /// Revisions by published growth, else by yearly levels, else by quarterly ones.
  private static func revisions(_ data: GrowthData, _ series: SectorSeries) -> [Double] {
    for (measure, frequency) in [
      (SectorSeries.Measure.growth, Frequency.annual), (.level, .annual), (.level, .quarterly),
    ] {
      guard let key = series[measure]?.key(frequency) else { continue }
      let first = data.knowledge.revisions(of: key, in: data.observations).map(\.first)
      let latest = growth(data.knowledge.history(of: key, in: data.observations), measure)
      let found = first.compactMap { row -> Double? in
        let period = row.period
        guard let day = row.vintage, frequency == .annual || period.positionInYear == 4,
          months(period, day) <= monthsUntilFirst, isSettled(period, data),
          let now = latest[period.year],
          let then = growth(
            data.observations.history(of: key, asOf: day), measure)[period.year]
        else { return nil }
        return now - then
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func isSettled(_ period: Period, _ data: GrowthData) -> Bool {
    guard let day = data.knowledge.moment?.day ?? data.knowledge.asOf else { return true }
    return months(period, day) > monthsUntilSettled
  }

  /// Months from the end of a period to a day.
  private static func months(_ period: Period, _ day: CalendarDate) -> Int {
    12 * day.year + day.month - 1 - period.lastMonth
  }

  /// Growth by year, percent, of years that are known as a whole.
  private static func growth(
    _ rows: [Observation], _ measure: SectorSeries.Measure
  ) -> [Int: Double] {
    if measure.isGrowth {
      return Dictionary(rows.map { ($0.period.year, $0.value) }) { _, last in last }
    }
    let years = Dictionary(grouping: rows, by: \.period.year).filter {
      $1.count == ($1.first?.period.frequency == .quarterly ? 4 : 1)
    }.mapValues { $0.reduce(0) { $0 + $1.value } }
    return years.reduce(into: [:]) { found, year in
      guard let before = years[year.key - 1], before > 0 else { return }
      found[year.key] = 100 * (year.value / before - 1)
    }
  }
}
