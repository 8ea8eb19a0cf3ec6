internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// What an earlier figure was of.
private struct Key: Hashable {
  let sector: String
  let period: Period
}

/// What an earlier run told.
private struct Earlier {
  let level: Double
  /// Growth as it was published.
  let published: PublishedFigure?
}

extension GrowthLayout {
  /// The comparison of scenarios: with an earlier run, or of variants with each other.
  func comparisonSheet(against earlier: [Table.Record]) -> Sheet {
    earlier.isEmpty ? sideBySide() : compared(earlier)
  }

  // MARK: - With an earlier run

  private func compared(_ previous: [Table.Record]) -> Sheet {
    var sheet = sheet("comparison", widths: [5.5, 40, 16, 17, 17, 17, 17])
    head(
      &sheet,
      ["period", "initial", "adjusted", "actual", "difference"].map { phrase("column." + $0) })
    let variants = annex.variants.indices
    var line = Self.firstRow
    for variant in variants.count > 1 ? variants.dropFirst() : variants {
      let earlier = earlierVariant(previous, like: annex.variants[variant].id)
      let levels = Dictionary(
        previous.filter { $0[GrowthColumns.variant] == earlier }.compactMap(Self.told)
      ) { first, _ in first }
      // The earlier run has titles of its own; a variant of the same id is the same one.
      let same = annex.variants.firstIndex { $0.id == earlier }
      let places = [
        "variant": name(ofVariant: variant),
        "earlier": same.map { name(ofVariant: $0) } ?? say.variant(earlier),
      ]
      sheet.band(at: line, phrase("comparison.note", places))
      line += 1
      block(&sheet, at: &line, variant, levels)
    }
    sheet.remark(phrase("comparison.difference"))
    return sheet
  }

  /// Of what an earlier figure was, and the figure.
  private static func told(_ row: Table.Record) -> (Key, Earlier)? {
    guard let period = row[GrowthColumns.period], let level = row[GrowthFiguresTable.level] else {
      return nil
    }
    let published = row[GrowthFiguresTable.publishedGrowth]
    return (
      Key(sector: row[GrowthColumns.sector], period: period),
      Earlier(level: level, published: published)
    )
  }

  /// The rows of one variant.
  private func block(
    _ sheet: inout Sheet, at line: inout Int, _ variant: Int, _ levels: [Key: Earlier]
  ) {
    let spans = (1...4).map(GrowthSpan.place(ofQuarter:)) + [GrowthSpan.year]
    for row in rows.indices {
      let (last, isTop) = (line + spans.count - 1, rows[row].depth == 0)
      sheet.merge(line...last, 0...0, rows[row].number, .label(isBold: isTop, isCentred: true))
      sheet.merge(
        line...last, 1...1, label(row),
        .label(isBold: isTop, indent: max(0, rows[row].depth - 1)))
      for span in spans {
        compare(&sheet, at: line, row, span, variant, levels)
        sheet.raise(line, to: 17)
        line += 1
      }
    }
  }

  /// The same variant of the earlier run, else its first with a condition, else the one it has.
  private func earlierVariant(_ previous: [Table.Record], like id: String) -> String {
    let known = previous.map { $0[GrowthColumns.variant] }
    if known.contains(id) { return id }
    return known.first { $0 != VariantSpecification.forecastID } ?? known.first ?? id
  }

  private func compare(
    _ sheet: inout Sheet, at line: Int, _ row: Int, _ span: Int, _ variant: Int,
    _ levels: [Key: Earlier]
  ) {
    let isTop = rows[row].depth == 0
    let year = annex.year
    let quarter = GrowthSpan.all[span].quarters.lowerBound
    let period: Period = span == GrowthSpan.year ? .year(year) : .quarter(quarter, of: year)
    let steps = span == GrowthSpan.year ? 1 : 4
    let id = sector(row).id
    let before = levels[Key(sector: id, period: period.advanced(by: -steps))]?.level ?? 0
    // What was published then stands as it was.
    let initial = levels[Key(sector: id, period: period)].flatMap {
      $0.published?.value ?? (before == 0 ? nil : ($0.level / before - 1) * 100)
    }
    let value = growthCell(row, span, variant)
    let status = growthStatus(row, ofSpan: span)
    let isRealised = status.isRealised
    func style(_ fill: CellStyle.Fill?) -> CellStyle { number(row, .two, fill) }

    sheet.set(line, 2, .text(name(ofSpan: span)), .label(isBold: isTop, isCentred: true))
    sheet.set(line, 3, .optional(initial), style(nil))
    sheet.set(line, 4, isRealised ? .blank : value, style(isRealised ? nil : fill(status)))
    sheet.set(line, 5, isRealised ? value : .blank, style(isRealised ? fill(status) : nil))
    guard let initial, case .formula(_, let growth) = value else {
      sheet.set(line, 6, .blank, style(nil))
      return
    }
    let formula = "\(Sheet.address(line, isRealised ? 5 : 4))-\(Sheet.address(line, 3))"
    sheet.set(line, 6, .formula(formula, growth - initial), style(nil))
  }

