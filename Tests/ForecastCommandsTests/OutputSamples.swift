internal import Databases
internal import Files
import Foundation
import TestSupport
import Testing

/// Folders that every command writes with few paths, and what is in their files.
struct OutputSamples {
  /// What was found of the files of one name.
  struct File {
    var commands: Set<String> = []
    /// The header of each table, or the keys of each document.
    var columns: [[String]] = []
  }

  /// What tells files apart: two commands may write tables of one name with other columns.
  struct Key: Hashable {
    let name: String
    /// Of a table; none of other files, and of tables that are inputs.
    let columns: [String]

    init(_ name: String, _ columns: [String]) {
      self.name = name
      let isTable = name.hasSuffix(".csv") && !OutputSamples.opaque.contains(name)
      self.columns = isTable ? columns : []
    }
  }

  private(set) var files: [Key: File] = [:]
  private let program: Program
  private let folder: String

  /// Files whose inner form is the program's own business, or is that of an input.
  private static let opaque: Set<String> = [
    "processes.json", "NAME.json", "PANEL.csv", "FIGURES.csv", "scenario.json", "observations.csv",
    "plan.csv",
  ]

  init() throws {
    program = try #require(Program())
    folder = try Program.temporaryFolder()
    try writeInputs()
    try runPlans()
    try runGrowth()
    try runPanels()
    try score()
  }

  private static func gallery(_ name: String) -> String {
    "\(Golden.root)/Scenarios/\(name)/scenario.json"
  }

  private func write(_ text: String, _ name: String) throws {
    try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
  }

  /// A panel of made-up series, targets, a table to start from, a scenario with all that there is, a sweep.
  private func writeInputs() throws {
    var panel = "unique_id,ds,y\n"
    for series in 0..<14 {
      var value = 100.0 + Double(series)
      for year in 0..<14 {
        value *= 1 + 0.01 * Double((series * 7 + year * 5) % 9)
        panel += "s\(series),\(2000 + year),\(value)\n"
      }
    }
    try write(panel, "panel.csv")
    try write("unique_id,ds,direction,target\ns0,2015,at_least,150\n", "targets.csv")
    let figures = (0..<10).map { "\(2014 + $0),\(100 + 5 * $0)\n" }
    try write("year,Output\n" + figures.joined(), "figures.csv")
    try write(FaultyInput.data, "data.csv")
    try write(FaultyInput.plan + Self.milestone, "plan.csv")
    try write("task_id,ref,started,due\nt,m,2025-01-01,2025-12-31\n", "t.csv")
    try write("task_id,lead_agency,started,due\nt,A,2025-01-01,2025-12-31\n", "agency.csv")
    let effect = (0..<8).flatMap { unit in
      (2018..<2024).map { year in
        "u\(unit),\(year),\((unit * 7 + year * 5) % 11 + (unit < 3 && year > 2021 ? 4 : 0))\n"
      }
    }
    try write("unit,period,value\n" + effect.joined(), "effect-panel.csv")
    try write(FaultyInput.plan.replacing("\np,", with: "\nq,"), "lower.csv")
    let kind = "\"kind\": \"share\", \"series\": \"share\""
    let belief = """
      \(kind), "prior": {"year": 2030, "low": 47, "likely": 48, "high": 52, "weight": 0.3,
        "author": "Department A"}
      """
    let floor = """
      "horizon": 2030, "floors": [{"id": "f", "indicator": "s", "at_least": 50, "start": 2026,
        "spending": "s", "source": "Resolution 1"}],
      """
    try write(
      FaultyInput.scenario.replacing(kind, with: belief)
        .replacing("\"horizon\": 2030,", with: floor + Self.more)
        .replacing("\"plan.csv\"", with: "\"plan.csv\", \"lower.csv\""), "whole.json")
    try write(
      #"{"name": "sweep", "scenarios": ["whole.json"], "seeds": [1], "paths": 200}"#,
      "sweep-file.json")
  }

  /// A panel in a database.
  private func writeDatabase() throws {
    let address = try #require(try TableAddress(folder + "/panel.sqlite"))
    let database = try Databases.open(address, for: .writing)
    try database.execute("CREATE TABLE panel (unique_id text, ds text, y real)")
    let rows = (0..<12).map {
      [DatabaseValue.text("s"), .text("\(2010 + $0)"), .number(1 + Double($0))]
    }
    try database.load(rows, into: "panel", columns: ["unique_id", "ds", "y"])
  }

  private func run(_ arguments: String...) throws {
    let outcome = try program.run(arguments, in: folder)
    #expect(outcome.status == 0, "forecast \(arguments.joined(separator: " ")): \(outcome.errors)")
  }

  /// A milestone with a task, and a lever whose size was measured.
  private static let milestone = "p,m,mm,M,M,milestone,completion,at_least,1,,2026,A,A,,\n"
  private static let more = """
    "tasks": ["t.csv"], "levers": [{"id": "push", "kind": "effect", "value": 1, "range": {"low": 0, "high": 2}, "effects": [
      {"indicator": "s", "on": "level", "course": "step", "start": 2026, "author": "Department A",
       "per_unit": {"from_effect": "effect", "times": 0.1}}]}],
    """

