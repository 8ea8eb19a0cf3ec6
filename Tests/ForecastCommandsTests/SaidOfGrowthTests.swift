import TestSupport
import Testing

/// What the terminal says of figures that contradict each other, of ranges and of what nobody measured.
@Suite struct SaidOfGrowthTests {
  /// The output in one line, with the folder that it stands in.
  private func said(
    _ command: String, _ made: MadeGrowth
  ) throws -> (text: String, folder: String) {
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(command, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return (outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " "), folder)
  }

  @Test("Published figures that others contradict are named by track as by monthly")
  func contradicted() throws {
    // The parts make 6.6% of nine months; of the whole 9.5% or 6.6% is published.
    let program = try #require(Program())
    func said(_ command: String, whole: String) throws -> String {
      let folder = try Program.temporaryFolder()
      let table = """
        Sector,Share 2024,2022,2023,2024,6 months 2025,9 months 2025
        GRDP,100,8.1,7.4,8.6,\(whole)
        Agriculture,20,3.4,3.2,3.6,3.5,3.4
        Industry,42,10.1,9.2,10.9,7.9,8
        Services,38,9.0,8.1,9.0,6.8,6.9

        """
      try Program.write(Array(table.utf8), to: folder + "/g.csv")
      let started = try program.run(["init", "g.csv", "--growth", "--output", "g"], in: folder)
      #expect(started.status == 0, "\(started.errors)")
      let outcome = try program.run(
        [command, "g/scenario.json", "--year", "2025", "--output", "out"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let sentence = "Published figures that the settled levels miss"
    for command in ["monthly", "track"] {
      let text = try said(command, whole: "9.4,9.5")
      #expect(text.contains(sentence) && text.contains("Industry, "), "\(text)")
    }
    let (far, near) = (try said("track", whole: "9.4,9.5"), try said("track", whole: "6.6,6.6"))
    #expect(far.contains("published 7.9") || far.contains("published 8"))
    #expect(!near.contains("published 7.9") && !near.contains("published 8.0"))
  }

  @Test("What track expects of a sector's year is what monthly has, and what was published stands")
  func sameYear() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let table = """
      Sector,Share 2024,2021,2022,2023,2024,3 months 2024,3 months 2025
      GRDP,100,6.6,8.1,7.4,8.6,8.2,8.1
      Agriculture,20,3.1,3.4,3.2,3.6,3.3,3.4
      Industry,42,8.9,10.1,9.2,10.9,10.4,10.2
      Services,38,7.0,9.0,8.1,9.0,8.5,8.6

      """
    try Program.write(Array(table.utf8), to: folder + "/g.csv")
    #expect(
      try program.run(["init", "g.csv", "--growth", "--output", "g"], in: folder).status == 0)
    for command in ["monthly", "track"] {
      let outcome = try program.run(
        [command, "g/scenario.json", "--year", "2025", "--output", command], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let parts = try CSVRows.read(folder + "/track/contributions.csv").filter {
      $0["period"] == "2025-Q1"
    }
    let years = try CSVRows.read(folder + "/monthly/annual_growth.csv").filter {
      $0["variant"] == "baseline" && $0["period"] == "2025"
    }
    #expect(parts.count == 4 && years.count == 4)
    for (part, year) in zip(parts, years) {
      let ahead = try #require(part["outlook_yoy_percent"].flatMap(Double.init))
      let whole = try #require(year["yoy_percent"].flatMap(Double.init))
      #expect(part["sector"] == year["sector"] && abs(ahead - whole) < 1e-6)
    }
    #expect(parts.map { $0["published_ytd_yoy_percent"] } == ["8.1", "3.4", "10.2", "8.6"])
  }

  @Test("Of a range it is said that its lower end counts")
  func ranges() throws {
    var made = MadeGrowth.sevenYears
    #expect(try !said("monthly", made).text.contains("lower end"))
    made.variants = #"""
      [{"id": "low", "conditions": [{"period": "2025", "growth": {"low": 0, "high": 1}}]}]
      """#
    #expect(
      try said("monthly", made).text.contains("paths. Of a range, this counts the lower end alone.")
    )
  }

  @Test(
    "Where no past year could be forecast again, terminal and page say that nothing is measured")
  func unmeasured() throws {
    var made = MadeGrowth()
    made.sectors = MadeGrowth.alone(#""o.whole""#)
    var level = 100.0
    for year in 2012...2024 {
      level *= year % 2 == 0 ? 1.06 : 1.08
      made.add("o.whole", "\(year)", level, vintage: "\(year + 1)-03-01")
    }
    for command in ["monthly", "track"] {
      #expect(try said(command, made).text.contains("is not measured here"))
      #expect(try !said(command, .sevenYears).text.contains("is not measured here"))
    }
  }

  @Test("A folder of monthly is not repeated by run --again, which says what can be done")
  func again() throws {
    let folder = try said("monthly", .sevenYears).folder
    let program = try #require(Program())
    let outcome = try program.run(["run", "--again", "out"], in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("forecast verify out"), "\(outcome.errors)")
    #expect(outcome.errors.contains("forecast monthly"))
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
  }
}
