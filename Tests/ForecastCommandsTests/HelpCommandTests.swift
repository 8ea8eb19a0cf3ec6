import Foundation
import TestSupport
import Testing

@Suite struct HelpCommandTests {
  private struct Dump: Decodable {
    struct Argument: Decodable {
      let abstract, discussion: String?
    }
    struct Command: Decodable {
      let commandName: String
      let abstract, discussion: String?
      let arguments: [Argument]?
      let subcommands: [Command]?

      var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
    }
    let command: Command
  }

  private func commands(_ program: Program) throws -> [Dump.Command] {
    let outcome = try program.run(["--experimental-dump-help"])
    return try JSONDecoder().decode(Dump.self, from: Data(outcome.output.utf8)).command.all
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Help in Vietnamese has no sentence left in English, and no line of more than 80 columns")
  func vietnamese() throws {
    let program = try #require(Program())
    for command in try commands(program) where command.commandName != "help" {
      let path = command.commandName == "forecast" ? [] : [command.commandName]
      let outcome = try program.run(path + ["--help", "--language", "vi"])
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(outcome.output.hasPrefix("TỔNG QUAN: "), "\(command.commandName)")
      #expect(TerminalWidthTests.tooWide(outcome).allSatisfy { $0.contains("  forecast ") })
      let printed = flat(outcome.output)
      for text in [command.abstract] + (command.arguments ?? []).map(\.abstract) {
        guard let text, text.contains(" ") else { continue }
        #expect(!printed.contains(flat(text)), "\(command.commandName): \(text)")
      }
      if let discussion = command.discussion, !discussion.hasPrefix("Example") {
        let first = flat(discussion).split(separator: ".")[0]
        #expect(!printed.contains(first), "\(command.commandName): \(first)")
      }
    }
  }

  @Test("Paragraphs of English help are filled to 80 columns, and examples stand on one line each")
  func filled() throws {
    let program = try #require(Program())
    for command in try commands(program) where command.commandName != "help" {
      let path = command.commandName == "forecast" ? [] : [command.commandName]
      let lines = try program.run(path + ["--help"]).output.split(
        separator: "\n", omittingEmptySubsequences: false)
      let told = lines.prefix { !$0.hasPrefix("USAGE:") }
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(command.commandName)")
      for (line, next) in zip(told, told.dropFirst()) {
        guard let word = next.split(separator: " ").first, !line.isEmpty else { continue }
        let isExample = line.hasPrefix("Example") || line.hasPrefix(" ")
        // Lines of examples are indented; the end of one that was broken would not be.
        #expect(
          isExample ? next.hasPrefix(" ") : line.count + 1 + word.count >= 80,
          "\(command.commandName): \(next)")
      }
    }
  }

  @Test("Help is asked for by help, --help and -h, before or after the language; English stays")
  func ways() throws {
    let program = try #require(Program())
    let ways = [
      ["run", "--help", "--language", "vi"], ["--language=vi", "run", "-h"],
      ["help", "run", "--language", "vi"],
    ]
    let texts = try ways.map { try program.run($0).output }
    #expect(
      Set(texts).count == 1 && texts[0].contains("CÁCH DÙNG") || texts[0].contains("Cách dùng"))
    #expect(texts[0].contains("--paths <paths>") && texts[0].contains("forecast run --again"))
    let english = try program.run(["run", "--help"])
    #expect(english.output.hasPrefix("OVERVIEW: Assess a plan"))
  }
}
