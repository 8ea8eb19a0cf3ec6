internal import ArgumentParser
internal import Files
internal import Reports
internal import Simulation
internal import Tracking

/// What the parser of arguments says, which is English, said in the language of the arguments and with what is allowed.
///
/// A form of message that is not known stands as it is.
enum ParserMessage {
  /// A line that begins with `Error:`, without it; `nil` where its form is not known.
  static func problem(_ text: String) -> UsageProblem? {
    let parts = quoted(text)
    if text.hasPrefix("Unknown option"), let option = parts.first {
      return .unknownOption(option, near: parts.dropFirst().first)
    }
    if text.hasPrefix("Unexpected argument") || text.contains("unexpected arguments:") {
      return .unexpectedArguments(parts)
    }
    if text.hasPrefix("Missing value for"), let option = parts.first {
      return .valueMissing(option: name(option))
    }
    if text.hasPrefix("Missing expected argument"), let argument = parts.first {
      return .argumentMissing(argument)
    }
    guard text.hasPrefix("The value '"), let middle = text.firstRange(of: "' is invalid for '")
    else {
      return nil
    }
    let value = String(text[..<middle.lowerBound].dropFirst("The value '".count))
    let rest = text[middle.upperBound...]
    guard let end = rest.firstIndex(of: "'") else { return nil }
    let option = name(String(rest[..<end]))
    let choice = quoted(String(rest[end...].dropFirst()))
    return .invalidValue(
      value, option: option, choice.isEmpty ? form(of: option) : .oneOf(choice))
  }

  /// The command that arguments name, where there is none of that name.
  static func unknownCommand(_ arguments: [String]) -> UsageProblem? {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    let known = Forecast.configuration.subcommands.map { $0._commandName }
    guard !known.contains(first) else { return nil }
    return .unknownCommand(first, near: nearestName(to: first, among: known), known: known)
  }

  /// The first option that the command of arguments does not have: the parser names what is missing before it.
  static func unknownOption(_ arguments: [String]) -> UsageProblem? {
    var faults = FaultCollector()
    let source = SourceFile(path: "help", text: Forecast._dumpHelp())
    let commands = JSONParser.parse(source, faults: &faults)?["command"]?.list("subcommands") ?? []
    guard let command = commands.first(where: { $0["commandName"]?.string == arguments.first })
    else { return nil }
    let names = command.list("arguments").flatMap { $0.list("names") }
    let known = names.compactMap { $0["name"]?.string }.map { "--" + $0 } + ["--help", "--version"]
    let options = arguments.dropFirst().prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }
    return options.first { !known.contains($0) }
      .map { .unknownOption($0, near: nearestName(to: $0, among: known)) }
  }

  /// A problem in place of the one that a message of the parser begins with.
  static func text(_ problem: UsageProblem, before message: String) -> String {
    let usage = message.firstRange(of: "\nUsage:").map { String(message[$0.lowerBound...]) } ?? ""
    return "\(Speech.catalogue("usage.error")) \(Speech.wording.sentence(problem))"
      + Speech.usage(usage)
  }

  /// `--seed` of `--seed <seed>`.
  private static func name(_ option: String) -> String {
    option.split(separator: " ").last { $0.hasPrefix("-") }.map(String.init) ?? option
  }

  /// What stands between single quotes.
  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// What an option takes; `nil` where its help alone says it.
  private static func form(of option: String) -> ArgumentForm? {
    switch option {
    case "--as-of": .day
    case "--shard": .shard(most: Simulator.segments)
    case "--set": .setting
    case "--paths": .whole(RunOptions.allowedPaths)
    case "--threads": .whole(1...1024)
    case "--seed": .wholeUp(to: UInt64.max)
    case "--precision": .number("0.000001", "0.5")
    case "--probability": .number("0", "1")
    case "--horizon", "--folds", "--year": .whole(nil)
    default: nil
    }
  }
}
