internal import Files
internal import TimeSeries

/// One block of a sheet, read: its columns by their headers, its rows by their labels.
struct PrintedTable {
  /// The title, without number and period.
  var title = ""
  var columns: [PrintedColumn] = []
  var figures: [PrintedFigure] = []
  var leftOut: [Fault] = []
  /// Cells in the columns of figures that say that there is none.
  var missing = 0
  /// Whether a line above the table is its title.
  var hasTitle: Bool

  let grid: SheetGrid
  let block: PrintedBlock
  /// The lines above the header but those of units.
  var titles: [String] = []
  var titlePeriod: PrintedHeader.TitlePeriod?
  /// Units of the lines above the header; several stand for the quantities in their order.
  var lineUnits: [String] = []
  /// The same where percent is one of several.
  var mixedUnits: LineUnits?
  var meanings: [Int: PrintedMeaning] = [:]
  /// What the columns of the block above are.
  let above: [Int: PrintedMeaning]
  var unitColumn: Int?
  var labels: PrintedLabels
  let decimal: PrintedDecimal
  /// The periods of rows, where columns name none.
  var rowPeriods: PrintedRowPeriods?
  /// Columns of figures in percent that compare nothing, and what is said of them where their rows are amounts.
  var percents: [Int: Fault] = [:]
  var unclear: Set<Int> = []
  /// What rows tell of their things and was not read.
  var untold: Set<String> = []
  /// What rows are numbered.
  var numbers: [RowNumbers.Row] = []
  /// Who leads, by lines.
  var leads: [Int: String] = [:]
  /// What the row at hand tells of what happened.
  var rowValues: [Double] = []
  /// Plans of years that rows have told already.
  var plans: Set<String> = []

  /// - Parameters:
  ///   - earlier: the block above.
  ///   - decimal: what numbers written as text have between whole and fraction.
  init(
    _ grid: SheetGrid, _ block: PrintedBlock, after earlier: PrintedTable?, decimal: PrintedDecimal
  ) {
    self.grid = grid
    self.block = block
    self.decimal = decimal
    labels = PrintedLabels(block)
    above = earlier?.meanings ?? [:]
    for row in block.titles {
      let line = row.map(\.text).joined(separator: " ")
      if let units = Self.units(line, isAside: row[0].column > 1) {
        lineUnits = units
      } else {
        titles.append(line)
      }
    }
    let (period, rest) = PrintedHeader.titlePeriod(Self.proper(titles))
    titlePeriod = period
    hasTitle = !rest.isEmpty || earlier?.hasTitle == true
    title = rest.isEmpty ? earlier?.title ?? grid.name : rest
    // "Lao động có việc làm (nghìn người)" says what a line "Đơn vị: nghìn người" does.
    let named = StartHeader(title)
    if lineUnits.isEmpty, StartUnit(named.unit).isAmount, PrintedHeader.isUnitAlone(named.unit) {
      (title, lineUnits) = (named.name, [named.unit])
    }
  }

  /// The lines of a title that belong together: the last that begins with a number, and what follows it.
  static func proper(_ lines: [String]) -> String {
    let titles = lines.filter { !isLetterhead($0) }
    let lines = titles.isEmpty ? lines : titles
    let start = lines.lastIndex { line in
      line.first?.isNumber == true && line.prefix(5).contains(".")
    }
    return lines[(start ?? lines.startIndex)...].joined(separator: " ")
  }

  /// Whether a line names who publishes the table.
  static func isLetterhead(_ line: String) -> Bool {
    let line = line.lowercased()
    return [
      "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd ", "sở ", "cộng hòa xã hội", "cộng hoà xã hội",
      "độc lập -", "độc lập –", "chi cục ",
    ].contains { line.hasPrefix($0) }
  }

  /// The units of a line that holds nothing else, `Nghìn tấn; Triệu USD`.
  ///
  /// - Parameter isAside: whether it stands to the right, where no title does.
  static func units(_ line: String, isAside: Bool) -> [String]? {
    var text = Substring(line)
    guard isAside || line.contains(":") || line.first == "(" || PrintedHeader.isUnitAlone(line)
    else { return nil }
    if let colon = text.firstIndex(of: ":") {
      guard ["don vi tinh", "dvt", "don vi", "unit"].contains(folded(text[..<colon])) else {
        return nil
      }
      text = text[text.index(after: colon)...]
    }
    guard line.count <= 60 else { return nil }
    return LineUnits(String(text.drop { $0 == ":" }))?.units
  }

  mutating func read() {
    readHeader()
    readBody()
  }

  // MARK: The header

  /// Columns that are looked at; a table on paper has fewer.
  static let columnLimit = 400

