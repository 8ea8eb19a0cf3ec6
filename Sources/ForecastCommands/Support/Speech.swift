internal import ArgumentParser
internal import Reports

/// The language in which the program speaks to its user.
///
/// Arguments may be faulty, so the option is looked for before they are parsed: a fault of theirs is told in it too.
enum Speech {
  /// The language of `--language`; English without it or with one that is not known.
  static let language = language(of: CommandLine.arguments) ?? .en

  /// What the language says of faults and errors.
  static var wording: any Wording { language.wording }

  /// Faults in the language.
  static var faults: FaultSentence { FaultSentence(language) }

  /// Sentences that are no faults.
  static var catalogue: Catalogue { Catalogue.of(language) }

  /// What the parser says of these arguments, in the language.
  static func usage(_ message: String, arguments: [String]) -> String {
    UsageWords(language).text(message, arguments: arguments)
  }

  /// The last language that arguments name.
  static func language(of arguments: [String]) -> Language? {
    let name = "--language"
    let options = arguments.prefix { $0 != "--" }
    var found: Language?
    for (place, argument) in options.enumerated() {
      if argument == name, place + 1 < options.count {
        found = Language(rawValue: options[place + 1]) ?? found
      } else if argument.hasPrefix(name + "=") {
        found = Language(rawValue: String(argument.dropFirst(name.count + 1))) ?? found
      }
    }
    return found
  }
}

/// The language, for commands whose files have none of their own.
struct LanguageOption: ParsableArguments {
  @Option(help: "Language of faults and sentences: \(Language.codes).")
  var language: Language?
}

extension ValidationError {
  /// What is wrong with arguments, as the user reads it.
  init(_ problem: UsageProblem) {
    self.init(Speech.wording.sentence(problem))
  }

  /// Refuses the first of several things that is the case.
  static func refuse(
    _ problems: KeyValuePairs<Bool, UsageProblem>
  ) throws(ValidationError) {
    if let found = problems.first(where: { $0.key }) { throw ValidationError(found.value) }
  }

  /// Refuses a number outside what an option may be.
  static func check(
    _ option: String, _ number: Int?, in allowed: ClosedRange<Int>
  ) throws(ValidationError) {
    guard let number, !allowed.contains(number) else { return }
    throw ValidationError(
      .outOfRange(
        option: option, low: "\(allowed.lowerBound)", high: "\(allowed.upperBound)"))
  }
}
