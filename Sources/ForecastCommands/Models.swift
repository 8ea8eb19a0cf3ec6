internal import ArgumentParser
internal import Attainment
internal import Models
internal import TimeSeries

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
      let name = id.split(separator: ":").last.map(String.init) ?? id
      if id.hasPrefix(ReferenceClassModel.card.id + ":"),
        ReferenceClassLibrary.names.contains(name)
      {
        Console.printResult(
          Self.full(ReferenceClassModel.card) + Self.line(ReferenceClassLibrary.named(name)))
        return
      }
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
    text +=
      "\nReference classes (yearly ones can be named \(ReferenceClassModel.card.id):NAME, joined by +)\n"
    for name in ReferenceClassLibrary.names { text += Self.line(ReferenceClassLibrary.named(name)) }
    text += "\nBeliefs\n  pert       low, likely, high\n  quantiles  through all that are stated\n"
    text += "\nKinds of target\n  " + TargetKindCatalog.ids.joined(separator: ", ") + "\n"
    Console.printResult(text)
  }

  /// What a class was learned from and what its 95% intervals held.
  private static func line(_ table: ReferenceClass) -> String {
    let wide = table.coverage.filter { $0.level == 95 && $0.sample == .whole }
    let cases = wide.reduce(0) { $0 + $1.cases }
    let held = wide.reduce(0) { $0 + $1.covered }
    let share = cases > 0 ? (1000 * Double(held) / Double(cases)).rounded() / 10 : 0
    return "  \(table.id): \(table.frequency.rawValue), from \(table.histories) histories; "
      + "95% intervals held \(share)% of \(cases) values not learned from\n"
  }

  private static func full(_ card: ModelCard) -> String {
    var text = "\(card.id)\n  \(card.summary)\n  \(card.equation)\n"
    let most = card.maximumObservations.map { ", at most \($0)" } ?? ""
    text +=
      card.minimumObservations == 1
      ? "  needs a value\(most)\n" : "  needs \(card.minimumObservations) values or more\(most)\n"
    for parameter in card.parameters {
      text +=
        "  \(parameter.name): \(parameter.summary) Allowed "
        + "\(parameter.range.lowerBound) to \(parameter.range.upperBound).\n"
    }
    return text + card.sources.map { "  source: \($0)\n" }.joined()
  }
}
