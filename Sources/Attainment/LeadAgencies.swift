/// Who leads a row of a plan, where its field names several.
public enum LeadAgencies {
  /// The agencies that a field names, in its order.
  ///
  /// Semicolons part them. A comma does where what follows begins with the word with which the first begins, as in
  /// `Sở A, Sở B`; in `Sở Văn hóa, Thể thao và Du lịch` it stands within a name. So does `và`, which parts them also before `Sở`; two of these that
  /// stand one below the other in a cell have a blank between them alone. That they lead (`chủ trì`) is no part of
  /// a name.
  ///
  /// Edge cases: an empty field names none; empty parts are left out, and so is a name that came before.
  public static func named(in field: String) -> [String] {
    var names: [String] = []
    for part in field.split(separator: ";") {
      for name in parted(trimmed(part)) where !name.isEmpty && !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  private static let leading = " chủ trì"

  private static func parted(_ text: String) -> [String] {
    let whole = text.hasSuffix(leading) ? trimmed(text.dropLast(leading.count)) : text
    let parts = whole.split(separator: ",").map(trimmed)
    let first = parts.first?.prefix { $0 != " " } ?? ""
    let names =
      parts.count > 1 && parts.allSatisfy { $0.prefix { $0 != " " } == first } ? parts : [whole]
    return names.flatMap(joined)
  }

  /// The names between which `và` or a blank alone stands.
  private static func joined(_ text: String) -> [String] {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first else { return [text] }
    var names: [[Substring]] = [[]]
    for word in words {
      let before = names[names.count - 1]
      let isBehind = before.count > 1 && before.last == "và" && (word == first || word == "Sở")
      let isBelow = before.count > 1 && word == "Sở" && first == "Sở"
      if isBehind || isBelow {
        if isBehind { names[names.count - 1].removeLast() }
        names.append([])
      }
      names[names.count - 1].append(word)
    }
    return names.count == 1 ? [text] : names.map { trimmed($0.joined(separator: " ")) }
  }

  private static func trimmed(_ text: some BidirectionalCollection<Character>) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
