internal import RealModule
public import TimeSeries

/// Builds histories from published figures of one day's knowledge.
public struct HistoryBuilder: Sendable {
  let observations: ObservationSet
  let asOf: CalendarDate?
  /// Periods that are not used, by series, because they were typed as something else.
  private var setAside: [SeriesKey: Set<Period>] = [:]
  /// What the name of the request says of its levels (`HistoryRequest.isSum`).
  private(set) var isSum: Bool?
  /// Years of levels that only what is cumulated to their ends tells, by the series of the levels.
  private var closed: [SeriesKey: [Observation]] = [:]
  /// Parts that were typed as single ones and are sums from January on, by the series of these.
  private var sums: [SeriesKey: [Observation]] = [:]
  /// Whether parts without a year show by themselves that they are sums from January on.
  var partsAreSums: Bool { !sums.isEmpty }

  /// A builder.
  public init(observations: ObservationSet, asOf: CalendarDate?) {
    self.observations = observations
    self.asOf = asOf
  }

  /// The history that figures tell; `nil` when they tell none.
  public func build(_ request: HistoryRequest) -> BuiltHistory? {
    var (told, request) = (self, request)
    told.isSum = request.isSum
    if request.level == nil, request.rate == nil, let toDate = request.levelToDate {
      request.level = (toDate.id + " of whole years", toDate.geo)
    }
    told.closed = closedYears(request)
    return told.settled(request)
  }

  private func settled(_ request: HistoryRequest) -> BuiltHistory? {
    let summedParts = setAside.isEmpty ? likeSums(request) : []
    guard !summedParts.isEmpty else { return built(request) }
    var (other, request) = (self, request)
    for row in summedParts.joined() { other.setAside[row.key, default: []].insert(row.period) }
    if let level = request.level, published(level).isEmpty {
      // Where they are all that is known they are taken for what they look like.
      let toDate = request.levelToDate ?? (level.id + " from January on", level.geo)
      for row in summedParts.joined() {
        let key = SeriesKey(id: toDate.id, geo: toDate.geo, frequency: row.key.frequency)
        other.sums[key, default: []].append(row)
      }
      request.levelToDate = toDate
      other.closed = other.closedYears(request)
    }
    var found = other.built(request)
    found?.doubts += summedParts.map { .likeSums($0) }
    return found
  }

  private func built(_ request: HistoryRequest) -> BuiltHistory? {
    request.isFlow ? growthHistory(request) : summed(request) ?? levelHistory(request)
  }

  // MARK: Levels

  /// Values at their own times, of whatever frequency; a year gives way to no month. Beside years that go on by
  /// themselves their parts are left out.
  private func levelHistory(_ request: HistoryRequest) -> BuiltHistory? {
    guard let level = request.level else { return nil }
    var rows: [Observation] = []
    let isYearly = goesByYears(level)
    for frequency in isYearly ? [Frequency.annual] : [.annual, .quarterly, .monthly] {
      for row in self.rows(level, frequency)
      where !rows.contains(where: { $0.period.end == row.period.end }) {
        rows.append(row)
      }
    }
    rows.sort { $0.period < $1.period }
    let all = rows
    if !isYearly, let ends = seasonalEnds(rows) { rows = ends }
    guard let last = rows.last else { return nil }
    let revisions = revisionSize(level.id) {
      $0.first.value == 0 ? 0 : $0.latest.value / $0.first.value - 1
    }
    // A series is printed as finely as its finest figure: 1 among 0.992 and 0.998 is 1.000.
    let finest = rows.map(\.roundingHalfWidth).min() ?? 0
    let rounding = finest / 3.0.squareRoot()
    var points = rows.map { row in
      let revision =
        row.period == last.period && row.status.isProvisional
        ? revisions.size * abs(row.value) : 0
      return HistoryPoint(
        period: row.period, value: row.value,
        measurementError: (rounding * rounding + revision * revision + row.error * row.error)
          .squareRoot(), origin: row.origin)
    }
    if isYearly { points = (points + completed(level)).sorted { $0.period < $1.period } }
    points = (points + ended(request, beside: points)).sorted { $0.period < $1.period }
    let year = points.last?.period.year ?? 0
    let sight = sight(ofRate: points, request)
    if let sight {
      points.append(
        HistoryPoint(
          period: .year(year + 1), value: sight.growth, measurementError: sight.spread.size,
          origin: .partial(from: sight.labels)))
    }
    var built = BuiltHistory(
      history: History(points: points), isIndex: false, discrepancies: [], unjoinedYears: [],
      revisions: revisions, toDate: sight?.spread, unjoined: [], publishedGrowth: [:],
      unusedToDate: [])
    if isYearly { built.unusedParts = parts(of: level, after: year + (sight == nil ? 0 : 1)) }
    if rows.count < all.count { built.unusedParts = all.filter { $0.period > last.period } }
    if let end = endForYear(rows, request) { built.doubts.append(end) }
    if let far = farRate(points.filter(\.isRealised), request) {
      built.doubts.append(far)
    } else if sight == nil, request.rate?.base == .unclear {
      built.unclearToDate = figuresToDate(HistoryRequest(growthToDate: request.levelToDate))
        .filter { $0.period.year == year + 1 }.max { $0.period.end < $1.period.end }
    }
    return built
  }

