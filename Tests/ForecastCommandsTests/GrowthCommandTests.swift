import TestSupport
import Testing

@Suite struct GrowthCommandTests {
  /// Rows of a growth table by variant, sector and period.
  private struct Tables {
    var rows: [String: [String: String]] = [:]
    var order: [(variant: String, sector: String, parent: String, period: String)] = []

    init(_ folder: String) throws {
      for name in ["annual", "quarterly", "monthly"] {
        for row in try CSVRows.read("\(folder)/\(name)_growth.csv") {
          let key = (
            row["variant"] ?? "", row["sector"] ?? "", row["parent"] ?? "", row["period"] ?? ""
          )
          rows["\(key.0)|\(key.1)|\(key.3)"] = row
          order.append((variant: key.0, sector: key.1, parent: key.2, period: key.3))
        }
      }
    }

    func number(_ variant: String, _ sector: String, _ period: String, _ column: String) -> Double?
    {
      rows["\(variant)|\(sector)|\(period)"]?[column].flatMap { Double($0) }
    }

    func level(_ variant: String, _ sector: String, _ period: String) -> Double {
      number(variant, sector, period, "level") ?? .nan
    }
  }

  private func run(
    _ arguments: [String], in folder: String
  ) throws -> Program.Outcome {
    let program = try #require(Program())
    return try program.run(arguments, in: folder)
  }

