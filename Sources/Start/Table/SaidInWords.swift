internal import Files

/// A cell that says in words, or as some of several, what figures do not: `Top 10`, `Hoàn thành`, `62/151`.
///
/// Whatever number stands in it, it is no figure of the thing. A misspelled number and one with a unit behind it are none
/// of these, for they may be the figure.
enum SaidInWords {
  /// Whether a cell is such a one.
  static func holds(_ text: String) -> Bool {
    let text = withoutOuterBlanks(text)
    guard SpelledNumber(text) == nil, NotedNumber(text) == nil,
      WrittenGoal(text).map(\.words.hasLead) ?? true
    else { return false }
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    if sides.count == 2, sides.allSatisfy({ Int(withoutOuterBlanks($0)) != nil }) { return true }
    return text.prefix { $0.isLetter }.count > 1
  }

  /// Whether a word stands in a cell, which a misspelled number has not.
  static func speaks(_ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { $0.count > 1 }
  }
}
