public import Pipeline
internal import Scoring
internal import TimeSeries
internal import Tracking

/// What came of earlier statements, for the terminal.
public struct ScoreSummary {
  private let result: ScoreResult
  private let runs: Int
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of a result.
  ///
  /// - Parameter runs: folders that were read.
  public init(
    _ result: ScoreResult, runs: Int, language: Language, width: Int, emphasis: Emphasis = .none
  ) {
    (self.result, self.runs, self.width, self.emphasis) = (result, runs, width, emphasis)
    say = Catalogue.of(language)
    style = NumberStyle(language)
  }

  /// The whole text.
  public var text: String {
    let heading =
      result.asOf.map { say("score.heading.day", ["runs": "\(runs)", "day": say.day($0)]) }
      ?? say("score.heading", ["runs": "\(runs)"])
    var lines = emphasis.section([heading]) + [""]
    let groups = result.groups
    if let all = groups.first(where: { $0.kind == nil }) {
      lines += ReliabilityText(say.language, width: width).lines(all.chances) + [""]
    }
    let others = groups.filter { $0.kind != nil }.compactMap { group in
      group.chances.all.map { (group.kind, $0) }
    }
    if !others.isEmpty { lines += kinds(others) + [""] }
    return (lines + counts.flatMap { brokenLines($0, width: width) }).joined(separator: "\n") + "\n"
  }

  private func kinds(_ rows: [(kind: Statement.Kind?, bin: StatedChances.Bin)]) -> [String] {
    var table = TextTable([
      (say("score.kind"), .flexible), (say("score.statements"), .right),
      (say("score.outcomes"), .right), (say("score.stated"), .right),
      (say("score.observed"), .right), (say("score.brier"), .right),
    ])
    for (kind, bin) in rows {
      table.append([
        say("score.kind.\(kind?.rawValue ?? "all")"), "\(bin.statements)", "\(bin.outcomes)",
        style.percent(bin.stated), ReliabilityText.share(bin, style),
        kind?.isRange == true ? "–" : style.fixed(bin.brier, decimals: 3),
      ])
    }
    return table.lines(width: width)
  }

  /// Levels that are counted from another base now than in their run.
  private var chained: [String] {
    let rows = result.chained
    guard !rows.isEmpty else { return [] }
    var names: [String] = []
    for row in rows {
      let factor = style.short(row.outcome?.factor ?? 1)
      let name = "\(row.statement.reference) (\(row.statement.run), × \(factor))"
      if !names.contains(name) { names.append(name) }
    }
    let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    return [say("score.chained", ["count": "\(rows.count)", "names": shown])]
  }

  /// Tasks that later runs do not have.
  private var lost: [String] {
    let rows = result.lost
    guard !rows.isEmpty else { return [] }
    let names = rows.map { row in
      var name = row.statement.reference
      if case .task(let task) = row.statement.subject, !task.name.isEmpty, task.name != name {
        name += " " + (task.name.count > 60 ? task.name.prefix(59) + "…" : task.name)
      }
      return "\(name) (\(row.statement.run))"
    }
    let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    return [say("score.lost", ["count": "\(rows.count)", "names": shown])]
  }

  /// What was counted, and what was not.
  private var counts: [String] {
    let statuses = ScoreResult.Status.allCases.filter { $0 != .scored }
    let said = statuses.compactMap { status -> String? in
      let count = result.count(status)
      return count == 0 ? nil : say("score.status.\(status.rawValue)", ["count": "\(count)"])
    }
    let (scored, undated) = (result.count(.scored), result.scoredWithoutDay)
    return [
      scored == 0
        ? say("score.none") : say("score.scored", ["count": "\(scored)"])
    ] + said + (undated == 0 ? [] : [say("score.undated", ["count": "\(undated)"])])
      + lost + chained + (scored == 0 ? [] : [say("score.explained")])
  }
}

/// Stated chances beside what came true, as lines of a terminal.
struct ReliabilityText {
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int

  init(_ language: Language, width: Int) {
    say = Catalogue.of(language)
    style = NumberStyle(language)
    self.width = width
  }

  /// The table, and a sentence on the tenth with the most statements, one that leaves something open if there is any.
  func lines(_ chances: StatedChances) -> [String] {
    guard let all = chances.all else { return [] }
    var table = TextTable([
      (say("score.near"), .left), (say("score.statements"), .right),
      (say("score.outcomes"), .right), (say("score.true"), .right),
      (say("score.observed"), .right), (say("score.right"), .right),
    ])
    for bin in chances.bins + [all] {
      table.append([
        bin.near.map(tenth) ?? say("score.all"), "\(bin.statements)", "\(bin.outcomes)",
        "\(bin.cameTrue)", Self.share(bin, style),
        "\(style.fixed(100 * bin.stated, decimals: 0))% ± \(style.fixed(100 * bin.errorIfRight, decimals: 0))",
      ])
    }
    let open = chances.bins.filter { (0.05..<0.95).contains($0.near ?? 0) }
    let most = (open.isEmpty ? chances.bins : open).max {
      ($0.statements, $0.stated) < ($1.statements, $1.stated)
    }
    guard let most, most.statements > 1 else { return table.lines(width: width) }
    let sentence = say(
      "score.sentence",
      [
        "count": "\(most.statements)", "near": tenth(most.near ?? 0), "true": "\(most.cameTrue)",
      ])
    return table.lines(width: width) + [""] + brokenLines(sentence, width: width)
  }

  private func tenth(_ near: Double) -> String {
    style.fixed(100 * near, decimals: 0) + "%"
  }

  /// A share with its error, where there is one.
  static func share(_ bin: StatedChances.Bin, _ style: NumberStyle) -> String {
    let error = bin.error.map { " ± \(style.fixed(100 * $0, decimals: 0))" } ?? ""
    return "\(style.fixed(100 * bin.observed, decimals: 0))%\(error)"
  }
}
