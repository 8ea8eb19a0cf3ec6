internal import Files
internal import TimeSeries

/// Speaks of series that the data files hold and a scenario takes nothing from.
///
/// One whose name is so near to one that is used that it may be a slip is warned of; of the others each has a
/// line where they are few, and all have one together where they are many.
final class UnusedSeries {
  /// How many are named one by one.
  static let named = 5

  private let observations: ObservationSet
  private let places: ObservationPlaces
  /// The places of each id that is used.
  private var used: [SeriesName: [SeriesName]] = [:]
  /// The shapes of ids and of places that are used, by their spellings.
  private var shapes: [String: NameShape] = [:]
  /// Ids that are used of a place, in order, with their shapes.
  private var usedAt: [SeriesName: (ids: [SeriesName], shapes: [NameShape])] = [:]
  /// Ids of the files, by place.
  private let idsAt: [SeriesName: Set<SeriesName>]

  init(_ scenario: Scenario, observations: ObservationSet, places: ObservationPlaces) {
    self.observations = observations
    self.places = places
    let uses = SeriesUse.all(of: scenario, in: observations).map(\.series)
    for series in uses + RegionParts.lent(to: uses, of: scenario) {
      let (id, geo) = (SeriesName(series.id), SeriesName(series.geo))
      if used[id]?.contains(geo) != true { used[id, default: []].append(geo) }
    }
    idsAt = Dictionary(grouping: observations.keys) { SeriesName($0.geo) }
      .mapValues { keys in Set(keys.map { SeriesName($0.id) }) }
    for name in Array(used.keys) + used.values.joined() {
      shapes[name.text] = NameShape(name.text)
    }
    for id in used.keys.sorted() {
      guard let shape = shapes[id.text] else { continue }
      for geo in used[id] ?? [] {
        usedAt[geo, default: ([], [])].ids.append(id)
        usedAt[geo, default: ([], [])].shapes.append(shape)
      }
    }
  }

  /// Warns of slips and tells of the rest.
  func tell(_ faults: inout FaultCollector) {
    // A slip is told once, whatever the frequencies of its series.
    var seen: Set<SeriesKey> = []
    var idle: [SeriesKey] = []
    var all = 0
    for key in observations.keys {
      let name = SeriesKey(id: key.folded.id, geo: key.folded.geo, frequency: .annual)
      guard seen.insert(name).inserted else { continue }
      all += 1
      let places = used[SeriesName(key.id)]
      if places?.contains(SeriesName(key.geo)) == true { continue }
      if let near = slip(key) {
        faults.warn(.series(.nearName(title(key), near: near)), at: first(key))
      } else if places == nil {
        // Other places of a series that is used say how far its figures are revised.
        idle.append(key)
      }
    }
    if idle.count <= Self.named {
      for key in idle {
        faults.tell(.series(.unused(title(key), rows: observations[key].count)), at: first(key))
      }
    } else {
      faults.tell(
        .series(.manyUnused(count: idle.count, all: all)), at: .whole(first(idle[0]).file))
    }
  }

  private func title(_ key: SeriesKey) -> String { "\(key.id) (\(key.geo))" }

  private func first(_ key: SeriesKey) -> SourceLocation {
    observations.find(key).map { places.line(ofRow: 0, in: $0) } ?? .whole("")
  }

  /// The used series that this one may be meant for, as it is to be read by people.
  private func slip(_ key: SeriesKey) -> String? {
    let id = SeriesName(key.id)
    if let places = used[id] {
      let shape = NameShape(key.geo)
      let near = places.first {
        isSlip(shape, $0) && isOtherPart(key, key.id, $0.text)
          || isAlone(key) && goesOn(key, $0.text)
      }
      return near.map { "\(key.id) (\($0.text))" }
    }
    guard let known = usedAt[SeriesName(key.geo)] else { return nil }
    let shape = NameShape(key.id)
    var start = 0
    while let place = shape.slip(among: known.shapes, from: start) {
      let id = known.ids[place].text
      if isOtherPart(key, id, key.geo) { return "\(id) (\(key.geo))" }
      start = place + 1
    }
    return nil
  }

  private func isSlip(_ shape: NameShape, _ name: SeriesName) -> Bool {
    shapes[name.text].map { shape.isSlip(of: $0) } ?? false
  }

  /// Whether a place has figures of no other series.
  private func isAlone(_ key: SeriesKey) -> Bool {
    idsAt[SeriesName(key.geo)] == [SeriesName(key.id)]
  }

  /// Whether figures under one place begin where those of another end: one series under two names of its place.
  private func goesOn(_ key: SeriesKey, _ geo: String) -> Bool {
    let other = SeriesKey(id: key.id, geo: geo, frequency: key.frequency)
    let own = observations[key].map(\.period.ordinal)
    let before = observations[other].map(\.period.ordinal)
    guard let first = own.min(), let last = own.max(), let start = before.min(),
      let end = before.max()
    else { return false }
    return first == end + 1 || last + 1 == start
  }

  /// Whether two series could be parts of one: most of one's cells the other has not.
  private func isOtherPart(_ key: SeriesKey, _ id: String, _ geo: String) -> Bool {
    let own = observations[key]
    let other = SeriesKey(id: id, geo: geo, frequency: key.frequency)
    let taken = Set(observations[other].map { "\($0.period) \($0.vintage?.description ?? "")" })
    let both = own.count { taken.contains("\($0.period) \($0.vintage?.description ?? "")") }
    return 2 * both < own.count
  }
}
