internal import Files
internal import TimeSeries

/// A part of a sheet with a header of its own: titles, the rows of its header, and what stands below.
struct PrintedBlock {
  typealias Row = [SheetGrid.Cell]

  var titles: [Row] = []
  var header: [Row] = []
  var body: [Row] = []
  /// The last column of labels.
  var labels = 1
  /// Cells behind labels whose figures cannot be told, `#REF!` and formulas without a value, by their rows.
  var faults: [Int: [Fault]] = [:]

  /// Whether a row holds figures, be it ones that cannot be told.
  func hasFigures(_ row: Row) -> Bool {
    row.contains { $0.column > labels && PrintedBlocks.isFigure($0) }
      || row.contains { faults[$0.row] != nil }
  }
}

/// Cuts a sheet into blocks.
///
/// A header is what stands above the first row that has a label in front and a number behind it; a row of words behind
/// the labels, below rows of numbers, begins the next block.
struct PrintedBlocks {
  private let grid: SheetGrid
  /// The first column in which anything stands.
  private let first: Int
  private(set) var blocks: [PrintedBlock] = []
  /// Cells that cannot be read, by their rows.
  private let faults: [Int: [Fault]]

  /// Lines above figures that are looked at.
  static let headerLimit = 60
  /// Rows by which columns of labels are told.
  private static let rowLimit = 20

  init(_ grid: SheetGrid) {
    self.grid = grid
    first = grid.rows.compactMap(\.first?.column).min() ?? 1
    faults = Dictionary(grouping: grid.faults, by: \.location.line)
    var rest = Self.withoutNumbers(grid.rows)[...]
    while let block = next(&rest) { blocks.append(block) }
  }

  /// The rows but those that number the columns below words that name them.
  private static func withoutNumbers(_ rows: [PrintedBlock.Row]) -> [PrintedBlock.Row] {
    guard let first = rows.compactMap(\.first?.column).min() else { return rows }
    return rows.enumerated().filter { place, row in
      guard place > 0, row.count >= 3, row[0].column == first,
        row.last?.column == first + row.count - 1
      else { return true }
      let above = rows[..<place].suffix(3).flatMap(\.self).filter { $0.column > first }
      guard above.contains(where: { $0.kind == .text && SpelledNumber($0.text) == nil }),
        !above.contains(where: { isFigure($0) && !isYear($0) })
      else { return true }
      let below = rows[(place + 1)...].lazy.compactMap { $0.first }.filter { $0.column == first }
      // Months below years may be counted 1, 2, 3 as columns are.
      let isCount = row[0].text == "1" && below.first?.text == "2"
      return isCount || !ColumnNumbers.isLine(row.map(\.text), above: below.map(\.text))
    }.map(\.element)
  }

  private mutating func next(_ rest: inout ArraySlice<PrintedBlock.Row>) -> PrintedBlock? {
    guard let first = rest.indices.first(where: { isBody(rest[$0], below: rest[..<$0]) }) else {
      return nil
    }
    var block = PrintedBlock()
    let above = rest[..<first]
    let start =
      above.indices.first { isHeader(above[$0]) } ?? above.indices.last { namesPeriod(above[$0]) }
      ?? first
    block.titles = Array(above[..<start].suffix(Self.headerLimit))
    // A thing with its unit above the first figures names no columns.
    var top = first
    while top > start, rest[top - 1].count == 3, isCountedHeading(rest[top - 1]) { top -= 1 }
    block.header = Array(rest[start..<top].suffix(Self.headerLimit))
    block.labels = labels(block.header, beside: rest[first...])
    var end = first
    while end < rest.endIndex, !beginsHeader(rest[end], block) { end += 1 }
    // Titles of the next block stand behind the last figure.
    var last = end
    if end < rest.endIndex {
      while last > first + 1, !hasFigure(rest[last - 1]) { last -= 1 }
    }
    block.body = Array(rest[top..<last])
    for number in Set(block.body.compactMap(\.first?.row)) {
      let own = faults[number]?.filter { $0.location.column > block.labels } ?? []
      if !own.isEmpty { block.faults[number] = own }
    }
    rest = rest[last...]
    return block
  }

  /// Whether a row holds a figure behind a label.
  private func isBody(
    _ row: PrintedBlock.Row, below above: ArraySlice<PrintedBlock.Row>
  ) -> Bool {
    guard let label = row.first, label.kind == .text, SpelledNumber(label.text) == nil else {
      return isNumbered(row) || isOfPeriod(row, below: above)
    }
    guard
      row.dropFirst().contains(where: { Self.isFigure($0) && !Self.isYear($0) })
        || isUntold(row)
    else {
      return row.dropFirst().contains(where: Self.isYear) && isBelowHeader(label, above)
    }
    return isBelowHeader(label, above) || above.isEmpty
  }

