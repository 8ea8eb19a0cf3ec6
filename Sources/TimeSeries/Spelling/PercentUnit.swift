/// What a unit says: whether figures are percentages, and whether they add up over a year.
///
/// The words stand here for all rooms: `%`, `percent`, `per cent`, `pct`, `phần trăm`, in capitals or not.
public enum PercentUnit {
  /// Words for percent, without their marks (`phan tram`) as readers of foreign tables have them.
  package static let foldedWords = ["phan tram", "percent", "per cent", "pct"]
  private static let words = foldedWords + ["phần trăm", "%"]
  private static let bareWords = Set(words.map(bare))
  private static let yearly: Set<String> = [
    "percentayear", "percentperyear", "%ayear", "%/year", "%/năm",
  ]

  /// Whether a unit, as a scenario or a plan names it, is percent.
  public static func isNamed(by unit: String) -> Bool {
    let unit = unit.lowercased()
    return words.contains(where: unit.hasPrefix)
  }

  /// Whether a unit is percent of nothing that it names: of a rate, or of a whole that everybody knows.
  package static func isPlain(_ unit: String) -> Bool {
    bareWords.contains(bare(unit)) || isYearly(unit)
  }

  /// Whether a unit is percent of what was before.
  package static func isOfChange(_ unit: String) -> Bool {
    let words = [
      "change", "growth", "yoy", "y/y", "on year", "earlier", "before", "previous", "last year",
      "cùng kỳ", "tăng", "năm trước", "kỳ trước", "tháng trước", "quý trước",
    ]
    return words.contains(where: unit.lowercased().contains)
  }

  /// Whether a unit is percent a year.
  package static func isYearly(_ unit: String) -> Bool { yearly.contains(bare(unit)) }

  /// Whether a unit is of what does not add up over a year: percentages, indices, scores.
  package static func isOfNoAmount(_ unit: String) -> Bool {
    let name = unit.lowercased()
    return isNamed(by: unit) || ["‰", "điểm", "point", "score"].contains(where: name.hasPrefix)
      || ["index", "chỉ số"].contains(where: name.contains)
  }

  private static func bare(_ unit: String) -> String {
    unit.lowercased().filter { !$0.isWhitespace && $0 != "_" }
  }
}
