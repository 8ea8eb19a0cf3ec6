internal import ArgumentParser
internal import Files
internal import Reports

/// Help in the language that arguments name, where it is not that of the sources.
///
/// Made from what the parser of arguments tells of the commands, so that nothing can be left out; a text that nobody has
/// translated stands as it is.
struct Help {
  private let words: HelpWords
  private let width: Int
  private var say: Catalogue { Speech.catalogue }

  /// What arguments ask for; `nil` where they ask for no help, or for help in English.
  static func text(for arguments: [String], width: Int) -> String? {
    guard let words = HelpWords(Speech.language), let path = asked(arguments) else { return nil }
    var faults = FaultCollector()
    let source = SourceFile(path: "help", text: Forecast._dumpHelp())
    guard let root = JSONParser.parse(source, faults: &faults)?["command"] else { return nil }
    let help = Help(words: words, width: width)
    guard let name = path.first else { return help.text(root, path: "forecast") }
    let command = root.list("subcommands").first { $0["commandName"]?.string == name }
    return command.map { help.text($0, path: "forecast \(name)") }
  }

  /// The command that help is asked of, if any; `nil` where none is asked for.
  private static func asked(_ arguments: [String]) -> [String]? {
    var rest: [String] = []
    var isValue = false
    for argument in arguments.prefix(while: { $0 != "--" }) {
      if isValue {
        isValue = false
      } else if argument == "--language" {
        isValue = true
      } else if !argument.hasPrefix("--language=") {
        rest.append(argument)
      }
    }
    let isAsked =
      rest.isEmpty || rest[0] == "help" || rest.contains { ["--help", "-h"].contains($0) }
    guard isAsked else { return nil }
    return rest.first { $0 != "help" && !$0.hasPrefix("-") }.map { [$0] } ?? []
  }

  private func text(_ command: JSONNode, path: String) -> String {
    let arguments = command.list("arguments").filter { $0["shouldDisplay"]?.bool != false }
    var lines = wrapped("\(say("help.overview")): \(words.text(command["abstract"]?.string ?? ""))")
    if let discussion = command["discussion"]?.string {
      lines += [""] + self.discussion(discussion)
    }
    lines += ["", "\(say("usage.usage")) " + usage(arguments, path)].flatMap(wrapped)
    let positional = arguments.filter { $0["kind"]?.string == "positional" }
    lines +=
      block("help.arguments", positional)
      + block(
        "help.options", arguments.filter { $0["kind"]?.string != "positional" })
    let subcommands = command.list("subcommands").filter { $0["shouldDisplay"]?.bool != false }
    if !subcommands.isEmpty {
      lines += ["", say("help.subcommands") + ":"]
      for subcommand in subcommands {
        lines += entry(
          subcommand["commandName"]?.string ?? "",
          words.text(subcommand["abstract"]?.string ?? ""))
      }
      lines += ["", say("help.more")].flatMap(wrapped)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func discussion(_ text: String) -> [String] {
    let (prose, examples) = HelpWords.parts(of: text)
    let lines = prose.isEmpty ? [] : wrapped(words.text(prose))
    guard !examples.isEmpty else { return lines }
    return lines + (lines.isEmpty ? [] : [""]) + [say("help.examples") + ":"] + examples
  }

  private func usage(_ arguments: [JSONNode], _ path: String) -> String {
    let parts = arguments.map { argument -> String in
      let form = form(argument, isFull: false)
      let repeated = argument["isRepeating"]?.bool == true ? " ..." : ""
      return argument["isOptional"]?.bool == true ? "[\(form)]\(repeated)" : form + repeated
    }
    return ([path] + parts).joined(separator: " ")
  }

  /// How an argument is written: `--output <output>`, with all its names for a list.
  private func form(_ argument: JSONNode, isFull: Bool) -> String {
    let value = "<\(argument["valueName"]?.string ?? "")>"
    guard argument["kind"]?.string != "positional" else { return value }
    func written(_ name: JSONNode?) -> String? {
      guard let text = name?["name"]?.string else { return nil }
      return (name?["kind"]?.string == "long" ? "--" : "-") + text
    }
    let names =
      isFull
      ? argument.list("names").compactMap(written)
      : [written(argument["preferredName"])].compactMap(\.self)
    let joined = names.joined(separator: ", ")
    return argument["kind"]?.string == "flag" ? joined : "\(joined) \(value)"
  }

  private func block(_ heading: String, _ arguments: [JSONNode]) -> [String] {
    guard !arguments.isEmpty else { return [] }
    return ["", say(heading) + ":"]
      + arguments.flatMap { argument -> [String] in
        let text = words.text(argument["abstract"]?.string ?? "")
        let usual = argument["defaultValue"]?.string.map { say("help.default", ["value": $0]) }
        return entry(
          form(argument, isFull: true),
          [text, usual ?? ""].filter { !$0.isEmpty }.joined(separator: " "))
      }
  }

  private static let indent = 26

  /// A name with its text beside it, or below where the name is long.
  private func entry(_ name: String, _ text: String) -> [String] {
    let lines = TextLines.broken(text, width: max(20, width - Self.indent))
    let head = "  " + name
    let space = String(repeating: " ", count: Self.indent)
    let room = Self.indent - head.count
    guard room >= 2 else { return [head] + lines.map { space + $0 } }
    let first = head + String(repeating: " ", count: room) + (lines.first ?? "")
    return [first] + lines.dropFirst().map { space + $0 }
  }

  private func wrapped(_ text: String) -> [String] { TextLines.broken(text, width: width) }
}
