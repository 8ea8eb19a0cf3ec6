internal import RealModule
internal import TimeSeries

/// Years under way of amounts whose single months or quarters are published.
extension HistoryBuilder {
  /// What the parts of a year say of it.
  struct AmountSight {
    let sight: Sight
    /// The frequency of single parts; `nil` of what is cumulated.
    let frequency: Frequency?
    let amount: AmountToDate
    /// Their size beside that of the year before; about 1.
    let ratio: Double
    let rows: [Observation]
  }

  /// So many times the year before is no growth but another unit, and so many times a year's parts when these stand.
  private static let (mostTimes, mostTimesStanding) = (10.0, 36.0)

  /// The year that follows whole ones by its single months, else by its quarters, or by what is cumulated of amounts
  /// to a later month; `nil` without any.
  func amounts(of year: Int, _ request: HistoryRequest) -> AmountSight? {
    let single = singleAmounts(of: year, request)
    guard request.isAmountToDate,
      let cumulated = cumulatedAmount(of: year, request, after: single?.sight.months ?? 0)
    else { return single }
    return cumulated
  }

  /// The year by the newest figure that is cumulated from January.
  private func cumulatedAmount(
    of year: Int, _ request: HistoryRequest, after seen: Int
  ) -> AmountSight? {
    let figures = [Frequency.monthly, .quarterly].flatMap { rows(request.levelToDate, $0) }
    func months(_ row: Observation) -> Int { row.period.monthsThroughEnd }
    let open = figures.filter { $0.period.year == year && months($0) < 12 }
    guard let newest = open.max(by: { months($0) < months($1) }), months(newest) > seen else {
      return nil
    }
    let alike = figures.filter { months($0) == months(newest) }
    var wholes = wholes(request.level)
    for row in figures where months(row) == 12 && wholes[row.period.year] == nil {
      wholes[row.period.year] = row.value
    }
    guard let before = wholes[year - 1],
      let amount = AmountToDate(
        of: year,
        cumulated: Dictionary(alike.map { ($0.period.year, $0.value) }) { first, _ in first },
        months: months(newest), wholes: wholes)
    else { return nil }
    return AmountSight(
      sight: Self.sight(amount, before: before, [newest]), frequency: nil, amount: amount,
      ratio: amount.byMonths / before, rows: [newest])
  }

  private static func sight(
    _ amount: AmountToDate, before: Double, _ rows: [Observation]
  ) -> Sight {
    let growth = 100 * (amount.amount / before - 1)
    let spread = (size: 100 * amount.amount / before * amount.deviation, cases: amount.cases)
    return Sight(
      growth: growth, months: amount.months, labels: rows.map(FigureLabel.init), spread: spread)
  }

  private func singleAmounts(of year: Int, _ request: HistoryRequest) -> AmountSight? {
    for frequency in [Frequency.monthly, .quarterly] {
      let periods = frequency.periodsPerYear
      let byYear = Dictionary(grouping: rows(request.level, frequency), by: \.period.year)
        .mapValues { own in
          own.enumerated().prefix { $1.period.positionInYear == $0 + 1 }.map(\.element)
        }
      let wholes = wholes(request.level)
      guard let now = byYear[year], let before = wholes[year - 1],
        let amount = AmountToDate(
          of: year, parts: byYear.mapValues { $0.map(\.value) }, wholes: wholes, periods: periods)
      else { continue }
      return AmountSight(
        sight: Self.sight(amount, before: before, now), frequency: frequency, amount: amount,
        ratio: amount.byMonths / before, rows: now)
    }
    return nil
  }

  /// Levels of years, as published or as sums of all their parts.
  private func wholes(_ level: (id: String, geo: String)?) -> [Int: Double] {
    var wholes: [Int: Double] = [:]
    for frequency in [Frequency.monthly, .quarterly] {
      for (year, own) in Dictionary(grouping: rows(level, frequency), by: \.period.year)
      where own.count == frequency.periodsPerYear {
        wholes[year] = own.reduce(0) { $0 + $1.value }
      }
    }
    for row in rows(level, .annual) { wholes[row.period.year] = row.value }
    return wholes
  }

  /// What is used of the figures of a year under way: the newest to date or what single parts of an amount say, and the
  /// parts that are of another size than the years.
  ///
  /// Quarters that have a year before are told by their growth and the spread of quarterly accounts.
  func settledSight(of year: Int, _ request: HistoryRequest) -> (sight: Sight?, odd: AmountSight?) {
    let newest = sight(of: year, request)
    guard let parts = amounts(of: year, request) else { return (newest, nil) }
    let isNewest = newest.map { $0.labels == parts.sight.labels } ?? true
    let others = isNewest ? nil : newest
    let isAmount = rows(request.level, .annual).isEmpty || addsUp(request)
    let most = isAmount ? Self.mostTimes : Self.mostTimesStanding
    if parts.ratio > most || parts.ratio < 1 / Self.mostTimes { return (others, parts) }
    let isOlder = !isNewest && (newest?.months ?? 0) >= parts.sight.months
    guard isAmount, !isOlder, parts.frequency != .quarterly || parts.amount.cases == 0 else {
      return (newest, nil)
    }
    return (parts.sight, nil)
  }
}
