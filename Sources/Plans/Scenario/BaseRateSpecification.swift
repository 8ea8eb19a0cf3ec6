public import Files
internal import TimeSeries

/// Growth of comparable regions, to hold what a plan asks for against.
public struct BaseRateSpecification: Sendable {
  /// The levels that grow like it.
  public let indicators: [String]
  /// The series of all regions: growth of years, or averages over several years, percent.
  public let series: String
  /// The years that count; `nil` for all. Averages count that are over exactly these years.
  public let years: ClosedRange<Int>?
  /// How many regions there are, where only the fastest are listed; `nil` where those that are listed are all.
  public let all: Int?
  /// What the regions are called.
  public let name: LocalizedText
  /// Where it is named.
  public let location: SourceLocation
}

/// Reads base rates; faults of meaning are collected.
enum BaseRateDecoder {
  static var field: Field {
    .optional(
      "base_rates", .array(rate),
      "Growth of comparable regions, counted beside the plan's chances of growth.")
  }

  private static var rate: Shape {
    .object([
      .required(
        "indicators", .array(.string(), minimum: 1), "Levels whose growth it is compared with."),
      .required(
        "series", .string(),
        "Series id of the regions' growth in percent, by year (A) or averaged over years (P); of every geo in the data."
      ),
      .optional("start", ScenarioShape.year, "First year that counts; with end."),
      .optional(
        "end", ScenarioShape.year, "Last year; averages count that are over start to end exactly."),
      .optional(
        "of", .integer(1...1_000_000),
        "All regions there are, where the data list only the fastest."),
      .required("name", ScenarioShape.text, "What the regions are called, in the plural."),
    ])
  }

  static func rates(
    _ list: [JSONNode], faults: inout FaultCollector
  ) -> [BaseRateSpecification] {
    list.compactMap { node in
      guard let series = node["series"]?.string, let name = node.text("name") else { return nil }
      let (start, end) = (node["start"]?.integer, node["end"]?.integer)
      var years: ClosedRange<Int>?
      if let start, let end, start <= end { years = start...end }
      if (start != nil || end != nil) && years == nil {
        faults.noteConflict("start", .relation("start ≤ end"), at: node.place(of: "start"))
        return nil
      }
      return BaseRateSpecification(
        indicators: node.list("indicators").compactMap(\.string), series: series, years: years,
        all: node["of"]?.integer, name: name, location: node.location)
    }
  }

  /// The size from which on half of all figures are no growth in percent.
  private static let largestGrowth = 50.0

  /// Why a series gives no base rate of growth; `nil` where it gives one.
  private static func doubt(
    _ rate: BaseRateSpecification, _ observations: ObservationSet, asOf: CalendarDate?
  ) -> BaseRateDoubt? {
    let keys = observations.keys(id: rate.series)
    func rows(_ frequency: Frequency) -> [Observation] {
      keys.filter { $0.frequency == frequency }.flatMap {
        observations.history(of: $0, asOf: asOf)
      }
    }
    let years = rows(.annual)
    let counted = years.filter { rate.years?.contains($0.period.year) ?? true }
    let spans = rows(.span).filter { row in
      rate.years.map { row.period == Period.span(from: $0.lowerBound, through: $0.upperBound) }
        ?? true
    }
    guard !counted.isEmpty || !spans.isEmpty else {
      guard let first = years.map(\.period.year).min(), let last = years.map(\.period.year).max()
      else { return .noYears }
      return .otherYears(first: first, last: last)
    }
    let sizes = (counted + spans).map { abs($0.value) }.sorted()
    let middle = sizes[sizes.count / 2]
    return middle > largestGrowth ? .levels(middle: middle) : nil
  }

  /// Checks the indicators and series that base rates name.
  static func check(
    _ scenario: Scenario, _ named: NamedSeries, faults: inout FaultCollector
  ) {
    let observations = named.observations
    let ids = scenario.indicators.map(\.id)
    for rate in scenario.baseRates {
      for id in rate.indicators where scenario.indicator(id) == nil {
        faults.note(
          .scenario(.unknownIndicator(id)), at: rate.location,
          hint: faults.nearest(to: id, among: ids))
      }
      if observations.keys(id: rate.series).isEmpty {
        if named.unread.mayHold(id: rate.series) { continue }
        let known = Set(observations.keys.map(\.id)).sorted()
        faults.note(
          .series(.unknown(rate.series)), at: rate.location,
          hint: faults.nearest(to: rate.series, among: known))
      } else if let doubt = doubt(rate, observations, asOf: scenario.asOf) {
        faults.warn(.series(.emptyBaseRate(series: rate.series, doubt)), at: rate.location)
      }
    }
  }
}
