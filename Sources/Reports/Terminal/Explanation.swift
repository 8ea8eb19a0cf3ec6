internal import Attainment
internal import Models
internal import Pipeline
internal import Tables
internal import Tracking

/// How one probability came about, step by step, from the tables of its run.
public struct Explanation: Sendable {
  let words: PageWords
  let target: Table.Record
  private let width: Int
  var say: Catalogue { words.say }

  /// An explanation of one target.
  ///
  /// - Parameters:
  ///   - folder: of a run.
  ///   - reference: the place in the plan, `I.6`; or `PLAN:REF` where several plans have it.
  ///   - language: of the sentences; that of the run by default. Names are those that the run has written.
  ///   - width: of the terminal.
  /// - Returns: `nil` when no row of the run bears the reference.
  public init?(
    _ folder: FolderTables, reference: String, language: Language? = nil, width: Int
  ) {
    words = PageWords(folder: folder, language: language ?? folder.language)
    self.width = width
    let rows = words.records(AttainmentTable.definition)
    let found =
      rows.first { Self.name($0) == reference }
      ?? rows.first { Self.name($0, "/") == reference }
      ?? rows.first { $0[CommonColumns.reference] == reference }
    guard let found else { return nil }
    target = found
  }

  private static func name(_ row: Table.Record, _ mark: String = ":") -> String {
    row[CommonColumns.plan] + mark + row[CommonColumns.reference]
  }

  /// The rows of a run that bear a reference, as `PLAN:REF`; several where several plans have it.
  public static func rows(_ folder: FolderTables, reference: String) -> [String] {
    folder.records(AttainmentTable.definition)
      .filter { $0[CommonColumns.reference] == reference }.map { name($0) }
  }

  /// References of a run, for a hint.
  public static func references(_ folder: FolderTables) -> [String] {
    folder.records(AttainmentTable.definition).map { $0[CommonColumns.reference] }
  }

