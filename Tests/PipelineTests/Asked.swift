internal import Attainment
import Pipeline
import Plans
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// A scenario of a few rows, read as a user's is, for the pipeline to be asked directly.
struct Asked {
  var name = "asked"
  var asOf = "2025-06-30"
  var horizon = 2028
  var paths = 4000
  /// Rows of observations.
  var rows = ["unused,X,A,2024,1,u,na,final,2025-03-15,made,"]
  /// Indicators as JSON objects.
  var indicators: [String] = []
  /// Rows of the plan, and of one below it.
  var targets: [String] = []
  var lower: [String] = []
  /// Further members of the scenario.
  var more: [String] = []

  /// Adds yearly figures, published in March of the year after.
  mutating func series(_ id: String, from year: Int, _ values: [Double?]) {
    for (offset, value) in values.enumerated() {
      guard let value else { continue }
      let period = year + offset
      rows.append("\(id),X,A,\(period),\(value),u,na,final,\(period + 1)-03-15,made,")
    }
  }

  /// Values that rise by about 4 a year from 100 on, now more and now less.
  static func wave(_ count: Int) -> [Double?] {
    (0..<count).map { (year: Int) -> Double? in
      let turn = Double(year * 7 % 5)
      return 100 + 4 * Double(year) + turn
    }
  }

  /// Adds an indicator: what stands behind its id in the JSON object.
  mutating func indicate(_ id: String, _ rest: String) {
    indicators.append("{\"id\": \"\(id)\", \(rest)}")
  }

  /// Adds an indicator that goes in a straight line from one year's value to another's, for certain.
  mutating func certain(
    _ id: String, from start: (year: Int, value: Double), to end: (year: Int, value: Double),
    bounds: String = ""
  ) {
    judged(id, from: start, in: end.year, end.value, end.value, end.value, bounds: bounds)
  }

  /// Adds an indicator whose value in a year somebody judges.
  mutating func judged(
    _ id: String, from start: (year: Int, value: Double), in year: Int, _ low: Double,
    _ likely: Double, _ high: Double, bounds: String = ""
  ) {
    indicate(
      id,
      """
      "kind": "level", "scale": "identity"\(bounds), "judgement": {"year": \(year),
       "start": {"year": \(start.year), "value": \(start.value)}, "low": \(low),
       "likely": \(likely), "high": \(high), "author": "Made"}
      """)
  }

  /// A row of a plan.
  static func row(
    _ plan: String, _ reference: String, _ indicator: String, low: String = "", high: String = "",
    year: Int?, direction: String? = nil, kind: String = "level",
    agency: (vi: String, en: String) = ("", ""), conflicts: String = ""
  ) -> String {
    let own = direction ?? (low.isEmpty ? "at_most" : "at_least")
    return
      "\(plan),\(reference),\(indicator),\(indicator),\(indicator),u,\(kind),\(own),\(low),\(high),"
      + "\(year.map(String.init) ?? ""),\(agency.vi),\(agency.en),\(conflicts),"
  }

  /// Adds a row to the plan.
  mutating func target(
    _ reference: String, _ indicator: String, low: String = "", high: String = "", year: Int?,
    direction: String? = nil, kind: String = "level", agency: (vi: String, en: String) = ("", ""),
    conflicts: String = ""
  ) {
    targets.append(
      Self.row(
        "p", reference, indicator, low: low, high: high, year: year, direction: direction,
        kind: kind, agency: agency, conflicts: conflicts))
  }

  /// The scenario with its data and plans.
  func bundle() throws -> ScenarioBundle {
    let folder = try Program.temporaryFolder()
    let plans = lower.isEmpty ? "\"p.csv\"" : "\"p.csv\", \"q.csv\""
    let json = """
      {"name": "\(name)", "title": "\(name)", "region": {"geo": "X", "name": "X"},
       "as_of": "\(asOf)", "data": ["o.csv"], "plans": [\(plans)], "horizon": \(horizon),
       "indicators": [\(indicators.joined(separator: ",\n"))],
       "simulation": {"paths": \(paths), "seed": 1}\(more.map { ",\n" + $0 }.joined())}
      """
    let rows = targets.isEmpty ? [Self.row("p", "t", "nobody", low: "1", year: horizon)] : targets
    let header = PlanReader.columns.map(\.name).joined(separator: ",")
    let data = ObservationReader.columns.map(\.name).joined(separator: ",")
    for (file, text) in [
      ("s.json", json), ("o.csv", ([data] + self.rows).joined(separator: "\n") + "\n"),
      ("p.csv", ([header] + rows).joined(separator: "\n") + "\n"),
      ("q.csv", ([header] + lower).joined(separator: "\n") + "\n"),
    ] {
      try Program.write(Array(text.utf8), to: folder + "/" + file)
    }
    return try ScenarioReader.read(folder + "/s.json")
  }

  /// What a run of it finds.
  func run(settings: [String: Double] = [:]) throws -> RunResult {
    try ScenarioRun.run(bundle(), options: RunOptions(settings: settings))
  }
}

extension RunResult {
  /// An indicator's distribution in a year.
  func summary(_ id: String, _ year: Int) throws -> StepSummary {
    let step = try #require(years.firstIndex(of: year))
    let indicator = try #require(indicators.first { $0.id == id })
    return try #require(indicator.summaries[step])
  }

  /// The means of an indicator over the simulated years.
  func means(_ id: String) throws -> [Double] {
    try years.map { try summary(id, $0).mean }
  }

  /// A row of the plan.
  func row(_ reference: String) throws -> AttainmentRow {
    try #require(attainment.first { $0.target.reference == reference })
  }

  /// The numbers of a row.
  func numbers(_ reference: String) throws -> TargetAssessment {
    try #require(try row(reference).assessment)
  }
}
