import TestSupport
import Testing

/// A growth scenario put together by a test: rows of figures, a tree, what its variants ask.
struct MadeGrowth {
  /// Quarters from 2018 to the first half of 2025, at one pace.
  static var sevenYears: MadeGrowth {
    var growth = MadeGrowth()
    growth.addQuarters(4 * 2018...4 * 2025 + 1, growth: 7, wobble: 0.02)
    return growth
  }

  /// The rows of the data file.
  var rows: [String] = []
  /// The tree, as JSON.
  var sectors = """
    [{"id": "whole", "name": {"en": "Whole", "vi": "Toàn bộ"}, "series": "o.whole"},
     {"id": "left", "parent": "whole", "name": {"en": "Left part", "vi": "Phần trái"},
      "series": "o.left"},
     {"id": "right", "parent": "whole", "name": {"en": "Right part", "vi": "Phần phải"},
      "series": "o.right"}]
    """
  /// What the variants ask, as JSON.
  var variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 7.5}]}]"#
  /// The day.
  var asOf = "2025-08-20"
  /// Whether the scenario names the day.
  var isDated = true
  /// Further keys, as JSON with a comma behind each.
  var more = ""

  /// A sector alone.
  static func alone(_ series: String) -> String {
    """
    [{"id": "whole", "name": {"en": "Whole", "vi": "Toàn bộ"}, "series": \(series)}]
    """
  }

  /// Adds a figure.
  mutating func add(
    _ series: String, _ period: String, _ value: Double, decimals: Int = 2, vintage: String,
    status: String = "final"
  ) {
    let frequency = period.count == 4 ? "A" : period.contains("Q") ? "Q" : "M"
    rows.append(
      "\(series),K,\(frequency),\(period),\(Self.text(value, decimals)),u,constant2010,\(status),"
        + "\(vintage),made,")
  }

  /// A number with so many decimals.
  static func text(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + "\(whole)" }
    let part = "\(whole % Int(scale))"
    return sign + "\(whole / Int(scale))."
      + String(repeating: "0", count: decimals - part.count) + part
  }

  /// `2025-Q2` of a quarter counted from the first of year 0.
  static func quarter(_ ordinal: Int) -> String { "\(ordinal / 4)-Q\(ordinal % 4 + 1)" }

  /// `2025-04` of a month counted likewise.
  static func month(_ ordinal: Int) -> String {
    let number = ordinal % 12 + 1
    return "\(ordinal / 12)-\(number < 10 ? "0" : "")\(number)"
  }

  /// Quarters of two parts and their whole, growing at one pace with a course of the year.
  mutating func addQuarters(
    _ quarters: ClosedRange<Int>, growth: Double, wobble: Double = 0, vintage: String = "2025-08-01"
  ) {
    for quarter in quarters {
      let years = Double(quarter - 4 * 2018) / 4
      var factor = 1.0
      let steps = Int((4 * years).rounded())
      for _ in 0..<abs(steps) { factor *= steps > 0 ? 1 + growth / 400 : 1 / (1 + growth / 400) }
      let season = [0.88, 1.01, 0.97, 1.14][quarter % 4]
      let noise = 1 + wobble * (Double((quarter * 29) % 13) / 6 - 1)
      let left = (100 * 310 * factor * season * noise).rounded() / 100
      let right = (100 * 145 * factor * season).rounded() / 100
      add("o.left", Self.quarter(quarter), left, vintage: vintage)
      add("o.right", Self.quarter(quarter), right, vintage: vintage)
      add("o.whole", Self.quarter(quarter), left + right, vintage: vintage)
    }
  }

  /// Writes it and runs a command of growth on it.
  func run(
    _ command: String = "monthly", year: Int = 2025, in folder: String, output: String = "out",
    _ arguments: [String] = []
  ) throws -> Program.Outcome {
    let program = try #require(Program())
    try write(to: folder)
    return try program.run(
      [command, "scenario.json", "--year", "\(year)", "--output", output] + arguments, in: folder)
  }

  /// Writes the scenario and its data.
  func write(to folder: String, name: String = "scenario") throws {
    let scenario = """
      {"name": "made-growth", "title": {"en": "Made", "vi": "Tạo"}, "region": {"geo": "K"},
       \(isDated ? "\"as_of\": \"\(asOf)\"," : "") "data": ["data.csv"], \(more)
       "sectors": \(sectors),
       "variants": \(variants),
       "simulation": {"paths": 3000, "seed": 5}}
      """
    try Program.write(Array(scenario.utf8), to: "\(folder)/\(name).json")
    let text = GrowthInput.header + rows.map { $0 + "\n" }.joined()
    try Program.write(Array(text.utf8), to: folder + "/data.csv")
  }

  /// The cells of one table, by sector, variant and period.
  struct Cells {
    private let rows: [String: [String: String]]

    init(_ folder: String) throws {
      var rows: [String: [String: String]] = [:]
      for name in ["annual", "quarterly", "monthly"] {
        for row in try CSVRows.read("\(folder)/\(name)_growth.csv") {
          let key = [row["sector"], row["period"], row["variant"]].compactMap(\.self)
          rows[key.joined(separator: "|")] = row
        }
      }
      self.rows = rows
    }

    func text(
      _ sector: String, _ period: String, _ column: String, variant: String = "baseline"
    ) -> String {
      rows["\(sector)|\(period)|\(variant)"]?[column] ?? "no row"
    }

    func number(
      _ sector: String, _ period: String, _ column: String, variant: String = "baseline"
    ) -> Double {
      Double(text(sector, period, column, variant: variant)) ?? .nan
    }
  }
}
