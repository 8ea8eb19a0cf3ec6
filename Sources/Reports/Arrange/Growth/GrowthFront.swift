internal import Tables
internal import TimeSeries
internal import Tracking

// The front sheet, upright on one page: what the year comes to in each variant, the quarters on the way there, and which
// sectors make it; and the sheet of what its charts are drawn from.

extension GrowthLayout {
  /// Quarters that are over, at the most, on the chart.
  private static let mostPast = 8

  private static let frontWidths: [Double] = [5.5, 34] + [Double](repeating: 9.5, count: 7)

  /// The front sheet.
  func frontSheet() -> Sheet {
    var sheet = sheet("front", widths: Self.frontWidths)
    sheet.isPortrait = true
    let last = Self.frontWidths.count - 1
    let head = Self.headRows.lowerBound
    sheet.heads(
      head...head,
      [phrase("column.number"), phrase("front.column.variant", ["total": total])]
        + GrowthSpan.all.indices.map(name(ofSpan:)))
    var line = head
    for variant in annex.variants.indices {
      line += 1
      sheet.set(line, 0, .number(Double(variant + 1)), .number(.none, isCentred: true))
      sheet.set(line, 1, .text(title(ofVariant: variant)), .label())
      sheet.raise(line, to: title(ofVariant: variant).count > 34 ? 32 : 17)
      for span in GrowthSpan.all.indices {
        sheet.set(
          line, 2 + span, growthCell(0, span, variant),
          .number(.two, fill: fill(growthStatus(0, ofSpan: span))))
      }
    }
    for sentence in frontSentences { sheet.remark(sentence) }
    let charts = chartSheet()
    sheet.charts.append(courseChart(charts.name, at: sheet.nextRow + 1))
    let below = sheet.nextRow + 1 + Self.chartRows + 1
    // One bar would be the whole itself.
    if leaves.count > 1 { sheet.charts.append(contributionChart(charts.name, at: below)) }
    let end = below + Self.rows(ofHeight: contributionHeight) + 1
    sheet.set(end, 0, .blank, CellStyle(.note))
    if let signatory = annex.folder.manifest.signatory {
      sheet.merge(end...end, (last - 3)...last, signatory, CellStyle(.office))
    }
    return sheet
  }

  /// The middle and the range of the year, what such ranges held, and how likely each variant is.
  private var frontSentences: [String] {
    guard let year = annual(0, of: annex.year, 0), let low = year.growthP10,
      let high = year.growthP90, status(ofSpan: GrowthSpan.year) == .scenario
    else { return [] }
    let places = [
      "total": total, "year": "\(annex.year)",
      "growth": numbers.fixed(year.growth ?? .nan, decimals: 1),
      "low": numbers.fixed(low, decimals: 1), "high": numbers.fixed(high, decimals: 1),
    ]
    let chances = annex.variants.indices.compactMap { variant -> String? in
      let asked = annex.variants[variant]
      guard let share = asked.row[VariantsTable.probability] else { return nil }
      let isAhead = asked.row[VariantsTable.percentile] != nil
      let isMissed = asked.row[VariantsTable.verdict] == .missed
      let places = [
        "variant": title(ofVariant: variant), "chance": say.inHundred(share),
        "came": asked.outcomes.joined(separator: "; "),
      ]
      return phrase(
        isMissed ? isAhead ? "front.chance.missed" : "front.missed" : "front.chance", places)
    }
    return [phrase("front.forecast", places)] + record + chances
  }

  /// What the band and its middle came to in past years, where that is no good.
  private var record: [String] {
    let known = (1...3).prefix { status(ofSpan: GrowthSpan.place(ofQuarter: $0)) != .scenario }
    let isLent = annex.folder.records(CalibrationTable.definition).contains {
      $0[CalibrationTable.source] == .lendingSectors
    }
    guard !isLent, status(ofSpan: GrowthSpan.year) == .scenario else { return [] }
    return BandRecord.sentences(
      BandRecord(annex.folder.records(RivalsTable.definition), quarters: known.count), say, numbers)
  }

