import TestSupport
import Testing

/// What `--against` says moved, and why.
@Suite struct ChangesCommandTests {
  /// Quarters to the first of 2025; later ones and a revision of the last of 2024 in August.
  private func made(later: Bool = true, revised: Bool = true) -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025, growth: 6, wobble: 0.01, vintage: "2025-05-01")
    if later {
      made.addQuarters(4 * 2025 + 1...4 * 2025 + 1, growth: 6.4, vintage: "2025-08-01")
    }
    if revised {
      for (series, value) in [("left", 470.0), ("right", 215.0), ("whole", 685.0)] {
        made.add("o.\(series)", "2024-Q4", value, vintage: "2025-08-01", status: "revised")
      }
    }
    return made
  }

  private func steps(
    _ folder: String, _ quantity: String, _ id: String
  ) throws -> [String: (before: Double, after: Double)] {
    var found: [String: (before: Double, after: Double)] = [:]
    for row in try CSVRows.read(folder + "/changes.csv")
    where row["quantity"] == quantity && row["ref"] == id {
      found[row["cause"] ?? ""] = (
        Double(row["before"] ?? "") ?? .nan, Double(row["after"] ?? "") ?? .nan
      )
      let points = Double(row["points"] ?? "") ?? .nan
      let factor = quantity == "chance" ? 100.0 : 1
      let move = (Double(row["after"] ?? "") ?? .nan) - (Double(row["before"] ?? "") ?? .nan)
      #expect(abs(points - factor * move) < 1e-9)
    }
    return found
  }

  private func growth(_ folder: String, _ sector: String) throws -> Double {
    try MadeGrowth.Cells(folder).number(sector, "2025", "yoy_percent")
  }

  @Test("Causes follow each other from what the earlier run said to what this one says")
  func chain() throws {
    let folder = try Program.temporaryFolder()
    var made = made()
    #expect(try made.run(in: folder, output: "old", ["--as-of", "2025-06-30"]).status == 0)
    // Later the scenario leaves a new plant in.
    made.more = """
      "levers": [{"id": "plant", "kind": "new_capacity", "sector": "left", "from": "2025-10",
        "per_month": 5, "author": "A"}],
      """
    let outcome = try made.run(in: folder, output: "new", ["--against", "old"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for sector in ["whole", "left", "right"] {
      let steps = try steps(folder + "/new", "growth", sector)
      #expect(Set(steps.keys) == ["scenario", "revised", "new"])
      #expect(try steps["scenario"]?.before == growth(folder + "/old", sector))
      #expect(steps["scenario"]?.after == steps["revised"]?.before)
      #expect(steps["revised"]?.after == steps["new"]?.before)
      #expect(try steps["new"]?.after == growth(folder + "/new", sector))
      let plant = (steps["scenario"]?.after ?? 0) - (steps["scenario"]?.before ?? 0)
      #expect(sector == "right" ? abs(plant) < 1e-9 : plant > 0.1, "\(sector): \(plant)")
    }
    #expect(try Set(steps(folder + "/new", "chance", "up").keys) == ["scenario", "revised", "new"])
    let figures = try CSVRows.read(folder + "/new/changed_figures.csv")
    #expect(figures.count { $0["cause"] == "revised" && $0["period"] == "2024-Q4" } == 3)
    #expect(figures.count { $0["cause"] == "new" && $0["period"] == "2025-Q2" } == 3)
    #expect(figures.count == 6)
    #expect(outcome.output.contains("What moved since 2025-06-30"))
  }

  @Test("What did not change moves nothing: no cause, only revisions, only new figures")
  func single() throws {
    for (later, revised) in [(false, false), (true, false), (false, true)] {
      let folder = try Program.temporaryFolder()
      let made = made(later: later, revised: revised)
      #expect(try made.run(in: folder, output: "old", ["--as-of", "2025-06-30"]).status == 0)
      #expect(try made.run(in: folder, output: "new", ["--against", "old"]).status == 0)
      let steps = try steps(folder + "/new", "growth", "whole")
      func move(_ cause: String) -> Double {
        abs((steps[cause]?.after ?? .nan) - (steps[cause]?.before ?? .nan))
      }
      #expect(move("scenario") == 0)
      #expect(revised ? move("revised") > 0.05 : move("revised") == 0)
      // Without a figure of the quarter the day alone tells nothing.
      #expect(later ? move("new") > 0.01 : move("new") == 0)
    }
  }

  @Test("track says the same of the targets that it follows; its manifest names the earlier run")
  func track() throws {
    let folder = try Program.temporaryFolder()
    let made = made()
    #expect(
      try made.run("track", in: folder, output: "old", ["--as-of", "2025-06-30"]).status == 0)
    let outcome = try made.run(
      "track", in: folder, output: "new", ["--against", "old", "--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/new/tracking.csv")
    let chance = try steps(folder + "/new", "chance", "up")
    let old = try CSVRows.read(folder + "/old/tracking.csv").last
    #expect(chance["scenario"]?.before == old?["probability"].flatMap(Double.init))
    #expect(chance["new"]?.after == rows.last?["probability"].flatMap(Double.init))
    let manifest = String(decoding: try Program.read(folder + "/new/run.json"), as: UTF8.self)
    #expect(manifest.contains("\"against\"") && manifest.contains("old/run.json"))
    #expect(outcome.output.contains("Điều gì đã thay đổi"))
  }

  @Test("Figures without days are told from the tables of both runs, by monthly and by track")
  func undated() throws {
    for command in ["monthly", "track"] {
      let folder = try Program.temporaryFolder()
      func made(_ last: Int, more: Double) -> MadeGrowth {
        var made = MadeGrowth()
        made.addQuarters(4 * 2018...4 * 2025, growth: 6, wobble: 0.01, vintage: "")
        if last > 1 {
          made.addQuarters(4 * 2025 + 1...4 * 2025 + 1, growth: 6.4, vintage: "")
        }
        for (place, row) in made.rows.enumerated()
        where row.contains("2025-Q1") && !row.contains("right") {
          var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          cells[4] = MadeGrowth.text((Double(cells[4]) ?? .nan) + more, 2)
          made.rows[place] = cells.joined(separator: ",")
        }
        made.isDated = false
        return made
      }
      let old = try made(1, more: 0).run(command, in: folder, output: "old")
      #expect(old.status == 0, "\(old.errors)")
      let outcome = try made(2, more: 15).run(
        command, in: folder, output: "new", ["--against", "old"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let figures = try CSVRows.read(folder + "/new/changed_figures.csv").map {
        "\($0["cause"] ?? "") \($0["series"] ?? "") \($0["period"] ?? "")"
      }
      let next = command == "monthly" ? "2025-Q2" : "2025-6M"
      #expect(
        Set(figures) == [
          "revised whole 2025-Q1", "revised left 2025-Q1", "new whole \(next)",
          "new left \(next)", "new right \(next)",
        ], "\(command): \(figures)")
      #expect(outcome.output.contains("New figures (3): Whole \(next)"))
    }
  }

  @Test("A variant that asks for more is a plan that changed, not the scenario")
  func planned() throws {
    let folder = try Program.temporaryFolder()
    var made = made(later: false, revised: false)
    made.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 6.1}]}]"#
    #expect(try made.run(in: folder, output: "old", ["--as-of", "2025-06-30"]).status == 0)
    made.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": 6.6}]}]"#
    let outcome = try made.run(in: folder, output: "new", ["--against", "old"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let chance = try steps(folder + "/new", "chance", "up")
    #expect(chance["scenario"]?.before == chance["scenario"]?.after)
    #expect((chance["plan"]?.after ?? 1) < (chance["plan"]?.before ?? 0))
    let figures = try CSVRows.read(folder + "/new/changed_figures.csv")
    #expect(figures.map { $0["cause"] } == ["plan"])
    #expect(figures.first?["before"] == "6.1" && figures.first?["after"] == "6.6")
    #expect(outcome.output.contains("Changed plans (1): up 2025: 6.1 → 6.6"))
  }

  @Test("An earlier run of another command, another year or with a changed table is a fault")
  func faults() throws {
    let folder = try Program.temporaryFolder()
    let made = made()
    #expect(try made.run(in: folder, output: "old").status == 0)
    let other = try made.run("track", in: folder, output: "t", ["--against", "old"])
    #expect(other.status == 3 && other.errors.contains("old/run.json"), "\(other.errors)")
    let year = try made.run(year: 2024, in: folder, output: "y", ["--against", "old"])
    #expect(year.status == 3, "\(year.errors)")
    #expect(year.errors.contains("this folder is of forecast monthly --year 2025"))
    let table = try Program.read(folder + "/old/variants.csv")
    try Program.write(table + [10], to: folder + "/old/variants.csv")
    let edited = try made.run(in: folder, output: "e", ["--against", "old"])
    #expect(edited.status == 3 && edited.errors.contains("variants.csv"), "\(edited.errors)")
  }

  @Test(
    "A variant is asked from the day of its issue on, and missed once figures say so; by name always"
  )
  func issued() throws {
    let folder = try Program.temporaryFolder()
    var made = made(revised: false)
    made.asOf = "2025-06-30"
    made.variants = #"""
      [{"id": "early", "issued": "2025-02-01", "conditions": [{"period": "2025-Q2", "growth": 15}]},
       {"id": "late", "issued": "2025-08-10", "conditions": [{"period": "2025", "growth": 7}]},
       {"id": "later", "issued": "2025-09-01", "conditions": [{"period": "2025", "growth": 9}]}]
      """#
    func ids(_ output: String) throws -> [String?] {
      try CSVRows.read("\(folder)/\(output)/variants.csv").map { $0["variant"] }
    }
    #expect(try made.run(in: folder, output: "june").status == 0)
    #expect(try ids("june") == ["baseline", "early"])
    let august = try made.run(in: folder, output: "august", ["--as-of", "2025-08-15"])
    #expect(august.status == 0, "\(august.errors)")
    #expect(try ids("august") == ["baseline", "early", "late"])
    let missed = try CSVRows.read(folder + "/august/variants.csv")[1]
    #expect(
      missed["verdict"] == "missed" && missed["probability_at_least"].flatMap { Double($0) } == 0)
    let notes = try CSVRows.read(folder + "/august/notes.csv")
    #expect(notes.contains { $0["kind"] == "variant_missed" && $0["name"] == "early" })
    #expect(notes.contains { $0["kind"] == "variant_not_issued" && $0["name"] == "later" })
    let named = try made.run(
      in: folder, output: "named", ["--as-of", "2025-08-15", "--variant", "later"])
    #expect(named.status == 0, "\(named.errors)")
    #expect(try ids("named") == ["baseline", "later"])
    let early = try made.run(
      in: folder, output: "e", ["--as-of", "2025-08-15", "--variant", "early"])
    #expect(early.status == 0, "\(early.errors)")
    #expect(try ids("e") == ["baseline", "early"])
  }
}
