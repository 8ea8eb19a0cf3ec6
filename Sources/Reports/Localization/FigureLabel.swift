/// Names of published figures in words of a language: `sum of 4 contributions 2022`.
enum FigureLabel {
  /// The label of a figure that a history was built from; ids and dates stay as they are.
  static func text(_ label: String, _ say: Catalogue) -> String {
    if let found = label.wholeMatch(of: /sum of (\d+) contributions (\d+)/) {
      return say("figure.contributions", ["count": String(found.1), "year": String(found.2)])
    }
    if let found = label.wholeMatch(of: /(\S+) (\d+), sum of (\d+) periods/) {
      return say(
        "figure.periods",
        ["series": String(found.1), "year": String(found.2), "count": String(found.3)])
    }
    return label
  }
}
