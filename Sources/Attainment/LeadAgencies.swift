/// Who leads a row of a plan, where its field names several.
public enum LeadAgencies {
  /// The agencies that a field names, in its order.
  ///
  /// Semicolons part them. A comma does where what follows begins with the word with which the first begins, as in
  /// `Sở A, Sở B`; in `Sở Văn hóa, Thể thao và Du lịch` it stands within a name. That they lead (`chủ trì`) is no part of
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
    return parts.count > 1 && parts.allSatisfy { $0.prefix { $0 != " " } == first }
      ? parts : [whole]
  }

  private static func trimmed(_ text: some BidirectionalCollection<Character>) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
