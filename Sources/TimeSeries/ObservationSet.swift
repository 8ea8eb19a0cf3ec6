/// Published figures of many series and vintages, and the rule that picks what counts.
///
/// A series is found by any spelling of its id and place that people read as the same (`SeriesName`); it
/// keeps the spelling of its first figure.
public struct ObservationSet: Sendable {
  /// The texts of all rows, for those who add compact ones.
  public var texts = TextPool()

  private var rows: [[CompactObservation]] = []
  private var seriesKeys: [SeriesKey] = []
  /// Every spelling that was met.
  private var numbers: [SeriesKey: Int] = [:]
  /// What spellings of one series share.
  private var folded: [SeriesKey: Int] = [:]
  private var keysByID: [SeriesName: [SeriesKey]] = [:]

  /// An empty set.
  public init() {}

  /// A set of figures.
  public init(_ observations: some Sequence<Observation>) {
    for observation in observations { insert(observation) }
  }

  /// Adds a figure.
  public mutating func insert(_ observation: Observation) {
    append(
      CompactObservation(
        period: observation.period, value: observation.value, decimals: observation.decimals,
        status: observation.status, vintage: observation.vintage,
        unit: texts.number(of: observation.unit),
        priceBasis: texts.number(of: observation.priceBasis),
        source: texts.number(of: observation.source), note: texts.number(of: observation.note),
        error: observation.error),
      to: number(of: observation.key))
  }

  /// The number of a series, by which compact rows are added; a new one if need be.
  public mutating func number(of key: SeriesKey) -> Int {
    if let number = numbers[key] { return number }
    let shared = key.folded
    let number = folded[shared] ?? rows.count
    numbers[key] = number
    guard number == rows.count else { return number }
    folded[shared] = number
    keysByID[SeriesName(key.id), default: []].append(key)
    seriesKeys.append(key)
    rows.append([])
    return number
  }

  /// The last year that a figure tells of; `nil` without figures.
  public var lastYear: Int? {
    zip(seriesKeys, rows).compactMap { key, series in
      series.map { $0.period(key.frequency).year }.max()
    }.max()
  }

  /// The number of a series however it is spelt; `nil` when no row named it.
  public func find(_ key: SeriesKey) -> Int? { numbers[key] ?? folded[key.folded] }

  /// Adds a row of the pool's texts to a series.
  public mutating func append(_ row: CompactObservation, to series: Int) {
    rows[series].append(row)
  }

  /// The same set with every row replaced by another of its series.
  func mappingRows(
    _ change: (SeriesKey, CompactObservation) -> CompactObservation
  ) -> ObservationSet {
    var other = self
    for series in rows.indices {
      other.rows[series] = rows[series].map { change(seriesKeys[series], $0) }
    }
    return other
  }

  /// The rows of a series by its number, in the order of their coming.
  public func rows(_ series: Int) -> [CompactObservation] { rows[series] }

  /// The series of a number.
  public func key(_ series: Int) -> SeriesKey { seriesKeys[series] }

  /// The series, by id, place and frequency.
  public var keys: [SeriesKey] { seriesKeys.filter(contains).sorted() }

  /// The series of an id at any place and frequency, in order.
  public func keys(id: String) -> [SeriesKey] {
    (keysByID[SeriesName(id)] ?? []).filter(contains).sorted()
  }

  /// Whether any figure of a series is there.
  public func contains(_ key: SeriesKey) -> Bool {
    find(key).map { !rows[$0].isEmpty } ?? false
  }

  /// Every figure of a series, in file order.
  public subscript(key: SeriesKey) -> [Observation] {
    guard let number = find(key) else { return [] }
    let key = seriesKeys[number]
    return rows[number].enumerated().map { place, row in
      Observation(
        key: key, period: row.period(key.frequency), value: row.value, decimals: row.decimals,
        unit: texts[row.unit], priceBasis: texts[row.priceBasis], status: row.status,
        vintage: row.vintage, source: texts[row.source], note: texts[row.note], error: row.error,
        row: place)
    }
  }

  /// The ids that a place has, and the places that an id has, for messages.
  public func frequencies(id: String, geo: String) -> [Frequency] {
    Frequency.allCases.filter { contains(SeriesKey(id: id, geo: geo, frequency: $0)) }
  }

  /// The unit of a series, at whatever frequency, as it is seen; `nil` where there is no such series.
  public func unit(id: String, geo: String) -> String? {
    frequencies(id: id, geo: geo).first.flatMap { frequency in
      find(SeriesKey(id: id, geo: geo, frequency: frequency)).flatMap { number in
        rows[number].first.map { SeriesName.seen(texts[$0.unit]) }
      }
    }
  }

  /// What counts of a series on a day: of each cell the newest vintage not after it.
  ///
  /// Forecasts and plans never count. A figure without a vintage counts only when no day is given,
  /// and then yields to any with one. Figures of one day yield to the more settled status.
  public func history(of key: SeriesKey, asOf: CalendarDate?) -> [Observation] {
    var newest: [Period: Observation] = [:]
    for row in self[key] where row.status.isHistory && Self.counts(row, asOf: asOf) {
      if let other = newest[row.period], !Self.supersedes(row, other) { continue }
      newest[row.period] = row
    }
    return newest.values.sorted { $0.period < $1.period }
  }

  /// The oldest and the newest figure of each cell that was published more than once.
  public func revisions(
    of key: SeriesKey, asOf: CalendarDate?
  ) -> [(first: Observation, latest: Observation)] {
    let dated = self[key].filter {
      $0.status.isHistory && $0.vintage != nil && Self.counts($0, asOf: asOf)
    }
    return Dictionary(grouping: dated, by: \.period).sorted { $0.key < $1.key }
      .compactMap { _, rows in
        guard let first = rows.min(by: { Self.supersedes($1, $0) }),
          let latest = rows.max(by: { Self.supersedes($1, $0) }), first.vintage != latest.vintage
        else { return nil }
        return (first, latest)
      }
  }

  private static func counts(_ row: Observation, asOf: CalendarDate?) -> Bool {
    guard let asOf else { return true }
    guard let vintage = row.vintage else { return false }
    return vintage <= asOf
  }

  /// Whether one figure of what happened takes the place of another of the same cell.
  private static func supersedes(_ row: Observation, _ other: Observation) -> Bool {
    switch (row.vintage, other.vintage) {
    case (let new?, let old?) where new != old: return new > old
    case (.some, nil): return true
    case (nil, .some): return false
    default: return row.status.number < other.status.number
    }
  }
}
