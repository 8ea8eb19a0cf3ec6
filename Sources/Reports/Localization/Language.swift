public import Plans

/// The language of what people read.
public enum Language: String, Sendable, CaseIterable {
  case en, vi

  /// The text in this language.
  public func text(_ text: LocalizedText) -> String { self == .en ? text.en : text.vi }
}
