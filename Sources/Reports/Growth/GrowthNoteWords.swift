internal import Coherence
internal import Pipeline
internal import Plans
internal import TimeSeries

/// Notes of a growth scenario in words of a language.
struct GrowthNoteWords {
  private let say: Catalogue

  init(_ language: Language) { say = Catalogue.of(language) }

  /// One note as a sentence.
  func text(_ note: GrowthNote, sectors: [GrowthSector]) -> String {
    let sector = sectors.first { $0.id == note.sector }
    let style = NumberStyle(say.language)
    let growth = note.growth.map { style.fixed($0, decimals: 2) }
    return say(
      "growth.note.\(note.kind.rawValue)",
      [
        "sector": sector.map { say.language.text($0.name) } ?? note.sector, "name": note.name,
        "count": note.count.map { "\($0)" } ?? "", "span": span(note),
        "first": note.first.map(words.name) ?? "", "last": note.last.map(words.name) ?? "",
        "one": growth.first ?? "", "two": growth.last ?? "",
        "minimum": "\(MonthlyPattern.minimumMonths)",
      ])
  }

  private func span(_ note: GrowthNote) -> String {
    guard let first = note.first, let last = note.last, first != last else {
      return note.first.map(words.name) ?? ""
    }
    return "\(words.name(of: first)) – \(words.name(of: last))"
  }

  private var words: ConditionWords { ConditionWords(say.language, names: [:], unit: "") }
}
