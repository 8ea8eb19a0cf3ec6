internal import Attainment
internal import Pipeline
internal import Plans
public import Tables

/// `base_rates.csv`.
enum BaseRateTable {
  /// One rate, or that nothing comparable is known.
  typealias Row = (row: BaseRateRow, rate: BaseRate?)

  /// In what a change a year is.
  enum Unit: String, Fact, FieldValue, CaseIterable {
    case percent, points
  }

  static let asked = Column<Double>(
    "asked_per_year",
    "Change a year that the target asks for; blank where it asks for no pace or its start is not known."
  )
  static let unit = Column<Unit>(
    "asked_unit", "percent: growth of a level; points: in the unit of the indicator.")
  static let askedYears = Column<Int>("asked_years", "Over so many years.")
  static let source = Column<BaseRate.Source.Kind>(
    "source",
    "own_past (spells of the series itself), proxy_past (spells of the series that stands in for it), regions (that the scenario names), official_targets (met or not, however high), reference_class (that comes with the program), pool (spells of comparable series from about the same level) or not_assessed: nothing comparable is known, or no change is asked for."
  )

  static let spell = Column<Int>("years", "Years over which changes were compared.")
  static let cases = Column<Int>("cases", "Spells, regions, targets or histories in all.")
  static let reached = Column<Int>(
    "reached", "How many of them were as fast, or were met.")
  static let share = Column<Double>("share", "Their share.")
  static let place = Column<String>(
    "place", "File and lines of the figures; empty for what comes with the program.")

  static let definition = TableDefinition<Spoken<Row>>(
    "base_rates", "How often something as fast as an open target came about.",
    ofScenario: [
      Field(CommonColumns.plan) { $0.row.target.planID },
      Field(CommonColumns.reference) { $0.row.target.reference },
      Field(CommonColumns.indicator) { $0.row.target.indicatorID },
      Field(CommonColumns.target) { $0.language.text($0.row.target.name) },
      Field(CommonColumns.year.meaning("Year due.")) { $0.row.target.year },
      Field(asked) { $0.row.asked?.perYear },
      Field(unit) { spoken in
        spoken.row.asked.map { $0.isGrowth ? .percent : .points }
      },
      Field(askedYears) { $0.row.asked?.years },
      Field(source) { $0.rate?.source.kind ?? .notAssessed },
      Field(spell) { $0.rate?.years },
      Field("first", "First year of the past that was looked at.") { $0.rate?.span?.lowerBound },
      Field("last", "Last year of it.") { $0.rate?.span?.upperBound },
      Field(cases) { $0.rate?.cases },
      Field(reached) { $0.rate?.reached },
      Field(share) { $0.rate?.share },
      Field(place) { $0.rate?.place ?? "" },
      Field(CommonColumns.finding) { spoken in
        let words = BaseRateWords(spoken.language)
        return spoken.rate.map(words.fragment) ?? words.none
      },
    ])

  static func rows(_ rows: [BaseRateRow]) -> [Row] {
    rows.flatMap { row -> [Row] in
      row.rates.isEmpty ? [(row, nil)] : row.rates.map { (row, $0) }
    }
  }
}

extension BaseRate.Source.Kind: Fact, FieldValue {}

