internal import Files
internal import TimeSeries

/// Turns levers with effects and shocks into their specifications; faults of meaning are collected.
enum LeverDecoder {
  static func levers(_ node: JSONNode?, faults: inout FaultCollector) -> [LeverSpecification] {
    var levers: [LeverSpecification] = []
    for element in node?.elements ?? [] where element["kind"]?.string == "effect" {
      guard let lever = lever(element, faults: &faults) else { continue }
      if let first = levers.first(where: { $0.id == lever.id }) {
        faults.note(
          .scenario(.duplicateLever(lever.id, firstLine: first.location.line)), at: lever.location)
      }
      levers.append(lever)
    }
    return levers
  }

  private static func lever(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> LeverSpecification? {
    guard let id = node["id"]?.string else { return nil }
    guard let effects = node["effects"] else {
      faults.note(.json(.missingKey("effects")), at: node.location)
      return nil
    }
    let baseline = node["baseline"]?.number ?? 0
    let value = node["value"]?.number ?? baseline
    var range = -Double.infinity...Double.infinity
    if let low = node["range"]?["low"]?.number, let high = node["range"]?["high"]?.number {
      guard low < high else {
        faults.note(
          .value(.conflict(key: "range", .relation("low < high"))),
          at: node["range"]?.location ?? node.location)
        return nil
      }
      range = low...high
    }
    for (key, number) in [("baseline", baseline), ("value", value)] where !range.contains(number) {
      faults.note(
        .value(
          .outOfRange(
            key: key, value: .written("\(number)"),
            allowed: AllowedRange(range.lowerBound, range.upperBound))),
        at: node[key]?.location ?? node.location)
    }
    let empty = LocalizedText(en: "", vi: "")
    var decoded: [LeverSpecification.Effect] = []
    for element in effects.elements {
      if let effect = effect(element, faults: &faults) { decoded.append(effect) }
    }
    return LeverSpecification(
      id: id, title: ScenarioDecoder.text(node["title"]) ?? LocalizedText(en: id, vi: id),
      unit: ScenarioDecoder.text(node["unit"]) ?? empty, baseline: baseline, value: value,
      range: range, effects: decoded, location: node.location)
  }

  private static func effect(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> LeverSpecification.Effect? {
    guard let indicator = node["indicator"]?.string, let channel = node["on"]?.string,
      let course = node["course"]?.string.flatMap({ LeverSpecification.Course(rawValue: $0) }),
      let start = node["start"]?.integer, let size = size(node["per_unit"], faults: &faults),
      let author = node["author"]?.string
    else { return nil }
    let end = node["end"]?.integer
    if let end, end < start {
      faults.note(
        .value(.conflict(key: "end", .notBeforeStart)),
        at: node["end"]?.location ?? node.location)
    }
    return LeverSpecification.Effect(
      indicator: indicator, channel: channel, course: course, start: start, end: end, size: size,
      author: author, location: node.location)
  }

  static func size(_ node: JSONNode?, faults: inout FaultCollector) -> SizeSpecification? {
    guard let node else { return nil }
    if let number = node.number { return .certain(number) }
    guard let low = node["low"]?.number, let likely = node["likely"]?.number,
      let high = node["high"]?.number
    else { return nil }
    guard low <= likely, likely <= high else {
      faults.note(
        .value(.conflict(key: "low", .relation("low ≤ likely ≤ high"))), at: node.location)
      return nil
    }
    return low < high ? .range(low: low, likely: likely, high: high) : .certain(low)
  }

  static func shocks(_ node: JSONNode?, faults: inout FaultCollector) -> [ShockSpecification] {
    var shocks: [ShockSpecification] = []
    for element in node?.elements ?? [] {
      guard let id = element["id"]?.string, let source = element["source"]?.string else {
        continue
      }
      if let first = shocks.first(where: { $0.id == id }) {
        faults.note(
          .scenario(.duplicateLever(id, firstLine: first.location.line)), at: element.location)
      }
      var effects: [ShockSpecification.Effect] = []
      for part in element["effects"]?.elements ?? [] {
        guard let indicator = part["indicator"]?.string, let channel = part["on"]?.string,
          let size = size(part["size"], faults: &faults)
        else { continue }
        effects.append(
          ShockSpecification.Effect(
            indicator: indicator, channel: channel, size: size,
            persistence: part["persistence"]?.number ?? 0, location: part.location))
      }
      let year = element["year"]?.integer
      shocks.append(
        ShockSpecification(
          id: id, title: ScenarioDecoder.text(element["title"]) ?? LocalizedText(en: id, vi: id),
          probability: year == nil ? element["probability"]?.number ?? 0 : 1,
          years: year.map { [$0] } ?? [], source: source, effects: effects,
          location: element.location))
    }
    return shocks
  }

  /// Checks the indicators that levers and shocks name.
  static func check(_ scenario: Scenario, faults: inout FaultCollector) {
    let ids = scenario.indicators.map(\.id)
    func check(_ id: String, _ location: SourceLocation) {
      guard let indicator = scenario.indicator(id) else {
        faults.note(
          .scenario(.unknownIndicator(id)), at: location,
          hint: nearestName(to: id, among: ids).map(Hint.didYouMean))
        return
      }
      switch indicator.source {
      case .derived:
        faults.note(
          .value(.conflict(key: "indicator", .derived(id))),
          at: location)
      case .notAssessed:
        faults.note(
          .value(.conflict(key: "indicator", .notAssessed(id))), at: location)
      default: break
      }
    }
    for lever in scenario.levers {
      for effect in lever.effects { check(effect.indicator, effect.location) }
    }
    for shock in scenario.shocks {
      for effect in shock.effects { check(effect.indicator, effect.location) }
    }
  }
}
