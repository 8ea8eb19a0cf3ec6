internal import TimeSeries

/// Reads a user's file: its table, its layout, its numbers, its periods.
public enum StartReader {
  /// Recognises a file.
  ///
  /// - Throws: every fault that keeps the file from being understood.
  public static func read(_ path: String, _ request: StartRequest) throws(Faults) -> StartDraft {
    let source: StartSource
    do throws(Fault) {
      source = try StartSource(reading: path)
    } catch {
      throw Faults([error])
    }
    return try read(source, request)
  }

  /// Recognises bytes that are at hand.
  package static func read(
    path: String, bytes: [UInt8], _ request: StartRequest
  ) throws(Faults) -> StartDraft {
    let source: StartSource
    do throws(Fault) {
      source = try StartSource(path: path, bytes: bytes)
    } catch {
      throw Faults([error])
    }
    return try read(source, request)
  }

  private static func read(
    _ source: StartSource, _ request: StartRequest
  ) throws(Faults) -> StartDraft {
    var faults = FaultCollector()
    guard let table = StartTable.read(source, faults: &faults),
      let columns = StartColumns.recognise(table, faults: &faults)
    else { throw Faults(faults.found) }
    let cells = StartCells.read(table, columns, faults: &faults)
    let decimal = StartDecimal.decide(cells.found, stated: request.decimal, faults: &faults)
    let frequency = StartCalendar.frequency(of: cells.found, faults: &faults)
    if cells.found.isEmpty && faults.found.isEmpty {
      faults.note(.noFigures, at: table.header[0].location, hint: .nameValueColumn)
    }
    guard faults.found.isEmpty, let frequency else { throw Faults(faults.found) }
    var collection = StartCollection(frequency: frequency, decimal: decimal.mark)
    for cell in cells.found { collection.take(cell, faults: &faults) }
    let series = collection.finish(request, file: source.file.path, faults: &faults)
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    return StartDraft(
      file: source.file.path, encoding: source.encoding, delimiter: table.delimiter,
      decimal: decimal.isSeen ? decimal.mark : nil, layout: columns.layout,
      frequency: frequency, isDated: cells.found.contains { $0.period.isDay },
      missingCells: cells.missing,
      ignoredColumns: columns.ignored.map { table.header[$0].text }.filter { !$0.isEmpty },
      series: series)
  }
}

/// One figure as written, with all that its row says.
struct WrittenFigure {
  let title: String
  let id: String?
  let place: String?
  let unit: String
  let source: String
  let note: String
  let period: StartPeriod
  let number: StartNumber
  let text: String
  let column: String
  let location: SourceLocation
  /// The place of its series among those of the file, where columns are series; 0 elsewhere.
  let order: Int
}

extension StartPeriod {
  /// Whether it was written as a day.
  var isDay: Bool {
    if case .day = meaning { true } else { false }
  }
}