  // MARK: Charts

  private static let chartRows = rows(ofHeight: courseHeight)
  private static let courseHeight = 310.0

  /// Rows of the sheet that a chart covers, 20 pixels each.
  private static func rows(ofHeight height: Double) -> Int { Int((height / 20).rounded(.up)) }

  /// Every sector's name has a line of its own: programs leave out names that would touch.
  private var contributionHeight: Double {
    max(Self.courseHeight, SheetChart.pixels(ofNames: leaves.count))
  }

  private static let colours: [UInt32] = [0x0B4A7A, 0xC55A11, 0x548235, 0x7030A0, 0x806000]

  /// The first row of a block in the sheet of what charts show.
  private static let courseRow = 8
  private var estimateColumn: Int { 5 + annex.variants.count }
  /// The first of the columns that only the chart needs: the ground of the range, its height, the variants' lines.
  private var helperColumn: Int { estimateColumn + 2 }
  private var contributionRow: Int { Self.courseRow + course.count + 3 }

  private func cells(_ sheet: String, _ rows: ClosedRange<Int>, _ column: Int) -> SheetChart.Cells {
    SheetChart.Cells(sheet: sheet, rows: rows, column: column)
  }

  private func courseChart(_ sheet: String, at row: Int) -> SheetChart {
    let rows = Self.courseRow...(Self.courseRow + course.count - 1)
    var series: [SheetChart.Series] = []
    if course.contains(where: { $0.span != nil }) {
      series += [
        .init(
          name: phrase("front.ground"), values: cells(sheet, rows, helperColumn), colour: 0xFFFFFF,
          shape: .ground),
        .init(
          name: phrase("front.band"), values: cells(sheet, rows, helperColumn + 1),
          colour: 0xBDD7EE, shape: .area),
      ]
    }
    series.append(
      .init(
        name: phrase("column.actual"), values: cells(sheet, rows, 2), colour: 0x1B1B1B,
        shape: .dots))
    if course.contains(where: \.isEstimate) {
      series.append(
        .init(
          name: phrase("front.estimate"), values: cells(sheet, rows, estimateColumn),
          colour: 0x9A9A9A, shape: .dots))
    }
    if course.contains(where: { $0.span != nil }) {
      series += annex.variants.indices.map { variant in
        .init(
          name: name(ofVariant: variant), values: cells(sheet, rows, helperColumn + 2 + variant),
          colour: Self.colours[variant % Self.colours.count], isDashed: variant > 0)
      }
    }
    return SheetChart(
      kind: .fan, title: phrase("front.course", ["total": total, "year": "\(annex.year)"]),
      categories: cells(sheet, rows, 1), series: series, row: row, column: 0, width: 760,
      height: Self.courseHeight, least: least)
  }

  /// Where the axis of growth begins: at 0 unless something lies below it, which the program then shows.
  private var least: Double? {
    let drawn = course.flatMap { [$0.growth, $0.low].compactMap(\.self) + $0.variants }
    return (drawn.min() ?? 0) >= 0 ? 0 : nil
  }

  /// Bars begin at 0; where one lies below it, so does the axis, which the program then shows.
  private var leastContribution: Double? {
    let drawn = leaves.flatMap { row in
      annex.variants.indices.map { variant -> Double in
        let column = columns[place(GrowthSpan.year, variant)]
        return level(row, column) - before(row, column)
      }
    }
    return (drawn.min() ?? 0) >= 0 ? 0 : nil
  }

