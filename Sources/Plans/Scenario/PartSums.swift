internal import Files
internal import TimeSeries

/// Makes figures of a region of those of its parts, one family of series at a time.
///
/// Levels add. Growth g of parts with the bases b of the year before is Σ b (1 + g) / Σ b − 1, growth of n years a year
/// the same of n-th powers, points of growth Σ b p / Σ b. A figure is known from the day on which the last part
/// published its own and the bases are known; what the region publishes itself goes before it from its first day on.
struct PartSums {
  let family: PartFamily
  let region: Region
  let observations: ObservationSet
  private let asOf: CalendarDate?
  /// What was made.
  private(set) var made: [RegionParts.Made] = []
  /// Series that are not made, with a fault that says why.
  private(set) var refused: Set<SeriesName> = []
  /// Levels of the parts by day and by what they are of.
  var known: [Moment: [PartLevels]] = [:]

  struct Moment: Hashable {
    let day: CalendarDate?
    let isBase: Bool
  }

  /// A kind of statement that is put together with its like alone.
  private enum Sort: CaseIterable {
    case history, forecast, plan

    func holds(_ status: ObservationStatus) -> Bool {
      switch self {
      case .history: status.isHistory
      case .forecast: status == .forecast
      case .plan: status == .plan
      }
    }
  }

  /// What a value needs that is not there.
  enum Lack: Error {
    case figure(part: Int)
    case base(part: Int)
  }

  init(
    _ family: PartFamily, region: Region, observations: ObservationSet, asOf: CalendarDate?
  ) {
    self.family = family
    self.region = region
    self.observations = observations
    self.asOf = asOf
  }

  /// Makes all series of the family.
  mutating func run(faults: inout FaultCollector) {
    for member in family.made { make(member, faults: &faults) }
  }

  private func isPublished(_ member: PartFamily.Member) -> Bool {
    !observations.frequencies(id: member.id, geo: region.geo).isEmpty
  }

  private mutating func make(_ member: PartFamily.Member, faults: inout FaultCollector) {
    var lacks: [(period: Period, part: Int, isBase: Bool)] = []
    let before = made.count
    for frequency in Frequency.allCases {
      let rows = region.parts.map { part in
        observations[SeriesKey(id: member.id, geo: part.geo, frequency: frequency)]
      }
      guard rows.contains(where: { !$0.isEmpty }) else { continue }
      if case .none(let kind) = member.rule {
        if !isPublished(member) {
          refused.insert(SeriesName(member.id))
          faults.note(
            .parts(.notMadeOfParts(series: title(member), kind: kind)), at: member.location)
        }
        return
      }
      if isAdded(member), rows.joined().contains(where: { $0.unit.contains("%") }) {
        if member.isNamed, !isPublished(member) {
          refused.insert(SeriesName(member.id))
          faults.note(.parts(.percentages(series: title(member))), at: member.location)
        }
        return
      }
      let own = observations[SeriesKey(id: member.id, geo: region.geo, frequency: frequency)]
      guard isOfOneUnit(member, rows, own, faults: &faults) else {
        refused.insert(SeriesName(member.id))
        return
      }
      for sort in Sort.allCases {
        let byPeriod = rows.map { part in
          Dictionary(grouping: part.filter { sort.holds($0.status) }, by: \.period)
        }
        for period in Set(byPeriod.flatMap(\.keys)).sorted() {
          let cells = byPeriod.map { $0[period] ?? [] }
          let other = own.filter { sort.holds($0.status) && $0.period == period }
          do throws(Lack) {
            try make(member, period, frequency, cells, own: other)
          } catch {
            guard other.isEmpty, sort == .history else { continue }
            switch error {
            case .figure(let part): lacks.append((period, part, false))
            case .base(let part): lacks.append((period, part, true))
            }
          }
        }
      }
    }
    tell(lacks, of: member, isMade: made.count > before, faults: &faults)
  }

  /// Whether figures of parts add.
  private func isAdded(_ member: PartFamily.Member) -> Bool {
    switch member.rule {
    case .sum, .stock: true
    case .growth, .stockGrowth, .points, .weighted, .none: false
    }
  }

  private func title(_ member: PartFamily.Member) -> String { "\(member.id) (\(region.geo))" }

  /// Says which periods are not made, and why; a fault where that is all of them.
  private mutating func tell(
    _ lacks: [(period: Period, part: Int, isBase: Bool)], of member: PartFamily.Member,
    isMade: Bool, faults: inout FaultCollector
  ) {
    let isFault = !isMade && member.isNamed && !isPublished(member)
    if isFault, !lacks.isEmpty { refused.insert(SeriesName(member.id)) }
    for isBase in [false, true] {
      let some = lacks.filter { $0.isBase == isBase }
      guard let first = isFault ? some.last : some.first else { continue }
      let (part, series) = (region.parts[first.part], title(member))
      let period = first.period.description
      guard isFault else {
        faults.tell(
          .parts(
            isBase
              ? .baseMissing(
                series: series, part: part.geo, period: period, periods: some.count)
              : .leftOut(series: series, part: part.geo, period: period, periods: some.count)),
          at: part.location)
        continue
      }
      if isBase {
        faults.note(
          .parts(.withoutBase(series: series, part: part.geo, period: period)), at: part.location,
          hint: .mend(.stateWeight(part: part.geo)))
      } else if !lacks.contains(where: \.isBase) {
        faults.note(
          .parts(.missing(series: series, part: part.geo, period: period)), at: part.location)
      }
    }
  }

