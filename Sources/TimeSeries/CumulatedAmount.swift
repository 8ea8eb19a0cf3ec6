internal import RealModule

extension Period {
  /// Months of its year until the period's end: 6 of June and of the second quarter.
  package var monthsThroughEnd: Int { positionInYear * 12 / max(1, frequency.periodsPerYear) }
}

/// What is cumulated from January beside the years of a level.
extension ObservationSet {
  /// Whether figures cumulated to a month are parts of the years beside them, as of what adds up, rather than what
  /// stands in that month.
  ///
  /// With `f = m/12` of a year gone, a whole `w` and usual growth `g` of logarithms a year, an amount `v` lies near to
  /// `f w`, what stands near to `w e^{-g(1-f)}`; beside the year before these are `f w e^g` and `w e^{gf}`. Over all
  /// such figures of up to eleven months, each beside its own year or, where none has that, the year before, Student's
  /// densities of two degrees decide, of widths `0.06 + 0.4 (1 − f)` and 0.06, the odds of amounts being 80 before what
  /// is said to be at prices, 3 else. Percentages, indices and scores are no amounts.
  ///
  /// - Parameters:
  ///   - level: the series of the years, which are all positive.
  ///   - toDate: what is cumulated.
  ///   - asOf: the day whose knowledge counts; `nil` for all.
  package func cumulatesAmount(
    level: (id: String, geo: String), toDate: (id: String, geo: String), asOf: CalendarDate?
  ) -> Bool {
    let annual = history(
      of: SeriesKey(id: level.id, geo: level.geo, frequency: .annual), asOf: asOf)
    guard !annual.isEmpty, annual.allSatisfy({ $0.value > 0 }),
      !annual.contains(where: { PercentUnit.isOfNoAmount($0.unit) })
    else { return false }
    let years = Dictionary(annual.map { ($0.period.year, $0.value) }) { $1 }
    var figures: [Observation] = []
    for frequency in [Frequency.quarterly, .monthly] {
      let key = SeriesKey(id: toDate.id, geo: toDate.geo, frequency: frequency)
      for row in history(of: key, asOf: asOf)
      where row.value > 0 && row.period.monthsThroughEnd <= 11 {
        figures.append(row)
      }
    }
    var growth = 0.0
    if let first = annual.first, let last = annual.last, last.period.year > first.period.year {
      growth =
        Double.log(last.value / first.value) / Double(last.period.year - first.period.year)
    }
    // Prices are those of what is produced, spent or sold; what stands, such as debt, is seldom said to be at prices.
    let isPriced = annual.contains {
      $0.priceBasis == "current" || $0.priceBasis.hasPrefix("constant")
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
      if count > 0 { return odds > 0 }
    }
    return false
  }
}

/// How much likelier amounts are than what stands, before any figure is looked at: of what is said to be at prices, and
/// others.
private let (pricedOdds, amountOdds) = (80.0, 3.0)
/// How far shares of amounts lie from those of even ones, at the beginning of the year, and how far years lie from
/// their growth.
private let (amountWidth, yearWidth) = (0.4, 0.06)

/// The logarithm of Student's density with two degrees, but for a constant.
private func density(_ gap: Double, _ width: Double) -> Double {
  -Double.log(width) - 1.5 * Double.log(onePlus: gap * gap / (2 * width * width))
}
