internal import Files
internal import Plans
internal import Start
internal import Tables
internal import TimeSeries

/// plan.csv: what the table itself plans, or the values last seen where it plans nothing at all.
extension StartFiles {
  var plan: Table {
    let isDated = draft.series.contains { $0.planned?.vintage != nil }
    let issued = PlanReader.optionalColumns.filter { isDated && $0.name == "issued" }
    var table = Table(name: "plan", columns: PlanReader.columns + issued)
    let references = draft.references
    for (index, (series, isTargeted)) in zip(draft.series, draft.isTargeted).enumerated()
    where isTargeted {
      for aim in aims(of: series) {
        table.append(
          row(aim, of: series, reference: references?[index] ?? "\(index + 1)")
            + issued.map { _ in aim.issued.map { .text("\($0)") } ?? .blank })
      }
    }
    return table
  }

  /// The row of an aim; one that is no target has neither direction nor value.
  private func row(_ aim: StartAim, of series: StartSeries, reference: String) -> [Cell] {
    // Plans of several years are rows of their own; the newest has the number of the series.
    let isOther = series.plannedBefore.contains { $0.year == aim.year }
    func title(_ language: Language) -> String {
      aim.years.map { meanName(series, $0, Catalogue.of(language)) } ?? displayName(series)
    }
    let lead: Cell = draft.lead(of: series).map { .text($0) } ?? .blank
    func cell(_ digits: String?) -> Cell { digits.map { .text($0) } ?? .blank }
    return [
      .text(name), .text(isOther ? "\(reference).\(aim.year)" : reference),
      .text(series.indicatorID + (aim.isMean ? ".mean" : "")), .text(title(.vi)),
      .text(title(.en)),
      .text(aim.isGrowth ? "%" : series.unit),
      .text(aim.isGrowth ? "level" : series.guess.kind.rawValue),
      aim.direction.map { .text($0.rawValue) } ?? .blank, cell(aim.low), cell(aim.high),
      .integer(aim.year), lead, lead, .blank, .text(note(aim, series)),
    ]
  }

  /// What plan.csv asks of a series, earlier years first.
  private func aims(of series: StartSeries) -> [StartAim] {
    guard let plan = series.planned else {
      let year = draft.series.compactMap { $0.planned?.year }.max() ?? horizon
      if let unread = draft.unreadPlan(of: series) {
        return [StartAim(year: year, open: .unread(unread))]
      }
      // What the table asks for is not known: no value stands in its place.
      if draft.isPlanned { return [StartAim(year: year, open: .blank)] }
      return series.history.last.map { last in
        [StartAim(last.digits, of: nil, in: horizon, series, isInPlace: isInPlace)]
      } ?? [StartAim(year: horizon, open: .blank)]
    }
    let years = meanYears(of: series) ?? growthYears(of: series)
    let aims = (series.plannedBefore + [plan]).flatMap { plan in
      series.plans(before: plan).map { one in
        StartAim(
          one.digits, of: one.goal, in: plan.year, series, isInPlace: isInPlace, said: one.note,
          issued: one.vintage)
      } + [
        StartAim(
          plan.digits, of: plan.goal, in: plan.year, series, isInPlace: isInPlace,
          said: plan.note, issued: plan.vintage)
      ]
    }
    // One indicator is the mean, of the years of the newest plan.
    return aims.map { $0.years == nil || $0.years == years ? $0 : $0.left(.otherMean) }
  }

