internal import Pipeline
internal import Plans
internal import TimeSeries

/// What a reader must know of one row of the attainment table, in sentences.
enum RowNotes {
  /// The note of a row and what else there is to say of it.
  static func text(_ row: AttainmentRow, _ language: Language) -> String {
    let say = Catalogue.of(language)
    let number = NumberStyle(language)
    let remarks = row.remarks.map { remark in
      switch remark {
      case .printedAsEnd(let end, let from):
        say(
          from < end ? "note.end.upper" : "note.end.lower",
          ["from": exact(from, number), "end": exact(end, number)])
      case .fallsInHistory(let period): say("note.falls", ["period": "\(period)"])
      }
    }
    return ([language.text(row.note)] + remarks).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// A number with all digits that it needs, six behind the point at the most.
  private static func exact(_ value: Double, _ style: NumberStyle) -> String {
    style.fixed(value, decimals: min(6, PrintedDecimals.needed(for: value)))
  }
}

extension TargetGroup {
  /// What tables call the group: an agency's name, or the kind.
  func name(in language: Language) -> String {
    if case .agency(let name) = self { language.text(name) } else { kind }
  }

  /// The group in words.
  func words(_ say: Catalogue, plan: String) -> String {
    if case .agency(let name) = self {
      return say("comparison.group.agency", ["agency": say.language.text(name)])
    }
    return say("comparison.group.\(kind)", ["plan": plan])
  }
}
