import Attainment
import Pipeline
import Plans
import Simulation
import Testing

/// Chances along the range of a lever.
@Suite struct LeverGridTests {
  /// Two judged indicators, their product, and one that no lever moves.
  private func result(
    _ settings: [String: Double] = [:], range: String = #", "range": {"low": 0, "high": 8}"#
  ) throws -> RunResult {
    var asked = Asked(paths: 2000)
    asked.judged("x", from: (2024, 10), in: 2028, 0, 30, 60)
    asked.judged("y", from: (2024, 10), in: 2028, 0, 20, 50)
    asked.judged("still", from: (2024, 10), in: 2028, 0, 20, 50)
    asked.indicate("both", #""derived": {"product": {"first": "x", "second": "y"}}"#)
    asked.targets = ["x", "y", "still", "both"].map {
      Asked.row("p", $0, $0, low: $0 == "both" ? "700" : "30", year: 2028)
    }
    asked.more = [
      """
      "levers": [{"id": "budget", "kind": "effect", "baseline": 0, "value": 2\(range),
       "effects": [{"indicator": "x", "on": "level", "course": "step", "start": 2026,
        "per_unit": 2, "author": "Made"}]}]
      """
    ]
    return try asked.run(settings: settings)
  }

  private func chance(of reference: String, _ run: RunResult) throws -> Double {
    try run.numbers(reference).probability.value
  }

  @Test("A chance on the grid is that of a run with the lever set to the value")
  func runs() throws {
    let grid = try #require(try result().levers.first)
    #expect(grid.values == [0, 1, 2, 3, 4, 5, 6, 7, 8] && grid.value == 2)
    #expect(grid.goals.map(\.target.reference) == ["x", "both"])
    for (place, value) in grid.values.enumerated() {
      let run = try result(["budget": value])
      for goal in grid.goals {
        let chance = try chance(of: goal.target.reference, run)
        #expect(abs(chance - goal.chances[place]) < 1e-9, "\(goal.target.reference) at \(value)")
      }
    }
    let rising = grid.goals[0].chances
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 } && rising[8] > rising[0] + 0.2)
  }

  @Test("The present value stands on the grid, and there the chance is the run's")
  func present() throws {
    let run = try result(["budget": 2.5])
    let grid = try #require(run.levers.first)
    #expect(grid.values == [0, 1, 2, 2.5, 3, 4, 5, 6, 7, 8] && grid.value == 2.5)
    #expect(try grid.goals[0].chances[3] == chance(of: "x", run))
  }

  @Test("A lever without a stated range has no grid")
  func open() throws { #expect(try result(range: "").levers.isEmpty) }
}
