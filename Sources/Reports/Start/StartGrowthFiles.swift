internal import Files
public import Folders
internal import Plans
public import Start
internal import Tables
internal import TimeSeries

/// The files of a growth scenario that was started from a table of sectors.
///
/// No target is invented: the variant asks for what the file itself plans, or for the growth of the last year.
public struct StartGrowthFiles: Sendable {
  /// The name of the scenario.
  public let name: String

  private let draft: GrowthDraft
  private let profiles: [GrowthProfile]
  private let say: Catalogue

  /// Files for a draft.
  public init(_ draft: GrowthDraft, profiles: [GrowthProfile], name: String, language: Language) {
    self.draft = draft
    self.profiles = profiles
    self.name = name
    say = Catalogue.of(language)
  }

  /// All files of the folder.
  public var outputs: [OutputFile] {
    [OutputFile(observations)] + (profiles.isEmpty ? [] : [OutputFile(profile)])
      + [OutputFile(name: "scenario.json", text: scenario.canonicalText)]
  }

  private var place: String { draft.place ?? say("start.place") }
  private var fileName: String { draft.file.split(separator: "/").last.map(String.init) ?? "" }

  // MARK: Observations

  private func id(_ sector: GrowthSector, toDate: Bool = false) -> String {
    "\(sector.id).\(draft.isGrowth ? "growth" : "level")\(toDate ? ".ytd" : "")"
  }

  /// The series of growth from January on that stands beside levels.
  private func growthID(_ sector: GrowthSector) -> String { "\(sector.id).growth.ytd" }

  private var observations: Table {
    var table = Table(name: "observations", columns: ObservationReader.columns)
    for sector in draft.sectors {
      for (figures, isToDate) in [(sector.figures, false), (sector.toDate, true)] {
        for one in figures {
          let note = sector.isRest ? say("start.growth.note.rest") : one.note
          table.append([
            .text(id(sector, toDate: isToDate)), .text(place), .text(one.period.frequency.rawValue),
            .text(one.period.description), .text(one.digits),
            .text(draft.isGrowth ? "%" : draft.unit), .text(draft.prices?.rawValue ?? "na"),
            .text(one.status.rawValue),
            .blank, .text(one.source.isEmpty ? fileName : one.source), .text(note),
          ])
        }
      }
      for one in sector.growthToDate {
        table.append([
          .text(growthID(sector)), .text(place), .text(one.period.frequency.rawValue),
          .text(one.period.description), .text(one.digits), .text("%"), .text("na"),
          .text(one.status.rawValue), .blank, .text(fileName), .text(one.note),
        ])
      }
    }
    return table
  }

  private var profile: Table {
    var table = Table(name: "profile", columns: ObservationReader.columns)
    var seen: Set<String> = []
    for profile in profiles where seen.insert("\(profile.id)\n\(profile.geo)").inserted {
      for row in profile.rows {
        table.append([
          .text(row.key.id), .text(row.key.geo), .text(row.key.frequency.rawValue),
          .text(row.period.description), .number(row.value), .text(row.unit),
          .text(row.priceBasis), .text(row.status.rawValue),
          row.vintage.map { .text($0.description) } ?? .blank, .text(row.source), .text(row.note),
        ])
      }
    }
    return table
  }

  // MARK: Scenario

  private var places: [String: String] {
    [
      "file": fileName, "sectors": "\(draft.sectors.count)", "year": "\(draft.nextYear)",
      "first": draft.span?.first.description ?? "", "last": draft.span?.last.description ?? "",
    ]
  }

  private var scenario: JSONNode {
    let key = draft.place == nil ? "open" : "one"
    return .keys([
      "name": .text(name),
      "note": .list(
        ["origin", "data"].map { JSONNode.text(say("start.growth.note.\($0)", places)) }
          + [.text(say("start.growth.structure.\(draft.structure.rawValue)"))]),
      "title": inBoth("start.growth.title", places),
      "region": .keys([
        "geo": .text(place), "note": .text(say("start.note.region.\(key)")),
      ]),
      "data": .list(
        ["observations.csv"].map(JSONNode.text) + (profiles.isEmpty ? [] : [.text("profile.csv")])),
      "sectors": .list(draft.sectors.map(sector)),
      "stated_levels": stated.isEmpty ? nil : .list(stated),
      "variants": variant.map { .list([$0]) },
      "simulation": .keys(["paths": .integer(20_000), "seed": .integer(1)]),
    ])
  }

