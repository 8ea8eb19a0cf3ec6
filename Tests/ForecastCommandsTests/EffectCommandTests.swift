import TestSupport
import Testing

/// `forecast effect` as a user runs it, and levers that take its result.
@Suite struct EffectCommandTests {
  /// Ten units over eight years, three of which rise by 2 from 2022 on.
  private func panel(separator: String = ",", marked: Bool = true, gap: Bool = false) -> String {
    let head = ["unit", "period", "value"] + (marked ? ["treated"] : [])
    var lines = [head.joined(separator: separator)]
    for unit in 0..<10 {
      for year in 2016..<2024 {
        let noise = Double((unit * 37 + year * 53 + unit * year) % 17) / 17
        let value = 10 + Double(unit) + noise + (unit < 3 && year >= 2022 ? 2 : 0)
        let text = gap && unit == 5 && year == 2018 ? "" : "\(value)"
        lines.append(
          (["Unit \(unit)", "\(year)", text] + (marked ? [unit < 3 ? "1" : "0"] : []))
            .joined(separator: separator))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func folder(_ text: String) throws -> String {
    let folder = try Program.temporaryFolder()
    try Program.write(Array(text.utf8), to: folder + "/panel.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: String) throws -> Program.Outcome {
    try #require(Program()).run(arguments, in: folder)
  }

  @Test("Three tables that verify; the column and the named units say the same")
  func tables() throws {
    let folder = try folder(panel())
    let plain = try run(["effect", "panel.csv", "--event", "2022", "--output", "a"], in: folder)
    #expect(plain.status == 0, "\(plain.errors)")
    let named = try run(
      [
        "effect", "panel.csv", "--event", "2022-01-01", "--treated", "unit 0, Unit 1,UNIT 2",
        "--output", "b", "-q",
      ], in: folder)
    #expect(named.status == 0, "\(named.errors)")
    for name in ["effect.csv", "effect_periods.csv", "placebo.csv"] {
      #expect(try Program.read("\(folder)/a/\(name)") == Program.read("\(folder)/b/\(name)"))
    }
    let row = try #require(try CSVRows.read(folder + "/a/effect.csv").first)
    let estimate = try #require(Double(row["estimate"] ?? ""))
    #expect(abs(estimate - 2) < 0.5 && row["treated_units"] == "3" && row["other_units"] == "7")
    #expect(try CSVRows.read(folder + "/a/effect_periods.csv").count == 8)
    #expect(try CSVRows.read(folder + "/a/placebo.csv").count == 5)
    #expect(try run(["verify", "a"], in: folder).status == 0)
  }

  @Test(
    "Few treated units, the assumption and what is left out are said in both languages",
    arguments: ["en", "vi"])
  func words(language: String) throws {
    let folder = try folder(panel(gap: true))
    var program = try #require(Program())
    program.environment = ["COLUMNS": "80"]
    let outcome = try program.run(
      ["effect", "panel.csv", "--event", "2022-05-01", "--output", "a", "--language", language],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("2022") && !outcome.output.contains("effect."))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let row = try #require(try CSVRows.read(folder + "/a/effect.csv").first)
    // The year of the event is neither before nor behind it; a row has no figure.
    #expect(row["figures"] == "69" && row["event"] == "2022-05-01")
  }

  @Test(
    "Figures that fit to the last bit leave no error; of two units that is no wonder",
    arguments: [2, 8])
  func exact(units: Int) throws {
    var lines = ["unit,period,value,treated"]
    for unit in 0..<units {
      for year in 2016..<2024 {
        let value = 10.1 + Double(unit) / 3 + 0.7 * Double(year - 2016)
        let rise = unit == 0 && year >= 2022 ? 5.0 : 0
        lines.append("u\(unit),\(year),\(value + rise),\(unit == 0 ? 1 : 0)")
      }
    }
    let folder = try folder(lines.joined(separator: "\n") + "\n")
    let told = try run(["effect", "panel.csv", "--event", "2022", "--output", "a"], in: folder)
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("changed by 5 more"), "\(told.output)")
    #expect(told.output.contains("too few units for an error") == (units == 2), "\(told.output)")
    #expect(!told.output.contains("clustered error") && !told.output.contains("0.000"))
  }

  @Test(
    "The page of an effect has the estimate, its course with the event marked, and what it cannot show",
    arguments: ["en", "vi"])
  func page(language: String) throws {
    let folder = try folder(panel(gap: true))
    let fresh = try run(
      [
        "effect", "panel.csv", "--event", "2022-05-01", "--output", "a", "--language", language,
        "--format", "csv,html", "-q",
      ], in: folder)
    #expect(fresh.status == 0, "\(fresh.errors)")
    let first = try Program.read(folder + "/a/report.html")
    let again = try run(["report", "a", "-q"], in: folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Program.read(folder + "/a/report.html") == first)
    #expect(try run(["verify", "a"], in: folder).status == 0)
    let page = String(decoding: first, as: UTF8.self)
    let row = try #require(try CSVRows.read(folder + "/a/effect.csv").first)
    #expect(row["left_out"] == "2022" && row["blanks"] == "1")
    let limits = language == "en" ? "What it cannot show" : "Điều không thể chỉ ra"
    let mark = language == "en" ? ">event</text>" : ">sự kiện</text>"
    let title = language == "en" ? "<h2>panel" : "<h2>Bảng số liệu panel"
    for part in ["<svg class=\"chart\"", limits, mark, title] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("page.effect.") && !page.contains(">effect."))
  }

  @Test("validate knows the panel of an event and lists its faults by line")
  func validated() throws {
    let sound = try folder(panel())
    #expect(try run(["validate", "panel.csv"], in: sound).status == 0)
    let named = try folder(panel(marked: false))
    #expect(try run(["validate", "panel.csv"], in: named).status == 0)
    let later = "unit,period,value,treated\na,2020,1,\na,2021,2,1\nb,2020,1,\nb,2021,2,\n"
    #expect(try run(["validate", "panel.csv"], in: try folder(later)).status == 0)
    let bad =
      "unit,period,value,treated\na,2020,1,1\na,2020,x,1\na,2021,2,0\nb,2020,1,maybe\nb,20x,2,0\n"
    let outcome = try run(["validate", "panel.csv"], in: try folder(bad))
    #expect(outcome.status != 0)
    for part in ["panel.csv:3:", "panel.csv:5:", "[effect-treated]"] {
      #expect(outcome.errors.contains(part), "\(part): \(outcome.errors)")
    }
    let turned = "unit,period,value,treated\na,2020,1,1\na,2021,2,0\nb,2020,1,\nb,2020,2,\n"
    let twice = try run(["validate", "panel.csv"], in: try folder(turned))
    for part in ["panel.csv:3:", "panel.csv:5:", "[effect-treated]", "[effect-duplicate]"] {
      #expect(twice.errors.contains(part), "\(part): \(twice.errors)")
    }
  }

  @Test("Semicolons are read; faults are named by cell")
  func faults() throws {
    let semicolons = try folder(panel(separator: ";"))
    #expect(
      try run(["effect", "panel.csv", "--event", "2022", "-q"], in: semicolons).status == 0)
    func faults(_ text: String, _ more: [String] = []) throws -> String {
      let folder = try folder(text)
      let outcome = try run(["effect", "panel.csv", "--event", "2022"] + more, in: folder)
      #expect(outcome.status == 3, "\(outcome.output)")
      return outcome.errors
    }
    #expect(try faults(panel() + "Unit 1,2017,3,1\n").contains("panel.csv:82:8"))
    #expect(try faults(panel() + "Unit x,soon,3,1\n").contains("panel.csv:82:8"))
    #expect(try faults(panel() + "Unit x,2017,3,maybe\n").contains("panel.csv:82:15"))
    #expect(try faults(panel(marked: false)).contains("treated"))
    #expect(try faults(panel(marked: false), ["--treated", "Unit 11"]).contains("Unit 11"))
    let turned = panel().split(separator: "\n").map { line in
      line.hasPrefix("Unit 0,2019") ? String(line.dropLast()) + "0" : String(line)
    }.joined(separator: "\n")
    #expect(try faults(turned + "\n").contains("[effect-treated]"))
    let late = try folder(panel())
    #expect(try run(["effect", "panel.csv", "--event", "2030"], in: late).status == 3)
    #expect(try run(["effect", "panel.csv", "--event", "soon"], in: late).status == 2)
  }

  @Test("A lever takes the measured effect as its size, with its source named")
  func lever() throws {
    let small = try SmallScenario(
      [#"{"id": "a", "name": "A", "unit": "u", "kind": "level", "series": "a"}"#],
      plan: ["1,a,at_least,58,,2028"],
      series: [("a", ["44", "46", "47", "48", "50", "51", "52"])],
      more: """
        ,"levers": [{"id": "push", "kind": "effect", "baseline": 0, "value": 1, "effects": [
          {"indicator": "a", "on": "level", "course": "step", "start": 2026, "author": "B",
           "per_unit": {"from_effect": "e", "times": 2}}]}]
        """)
    try Program.write(Array(panel().utf8), to: small.folder + "/panel.csv")
    #expect(
      try small.program(["effect", "panel.csv", "--event", "2022", "--output", "e", "-q"]).status
        == 0)
    let with = try small.run()
    #expect(with.status == 0, "\(with.errors)")
    #expect(try small.run("run", ["--set", "push=0"], output: "q").status == 0)
    // Twice an effect of about 2 at every path.
    let moved = try small.figure("1", "p50") - small.figure("1", "p50", output: "q")
    #expect(abs(moved - 4) < 1, "\(moved)")
    #expect(try small.text("run.json").contains("e/effect.csv"))
    let explained = try small.program(["explain", "r", "--target", "1"])
    #expect(explained.output.contains("e/effect.csv"), "\(explained.output)")
    #expect(try small.program(["verify", "r"]).status == 0)
    let again = try small.program(["run", "--again", "r", "--output", "g", "-q"])
    #expect(again.status == 0, "\(again.errors)")
    let missing = try small.program(["validate", "s.json"])
    #expect(missing.status == 0)
    try Program.remove(small.folder + "/e/effect.csv")
    #expect(try small.run(output: "z").status == 3)
  }
}
