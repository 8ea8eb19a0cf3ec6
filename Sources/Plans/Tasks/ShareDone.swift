internal import Files

/// How much of the work is done, as a cell of statuses says it: `65%`, `Đạt 65%`, `Đang thực hiện, đạt khoảng 65% khối lượng`,
/// `Đã giải ngân 40%`, `Đã tổ chức 6/10 lớp`.
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
    if found.isEmpty, let part = CountedPart(text) {
      let before = Self.words(text[..<part.range.lowerBound])
      guard Self.others.union(["chua"]).isDisjoint(with: before) else { return nil }
      share = part.share
      isAlone = before.allSatisfy(Self.words.contains)
      return
    }
    guard found.count == 1, let match = found.first,
      let value = Double(match.1 + "." + (match.2 ?? "0")), value <= 100
    else { return nil }
    let lead = text[..<match.range.lowerBound]
    let (before, behind) = (Self.words(lead), Self.words(text[match.range.upperBound...]))
    // Đã giải ngân 40%: what was done, and how much of it.
    let isOfWork = before.first == "da" && !lead.contains { ",;:(.–".contains($0) }
    guard isOfWork || before.last.map(Self.leads.contains) ?? true,
      Self.others.isDisjoint(with: before),
      !behind.starts(with: ["so", "voi"])
    else { return nil }
    share = value / 100
    isAlone = (before + behind).allSatisfy(Self.words.contains)
  }

  private static func words(_ text: Substring) -> [String] {
    folded(text).split(separator: " ").map(String.init)
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
