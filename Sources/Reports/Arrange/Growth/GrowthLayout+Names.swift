internal import Tables
internal import TimeSeries
internal import Tracking

extension GrowthLayout {
  /// A sentence of the workbook.
  func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    say("workbook." + key, values)
  }

  /// Numbers in running text.
  var numbers: NumberStyle { NumberStyle(language) }

  /// The name of a sheet.
  func sheetName(_ key: String) -> String { phrase("sheet." + key) }

  /// The name of a stretch.
  func name(ofSpan span: Int) -> String { phrase("span." + GrowthSpan.all[span].key) }

  /// The name of a variant for the heads of columns and the keys of charts: `PA1`, its title, or what of that stands
  /// before a colon or a comma and belongs to no other; a number is named as what it is.
  func name(ofVariant variant: Int) -> String {
    if annex.variants[variant].isForecast { return phrase("variant.baseline") }
    let id = annex.variants[variant].id
    if Catalogue.isNumbered(id) { return id.uppercased() }
    let titles = annex.variants.map { $0.row[VariantsTable.title] }
    let title = titles[variant]
    if !title.isEmpty, title.count <= Catalogue.shortTitle { return title }
    let clause = Self.clause(title)
    if !clause.isEmpty, clause.count <= Catalogue.shortTitle,
      titles.count(where: { Self.clause($0) == clause }) == 1
    {
      return clause
    }
    return Double(id) == nil ? say.variant(id) : phrase("variant.numbered", ["id": say.variant(id)])
  }

  private static func clause(_ title: String) -> String {
    let end = [": ", ", "].compactMap { title.firstRange(of: $0)?.lowerBound }.min()
    return String(title[..<(end ?? title.endIndex)])
  }

  /// The name and the title of a variant.
  func title(ofVariant variant: Int) -> String {
    let (name, title) = (name(ofVariant: variant), annex.variants[variant].row[VariantsTable.title])
    if title.isEmpty || title == name { return name }
    return title.hasPrefix(name) ? title : "\(name): \(title)"
  }

  /// What a variant asks, in words.
  func asked(_ variant: Int) -> String {
    let conditions = annex.variants[variant].conditions
    return conditions.isEmpty ? phrase("variants.none") : conditions.joined(separator: "; ")
  }

  /// The name of a row as tables write it: parts of parts begin with a dash.
  func label(_ row: Int) -> String {
    let name = sector(row).name + (sector(row).isUnpublished ? " (*)" : "")
    return rows[row].depth >= 2 ? "- " + name : name
  }

  /// `GDP` or `GRDP` where the top sector's name has it, else the name.
  var total: String {
    guard !rows.isEmpty else { return "" }
    let name = sector(0).name
    let words = name.split { !$0.isLetter }
    return words.first { $0 == "GRDP" || $0 == "GDP" }.map(String.init) ?? name
  }

  /// A day as the language writes it.
  func day(_ date: CalendarDate) -> String {
    say.day(date)
  }

  /// Periods in words.
  var words: ConditionWords {
    ConditionWords(
      language, names: Dictionary(annex.sectors.map { ($0.id, $0.name) }) { first, _ in first },
      unit: annex.unit)
  }

  /// The period of a stretch of the year, in words.
  func period(ofSpan span: Int) -> String {
    let quarters = GrowthSpan.all[span].quarters
    return words.period(
      .quarter(quarters.lowerBound, of: annex.year),
      .quarter(quarters.upperBound, of: annex.year))
  }

  /// The fill of a status.
  func fill(_ status: GrowthCell.Status) -> CellStyle.Fill {
    switch status {
    case .actual: .actual
    case .estimate: .estimate
    case .split: .split
    case .scenario: .scenario
    }
  }
}

extension GrowthLayout {
  /// Starts a sheet with its heading block, which ends above row 6.
  ///
  /// - Parameters:
  ///   - key: the key of the sheet; `title.` and the key is the title of its table.
  ///   - widths: the widths of its columns.
  func sheet(_ key: String, unit own: String? = nil, widths: [Double]) -> Sheet {
    var sheet = Sheet(name: sheetName(key), widths: widths)
    let last = widths.count - 1
    sheet.office(annex.region, annex.folder.manifest.office)
    let places = [
      "total": total, "year": "\(annex.year)", "before": "\(annex.year - 1)",
      "unit": own ?? annex.unit,
    ]
    // What has a unit of its own is not counted at the prices of the others.
    let heading = phrase(own == nil && isConstant ? "heading" : "heading.current", places)
    sheet.merge(2...2, 0...last, heading, CellStyle(.title))
    sheet.merge(3...3, 0...last, phrase(titleKey(key, own), places), CellStyle(.subtitle))
    let known = annex.asOf.map { phrase("asof", ["date": day($0)]) } ?? phrase("noasof")
    sheet.merge(4...4, 0...last, known, CellStyle(.caption))
    let told = key == "notes" ? "" : own ?? unit(ofSheet: key)
    let unit = told.isEmpty ? "" : phrase("unit", ["unit": told])
    sheet.merge(5...5, 0...last, unit, CellStyle(.caption))
    return sheet
  }

  /// Whether levels are at constant prices: as the figures say, and of figures without a unit nobody said so.
  var isConstant: Bool { annex.fits.isAtConstantPrices == true && !annex.unit.isEmpty }

