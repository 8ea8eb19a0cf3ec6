internal import Attainment
import Pipeline
import Plans
import Reports
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// What a run is said to have found.
@Suite struct FindingsTests {
  private func run(
    values: Int = 6, target: String = "1", floor: Double = 1, horizon: Int = 2028
  ) throws -> RunResult {
    var made = MadeScenario(horizon: horizon, paths: 4000)
    let figures = (0..<values).map { (year: Int) -> Double? in
      let turn = Double(year * 3 % 4)
      return 100 + 4 * Double(year) + turn
    }
    made.add("a", from: 2025 - values, figures)
    made.indicate("a", #""kind": "growth", "name": "Trade", "series": "a""#)
    made.target("1", "a", kind: "growth", "at_least", target, year: horizon)
    made.target("2", "a", "at_least", "1", year: horizon)
    let folder = try Program.temporaryFolder()
    try made.write(in: folder)
    // The made scenario knows no floors.
    let text = String(decoding: try Program.read(folder + "/s.json"), as: UTF8.self)
    let floors = """
      "floors": [{"id": "f", "title": "The floor", "indicator": "a", "at_least": \(floor),
       "start": 2026, "source": "made"}], "horizon"
      """
    let whole = text.replacing("\"horizon\"", with: floors)
    try Program.write(Array(whole.utf8), to: folder + "/s.json")
    return try ScenarioRun.run(
      ScenarioReader.read(folder + "/s.json"), options: RunOptions(threads: 1))
  }

  private func lines(_ result: RunResult) -> [String] {
    Findings(result, language: .en).lines(width: 1000)
  }

  @Test("Four yearly values are few, five are not")
  func thin() throws {
    let few = Catalogue.of(.en)("finding.thin", ["indicators": "Trade (4)"])
    #expect(lines(try run(values: 4)).contains("• " + few))
    #expect(!lines(try run(values: 5)).contains { $0.contains("Trade (5)") })
  }

  @Test(
    "Growth that is asked for is beyond nine in ten futures where it is, not where one in two gives it"
  )
  func optimism() throws {
    let numbers = try #require(try run().attainment.first?.assessment)
    func said(_ target: Double) throws -> Bool {
      let style = NumberStyle(.en)
      return lines(try run(target: "\(target)")).contains {
        $0.contains(style.given(target)) && $0.contains(style.short(numbers.p90))
          && $0.contains(style.short(numbers.p50))
      }
    }
    let between = (100 * (numbers.p50 + numbers.p90)).rounded() / 200
    #expect(try !said(between))
    #expect(try said((numbers.p90 + 10).rounded() + 0.5))
  }

  @Test("A floor that the middle future keeps is said to be kept; from when it does not, the year")
  func floors() throws {
    let say = Catalogue.of(.en)
    func sentence(_ result: RunResult, below: Bool) throws -> String {
      let style = NumberStyle(.en)
      let last = try #require(result.floors.last?.figures)
      let floor = try #require(result.floors.first).floor
      var text = say(
        "finding.floor",
        [
          "title": "The floor", "floor": style.given(floor.value), "first": "2026", "last": "2028",
          "p": style.percent(last.keptThroughout.value) + " ± "
            + style.points(last.keptThroughout.standardError),
        ])
      if below {
        let middle = try #require(result.floors.first?.figures).p50
        text += " " + say("finding.floor.below", ["year": "2026", "p50": style.short(middle)])
      }
      return "• " + text
    }
    let kept = try run(floor: 1)
    #expect(lines(kept).contains(try sentence(kept, below: false)))
    let broken = try run(floor: 1000)
    #expect(lines(broken).contains(try sentence(broken, below: true)))
  }
}
