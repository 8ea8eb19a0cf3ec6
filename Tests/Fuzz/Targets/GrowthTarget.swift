import Pipeline
import Plans
import Reports
import TimeSeries

/// A growth scenario of generated quarters: settled, disaggregated, forecast, conditioned, written.
enum GrowthTarget {
  private static let folder = FuzzFolder("growth")

  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    let year = 2024 + bytes.below(3)
    let scenario = scenario(&bytes, year)
    folder.write(scenario.utf8, to: "scenario.json")
    folder.write(observations(&bytes).utf8, to: "observations.csv")
    let bundle: ScenarioBundle
    do throws(Faults) {
      bundle = try ScenarioReader.read(folder.path + "/scenario.json")
    } catch {
      return FuzzChecks.places(
        error.all, in: folder.path + "/scenario.json", Array(scenario.utf8))
    }
    let options = GrowthOptions(run: RunOptions(paths: 200), year: year)
    do throws(PipelineError) {
      let result = try GrowthRun.run(bundle, options: options)
      let tables = GrowthCSV.all(result, language: .vi)
      let text = GrowthSummary(result, language: .en, width: 100, emphasis: .none).text
      return tables.flatMap { FuzzChecks.table($0, filled: filled[$0.name] ?? []) }
        + tables.flatMap { RunTarget.words($0) }
        + RunTarget.words(OutputFile(name: "summary", text: text))
    } catch {
      if case .faults(let faults) = error {
        return FuzzChecks.places(faults, in: "", []) + (faults.isEmpty ? ["no fault"] : [])
      }
      return []
    }
  }

  private static let filled: [String: Set<String>] = [
    "annual_growth.csv": levels, "quarterly_growth.csv": levels, "monthly_growth.csv": levels,
    "discrepancies.csv": ["published", "implied", "difference", "rounding"],
    "calibration.csv": ["covered"],
  ]
  private static let levels: Set<String> = ["level", "ytd_level", "level_p10", "level_p90"]

  private static func scenario(_ bytes: inout FuzzBytes, _ year: Int) -> String {
    let splits = ["denton_cholette", "chow_lin", "litterman", "equal"]
    let series =
      #"{"level": "ID", "growth": "ID.growth", "growth_to_date": "ID.ytd", "contribution": "ID.part"}"#
    func sector(_ id: String, _ more: String) -> String {
      let own = series.replacing("ID", with: id)
      return #"{"id": "\#(id)", "series": \#(own)\#(more)}"#
    }
    var sectors = [sector("t", "")]
    for id in ["a", "b"] {
      var more = #", "parent": "t""#
      if bytes.below(4) == 1 { more += #", "indicators": ["m"]"# }
      if bytes.below(4) == 1 { more += #", "split": "\#(bytes.pick(splits))""# }
      if bytes.below(4) == 1 { more += #", "profile": "t""# }
      sectors.append(sector(id, more))
    }
    var keys = [
      #""name": "made", "title": "Made", "region": {"geo": "X"}, "data": ["observations.csv"]"#,
      #""as_of": "\#(year)-0\#(1 + bytes.below(9))-20", "simulation": {"paths": 200}"#,
      #""sectors": [\#(sectors.joined(separator: ", "))]"#,
    ]
    if bytes.below(3) == 1 {
      keys.append(
        #""stated_levels": [{"sector": "t", "period": "\#(year - 1)", "value": \#(abs(bytes.hundredths()) + 0.01), "reason": "x"}]"#
      )
    }
    if bytes.below(2) == 1 {
      let kind = bytes.pick(["growth", "level"])
      let low = bytes.hundredths()
      let demand = bytes.pick([
        "\(max(-99, low))", #"{"value": 5, "sd": 0.1}"#, #"{"low": -3, "high": 4}"#, "1e15", "0",
      ])
      let period = bytes.pick(["\(year)", "\(year)-Q4", "\(year)-12", "\(year + 1)"])
      keys.append(
        #""variants": [{"id": "v", "conditions": [{"period": "\#(period)", "\#(kind)": \#(demand)}]}]"#
      )
    }
    if bytes.below(4) == 1 {
      keys.append(
        #""levers": [{"id": "l", "kind": "new_capacity", "sector": "a", "from": "\#(year)-05", "per_month": \#(bytes.hundredths()), "author": "x"}]"#
      )
    }
    return "{\n" + keys.joined(separator: ",\n") + "\n}\n"
  }

  private static func observations(_ bytes: inout FuzzBytes) -> String {
    var table = CSVTable(columns: ObservationReader.columns.map(\.name))
    func add(_ id: String, _ period: Period, _ value: Double, _ vintage: String = "") {
      table.append(
        [
          id, "X", period.frequency.rawValue, period.description, "\(value)", "u", "na", "final",
          vintage.isEmpty ? "\(period.year + 1)-02" : vintage, "made", "",
        ].map { .text($0) })
    }
    let years = 2 + bytes.below(9)
    let first = 2024 - years
    var totals = [Double](repeating: 0, count: 4 * years)
    for id in ["a", "b"] {
      let values = GeneratedSeries.values(&bytes, count: 4 * years)
      let skips = bytes.below(4) == 1
      for (index, value) in values.enumerated() {
        totals[index] += value
        if skips && bytes.below(6) == 1 { continue }
        add(id, .quarter(index % 4 + 1, of: first + index / 4), value)
      }
    }
    if bytes.flag() {
      for (index, value) in totals.enumerated() where value.isFinite {
        add("t", .quarter(index % 4 + 1, of: first + index / 4), value)
      }
    }
    if bytes.below(3) == 1 {
      let series = bytes.pick(["t.growth", "a.growth", "b.ytd", "a.part"])
      for (index, value) in GeneratedSeries.values(&bytes, count: 8).enumerated() {
        add(series, .quarter(index % 4 + 1, of: 2023 + index / 4), value)
      }
    }
    if bytes.below(3) == 1 {
      for (index, value) in GeneratedSeries.values(&bytes, count: years).enumerated() {
        add("t", .year(first + index), value)
      }
    }
    if bytes.below(3) == 1 {
      for (index, value) in GeneratedSeries.values(&bytes, count: 12 * years).enumerated() {
        add("m", .month(index % 12 + 1, of: first + index / 12), value)
      }
    }
    return table.contents
  }
}
