internal import LinearAlgebra
internal import TimeSeries

/// What a month loses by the days of Tết that fall into it.
///
/// The holiday moves between January and February, and with it their growth. Equation: `g_t` the yearly growth of a
/// January or February minus the median growth of the other months around it, `x_t` the change of the share of the
/// holiday's seven days that falls into the month; `c = Σ x g / (Σ x² + λ)`, `g` cut to ±0.6. `λ = 0.16` is that of a
/// prior with the standard deviation 0.25 beside months whose growth varies by 0.1, so that a region without the holiday
/// keeps `c` near 0.
///
/// Units: logarithms.
/// Edge cases: fewer than three other months around: 0. Only for months.
/// Source: ridge: Hoerl & Kennard 1970, Technometrics 12, 55–67; moving holidays as regressors: Bell & Hillmer 1983, JASA
/// 78, 526–534.
package struct HolidayEffect: Sendable, Hashable {
  /// `c`.
  package let coefficient: Double
  private let start: Int

  private static let ridge = 0.16
  private static let most = 0.6
  /// Months to each side whose growth is looked at.
  private static let around = 18

  /// From logarithms of months.
  ///
  /// - Parameter start: the ordinal of the first month.
  package init(_ series: [Double], start: Int) {
    self.start = start
    var (products, squares) = (0.0, 0.0)
    for time in stride(from: 12, to: series.count, by: 1) where (start + time) % 12 < 2 {
      let near = max(12, time - Self.around)..<min(series.count, time + Self.around)
      let others = near.filter { (start + $0) % 12 >= 2 }.map { series[$0] - series[$0 - 12] }
      guard others.count >= 3 else { continue }
      let change = Self.share(start + time) - Self.share(start + time - 12)
      let growth = series[time] - series[time - 12] - Statistics.median(others)
      products += change * min(max(growth, -Self.most), Self.most)
      squares += change * change
    }
    coefficient = squares > 0 ? products / (squares + Self.ridge) : 0
  }

  /// What the holiday makes of a month, counted from the first.
  package func value(_ time: Int) -> Double { coefficient * Self.share(start + time) }

  /// The share of the holiday in a month, by ordinal.
  static func share(_ month: Int) -> Double {
    let (year, place) = (month / 12, month % 12)
    guard place < 2, (1900...2199).contains(year) else { return 0 }
    let days = LunarNewYear.holidays(in: year)
    return Double(place == 0 ? days.january : days.february) / 7
  }
}
