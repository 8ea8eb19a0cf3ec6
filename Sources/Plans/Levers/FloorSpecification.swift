public import Files
internal import TimeSeries

/// A share that must not fall below a floor in any of several years.
public struct FloorSpecification: Sendable {
  /// The id.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// The indicator that must keep it.
  public let indicator: String
  /// The floor, in the indicator's unit.
  public let value: Double
  /// The indicator with the money that the share is of; `nil` where no amounts are asked for.
  public let spending: String?
  /// The years in which it holds.
  public let years: ClosedRange<Int>
  /// Where it was laid down.
  public let source: String
  /// Where it is named.
  public let location: SourceLocation
}

/// Reads floors; faults of meaning are collected.
enum FloorDecoder {
  static var field: Field {
    .optional("floors", .array(floor), "Shares that no year may undercut.")
  }

  private static var floor: Shape {
    .object([
      .required("id", ScenarioShape.name, "Id of the floor; letters, digits, -."),
      .optional("title", ScenarioShape.text, "Title for readers."),
      .required("indicator", .string(), "Indicator that must keep it."),
      .required("at_least", .number(), "The floor, in the indicator's unit."),
      .optional(
        "spending", .string(),
        "Indicator with the money of which the share is percent; gives amounts beside the shares."),
      .required("start", .integer(1900...2999), "First year."),
      .optional("end", .integer(1900...2999), "Last year; the horizon by default."),
      .required("source", .string(), "Where it was laid down."),
    ])
  }

  static func floors(
    _ node: JSONNode?, horizon: Int, faults: inout FaultCollector
  ) -> [FloorSpecification] {
    var floors: [FloorSpecification] = []
    for element in node?.elements ?? [] {
      guard let id = element["id"]?.string, let indicator = element["indicator"]?.string,
        let value = element["at_least"]?.number, let start = element["start"]?.integer,
        let source = element["source"]?.string
      else { continue }
      let end = element["end"]?.integer ?? horizon
      guard start <= end, end <= horizon else {
        let key = start <= end ? "end" : "start"
        faults.note(
          .value(.conflict(key: key, .relation("start ≤ end ≤ horizon (\(horizon))"))),
          at: element[key]?.location ?? element.location)
        continue
      }
      if let first = floors.first(where: { $0.id == id }) {
        faults.note(
          .scenario(.duplicateLever(id, firstLine: first.location.line)), at: element.location)
      }
      floors.append(
        FloorSpecification(
          id: id, title: ScenarioDecoder.text(element["title"]) ?? LocalizedText(en: id, vi: id),
          indicator: indicator, value: value, spending: element["spending"]?.string,
          years: start...end, source: source,
          location: element.location))
    }
    return floors
  }

  /// Checks the indicators that floors name.
  static func check(_ scenario: Scenario, faults: inout FaultCollector) {
    let ids = scenario.indicators.map(\.id)
    for floor in scenario.floors {
      for named in [floor.indicator, floor.spending].compactMap({ $0 })
      where scenario.indicator(named) == nil {
        faults.note(
          .scenario(.unknownIndicator(named)), at: floor.location,
          hint: nearestName(to: named, among: ids).map(Hint.didYouMean))
      }
    }
  }
}