  mutating func readHeader() {
    let filled = Set(
      block.body.joined().lazy.filter(PrintedBlocks.isFigure).map(\.column)
    ).union(aims).union(block.faults.values.joined().map(\.location.column)).filter {
      $0 > block.labels
    }.sorted()
    guard let last = filled.prefix(Self.columnLimit).last else { return }
    if filled.count > Self.columnLimit {
      let column = filled[Self.columnLimit]
      leftOut.append(Fault(.layout(.namelessColumn(column)), at: firstFigure(of: column)))
    }
    var headers: [Int: [SheetGrid.Cell]] = [:]
    for cell in block.header.joined() {
      for column in grid.span(cell).clamped(to: 1...last) where column >= cell.column {
        headers[column, default: []].append(cell)
      }
    }
    let names = filled.map { (headers[$0] ?? []).map(\.text).joined(separator: " ") }
    if !names.contains(where: { PrintedHeader.titlePeriod($0).period != nil }) {
      rowPeriods = PrintedRowPeriods(block, year: titlePeriod?.slot.period.year)
    }
    var quantities: [String] = []
    unitColumn = labels.units
    for column in (block.labels + 1)...last {
      let own = headers[column] ?? []
      let header = own.map(\.text).joined(separator: " ")
      guard filled.contains(column) else {
        if ["don vi tinh", "don vi", "dvt", "unit"].contains(folded(header)),
          column != labels.telling
        {
          unitColumn = column
        }
        continue
      }
      read(header, of: column, own.last, &quantities)
    }
    dropPartsOfMonth()
    dropOpenRates()
    giveUnits(quantities)
    nameParts(headers)
    givePlans()
    planFarYears()
  }

  /// Columns of plans whose cells say more than a number, `≥ 55`, `60-65`.
  private var aims: Set<Int> {
    let found = Set(
      block.body.joined().lazy.filter { $0.kind == .text && WrittenGoal($0.text) != nil }
        .map(\.column))
    return found.filter { column in
      let heads = block.header.joined().filter { grid.span($0).contains(column) }
      return StartMeasure.speaksOfPlan(heads.map(\.text).joined(separator: " "))
    }
  }

  /// Heads that name nothing but a year far ahead of those before it are plans.
  mutating func planFarYears() {
    guard rowPeriods == nil else { return }
    let yearly = columns.filter {
      $0.meaning.period.frequency == .annual && $0.meaning.measure == .level
    }
    let far = FarYears.ahead(of: yearly.map(\.meaning.period.year))
    for column in yearly where column.meaning.status.isHistory {
      let year = column.meaning.period.year
      guard far.contains(year), FarYears.bare(column.header) == year else { continue }
      set(column.meaning.with(.plan), column.place.column)
    }
  }

  /// Beside plans, what the title tells until a day inside a month is neither that month nor cumulated to its end.
  mutating func dropPartsOfMonth() {
    guard let slot = titlePeriod?.slot, rowPeriods == nil,
      PrintedHeader.endsInsideMonth(PrintedHeader.words(of: Self.proper(titles))),
      meanings.values.contains(where: { $0.status == .plan || $0.measure == .plan })
    else { return }
    for (column, meaning) in meanings.sorted(by: { $0.key < $1.key })
    where meaning.status != .plan {
      let own = PrintedSlot(meaning.period, isToDate: meaning.isToDate)
      guard own == slot || own == slot.cumulated,
        let place = columns.firstIndex(where: { $0.place.column == column })
      else { continue }
      meanings[column] = nil
      leftOut.append(
        Fault(.start(.partOfYear(columns[place].header)), at: columns[place].place))
      columns.remove(at: place)
    }
  }

  /// Columns beside the total of the same thing are called by their lowest heads: `Tổng số | Giao năm 2025`.
  mutating func nameParts(_ headers: [Int: [SheetGrid.Cell]]) {
    for (meaning, same) in Dictionary(grouping: meanings.keys, by: { meanings[$0] })
    where same.count > 1 && meaning?.measure == .level {
      let totals = same.filter { column in
        Phrase(folded(headers[column]?.last?.text ?? "")).contains(["tong so", "tong cong"])
      }
      guard totals.count == 1, let meaning else { continue }
      for column in same where column != totals[0] {
        let name = [meaning.quantity, headers[column]?.last?.text ?? ""]
        set(meaning.with(quantity: name.filter { !$0.isEmpty }.joined(separator: ", ")), column)
      }
    }
  }

  /// Plans without a name, or of money, are of the one thing that columns tell of each row.
  mutating func givePlans() {
    let done = meanings.sorted { $0.key < $1.key }.map(\.value).filter {
      $0.measure == .level && $0.status.isHistory && !StartUnit($0.unit).isPercent
    }
    guard Set(done.map { folded($0.quantity) }).count == 1, let quantity = done.first?.quantity
    else { return }
    let plans = meanings.values.filter { $0.measure == .level && $0.status == .plan }
    let givers = Set(plans.map(\.quantity))
    let units = Set(done.lazy.map(\.unit).filter { !$0.isEmpty }.map { folded($0) })
    for (column, meaning) in meanings
    where meaning.measure == .level && meaning.status == .plan && meaning.quantity != quantity {
      let isNameless =
        meaning.quantity.isEmpty || StartPlanName.money.contains(folded(meaning.quantity))
        || givers.count == 1 && PlanGiver(alone: meaning.quantity) != nil
      guard isNameless, !isCount(quantity),
        units.isSubset(of: [folded(meaning.unit)]) || meaning.unit.isEmpty
      else {
        continue
      }
      set(
        meaning.with(
          quantity: quantity,
          unit: meaning.unit.isEmpty && units.count == 1
            ? done.first { !$0.unit.isEmpty }?.unit : nil),
        column)
    }
  }

