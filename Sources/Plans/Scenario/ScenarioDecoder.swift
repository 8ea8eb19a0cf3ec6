internal import Files
internal import TimeSeries

/// Turns a checked scenario file into a `Scenario`; faults of meaning are collected.
enum ScenarioDecoder {
  static func decode(
    _ node: JSONNode, files: [String], faults: inout FaultCollector
  ) -> Scenario? {
    let assessed = node["sectors"] == nil ? ["plans", "horizon", "indicators"] : []
    for key in ["title", "region", "data"] + assessed where node[key] == nil {
      faults.note(.json(.missingKey(key)), at: node.location)
    }
    guard let name = node["name"]?.string, let title = text(node["title"]),
      let region = region(node["region"])
    else { return nil }
    let asOf = node["as_of"]?.string.flatMap { CalendarDate($0) }
    guard
      let horizon = node["horizon"]?.integer ?? (node["sectors"] == nil ? nil : asOf?.year ?? 2999)
    else { return nil }
    let decoder = IndicatorDecoder(geo: region.geo)
    var indicators: [IndicatorSpecification] = []
    for element in node["indicators"]?.elements ?? [] {
      guard let indicator = decoder.decode(element, faults: &faults) else { continue }
      if let first = indicators.first(where: { SeriesName($0.id) == SeriesName(indicator.id) }) {
        faults.note(
          .scenario(.duplicateIndicator(indicator.id, firstLine: first.location.line)),
          at: indicator.location)
      }
      indicators.append(indicator)
    }
    return Scenario(
      name: name, title: title, region: region, asOf: asOf, horizon: horizon,
      indicators: indicators,
      placeholder: placeholder(node["placeholder"], faults: &faults),
      dependence: dependence(node["dependence"]), simulation: simulation(node["simulation"]),
      levers: LeverDecoder.levers(node["levers"], faults: &faults),
      shocks: LeverDecoder.shocks(node["shocks"], faults: &faults),
      floors: FloorDecoder.floors(node["floors"], horizon: horizon, faults: &faults),
      growth: GrowthDecoder(geo: region.geo).decode(node, faults: &faults),
      files: files, resolved: node)
  }

  static func files(_ node: JSONNode?) -> [FileReference] {
    (node?.elements ?? []).compactMap { element in
      element.string.map {
        FileReference(
          path: resolvePath($0, from: element.location.file), location: element.location)
      }
    }
  }

  static func text(_ node: JSONNode?) -> LocalizedText? {
    guard let node else { return nil }
    if let both = node.string { return LocalizedText(en: both, vi: both) }
    guard let en = node["en"]?.string, let vi = node["vi"]?.string else { return nil }
    return LocalizedText(en: en, vi: vi)
  }

  private static func region(_ node: JSONNode?) -> Region? {
    guard let node, let geo = node["geo"]?.string else { return nil }
    return Region(
      geo: geo, name: text(node["name"]) ?? LocalizedText(en: geo, vi: geo),
      until: node["until"]?.string.flatMap { CalendarDate($0) })
  }

  private static func placeholder(
    _ node: JSONNode?, faults: inout FaultCollector
  ) -> PlaceholderRule? {
    guard let node, let start = node["start"]?.number, let low = node["low"]?.number,
      let likely = node["likely"]?.number, let high = node["high"]?.number,
      let dueFrom = node["due_from"]?.integer, let author = node["author"]?.string
    else { return nil }
    if !(low <= likely && likely <= high) {
      faults.note(
        .value(.conflict(key: "placeholder", .relation("low ≤ likely ≤ high"))), at: node.location)
    }
    return PlaceholderRule(
      start: start, low: low, likely: likely, high: high, dueFrom: dueFrom, author: author)
  }

  private static func dependence(_ node: JSONNode?) -> DependenceSpecification {
    DependenceSpecification(
      high: node?["high"]?.number ?? 0.5, priorDeviation: node?["prior_sd"]?.number ?? 0.2)
  }

  private static func simulation(_ node: JSONNode?) -> SimulationSpecification {
    SimulationSpecification(
      paths: node?["paths"]?.integer ?? 20_000, seed: node?["seed"]?.unsigned ?? 1,
      precision: node?["precision"]?.number)
  }
}
