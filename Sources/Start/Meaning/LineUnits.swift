internal import Files

/// The units of a line above a table, `Tỷ đồng; %`, `tỷ đồng và %`, of which each figure has one.
struct LineUnits {
  /// The units in their order.
  let units: [String]
  /// Whether percent stands beside other units, so that each name says which of them it has.
  let isMixed: Bool
  /// Whether a row or column has the percent.
  private var isShared = false

  /// Reads a text that names nothing but units; `nil` of any other.
  init?(_ text: String) {
    let words = text.split(separator: " ").map { ["và", "and", "&"].contains($0) ? ";" : $0 }
    let parts = words.joined(separator: " ").split { $0 == ";" || $0 == "," }.map {
      withoutOuterBlanks($0.filter { !"()".contains($0) })
    }.filter { !$0.isEmpty }
    guard !parts.isEmpty, parts.allSatisfy(PrintedHeader.isUnit) else { return nil }
    self.init(parts)
  }

  /// The units of the line that a table begins with; what stands between semicolons is each a unit. `nil` of one unit.
  init?(ofTable text: String) {
    if let line = LineUnits(text) {
      self = line
    } else {
      self.init(text.split(separator: ";").map { withoutOuterBlanks($0) }.filter { !$0.isEmpty })
    }
    if units.count < 2 { return nil }
  }

  /// Units that were read.
  init(_ units: [String]) {
    self.units = units
    isMixed = units.count > 1 && units.contains { StartUnit($0).isPercent }
  }

  /// The same of a table whose rows and columns are called so.
  func naming(_ names: some Sequence<String>) -> LineUnits {
    var line = self
    line.isShared = isMixed && names.contains(where: Self.isRate)
    return line
  }

  /// The unit of what a name says, where percent stands beside other units: shares and growth are in percent; amounts have
  /// the other unit where something else is known to have the percent. Empty where nothing says it.
  func unit(of name: String) -> String {
    if Self.isRate(name) { return units.first { StartUnit($0).isPercent } ?? "" }
    let others = units.filter { !StartUnit($0).isPercent }
    guard isShared, others.count == 1, !Phrase(folded(name)).contains(Self.indices) else {
      return ""
    }
    // Beds and schools are not counted in money.
    if Self.isMoney(others[0]), StartUnit.isCounted(title: name) { return "" }
    return others[0]
  }

  /// Whether a name is that of a share or of growth, which is told in percent.
  static func isRate(_ name: String) -> Bool {
    if name.contains("%") { return true }
    let words = folded(name)
    return Phrase(words).contains(rates)
      || firsts.contains { words == $0 || words.hasPrefix($0 + " ") }
  }

  private static func isMoney(_ unit: String) -> Bool {
    Phrase(folded(unit)).contains(["dong", "vnd", "usd", "eur", "do la"])
  }

  private static let rates = [
    "ty le", "ti le", "ty trong", "ti trong", "toc do", "tang truong", "growth", "growth rate",
    "percentage", "share of",
  ]
  /// Words with which rates begin, and amounts may go on.
  private static let firsts = ["co cau", "rate of", "ratio of"]
  /// What may be in percent or in none of the units.
  private static let indices = [
    "chi so", "index", "he so", "nang suat", "diem", "xep hang", "cpi", "iip", "pci", "ty suat",
  ]
}