  // MARK: Growth

  private func growthHistory(_ request: HistoryRequest) -> BuiltHistory? {
    guard let annual = AnnualHistory(facts: facts(request)) else { return nil }
    let revisions =
      request.growth.map { revisionSize($0.id) { $0.latest.value - $0.first.value } }
      ?? (size: 0, cases: 0)
    var points: [HistoryPoint] = annual.cells.map { cell in
      let isLast = cell.year == annual.cells.last?.year
      let revision = isLast && cell.isProvisional ? revisions.size / 100 : 0
      let rounding = cell.rounding / 3.0.squareRoot()
      return HistoryPoint(
        period: .year(cell.year), value: cell.level,
        measurementError: cell.level * (rounding * rounding + revision * revision).squareRoot(),
        origin: cell.origin)
    }
    let filled = annual.hasPublishedLevel ? mostlyKnown(after: annual.cells.last, request) : nil
    if let filled { points.append(filled) }
    let newest = points.last.map { (year: $0.period.year, level: $0.value) }
    let found = newest.map {
      settledSight(of: $0.year + 1, request, estimated: filled == nil ? [:] : [$0.year: $0.level])
    }
    let sight = found?.sight
    if let last = newest, let sight {
      if sight.usual != 1, let point = points.popLast() {
        points.append(
          HistoryPoint(
            period: point.period, value: point.value, measurementError: point.measurementError,
            origin: point.origin, usual: point.value * sight.usual))
      }
      points.append(
        HistoryPoint(
          period: .year(last.year + 1), value: last.level * (1 + sight.growth / 100),
          measurementError: last.level * sight.spread.size / 100,
          origin: .partial(from: sight.labels), come: sight.come?.scaled(by: last.level),
          tales: sight.tales?.scaled(by: last.level)))
    }
    let used = newest.map { $0.year + (sight == nil ? 0 : 1) } ?? 0
    let rest = found?.odd == nil ? parts(of: request.level, after: used) : []
    let areAmounts =
      rows(request.level, .annual).isEmpty
      || addsUp(request.level, toDate: request.levelToDate)
    let beyond = figuresToDate(request).filter { $0.period.year > used }
    let standing =
      areAmounts
      ? []
      : beyond.filter {
        $0.key.id == request.levelToDate?.id && !PercentUnit.isOfNoAmount($0.unit)
      }
    let unusedToDate = beyond.filter { !standing.contains($0) }
    let firstUnused = sight == nil ? used + 2 : used + 1
    var built = BuiltHistory(
      history: History(points: points), isIndex: !annual.hasPublishedLevel,
      discrepancies: annual.discrepancies, unjoinedYears: annual.unjoinedYears,
      revisions: revisions, toDate: sight?.spread,
      unjoined: unjoined(request, annual), publishedGrowth: publishedGrowth(request, annual),
      unusedToDate: unusedToDate
        + (areAmounts ? rest.filter { $0.period.year >= firstUnused } : []))
    built.oddParts = found?.odd.map { ($0.rows, $0.ratio) }
    built.unusedParts = areAmounts ? [] : rest
    built.standingToDate = standing
    built.isWithoutCourse = sight?.isWithoutCourse ?? false
    if areAmounts, let last = newest?.year {
      built.doubts = doubts(of: last + 1, request) + (sight?.once ?? [])
      // Of what is of another size, and so not used, nothing is said to be.
      if let odd = found?.odd?.rows {
        built.doubts.removeAll { doubt in
          if case .parts(let row, _, _, _) = doubt {
            odd.contains { $0.period.year == row.period.year }
          } else {
            false
          }
        }
      }
    }
    return built
  }

