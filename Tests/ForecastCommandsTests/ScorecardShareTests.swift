import TestSupport
import Testing

/// Shares of a whole, and plans of growth by what their units say.
@Suite struct ScorecardShareTests {
  /// Months of percentages up to July 2026.
  private func made(_ values: [Double], kind: String, bounds: String = "") -> MadeMeasures {
    var made = MadeMeasures()
    made.asOf = "2026-08-10"
    made.measures = [#"{"id": "m", "series": "m", "year_is": "last"\#(bounds)}"#]
    for (place, value) in values.enumerated() {
      let month = 12 * 2026 + 7 - values.count + place
      made.add("m", MadeMeasures.month(month), "\(value)", unit: "%", vintage: "2026-08-05")
    }
    made.ask("m", "99.5", kind: kind, unit: "%", in: "2026")
    return made
  }

  /// Up to 98.5% in 31 months, half a point a month: 101% in December, if nothing held it.
  private let rising = (0..<31).map { 83.5 + 0.5 * Double($0) }

  @Test("A share in percent stays below 100 where it always did; a level in percent does not")
  func below100() throws {
    let share = try #require(try made(rising, kind: "share").card()["m 2026"])
    #expect(try #require(share.number("value_p90")) <= 100, "\(share)")
    #expect(try #require(share.number("value")) <= 100, "\(share)")
    #expect(try #require(share.number("probability")) > 0.5, "\(share)")
    let level = try #require(try made(rising, kind: "level").card()["m 2026"])
    #expect(try #require(level.number("value_p90")) > 100, "\(level)")
    // Of a whole that some exceeded nobody knows where it ends.
    let above = rising.map { $0 + 2 }
    let passed = try #require(try made(above, kind: "share").card()["m 2026"])
    #expect(try #require(passed.number("value")) > 100, "\(passed)")
  }

  @Test("Figures beyond bounds that a measure states are told by line")
  func beyond() throws {
    let bounds = #", "bounds": {"lower": 0, "upper": 100}"#
    let values = rising.map { min(100.5, $0 + 2) }
    let (outcome, _) = try made(values, kind: "share", bounds: bounds).run()
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("o.csv:32:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[figure-bounds]"), "\(outcome.errors)")
    let (sound, _) = try made(rising, kind: "share", bounds: bounds).run()
    #expect(!sound.errors.contains("figure-bounds"), "\(sound.errors)")
  }

  @Test("What a plan calls growth in the unit of the level is a level, as run reads it")
  func growthOfLevel() throws {
    var made = MadeMeasures()
    made.asOf = "2026-08-10"
    made.measures = [
      #"{"id": "m", "series": "m", "year_is": "last"}"#,
      #"{"id": "g", "series": "g", "year_is": "last"}"#,
    ]
    for place in 0..<31 {
      for id in ["m", "g"] {
        made.add(
          id, MadeMeasures.month(12 * 2024 + place), "\(14000 + 20 * place)", vintage: "2026-08-05")
      }
    }
    made.ask("m", "14500", kind: "growth", unit: "u", in: "2026")
    made.ask("g", "3", kind: "growth", unit: "% so với cùng kỳ", in: "2026")
    let card = try made.card()
    #expect(card["m 2026"]?.number("plan") == 14500, "\(card["m 2026"] ?? [:])")
    // 14,460 in December of the year before.
    let grown = try #require(card["g 2026"]?.number("plan"))
    #expect(abs(grown - 14460 * 1.03) < 1e-6, "\(grown)")
  }
}