  private func contributionChart(_ sheet: String, at row: Int) -> SheetChart {
    let rows = contributionRow...(contributionRow + leaves.count - 1)
    return SheetChart(
      kind: .bar,
      title: phrase("front.contributions", ["total": total, "year": "\(annex.year)"]),
      categories: cells(sheet, rows, 1),
      series: annex.variants.indices.map { variant in
        .init(
          name: name(ofVariant: variant), values: cells(sheet, rows, 2 + variant),
          colour: Self.colours[variant % Self.colours.count])
      }, row: row, column: 0, width: 760, height: contributionHeight, least: leastContribution)
  }

  // MARK: What charts show

  /// One quarter of the whole.
  struct CourseQuarter {
    let period: Period
    /// What came of it; `nil` ahead, and where nothing is known.
    let growth: Double?
    /// Whether no figure settles it: the other figures leave it so.
    var isEstimate = false
    /// Its stretch of the year; `nil` for quarters that are over.
    let span: Int?
    /// Growth of each variant, from the last quarter that is over on.
    let variants: [Double]
    /// The range of the forecast.
    let low, high: Double?
  }

  /// The last quarters that are over, and those of the year that are not.
  var course: [CourseQuarter] {
    let early = annex.folder.records(PastQuartersTable.definition).filter {
      $0[GrowthColumns.sector] == sector(0).id
    }.compactMap { row -> CourseQuarter? in
      guard let period = row[GrowthColumns.period] else { return nil }
      let growth = row[PastQuartersTable.published]?.value ?? row[PastQuartersTable.growth]
      return growth.map { over(period, $0) }
    }
    let before = (1...4).compactMap { number -> CourseQuarter? in
      guard let cell = quarter(0, number, of: annex.year - 1, 0), let shown = cell.shown else {
        return nil
      }
      return over(cell.period, shown.value, cell.growthStatus)
    }
    var past = early + before
    var ahead: [CourseQuarter] = []
    for number in 1...4 {
      let span = GrowthSpan.place(ofQuarter: number)
      let period = Period.quarter(number, of: annex.year)
      guard status(ofSpan: span) == .scenario else {
        if let shown = shown(0, columns[place(span, 0)]) {
          past.append(over(period, shown.value, growthStatus(0, ofSpan: span)))
        }
        continue
      }
      let cell = quarter(0, number, of: annex.year, 0)
      ahead.append(
        CourseQuarter(
          period: period, growth: nil, span: span,
          variants: annex.variants.indices.map {
            shown(0, columns[place(span, $0)])?.value ?? .nan
          }, low: cell?.growthP10, high: cell?.growthP90))
    }
    return past.suffix(Self.mostPast) + ahead
  }

  private func over(
    _ period: Period, _ growth: Double, _ status: GrowthCell.Status = .actual
  ) -> CourseQuarter {
    CourseQuarter(
      period: period, growth: growth, isEstimate: status != .actual, span: nil, variants: [],
      low: nil, high: nil)
  }

  /// Sectors without parts, by what they add to the year's growth in the forecast, the most first.
  private var leaves: [Int] {
    let column = columns[place(GrowthSpan.year, 0)]
    return rows.indices.filter { rows[$0].parts.isEmpty }.sorted { one, other in
      func change(_ row: Int) -> Double { level(row, column) - before(row, column) }
      return (-change(one), one) < (-change(other), other)
    }
  }

