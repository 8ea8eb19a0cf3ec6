internal import Files

/// Reads a scenario file and the files it inherits from, and merges them.
///
/// An object inherits key by key, the list of indicators indicator by indicator; any other value
/// replaces the inherited one. An indicator that names a new source drops the inherited source.
/// What was stated of another region (`stated_levels`, `variants`, `title`) is taken over only where `inherits`
/// says so; the region itself is then replaced, not merged.
enum ScenarioInheritance {
  /// The merged scenario and the files read; `nil` when one cannot be read.
  static func resolve(
    _ path: String, faults: inout FaultCollector
  ) -> (node: JSONNode, files: [SourceFile])? {
    resolve(path, at: .whole(path), through: [], faults: &faults)
  }

  private static func resolve(
    _ path: String, at location: SourceLocation, through chain: [String],
    faults: inout FaultCollector
  ) -> (node: JSONNode, files: [SourceFile])? {
    if chain.contains(path) {
      faults.note(.scenario(.circularBase(chain + [path])), at: location)
      return nil
    }
    guard let (node, file) = parse(path, at: location, faults: &faults) else { return nil }
    ShapeValidator.check(
      node, against: ScenarioShape.scenario, key: "scenario", faults: &faults)
    guard let base = node["base"], let relative = base.string else { return (node, [file]) }
    let basePath = resolvePath(relative, from: path)
    guard
      let inherited = resolve(
        basePath, at: base.location, through: chain + [path], faults: &faults)
    else { return nil }
    let kept = kept(of: inherited.node, for: node, faults: &faults)
    return (merge(node, onto: kept), [file] + inherited.files)
  }

  /// Keys that say something of one region alone.
  static let regional = ["stated_levels", "variants", "title"]

  /// What a scenario inherits of its base: all of it in the same region, else without what was stated of the
  /// other region, unless `inherits` names it.
  private static func kept(
    of base: JSONNode, for node: JSONNode, faults: inout FaultCollector
  ) -> JSONNode {
    guard let own = node["region"]?["geo"]?.string, let other = base["region"]?["geo"]?.string,
      own != other, case .object(let members) = base.value
    else { return base }
    let wanted = node["inherits"]?.elements.compactMap(\.string)
    let open = regional.filter { takesOver($0, of: base, for: node) }
    if wanted == nil, !open.isEmpty {
      let place = node.members.first { $0.key == "base" }?.location
      faults.note(
        .scenario(.inheritedFromElsewhere(keys: open, region: own, from: other)),
        at: place ?? node.location, hint: .mend(.sayInherits(keys: open)))
    }
    let left = members.filter { member in
      if ["region", "office"].contains(member.key) { return false }
      return !regional.contains(member.key) || (wanted ?? []).contains(member.key)
    }
    return JSONNode(.object(left), at: base.location)
  }

  /// Whether a key of the base would say something that the scenario does not say itself.
  private static func takesOver(_ key: String, of base: JSONNode, for node: JSONNode) -> Bool {
    guard let inherited = base[key] else { return false }
    guard let own = node[key] else {
      if case .array(let elements) = inherited.value { return !elements.isEmpty }
      return true
    }
    // Lists of objects with an id are merged one by one.
    guard key == "variants" else { return false }
    let ids = own.elements.map { $0["id"]?.string }
    return inherited.elements.contains { !ids.contains($0["id"]?.string) }
  }

  private static func parse(
    _ path: String, at location: SourceLocation, faults: inout FaultCollector
  ) -> (node: JSONNode, file: SourceFile)? {
    do throws(Fault) {
      let file = try SourceFile(reading: path)
      var own = FaultCollector()
      let node = JSONParser.parse(file, faults: &own)
      faults.warn(own.warnings)
      // What does not even begin as JSON is another file than a scenario.
      faults.note(
        own.found.map { fault in
          guard case .json(.syntax) = fault.problem, fault.hint == nil, fault.location.line == 1,
            fault.location.column == 1
          else { return fault }
          return Fault(fault.problem, at: fault.location, hint: .schema("scenario"))
        })
      return node.map { ($0, file) }
    } catch {
      let isTold = error.location.line == 0 && location.line > 0
      let told = isTold ? error.named(at: location) : error
      faults.note([Fault(told.problem, at: isTold ? location : told.location, hint: told.hint)])
      return nil
    }
  }

  private static func merge(_ node: JSONNode, onto base: JSONNode) -> JSONNode {
    guard case .object(let own) = node.value, case .object(let inherited) = base.value else {
      return node
    }
    let ownSource = own.contains { ScenarioShape.sourceKeys.contains($0.key) }
    var members: [JSONMember] = []
    for member in inherited {
      if let mine = own.first(where: { $0.key == member.key }) {
        let merged =
          ["indicators", "sectors", "variants", "levers", "shocks", "floors"].contains(member.key)
          ? mergeByID(mine.node, onto: member.node)
          : ScenarioShape.sourceKeys.contains(member.key)
            ? mine.node : merge(mine.node, onto: member.node)
        members.append(JSONMember(key: mine.key, location: mine.location, node: merged))
      } else if !(ownSource && ScenarioShape.sourceKeys.contains(member.key)) {
        members.append(member)
      }
    }
    let known = Set(inherited.map(\.key))
    members += own.filter { !known.contains($0.key) }
    return JSONNode(
      .object(members.filter { !["base", "inherits"].contains($0.key) }), at: node.location)
  }

  private static func mergeByID(_ node: JSONNode, onto base: JSONNode) -> JSONNode {
    var merged = base.elements
    for element in node.elements {
      if let id = element["id"]?.string,
        let position = merged.firstIndex(where: { $0["id"]?.string == id })
      {
        merged[position] = merge(element, onto: merged[position])
      } else {
        merged.append(element)
      }
    }
    return JSONNode(.array(merged), at: node.location)
  }
}

/// A path written in a file, relative to the folder of that file; `..` is taken literally.
public func resolvePath(_ path: String, from file: String) -> String {
  guard let own = TableAddress.file(of: path) else { return path }
  if own != path { return TableAddress.renaming(path) { resolvePath($0, from: file) } }
  if path.hasPrefix("/") { return path }
  let absolute = file.hasPrefix("/")
  var parts: [Substring] = []
  let folder = file.split(separator: "/").dropLast()
  for part in folder + path.split(separator: "/") {
    if part == "." { continue }
    if part == "..", let last = parts.last, last != ".." {
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  return (absolute ? "/" : "") + parts.joined(separator: "/")
}