  private func sector(_ sector: GrowthSector) -> JSONNode {
    let isLeaf = !draft.sectors.contains { $0.parent == sector.id }
    let lent =
      profiles.first { $0.sector == sector.id }
      ?? (isLeaf ? profiles.first { $0.sector == nil } : nil)
    let key = draft.isGrowth ? "growth" : "level"
    return .keys([
      "id": .text(sector.id),
      "parent": sector.parent.map(JSONNode.text),
      "name": sector.isMade
        ? inBoth("start.growth.whole", [:])
        : sector.isRest
          ? inBoth("start.growth.rest", ["title": sector.title]) : .text(sector.title),
      "series": sector.isMade
        ? nil
        : draft.isGrowth
          ? .keys([
            key: sector.figures.isEmpty ? nil : .text(id(sector)),
            "growth_to_date": sector.toDate.isEmpty ? nil : .text(id(sector, toDate: true)),
          ])
          : .keys([
            key: sector.figures.isEmpty ? nil : .text(id(sector)),
            "level_to_date": sector.toDate.isEmpty ? nil : .text(id(sector, toDate: true)),
            "growth_to_date": sector.growthToDate.isEmpty ? nil : .text(growthID(sector)),
          ]),
      "profile": lent.map { .keys(["id": .text($0.id), "geo": .text($0.geo)]) },
    ])
  }

  /// Sizes of sectors, where figures are growth alone; of the whole an index.
  private var stated: [JSONNode] {
    guard draft.isGrowth, let top = draft.top else { return [] }
    let parents = Set(draft.sectors.compactMap(\.parent))
    guard draft.sectors.count > 1 else {
      let year = draft.nextYear - 1
      return [
        level(
          top.id, year, 100, tolerance: 0.001,
          say("start.growth.reason.index", ["year": "\(year)"]))
      ]
    }
    return draft.sectors.compactMap { sector in
      guard !parents.contains(sector.id), let size = sector.size, let value = Double(size) else {
        return nil
      }
      return level(
        sector.id, draft.sizeYear, value,
        tolerance: PrintedDecimals.halfStep(printedDecimals(ArraySlice(size.utf8))),
        say("start.growth.reason.size", places))
    }
  }

  private func level(
    _ sector: String, _ year: Int, _ value: Double, tolerance: Double, _ reason: String
  ) -> JSONNode {
    .keys([
      "sector": .text(sector), "period": .text("\(year)"), "value": .number(value),
      "tolerance": .number(tolerance), "reason": .text(reason),
    ])
  }

  private var variant: JSONNode? {
    guard let top = draft.top else { return nil }
    func variant(_ id: String, _ title: JSONNode, _ key: String, _ value: Double) -> JSONNode {
      .keys([
        "id": .text(id), "title": title,
        "conditions": .list([
          .keys([
            "sector": .text(top.id), "period": .text("\(draft.nextYear)"), key: .number(value),
          ])
        ]),
      ])
    }
    if let plan = draft.plan {
      return variant(
        say.language == .vi ? "ke-hoach" : "plan", inBoth("start.growth.title.plan", places),
        draft.isGrowth ? "growth" : "level",
        plan.value)
    }
    guard let last = draft.lastGrowth else { return nil }
    let steps = last.decimals == 1 ? 10.0 : 100.0
    let value = (steps * last.value).rounded() / steps
    return variant(
      say.language == .vi ? "nhu-nam-truoc" : "last",
      .keys([
        "en": .text(Catalogue.of(.en)("start.growth.title.last", words(last, .en))),
        "vi": .text(Catalogue.of(.vi)("start.growth.title.last", words(last, .vi))),
      ]), "growth", value)
  }

  private func words(
    _ last: (value: Double, year: Int, decimals: Int), _ language: Language
  ) -> [String: String] {
    let style = NumberStyle(language)
    return ["year": "\(last.year)", "value": style.fixed(last.value, decimals: last.decimals)]
  }

  private func inBoth(_ key: String, _ places: [String: String]) -> JSONNode {
    .keys([
      "en": .text(Catalogue.of(.en)(key, places)), "vi": .text(Catalogue.of(.vi)(key, places)),
    ])
  }
}
