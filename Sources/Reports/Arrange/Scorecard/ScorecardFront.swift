internal import Attainment
internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

/// The first sheet, upright on A4: how many plans are met, those of the year by name with their chance, what came so far,
/// and apart from both what is not assessed.
extension ScorecardLayout {
  /// A row of the sheet.
  private struct Line {
    /// The place of its measure among all.
    let place: Int
    let measure: Measure
    let row: Table.Record
  }

  /// Where chances stand on the sheet of main measures.
  private static let mainChance = 13

  /// Rows that one page holds without shrinking to dust.
  private static let mostOnPage = 30

  /// Plans of the year, or of the stretch that is told first, that are open and have a chance, the least likely first.
  private var open: [Line] {
    func chance(_ line: Line) -> Double { line.row[ScorecardTable.probability] ?? 1 }
    return measures.enumerated().compactMap { place, measure -> Line? in
      guard let row = measure.row(asked), row[ScorecardTable.verdict] == .open,
        row[ScorecardTable.probability] != nil
      else { return nil }
      return Line(place: place, measure: measure, row: row)
    }.sorted { (chance($0), $0.place) < (chance($1), $1.place) }
  }

  /// What is decided of the newest period of each measure that is over, or else of the one that all are told of: missed
  /// plans first.
  private var decided: [Line] {
    func isMet(_ line: Line) -> Bool { line.row[ScorecardTable.verdict] == .met }
    return measures.enumerated().compactMap { place, measure -> Line? in
      let rows = [
        measure.row(whole), latest(of: measure).flatMap(measure.row),
        self.latest.flatMap(measure.standing),
      ]
      let row = rows.compactMap(\.self).first {
        $0[ScorecardTable.verdict] == .met || $0[ScorecardTable.verdict] == .missed
      }
      return row.map { Line(place: place, measure: measure, row: $0) }
    }.sorted { (isMet($0) ? 1 : 0, $0.place) < (isMet($1) ? 1 : 0, $1.place) }
  }

  func frontSheet() -> Sheet {
    var sheet = sheet("front", widths: [5, 34, 12, 14, 14, 11, 13, 17])
    let (open, decided) = (open, decided)
    sheet.isPortrait = true
    sheet.isOnePage = open.count + decided.count <= Self.mostOnPage
    let page = PageWords(folder: folder, language: folder.language)
    let lead = ScorecardLead(page)?.screen
    lead?.write(on: &sheet, say)
    for sentence in counts where lead?.answers.contains(sentence) != true { sheet.remark(sentence) }
    outlook(&sheet, open)
    results(&sheet, decided)
    for sentence in unassessed(beside: open) { sheet.remark(sentence) }
    if let held = held(page.say, page.number) { sheet.remark(held) }
    legend(&sheet, isColoured: false)
    return sheet
  }

  /// Heads of a table below a line that says what it holds; the first row of the table.
  private func head(_ sheet: inout Sheet, _ title: String, _ keys: [String]) -> Int {
    let band = sheet.nextRow + 1
    sheet.band(at: band, say("scorecard.front.\(title)", ["year": "\(year)"]))
    sheet.heads(band + 1...band + 1, keys.map { say("scorecard.column.\($0)") })
    return band + 2
  }

  private func name(_ number: Int, _ line: Line) -> [(CellValue, CellStyle)] {
    [
      (.number(Double(number)), .number(.none, isCentred: true)),
      (.text(line.measure.name), .label()), (.text(line.measure.unit), .label(isCentred: true)),
    ]
  }

  private func outlook(_ sheet: inout Sheet, _ lines: [Line]) {
    guard !lines.isEmpty else { return }
    let first = head(
      &sheet, "open",
      ["number", "measure", "unit", "plan", "outlook", "chance", "chance", "word"])
    sheet.merge(first - 1...first - 1, 5...6, say("scorecard.column.chance"), CellStyle(.header))
    for (offset, line) in lines.enumerated() {
      let chance = line.row[ScorecardTable.probability] ?? 0
      let cell = Sheet.address(first + offset, 5)
      let source = Sheet.address(
        on: say("scorecard.sheet.main"), Self.firstMain + line.place, Self.mainChance)
      sheet.row(
        first + offset,
        name(offset + 1, line) + [
          plan(line.row), number(line.row[ScorecardTable.value], line.row, head: .scenario),
          (.formula(source, chance), .number(.chance, isCentred: true)),
          (.formula(cell, chance), .number(.chance)),
          (
            .textFormula(
              Likelihood.formula(on: cell, say),
              say("page.likelihood.\(Likelihood(chance).rawValue)")), .label(isCentred: true)
          ),
        ])
    }
    let rows = first...first + lines.count - 1
    sheet.rules += [
      SheetRule(kind: .bar, rows: rows, column: 6),
      SheetRule(kind: .likelihood(chances: 5), rows: rows, column: 7),
    ]
    let errors = lines.compactMap { $0.row[CommonColumns.error] }
    let words = PageWords(folder: folder, language: folder.language)
    if let told = words.mostError(errors) { sheet.remark(told) }
  }

  private func results(_ sheet: inout Sheet, _ lines: [Line]) {
    guard !lines.isEmpty else { return }
    let first = head(
      &sheet, "decided",
      ["number", "measure", "unit", "plan", "actual", "percent", "period", "verdict"])
    for (offset, line) in lines.enumerated() {
      let period = line.row[ScorecardTable.period].map(words.period) ?? ""
      sheet.row(
        first + offset,
        name(offset + 1, line) + [
          plan(line.row), number(line.row[ScorecardTable.value], line.row),
          percent(line.row[ScorecardTable.percent]), (.text(period), .label(isCentred: true)),
          chance(line.row),
        ])
    }
  }

  /// Measures whose year is neither decided nor has a chance, once a reason.
  private func unassessed(beside open: [Line]) -> [String] {
    let known = Set(open.map(\.place))
    let rest = measures.enumerated().compactMap { place, measure -> (name: String, why: String)? in
      let row = measure.row(whole)
      let verdict = row?[ScorecardTable.verdict]
      guard !known.contains(place), verdict != .met, verdict != .missed else { return nil }
      let note = row?[ScorecardTable.note] ?? ""
      return (measure.name, note.isEmpty ? measure.note : note)
    }
    return grouped(rest, by: \.why).map { why, rows in
      let names = rows.map(\.name).joined(separator: ", ")
      return say(
        why.isEmpty ? "scorecard.front.left" : "page.scorecard.left",
        ["period": words.dated(whole), "why": why, "names": names])
    }
  }
}
