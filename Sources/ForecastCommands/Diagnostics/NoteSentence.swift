internal import Plans
internal import TimeSeries

/// What is remarkable in an input and no fault, as people read it: `file:line:column: note: sentence`.
enum NoteSentence {
  /// So many notes are told one by one.
  static let mostListed = 10

  /// All notes, a line each; nothing for none.
  static func text(_ notes: [PanelNote]) -> String {
    var lines = notes.prefix(mostListed).map(text)
    if notes.count > mostListed { lines.append("… and \(notes.count - mostListed) more notes") }
    return lines.joined(separator: "\n")
  }

  private static func text(_ note: PanelNote) -> String {
    switch note {
    case .joinedName(let written, let series, let line, let place):
      return head(place)
        + "\"\(written)\" is read as the series \"\(series)\" of line \(line): names differ in blanks or case only"
    case .sparse(let series, let count, let step, let frequency, let place):
      let others = count == 1 ? "" : " and \(count - 1) more"
      let unit = frequency == .monthly ? "month" : "quarter"
      return head(place)
        + "\(series)\(others) \(count == 1 ? "has" : "have") a value every \(step) \(unit)s only; "
        + (looksLike(step, frequency)
          ?? "the \(unit)s between are filled by lines, which are no data")
    }
  }

  /// The frequency that a step makes likely.
  private static func looksLike(_ step: Int, _ frequency: Frequency) -> String? {
    switch (frequency, step) {
    case (.monthly, 3):
      "that looks like quarters: --frequency Q, with periods written as quarters, forecasts them as such"
    case (.monthly, 12), (.quarterly, 4):
      "that looks like years: --frequency A, with periods written as years, forecasts them as such"
    case (.monthly, 6), (.quarterly, 2):
      "that looks like half-years; what lies between is filled by lines"
    default: nil
    }
  }

  private static func head(_ place: SourceLocation) -> String {
    "\(place.file):\(place.line):\(place.column): note: "
  }
}
