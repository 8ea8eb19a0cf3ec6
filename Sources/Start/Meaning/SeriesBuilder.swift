internal import Files
internal import Plans
internal import TimeSeries

/// Makes series of drafts: their years, their ids, what is guessed of them.
struct SeriesBuilder {
  private let drafts: [SeriesDraft]
  private let mixed: Fault?
  private let request: StartRequest
  private let file: String
  private var ids = UniqueIDs()
  private var seriesIDs: [String: String] = [:]
  private var series: [StartSeries] = []
  private var leftOut: [StartDraft.LeftOut] = []
  /// Faults of series that only count where no other series has enough years.
  private var pending: [Fault] = []
  /// Series without a whole year of which nothing says what their parts make of one.
  private var openRules: [(place: Int, frequency: Frequency, location: SourceLocation)] = []

  init(_ drafts: [SeriesDraft], mixed: Fault?, request: StartRequest, file: String) {
    self.drafts = drafts
    self.mixed = mixed
    self.request = request
    self.file = file
  }

  /// The series, and what was left out of them.
  mutating func build(
    faults: inout FaultCollector
  ) -> (series: [StartSeries], leftOut: [StartDraft.LeftOut]) {
    let before = faults.found.count
    let severalPlaces = Set(drafts.map { $0.first.place.map { SeriesName($0) } }).count > 1
    let kept = drafts.filter { isKept($0) }
    for draft in kept { add(draft, severalPlaces: severalPlaces, faults: &faults) }
    guard request.needsYears, faults.found.count == before,
      !series.contains(where: \.isAssessable)
    else {
      return (series, leftOut)
    }
    // Where no year is whole the plan of it may be followed all the same.
    if series.contains(where: \.isMeasure) { return (series, leftOut) }
    let asked = openRules.filter { series[$0.place].isMeasureOnceAsked }
    if !asked.isEmpty {
      for (place, frequency, location) in asked {
        faults.note(
          .start(.undecidedYear(series: series[place].title, TimeUnit(frequency))), at: location,
          hint: .start(.yearlyOption))
      }
    } else if !pending.isEmpty {
      faults.note(pending)
    } else if kept.isEmpty, let draft = drafts.first {
      faults.note(.layout(.noFigures), at: draft.first.location, hint: .start(.nameValueColumn))
    } else {
      for (draft, short) in zip(kept, series) {
        faults.note(
          .start(
            .tooFewYears(
              series: short.title, years: short.history.count, minimum: StartSeries.minimumYears)),
          at: draft.first.location, hint: .start(.moreYears))
      }
    }
    return (series, leftOut)
  }

  /// Years that make a series of a comparison, beside months of the year under way.
  private static let enoughYears = 3

  /// Whether a draft is an indicator; comparisons of months and figures of other periods are none.
  private mutating func isKept(_ draft: SeriesDraft) -> Bool {
    let reason: StartDraft.LeftOut.Reason
    switch draft.first.measure {
    case .otherPeriod: reason = .otherPeriod
    case .comparison:
      // Years by themselves tell it, whatever is known of the one under way.
      let years = draft.cells.keys.count { $0.slot.isYear }
      let isYearly = years == draft.cells.count || years >= Self.enoughYears
      if isYearly, drafts.contains(where: { isMade(draft, of: $0) }) {
        leftOut.append(StartDraft.LeftOut(title: draft.name, reason: .derived))
        return false
      }
      let isAlone = drafts.allSatisfy { $0.first.measure == .comparison }
      if isYearly || isAlone || (request.yearly != nil && request.yearly != .sum) { return true }
      reason = .comparison
    default: return true
    }
    leftOut.append(
      StartDraft.LeftOut(title: draft.name, reason: reason))
    return false
  }

  /// Whether a comparison is told of a thing whose figures stand beside it.
  private func isMade(_ comparison: SeriesDraft, of draft: SeriesDraft) -> Bool {
    switch draft.first.measure {
    case .comparison, .otherPeriod: return false
    default: break
    }
    // Growth may be one at constant prices, which no figure beside it tells.
    if StartWords(comparison.first.title).contains(anyOf: StartWords.growth) { return false }
    let isBare = StartMeasure.isBareComparison(comparison.first.title)
    return (isBare || !comparison.first.base.isEmpty && comparison.first.base == draft.first.base)
      && comparison.first.place.map { SeriesName($0) } == draft.first.place.map { SeriesName($0) }
  }

