internal import ArgumentParser
internal import Files
internal import Reports

/// What the parser of arguments says of wrong usage, in the language in which the program speaks.
///
/// The parser speaks English alone. Its common sentences are translated; one that is not known stands as it is.
struct UsageWords {
  private let say: Catalogue
  private let help: HelpWords?

  init(_ language: Language) {
    say = Catalogue.of(language)
    help = HelpWords(language)
  }

  /// A message with its headings and sentences in the language.
  ///
  /// - Parameter arguments: those that it is about. Where the first is no command, that is what is wrong, whatever the
  ///   parser stumbled over behind it.
  func text(_ message: String, arguments: [String]) -> String {
    let unknown = arguments.first.flatMap { Self.isCommand($0) ? nil : $0 }
    return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if let rest = Self.rest(of: line, behind: "Error: ") {
        let told = rest.hasPrefix("Unknown option") ? unknown.map(command) : nil
        return say("usage.error") + " " + (told ?? sentence(rest) ?? String(rest))
      }
      if let rest = Self.rest(of: line, behind: "Usage:") { return say("usage.usage") + rest }
      guard let help else { return String(line) }
      if let rest = Self.rest(of: line, behind: "Help:  ") {
        let parts = rest.split(separator: "  ", maxSplits: 1).map(String.init)
        return parts.count < 2 ? String(rest) : "  \(parts[0])  \(help.text(parts[1]))"
      }
      let names = Self.quoted(line)
      if line.hasSuffix("for more information."), let name = names.first {
        return "  " + say("usage.more", ["command": name])
      }
      return String(line)
    }.joined(separator: "\n")
  }

  private static var commands: [String] {
    Forecast.configuration.subcommands.map(\._commandName) + ["help"]
  }

  private static func isCommand(_ argument: String) -> Bool {
    argument.hasPrefix("-") || commands.contains(argument)
  }

  private func command(_ name: String) -> String {
    let nearest = nearestName(to: name, among: Self.commands).map { "'\($0)'" }
    return told("usage.command", ["name": "'\(name)'"], nearest)
  }

  /// The sentence of the parser in the language; `nil` for English and for one that is not known.
  private func sentence(_ text: Substring) -> String? {
    guard help != nil else { return nil }
    let names = Self.quoted(text).map { "'\($0)'" }
    guard let name = names.first else { return nil }
    let rest = names.dropFirst().first
    return switch true {
    case text.hasPrefix("Unknown option"): told("usage.unknown", ["name": name], rest)
    case text.hasPrefix("Unexpected argument"): told("usage.unexpected", ["name": name], rest)
    case text.contains("unexpected arguments:"):
      say("usage.unexpected", ["name": names.joined(separator: ", ")])
    case text.hasPrefix("Missing value for"): say("usage.novalue", ["name": name])
    case text.hasPrefix("Missing expected argument"): say("usage.missing", ["name": name])
    case text.hasPrefix("The value") && names.count > 1:
      say("usage.invalid", ["value": name, "name": names[1]])
        + (names.count > 2
          ? " " + say("usage.allowed", ["names": names.dropFirst(2).joined(separator: ", ")]) : "")
    default: nil
    }
  }

  private func told(_ key: String, _ places: [String: String], _ nearest: String?) -> String {
    say(key, places) + (nearest.map { " " + say("usage.nearest", ["name": $0]) } ?? "")
  }

  private static func rest(of line: Substring, behind head: String) -> Substring? {
    line.hasPrefix(head) ? line.dropFirst(head.count) : nil
  }

  /// What stands in single quotes.
  private static func quoted(_ line: some StringProtocol) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
  }
}
