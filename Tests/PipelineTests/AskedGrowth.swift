import Plans
import RealModule
import TestSupport
import Testing
import TimeSeries
import Tracking

/// A growth scenario of a whole and two parts by quarter, whose figures are known to the test.
struct AskedGrowth {
  var asOf = "2025-08-20"
  /// The last quarter that is published.
  var last = 4 * 2025 + 1
  /// What the variants ask of 2025, as JSON.
  var variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 7.5}]}]"#
  /// Further members.
  var more = ""
  var paths = 4000

  static let ids = ["whole", "left", "right"]

  /// The level of a sector in a quarter counted from the first of year 0, as it is published.
  static func level(_ sector: String, _ quarter: Int) -> Double {
    if sector == "whole" { return level("left", quarter) + level("right", quarter) }
    let isLeft = sector == "left"
    let years = Double(quarter - 4 * 2019) / 4
    let course = [0.88, 1.01, 0.97, 1.14][quarter % 4]
    let noise = 1 + 0.01 * Double((quarter * (isLeft ? 29 : 17)) % 13 - 6) / 6
    let raw = (isLeft ? 310 : 145) * Double.pow(isLeft ? 1.07 : 1.05, years) * course * noise
    return (100 * raw).rounded() / 100
  }

  /// The sum of a sector over quarters.
  static func sum(_ sector: String, _ quarters: ClosedRange<Int>) -> Double {
    quarters.reduce(0) { $0 + level(sector, $1) }
  }

  func bundle() throws -> ScenarioBundle {
    let folder = try Program.temporaryFolder()
    let scenario = """
      {"name": "asked-growth", "title": "Asked", "region": {"geo": "K"}, "as_of": "\(asOf)",
       "data": ["o.csv"], "sectors": [{"id": "whole", "series": "o.whole"},
       {"id": "left", "parent": "whole", "series": "o.left"},
       {"id": "right", "parent": "whole", "series": "o.right"}], "variants": \(variants)\(more),
       "simulation": {"paths": \(paths), "seed": 5}}
      """
    let vintage = last > 4 * 2025 + 1 ? "2026-02-01" : "2025-08-01"
    let rows = Self.ids.flatMap { sector in
      (4 * 2019...last).map { quarter in
        let level = (100 * Self.level(sector, quarter)).rounded() / 100
        return
          "o.\(sector),K,Q,\(quarter / 4)-Q\(quarter % 4 + 1),\(level),bn,constant2010,final,"
          + "\(vintage),made,"
      }
    }
    let header = ObservationReader.columns.map(\.name).joined(separator: ",")
    try Program.write(Array(scenario.utf8), to: folder + "/s.json")
    try Program.write(
      Array(([header] + rows).joined(separator: "\n").utf8) + [10], to: folder + "/o.csv")
    return try ScenarioReader.read(folder + "/s.json")
  }

  func run() throws -> GrowthResult {
    try GrowthRun.run(bundle(), options: GrowthOptions(run: RunOptions(), year: 2025))
  }
}

extension GrowthResult {
  /// The figures of a sector in a variant.
  func table(_ sector: String, _ variant: String = "baseline") throws -> GrowthTable {
    let row = try #require(variants.firstIndex { $0.id == variant })
    let column = try #require(sectors.firstIndex { $0.id == sector })
    return tables[row][column]
  }
}