  /// A row that is counted, `1 | Tổng số | 12`.
  private func isNumbered(_ row: PrintedBlock.Row) -> Bool {
    guard row.count > 2, let number = Int(row[0].text), (1...999).contains(number) else {
      return false
    }
    return row[1].kind == .text && SpelledNumber(row[1].text) == nil
      && row.dropFirst(2).contains(where: Self.isFigure)
  }

  /// Whether figures behind a label cannot be told.
  private func isUntold(_ row: PrintedBlock.Row) -> Bool {
    guard let first = row.first else { return false }
    return faults[first.row]?.contains { $0.location.column > first.column } ?? false
  }

  /// A row of a year or a day, `2024 | 12,5`, below a header.
  private func isOfPeriod(
    _ row: PrintedBlock.Row, below above: ArraySlice<PrintedBlock.Row>
  ) -> Bool {
    guard let label = row.first, PrintedRowPeriods.mayBePeriod(label) else { return false }
    return isBelowHeader(label, above)
      && (isUntold(row)
        || row.dropFirst().contains { Self.isFigure($0) && !Self.isYear($0) })
  }

  /// Whether a label stands in front of the columns that lines above it name.
  private func isBelowHeader(
    _ label: SheetGrid.Cell, _ above: ArraySlice<PrintedBlock.Row>
  ) -> Bool {
    let near = above.suffix(Self.headerLimit)
    var heads = near.filter(isHeader)
    if heads.isEmpty { heads = near.filter(namesPeriod) }
    // Words above the first labels name them, whatever they are: "Ngành", "Nhóm hàng".
    let front = heads.joined().filter { $0.column < label.column }
    let isFirst = front.isEmpty ? label.column == first : front.allSatisfy(Self.namesLabels)
    let named = heads.flatMap(\.self).filter { head in
      let isOfLabel =
        isFirst && head.column == label.column && label.kind == .text && !Self.isFigure(head)
        && span(head).count == 1 && PrintedHeader.titlePeriod(head.text).period == nil
      return !Self.namesLabels(head) && !Self.namesPeriods(head) && !isOfLabel
    }
    guard let first = named.map(\.column).min() else { return false }
    return label.column < first
  }

  /// Whether a row names columns: several of its cells hold words or years, or one spans columns.
  private func isHeader(_ row: PrintedBlock.Row) -> Bool {
    if isCountedHeading(row) { return false }
    let cells = row.filter { $0.column > 1 || Self.namesLabels($0) }
    if cells.count > 1 { return true }
    return cells.contains { cell in
      span(cell).count > 1 && cell.column > 1
    }
  }

  /// A row that counts a thing and names it, with its unit at most, `1 | Thu nội địa | tỷ đồng`.
  private func isCountedHeading(_ row: PrintedBlock.Row) -> Bool {
    guard row.count == 2 || row.count == 3, Self.isNumber(row[0]), row[1].kind == .text,
      SpelledNumber(row[1].text) == nil, !Self.namesLabels(row[1]), span(row[1]).count == 1
    else { return false }
    return row.dropFirst(2).allSatisfy { PrintedHeader.isUnit($0.text) }
      && PrintedHeader.titlePeriod(row[1].text).period == nil
  }

  /// Whether a row is the header of a single column, which names a period.
  private func namesPeriod(_ row: PrintedBlock.Row) -> Bool {
    row.count == 1 && row[0].column > 1 && PrintedHeader.titlePeriod(row[0].text).period != nil
  }

  /// Whether a row below figures names columns again.
  private func beginsHeader(_ row: PrintedBlock.Row, _ block: PrintedBlock) -> Bool {
    let behind = row.filter { $0.column > block.labels }
    guard behind.count > 1 || behind.contains(where: { span($0).count > 1 }) else { return false }
    let words = behind.filter {
      $0.kind == .text && !SpelledNumber.isMissing($0.text) && $0.text != "\""
    }
    let labels = row.filter { $0.column <= block.labels && !Self.namesLabels($0) }
    return labels.isEmpty && words.count * 2 > behind.count
      && behind.allSatisfy { !Self.isFigure($0) || Self.isYear($0) }
  }

  private func hasFigure(_ row: PrintedBlock.Row) -> Bool {
    row.contains(where: Self.isFigure) || isUntold(row)
  }

  /// The columns that a cell spans.
  private func span(_ cell: SheetGrid.Cell) -> ClosedRange<Int> {
    grid.span(cell)
  }

