internal import Attainment
internal import Tables
internal import TimeSeries

/// Charts of the run: the chance of every target, and the way to each: history as a line, the middle as another, areas
/// for half and for 8 in 10 of the futures, the target as a mark.
///
/// Areas stand upon each other, so their heights are differences of quantiles: formulas over the sheet of projections.
struct FanSheets {
  /// One chart: rows of the sheet of data.
  private struct Fan {
    let title: String
    let rows: ClosedRange<Int>
    let least: Double?
    let isRank, isElsewhere: Bool
  }

  /// The value of a year in the table of projections.
  private struct Year {
    let year: Int
    let row: Int
    let record: Table.Record
  }

  let words: PageWords
  /// Charts over the data; `nil` where nothing is projected and no target has a chance.
  private(set) var charts: Sheet?
  /// What the charts are drawn from; `nil` where nothing is projected.
  private(set) var data: Sheet?
  private var say: Catalogue { words.say }

  private static let firstColumn = 2
  private static let areas: [(key: String, from: Double, to: Double, colour: UInt32)] = [
    ("run.fan.low", 0.1, 0.25, 0xBDD7EE), ("run.fan.half", 0.25, 0.75, 0x8FB8DE),
    ("run.fan.high", 0.75, 0.9, 0xBDD7EE),
  ]

  init(words: PageWords, table: TableSheet?) {
    self.words = words
    let (data, fans) = table.map { Self.data(words, $0) } ?? (nil, [])
    self.data = data
    charts = Self.charts(words, data, fans)
  }

  // MARK: Data

  private static func data(_ words: PageWords, _ table: TableSheet) -> (Sheet?, [Fan]) {
    let say = words.say
    var sheet = Sheet(
      name: say("run.sheet.fandata"), widths: [46, 8] + [Double](repeating: 13, count: 7))
    sheet.isPortrait = true
    sheet.remark(say("run.fandata.heading"), .title)
    sheet.remark(say("run.fandata.explained"))
    let head = sheet.nextRow + 1
    sheet.heads(
      head...head,
      [
        "run.column.indicator", "column.year", "page.way.known", "page.word.middle",
        "run.fan.ground",
      ].map { say($0) } + areas.map { say($0.key) } + [say("page.way.goal")], frozen: 2)
    let records = words.records(ProjectionTable.definition)
    let groups = grouped(Array(records.enumerated())) { $0.element[CommonColumns.indicator] }
    let byID = Dictionary(groups.map { ($0.key, $0.rows) }) { first, _ in first }
    let targets = grouped(words.ordered(words.assessed)) { $0[CommonColumns.indicator] }
    let asked =
      targets.isEmpty
      ? groups.map { ($0.key, [Table.Record]()) } : targets.map { ($0.key, $0.rows) }
    var row = head + 1
    var fans: [Fan] = []
    for (id, targets) in asked {
      // An average over years is drawn as the growth of each of them.
      let yearly = words.yearly(of: id).flatMap { byID[$0] == nil ? nil : $0 }
      let years = (byID[yearly ?? id] ?? []).compactMap { offset, record -> Year? in
        guard record[CommonColumns.frequency] == .annual,
          let period = record[CommonColumns.period]
        else { return nil }
        return Year(year: period.year, row: table.head + 1 + offset, record: record)
      }
      let block = FanBlock(
        words: words, indicator: yearly ?? id, targets: targets, isAverage: yearly != nil,
        known: years.filter { $0.record[ProjectionTable.kind] == .actual }
          .map { ($0.year, $0.record[ProjectionTable.mean]) },
        ahead: years.filter { $0.record[ProjectionTable.kind] == .projection }
          .map { ($0.year, $0.row, $0.record) },
        source: table.sheet.name)
      guard let rows = block.write(to: &sheet, at: row) else { continue }
      let name = targets.first?[CommonColumns.target] ?? years.first?.record[ProjectionTable.name]
      fans.append(
        Fan(
          title: "\(name ?? id)", rows: rows, least: block.least,
          isRank: block.isRank, isElsewhere: block.isElsewhere))
      row = rows.upperBound + 1
    }
    return fans.isEmpty ? (nil, []) : (sheet, fans)
  }

  // MARK: Charts

  /// Charts of a page side by side and below each other.
  private static let across = 2, down = 4
  /// Rows of a chart, at 20 pixels each.
  private static let height = 12
  private static let widths = [Double](repeating: 11, count: 8)

  private static func charts(_ words: PageWords, _ data: Sheet?, _ fans: [Fan]) -> Sheet? {
    let say = words.say
    let attainment = AttainmentSheet(words: words)
    guard data != nil || attainment.sheet != nil else { return nil }
    var sheet = Sheet(name: say("run.sheet.charts"), widths: widths)
    sheet.isPortrait = true
    var row = 0
    if let names = attainment.names, let chances = attainment.chances {
      let count = attainment.assessed.count
      let height = min(940, 130 + 34 * Double(count))
      sheet.charts.append(
        SheetChart(
          kind: .bar, title: say("run.chart.chances"), categories: names,
          series: [.init(name: say("column.chance"), values: chances, colour: 0x2F6EA5)],
          row: 0, column: 0, width: 636, height: height, isShare: true))
      row = Int((height / 20).rounded(.up)) + 1
      if data != nil { sheet.breaks.append(row) }
    }
    guard let data else { return sheet }
    sheet.merge(row...row, 0...7, say("page.way.heading"), CellStyle(.title))
    sheet.merge((row + 1)...(row + 1), 0...7, say("run.charts.explained"), CellStyle(.note))
    row += 3
    for (place, fan) in fans.enumerated() {
      let line = place / across
      if place % across == 0, line > 0, line % down == 0 {
        sheet.breaks.append(row + line * height)
      }
      sheet.charts.append(
        chart(fan, data.name, say, row: row + line * height, column: place % across * 4))
    }
    return sheet
  }

  private static func chart(
    _ fan: Fan, _ sheet: String, _ say: Catalogue, row: Int, column: Int
  ) -> SheetChart {
    func cells(_ place: Int) -> SheetChart.Cells {
      SheetChart.Cells(sheet: sheet, rows: fan.rows, column: place)
    }
    let first = firstColumn + 3
    let grounds: [SheetChart.Series] = [
      .init(name: say("run.fan.ground"), values: cells(first - 1), colour: 0xFFFFFF, shape: .ground)
    ]
    let bands = areas.enumerated().map { place, area -> SheetChart.Series in
      .init(
        name: say(area.key), values: cells(first + place), colour: area.colour, shape: .area)
    }
    let lines: [SheetChart.Series] = [
      .init(
        name: say(fan.isElsewhere ? "page.way.elsewhere" : "page.way.known"),
        values: cells(firstColumn), colour: fan.isElsewhere ? 0x7F7F7F : 0x1B1B1B, shape: .dots),
      .init(name: say("page.word.middle"), values: cells(firstColumn + 1), colour: 0x0B4A7A),
      .init(
        name: say("page.way.goal"), values: cells(first + areas.count), colour: 0xB02418,
        isDashed: true, shape: .marks),
    ]
    return SheetChart(
      kind: .fan, title: fan.title, categories: cells(1),
      series: grounds + bands + lines, row: row, column: column, width: 318, height: 230,
      hasLegend: false,
      isReversed: fan.isRank, least: fan.least)
  }
}
