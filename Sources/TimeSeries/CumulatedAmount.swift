internal import RealModule

extension Period {
  /// Months of its year until the period's end: 6 of June and of the second quarter.
  package var monthsThroughEnd: Int { positionInYear * 12 / max(1, frequency.periodsPerYear) }
}

/// What is cumulated from January beside the years of a level.
extension ObservationSet {
  /// Whether figures cumulated to a month are parts of the years beside them, so far as they may be: with the name that
  /// says so, else with a chance of a tenth or more.
  ///
  /// - Parameter isSum: what the name says; `nil` where it says nothing.
  package func cumulatesAmount(
    level: (id: String, geo: String), toDate: (id: String, geo: String), asOf: CalendarDate?,
    isSum: Bool? = nil
  ) -> Bool {
    amountChance(level: level, toDate: toDate, asOf: asOf, isSum: isSum) > leastChance
  }

  /// How likely figures cumulated to a month are parts of the years beside them, as of what adds up, rather than what
  /// stands in that month; 0 where there are none.
  ///
  /// With `f = m/12` of a year gone, a whole `w` and usual growth `g` of logarithms a year, an amount `v` lies near to
  /// `f w`, what stands near to `w e^{-g(1-f)}`; beside the year before these are `f w e^g` and `w e^{gf}`. Over all
  /// such figures of up to eleven months, each beside its own year or, where none has that, the year before, Student's
  /// densities of two degrees weigh both, of widths `0.06 + 0.4 (1 − f)` and 0.06, the odds of amounts being 200 before
  /// what is said to be at prices or has a unit of money, weight, volume, energy or visits, 4 else. Percentages,
  /// indices and scores are no amounts. Twelve months are the year, as a sum and as what stands: they count where
  /// nothing else is told.
  ///
  /// - Parameters:
  ///   - level: the series of the years, which are all positive; without any the figures to their ends are the years.
  ///   - toDate: what is cumulated.
  ///   - asOf: the day whose knowledge counts; `nil` for all.
  ///   - isSum: what the name says, which decides; `nil` where it says nothing.
  package func amountChance(
    level: (id: String, geo: String), toDate: (id: String, geo: String), asOf: CalendarDate?,
    isSum: Bool? = nil
  ) -> Double {
    let published = history(
      of: SeriesKey(id: level.id, geo: level.geo, frequency: .annual), asOf: asOf)
    let cumulated = [Frequency.quarterly, .monthly].flatMap { frequency in
      history(of: SeriesKey(id: toDate.id, geo: toDate.geo, frequency: frequency), asOf: asOf)
    }
    let ends = cumulated.filter(\.period.closesYear)
    let annual = published.isEmpty ? ends.sorted { $0.period.year < $1.period.year } : published
    guard !annual.isEmpty, annual.allSatisfy({ $0.value > 0 }),
      !annual.contains(where: { PercentUnit.isOfNoAmount($0.unit) })
    else { return 0 }
    let years = Dictionary(annual.map { ($0.period.year, $0.value) }) { $1 }
    let positive = cumulated.filter { $0.value > 0 }
    var figures = positive.filter { !$0.period.closesYear }
    if figures.isEmpty { figures = positive }
    if let isSum { return isSum && !figures.isEmpty ? 1 : 0 }
    var growth = 0.0
    if let first = annual.first, let last = annual.last, last.period.year > first.period.year {
      growth =
        Double.log(last.value / first.value) / Double(last.period.year - first.period.year)
    }
    // Prices are those of what is produced, spent or sold; what stands, such as debt, is seldom said to be at prices.
    let isPriced = annual.contains {
      $0.priceBasis == "current" || $0.priceBasis.hasPrefix("constant") || isOfFlows($0.unit)
    }
    for shift in 0...1 {
      var (odds, count) = (Double.log(isPriced ? pricedOdds : amountOdds), 0)
      for row in figures {
        guard let whole = years[row.period.year - shift] else { continue }
        let share = Double(row.period.monthsThroughEnd) / 12
        let size = Double.log(row.value / whole)
        let amount = size - Double.log(share) - Double(shift) * growth
        let standing = size - (share - 1 + Double(shift)) * growth
        odds += density(amount, amountWidth * (1 - share) + yearWidth)
        odds -= density(standing, yearWidth)
        count += 1
      }
      if count > 0 { return 1 / (1 + Double.exp(-odds)) }
    }
    return 0
  }
}

/// Whether a unit is mostly one of what comes in the course of a year: money, weight, volume, energy, visits.
package func isOfFlows(_ unit: String) -> Bool {
  unit.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "³" }
    .contains { flowUnits.contains(String($0)) }
}

private let flowUnits: Set<String> = [
  "đồng", "đ", "vnd", "vnđ", "usd", "eur", "euro", "dollar", "dollars", "dong", "tấn", "tạ", "kg",
  "tonne", "tonnes", "tons", "kwh", "mwh", "gwh", "lít", "litres", "m3", "m³", "lượt", "visits",
  "arrivals", "passengers",
]
/// From this chance on figures count as parts of the years.
private let leastChance = 0.1

/// How much likelier amounts are than what stands, before any figure is looked at: of what is said to be at prices, and
/// others.
private let (pricedOdds, amountOdds) = (200.0, 4.0)
/// How far shares of amounts lie from those of even ones, at the beginning of the year, and how far years lie from
/// their growth.
private let (amountWidth, yearWidth) = (0.4, 0.06)

/// The logarithm of Student's density with two degrees, but for a constant.
private func density(_ gap: Double, _ width: Double) -> Double {
  -Double.log(width) - 1.5 * Double.log(onePlus: gap * gap / (2 * width * width))
}
