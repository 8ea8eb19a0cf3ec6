internal import Files
public import Folders
internal import Plans
public import Start
internal import Tables
internal import TimeSeries

/// The files of a scenario that was started from a user's file.
///
/// Targets are the table's own plans or the last values seen, never invented ones; every guess stands in a note beside what it
/// decided.
public struct StartFiles: Sendable {
  /// The name of the scenario and of its plan.
  public let name: String

  let draft: StartDraft
  private let places: [String]
  private let years: ClosedRange<Int>
  let horizon: Int
  let say: Catalogue
  /// How the scenario names the table, where the figures stay in it.
  private let table: StartTablePlace?

  /// Files for a draft; `nil` when it holds no year of history.
  ///
  /// - Parameters:
  ///   - draft: what was recognised.
  ///   - name: of letters, digits and hyphens.
  ///   - yearsAhead: from the last year seen to the last one simulated.
  ///   - language: of the notes.
  ///   - table: how the scenario names the table, where the figures stay in it; `nil` writes them down.
  public init?(
    _ draft: StartDraft, name: String, yearsAhead: Int, language: Language,
    table: StartTablePlace? = nil
  ) {
    guard let years = draft.years else { return nil }
    (self.draft, places) = (draft, draft.places)
    self.name = name
    self.years = years
    horizon = max(
      years.upperBound + yearsAhead, draft.series.compactMap { $0.planned?.year }.max() ?? 0)
    say = Catalogue.of(language)
    self.table = table
  }

  /// All files of the folder.
  public var outputs: [OutputFile] {
    (table == nil ? [OutputFile(observations)] : []) + (isOfYear ? [] : [OutputFile(plan)])
      + [OutputFile(name: "scenario.json", text: scenario.canonicalText)]
  }

  /// Whether the scenario is one for `scorecard` alone: the table stays and holds a plan of every series, or no series has
  /// enough years to be forecast.
  public var isOfYear: Bool {
    table != nil && draft.series.allSatisfy(\.isMeasure)
      || !draft.series.contains(where: \.isAssessable) && draft.series.contains(where: \.isMeasure)
  }

  /// Whether the figures stay in the table.
  var isInPlace: Bool { table != nil }

  // MARK: Observations

  private var observations: Table {
    var table = Table(name: "observations", columns: ObservationReader.columns)
    for series in draft.series {
      func append(
        _ ending: String, _ period: Period, _ digits: String, _ status: ObservationStatus,
        _ source: String, _ note: String, _ vintage: CalendarDate? = nil
      ) {
        table.append([
          .text(series.id + ending), .text(place(of: series)), .text(period.frequency.rawValue),
          .text(period.description), .text(digits), .text(series.unit), .text("na"),
          .text(status.rawValue), vintage.map { .text("\($0)") } ?? .blank,
          .text(source.isEmpty ? fileName : source),
          .text(note),
        ])
      }
      // A range or a mean of a plan stands in plan.csv alone.
      for one in series.yearly where series.isFigure(one) {
        append(
          "", .year(one.year), one.digits, one.status, one.source, note(one, series), one.vintage)
      }
      for one in index(of: series) {
        append(".index", .year(one.year), one.digits, .secondary, "", say("start.made.index"))
      }
      for one in series.plannedParts {
        append("", one.period, one.digits, one.status, one.source, one.note, one.vintage)
      }
      let ending = series.frequency == .quarterly ? ".quarterly" : ".monthly"
      for one in series.figures where series.frequency != .annual && one.period.frequency != .annual
      {
        append(ending, one.period, one.digits, one.status, one.source, one.note, one.vintage)
      }
      for one in series.toDate {
        let note = say("start.made.to_date", ["months": "\(one.period.positionInYear)"])
        append(".ytd", one.period, one.digits, one.status, one.source, note, one.vintage)
      }
      for one in series.earlier where series.isFigure(one) {
        append(
          series.ending(of: one), one.period, one.digits, one.status, one.source, one.note,
          one.vintage)
      }
      for one in series.earlierToDate {
        append(".ytd", one.period, one.digits, one.status, one.source, one.note, one.vintage)
      }
    }
    return table
  }

  private func note(_ year: StartYear, _ series: StartSeries) -> String {
    switch year.origin {
    case .stated: year.note
    case .cumulated: say("start.made.cumulated")
    case .made: series.yearRule.map { say("start.made.\(key($0, series))") } ?? ""
    }
  }

  func place(of series: StartSeries) -> String {
    series.place ?? places.first ?? say("start.place")
  }

  private var fileName: String {
    let file = draft.file.split(separator: "/").last.map(String.init) ?? ""
    return draft.sheet.map { "\(file)#\($0.name)" } ?? file
  }

  func displayName(_ series: StartSeries) -> String {
    guard places.count > 1, let place = series.place else { return series.name }
    return "\(series.name) – \(place)"
  }

  // MARK: Scenario

