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
  /// `f w`, what stands near to `w e^{-g(1-f)}`; beside the year before these are `f w e^g` and `w e^{gf}`. Over all such
  /// figures of up to nine months, each beside its own year or, where none has that, the year before, the distances of
  /// logarithms decide. Percentages, indices and scores are no amounts.
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
      where row.value > 0 && row.period.monthsThroughEnd <= 9 {
        figures.append(row)
      }
    }
    var growth = 0.0
    if let first = annual.first, let last = annual.last, last.period.year > first.period.year {
      growth =
        Double.log(last.value / first.value) / Double(last.period.year - first.period.year)
    }
    for shift in 0...1 {
      var (amount, standing, count) = (0.0, 0.0, 0)
      for row in figures {
        guard let whole = years[row.period.year - shift] else { continue }
        let share = Double(row.period.monthsThroughEnd) / 12
        let size = Double.log(row.value / whole)
        amount += abs(size - Double.log(share) - Double(shift) * growth)
        standing += abs(size - (share - 1 + Double(shift)) * growth)
        count += 1
      }
      if count > 0 { return amount < standing }
    }
    return false
  }
}
