internal import Plans
internal import TimeSeries
internal import Tracking

/// What is said of measures in words.
struct ScorecardWords {
  let say: Catalogue
  let style: NumberStyle

  init(_ language: Language) {
    say = Catalogue.of(language)
    style = NumberStyle(language)
  }

  /// What a reader must know of a row.
  func note(_ measure: Scorecard.Measure, _ row: Scorecard.Row) -> String {
    var notes: [String] = []
    if row.status == .outlook, let basis = basis(measure) { notes.append(basis) }
    if let published = row.contradicted {
      let unit = say.language.text(measure.unit)
      notes.append(say("scorecard.contradicted", ["published": figure(published, unit: unit)]))
    }
    if let lack = row.lack, !lack.saysBasis { notes.append(self.lack(lack)) }
    if let apart = plansApart(measure, row) { notes.append(apart) }
    if row.isMedian { notes.append(say("scorecard.median")) }
    if let same = sameAs(measure) { notes.append(same) }
    if let prices = prices(measure) { notes.append(prices) }
    if !measure.note.isEmpty { notes.append(measure.note) }
    return notes.joined(separator: "; ")
  }

  /// That the plans of a period's parts add up to something else than its own; `nil` where they do not.
  private func plansApart(_ measure: Scorecard.Measure, _ row: Scorecard.Row) -> String? {
    row.plannedParts.map { parts in
      let unit = say.language.text(measure.unit)
      return say(
        "scorecard.plans_apart",
        [
          "period": period(row.period), "plan": stated(row.plan, unit: unit),
          "parts": parts.periods.map(period).joined(separator: " + "),
          "sum": figure(parts.sum, unit: unit),
        ])
    }
  }

  /// What a scorecard's readers must know: how months of measures were used, and plans that do not add up.
  func notes(_ card: Scorecard) -> [(note: GrowthNote, text: String)] {
    NotesTable.rows(card.drivers, card.sectors, say.language)
      + card.plansApart.map { note, measure, row in
        (
          note: note,
          text: say(
            "growth.note.\(note.kind.rawValue)",
            [
              "name": say.language.text(measure.name), "plans": plansApart(measure, row) ?? "",
            ])
        )
      }
  }

  /// That a measure is counted with another; `nil` where it stands for itself.
  func sameAs(_ measure: Scorecard.Measure) -> String? {
    measure.sameAs.map { say("scorecard.same_as", ["other": say.language.text($0)]) }
  }

  /// What is missing of a period.
  func lack(_ lack: Scorecard.Row.Lack) -> String {
    switch lack {
    case .figures(let periods):
      let key = periods.first?.months.count == 1 ? "months" : "quarters"
      return say("scorecard.lack.\(key)", ["periods": names(periods)])
    case .figuresBefore(let periods):
      let key = periods.first?.months.count == 1 ? "months_before" : "quarters_before"
      let year = periods.first.map { "\($0.year)" } ?? ""
      return say("scorecard.lack.\(key)", ["periods": names(periods), "year": year])
    case .base: return say("scorecard.lack.base")
    case .baseAhead: return say("scorecard.lack.base_ahead")
    case .unsettled: return say("scorecard.lack.unsettled")
    }
  }

  /// Single months or quarters of a year; three and more in a row by the first and the last of them.
  private func names(_ periods: [PeriodOfYear]) -> String {
    func name(_ period: PeriodOfYear) -> String {
      let last = period.months.upperBound
      return period.months.count == 1 ? "\(last)" : Self.numerals[last / 3 - 1]
    }
    var runs: [[PeriodOfYear]] = []
    for period in periods {
      if runs.last?.last?.months.upperBound == period.months.lowerBound - 1 {
        runs[runs.count - 1].append(period)
      } else {
        runs.append([period])
      }
    }
    return runs.flatMap { run -> [String] in
      run.count < 3 ? run.map(name) : ["\(name(run[0]))–\(name(run[run.count - 1]))"]
    }.joined(separator: ", ")
  }

  /// Why nothing is said of what is ahead, or that it rests on little; `nil` where it rests on enough.
  func basis(_ measure: Scorecard.Measure) -> String? {
    if let lack = measure.whole?.lack, lack.saysBasis { return self.lack(lack) }
    switch measure.basis {
    case .data, .sector, .over: return nil
    case .little, .gaps, .tooShort, .baseOpen, .fewEnds, .allZero, .noFigures, .undated:
      return say("scorecard.basis.\(measure.basis.rawValue)")
    }
  }

  /// The prices a measure is counted at.
  func prices(_ measure: Scorecard.Measure) -> String? {
    switch measure.priceBasis {
    case .current: say("scorecard.prices.current")
    case .constant:
      measure.baseYear.map { say("scorecard.prices.constant_of", ["year": "\($0)"]) }
        ?? say("scorecard.prices.constant")
    case nil: nil
    }
  }

  private static let numerals = ["I", "II", "III", "IV"]