  private var scenario: JSONNode {
    let places = [
      "file": fileName, "series": "\(draft.series.count)", "first": "\(years.lowerBound)",
      "last": "\(years.upperBound)", "horizon": "\(horizon)",
    ]
    let isDated = draft.series.contains { series in
      (series.figures + series.toDate + series.plannedParts).contains { $0.vintage != nil }
        || series.yearly.contains { $0.vintage != nil }
    }
    let data = table != nil ? "data.in_place" : isDated ? "data.dated" : "data"
    let isPlanned = draft.isPlanned
    let plan = isPlanned ? "plan.planned" : "plan"
    let title = isOfYear ? "start.title.year" : isPlanned ? "start.title.planned" : "start.title"
    let notes = (isOfYear ? ["origin", data] : ["origin", plan, data, "horizon"]).map {
      JSONNode.text(say("start.note.\($0)", places))
    }
    return .keys([
      "name": .text(name),
      "note": .list(notes),
      "title": inBoth(title, places),
      "region": region,
      "data": .list([table.map { $0.entry(draft) } ?? .text("observations.csv")]),
      "plans": isOfYear ? nil : .list([.text("plan.csv")]),
      "horizon": isOfYear ? nil : .integer(horizon),
      "indicators": isOfYear
        ? nil
        : .list(zip(draft.series, draft.isTargeted).flatMap { indicators($0, isTargeted: $1) }),
      "measures": measures.isEmpty ? nil : .list(measures),
      "simulation": .keys([
        "paths": .integer(20_000), "seed": .integer(1),
        "note": .text(say("start.note.simulation")),
      ]),
    ])
  }

  private var region: JSONNode {
    let open = table == nil ? "open" : "open.in_place"
    let key = places.isEmpty ? open : places.count == 1 ? "one" : "several"
    return .keys([
      "geo": .text(places.first ?? say("start.place")),
      "note": .text(say("start.note.region.\(key)")),
    ])
  }

  /// An indicator; of a rate whose plan is a mean of years its index, the rate and the mean of it.
  private func indicators(_ series: StartSeries, isTargeted: Bool) -> [JSONNode] {
    let own = indicator(series, isTargeted: isTargeted)
    if let growth = growth(of: series) { return [own, growth] }
    return means(of: series) ?? [own]
  }

  private func indicator(_ series: StartSeries, isTargeted: Bool) -> JSONNode {
    let guess = series.guess
    let reference: JSONNode =
      places.count > 1
      ? .keys(["level": .text(series.id), "geo": .text(place(of: series))]) : .text(series.id)
    let isBounded = guess.bounds.lower.isFinite || guess.bounds.upper.isFinite
    return .keys([
      "id": .text(series.indicatorID),
      "name": .text(displayName(series)),
      "unit": series.unit.isEmpty ? nil : .text(series.unit),
      "kind": .text(guess.kind.rawValue),
      "scale": .text(guess.scale.rawValue),
      "bounds": isBounded
        ? .keys([
          "lower": guess.bounds.lower.isFinite ? .number(guess.bounds.lower) : nil,
          "upper": guess.bounds.upper.isFinite ? .number(guess.bounds.upper) : nil,
        ]) : nil,
      "resolution": guess.resolution.map { .number($0) },
      "series": series.isAssessable ? reference : nil,
      "not_assessed": series.isAssessable ? nil : tooShort(series),
      "note": .list(
        (notes(series) + (isTargeted ? [] : [say("start.note.hidden")])).map(JSONNode.text)),
    ])
  }

  /// What is reported within the year and planned, as `scorecard` follows it.
  private var measures: [JSONNode] {
    draft.series.filter(\.isMeasure).map { series in
      func reference(_ ending: String) -> JSONNode { .text(series.id + ending) }
      let geo: JSONNode? = places.count > 1 ? .text(place(of: series)) : nil
      let ending = series.frequency == .quarterly ? ".quarterly" : ".monthly"
      let isCumulated =
        !series.toDate.isEmpty && [nil, .sum].contains(series.yearRule)
      return .keys([
        "id": .text(series.indicatorID),
        "name": .text(displayName(series)),
        "unit": series.unit.isEmpty ? nil : .text(series.unit),
        "frequency": .text(series.reported.rawValue),
        "series": .keys([
          "level": reference(series.hasParts ? ending : ""),
          "level_to_date": isCumulated ? reference(".ytd") : nil, "geo": geo,
        ]),
        "year_is": series.yearRule.map { .text($0.rawValue) },
        "plan": .keys(["level": reference(""), "geo": geo]),
        "direction": .text(series.guess.direction.rawValue),
        "note": .text(say("start.note.measure")),
      ])
    }
  }

  private func tooShort(_ series: StartSeries) -> JSONNode {
    let places = ["years": "\(series.history.count)", "minimum": "\(StartSeries.minimumYears)"]
    return inBoth("start.reason.short", places)
  }

  /// A sentence in both languages.
  private func inBoth(_ key: String, _ places: [String: String]) -> JSONNode {
    .keys([
      "en": .text(Catalogue.of(.en)(key, places)), "vi": .text(Catalogue.of(.vi)(key, places)),
    ])
  }

  /// What was guessed of a series and why, a sentence each.
  private func notes(_ series: StartSeries) -> [String] {
    let guess = series.guess
    var notes = [
      say("start.note.kind.\(guess.reason.rawValue)"),
      say("start.note.direction.\(guess.directionReason.rawValue)"),
    ]
    if series.unit.isEmpty { notes.append(say("start.note.unit")) }
    if let reason = series.yearReason, !series.history.isEmpty {
      notes.append(yearNote(series, reason))
    }
    if draft.isFiscal { notes.append(say("start.fiscal")) }
    if !series.isAssessable {
      notes.append(say("start.note.short", ["id": series.id]))
    }
    return notes
  }

  /// How the years were made and why.
  private func yearNote(_ series: StartSeries, _ reason: StartYearReason) -> String {
    guard let rule = series.yearRule else {
      return say("start.note.year.\(reason.rawValue)")
    }
    return say("start.note.year.\(key(rule, series))") + " "
      + say("start.note.year.reason.\(reason.rawValue)")
  }

  /// The end of the keys of sentences on how a year was made.
  private func key(_ rule: StartYearRule, _ series: StartSeries) -> String {
    "\(rule.rawValue).\(series.frequency.rawValue)"
  }
}