  /// The title of a sheet; one that would tell unit or prices does without them where nobody told them.
  private func titleKey(_ key: String, _ own: String?) -> String {
    let isPlain =
      own == nil && (key == "levels" ? !isConstant : key == "data" ? annex.unit.isEmpty : false)
    return isPlain ? "title.\(key).plain" : "title." + key
  }

  /// In what the figures of a sheet are.
  private func unit(ofSheet key: String) -> String {
    switch key {
    case "levels", "data": annex.unit
    case "growth", "bands", "comparison", "front": "%"
    case "charts", "backtest": "%, " + phrase("unit.points")
    case "contributions": phrase("unit.points")
    default: annex.unit.isEmpty ? "%" : annex.unit + ", %"
    }
  }

  /// The two rows of heads of the tables by quarter.
  ///
  /// - Parameter ofGrowth: whether figures are growth, which may be published where levels are not.
  func tableHead(_ sheet: inout Sheet, ofGrowth: Bool = false) {
    let head = CellStyle(.header)
    let (upper, lower) = (Self.headRows.lowerBound, Self.headRows.upperBound)
    let annual = annualStatus(ofGrowth: ofGrowth)
    let before = phrase("column.before." + annual.rawValue, ["year": "\(annex.year - 1)"])
    rowHeads(&sheet, [before])
    for span in GrowthSpan.all.indices {
      let first = sheetColumn(span, 0)
      let status = ofGrowth ? growthStatus(0, ofSpan: span) : status(ofSpan: span)
      let name = name(ofSpan: span)
      guard status == .scenario else {
        let text = phrase("span." + status.rawValue, ["span": name])
        sheet.heads(Self.headRows, [text], from: first)
        continue
      }
      let last = first + annex.variants.count - 1
      if last > first {
        sheet.merge(upper...upper, first...last, name, head)
      } else {
        sheet.set(upper, first, .text(name), head)
      }
      for variant in annex.variants.indices {
        sheet.set(lower, first + variant, .text(self.name(ofVariant: variant)), head)
      }
    }
    sheet.raise(upper, to: 22)
    sheet.raise(lower, to: 22)
  }

  /// Decimals of levels, so that small ones, as an index or parts of 100 are, keep three digits; amounts of a thousand and more
  /// have none.
  func levelDecimals(_ levels: [Double]) -> CellStyle.Decimals {
    let sizes = levels.map(abs).filter { $0.isFinite && $0 > 0 }.sorted()
    guard !sizes.isEmpty else { return .none }
    let usual = sizes[sizes.count / 2]
    return usual >= 1000 ? .none : usual >= 100 ? .one : .grouped
  }

  /// The same of quarters.
  var levelDecimals: CellStyle.Decimals {
    levelDecimals(
      rows.indices.flatMap { row in
        (1...4).map { level(row, $0...$0, of: annex.year - 1, blocks[0]) }
      })
  }

  /// Widths of the tables by quarter, whose figures take so many characters.
  func tableWidths(_ width: Double) -> [Double] {
    [5.5, 36, width + 1.5] + columns.map { $0.variant == nil ? width + 0.5 : width }
  }

  /// A style with what the cell is said in it, where the head of its column says something else.
  func marked(
    _ style: CellStyle, _ status: GrowthCell.Status?, head: GrowthCell.Status
  ) -> CellStyle {
    guard let status, status != head, [.estimate, .split].contains(status) else { return style }
    return style.marked(fill(status))
  }

  /// What the year before is: the weakest status of its sectors.
  func annualStatus(ofGrowth: Bool = false) -> GrowthCell.Status {
    let found = Self.together(
      rows.indices.map { row in
        let cell = annual(row, of: annex.year - 1, 0)
        return ofGrowth ? cell?.growthStatus : cell?.status
      })
    return found == .split ? .estimate : found
  }

  /// The number and the name of a row.
  func rowHead(_ sheet: inout Sheet, at line: Int, _ row: Int) {
    let isTop = rows[row].depth == 0
    sheet.set(line, 0, .text(rows[row].number), .label(isBold: isTop, isCentred: true))
    sheet.set(
      line, 1, .text(label(row)), .label(isBold: isTop, indent: max(0, rows[row].depth - 1)))
    // A name of more than a line needs the room in programs that do not measure.
    let lines = (Double(label(row).count) / 36).rounded(.up)
    sheet.raise(line, to: max(1, lines) * 16 + 2)
  }

  /// Heads of the number and the name of rows, and of what stands beside them.
  func rowHeads(_ sheet: inout Sheet, _ others: [String]) {
    sheet.heads(
      Self.headRows, [phrase("column.number"), phrase("column.item")] + others, frozen: 2)
  }

  /// What the colours and the short names mean.
  func legend(_ sheet: inout Sheet) {
    let line = sheet.nextRow + 1
    let hasUnpublished = annex.sectors.contains(where: \.isUnpublished)
    let statuses = GrowthCell.Status.allCases.filter { $0 != .split || hasUnpublished }
    for (index, status) in statuses.enumerated() {
      sheet.set(line + index, 0, .blank, .label(fill: fill(status)))
      let text = phrase("legend." + status.rawValue)
      sheet.merge((line + index)...(line + index), 1...(sheet.columns - 1), text, CellStyle(.note))
      sheet.raise(line + index, to: 18)
    }
    for variant in annex.variants.indices {
      sheet.remark("\(title(ofVariant: variant)) (\(asked(variant)))")
    }
  }
}