  /// Whether all parts have one unit and price basis, and levels that of the region's own.
  private func isOfOneUnit(
    _ member: PartFamily.Member, _ rows: [[Observation]], _ own: [Observation],
    faults: inout FaultCollector
  ) -> Bool {
    guard let place = rows.firstIndex(where: { !$0.isEmpty }), let first = rows[place].first else {
      return true
    }
    for (part, rows) in rows.enumerated() {
      guard let row = rows.first else { continue }
      for (written, other) in [(row.unit, first.unit), (row.priceBasis, first.priceBasis)]
      where SeriesName.seen(written) != SeriesName.seen(other) {
        faults.note(
          .parts(
            .unlike(
              series: title(member), part: region.parts[part].geo,
              period: row.period.description, written: written, first: other,
              firstPart: region.parts[place].geo)),
          at: region.parts[part].location)
        return false
      }
    }
    guard isAdded(member), let row = own.first else { return true }
    for (written, other) in [(row.unit, first.unit), (row.priceBasis, first.priceBasis)]
    where SeriesName.seen(written) != SeriesName.seen(other) {
      faults.note(
        .parts(
          .unlike(
            series: title(member), part: region.geo, period: row.period.description,
            written: written, first: other, firstPart: region.parts[place].geo)),
        at: member.location, hint: .mend(.splitSeries))
      return false
    }
    return true
  }

  // MARK: One cell

  /// Makes a cell as it was known on each day on which a part said something new of it.
  private mutating func make(
    _ member: PartFamily.Member, _ period: Period, _ frequency: Frequency,
    _ cells: [[Observation]], own: [Observation]
  ) throws(Lack) {
    if let part = cells.firstIndex(where: \.isEmpty) { throw .figure(part: part) }
    let firstOwn = own.compactMap(\.vintage).min()
    if !own.isEmpty, firstOwn == nil { return }
    let said = Set(cells.joined().compactMap(\.vintage))
    let starts = cells.compactMap { $0.compactMap(\.vintage).min() }
    var lack: Lack?
    var isMade = false
    if starts.count == cells.count, let start = starts.max() {
      var isPending = false
      for day in said.union(levelDays(member)).filter({ $0 >= start }).sorted() {
        if let firstOwn, day >= firstOwn { break }
        isPending = isPending || said.contains(day)
        guard isPending else { continue }
        do throws(Lack) {
          made.append(try cell(member, period, frequency, cells, day))
          (isPending, isMade) = (false, true)
        } catch {
          lack = error
        }
      }
    }
    if isMade || !own.isEmpty { return }
    // Nobody knows when some of it was published.
    if starts.count < cells.count || lack != nil {
      made.append(try cell(member, period, frequency, cells, nil))
    }
  }

  /// Days on which a level of a part was published that may weigh a figure.
  private func levelDays(_ member: PartFamily.Member) -> Set<CalendarDate> {
    if isAdded(member) { return [] }
    var days: Set<CalendarDate> = []
    for level in family.members + family.base {
      for part in region.parts {
        for frequency in [Frequency.annual, .quarterly, .monthly] {
          let key = SeriesKey(id: level.id, geo: part.geo, frequency: frequency)
          guard let number = observations.find(key) else { continue }
          days.formUnion(observations.rows(number).compactMap(\.vintage))
        }
      }
    }
    return days
  }

  /// The figure as it was known on a day; `nil` for one whose day nobody knows.
  private mutating func cell(
    _ member: PartFamily.Member, _ period: Period, _ frequency: Frequency,
    _ cells: [[Observation]], _ day: CalendarDate?
  ) throws(Lack) -> RegionParts.Made {
    let rows = cells.compactMap { Self.newest($0, day) }
    guard rows.count == cells.count, let first = rows.first else { throw .figure(part: 0) }
    let sum = try value(member, period, rows, day)
    let decimals = rows.map(\.decimals).min() ?? 0
    let key = SeriesKey(id: member.id, geo: region.geo, frequency: frequency)
    return RegionParts.Made(
      observation: Observation(
        key: key, period: period, value: sum.value,
        // Rounding of several figures adds up to more than that of one.
        decimals: isAdded(member) && rows.count > 1 ? max(0, decimals - 1) : decimals,
        unit: first.unit,
        priceBasis: first.priceBasis,
        status: rows.dropFirst().reduce(first.status) { $0.weaker($1.status) }, vintage: day,
        source: MadeFigure.parts.rawValue, note: sum.note), like: first)
  }

  /// Of figures of one cell the newest on a day, of one day the more settled.
  private static func newest(_ rows: [Observation], _ day: CalendarDate?) -> Observation? {
    let dated = rows.filter { row in
      guard let vintage = row.vintage else { return false }
      return day.map { vintage <= $0 } ?? true
    }
    let counted = dated.isEmpty && day == nil ? rows : dated
    return counted.reduce(nil as Observation?) { best, row in
      guard let best else { return row }
      if let new = row.vintage, let old = best.vintage, new != old { return new > old ? row : best }
      return best.status.weaker(row.status) == row.status ? best : row
    }
  }
}
