public import Files
internal import TimeSeries

/// Reads tables as offices print them in the sheets of a workbook.
///
/// Titles and units stand above, headers over several rows; indicators are rows, set in or in columns of their own.
/// Every column says what it was taken for; what nothing says is a fault of its cell.
public enum PrintedReader {
  /// Reads every visible sheet of a workbook, or the one that is named.
  ///
  /// - Parameter decimal: the decimal mark of numbers that are written as text; `nil` to see it from them.
  /// - Throws: what keeps the workbook from being opened.
  public static func read(
    _ path: String, decimal: DecimalMark? = nil
  ) throws(Faults) -> [PrintedOutcome] {
    do throws(Fault) {
      let address = WorkbookAddress(path)
      let bytes = try SourceFile(readingBinary: address.file).bytes
      return try read(
        path: address.file, sheet: address.sheet, bytes: bytes, decimal: decimal)
    } catch {
      throw Faults([error])
    }
  }

  /// Reads bytes that are at hand.
  package static func read(
    path: String, sheet: String?, bytes: [UInt8], decimal: DecimalMark? = nil
  ) throws(Fault) -> [PrintedOutcome] {
    let book = try Workbook(path: path, bytes: bytes)
    let sheets =
      try sheet.map { (name) throws(Fault) in [try book.sheet(name)] }
      ?? book.sheets.filter { !$0.isHidden }
    return sheets.map { sheet in
      do throws(Fault) {
        return outcome(try book.grid(try book.sheet(sheet.name)), decimal)
      } catch {
        return .refused([error])
      }
    }
  }

  private static func outcome(
    _ grid: SheetGrid, _ stated: DecimalMark?
  ) -> PrintedOutcome {
    let place = "\(grid.path)#\(grid.name)"
    let blocks = PrintedBlocks(grid).blocks
    guard !blocks.isEmpty else {
      guard let figure = grid.rows.flatMap(\.self).first(where: PrintedBlocks.isFigure) else {
        return .empty(place)
      }
      return .refused([
        Fault(
          .layout(.noPeriods), at: grid.place(figure.row, figure.column),
          hint: .start(.namePrintedColumns))
      ])
    }
    let decimal = PrintedDecimal(grid, blocks, stated: stated)
    var (columns, figures, leftOut): ([PrintedColumn], [PrintedFigure], [Fault]) = (
      [], [], decimal.faults
    )
    var (title, hasTitle, missing) = ("", false, 0)
    var numbers: [RowNumbers.Row] = []
    var leads: [Int: String] = [:]
    var above: PrintedTable?
    for block in blocks {
      var table = PrintedTable(grid, block, after: above, decimal: decimal)
      table.read()
      if above == nil { (title, hasTitle) = (table.title, table.hasTitle) }
      missing += table.missing
      numbers += table.numbers
      leads.merge(table.leads) { first, _ in first }
      above = table
      columns += table.columns
      figures += table.figures
      leftOut += table.leftOut
    }
    let places = superseded(figures)
    let earlier = figures.filter { places.contains($0.location) }
    figures = distinct(figures.filter { !places.contains($0.location) }, &leftOut)
    guard !figures.isEmpty else {
      if leftOut.isEmpty { leftOut = rowsWithoutNames(grid, blocks) }
      return .refused(Array(leftOut.prefix(3)))
    }
    return .read(
      PrintedSheet(
        place: place, title: title, hasTitle: hasTitle, columns: columns, figures: figures,
        superseded: earlier,
        missing: missing, leftOut: leftOut, rowNumbers: RowNumbers(numbers).byLine,
        leads: leads))
  }

  /// The first row of figures, where no row says what it is of.
  private static func rowsWithoutNames(_ grid: SheetGrid, _ blocks: [PrintedBlock]) -> [Fault] {
    let row = blocks.flatMap(\.body).first { $0.contains(where: PrintedBlocks.isFigure) }
    guard let row, let first = row.first else { return [] }
    let head = blocks[0].header.first?.first?.text ?? ""
    return [Fault(.table(.emptyField(column: head)), at: grid.place(first.row, first.column))]
  }

  /// Plans beside which the same thing tells what they became.
  private static func superseded(_ figures: [PrintedFigure]) -> Set<SourceLocation> {
    func key(_ figure: PrintedFigure) -> String {
      "\(figure.id) \(figure.meaning.period) \(figure.meaning.isToDate)"
    }
    let plans = figures.filter { $0.meaning.status == .plan && $0.meaning.measure == .level }
    let revised = Set(plans.lazy.filter(\.meaning.isRevised).map(key))
    return Set(
      plans.lazy.filter { !$0.meaning.isRevised && revised.contains(key($0)) }.map(\.location))
  }

  /// Figures of which no two are one cell of a series; where they are, none of them counts.
  private static func distinct(
    _ figures: [PrintedFigure], _ leftOut: inout [Fault]
  ) -> [PrintedFigure] {
    var firsts: [String: PrintedFigure] = [:]
    var doubled: Set<String> = []
    var repeated: Set<SourceLocation> = []
    func key(_ figure: PrintedFigure) -> String {
      let meaning = figure.meaning
      return "\(figure.id) \(meaning.period) \(meaning.isToDate) \(meaning.status == .plan)"
    }
    // What a column in percent tells of a thing beside its figure is no figure of it.
    for same in Dictionary(grouping: figures, by: key).values where same.count > 1 {
      let shares = same.filter { StartUnit($0.meaning.unit).isPercent }
      guard let own = same.first(where: { !StartUnit($0.meaning.unit).isPercent }) else { continue }
      for figure in shares {
        repeated.insert(figure.location)
        leftOut.append(
          Fault(
            .layout(.repeatedSeries(series: figure.label, firstLine: own.location.line)),
            at: figure.location, hint: .start(.nameGroupColumn)))
      }
    }
    for figure in figures where !repeated.contains(figure.location) {
      guard let first = firsts.updateValue(figure, forKey: key(figure)) else { continue }
      // Cumulated to January is January, and stands beside it.
      if first.location.line == figure.location.line, first.agrees(with: figure) {
        repeated.insert(figure.location)
        continue
      }
      guard doubled.insert(key(figure)).inserted else { continue }
      guard first.agrees(with: figure) else {
        leftOut.append(
          Fault(
            .start(PrintedCollection.twoValues(first, figure)), at: figure.location,
            hint: .start(.oneValue)))
        continue
      }
      leftOut.append(
        Fault(
          .layout(.repeatedSeries(series: figure.label, firstLine: first.location.line)),
          at: figure.location, hint: .start(.nameGroupColumn)))
    }
    return figures.filter { !doubled.contains(key($0)) && !repeated.contains($0.location) }
  }
}
