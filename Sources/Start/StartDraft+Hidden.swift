public import Files
public import TimeSeries

/// A row or column with figures that a sheet hides.
public struct HiddenPart: Sendable {
  /// What stands there.
  public enum Content: Sendable {
    /// All figures of these series.
    case series([String])
    /// One period of other series.
    case period(Period)
    /// No figure that was read, or several periods.
    case other
  }

  /// Whether it is a row.
  public let isRow: Bool
  /// Its number or letters, as the sheet has them.
  public let name: String
  /// What stands there.
  public let content: Content
}

extension StartDraft {
  /// Rows, then columns that the sheet hides and that were read.
  public var hidden: [HiddenPart] {
    guard let sheet else { return [] }
    func parts(_ numbers: Set<Int>, isRow: Bool) -> [HiddenPart] {
      guard !numbers.isEmpty else { return [] }
      var found: [Int: [(title: String, period: Period, isWhole: Bool)]] = [:]
      for one in series {
        let places = one.places
        let all = Set(places.map { isRow ? $0.line : $0.column })
        for (figure, place) in zip(one.allFigures, places) {
          let number = isRow ? place.line : place.column
          guard numbers.contains(number) else { continue }
          found[number, default: []].append((one.title, figure.period, all.count == 1))
        }
      }
      return numbers.sorted().map { number in
        let here = found[number] ?? []
        var titles: [String] = []
        for one in here where !titles.contains(one.title) { titles.append(one.title) }
        let periods = Set(here.map(\.period))
        let content: HiddenPart.Content =
          !here.isEmpty && here.allSatisfy(\.isWhole)
          ? .series(titles)
          : periods.count == 1 ? periods.first.map { .period($0) } ?? .other : .other
        let cell = SourceLocation.cell(in: "", row: isRow ? number : 1, column: isRow ? 1 : number)
        return HiddenPart(
          isRow: isRow, name: cell.cell.filter { isRow ? $0.isNumber : $0.isLetter },
          content: content)
      }
    }
    return parts(sheet.hiddenRows, isRow: true) + parts(sheet.hiddenColumns, isRow: false)
  }

  /// Whether each series, in their order, gets a target: one that the sheet hides does not, unless it hides all.
  public var isTargeted: [Bool] {
    guard let sheet, !sheet.hiddenRows.isEmpty || !sheet.hiddenColumns.isEmpty else {
      return series.map { _ in true }
    }
    let isShown = series.map { one in
      one.places.contains {
        !sheet.hiddenRows.contains($0.line) && !sheet.hiddenColumns.contains($0.column)
      }
    }
    return isShown.contains(true) ? isShown : series.map { _ in true }
  }
}

extension StartDraft {
  /// Whether the table states what it plans, in numbers or in words.
  public var isPlanned: Bool {
    series.contains { $0.planned != nil || unreadPlan(of: $0) != nil }
  }

  /// The plan of a series that no number could be made of, where none other is read; `nil` where there is none.
  public func unreadPlan(of series: StartSeries) -> Fault? {
    guard series.planned == nil else { return nil }
    let places = series.places
    let isDown = layout == .periodsDown
    return unreadPlans.last { fault in
      places.contains {
        isDown ? $0.column == fault.location.column : $0.line == fault.location.line
      }
    }
  }
}

extension StartSeries {
  fileprivate var allFigures: [StartFigure] { figures + toDate + plannedParts }
  fileprivate var places: [SourceLocation] { allFigures.map(\.location) }

  /// The plan of the newest year of which the table states one, unless later years are known already.
  public var planned: StartYear? {
    guard let plan = yearly.last(where: { $0.status == .plan }),
      history.last.map({ $0.year <= plan.year }) ?? true
    else { return nil }
    return plan
  }

  /// Plans of earlier years than the newest one planned that are still to come, in order of time.
  public var plannedBefore: [StartYear] {
    guard let planned else { return [] }
    return yearly.filter { plan in
      plan.status == .plan && plan.year < planned.year
        && history.last.map { $0.year < plan.year } ?? true
    }
  }

  /// The periods of plans and forecasts: years, quarters, months, and the last ones of what is cumulated.
  public var expected: (parts: [Period], toDate: [Period]) {
    // What plans of its parts make of a year stands nowhere in the table.
    let years = yearly.filter { !$0.status.isHistory && $0.origin != .made }.map {
      Period.year($0.year)
    }
    let parts = figures.filter { !$0.status.isHistory && $0.period.frequency != .annual }
    let others = plannedParts.map(\.period)
    return (
      years + others + parts.map(\.period), toDate.filter { !$0.status.isHistory }.map(\.period)
    )
  }
}