  private mutating func add(
    _ draft: SeriesDraft, severalPlaces: Bool, faults: inout FaultCollector
  ) {
    let title = draft.displayTitle(file: file)
    let unit = draft.unit.isEmpty && draft.isPercent ? "%" : draft.unit
    let years: StartYears
    do throws(StartYears.Obstacle) {
      years = try StartYears(draft, title: title, unit: unit, yearly: request.yearly)
    } catch {
      let fault = fault(error, draft, title)
      guard error.leavesSeries || !request.needsYears && error != .looksCumulated else {
        return faults.note([fault])
      }
      pending.append(fault)
      years = StartYears(
        withoutYears: draft, title: title, unit: unit, yearly: request.yearly)
      if years.rule == nil {
        openRules.append((series.count, years.frequency, draft.first.location))
      }
    }
    let name = draft.first.id ?? title
    let id = seriesIDs[name] ?? ids.make(slug(name))
    seriesIDs[name] = id
    let place = draft.first.place
    let plans = years.planned + years.toDate + years.figures
    var guess = StartGuess(
      title: title, unit: unit, years: years.yearly.filter(\.status.isHistory),
      parts: years.figures.filter(\.status.isHistory),
      planned: years.yearly.filter { !$0.status.isHistory }.map(\.value)
        + plans.filter { !$0.status.isHistory }.map(\.value))
    let goals = years.yearly.compactMap(\.goal) + plans.compactMap(\.goal)
    if let stated = goals.lazy.filter({ $0.upper == nil }).compactMap(\.direction).last {
      (guess.direction, guess.directionReason) = (stated, .stated)
    }
    guess.settleStructure(title, years.yearly)
    series.append(
      StartSeries(
        id: id, indicatorID: severalPlaces ? ids.make("\(id).\(slug(place ?? ""))") : id,
        title: title, place: place, unit: unit, frequency: years.frequency,
        figures: years.figures, toDate: years.toDate, plannedParts: years.planned,
        earlier: draft.published.parts.map { $0.asPart(of: years.frequency) },
        earlierToDate: draft.published.toDate,
        yearRule: years.rule,
        yearReason: years.reason, yearly: years.yearly, partYears: years.partYears,
        guess: guess,
        isNameless: draft.isNameless, location: draft.first.location))
  }

  private func fault(
    _ obstacle: StartYears.Obstacle, _ draft: SeriesDraft, _ title: String
  ) -> Fault {
    let place = draft.first.location
    let problem: StartProblem
    let hint: StartHint
    switch obstacle {
    case .openRule(let frequency):
      (problem, hint) = (.undecidedYear(series: title, TimeUnit(frequency)), .yearlyOption)
    case .mixed(let first, let second):
      return mixed ?? .mixed(TimeUnit(first), at: place, TimeUnit(second), at: place)
    case .looksCumulated: (problem, hint) = (.looksCumulated(title), .nameCumulated)
    case .noWholeYear(let missing):
      (problem, hint) = (.noWholeYear(series: title, missing: missing), .wholeYears)
    case .neverToDecember(let last):
      (problem, hint) = (.cumulatedOnly(series: title, through: last), .yearsToDecember)
    }
    return Fault(.start(problem), at: place, hint: .start(hint))
  }
}

extension Fault {
  /// Figures of one frequency where those of another stand.
  static func mixed(
    _ first: TimeUnit, at firstPlace: SourceLocation, _ second: TimeUnit,
    at place: SourceLocation
  ) -> Fault {
    Fault(
      .start(.mixedFrequencies(first: first, second: second, firstAt: firstPlace)), at: place,
      hint: .start(.oneFrequency))
  }
}

extension StartGuess {
  /// Takes the side of a part of a whole from where its plan lies beside the last figure.
  fileprivate mutating func settleStructure(_ title: String, _ years: [StartYear]) {
    let isShare: Bool =
      switch reason {
      case .share, .shareAtBound, .fraction, .fractionAtBound, .ratio: true
      default: false
      }
    guard isShare, directionReason == .usual, StartStructure.names(title),
      let last = years.last(where: \.status.isHistory),
      let plan = years.last(where: { $0.status == .plan }), plan.year > last.year
    else { return }
    directionReason = .structure
    if plan.value < last.value { direction = .atMost }
  }
}

extension StartFigure {
  /// The figure of a month as that of the quarter in a series of quarters.
  fileprivate func asPart(of frequency: Frequency) -> StartFigure {
    guard frequency == .quarterly, period.frequency == .monthly else { return self }
    return with(.holding(month: period.positionInYear, of: period.year, .quarterly))
  }
}

extension StartSlot {
  /// Whether it is a year.
  var isYear: Bool {
    if case .period(let period) = self { period.frequency == .annual } else { false }
  }
}

/// Names taken from paths.
public enum StartName {
  /// The name of a file without folder and ending.
  public static func stem(of path: String) -> String {
    let place = TableAddress.file(of: path) ?? String(TableAddress.shown(path).prefix { $0 != "?" })
    let name = place.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return String(name) }
    return String(name[..<point])
  }

  /// A name of letters, digits and hyphens; that of a sheet stands behind its workbook's.
  public static func identifier(of path: String) -> String {
    let address = WorkbookAddress(path)
    let name = [stem(of: address.file), address.sheet ?? ""].joined(separator: " ")
    return String(slug(name, orElse: "scenario").map { $0 == "_" || $0 == "." ? "-" : $0 })
  }
}

/// Ids of which none is given twice.
private struct UniqueIDs {
  private var given: Set<String> = []

  mutating func make(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while !given.insert(id).inserted {
      id = "\(wanted)_\(number)"
      number += 1
    }
    return id
  }
}
