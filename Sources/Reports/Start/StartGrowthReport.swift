internal import Plans
public import Start
internal import TimeSeries

/// What was recognised in a table of sectors, for the terminal.
public struct StartGrowthReport: Sendable {
  private let draft: GrowthDraft
  private let language: Language
  private let say: Catalogue
  private let width: Int

  /// A report on a draft.
  public init(_ draft: GrowthDraft, language: Language, width: Int) {
    self.draft = draft
    self.language = language
    say = Catalogue.of(language)
    self.width = width
  }

  /// The report; `command` is what to type next.
  public func text(folder: String, files: [String], command: String) -> String {
    let heading = say("start.growth.heading", ["file": draft.file])
    let next = [
      say("start.growth.written", ["folder": folder, "files": files.joined(separator: ", ")]),
      say("start.next", ["command": command]),
    ]
    let place = draft.place == nil ? [say("start.open.place")] : []
    let doubt = draft.doubt.map { say("start.growth.doubt.\($0.rawValue)") }
    let gap = draft.sizeGap.map { gap in
      let style = NumberStyle(language)
      return say(
        "start.growth.sizes",
        [
          "sum": style.fixed(gap.sum, decimals: gap.decimals),
          "whole": style.fixed(gap.whole, decimals: gap.decimals),
        ])
    }
    let conflicts = draft.shareConflicts.isEmpty ? nil : shares(draft.shareConflicts)
    let remarks = ([doubt, gap, conflicts].compactMap(\.self) + place + [variant])
      .flatMap { brokenLines($0, width: width) }
    let parts = [[heading] + recognised, table, remarks, next]
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Shares that levels contradict, the first three of them.
  private func shares(_ conflicts: [ShareConflict]) -> String {
    let told = conflicts.prefix(3).map { one in
      say(
        "start.growth.share",
        ["title": one.title, "stated": say.figure(one.stated), "made": say.figure(one.made)])
    }
    return say(
      "start.growth.shares",
      [
        "count": "\(conflicts.count)",
        "shares": told.joined(separator: "; ") + (conflicts.count > 3 ? "; …" : ""),
      ])
  }

  private var kind: String {
    if draft.isIndex { return "index" }
    return draft.isGrowth ? "growth" : "levels"
  }

  private var recognised: [String] {
    let places = [
      "first": draft.span.map { say.period($0.first) } ?? "–",
      "last": draft.span.map { say.period($0.last) } ?? "–",
      "unit": draft.unit.isEmpty ? say("start.growth.unit.none") : draft.unit,
    ]
    return [
      say("start.growth.\(kind)", places),
      say("start.growth.structure.\(draft.structure.rawValue)"),
      draft.grown.isEmpty
        ? nil : say("start.growth.grown", ["titles": draft.grown.joined(separator: "; ")]),
      draft.leftOut.isEmpty
        ? nil
        : say("start.left_out.comparison", ["titles": draft.leftOut.joined(separator: "; ")]),
    ].compactMap(\.self).map { "  " + $0 }
  }

  private var table: [String] {
    var columns: [(String, TextTable.Alignment)] = [
      (say("start.growth.column.sector"), .flexible),
      (say("start.growth.column.parent"), .left), (say("start.growth.column.figures"), .right),
    ]
    let hasSizes = draft.sectors.contains { $0.size != nil }
    if hasSizes {
      columns.append((say("start.growth.column.size", ["year": "\(draft.sizeYear)"]), .right))
    }
    var table = TextTable(columns)
    for sector in draft.sectors {
      let title =
        sector.isMade
        ? say("start.growth.whole")
        : sector.isRest ? say("start.growth.rest", ["title": sector.title]) : sector.title
      let count = sector.figures.count + sector.toDate.count + sector.growthToDate.count
      table.append(
        ["\(title) [\(sector.id)]", sector.parent ?? "–", "\(count)"]
          + (hasSizes ? [sector.size.map(say.grouped) ?? "–"] : []))
    }
    return table.lines(width: width - 2).map { "  " + $0 }
  }

  private var variant: String {
    if draft.plan != nil {
      return say("start.growth.variant.plan", ["year": "\(draft.nextYear)"])
    }
    guard let last = draft.lastGrowth else { return say("start.growth.variant.none") }
    return say(
      "start.growth.variant.last",
      [
        "year": "\(last.year)",
        "value": NumberStyle(language).fixed(last.value, decimals: last.decimals),
      ])
  }
}
