/// A small scenario made by a test: yearly series of one place, indicators on them, targets.
public struct MadeScenario: Sendable {
  /// Observation rows behind the header.
  public private(set) var observations: [String] = []
  /// Indicators as JSON objects.
  public private(set) var indicators: [String] = []
  /// Plan rows behind the header.
  public private(set) var targets: [String] = []
  /// The last simulated year.
  public var horizon: Int
  /// Knowledge of this day.
  public var asOf: String
  /// Paths.
  public var paths: Int

  /// An empty scenario.
  public init(horizon: Int = 2029, asOf: String = "2025-06-30", paths: Int = 20_000) {
    self.horizon = horizon
    self.asOf = asOf
    self.paths = paths
  }

  /// Adds yearly figures of a series, published in March of the year after.
  public mutating func add(
    _ series: String, from year: Int, _ values: [Double?], unit: String = "u"
  ) {
    for (offset, value) in values.enumerated() {
      guard let value else { continue }
      let period = year + offset
      observations.append(
        "\(series),X,A,\(period),\(value),\(unit),na,final,\(period + 1)-03-15,made,")
    }
  }

  /// Adds any row of observations.
  public mutating func add(row: String) { observations.append(row) }

  /// Adds an indicator: what stands behind its id in the JSON object.
  public mutating func indicate(_ id: String, _ rest: String) {
    indicators.append("{\"id\": \"\(id)\", \(rest)}")
  }

  /// Adds a target.
  public mutating func target(
    _ reference: String, _ indicator: String, kind: String = "level",
    _ direction: String = "at_least", _ value: String, year: Int, agency: String = ""
  ) {
    let (low, high) = direction == "at_most" ? ("", value) : (value, "")
    targets.append(
      "p,\(reference),\(indicator),\(indicator),\(indicator),u,\(kind),\(direction),\(low),\(high),"
        + "\(year),\(agency),\(agency),,")
  }

  /// The scenario as JSON.
  public var json: String {
    """
    {"name": "made", "title": "made", "region": {"geo": "X", "name": "X"}, "as_of": "\(asOf)",
     "data": ["o.csv"], "plans": ["p.csv"], "horizon": \(horizon),
     "indicators": [
    \(indicators.joined(separator: ",\n"))
    ], "simulation": {"paths": \(paths), "seed": 1}}
    """
  }

  /// Writes scenario, observations and plan into a folder; without a target the plan has one of nobody's.
  public func write(in folder: String) throws {
    let targets = targets.isEmpty ? ["p,t,nobody,n,n,u,level,at_least,1,,\(horizon),,,,"] : targets
    let data =
      ["series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"]
      + observations
    let plan =
      [
        "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
          + "lead_agency_vi,lead_agency_en,conflict_with,note"
      ] + targets
    try Program.write(Array(json.utf8), to: folder + "/s.json")
    try Program.write(Array((data.joined(separator: "\n") + "\n").utf8), to: folder + "/o.csv")
    try Program.write(Array((plan.joined(separator: "\n") + "\n").utf8), to: folder + "/p.csv")
  }
}

/// A run folder that a test looks into.
public struct MadeRun: Sendable {
  private let projections: [[String: String]]
  private let attainment: [[String: String]]

  /// Reads a folder.
  public init(_ folder: String) throws {
    projections = try CSVRows.read(folder + "/projections.csv")
    attainment = try CSVRows.read(folder + "/attainment.csv")
  }

  /// A number of an indicator's fan; not a number where there is none.
  public func fan(_ indicator: String, _ year: Int, _ column: String) -> Double {
    let row = projections.first { $0["indicator"] == indicator && $0["period"] == "\(year)" }
    return Double(row?[column] ?? "") ?? .nan
  }

  /// Width of the 80% range over the size of its middle.
  public func width(_ indicator: String, _ year: Int) -> Double {
    (fan(indicator, year, "p90") - fan(indicator, year, "p10")) / abs(fan(indicator, year, "p50"))
  }

  /// A column of a target; not a number where it is blank.
  public func target(_ reference: String, _ column: String = "probability") -> Double {
    Double(attainment.first { $0["ref"] == reference }?[column] ?? "") ?? .nan
  }
}
