internal import RealModule
internal import TimeSeries

/// Years under way of amounts of which months, quarters or sums from January on are published.
extension HistoryBuilder {
  /// What the parts of a year say of it.
  struct AmountSight {
    let sight: Sight
    let frequency: Frequency
    let amount: AmountToDate
    /// Their size beside that of the year before; about 1.
    let ratio: Double
    let rows: [Observation]
  }

  /// So many times the year before is no growth but another unit, and so many times a year's parts when these stand.
  private static let (mostTimes, mostTimesStanding) = (10.0, 36.0)

  /// The year that follows whole ones by its months, else by its quarters, each as single ones and as sums from January on;
  /// `nil` without any.
  ///
  /// - Parameter estimated: years whose amounts are told by most of their months.
  func amounts(
    of year: Int, _ request: HistoryRequest, estimated: [Int: Double] = [:]
  ) -> AmountSight? {
    let wholes = wholes(request.level).merging(estimated) { published, _ in published }
    let figures = [Frequency.monthly, .quarterly].map { ($0, parts(request, $0)) }
    // Quarters of years before tell what their months do not.
    let all = figures.flatMap(\.1)
    let byYear = Dictionary(grouping: all, by: \.year).mapValues { YearOfParts($0.map(\.span)) }
    for (frequency, own) in figures {
      let now = own.filter { $0.year == year }
      guard !now.isEmpty, let before = wholes[year - 1] else { continue }
      let here = YearOfParts(now.map(\.span))
      var parts = byYear
      parts[year] = here
      guard
        let amount = AmountToDate(
          of: year, parts: parts, wholes: wholes, periods: frequency.periodsPerYear,
          canFall: canFall(request), standing: standing(request))
      else { continue }
      let used = here.blocks.flatMap { here.path(from: $0.from, to: $0.to)?.figures ?? [] }
      let rows = Set(used).sorted().map { now[$0].row }.sorted { $0.period < $1.period }
      let growth = 100 * (amount.amount / before - 1)
      let spread = (size: 100 * amount.amount / before * amount.deviation, cases: amount.cases)
      let past = own.filter { $0.year == year - 1 }
      let once = [(amount.before.odd, past), (amount.odd, now)].flatMap { odd, rows in
        odd.compactMap { span, usual -> AmountDoubt? in
          let row = rows.last { $0.span.to == span.to }?.row
          return row.map { .onceOnly($0, usual: usual) }
        }
      }
      let mayStand = amount.standing.flatMap { chance in
        rows.last.map { AmountDoubt.mayStand($0, chance: chance) }
      }
      return AmountSight(
        sight: Sight(
          growth: growth, months: amount.months, labels: rows.map(FigureLabel.init), spread: spread,
          isWithoutCourse: amount.cases == 0, come: amount.come?.scaled(by: 1 / before),
          tales: amount.tales?.scaled(by: 1 / before), usual: amount.before.usual / before,
          once: once + [mayStand].compactMap(\.self)),
        frequency: frequency, amount: amount, ratio: amount.times, rows: rows)
    }
    return nil
  }

  /// Figures of parts of years: sums from January on first, where they are in the unit of the others.
  private func parts(
    _ request: HistoryRequest, _ frequency: Frequency
  ) -> [(year: Int, span: YearOfParts.Span, row: Observation)] {
    let length = 12 / frequency.periodsPerYear
    let toDate = rows(request.levelToDate, frequency)
    let units = Set(toDate.map(\.unit)).map { ($0, factor(of: $0, request)) }
    let factors = Dictionary(uniqueKeysWithValues: units).compactMapValues(\.self)
    let sums = toDate.compactMap { row in factors[row.unit].map { (row, true, $0) } }
    let pairs = sums + rows(request.level, frequency).map { ($0, false, 1) }
    return pairs.map { row, isSum, factor in
      let end = row.period.positionInYear * length
      return (
        row.period.year,
        YearOfParts.Span(from: isSum ? 0 : end - length, to: end, value: factor * row.value), row
      )
    }
  }

  /// How far years and the sums to their ends may be apart, as a share, that show what one unit is in the other.
  private static let sameYears = 0.02

  /// What one of a unit of sums from January on is in that of the years: 1 of the same, else as years that are known in both
  /// show; `nil` where none does.
  func factor(of unit: String, _ request: HistoryRequest) -> Double? {
    let years = rows(request.level, .annual)
    guard let own = years.last?.unit, !isSameUnit(own, unit) else { return 1 }
    let wholes = Dictionary(years.map { ($0.period.year, $0.value) }) { $1 }
    let ratios = [Frequency.annual, .quarterly, .monthly].flatMap { frequency in
      rows(request.levelToDate, frequency).compactMap { row -> Double? in
        guard row.period.closesYear, row.unit == unit, row.value > 0,
          let whole = wholes[row.period.year]
        else { return nil }
        return whole / row.value
      }
    }
    guard !ratios.isEmpty else { return nil }
    let middle = ratios.median
    return ratios.allSatisfy { abs($0 / middle - 1) < Self.sameYears } ? middle : nil
  }

