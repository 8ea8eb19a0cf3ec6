import TestSupport
import Testing

/// Scenarios of a few lines, run as a user would.
struct FactsInput {
  /// `id,period,value,status,vintage`, of the place X.
  var figures: [String] = []
  var indicators = """
    {"id": "catch", "kind": "growth", "series": "fish"},
    {"id": "pace", "derived": {"growth": {"of": "catch"}}}
    """
  /// `ref,indicator,kind,direction,low,high,year`.
  var targets: [String] = []
  var asOf: String? = "2031-08-31"
  var horizon = 2036

  /// Yearly figures from a first year on.
  static func years(_ id: String, _ first: Int, _ values: [Double]) -> [String] {
    values.enumerated().map { "\(id),\(first + $0),\($1),final,2031-02" }
  }

  /// A folder with the scenario, and the program.
  func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    var data = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    for figure in figures {
      let parts = figure.split(separator: ",", omittingEmptySubsequences: false)
      let frequency = parts[1].contains("Q") ? "Q" : parts[1].count == 7 ? "M" : "A"
      data += "\(parts[0]),X,\(frequency),\(parts[1]),\(parts[2]),kt,na,\(parts[3]),\(parts[4]),,\n"
    }
    var plan =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note\n"
    for target in targets {
      let parts = target.split(separator: ",", omittingEmptySubsequences: false)
      plan += "p,\(parts[0]),\(parts[1]),T,T,u,\(parts[2]),\(parts[3]),\(parts[4]),\(parts[5]),"
      plan += "\(parts[6]),Sở Cá,Fishery,,\n"
    }
    let day = asOf.map { "\"as_of\": \"\($0)\", " } ?? ""
    let scenario = """
      {"name": "s", "title": "s", "region": {"geo": "X"}, \(day)"data": ["o.csv"],
       "plans": ["p.csv"], "horizon": \(horizon), "indicators": [\(indicators)],
       "simulation": {"paths": 4000, "seed": 3}}
      """
    for (name, text) in [("o.csv", data), ("p.csv", plan), ("s.json", scenario)] {
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    return (program, folder)
  }

  /// Runs it into `out`; the rows of its targets by their references.
  func run(_ more: [String] = []) throws -> (
    rows: [String: [String: String]], folder: String, outcome: Program.Outcome
  ) {
    let (program, folder) = try prepare()
    let outcome = try program.run(["run", "s.json", "--output", "out"] + more, in: folder)
    guard outcome.status == 0 else { return ([:], folder, outcome) }
    let rows = try CSVRows.read(folder + "/out/attainment.csv")
    return (
      Dictionary(uniqueKeysWithValues: rows.map { ($0["ref"] ?? "", $0) }), folder, outcome
    )
  }
}

@Suite("Facts in a run") struct FactsCommandTests {
  private static let levels: [Double] = [40, 42.1, 44.5, 46.6, 49.2, 51.5, 54.3, 57.0]

  private func number(_ row: [String: String]?, _ column: String) throws -> Double {
    try #require(Double(row?[column] ?? ""), "\(column): \(row ?? [:])")
  }

  // MARK: Known years

