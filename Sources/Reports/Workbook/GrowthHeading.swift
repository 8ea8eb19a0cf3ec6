internal import Pipeline

extension GrowthLayout {
  /// Starts a sheet with its heading block, which ends above row 6.
  ///
  /// - Parameters:
  ///   - key: the key of the sheet; `title.` and the key is the title of its table.
  ///   - widths: the widths of its columns.
  func sheet(_ key: String, widths: [Double]) -> Sheet {
    var sheet = Sheet(name: sheetName(key), widths: widths)
    let last = widths.count - 1
    sheet.merge(0...0, 0...1, language.text(result.region).uppercased(), CellStyle(.office))
    // Only Vietnamese papers name the office below the region.
    if language == .vi { sheet.merge(1...1, 0...1, phrase("office"), CellStyle(.office)) }
    let places = [
      "total": total, "year": "\(result.year)", "before": "\(result.year - 1)",
      "unit": result.unit,
    ]
    sheet.merge(2...2, 0...last, phrase("heading", places), CellStyle(.title))
    sheet.merge(3...3, 0...last, phrase("title." + key, places), CellStyle(.subtitle))
    let known =
      result.asOf.map { phrase("asof", ["date": day($0)]) } ?? phrase("noasof")
    sheet.merge(4...4, 0...last, known, CellStyle(.caption))
    let unit = key == "notes" ? "" : phrase("unit", places)
    sheet.merge(5...5, 0...last, unit, CellStyle(.caption))
    return sheet
  }

  /// The two rows of heads of the tables by quarter.
  func tableHead(_ sheet: inout Sheet) {
    let head = CellStyle(.header)
    let (upper, lower) = (Self.firstRow - 2, Self.firstRow - 1)
    sheet.merge(upper...lower, 0...0, phrase("column.number"), head)
    sheet.merge(upper...lower, 1...1, phrase("column.item"), head)
    let before = annualStatus
    sheet.merge(
      upper...lower, Self.beforeColumn...Self.beforeColumn,
      phrase("column.before." + before.rawValue, ["year": "\(result.year - 1)"]), head)
    for span in GrowthSpan.all.indices {
      let first = sheetColumn(span, 0)
      let status = status(ofSpan: span)
      let name = name(ofSpan: span)
      guard status == .scenario else {
        let text = phrase("span." + status.rawValue, ["span": name])
        sheet.merge(upper...lower, first...first, text, head)
        continue
      }
      let last = first + result.variants.count - 1
      if last > first {
        sheet.merge(upper...upper, first...last, name, head)
      } else {
        sheet.set(upper, first, .text(name), head)
      }
      for variant in result.variants.indices {
        sheet.set(lower, first + variant, .text(self.name(ofVariant: variant)), head)
      }
    }
    sheet.raise(upper, to: 22)
    sheet.raise(lower, to: 22)
    sheet.headerRows = upper...lower
    sheet.frozen = (Self.firstRow, 2)
  }

  /// Widths of the tables by quarter, whose figures take so many characters.
  func tableWidths(_ width: Double) -> [Double] {
    [5.5, 36, width + 1.5] + columns.map { $0.variant == nil ? width + 0.5 : width }
  }

  /// What the year before is: the weakest status of its sectors.
  private var annualStatus: GrowthCell.Status {
    let found = rows.indices.map { annual($0, of: result.year - 1, 0)?.status }
    if found.contains(.scenario) { return .scenario }
    return found.contains(.estimate) || found.contains(.split) ? .estimate : .actual
  }

  /// The number and the name of a row.
  func rowHead(_ sheet: inout Sheet, at line: Int, _ row: Int) {
    let isTop = rows[row].depth == 0
    sheet.set(
      line, 0, .text(rows[row].number), .label(isBold: isTop, isCentred: true))
    sheet.set(
      line, 1, .text(label(row)), .label(isBold: isTop, indent: max(0, rows[row].depth - 1)))
    // A name of more than a line needs the room in programs that do not measure.
    let lines = (Double(label(row).count) / 36).rounded(.up)
    sheet.raise(line, to: max(1, lines) * 16 + 2)
  }

  /// A line across the sheet that opens a block.
  func band(_ sheet: inout Sheet, at line: Int, _ text: String) {
    sheet.merge(line...line, 0...(sheet.columns - 1), text, CellStyle(.band))
    sheet.raise(line, to: 20)
  }

  /// A remark across the sheet, below everything so far.
  func remark(_ sheet: inout Sheet, _ text: String) {
    sheet.merge(sheet.nextRow...sheet.nextRow, 0...(sheet.columns - 1), text, CellStyle(.note))
  }

  /// What the colours and the short names mean.
  func legend(_ sheet: inout Sheet) {
    let line = sheet.nextRow + 1
    let hasUnpublished = result.sectors.contains(where: \.isUnpublished)
    let statuses = GrowthCell.Status.allCases.filter { $0 != .split || hasUnpublished }
    for (index, status) in statuses.enumerated() {
      sheet.set(line + index, 0, .blank, .label(fill: fill(status)))
      let text = phrase("legend." + status.rawValue)
      sheet.merge(
        (line + index)...(line + index), 1...(sheet.columns - 1), text, CellStyle(.note))
      sheet.raise(line + index, to: 18)
    }
    for variant in result.variants.indices {
      let conditions = conditions(variant).joined(separator: "; ")
      let asked = conditions.isEmpty ? phrase("variants.none") : conditions
      remark(&sheet, "\(title(ofVariant: variant)) (\(asked))")
    }
  }
}