/// How often something as fast came about, in words.
package struct BaseRateWords {
  private let say: Catalogue
  private let number: NumberStyle
  private let language: Language

  package init(_ language: Language) {
    self.language = language
    say = Catalogue.of(language)
    number = NumberStyle(language)
  }

  /// Where nothing is known.
  var none: String { say("rate.none") }

  /// One rate, for a list behind a colon.
  func fragment(_ rate: BaseRate) -> String {
    var places = [
      "reached": "\(rate.reached)", "cases": number.fixed(Double(rate.cases), decimals: 0),
      "share": number.percent(rate.share), "years": "\(rate.years)",
      "first": "\(rate.span?.lowerBound ?? 0)", "last": "\(rate.span?.upperBound ?? 0)",
    ]
    var key = "rate.\(rate.source.kind.rawValue)"
    switch rate.source {
    case .ownPast, .proxyPast: break
    case .officialTargets: return say(key, places)
    case .regions(let name):
      places["name"] = say.language.text(name)
      // One figure a region, over all the years.
      if rate.years == rate.span?.count { return say(key, places) }
      key += ".spells"
    case .referenceClass(let id): places["class"] = say("class.\(id)")
    case .pool(let id, let levels):
      places["class"] = say("class.\(id)")
      places["low"] = number.short(levels.lowerBound)
      places["high"] = number.short(levels.upperBound)
    }
    return say(rate.years == 1 ? key + ".year" : key, places)
  }

  /// What a target asks for with its chance, and what is known of such a pace.
  package func line(
    _ reference: String, name: String, asked: (perYear: Double, isGrowth: Bool, years: Int),
    isLess: Bool, unit: String, chance: String, rates: [String]
  ) -> String {
    let kind = asked.isGrowth ? "growth" : "points"
    // What is to be at most something falls, or rises by no more.
    let sense = isLess ? asked.perYear < 0 ? ".fall" : ".most" : asked.perYear < 0 ? ".least" : ""
    // Shares change by points, others by their own unit.
    let points = WantedValue.isPercent(unit) ? say("rate.points") : say.unit(unit)
    let change = number.short(abs(asked.perYear))
    return say(
      "rate.line.\(kind)\(sense)\(asked.years == 1 ? ".year" : "")",
      [
        "ref": "\(name) (\(reference))",
        "asked": asked.isGrowth || points.isEmpty ? change : "\(change) \(points)",
        "years": "\(asked.years)",
        "chance": chance, "rates": rates.joined(separator: "; "),
      ])
  }

  /// The same of a row of a result.
  ///
  /// - Parameters:
  ///   - isThin: whether the chance bears no more than whole percents.
  ///   - withTargets: says what came of official targets, too.
  func line(
    _ row: BaseRateRow, chance: Double, isThin: Bool = false, withTargets: Bool = true
  ) -> String? {
    let rates = row.rates.filter { withTargets || $0.source != .officialTargets }
    return row.asked.map { asked in
      line(
        row.target.reference, name: language.text(row.target.name),
        asked: (asked.perYear, asked.isGrowth, asked.years),
        isLess: row.target.direction?.asksForLess == true, unit: row.target.unit,
        chance: number.chance(chance, isThin: isThin),
        rates: rates.isEmpty ? [none] : rates.map(fragment))
    }
  }

  /// Fewer spells say too little for a chance to lie far from them.
  private static let few = 10
  /// A chance and a rate lie far apart from so many hundredths on, or where one is so many times the other and some
  /// hundredths lie between.
  private static let (far, times, some) = (0.2, 3.0, 0.05)

  /// One rate as it is told beside a chance.
  typealias Told = (kind: BaseRate.Source.Kind, cases: Int, share: Double)

  /// What a chance rests on and what the rates beside it count, where one of them lies far from it; else `nil`.
  ///
  /// Official targets were asked for whatever was: their rate is of no such pace.
  ///
  /// - Parameter values: own yearly figures behind the chance.
  func apart(_ chance: Double?, _ rates: [Told], basis: Basis?, values: Int?) -> String? {
    guard let chance, let basis else { return nil }
    let isApart = rates.contains { $0.cases >= Self.few && Self.speaksAgainst(chance, $0) }
    guard isApart else { return between(chance, rates, basis) }
    switch basis {
    case .data:
      guard let values, values > 1 else { return say("rate.apart.data.some") }
      return say("rate.apart.data", ["values": "\(values)"])
    case .anchor, .proxy, .derived, .judgement: return say("rate.apart.\(basis.code)")
    case .illustrative, .reference, .notAssessed: return nil
    }
  }

  /// Whether a rate lies far from a chance, however few cases it has.
  static func speaksAgainst(_ chance: Double, _ rate: Told) -> Bool {
    let gap = abs(rate.share - chance)
    return rate.kind != .officialTargets
      && (gap > far || gap > some && max(rate.share, chance) > times * min(rate.share, chance))
  }

  /// Rates contradict each other from so many hundredths between them on.
  private static let contradiction = 0.5

  /// That a chance lies between rates which contradict each other, few spells among them.
  private func between(_ chance: Double, _ rates: [Told], _ basis: Basis) -> String? {
    let shares = rates.filter { $0.kind != .officialTargets }.map(\.share)
    guard let low = shares.min(), let high = shares.max(), high - low > Self.contradiction,
      low < chance, chance < high
    else { return nil }
    switch basis {
    case .data: return say("rate.between.data")
    case .anchor, .proxy, .derived, .judgement: return say("rate.between")
    case .illustrative, .reference, .notAssessed: return nil
    }
  }

  /// What is known of the pace that a requirement comes to.
  func required(_ rates: [BaseRate]) -> String {
    say("rate.required", ["rates": rates.map(fragment).joined(separator: "; ")])
  }
}
