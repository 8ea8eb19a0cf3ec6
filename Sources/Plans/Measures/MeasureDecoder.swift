internal import Files
internal import TimeSeries

/// Reads the measures of a scenario; faults of meaning are collected.
struct MeasureDecoder {
  /// The region's place, used where a series names none.
  let geo: String

  static var field: Field {
    .optional(
      "measures", .array(measure),
      "Numbers of the year's scenario beside the sectors: revenue, exports, industrial production, …"
    )
  }

  private static var measure: Shape {
    .object(
      [
        .required("id", .string(), "Id that plans use."),
        .optional("name", ScenarioShape.text, "Name for readers."),
        .optional("unit", ScenarioShape.text, "Unit for readers; that of its series by default."),
        .optional(
          "frequency", .string(oneOf: ["M", "Q"]),
          "M or Q: how often it is reported; the finest of its series by default."),
        .optional("series", series, "Its published series; a text means levels."),
        .optional("sector", .string(), "In place of series: a sector of the growth scenario."),
        .optional(
          "year_is", .choice(of: MeasureSpecification.Total.self),
          "What a year makes of its periods; sum by default, index where an index or growth alone is published."
        ),
        .optional(
          "price_basis", .choice(of: MeasureSpecification.PriceBasis.self),
          "Prices that it is counted at."),
        .optional("base_year", ScenarioShape.year, "Year of constant prices."),
        .optional(
          "bounds",
          .object([
            .optional("lower", .number(), "Lower end."),
            .optional("upper", .number(), "Upper end."),
          ]), "Bounds that no path leaves; 0 to 100 for a share in percent that always lay between."
        ),
        .optional(
          "direction", .choice(of: TargetDirection.self),
          "Which side of what is planned is good; at_least by default."),
        .optional("lead_agency", ScenarioShape.text, "Who leads."),
        .optional(
          "plan", series,
          "Series with what is planned, of status plan; by default such rows of its own series. Rows of plan files that name the measure always count."
        ),
        .optional(
          "same_as", .string(),
          "Measure or sector that it tells once more, such as the growth of a level: where both are planned one is counted."
        ),
        .optional("drives", .string(), "Sector that it helps to foretell."),
        AllocationDecoder.field(series: series),
        .optional("note", .string(), "What a reader must know."),
      ], groups: [.exactlyOne(of: ["series", "sector"])])
  }

  private static var series: Shape {
    .either(
      .string(),
      .object(
        [
          .optional("level", .string(), "Levels of single periods."),
          .optional("level_to_date", .string(), "Levels cumulated from January."),
          .optional("growth", .string(), "Growth on the same period a year before, percent."),
          .optional("growth_to_date", .string(), "Growth of what is cumulated, percent."),
          .optional("index", .string(), "Levels of an index."),
          .optional("geo", .string(), "Place; the region by default."),
        ], groups: [.atMostOne(of: ["level", "index"])]))
  }

  func measures(
    _ list: [JSONNode], sectors: [String], faults: inout FaultCollector
  ) -> [MeasureSpecification] {
    ScenarioDecoder.distinct(
      list, by: { SeriesName.key(of: $0) }, faults: &faults,
      { .measure(.duplicate($0, firstLine: $1)) }
    ) { node, faults in
      for key in ["sector", "drives"] {
        guard let id = node[key]?.string, !sectors.contains(id) else { continue }
        faults.note(
          .growth(.unknownSector(id)), at: node.place(of: key),
          hint: faults.nearest(to: id, among: sectors) ?? .allowed(sectors))
      }
      let others =
        list.compactMap { $0["id"]?.string }.filter { $0 != node["id"]?.string } + sectors
      if let id = node["same_as"]?.string, !others.contains(id) {
        faults.note(
          .measure(.unknownSame(id)), at: node.place(of: "same_as"),
          hint: faults.nearest(to: id, among: others) ?? .allowed(others))
      } else if let id = node["same_as"]?.string, !sectors.contains(id),
        let original = list.first(where: { $0["id"]?.string == id })?["same_as"]?.string
      {
        // What tells another once more has no outlook of its own to lend.
        faults.note(
          .measure(.sameOfSame(id, original: original)), at: node.place(of: "same_as"))
      }
      var measure = measure(node)
      measure?.sameAs = node["same_as"]?.string
      var own: MeasureSeries?
      if case .series(let series)? = measure?.source { own = series }
      measure?.allocation = node["allocation"].flatMap {
        AllocationDecoder(measures: self).allocation($0, of: own, faults: &faults)
      }
      return measure
    }
  }

  private func measure(_ node: JSONNode) -> MeasureSpecification? {
    guard let id = node["id"]?.string else { return nil }
    let own = node["series"].map(series)
    guard
      let source = own.map(MeasureSpecification.Source.series)
        ?? node["sector"]?.string.map(MeasureSpecification.Source.sector)
    else { return nil }
    let ends = node["bounds"]
    let (lower, upper) = (
      ends?["lower"]?.number ?? -.infinity, ends?["upper"]?.number ?? .infinity
    )
    return MeasureSpecification(
      id: id, name: node.text("name", orElse: id), unit: node.text("unit"),
      frequency: node["frequency"]?.string.flatMap { Frequency(rawValue: $0) }, source: source,
      total: node.choice("year_is") ?? (own?.isIndex == true ? .index : nil),
      priceBasis: node.choice("price_basis"), baseYear: node["base_year"]?.integer,
      bounds: lower < upper ? Bounds(lower: lower, upper: upper) : .none,
      direction: node.choice("direction") ?? .atLeast,
      leadAgency: node.text("lead_agency", orElse: ""), plan: node["plan"].map(series),
      drives: node["drives"]?.string, note: node["note"]?.string ?? "",
      location: node.location)
  }

  func series(_ node: JSONNode) -> MeasureSeries {
    let place = node["geo"]?.string ?? geo
    func named(_ key: String) -> SeriesReference? { node[key]?.series(at: place) }
    let only = node.string != nil ? node.series(at: geo) : nil
    return MeasureSeries(
      level: only ?? named("level") ?? named("index"), levelToDate: named("level_to_date"),
      growth: named("growth"), growthToDate: named("growth_to_date"),
      isIndex: node["index"] != nil)
  }
}
