internal import Files
internal import TimeSeries

/// A draft of a scenario from a table as offices print it, where it tells enough years.
enum PrintedDraft {
  /// Reads the only sheet of a workbook, or the one that is named; `nil` where it is no such table, or tells too little.
  static func read(_ path: String, _ request: StartRequest) -> StartDraft? {
    guard let outcomes = try? PrintedReader.read(path), outcomes.count == 1,
      case .read(let sheet) = outcomes[0],
      let source = try? StartSource(reading: path)
    else { return nil }
    return draft(sheet, of: source, request)
  }

  private static func draft(
    _ sheet: PrintedSheet, of source: StartSource, _ request: StartRequest
  ) -> StartDraft? {
    let figures = sheet.figures.filter { $0.meaning.measure == .level }.compactMap(written)
    var faults = FaultCollector()
    guard let calendar = StartCalendar.decide(figures, faults: &faults), faults.found.isEmpty else {
      return nil
    }
    var collection = StartCollection(calendar: calendar, decimal: .point, unit: "")
    for figure in figures { collection.take(figure, faults: &faults) }
    let (series, leftOut) = collection.finish(request, file: source.file.path, faults: &faults)
    guard faults.found.isEmpty, series.contains(where: \.isAssessable) else { return nil }
    let comparisons = sheet.columns.filter { $0.meaning.measure != .level }.map {
      StartDraft.LeftOut(title: $0.header, reason: .comparison)
    }
    return StartDraft(
      file: source.file.path, sheet: source.file.sheet, encoding: source.encoding,
      delimiter: ",", decimal: .point, layout: .printed, isDated: false, isFiscal: false,
      missingCells: 0, ignoredColumns: [], passedOver: [sheet.title],
      leftOut: leftOut + comparisons, joinedNames: collection.joinedNames, series: series)
  }

  /// A figure as one of any table.
  private static func written(_ figure: PrintedFigure) -> WrittenFigure? {
    guard let number = SpelledNumber(figure.digits)?.ofCell else { return nil }
    let meaning = figure.meaning
    let title = [figure.label, meaning.quantity].filter { !$0.isEmpty }.joined(separator: ", ")
    let period: StartPeriod.Meaning =
      meaning.isToDate
      ? .months(1, meaning.period.positionInYear, of: meaning.period.year) : .period(meaning.period)
    return WrittenFigure(
      title: title, id: nil, place: nil, unit: figure.unit, source: "", note: "",
      period: StartPeriod(period, status: meaning.status),
      periodText: meaning.period.description, periodLocation: figure.location, number: number,
      text: figure.digits, column: title, location: figure.location, order: 0, measure: .itself,
      base: folded(title), status: meaning.status, seriesLine: nil)
  }
}
