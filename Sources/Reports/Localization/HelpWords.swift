internal import Files

/// What help on commands says in a language that is not that of the sources.
public struct HelpWords: Sendable {
  private let texts: [String: String]

  /// The texts of a language; `nil` for that of the sources.
  public init?(_ language: Language) {
    guard let resource = ReportResource.help(language) else { return nil }
    var faults = FaultCollector()
    let source = SourceFile(path: "help.\(language.rawValue)", text: resource)
    let node = JSONParser.parse(source, faults: &faults)
    precondition(faults.found.isEmpty, "help in \(language.rawValue) is not JSON")
    texts = Dictionary((node?.members ?? []).map { ($0.key, $0.node.string ?? "") }) { $1 }
  }

  /// A text of the sources in the language; itself where nobody has translated it.
  public func text(_ text: String) -> String { texts[Self.key(text)] ?? text }

  /// Whether somebody has translated a text.
  public func has(_ text: String) -> Bool { texts[Self.key(text)] != nil }

  /// Breaks of lines do not tell texts apart.
  private static func key(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What a discussion says, and the lines of its examples, which stand as they are in every language.
  public static func parts(of discussion: String) -> (prose: String, examples: [String]) {
    let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = lines.firstIndex { ["Examples:", "Example:"].contains($0) } ?? lines.count
    let prose = lines[..<place].joined(separator: "\n")
    let key = Self.key(prose)
    return (key.isEmpty ? "" : prose, Array(lines.dropFirst(place + 1)))
  }
}

/// Texts in lines.
public enum TextLines {
  /// A text broken at spaces into lines of at most so many columns.
  public static func broken(_ text: String, width: Int) -> [String] {
    brokenLines(text, width: width)
  }
}
