import TestSupport
import Testing

/// What `scorecard --against` says moved, and why.
@Suite struct ScorecardChangesTests {
  /// Months to May of 2025 known in June; two more and a revision of May in August.
  private func made(later: Bool = true, revised: Bool = true) -> MadeMeasures {
    var made = MadeMeasures()
    made.measures = [
      #"{"id": "x", "name": {"en": "Exports", "vi": "Xuất khẩu"}, "series": "x"}"#
    ]
    func add(_ month: Int, _ factor: Double, _ vintage: String, status: String = "final") {
      let level = factor * MadeMeasures.level(month, growth: 9, wobble: 0.05)
      made.add(
        "x", MadeMeasures.month(month), "\((level * 100).rounded() / 100)", status: status,
        vintage: vintage)
    }
    for month in 12 * 2018...12 * 2025 + 4 { add(month, 1, "2025-06-10") }
    if revised { add(12 * 2025 + 4, 0.9, "2025-08-10", status: "revised") }
    if later { for month in 12 * 2025 + 5...12 * 2025 + 6 { add(month, 1.1, "2025-08-10") } }
    made.ask("x", "5", kind: "growth", in: "2025")
    made.ask("x", "1500", in: "2025-09")
    return made
  }

  private typealias Steps = [String: (before: Double, after: Double)]

  private func steps(
    _ folder: String, _ quantity: String, _ period: String = "2025"
  ) throws -> Steps {
    var found: Steps = [:]
    for row in try CSVRows.read(folder + "/changes.csv")
    where row["quantity"] == quantity && row["ref"] == "x" && row["period"] == period {
      let (before, after) = (row.number("before") ?? .nan, row.number("after") ?? .nan)
      found[row["cause"] ?? ""] = (before, after)
      let factor = quantity == "chance" ? 100.0 : 1
      #expect(abs((row.number("points") ?? .nan) - factor * (after - before)) < 1e-9)
    }
    return found
  }

  @Test("Notes in the earlier folder's workbook or beside it are no hindrance, a changed table is")
  func used() throws {
    let made = made()
    let old = try made.run("scorecard", ["--as-of", "2025-06-30", "--format", "csv,xlsx"])
    let book = old.folder + "/scorecard.xlsx"
    try Program.write(try Program.read(book) + Array("note".utf8), to: book)
    for name in [".~lock.scorecard.xlsx#", "ghi-chu.docx"] {
      try Program.write(Array("x".utf8), to: old.folder + "/" + name)
    }
    let new = try made.run("scorecard", ["--against", old.folder])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    #expect(try steps(new.folder, "growth")["new"] != nil)
    let table = old.folder + "/scorecard.csv"
    try Program.write(try Program.read(table) + [10], to: table)
    let refused = try made.run("scorecard", ["--against", old.folder])
    #expect(refused.outcome.status == 3 && refused.outcome.errors.contains("[run-output]"))
    #expect(refused.outcome.errors.contains("into a new folder"), "\(refused.outcome.errors)")
  }

  @Test(
    "Causes add up to the whole move of a measure and of its chances, and figures stand by them")
  func chain() throws {
    var made = made()
    let old = try made.run("scorecard", ["--as-of", "2025-06-30"])
    #expect(old.outcome.status == 0, "\(old.outcome.errors)")
    // Since then more is planned.
    made.plan = []
    made.ask("x", "6.5", kind: "growth", in: "2025")
    made.ask("x", "1500", in: "2025-09")
    let new = try made.run(
      "scorecard",
      ["--against", old.folder, "--format", "csv,xlsx,html", "--language", "vi"])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    func said(_ folder: String, _ column: String, _ period: String = "2025") throws -> Double? {
      try CSVRows.read(folder + "/scorecard.csv").first { $0["period"] == period }?.number(column)
    }
    for (quantity, column, period) in [
      ("growth", "yoy_percent", "2025"), ("chance", "probability", "2025"),
      ("chance", "probability", "2025-09"),
    ] {
      let steps = try steps(new.folder, quantity, period)
      #expect(Set(steps.keys) == ["scenario", "plan", "revised", "new"])
      #expect(try steps["scenario"]?.before == said(old.folder, column, period))
      #expect(steps["scenario"]?.after == steps["plan"]?.before)
      #expect(steps["plan"]?.after == steps["revised"]?.before)
      #expect(steps["revised"]?.after == steps["new"]?.before)
      #expect(try steps["new"]?.after == said(new.folder, column, period))
    }
    let (growth, chance) = (
      try steps(new.folder, "growth"), try steps(new.folder, "chance")
    )
    // A higher plan moves the chance, not the measure; less in May moves it down, more in summer up.
    #expect(growth["plan"]?.before == growth["plan"]?.after)
    #expect(chance["scenario"]?.before == chance["scenario"]?.after)
    #expect((chance["plan"]?.after ?? 1) < (chance["plan"]?.before ?? 0) - 0.05)
    #expect((growth["revised"]?.after ?? 9) < (growth["revised"]?.before ?? 0) - 0.2)
    #expect((growth["new"]?.after ?? 0) > (growth["new"]?.before ?? 9) + 0.5)
    let figures = try CSVRows.read(new.folder + "/changed_figures.csv")
    #expect(figures.map { $0["cause"] } == ["plan", "revised", "new", "new"])
    #expect(figures[0].number("before") == 5 && figures[0].number("after") == 6.5)
    #expect(new.outcome.output.contains("1 kế hoạch thay đổi: Xuất khẩu"))
    #expect(new.outcome.output.contains("Xuất khẩu: xác suất đạt, Cả năm 2025"))
    let page = String(decoding: try Program.read(new.folder + "/report.html"), as: UTF8.self)
    #expect(page.contains("Thay đổi so với lần trước và nguyên nhân"))
    let manifest = String(decoding: try Program.read(new.folder + "/run.json"), as: UTF8.self)
    #expect(manifest.contains("\"against\""))
  }

