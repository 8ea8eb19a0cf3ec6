internal import TimeSeries

/// Speaks of series that the data files hold and a scenario takes nothing from.
///
/// One whose name is so near to one that is used that it may be a slip is warned of; of the others each has a
/// line where they are few, and all have one together where they are many.
struct UnusedSeries {
  /// How many are named one by one.
  static let named = 5

  private let observations: ObservationSet
  private let places: ObservationPlaces
  /// The places of each id that is used.
  private var used: [SeriesName: [SeriesName]] = [:]

  init(_ scenario: Scenario, observations: ObservationSet, places: ObservationPlaces) {
    self.observations = observations
    self.places = places
    for use in SeriesUse.all(of: scenario, in: observations) {
      used[SeriesName(use.series.id), default: []].append(SeriesName(use.series.geo))
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
        faults.warn(.nearName(title(key), near: near), at: first(key))
      } else if places == nil {
        // Other places of a series that is used say how far its figures are revised.
        idle.append(key)
      }
    }
    if idle.count <= Self.named {
      for key in idle {
        faults.tell(.unusedSeries(title(key), rows: observations[key].count), at: first(key))
      }
    } else {
      faults.tell(
        .manyUnusedSeries(count: idle.count, all: all), at: .whole(first(idle[0]).file))
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
      let near = places.first { isSlip(key.geo, of: $0.text) && isOtherPart(key, key.id, $0.text) }
      return near.map { "\(key.id) (\($0.text))" }
    }
    let near = used.keys.sorted { $0.key < $1.key }.first { name in
      used[name]?.contains(SeriesName(key.geo)) == true && isSlip(key.id, of: name.text)
        && isOtherPart(key, name.text, key.geo)
    }
    return near.map { "\($0.text) (\(key.geo))" }
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
