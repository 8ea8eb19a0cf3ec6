internal import Files
internal import TimeSeries

/// Turns levers with effects and shocks into their specifications; faults of meaning are collected.
enum LeverDecoder {
  static func levers(_ list: [JSONNode], faults: inout FaultCollector) -> [LeverSpecification] {
    ScenarioDecoder.distinct(
      list.filter { $0["kind"]?.string == "effect" }, faults: &faults,
      { .scenario(.duplicateLever($0, firstLine: $1)) }, lever)
  }

  private static func lever(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> LeverSpecification? {
    guard let id = node["id"]?.string else { return nil }
    guard let effects = node["effects"] else {
      faults.note(.json(.missingKey("effects")), at: node.location, hint: .schema("scenario"))
      return nil
    }
    let baseline = node["baseline"]?.number ?? 0
    let value = node["value"]?.number ?? baseline
    var range = -Double.infinity...Double.infinity
    if let low = node["range"]?["low"]?.number, let high = node["range"]?["high"]?.number {
      guard low < high else {
        faults.noteConflict("range", .relation("low < high"), at: node.place(of: "range"))
        return nil
      }
      range = low...high
    }
    for (key, number) in [("baseline", baseline), ("value", value)] where !range.contains(number) {
      faults.noteOutside(key, .written("\(number)"), AllowedRange(range), at: node.place(of: key))
    }
    return LeverSpecification(
      id: id, title: node.text("title", orElse: id), unit: node.text("unit", orElse: ""),
      baseline: baseline, value: value, range: range,
      effects: effects.elements.compactMap { effect($0, faults: &faults) },
      location: node.location)
  }

  private static func effect(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> LeverSpecification.Effect? {
    guard let indicator = node["indicator"]?.string, let channel = node["on"]?.string,
      let course: LeverSpecification.Course = node.choice("course"),
      let start = node["start"]?.integer, let size = size(node["per_unit"], faults: &faults),
      let author = node["author"]?.string
    else { return nil }
    let end = node["end"]?.integer
    if let end, end < start {
      faults.noteConflict("end", .notBeforeStart, at: node.place(of: "end"))
    }
    return LeverSpecification.Effect(
      indicator: indicator, channel: channel, course: course, start: start, end: end, size: size,
      author: author, location: node.location)
  }

  static func size(_ node: JSONNode?, faults: inout FaultCollector) -> SizeSpecification? {
    guard let node else { return nil }
    if let number = node.number { return .certain(number) }
    if node["from_effect"] != nil { return MeasuredSize.read(node, faults: &faults) }
    for key in ["low", "likely", "high"] where node[key] == nil {
      faults.note(.json(.missingKey(key)), at: node.location, hint: .schema("scenario"))
    }
    guard let low = node["low"]?.number, let likely = node["likely"]?.number,
      let high = node["high"]?.number
    else { return nil }
    guard low <= likely, likely <= high else {
      faults.noteConflict("low", .relation("low ≤ likely ≤ high"), at: node.location)
      return nil
    }
    return low < high ? .range(low: low, likely: likely, high: high) : .certain(low)
  }

  static func shocks(_ list: [JSONNode], faults: inout FaultCollector) -> [ShockSpecification] {
    ScenarioDecoder.distinct(
      list, faults: &faults, { .scenario(.duplicateLever($0, firstLine: $1)) }, shock)
  }

  private static func shock(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> ShockSpecification? {
    guard let id = node["id"]?.string, let source = node["source"]?.string else { return nil }
    let effects = node.list("effects").compactMap { part -> ShockSpecification.Effect? in
      guard let indicator = part["indicator"]?.string, let channel = part["on"]?.string,
        let size = size(part["size"], faults: &faults)
      else { return nil }
      return ShockSpecification.Effect(
        indicator: indicator, channel: channel, size: size,
        persistence: part["persistence"]?.number ?? 0, location: part.location)
    }
    let year = node["year"]?.integer
    return ShockSpecification(
      id: id, title: node.text("title", orElse: id),
      probability: year == nil ? node["probability"]?.number ?? 0 : 1,
      years: year.map { [$0] } ?? [], source: source, effects: effects, location: node.location)
  }

  /// Checks the indicators that levers and shocks name.
  static func check(_ scenario: Scenario, faults: inout FaultCollector) {
    let ids = scenario.indicators.map(\.id)
    func check(_ id: String, _ location: SourceLocation) {
      guard let indicator = scenario.indicator(id) else {
        faults.note(
          .scenario(.unknownIndicator(id)), at: location, hint: faults.nearest(to: id, among: ids))
        return
      }
      switch indicator.source {
      case .derived: faults.noteConflict("indicator", .derived(id), at: location)
      case .notAssessed: faults.noteConflict("indicator", .notAssessed(id), at: location)
      default: break
      }
    }
    for effect in scenario.levers.flatMap(\.effects) { check(effect.indicator, effect.location) }
    for effect in scenario.shocks.flatMap(\.effects) { check(effect.indicator, effect.location) }
  }
}
