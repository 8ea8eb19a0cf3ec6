/// How the numbers of a table stand below each other: to the right, point below point.
///
/// What lacks decimals that its column has is filled up with spaces as wide as a digit and a point, since no browser
/// aligns columns by a sign.
package struct DecimalAlignment {
  /// The sign before decimals; nothing where no number of the table tells it from one that groups thousands.
  private let mark: Character?

  /// Reads the sign from the numbers of a table: what groups thousands always has three digits behind it.
  package init(_ texts: [String]) {
    let found = texts.lazy.compactMap { text -> Character? in
      guard let number = Self.number(text), let sign = number.last(where: \.isMark),
        ![0, 3].contains(number.reversed().prefix(while: \.isDigit).count)
      else { return nil }
      return sign
    }
    mark = found.first
  }

  /// The same texts with the spaces that bring their points below each other.
  package func aligned(_ column: [String]) -> [String] {
    let decimals = column.map(decimals)
    guard let most = decimals.compactMap(\.self).max(), most > 0 else { return column }
    return zip(column, decimals).map { text, own in
      guard let own, own < most else { return text }
      return text + (own == 0 ? "\u{2008}" : "")
        + String(repeating: "\u{2007}", count: most - own)
    }
  }

  /// How many decimals the one number of a text has; `nil` for a range, a sentence or a dash.
  private func decimals(_ text: String) -> Int? {
    guard let number = Self.number(text) else { return nil }
    guard let mark, let place = number.lastIndex(of: mark) else { return 0 }
    return number[place...].count - 1
  }

  /// The digits and signs of the only number of a text.
  private static func number(_ text: String) -> Substring? {
    let runs = text.split { !$0.isDigit && !$0.isMark }.filter { $0.contains(where: \.isDigit) }
    return runs.count == 1 ? runs[0] : nil
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isMark: Bool { self == "." || self == "," }
}
