public import Pipeline
internal import Plans
internal import TimeSeries

/// What moved since an earlier run, for the terminal.
public struct ChangesSummary {
  private let changes: GrowthChanges
  private let sectors: [GrowthSector]
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of changes.
  ///
  /// - Parameter sectors: those of the present run, for their names.
  public init(
    _ changes: GrowthChanges, sectors: [GrowthSector], language: Language, width: Int,
    emphasis: Emphasis = .none
  ) {
    (self.changes, self.sectors) = (changes, sectors)
    (self.width, self.emphasis) = (width, emphasis)
    say = Catalogue.of(language)
    style = NumberStyle(language)
  }

  private static let mostFigures = 6

  /// The whole text.
  public var text: String {
    let day = changes.before?.description ?? say("changes.noday")
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
      table.append(
        [name(first), value(first, first.before)]
          + causes.map { cause in rows.first { $0.cause == cause }.map(move) ?? "–" }
          + [value(last, last.after)])
    }
    lines += table.lines(width: width)
    lines += [""] + (brokenLines(say("changes.explained"), width: width))
    return (lines + told).joined(separator: "\n") + "\n"
  }

  /// The steps of each figure: of the top two levels of sectors, and of variants.
  private var figures: [[GrowthChanges.Row]] {
    let shown = Set(sectors.filter { $0.depth <= 1 }.map(\.id))
    return grouped(changes.rows) { "\($0.quantity.rawValue) \($0.id)" }.map(\.rows).filter {
      $0.first.map { $0.quantity == .chance || shown.contains($0.id) } ?? false
    }
  }

  private func name(_ row: GrowthChanges.Row) -> String {
    let sector = sectors.first { $0.id == row.id }.map { say.language.text($0.name) } ?? row.id
    return row.quantity == .growth
      ? say("changes.growth", ["sector": sector, "year": "\(changes.year)"])
      : say("changes.chance", ["variant": row.id])
  }

  private func value(_ row: GrowthChanges.Row, _ value: Double) -> String {
    row.quantity == .growth ? style.rate(value) : style.percent(value)
  }

  private func move(_ row: GrowthChanges.Row) -> String {
    let decimals = row.quantity == .growth ? 2 : 1
    let text = style.fixed(row.points, decimals: decimals)
    return row.points > 0 ? "+" + text : text
  }

  /// The figures behind new and revised ones, the first few of each.
  private var told: [String] {
    [GrowthChanges.Cause.revised, .new].flatMap { cause -> [String] in
      let all = changes.figures.filter { $0.cause == cause }
      guard !all.isEmpty else { return [] }
      let few = all.prefix(Self.mostFigures).map { figure in
        let now = style.fixed(figure.after.value, decimals: figure.after.decimals)
        let before =
          figure.before.map { style.fixed($0.value, decimals: $0.decimals) + " → " } ?? ""
        return "\(figure.series) \(figure.period): \(before)\(now)"
      }.joined(separator: "; ")
      let more = all.count > Self.mostFigures ? "; …" : ""
      return brokenLines(
        say("changes.figures.\(cause.rawValue)", ["count": "\(all.count)", "figures": few + more]),
        width: width)
    }
  }
}
