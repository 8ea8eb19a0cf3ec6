internal import Attainment
internal import Tables

/// The first sheet, upright on A4: the answer in sentences, counts that follow the table, what waits for a decision, and
/// every assessed target by name, the least likely first.
struct SummarySheet {
  let words: PageWords
  private var say: Catalogue { words.say }

  /// Where the columns of the table stand.
  private enum Place {
    static let reference = 0, name = 1, asked = 2, middle = 3, chance = 4, bar = 5, word = 6
    static let widths: [Double] = [14, 38, 13, 10, 9, 13, 17]
  }

  /// Targets that one page holds without shrinking to dust.
  private static let mostOnPage = 28

  var sheet: Sheet {
    var sheet = Sheet(name: say("run.sheet.summary"), widths: Place.widths)
    sheet.isPortrait = true
    sheet.isOnePage = words.assessed.count <= Self.mostOnPage
    heading(&sheet)
    for sentence in words.answers.map({ say($0.key, $0.places) }) + words.rowsOfPlans {
      sheet.remark(sentence)
    }
    let attainment = AttainmentSheet(words: words)
    if let lead = PlanLead(words) {
      let place = say("page.lead.choice.sheet", ["sheet": say("run.sheet.attainment")])
      let screen = lead.screen(card: place)
      screen.writeBasis(on: &sheet, say)
      counts(&sheet, attainment)
      screen.writeDecisions(on: &sheet, say)
      targets(&sheet, attainment)
    }
    for sentence in ShortPart(words: words).findings { sheet.remark(sentence) }
    sign(&sheet)
    return sheet
  }

  private func heading(_ sheet: inout Sheet) {
    let manifest = words.folder.manifest
    if let office = manifest.office {
      sheet.merge(0...0, 0...1, office, CellStyle(.office))
    }
    sheet.remark(words.folder.title, .title)
    for fact in words.facts + words.carried { sheet.remark(fact, .caption) }
  }

  private func sign(_ sheet: inout Sheet) {
    guard let signatory = words.folder.manifest.signatory else { return }
    let row = sheet.nextRow + 1
    sheet.merge(row...row, Place.chance...Place.word, signatory, CellStyle(.office))
  }

  // MARK: Counts

  /// Figures that follow the sheet of targets when somebody changes it.
  private func counts(_ sheet: inout Sheet, _ attainment: AttainmentSheet) {
    guard let cells = attainment.chances else { return }
    let rows = words.assessed
    let stated = rows.filter { $0[AttainmentTable.basis] != .illustrative }
    let shares = stated.compactMap { $0[AttainmentTable.probability] }
    let range = String(cells.formula.dropFirst())
    // What rests on nobody's figure or judgement is not counted with the rest.
    var others = ""
    if stated.count < rows.count, let bases = attainment.bases {
      let word = say("basis.\(Basis.illustrative.code)")
      others = ",\(bases.formula.dropFirst()),\"<>\(word)\""
    }
    func count(_ conditions: [String]) -> String {
      let all = conditions.map { "\(range),\"\($0)\"" }.joined(separator: ",")
      return "COUNTIFS(\(all)\(others))"
    }
    var lines: [(text: String, formula: String, value: Double)] = [
      (say("run.count.assessed"), count([">=0"]), Double(shares.count))
    ]
    for word in Likelihood.allCases {
      // A hundredth begins half of one below.
      let ends = word.hundredths
      let conditions = [
        ends.from.map { ">=\(Double($0) / 100 - 0.005)" },
        ends.below.map { "<\(Double($0) / 100 - 0.005)" },
      ].compactMap(\.self)
      let text = say("page.likelihood.\(word.rawValue)")
      let limits = say("page.likelihood.limits.\(word.rawValue)")
      lines.append(
        (
          "\(text) (\(limits))", count(conditions),
          Double(shares.count { Likelihood($0) == word })
        ))
    }
    lines.append(
      (
        say("run.count.expected"),
        others.isEmpty ? "SUM(\(range))" : "SUMIFS(\(range)\(others))", shares.reduce(0, +)
      ))
    var row = sheet.nextRow + 1
    for (place, line) in lines.enumerated() {
      sheet.merge(row...row, 0...1, line.text, .label())
      sheet.set(
        row, Place.asked, .formula(line.formula, line.value),
        .number(place == lines.count - 1 ? .one : .none))
      sheet.raise(row, to: 16)
      row += 1
    }
  }

  // MARK: Targets

  /// Every target with a chance, the least likely first; rows that a rule fills have no chance to show and come last.
  private func targets(_ sheet: inout Sheet, _ attainment: AttainmentSheet) {
    let rows = attainment.assessed
    guard !rows.isEmpty else { return }
    let head = sheet.nextRow + 1
    sheet.heads(
      head...head,
      ["column.ref", "column.target", "column.wanted", "run.column.middle", "column.chance"].map {
        say($0)
      } + ["", say("run.column.word")])
    sheet.merge(
      head...head, Place.chance...Place.bar, say("column.chance"), CellStyle(.header))
    sheet.headerRows = head...head
    let places = rows.indices.sorted { one, other in
      func key(_ place: Int) -> (Int, Double, Int) {
        let isLast = rows[place][AttainmentTable.basis] == .illustrative
        return (isLast ? 1 : 0, rows[place][AttainmentTable.probability] ?? 1, place)
      }
      return key(one) < key(other)
    }
    for (offset, place) in places.enumerated() {
      target(&sheet, at: head + 1 + offset, rows[place], attainment.chance(of: place))
    }
    let table = (head + 1)...(head + rows.count)
    sheet.rules += [
      SheetRule(kind: .bar, rows: table, column: Place.bar),
      SheetRule(
        kind: .likelihood(chances: Place.chance), rows: table, column: Place.word),
    ]
    sheet.remark(say("run.summary.explained"))
  }

  private func target(
    _ sheet: inout Sheet, at row: Int, _ record: Table.Record, _ source: String?
  ) {
    let year = record[AttainmentTable.year].map { " (\($0))" } ?? ""
    let name = record[CommonColumns.target]
    let isIllustrative = record[AttainmentTable.basis] == .illustrative
    sheet.row(
      row,
      [
        (.text(say.place(record[CommonColumns.reference])), .label()), (.text(name), .label()),
        (.text(words.wanted(record) + year), .label(isCentred: true)),
        (
          .text(words.short(record, CommonColumns.p50) + words.percentSign(record)),
          .label(isCentred: true)
        ),
      ])
    let chance = isIllustrative ? nil : record[AttainmentTable.probability]
    let (cell, word) = (Sheet.address(row, Place.chance), words.likelihood(record))
    guard let chance, let source, !words.isKnown(record) else {
      let told = isIllustrative ? words.basis(record) : word
      sheet.set(row, Place.chance, .blank, .label())
      sheet.set(row, Place.bar, .blank, .label())
      sheet.set(row, Place.word, .text(told), .label(isCentred: true))
      return
    }
    sheet.set(
      row, Place.chance, .formula(source, chance), .number(.chance, isCentred: true))
    sheet.set(row, Place.bar, .formula(cell, chance), .number(.chance))
    sheet.set(
      row, Place.word, .textFormula(Likelihood.formula(on: cell, say), word),
      .label(isCentred: true))
    if word.count > 16 { sheet.raise(row, to: 31) }
  }
}
