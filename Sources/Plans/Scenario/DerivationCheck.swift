internal import Files

/// Checks that derived indicators rest on others, not on themselves, and not on too many one behind the other.
struct DerivationCheck {
  /// How many derivations may stand one behind the other. Plans have three; each level may double the work.
  static let mostLevels = 16
  /// A longer circle is told by its ends.
  private static let toldNames = 12

  private let sources: [String: [String]]
  private let levels: [String: Int]

  init(_ indicators: [IndicatorSpecification]) {
    var sources: [String: [String]] = [:]
    for indicator in indicators {
      guard case .derived(let derived) = indicator.source else { continue }
      sources[indicator.id] = derived.sources
    }
    self.sources = sources
    levels = Self.levels(sources)
  }

  /// Notes what is wrong with one indicator.
  func run(_ indicator: IndicatorSpecification, faults: inout FaultCollector) {
    guard sources[indicator.id] != nil, !faults.isFull else { return }
    guard let level = levels[indicator.id] else {
      faults.note(
        .scenario(.circularDerivation(circle(from: indicator.id))), at: indicator.location)
      return
    }
    // Those behind the first that is too deep are as well: it alone is told.
    guard level == Self.mostLevels + 1 else { return }
    faults.note(
      .scenario(.deepDerivation(levels: level, allowed: Self.mostLevels)), at: indicator.location)
  }

  /// How many derivations each indicator stands on, its own counted; those in a circle or behind one have none.
  private static func levels(_ sources: [String: [String]]) -> [String: Int] {
    var users: [String: [String]] = [:]
    var waiting: [String: Int] = [:]
    var ready: [String] = []
    for (id, needed) in sources {
      let derived = Set(needed.filter { sources[$0] != nil })
      for source in derived { users[source, default: []].append(id) }
      waiting[id] = derived.count
      if derived.isEmpty { ready.append(id) }
    }
    var levels: [String: Int] = [:]
    while let id = ready.popLast() {
      levels[id] = 1 + ((sources[id] ?? []).compactMap { levels[$0] }.max() ?? 0)
      for user in users[id] ?? [] {
        let left = (waiting[user] ?? 1) - 1
        waiting[user] = left
        if left == 0 { ready.append(user) }
      }
    }
    return levels
  }

  /// The way from an indicator along those without a level, until it comes to where it has been.
  private func circle(from id: String) -> [String] {
    var chain = [id]
    var seen: Set<String> = [id]
    while let last = chain.last,
      let next = sources[last]?.first(where: { sources[$0] != nil && levels[$0] == nil })
    {
      chain.append(next)
      if !seen.insert(next).inserted { break }
    }
    guard chain.count > Self.toldNames else { return chain }
    let half = Self.toldNames / 2
    return chain.prefix(half) + ["…"] + chain.suffix(half)
  }
}
