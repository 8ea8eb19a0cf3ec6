internal import Files
internal import Plans

/// How one probability came about, step by step, from the tables of its run.
public struct Explanation: Sendable {
  private let words: PageWords
  private let target: TableRow
  private let width: Int

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
    let rows = words.rows("attainment.csv")
    let found =
      rows.first { $0["plan"] + ":" + $0["ref"] == reference }
      ?? rows.first { $0["plan"] + "/" + $0["ref"] == reference }
      ?? rows.first { $0["ref"] == reference }
    guard let found else { return nil }
    target = found
  }

  /// The rows of a run that bear a reference, as `PLAN:REF`; several where several plans have it.
  public static func rows(_ folder: FolderTables, reference: String) -> [String] {
    folder.rows("attainment.csv").filter { $0["ref"] == reference }.map {
      $0["plan"] + ":" + $0["ref"]
    }
  }

  /// References of a run, for a hint.
  public static func references(_ folder: FolderTables) -> [String] {
    folder.rows("attainment.csv").map { $0["ref"] }
  }

  /// The text, ending in a line end.
  public var text: String {
    let steps =
      (isOver
      ? [asked, known, fact, together]
      : [asked, known, forecast, futures, judged, chance, together, trust])
      .filter { !$0.isEmpty }
    var lines = brokenLines(
      words.say("explain.heading", ["ref": target["ref"], "name": target["name"]]), width: width)
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

  private var indicator: String { target["indicator"] }
  private var isAssessed: Bool { target.number("probability") != nil }
  /// Whether the figure of the target's year is published: a fact, which no model gave.
  private var isOver: Bool { isAssessed && target["basis"] == "data" && target["model"].isEmpty }
  private var unit: String { words.unit(target) }

  /// What came of a target whose year is published.
  private var fact: [String] {
    let shortfall = target.number("shortfall_p50") ?? 0
    let isMet = (target.number("probability") ?? 0) > 0.5
    return [
      words.say(
        isMet ? "explain.over.met" : "explain.over.missed",
        [
          "year": target["year"], "value": words.short(target, "p50"), "unit": unit,
          "shortfall": words.number.short(max(0, shortfall)),
        ])
    ]
  }

  private var projections: [TableRow] {
    words.rows("projections.csv").filter { $0["indicator"] == indicator }
  }

  private var asked: [String] {
    let say = words.say
    let facts = [
      "wanted": words.wanted(target), "year": target["year"], "plan": target["plan"],
      "agency": target["lead_agency"], "unit": unit, "note": target["note"],
    ]
    guard isAssessed else { return [say("explain.not_assessed", facts)] }
    return [say(target["lead_agency"].isEmpty ? "explain.asked" : "explain.asked.agency", facts)]
  }

  private var known: [String] {
    guard isAssessed else { return [] }
    let say = words.say
    let actual = projections.filter { $0["kind"] == "actual" }
    guard let first = actual.first, let last = actual.last else {
      let isComputed = target["basis"] == "data" || target["basis"] == "derived"
      return [say(isComputed ? "explain.known.computed" : "explain.known.none")]
    }
    let derived = words.rows("history.csv").filter {
      $0["indicator"] == indicator && $0["origin"] == "derived"
    }
    return [
      say(
        "explain.known",
        [
          "count": "\(actual.count)", "first": first["period"], "last": last["period"],
          "value": words.short(last, "mean"), "unit": unit, "derived": "\(derived.count)",
        ])
    ]
  }

  private var fit: JSONNode? {
    words.folder.fits?["indicators"]?.elements.first { $0["indicator"]?.string == indicator }
  }

  private var forecast: [String] {
    guard isAssessed else { return [] }
    let say = words.say
    var sentences = [say.word("basis.explained.", target["basis"])]
    let reason = fit?["reason"]?.string ?? ""
    let key = "run.reason.\(reason)"
    sentences.append(
      say(
        say.keys.contains(key) ? "explain.model.reason" : "explain.model",
        ["model": target["model"], "reason": say.keys.contains(key) ? say(key) : ""]))
    if !target["note"].isEmpty { sentences.append(say("explain.note", ["note": target["note"]])) }
    let parameters = (fit?["parameters"]?.elements ?? []).map { parameter in
      say(
        "explain.parameter",
        [
          "name": parameter["name"]?.string ?? "",
          "value": parameter["value"]?.number.map { words.number.short($0) } ?? "–",
        ])
    }
    if !parameters.isEmpty {
      sentences.append(say("explain.parameters", ["list": parameters.joined(separator: "; ")]))
    }
    return sentences
  }

  private var futures: [String] {
    guard isAssessed else { return [] }
    let say = words.say
    var sentences = [
      say(
        "explain.futures",
        [
          "paths": words.number.fixed(
            words.folder.manifest["paths"]?.number ?? 0, decimals: 0),
          "year": target["year"], "p10": words.short(target, "p10"),
          "p50": words.short(target, "p50"), "p90": words.short(target, "p90"), "unit": unit,
        ])
    ]
    let drivers = words.rows("drivers.csv").filter {
      $0["indicator"] == indicator && $0["year"] == target["year"] && ($0.number("share") ?? 0) > 0
    }
    if !drivers.isEmpty {
      let parts = drivers.map { row in
        say(
          "explain.driver",
          [
            "driver": say.word("driver.", row["driver"]),
            "share": words.number.percent(row.number("share") ?? .nan),
          ])
      }
      sentences.append(say("explain.drivers", ["list": parts.joined(separator: ", ")]))
    }
    return sentences
  }

  private var judged: [String] {
    words.rows("priors.csv").filter { $0["ref"] == target["ref"] }.map { row in
      words.say(
        "explain.prior",
        [
          "author": row["author"], "weight": words.number.percent(row.number("weight") ?? .nan),
          "without": words.number.percent(row.number("probability_before") ?? .nan),
        ])
    }
  }

  private var chance: [String] {
    guard isAssessed, let share = target.number("probability"),
      let error = target.number("mc_error"), let paths = words.folder.manifest["paths"]?.number
    else { return [] }
    let say = words.say
    let number = words.number
    var sentences = [
      say(
        "explain.chance",
        [
          "met": number.fixed(share * paths, decimals: 0),
          "paths": number.fixed(paths, decimals: 0), "p": number.percent(share),
          "error": number.points(error),
          "low": number.percent(max(0, share - 1.96 * error)),
          "high": number.percent(min(1, share + 1.96 * error)),
        ])
    ]
    let first = target["first_year_p50"]
    sentences.append(
      first.isEmpty ? say("explain.first.none") : say("explain.first", ["year": first]))
    if let shortfall = target.number("shortfall_p50"), shortfall > 0 {
      sentences.append(
        say("explain.shortfall", ["value": number.short(shortfall), "unit": unit]))
    }
    // A figure computed from others has no known level to start from.
    let isKnown = projections.contains { $0["kind"] == "actual" } || target["basis"] != "data"
    if isKnown, let required = target.number("required_per_year") {
      sentences.append(say("explain.required", ["value": number.short(required)]))
    }
    return sentences
  }

  private var together: [String] {
    words.rows("limits.csv").filter { $0["plan"] == target["plan"] && $0["ref"] == target["ref"] }
      .filter { ($0.number("only_missed") ?? 0) > 0 }
      .map { row in
        words.say(
          "explain.together",
          [
            "group": words.group(row),
            "alone": words.number.percent(row.number("only_missed") ?? .nan),
            "now": words.number.percent(row.number("p_all") ?? .nan),
            "then": words.number.percent(row.number("p_all_if_certain") ?? .nan),
          ])
      }
  }

  private var trust: [String] {
    guard isAssessed else { return [] }
    let rows = words.rows("calibration.csv").filter {
      $0["scope"] == "series:" + indicator && $0["level"] == "80"
    }
    guard let row = rows.first, let cases = row.number("cases"), cases > 0 else {
      return [words.say("explain.trust.none")]
    }
    let isOwn = target["basis"] == "data"
    return [
      words.say(
        isOwn ? "explain.trust" : "explain.trust.borrowed",
        [
          "share": words.number.percent(row.number("covered") ?? .nan),
          "cases": words.number.fixed(cases, decimals: 0),
        ])
    ]
  }
}