  @Test("What did not change moves nothing: only revisions, only new figures, no cause")
  func single() throws {
    for (later, revised) in [(false, false), (true, false), (false, true)] {
      let made = made(later: later, revised: revised)
      let old = try made.run("scorecard", ["--as-of", "2025-06-30"])
      let new = try made.run("scorecard", ["--against", old.folder])
      #expect(new.outcome.status == 0, "\(new.outcome.errors)")
      let steps = try steps(new.folder, "growth")
      func move(_ cause: String) -> Double {
        abs((steps[cause]?.after ?? .nan) - (steps[cause]?.before ?? .nan))
      }
      #expect(move("scenario") == 0)
      #expect(revised ? move("revised") > 0.1 : move("revised") == 0)
      #expect(later ? move("new") > 0.1 : move("new") == 0)
    }
  }

  @Test("What series planned later counts as a plan, neither as the scenario nor as a figure")
  func plannedBySeries() throws {
    var made = made(later: false, revised: false)
    made.plan = []
    made.add("x", "2025", "22000", status: "plan", vintage: "2025-01-10")
    let old = try made.run("scorecard", ["--as-of", "2025-06-30"])
    made.add("x", "2025", "22600", status: "plan", vintage: "2025-07-20")
    let new = try made.run("scorecard", ["--against", old.folder])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    let chance = try steps(new.folder, "chance")
    #expect(Set(chance.keys) == ["scenario", "plan", "revised", "new"])
    let moves = chance.mapValues { abs($0.after - $0.before) }
    #expect((moves["plan"] ?? 0) > 0.05 && moves["scenario"] == 0)
    #expect(moves["revised"] == 0 && moves["new"] == 0)
    let figures = try CSVRows.read(new.folder + "/changed_figures.csv")
    #expect(figures.map { $0["cause"] } == ["plan"])
    #expect(figures.first?.number("before") == 22000 && figures.first?.number("after") == 22600)
  }