  /// A period as people write it.
  func period(_ period: PeriodOfYear) -> String {
    if period.isWholeYear { return say("scorecard.period.year") }
    let last = period.months.upperBound
    if period.months.count == 1 { return say("scorecard.period.month", ["month": "\(last)"]) }
    if period.months.count == 3, last.isMultiple(of: 3) {
      return say("scorecard.period.quarter", ["quarter": Self.numerals[last / 3 - 1]])
    }
    return say("scorecard.period.months", ["months": "\(last)"])
  }

  /// How many measures are met and will be: a sentence for what is over, another for what is open.
  func joint(
    _ period: PeriodOfYear, _ counts: [String: String], chance: Double?, error: Double?
  ) -> String {
    let all = chance.map { chance in
      error.map { "\(style.percent(chance)) ± \(style.points($0))" } ?? style.percent(chance)
    }
    let places = counts.merging([
      "period": dated(period), "all": all ?? "–",
    ]) { $1 }
    let left =
      counts["left"] == "0" ? "" : " " + say("scorecard.joint.left", ["left": counts["left"] ?? ""])
    let key =
      counts["open"] == "0"
      ? "scorecard.joint.over"
      : counts["low"] == counts["high"] ? "scorecard.joint.same" : "scorecard.joint"
    return say(key, places) + left
  }

  /// A period with its year.
  func dated(_ period: PeriodOfYear) -> String {
    period.isWholeYear
      ? say("scorecard.dated.year", ["year": "\(period.year)"])
      : say("scorecard.dated", ["period": self.period(period), "year": "\(period.year)"])
  }

  /// The newest period within the year that results are told of: of those with a plan, else of stretches from January;
  /// of several that end together the longest.
  ///
  /// - Parameter told: what is over and known.
  static func latest(_ told: [(period: PeriodOfYear, isPlanned: Bool)]) -> PeriodOfYear? {
    let parts = told.filter { !$0.period.isWholeYear }
    let planned = parts.filter(\.isPlanned)
    return (planned.isEmpty ? parts.filter(\.period.isToDate) : planned).map(\.period).max()
  }

  /// Of stretches that are planned and open the one that ends first; of several that end together the longest.
  static func next(_ open: [PeriodOfYear]) -> PeriodOfYear? {
    open.min {
      ($0.months.upperBound, $0.months.lowerBound) < ($1.months.upperBound, $1.months.lowerBound)
    }
  }

  /// A figure with two decimals where it is a rate, with about three digits where it is small, else whole; what is whole
  /// itself, as counts are, has none.
  func figure(_ value: Double?, unit: String) -> String {
    guard let value else { return "–" }
    let size = abs(value)
    if unit != "%", value == value.rounded() { return style.fixed(value, decimals: 0) }
    if unit == "%" || size < 100 { return style.fixed(value, decimals: 2) }
    return style.fixed(value, decimals: size < 1000 ? 1 : 0)
  }

  /// A figure that somebody stated: as others beside it, and with all its digits where these are more.
  func stated(_ value: Double?, unit: String) -> String {
    let figure = figure(value, unit: unit)
    guard let value, NumberStyle.statedDecimals(value) != nil else { return figure }
    let given = style.given(value)
    return given.count > figure.count ? given : figure
  }

  /// A plan with the sign of its direction.
  func plan(_ plan: Double?, _ direction: String?, high: Double?, unit: String) -> String {
    let low = stated(plan, unit: unit)
    guard plan != nil, let direction = direction.flatMap({ TargetDirection(rawValue: $0) }) else {
      return low
    }
    if let high { return "\(low) – \(stated(high, unit: unit))" }
    return direction == .atLeast ? low : "\(direction.sign) \(low)"
  }

  /// What the rest must come to, by the direction of its plan: at least a number, at the most one, or between two; `nil`
  /// where nothing tells it.
  ///
  /// - Parameter text: writes a number.
  func rest(
    _ value: Double?, high: Double?, _ direction: String?, _ text: (Double) -> String
  ) -> String? {
    switch (direction.flatMap { TargetDirection(rawValue: $0) }, value, high) {
    case (.atMost, let value?, _): "\(TargetDirection.atMost.sign) \(text(value))"
    case (.range, let low?, let high?): "\(text(low)) – \(text(high))"
    // The lower end is reached already.
    case (.range, nil, let high?): "\(TargetDirection.atMost.sign) \(text(high))"
    case (.range, _, nil): nil
    default: value.map(text)
    }
  }

  /// How limits of the rest are read; `nil` where plans ask for more alone.
  ///
  /// - Parameter directions: of plans that are open.
  func limits(_ directions: [String?]) -> String? {
    directions.contains { ["at_most", "range"].contains($0) } ? say("scorecard.limits") : nil
  }

  /// Whether a plan was met, or its chance.
  func chance(_ row: Scorecard.Row) -> String {
    switch row.verdict {
    case .met: return say("tracking.met")
    case .missed: return say("tracking.missed")
    case .open:
      guard let chance = row.probability, let error = row.probabilityError else {
        return say("scorecard.not_assessed")
      }
      return "\(style.percent(chance)) ± \(style.points(error))"
    case nil: return "–"
    }
  }
}

extension Scorecard.Row.Lack {
  /// Whether it is why nothing is said of what is ahead.
  var saysBasis: Bool {
    if case .figuresBefore = self { true } else { false }
  }
}