  /// The text, ending in a line end.
  public var text: String {
    let steps =
      (PageWords.isMilestone(target)
      ? [milestone, tasks, shared, chance, together]
      : isOver
        ? [asked, known, fact, together]
        : [asked, known, forecast, futures, judged, measured, chance, together, trust])
      .filter { !$0.isEmpty }
    var lines = brokenLines(
      say(
        "explain.heading",
        ["ref": target[CommonColumns.reference], "name": target[CommonColumns.target]]),
      width: width)
    for sentence in supposed { lines += brokenLines(sentence, width: width) }
    for (index, step) in steps.enumerated() {
      lines.append("")
      for (place, sentence) in step.enumerated() {
        let head = place == 0 ? "\(index + 1). " : "   "
        for (line, text) in brokenLines(sentence, width: width - 3).enumerated() {
          lines.append((line == 0 ? head : "   ") + text)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The variant that the run's present year meets, and the years that the growth scenario tells.
  private var supposed: [String] {
    let manifest = words.folder.manifest
    let carried = (manifest.growth ?? []).filter { $0.indicator == indicator }
    return (manifest.variantTitle.map { [say("summary.variant", ["title": $0])] } ?? [])
      + carried.compactMap { item in item.years.map { say.carried(item.name, $0) } }
  }

  private var indicator: String { target[CommonColumns.indicator] }
  private var basis: Basis? { target[AttainmentTable.basis] }
  private var year: String { target[AttainmentTable.year].map { "\($0)" } ?? "" }
  private var isAssessed: Bool { target[AttainmentTable.probability] != nil }
  /// Whether the figure of the target's year is published: a fact, which no model gave.
  private var isOver: Bool { isAssessed && basis == .data && target[AttainmentTable.model] == nil }
  private var unit: String { words.unit(target) }

  /// What came of a target whose year is published.
  private var fact: [String] {
    let shortfall = target[AttainmentTable.shortfall] ?? 0
    let isMet = (target[AttainmentTable.probability] ?? 0) > 0.5
    let note = target[AttainmentTable.note]
    return [
      say(
        isMet ? "explain.over.met" : "explain.over.missed",
        [
          "year": year, "value": words.short(target, CommonColumns.p50), "unit": unit,
          "shortfall": words.number.short(max(0, shortfall)),
        ])
    ] + (note.isEmpty ? [] : [say("explain.note", ["note": note])])
  }

  private var projections: [Table.Record] {
    words.records(ProjectionTable.definition).filter { $0[CommonColumns.indicator] == indicator }
  }

  /// Years in which its indicator is simulated.
  private var simulatedYears: Int {
    projections.count { $0[ProjectionTable.kind] == .projection }
  }

  private var asked: [String] {
    let agency = target[AttainmentTable.agency]
    let wanted = words.wanted(target)
    let facts = [
      "wanted": wanted, "year": year, "plan": target[CommonColumns.plan],
      "agency": agency, "note": target[AttainmentTable.note],
      // A bound that is written with its sign needs no unit behind it.
      "in_unit": unit == "%" && wanted.hasSuffix("%") ? "" : " (\(unit))",
    ]
    guard isAssessed else { return [say("explain.not_assessed", facts)] }
    return [say(agency.isEmpty ? "explain.asked" : "explain.asked.agency", facts)]
  }

  private var known: [String] {
    guard isAssessed else { return [] }
    let actual = projections.filter { $0[ProjectionTable.kind] == .actual }
    guard let first = actual.first, let last = actual.last else {
      let isComputed = basis == .data || basis == .derived
      return [say(isComputed ? "explain.known.computed" : "explain.known.none")]
    }
    let derived = words.records(HistoryTable.definition).filter {
      $0[CommonColumns.indicator] == indicator && $0[HistoryTable.origin] == .derived
    }
    let key =
      actual.count > 1
      ? "explain.known" : derived.isEmpty ? "explain.known.one" : "explain.known.one.derived"
    return [
      say(
        key,
        [
          "count": "\(actual.count)", "first": say.period(first[CommonColumns.period]),
          "last": say.period(last[CommonColumns.period]),
          "value": words.short(last, ProjectionTable.mean), "unit": unit,
          "derived": "\(derived.count)",
        ])
    ]
  }

  private var fit: RunFits.Fit? {
    words.folder.fits?.indicators?.first { $0.indicator == indicator }
  }

  private var forecast: [String] {
    guard isAssessed else { return [] }
    let reason = fit?.reason.map { say("run.reason.\($0.rawValue)") }
    var sentences = [
      basis.map { say("basis.explained.\($0.code)") } ?? "",
      say(
        reason == nil ? "explain.model" : "explain.model.reason",
        [
          "model": say.model(target[AttainmentTable.model]?.code ?? ""), "reason": reason ?? "",
        ]),
    ]
    let note = target[AttainmentTable.note]
    if !note.isEmpty { sentences.append(say("explain.note", ["note": note])) }
    sentences += words.sources(of: indicator)
    let parameters = (fit?.parameters ?? []).map { parameter in
      say(
        "explain.parameter",
        [
          "name": say.parameter(parameter.name ?? ""),
          "value": parameter.value.map { words.number.short($0) } ?? "–",
        ])
    }
    if !parameters.isEmpty {
      sentences.append(say("explain.parameters", ["list": parameters.joined(separator: "; ")]))
    }
    return sentences
  }

  private var futures: [String] {
    guard isAssessed else { return [] }
    var sentences = [
      say(
        "explain.futures",
        [
          "paths": words.paths, "year": year, "p10": words.short(target, CommonColumns.p10),
          "p50": words.short(target, CommonColumns.p50),
          "p90": words.short(target, CommonColumns.p90), "unit": unit,
        ])
    ]
    let drivers = words.records(DriverTable.definition).filter {
      $0[CommonColumns.indicator] == indicator
        && $0[CommonColumns.year] == target[AttainmentTable.year]
        && ($0[DriverTable.share] ?? 0) > 0
    }
    // Where most futures print one value, nothing is left to say of what spreads them.
    let isSpread = target[CommonColumns.p10] != target[CommonColumns.p90]
    if !drivers.isEmpty, isSpread {
      let parts = drivers.map { row in
        say(
          "explain.driver",
          [
            "driver": row[DriverTable.driver].map { say("driver.\($0.code)") } ?? "",
            "share": words.percent(row, DriverTable.share),
          ])
      }
      sentences.append(say("explain.drivers", ["list": parts.joined(separator: ", ")]))
    }
    return sentences
  }

  private var judged: [String] {
    words.records(PriorTable.definition)
      .filter { Self.name($0) == Self.name(target) }
      .map { row in
        say(
          "explain.prior",
          [
            "author": row[PriorTable.author], "weight": words.percent(row, PriorTable.weight),
            "without": words.percent(row, PriorTable.before),
          ])
      }
  }

  var chance: [String] {
    guard isAssessed, let share = target[AttainmentTable.probability],
      let error = target[CommonColumns.error], let paths = words.folder.manifest.paths
    else { return [] }
    let number = words.number
    var sentences = [
      say(
        "explain.chance",
        [
          "met": number.fixed(share * Double(paths), decimals: 0),
          "paths": words.paths, "p": number.percent(share),
          "error": number.points(error),
          "low": number.percent(max(0, share - 1.96 * error)),
          "high": number.percent(min(1, share + 1.96 * error)),
        ])
    ]
    // What is defined in one year alone is met in that or never.
    if PageWords.isMilestone(target) || simulatedYears != 1 {
      sentences.append(
        target[AttainmentTable.firstYear].map {
          say(
            PageWords.isMilestone(target) ? "explain.first.milestone" : "explain.first",
            ["year": "\($0)"])
        }
          ?? say("explain.first.none"))
    }
    if let shortfall = target[AttainmentTable.shortfall], shortfall > 0 {
      sentences.append(say("explain.shortfall", ["value": number.short(shortfall), "unit": unit]))
    }
    if let pace = words.pace(target) { sentences.append(pace) }
    return sentences
  }

  /// Nothing of what is over: it cannot become certain.
  private var together: [String] {
    if isOver { return [] }
    return words.records(LimitTable.definition)
      .filter { Self.name($0) == Self.name(target) && ($0[LimitTable.alone] ?? 0) > 0 }
      .map { row in
        say(
          "explain.together",
          [
            "group": NamedGroup(row).words(say, plan: row[CommonColumns.plan]),
            "alone": words.percent(row, LimitTable.alone),
            "now": words.percent(row, LimitTable.all),
            "then": words.percent(row, LimitTable.certain),
          ])
      }
  }

  private var trust: [String] {
    guard isAssessed else { return [] }
    let row = words.records(CalibrationTable.definition).first {
      $0[CalibrationTable.scope] == .series(indicator) && $0[CalibrationTable.level] == 80
    }
    guard let row, let cases = row[CalibrationTable.cases], cases > 0 else {
      // Its class may have been tried, where its own past is too short.
      return [words.held(target) ?? say("explain.trust.none")]
    }
    return [
      say(
        basis == .data ? "explain.trust" : "explain.trust.borrowed",
        [
          "share": words.percent(row, CalibrationTable.covered),
          "cases": words.number.fixed(Double(cases), decimals: 0),
        ])
    ]
  }
}