  @Test("Targets of years that are published are met or missed, and count in the joint chance")
  func known() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2023, Self.levels)
    input.targets = [
      "met,catch,level,at_least,49.2,,2027", "missed,catch,level,at_least,52,,2028",
      "cap,catch,level,at_most,,50,2026", "exact,catch,level,exactly,57,57,2030",
      "open,catch,level,at_least,58,,2033", "before,catch,level,at_least,1,,2019",
    ]
    let (rows, folder, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for (ref, chance) in [("met", 1.0), ("missed", 0), ("cap", 1), ("exact", 1)] {
      #expect(try number(rows[ref], "probability") == chance, "\(ref)")
      #expect(rows[ref]?["mc_error"] == "", "nothing is simulated")
      #expect(rows[ref]?["basis"] == "data" && rows[ref]?["model"] == "")
      #expect(rows[ref]?["note"]?.contains("is published") == true)
    }
    #expect(rows["met"]?["p50"] == "49.2" && rows["met"]?["first_year_p50"] == "2027")
    #expect(rows["missed"]?["shortfall_p50"] == "0.5" && rows["missed"]?["required_per_year"] == "")
    #expect(rows["before"]?["basis"] == "not_assessed" && rows["before"]?["probability"] == "")
    let joint = try CSVRows.read(folder + "/out/joint.csv").filter { $0["dependence"] == "fitted" }
    #expect(joint.count == 2 && joint.allSatisfy { $0["targets"] == "5" && $0["p_all"] == "0.0" })
    let open = try number(rows["open"], "probability")
    #expect(abs(try number(joint.first, "expected_met") - 3 - open) < 1e-9)
    #expect(try number(rows["open"], "mc_error") > 0)
    #expect(outcome.output.contains(#/\bmet\b/#) && outcome.output.contains(#/\bmissed\b/#))
    // A fact is no bold wish, and no future.
    let findings = try CSVRows.read(folder + "/out/findings.csv")
    #expect(!findings.contains { $0["kind"] == "optimism" })
    #expect(!outcome.output.contains("targets lie beyond"))
  }

  @Test(
    "An estimate of before the year's end counts and is said to be one, until a later figure stands",
    arguments: [true, false])
  func estimate(isAlone: Bool) throws {
    var input = FactsInput()
    input.figures =
      FactsInput.years("fish", 2022, Self.levels)
      + ["fish,2030,58.5,estimate,2030-12-15"] + (isAlone ? [] : ["fish,2030,58.1,final,2031-03"])
    input.targets = ["1,catch,level,at_least,58,,2030", "2,pace,growth,at_least,1,,2030"]
    let (rows, folder, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for ref in ["1", "2"] {
      #expect(rows[ref]?["note"]?.contains("is an estimate of") == isAlone, "\(rows)")
      #expect(rows[ref]?["note"]?.contains("is published") == !isAlone, "\(rows)")
    }
    #expect(outcome.output.contains("met (estimate)") == isAlone, "\(outcome.output)")
    let program = try #require(Program())
    let told = try program.run(["explain", "out", "--target", "1"], in: folder)
    #expect(told.output.contains("estimate of") == isAlone, "\(told.output)")
  }

  @Test("Without a target of a known year nothing of the others moves; with one neither")
  func undisturbed() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2023, Self.levels)
    input.targets = ["open,catch,level,at_least,66,,2033"]
    let alone = try input.run().rows["open"]
    input.targets.append("met,catch,level,at_least,49,,2027")
    let beside = try input.run().rows["open"]
    #expect(alone != nil && alone == beside)
  }

  @Test(
    "What is derived of known years is known: growth, averages, shares; printed growth goes first")
  func derived() throws {
    var input = FactsInput()
    // 44.5 over 42.1 is 5.7007; the office printed 5.7.
    input.figures =
      FactsInput.years("fish", 2023, Self.levels) + FactsInput.years("fish.g", 2025, [5.7])
    input.figures += FactsInput.years("boats", 2023, [10, 10, 10, 10, 12, 12, 12, 12])
    input.indicators = """
      {"id": "catch", "kind": "growth", "series": {"level": "fish", "growth": "fish.g"}},
      {"id": "boats", "kind": "level", "series": "boats"},
      {"id": "pace", "derived": {"growth": {"of": "catch"}}},
      {"id": "mean", "derived": {"average_growth": {"of": "catch", "base": 2023, "last": 2025}}},
      {"id": "each", "derived": {"ratio": {"numerator": "catch", "denominator": "boats"}}}
      """
    input.targets = [
      "printed,pace,growth,exactly,5.7,5.7,2025", "average,mean,growth,at_least,5.475,,2025",
      "share,each,level,range,4.1,4.1,2027", "under,pace,growth,at_least,6,,2024",
    ]
    let (rows, folder, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(rows["printed"]?["probability"] == "1.0" && rows["printed"]?["p50"] == "5.7")
    // √(44.5/40) − 1 = 5.4751%; 49.2/12 = 4.1 to the last digit; 42.1/40 = 5.25%.
    #expect(rows["average"]?["probability"] == "1.0" && rows["share"]?["probability"] == "1.0")
    #expect(rows["under"]?["probability"] == "0.0")
    let printed = try CSVRows.read(folder + "/out/projections.csv").first {
      $0["indicator"] == "pace" && $0["period"] == "2025"
    }
    #expect(printed?["mean"] == "5.7" && printed?["kind"] == "actual")
  }

  @Test("A target whose year is over is not to be reached by anything")
  func require() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2023, Self.levels)
    input.targets = ["1,catch,level,at_least,52,,2028", "2,catch,level,at_least,66,,2033"]
    let (program, folder) = try input.prepare()
    let over = try program.run(
      ["require", "s.json", "--target", "1", "--probability", "0.8"], in: folder)
    #expect(
      over.status == 3 && over.errors.contains("the figure of 2028 is published"), "\(over.errors)")
    let open = try program.run(
      ["require", "s.json", "--target", "2", "--probability", "0.8", "--output", "q"], in: folder)
    #expect(open.status == 0, "\(open.errors)")
    _ = try program.run(["run", "s.json", "--output", "out", "-q"], in: folder)
    let told = try program.run(["explain", "out", "--target", "1"], in: folder)
    #expect(told.output.contains("The target was missed by 0.5"), "\(told.output)")
    #expect(!told.output.contains("futures meet") && !told.output.contains("if it were certain"))
  }

  @Test("What must lie below the forecast is said so, and a lever without effect to have none")
  func requireBelow() throws {
    let lever = """
      , "levers": [{"id": "push", "kind": "effect", "title": {"en": "Push", "vi": "Đẩy"}, "baseline": 0,
       "value": 0, "range": {"low": 0, "high": 5}, "effects": [{"indicator": "other", "on": "growth",
       "course": "step", "start": 2026, "per_unit": 1, "author": "Department A"}]}]
      """
    let small = try SmallScenario(
      [
        "{\"id\": \"waste\", \"kind\": \"growth\", \"series\": \"w\"}",
        "{\"id\": \"other\", \"kind\": \"growth\", \"series\": \"o\"}",
      ], plan: ["t,waste,at_most,,150,2030"],
      series: [
        ("w", ["100", "106", "111", "118", "124", "131", "139"]),
        ("o", ["50", "53", "55", "58", "62", "64", "67"]),
      ], more: lever)
    let below = try small.run("require", ["--target", "t", "--probability", "0.8"], output: "q")
    #expect(below.status == 0, "\(below.errors)")
    let text = below.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("points a year below the forecast"), "\(text)")
    #expect(!text.contains("must be -") && !text.contains("above the forecast"), "\(text)")
    let none = try small.run(
      "require", ["--target", "t", "--probability", "0.8", "--variable", "push"], output: "n")
    #expect(none.output.contains("does not change its chance"), "\(none.output)")
    #expect(!none.output.contains("That is growth of"), "\(none.output)")
    // A range is best met by what stands; that is no lack of effect.
    let range = try SmallScenario(
      ["{\"id\": \"other\", \"kind\": \"growth\", \"series\": \"o\"}"],
      plan: ["t,other,range,80,95,2030"],
      series: [("o", ["50", "53", "55", "58", "62", "64", "67"])], more: lever)
    let best = try range.run(
      "require", ["--target", "t", "--probability", "0.99", "--variable", "push"], output: "n")
    #expect(best.status == 0 && !best.output.contains("does not change"), "\(best.output)")
  }

  @Test("What a level needs is told in its unit; a chance that is there already needs nothing")
  func requireWords() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2023, Self.levels)
    input.indicators = #"{"id": "catch", "kind": "level", "series": "fish", "unit": "kt"}"#
    input.targets = ["2,catch,level,at_least,66,,2033"]
    let (program, folder) = try input.prepare()
    func told(_ probability: String) throws -> String {
      let outcome = try program.run(
        ["require", "s.json", "--target", "2", "--probability", probability, "--output", "q"],
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let more = try told("0.95").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(more.contains("kt a year against") && !more.contains("points"), "\(more)")
    #expect(more.contains("It adds up year by year: half of the futures then pass"), "\(more)")
    #expect(more.contains("kt in 2033"), "\(more)")
    let held = try told("0.001")
    #expect(held.contains("already") && !held.contains("instead of"), "\(held)")
  }

  // MARK: Years that are over and not published

  @Test("A year that is over and not published is projected, scored, and may be a base")
  func unpublished() throws {
    var input = FactsInput()
    // To 2029 only; on the last day of August 2031 the year 2030 is over.
    input.figures = FactsInput.years("fish", 2022, Self.levels)
    input.indicators += """
      , {"id": "mean", "derived": {"average_growth": {"of": "catch", "base": 2030, "last": 2035}}}
      """
    input.targets = [
      "gone,catch,level,at_least,59.6,,2030", "pace,pace,growth,at_least,0,,2030",
      "mean,mean,growth,at_least,1,,2035",
    ]
    let (rows, folder, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for ref in ["gone", "pace", "mean"] {
      let chance = try number(rows[ref], "probability")
      #expect(chance > 0.02 && chance < 1, "\(ref)")
      #expect(rows[ref]?["model"] != "")
    }
    let projected = try CSVRows.read(folder + "/out/projections.csv").filter {
      $0["indicator"] == "catch" && $0["kind"] == "projection"
    }
    #expect(projected.compactMap { $0["period"] } == (2030...2036).map { "\($0)" })
    let spreads = try projected.map { try number($0, "p90") - number($0, "p10") }
    #expect(zip(spreads, spreads.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(
    "Indicators that are published stay known in that year, and levers move nothing that is over")
  func mixed() throws {
    var input = FactsInput()
    input.figures =
      FactsInput.years("fish", 2022, Self.levels) + FactsInput.years("boats", 2023, Self.levels)
    input.indicators += ", {\"id\": \"boats\", \"kind\": \"growth\", \"series\": \"boats\"}"
    input.targets = [
      "over,catch,level,at_least,59.6,,2030", "known,boats,level,at_least,57,,2030",
      "next,catch,level,at_least,62,,2031",
    ]
    let plain = try input.run().rows
    let moved = try input.run(["--set", "growth.catch=3"]).rows
    #expect(plain["known"]?["probability"] == "1.0")
    #expect(plain["over"] == moved["over"])
    #expect(try number(plain["next"], "probability") + 0.05 < number(moved["next"], "probability"))
  }

  // MARK: A year under way

  @Test(
    "Growth to date makes the year's likely with levels alone, however many years are known",
    arguments: [3, 4, 7], [2, 3])
  func toDate(earlier: Int, quarters: Int) throws {
    var input = FactsInput()
    let levels = Self.levels.suffix(earlier + 1)
    input.figures = FactsInput.years("fish", 2031 - levels.count, Array(levels))
    for (offset, level) in zip(2029...2031, [54.3, 57.0, 57.0 * 1.13]) {
      for quarter in 1...(offset == 2031 ? quarters : 4) {
        input.figures.append("fish,\(offset)-Q\(quarter),\(level / 4),estimate,\(offset)-12-28")
      }
    }
    input.asOf = "2031-12-29"
    input.targets = ["1,pace,growth,at_least,11,,2031", "2,pace,growth,at_least,16,,2031"]
    let (rows, folder, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try number(rows["1"], "probability") > 0.7)
    #expect(try number(rows["2"], "probability") < 0.2)
    #expect(abs(try number(rows["1"], "p50") - 13) < 1.5)
    let history = try CSVRows.read(folder + "/out/history.csv").filter { $0["origin"] == "partial" }
    #expect(history.count == 1 && history[0]["from"]?.contains("2031-Q\(quarters)") == true)
  }

  @Test("A figure to date that cannot be used is named by its line")
  func toDateUnused() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2021, Self.levels)
    input.figures.append("fish.ytd,2031-Q1,20,estimate,2031-04-20")
    input.figures.append("fish.g.ytd,2031-Q1,6,estimate,2031-04-20")
    input.indicators = input.indicators.replacing(
      "\"series\": \"fish\"",
      with: "\"series\": {\"level\": \"fish\", \"growth_to_date\": \"fish.g.ytd\"}")
    input.targets = ["1,pace,growth,at_least,11,,2031"]
    let (rows, _, outcome) = try input.run()
    #expect(outcome.status == 0 && rows.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("o.csv:11:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[figure-to-date]"), "\(outcome.errors)")
  }

  // MARK: Zeros

  @Test("A quantity that began at 0 and one that fell to it run on a scale of logarithms")
  func zeros() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2022, [0, 0, 3, 5, 9, 12, 0, 15, 21])
    input.indicators =
      "{\"id\": \"catch\", \"kind\": \"level\", \"scale\": \"log\", \"series\": \"fish\"}"
    input.targets = ["1,catch,level,at_least,11,,2033"]
    let (rows, _, outcome) = try input.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("o.csv:3:") && outcome.errors.contains("[figure-growth]"))
    let chance = try number(rows["1"], "probability")
    #expect(chance > 0.02 && chance < 0.98)
  }

  @Test("One year alone is a history of one; figures that nothing joins are named")
  func few() throws {
    var input = FactsInput()
    input.figures = FactsInput.years("fish", 2030, [40])
    input.targets = ["1,catch,level,at_least,11,,2033"]
    let (rows, _, one) = try input.run()
    #expect(one.status == 0, "\(one.errors)")
    let chance = try number(rows["1"], "probability")
    #expect(chance > 0.9 && chance < 1)
    input.figures =
      FactsInput.years("fish.g", 2010, [4, 5])
      + FactsInput.years("fish.g", 2022, [5, 6, 4, 5, 6, 7, 5, 6, 4])
    input.indicators =
      "{\"id\": \"catch\", \"kind\": \"growth\", \"series\": {\"growth\": \"fish.g\"}}"
    let two = try input.run().outcome
    #expect(two.status == 0 && two.errors.contains("o.csv:2:"), "\(two.errors)")
    #expect(two.errors.contains("2010, 2011") && two.errors.contains("[figure-unjoined]"))
  }
}
