internal import Files
internal import TimeSeries

/// The periods of the rows of a printed table whose columns name none: `Quý I năm 2021`, `2024`, `Tháng 3` below `Năm 2024`.
///
/// Rows of words alone between them name what the rows below are about.
struct PrintedRowPeriods {
  /// A row, its period and the heading that it stands below.
  struct Row {
    let slot: PrintedSlot
    let status: ObservationStatus?
    /// Empty where no heading stands above.
    let heading: String
  }

  private let block: PrintedBlock
  private var labels: Int { block.labels }
  private var year: Int?
  /// The last month of the year that rows have come to.
  private var month = 0
  private var heading = ""

  /// Reads the first rows of a block to see what they are; `nil` unless every row of figures names a period.
  ///
  /// - Parameter year: the year that the title names.
  init?(_ block: PrintedBlock, year: Int?) {
    self.block = block
    self.year = year
    // The first heading stands between the header and the first figures.
    let end = block.header.lastIndex { row in row.contains { $0.column > block.labels } }
    for row in block.header.dropFirst(end.map { $0 + 1 } ?? 0) { _ = take(row) }
    var trial = self
    var count = 0
    for row in block.body {
      let isRead = trial.take(row) != nil
      guard block.hasFigures(row) else { continue }
      guard isRead else { return nil }
      count += 1
    }
    guard count > 1 else { return nil }
  }

  /// Whether a cell in front of figures may be a period that is no text: a day, or a year.
  static func mayBePeriod(_ cell: SheetGrid.Cell) -> Bool {
    cell.kind == .date || cell.kind == .number && PrintedBlocks.isYear(cell)
  }

  /// What a row is; `nil` for headings and years that stand above their rows.
  mutating func take(_ row: PrintedBlock.Row) -> Row? {
    let cells = row.filter { $0.column <= labels }
    let text = cells.map(\.text).joined(separator: " ")
    guard let (slot, status) = slot(text, cells) else {
      if !block.hasFigures(row), !text.isEmpty { heading = PrintedLabels.plain(text) }
      return nil
    }
    let end = slot.period.positionInYear * slot.period.frequency.monthsPerPeriod
    if year != slot.period.year || slot.period.frequency == .annual { month = 0 }
    if slot.period.frequency != .annual, !slot.isToDate { month = max(month, end) }
    year = slot.period.year
    guard block.hasFigures(row) else { return nil }
    return Row(slot: slot, status: status, heading: heading)
  }

  /// The period of a label; one without a year is of the year above it.
  private mutating func slot(
    _ text: String, _ cells: [SheetGrid.Cell]
  ) -> (PrintedSlot, ObservationStatus?)? {
    guard !text.isEmpty else { return nil }
    var label = text
    // A year may stand in a column of its own, in front of its months.
    if cells.count > 1, let stated = StartPeriod(cells[0].text), stated.isYear,
      let own = PrintedSlot(stated)
    {
      year = own.period.year
      label = cells.dropFirst().map(\.text).joined(separator: " ")
    } else if case (let period?, let rest) = PrintedHeader.titlePeriod(text) {
      let (left, status) = PrintedHeader.quantity(PrintedHeader.words(of: rest))
      return left.isEmpty ? (period.slot, period.status ?? status) : nil
    }
    if let year, Self.sums.contains(folded(label)) {
      // Below some months of a year it is what they come to.
      return (
        month == 0 || month == 12
          ? PrintedSlot(.year(year)) : PrintedSlot(.month(month, of: year)).cumulated, nil
      )
    }
    guard let year,
      let (part, status) = StartPart.told(label, digitsAre: labels > 1 ? .monthly : nil),
      let slot = PrintedSlot(StartPeriod(part.meaning(of: year)))
    else { return nil }
    return (slot, status)
  }
}

extension PrintedRowPeriods {
  /// What rows are called in which those above are added up.
  fileprivate static let sums: Set<String> = [
    "cong", "tong", "tong so", "tong cong", "total", "sum",
  ]
}

extension PrintedLabels.Label {
  /// What the rows below a heading are about, and the unit in brackets behind it.
  init(_ row: PrintedRowPeriods.Row) {
    let header = StartHeader(row.heading)
    let isUnit = PrintedHeader.isUnit(header.unit)
    self.init(text: isUnit ? header.name : row.heading, unit: isUnit ? header.unit : "")
  }
}

extension PrintedMeaning {
  /// The same in the period of a row.
  func of(_ row: PrintedRowPeriods.Row) -> PrintedMeaning {
    let year = row.slot.period.year
    var slot = row.slot.of(year + period.year - PrintedHeader.anyYear)
    if isToDate { slot = slot.cumulated }
    if isPlanOfYear { slot = PrintedSlot(.year(year)) }
    return PrintedMeaning(
      period: slot.period, isToDate: slot.isToDate,
      status: measure != .level ? .secondary : status.isHistory ? row.status ?? status : status,
      measure: measure, quantity: quantity, unit: unit, isRevised: isRevised)
  }

  /// Whether every row of a year repeats the plan of the year.
  var isPlanOfYear: Bool { period.frequency == .annual && status == .plan }
}

extension PrintedHeader {
  /// A year that stands for that of any row.
  static let anyYear = 2000

  /// What a column is whose rows name the periods.
  static func meaning(
    ofRows header: String, line unit: String
  ) throws(Obstacle) -> PrintedMeaning {
    let period = TitlePeriod(
      slot: PrintedSlot(.month(6, of: anyYear)), status: nil, plan: nil, isToDate: false, rest: "")
    return try meaning(header, title: period, line: unit)
  }
}
