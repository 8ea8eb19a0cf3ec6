internal import Folders
import Plans
import Reports
import Tables
import TimeSeries

/// A growth scenario of a total and two sectors from generated quarters.
struct GeneratedGrowth {
  static let year = 2024

  let scenario: String
  let observations: String

  init(_ bytes: inout FuzzBytes) {
    var table = Table(name: "observations", columns: ObservationReader.columns)
    let years = 3 + bytes.below(8)
    let quarters = 4 * years + bytes.below(4)
    let first = Self.year - years
    var totals = [Double](repeating: 0, count: quarters)
    var sectors: [String] = []
    let hasMonths = bytes.below(4) == 1
    let hasGaps = bytes.below(4) == 1
    for id in ["a", "b"] {
      let values = GeneratedSeries.figures(&bytes, count: quarters)
      for (index, value) in values.enumerated() {
        totals[index] += value
        if hasGaps && bytes.below(6) == 1 { continue }
        Self.add(id, .quarter(index % 4 + 1, of: first + index / 4), value, to: &table)
      }
      sectors.append(Self.sector(id, hasMonths: hasMonths, &bytes, first: first, to: &table))
    }
    var top: [(String, String)] = []
    if bytes.flag() {
      top.append(("level", "t"))
      let shift = bytes.below(5) == 1 ? bytes.hundredths() : 0
      for (index, value) in totals.enumerated() {
        Self.add("t", .quarter(index % 4 + 1, of: first + index / 4), value + shift, to: &table)
      }
    }
    for (key, id, frequency) in [
      ("growth", "t.growth", Frequency.quarterly), ("growth_to_date", "t.ytd", .quarterly),
      ("contribution", "t.part", .annual),
    ] where bytes.below(3) == 1 {
      top.append((key, id))
      Self.addGrowth(id, frequency, &bytes, to: &table)
    }
    if hasMonths {
      for (index, value) in GeneratedSeries.figures(&bytes, count: 12 * years).enumerated() {
        Self.add("m", .month(index % 12 + 1, of: first + index / 12), value, to: &table)
      }
    }
    let all = top.map { #""\#($0.0)": "\#($0.1)""# }.joined(separator: ", ")
    sectors.insert(
      top.isEmpty ? #"{"id": "t"}"# : #"{"id": "t", "series": {\#(all)}}"#, at: 0)
    scenario = Self.text(sectors, &bytes)
    observations = String(decoding: OutputFile(table).bytes, as: UTF8.self)
  }

  private static func add(
    _ id: String, _ period: Period, _ value: Double, to table: inout Table
  ) {
    let vintage = CalendarDate(year: period.year, month: 12, day: 31).map { day in
      period.year < year ? "\(day)" : "\(year)-\(period.frequency == .annual ? "12" : "08")"
    }
    table.append(
      [
        id, "X", period.frequency.rawValue, period.description, "\(value)", "u", "na", "final",
        vintage ?? "", "made", "",
      ].map { .text($0) })
  }

  private static func addGrowth(
    _ id: String, _ frequency: Frequency, _ bytes: inout FuzzBytes, to table: inout Table
  ) {
    for index in 0..<8 {
      let value = bytes.below(6) == 1 ? bytes.hundredths() : 6 + bytes.hundredths() / 100
      let period: Period =
        frequency == .annual ? .year(2016 + index) : .quarter(index % 4 + 1, of: 2022 + index / 4)
      add(id, period, value, to: &table)
    }
  }

  private static func sector(
    _ id: String, hasMonths: Bool, _ bytes: inout FuzzBytes, first: Int, to table: inout Table
  ) -> String {
    var series = [#""level": "\#(id)""#]
    if bytes.below(4) == 1 {
      series.append(#""growth": "\#(id).growth""#)
      addGrowth(id + ".growth", .quarterly, &bytes, to: &table)
    }
    if bytes.below(4) == 1 {
      series.append(#""contribution": "\#(id).part""#)
      addGrowth(id + ".part", .quarterly, &bytes, to: &table)
    }
    var more = ""
    if hasMonths && bytes.flag() {
      more += #", "indicators": ["m"], "split": "\#(bytes.pick(MonthlySplit.allCases).rawValue)""#
    }
    if bytes.below(6) == 1 { more += #", "profile": "b""# }
    return
      #"{"id": "\#(id)", "parent": "t", "series": {\#(series.joined(separator: ", "))}\#(more)}"#
  }

  private static func text(_ sectors: [String], _ bytes: inout FuzzBytes) -> String {
    var keys = [
      #""name": "made", "title": "Made", "region": {"geo": "X"}, "data": ["observations.csv"]"#,
      #""as_of": "\#(year)-0\#(2 + bytes.below(8))-20", "simulation": {"paths": 200}"#,
      #""sectors": [\#(sectors.joined(separator: ", "))]"#,
    ]
    if bytes.below(4) == 1 {
      let value = abs(bytes.hundredths()) + 0.01
      keys.append(
        #""stated_levels": [{"sector": "t", "period": "\#(year - 1)", "value": \#(value), "reason": "x"}]"#
      )
    }
    if bytes.flag() {
      let isGrowth = bytes.below(3) != 1
      let low = bytes.hundredths()
      let demand = bytes.pick([
        "\(max(-99, low))", #"{"value": 5, "sd": 0.1}"#, #"{"low": -3, "high": 4}"#, "8", "1e15",
        "0",
      ])
      let period = bytes.pick(["\(year)", "\(year)-Q4", "\(year)-12", "\(year + 1)"])
      keys.append(
        #""variants": [{"id": "v", "conditions": [{"period": "\#(period)", "\#(isGrowth ? "growth" : "level")": \#(demand)}]}]"#
      )
    }
    if bytes.below(4) == 1 {
      keys.append(
        #""levers": [{"id": "l", "kind": "new_capacity", "sector": "a", "from": "\#(year)-05", "per_month": \#(bytes.hundredths()), "author": "x"}]"#
      )
    }
    return "{\n" + keys.joined(separator: ",\n") + "\n}\n"
  }
}
