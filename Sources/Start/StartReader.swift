public import Files
internal import TimeSeries

/// Reads a user's file: its table, its layout, its numbers, its periods.
public enum StartReader {
  /// Recognises a file.
  ///
  /// - Throws: every fault that keeps the file from being understood.
  public static func read(_ path: String, _ request: StartRequest) throws(Faults) -> StartDraft {
    if request.form == .printed { return try PrintedDraft.require(path, request) }
    do throws(Faults) {
      return try read(request) { () throws(Fault) in try StartSource(reading: path) }
    } catch {
      // A workbook that cannot be opened is not opened again: a bomb costs its limit once.
      if error.all.contains(where: isFinal) { throw error }
      // Titles, headers over several rows and blocks: a table as offices print it.
      if request.form == nil, let draft = try PrintedDraft.read(path, request) { return draft }
      throw error
    }
  }

  private static func isFinal(_ fault: Fault) -> Bool {
    if case .workbook(let problem) = fault.problem { problem.isFinal } else { false }
  }

  /// Recognises bytes that are at hand.
  package static func read(
    path: String, bytes: [UInt8], _ request: StartRequest
  ) throws(Faults) -> StartDraft {
    try read(request) { () throws(Fault) in try StartSource(path: path, bytes: bytes) }
  }

  private static func read(
    _ request: StartRequest, _ open: () throws(Fault) -> StartSource
  ) throws(Faults) -> StartDraft {
    let source: StartSource
    do throws(Fault) {
      source = try open()
    } catch {
      throw Faults([error])
    }
    var faults = FaultCollector()
    guard let table = StartTable.read(source, faults: &faults),
      let columns = StartColumns.recognise(table, tellsPlans: true, faults: &faults)
    else {
      // Where headers are not understood, their letters may be why.
      guard source.file.sheet == nil, let word = OldLetters.word(in: source.file.bytes) else {
        throw Faults(faults.found)
      }
      throw Faults([
        Fault(
          .workbook(.oldLetters(word)), at: .whole(source.file.name), hint: .workbook(.toUnicode))
      ])
    }
    if columns.layout == .periodsAcross, table.rows.count >= StartRequest.many {
      request.announceMany?(table.rows.count)
    }
    let figures = try StartFigures.read(
      table, columns, stated: request.decimal, faults: &faults)
    let (cells, decimal) = (figures.cells, figures.decimal)
    let calendar = figures.calendar.withFirstQuarters(cells.found)
    var collection = StartCollection(
      calendar: calendar, decimal: decimal.mark, unit: table.unit ?? "",
      units: table.unit.flatMap(LineUnits.init(ofTable:))?.naming(cells.found.lazy.map(\.title)))
    for cell in cells.found { collection.take(cell, faults: &faults) }
    let rowsAreFigures = columns.layout == .long && columns.values.count == 1
    var days = columns.ignored.compactMap { column in
      PublicationDays.obstacle(table, column).map { (column, reason: $0) }
    }
    if figures.hasEarlyDays, let column = columns.places[.vintage] {
      days.append((column, .earlyDays))
    }
    let lead = LeadColumn.place(table, columns)
    let yearless = columns.ignored.filter { column in
      columns.tellsPlans && PlanStage.isWithoutYear(table.header[column].text)
        && table.columns[column].present.contains {
          SpelledNumber($0) != nil || WrittenGoal($0) != nil
        }
    }
    let ignored = columns.ignored.filter { column in
      column != lead && !days.contains { $0.0 == column } && !yearless.contains(column)
    }
    let (series, leftOut) = collection.finish(
      request, file: source.file, rowsAreFigures: rowsAreFigures, faults: &faults)
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    return StartDraft(
      file: source.file.path, source: source.file, encoding: source.encoding,
      delimiter: table.delimiter,
      decimal: decimal.isSeen ? decimal.mark : table.hasPoints ? .point : nil,
      layout: columns.layout,
      isDated: cells.found.contains { $0.period.isDay },
      isFiscal: calendar.isFiscal(cells.found), missingCells: cells.missing,
      ignoredColumns: ignored.map { table.header[$0].text }.filter { !$0.isEmpty },
      passedOver: table.titles + (cells.passedOver + table.notes).filter { !$0.isEmpty },
      leftOut: leftOut
        + columns.otherPlans.map {
          StartDraft.LeftOut(title: table.header[$0.column].text, reason: $0.reason)
        }
        + days.map { StartDraft.LeftOut(title: table.header[$0.0].text, reason: $0.reason) }
        + yearless.map { .init(title: table.header[$0].text, reason: .planOfNoYear) },
      leftOutCells: cells.inWords + collection.unreadPlans,
      unreadPlans: cells.unreadPlans + collection.unreadPlans,
      rowNumbers: RowNumbers(table, columns).byLine, leads: LeadColumn.byLine(table, columns),
      joinedNames: collection.joinedNames, series: series)
  }
}
