internal import Models
package import Pipeline

/// What made the forecast of a series, in words.
package struct AnswerWords {
  private let say: Catalogue

  package init(say: Catalogue) { self.say = say }

  /// What made it, further down the ladder how, and why: `how comparable series went on (output of countries); enough
  /// values`.
  package func text(_ answer: Answer) -> String {
    let rung = answer.rung == .first ? [] : [say("panel.rung.\(answer.rung.rawValue)")]
    return ([maker(answer.maker)] + rung + [reason(answer.reason)]).joined(separator: "; ")
  }

  private func maker(_ maker: Answer.Maker) -> String {
    switch maker {
    case .nobody: say("panel.maker.none")
    case .model(let id): say.model(id)
    case .classes(ReferenceClassMix.ownRate): say("panel.maker.own_rate")
    case .classes(ReferenceClassMix.ownCount): say("panel.maker.own_count")
    case .classes(let ids):
      say(
        "panel.maker.classes",
        ["classes": ids.split(separator: "+").map { name(String($0)) }.joined(separator: "; ")])
    }
  }

  /// A class by what its series are of.
  func name(_ id: String) -> String {
    switch id {
    case "own_pace": say("panel.maker.own_pace")
    case ReferenceClassMix.ownRate: say("panel.maker.own_rate")
    case ReferenceClassMix.ownCount: say("panel.maker.own_count")
    default: say.word("class.", id)
    }
  }

  private func reason(_ reason: Answer.Reason) -> String {
    func of(_ kind: String, _ model: String) -> String {
      say("panel.reason.\(kind)_model", ["model": say.model(model)])
    }
    return switch reason {
    case .tooShortFor(let model): of("too_short", model)
    case .tooLongFor(let model): of("too_long", model)
    case .noScaleFor(let model): of("no_scale", model)
    case .noFitBy(let model): of("no_fit", model)
    default: say("panel.reason.\(reason.code)")
    }
  }
}
