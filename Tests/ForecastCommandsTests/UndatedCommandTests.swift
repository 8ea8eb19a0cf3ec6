import TestSupport
import Testing

/// Figures without a day of publication, asked for on a day.
@Suite struct UndatedCommandTests {
  @Test(
    "Rows that no day knows are told wherever the day comes from",
    arguments: [(true, [String]()), (false, ["--as-of", "2025-08-15"])])
  func told(isDated: Bool, arguments: [String]) throws {
    var made = MadeMeasures()
    made.isDated = isDated
    made.measures = [
      #"{"id": "x", "name": {"en": "Exports", "vi": "Xuất khẩu"}, "series": "x"}"#
    ]
    for month in 12 * 2018...12 * 2025 + 6 {
      let level = (100 * MadeMeasures.level(month, growth: 9)).rounded() / 100
      made.add(
        "x", MadeMeasures.month(month), "\(level)", vintage: month < 12 * 2019 ? "" : "2025-08-01")
    }
    made.ask("x", "1500", in: "2025-09")
    let run = try made.run("scorecard", arguments)
    #expect(run.outcome.status == 0, "\(run.outcome.errors)")
    let errors = run.outcome.errors
    #expect(errors.contains("12 rows of x (K) have no vintage"), "\(errors)")
  }

  @Test("Where no day is told the year is the last that variants ask of; without them it is needed")
  func year() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    var growth = MadeGrowth.sevenYears
    growth.isDated = false
    try growth.write(to: folder)
    let told = try program.run(["monthly", "scenario.json", "--output", "a"], in: folder)
    #expect(told.status == 0 && told.output.contains("2025"), "\(told.errors)")
    growth.variants = "[]"
    try growth.write(to: folder)
    let none = try program.run(["monthly", "scenario.json", "--output", "b"], in: folder)
    #expect(none.status == 2 && none.errors.contains("--year is needed"), "\(none.errors)")
  }
}
