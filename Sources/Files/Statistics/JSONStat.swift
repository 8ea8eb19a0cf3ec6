/// Reads JSON-stat 2.0 (https://json-stat.org/format/): a dataset, a collection that holds one, and the older
/// `dataset` of PX-Web.
enum JSONStat {
  /// Whether a JSON text is JSON-stat.
  static func isDataset(_ node: JSONNode) -> Bool {
    if let kind = node["class"]?.string { return ["dataset", "collection"].contains(kind) }
    return dataset(inside: node)?["dimension"] != nil || node["version"]?.string?.first == "2"
  }

  /// The older form: one dataset under a key of its own.
  private static func dataset(inside node: JSONNode) -> JSONNode? {
    if node["dimension"] != nil, node["value"] != nil { return node }
    return node["dataset"].flatMap { $0["dimension"] == nil ? nil : $0 }
  }

  /// The table of a text.
  ///
  /// - Parameter name: the label or number of one of several.
  static func table(_ node: JSONNode, named name: String?) throws(Fault) -> StatisticsTable {
    guard node["class"]?.string == "collection" else {
      guard let dataset = dataset(inside: node) else { throw wrong("dimension", node) }
      return try table(dataset)
    }
    let items = (node["link"]?.list("item") ?? []).filter {
      $0["class"]?.string == "dataset" && $0["value"] != nil
    }
    let labels = items.enumerated().map { $1["label"]?.string ?? "\($0 + 1)" }
    let number = name.flatMap { name in labels.firstIndex(of: name) ?? Int(name).map { $0 - 1 } }
    if let number, items.indices.contains(number) { return try table(items[number]) }
    guard items.count == 1, name == nil else {
      throw Fault(
        .statistics(items.isEmpty ? .wrongKey("link") : .severalTables(labels)), at: node.location,
        hint: items.isEmpty ? nil : .statistics(.nameTable))
    }
    return try table(items[0])
  }

  private static func wrong(_ key: String, _ node: JSONNode) -> Fault {
    Fault(.statistics(.wrongKey(key)), at: node[key]?.location ?? node.location)
  }

  private static func table(_ node: JSONNode) throws(Fault) -> StatisticsTable {
    guard let all = node["dimension"] else { throw wrong("dimension", node) }
    // Before 2.0 these stood among the dimensions.
    let ids = (node["id"] ?? all["id"])?.elements.compactMap(\.string) ?? []
    let sizes = (node["size"] ?? all["size"])?.elements.compactMap(\.integer) ?? []
    guard !ids.isEmpty, Set(ids).count == ids.count else { throw wrong("id", node) }
    guard sizes.count == ids.count, sizes.allSatisfy({ $0 > 0 }) else { throw wrong("size", node) }
    var count = 1
    for size in sizes {
      let (product, isOver) = count.multipliedReportingOverflow(by: size)
      guard !isOver, product <= StatisticsTable.limit else {
        throw Fault(
          .statistics(.tooManyFigures(limit: StatisticsTable.limit)), at: node.place(of: "size"))
      }
      count = product
    }
    let roles = node["role"] ?? all["role"]
    var dimensions: [StatisticsTable.Dimension] = []
    for (id, size) in zip(ids, sizes) {
      guard let one = all[id] else { throw wrong("dimension", node) }
      dimensions.append(try dimension(one, id: id, size: size, role: role(id, roles)))
    }
    var table = StatisticsTable(dimensions)
    table.title = node["label"]?.string ?? ""
    table.source = node["source"]?.string ?? ""
    table.updated = node["updated"]?.string ?? ""
    table.note = notes(
      [node["note"]] + ids.map { all[$0]?["note"] })
    for flag in node["extension"]?["status"]?["label"]?.members ?? [] {
      table.flagWords[flag.key] = flag.node.string
    }
    table.figures = try figures(node, sizes, count: count)
    return table
  }

  private static func role(_ id: String, _ roles: JSONNode?) -> StatisticsTable.Role {
    func has(_ key: String) -> Bool { roles?.list(key).contains { $0.string == id } ?? false }
    if has("time") { return .time }
    if has("geo") { return .place }
    let named = StatisticsTable.Role(named: id)
    if has("metric") { return named == .frequency ? .frequency : .measure }
    // Where roles are stated a name alone makes no other of them.
    switch named {
    case .time where roles?.list("time").isEmpty == false: return .other
    case .place where roles?.list("geo").isEmpty == false: return .other
    case .measure where roles?.list("metric").isEmpty == false: return .other
    default: return named
    }
  }