  /// Whether a quantity counts things, of which plans of money say nothing: `Số dự án`.
  func isCount(_ quantity: String) -> Bool {
    let words = folded(quantity)
    return words.hasPrefix("so ") && !Phrase(words).contains(["so tien", "so thu", "so chi"])
  }

  /// Takes a column for something else than before.
  mutating func set(_ meaning: PrintedMeaning, _ column: Int) {
    meanings[column] = meaning
    guard let index = columns.firstIndex(where: { $0.place.column == column }) else { return }
    columns[index] = PrintedColumn(
      place: columns[index].place, header: columns[index].header, meaning: meaning,
      isPeriodOfRow: columns[index].isPeriodOfRow)
  }

  /// What a column of figures is by its header.
  mutating func read(
    _ header: String, of column: Int, _ lowest: SheetGrid.Cell?, _ quantities: inout [String]
  ) {
    guard let lowest else {
      leftOut.append(
        Fault(
          .layout(.namelessColumn(column)), at: firstFigure(of: column),
          hint: .start(.namePrintedColumns)))
      return
    }
    let place = grid.place(lowest.row, lowest.column)
    let unit = lineUnits.count == 1 ? lineUnits[0] : ""
    // Alone in its cell KH means no customers, and TH no school.
    let words = header.hasSuffix(lowest.text) ? Self.shortWords[folded(lowest.text)] : nil
    let said = words.map { "\(header.dropLast(lowest.text.count)) \($0)" } ?? header
    let meaning: PrintedMeaning
    do throws(PrintedHeader.Obstacle) {
      meaning =
        rowPeriods == nil
        ? try PrintedHeader.meaning(said, title: titlePeriod, line: unit, above: above[column])
        : try PrintedHeader.meaning(ofRows: said, line: unit)
    } catch {
      leftOut.append(
        error == .partOfYear
          ? Fault(.start(.partOfYear(header)), at: place)
          : Fault(.layout(.unreadHeader(header)), at: place, hint: .start(.namePrintedColumns)))
      return
    }
    if meaning.measure == .level, !quantities.contains(meaning.quantity) {
      quantities.append(meaning.quantity)
    }
    if meaning.measure == .level, PrintedHeader.isPercent(header) {
      percents[column] = Fault(
        .layout(.unreadHeader(header)), at: place, hint: .start(.namePrintedColumns))
    }
    meanings[column] = meaning
    columns.append(
      PrintedColumn(
        place: place, header: header, meaning: meaning, isPeriodOfRow: rowPeriods != nil))
  }

  /// Abbreviations that are the lowest words of a header, and what they stand for.
  private static let shortWords = [
    "kh": "Kế hoạch", "th": "Thực hiện", "uth": "Ước thực hiện",
  ]

  /// Several units of a line: each of the quantity that names it, `Số dự án`; else as many as quantities, in their order,
  /// amounts and values of goods; of two the other one is that of all other quantities.
  mutating func giveUnits(_ quantities: [String]) {
    guard lineUnits.count > 1 else { return }
    let units = lineUnits.map { folded($0) }
    let named = quantities.map { quantity in
      units.firstIndex { !$0.isEmpty && Phrase(folded(quantity)).contains([$0]) }
    }
    for (column, meaning) in meanings where meaning.unit.isEmpty && meaning.measure == .level {
      guard let own = quantities.firstIndex(of: meaning.quantity) else { continue }
      var place = named[own] ?? (units.count == quantities.count ? own : nil)
      let taken = Set(named.compactMap(\.self))
      if place == nil, units.count == 2, taken.count == 1 { place = taken == [0] ? 1 : 0 }
      guard let place else { continue }
      let told = PrintedMeaning(
        period: meaning.period, isToDate: meaning.isToDate, status: meaning.status,
        measure: meaning.measure, quantity: meaning.quantity, unit: lineUnits[place],
        isRevised: meaning.isRevised, stage: meaning.stage)
      meanings[column] = told
      if let index = columns.firstIndex(where: {
        $0.meaning == meaning && $0.place.column == column
      }) {
        columns[index] = PrintedColumn(
          place: columns[index].place, header: columns[index].header, meaning: told,
          isPeriodOfRow: columns[index].isPeriodOfRow)
      }
    }
  }

  func firstFigure(of column: Int) -> SourceLocation {
    let cell = block.body.flatMap(\.self).first {
      $0.column == column && PrintedBlocks.isFigure($0)
    }
    let fault = block.faults.values.joined().map(\.location).filter { $0.column == column }.min()
    return cell.map { grid.place($0.row, column) } ?? fault ?? grid.place(1, column)
  }
}
