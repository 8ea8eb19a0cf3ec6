internal import ArgumentParser
internal import Attainment
internal import Models

/// `forecast models`: what can be named in a scenario.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the models and the kinds of target, with equations and sources.",
    discussion: """
      Examples:
        forecast models
        forecast models damped_drift
      """)

  @Argument(help: "Show one model in full.")
  var id: String?

  func run() throws {
    if let id {
      guard let card = ModelCatalog.cards.first(where: { $0.id == id }) else {
        throw ValidationError(
          "There is no model \(id); known: "
            + ModelCatalog.cards.map(\.id).joined(separator: ", ") + ".")
      }
      Console.printResult(Self.full(card))
      return
    }
    let width = ModelCatalog.cards.map(\.id.count).max() ?? 0
    var text = "Models (auto picks by kind of indicator and length of history)\n"
    for card in ModelCatalog.cards {
      text +=
        "  \(card.id)\(String(repeating: " ", count: width - card.id.count + 2))"
        + "\(card.summary)\n"
    }
    text += "\nBeliefs\n  metalog  through given quantiles\n  pert     low, likely, high\n"
    text += "\nKinds of target\n  " + TargetKindCatalog.ids.joined(separator: ", ") + "\n"
    Console.printResult(text)
  }

  private static func full(_ card: ModelCard) -> String {
    var text = "\(card.id)\n  \(card.summary)\n  \(card.equation)\n"
    text += "  needs \(card.minimumObservations) values or more\n"
    for parameter in card.parameters {
      text +=
        "  \(parameter.name): \(parameter.summary) Allowed "
        + "\(parameter.range.lowerBound) to \(parameter.range.upperBound).\n"
    }
    return text + card.sources.map { "  source: \($0)\n" }.joined()
  }
}