  /// Figures of whole years that begin or end nowhere in the history.
  private func unjoined(_ request: HistoryRequest, _ annual: AnnualHistory) -> [Observation] {
    let years = Set(annual.cells.map(\.year))
    let levels = rows(request.level, .annual).filter {
      $0.value > 0 && !years.contains($0.period.year)
    }
    let changes = (rows(request.growth, .annual) + rows(request.growthAverage, .span)).filter {
      $0.value > -100 && !years.contains($0.period.year)
    }
    return levels + changes
  }

  /// Growth of years whose neighbours are in the history, but for what gave way to levels.
  private func publishedGrowth(
    _ request: HistoryRequest, _ annual: AnnualHistory
  ) -> [Int: Double] {
    let years = Set(annual.cells.map(\.year))
    let lost = Set(annual.discrepancies.map(\.label))
    return statedGrowth(request, without: lost).filter {
      years.contains($0.key) && years.contains($0.key - 1)
    }
  }

  /// What is published of the growth of years: that to their ends, and before it that of the years themselves.
  func statedGrowth(
    _ request: HistoryRequest, without lost: Set<FigureLabel> = []
  ) -> [Int: Double] {
    let toDate = [Frequency.monthly, .quarterly, .annual].flatMap {
      rows(request.growthToDate, $0).filter(\.period.closesYear)
    }
    let counted = (toDate + rows(request.growth, .annual)).filter {
      !lost.contains(FigureLabel($0))
    }
    return Dictionary(counted.map { ($0.period.year, $0.value) }) { $1 }
  }

  func rows(_ series: (id: String, geo: String)?, _ frequency: Frequency) -> [Observation] {
    guard let series else { return [] }
    let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
    var found = observations.history(of: key, asOf: asOf)
    if let left = setAside[key] { found = found.filter { !left.contains($0.period) } }
    let added = (closed[key] ?? []) + (sums[key] ?? [])
    return added.isEmpty ? found : (found + added).sorted { $0.period < $1.period }
  }

  /// Levels of years as they are published by themselves.
  func published(_ level: (id: String, geo: String)?) -> [Observation] {
    var other = self
    other.closed = [:]
    return other.rows(level, .annual)
  }

  /// Years that nobody published but as the sum to their end, in the unit of the levels: they are years as well.
  private func closedYears(_ request: HistoryRequest) -> [SeriesKey: [Observation]] {
    guard request.rate == nil, let level = request.level else { return [:] }
    let published = Set(published(level).map(\.period.year))
    let unit = [Frequency.annual, .quarterly, .monthly].lazy
      .compactMap { rows(level, $0).last?.unit }.first
    var years: [Int: Observation] = [:]
    for frequency in [Frequency.annual, .quarterly, .monthly] {
      for row in rows(request.levelToDate, frequency)
      where row.period.closesYear && row.value > 0 && isSameUnit(row.unit, unit ?? row.unit)
        && !(request.isFlow && PercentUnit.isOfNoAmount(row.unit))
        && !published.contains(row.period.year)
      {
        years[row.period.year] = row
      }
    }
    let key = SeriesKey(id: level.id, geo: level.geo, frequency: .annual)
    return years.isEmpty ? [:] : [key: years.values.map { $0.ofWholeYear }]
  }

  private func facts(_ request: HistoryRequest) -> [PublishedFact] {
    let levels = published(request.level).filter { $0.value > 0 }
    let toDate = [Frequency.annual, .quarterly, .monthly].flatMap {
      rows(request.growthToDate, $0).filter(\.period.closesYear)
    }
    let grown = (rows(request.growth, .annual) + toDate).filter { $0.value > -100 }
    let averages = rows(request.growthAverage, .span).filter { $0.value > -100 }
    var facts = levels.map { levelFact($0, rank: .level) }
    facts += completeYears(request.level) + cumulatedYears(request)
    facts += grown.map { growthFact($0, years: 1) }
    facts += averages.map { growthFact($0, years: $0.period.years, rank: .average) }
    return facts + contributionFacts(request)
  }

  private func levelFact(_ row: Observation, rank: PublishedFact.Rank) -> PublishedFact {
    fact(
      row, .level(year: row.period.year, log: Double.log(row.value)), rank: rank,
      rounding: Self.halfWidth(row) / row.value)
  }

  /// The largest error of a figure: of its rounding, and that of a splice as if it were one.
  private static func halfWidth(_ row: Observation) -> Double {
    row.roundingHalfWidth + 3.0.squareRoot() * row.error
  }