  /// Whether units are written alike, or one of them is not written.
  func isSameUnit(_ one: String, _ other: String) -> Bool {
    let (one, other) = (SeriesName.key(of: one), SeriesName.key(of: other))
    return one == other || one.isEmpty || other.isEmpty
  }

  /// How likely what is summed up from January on is what stands at that time.
  private func standing(_ request: HistoryRequest) -> Double {
    guard let level = request.level, let toDate = request.levelToDate else { return 0 }
    let chance = observations.amountChance(level: level, toDate: toDate, asOf: asOf, isSum: isSum)
    return chance > 0 ? 1 - chance : 0
  }

  /// Whether figures of an amount show that parts may take away what has come: one of them is below 0.
  private func canFall(_ request: HistoryRequest) -> Bool {
    [Frequency.annual, .quarterly, .monthly].contains { frequency in
      (rows(request.level, frequency) + rows(request.levelToDate, frequency)).contains {
        $0.value < 0
      }
    }
  }

  /// So many months of a year that is over are most of it.
  private static let mostMonths = 6

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

  /// A year that nobody published but for most of its months, where months of the next one are known: it is over, and what it
  /// lacks is told by years before; `nil` where there is none.
  func mostlyKnown(after last: AnnualHistory.Cell?, _ request: HistoryRequest) -> HistoryPoint? {
    guard let year = last.map({ $0.year + 1 }), let parts = amounts(of: year, request),
      parts.sight.months >= Self.mostMonths,
      addsUp(request.level, toDate: request.levelToDate),
      parts.ratio < Self.mostTimes, parts.ratio > 1 / Self.mostTimes,
      amounts(of: year + 1, request, estimated: [year: parts.amount.amount]) != nil
    else { return nil }
    return HistoryPoint(
      period: .year(year), value: parts.amount.amount,
      measurementError: parts.amount.amount * parts.amount.deviation,
      origin: .derived(from: parts.sight.labels))
  }

  /// What is used of the figures of a year under way: the newest to date or what single parts of an amount say, and the
  /// parts that are of another size than the years.
  ///
  /// Quarters that have a year before, and are at constant prices or as calm as these, are told by their growth and the spread
  /// of quarterly accounts.
  ///
  /// - Parameter estimated: amounts of years that nobody published but for most of their months.
  func settledSight(
    of year: Int, _ request: HistoryRequest, estimated: [Int: Double] = [:]
  ) -> (sight: Sight?, odd: AmountSight?) {
    let newest = sight(of: year, request)
    guard let parts = amounts(of: year, request, estimated: estimated) else {
      return (estimated.isEmpty ? newest : nil, nil)
    }
    let isNewest = newest.map { $0.labels == parts.sight.labels } ?? true
    let others = isNewest ? nil : newest
    let isAmount =
      rows(request.level, .annual).isEmpty || addsUp(request.level, toDate: request.levelToDate)
    let most = isAmount ? Self.mostTimes : Self.mostTimesStanding
    if parts.ratio > most || parts.ratio < 1 / Self.mostTimes { return (others, parts) }
    // Growth to date as it is published is the office's own comparison; sums are compared here.
    let isOlder =
      !isNewest && !isOfSums(newest, request) && (newest?.months ?? 0) >= parts.sight.months
    guard isAmount, !isOlder,
      parts.frequency == .monthly || parts.amount.cases == 0 || !isAccount(request.level)
    else { return (newest, nil) }
    return (parts.sight, nil)
  }

  /// How much the growth of quarters of accounts varies within a year, in logarithms, and the degrees of freedom that say so.
  private static let (calmQuarters, leastDegrees) = (0.03, 3)

  /// Whether quarters are those of accounts: at constant prices, or of a growth that hardly varies within a year.
  private func isAccount(_ level: (id: String, geo: String)?) -> Bool {
    if rows(level, .annual).last?.priceBasis.hasPrefix("constant") ?? false { return true }
    let quarters = rows(level, .quarterly).filter { $0.value > 0 }
    let values = Dictionary(quarters.map { ($0.period, $0.value) }) { $1 }
    let changes = quarters.compactMap { row in
      values[row.period.advanced(by: -4)].map { (row.period.year, Double.log(row.value / $0)) }
    }
    var (squares, degrees) = (0.0, 0)
    for (_, own) in Dictionary(grouping: changes, by: \.0) {
      let mean = own.reduce(0) { $0 + $1.1 } / Double(own.count)
      squares += own.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
      degrees += own.count - 1
    }
    return degrees >= Self.leastDegrees
      && squares < Self.calmQuarters * Self.calmQuarters * Double(degrees)
  }

  /// Whether a figure to date is growth of the parts themselves, single or summed up from January on.
  private func isOfSums(_ sight: Sight?, _ request: HistoryRequest) -> Bool {
    let own = [request.levelToDate?.id, request.level?.id].compactMap(\.self)
    guard let sight, !sight.labels.isEmpty else { return false }
    return sight.labels.allSatisfy {
      if case .published(let series, _, _, _) = $0 { own.contains(series) } else { false }
    }
  }
}