  private func head(_ sheet: inout Sheet, _ names: [String]) {
    rowHeads(&sheet, names)
    for row in Self.headRows { sheet.raise(row, to: 20) }
  }

  // MARK: - Variants side by side

  private func sideBySide() -> Sheet {
    let widths = [5.5, 44] + annex.variants.map { _ in max(22, 70 / Double(annex.variants.count)) }
    var sheet = sheet("variants", widths: widths)
    head(&sheet, annex.variants.indices.map(title))
    sheet.raise(Self.headRows.upperBound, to: 34)
    var line = Self.firstRow
    describe(&sheet, from: &line)
    sheet.band(at: line, phrase("variants.growth", ["year": "\(annex.year)"]))
    for row in rows.indices {
      line += 1
      rowHead(&sheet, at: line, row)
      for variant in annex.variants.indices { growth(&sheet, at: line, row, variant) }
    }
    sheet.remark(phrase("variants.plausibility.note"))
    sheet.remark(phrase("variants.probability.note"))
    sheet.remark(phrase("variants.runrate.note"))
    return sheet
  }

  private func growth(_ sheet: inout Sheet, at line: Int, _ row: Int, _ variant: Int) {
    sheet.set(
      line, 2 + variant, growthCell(row, GrowthSpan.year, variant),
      number(row, sector(row).isUnpublished ? .one : .two, fill(status(ofSpan: GrowthSpan.year))))
  }

  /// Growth of the quarters that are over: as published where it was.
  private var runRate: ShownGrowth? {
    let last = (1...4).last { status(ofSpan: GrowthSpan.place(ofQuarter: $0)) != .scenario }
    let published = last.flatMap { quarter(0, $0, of: annex.year, 0)?.published.growthToDate }
    return annex.runRate.flatMap { ShownGrowth($0, published) }
  }

  /// What is asked of each variant and how far it lies from the forecast.
  private func describe(_ sheet: inout Sheet, from line: inout Int) {
    let centred = CellStyle.label(isCentred: true)
    let none = CellValue.text("–")
    func row(_ key: String, _ places: [String: String] = [:], _ cell: (Int) -> CellValue) {
      sheet.set(line, 0, .blank, centred)
      sheet.set(line, 1, .text(phrase(key, places)), .label())
      for variant in annex.variants.indices {
        let value = cell(variant)
        let isNumber = if case .number = value { true } else { false }
        sheet.set(line, 2 + variant, value, isNumber ? .number(.two, isCentred: true) : centred)
      }
      line += 1
    }
    let texts = annex.variants.indices.map { annex.variants[$0].conditions.joined(separator: "\n") }
    let longest = texts.map { text in
      text.split(separator: "\n").map { ($0.count + 21) / 22 }.reduce(0, +)
    }.max()
    sheet.raise(line, to: Double(max(1, longest ?? 1)) * 16 + 4)
    row("variants.condition") { .text(texts[$0].isEmpty ? phrase("variants.none") : texts[$0]) }
    sheet.raise(line, to: 34)
    row("variants.plausibility") {
      annex.variants[$0].row[VariantsTable.percentile].map(CellValue.number) ?? none
    }
    sheet.raise(line, to: 34)
    row("variants.probability") { variant in
      guard let share = annex.variants[variant].row[VariantsTable.probability] else { return none }
      let error = annex.variants[variant].row[VariantsTable.error].map {
        " ± " + numbers.points($0)
      }
      return .text(numbers.percent(share) + (error ?? ""))
    }
    if annex.variants.contains(where: { [.met, .missed].contains($0.row[VariantsTable.verdict]) }) {
      row("variants.outcome") {
        let came = annex.variants[$0].outcomes.joined(separator: "; ")
        return came.isEmpty ? none : .text(came)
      }
      row("variants.verdict") {
        annex.variants[$0].row[VariantsTable.verdict].map {
          .text(phrase("verdict." + $0.rawValue))
        } ?? none
      }
    }
    sheet.raise(line, to: 34)
    row("variants.runrate", ["total": total]) { _ in
      (runRate?.value).map(CellValue.number) ?? none
    }
  }
}
