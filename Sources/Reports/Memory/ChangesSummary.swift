internal import Plans
internal import TimeSeries
public import Tracking

/// What moved since an earlier run, for the terminal.
public struct ChangesSummary {
  private let changes: GrowthChanges
  private let words: ChangesWords
  private let isShown: (GrowthChanges.Row) -> Bool
  private let width: Int
  private let emphasis: Emphasis
  private var say: Catalogue { words.say }
  private var style: NumberStyle { words.style }

  /// A summary of changes: of the top two levels of sectors, and of variants.
  ///
  /// - Parameters:
  ///   - sectors: those of the present run, for their names.
  ///   - isMedian: whether growth of the year is the median of its forecast, as `track` gives it, not its mean.
  public init(
    _ changes: GrowthChanges, sectors: [GrowthSector], isMedian: Bool = false, language: Language,
    width: Int, emphasis: Emphasis = .none
  ) {
    self.changes = changes
    (self.width, self.emphasis) = (width, emphasis)
    words = ChangesWords(
      language, names: Dictionary(sectors.map { ($0.id, language.text($0.name)) }) { $1 },
      isMedian: isMedian)
    let shown = Set(sectors.filter { $0.depth <= 1 }.map(\.id))
    isShown = { $0.quantity == .chance || shown.contains($0.id) }
  }

  /// A summary of changes of measures: of their years, and of the other periods whose chance moved most.
  public init(
    _ changes: GrowthChanges, measures result: Scorecard, language: Language, width: Int,
    emphasis: Emphasis = .none
  ) {
    self.changes = changes
    (self.width, self.emphasis) = (width, emphasis)
    words = ChangesWords(
      language, measures: Dictionary(result.measures.map { ($0.id, language.text($0.name)) }) { $1 }
    )
    isShown = ChangesWords.most(changes.rows.map { ($0.id, $0.period, $0.quantity, $0.points) })
  }

  private static let mostFigures = 6

  /// The whole text.
  public var text: String {
    let day = changes.before.map { say.day($0) } ?? say("changes.noday")
    var lines = emphasis.section([say("changes.heading", ["day": day])])
    let causes = GrowthChanges.Cause.allCases.filter { cause in
      changes.rows.contains { $0.cause == cause }
    }
    var table = TextTable(
      [(say("changes.what"), .flexible), (say("changes.before"), .right)]
        + causes.map { (say("changes.cause.\($0.rawValue)"), .right) }
        + [(say("changes.after"), .right)])
    for rows in figures {
      guard let first = rows.first, let last = rows.last else { continue }
      let moves = causes.map { cause -> String in
        guard let row = rows.first(where: { $0.cause == cause }) else { return "–" }
        // One move alone is what the printed figures differ by.
        let isAlone = causes.count == 1 && row.quantity == .growth
        return words.move(
          row.quantity,
          isAlone ? words.printed(last.after) - words.printed(first.before) : row.points)
      }
      let head = [
        words.name(
          first.quantity, first.id, first.period,
          title: changes.name(of: first).map(say.language.text)),
        words.value(first.quantity, first.before),
      ]
      table.append(head + moves + [words.value(last.quantity, last.after)])
    }
    lines += table.lines(width: width)
    lines += [""] + (brokenLines(words.explained(causes, since: changes.before), width: width))
    return (lines + told).joined(separator: "\n") + "\n"
  }

  /// The steps of each figure that is shown.
  private var figures: [[GrowthChanges.Row]] {
    grouped(changes.rows) { "\($0.quantity.rawValue) \($0.id) \($0.period)" }.map(\.rows).filter {
      $0.first.map(isShown) ?? false
    }
  }

  /// The figures behind new and revised ones, the first few of each.
  private var told: [String] {
    [GrowthChanges.Cause.plan, .revised, .new, .withdrawn].flatMap { cause -> [String] in
      let all = changes.figures.filter { $0.cause == cause }
      guard !all.isEmpty else { return [] }
      let few = all.prefix(Self.mostFigures).map { figure in
        let course = [figure.before, figure.after].compactMap { end in
          end.map { style.fixed($0.value, decimals: $0.decimals) } ?? (cause == .plan ? "–" : nil)
        }
        let told = course.joined(separator: " → ")
        let name =
          say.name(of: figure) ?? words.figure(figure.series, isDated: figure.vintage != nil)
        return "\(name) \(say.period(figure.period)): \(told)"
      }.joined(separator: "; ")
      let more = all.count > Self.mostFigures ? "; …" : ""
      return brokenLines(
        say("changes.figures.\(cause.rawValue)", ["count": "\(all.count)", "figures": few + more]),
        width: width)
    }
  }
}
