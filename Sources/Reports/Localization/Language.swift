public import Plans

/// The language of what people read.
public enum Language: String, Sendable, CaseIterable {
  case en, vi

  /// A text, in the other language where this one was left blank.
  public func text(_ text: LocalizedText) -> String {
    let (own, other) = self == .en ? (text.en, text.vi) : (text.vi, text.en)
    return own.isEmpty ? other : own
  }
}
