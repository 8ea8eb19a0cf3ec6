extension Catalogue {
  /// A place of a plan as people say it: of `body:II.1.1-3` section II.1.1, item 3; of `task:15` task 15. Places that the
  /// document itself numbers, `I.7.1`, stay as they are.
  func place(_ reference: String) -> String {
    let parts = reference.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return reference }
    let rest = String(parts[1])
    switch parts[0] {
    case "task": return self("place.task", ["number": rest])
    case "body":
      guard let dash = rest.lastIndex(of: "-"), dash > rest.startIndex,
        Int(rest[rest.index(after: dash)...]) != nil
      else { return self("place.section", ["number": rest]) }
      return self(
        "place.item",
        ["section": String(rest[..<dash]), "number": String(rest[rest.index(after: dash)...])])
    default: return reference
    }
  }
}