  @Test("A plan that changed stands apart where no day tells the other causes apart, too")
  func plannedWithoutDays() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.isDated = false
    for month in 12 * 2018...12 * 2025 + 6 {
      let level = MadeMeasures.level(month, growth: 9, wobble: 0.05).rounded()
      made.add("x", MadeMeasures.month(month), "\(level)", vintage: "")
    }
    made.ask("x", "22000", in: "2025")
    let old = try made.run("scorecard", ["--year", "2025"])
    made.plan = []
    made.ask("x", "22600", in: "2025")
    let new = try made.run("scorecard", ["--year", "2025", "--against", old.folder])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    let chance = try steps(new.folder, "chance")
    #expect(Set(chance.keys) == ["together", "plan"])
    #expect(chance["together"]?.before == chance["together"]?.after)
    #expect((chance["plan"]?.after ?? 1) < (chance["plan"]?.before ?? 0) - 0.05)
    #expect(new.outcome.output.contains("Told apart: what plans that changed did."))
  }

  @Test("Figures without days: revised, new and withdrawn ones are told, and that causes are not")
  func undated() throws {
    func made(_ change: (Int, Double) -> Double?) -> MadeMeasures {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": "x"}"#]
      made.isDated = false
      for month in 12 * 2018...12 * 2025 + 6 {
        let level = MadeMeasures.level(month, growth: 9, wobble: 0.05)
        guard let value = change(month - 12 * 2025, level.rounded()) else { continue }
        made.add("x", MadeMeasures.month(month), "\(value)", vintage: "")
      }
      return made
    }
    func run(_ made: MadeMeasures, _ more: [String] = []) throws -> (String, Program.Outcome) {
      let year = ["--year", "2025"]
      let (outcome, folder) = try made.run("scorecard", year + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return (folder, outcome)
    }
    let (old, _) = try run(made { $0 == 6 ? nil : $1 })
    let changed = made { month, level in
      month == 4 ? nil : month == 5 ? level + 100 : level
    }
    let (new, outcome) = try run(changed, ["--against", old])
    let figures = try CSVRows.read(new + "/changed_figures.csv")
    #expect(
      figures.map { "\($0["cause"] ?? "") \($0["period"] ?? "")" }
        == ["withdrawn 2025-05", "revised 2025-06", "new 2025-07"])
    let revised = try #require(figures.first { $0["cause"] == "revised" })
    #expect(
      try #require(revised.number("after")) - #require(revised.number("before")) == 100)
    #expect(outcome.output.contains("Withdrawn figures (1)"))
    #expect(outcome.output.contains("Told as one move"))
    #expect(!outcome.output.contains("One cause at a time"))
  }

  @Test("The day of a file that was handed in again makes none of its earlier figures new")
  func dayOfFile() throws {
    func made(through last: Int, on day: String) -> MadeMeasures {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": "x"}"#]
      made.asOf = day
      for month in 12 * 2018...last {
        let level = MadeMeasures.level(month, growth: 9, wobble: 0.05).rounded()
        made.add("x", MadeMeasures.month(month), "\(level)", vintage: day)
      }
      return made
    }
    let old = try made(through: 12 * 2025 + 6, on: "2025-08-06").run()
    #expect(old.outcome.status == 0, "\(old.outcome.errors)")
    let new = try made(through: 12 * 2025 + 8, on: "2025-10-05")
      .run("scorecard", ["--against", old.folder])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    let figures = try CSVRows.read(new.folder + "/changed_figures.csv")
    #expect(
      figures.map { "\($0["cause"] ?? "") \($0["period"] ?? "")" }
        == ["new 2025-08", "new 2025-09"])
    #expect(!new.outcome.output.contains("names no day"))
  }

  @Test("Quarters that months stand in place of now are not told as withdrawn")
  func finer() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "series": "x"}"#]
    made.isDated = false
    for quarter in 4 * 2018...4 * 2025 + 1 {
      let months = (0..<3).map { MadeMeasures.level(3 * quarter + $0, growth: 9).rounded() }
      made.add("x", MadeGrowth.quarter(quarter), "\(months.reduce(0, +))", vintage: "")
    }
    let old = try made.run("scorecard", ["--year", "2025"])
    #expect(old.outcome.status == 0, "\(old.outcome.errors)")
    for month in 12 * 2018...12 * 2025 + 5 {
      let level = MadeMeasures.level(month, growth: 9).rounded()
      made.add("x", MadeMeasures.month(month), "\(level)", vintage: "")
    }
    let new = try made.run("scorecard", ["--year", "2025", "--against", old.folder])
    #expect(new.outcome.status == 0, "\(new.outcome.errors)")
    let figures = try CSVRows.read(new.folder + "/changed_figures.csv")
    #expect(Set(figures.map { $0["cause"] }) == ["new"], "\(figures)")
  }

  @Test("A folder of another command is refused with its place; that of another scenario is said")
  func refused() throws {
    let made = made()
    let old = try made.run("track")
    let new = try made.run("scorecard", ["--against", old.folder])
    #expect(new.outcome.status == 3 && new.outcome.errors.contains("run.json"))
    #expect(new.outcome.errors.contains("this folder is of forecast track"))
    let card = try made.run("scorecard")
    var other = made
    other.name = "elsewhere"
    let foreign = try other.run("scorecard", ["--against", card.folder])
    #expect(foreign.outcome.status == 0, "\(foreign.outcome.errors)")
    #expect(foreign.outcome.errors.contains("this folder is of the scenario \"made\""))
  }

  @Test("A quarter that was decided and stays so is no news; a verdict that a revision turns is")
  func verdicts() throws {
    var made = made(later: false)
    made.ask("x", "1", in: "2025-Q1")
    let may = MadeMeasures.level(12 * 2025 + 4, growth: 9, wobble: 0.05)
    made.ask("x", "\((0.95 * may).rounded())", in: "2025-05")
    let old = try made.run("scorecard", ["--as-of", "2025-06-30"])
    let new = try made.run("scorecard", ["--against", old.folder])
    #expect(try steps(new.folder, "chance", "2025-Q1").isEmpty)
    let turned = try steps(new.folder, "chance", "2025-05")
    #expect(turned["revised"]?.before == 1 && turned["revised"]?.after == 0)
  }
}
