/// How headings stand out on a terminal.
public enum Emphasis: Sendable {
  /// Plain text, for files and pipes and where `NO_COLOR` is set.
  case none
  /// Bold headings.
  case bold

  /// A section whose first line is its heading.
  func section(_ lines: [String]) -> [String] {
    guard self == .bold, let first = lines.first else { return lines }
    return ["\u{1B}[1m\(first)\u{1B}[0m"] + lines.dropFirst()
  }
}
