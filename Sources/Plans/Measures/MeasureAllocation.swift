public import Files
internal import TimeSeries

/// How the year's plan of a measure is shared out over communes, departments or other parts.
public struct MeasureAllocation: Sendable {
  /// One that gets a share.
  public struct Part: Sendable, Named {
    /// The id.
    public let id: String
    /// The name for readers.
    public let name: LocalizedText
    /// Its own figures; `nil` for one of which somebody judges.
    public let series: MeasureSeries?
    /// What somebody judges its year to come to, where it has no figures that tell it.
    public let judgement: Judgement?
    /// Where it is named.
    public let location: SourceLocation
  }

  /// What somebody judges: 10, 50 and 90% of futures lie at or below.
  public struct Judgement: Sendable, Hashable {
    /// The three values, which do not fall.
    public let p10, p50, p90: Double
  }

  /// The parts, in the order of the scenario.
  public let parts: [Part]
  /// Digits after the point of what each gets; `nil` takes those of the plan.
  public let decimals: Int?
  /// Where it is asked for.
  public let location: SourceLocation
}

extension MeasureSpecification {
  /// The same measure of a part, with the part's own figures.
  public func part(_ part: MeasureAllocation.Part) -> MeasureSpecification? {
    part.series.map { series in
      MeasureSpecification(
        id: part.id, name: part.name, unit: unit, frequency: frequency, source: .series(series),
        total: total, priceBasis: priceBasis, baseYear: baseYear, bounds: bounds,
        direction: direction, leadAgency: leadAgency, plan: nil, drives: nil, note: "",
        location: part.location)
    }
  }
}

/// Reads how a plan is shared out; faults of meaning are collected.
struct AllocationDecoder {
  let measures: MeasureDecoder

  static func field(series: Shape) -> Field {
    .optional(
      "allocation",
      .object([
        .required("parts", .array(part(series: series), minimum: 2), "Who gets a share."),
        .optional(
          "decimals", .integer(0...9),
          "Digits after the point of what each gets; those of the plan by default."),
      ]),
      "Shares the year's plan out over parts such as communes, so that each meets its own with the same chance."
    )
  }

  private static func part(series: Shape) -> Shape {
    .object(
      [
        .required("id", .string(), "Id of the part."),
        .optional("name", ScenarioShape.text, "Name for readers."),
        .optional("series", series, "Its own series; a text means levels."),
        .optional("geo", .string(), "In place of series: its place in the measure's own series."),
        .optional(
          "judgement",
          .object([
            .required("p10", .number(), "10% of futures lie at or below."),
            .required("p50", .number(), "Half of them."),
            .required("p90", .number(), "90% of them."),
          ]), "What somebody judges its year to come to, where its figures do not tell."),
      ], groups: [.atMostOne(of: ["series", "geo"])])
  }

  func allocation(
    _ node: JSONNode, of own: MeasureSeries?, faults: inout FaultCollector
  ) -> MeasureAllocation? {
    let parts = ScenarioDecoder.distinct(
      node.list("parts"), by: { SeriesName.key(of: $0) }, faults: &faults,
      { .measure(.duplicate($0, firstLine: $1)) }
    ) { node, faults in
      part(node, own, faults: &faults)
    }
    return MeasureAllocation(
      parts: parts, decimals: node["decimals"]?.integer, location: node.location)
  }

  private func part(
    _ node: JSONNode, _ own: MeasureSeries?, faults: inout FaultCollector
  ) -> MeasureAllocation.Part? {
    guard let id = node["id"]?.string else { return nil }
    let judgement = node["judgement"].flatMap { node -> MeasureAllocation.Judgement? in
      guard let p10 = node["p10"]?.number, let p50 = node["p50"]?.number,
        let p90 = node["p90"]?.number
      else { return nil }
      guard p10 <= p50, p50 <= p90 else {
        faults.noteConflict("judgement", .relation("p10 <= p50 <= p90"), at: node.location)
        return nil
      }
      return MeasureAllocation.Judgement(p10: p10, p50: p50, p90: p90)
    }
    let place = node["geo"]
    let series =
      node["series"].map(measures.series)
      ?? place?.string.flatMap { geo in
        own?.placed(at: geo, location: place?.location ?? node.location)
      }
    if series == nil, node["judgement"] == nil {
      faults.note(.measure(.partWithoutFigures(id)), at: node.location)
    }
    return MeasureAllocation.Part(
      id: id, name: node.text("name", orElse: id), series: series, judgement: judgement,
      location: node.location)
  }
}

extension MeasureSeries {
  /// The same series of another place.
  fileprivate func placed(at geo: String, location: SourceLocation) -> MeasureSeries {
    func moved(_ series: SeriesReference?) -> SeriesReference? {
      series.map { SeriesReference(id: $0.id, geo: geo, location: location) }
    }
    return MeasureSeries(
      level: moved(level), levelToDate: moved(levelToDate), growth: moved(growth),
      growthToDate: moved(growthToDate), isIndex: isIndex)
  }
}
