import TestSupport
import Testing

@Suite struct GrowthOrderTests {
  private func condition(_ sector: String, _ growth: String, period: String = "2025") -> String {
    #"{"sector": "\#(sector)", "period": "\#(period)", "growth": \#(growth)}"#
  }

  private func made(_ conditions: [String]) -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2024 + 3, growth: 6, wobble: 0.01, vintage: "2025-01-20")
    made.asOf = "2025-02-10"
    made.variants =
      #"[{"id": "v", "conditions": [\#(conditions.joined(separator: ", "))]}]"#
    return made
  }

  private func growth(_ conditions: [String]) throws -> [Double] {
    let folder = try Program.temporaryFolder()
    let outcome = try made(conditions).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    return ["whole", "left", "right"].map {
      cells.number($0, "2025", "yoy_percent", variant: "v")
    }
  }

  @Test(
    "Parts and whole that agree within rounding come out alike in every order",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func parts(order: [Int]) throws {
    // 8% and 7.4% of such parts make 7.81% of the whole.
    let all = [condition("left", "8"), condition("right", "7.4"), condition("whole", "7.8")]
    let found = try growth(order.map { all[$0] })
    #expect(abs(found[0] - 7.8) < 1e-3, "\(found)")
    #expect(abs(found[2] - 7.4) < 1e-3, "\(found)")
    #expect(abs(found[1] - 8) < 0.06 && abs(found[1] - 8) > 1e-3, "the coarsest yields: \(found)")
  }

  @Test("Parts written alike all yield inside their rounding, not one of them for all")
  func alike() throws {
    let found = try growth([
      condition("whole", "7.80"), condition("left", "8.0"), condition("right", "7.5"),
    ])
    #expect(abs(found[0] - 7.8) < 1e-3)
    #expect(abs(found[1] - 8) < 0.05 + 1e-9 && abs(found[2] - 7.5) < 0.05 + 1e-9, "\(found)")
  }

  @Test(
    "Of one total given twice the finer counts, in either order",
    arguments: [["8", "8.1"], ["8.1", "8"], ["8.10", "8.1"], ["6.04", "6"], ["6", "6.04"]])
  func twice(values: [String]) throws {
    let found = try growth(values.map { condition("whole", $0) })
    let finest = values.max { $0.count < $1.count } ?? ""
    #expect(abs(found[0] - (Double(finest) ?? .nan)) < 1e-3, "\(found)")
  }

  @Test("A refusal names the conditions that contradict each other, and what would fit")
  func contradiction() throws {
    func errors(_ conditions: [String]) throws -> String {
      let folder = try Program.temporaryFolder()
      let outcome = try made(conditions).run(in: folder)
      #expect(outcome.status != 0)
      return outcome.errors
    }
    let parts = try errors([
      condition("whole", "12.0"), condition("left", "3.0"), condition("right", "3.0"),
    ])
    #expect(parts.contains("whole 2025 = +12% contradicts left 2025 = +3%, right 2025 = +3%"))
    #expect(parts.contains("which leave it +2.9") && parts.contains("to +3.0"), "\(parts)")
    let twice = try errors([condition("right", "4"), condition("right", "6.5")])
    #expect(twice.contains("right 2025 = +4% contradicts right 2025 = +6.5%, which leaves it +6."))
    let quarters = try errors([
      condition("whole", "-60"), condition("whole", "90", period: "2025-Q4"),
    ])
    #expect(quarters.contains("whole 2025 = +-60%") || quarters.contains("whole 2025 = -60%"))
    #expect(quarters.contains("whole 2025-Q4 = +90%, which leaves it more than"), "\(quarters)")
    let range = try errors([
      condition("whole", #"{"low": 1, "high": 2}"#), condition("left", "5.0"),
      condition("right", #"{"low": 4, "high": 6}"#),
    ])
    #expect(range.contains("whole 2025 = +1% … +2% contradicts left 2025 = +5%"), "\(range)")
  }
}
