internal import Tables

/// The first screen as values, whichever command made the run: the answer, counts, what it rests on, what to decide.
///
/// The page, the terminal and the first sheet of a workbook tell the same of it.
struct LeadScreen {
  /// How many rows are of one kind.
  struct Count {
    enum Kind: Hashable {
      case met, missed
      case word(Likelihood)
      /// Neither known nor with a chance.
      case none
    }

    let kind: Kind
    let count: Int
    let name: String
    var note = ""
    /// The part of the page that shows these rows.
    var anchor: String
    /// Whether it chooses rows of the table of targets.
    var isFilter = false
  }

  /// A row that waits for somebody, and what is to be known of it.
  struct Decision {
    let name, text: String
  }

  /// Sentences, the answer first.
  var answers: [String] = []
  var counts: [Count] = []
  /// In what way the basis is thin; `nil` where it is not.
  var thin: String?
  var decisions: [Decision] = []

  /// So many decisions fit beside an answer.
  static let most = 3

  // MARK: Page

  func markup(_ say: Catalogue) -> Markup {
    Self.section(
      .joined(answers.map { .paragraph(Markup($0), "big") }) + Self.tiles(counts)
        + (thin.map { Self.warning($0, say) } ?? .none)
        + Self.decisions(decisions.map { .strong($0.name) + Markup(" " + $0.text) }, say))
  }

  static func section(_ content: Markup) -> Markup {
    .element("section", ["class": "lead", "id": "short"], content)
  }

  static func tiles(_ counts: [Count]) -> Markup {
    .element("div", ["class": counts.count > 5 ? "tiles more" : "tiles"], counts.map(tile))
  }

  private static func tile(_ count: Count) -> Markup {
    let (style, sign): (String, String?) =
      switch count.kind {
      case .met: (Likelihood.likely.rawValue, "✓")
      case .missed: (Likelihood.rare.rawValue, "✕")
      case .word(let word): (word.rawValue, word.sign)
      case .none: ("none", nil)
      }
    var filter: String?
    if count.isFilter, case .word(let word) = count.kind { filter = word.rawValue }
    let drawn = sign.map {
      Markup.element("i", ["aria-hidden": "true"], Markup($0)) + Markup(" ")
    }
    return .element(
      "a", ["class": "tile \(style)", "href": "#\(count.anchor)", "data-word": filter],
      .strong("\(count.count)"), .element("span", [:], drawn ?? .none, Markup(count.name)),
      count.note.isEmpty ? .none : .element("small", [:], Markup(count.note)))
  }

  /// That the basis is thin, and in what way.
  static func warning(_ text: String, _ say: Catalogue) -> Markup {
    .paragraph(.strong(say("page.lead.thin")) + Markup(" " + text), "warn")
  }

  static func decisions(_ told: [Markup], _ say: Catalogue) -> Markup {
    guard !told.isEmpty else { return .none }
    return .element("h2", [:], Markup(say("page.lead.decide.\(told.count)")))
      + .element("ol", ["class": "decide"], told.map { .element("li", [:], $0) })
  }

  // MARK: Terminal and workbook

  /// How many rows are of each kind, in one line of text.
  var counted: String {
    counts.map { count in
      let isWord = if case .word = count.kind { true } else { false }
      return isWord && !count.note.isEmpty
        ? "\(count.name) (\(count.note)): \(count.count)" : "\(count.name): \(count.count)"
    }.joined(separator: " · ")
  }

  /// What to decide, numbered; no lines where nothing waits.
  func decided(_ say: Catalogue) -> (heading: String, lines: [String])? {
    guard !decisions.isEmpty else { return nil }
    return (
      say("page.lead.decide.\(decisions.count)"),
      decisions.enumerated().map { "\($0 + 1). \(VisibleText.line($1.name)) \($1.text)" }
    )
  }

  /// The screen in lines no wider than so many columns.
  func lines(width: Int, emphasis: Emphasis, _ say: Catalogue) -> [String] {
    var lines = (answers + [counted]).flatMap { brokenLines($0, width: width) }
    if let thin { lines += brokenLines(say("page.lead.thin") + " " + thin, width: width) }
    guard let decided = decided(say) else { return lines }
    let indent = "   "
    lines += [""] + emphasis.section([decided.heading])
    for line in decided.lines {
      let broken = brokenLines(line, width: width - indent.count)
      lines += broken.prefix(1) + broken.dropFirst().map { indent + $0 }
    }
    return lines
  }

  /// The same on a sheet.
  func write(on sheet: inout Sheet, _ say: Catalogue) {
    for sentence in answers + [counted] { sheet.remark(sentence) }
    writeBasis(on: &sheet, say)
    writeDecisions(on: &sheet, say)
  }

  /// That the basis is thin, where it is.
  func writeBasis(on sheet: inout Sheet, _ say: Catalogue) {
    if let thin { sheet.remark(say("page.lead.thin") + " " + thin) }
  }

  /// What waits for a decision, below a band.
  func writeDecisions(on sheet: inout Sheet, _ say: Catalogue) {
    guard let decided = decided(say) else { return }
    sheet.band(at: sheet.nextRow + 1, decided.heading)
    for line in decided.lines { sheet.remark(line) }
  }
}
