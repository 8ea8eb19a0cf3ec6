import Files
import Plans
import TestSupport
import TimeSeries

/// A scenario of a region that is made of others, written and read.
struct MergedRegion {
  let folder: String

  /// Rows as `series,geo,frequency,period,value,unit,basis,status,vintage`; keys as JSON.
  init(
    parts: String, rows: [String], indicators: String = Self.levels, more: String = "",
    asOf: String? = nil
  ) throws {
    folder = try Program.temporaryFolder()
    let day = asOf.map { "\"as_of\": \"\($0)\", " } ?? ""
    let scenario = """
      {"name": "merged", "title": "Merged", \(day)
        "region": {"geo": "New"\(parts.isEmpty ? "" : ", \"parts\": [\(parts)]")},
        "data": ["o.csv"], "plans": ["p.csv"], "horizon": 2030,
        "indicators": [\(indicators)]\(more)}
      """
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"
    let plan =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note\np,1,grdp,g,g,u,level,at_least,1,,2030,,,,\n"
    for (name, text) in [
      ("s.json", scenario), ("p.csv", plan),
      ("o.csv", ([head] + rows.map { $0 + ",src," }).joined(separator: "\n") + "\n"),
    ] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
    }
  }

  /// Levels and growth, and each by itself.
  static let growing =
    #"{"id": "grdp", "kind": "growth", "series": {"level": "y", "growth": "g"}}"#
  static let levels = #"{"id": "grdp", "kind": "growth", "series": "y"}"#
  static let rates = #"{"id": "grdp", "kind": "growth", "series": {"growth": "g"}}"#

  func read() throws(Faults) -> ScenarioBundle { try ScenarioReader.read(folder + "/s.json") }

  /// Figures that the region has, by series, frequency and period.
  func figures(_ id: String, _ frequency: Frequency = .annual) throws -> [Observation] {
    try read().observations[SeriesKey(id: id, geo: "New", frequency: frequency)]
  }

  /// Codes and problems of a scenario that does not read.
  func faults() -> [Fault] {
    do {
      _ = try read()
      return []
    } catch {
      return error.all
    }
  }
}