  private mutating func runPlans() throws {
    try run(
      "effect", "effect-panel.csv", "--event", "2022", "--treated", "u0,u1,u2", "-q", "--format",
      "csv,html", "--output", "effect")
    try note("effect", ["effect"])
    let plan = Self.gallery("haiduong-2030")
    try run(
      "run", plan, "--paths", "200", "-q", "--format", "csv,xlsx,html", "--draws", "draws.csv",
      "--output", "run")
    try run("run", "whole.json", "--paths", "200", "-q", "--output", "whole")
    try run(
      "run", plan, "--paths", "200", "-q", "--sampling", "sobol", "--precision", "0.03",
      "--excel", "vi", "--set", "growth.economy.grdp=1", "--variant", "12", "--output", "options")
    for (number, fits) in [("1", []), ("2", ["--fits", "shard1"])] {
      let outcome = try program.run(
        [
          "run", "whole.json", "--paths", "200", "-q", "--shard", "\(number)/2", "--output",
          "shard\(number)",
        ] + fits, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try run("merge", "shard1", "shard2", "-q", "--format", "csv,xlsx,html", "--output", "merge")
    try run("sweep", "sweep-file.json", "-q", "--format", "csv,xlsx,html", "--output", "sweep")
    try run(
      "compare", plan, Self.gallery("haiduong-2030-stress"), "--paths", "200", "-q", "--format",
      "csv,xlsx,html", "--set", "growth.economy.grdp=1", "--variant", "12", "--output",
      "compare")
    try run(
      "require", plan, "--target", "body:II.1.1-2", "--probability", "0.5", "--variable",
      "growth", "--paths", "200", "-q", "--format", "csv,html", "--output", "require")
    try FileManager.default.copyItem(atPath: folder + "/whole", toPath: folder + "/again")
    try run("report", "again", "-q")
    try note("run", ["run", "whole", "shard1", "draws.csv"])
    try note("run", ["options/run.json"])
    try note("merge", ["merge"])
    try note("sweep", ["sweep/sweep.csv", "sweep/sweep.json"])
    let region = try #require(Program.names(in: folder + "/sweep").first { !$0.contains(".") })
    try note("sweep", ["sweep/\(region)/seed-1"])
    try note("compare", ["compare"])
    try note("require", ["require"])
    try note("report", ["report.html", "report.xlsx", "run.json"].map { "again/" + $0 })
  }

  private mutating func runGrowth() throws {
    let growth = Self.gallery("vietnam-growth-2025")
    try run(
      "monthly", growth, "--paths", "200", "-q", "--format", "csv,xlsx,html", "--output",
      "monthly")
    // On that day nothing was published of some sectors.
    try run(
      "monthly", growth, "--paths", "200", "-q", "--variant", "8", "--as-of", "2025-02-10",
      "--output", "variant")
    try run("report", "variant", "-q")
    try run(
      "scorecard", growth, "--paths", "200", "-q", "--output", "bare")
    try run("report", "bare", "-q")
    try note("report", ["bare/scorecard.xlsx"])
    try run(
      "track", growth, "--paths", "200", "-q", "--format", "csv,html", "--backtest", "--output",
      "track")
    try run(
      "scorecard", growth, "--paths", "200", "-q", "--format", "csv,xlsx,html", "--backtest",
      "--output", "scorecard")
    try run(
      "scorecard", growth, "--paths", "200", "-q", "--against", "scorecard", "--output", "carded")
    try writeParts()
    // Tasks of the year stand beside its sectors and measures.
    for command in ["monthly", "scorecard"] {
      try run(
        command, "parts.json", "--year", "2025", "--paths", "200", "-q", "--output",
        "parts-\(command)")
    }
    try note("monthly", ["current_prices", "tasks", "units"].map { "parts-monthly/\($0).csv" })
    try note(
      "scorecard",
      ["current_prices", "allocation", "notes", "tasks", "units"].map {
        "parts-scorecard/\($0).csv"
      })
    try note("scorecard", ["scorecard"])
    try run(
      "monthly", growth, "--paths", "200", "-q", "--against", "monthly", "--output", "later")
    try run(
      "track", growth, "--paths", "200", "-q", "--against", "track", "--output", "followed")
    let moved = ["changes.csv", "changed_figures.csv", "run.json"]
    try note("scorecard", moved.map { "carded/\($0)" })
    try note("monthly", moved.map { "later/\($0)" })
    try note("track", moved.map { "followed/\($0)" })
    try run(
      "tasks", Self.gallery("haiduong-tasks"), "--paths", "200", "-q", "--format", "csv,xlsx,html",
      "--output", "tasks")
    try run("tasks", "t.csv", "--as-of", "2025-06-30", "-q", "--output", "plain-tasks")
    try run("report", "plain-tasks", "-q")
    try note("tasks", ["tasks"])
    try note("report", ["plain-tasks/tasks.xlsx"])
    try note("monthly", ["monthly", "variant/run.json", "variant/fits.json"])
    try note("report", ["variant/growth.xlsx"])
    try note("track", ["track"])
  }

  /// A scenario with levels at current prices, and a measure that is shared out. Every number is made up.
  private func writeParts() throws {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025 + 1, growth: 6, wobble: 0.01)
    made.sectors = made.sectors.replacing(
      #""series": "o.left""#, with: #""series": "o.left", "current": "o.left""#)
    for month in 12 * 2018...12 * 2025 + 6 {
      made.add(
        "d", MadeGrowth.month(month), MadeMeasures.level(month, growth: 7), vintage: "2025-08-01")
    }
    made.more = """
      "tasks": ["agency.csv"],
      "measures": [{"id": "d", "series": "d", "drives": "left"}, {"id": "m", "series": "o.left", "plan": {"level": "p"},
        "allocation": {"parts": [{"id": "a", "series": "o.right"},
          {"id": "b", "judgement": {"p10": 1, "p50": 2, "p90": 3}}]}}],
      """
    made.add("p", "2025", 2500, vintage: "2025-01-01", status: "plan")
    let place = try Program.temporaryFolder()
    try made.write(to: place)
    try write(
      String(decoding: try Program.read(place + "/scenario.json"), as: UTF8.self)
        .replacing("data.csv", with: "parts.csv"), "parts.json")
    try write(String(decoding: try Program.read(place + "/data.csv"), as: UTF8.self), "parts.csv")
  }

  private mutating func score() throws {
    let places = ["haiduong-2030", "vietnam-growth-2025"].flatMap {
      ["--directory", "\(Golden.root)/Scenarios/\($0)"]
    }
    for more in [
      ["--as-of", "2026-06-30", "--output", "score"], ["--excel", "vi", "--output", "semicolons"],
    ] {
      let outcome = try program.run(["score", "track", "run", "-q"] + places + more, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try note("score", ["score", "semicolons/run.json"])
  }

  private mutating func runPanels() throws {
    try run(
      "predict", "panel.csv", "--frequency", "A", "-q", "--horizon", "3", "--targets",
      "targets.csv", "--output", "predict")
    try run(
      "backtest", "panel.csv", "--frequency", "A", "-q", "--horizon", "2", "--origins", "2",
      "--output", "backtest")
    try run(
      "calibrate", "panel.csv", "--frequency", "A", "-q", "--horizon", "2", "--output",
      "table.json", "--predictions", "judged")
    try run("init", "figures.csv", "-q", "--output", "start")
    try writeDatabase()
    try run(
      "predict", "panel.sqlite?table=panel", "--frequency", "A", "-q", "--horizon", "3", "--output",
      "stored")
    try note("predict", ["stored/run.json"])
    for command in ["predict", "backtest"] { try note(command, [command]) }
    try note("calibrate", ["table.json"], as: "NAME.json")
    try note("calibrate", ["judged/panel.csv"], as: "NAME.csv")
    try note("calibrate", ["judged/run.json"])
    try note("init", ["start"])
    let months = MadeWorkbook(cells: [
      ("A1", "Bán lẻ"), ("B2", "Tháng 2 năm 2024"), ("C2", "Tháng 3 năm 2024"), ("A3", "Tổng"),
      ("B3", "1"), ("C3", "2"),
    ])
    try Program.write(months.bytes, to: "\(folder)/months.xlsx")
    try run("init", "months.xlsx", "-q", "--panel", "made.csv", "--figures", "read.csv")
    try note("init", ["made.csv"], as: "PANEL.csv")
    try note("init", ["read.csv"], as: "FIGURES.csv")
  }

  /// Notes files, or every file of folders.
  private mutating func note(_ command: String, _ paths: [String], as name: String? = nil) throws {
    for path in paths {
      let names = Program.names(in: "\(folder)/\(path)")
      guard names.isEmpty else {
        try note(command, names.map { "\(path)/\($0)" })
        continue
      }
      let name = name ?? path.split(separator: "/").last.map(String.init) ?? path
      let columns = try columns(path, name)
      let key = Key(name, columns ?? [])
      files[key, default: File()].commands.insert(command)
      if let columns { files[key]?.columns.append(columns) }
    }
  }

  private func columns(_ path: String, _ name: String) throws -> [String]? {
    guard !Self.opaque.contains(name) else { return nil }
    let bytes = try Program.read("\(folder)/\(path)")
    if name.hasSuffix(".json") {
      return Self.keys(try JSONSerialization.jsonObject(with: Data(bytes)))
    }
    guard name.hasSuffix(".csv") else { return nil }
    let header = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
    let columns = header.split(separator: ",").map(String.init)
    // Targets give their names to columns.
    return name == "draws.csv" ? [columns[0], "PLAN:REF"] : columns
  }

  /// Where values stand in a document: `inputs[].path`.
  private static func keys(_ node: Any, _ place: String = "") -> [String] {
    if let object = node as? [String: Any] {
      return object.flatMap { keys($1, place.isEmpty ? $0 : "\(place).\($0)") }
    }
    if let list = node as? [Any] {
      let objects = list.filter { $0 is [String: Any] }
      return objects.isEmpty
        ? (list.isEmpty ? [] : [place]) : objects.flatMap { keys($0, place + "[]") }
    }
    return [place]
  }
}
