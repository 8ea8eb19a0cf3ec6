internal import ArgumentParser
internal import Attainment
internal import Files
internal import Models
internal import Plans
internal import Reports
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

  @OptionGroup var speech: LanguageOption

  func run() throws {
    let say = Speech.catalogue
    if let id {
      let name = id.split(separator: ":").last.map(String.init) ?? id
      if id.hasPrefix(ReferenceClassModel.card.id + ":"),
        ReferenceClassLibrary.names.contains(name)
      {
        Console.printText(
          Self.full(ReferenceClassModel.card) + Self.line(ReferenceClassLibrary.named(name)))
        return
      }
      if name == ReferenceClassMix.ownRate {
        let text = Self.full(ReferenceClassModel.card) + Self.ownRate
        Console.printText(text)
        return
      }
      guard let card = ModelCatalog.cards.first(where: { $0.id == id }) else {
        let known = ModelCatalog.cards.map(\.id)
        throw ValidationError(
          .unknownModel(id, near: nearestName(to: id, among: known), known: known))
      }
      Console.printText(Self.full(card))
      return
    }
    var text = say("models.heading") + "\n"
    text += Console.columns(ModelCatalog.cards.map { ($0.id, $0.summary) }, indent: "  ")
    text += "\n" + say("models.classes", ["model": ReferenceClassModel.card.id]) + "\n"
    for name in ReferenceClassLibrary.names { text += Self.line(ReferenceClassLibrary.named(name)) }
    text += Self.ownRate
    text += "\n" + say("models.beliefs") + "\n  pert       " + say("models.pert")
    text += "\n  quantiles  " + say("models.quantiles") + "\n"
    text += "\n" + say("models.kinds") + "\n  "
    text += TargetKindCatalog.ids.joined(separator: ", ") + "\n"
    Console.printText(text)
  }

  /// What names series that are rates.
  private static var ownRate: String {
    "  " + Speech.catalogue("models.own_rate", ["name": ReferenceClassMix.ownRate]) + "\n"
  }

  /// What a class was learned from and what its 95% intervals held.
  private static func line(_ table: ReferenceClass) -> String {
    let wide = table.coverage.filter { $0.level == 95 && $0.sample == .whole }
    let cases = wide.reduce(0) { $0 + $1.cases }
    let held = wide.reduce(0) { $0 + $1.covered }
    let share = cases > 0 ? (1000 * Double(held) / Double(cases)).rounded() / 10 : 0
    return "  "
      + Speech.catalogue(
        "models.class",
        [
          "class": table.id, "frequency": table.frequency.rawValue,
          "histories": "\(table.histories)", "share": "\(share)", "cases": "\(cases)",
        ]) + "\n"
  }

  private static func full(_ card: ModelCard) -> String {
    var text = "\(card.id)\n  \(card.summary)\n  \(card.equation)\n"
    let say = Speech.catalogue
    let most = card.maximumObservations.map { say("models.most", ["count": "\($0)"]) } ?? ""
    text +=
      "  "
      + (card.minimumObservations == 1
        ? say("models.needs.one")
        : say("models.needs", ["count": "\(card.minimumObservations)"])) + most + "\n"
    for parameter in card.parameters {
      let (low, high) = (parameter.range.lowerBound, parameter.range.upperBound)
      text +=
        "  \(parameter.name): \(parameter.summary) "
        + say("models.allowed", ["low": "\(low)", "high": "\(high)"]) + "\n"
    }
    return text + card.sources.map { "  \(say("models.source")): \($0)\n" }.joined()
  }
}