  @Test(
    "Months make quarters, quarters years, parts wholes, contributions growth",
    arguments: ["Q", "M"])
  func sums(frequency: String) throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder, frequency: frequency)
    let outcome = try run(
      ["monthly", "scenario.json", "--year", "2025", "--output", "out"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("8"))
    let tables = try Tables(folder + "/out")
    for row in tables.order {
      let own = tables.level(row.variant, row.sector, row.period)
      #expect(own > 0)
      let parts = Set(tables.order.filter { $0.parent == row.sector }.map(\.sector))
      if !parts.isEmpty {
        let sum = parts.reduce(0) { $0 + tables.level(row.variant, $1, row.period) }
        #expect(abs(sum / own - 1) < 1e-9)
      }
      if row.period.count == 4 {
        let quarters = (1...4).reduce(0) {
          $0 + tables.level(row.variant, row.sector, "\(row.period)-Q\($1)")
        }
        #expect(abs(quarters / own - 1) < 1e-9)
        let months = (1...12).reduce(0) {
          $0
            + tables.level(row.variant, row.sector, "\(row.period)-\($1 < 10 ? "0" : "")\($1)")
        }
        #expect(abs(months / own - 1) < 1e-9)
      }
      if row.parent.isEmpty,
        let contribution = tables.number(row.variant, row.sector, row.period, "contribution_pp"),
        let growth = tables.number(row.variant, row.sector, row.period, "yoy_percent")
      {
        #expect(abs(contribution - growth) < 1e-9)
      }
      let status = tables.rows["\(row.variant)|\(row.sector)|\(row.period)"]?["status"]
      if status != "scenario" {
        let baseline = tables.rows["baseline|\(row.sector)|\(row.period)"]?["level"]
        #expect(
          tables.rows["\(row.variant)|\(row.sector)|\(row.period)"]?["level"] == baseline,
          "what is settled is the same to the bit")
      }
    }
    let year = tables.number("8", "all", "2025", "yoy_percent") ?? 0
    #expect(abs(year - 8) < 1e-6)
    let range = tables.number("half", "all", "2025", "yoy_percent") ?? 0
    #expect((6...9).contains(range))
    func half(_ period: Int) -> Double {
      tables.level("half", "food", "\(period)-Q3") + tables.level("half", "food", "\(period)-Q4")
    }
    #expect(abs(half(2025) / half(2024) - 1.05) < 1e-7)
  }

  @Test("Published months and quarters are printed as published, July as far as it is known")
  func frozen() throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder, frequency: "M")
    let outcome = try run(
      ["monthly", "scenario.json", "--output", "out", "--quiet"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let tables = try Tables(folder + "/out")
    for (sector, name) in ["food", "cloth", "rest"].enumerated() {
      for month in 60..<78 {
        let number = month % 12 + 1
        let period = "\(2019 + month / 12)-\(number < 10 ? "0" : "")\(number)"
        let own = tables.level("8", name, period)
        #expect(abs(own - GrowthInput.level(sector, month)) < 1e-9, "\(name) \(period)")
        #expect(tables.rows["8|\(name)|\(period)"]?["status"] == "actual")
      }
    }
    #expect(tables.rows["8|food|2025-07"]?["status"] == "actual")
    #expect(abs(tables.level("half", "food", "2025-07") - GrowthInput.level(0, 78)) < 1e-9)
    #expect(tables.rows["8|rest|2025-07"]?["status"] == "scenario")
    // The plant works from August on: 15 in the year, all of it in one sector of the forecast.
    #expect(tables.level("baseline", "cloth", "2025-08") > GrowthInput.level(1, 79 - 12) + 3)
  }

  @Test("Two runs give the same bytes; the workbook too; an earlier run fills its comparison")
  func stable() throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder)
    func arguments(_ output: String, _ threads: String) -> [String] {
      [
        "monthly", "scenario.json", "--output", output, "--format", "csv,xlsx", "--threads",
        threads, "--quiet", "--language", "vi",
      ]
    }
    #expect(try run(arguments("a", "1"), in: folder).status == 0)
    #expect(try run(arguments("b", "3"), in: folder).status == 0)
    for name in Program.names(in: folder + "/a") where name != "timings.json" {
      #expect(
        try Program.read("\(folder)/a/\(name)") == Program.read("\(folder)/b/\(name)"), "\(name)")
    }
    let against = try run(arguments("c", "1") + ["--against", "a"], in: folder)
    #expect(against.status == 0, "\(against.errors)")
    #expect(
      try Program.read(folder + "/c/growth.xlsx") != Program.read(folder + "/a/growth.xlsx"))
    for (folders, made) in [(["a"], "a"), (["c", "a"], "c")] {
      let reported = try run(
        ["report"] + folders + ["--format", "xlsx", "--output", "r", "-q"], in: folder)
      #expect(reported.status == 0, "\(reported.errors)")
      #expect(
        try Program.read(folder + "/r/growth.xlsx") == Program.read(folder + "/\(made)/growth.xlsx")
      )
    }
    #expect(try run(["track", "scenario.json", "--output", "t", "-q"], in: folder).status == 0)
    let none = try run(["report", "t", "--format", "xlsx"], in: folder)
    #expect(none.status == 2 && none.errors.contains("forecast track"), "\(none.errors)")
    let missing = try run(arguments("d", "1") + ["--against", "nowhere"], in: folder)
    #expect(missing.status == 3 && missing.errors.contains("[file-missing]"))
    #expect(!Program.names(in: folder).contains("d"))
  }

  @Test("Tracking: the chance moves with the quarters, what is required adds to the target")
  func track() throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder)
    let outcome = try run(
      ["track", "scenario.json", "--output", "out", "--backtest"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/tracking.csv").filter { $0["target"] == "8" }
    #expect(rows.map { $0["period"] } == ["2024-Q4", "2025-Q1", "2025-Q2"])
    for row in rows {
      let probability = Double(row["probability"] ?? "") ?? -1
      #expect((0...1).contains(probability))
      #expect((Double(row["mc_error"] ?? "") ?? 0) > 0)
      let bands = ["outlook_p10", "outlook_p50", "outlook_p90"].compactMap {
        Double(row[$0] ?? "")
      }
      #expect(bands.count == 3 && bands == bands.sorted())
    }
    #expect(rows[0]["realised_ytd_percent"] == "" && rows[1]["realised_ytd_percent"] != "")
    let required = rows.compactMap { Double($0["required_rest_percent"] ?? "") }
    #expect(required.count == 3 && abs(required[0] - 8) < 1e-9)
    let past = try CSVRows.read(folder + "/out/backtest.csv")
    #expect(Set(past.compactMap { $0["quarters_known"] }) == ["0", "1", "2", "3"])
  }

  @Test("With published months a row follows each of them")
  func trackMonths() throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder, frequency: "M")
    let outcome = try run(["track", "scenario.json", "--output", "out", "--quiet"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/tracking.csv").filter { $0["target"] == "8" }
    // July is published for two of three sectors only.
    #expect(
      rows.map { $0["period"] } == [
        "2024-Q4", "2025-01", "2025-02", "2025-Q1", "2025-04", "2025-05", "2025-Q2",
      ])
    let first = (0..<3).reduce(0) { $0 + GrowthInput.level($1, 72) }
    let before = (0..<3).reduce(0) { $0 + GrowthInput.level($1, 60) }
    let toDate = Double(rows[1]["realised_ytd_percent"] ?? "") ?? .nan
    #expect(abs(toDate - 100 * (first / before - 1)) < 1e-6)
  }

  @Test("A year that nothing reaches, an unknown variant, a scenario without sectors: named")
  func requests() throws {
    let folder = try Program.temporaryFolder()
    try GrowthInput.write(to: folder)
    func codes(_ extra: [String]) throws -> (status: Int32, errors: String) {
      let outcome = try run(
        ["monthly", "scenario.json", "--output", "out"] + extra, in: folder)
      return (outcome.status, outcome.errors)
    }
    let far = try codes(["--year", "2031"])
    #expect(far.status == 3 && far.errors.contains("[year-out-of-reach]"))
    let early = try codes(["--year", "2018"])
    #expect(early.status == 3 && early.errors.contains("[year-out-of-reach]"))
    let unknown = try codes(["--year", "2025", "--variant", "9"])
    #expect(unknown.status == 3 && unknown.errors.contains("[variant-unknown]"))
    #expect(!Program.names(in: folder).contains("out"))
    let flat = try Program.temporaryFolder()
    for (name, text) in [
      ("scenario.json", FaultyInput.scenario), ("data.csv", FaultyInput.data),
      ("plan.csv", FaultyInput.plan),
    ] {
      try Program.write(Array(text.utf8), to: flat + "/" + name)
    }
    let other = try run(
      ["monthly", "scenario.json", "--year", "2025", "--output", "out"], in: flat)
    #expect(other.status == 3 && other.errors.contains("\"sectors\" is missing"))
    let plain = try run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(plain.status == 3 && plain.errors.contains("\"plans\" is missing"))
  }

  static let faults: [(name: String, old: String, new: String, code: String)] = [
    (
      "a loop", "\"id\": \"made\", \"parent\": \"all\"", "\"id\": \"made\", \"parent\": \"food\"",
      "sector-loop"
    ),
    ("two tops", "\"id\": \"rest\", \"parent\": \"all\"", "\"id\": \"rest\"", "sector-tops"),
    (
      "an unknown parent", "\"parent\": \"all\", \"name\"", "\"parent\": \"al\", \"name\"",
      "sector-unknown"
    ),
    (
      "a sector twice", "\"id\": \"cloth\", \"parent\"", "\"id\": \"food\", \"parent\"",
      "sector-duplicate"
    ),
    (
      "an unknown sector in a condition", "\"sector\": \"food\", \"period\"",
      "\"sector\": \"fod\", \"period\"", "sector-unknown"
    ),
    ("an unknown series", "\"series\": \"cloth\"", "\"series\": \"clot\"", "series-unknown"),
    (
      "a variant of another year", "\"period\": \"2025\", \"growth\": 8",
      "\"period\": \"2026\", \"growth\": 8", "variant-impossible"
    ),
    (
      "a year below what is realised", "\"period\": \"2025\", \"growth\": 8",
      "\"period\": \"2025\", \"level\": 900", "variant-impossible"
    ),
    ("a variant named baseline", "\"id\": \"8\"", "\"id\": \"baseline\"", "value-conflict"),
    (
      "a range turned around", "\"low\": 6, \"high\": 9", "\"low\": 9, \"high\": 6",
      "value-conflict"
    ),
    (
      "a lever from a quarter on", "\"from\": \"2025-08\"", "\"from\": \"2025-Q3\"",
      "value-conflict"
    ),
    (
      "a lever for a whole", "\"sector\": \"cloth\", \"from\"", "\"sector\": \"made\", \"from\"",
      "sector-unknown"
    ),
    ("an unknown key", "\"per_month\": 3", "\"per_mont\": 3", "json-unknown-key"),
  ]

  @Test(
    "A faulty growth scenario is named with its line and writes nothing",
    arguments: Self.faults.indices)
  func faulty(number: Int) throws {
    let fault = Self.faults[number]
    let folder = try Program.temporaryFolder()
    #expect(GrowthInput.scenario.contains(fault.old), "\(fault.name)")
    let scenario = GrowthInput.scenario.replacing(fault.old, with: fault.new, maxReplacements: 1)
    try GrowthInput.write(to: folder, scenario: scenario)
    let outcome = try run(
      ["monthly", "scenario.json", "--year", "2025", "--output", "out"], in: folder)
    #expect(outcome.status == 3, "\(fault.name): \(outcome.errors)")
    #expect(outcome.errors.contains("[\(fault.code)]"), "\(fault.name): \(outcome.errors)")
    #expect(outcome.errors.contains("scenario.json:"))
    #expect(!Program.names(in: folder).contains("out"))
  }

  @Test(
    "A quarter that missed what a variant asks leaves a verdict; the rest of what it asks stands")
  func missedQuarter() throws {
    let asked = "\"period\": \"2025\", \"growth\": 8"
    func variant(_ conditions: String) throws -> [String: String] {
      let folder = try Program.temporaryFolder()
      let scenario = GrowthInput.scenario.replacing(asked, with: conditions, maxReplacements: 1)
      try GrowthInput.write(to: folder, scenario: scenario)
      let outcome = try run(["monthly", "scenario.json", "--output", "out"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let year = try CSVRows.read(folder + "/out/annual_growth.csv").first {
        $0["variant"] == "8" && $0["sector"] == "all" && $0["period"] == "2025"
      }
      var row = try CSVRows.read(folder + "/out/variants.csv").first { $0["variant"] == "8" } ?? [:]
      row["year"] = year?["yoy_percent"]
      row["kinds"] = try CSVRows.read(folder + "/out/notes.csv").compactMap { $0["kind"] }.joined(
        separator: " ")
      return row
    }
    func chance(_ row: [String: String]) -> Double? {
      row["probability_at_least"].flatMap { Double($0) }
    }
    let quarter = "\"period\": \"2025-Q1\", \"growth\": 20"
    let alone = try variant(quarter)
    #expect(alone["verdict"] == "missed" && chance(alone) == 0)
    #expect(alone["kinds"]?.contains("variant_missed") ?? false)
    let both = try variant("\(quarter)}, {\(asked)")
    #expect(both["verdict"] == "missed")
    #expect(both["kinds"]?.contains("variant_part_missed") ?? false)
    #expect(abs((Double(both["year"] ?? "") ?? 0) - 8) < 0.01)
    // The chance of the rest is that of the year alone.
    let yearAlone = try variant(asked)
    #expect(chance(both) == chance(yearAlone) && yearAlone["verdict"] == "open")
    // Where what it asks of the rest cannot be any more, it is left out.
    let rest = "{\"period\": \"2025-Q3\", \"through\": \"2025-Q4\", \"growth\": 50"
    let none = try variant("\(quarter)}, {\(asked)}, \(rest)")
    #expect(none["verdict"] == nil && none["kinds"]?.contains("variant_overtaken") ?? false)
    let met = try variant("\"period\": \"2025-Q1\", \"growth\": -20")
    #expect(met["verdict"] == "met" && chance(met) == 1)
  }

  @Test("A month missing in the middle and parts that do not add are faults; rounding is reported")
  func figures() throws {
    let folder = try Program.temporaryFolder()
    let data = GrowthInput.data(frequency: "M")
    let hole = data.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("food,X,M,2025-03")
    }.joined(separator: "\n")
    try GrowthInput.write(to: folder, data: hole)
    let missing = try run(["monthly", "scenario.json", "--output", "out"], in: folder)
    #expect(missing.status == 3 && missing.errors.contains("[period-missing]"))
    #expect(missing.errors.contains("2025-03"))

    func changed(by cents: Int) -> String {
      data.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
        guard line.hasPrefix("all,X,M,2025-02") else { return String(line) }
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let value = Int((100 * (Double(fields[4]) ?? 0)).rounded()) + cents
        fields[4] = "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
        return fields.joined(separator: ",")
      }.joined(separator: "\n")
    }
    try GrowthInput.write(to: folder, data: changed(by: 4000))
    let torn = try run(["monthly", "scenario.json", "--output", "out"], in: folder)
    #expect(torn.status == 3 && torn.errors.contains("[parts-do-not-add]"), "\(torn.errors)")
    #expect(!Program.names(in: folder).contains("out"))

    // A total that was revised without its parts gives way to them.
    try GrowthInput.write(to: folder, data: changed(by: 40))
    let revised = try run(["monthly", "scenario.json", "--output", "revised"], in: folder)
    #expect(revised.status == 0, "\(revised.errors)")
    let apart = try CSVRows.read(folder + "/revised/discrepancies.csv")
    #expect(
      apart.contains { $0["indicator"] == "all" && ($0["against"] ?? "").contains("made") },
      "\(apart)")

    try GrowthInput.write(to: folder, data: changed(by: 1))
    let rounded = try run(["monthly", "scenario.json", "--output", "out", "--quiet"], in: folder)
    #expect(rounded.status == 0, "\(rounded.errors)")
    let rows = try CSVRows.read(folder + "/out/discrepancies.csv")
    #expect(rows.contains { ($0["against"] ?? "").contains("adjusted") })
  }
}