  /// The sheet of what the charts of the front sheet show.
  func chartSheet() -> Sheet {
    var sheet = sheet(
      "charts",
      widths: [5.5, 38, 13, 13, 13] + annex.variants.map { _ in 13 } + [13, 3, 13, 13]
        + annex.variants.map { _ in 13 })
    let quarters = course
    let names = annex.variants.indices.map(name(ofVariant:))
    let head = Self.courseRow - 1
    sheet.heads(
      head...head,
      [
        phrase("column.number"), phrase("column.period"), phrase("column.actual"),
        phrase("front.ground"), phrase("front.top"),
      ] + names + [phrase("front.estimate")])
    if quarters.contains(where: { $0.span != nil }) {
      let helpers = [phrase("front.ground"), phrase("front.band")] + names
      sheet.merge(
        (head - 1)...(head - 1), helperColumn...(helperColumn + helpers.count - 1),
        phrase("front.helper"), CellStyle(.note))
      sheet.heads(head...head, helpers, from: helperColumn)
    }
    let last = quarters.lastIndex { $0.span == nil }
    for (place, quarter) in quarters.enumerated() {
      course(
        &sheet, at: Self.courseRow + place, place, quarter, isLast: place == last,
        isJoined: quarters.contains { $0.span != nil })
    }
    let first = contributionRow
    sheet.heads(
      (first - 1)...(first - 1),
      [phrase("column.number"), phrase("front.contributions.sector")]
        + annex.variants.indices.map(name(ofVariant:)))
    for (place, row) in leaves.enumerated() {
      let line = first + place
      sheet.set(line, 0, .number(Double(place + 1)), .number(.none, isCentred: true))
      sheet.set(line, 1, .text(sector(row).name), .label())
      for variant in annex.variants.indices {
        sheet.set(line, 2 + variant, contribution(row, variant), .number(.two))
      }
    }
    sheet.remark(phrase("front.charts.note"))
    return sheet
  }

  /// What a sector adds to the year's growth, from Table 3.
  private func contribution(_ row: Int, _ variant: Int) -> CellValue {
    let column = columns[place(GrowthSpan.year, variant)]
    let whole = before(0, column)
    guard whole != 0 else { return .blank }
    let address = Sheet.address(
      on: sheetName("contributions"), Self.firstRow + row, sheetColumn(GrowthSpan.year, variant))
    return .formula(address, (level(row, column) - before(row, column)) / whole * 100)
  }

  private func course(
    _ sheet: inout Sheet, at line: Int, _ place: Int, _ quarter: CourseQuarter, isLast: Bool,
    isJoined: Bool
  ) {
    let number = CellStyle.number(.two)
    sheet.set(line, 0, .number(Double(place + 1)), .number(.none, isCentred: true))
    sheet.set(line, 1, .text(shortName(of: quarter.period)), .label())
    sheet.set(line, 2, .optional(quarter.isEstimate ? nil : quarter.growth), number)
    sheet.set(line, estimateColumn, .optional(quarter.isEstimate ? quarter.growth : nil), number)
    sheet.set(line, 3, .optional(quarter.low), number)
    sheet.set(line, 4, .optional(quarter.high), number)
    for variant in annex.variants.indices {
      let value = quarter.span.map { growthCell(0, $0, variant) }
      sheet.set(line, 5 + variant, value ?? .blank, number)
    }
    guard isJoined else { return }
    // What is drawn: of what is over nothing but where lines begin. The range has no height there and lies on what came, for
    // programs draw the edge of an area that begins from 0.
    func cell(_ column: Int, _ value: Double?) -> CellValue {
      value.flatMap { $0.isFinite ? .formula(Sheet.address(line, column), $0) : nil } ?? .blank
    }
    let own = quarter.isEstimate ? estimateColumn : 2
    let came = cell(own, quarter.growth)
    let start = isLast ? came : .blank
    let isAhead = quarter.span != nil
    let height: CellValue =
      if let low = quarter.low, let high = quarter.high {
        .formula("\(Sheet.address(line, 4))-\(Sheet.address(line, 3))", high - low)
      } else {
        .number(0)
      }
    sheet.set(line, helperColumn, isAhead ? cell(3, quarter.low) : came, number)
    sheet.set(line, helperColumn + 1, height, number)
    for variant in annex.variants.indices {
      let value = isAhead ? cell(5 + variant, quarter.variants[variant]) : start
      sheet.set(line, helperColumn + 2 + variant, value, number)
    }
  }

  private func shortName(of period: Period) -> String {
    let span = GrowthSpan.place(ofQuarter: period.positionInYear)
    return phrase("front.quarter", ["quarter": name(ofSpan: span), "year": "\(period.year)"])
  }
}