  private static func dimension(
    _ node: JSONNode, id: String, size: Int, role: StatisticsTable.Role
  ) throws(Fault) -> StatisticsTable.Dimension {
    var dimension = StatisticsTable.Dimension(
      id: id, label: node["label"]?.string ?? id, role: role)
    guard let category = node["category"] else { throw wrong("category", node) }
    var codes: [String] = []
    switch category["index"]?.value {
    case .array(let elements): codes = elements.compactMap(\.string)
    case .object(let members):
      codes = members.sorted { ($0.node.integer ?? 0) < ($1.node.integer ?? 0) }.map(\.key)
    // A single category needs no order.
    case nil: codes = category["label"]?.members.map(\.key) ?? []
    default: throw wrong("index", category)
    }
    guard codes.count == size, Set(codes).count == size else {
      throw Fault(
        .statistics(.wrongSize(dimension: id, stated: size, found: Set(codes).count)),
        at: category.place(of: "index"))
    }
    let labels = Dictionary(
      (category["label"]?.members ?? []).map { ($0.key, $0.node.string ?? "") }
    ) { $1 }
    let units = Dictionary(
      (category["unit"]?.members ?? []).map { ($0.key, unit($0.node)) }
    ) { $1 }
    let footnotes = Dictionary(
      (category["note"]?.members ?? []).map { ($0.key, notes([$0.node])) }
    ) { $1 }
    for code in codes {
      _ = dimension.number(
        of: code, label: labels[code] ?? "", unit: units[code] ?? "", note: footnotes[code] ?? "")
    }
    return dimension
  }

  /// Footnotes, a text or a list of texts each, in one line.
  private static func notes(_ nodes: [JSONNode?]) -> String {
    nodes.compactMap(\.self).flatMap { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The unit of a category; with a `multiplier` what it multiplies is the `base`, of which the label often says the
  /// same in words (`thousands` beside 3 and `persons`).
  private static func unit(_ node: JSONNode) -> String {
    let (label, base) = (node["label"]?.string, node["base"]?.string)
    guard let power = node["multiplier"]?.integer, power != 0 else { return label ?? base ?? "" }
    return StatisticsTable.unit(base ?? label ?? "", power: "\(power)")
  }

  private static func figures(
    _ node: JSONNode, _ sizes: [Int], count: Int
  ) throws(Fault) -> [StatisticsTable.Figure] {
    var values: [(place: Int, node: JSONNode)] = []
    switch node["value"]?.value {
    case .array(let elements):
      guard elements.count == count else {
        throw Fault(
          .statistics(.wrongCount(stated: count, found: elements.count)),
          at: node.place(of: "value"))
      }
      values = elements.enumerated().map { ($0, $1) }
    case .object(let members):
      for member in members {
        guard let place = Int(member.key), (0..<count).contains(place) else {
          throw Fault(.statistics(.wrongKey(member.key)), at: member.location)
        }
        values.append((place, member.node))
      }
      values.sort { $0.place < $1.place }
    default: throw wrong("value", node)
    }
    let flags = flags(node["status"])
    return values.map { place, value in
      StatisticsTable.Figure(
        places: places(place, sizes), text: text(value), flags: flags(place),
        origin: TablePlace(line: value.location.line, column: value.location.column))
    }
  }

  /// A figure as it is written; empty where there is none.
  private static func text(_ node: JSONNode) -> String {
    switch node.value {
    case .number(_, let text): text
    case .string(let text): text
    case .bool(let bool): "\(bool)"
    case .null, .array, .object: ""
    }
  }

  /// One flag for all, a list as long as the values, or some by their places.
  private static func flags(_ node: JSONNode?) -> (Int) -> String {
    switch node?.value {
    case .string(let text): return { _ in text }
    case .array(let elements):
      let texts = elements.map { $0.string ?? "" }
      return { texts.indices.contains($0) ? texts[$0] : texts.count == 1 ? texts[0] : "" }
    case .object(let members):
      let texts = Dictionary(members.map { ($0.key, $0.node.string ?? "") }) { $1 }
      return { texts["\($0)"] ?? "" }
    default: return { _ in "" }
    }
  }

  /// The categories of a value in row-major order, the last dimension the quickest.
  private static func places(_ place: Int, _ sizes: [Int]) -> [Int] {
    var rest = place
    var places = sizes
    for number in sizes.indices.reversed() {
      places[number] = rest % sizes[number]
      rest /= sizes[number]
    }
    return places
  }
}
