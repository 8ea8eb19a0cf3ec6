internal import Attainment
internal import Tables

/// All targets of a group at once, and how many are met.
struct JointSheets {
  let words: PageWords
  private var say: Catalogue { words.say }
  private static let colours: [UInt32] = [0x7A4B00, 0x0B4A7A, 0x767676]

  /// The chance of each group under each dependence.
  var joint: Sheet? {
    return words.sheet(
      JointTable.definition, "joint", title: say("joint.heading"),
      notes: [say("page.together.explained")], frozen: 2,
      [
        SheetColumn(CommonColumns.plan, say("run.column.plan"), 9, .text),
        SheetColumn(
          GroupColumns.group, say("page.column.group"), 46, .own { NamedGroup($0).title(say) }),
        SheetColumn(
          GroupColumns.dependence, say("run.column.dependence"), 16, .word("page.column.")),
        SheetColumn(GroupColumns.targets, say("column.targets"), 10, .whole),
        SheetColumn(
          JointTable.all, say("column.all"), 12,
          .chanceWhere { words.isThin(NamedGroup($0), of: $0[CommonColumns.plan]) }),
        SheetColumn(CommonColumns.error, say("run.column.error"), 12, .share),
        SheetColumn(JointTable.expected, say("column.expected"), 12, .number),
        SheetColumn(JointTable.met10, say("run.column.met10"), 12, .whole),
        SheetColumn(JointTable.met50, say("run.column.met50"), 12, .whole),
        SheetColumn(JointTable.met90, say("run.column.met90"), 12, .whole),
      ])?.sheet
  }

  /// The distribution of the number of targets met, side by side, with a chart for each plan.
  var counts: Sheet? {
    let all = words.records(CountTable.definition).filter { NamedGroup($0).kind == .all }
    guard !all.isEmpty else { return nil }
    let found = Set(all.map { $0[GroupColumns.dependence] })
    let shown = Dependence.allCases.filter { found.contains($0) }
    let name = say("run.sheet.counts")
    var sheet = Sheet(name: name, widths: [14, 16, 14, 14, 14])
    sheet.remark(say("page.counts.table"), .title)
    for plan in grouped(all, by: { $0[CommonColumns.plan] }) {
      let head = sheet.nextRow + 1
      let headings =
        [say("run.column.plan"), say("page.word.met")]
        + shown.map { say("page.column.\($0.code)") }
      sheet.heads(head...head, headings)
      let columns = shown.map { dependence in
        plan.rows.filter { $0[GroupColumns.dependence] == dependence }
      }
      guard let count = columns.map(\.count).min(), count > 0 else { continue }
      for met in 0..<count {
        let row = head + 1 + met
        sheet.set(row, 0, .text(plan.key), .label())
        sheet.set(
          row, 1, .optional(columns[0][met][CountTable.met].map(Double.init)),
          .number(.none, isCentred: true))
        for (index, rows) in columns.enumerated() {
          sheet.set(row, 2 + index, .optional(rows[met][CountTable.share]), .number(.percent))
        }
      }
      func cells(_ column: Int) -> SheetChart.Cells {
        SheetChart.Cells(sheet: name, rows: (head + 1)...(head + count), column: column)
      }
      sheet.charts.append(
        SheetChart(
          kind: .line, title: say("page.counts.heading", ["plan": plan.key]), categories: cells(1),
          series: shown.enumerated().map { place, dependence in
            .init(
              name: say("page.column.\(dependence.code)"), values: cells(2 + place),
              colour: Self.colours[place], isDashed: dependence != .fitted)
          }, row: head, column: 6, width: 640, height: 340, isShare: true))
    }
    return sheet
  }
}

/// Every indicator by year.
struct ProjectionSheets {
  let words: PageWords
  private var say: Catalogue { words.say }

  /// The table with its place on the sheet.
  var sheetOfTable: TableSheet? {
    return words.sheet(
      ProjectionTable.definition, "projections", title: say("page.fans.heading"),
      notes: [say("run.projections.explained")], frozen: 1,
      [
        SheetColumn(ProjectionTable.name, say("run.column.indicator"), 38, .text),
        SheetColumn(CommonColumns.unit, say("run.column.unit"), 12, .word("unit.")),
        SheetColumn(CommonColumns.period, say("workbook.column.period"), 8, .year),
        SheetColumn(ProjectionTable.kind, say("run.column.kind"), 11, .word("run.kind.")),
        SheetColumn(ProjectionTable.mean, say("workbook.bands.mean"), 11, .number),
        SheetColumn(ProjectionTable.deviation, say("run.column.sd"), 10, .number),
      ]
        + ProjectionTable.quantiles.map { column, probability in
          let percent = 100 * probability
          let isWhole = percent == percent.rounded()
          // Stated probabilities are tenths of a percent at the finest.
          let heading = "P\(words.number.fixed(percent, decimals: isWhole ? 0 : 1))"
          return SheetColumn(column, heading, 10, .number)
        })
  }

  /// The table; upright, for it has many more rows than a lying page holds.
  var table: Sheet? {
    var sheet = sheetOfTable?.sheet
    sheet?.isPortrait = true
    return sheet
  }
}
