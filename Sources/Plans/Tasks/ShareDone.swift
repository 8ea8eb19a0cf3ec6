internal import Files

/// How much of the work is done, as a cell of statuses says it: `65%`, `Đạt 65%`, `Đang thực hiện, đạt khoảng 65% khối lượng`.
///
/// What is behind the plan or still to do, `chậm 20%`, `còn 35%`, is none.
struct ShareDone {
  /// 0 to 1.
  let share: Double
  /// Whether nothing else is said.
  let isAlone: Bool

  /// `nil` where no share is told, or more than one.
  init?(_ text: String) {
    let found = text.matches(of: /([0-9]+)(?:[.,]([0-9]+))?\s*%/)
    guard found.count == 1, let match = found.first,
      let value = Double(match.1 + "." + (match.2 ?? "0")), value <= 100
    else { return nil }
    let before = folded(text[..<match.range.lowerBound]).split(separator: " ").map(String.init)
    let behind = folded(text[match.range.upperBound...]).split(separator: " ").map(String.init)
    guard before.last.map(Self.leads.contains) ?? true, Self.others.isDisjoint(with: before),
      !behind.starts(with: ["so", "voi"])
    else { return nil }
    share = value / 100
    isAlone = (before + behind).allSatisfy(Self.words.contains)
  }

  /// What may stand before it.
  private static let leads: Set<String> = [
    "dat", "thanh", "duoc", "khoang", "hien", "do", "luong", "tren", "gan", "qua", "viec",
  ]

  /// What makes another share of it.
  private static let others: Set<String> = [
    "cham", "tre", "muon", "vuot", "con", "thieu", "tang", "giam",
  ]

  /// Words of a cell that says nothing else.
  private static let words = leads.union([
    "da", "uoc", "khoi", "cong", "thuc", "hoan", "tien", "ket", "moi", "hon",
  ])
}