  /// The last column of labels: all in front of the first that the header names.
  private func labels(
    _ header: [PrintedBlock.Row], beside rows: ArraySlice<PrintedBlock.Row>
  ) -> Int {
    let row = rows.first ?? []
    let cells = header.flatMap(\.self)
    // A heading alone in front, below the heads, names no column.
    let heads = header.enumerated().filter { place, row in
      place == 0 || row.count > 1 || row[0].column > 1
    }.flatMap(\.element)
    let named = heads.filter { !Self.namesLabels($0) }.map(\.column).min()
    let figure = row.first { Self.isFigure($0) && $0.column > 1 }?.column ?? 2
    let own = cells.filter(Self.namesLabels).map { span($0).upperBound }.max()
    // Columns of years and of months in front, each with one word above it.
    let periods = (1...).prefix { column in
      let heads = cells.filter { $0.column == column }
      return heads.count == 1 && heads.allSatisfy(Self.namesPeriods)
    }
    let last = max(own ?? 1, periods.count, min(named ?? figure, figure) - 1)
    // Behind numbers of rows stands what they are of, however it is headed: "TT", "Nguồn vốn".
    let near = rows.prefix(Self.rowLimit).filter(hasFigure)
    let counts = near.joined().filter { $0.column <= last }
    guard !counts.isEmpty, counts.allSatisfy(Self.isNumber), last + 1 < figure,
      namesRows(last + 1, near),
      !cells.contains(where: { $0.column == last + 1 && StartRole($0.text) == .unit })
        || namesOffices(last + 1, cells, near)
    else { return last }
    return last + 1
  }

  /// Whether `Đơn vị` heads offices or places: the only words beside figures, and no units.
  private func namesOffices(
    _ column: Int, _ header: [SheetGrid.Cell], _ rows: [PrintedBlock.Row]
  ) -> Bool {
    let heads = header.filter { $0.column == column }
    let own = rows.compactMap { row in row.first { $0.column == column } }
    return heads.allSatisfy { folded($0.text) == "don vi" }
      && !own.contains { PrintedHeader.isUnit($0.text) }
      && !header.contains { StartRole($0.text) == .name }
      && Set(own.map(\.text)).count == own.count
  }

  /// The column of units behind names among those of labels; `nil` where there is none.
  static func unitColumn(_ block: PrintedBlock) -> Int? {
    let labels = block.header.joined().filter { $0.column <= block.labels }
    let name = labels.lazy.filter { StartRole($0.text) == .name }.map(\.column).min()
    guard let name else { return nil }
    let head = labels.first { $0.column > name && StartRole($0.text) == .unit }
    // "Đơn vị" may head offices.
    guard let head,
      folded(head.text) != "don vi"
        || block.body.joined().contains(where: {
          $0.column == head.column && PrintedHeader.isUnit($0.text)
        })
    else { return nil }
    return head.column
  }

  /// Whether words stand in a column beside figures of nearly all rows, and not the same in all.
  private func namesRows(_ column: Int, _ rows: [PrintedBlock.Row]) -> Bool {
    let own = rows.map { row in row.first { $0.column == column } }
    let words = own.compactMap(\.self).filter {
      $0.kind == .text && SpelledNumber($0.text) == nil && !SpelledNumber.isMissing($0.text)
    }
    return words.count * 4 > own.count * 3
      && (words.count == 1 || Set(words.map(\.text)).count > 1)
  }

  /// Whether a cell counts rows: `1`, `1.2`, `II`, `a)`.
  static func isNumber(_ cell: SheetGrid.Cell) -> Bool {
    let text = cell.text.filter { !".)-+".contains($0) }
    return text.count <= 4
      && (text.allSatisfy(\.isNumber) || text.count == 1 || StartPart.roman(text) != nil)
  }

  // MARK: Cells

  static func isFigure(_ cell: SheetGrid.Cell) -> Bool {
    switch cell.kind {
    case .number, .percent: true
    case .text: SpelledNumber(cell.text) != nil
    case .date, .boolean, .error: false
    }
  }

  /// Whether a number may be a year.
  static func isYear(_ cell: SheetGrid.Cell) -> Bool {
    // A sign of a note makes no figure of it: 2030*.
    var text = cell.text[...]
    while let last = text.last, FootnoteSigns.all.contains(last) { text.removeLast() }
    return text.count == 4 && Int(text).map { (1990...2100).contains($0) } == true
  }

  /// Whether a cell names the periods of rows: `Năm`, `Tháng`.
  static func namesPeriods(_ cell: SheetGrid.Cell) -> Bool {
    switch StartRole(cell.text) {
    case .period, .year, .quarter, .month: true
    default: false
    }
  }

  /// Whether a cell names the labels of rows: `Chỉ tiêu`, `STT`.
  static func namesLabels(_ cell: SheetGrid.Cell) -> Bool {
    switch StartRole(cell.text) {
    case .name, .number, .geo, .code, .id: true
    default: false
    }
  }
}
