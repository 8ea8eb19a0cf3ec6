internal import Files
internal import TimeSeries

/// Turns a checked scenario file into a `Scenario`; faults of meaning are collected.
enum ScenarioDecoder {
  static func decode(
    _ node: JSONNode, files: [String], faults: inout FaultCollector
  ) -> Scenario? {
    let ofTasks = isOfTasks(node)
    let isOfOneYear = node["sectors"] != nil || node["measures"] != nil || ofTasks
    let assessed = isOfOneYear ? [] : ["plans", "horizon", "indicators"]
    for key in ["title", "region"] + (ofTasks ? [] : ["data"]) + assessed where node[key] == nil {
      faults.note(.json(.missingKey(key)), at: node.location, hint: .schema("scenario"))
    }
    guard let name = node["name"]?.string, let title = node.text("title"),
      let region = region(node["region"], faults: &faults)
    else { return nil }
    let asOf = node["as_of"]?.string.flatMap { CalendarDate($0) }
    guard
      let horizon = node["horizon"]?.integer ?? (isOfOneYear ? asOf?.year ?? 2999 : nil)
    else { return nil }
    let decoder = IndicatorDecoder(geo: region.geo)
    return Scenario(
      name: name, title: title, region: region, office: office(node["office"]), asOf: asOf,
      horizon: horizon,
      indicators: distinct(
        node.list("indicators"), by: { SeriesName.key(of: $0) }, faults: &faults,
        { .scenario(.duplicateIndicator($0, firstLine: $1)) }, decoder.decode),
      placeholder: placeholder(node["placeholder"], faults: &faults),
      dependence: dependence(node["dependence"]), simulation: simulation(node["simulation"]),
      levers: LeverDecoder.levers(node.list("levers"), faults: &faults),
      shocks: LeverDecoder.shocks(node.list("shocks"), faults: &faults),
      floors: FloorDecoder.floors(node.list("floors"), horizon: horizon, faults: &faults),
      baseRates: BaseRateDecoder.rates(node.list("base_rates"), faults: &faults),
      splices: SeriesSplices.decode(node.list("splices"), geo: region.geo, faults: &faults),
      growth: GrowthDecoder(geo: region.geo).decode(node, faults: &faults),
      measures: MeasureDecoder(geo: region.geo).measures(
        node.list("measures"),
        sectors: node.list("sectors").compactMap { $0["id"]?.string }, faults: &faults),
      headline: node.list("headline").compactMap(\.string), files: files, resolved: node)
  }

  /// Whether a scenario names tasks and asks for nothing else.
  private static func isOfTasks(_ node: JSONNode) -> Bool {
    node["tasks"] != nil
      && ["sectors", "plans", "indicators", "data"].allSatisfy { node[$0] == nil }
  }

  /// What a list names under ids of its own, read one by one; an id that stood there before is a fault.
  static func distinct<Item: Named>(
    _ list: [JSONNode], by key: (String) -> String = { $0 }, faults: inout FaultCollector,
    _ problem: (String, Int) -> Problem, _ read: (JSONNode, inout FaultCollector) -> Item?
  ) -> [Item] {
    var lines: [String: Int] = [:]
    return list.compactMap { node in
      guard let item = read(node, &faults) else { return nil }
      let (name, line) = (key(item.id), item.location.line)
      if let first = lines[name] { faults.note(problem(item.id, first), at: item.location) }
      lines[name] = lines[name] ?? line
      return item
    }
  }

  private static func region(_ node: JSONNode?, faults: inout FaultCollector) -> Region? {
    guard let node, let geo = node["geo"]?.string else { return nil }
    return Region(
      geo: geo, name: node.text("name", orElse: geo),
      until: node["until"]?.string.flatMap { CalendarDate($0) },
      parts: RegionParts.parts(node, of: geo, faults: &faults))
  }

  private static func office(_ node: JSONNode?) -> Office? {
    node?.text("name").map { Office(name: $0, signatory: node?.text("signatory")) }
  }

  private static func placeholder(
    _ node: JSONNode?, faults: inout FaultCollector
  ) -> PlaceholderRule? {
    guard let node, let start = node["start"]?.number, let low = node["low"]?.number,
      let likely = node["likely"]?.number, let high = node["high"]?.number,
      let dueFrom = node["due_from"]?.integer, let author = node["author"]?.string
    else { return nil }
    if !(low <= likely && likely <= high) {
      faults.noteConflict("placeholder", .relation("low ≤ likely ≤ high"), at: node.location)
    }
    return PlaceholderRule(
      start: start, low: low, likely: likely, high: high, dueFrom: dueFrom, author: author)
  }

  private static func dependence(_ node: JSONNode?) -> DependenceSpecification {
    DependenceSpecification(
      high: node?["high"]?.number ?? 0.5, deviation: node?["prior_sd"]?.number ?? 0.1)
  }

  private static func simulation(_ node: JSONNode?) -> SimulationSpecification {
    SimulationSpecification(
      paths: node?["paths"]?.integer ?? 20_000, seed: node?["seed"]?.unsigned ?? 1,
      precision: node?["precision"]?.number)
  }
}

/// What a scenario names under an id.
protocol Named {
  var id: String { get }
  var location: SourceLocation { get }
}

extension JSONNode {
  /// A text in both languages under a key, or one for both.
  func text(_ key: String) -> LocalizedText? {
    guard let node = self[key] else { return nil }
    if let both = node.string { return LocalizedText(both: both) }
    guard let en = node["en"]?.string, let vi = node["vi"]?.string else { return nil }
    return LocalizedText(en: en, vi: vi)
  }

  /// The same, or what stands for it in both languages.
  func text(_ key: String, orElse both: String) -> LocalizedText {
    text(key) ?? LocalizedText(both: both)
  }

  /// A series by its id, of the place that it names or of another.
  func series(at geo: String) -> SeriesReference? {
    guard let id = string ?? self["id"]?.string else { return nil }
    return SeriesReference(id: id, geo: self["geo"]?.string ?? geo, location: location)
  }
}
