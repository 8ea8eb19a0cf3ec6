internal import Files
internal import TimeSeries

/// A draft of a scenario from a table as offices print it, where it tells enough years.
enum PrintedDraft {
  /// Reads the only sheet of a workbook, or the one that is named; `nil` where it is no such table, or tells too little.
  ///
  /// - Throws: cells of an otherwise readable table whose numbers cannot be told.
  static func read(_ path: String, _ request: StartRequest) throws(Faults) -> StartDraft? {
    var faults = FaultCollector()
    // Where rows are months, nothing here is a series.
    guard let outcomes = try? PrintedReader.read(path, decimal: request.decimal),
      outcomes.count == 1, case .read(let sheet) = outcomes[0], !namesParts(sheet),
      let source = try? StartSource(reading: path),
      let draft = draft(sheet, of: source, request, faults: &faults),
      draft.series.contains(where: { $0.isAssessable || $0.isMeasure })
    else { return nil }
    let unread = sheet.leftOut.filter { isNumber($0) && !sheet.isUnreadPlan($0) }
    guard unread.isEmpty else { throw Faults(unread) }
    return draft
  }

  /// Whether most rows are called after months or quarters.
  private static func namesParts(_ sheet: PrintedSheet) -> Bool {
    let labels = Set(sheet.figures.map(\.label).filter { !$0.isEmpty })
    let parts = labels.count { label in
      StartPart(label).map { $0 != .whole } ?? false && !StartPart.isBare(label)
    }
    return parts > 1 && parts * 2 > labels.count
  }

  /// Reads a sheet that is known to be such a table.
  ///
  /// - Throws: everything that keeps it from being one.
  static func require(_ path: String, _ request: StartRequest) throws(Faults) -> StartDraft {
    let source: StartSource
    do throws(Fault) {
      source = try StartSource(reading: path)
    } catch {
      throw Faults([error])
    }
    var faults = FaultCollector()
    switch try PrintedReader.read(path, decimal: request.decimal).first {
    case .read(let sheet)?:
      faults.note(sheet.leftOut.filter { isNumber($0) && !sheet.isUnreadPlan($0) })
      if let draft = draft(sheet, of: source, request, faults: &faults), faults.found.isEmpty {
        return draft
      }
    case .refused(let found)?: faults.note(found)
    case .empty, nil: break
    }
    if faults.found.isEmpty { faults.note(.layout(.noFigures), at: .whole(source.file.name)) }
    throw Faults(faults.found)
  }

  /// Whether a fault is that of a figure, which a series must not lose.
  private static func isNumber(_ fault: Fault) -> Bool {
    switch fault.problem {
    // What nothing names is of no series.
    case .table(.emptyField): false
    // What words say is no figure.
    case .table(.badNumber(_, let text)): !SaidInWords.holds(text)
    case .table, .workbook, .layout(.otherDecimal), .layout(.undecidedDecimal): true
    default: false
    }
  }

  private static func draft(
    _ sheet: PrintedSheet, of source: StartSource, _ request: StartRequest,
    faults: inout FaultCollector
  ) -> StartDraft? {
    let levels = (sheet.figures + sheet.superseded).filter { $0.meaning.measure == .level }
    // Beside months or what is cumulated the estimate of the whole year is nothing that happened.
    let parts = Set(
      levels.lazy.filter { $0.meaning.period.frequency != .annual && $0.meaning.status.isHistory }
        .map { YearOfSeries($0) })
    func isOutlook(_ figure: PrintedFigure) -> Bool {
      figure.meaning.period.frequency == .annual && figure.meaning.status == .estimate
        && parts.contains(YearOfSeries(figure))
    }
    let outlooks = sheet.columns.filter { column in
      column.meaning.period.frequency == .annual && column.meaning.status == .estimate
        && levels.contains { $0.location.column == column.place.column && isOutlook($0) }
    }.map { StartDraft.LeftOut(title: $0.header, reason: .yearOutlook) }
    let figures = levels.filter { !isOutlook($0) }.compactMap(written)
    guard let calendar = StartCalendar.decide(figures, faults: &faults), faults.found.isEmpty else {
      return nil
    }
    var collection = StartCollection(calendar: calendar, decimal: .point, unit: "")
    for figure in figures { collection.take(figure, faults: &faults) }
    let (series, leftOut) = collection.finish(request, file: source.file, faults: &faults)
    guard faults.found.isEmpty, !series.isEmpty else { return nil }
    let comparisons = sheet.columns.filter { $0.meaning.measure != .level }.map {
      StartDraft.LeftOut(title: $0.header, reason: .comparison)
    }
    return StartDraft(
      file: source.file.path, source: source.file, encoding: source.encoding,
      delimiter: ",", decimal: nil, layout: .printed, isDated: false, isFiscal: false,
      missingCells: sheet.missing, ignoredColumns: [],
      passedOver: sheet.hasTitle ? [sheet.title] : [], leftOut: leftOut + comparisons + outlooks,
      leftOutCells: sheet.leftOut + collection.unreadPlans,
      unreadPlans: sheet.leftOut.filter(sheet.isUnreadPlan) + collection.unreadPlans,
      rowNumbers: sheet.rowNumbers, leads: sheet.leads,
      joinedNames: collection.joinedNames, series: series)
  }

  /// A series and a year.
  private struct YearOfSeries: Hashable {
    let id: String
    let year: Int

    init(_ figure: PrintedFigure) {
      (id, year) = (figure.id, figure.meaning.period.year)
    }
  }

  /// A figure as one of any table.
  private static func written(_ figure: PrintedFigure) -> WrittenFigure? {
    guard let number = SpelledNumber(figure.digits)?.ofCell else { return nil }
    let meaning = figure.meaning
    let title = [figure.label, meaning.quantity].filter { !$0.isEmpty }.joined(separator: ", ")
    let period: StartPeriod.Meaning =
      meaning.isToDate
      ? .months(1, meaning.period.positionInYear, of: meaning.period.year) : .period(meaning.period)
    // A label may say that its row is a plan, whatever its columns are.
    let (told, rest) = StartMeasure.of(title)
    var measure = StartMeasure.itself
    if case .plan = told { measure = told }
    let giver = meaning.status == .plan ? PlanGiver(alone: meaning.quantity)?.name : nil
    if let giver {
      measure = .plan(StartPlanName(.row, revision: meaning.isRevised ? 1 : 0, giver: giver))
    }
    var stated = StartPeriod(period, status: meaning.status, isRevised: meaning.isRevised)
    stated.stage = meaning.stage
    return WrittenFigure(
      title: title, id: nil, place: nil, unit: figure.unit, source: "", note: figure.goalText,
      period: stated, periodText: meaning.period.description, periodLocation: figure.location,
      number: number,
      text: figure.goalText.isEmpty ? figure.digits : figure.goalText, column: title,
      location: figure.location, order: 0, measure: measure,
      base: giver != nil
        ? folded(figure.label)
        : rest.isEmpty || told != .itself && measure == .itself ? folded(title) : rest,
      status: measure == .itself || !meaning.status.isHistory ? meaning.status : .plan,
      goal: figure.goal.map { WrittenGoal($0, number) }, vintage: nil, seriesLine: nil)
  }
}

extension PrintedSheet {
  /// Whether a cell that was not read is a plan in words.
  fileprivate func isUnreadPlan(_ fault: Fault) -> Bool {
    guard case .table(.badNumber(_, let text)) = fault.problem, SaidInWords.speaks(text) else {
      return false
    }
    return columns.contains {
      $0.place.column == fault.location.column && $0.meaning.status == .plan
    }
  }
}