  /// What a reader of plan.csv must know of a row.
  private func note(_ aim: StartAim, _ series: StartSeries) -> String {
    let value = [aim.digits, aim.upper].compactMap(\.self).map { say.grouped($0) }
      .joined(separator: " – ")
    let places = ["value": value, "year": "\(aim.year)", "text": aim.said]
    switch aim.open {
    case .unread(let fault):
      guard case .table(.badNumber(_, let text)) = fault.problem else { return "" }
      return say("start.plan.note.unread", ["text": text, "cell": fault.location.cell])
    case .blank: return say("start.plan.note.blank")
    case .unasked(let reason):
      return say("start.plan.note.\(reason.rawValue)", places)
    case nil: break
    }
    if let years = aim.years {
      let mean = places.merging(["first": "\(years.lowerBound)"]) { $1 }
      return say("start.plan.note." + (aim.isGrowth ? "growth" : "mean"), mean) + quoted(aim)
        + end(aim)
    }
    guard series.planned != nil else {
      return say("start.plan.note", ["value": value, "year": "\(series.history.last?.year ?? 0)"])
    }
    return say("start.plan.note.planned", places) + quoted(aim) + end(aim)
  }

  /// What the cell of a plan says, where that is more than a number.
  private func quoted(_ aim: StartAim) -> String {
    aim.said.isEmpty ? "" : " " + say("start.plan.note.said", ["text": aim.said])
  }

  /// Which end of a range is asked for.
  private func end(_ aim: StartAim) -> String {
    guard aim.upper != nil, let direction = aim.direction else { return "" }
    let value = say.grouped(aim.low ?? aim.high ?? "")
    return " " + say("start.plan.note.end.\(direction.rawValue)", ["value": value])
  }
}

/// What a row of plan.csv asks.
struct StartAim {
  /// Why a row asks for nothing.
  enum Open {
    /// No number could be made of the cell.
    case unread(Fault)
    /// The table states none.
    case blank
    case unasked(StartUnasked)
  }

  let year: Int
  /// Digits with a decimal point; empty where nothing is known.
  let digits: String
  /// The upper end of a range.
  let upper: String?
  /// The words of its cell, where they are more than a number; empty elsewhere.
  let said: String
  /// The years of which it asks for the mean; `nil` for a value.
  private(set) var years: ClosedRange<Int>?
  /// Whether it is the mean growth of a level, percent a year.
  private(set) var isGrowth = false
  /// The good side; `nil` where it asks for nothing.
  private(set) var direction: TargetDirection?
  /// The day from which on it is asked.
  let issued: CalendarDate?
  private(set) var open: Open?

  /// A row that asks for nothing.
  init(year: Int, open: Open) {
    (self.year, self.open) = (year, open)
    (digits, upper, said, years, direction, issued) = ("", nil, "", nil, nil, nil)
  }

  /// What a plan asks of a series, or the value last seen.
  ///
  /// - Parameters:
  ///   - digits: a number, or the lower end of a range.
  ///   - isInPlace: whether the figures stay in the table, where no index of growth can be made.
  init(
    _ digits: String, of goal: StartGoal?, in year: Int, _ series: StartSeries, isInPlace: Bool,
    said: String = "", issued: CalendarDate? = nil
  ) {
    (self.digits, self.year, self.issued, upper) = (digits, year, issued, goal?.upper)
    self.said = goal == nil ? "" : said
    switch series.planned == nil ? .value : series.asked(by: goal, of: year) {
    case .value: (years, open) = (nil, nil)
    case .mean(let own): (years, open) = isInPlace ? (nil, .unasked(.meanOfUnknown)) : (own, nil)
    case .growth(let own): (years, open, isGrowth) = (own, nil, true)
    case .none(let reason): (years, open) = (nil, .unasked(reason))
    }
    direction = open == nil ? series.direction(of: goal) : nil
  }

  /// The same as one that asks for nothing.
  func left(_ reason: StartUnasked) -> StartAim {
    var aim = self
    (aim.years, aim.isGrowth, aim.direction, aim.open) = (nil, false, nil, .unasked(reason))
    return aim
  }

  var isMean: Bool { years != nil }
  /// Of a range the end counts that is easier to reach: 11% is no miss of 10-10,5%.
  var low: String? { direction.flatMap { $0.ends.contains(.low) ? digits : nil } }
  var high: String? { direction.flatMap { $0.ends.contains(.high) ? upper ?? digits : nil } }
}
