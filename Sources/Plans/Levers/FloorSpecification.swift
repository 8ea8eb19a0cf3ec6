public import Files
internal import TimeSeries

/// A share that must not fall below a floor in any of several years.
public struct FloorSpecification: Sendable, Named {
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
      .required("start", ScenarioShape.year, "First year."),
      .optional("end", ScenarioShape.year, "Last year; the horizon by default."),
      .required("source", .string(), "Where it was laid down."),
    ])
  }

  static func floors(
    _ list: [JSONNode], horizon: Int, faults: inout FaultCollector
  ) -> [FloorSpecification] {
    ScenarioDecoder.distinct(
      list, faults: &faults, { .scenario(.duplicateLever($0, firstLine: $1)) }
    ) { node, faults in
      guard let id = node["id"]?.string, let indicator = node["indicator"]?.string,
        let value = node["at_least"]?.number, let start = node["start"]?.integer,
        let source = node["source"]?.string
      else { return nil }
      let end = node["end"]?.integer ?? horizon
      guard start <= end, end <= horizon else {
        let key = start <= end ? "end" : "start"
        faults.noteConflict(
          key, .relation("start ≤ end ≤ horizon (\(horizon))"), at: node.place(of: key))
        return nil
      }
      return FloorSpecification(
        id: id, title: node.text("title", orElse: id), indicator: indicator, value: value,
        spending: node["spending"]?.string, years: start...end, source: source,
        location: node.location)
    }
  }

  /// Checks the indicators that floors name.
  static func check(_ scenario: Scenario, faults: inout FaultCollector) {
    let ids = scenario.indicators.map(\.id)
    for floor in scenario.floors {
      for named in [floor.indicator, floor.spending].compactMap({ $0 })
      where scenario.indicator(named) == nil {
        faults.note(
          .scenario(.unknownIndicator(named)), at: floor.location,
          hint: faults.nearest(to: named, among: ids))
      }
    }
  }
}
