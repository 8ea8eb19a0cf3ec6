/// Published figures of many series and vintages, and the rule that picks what counts.
public struct ObservationSet: Sendable {
  private var rows: [SeriesKey: [Observation]] = [:]
  private var keysByID: [String: [SeriesKey]] = [:]

  /// An empty set.
  public init() {}

  /// A set of figures.
  public init(_ observations: some Sequence<Observation>) {
    for observation in observations { insert(observation) }
  }

  /// Adds a figure.
  public mutating func insert(_ observation: Observation) {
    if rows[observation.key] == nil {
      keysByID[observation.key.id, default: []].append(observation.key)
    }
    rows[observation.key, default: []].append(observation)
  }

  /// The series, by id, place and frequency.
  public var keys: [SeriesKey] { rows.keys.sorted() }

  /// The series of an id at any place and frequency, in order.
  public func keys(id: String) -> [SeriesKey] { (keysByID[id] ?? []).sorted() }

  /// Whether any figure of a series is there.
  public func contains(_ key: SeriesKey) -> Bool { rows[key] != nil }

  /// Every figure of a series, in file order.
  public subscript(key: SeriesKey) -> [Observation] { rows[key] ?? [] }

  /// The ids that a place has, and the places that an id has, for messages.
  public func frequencies(id: String, geo: String) -> [Frequency] {
    Frequency.allCases.filter { contains(SeriesKey(id: id, geo: geo, frequency: $0)) }
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

  /// Whether one figure takes the place of another of the same cell.
  private static func supersedes(_ row: Observation, _ other: Observation) -> Bool {
    switch (row.vintage, other.vintage) {
    case (let new?, let old?) where new != old: return new > old
    case (.some, nil): return true
    case (nil, .some): return false
    default: return settledness(row.status) > settledness(other.status)
    }
  }

  private static func settledness(_ status: ObservationStatus) -> Int {
    switch status {
    case .final: 5
    case .revised: 4
    case .preliminary: 3
    case .estimate: 2
    case .secondary: 1
    case .forecast, .plan: 0
    }
  }
}