  private func fact(
    _ row: Observation, _ statement: PublishedFact.Statement, rank: PublishedFact.Rank,
    rounding: Double
  ) -> PublishedFact {
    PublishedFact(
      statement, rank: rank, rounding: rounding, isProvisional: row.status.isProvisional,
      label: FigureLabel(row), level: rank == .level ? row.value : nil, origin: row.origin)
  }

  private func growthFact(
    _ row: Observation, years: Int, rank: PublishedFact.Rank = .annualGrowth
  ) -> PublishedFact {
    let last = row.period.year
    let change = Double(years) * Double.log(onePlus: row.value / 100)
    return fact(
      row, .change(from: last - years, to: last, log: change), rank: rank,
      rounding: Self.halfWidth(row) / 100)
  }

  /// Annual levels as sums of quarters or months, for years in which all are published.
  private func completeYears(_ level: (id: String, geo: String)?) -> [PublishedFact] {
    for frequency in [Frequency.quarterly, .monthly] {
      let byYear = Dictionary(grouping: rows(level, frequency), by: \.period.year)
      let complete = byYear.filter { $0.value.count == frequency.periodsPerYear }
      if complete.isEmpty { continue }
      return complete.sorted { $0.key < $1.key }.compactMap { year, rows in
        let sum = rows.reduce(0) { $0 + $1.value }
        guard sum > 0, let first = rows.first else { return nil }
        return PublishedFact(
          .level(year: year, log: Double.log(sum)), rank: .singlePeriods,
          rounding: rows.reduce(0) { $0 + Self.halfWidth($1) } / sum,
          isProvisional: rows.contains { $0.status.isProvisional },
          label: .periods(series: first.key.id, year: year, count: rows.count))
      }
    }
    return []
  }

  /// Annual levels as they were cumulated to December; in another unit than the levels they tell growth alone.
  private func cumulatedYears(_ request: HistoryRequest) -> [PublishedFact] {
    let unit = rows(request.level, .annual).last?.unit
    var facts: [PublishedFact] = []
    for frequency in [Frequency.annual, .quarterly, .monthly] {
      let ends = rows(request.levelToDate, frequency).filter {
        $0.period.closesYear && $0.value > 0
      }
      for (place, row) in ends.enumerated() {
        if isSameUnit(row.unit, unit ?? row.unit) {
          facts.append(levelFact(row, rank: .singlePeriods))
        } else if place > 0, ends[place - 1].period.year == row.period.year - 1 {
          let change = Double.log(row.value / ends[place - 1].value)
          facts.append(
            fact(
              row, .change(from: row.period.year - 1, to: row.period.year, log: change),
              rank: .annualGrowth,
              rounding: row.roundingHalfWidth / row.value
                + ends[place - 1].roundingHalfWidth / ends[place - 1].value))
        }
      }
    }
    return facts
  }

  /// Growth as the sum of contributions, for years in which every part is published.
  private func contributionFacts(_ request: HistoryRequest) -> [PublishedFact] {
    guard !request.contributions.isEmpty else { return [] }
    let parts = request.contributions.map { series in
      Dictionary(rows(series, .annual).map { ($0.period.year, $0) }) { first, _ in first }
    }
    let years = parts.dropFirst().reduce(Set(parts[0].keys)) { $0.intersection($1.keys) }
    return years.sorted().compactMap { year in
      let rows = parts.compactMap { $0[year] }
      let sum = rows.reduce(0) { $0 + $1.value }
      guard sum > -100 else { return nil }
      return PublishedFact(
        .change(from: year - 1, to: year, log: Double.log(onePlus: sum / 100)), rank: .parts,
        rounding: rows.reduce(0) { $0 + $1.roundingHalfWidth } / 100,
        isProvisional: rows.contains { $0.status.isProvisional },
        label: .contributions(count: rows.count, year: year))
    }
  }

  // MARK: Revisions

  /// Root mean square of what first releases were revised by, over every place.
  private func revisionSize(
    _ id: String, _ change: ((first: Observation, latest: Observation)) -> Double
  ) -> (size: Double, cases: Int) {
    let changes = observations.keys(id: id)
      .flatMap { observations.revisions(of: $0, asOf: asOf) }
      .filter { $0.first.status.isProvisional }.map(change)
    guard !changes.isEmpty else { return (0, 0) }
    let mean = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return (mean.squareRoot(), changes.count)
  }
}
