import Foundation
import TestSupport
import Testing

/// A scenario of measures put together by a test: rows of figures, measures, what is planned.
struct MadeMeasures {
  /// The rows of the data file.
  var rows: [String] = []
  /// The rows of the plan: indicator, kind, direction, low, high, year, period.
  var plan: [String] = []
  /// The measures, as JSON.
  var measures: [String] = []
  /// The day.
  var asOf = "2025-08-15"
  /// The name of the scenario.
  var name = "made"
  /// Whether the scenario names the day.
  var isDated = true
  /// Further keys, as JSON with a comma behind each.
  var more = ""

  /// None.
  init() {}

  /// Seven years of months of a series `x` beside sectors.
  init(beside growth: MadeGrowth) {
    asOf = "2025-08-20"
    rows = growth.rows
    addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
  }

  /// Adds a figure.
  mutating func add(
    _ series: String, _ period: String, _ value: String, unit: String = "u",
    status: String = "final", vintage: String = "2025-08-01"
  ) {
    let frequency =
      period.count == 4 ? "A" : period.contains("Q") ? "Q" : "M"
    rows.append("\(series),K,\(frequency),\(period),\(value),\(unit),na,\(status),\(vintage),made,")
  }

  /// Adds months that grow at one pace around a course of the year.
  ///
  /// - Parameter wobble: the size of what is not foreseen.
  mutating func addMonths(
    _ series: String, from first: Int, through last: Int, growth: Double, wobble: Double = 0,
    seed: Int = 1
  ) {
    for month in first...last {
      add(
        series, Self.month(month),
        String(format: "%.4f", Self.level(month, growth: growth, wobble: wobble, seed: seed)))
    }
  }

  /// The level of such a month.
  static func level(_ month: Int, growth: Double, wobble: Double = 0, seed: Int = 1) -> Double {
    let years = Double(month - 12 * 2018) / 12
    let season = 1 + 0.1 * sin(Double(month % 12))
    let noise = 1 + wobble * (Double((month * 29 * seed) % 31) / 15 - 1)
    return 1000 * pow(1 + growth / 100, years) * season * noise
  }

  /// `2025-04` of a month counted from the first of year 0.
  static func month(_ ordinal: Int) -> String {
    let number = ordinal % 12 + 1
    return "\(ordinal / 12)-\(number < 10 ? "0" : "")\(number)"
  }

  /// Adds a row of the plan; growth in percent, what else is in the unit of the figures.
  mutating func ask(
    _ measure: String, _ value: String, kind: String = "level", direction: String = "at_least",
    unit: String? = nil, in period: String
  ) {
    let unit = unit ?? (kind == "growth" ? "%" : "u")
    let ends = direction == "at_most" ? ",\(value)" : "\(value),"
    let (year, part) = period.count == 4 ? (period, "") : ("", period)
    plan.append(
      "p,r\(plan.count),\(measure),\(measure),\(measure),\(unit),\(kind),\(direction),\(ends),\(year),,,,,"
        + part)
  }

  /// The program on the scenario, with the folder that it wrote.
  func run(
    _ command: String = "scorecard", _ more: [String] = []
  ) throws -> (outcome: Program.Outcome, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let scenario = """
      {"name": "\(name)", "title": "Made", "region": {"geo": "K", "name": "K"},
       \(isDated ? "\"as_of\": \"\(asOf)\"," : "") "data": ["o.csv"],
       \(plan.isEmpty ? "" : "\"plans\": [\"p.csv\"],") \(self.more)
       "measures": [\(measures.joined(separator: ", "))],
       "simulation": {"paths": 20000, "seed": 5}}
      """
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"
    let columns =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note,period"
    for (name, text) in [
      ("s.json", scenario), ("o.csv", ([head] + rows).joined(separator: "\n") + "\n"),
      ("p.csv", ([columns] + plan).joined(separator: "\n") + "\n"),
    ] {
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    return (
      try program.run([command, "s.json", "--output", "r"] + more, in: folder), folder + "/r"
    )
  }

  /// The rows of the scorecard by measure and period.
  func card(_ more: [String] = []) throws -> [String: [String: String]] {
    let (outcome, folder) = try run("scorecard", more)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return Dictionary(
      uniqueKeysWithValues: try CSVRows.read(folder + "/scorecard.csv").map {
        ("\($0["measure"] ?? "") \($0["period"] ?? "")", $0)
      })
  }
}

extension [String: String] {
  /// A number of a row.
  func number(_ key: String) -> Double? { self[key].flatMap { Double($0) } }
}
