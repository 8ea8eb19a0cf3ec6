public import Files
public import TimeSeries

/// A former region that has become a part of the one that a scenario is about.
public struct RegionPart: Sendable, Hashable {
  /// The name in the observation files.
  public let geo: String
  /// Its level in the base year, where none is published, for whatever grows as a whole.
  public let weight: Double?
  /// The same for single series, by their names.
  public let weights: [SeriesName: Double]
  /// The base year; `nil` where the level stands for any year.
  public let year: Int?
  /// Where it is named.
  public let location: SourceLocation
}

/// Reads the parts of a region; faults of meaning are collected.
enum RegionParts {
  static var field: Field {
    .optional(
      "parts", .array(part, minimum: 1),
      "Former regions that it is made of: where it publishes nothing itself, levels are their sum, growth and targets are weighted by the base of the year before."
    )
  }

  private static let levels = 1e-9...1e15

  private static var part: Shape {
    .object([
      .required("geo", .string(), "Name of the former region in the observation files."),
      .optional(
        "weight", .either(.number(levels), .array(weight, minimum: 1)),
        "Its level in the base year, in the same unit for every part, where no level is published; or one for each series of growth."
      ),
      .optional("year", ScenarioShape.year, "Base year of the weight; any by default."),
    ])
  }

  private static var weight: Shape {
    .object([
      .required("series", .string(), "Series of growth, or of levels that grow so."),
      .required("value", .number(levels), "Level in the base year."),
    ])
  }

  static func parts(
    _ region: JSONNode, of geo: String, faults: inout FaultCollector
  ) -> [RegionPart] {
    var parts: [RegionPart] = []
    for node in region.list("parts") {
      guard let name = node["geo"]?.string else { continue }
      if SeriesName(name) == SeriesName(geo) {
        faults.note(.parts(.partOfItself(geo)), at: node.place(of: "geo"))
        continue
      }
      if let first = parts.first(where: { SeriesName($0.geo) == SeriesName(name) }) {
        faults.note(
          .value(.doubledEntry(name, list: "parts", firstLine: first.location.line)),
          at: node.place(of: "geo"), hint: .listOnce)
        continue
      }
      let single = node.list("weight").compactMap { entry -> (SeriesName, Double)? in
        guard let series = entry["series"]?.string, let value = entry["value"]?.number else {
          return nil
        }
        return (SeriesName(series), value)
      }
      parts.append(
        RegionPart(
          geo: name, weight: node["weight"]?.number,
          weights: Dictionary(single) { first, _ in first }, year: node["year"]?.integer,
          location: node.location))
    }
    return parts
  }

  /// Figures of the region made of those of its parts, and series joined, in the places of the others.
  ///
  /// - Returns: the region's series that could not be made, which faults say already.
  static func make(
    _ scenario: Scenario, observations: inout ObservationSet, places: inout ObservationPlaces,
    faults: inout FaultCollector
  ) -> Set<SeriesName> {
    let parts = scenario.region.parts
    var refused: Set<SeriesName> = []
    var known = Set(parts.map { SeriesName($0.geo) })
    if !parts.isEmpty {
      let geos = Set(observations.keys.map(\.geo))
      for part in parts where !geos.contains(where: { SeriesName($0) == SeriesName(part.geo) }) {
        known.remove(SeriesName(part.geo))
        faults.note(
          .parts(.unknownPart(part.geo)), at: part.location,
          hint: faults.nearest(to: part.geo, among: geos.sorted()))
      }
    }
    for family in parts.isEmpty ? [] : PartFamily.all(of: scenario) {
      if known.count < parts.count {
        refused.formUnion(family.members.map { SeriesName($0.id) })
      } else {
        var sums = PartSums(
          family, region: scenario.region, observations: observations, asOf: scenario.asOf)
        sums.run(faults: &faults)
        refused.formUnion(sums.refused)
        for made in sums.made { add(made, to: &observations, &places) }
      }
    }
    for splice in scenario.splices {
      let made = SeriesSplices.rows(
        splice, isRate: SeriesSplices.isRate(splice, scenario, observations), observations,
        asOf: scenario.asOf, faults: &faults)
      for row in made { add(row, to: &observations, &places) }
    }
    return refused
  }

  /// A figure that no file holds, and the one in whose place faults see it.
  struct Made {
    let observation: Observation
    let like: Observation
  }

  private static func add(
    _ made: Made, to observations: inout ObservationSet, _ places: inout ObservationPlaces
  ) {
    guard let series = observations.find(made.like.key), let row = made.like.row else { return }
    let place = places.place(ofRow: row, in: series)
    observations.insert(made.observation)
    if let number = observations.find(made.observation.key) { places.append(place, to: number) }
  }

  /// Series of a scenario that stand for others, with the places and ids that these have.
  static func lent(to uses: [SeriesReference], of scenario: Scenario) -> [SeriesReference] {
    let region = SeriesName(scenario.region.geo)
    let joined = scenario.splices.map(\.from)
    let own = (uses + joined).filter { SeriesName($0.geo) == region }
    return joined
      + own.flatMap { series in
        scenario.region.parts.flatMap { part in
          [series.id, series.id + SeriesSelection.cumulatedEnd].map {
            SeriesReference(id: $0, geo: part.geo, location: series.location)
          }
        }
      }
  }
}
